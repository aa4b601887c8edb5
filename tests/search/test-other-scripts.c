/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of Kazakh and Russian words in a real index, asked for as others write them; what has a word just so is first. */
#include "random.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "romaniser.h"

#define MIN_WORDS 5000
/* Every so many words, one is in the index as it is spelt, too. */
#define SPELT_STEP 7

typedef struct
{
  char *folder; /* (owned) */
  sqlite3 *db;
  GPtrArray *titles; /* (owned) char *; ids count from 1 */
} Index;

static void
index_init (Index *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("search-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "catalogue.db", NULL);
  self->db = test_open_database (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  rc_search_index_create (self->db, &error);
  g_assert_no_error (error);
}

static void
index_clear (Index *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  sqlite3_close (self->db);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_ptr_array_unref (self->titles);
}

static void
put (Index *self, RcSearchWriter *writer, char *title, int year)
{
  RcSearchEntry entry = { .kind = RC_KIND_PUBLICATION, .title = title, .year = year };

  g_ptr_array_add (self->titles, title);
  entry.id = self->titles->len;
  g_assert_true (rc_search_writer_put (writer, &entry, NULL));
}

/* The words are newer than the spellings, which would put them first. */
static void
fill (Index *self, GPtrArray *words, guint step, const Scheme *schemes, guint n_schemes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (self->db, &error);

  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < words->len; i += step)
    put (self, writer, g_strdup (g_ptr_array_index (words, i)), 2020);
  for (guint s = 0; s < n_schemes; s++)
    {
      g_autoptr (Romaniser) romaniser = romaniser_new (&schemes[s]);

      for (guint i = s * step; i < words->len; i += step * SPELT_STEP * n_schemes)
        put (self, writer, romaniser_spell (romaniser, g_ptr_array_index (words, i)), 1920);
    }
  g_assert_true (rc_search_writer_finish (writer, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (test_get_number (self->db, "SELECT count (*) FROM search_change"), ==, 0);
}

static RcSearchAnswer *
ask (Index *self, const char *text)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);

  query->limit = G_MAXUINT;
  query->facets = FALSE;
  return test_run (self->db, query);
}

static gboolean
has_title (Index *self, const RcSearchAnswer *answer, const char *title)
{
  for (guint i = 0; i < answer->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->titles, g_array_index (answer->ids, gint64, i) - 1), title))
      return TRUE;
  return FALSE;
}

static void
check_scheme (Index *self, const Scheme *scheme, GPtrArray *words, guint step, guint first_spelt, guint spelt_step)
{
  g_autoptr (Romaniser) romaniser = romaniser_new (scheme);
  guint n = 0, n_found = 0;

  for (guint i = 0; i < words->len; i += step, n++)
    {
      const char *word = g_ptr_array_index (words, i);
      g_autofree char *spelling = romaniser_spell (romaniser, word);
      g_autoptr (RcSearchAnswer) answer = ask (self, spelling);
      gboolean found = has_title (self, answer, word);

      n_found += found;
      if (!found)
        g_test_message ("%s is not found as %s", word, spelling);
      if (i >= first_spelt && (i - first_spelt) % spelt_step == 0)
        {
          gint64 best = g_array_index (answer->ids, gint64, 0);
          g_assert_cmpstr (g_ptr_array_index (self->titles, best - 1), ==, spelling);
        }
    }
  g_test_message ("%s: %u of %u words found, %.2f %%", scheme->name, n_found, n, 100.0 * n_found / n);
  g_assert_cmpuint (n, >=, MIN_WORDS);
  g_assert_cmpuint (n_found * 100, >=, n * 99);
}

static void
test_found (gconstpointer data)
{
  guint n_schemes;
  const Scheme *schemes = romaniser_get_schemes (GPOINTER_TO_INT (data), &n_schemes);
  g_autoptr (GPtrArray) words = romaniser_load_words (GPOINTER_TO_INT (data));
  guint step;
  Index index;

  if (words == NULL)
    return;
  step = words->len / MIN_WORDS;
  index_init (&index);
  fill (&index, words, step, schemes, n_schemes);
  for (guint i = 0; i < n_schemes; i++)
    check_scheme (&index, &schemes[i], words, step, i * step, step * SPELT_STEP * n_schemes);
  index_clear (&index);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/search/other-scripts/russian", GINT_TO_POINTER (FALSE), test_found);
  g_test_add_data_func ("/search/other-scripts/kazakh", GINT_TO_POINTER (TRUE), test_found);
  return g_test_run ();
}
