/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things are, and what grants are for, is counted as it is now: when a copy goes out, when there is something to read. */
#include "catalogue/documents.h"
#include "catalogue/neighbours.h"
#include "support.h"

static guint64
count (RcDatabase *db, RcFacetName facet, const char *value, const char *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("");
  g_autoptr (RcSearchAnswer) answer = NULL;
  guint64 n = 0;

  if (filter != NULL)
    rc_search_query_add_filter (query, facet, filter);
  answer = rc_query_run (db, query, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < answer->facets[facet]->len; i++)
    {
      const RcFacetValue *one = &g_array_index (answer->facets[facet], RcFacetValue, i);

      n += g_str_equal (one->value, value) ? one->count : 0;
    }
  return n;
}

/* How many there are of each, whatever is chosen. */
static void
assert_places (RcDatabase *db, guint here, guint shelf, guint out)
{
  g_assert_cmpuint (count (db, RC_FACET_AVAILABILITY, "here", "out"), ==, here);
  g_assert_cmpuint (count (db, RC_FACET_AVAILABILITY, "shelf", "here"), ==, shelf);
  g_assert_cmpuint (count (db, RC_FACET_AVAILABILITY, "out", NULL), ==, out);
}

static void
put_document (RcDatabase *db, gint64 record)
{
  const RcDocument document = { .record = record, .name = (char *) "scan.pdf", .media_type = (char *) "application/pdf",
                                .sha256 = (char *) "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", .pages = 1 };
  g_autoptr (GError) error = NULL;
  gint64 batch;

  g_assert_true (rc_database_begin (db, &error));
  batch = rc_batch_begin (db, RC_BATCH_EDIT, "test", "tester", &error);
  /* Pictures only: no word of it is in the index. */
  g_assert_cmpint (rc_documents_put (db, batch, &document, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_true (rc_database_commit (db, &error));
}

static void
test_availability (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_publication ("A", "A book", "0001");
  g_autoptr (RcRecord) same = make_publication ("A", "A book, corrected", "0001");
  g_autoptr (RcRecord) other = make_publication ("B", "A book that nobody has", NULL);
  g_autoptr (GPtrArray) copies = rc_copies_from_marc (record->marc);
  RcCopy *copy = g_ptr_array_index (copies, 0);
  gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);

  put (fixture->db, 0, other, NULL, RC_STATE_VISIBLE, NULL);
  assert_places (fixture->db, 0, 1, 0);
  copy->status = RC_COPY_ON_LOAN;
  put (fixture->db, id, record, copies, RC_STATE_VISIBLE, NULL);
  assert_places (fixture->db, 0, 0, 1);
  /* An import says nothing of loans: the copy is still out. */
  put (fixture->db, id, same, NULL, RC_STATE_VISIBLE, NULL);
  assert_places (fixture->db, 0, 0, 1);
  put_document (fixture->db, id);
  assert_places (fixture->db, 1, 0, 1);
  copy->status = RC_COPY_ON_SHELF;
  put (fixture->db, id, same, copies, RC_STATE_VISIBLE, NULL);
  assert_places (fixture->db, 1, 1, 0);
}

static void
put_grant (RcDatabase *db, const char *title, int days, const char *audience, const char *countries)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC + days * 86400);
  g_autofree char *deadline = g_date_time_format (day, "%Y-%m-%d");
  g_autoptr (RcRecord) record = make_grant (title, title, days != 0 ? deadline : NULL);

  g_strfreev (record->grant->audience);
  record->grant->audience = g_strsplit (audience, " ", -1);
  g_strfreev (record->grant->countries);
  record->grant->countries = g_strsplit (countries, " ", -1);
  put (db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
}

static void
test_grants (Fixture *fixture, gconstpointer data)
{
  RcDatabase *db = fixture->db;

  put_grant (db, "One", 3, "researcher student", "KZ KG");
  put_grant (db, "Two", 20, "researcher", "any");
  put_grant (db, "Three", 90, "educator", "UZ");
  put_grant (db, "Four", -3, "student", "KZ");
  put_grant (db, "Five", 0, "organisation", "KZ any");
  {
    g_autoptr (RcRecord) always = make_grant ("Six", "Six", "rolling");

    put (db, 0, always, NULL, RC_STATE_VISIBLE, NULL);
  }
  g_assert_cmpuint (count (db, RC_FACET_CLOSING, "week", "closed"), ==, 1);
  g_assert_cmpuint (count (db, RC_FACET_CLOSING, "month", NULL), ==, 1);
  g_assert_cmpuint (count (db, RC_FACET_CLOSING, "later", NULL), ==, 1);
  g_assert_cmpuint (count (db, RC_FACET_CLOSING, "rolling", "week"), ==, 1);
  g_assert_cmpuint (count (db, RC_FACET_CLOSING, "unstated", "week"), ==, 1);
  g_assert_cmpuint (count (db, RC_FACET_CLOSING, "closed", "week"), ==, 1);
  g_assert_cmpuint (count (db, RC_FACET_AUDIENCE, "researcher", "student"), ==, 2);
  g_assert_cmpuint (count (db, RC_FACET_AUDIENCE, "student", NULL), ==, 2);
  g_assert_cmpuint (count (db, RC_FACET_COUNTRY, "KZ", NULL), ==, 4);
  g_assert_cmpuint (count (db, RC_FACET_COUNTRY, "UZ", "KZ"), ==, 3);
  g_assert_cmpuint (count (db, RC_FACET_COUNTRY, "any", NULL), ==, 2);
  /* Nobody names it, and it may apply. */
  g_assert_cmpuint (count (db, RC_FACET_COUNTRY, "TJ", "TJ"), ==, 2);
}

static gint64
put_about (RcDatabase *db, const char *title, const char *author, const char *subject, RcState state)
{
  g_autoptr (RcRecord) record = make_publication (title, title, NULL);
  g_autofree char *field = subject != NULL ? g_strdup_printf (" 0\x1f" "a%s", subject) : NULL;
  g_autofree char *name = author != NULL ? g_strdup_printf ("1 \x1f" "a%s", author) : NULL;

  if (field != NULL)
    rc_marc_add_field (record->marc, "650", field, -1);
  if (name != NULL)
    rc_marc_add_field (record->marc, "100", name, -1);
  return put (db, 0, record, NULL, state, NULL);
}

/* What few share comes before what all share; neither itself nor a draft is near. */
static void
test_neighbours (Fixture *fixture, gconstpointer data)
{
  gint64 id = put_about (fixture->db, "Glaciers of the Tien Shan", "Ivanov, Petr", "Glaciers", RC_STATE_VISIBLE), same, by;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecordDetails) details = rc_records_get (fixture->db, id, &error);
  g_autoptr (GArray) ids = NULL;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *title = g_strdup_printf ("Lessons %u", i);

      put_about (fixture->db, title, NULL, NULL, RC_STATE_VISIBLE);
    }
  put_about (fixture->db, "A draft", "Ivanov, Petr", "Glaciers", RC_STATE_DRAFT);
  same = put_about (fixture->db, "Ice", NULL, "Glaciers", RC_STATE_VISIBLE);
  by = put_about (fixture->db, "Rivers", "Ivanov, Petr", NULL, RC_STATE_VISIBLE);
  ids = rc_neighbours_find (fixture->db, details, 4, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 4);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, by);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, same);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), !=, id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/catalogue/facets/availability", Fixture, NULL, set_up, test_availability, tear_down);
  g_test_add ("/catalogue/facets/grants", Fixture, NULL, set_up, test_grants, tear_down);
  g_test_add ("/catalogue/facets/neighbours", Fixture, NULL, set_up, test_neighbours, tear_down);
  return g_test_run ();
}
