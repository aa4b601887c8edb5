/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be meant while an author is typed: with a number where few records have the name, without where many do. */
#include "config.h"

#include "catalogue/support.h"

#include "pages/suggestion-load.h"

#define MANY 230

typedef struct
{
  GMainLoop *loop;
  GPtrArray *suggestions;
} Wait;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Wait *wait = data;

  wait->suggestions = rc_suggestions_load_finish (RC_CATALOGUE (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (wait->loop);
}

static void
put_by (Fixture *fixture, const char *author, const char *other)
{
  RcMarc *marc = rc_marc_new ();
  g_autofree char *author_field = g_strdup_printf ("1 \x1f" "a%s", author);
  g_autofree char *other_field = g_strdup_printf ("1 \x1f" "a%s", other);
  g_autoptr (RcRecord) record = NULL;

  rc_marc_add_field (marc, "100", author_field, -1);
  rc_marc_add_field (marc, "245", "10\x1f" "aSteppe", -1);
  rc_marc_add_field (marc, "700", other_field, -1);
  record = rc_record_new_marc (RC_KIND_PUBLICATION, marc);
  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
}

static const RcSuggestion *
find_author (RcCatalogue *catalogue, const char *text, Wait *wait)
{
  g_clear_pointer (&wait->suggestions, g_ptr_array_unref);
  rc_suggestions_load_async (catalogue, text, "en", NULL, loaded_cb, wait);
  g_main_loop_run (wait->loop);
  for (guint i = 0; i < wait->suggestions->len; i++)
    if (((RcSuggestion *) g_ptr_array_index (wait->suggestions, i))->type == RC_SUGGEST_PEOPLE)
      return g_ptr_array_index (wait->suggestions, i);
  return NULL;
}

static void
test_authors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RcCatalogue) catalogue = NULL;
  Wait wait = { .loop = loop };
  const RcSuggestion *found;

  for (guint i = 0; i < MANY; i++)
    put_by (fixture, "Margulan, Alkey", "Other, One");
  put_by (fixture, "Zektser, Igor", "Other, Two");
  put_by (fixture, "Zektser, Igor", "Other, Three");
  /* The words of the name, in the names of two people. */
  put_by (fixture, "Zektser, Anna", "Volkov, Igor");
  catalogue = rc_catalogue_new (fixture->folder, FALSE);
  found = find_author (catalogue, "zektser igor", &wait);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->value, ==, "Zektser, Igor");
  g_assert_cmpuint (found->total, ==, 2);
  found = find_author (catalogue, "marg", &wait);
  g_assert_nonnull (found);
  g_assert_cmpstr (found->value, ==, "Margulan, Alkey");
  g_assert_cmpuint (found->total, ==, 0);
  g_assert_null (find_author (catalogue, "nobody", &wait));
  g_ptr_array_unref (wait.suggestions);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/pages/suggestions/authors", Fixture, NULL, set_up, test_authors, tear_down);
  return g_test_run ();
}
