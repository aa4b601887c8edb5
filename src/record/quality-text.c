/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes that no text should have: told fast, since every record that comes in is asked. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include <string.h>

#include "record/marc.h"
#include "record/quality-private.h"

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

/* Sixteen bytes, compared at once: a byte of the answer is all ones where it is so. */
typedef guint8 Block __attribute__ ((vector_size (16)));
#define BLOCK_BYTES (sizeof (Block))

static inline Block
load (const char *bytes)
{
  Block block;

  memcpy (&block, bytes, BLOCK_BYTES);
  return block;
}

static inline gboolean
is_any (Block block)
{
  guint64 halves[2];

  memcpy (halves, &block, BLOCK_BYTES);
  return (halves[0] | halves[1]) != 0;
}

static inline Block
is_between (Block block, guint8 first, guint8 last)
{
  return (Block) (block - first <= (guint8) (last - first));
}

/* Where a Latin letter stands beside a Cyrillic one: one of ASCII before its first byte, or any before or behind its two. From the
 * second byte on, with two more behind the block; the code of a subfield is no letter. */
static inline Block
find_neighbours (const char *bytes)
{
  Block here = load (bytes), behind = load (bytes + 2);
  Block ascii = is_between (here | 0x20, 'a', 'z') & (Block) (load (bytes - 1) != (guint8) RC_MARC_SUBFIELD);
  Block latin_behind = is_between (behind | 0x20, 'a', 'z') | is_between (behind, 0xc3, 0xc9);

  return (ascii & is_between (load (bytes + 1), 0xd0, 0xd3)) | (is_between (here, 0xd0, 0xd3) & latin_behind)
         | (is_between (here, 0xc3, 0xc9) & is_between (behind, 0xd0, 0xd3));
}

static gboolean
has_mixed (const char *text, gsize length)
{
  char rest[3 * BLOCK_BYTES] = { 0 };
  Block found = { 0 };
  gsize i = 1;

  for (; i + BLOCK_BYTES + 2 <= length; i += BLOCK_BYTES)
    found |= find_neighbours (text + i);
  if (i < length)
    {
      memcpy (rest, text + i - 1, length - i + 1);
      found |= find_neighbours (rest + 1) | find_neighbours (rest + 1 + BLOCK_BYTES);
    }
  return is_any (found);
}

/* Whether some are above 0x7F, and whether some are below 0x20 and no delimiter. */
static void
look (const char *text, gsize length, gboolean *high, gboolean *low)
{
  Block highs = { 0 }, lows = { 0 };
  guint8 rest_high = 0;
  gboolean rest_low = FALSE;
  gsize i = 0;

  for (; i + BLOCK_BYTES <= length; i += BLOCK_BYTES)
    {
      Block block = load (text + i);

      highs |= block;
      lows |= (Block) (block < (guint8) RC_MARC_SUBFIELD);
    }
  for (; i < length; i++)
    {
      rest_high |= (guint8) text[i];
      rest_low |= (guint8) text[i] < RC_MARC_SUBFIELD;
    }
  *high = is_any (highs & 0x80) || (rest_high & 0x80) != 0;
  *low = is_any (lows) || rest_low;
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
      found |= has_late_control (text, length) ? RC_TEXT_CONTROL : 0;
      found |= memchr (text, 0xef, length) != NULL && memmem (text, length, REPLACEMENT, 3) != NULL ? RC_TEXT_LOST : 0;
      found |= has_mixed (text, length) ? RC_TEXT_MIXED : 0;
    }
  return found;
}
