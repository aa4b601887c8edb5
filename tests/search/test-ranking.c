/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judged queries of RANKING.md, asked of the sample catalogue; and that the order is the same every time. */
#include "common.h"

#include <string.h>

#define ROW_START "| `"
/* From here on they are asked as visitors ask. */
#define RESCUED "## What visitors type"
#define MIN_QUERIES 220

typedef struct
{
  char *query;   /* (owned) */
  char **wanted; /* (owned) numbers and words */
  gboolean rescue;
} Judged;

static void
judged_clear (gpointer data)
{
  Judged *judged = data;

  g_free (judged->query);
  g_strfreev (judged->wanted);
}

static GArray *
read_judged (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("RC_SOURCE_ROOT"), "src", "search", "RANKING.md", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Judged));
  gboolean rescue = FALSE;

  g_array_set_clear_func (all, judged_clear);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *query = lines[i] + strlen (ROW_START), *end;
      g_auto (GStrv) cells = NULL;
      Judged one;

      rescue |= g_str_equal (lines[i], RESCUED);
      if (!g_str_has_prefix (lines[i], ROW_START))
        continue;
      end = strchr (query, '`');
      g_assert_nonnull (end);
      cells = g_strsplit (end, "|", -1);
      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      one.query = g_strndup (query, (gsize) (end - query));
      one.wanted = g_strsplit (g_strstrip (cells[1]), " ", -1);
      one.rescue = rescue;
      g_array_append_val (all, one);
    }
  return all;
}

static sqlite3 *
open_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("RC_BUILD_ROOT"), "data", "sample", "catalogue", "catalogue.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  return db;
}

static RcSearchAnswer *
ask (sqlite3 *db, const char *text, gboolean rescue)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);

  query->rescue = rescue;
  query->limit = G_MAXUINT;
  query->facets = FALSE;
  return test_run (db, query);
}

static gboolean
find (const RcSearchAnswer *answer, gint64 id, guint *place)
{
  for (*place = 0; *place < answer->ids->len; (*place)++)
    if (g_array_index (answer->ids, gint64, *place) == id)
      return TRUE;
  return FALSE;
}

/* Whether the answer is as judged. */
static gboolean
judge (const RcSearchAnswer *answer, char **wanted)
{
  gboolean exactly = TRUE, not = FALSE;
  guint next = 0;

  for (; *wanted != NULL; wanted++)
    {
      guint place;

      if (g_str_equal (*wanted, "none"))
        return answer->total == 0;
      not |= g_str_equal (*wanted, "not");
      if (g_str_equal (*wanted, "…"))
        exactly = FALSE;
      if (!g_ascii_isdigit (**wanted))
        continue;
      if (!find (answer, g_ascii_strtoll (*wanted, NULL, 10), &place))
        {
          if (!not)
            return FALSE;
          continue;
        }
      if (not || place < next || (exactly && place != next))
        return FALSE;
      next = place + 1;
    }
  /* Nothing but what is named. */
  return !exactly || next == answer->ids->len;
}

static void
test_judged (void)
{
  g_autoptr (GArray) judged = read_judged ();
  sqlite3 *db = open_sample ();

  g_assert_cmpuint (judged->len, >=, MIN_QUERIES);
  for (guint i = 0; i < judged->len; i++)
    {
      const Judged *one = &g_array_index (judged, Judged, i);
      g_autoptr (RcSearchAnswer) answer = ask (db, one->query, one->rescue);
      g_autoptr (GString) got = g_string_new (NULL);

      if (judge (answer, one->wanted))
        continue;
      for (guint j = 0; j < MIN (answer->ids->len, 20); j++)
        g_string_append_printf (got, " %d", (int) g_array_index (answer->ids, gint64, j));
      g_test_message ("“%s” finds%s", one->query, got->str);
      g_test_fail ();
    }
  sqlite3_close (db);
}

static void
assert_same (const RcSearchAnswer *one, const RcSearchAnswer *other)
{
  g_assert_cmpuint (one->ids->len, ==, other->ids->len);
  for (guint i = 0; i < one->ids->len; i++)
    g_assert_cmpint (g_array_index (one->ids, gint64, i), ==, g_array_index (other->ids, gint64, i));
}

/* The same order every time, by every connection, and no record in it twice. */
static void
test_same_order (void)
{
  g_autoptr (GArray) judged = read_judged ();
  sqlite3 *db = open_sample (), *other = open_sample ();

  for (guint i = 0; i < judged->len; i++)
    {
      const Judged *one = &g_array_index (judged, Judged, i);
      g_autoptr (RcSearchAnswer) answer = ask (db, one->query, one->rescue);
      g_autoptr (RcSearchAnswer) again = ask (db, one->query, one->rescue);
      g_autoptr (RcSearchAnswer) elsewhere = ask (other, one->query, one->rescue);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

      assert_same (answer, again);
      assert_same (answer, elsewhere);
      g_assert_cmpuint (answer->ids->len, ==, answer->total);
      for (guint j = 0; j < answer->ids->len; j++)
        g_assert_true (g_hash_table_add (seen, &g_array_index (answer->ids, gint64, j)));
    }
  sqlite3_close (db);
  sqlite3_close (other);
}

/* A word in quotation marks finds it as typed: all of that stands above what the word alone finds besides. */
static void
test_typed_before_guessed (void)
{
  static const char *const words[] = { "отырар", "otrar", "otyrar", "samarkand", "samarqand", "самарканд", "tanbaly", "таңбалы",
                                       "manas",  "манас", "education", "образование", "éducation", "cities", "deserts", "books",
                                       "книги", "кітап", "учитель", "вода", "su", "су", "map", "maps", "languages", "kazakh",
                                       "қазақ", "казах", "aral", "арал", "heritage", "мұра", "حرير", "water" };
  sqlite3 *db = open_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", words[i]);
      g_autoptr (RcSearchAnswer) typed = ask (db, quoted, FALSE);
      g_autoptr (RcSearchAnswer) all = ask (db, words[i], FALSE);
      guint last = 0, place;

      g_assert_cmpuint (typed->total, <=, all->total);
      for (guint j = 0; j < typed->ids->len; j++)
        {
          g_assert_true (find (all, g_array_index (typed->ids, gint64, j), &place));
          last = MAX (last, place);
        }
      /* The beginnings of words may stand among them: by title before by text. */
      for (guint j = 0; j < last; j++)
        if (!find (typed, g_array_index (all->ids, gint64, j), &place))
          {
            g_autofree char *beginning = g_strdup_printf ("\"%s", words[i]);
            g_autoptr (RcSearchAnswer) begun = ask (db, beginning, FALSE);

            if (!find (begun, g_array_index (all->ids, gint64, j), &place))
              {
                g_test_message ("%s: record %d is guessed and stands above one that has the word", words[i],
                                (int) g_array_index (all->ids, gint64, j));
                g_test_fail ();
              }
          }
    }
  sqlite3_close (db);
}

/* Titles as they stand in lists and in citations, `from` as `to` and something around them. */
static const struct
{
  const char *from, *to, *before, *behind;
} pastes[] = {
  { ": ", " \u2013 ", "", "" },
  { ": ", " -", "", "" },
  { ": ", " : ", "", " / UNESCO" },
  { ": ", ": ", "\"", ": report / UNESCO\"" },
  { ": ", ": ", "\u00ab", "\u00bb. \u2014 Almaty, 2004. \u2014 32 p." },
};

/* The title of every publication finds it first, or another one that has the same title. */
static void
test_pasted (void)
{
  sqlite3 *db = open_sample ();
  sqlite3_stmt *select = NULL;
  guint n = 0;

  sqlite3_prepare_v2 (db, "SELECT id, title FROM record WHERE kind = 1 AND title <> ''", -1, &select, NULL);
  for (; sqlite3_step (select) == SQLITE_ROW; n++)
    {
      g_auto (GStrv) parts = g_strsplit ((const char *) sqlite3_column_text (select, 1), pastes[n % G_N_ELEMENTS (pastes)].from, -1);
      g_autofree char *title = g_strjoinv (pastes[n % G_N_ELEMENTS (pastes)].to, parts);
      g_autofree char *text = g_strconcat (pastes[n % G_N_ELEMENTS (pastes)].before, title, pastes[n % G_N_ELEMENTS (pastes)].behind, NULL);
      g_autoptr (RcSearchAnswer) answer = ask (db, text, TRUE);

      if (answer->ids->len > 0 && g_array_index (answer->ids, gint64, 0) == sqlite3_column_int64 (select, 0))
        continue;
      g_test_message ("“%s” does not find record %d first", text, sqlite3_column_int (select, 0));
      g_test_fail ();
    }
  g_assert_cmpuint (n, >, 100);
  sqlite3_finalize (select);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/ranking/judged", test_judged);
  g_test_add_func ("/search/ranking/pasted", test_pasted);
  g_test_add_func ("/search/ranking/same-order", test_same_order);
  g_test_add_func ("/search/ranking/typed-before-guessed", test_typed_before_guessed);
  return g_test_run ();
}
