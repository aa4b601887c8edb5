/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export: records out of the catalogue, as they came in. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output-file.h"
#include "admin/output.h"
#include "catalogue/query.h"
#include "catalogue/records.h"
#include "exchange/writer.h"
#include "record/problem.h"

typedef struct
{
  RcWriter *writer;    /* (owned) */
  guint64 n_exported;
  guint64 n_left_out;
  GPtrArray *problems; /* (owned) RcProblem */
  GError *error;       /* (owned) (nullable) what ended it */
} Export;

static void
export_clear (Export *self)
{
  g_clear_pointer (&self->writer, rc_writer_free);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static void
leave_out (Export *self, gint64 id, const char *control, const char *why)
{
  g_ptr_array_add (self->problems, rc_problem_new (NULL, (guint64) id, control, why));
  self->n_left_out++;
}

static gboolean
write_marc (Export *self, gint64 id, const char *control, const RcMarc *marc, GPtrArray *copies)
{
  g_autoptr (GError) error = NULL;
  guint n_replaced;

  if (rc_writer_add_with_copies (self->writer, marc, copies, &error))
    {
      self->n_exported++;
      n_replaced = rc_writer_take_replaced (self->writer);
      if (n_replaced > 0)
        {
          g_autofree char *message = g_strdup_printf ("%u characters that XML cannot hold are shown as �", n_replaced);

          g_ptr_array_add (self->problems, rc_problem_new (NULL, (guint64) id, control, message));
        }
    }
  else if (error->domain == RC_EXCHANGE_ERROR)
    leave_out (self, id, control, error->message);
  else
    {
      self->error = g_steal_pointer (&error);
      return FALSE;
    }
  return TRUE;
}

/* All records of the library; grants are written only where somebody asks for them. */
static gboolean
write_record_cb (gint64 id, const RcRecord *record, gpointer user_data)
{
  if (record->marc == NULL)
    return TRUE;
  return write_marc (user_data, id, record->control, record->marc, record->copies);
}

static gboolean
write_all (Export *self, RcDatabase *db, GCancellable *cancellable, GError **error)
{
  if (!rc_records_foreach (db, write_record_cb, self, cancellable, self->error != NULL ? NULL : error))
    return FALSE;
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static gboolean
write_one (Export *self, RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (RcRecordDetails) details = rc_records_get (db, id, error);
  gboolean written = TRUE;

  if (details == NULL)
    return FALSE;
  if (details->record->marc != NULL)
    written = write_marc (self, id, details->record->control, details->record->marc, details->copies);
  else if (details->record->grant != NULL)
    {
      g_autoptr (RcMarc) marc = rc_grant_to_marc (details->record->grant, details->record->control);

      written = write_marc (self, id, details->record->control, marc, NULL);
    }
  else
    leave_out (self, id, details->path, "a file of a disc has no record of its own");
  if (!written)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return written;
}

static gboolean
write_found (Export *self, RcDatabase *db, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->limit = G_MAXUINT;
  query->all = TRUE;
  answer = rc_query_run (db, query, cancellable, error);
  if (answer == NULL)
    return FALSE;
  for (guint i = 0; i < answer->ids->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !write_one (self, db, g_array_index (answer->ids, gint64, i), error))
        return FALSE;
      rc_progress_show ((double) i / answer->ids->len, NULL);
    }
  return TRUE;
}

static gboolean
write_records (Export *self, RcDatabase *db, const char *query, RcFormat format, GOutputStream *stream, GCancellable *cancellable,
               GError **error)
{
  self->writer = rc_writer_new (format, stream, error);
  if (self->writer == NULL)
    return FALSE;
  if (!(query != NULL ? write_found (self, db, query, cancellable, error) : write_all (self, db, cancellable, error)))
    return FALSE;
  return rc_writer_finish (self->writer, error) && g_output_stream_flush (stream, cancellable, error);
}

static gboolean
write_to (Export *self, RcDatabase *db, const char *query, RcFormat format, const char *output, GCancellable *cancellable, GError **error)
{
  RcOutputFile file = { 0 };
  g_autoptr (GOutputStream) stream = NULL;
  gboolean whole;

  if (!rc_output_file_open (&file, output, error))
    return FALSE;
  stream = g_buffered_output_stream_new_sized (file.stream, 1u << 16);
  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (stream), FALSE);
  whole = write_records (self, db, query, format, stream, cancellable, error);
  return rc_output_file_close (&file, whole, error);
}

static void
print_report (RcAdmin *admin, const Export *self, const char *output)
{
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "exported", (gint64) self->n_exported);
      rc_json_add_int (builder, "left_out", (gint64) self->n_left_out);
      rc_json_add_string (builder, "output", output);
      rc_json_add_problems (builder, "problems", self->problems);
      json_builder_end_object (builder);
      rc_print_builder (builder);
      return;
    }
  rc_print_problems (self->problems);
  if (output != NULL)
    rc_print ("%" G_GUINT64_FORMAT " records written to %s, %" G_GUINT64_FORMAT " left out\n", self->n_exported, output, self->n_left_out);
}

int
rc_command_export (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *word = NULL;
  g_autofree char *query = NULL;
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &word, "marc21 (default), marcxml …: a wrong one lists all", "F" },
    { "query", 0, 0, G_OPTION_ARG_FILENAME, &query, "What a search finds, grants too; else all publications and discs", "Q" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "Write to this file instead of standard output", "FILE" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, NULL, entries, 0, 0, error);
  g_autoptr (RcDatabase) db = NULL;
  g_auto (Export) export = { 0 };
  RcFormat format;

  if (operands == NULL || !rc_admin_parse_format (RC_WORDS_EXPORT, word != NULL ? word : "marc21", &format, error) ||
      (query != NULL && !rc_admin_check_text (query, error)))
    return RC_EXIT_USAGE;
  if (admin->json && output == NULL)
    {
      rc_admin_set_usage (error, "with --json, export wants --output: standard output is for the report");
      return RC_EXIT_USAGE;
    }
  db = rc_admin_check_output (admin, output, error) ? rc_admin_open (admin, RC_DATABASE_READ, error) : NULL;
  if (db == NULL)
    return RC_EXIT_FAILED;
  export.problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  if (!write_to (&export, db, query, format, output, admin->cancellable, error))
    return RC_EXIT_FAILED;
  print_report (admin, &export, output);
  return export.n_left_out > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}
