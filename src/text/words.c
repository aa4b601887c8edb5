/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a text as folding sees them, by place. */
#define G_LOG_DOMAIN "rc-text"

#include "text/words.h"

#include <string.h>
#include <unicode/utf8.h>

#include "text/letter.h"

static const RcLetter *
read_letter (const char *text, gsize length, gsize *at)
{
  int32_t i = 0;
  UChar32 c;

  U8_NEXT (text + *at, i, (int32_t) MIN (length - *at, 8), c);
  *at += (gsize) i;
  if (c <= 0)
    return rc_letter_get (0);
  return rc_letter_get ((gunichar) c);
}

/* An apostrophe belongs to a word when a letter follows and it is no elision or genitive: two letters on both sides. */
static gboolean
apostrophe_joins (const char *text, gsize length, gsize at, guint n_before)
{
  gsize ahead = at;
  guint n_after = 0;

  while (ahead < length && n_after < 2 && read_letter (text, length, &ahead)->class == RC_LETTER_WORD)
    n_after++;
  return n_after > 0 && !(n_after == 1 && (text[at] == 's' || text[at] == 'S')) && n_before > 0;
}

/* Before a vowel or h. */
static gboolean
is_elision (const char *text, gsize length, gsize start, gsize stop, gsize at)
{
  char first = g_ascii_tolower (text[start]);
  const RcLetter *after = at < length ? read_letter (text, length, &at) : rc_letter_get (0);

  if (after->n_bytes > 0 && g_ascii_isalpha (after->bytes[0]) && strchr ("aeiouyh", after->bytes[0]) == NULL)
    return FALSE;
  if (stop - start == 1)
    return first == 'l' || first == 'd' || first == 'j' || first == 'm' || first == 't';
  return stop - start == 2 && first == 'q' && g_ascii_tolower (text[start + 1]) == 'u';
}

gboolean
rc_text_next_word (const char *text, gsize length, gsize *at, gsize *start, gsize *stop)
{
  guint n_letters = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  *start = *stop = *at;
  while (*at < length)
    {
      gsize before = *at;
      RcLetterClass class = (RcLetterClass) read_letter (text, length, at)->class;

      if (class == RC_LETTER_WORD)
        {
          if (n_letters++ == 0)
            *start = before;
          *stop = *at;
        }
      else if (class == RC_LETTER_DROP && n_letters > 0)
        *stop = *at;
      else if (class == RC_LETTER_APOSTROPHE && n_letters > 0 && !is_elision (text, length, *start, *stop, *at) &&
               apostrophe_joins (text, length, *at, n_letters))
        continue;
      else if (class == RC_LETTER_PAIR && n_letters == 0)
        {
          *start = before;
          *stop = *at;
          return TRUE;
        }
      else if (n_letters > 0)
        {
          if (class == RC_LETTER_PAIR)
            *at = before;
          return TRUE;
        }
    }
  return n_letters > 0;
}
