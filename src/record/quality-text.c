/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes that no text should have: told fast, since every record that comes in is asked. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <string.h>

#include "record/marc.h"
#include "record/quality-private.h"

#define ONES 0x0101010101010101u
#define HIGH_BITS 0x8080808080808080u
#define REPLACEMENT "\xef\xbf\xbd"

/* What a byte of UTF-8 says of the word that it stands in. A byte that goes on, or begins a letter of a third script or a
 * mark above the one before, says nothing. */
enum
{
  ENDS = 0,
  LATIN = 1,
  CYRILLIC = 2,
  NOTHING = 4,
};

static const guint8 says[256] = {
  ['A' ... 'Z'] = LATIN,       ['a' ... 'z'] = LATIN,       [0x80 ... 0xbf] = NOTHING, [0xc3 ... 0xc9] = LATIN,
  [0xca ... 0xcf] = NOTHING,   [0xd0 ... 0xd3] = CYRILLIC,  [0xd4 ... 0xdf] = NOTHING, [0xe0 ... 0xe1] = NOTHING,
};

gboolean
rc_text_next_mixed (const char **at, const char *end, const char **word, gsize *length)
{
  const char *start = NULL;
  guint seen = 0;

  for (const char *p = *at; p <= end; p++)
    {
      guint one = p < end ? says[(guchar) *p] : ENDS;

      if (one == ENDS)
        {
          if (seen == (LATIN | CYRILLIC))
            {
              *word = start;
              *length = (gsize) (p - start);
              *at = p;
              return TRUE;
            }
          seen = 0;
          /* The code of a subfield is no letter of its first word. */
          if (p < end && *p == RC_MARC_SUBFIELD)
            p++;
        }
      else if (one != NOTHING)
        {
          start = seen == 0 ? p : start;
          seen |= one;
        }
    }
  *at = end;
  return FALSE;
}

static gboolean
has_control (const char *text, gsize length, gboolean delimiters)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] < 0x20 && strchr ("\t\n\r", text[i]) == NULL && !(delimiters && text[i] == RC_MARC_SUBFIELD))
      return TRUE;
  return memchr (text, '\0', length) != NULL;
}

/* U+0080 to U+009F, but for those that stand around an article that is not filed. */
static gboolean
has_late_control (const char *text, gsize length)
{
  for (const char *p = memchr (text, 0xc2, length); p != NULL && p + 1 < text + length;
       p = memchr (p + 1, 0xc2, (gsize) (text + length - p - 1)))
    if ((guchar) p[1] >= 0x80 && (guchar) p[1] < 0xa0 && (guchar) p[1] != 0x88 && (guchar) p[1] != 0x89 && (guchar) p[1] != 0x98
        && (guchar) p[1] != 0x9c)
      return TRUE;
  return FALSE;
}

/* Eight bytes at a time: whether some are above 0x7F, and whether some are below 0x20 and no delimiter. */
static void
look (const char *text, gsize length, gboolean *high, gboolean *low)
{
  guint64 highs = 0, lows = 0;
  gsize i = 0;

  for (; i + 8 <= length; i += 8)
    {
      guint64 eight;

      memcpy (&eight, text + i, 8);
      highs |= eight;
      lows |= (eight - ONES * 0x1f) & ~eight;
    }
  for (; i < length; i++)
    {
      highs |= (guint64) (guchar) text[i] << 56;
      lows |= (guchar) text[i] < 0x1f ? HIGH_BITS : 0;
    }
  *high = (highs & HIGH_BITS) != 0;
  *low = (lows & HIGH_BITS) != 0;
}

guint
rc_text_judge (const char *text, gsize length, gboolean delimiters)
{
  gboolean high, low;
  guint found = 0;

  look (text, length, &high, &low);
  if (low || !delimiters)
    found |= has_control (text, length, delimiters) ? RC_TEXT_CONTROL : 0;
  if (high)
    {
      const char *at = text, *word;
      gsize n;

      found |= has_late_control (text, length) ? RC_TEXT_CONTROL : 0;
      found |= memchr (text, 0xef, length) != NULL && memmem (text, length, REPLACEMENT, 3) != NULL ? RC_TEXT_LOST : 0;
      found |= rc_text_next_mixed (&at, text + length, &word, &n) ? RC_TEXT_MIXED : 0;
    }
  return found;
}
