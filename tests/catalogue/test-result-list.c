/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that come later, a million of them, and a catalogue on its own threads. */
#include "config.h"

#include "support.h"

#include "catalogue/result-list.h"

typedef struct
{
  GMainLoop *loop;
  gpointer result;
  GError *error;
  guint n;
} Wait;

static gboolean
too_long_cb (gpointer user_data)
{
  g_error ("nothing happened for a minute");
  return G_SOURCE_REMOVE;
}

static void
run_until_quit (GMainLoop *loop)
{
  guint guard = g_timeout_add_seconds (60, too_long_cb, NULL);

  g_main_loop_run (loop);
  g_source_remove (guard);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->result = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &wait->error);
  wait->n++;
  g_main_loop_quit (wait->loop);
}

static void
filled_cb (RcRow *row, GParamSpec *pspec, gpointer user_data)
{
  Wait *wait = user_data;

  if (--wait->n == 0)
    g_main_loop_quit (wait->loop);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new (fixture->folder, FALSE);
  g_autoptr (RcRowLoader) loader = rc_row_loader_new (catalogue, NULL);
  g_autoptr (RcResultList) list = NULL;
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Wait wait = { .loop = loop };
  g_autoptr (RcRow) again = NULL;

  for (gint64 i = 1; i <= 600; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %" G_GINT64_FORMAT, i);
      g_autoptr (RcRecord) record = make_publication (NULL, title, NULL);
      gint64 id = put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);

      g_array_append_val (ids, id);
    }
  /* One that is not there. */
  g_array_append_val (ids, ((gint64) { 100000 }));
  list = rc_result_list_new (loader, ids);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 601);
  g_assert_cmpint (rc_result_list_find (list, 300), ==, 299);
  g_assert_cmpint (rc_result_list_find (list, 4711), ==, -1);
  for (guint i = 0; i < 601; i++)
    {
      RcRow *row = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_false (rc_row_is_loaded (row));
      g_signal_connect (row, "notify::data", G_CALLBACK (filled_cb), &wait);
      g_ptr_array_add (held, row);
    }
  again = g_list_model_get_item (G_LIST_MODEL (list), 7);
  g_assert_true (again == g_ptr_array_index (held, 7));
  wait.n = 601;
  run_until_quit (loop);
  g_assert_cmpstr (rc_row_get_data (again)->title, ==, "Title 8");
  g_assert_true (rc_row_is_loaded (g_ptr_array_index (held, 600)));
  g_assert_null (rc_row_get_data (g_ptr_array_index (held, 600)));
}

static void
test_million (void)
{
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new ("/nonexistent", FALSE);
  g_autoptr (RcRowLoader) loader = rc_row_loader_new (catalogue, "word");
  g_autoptr (RcResultList) list = NULL;
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), 1000000);
  G_GNUC_UNUSED gint64 start = g_get_monotonic_time ();

  for (gint64 i = 1000000; i > 0; i--)
    g_array_append_val (ids, i);
  list = rc_result_list_new (loader, ids);
  for (guint i = 0; i < 1000000; i++)
    {
      RcRow *row = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpint (rc_row_get_id (row), ==, 1000000 - i);
      g_object_unref (row);
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 1000000));
#ifndef SANITIZING
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
#endif
}

typedef struct
{
  guint n_told, position, removed, added;
} Told;

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, gpointer user_data)
{
  Told *told = user_data;

  *told = (Told){ told->n_told + 1, position, removed, added };
}

/* The first ids are there at once, the others take their places later; how many there are may have changed meanwhile. */
static void
test_begun (void)
{
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new ("/nonexistent", FALSE);
  g_autoptr (RcRowLoader) loader = rc_row_loader_new (catalogue, NULL);
  g_autoptr (RcResultList) list = NULL;
  g_autoptr (RcRow) known = NULL;
  g_autoptr (RcRow) unknown = NULL;
  GArray *first = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *all = g_array_new (FALSE, FALSE, sizeof (gint64));
  Told told = { 0 };

  for (gint64 id = 1; id <= 990; id++)
    {
      g_array_append_val (all, id);
      if (id <= 50)
        g_array_append_val (first, id);
    }
  list = rc_result_list_new_begun (loader, first, 1000);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &told);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1000);
  g_assert_false (rc_result_list_is_whole (list));
  known = g_list_model_get_item (G_LIST_MODEL (list), 49);
  unknown = g_list_model_get_item (G_LIST_MODEL (list), 50);
  g_assert_cmpint (rc_row_get_id (known), ==, 50);
  g_assert_cmpint (rc_row_get_id (unknown), ==, 0);
  g_assert_false (rc_row_is_loaded (unknown));
  g_assert_cmpint (rc_result_list_get_id (list, 49), ==, 50);
  g_assert_cmpint (rc_result_list_get_id (list, 999), ==, 0);
  g_assert_cmpint (rc_result_list_find (list, 51), ==, -1);

  rc_result_list_take_all (list, all);
  g_assert_cmpuint (told.n_told, ==, 1);
  g_assert_cmpuint (told.position, ==, 0);
  g_assert_cmpuint (told.removed, ==, 1000);
  g_assert_cmpuint (told.added, ==, 990);
  g_assert_true (rc_result_list_is_whole (list));
  g_assert_cmpint (rc_result_list_find (list, 990), ==, 989);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 990));
}

static gpointer
wait_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  while (!g_cancellable_is_cancelled (cancellable) && g_get_monotonic_time () < end)
    g_usleep (500);
  return NULL;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new (fixture->folder, TRUE);
  g_autoptr (GCancellable) running = g_cancellable_new ();
  g_autoptr (GCancellable) waiting = g_cancellable_new ();
  Wait first = { .loop = loop };
  Wait second = { .loop = loop };

  rc_catalogue_write_async (catalogue, wait_in_thread, NULL, NULL, NULL, running, called_cb, &first);
  rc_catalogue_write_async (catalogue, wait_in_thread, NULL, NULL, NULL, waiting, called_cb, &second);
  g_cancellable_cancel (waiting);
  run_until_quit (loop);
  g_assert_cmpuint (second.n, ==, 1);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (first.n, ==, 0);
  g_cancellable_cancel (running);
  run_until_quit (loop);
  g_assert_cmpuint (first.n, ==, 1);
  g_clear_error (&first.error);
  g_clear_error (&second.error);
}

static void
test_missing (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new ("/nonexistent/folder", FALSE);
  Wait wait = { .loop = loop };

  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, wait_in_thread, NULL, NULL, NULL, NULL, called_cb, &wait);
  run_until_quit (loop);
  g_assert_error (wait.error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_MISSING);
  g_clear_error (&wait.error);
  rc_catalogue_write_async (catalogue, wait_in_thread, NULL, NULL, NULL, NULL, called_cb, &wait);
  run_until_quit (loop);
  g_assert_error (wait.error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_READ_ONLY);
  g_clear_error (&wait.error);
}

static gpointer
nothing_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

static void
changed_cb (RcCatalogue *catalogue, gpointer user_data)
{
  Wait *wait = user_data;

  wait->n++;
  g_main_loop_quit (wait->loop);
}

/* What another connection writes is told here. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new (fixture->folder, FALSE);
  g_autoptr (RcRecord) record = make_publication ("1", "One", NULL);
  Wait read = { .loop = loop };
  Wait changed = { .loop = loop };

  g_signal_connect (catalogue, "changed", G_CALLBACK (changed_cb), &changed);
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, nothing_in_thread, NULL, NULL, NULL, NULL, called_cb, &read);
  run_until_quit (loop);
  g_assert_no_error (read.error);
  put (fixture->db, 0, record, NULL, RC_STATE_VISIBLE, NULL);
  run_until_quit (loop);
  g_assert_cmpuint (changed.n, ==, 1);
}

#define N_MEETINGS 300

typedef struct
{
  GMainLoop *loop;
  GAsyncQueue *to_cancel; /* of GCancellable (owned) */
  guint n_done, n_cancelled;
} Meeting;

static gpointer
cancel_in_thread (gpointer user_data)
{
  Meeting *meeting = user_data;

  for (int i = 0; i < N_MEETINGS; i++)
    {
      g_autoptr (GCancellable) cancellable = g_async_queue_pop (meeting->to_cancel);

      g_cancellable_cancel (cancellable);
    }
  return NULL;
}

static void
met_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Meeting *meeting = user_data;
  g_autoptr (GError) error = NULL;

  rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);
  if (error != NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  meeting->n_cancelled += error != NULL;
  if (++meeting->n_done == 3 * N_MEETINGS)
    g_main_loop_quit (meeting->loop);
}

/* Readers, writer and one who cancels from elsewhere, all at once: every call ends, and once. */
static void
test_meetings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RcCatalogue) catalogue = rc_catalogue_new (fixture->folder, TRUE);
  Meeting meeting = { .loop = loop, .to_cancel = g_async_queue_new () };
  GThread *canceller = g_thread_new ("cancels", cancel_in_thread, &meeting);

  for (int i = 0; i < N_MEETINGS; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      rc_catalogue_read_async (catalogue, i % 3, nothing_in_thread, NULL, NULL, NULL, cancellable, met_cb, &meeting);
      rc_catalogue_read_async (catalogue, i % 2, nothing_in_thread, NULL, NULL, NULL, NULL, met_cb, &meeting);
      rc_catalogue_write_async (catalogue, nothing_in_thread, NULL, NULL, NULL, NULL, met_cb, &meeting);
      g_async_queue_push (meeting.to_cancel, g_steal_pointer (&cancellable));
    }
  run_until_quit (loop);
  g_thread_join (canceller);
  g_assert_cmpuint (meeting.n_done, ==, 3 * N_MEETINGS);
  g_assert_cmpuint (meeting.n_cancelled, <=, N_MEETINGS);
  g_async_queue_unref (meeting.to_cancel);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/result-list/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add_func ("/result-list/million", test_million);
  g_test_add_func ("/result-list/begun", test_begun);
  g_test_add ("/catalogue/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add_func ("/catalogue/missing", test_missing);
  g_test_add ("/catalogue/changed", Fixture, NULL, set_up, test_changed, tear_down);
  g_test_add ("/catalogue/meetings", Fixture, NULL, set_up, test_meetings, tear_down);
  return g_test_run ();
}
