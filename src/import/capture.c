/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disc into the catalogue. What takes long (listing, storing the image, reading texts) comes before the transaction,
 * so that nobody waits for it. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "catalogue/batches.h"
#include "catalogue/disc-again.h"
#include "catalogue/discs.h"
#include "catalogue/documents.h"
#include "catalogue/records.h"
#include "disc/tree.h"
#include "documents/store.h"
#include "import/capture-again.h"
#include "import/capture-digests.h"
#include "import/capture-image.h"
#include "import/capture-kept.h"
#include "import/capture-record.h"
#include "import/capture-texts.h"
#include "import/capture.h"
#include "record/problem.h"

/* A speed is told after so long. */
#define SPEED_AFTER_US (G_USEC_PER_SEC / 2)

/* A capture under way. */
typedef struct
{
  RcDatabase *db;                  /* (unowned) */
  const char *path;                /* (unowned) */
  const RcCaptureOptions *options; /* (unowned) */
  RcCaptureReport *report;         /* (unowned) */
  GCancellable *cancellable;       /* (unowned) (nullable) */
  RcCaptureImage image;            /* (owned) what is read */
  RcDisc *disc;                    /* (owned) */
  GPtrArray *entries;              /* (owned) RcDiscEntry */
  GPtrArray *texts;                /* (owned) RcCapturedText */
  char *sha256;                    /* (owned) (nullable) of the image */
  const char *stage;               /* (nullable) (unowned) what bytes are counted for, since when and from where */
  gint64 stage_begun, stage_done;
  char *tree_sha256;               /* (owned) (nullable) of what is on it */
  RcDiscAgain *again;              /* (owned) (nullable) what is there of a disc that is captured again */
  GHashTable *known;               /* (owned) (nullable) paths of its documents that are as they were */
  char *old_sha256;                /* (owned) (nullable) of its image until now */
  char *kept;                      /* (owned) (nullable) folder of what was read of its documents */
} RcCapture;

static void
capture_clear (RcCapture *self)
{
  g_clear_pointer (&self->disc, rc_disc_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_free (self->sha256);
  g_free (self->tree_sha256);
  g_free (self->old_sha256);
  g_free (self->kept);
  g_clear_pointer (&self->again, rc_disc_again_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
  rc_capture_image_clear (&self->image);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcCapture, capture_clear)

void
rc_capture_report_free (RcCaptureReport *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

static void
tell_progress (RcCapture *self, double fraction, const char *what)
{
  const RcCaptureProgress progress = { .fraction = fraction, .what = what, .seconds_left = -1 };

  if (self->options->progress != NULL)
    self->options->progress (fraction, what, self->options->user_data);
  if (self->options->tell != NULL)
    self->options->tell (&progress, self->options->user_data);
}

/* Of a stage that reads bytes, between two fractions of the whole. */
static void
tell_bytes (RcCapture *self, double from, double to, gint64 done, gint64 total, gint64 bad, const char *what)
{
  RcCaptureProgress progress = { .what = what, .done = done, .total = total, .bad = bad, .seconds_left = -1 };
  gint64 now = g_get_monotonic_time ();

  progress.fraction = from + (to - from) * (double) done / (double) MAX (total, 1);
  if (self->stage != what)
    {
      self->stage = what;
      self->stage_begun = now;
      self->stage_done = done;
    }
  if (now - self->stage_begun > SPEED_AFTER_US)
    progress.bytes_per_second = (done - self->stage_done) * G_USEC_PER_SEC / (now - self->stage_begun);
  if (progress.bytes_per_second > 0)
    progress.seconds_left = (int) MIN ((total - done) / progress.bytes_per_second, G_MAXINT);
  if (self->options->progress != NULL)
    self->options->progress (progress.fraction, what, self->options->user_data);
  if (self->options->tell != NULL)
    self->options->tell (&progress, self->options->user_data);
}

static void
stored_cb (goffset done, goffset total, gpointer user_data)
{
  RcCapture *self = user_data;

  tell_bytes (self, 0.3, 0.5, done, total, 0, _ ("Keeping the image"));
}

static void
digested_cb (gint64 done, gint64 total, gpointer user_data)
{
  RcCapture *self = user_data;

  tell_bytes (self, 0.5, 0.6, done, total, 0, _ ("Reading the files"));
}

static void
text_cb (guint done, guint total, gpointer user_data)
{
  tell_progress (user_data, 0.6 + 0.3 * done / total, _ ("Reading documents"));
}

/* The same disc twice would show every file of it twice. `tree_sha256` is NULL as long as only the image is known, and else the other. */
static gboolean
refuse_known (RcCapture *self, const char *sha256, const char *tree_sha256, GError **error)
{
  gint64 known = self->options->again ? 0 : rc_discs_find_known (self->db, sha256, tree_sha256, error);
  g_autoptr (RcDiscRow) row = known > 0 ? rc_discs_get (self->db, known, error) : NULL;

  if (known == 0 || known == self->options->into)
    return TRUE;
  if (row == NULL)
    return FALSE;
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_EXISTS, _ ("%s is in the catalogue already: disc %" PRId64 ", “%s”"),
               self->path, row->id, row->title);
  return FALSE;
}

/* Reads all of it, to know the disc and each file of it again. */
static gboolean
digest_files (RcCapture *self, GError **error)
{
  if (self->options->no_digests)
    return TRUE;
  if (!rc_capture_digest_files (self->disc, self->entries, self->report->problems, &self->report->unreadable, digested_cb, self,
                                self->cancellable, error))
    return FALSE;
  self->tree_sha256 = rc_capture_digest_tree (self->entries);
  return refuse_known (self, NULL, self->tree_sha256, error);
}

static gboolean
keep_image (RcCapture *self, GError **error)
{
  const char *image = rc_disc_get_image_path (self->disc);
  gint64 size;

  if (image == NULL || self->options->tree_only)
    return TRUE;
  self->sha256 = rc_store_add (rc_database_get_folder (self->db), image, &size, stored_cb, self, self->cancellable, error);
  return self->sha256 != NULL && refuse_known (self, self->sha256, NULL, error);
}

static gboolean
open_and_list (RcCapture *self, GError **error)
{
  g_clear_pointer (&self->disc, rc_disc_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->disc = rc_disc_open (self->image.path, self->cancellable, error);
  if (self->disc == NULL || !rc_disc_set_names (self->disc, self->options->names, error))
    return FALSE;
  self->entries = rc_disc_list (self->disc, self->report->problems, self->cancellable, error);
  return self->entries != NULL;
}

static void
read_cb (const RcRescueState *state, gpointer user_data)
{
  RcCapture *self = user_data;

  tell_bytes (self, 0, 0.3, state->done, state->total, state->bad, _ ("Reading the drive"));
}

/* An archive may hold an image instead of files: then that is the disc. */
static gboolean
open_packed (RcCapture *self, GError **error)
{
  const char *packed = *rc_disc_get_facts (self->disc) == '\0' ? rc_capture_find_packed_image (self->entries) : NULL;
  const char *folder = rc_database_get_folder (self->db);

  if (packed == NULL || rc_disc_get_image_path (self->disc) == NULL)
    return TRUE;
  tell_progress (self, 0.05, _ ("Unpacking the image"));
  if (!rc_capture_image_unpack (&self->image, folder, self->disc, packed, self->cancellable, error))
    return FALSE;
  /* What was said of the archive is not about the disc. */
  g_ptr_array_set_size (self->report->problems, 0);
  return open_and_list (self, error);
}

/* Problems of what was made of it are those of what was given. */
static void
name_problems (RcCapture *self)
{
  for (guint i = 0; i < self->report->problems->len; i++)
    {
      RcProblem *problem = g_ptr_array_index (self->report->problems, i);

      if (g_strcmp0 (problem->file, self->image.path) == 0 && strcmp (self->image.path, self->path) != 0)
        {
          g_free (problem->file);
          problem->file = g_strdup (self->path);
        }
    }
}

/* Without an image they can be found, though not read here. */
static gboolean
read_documents (RcCapture *self, GError **error)
{
  const char *known_by = self->tree_sha256 != NULL ? self->tree_sha256 : self->sha256;
  gint64 into = self->options->into;
  gboolean later = self->options->texts_later && self->sha256 != NULL;

  tell_progress (self, 0.6, _ ("Reading documents"));
  if (into != 0 && (self->known = rc_capture_find_known (self->db, into, self->entries, error)) == NULL)
    return FALSE;
  if (!later && known_by != NULL)
    self->kept = rc_capture_kept_open (rc_database_get_folder (self->db), known_by);
  self->texts = rc_capture_read_texts (self->disc, self->entries, self->known, self->kept, later, text_cb, self, self->report->problems,
                                       self->cancellable, error);
  return self->texts != NULL;
}

static gboolean
read_disc (RcCapture *self, GError **error)
{
  tell_progress (self, 0, _ ("Reading the disc"));
  if (!rc_capture_image_open (&self->image, rc_database_get_folder (self->db), self->path, self->report->problems, read_cb, self,
                              self->cancellable, error) ||
      !open_and_list (self, error) || !open_packed (self, error))
    return FALSE;
  name_problems (self);
  self->report->unreadable = self->report->problems->len;
  /* That a character set was chosen leaves nothing out. */
  if (self->options->names == NULL && rc_disc_get_names (self->disc) != NULL)
    self->report->unreadable--;
  if (!rc_disc_open_archives (self->disc, self->entries, self->report->problems, self->cancellable, error))
    return FALSE;
  if (rc_disc_get_missing (self->disc) > 0)
    {
      g_autofree char *size = g_format_size (rc_disc_get_missing (self->disc));
      g_autofree char *message = g_strdup_printf (_ ("the image is cut short: %s are missing at its end"), size);

      g_ptr_array_add (self->report->problems, rc_problem_new (self->path, 0, NULL, message));
    }
  if (!keep_image (self, error) || !digest_files (self, error))
    return FALSE;
  return read_documents (self, error);
}

/* (transfer full) What the image tells, and what the drive did. */
static char *
dup_facts (RcCapture *self)
{
  return g_strconcat (rc_disc_get_facts (self->disc), self->image.facts, NULL);
}

static void
count_entries (RcCapture *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const RcDiscEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->inside)
        continue;
      if (entry->folder)
        self->report->folders++;
      else
        self->report->files++;
      self->report->bytes += entry->folder ? 0 : (guint64) entry->size;
    }
}

/* The id of the folder that a path lies in: folders come before what is in them. */
static gint64
find_parent (GHashTable *ids, const char *path)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *parent = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;
  const gint64 *id = parent != NULL ? g_hash_table_lookup (ids, parent) : NULL;

  return id != NULL ? *id : 0;
}

static gboolean
write_tree (RcCapture *self, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      RcDiscEntry *entry = g_ptr_array_index (self->entries, i);
      RcFileRow row = {
        .disc = self->report->disc,
        .parent = find_parent (ids, entry->path),
        .path = entry->path,
        .folder = entry->folder,
        .size_bytes = entry->size,
        .mtime = entry->mtime,
        .media_type = entry->type,
        .raw_path = entry->raw_path,
        .sha256 = entry->sha256,
        .details = entry->details,
        .opened = entry->opened,
        .inside = entry->inside,
      };
      gint64 id;

      if (g_hash_table_contains (ids, entry->path))
        {
          g_ptr_array_add (self->report->problems, rc_problem_new (entry->path, 0, NULL, _ ("is on the disc twice")));
          continue;
        }
      id = self->again != NULL ? rc_disc_again_put_file (self->again, &row, error)
                               : rc_discs_add_file (self->db, self->report->batch, &row, error);
      if (id == 0)
        return FALSE;
      g_hash_table_insert (ids, entry->path, g_memdup2 (&id, sizeof id));
    }
  return TRUE;
}

static gboolean
write_documents (RcCapture *self, GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_document_free);
  g_autoptr (GPtrArray) readings = g_ptr_array_new ();

  for (guint i = 0; i < self->texts->len; i++)
    {
      const RcCapturedText *text = g_ptr_array_index (self->texts, i);
      RcDocument *document = g_new0 (RcDocument, 1);

      document->record = self->report->disc;
      document->name = g_path_get_basename (text->path);
      document->title = g_strdup (text->title);
      document->media_type = g_strdup (text->type);
      document->disc = self->report->disc;
      document->path = g_strdup (text->path);
      document->size_bytes = text->size_bytes;
      document->pages = text->pages;
      g_ptr_array_add (documents, document);
      g_ptr_array_add (readings, text->reading);
    }
  return rc_documents_put_all (self->db, self->report->batch, documents, readings, error);
}

static gboolean
put_disc (RcCapture *self, GError **error)
{
  g_autofree char *facts = dup_facts (self);
  const RcDiscRow row = {
    .id = self->report->disc,
    .sha256 = self->sha256,
    .volume = (char *) rc_disc_get_volume (self->disc),
    .names = (char *) rc_disc_get_names (self->disc),
    .facts = facts,
    .n_unreadable = self->report->unreadable,
  };

  return rc_discs_put (self->db, self->report->batch, &row, self->tree_sha256, error);
}

/* The record of a disc that is captured again stays as people left it. */
static gboolean
write_record (RcCapture *self, GError **error)
{
  gint64 into = self->options->into;

  if (into == 0)
    {
      g_autofree char *facts = dup_facts (self);
      g_autoptr (RcRecord) record = NULL;

      record = rc_capture_make_record (&(RcCaptureRecord){ .options = self->options,
                                                           .path = self->path,
                                                           .volume = rc_disc_get_volume (self->disc),
                                                           .facts = facts,
                                                           .n_files = (guint) self->report->files,
                                                           .only_found = self->sha256 == NULL && self->texts->len > 0 });
      self->report->disc = rc_records_put (self->db, self->report->batch, 0, record, NULL, RC_STATE_VISIBLE, error);
      return self->report->disc != 0;
    }
  self->report->disc = into;
  self->report->again = TRUE;
  self->again = rc_disc_again_new (self->db, self->report->batch, into, error);
  return self->again != NULL;
}

/* What is not on the disc any more goes, and documents that are as they were stay. */
static gboolean
settle_again (RcCapture *self, GError **error)
{
  GHashTableIter iter;
  gpointer path;

  if (self->again == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    rc_disc_again_keep_document (self->again, path);
  return rc_disc_again_finish (self->again, error);
}

static gboolean
write_all (RcCapture *self, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *label = g_utf8_make_valid (name, -1);
  g_autofree char *json = NULL;
  RcCaptureReport *report = self->report;

  if (self->sha256 != NULL && !rc_store_check_held (self->db, self->sha256, error))
    return FALSE;
  report->batch = rc_batch_begin (self->db, RC_BATCH_CAPTURE, label, NULL, error);
  if (report->batch == 0)
    return FALSE;
  if (!write_record (self, error) || !put_disc (self, error) || !write_tree (self, error) || !settle_again (self, error) ||
      !rc_discs_count_files (self->db, report->disc, error) || !write_documents (self, error))
    return FALSE;
  json = g_strdup_printf ("{\"disc\":%" PRId64 ",\"files\":%" PRIu64 ",\"folders\":%" PRIu64 ",\"bytes\":%" PRIu64
                          ",\"unreadable\":%" PRIu64 "}",
                          report->disc, report->files, report->folders, report->bytes, report->unreadable);
  return rc_batch_finish (self->db, report->batch, json, error);
}

static gboolean
write_disc (RcCapture *self, GError **error)
{
  gboolean done;

  tell_progress (self, 0.9, _ ("Writing the catalogue"));
  count_entries (self);
  rc_database_set_cancellable (self->db, self->cancellable);
  done = rc_database_begin (self->db, error) && write_all (self, error);
  /* Before the end: nobody would come for it after a kill behind that. */
  if (done && self->kept != NULL)
    rc_capture_kept_drop (self->kept);
  done = done && rc_database_commit (self->db, error);
  if (!done)
    rc_database_rollback (self->db);
  rc_database_set_cancellable (self->db, NULL);
  return done;
}

static gboolean
find_old (RcCapture *self, GError **error)
{
  g_autoptr (RcDiscRow) row = self->options->into != 0 ? rc_discs_get (self->db, self->options->into, error) : NULL;

  if (self->options->into != 0 && row == NULL)
    return FALSE;
  self->old_sha256 = row != NULL ? g_strdup (row->sha256) : NULL;
  return TRUE;
}

RcCaptureReport *
rc_capture_disc (RcDatabase *db, const char *path, const RcCaptureOptions *options, GCancellable *cancellable, GError **error)
{
  static const RcCaptureOptions no_options = { 0 };
  g_autoptr (RcCaptureReport) report = g_new0 (RcCaptureReport, 1);
  g_auto (RcCapture) self = {
    .db = db,
    .path = path,
    .options = options != NULL ? options : &no_options,
    .report = report,
    .cancellable = cancellable,
    .image = { .fd = -1 },
  };

  g_return_val_if_fail (db != NULL && path != NULL, NULL);

  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  if (!find_old (&self, error))
    return NULL;
  if (!read_disc (&self, error) || !write_disc (&self, error))
    {
      if (self.sha256 != NULL)
        rc_store_drop (db, self.sha256);
      return NULL;
    }
  if (self.old_sha256 != NULL)
    rc_store_drop (db, self.old_sha256);
  rc_capture_image_finish (&self.image, path);
  rc_capture_kept_drop_old (rc_database_get_folder (db));
  return g_steal_pointer (&report);
}
