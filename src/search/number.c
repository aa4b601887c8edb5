/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers with check digits in their one form, and the symbols of documents inside a text. */
#define G_LOG_DOMAIN "rc-search"

#include "search/number.h"

#include <string.h>

#include "record/identifier.h"

#define ISSN_DIGITS 8
#define BEFORE_HYPHEN 4
/* A symbol is no longer. */
#define MAX_SYMBOL 40

gsize
rc_number_key (const char *text, gssize length, char *key)
{
  gsize n = rc_identifier_key (text, length, key);
  gsize n_digits = strspn (key, "0123456789");
  g_autofree char *isbn = NULL;
  g_autofree char *issn = NULL;

  if (n_digits != n && !(n == 10 && n_digits == 9 && key[9] == 'x'))
    return n;
  isbn = n == 13 || n == 10 ? rc_isbn_normalise (key) : NULL;
  issn = n == 13 && isbn == NULL ? rc_issn_normalise (key) : NULL;
  if (isbn != NULL)
    n = g_strlcpy (key, isbn, RC_KEY_SIZE);
  else if (issn != NULL)
    {
      memmove (issn + BEFORE_HYPHEN, issn + BEFORE_HYPHEN + 1, ISSN_DIGITS + 1 - BEFORE_HYPHEN);
      n = g_strlcpy (key, issn, RC_KEY_SIZE);
      key[ISSN_DIGITS - 1] = g_ascii_tolower (key[ISSN_DIGITS - 1]);
    }
  return n;
}

static gboolean
is_of_symbol (char c)
{
  return g_ascii_isalnum (c) || strchr ("/-.()", c) != NULL;
}

/* "43 C/57": the number of a session stands before its symbol. */
static gsize
back_over_session (const char *text, gsize start)
{
  gsize at = start;

  if (at < 2 || text[at - 1] != ' ' || !g_ascii_isalpha (text[start]))
    return start;
  for (at--; at > 0 && start - at < 5 && g_ascii_isdigit (text[at - 1]);)
    at--;
  return at + 1 < start && (at == 0 || !is_of_symbol (text[at - 1])) ? at : start;
}

gboolean
rc_number_next_symbol (const char *text, gsize length, gsize *at, gsize *start, gsize *stop)
{
  const char *slash;

  while (*at < length && (slash = memchr (text + *at, '/', length - *at)) != NULL)
    {
      gsize begin = (gsize) (slash - text), end = begin;
      gboolean digit = FALSE, letter = FALSE;

      while (begin > *at && text[begin - 1] != '\0' && is_of_symbol (text[begin - 1]))
        begin--;
      while (end < length && text[end] != '\0' && is_of_symbol (text[end]))
        end++;
      while (end > begin && !g_ascii_isalnum (text[end - 1]))
        end--;
      for (gsize i = begin; i < end; i++)
        {
          digit |= g_ascii_isdigit (text[i]);
          letter |= g_ascii_isupper (text[i]);
        }
      *at = MAX (end, (gsize) (slash - text) + 1);
      if (!digit || !letter || end - begin > MAX_SYMBOL || end <= (gsize) (slash - text))
        continue;
      *start = back_over_session (text, begin);
      *stop = end;
      return TRUE;
    }
  return FALSE;
}
