/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records read and prepared by two threads: in order, all of them, and stopped at any moment. */
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <unistd.h>

#include "import/pipeline.h"

#define N_RECORDS 5000

/* Every hundredth is an authority record, which is rejected. */
static gboolean
is_rejected (guint position)
{
  return position % 100 == 0;
}

static GString *
make_lines (guint n)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (lines, "=LDR  00000n%sm a2200000 a 4500\n=001  KZ%u\n=245  10$aRecord of number %u\n\n",
                            is_rejected (i) ? "z" : "a", i, i);
  return lines;
}

static RcPipeline *
start (GInputStream *stream, RcPreparer **preparers, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_MRK, NULL, cancellable, &error);

  g_assert_no_error (error);
  preparers[0] = rc_preparer_new ();
  preparers[1] = rc_preparer_new ();
  return rc_pipeline_new (reader, stream, preparers[0], preparers[1], cancellable);
}

static void
stop (RcPipeline *pipeline, RcPreparer **preparers)
{
  rc_pipeline_free (pipeline);
  rc_preparer_free (preparers[0]);
  rc_preparer_free (preparers[1]);
}

static void
assert_item (const RcImportItem *one, guint position)
{
  g_autofree char *control = g_strdup_printf ("KZ%u", position);

  g_assert_nonnull (one);
  g_assert_cmpuint (one->item->position, ==, position);
  g_assert_cmpstr (one->item->control, ==, control);
  g_assert_true ((one->prepared == NULL) == is_rejected (position));
  g_assert_true ((one->packed == NULL) == is_rejected (position));
}

static void
test_order (gconstpointer data)
{
  gboolean fill = GPOINTER_TO_INT (data);
  g_autoptr (GString) lines = make_lines (N_RECORDS);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (lines->str, (gssize) lines->len, NULL);
  g_autoptr (GError) error = NULL;
  RcPreparer *preparers[2];
  RcPipeline *pipeline = start (stream, preparers, NULL);

  if (fill)
    rc_pipeline_fill (pipeline);
  for (guint i = 1; i <= N_RECORDS; i++)
    {
      assert_item (rc_pipeline_next (pipeline, &error), i);
      g_assert_no_error (error);
      /* A writer that is now and then slower than who reads. */
      if (i % 1000 == 0)
        g_usleep (1000);
    }
  g_assert_null (rc_pipeline_next (pipeline, &error));
  g_assert_no_error (error);
  g_assert_null (rc_pipeline_next (pipeline, &error));
  g_assert_cmpuint (rc_pipeline_get_bytes_read (pipeline), ==, lines->len);
  stop (pipeline, preparers);
}

static void
test_stopped (void)
{
  g_autoptr (GString) lines = make_lines (N_RECORDS);

  for (guint n = 0; n < 200; n += 13)
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (lines->str, (gssize) lines->len, NULL);
      RcPreparer *preparers[2];
      RcPipeline *pipeline = start (stream, preparers, NULL);

      for (guint i = 1; i <= n; i++)
        assert_item (rc_pipeline_next (pipeline, NULL), i);
      stop (pipeline, preparers);
    }
}

/* Nothing more comes and nothing ends: who waits is let go. */
static void
test_silent (gconstpointer data)
{
  gboolean cancel = GPOINTER_TO_INT (data);
  g_autoptr (GString) lines = make_lines (2000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  RcPreparer *preparers[2];
  RcPipeline *pipeline;
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  if (fcntl (ends[1], F_SETPIPE_SZ, 1 << 20) < (int) lines->len)
    {
      g_test_skip ("pipes have no room here");
      return;
    }
  g_assert_cmpint (write (ends[1], lines->str, lines->len), ==, (gssize) lines->len);
  stream = g_unix_input_stream_new (ends[0], TRUE);
  pipeline = start (stream, preparers, cancellable);
  for (guint i = 1; i <= 1000; i++)
    assert_item (rc_pipeline_next (pipeline, &error), i);
  if (cancel)
    {
      g_cancellable_cancel (cancellable);
      rc_pipeline_fill (pipeline);
      /* What was read by then still comes. */
      while (rc_pipeline_next (pipeline, &error) != NULL)
        ;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  stop (pipeline, preparers);
  close (ends[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/import/pipeline/order", GINT_TO_POINTER (FALSE), test_order);
  g_test_add_data_func ("/import/pipeline/filled", GINT_TO_POINTER (TRUE), test_order);
  g_test_add_func ("/import/pipeline/stopped", test_stopped);
  g_test_add_data_func ("/import/pipeline/silent", GINT_TO_POINTER (FALSE), test_silent);
  g_test_add_data_func ("/import/pipeline/cancelled", GINT_TO_POINTER (TRUE), test_silent);
  return g_test_run ();
}
