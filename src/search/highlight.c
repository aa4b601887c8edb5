/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a record was found: the words of the query in a text as it is written. */
#define G_LOG_DOMAIN "rc-search"

#include "search/search.h"

#include <string.h>

#include "record/identifier.h"
#include "search/parse.h"
#include "text/fold.h"
#include "text/words.h"

/* Of a book's text only so much is looked through. */
#define MAX_TEXT (256 * 1024)
#define BEFORE_HIT 50
#define SENTENCE_BEFORE_HIT 150
#define SNIPPET 160
/* A number is written in so many parts at most, with so much between two of them. */
#define MAX_PARTS 10
#define MAX_BETWEEN 3
#define MIN_NUMBER 4

typedef struct
{
  char *word;     /* (owned) folded */
  char *key;      /* (owned) (nullable) */
  gboolean prefix;
  gboolean number; /* `word` is an identifier, which may stand in several parts */
} Wanted;

static void
wanted_clear (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->word);
  g_free (wanted->key);
}

/* Pairs of Han, Kana and Hangul are looked for as the single characters they are made of. */
static void
add_word (GArray *wanted, const char *word, gboolean prefix, gboolean keys)
{
  Wanted one = { g_strdup (word), keys ? rc_word_key (word) : NULL, prefix, FALSE };

  g_array_append_val (wanted, one);
}

static void
add_number (GArray *wanted, const char *number, gboolean prefix)
{
  Wanted one = { g_strdup (number), NULL, prefix && strlen (number) > MIN_NUMBER, TRUE };

  g_array_append_val (wanted, one);
}

/* What was typed in one piece may stand in the text with hyphens, slashes or spaces in it. */
static void
add_numbers (GArray *wanted, const RcUnit *unit)
{
  const char *phrase = g_ptr_array_index (unit->phrases, 0);

  if (unit->compact != NULL)
    add_number (wanted, unit->compact, unit->prefix);
  else if (unit->phrases->len == 1 && !unit->quoted && strlen (phrase) >= MIN_NUMBER && strpbrk (phrase, "0123456789") != NULL)
    add_number (wanted, phrase, unit->prefix);
  if (unit->isbn != NULL)
    add_number (wanted, unit->isbn, FALSE);
}

static GArray *
wanted_new (const char *query)
{
  g_autoptr (RcTyped) typed = rc_typed_new (query);
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));

  g_array_set_clear_func (wanted, wanted_clear);
  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      for (guint j = 0; !unit->excluded && j < unit->phrases->len; j++)
        {
          g_auto (GStrv) words = g_strsplit (g_ptr_array_index (unit->phrases, j), " ", -1);
          gboolean last = j + 1 == unit->phrases->len;

          for (guint k = 0; words[k] != NULL; k++)
            add_word (wanted, words[k], unit->prefix && last && words[k + 1] == NULL, !unit->quoted);
        }
      if (!unit->excluded)
        add_numbers (wanted, unit);
    }
  if (typed->identifier != NULL && typed->units->len > 1)
    add_number (wanted, typed->identifier, FALSE);
  return wanted;
}

static gboolean
matches (GArray *wanted, const char *word)
{
  g_autofree char *key = NULL;
  gboolean key_known = FALSE;

  for (guint i = 0; i < wanted->len; i++)
    {
      const Wanted *one = &g_array_index (wanted, Wanted, i);

      if (one->prefix ? g_str_has_prefix (word, one->word) : strcmp (word, one->word) == 0)
        return TRUE;
      if (one->key == NULL)
        continue;
      if (!key_known)
        key = rc_word_key (word);
      key_known = TRUE;
      if (key != NULL && (strcmp (key, one->key) == 0
                          || (one->prefix && strlen (one->key) > 3 && g_str_has_prefix (key, one->key))))
        return TRUE;
    }
  return FALSE;
}

static void
add_range (GArray *ranges, gsize start, gsize stop)
{
  RcTextRange range = { (guint) start, (guint) stop };
  RcTextRange *last = ranges->len > 0 ? &g_array_index (ranges, RcTextRange, ranges->len - 1) : NULL;

  if (last != NULL && range.start <= last->end)
    last->end = MAX (last->end, range.end);
  else
    g_array_append_val (ranges, range);
}

/* A character of a script without spaces: with the next one it may be a pair of the query. */
static void
match_pair (GArray *wanted, const char *text, gsize length, gsize at, gsize start, gsize stop, GArray *ranges)
{
  gsize next_start, next_stop;
  g_autofree char *one = rc_text_fold (text + start, (gssize) (stop - start));
  g_autofree char *pair = NULL;

  if (matches (wanted, one))
    add_range (ranges, start, stop);
  if (!rc_text_next_word (text, length, &at, &next_start, &next_stop) || next_start != stop)
    return;
  pair = rc_text_fold (text + start, (gssize) (next_stop - start));
  if (matches (wanted, pair))
    add_range (ranges, start, next_stop);
}

typedef enum
{
  RUN_IS_NONE,
  RUN_MAY_BE,
  RUN_IS_NUMBER,
} RunMeans;

/* An ISBN of ten digits is the one of thirteen, too. */
static gboolean
is_isbn (const char *number, const char *run)
{
  g_autofree char *isbn = NULL;

  if (strlen (number) != 13 || strlen (run) != 10)
    return FALSE;
  isbn = rc_isbn_normalise (run);
  return g_strcmp0 (isbn, number) == 0;
}

static RunMeans
judge_run (GArray *wanted, const char *run)
{
  RunMeans means = RUN_IS_NONE;

  for (guint i = 0; i < wanted->len; i++)
    {
      const Wanted *one = &g_array_index (wanted, Wanted, i);

      if (!one->number)
        continue;
      if (strcmp (run, one->word) == 0 || (one->prefix && g_str_has_prefix (run, one->word)) || is_isbn (one->word, run))
        return RUN_IS_NUMBER;
      /* Without 978 and with another last digit the ten begin elsewhere. */
      if (g_str_has_prefix (one->word, run)
          || (strlen (one->word) == 13 && strlen (run) < 10 && g_str_has_prefix (one->word + 3, run)))
        means = RUN_MAY_BE;
    }
  return means;
}

static gboolean
parts_join (const char *text, gsize stop, gsize start)
{
  return start - stop <= MAX_BETWEEN && memchr (text + stop, '\n', start - stop) == NULL;
}

/* The words from `start` on, put together as long as they may be a number that is wanted. */
static void
match_number (GArray *wanted, const char *text, gsize length, gsize start, GArray *ranges)
{
  g_autoptr (GString) run = g_string_new (NULL);
  gsize at = start, before = start, from, stop;

  for (guint n = 0; n < MAX_PARTS && rc_text_next_word (text, length, &at, &from, &stop); n++)
    {
      g_autofree char *part = rc_text_fold (text + from, (gssize) (stop - from));
      RunMeans means;

      if (!parts_join (text, before, from))
        return;
      g_string_append (run, part);
      means = judge_run (wanted, run->str);
      if (means == RUN_IS_NUMBER)
        add_range (ranges, start, stop);
      if (means != RUN_MAY_BE)
        return;
      before = stop;
    }
}

GArray *
rc_search_highlight (const char *query, const char *text)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (RcTextRange));
  g_autoptr (GArray) wanted = NULL;
  gsize length, at = 0, start, stop;

  g_return_val_if_fail (query != NULL && text != NULL, ranges);

  wanted = wanted_new (query);
  length = strnlen (text, MAX_TEXT);
  while (wanted->len > 0 && rc_text_next_word (text, length, &at, &start, &stop))
    {
      gunichar first = g_utf8_get_char_validated (text + start, (gssize) (stop - start));

      if (first >= 0x1100 && first < 0x80000000)
        match_pair (wanted, text, length, at, start, stop, ranges);
      if (first < 0x1100 || at - start > 4)
        {
          g_autofree char *folded = rc_text_fold (text + start, (gssize) (stop - start));

          if (matches (wanted, folded))
            add_range (ranges, start, stop);
          if (judge_run (wanted, folded) != RUN_IS_NONE)
            match_number (wanted, text, length, start, ranges);
        }
    }
  return ranges;
}

/* Where the sentence of the hit begins; FALSE when that is far before it. */
static gboolean
find_sentence (const char *text, gsize hit, gsize *from)
{
  gsize furthest = hit > SENTENCE_BEFORE_HIT ? hit - SENTENCE_BEFORE_HIT : 0;

  for (gsize at = hit; at > furthest + 1; at--)
    if (g_ascii_isspace (text[at - 1])
        && (strchr (".!?", text[at - 2]) != NULL || (text[at - 1] == '\n' && text[at - 2] == '\n')))
      {
        *from = at;
        return TRUE;
      }
  *from = 0;
  return furthest == 0;
}

static gsize
back_to_word (const char *text, gsize from, gsize hit)
{
  const char *space = from > 0 ? memchr (text + from, ' ', hit - from) : NULL;

  if (from == 0)
    return 0;
  if (space != NULL)
    return (gsize) (space - text) + 1;
  while (from < hit && (text[from] & 0xc0) == 0x80)
    from++;
  return from;
}

char *
rc_search_snippet (const char *query, const char *text)
{
  g_autoptr (GArray) ranges = rc_search_highlight (query, text);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize hit, from;
  guint n = 0;
  gboolean space = FALSE;
  const char *p;

  if (ranges->len == 0)
    return NULL;
  hit = g_array_index (ranges, RcTextRange, 0).start;
  if (!find_sentence (text, hit, &from))
    {
      /* Two bytes a character are the most of our scripts. */
      from = back_to_word (text, hit - MIN (hit, BEFORE_HIT), hit);
      if (from > 0)
        g_string_append (out, "…");
    }
  for (p = text + from; *p != '\0' && n < SNIPPET; n++)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c >= 0x80000000 || !g_unichar_isprint (c) || g_unichar_isspace (c))
        space = out->len > 0;
      else
        {
          if (space)
            g_string_append_c (out, ' ');
          space = FALSE;
          g_string_append_unichar (out, c);
        }
      p = c >= 0x80000000 ? p + 1 : g_utf8_next_char (p);
    }
  if (*p != '\0')
    g_string_append (out, "…");
  return g_strdup (out->str);
}
