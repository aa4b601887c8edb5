/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much a text reads like a language. The tables are made by letter-pairs.py, which says how. */
#define G_LOG_DOMAIN "rc-text"

#include "text/letter-pairs.h"

#include "text/letter-pairs-data.h"

#include <string.h>

#define CAPITAL 0x80
#define N_CYRILLIC 3
#define N_LATIN 4
#define N_OTHERS (SIGN_LETTER - SIGN_GREEK)

typedef enum
{
  SIGN_EDGE, /* blanks, digits, ASCII punctuation: where words end */
  SIGN_CYRILLIC,
  SIGN_LATIN,
  SIGN_GREEK,
  SIGN_HEBREW,
  SIGN_ARABIC,
  SIGN_THAI,
  SIGN_LETTER,  /* of another script, or one that the tables do not know */
  SIGN_FITTING, /* quotation marks and dashes, which stand around words */
  SIGN_SYMBOL,  /* paragraph, degree, pound: beside numbers, not letters */
  SIGN_APOSTROPHE,
  SIGN_STRANGE, /* in hardly any text: control characters, boxes, marks without a letter */
} Kind;

typedef struct
{
  Kind kind;
  guint column;
  gboolean capital;
  gboolean beyond_ascii;
} Sign;

/* Of Latin-1: pound, paragraph, copyright, ordinal, degree, dot, ordinal. */
static const guchar symbols[] = { 0xa3, 0xa7, 0xa9, 0xaa, 0xae, 0xb0, 0xb7, 0xba };

/* By the level of a pair. */
static const int worth[] = { -6, -3, -1, 0, 1, 2, 3, 4, 5, 6 };

#define WORTH_CASE -8   /* a capital after a small letter */
#define WORTH_SCRIPTS -6 /* Cyrillic beside Latin */
#define WORTH_STRANGE -8
#define WORTH_INSIDE -4 /* a quotation mark inside a word */
#define WORTH_APOSTROPHE 3
#define WORTH_UNKNOWN -1
#define WORTH_SYMBOL -2     /* a symbol beside a letter */
#define SHORTEST_RUN 3 /* letters in a row that make a text Cyrillic, or Greek */

static Sign
classify_other (gunichar c)
{
  Sign sign = { .kind = SIGN_STRANGE, .beyond_ascii = TRUE };

  if (c == 0x2019 || c == 0x02bc)
    sign.kind = SIGN_APOSTROPHE;
  /* Spanish begins questions with a mark turned round. */
  else if (c == 0xa1 || c == 0xbf || c == 0xab || c == 0xbb || c == 0xa0 || (c >= 0x2010 && c <= 0x201f) || c == 0x2026 || c == 0x2039 || c == 0x203a)
    sign.kind = SIGN_FITTING;
  /* Number, euro, sound recording, flat, sharp, small l. */
  else if (c == 0x2116 || c == 0x20ac || c == 0x2117 || c == 0x266d || c == 0x266f || c == 0x2113 || (c < 0x100 && memchr (symbols, (int) c, sizeof symbols) != NULL))
    sign.kind = SIGN_SYMBOL;
  else if (g_unichar_isalpha (c) && c >= 0x80 && c != 0xb5 && c != 0x192)
    sign.kind = SIGN_LETTER;
  return sign;
}

static const struct
{
  Kind kind;
  gunichar first, n;
  const guchar *columns;
} blocks[] = {
  { SIGN_LATIN, FIRST_LATIN, G_N_ELEMENTS (latin_columns), latin_columns },
  { SIGN_CYRILLIC, FIRST_CYRILLIC, G_N_ELEMENTS (cyrillic_columns), cyrillic_columns },
  { SIGN_GREEK, FIRST_GREEK, G_N_ELEMENTS (greek_columns), greek_columns },
  { SIGN_HEBREW, FIRST_HEBREW, G_N_ELEMENTS (hebrew_columns), hebrew_columns },
  { SIGN_ARABIC, FIRST_ARABIC, G_N_ELEMENTS (arabic_columns), arabic_columns },
  { SIGN_THAI, FIRST_THAI, G_N_ELEMENTS (thai_columns), thai_columns },
};

static Sign
classify (gunichar c)
{
  Sign sign = { .kind = SIGN_EDGE, .beyond_ascii = c >= 0x80 };
  guint column = 0;

  for (guint i = 0; i < G_N_ELEMENTS (blocks) && column == 0; i++)
    if (c - blocks[i].first < blocks[i].n)
      {
        column = blocks[i].columns[c - blocks[i].first];
        sign.kind = blocks[i].kind;
      }
  if (column == 0)
    return c < 0x80 ? (Sign){ .kind = SIGN_EDGE } : classify_other (c);
  sign.capital = (column & CAPITAL) != 0;
  sign.column = column & ~CAPITAL;
  return sign;
}

static int
worth_of (const char *const *pairs, guint a, guint b)
{
  return worth[pairs[a][b] - '0'];
}

/* Points for each language of Cyrillic, for other scripts, and for Latin with all else. */
typedef struct
{
  int cyrillic[N_CYRILLIC];
  int word[N_LATIN]; /* of the word at hand, in each group of languages of Latin letters */
  int others[N_OTHERS];
  int other;
  guint n_cyrillic;
  guint n_pairs;
} Sums;

/* A word is of one language, a title may be of two. */
static void
end_word (Sums *sums)
{
  int best = sums->word[0];

  for (guint i = 1; i < N_LATIN; i++)
    best = MAX (best, sums->word[i]);
  sums->other += best;
  memset (sums->word, 0, sizeof sums->word);
}

static gboolean
is_letter (const Sign *sign)
{
  return sign->kind >= SIGN_CYRILLIC && sign->kind <= SIGN_LETTER;
}

static void
judge_letters (Sums *sums, const Sign *a, const Sign *b)
{
  static const char *const *const languages[N_CYRILLIC] = { pairs_ru, pairs_kk, pairs_uk };
  static const char *const *const others[N_OTHERS] = { pairs_greek, pairs_hebrew, pairs_arabic, pairs_thai };
  static const char *const *const latin[N_LATIN] = { pairs_west, pairs_east, pairs_baltic, pairs_turkish };
  Kind kind = is_letter (a) ? a->kind : b->kind;
  guint one = is_letter (a) ? a->column : 0, two = is_letter (b) ? b->column : 0;

  sums->n_pairs++;
  if (kind == SIGN_CYRILLIC)
    {
      sums->n_cyrillic++;
      for (guint i = 0; i < N_CYRILLIC; i++)
        sums->cyrillic[i] += worth_of (languages[i], one, two);
    }
  else if (kind == SIGN_LATIN)
    for (guint i = 0; i < N_LATIN; i++)
      sums->word[i] += worth_of (latin[i], one, two);
  else
    sums->others[kind - SIGN_GREEK] += worth_of (others[kind - SIGN_GREEK], one, two);
  if (b->capital && is_letter (a) && !a->capital)
    sums->other += WORTH_CASE;
}

static void
judge_pair (Sums *sums, const Sign *a, const Sign *b)
{
  if (a->kind == SIGN_STRANGE || b->kind == SIGN_STRANGE)
    sums->other += b->kind == SIGN_STRANGE ? WORTH_STRANGE : 0;
  else if (a->kind == SIGN_SYMBOL || b->kind == SIGN_SYMBOL)
    sums->other += is_letter (a) || is_letter (b) ? WORTH_SYMBOL : 0;
  else if (b->kind == SIGN_APOSTROPHE || a->kind == SIGN_APOSTROPHE)
    sums->other += a->kind != b->kind && is_letter (a) ? WORTH_APOSTROPHE : 0;
  else if (a->kind == SIGN_LETTER || b->kind == SIGN_LETTER)
    sums->other += is_letter (a) && is_letter (b) && a->kind != b->kind ? WORTH_UNKNOWN : 0;
  else if (is_letter (a) && is_letter (b) && a->kind != b->kind)
    {
      sums->n_pairs++;
      sums->other += WORTH_SCRIPTS;
    }
  else if (is_letter (a) || is_letter (b))
    judge_letters (sums, a, b);
}

static const char *
skip_ascii (const char *p, const char *end)
{
  while (p < end && ((guchar) *p & 0x80) == 0)
    p++;
  return p;
}

RcLetterScore
rc_letters_judge (const char *text, gsize length)
{
  Sums sums = { 0 };
  Sign before = { .kind = SIGN_EDGE }, earlier = before;
  RcLetterScore score = { 0 };
  guint runs[SIGN_LETTER] = { 0 }, run = 0;
  int best = G_MININT;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      Sign sign;

      /* Of a stretch of ASCII only the last two have anything to do with what is judged. */
      if (!before.beyond_ascii)
        {
          const char *next = skip_ascii (p, text + length) - 2;

          if (next > p)
            {
              end_word (&sums);
              p = next;
            }
        }
      sign = classify (g_utf8_get_char (p));
      if (sign.beyond_ascii || before.beyond_ascii)
        judge_pair (&sums, &before, &sign);
      if (before.kind == SIGN_FITTING && is_letter (&earlier) && is_letter (&sign))
        sums.other += WORTH_INSIDE;
      run = sign.kind == before.kind ? run + 1 : 1;
      if (sign.kind < SIGN_LETTER)
        runs[sign.kind] = MAX (runs[sign.kind], run);
      if (sign.kind == SIGN_EDGE)
        end_word (&sums);
      earlier = before;
      before = sign;
    }
  end_word (&sums);
  for (guint i = 0; i < N_CYRILLIC; i++)
    best = MAX (best, sums.cyrillic[i]);
  /* A stray letter or two is no Cyrillic text, whatever it is worth. */
  if (runs[SIGN_CYRILLIC] < SHORTEST_RUN)
    best = MIN (best, 0);
  score.points = best + sums.other;
  for (guint i = 0; i < N_OTHERS; i++)
    score.points += runs[SIGN_GREEK + i] < SHORTEST_RUN ? MIN (sums.others[i], 0) : sums.others[i];
  score.n_pairs = sums.n_pairs;
  score.cyrillic = 2 * sums.n_cyrillic > sums.n_pairs;
  return score;
}
