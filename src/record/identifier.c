/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ISBN and ISSN: reading what people type, and the check digits. */
#define G_LOG_DOMAIN "rc-record"

#include "record/identifier.h"

#include <string.h>

#define MAX_DIGITS 13
#define CYRILLIC_CAPITAL_HA 0x0425 /* looks like an X, and is typed for it */

/* A number taken apart: digits, with 'X' for ten. */
typedef struct
{
  char digits[MAX_DIGITS + 1];
  guint n_digits;
  const char *last; /* where the last one is typed */
} Digits;

static gboolean
is_separator (gunichar c)
{
  return c == '-' || c == ' ' || c == 0x00a0 || c == 0x00ad || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static const char *
skip_word (const char *text, const char *word)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  if (g_ascii_strncasecmp (text, word, strlen (word)) != 0)
    return text;
  text += strlen (word);
  if (strncmp (text, "-10", 3) == 0 || strncmp (text, "-13", 3) == 0)
    text += 3;
  return text + strspn (text, " :");
}

/* Up to max digits from the start of the text; stops at the first character that cannot belong. Returns what follows. */
static const char *
take_digits (const char *text, guint max, Digits *out)
{
  memset (out, 0, sizeof *out);
  for (; *text != '\0' && out->n_digits < max; text = g_utf8_next_char (text))
    {
      gunichar c = g_unichar_toupper (g_utf8_get_char (text));

      if (g_unichar_isdigit (c))
        out->digits[out->n_digits++] = '0' + g_unichar_digit_value (c);
      else if ((c == 'X' || c == CYRILLIC_CAPITAL_HA) && out->n_digits == max - 1 && max < MAX_DIGITS)
        out->digits[out->n_digits++] = 'X';
      else if (is_separator (c))
        continue;
      else
        break;
      out->last = text;
    }
  return text;
}

static guint
digit_value (char digit)
{
  return digit == 'X' ? 10 : (guint) (digit - '0');
}

/* Weights max, max - 1 … 1: the sum is a multiple of 11 (ISBN-10, ISSN). */
static gboolean
check_eleven (const char *digits, guint n_digits)
{
  guint sum = 0;

  for (guint i = 0; i < n_digits; i++)
    sum += digit_value (digits[i]) * (n_digits - i);
  return sum % 11 == 0;
}

static guint
sum_thirteen (const char *digits, guint n_digits)
{
  guint sum = 0;

  for (guint i = 0; i < n_digits; i++)
    sum += digit_value (digits[i]) * (i % 2 == 0 ? 1 : 3);
  return sum;
}

static gboolean
digit_follows (const char *text)
{
  return g_unichar_isdigit (g_utf8_get_char (text));
}

char *
rc_isbn_normalise (const char *text)
{
  Digits number;
  char isbn[MAX_DIGITS + 1] = "978";
  const char *rest;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  text = skip_word (text, "ISBN");
  rest = take_digits (text, 13, &number);
  if (number.n_digits == 13 && !digit_follows (rest))
    {
      if ((g_str_has_prefix (number.digits, "978") || g_str_has_prefix (number.digits, "979"))
          && sum_thirteen (number.digits, 13) % 10 == 0)
        return g_strdup (number.digits);
    }
  rest = take_digits (text, 10, &number);
  if (number.n_digits != 10 || digit_follows (rest) || !check_eleven (number.digits, 10))
    return NULL;
  memcpy (isbn + 3, number.digits, 9);
  isbn[12] = '0' + (10 - sum_thirteen (isbn, 12) % 10) % 10;
  return g_strdup (isbn);
}

/* The bar code of a periodical: 977, the first seven digits of its ISSN, two that are its own, a check digit. */
static gboolean
take_issn_of_ean (Digits *number)
{
  guint sum = 0;

  if (number->n_digits != 13 || !g_str_has_prefix (number->digits, "977") || sum_thirteen (number->digits, 13) % 10 != 0)
    return FALSE;
  memmove (number->digits, number->digits + 3, 7);
  for (guint i = 0; i < 7; i++)
    sum += digit_value (number->digits[i]) * (8 - i);
  number->digits[7] = "0X987654321"[sum % 11];
  return TRUE;
}

char *
rc_issn_normalise (const char *text)
{
  Digits number;
  const char *rest;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  text = skip_word (text, "ISSN");
  rest = take_digits (text, 13, &number);
  if (!take_issn_of_ean (&number) || digit_follows (rest))
    {
      rest = take_digits (text, 8, &number);
      if (number.n_digits != 8 || digit_follows (rest) || !check_eleven (number.digits, 8))
        return NULL;
    }
  return g_strdup_printf ("%.4s-%.4s", number.digits, number.digits + 4);
}

/* What is typed before the last digit, and another one in its place. */
static char *
replace_last (const char *text, const Digits *number, char digit)
{
  return g_strdup_printf ("%.*s%c", (int) (number->last - text), text, digit);
}

/* The last digit that makes the sum a multiple of 11. */
static char
find_eleventh (const char *digits, guint n_digits)
{
  guint sum = 0;

  for (guint i = 0; i + 1 < n_digits; i++)
    sum += digit_value (digits[i]) * (n_digits - i);
  return "0X987654321"[sum % 11];
}

char *
rc_isbn_correct (const char *text)
{
  const char *start, *rest;
  Digits number;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  start = skip_word (text, "ISBN");
  rest = take_digits (start, 13, &number);
  if (number.n_digits == 13 && !digit_follows (rest)
      && (g_str_has_prefix (number.digits, "978") || g_str_has_prefix (number.digits, "979")))
    return replace_last (text, &number, '0' + (10 - sum_thirteen (number.digits, 12) % 10) % 10);
  rest = take_digits (start, 10, &number);
  if (number.n_digits != 10 || digit_follows (rest))
    return NULL;
  return replace_last (text, &number, find_eleventh (number.digits, 10));
}

char *
rc_issn_correct (const char *text)
{
  const char *rest;
  Digits number;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  rest = take_digits (skip_word (text, "ISSN"), 8, &number);
  if (number.n_digits != 8 || digit_follows (rest))
    return NULL;
  return replace_last (text, &number, find_eleventh (number.digits, 8));
}
