/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading documents for the catalogue. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/document-reading.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "documents/language-guess.h"
#include "documents/store.h"
#include "record/problem.h"
#include "record/readable.h"

#define MAX_SAMPLE 65536
#define MAX_PROBLEMS 100      /* pages whose reasons are kept */
#define MAX_TOLD_PROBLEMS 5
#define MAX_UNINDEXED 256 /* documents of one record: a disc has thousands, and the search takes its record in whole */

/* A document while it is read. */
typedef struct
{
  RcReadBegun *begun;     /* (unowned) */
  RcTextReading *reading; /* (unowned) */
  const char *name;     /* for messages */
  GString *sample;      /* (owned) of its text */
  GPtrArray *failed;    /* (owned) RcPageProblem */
} Work;

static void
work_init (Work *work, RcReadBegun *begun, RcTextReading *reading, const char *name)
{
  *work = (Work){ begun, reading, name, g_string_new (NULL), NULL };
  work->failed = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_page_problem_free);
}

static void
work_clear (Work *work)
{
  if (work->failed == NULL)
    return;
  g_string_free (work->sample, TRUE);
  g_ptr_array_unref (work->failed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static void
add_problem (GPtrArray *problems, const char *name, guint page, const char *message)
{
  g_autofree char *text = page > 0 ? g_strdup_printf (_("page %u: %s"), page, message) : g_strdup (message);

  if (problems != NULL)
    g_ptr_array_add (problems, rc_problem_new (name, 0, NULL, text));
}

static void
tell_problems (const Work *work, GPtrArray *problems)
{
  guint n = work->failed->len;
  g_autofree char *rest = NULL;

  if (rc_pdf_is_damaged (rc_page_reader_get_pdf (work->begun->reader)))
    add_problem (problems, work->name, 0, _("the file is damaged: what could be read of it is kept"));
  for (guint i = 0; i < MIN (n, MAX_TOLD_PROBLEMS); i++)
    {
      const RcPageProblem *failed = g_ptr_array_index (work->failed, i);

      add_problem (problems, work->name, (guint) failed->page + 1, failed->reason);
    }
  if (n <= MAX_TOLD_PROBLEMS)
    return;
  n -= MAX_TOLD_PROBLEMS;
  rest = g_strdup_printf (ngettext ("and %u page more without text", "and %u pages more without text", n), n);
  add_problem (problems, work->name, 0, rest);
}

/* Reasons as they are kept, behind those that are. */
static void
keep_problems (RcTextReading *reading, const GPtrArray *failed)
{
  GString *lines = g_string_new (reading->problems);

  for (guint i = 0; i < MIN (failed->len, MAX_PROBLEMS); i++)
    {
      const RcPageProblem *problem = g_ptr_array_index (failed, i);
      g_autofree char *reason = g_strdelimit (g_strdup (problem->reason), "\n\t", ' ');

      g_string_append_printf (lines, "%d\t%s\n", problem->page + 1, reason);
    }
  g_free (reading->problems);
  reading->problems = lines->len > 0 ? g_string_free (lines, FALSE) : (g_string_free (lines, TRUE), NULL);
}

/* Those that were read ahead, or the next ones. */
static GPtrArray *
read_pages (Work *work, GCancellable *cancellable, GError **error)
{
  int n_left = rc_pdf_get_n_pages (rc_page_reader_get_pdf (work->begun->reader)) - work->reading->done;

  if (work->begun->pages == NULL)
    return rc_page_reader_read (work->begun->reader, work->reading->done, CLAMP (n_left, 0, RC_READ_AHEAD_PAGES), work->failed, cancellable, error);
  g_ptr_array_extend_and_steal (work->failed, g_steal_pointer (&work->begun->problems));
  return g_steal_pointer (&work->begun->pages);
}

/* Some pages more. The bytes of their text; -1 when cancelled. */
static gssize
read_some (Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pages = read_pages (work, cancellable, error);
  gssize size = 0;

  if (pages == NULL)
    return -1;
  work->reading->done += (int) pages->len;
  for (guint i = 0; i < pages->len; i++)
    {
      const RcPageText *page = g_ptr_array_index (pages, i);

      size += (gssize) strlen (page->text);
      if (work->sample->len < MAX_SAMPLE)
        g_string_append_printf (work->sample, "%s\n", page->text);
    }
  g_ptr_array_extend_and_steal (work->reading->pages, g_steal_pointer (&pages));
  return size;
}

static char *
read_outline (RcPdf *pdf, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) items = rc_pdf_outline (pdf, cancellable, NULL);
  GString *lines;

  if (items == NULL || items->len == 0)
    return NULL;
  lines = g_string_new (NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const RcOutlineItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (lines, "%d\t%d\t%s\n", item->depth, item->page, item->title);
    }
  return g_string_free (lines, FALSE);
}

/* After the last page. */
static void
complete (Work *work, GCancellable *cancellable)
{
  const char *language = rc_language_guess (work->sample->str);

  work->reading->complete = TRUE;
  if (language != NULL)
    {
      g_free (work->reading->language);
      work->reading->language = g_strdup (language);
    }
  g_free (work->reading->outline);
  work->reading->outline = read_outline (rc_page_reader_get_pdf (work->begun->reader), cancellable);
}

RcTextReading *
rc_document_read_file (RcReadBegun *begun, const char *name, gint64 end_us, gsize max_bytes, GPtrArray *problems,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (RcTextReading) reading = rc_text_reading_new ();
  int n_pages = rc_pdf_get_n_pages (rc_page_reader_get_pdf (begun->reader));
  g_auto (Work) work = { 0 };
  gsize n_bytes = 0;

  work_init (&work, begun, reading, name);
  while (reading->done < n_pages && n_bytes < max_bytes && g_get_monotonic_time () < end_us)
    {
      gssize size = read_some (&work, cancellable, error);

      if (size < 0)
        return NULL;
      n_bytes += (gsize) size;
    }
  if (reading->done == n_pages)
    complete (&work, cancellable);
  else
    add_problem (problems, name, (guint) reading->done + 1, _("the text from here on is read later"));
  tell_problems (&work, problems);
  keep_problems (reading, work.failed);
  return g_steal_pointer (&reading);
}

/* What is new since `first`, in a transaction of its own. With `unindexed` the last of it is not complete before the search has it, so
 * that nothing is lost by a kill in between. */
static gboolean
store (RcDatabase *db, gint64 document, int first, RcTextReading *reading, GArray *unindexed, GError **error)
{
  gboolean complete = reading->complete, done;

  if (!rc_database_begin (db, error))
    return FALSE;
  reading->complete = complete && unindexed == NULL;
  done = (reading->complete ? rc_text_reading_put_last : rc_text_reading_put) (db, document, first, reading, error)
         && rc_database_commit (db, error);
  reading->complete = complete;
  if (done && complete && unindexed != NULL)
    g_array_append_val (unindexed, document);
  if (!done)
    rc_database_rollback (db);
  return done;
}

static gboolean
read_on (RcDatabase *db, gint64 document, Work *work, const RcReadingOptions *options, GArray *unindexed, GCancellable *cancellable,
         GError **error)
{
  RcTextReading *reading = work->reading;
  int n_pages = rc_pdf_get_n_pages (rc_page_reader_get_pdf (work->begun->reader));
  guint n_kept = 0;

  do
    {
      int first = reading->done;
      g_autoptr (GPtrArray) failed = NULL;

      if (options->progress != NULL)
        options->progress (document, first, n_pages, options->user_data);
      g_ptr_array_set_size (reading->pages, 0);
      if (read_some (work, cancellable, error) < 0)
        return FALSE;
      failed = g_ptr_array_new ();
      for (; n_kept < work->failed->len; n_kept++)
        g_ptr_array_add (failed, g_ptr_array_index (work->failed, n_kept));
      keep_problems (reading, failed);
      if (reading->done >= n_pages)
        complete (work, cancellable);
      if (!store (db, document, first, reading, unindexed, error))
        return FALSE;
    }
  while (!reading->complete);
  return TRUE;
}

/* One that cannot be opened says why, once, and is not tried again. */
static gboolean
store_refusal (RcDatabase *db, gint64 document, RcTextReading *reading, const char *reason, GArray *unindexed, GError **error)
{
  reading->complete = TRUE;
  g_free (reading->problems);
  reading->problems = g_strdup_printf ("0\t%s\n", reason);
  return store (db, document, reading->done, reading, unindexed, error);
}

/* A page that cannot be drawn is not tried again. FALSE when the catalogue cannot be written. */
static gboolean
store_cover (RcDatabase *db, gint64 document, const RcReadBegun *begun, GError **error)
{
  gboolean done;

  if (!rc_database_begin (db, error))
    return FALSE;
  done = rc_covers_put (db, document, begun->large, begun->small, error) && rc_database_commit (db, error);
  if (!done)
    rc_database_rollback (db);
  return done;
}

/* A document of the catalogue that is read next, or soon. */
typedef struct
{
  RcDocument *row;        /* (owned) (nullable) */
  RcTextReading *reading; /* (owned) (nullable) where it was left */
  gboolean text, cover;   /* what there is to do */
  int fd;                 /* (owned) */
  GError *error;          /* (owned) (nullable) why it cannot be begun */
} Next;

static void
next_free (Next *self)
{
  g_clear_pointer (&self->row, rc_document_free);
  g_clear_pointer (&self->reading, rc_text_reading_free);
  g_clear_error (&self->error);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Next, next_free)

/* What there is to do for it. */
static gboolean
look_up (Next *self, RcDatabase *db, gint64 document, const RcReadingOptions *options, GCancellable *cancellable, GError **error)
{
  gboolean has_cover;

  self->row = rc_documents_get (db, document, error);
  self->reading = self->row != NULL ? rc_text_reading_get (db, document, error) : NULL;
  if (self->reading == NULL || !rc_covers_has (db, document, &has_cover, error))
    return FALSE;
  /* Nobody sees that of a disc's web page. */
  self->cover = !has_cover && (self->row->disc == 0 || rc_readable_of (self->row->media_type) == RC_READABLE_PDF);
  self->text = !self->reading->complete || options->again;
  if (self->text && self->reading->complete)
    {
      g_clear_pointer (&self->reading, rc_text_reading_free);
      self->reading = rc_text_reading_new ();
    }
  if (!self->text && !self->cover)
    return TRUE;
  self->fd = rc_document_open_fd (db, self->row, cancellable, error);
  return self->fd >= 0;
}

static Next *
begin_next (RcDatabase *db, gint64 document, RcReadAhead *ahead, gboolean alone, const RcReadingOptions *options, GCancellable *cancellable)
{
  Next *self = g_new0 (Next, 1);
  g_autofree char *path = NULL;

  self->fd = -1;
  if (!look_up (self, db, document, options, cancellable, &self->error) || self->fd < 0)
    return self;
  path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  rc_read_ahead_push (ahead, &(RcReadWanted){ path, self->reading->done, self->text, self->cover, alone });
  return self;
}

/* What was begun to its end. */
static gboolean
finish_next (RcDatabase *db, const Next *next, RcReadAhead *ahead, const RcReadingOptions *options, GArray *unindexed, GPtrArray *problems,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (RcReadBegun) begun = NULL;
  g_auto (Work) work = { 0 };
  gboolean done;

  if (next->error != NULL)
    {
      g_propagate_error (error, g_error_copy (next->error));
      return FALSE;
    }
  if (next->fd < 0)
    return TRUE;
  begun = rc_read_ahead_pop (ahead, error);
  if (begun == NULL || (next->cover && !store_cover (db, next->row->id, begun, error)))
    return FALSE;
  if (!next->text)
    return TRUE;
  if (begun->reader == NULL)
    {
      add_problem (problems, next->row->name, 0, begun->refusal->message);
      return store_refusal (db, next->row->id, next->reading, begun->refusal->message, unindexed, error);
    }
  work_init (&work, begun, next->reading, next->row->name);
  done = read_on (db, next->row->id, &work, options, unindexed, cancellable, error);
  tell_problems (&work, problems);
  return done;
}

gboolean
rc_document_read (RcDatabase *db, gint64 document, const RcReadingOptions *options, GPtrArray *problems, GCancellable *cancellable,
                  GError **error)
{
  static const RcReadingOptions usual = { 0 };
  g_autoptr (RcReadAhead) ahead = NULL;
  g_autoptr (Next) next = NULL;

  g_return_val_if_fail (db != NULL, FALSE);
  if (options == NULL)
    options = &usual;
  ahead = rc_read_ahead_new (options->idle, cancellable);
  next = begin_next (db, document, ahead, TRUE, options, cancellable);
  return finish_next (db, next, ahead, options, NULL, problems, cancellable, error);
}

/* The search gets what was read since it last did. */
static gboolean
index_all (RcDatabase *db, gint64 record, GArray *unindexed, GError **error)
{
  gboolean done;

  if (unindexed->len == 0)
    return TRUE;
  if (!rc_database_begin (db, error))
    return FALSE;
  done = rc_text_readings_complete (db, record, (const gint64 *) (gpointer) unindexed->data, unindexed->len, error)
         && rc_database_commit (db, error);
  if (!done)
    rc_database_rollback (db);
  g_array_set_size (unindexed, 0);
  return done;
}

/* One whose file is not there, or that was removed meanwhile, stops no other. */
static gboolean
stops_no_other (const GError *error)
{
  return error->domain == RC_DOCUMENTS_ERROR || g_error_matches (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND);
}

/* All of them under way: those behind the first one are read while that is stored. */
static gboolean
read_all (RcDatabase *db, const GArray *ids, RcReadAhead *ahead, GQueue *begun, const RcReadingOptions *options, guint *n_read,
          GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) unindexed = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 record = 0;
  guint n_begun = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (Next) next = NULL;

      for (; n_begun < ids->len && begun->length < RC_READ_AHEAD_DOCUMENTS; n_begun++)
        g_queue_push_tail (begun, begin_next (db, g_array_index (ids, gint64, n_begun), ahead, ids->len == 1, options, cancellable));
      next = g_queue_pop_head (begun);
      if (next->row != NULL && (next->row->record != record || unindexed->len >= MAX_UNINDEXED)
          && !index_all (db, record, unindexed, error))
        return FALSE;
      record = next->row != NULL ? next->row->record : record;
      if (finish_next (db, next, ahead, options, unindexed, problems, cancellable, &local_error))
        {
          if (n_read != NULL)
            (*n_read)++;
          continue;
        }
      if (!stops_no_other (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      {
        g_autofree char *name = g_strdup_printf (_("document %" PRId64), g_array_index (ids, gint64, i));

        add_problem (problems, name, 0, local_error->message);
      }
    }
  return index_all (db, record, unindexed, error);
}

gboolean
rc_documents_read_pending (RcDatabase *db, const RcReadingOptions *options, guint *n_read, GPtrArray *problems,
                           GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = rc_text_readings_find_pending (db, options->again, error);
  RcReadAhead *ahead;
  GQueue begun = G_QUEUE_INIT;
  gboolean done;

  if (ids == NULL)
    return FALSE;
  ahead = rc_read_ahead_new (options->idle, cancellable);
  done = read_all (db, ids, ahead, &begun, options, n_read, problems, cancellable, error);
  /* Before the files of what was begun are closed. */
  rc_read_ahead_free (ahead);
  g_queue_clear_full (&begun, (GDestroyNotify) next_free);
  return done;
}
