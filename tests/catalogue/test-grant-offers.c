/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants as their sources bring them, beside what staff make of them. */
#include <sqlite3.h>
#include <string.h>

#include "catalogue/deadline-moves.h"
#include "catalogue/grant-past.h"
#include "catalogue/grant-offers.h"
#include "catalogue/grant-sources.h"
#include "record/problem.h"
#include "support.h"

#define DAY (24 * 60 * 60)

static gint64
add_source (Fixture *fixture, const char *name)
{
  g_autoptr (RcSource) source = rc_source_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  source->name = g_strdup (name);
  source->url = g_strdup_printf ("https://%s.example/", name);
  g_assert_true (rc_database_begin (fixture->db, &error));
  id = rc_sources_put (fixture->db, source, &error);
  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_no_error (error);
  return id;
}

static gint64
begin (Fixture *fixture, RcBatchKind kind)
{
  g_autoptr (GError) error = NULL;
  gint64 batch;

  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, kind, "test", "tester", &error);
  g_assert_no_error (error);
  return batch;
}

static void
commit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_commit (fixture->db, &error));
  g_assert_no_error (error);
}

/* One entry in a refresh of its own. */
static RcOffer
offer (Fixture *fixture, gint64 source, const RcRecord *record, gint64 *id, gint64 *batch)
{
  g_autoptr (GError) error = NULL;
  gint64 refresh = begin (fixture, RC_BATCH_REFRESH), offered = 0;
  RcOffer outcome = RC_OFFER_SAME;

  g_assert_true (rc_grants_offer (fixture->db, refresh, source, record, RC_STATE_VISIBLE, &outcome, &offered, &error));
  g_assert_no_error (error);
  commit (fixture);
  if (id != NULL)
    *id = offered;
  if (batch != NULL)
    *batch = refresh;
  return outcome;
}

static RcOffer
withdraw (Fixture *fixture, gint64 source, const char *control)
{
  g_autoptr (GError) error = NULL;
  gint64 refresh = begin (fixture, RC_BATCH_REFRESH);
  RcOffer outcome = RC_OFFER_SAME;

  g_assert_true (rc_grants_withdraw (fixture->db, refresh, source, control, &outcome, &error));
  g_assert_no_error (error);
  commit (fixture);
  return outcome;
}

static RcGrant *
load (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecordDetails) details = rc_records_get (fixture->db, id, &error);

  g_assert_no_error (error);
  return rc_grant_copy (details->record->grant);
}

/* Staff change a grant by hand. */
static void
edit (Fixture *fixture, gint64 id, const char *summary, const char *deadline, RcGrantClosed closed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcRecordDetails) details = rc_records_get (fixture->db, id, &error);
  RcGrant *grant = details->record->grant;

  g_free (grant->summary);
  grant->summary = g_strdup (summary);
  if (deadline != NULL)
    {
      g_ptr_array_set_size (grant->deadlines, 0);
      g_ptr_array_add (grant->deadlines, rc_deadline_parse (deadline, NULL));
    }
  grant->closed = closed;
  put (fixture->db, id, details->record, NULL, details->state, NULL);
}

static const RcGrantSource *
get_row (GPtrArray *rows, gint64 source)
{
  for (guint i = 0; i < rows->len; i++)
    if (((const RcGrantSource *) g_ptr_array_index (rows, i))->source == source)
      return g_ptr_array_index (rows, i);
  return NULL;
}

static GPtrArray *
list_sources (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = rc_grant_sources_list (fixture->db, id, &error);

  g_assert_no_error (error);
  return rows;
}

/* Names of what stands beside, by the source, joined: "deadlines". */
static char *
dup_beside (Fixture *fixture, gint64 id, gint64 source)
{
  g_autoptr (GPtrArray) rows = list_sources (fixture, id);
  g_autoptr (RcGrant) ours = load (fixture, id);
  g_autoptr (GPtrArray) differences = rc_grant_source_list_differences (get_row (rows, source), ours);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < differences->len; i++)
    g_ptr_array_add (names, ((RcGrantDifference *) g_ptr_array_index (differences, i))->member);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

static void
assert_beside (Fixture *fixture, gint64 id, gint64 source, const char *wanted)
{
  g_autofree char *beside = dup_beside (fixture, id, source);

  g_assert_cmpstr (beside, ==, wanted);
}

static void
assert_deadline (Fixture *fixture, gint64 id, const char *wanted)
{
  g_autoptr (RcGrant) grant = load (fixture, id);
  g_autofree char *text = grant->deadlines->len > 0 ? rc_deadline_to_string (grant->deadlines->pdata[0]) : NULL;

  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_database_check (fixture->db, FALSE, problems, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static int
append_row (gpointer text, int n_columns, char **values, char **names)
{
  for (int i = 0; i < n_columns; i++)
    g_string_append_printf (text, "%s|", values[i] != NULL ? values[i] : "-");
  g_string_append_c (text, '\n');
  return 0;
}

/* All that is stored of grants, but what only tells when. */
static char *
dump (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  static const char *const queries[] = { "SELECT id, state, control, source, hex (digest) FROM record WHERE state <> 9 ORDER BY id",
                                         "SELECT * FROM \"grant\" WHERE record IN (SELECT id FROM record WHERE state <> 9) ORDER BY record",
                                         "SELECT record, position, year, month, day FROM deadline ORDER BY record, position",
                                         "SELECT source, control, record, state, upstream, agreed, leads, chosen FROM grant_source ORDER BY 1, 2",
                                         "SELECT key, record, source FROM grant_key ORDER BY 1, 2, 3" };
  GString *text = g_string_new (NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    g_assert_cmpint (sqlite3_exec (handle, queries[i], append_row, text, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  return g_string_free (text, FALSE);
}

static void
undo (Fixture *fixture, gint64 batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcUndoReport) report = rc_batch_undo (fixture->db, batch, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (report->kept, ==, 0);
}

static void
decide (Fixture *fixture, gint64 id, gint64 source, const char *member, gboolean take)
{
  g_autoptr (GError) error = NULL;
  gint64 batch = begin (fixture, RC_BATCH_EDIT);

  g_assert_true (take ? rc_grant_sources_take (fixture->db, batch, id, source, member, &error)
                      : rc_grant_sources_dismiss (fixture->db, batch, id, source, member, &error));
  g_assert_no_error (error);
  commit (fixture);
}

static void
test_edits_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) first = make_grant ("g1", "Fellowship for young hydrologists", "2030-11-30");
  g_autoptr (RcRecord) second = make_grant ("g1", "Fellowship for young hydrologists 2", "2030-12-15");
  g_autoptr (GArray) differing = NULL;
  g_autoptr (RcGrant) after = NULL;
  g_autofree char *before = NULL, *undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 source = add_source (fixture, "a"), id, batch;

  g_assert_cmpint (offer (fixture, source, first, &id, NULL), ==, RC_OFFER_NEW);
  g_assert_cmpint (offer (fixture, source, first, NULL, NULL), ==, RC_OFFER_SAME);
  edit (fixture, id, "Mended by hand", "2030-11-29", RC_GRANT_OFFERED);
  g_assert_cmpint (offer (fixture, source, first, NULL, NULL), ==, RC_OFFER_SAME);
  before = dump (fixture);

  g_assert_cmpint (offer (fixture, source, second, NULL, &batch), ==, RC_OFFER_CHANGED);
  after = load (fixture, id);
  g_assert_cmpstr (after->title, ==, "Fellowship for young hydrologists 2");
  g_assert_cmpstr (after->summary, ==, "Mended by hand");
  assert_deadline (fixture, id, "2030-11-29");
  assert_beside (fixture, id, source, "deadlines");
  differing = rc_grant_sources_list_differing (fixture->db, NULL, &error);
  g_assert_cmpuint (differing->len, ==, 1);
  g_assert_cmpint (g_array_index (differing, gint64, 0), ==, id);

  undo (fixture, batch);
  undone = dump (fixture);
  g_assert_cmpstr (undone, ==, before);
  assert_beside (fixture, id, source, "");

  /* Only what stands beside changes: that is told apart, and is a revision, too. */
  g_assert_cmpint (offer (fixture, source, second, NULL, NULL), ==, RC_OFFER_CHANGED);
  decide (fixture, id, source, "deadlines", FALSE);
  assert_beside (fixture, id, source, "");
  assert_deadline (fixture, id, "2030-11-29");
  g_assert_cmpint (offer (fixture, source, second, NULL, NULL), ==, RC_OFFER_SAME);
  ((RcDeadline *) second->grant->deadlines->pdata[0])->day = 20;
  g_assert_cmpint (offer (fixture, source, second, NULL, &batch), ==, RC_OFFER_BESIDE);
  assert_beside (fixture, id, source, "deadlines");
  decide (fixture, id, source, "deadlines", TRUE);
  assert_deadline (fixture, id, "2030-12-20");
  assert_beside (fixture, id, source, "");
  /* It follows again. */
  ((RcDeadline *) second->grant->deadlines->pdata[0])->day = 21;
  g_assert_cmpint (offer (fixture, source, second, NULL, NULL), ==, RC_OFFER_CHANGED);
  assert_deadline (fixture, id, "2030-12-21");
  assert_sound (fixture);
}

/* Closed by the source, withdrawn, closed here, back again. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_grant ("g1", "Fellowship for young hydrologists", "2030-11-30");
  g_autoptr (RcRecord) again = make_grant ("g1", "Fellowship for young hydrologists", "2031-11-30");
  g_autoptr (GHashTable) offered = NULL;
  g_autoptr (RcGrant) grant = NULL;
  g_autoptr (GError) error = NULL;
  gint64 source = add_source (fixture, "a"), id;

#define ASSERT_CLOSED(how)                  \
  g_clear_pointer (&grant, rc_grant_free);  \
  grant = load (fixture, id);               \
  g_assert_cmpint (grant->closed, ==, how)

  offer (fixture, source, record, &id, NULL);
  g_assert_cmpint (withdraw (fixture, source, "nobody"), ==, RC_OFFER_SAME);
  g_assert_cmpint (withdraw (fixture, source, "g1"), ==, RC_OFFER_WITHDRAWN);
  ASSERT_CLOSED (RC_GRANT_WITHDRAWN);
  g_assert_cmpint (withdraw (fixture, source, "g1"), ==, RC_OFFER_SAME);
  offered = rc_grants_get_offered (fixture->db, source, &error);
  g_assert_cmpuint (g_hash_table_size (offered), ==, 0);
  g_assert_cmpint (offer (fixture, source, again, NULL, NULL), ==, RC_OFFER_CHANGED);
  ASSERT_CLOSED (RC_GRANT_OFFERED);
  assert_deadline (fixture, id, "2031-11-30");
  again->grant->closed = RC_GRANT_CLOSED;
  g_assert_cmpint (offer (fixture, source, again, NULL, NULL), ==, RC_OFFER_CLOSED);
  ASSERT_CLOSED (RC_GRANT_CLOSED);
  /* What is closed and then goes was closed. */
  g_assert_cmpint (withdraw (fixture, source, "g1"), ==, RC_OFFER_SAME);
  again->grant->closed = RC_GRANT_OFFERED;
  g_assert_cmpint (offer (fixture, source, again, NULL, NULL), ==, RC_OFFER_CHANGED);

  edit (fixture, id, "Not for us", NULL, RC_GRANT_CLOSED_HERE);
  ((RcDeadline *) again->grant->deadlines->pdata[0])->year = 2032;
  g_assert_cmpint (offer (fixture, source, again, NULL, NULL), ==, RC_OFFER_CHANGED);
  ASSERT_CLOSED (RC_GRANT_CLOSED_HERE);
  withdraw (fixture, source, "g1");
  offer (fixture, source, again, NULL, NULL);
  ASSERT_CLOSED (RC_GRANT_CLOSED_HERE);
  edit (fixture, id, "For us after all", NULL, RC_GRANT_OFFERED);
  g_assert_no_error (error);
  assert_sound (fixture);
}

/* Every move of the deadline is told, but not what was taken back. */
static void
test_moves (Fixture *fixture, gconstpointer data)
{
  static const char *const deadlines[] = { "2030-11-30", "2030-12-15", NULL, "2030-12-20", "2030-12-21" };
  static const guint days[][2] = { { 20, 21 }, { 0, 20 }, { 15, 0 }, { 30, 15 } };
  g_autoptr (RcRecord) later = make_grant ("g1", "Fellowship for young hydrologists", "2030-12-24");
  g_autoptr (RcGrant) past = NULL;
  g_autoptr (GPtrArray) moves = NULL;
  g_autoptr (GError) error = NULL;
  gint64 source = add_source (fixture, "a"), id = 0, batch = 0;

  for (guint i = 0; i < G_N_ELEMENTS (deadlines); i++)
    {
      g_autoptr (RcRecord) record = make_grant ("g1", "Fellowship for young hydrologists", deadlines[i]);
      g_autofree char *summary = g_strdup_printf ("Summary %u", i);
      g_autoptr (RcRecord) same_day = make_grant ("g1", "Fellowship for young hydrologists", deadlines[i]);

      offer (fixture, source, record, &id, &batch);
      g_free (same_day->grant->summary);
      same_day->grant->summary = g_steal_pointer (&summary);
      offer (fixture, source, same_day, NULL, NULL);
    }
  past = rc_grants_load_past (fixture->db, id, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((RcDeadline *) past->deadlines->pdata[0])->day, ==, 30);
  g_assert_null (rc_grants_load_past (fixture->db, id, g_get_real_time () / G_USEC_PER_SEC + 60, &error));
  g_assert_no_error (error);
  moves = rc_deadlines_list_moves (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (moves->len, ==, G_N_ELEMENTS (days));
  for (guint i = 0; i < moves->len; i++)
    {
      const RcDeadlineMove *move = g_ptr_array_index (moves, i);
      guint found[] = { move->from, move->to };

      for (guint k = 0; k < 2; k++)
        {
          GDate date;

          g_assert_true ((found[k] == 0) == (days[i][k] == 0));
          if (found[k] == 0)
            continue;
          g_date_set_julian (&date, found[k]);
          g_assert_cmpuint (g_date_get_day (&date), ==, days[i][k]);
        }
    }
  g_ptr_array_unref (g_steal_pointer (&moves));
  /* The last move and what took it back. */
  offer (fixture, source, later, NULL, &batch);
  undo (fixture, batch);
  moves = rc_deadlines_list_moves (fixture->db, id, &error);
  g_assert_cmpuint (moves->len, ==, G_N_ELEMENTS (days));
}

/* What staff took out of the catalogue does not come back by itself. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = make_grant ("g1", "Fellowship for young hydrologists", "2030-11-30");
  g_autoptr (GError) error = NULL;
  gint64 source = add_source (fixture, "a"), id, batch;

  offer (fixture, source, record, &id, NULL);
  batch = begin (fixture, RC_BATCH_EDIT);
  g_assert_true (rc_records_remove (fixture->db, batch, id, &error));
  commit (fixture);
  ((RcDeadline *) record->grant->deadlines->pdata[0])->day = 29;
  g_assert_cmpint (offer (fixture, source, record, NULL, NULL), ==, RC_OFFER_SAME);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
  undo (fixture, batch);
  g_assert_cmpint (offer (fixture, source, record, NULL, NULL), ==, RC_OFFER_CHANGED);
  g_assert_cmpuint (count_found (fixture->db, ""), ==, 1);
}

static void
test_two_sources (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) one = make_grant ("g1", "Fellowship for young hydrologists", "2030-11-30");
  g_autoptr (RcRecord) other = make_grant ("x-77", "Fellowship for Young Hydrologists!", "2030-11-30");
  g_autoptr (RcGrant) grant = NULL;
  g_autofree char *before = NULL, *undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 a = add_source (fixture, "a"), b = add_source (fixture, "b"), id, second, batch;

  other->grant->amount_max = 9000;
  offer (fixture, a, one, &id, NULL);
  before = dump (fixture);
  g_assert_cmpint (offer (fixture, b, other, &second, &batch), ==, RC_OFFER_JOINED);
  g_assert_cmpint (second, ==, id);
  assert_beside (fixture, id, b, "title amount");
  undo (fixture, batch);
  undone = dump (fixture);
  g_assert_cmpstr (undone, ==, before);
  g_assert_cmpint (offer (fixture, b, other, NULL, NULL), ==, RC_OFFER_JOINED);
  decide (fixture, id, b, NULL, FALSE);

  /* The first one's text wins; where it moves the other does not follow, and that is said. */
  ((RcDeadline *) one->grant->deadlines->pdata[0])->day = 20;
  g_assert_cmpint (offer (fixture, a, one, NULL, NULL), ==, RC_OFFER_CHANGED);
  assert_deadline (fixture, id, "2030-11-20");
  assert_beside (fixture, id, b, "deadlines");
  ((RcDeadline *) other->grant->deadlines->pdata[0])->day = 20;
  g_assert_cmpint (offer (fixture, b, other, NULL, NULL), ==, RC_OFFER_BESIDE);
  assert_beside (fixture, id, b, "");

  /* Closed when both have closed it. Meanwhile the one that offers it leads. */
  g_assert_cmpint (withdraw (fixture, a, "g1"), ==, RC_OFFER_CHANGED);
  grant = load (fixture, id);
  g_assert_cmpint (grant->closed, ==, RC_GRANT_OFFERED);
  g_assert_cmpint (grant->amount_max, ==, 9000);
  ((RcDeadline *) other->grant->deadlines->pdata[0])->day = 25;
  g_assert_cmpint (offer (fixture, b, other, NULL, NULL), ==, RC_OFFER_CHANGED);
  assert_deadline (fixture, id, "2030-11-25");
  g_assert_cmpint (withdraw (fixture, b, "x-77"), ==, RC_OFFER_WITHDRAWN);
  g_assert_cmpint (offer (fixture, a, one, NULL, NULL), ==, RC_OFFER_CHANGED);
  assert_deadline (fixture, id, "2030-11-20");
  assert_sound (fixture);
}

/* Staff choose whose text wins; a source that is asked no more leads no more. */
static void
test_choice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) one = make_grant ("g1", "Fellowship for young hydrologists", "2030-11-30");
  g_autoptr (RcRecord) other = make_grant ("g1", "Fellowship for young hydrologists", "2030-11-30");
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *before = NULL, *undone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 a = add_source (fixture, "a"), b = add_source (fixture, "b"), id, batch;

  offer (fixture, a, one, &id, NULL);
  offer (fixture, b, other, NULL, NULL);
  ((RcDeadline *) other->grant->deadlines->pdata[0])->day = 15;
  g_assert_cmpint (offer (fixture, b, other, NULL, NULL), ==, RC_OFFER_BESIDE);
  edit (fixture, id, "Mended by hand", NULL, RC_GRANT_OFFERED);
  before = dump (fixture);
  batch = begin (fixture, RC_BATCH_EDIT);
  g_assert_true (rc_grant_sources_choose (fixture->db, batch, id, b, &error));
  g_assert_no_error (error);
  commit (fixture);
  assert_deadline (fixture, id, "2030-11-15");
  g_assert_cmpint (offer (fixture, b, other, NULL, NULL), ==, RC_OFFER_SAME);
  rows = list_sources (fixture, id);
  g_assert_true (get_row (rows, b)->leads && get_row (rows, b)->chosen && !get_row (rows, a)->leads);
  undo (fixture, batch);
  undone = dump (fixture);
  g_assert_cmpstr (undone, ==, before);

  g_assert_true (rc_database_begin (fixture->db, &error));
  g_assert_true (rc_sources_remove (fixture->db, "a", &error));
  commit (fixture);
  ((RcDeadline *) other->grant->deadlines->pdata[0])->day = 16;
  g_assert_cmpint (offer (fixture, b, other, NULL, NULL), ==, RC_OFFER_CHANGED);
  assert_deadline (fixture, id, "2030-11-16");
  /* The one that is not asked any more cannot keep it open. */
  g_assert_cmpint (withdraw (fixture, b, "g1"), ==, RC_OFFER_WITHDRAWN);
  assert_sound (fixture);
}

/* What is there, what comes from another source, and whether it is the same. */
static const struct
{
  const char *title, *funder, *number, *url, *deadline;
  const char *other_title, *other_funder, *other_number, *other_url, *other_deadline;
  gboolean same;
} pairs[] = {
  /* By number. */
  { "Water call", "UNESCO", "W-2026/1", NULL, "2030-11-30", "Appel eau", "Unesco", "W 2026 1", NULL, "2030-12-01", TRUE },
  { "Water call", "UNESCO", "W-2026/1", NULL, "2030-11-30", "Water call", "ICTP", "W-2026/1", NULL, "2030-12-01", FALSE },
  { "Water call", "UNESCO", "W-1", NULL, "2029-11-30", "Water call", "UNESCO", "W-1", NULL, "2030-11-30", FALSE },
  /* By address. */
  { "Young Scientist Prize", NULL, NULL, "https://www.twas.org/prize/?utm_source=x", "2030-11-30", "TWAS Young Scientist Prize", "TWAS", NULL,
    "http://twas.org/prize", NULL, TRUE },
  { "Премия молодым", NULL, NULL, "https://doi.org/10.1000/AB", NULL, "Young Scientist Prize", NULL, NULL, "http://dx.doi.org/10.1000/ab", NULL, TRUE },
  { "Prize", NULL, NULL, "https://unesdoc.unesco.org/ark:/48223/pf0000246124/PDF", NULL, "Award", NULL, NULL,
    "http://ark.example/ark:48223/pf-0000246124", NULL, TRUE },
  { "Travel grants", NULL, NULL, "https://fund.example/calls", "2030-11-30", "Doctoral scholarships", NULL, NULL, "https://fund.example/calls", "2030-12-30",
    FALSE },
  { "Young Scientist Prize", NULL, NULL, "https://twas.org/prize", "2029-11-30", "Young Scientist Prize", NULL, NULL, "https://twas.org/prize",
    "2030-11-30", FALSE },
  { "Young Scientist Prize 2029", NULL, NULL, "https://twas.org/prize", NULL, "Young Scientist Prize 2030", NULL, NULL, "https://twas.org/prize",
    NULL, FALSE },
  { "Young Scientist Prize", NULL, NULL, "https://twas.org/", "2030-11-30", "Other Scientist Prize", NULL, NULL, "https://twas.org", "2030-11-30", FALSE },
  { "Young Scientist Prize", NULL, NULL, "https://twas.org/p?id=1", NULL, "Young Scientist Award", NULL, NULL, "https://twas.org/p?id=2", NULL, FALSE },
  /* By title and day. */
  { "Fellowship for young hydrologists", "UNESCO", NULL, NULL, "2030-11-30 17:00 Europe/Paris", "FELLOWSHIP – for Young Hydrologists", NULL, NULL, NULL,
    "2030-11-30", TRUE },
  { "Fellowship for young hydrologists", "UNESCO", NULL, NULL, "2030-11-30", "Fellowship for young hydrologists", "UNESCO", NULL, NULL, "2031-11-30", FALSE },
  { "Fellowship for young hydrologists", "UNESCO", NULL, NULL, "2030-11-30", "Fellowship for young hydrologists", "UNESCO", NULL, NULL, "2030-12-01", FALSE },
  { "Fellowship for young hydrologists", "UNESCO", NULL, NULL, NULL, "Fellowship for young hydrologists", "UNESCO", NULL, NULL, NULL, FALSE },
  { "Fellowship for young hydrologists", "UNESCO", "A-12", NULL, "2030-11-30", "Fellowship for young hydrologists", "UNESCO", "A-13", NULL, "2030-11-30",
    FALSE },
  { "Small research grants", "UNESCO", NULL, NULL, "2030-11-30", "Small research grants", "DAAD", NULL, NULL, "2030-11-30", FALSE },
  { "Small research grants", NULL, NULL, NULL, "2030-11-30", "Small research grants", "DAAD", NULL, NULL, "2030-11-30", FALSE },
  { "Travel grants", "UNESCO", NULL, NULL, "2030-11-30", "Travel grants", "UNESCO", NULL, NULL, "2030-11-30", FALSE },
};

static RcRecord *
make_call (const char *control, const char *title, const char *funder, const char *number, const char *url, const char *deadline)
{
  RcRecord *record = make_grant (control, title, deadline);

  g_free (record->grant->funder);
  record->grant->funder = g_strdup (funder);
  record->grant->number = g_strdup (number);
  record->grant->url = g_strdup (url);
  return record;
}

static void
test_pairs (Fixture *fixture, gconstpointer data)
{
  gint64 a = add_source (fixture, "a"), b = add_source (fixture, "b");

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (RcRecord) one = make_call ("1", pairs[i].title, pairs[i].funder, pairs[i].number, pairs[i].url, pairs[i].deadline);
      g_autoptr (RcRecord) other =
          make_call ("2", pairs[i].other_title, pairs[i].other_funder, pairs[i].other_number, pairs[i].other_url, pairs[i].other_deadline);
      gint64 first, second;
      RcOffer outcome;

      g_test_message ("%u: %s, %s", i, pairs[i].title, pairs[i].other_title);
      offer (fixture, a, one, NULL, &first);
      outcome = offer (fixture, b, other, NULL, &second);
      g_assert_cmpint (outcome, ==, pairs[i].same ? RC_OFFER_JOINED : RC_OFFER_NEW);
      undo (fixture, second);
      undo (fixture, first);
      /* The other way round as well. */
      offer (fixture, b, other, NULL, &first);
      outcome = offer (fixture, a, one, NULL, &second);
      g_assert_cmpint (outcome, ==, pairs[i].same ? RC_OFFER_JOINED : RC_OFFER_NEW);
      undo (fixture, second);
      undo (fixture, first);
      g_assert_cmpuint (count_found (fixture->db, ""), ==, 0);
    }
}

/* One source says that two are two; and where two would do, nobody guesses. */
static void
test_ambiguous (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) one = make_call ("1", "Young Scientist Prize", "TWAS", NULL, "https://twas.org/prize", "2030-11-30");
  g_autoptr (RcRecord) two = make_call ("2", "Young Scientist Prize", "TWAS", NULL, "https://twas.org/prize", "2030-11-30");
  g_autoptr (RcRecord) other = make_call ("3", "Young Scientist Prize", "TWAS", NULL, "https://twas.org/prize", "2030-11-30");
  gint64 a = add_source (fixture, "a"), b = add_source (fixture, "b");

  g_assert_cmpint (offer (fixture, a, one, NULL, NULL), ==, RC_OFFER_NEW);
  g_assert_cmpint (offer (fixture, a, two, NULL, NULL), ==, RC_OFFER_NEW);
  g_assert_cmpint (offer (fixture, b, other, NULL, NULL), ==, RC_OFFER_NEW);
}

/* One that staff wrote themselves, and that a source offers afterwards. */
static void
test_made_here (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) here = make_call ("K-1", "Young Scientist Prize", "TWAS", NULL, "https://twas.org/prize", "2030-11-30");
  g_autoptr (RcRecord) there = make_call ("9", "Young Scientist Prize", "TWAS", NULL, "https://twas.org/prize", "2030-12-30");
  g_autoptr (GError) error = NULL;
  gint64 source = add_source (fixture, "a"), id = put (fixture->db, 0, here, NULL, RC_STATE_VISIBLE, NULL);

  g_free (there->grant->summary);
  there->grant->summary = g_strdup ("For young hydrologists");
  g_assert_cmpint (offer (fixture, source, there, NULL, NULL), ==, RC_OFFER_JOINED);
  assert_deadline (fixture, id, "2030-11-30");
  assert_beside (fixture, id, source, "deadlines");
  /* What was the same follows. */
  g_free (there->grant->summary);
  there->grant->summary = g_strdup ("For all hydrologists");
  g_assert_cmpint (offer (fixture, source, there, NULL, NULL), ==, RC_OFFER_CHANGED);
  g_assert_cmpint (rc_records_find_control (fixture->db, RC_KIND_GRANT, 0, "K-1", &error), ==, id);
  assert_sound (fixture);
}

/* Whatever happens to a grant, the batch that did it takes it back exactly. */
static void
test_undo_random (Fixture *fixture, gconstpointer data)
{
  gint64 sources[2] = { add_source (fixture, "a"), add_source (fixture, "b") };
  g_autoptr (RcRecord) first = make_call ("0", "Young Scientist Prize", "TWAS", NULL, "https://twas.org/prize", "2030-11-01");
  g_autoptr (GError) error = NULL;
  gint64 id;

  offer (fixture, sources[0], first, &id, NULL);
  for (guint step = 0; step < 150; step++)
    {
      g_autofree char *deadline = g_strdup_printf ("2030-11-%02d", g_test_rand_int_range (1, 5));
      g_autofree char *summary = g_strdup_printf ("Summary %d", g_test_rand_int_range (1, 4));
      g_autoptr (RcRecord) record = make_call ("0", "Young Scientist Prize", "TWAS", NULL, "https://twas.org/prize", deadline);
      g_autofree char *before = dump (fixture);
      g_autofree char *undone = NULL;
      guint which = (guint) g_test_rand_int_range (0, 2);
      g_autoptr (GPtrArray) rows = list_sources (fixture, id);
      gint64 batch = begin (fixture, RC_BATCH_REFRESH);
      RcOffer outcome = RC_OFFER_SAME;
      gboolean done = TRUE;

      g_free (record->grant->summary);
      record->grant->summary = g_steal_pointer (&summary);
      record->grant->closed = g_test_rand_int_range (0, 6) == 0 ? RC_GRANT_CLOSED : RC_GRANT_OFFERED;
      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          done = rc_grants_withdraw (fixture->db, batch, sources[which], "0", &outcome, &error);
          break;
        case 1:
          if (get_row (rows, sources[which]) != NULL)
            done = rc_grant_sources_take (fixture->db, batch, id, sources[which], NULL, &error);
          break;
        case 2:
          if (get_row (rows, sources[which]) != NULL)
            done = rc_grant_sources_choose (fixture->db, batch, id, sources[which], &error);
          break;
        case 3:
          record->control[0] = 'x';
          done = rc_records_put (fixture->db, batch, id, record, NULL, RC_STATE_VISIBLE, &error) == id;
          break;
        default:
          done = rc_grants_offer (fixture->db, batch, sources[which], record, RC_STATE_VISIBLE, &outcome, NULL, &error);
        }
      g_assert_no_error (error);
      g_assert_true (done);
      commit (fixture);
      if (g_test_rand_bit ())
        continue;
      undo (fixture, batch);
      undone = dump (fixture);
      g_assert_cmpstr (undone, ==, before);
    }
  assert_sound (fixture);
}

/* The check finds what no program of ours has written. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  static const char *const damages[] = { "UPDATE grant_source SET upstream = 'x'", "UPDATE grant_source SET upstream = '{}', agreed = '1'",
                                         "UPDATE grant_source SET agreed = NULL, leads = 0", "UPDATE grant_source SET leads = 1, record = 1" };
  g_autofree char *path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  g_autoptr (RcRecord) publication = make_publication ("1", "One", NULL);
  g_autoptr (RcRecord) record = make_grant ("g1", "Fellowship for young hydrologists", "2030-11-30");
  gint64 source = add_source (fixture, "a");

  g_assert_cmpint (put (fixture->db, 0, publication, NULL, RC_STATE_VISIBLE, NULL), ==, 1);
  offer (fixture, source, record, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
      g_autoptr (GError) error = NULL;
      sqlite3 *handle = NULL;

      g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (handle, damages[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (handle);
      g_assert_true (rc_database_check (fixture->db, FALSE, problems, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (problems->len, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/grant-offers/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("edits-stay", test_edits_stay);
  ADD ("closed", test_closed);
  ADD ("moves", test_moves);
  ADD ("removed", test_removed);
  ADD ("two-sources", test_two_sources);
  ADD ("choice", test_choice);
  ADD ("pairs", test_pairs);
  ADD ("ambiguous", test_ambiguous);
  ADD ("made-here", test_made_here);
  ADD ("undo-random", test_undo_random);
  ADD ("check", test_check);
  return g_test_run ();
}
