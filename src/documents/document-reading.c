/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading documents for the catalogue. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/document-reading.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "documents/cover.h"
#include "documents/language-guess.h"
#include "documents/store.h"
#include "record/problem.h"
#include "record/readable.h"

#define STRETCH 64 /* pages at a time */
#define MAX_SAMPLE 65536
#define MAX_PROBLEMS 100      /* pages whose reasons are kept */
#define MAX_TOLD_PROBLEMS 5
#define MAX_UNINDEXED 256 /* documents of one record: a disc has thousands, and the search takes its record in whole */

/* A document while it is read. */
typedef struct
{
  RcPageReader *reader; /* (unowned) */
  RcTextReading *reading;   /* (unowned) */
  const char *name;     /* for messages */
  GString *sample;      /* (owned) of its text */
  GPtrArray *failed;    /* (owned) RcPageProblem */
} Work;

static void
work_init (Work *work, RcPageReader *reader, RcTextReading *reading, const char *name)
{
  *work = (Work){ reader, reading, name, g_string_new (NULL), NULL };
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

/* Some pages more. The bytes of their text; -1 when cancelled. */
static gssize
read_some (Work *work, int count, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pages = NULL;
  gssize size = 0;

  pages = rc_page_reader_read (work->reader, work->reading->done, count, work->failed, cancellable, error);
  if (pages == NULL)
    return -1;
  for (guint i = 0; i < pages->len; i++)
    {
      const RcPageText *page = g_ptr_array_index (pages, i);

      size += (gssize) strlen (page->text);
      if (work->sample->len < MAX_SAMPLE)
        g_string_append_printf (work->sample, "%s\n", page->text);
    }
  g_ptr_array_extend_and_steal (work->reading->pages, g_steal_pointer (&pages));
  work->reading->done += count;
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
  work->reading->outline = read_outline (rc_page_reader_get_pdf (work->reader), cancellable);
}

RcTextReading *
rc_document_read_file (RcPageReader *reader, const char *name, gint64 end_us, gsize max_bytes, GPtrArray *problems,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (RcTextReading) reading = rc_text_reading_new ();
  int n_pages = rc_pdf_get_n_pages (rc_page_reader_get_pdf (reader));
  g_auto (Work) work = { 0 };
  gsize n_bytes = 0;

  work_init (&work, reader, reading, name);
  while (reading->done < n_pages && n_bytes < max_bytes && g_get_monotonic_time () < end_us)
    {
      gssize size = read_some (&work, MIN (STRETCH, n_pages - reading->done), cancellable, error);

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
  int n_pages = rc_pdf_get_n_pages (rc_page_reader_get_pdf (work->reader));
  guint n_kept = 0;

  do
    {
      int first = reading->done;
      g_autoptr (GPtrArray) failed = NULL;

      if (options->progress != NULL)
        options->progress (document, first, n_pages, options->user_data);
      g_ptr_array_set_size (reading->pages, 0);
      if (read_some (work, MIN (STRETCH, n_pages - first), cancellable, error) < 0)
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

/* A page that cannot be drawn is not tried again. FALSE when cancelled, or when the catalogue cannot be written. */
static gboolean
draw_cover (RcDatabase *db, gint64 document, RcPdf *pdf, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcCoverPicture) large = NULL, small = NULL;
  g_autoptr (GError) refusal = NULL;
  gboolean done;

  if (pdf != NULL && !rc_cover_draw (pdf, &large, &small, cancellable, &refusal))
    g_info ("document %" PRId64 " has no cover: %s", document, refusal->message);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !rc_database_begin (db, error))
    return FALSE;
  done = rc_covers_put (db, document, large, small, error) && rc_database_commit (db, error);
  if (!done)
    rc_database_rollback (db);
  return done;
}

/* `text`, `cover`: what there is to do. */
static gboolean
read_open (RcDatabase *db, const RcDocument *document, int fd, RcTextReading *reading, gboolean text, gboolean cover,
           const RcReadingOptions *options, GArray *unindexed, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GError) refusal = NULL;
  g_autoptr (RcPageReader) reader = rc_page_reader_new (path, options->idle, cancellable, &refusal);
  g_auto (Work) work = { 0 };
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (cover && !draw_cover (db, document->id, reader != NULL ? rc_page_reader_get_pdf (reader) : NULL, cancellable, error))
    return FALSE;
  if (!text)
    return TRUE;
  if (reader == NULL)
    {
      add_problem (problems, document->name, 0, refusal->message);
      return store_refusal (db, document->id, reading, refusal->message, unindexed, error);
    }
  work_init (&work, reader, reading, document->name);
  done = read_on (db, document->id, &work, options, unindexed, cancellable, error);
  tell_problems (&work, problems);
  return done;
}

static gboolean
read_row (RcDatabase *db, const RcDocument *row, const RcReadingOptions *options, GArray *unindexed, GPtrArray *problems,
          GCancellable *cancellable, GError **error)
{
  g_autoptr (RcTextReading) reading = rc_text_reading_get (db, row->id, error);
  gboolean text, has_cover, done;
  int fd;

  if (reading == NULL || !rc_covers_has (db, row->id, &has_cover, error))
    return FALSE;
  /* Nobody sees that of a disc's web page. */
  has_cover = has_cover || (row->disc != 0 && rc_readable_of (row->media_type) != RC_READABLE_PDF);
  text = !reading->complete || options->again;
  if (!text && has_cover)
    return TRUE;
  if (text && reading->complete)
    {
      g_clear_pointer (&reading, rc_text_reading_free);
      reading = rc_text_reading_new ();
    }
  fd = rc_document_open_fd (db, row, cancellable, error);
  if (fd < 0)
    return FALSE;
  done = read_open (db, row, fd, reading, text, !has_cover, options, unindexed, problems, cancellable, error);
  close (fd);
  return done;
}

gboolean
rc_document_read (RcDatabase *db, gint64 document, const RcReadingOptions *options, GPtrArray *problems, GCancellable *cancellable,
                  GError **error)
{
  static const RcReadingOptions usual = { 0 };
  g_autoptr (RcDocument) row = rc_documents_get (db, document, error);

  g_return_val_if_fail (db != NULL, FALSE);
  return row != NULL && read_row (db, row, options != NULL ? options : &usual, NULL, problems, cancellable, error);
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

/* The next of those that are waiting; `record` is that of the one before. */
static gboolean
read_next (RcDatabase *db, gint64 id, const RcReadingOptions *options, gint64 *record, GArray *unindexed, GPtrArray *problems,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (RcDocument) row = rc_documents_get (db, id, error);

  if (row == NULL)
    return FALSE;
  if ((row->record != *record || unindexed->len >= MAX_UNINDEXED) && !index_all (db, *record, unindexed, error))
    return FALSE;
  *record = row->record;
  return read_row (db, row, options, unindexed, problems, cancellable, error);
}

gboolean
rc_documents_read_pending (RcDatabase *db, const RcReadingOptions *options, guint *n_read, GPtrArray *problems,
                           GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = rc_text_readings_find_pending (db, options->again, error);
  g_autoptr (GArray) unindexed = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 record = 0;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *name = g_strdup_printf (_("document %" PRId64), id);

      if (read_next (db, id, options, &record, unindexed, problems, cancellable, &local_error))
        {
          if (n_read != NULL)
            (*n_read)++;
          continue;
        }
      /* One whose file is not there, or that was removed meanwhile, stops no other. */
      if (local_error->domain == RC_DOCUMENTS_ERROR
          || g_error_matches (local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND))
        {
          add_problem (problems, name, 0, local_error->message);
          continue;
        }
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return ids != NULL && index_all (db, record, unindexed, error);
}
