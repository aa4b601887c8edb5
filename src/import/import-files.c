/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files into the catalogue: one batch in one transaction. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/indexes.h"
#include "catalogue/trial.h"
#include "import/file-list.h"
#include "import/import.h"
#include "import/pipeline.h"
#include "import/take.h"

/* Problems that are listed; further ones are counted. */
#define MAX_PROBLEMS 10000
/* Of rejected records kept with the import; further ones are only in the file that was asked for. */
#define MAX_REJECTED_BYTES (16 << 20)
#define MAX_MENDINGS 3 /* samples */
#define PROGRESS_INTERVAL_US (G_USEC_PER_SEC / 20)

/* An import under way. */
typedef struct
{
  RcDatabase *db;                /* (unowned) */
  const RcImportOptions *options; /* (unowned) */
  RcImportReport *report;        /* (unowned) */
  GCancellable *cancellable;     /* (unowned) (nullable) */
  RcPreparer *here, *there;      /* (owned) for this thread and that of the pipeline */
  GOutputStream *rejects;        /* (owned) (nullable) opened with the first one */
  const char *label; /* (unowned) */
  gint64 batch;      /* 0: the transaction has not begun */
  guint64 n_more;                /* problems that are not listed */
  guint64 bytes_before, bytes_total;
  gsize bytes_rejected;          /* of those kept */
  gint64 first_added;            /* the records from this id on came with this import; 0: none yet */
  GHashTable *updated;           /* (owned) set of ids (gint64) of others that it changed */
  gint64 started, next_progress; /* monotonic */
} RcImport;

static void
import_clear (RcImport *self)
{
  g_clear_object (&self->rejects);
  g_clear_pointer (&self->here, rc_preparer_free);
  g_clear_pointer (&self->there, rc_preparer_free);
  g_clear_pointer (&self->updated, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcImport, import_clear)

static void
add_problem (RcImport *self, const char *file, guint64 position, const char *control, const char *message)
{
  if (self->report->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (self->report->problems, rc_problem_new (file, position, control, message));
  else
    self->n_more++;
}

/* As above, of a record that was not taken. */
static void
add_rejection (RcImport *self, const char *file, guint64 position, const char *control, const char *message)
{
  guint before = self->report->problems->len;

  add_problem (self, file, position, control, message);
  if (self->report->problems->len > before)
    ((RcProblem *) g_ptr_array_index (self->report->problems, before))->rejected = TRUE;
}

static gboolean
write_reject (RcImport *self, GBytes *raw, GError **error)
{
  if (self->options->rejects == NULL || raw == NULL)
    return TRUE;
  if (self->rejects == NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (self->options->rejects);
      GFileOutputStream *stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, self->cancellable, error);

      if (stream == NULL)
        {
          g_prefix_error (error, _ ("Cannot write %s: "), self->options->rejects);
          return FALSE;
        }
      self->rejects = G_OUTPUT_STREAM (stream);
    }
  return g_output_stream_write_all (self->rejects, g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), NULL,
                                    self->cancellable, error);
}

/* On failure, what was written of the file is thrown away. */
static gboolean
close_rejects (RcImport *self, gboolean keep, GError **error)
{
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  if (self->rejects == NULL)
    return TRUE;
  if (!keep)
    {
      g_cancellable_cancel (give_up);
      g_output_stream_close (self->rejects, give_up, NULL);
      return TRUE;
    }
  return g_output_stream_close (self->rejects, NULL, error);
}

static void
tell_progress (RcImport *self, guint64 here)
{
  gint64 now = g_get_monotonic_time ();

  if (self->options->progress == NULL || now < self->next_progress)
    return;
  self->next_progress = now + PROGRESS_INTERVAL_US;
  self->report->seconds = (double) (now - self->started) / G_USEC_PER_SEC;
  self->options->progress (self->report, self->bytes_before + here, self->bytes_total, self->options->user_data);
}

/* With the import, so that staff can have it again to correct it. */
static gboolean
keep_reject (RcImport *self, const RcReaderItem *item, RcFormat format, GError **error)
{
  g_autoptr (GBytes) packed = NULL;

  if (self->options->dry_run || item->raw == NULL || self->bytes_rejected + g_bytes_get_size (item->raw) > MAX_REJECTED_BYTES)
    return TRUE;
  self->bytes_rejected += g_bytes_get_size (item->raw);
  packed = rc_preparer_pack_raw (self->here, item->raw);
  return rc_batch_keep_raw (self->db, self->batch, 0, item->position, packed, rc_format_to_string (format), error);
}

static gboolean
reject (RcImport *self, const char *file, const RcReaderItem *item, RcFormat format, GError **error)
{
  self->report->rejected++;
  add_rejection (self, file, item->position, item->control, item->rejection != NULL ? item->rejection : _ ("cannot be read"));
  return keep_reject (self, item, format, error) && write_reject (self, item->raw, error);
}

static gboolean
keep_raw (RcImport *self, const RcTaken *taken, const RcImportItem *one, RcFormat format, GError **error)
{
  /* What was merged with what was there is not what an export gives back. */
  g_autoptr (GBytes) packed = self->options->dry_run ? NULL
                              : one->packed != NULL ? g_bytes_ref (one->packed)
                              : taken->merged && one->item->raw != NULL ? rc_preparer_pack_raw (self->here, one->item->raw)
                                                                        : NULL;

  return packed == NULL || rc_batch_keep_raw (self->db, self->batch, taken->id, one->item->position, packed,
                                              rc_format_to_string (format), error);
}

/* That a record takes the place of another one of the same import must not be silent: numbers may be wrong. */
static void
note_update (RcImport *self, const char *file, const RcReaderItem *item, gint64 id)
{
  if ((self->first_added != 0 && id >= self->first_added) || !g_hash_table_add (self->updated, g_memdup2 (&id, sizeof id)))
    add_problem (self, file, item->position, item->control, _ ("the same control number came before with other content; the last one counts"));
}

static void
note_garbled (RcImport *self, const RcReaderItem *item)
{
  if (item->garbled == NULL)
    return;
  self->report->garbled++;
  if (self->report->mendings->len < MAX_MENDINGS)
    g_ptr_array_add (self->report->mendings, rc_text_change_new (item->garbled_tag, item->garbled, item->meant));
}

static void
note_change (RcImport *self, const RcReaderItem *item, const RcTaken *taken)
{
  if (self->report->changes->len < self->options->n_changes && taken->before != NULL && taken->after != NULL)
    g_ptr_array_add (self->report->changes, rc_record_change_new (item->position, taken->id, taken->before, taken->after));
}

static gboolean
take_item (RcImport *self, const char *file, const RcImportItem *one, RcFormat format, GError **error)
{
  const RcReaderItem *item = one->item;
  g_auto (RcTaken) taken = { 0 };

  self->report->read++;
  for (guint i = 0; i < item->warnings->len; i++)
    add_problem (self, file, item->position, item->control, g_ptr_array_index (item->warnings, i));
  note_garbled (self, item);
  if (item->record == NULL)
    return reject (self, file, item, format, error);
  if (!rc_import_take (self->db, self->batch, self->first_added, self->options->twins, one->prepared, item->record, &taken, error))
    {
      g_prefix_error (error, _ ("%s: record %" PRIu64 ": "), file, item->position);
      return FALSE;
    }
  if (taken.note != NULL)
    add_problem (self, file, item->position, item->control, taken.note);
  switch (taken.outcome)
    {
    case RC_OUTCOME_ADDED:
      self->report->added++;
      if (self->first_added == 0)
        self->first_added = taken.id;
      if (self->report->added % RC_INDEXES_STEP == 0 && !self->options->dry_run &&
          !rc_indexes_touch (self->db, self->first_added, taken.id, error))
        return FALSE;
      return keep_raw (self, &taken, one, format, error);
    case RC_OUTCOME_UPDATED:
      self->report->updated++;
      note_change (self, item, &taken);
      if (taken.by_number)
        note_update (self, file, item, taken.id);
      return keep_raw (self, &taken, one, format, error);
    case RC_OUTCOME_UNCHANGED:
      self->report->unchanged++;
      return TRUE;
    case RC_OUTCOME_DUPLICATE:
      self->report->duplicates++;
      return TRUE;
    case RC_OUTCOME_REJECTED:
    default:
      g_assert_not_reached ();
    }
}

/* What became of one file. */
typedef enum
{
  RC_FILE_READ,   /* to its end, or as far as it could be */
  RC_FILE_BAD,    /* nothing in it could be read: file_error says why */
  RC_FILE_FAILED, /* the whole import stops: error says why */
} RcFileResult;

static RcFileResult
read_items (RcImport *self, const char *file, RcPipeline *pipeline, RcFormat format, GError **file_error, GError **error)
{
  guint64 n_items = 0;
  g_autofree char *last_rejection = NULL;

  while (TRUE)
    {
      g_autoptr (GError) read_error = NULL;
      const RcImportItem *one = rc_pipeline_next (pipeline, &read_error);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return RC_FILE_FAILED;
      if (read_error != NULL && n_items == 0)
        {
          g_propagate_error (file_error, g_steal_pointer (&read_error));
          return RC_FILE_BAD;
        }
      /* The record that stopped us may have come before, with its bytes. */
      if (read_error != NULL && g_strcmp0 (last_rejection, read_error->message) == 0)
        return RC_FILE_READ;
      if (read_error != NULL)
        {
          /* The record that stopped us counts; how many come after it nobody can say. */
          self->report->read++;
          self->report->rejected++;
          add_rejection (self, file, n_items + 1, NULL, read_error->message);
          return RC_FILE_READ;
        }
      if (one == NULL && n_items == 0)
        {
          g_set_error_literal (file_error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_EMPTY, _ ("there is no record in the file"));
          return RC_FILE_BAD;
        }
      if (one == NULL)
        return RC_FILE_READ;
      n_items++;
      g_free (last_rejection);
      last_rejection = g_strdup (one->item->rejection);
      if (!take_item (self, file, one, format, error))
        return RC_FILE_FAILED;
      tell_progress (self, rc_pipeline_get_bytes_read (pipeline));
    }
}

static void
imported_file_free (RcImportedFile *self)
{
  g_free (self->file);
  g_free (self->encoding);
  g_free (self);
}

/* read, rejected: of the files before. */
static void
note_file (RcImport *self, const char *path, RcReader *reader, guint64 read, guint64 rejected)
{
  RcImportedFile *file = g_new0 (RcImportedFile, 1);

  file->file = g_strdup (path);
  file->format = rc_reader_get_format (reader);
  file->encoding = rc_reader_dup_encodings (reader);
  file->read = self->report->read - read;
  file->rejected = self->report->rejected - rejected;
  g_ptr_array_add (self->report->files, file);
}

/* Nobody else can write from here on: as much as may be is done before. */
static gboolean
begin (RcImport *self, RcPipeline *pipeline, GError **error)
{
  if (self->batch != 0)
    return TRUE;
  if (self->options->dry_run)
    {
      self->batch = RC_TRIAL_BATCH;
      return rc_trial_begin (self->db, error);
    }
  rc_pipeline_fill (pipeline);
  if (!rc_database_begin (self->db, error))
    return FALSE;
  self->batch = rc_batch_begin (self->db, RC_BATCH_IMPORT, self->label, NULL, error);
  return self->batch != 0;
}

static RcFileResult
read_file (RcImport *self, const RcImportFile *file, GError **file_error, GError **error)
{
  g_autoptr (GInputStream) stream = rc_import_open_file (file, file_error);
  g_autoptr (RcReader) reader = NULL;
  g_autoptr (RcPipeline) pipeline = NULL;
  const RcImportOptions *options = self->options;
  const RcImportWay *way = options->ways != NULL ? g_hash_table_lookup (options->ways, file->path) : NULL;
  const RcCsvMapping *mapping = way != NULL ? way->mapping : options->mapping;
  guint64 read = self->report->read, rejected = self->report->rejected;
  RcFileResult result;

  if (stream == NULL)
    return RC_FILE_BAD;
  reader = rc_reader_new (stream, way != NULL ? way->format : options->format, way != NULL ? way->encoding : options->encoding,
                          self->cancellable, file_error);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return RC_FILE_FAILED;
  if (reader == NULL)
    return RC_FILE_BAD;
  if (!g_str_equal (file->path, "-"))
    rc_reader_set_path (reader, file->path);
  if (mapping != NULL)
    rc_reader_set_mapping (reader, mapping);
  if (options->listing != NULL)
    rc_reader_set_listing_mapping (reader, options->listing);
  rc_reader_set_mends (reader, options->mends);
  pipeline = rc_pipeline_new (reader, stream, self->here, self->there, self->cancellable);
  if (!begin (self, pipeline, error))
    return RC_FILE_FAILED;
  result = read_items (self, file->path, pipeline, rc_reader_get_format (reader), file_error, error);
  /* Its thread has the reader. */
  g_clear_pointer (&pipeline, rc_pipeline_free);
  note_file (self, file->path, reader, read, rejected);
  self->bytes_before += file->size_bytes;
  return result;
}

/* All files. One that is alone and cannot be read fails the import; among others it is a problem. */
static gboolean
read_files (RcImport *self, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      const RcImportFile *file = g_ptr_array_index (files, i);
      g_autoptr (GError) file_error = NULL;

      switch (read_file (self, file, &file_error, error))
        {
        case RC_FILE_READ:
          break;
        case RC_FILE_BAD:
          if (files->len == 1 && self->report->problems->len == 0)
            {
              g_propagate_prefixed_error (error, g_steal_pointer (&file_error), "%s: ", file->path);
              return FALSE;
            }
          add_problem (self, file->path, 0, NULL, file_error->message);
          break;
        case RC_FILE_FAILED:
        default:
          return FALSE;
        }
    }
  return TRUE;
}

/* "books.mrc", "books.mrc and 3 more". */
static char *
make_label (const char *const *names)
{
  g_autofree char *base = g_str_equal (names[0], "-") ? g_strdup (_ ("standard input")) : g_path_get_basename (names[0]);
  g_autofree char *name = g_utf8_make_valid (base, -1);
  guint n_more = g_strv_length ((char **) names) - 1;

  if (n_more == 0)
    return g_steal_pointer (&name);
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n_more), name, n_more);
}

static void
stop_clock (RcImport *self)
{
  self->report->seconds = (double) (g_get_monotonic_time () - self->started) / G_USEC_PER_SEC;
}

static void
finish_report (RcImport *self)
{
  stop_clock (self);
  if (self->n_more > 0)
    {
      g_autofree char *message = g_strdup_printf (ngettext ("%u more problem is not listed", "%u more problems are not listed",
                                                            (gulong) self->n_more),
                                                  (guint) self->n_more);

      g_ptr_array_add (self->report->problems, rc_problem_new (NULL, 0, NULL, message));
      self->n_more = 0;
    }
}

static gboolean
commit (RcImport *self, GError **error)
{
  g_autofree char *json = NULL;

  if (self->options->dry_run || self->report->read == 0)
    {
      rc_database_rollback (self->db);
      return TRUE;
    }
  self->report->import = self->batch;
  json = rc_import_report_to_json (self->report);
  return rc_batch_finish (self->db, self->batch, json, error) && rc_database_commit (self->db, error);
}

static gboolean
run (RcImport *self, GPtrArray *files, GError **error)
{
  if (!read_files (self, files, error))
    return FALSE;
  finish_report (self);
  if (!commit (self, error))
    return FALSE;
  /* The report that is kept with the batch cannot know how long its commit takes; who waits for it can. */
  stop_clock (self);
  return TRUE;
}

RcImportReport *
rc_import_files (RcDatabase *db, const char *const *files, const RcImportOptions *options, GCancellable *cancellable,
                 GError **error)
{
  static const RcImportOptions no_options = { .format = RC_FORMAT_AUTO };
  g_autoptr (RcImportReport) report = g_new0 (RcImportReport, 1);
  g_autoptr (GPtrArray) list = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) rejects_error = NULL;
  g_auto (RcImport) self = {
    .db = db,
    .options = options != NULL ? options : &no_options,
    .report = report,
    .cancellable = cancellable,
    .here = rc_preparer_new (),
    .there = rc_preparer_new (),
    .started = g_get_monotonic_time (),
    .updated = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };

  g_return_val_if_fail (db != NULL && files != NULL && files[0] != NULL, NULL);

  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  report->files = g_ptr_array_new_with_free_func ((GDestroyNotify) imported_file_free);
  report->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_record_change_free);
  report->mendings = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_text_change_free);
  list = rc_import_list_files (files, report->problems);
  if (list->len == 0)
    {
      const RcProblem *problem = report->problems->len > 0 ? g_ptr_array_index (report->problems, 0) : NULL;
      g_autofree char *reason = problem != NULL ? rc_problem_to_string (problem) : NULL;

      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_EMPTY, reason != NULL ? reason : _ ("There is no file to import"));
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    self.bytes_total += ((RcImportFile *) g_ptr_array_index (list, i))->size_bytes;
  self.label = label = make_label (files);
  rc_database_set_cancellable (db, cancellable);
  if (!run (&self, list, error))
    {
      rc_database_rollback (db);
      rc_database_set_cancellable (db, NULL);
      close_rejects (&self, FALSE, NULL);
      return NULL;
    }
  rc_database_set_cancellable (db, NULL);
  /* The records are in: that the rejects are not on disk is a problem, not a failure. */
  if (!close_rejects (&self, TRUE, &rejects_error))
    add_problem (&self, self.options->rejects, 0, NULL, rejects_error->message);
  return g_steal_pointer (&report);
}
