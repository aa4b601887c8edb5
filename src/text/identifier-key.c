/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identifiers as people type them: with hyphens or without, with the address of a resolver before, in Cyrillic letters
 * that look like Latin ones. What is left is letters and digits; an ISBN is its 13 digits, an ISSN its 8. */
#define G_LOG_DOMAIN "rc-text"

#include "text/keys.h"

#include <string.h>

#include "text/letter.h"

/* What is longer is a text. */
#define MAX_BYTES 512

typedef enum
{
  NUMBER_BARE,
  NUMBER_REMARKED, /* something in brackets or behind a colon follows */
  NUMBER_NAMED,    /* its kind is written before it */
} NumberForm;

/* In the order in which they may stand; longer ones first where one begins the other. */
static const struct
{
  const char *text;
  NumberForm form;
} prefixes[] = {
  { "https://", NUMBER_BARE }, { "http://", NUMBER_BARE }, { "www.", NUMBER_BARE },     { "dx.doi.org/", NUMBER_BARE },
  { "doi.org/", NUMBER_BARE }, { "urn:", NUMBER_BARE },    { "info:", NUMBER_BARE },    { "doi:", NUMBER_BARE },
  { "doi ", NUMBER_BARE },     { "doi/", NUMBER_BARE },    { "isbn-13", NUMBER_NAMED }, { "isbn-10", NUMBER_NAMED },
  { "isbn", NUMBER_NAMED },    { "issn-l", NUMBER_NAMED }, { "issn", NUMBER_NAMED },    { "ean", NUMBER_NAMED },
};

/* Small Cyrillic letters whose capitals look like Latin ones. */
static const struct
{
  gunichar cyrillic;
  char latin;
} look_alikes[] = {
  { 0x0430, 'a' }, { 0x0432, 'b' }, { 0x0435, 'e' }, { 0x043a, 'k' }, { 0x043c, 'm' },
  { 0x043d, 'h' }, { 0x043e, 'o' }, { 0x0440, 'p' }, { 0x0441, 'c' }, { 0x0442, 't' },
  { 0x0443, 'y' }, { 0x0445, 'x' }, { 0x0456, 'i' }, { 0x0458, 'j' }, { 0x0455, 's' },
};

static const char *
skip_punctuation (const char *p, const char *end)
{
  while (p < end && (guchar) *p < 0x80 && !g_ascii_isalnum (*p))
    p++;
  return p;
}

static const char *
skip_prefixes (const char *p, const char *end, NumberForm *form)
{
  p = skip_punctuation (p, end);
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize length = strlen (prefixes[i].text);
      gsize left = (gsize) (end - p);

      /* A prefix of letters only must not be the beginning of a word. */
      if (left > length && g_ascii_strncasecmp (p, prefixes[i].text, length) == 0 &&
          !(g_ascii_isalpha (p[length - 1]) && g_ascii_isalpha (p[length])))
        {
          p = skip_punctuation (p + length, end);
          *form = MAX (*form, prefixes[i].form);
        }
    }
  return p;
}

static const char *
find (const char *p, const char *end, const char *word)
{
  gsize length = strlen (word);

  for (; p + length <= end; p++)
    if (g_ascii_strncasecmp (p, word, length) == 0)
      return p;
  return NULL;
}

/* ark:/48223/pf0000377433/eng is named pf0000377433: so it stands in lists, and so people quote it. */
static void
narrow_to_ark_name (const char **start, const char **end)
{
  const char *p = find (*start, *end, "ark:"), *slash;

  if (p == NULL || (p > *start && g_ascii_isalnum (p[-1])))
    return;
  p = skip_punctuation (p + strlen ("ark:"), *end);
  slash = memchr (p, '/', (gsize) (*end - p));
  if (slash == NULL || slash == p || slash + 1 == *end)
    return;
  *start = ++slash;
  while (slash < *end && strchr ("/?#. ", *slash) == NULL)
    slash++;
  *end = slash;
}

static gsize
write_letter (char *key, gsize n, const RcLetter *letter)
{
  gunichar c;

  if (letter->n_bytes == 2)
    {
      c = g_utf8_get_char_validated (letter->bytes, 2);
      for (guint i = 0; i < G_N_ELEMENTS (look_alikes); i++)
        if (look_alikes[i].cyrillic == c)
          {
            key[n] = look_alikes[i].latin;
            return n + 1;
          }
    }
  memcpy (key + n, letter->bytes, letter->n_bytes);
  return n + letter->n_bytes;
}

/* Letters and digits only; 0 when there is no digit, or too much of all. */
static gsize
compact (const char *p, const char *end, char *key)
{
  gsize n = 0;
  gboolean digit = FALSE;

  while (p < end)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);
      const RcLetter *letter;

      if (c == 0 || c == (gunichar) -1 || c == (gunichar) -2)
        {
          p++;
          continue;
        }
      p = g_utf8_next_char (p);
      letter = rc_letter_get (c);
      if (n + letter->n_bytes > RC_WORD_MAX)
        {
          key[0] = '\0';
          return 0;
        }
      digit |= letter->n_bytes == 1 && g_ascii_isdigit (letter->bytes[0]);
      n = write_letter (key, n, letter);
    }
  if (!digit || n < 2)
    n = 0;
  key[n] = '\0';
  return n;
}

/* How many of the first letters are digits; the last of ten or eight may be an x. */
static gsize
count_digits (const char *key)
{
  gsize n = strspn (key, "0123456789");

  return (n == 9 || n == 7) && key[n] == 'x' ? n + 1 : n;
}

static guint
digit_value (char digit)
{
  return digit == 'x' ? 10 : (guint) (digit - '0');
}

/* Weights n, n - 1 … 1: the sum is a multiple of 11 (ISBN of 10 digits, ISSN). */
static gboolean
check_eleven (const char *digits, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    sum += digit_value (digits[i]) * (n - i);
  return sum % 11 == 0;
}

/* The last of 13 digits that fits the twelve before. */
static char
last_of_thirteen (const char *digits)
{
  guint sum = 0;

  for (guint i = 0; i < 12; i++)
    sum += (guint) (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return (char) ('0' + (10 - sum % 10) % 10);
}

/* The bar code of a periodical has its ISSN in it. */
static gsize
settle_ean (char *key)
{
  guint sum = 0, check;

  if (strncmp (key, "977", 3) != 0)
    return 13;
  memmove (key, key + 3, 7);
  for (guint i = 0; i < 7; i++)
    sum += (guint) (key[i] - '0') * (8 - i);
  check = (11 - sum % 11) % 11;
  key[7] = check == 10 ? 'x' : (char) ('0' + check);
  return 8;
}

static gsize
settle_isbn_10 (char *key)
{
  memmove (key + 3, key, 9);
  memcpy (key, "978", 3);
  key[12] = last_of_thirteen (key);
  return 13;
}

/* Numbers with a check digit that holds, in their one form; what follows one ("(pbk.)") goes. */
static gsize
settle_number (char *key, gsize n, NumberForm form)
{
  gsize n_digits = count_digits (key);

  if (n_digits < n && (form == NUMBER_BARE || g_ascii_isdigit (key[n_digits])))
    return n;
  if (n_digits == 13 && key[12] == last_of_thirteen (key) &&
      (strncmp (key, "977", 3) == 0 || strncmp (key, "978", 3) == 0 || strncmp (key, "979", 3) == 0))
    n = settle_ean (key);
  else if (n_digits == 10 && check_eleven (key, 10))
    n = settle_isbn_10 (key);
  else if (n_digits == 8 && form == NUMBER_NAMED && check_eleven (key, 8))
    n = 8;
  key[n] = '\0';
  return n;
}

/* Behind a number in brackets, or by itself: "(pbk.)", ": 25 USD". */
static gboolean
has_remark (const char *p, const char *end)
{
  while (p < end && (g_ascii_isdigit (*p) || strchr ("-xX ", *p) != NULL))
    p++;
  return p < end && (*p == '(' || *p == ':' || *p == ';');
}

gsize
rc_identifier_key (const char *text, gssize length, char *key)
{
  const char *start, *end;
  NumberForm form = NUMBER_BARE;
  gsize n;

  g_return_val_if_fail (text != NULL && key != NULL, 0);

  key[0] = '\0';
  end = text + (length < 0 ? strlen (text) : (gsize) length);
  if (end - text > MAX_BYTES)
    return 0;
  start = skip_prefixes (text, end, &form);
  narrow_to_ark_name (&start, &end);
  n = compact (start, end, key);
  return settle_number (key, n, form == NUMBER_BARE && has_remark (start, end) ? NUMBER_REMARKED : form);
}
