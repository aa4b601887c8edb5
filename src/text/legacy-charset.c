/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text is read in each charset, and pairs of letters say which reading is a language. */
#define G_LOG_DOMAIN "rc-text"

#include "config.h"

#include "text/legacy-charset.h"

#include <string.h>

#include "text/letter-pairs.h"

#define MAX_LINE 4096
#define MAX_HIGH 4096    /* bytes beyond ASCII that are enough */
#define WORTH_LOST -8    /* a byte that a charset does not have */
#define LEAST_WORTH 0.5  /* points a byte, under which nothing reads like a language */
#define FIRST_RARE 9     /* the charsets from there on differ from a Western one in a few letters, or are of another script */
#define RARE_WORTH 2.0   /* points a byte, under which they are not believed */

/* The earlier wins where two read alike. */
static const struct
{
  const char *name;
  int handicap; /* a few letters read well in many of the rarer ones */
} charsets[] = {
  { "WINDOWS-1251", 0 },   { "CP866", 0 },        { "KOI8-R", -2 },       { "RK1048", -3 },       { "PT154", -5 },      { "WINDOWS-1252", 0 },
  { "WINDOWS-1254", -6 },  { "CP850", -6 },       { "CP437", -10 },       { "WINDOWS-1250", -20 }, { "ISO-8859-2", -22 }, { "CP852", -24 },
  { "WINDOWS-1253", -20 }, { "ISO-8859-7", -22 }, { "WINDOWS-1255", -20 }, { "WINDOWS-1256", -20 }, { "ISO-8859-6", -22 },
};

#define N_CHARSETS G_N_ELEMENTS (charsets)

typedef struct
{
  GIConv converters[N_CHARSETS]; /* (owned) or -1 */
  int points[N_CHARSETS];
  guint n_high;
} Evidence;

static int
judge_line (GIConv converter, const char *line, gsize length)
{
  char utf8[4 * MAX_LINE];
  char *in = (char *) line, *out = utf8;
  gsize left = length, room = sizeof utf8;
  g_autofree char *composed = NULL;
  int lost = 0;

  while (left > 0 && g_iconv (converter, &in, &left, &out, &room) == (gsize) -1 && left > 0 && room > MAX_LINE)
    {
      in++;
      left--;
      lost += WORTH_LOST;
    }
  g_iconv (converter, NULL, NULL, NULL, NULL);
  composed = g_utf8_normalize (utf8, out - utf8, G_NORMALIZE_NFC);
  return composed ? lost + rc_letters_judge (composed, strlen (composed)).points : lost;
}

static void
weigh_line (Evidence *self, const char *line, gsize length)
{
  guint n_high = 0;

  for (gsize i = 0; i < length; i++)
    n_high += ((guchar) line[i]) >> 7;
  if (n_high == 0)
    return;
  self->n_high += n_high;
  for (gsize i = 0; i < N_CHARSETS; i++)
    self->points[i] += self->converters[i] != (GIConv) -1 ? judge_line (self->converters[i], line, length) : WORTH_LOST * (int) n_high;
}

static void
weigh (Evidence *self, const char *text, gsize length)
{
  gsize start = 0;

  for (gsize at = 0; at <= length && self->n_high < MAX_HIGH; at++)
    if (at == length || (guchar) text[at] < ' ' || at - start >= MAX_LINE)
      {
        weigh_line (self, text + start, at - start);
        start = at < length && (guchar) text[at] < ' ' ? at + 1 : at;
      }
}

static int
get_points (const Evidence *self, gsize index)
{
  if (index >= FIRST_RARE && self->points[index] < RARE_WORTH * self->n_high)
    return G_MININT;
  return self->points[index] + charsets[index].handicap;
}

const char *
rc_legacy_charset_guess (const char *text, gsize length)
{
  Evidence evidence = { .n_high = 0 };
  gsize best = 0;

  for (gsize i = 0; i < N_CHARSETS; i++)
    evidence.converters[i] = g_iconv_open ("UTF-8", charsets[i].name);
  weigh (&evidence, text, length);
  for (gsize i = 0; i < N_CHARSETS; i++)
    {
      if (get_points (&evidence, i) > get_points (&evidence, best))
        best = i;
      if (evidence.converters[i] != (GIConv) -1)
        g_iconv_close (evidence.converters[i]);
    }
  return evidence.n_high > 0 && evidence.points[best] >= LEAST_WORTH * evidence.n_high ? charsets[best].name : NULL;
}
