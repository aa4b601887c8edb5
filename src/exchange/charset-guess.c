/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which encoding a text is in: it is read in each, and pairs of letters say which reading is a language. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/charset-guess.h"

#include "exchange/charset-asian.h"
#include "exchange/charset.h"
#include "text/letter-pairs.h"

#include <string.h>

#define MAX_TEXT_BYTES 4096
#define WORTH_LOST -8        /* a byte that an encoding does not have */
#define LEAST_WORTH 0.5      /* points a byte, under which nothing reads like a language */
#define FIRST_RARE 11        /* the encodings from there on differ from a Western one in a few letters, or are of another script */
#define RARE_WORTH 2.0       /* points a byte, under which they are not believed */
#define ASIAN_WORTH 1.0      /* the same of those whose letters are two bytes */
#define FIRST_BONUS 10       /* points for what the file says of itself */
#define LANGUAGE_BONUS 18    /* points for what the language of a record is written in */
#define CONTRADICTION_BYTES 24 /* of a record that may be in another encoding than the rest */
#define CONTRADICTION 1.5      /* points a byte */
#define END_OF_ASCII 4         /* bytes of a stretch that pairs of letters, marks and words may reach into */

/* Those of a region and time before the wider ones: the earlier wins where two read alike. */
static const char *const names[] = { "windows-1251", "cp866", "koi8-r", "rk1048", "pt154", "windows-1252", "marc-8", "iso5426",
                                     "windows-1254", "cp850", "cp437", "windows-1250", "iso-8859-2", "cp852", "windows-1257",
                                     "windows-1253", "iso-8859-7", "windows-1255", "windows-1256", "iso-8859-6", "cp874",
                                     "gb18030", "big5", "cp932", "euc-jp", "cp949", NULL };

/* Points that the rarer ones begin with: a few letters read well in many. */
static const int handicaps[] = { 0, 0, -2, -3, -5, 0, 0, -5, -6, -6, -10, -20, -22, -24, -22, -20, -22, -20, -20, -22, -20,
                                 -10, -10, -10, -10, -10 };

#define N_NAMES (G_N_ELEMENTS (names) - 1)
#define FIRST_ASIAN (N_NAMES - RC_N_ASIAN)

/* Languages by what programs write them in, beside what libraries do. */
static const struct
{
  const char *languages, *encodings; /* each between bars */
} written[] = {
  { "|fre|spa|por|ita|ger|dut|dan|swe|nor|fin|ice|cat|glg|eng|baq|gle|afr|", "|windows-1252|cp850|cp437|" },
  { "|pol|cze|slo|hun|slv|hrv|rum|scr|bos|alb|ces|slk|ron|", "|windows-1250|iso-8859-2|cp852|" },
  { "|lit|lav|est|", "|windows-1257|" },
  { "|tur|", "|windows-1254|" },
  { "|gre|grc|ell|", "|windows-1253|iso-8859-7|" },
  { "|heb|yid|", "|windows-1255|" },
  { "|ara|per|urd|fas|", "|windows-1256|iso-8859-6|" },
  { "|tha|", "|cp874|" },
  { "|rus|ukr|bel|bul|srp|scc|mac|tgk|kir|mon|uzb|tat|", "|windows-1251|cp866|koi8-r|" },
  { "|kaz|", "|windows-1251|rk1048|pt154|cp866|koi8-r|" },
  { "|chi|zho|", "|gb18030|big5|" },
  { "|jpn|", "|cp932|euc-jp|" },
  { "|kor|", "|cp949|" },
};

struct _RcEvidence
{
  RcCharset *charsets[FIRST_ASIAN]; /* (owned) (nullable) made when first needed, as those of the next line */
  RcAsianCharset *asian[RC_N_ASIAN];
  int points[N_NAMES];
  int gained[N_NAMES]; /* by languages that were named */
  guint n_bytes;
  gboolean plain;
  gboolean named; /* a language was */
};

const char *const *
rc_charset_get_guessed (void)
{
  return names;
}

RcEvidence *
rc_evidence_new (void)
{
  return g_new0 (RcEvidence, 1);
}

void
rc_evidence_free (RcEvidence *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < FIRST_ASIAN; i++)
    rc_charset_free (self->charsets[i]);
  for (guint i = 0; i < RC_N_ASIAN; i++)
    rc_asian_charset_free (self->asian[i]);
  g_free (self);
}

void
rc_evidence_clear (RcEvidence *self)
{
  memset (self->points, 0, sizeof self->points);
  memset (self->gained, 0, sizeof self->gained);
  self->named = FALSE;
  self->n_bytes = 0;
}

void
rc_evidence_set_plain (RcEvidence *self)
{
  self->plain = TRUE;
}

static gboolean
is_of_library (guint index)
{
  return g_str_equal (names[index], RC_CHARSET_MARC8) || g_str_equal (names[index], "iso5426");
}

/* list: words between bars. An empty word, which a record may name, is none of them. */
static gboolean
has_word (const char *list, const char *word)
{
  gsize length = strlen (word);

  for (const char *p = length > 0 ? strstr (list, word) : NULL; p != NULL; p = strstr (p + 1, word))
    if (p > list && p[-1] == '|' && p[length] == '|')
      return TRUE;
  return FALSE;
}

void
rc_evidence_set_language (RcEvidence *self, const char *language)
{
  const char *encodings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (written) && encodings == NULL; i++)
    if (has_word (written[i].languages, language))
      encodings = written[i].encodings;
  for (guint i = 0; i < N_NAMES && encodings != NULL; i++)
    if (is_of_library (i) || has_word (encodings, names[i]))
      self->gained[i] = LANGUAGE_BONUS;
  self->named = encodings != NULL;
}

/* What stands in a stretch of ASCII says nothing but at its ends: the rest of a long one is left out, once for all readings. Sets
 * that are switched to are in ASCII, too. */
static void
append_telling (GString *to, const char *text, gsize length)
{
  gboolean whole = memchr (text, '\x1b', length) != NULL;

  for (gsize at = 0; at < length;)
    {
      gsize start = at;

      while (at < length && ((guchar) text[at] & 0x80) == 0)
        at++;
      if (whole || at - start <= 2 * END_OF_ASCII)
        g_string_append_len (to, text + start, at - start);
      else
        {
          g_string_append_len (to, text + start, END_OF_ASCII);
          g_string_append_len (to, text + at - END_OF_ASCII, END_OF_ASCII);
        }
      for (start = at; at < length && ((guchar) text[at] & 0x80) != 0; at++)
        ;
      g_string_append_len (to, text + start, at - start);
    }
}

/* Latin letters and Cyrillic ones without marks of their own are composed already. */
static gboolean
may_be_composed (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar byte = text[i];

      if (byte >= 0xcc && byte != 0xd0 && byte != 0xd1)
        return TRUE;
    }
  return FALSE;
}

/* One reading of a text; the bytes that the encoding does not have count against it. */
static int
judge_reading (RcCharset *charset, const char *text, gsize length)
{
  g_autoptr (GString) utf8 = g_string_sized_new (2 * length + 1);
  int lost = WORTH_LOST * (int) rc_charset_convert (charset, text, length, utf8);
  g_autofree char *composed = NULL;

  for (gsize i = 0; i < utf8->len; i++)
    if (utf8->str[i] == '\0')
      utf8->str[i] = ' ';
  if (!may_be_composed (utf8->str, utf8->len))
    return lost + rc_letters_judge (utf8->str, utf8->len).points;
  composed = g_utf8_normalize (utf8->str, (gssize) utf8->len, G_NORMALIZE_NFC);
  return composed != NULL ? lost + rc_letters_judge (composed, strlen (composed)).points : lost;
}

static guint
count_high (const char *text, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length; i++)
    n += ((guchar) text[i]) >> 7;
  return n;
}

static void
add_reading (RcEvidence *self, guint index, const GString *telling, guint n_bytes)
{
  if (self->charsets[index] == NULL)
    self->charsets[index] = rc_charset_new (names[index]);
  /* Not every system has every encoding. */
  self->points[index] += self->charsets[index] != NULL ? judge_reading (self->charsets[index], telling->str, telling->len)
                                                       : WORTH_LOST * (int) n_bytes;
}

static void
add_asian_reading (RcEvidence *self, guint index, const GString *telling)
{
  if (self->asian[index] == NULL)
    self->asian[index] = rc_asian_charset_new (index);
  self->points[FIRST_ASIAN + index] += rc_asian_charset_judge (self->asian[index], telling->str, telling->len);
}

/* encoding (nullable): the only one that it is read in. */
static void
add (RcEvidence *self, const char *encoding, const char *text, gsize length)
{
  g_autoptr (GString) telling = NULL;
  guint n_bytes;

  length = MIN (length, MAX_TEXT_BYTES);
  n_bytes = count_high (text, length);
  if (n_bytes == 0)
    return;
  self->n_bytes += n_bytes;
  telling = g_string_sized_new (length + 1);
  append_telling (telling, text, length);
  for (guint i = 0; i < N_NAMES; i++)
    if (encoding != NULL && g_ascii_strcasecmp (names[i], encoding) != 0)
      continue;
    else if (i < FIRST_ASIAN)
      add_reading (self, i, telling, n_bytes);
    else
      add_asian_reading (self, i - FIRST_ASIAN, telling);
}

void
rc_evidence_add (RcEvidence *self, const char *text, gsize length)
{
  add (self, NULL, text, length);
}

void
rc_evidence_add_reading (RcEvidence *self, const char *encoding, const char *text, gsize length)
{
  add (self, encoding, text, length);
}

void
rc_evidence_add_evidence (RcEvidence *self, const RcEvidence *other)
{
  for (guint i = 0; i < N_NAMES; i++)
    {
      self->points[i] += other->points[i];
      self->gained[i] += other->n_bytes > 0 ? other->gained[i] : 0;
    }
  self->n_bytes += other->n_bytes;
  self->named = self->named || other->named;
}

guint
rc_evidence_get_n_bytes (const RcEvidence *self)
{
  return self->n_bytes;
}

double
rc_evidence_get_worth (const RcEvidence *self, const char *encoding)
{
  for (guint i = 0; i < N_NAMES; i++)
    if (g_ascii_strcasecmp (names[i], encoding) == 0)
      return self->n_bytes > 0 ? (double) self->points[i] / self->n_bytes : 0;
  return 0;
}

/* With what is known before any text is read. */
static int
get_points (const RcEvidence *self, guint index, const char *first)
{
  gboolean is_first = first != NULL && g_ascii_strcasecmp (names[index], first) == 0;

  if (is_first && self->points[index] >= 0)
    return self->points[index] + self->gained[index] + FIRST_BONUS;
  /* Romanised words look like many languages. */
  if (index >= FIRST_RARE && self->named && self->gained[index] == 0)
    return G_MININT;
  if (index >= FIRST_RARE && self->gained[index] == 0 && self->points[index] < (index < FIRST_ASIAN ? RARE_WORTH : ASIAN_WORTH) * self->n_bytes)
    return G_MININT;
  return self->points[index] + self->gained[index] + handicaps[index];
}

gboolean
rc_evidence_is_rare (const char *encoding)
{
  return g_strv_contains (names + FIRST_RARE, encoding);
}

gboolean
rc_evidence_prefers (const RcEvidence *self, const char *encoding, const char *to)
{
  return rc_evidence_get_worth (self, encoding) >= rc_evidence_get_worth (self, to)
         && rc_evidence_is_rare (to) && !rc_evidence_is_rare (encoding);
}

static const char *
choose (const RcEvidence *self, const char *first, gboolean plain)
{
  guint best = 0;

  if (self->n_bytes == 0)
    return NULL;
  for (guint i = 1; i < N_NAMES; i++)
    if (!(plain && is_of_library (i)) && get_points (self, i, first) > get_points (self, best, first))
      best = i;
  return (double) self->points[best] / self->n_bytes >= LEAST_WORTH ? names[best] : NULL;
}

const char *
rc_evidence_choose (const RcEvidence *self, const char *first)
{
  return choose (self, first, self->plain);
}

const char *
rc_evidence_choose_plain (const RcEvidence *self)
{
  return choose (self, NULL, TRUE);
}

gboolean
rc_evidence_is_expected (const RcEvidence *self, const char *encoding)
{
  for (guint i = 0; i < N_NAMES; i++)
    if (g_str_equal (names[i], encoding))
      return self->gained[i] > 0;
  return FALSE;
}

const char *
rc_evidence_choose_within (const RcEvidence *self, RcEvidence *file, const char *first, const char **common)
{
  const char *own = rc_evidence_choose (self, first), *others;

  rc_evidence_add_evidence (file, self);
  others = rc_evidence_choose (file, first);
  *common = NULL;
  if (own == others || others == NULL || (own != NULL && rc_evidence_prefers (self, own, others)))
    return own;
  if (own != NULL && self->n_bytes >= CONTRADICTION_BYTES
      && rc_evidence_get_worth (self, own) > rc_evidence_get_worth (self, others) + CONTRADICTION)
    {
      *common = others;
      return own;
    }
  /* What does not read at all in it is no part of the rest. */
  return rc_evidence_get_worth (self, others) > 0 || own == NULL ? others : own;
}

const char *
rc_charset_guess (const char *text, gsize length)
{
  g_autoptr (RcEvidence) evidence = rc_evidence_new ();
  gsize start = 0;

  /* Piece by piece: a mark at the end of one does not go with the next. */
  for (gsize at = 0; at <= length; at++)
    if (at == length || (guchar) text[at] < ' ' || at - start >= MAX_TEXT_BYTES)
      {
        rc_evidence_add (evidence, text + start, at - start);
        start = at + 1;
        if (evidence->n_bytes > MAX_TEXT_BYTES)
          break;
      }
  return rc_evidence_choose (evidence, NULL);
}

const char *
rc_charset_guess_cyrillic (const char *text, gsize length)
{
  const char *guess = rc_charset_guess (text, length);

  for (guint i = 0; guess != NULL && i < N_NAMES && !g_str_equal (names[i], "windows-1252"); i++)
    if (guess == names[i])
      return guess;
  return NULL;
}
