/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Identifiers as people type them: with hyphens or without, with the address of a resolver before, in Cyrillic letters
 * that look like Latin ones. What is left is letters and digits. */
#define G_LOG_DOMAIN "rc-text"

#include "text/keys.h"

#include <string.h>

#include "text/letter.h"

/* What is longer is a text. */
#define MAX_BYTES 512

/* In the order in which they may stand; longer ones first where one begins the other. */
static const char *const prefixes[]
  = { "https://", "http://", "www.",    "dx.doi.org/", "doi.org/", "urn:",   "info:", "doi:",
      "doi ",     "doi/",    "isbn-13", "isbn-10",     "isbn",     "issn-l", "issn",  "ean" };

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
skip_prefixes (const char *p, const char *end)
{
  p = skip_punctuation (p, end);
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize length = strlen (prefixes[i]);
      gsize left = (gsize) (end - p);

      /* A prefix of letters only must not be the beginning of a word. */
      if (left > length && g_ascii_tolower (*p) == prefixes[i][0] && g_ascii_strncasecmp (p, prefixes[i], length) == 0 &&
          !(g_ascii_isalpha (p[length - 1]) && g_ascii_isalpha (p[length])))
        p = skip_punctuation (p + length, end);
    }
  return p;
}

static const char *
find (const char *p, const char *end, const char *word)
{
  gsize length = strlen (word);

  for (; p + length <= end; p++)
    if (g_ascii_tolower (*p) == *word && g_ascii_strncasecmp (p, word, length) == 0)
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

/* Behind a number of 13, 10 or 8 digits in brackets, or by itself: "(pbk.)", ": 25 USD". */
static const char *
cut_remark (const char *start, const char *end)
{
  const char *p = start;
  guint n_digits = 0;

  for (; p < end && (g_ascii_isdigit (*p) || strchr ("-xX ", *p) != NULL); p++)
    n_digits += g_ascii_isdigit (*p) || *p == 'x' || *p == 'X';
  if (p == end || *p == '\0' || strchr ("(:;", *p) == NULL)
    return end;
  return n_digits == 13 || n_digits == 10 || n_digits == 8 ? p : end;
}

gsize
rc_identifier_key (const char *text, gssize length, char *key)
{
  const char *start, *end;

  g_return_val_if_fail (text != NULL && key != NULL, 0);

  key[0] = '\0';
  end = text + (length < 0 ? strlen (text) : (gsize) length);
  if (end - text > MAX_BYTES)
    return 0;
  start = skip_prefixes (text, end);
  narrow_to_ark_name (&start, &end);
  return compact (start, cut_remark (start, end), key);
}
