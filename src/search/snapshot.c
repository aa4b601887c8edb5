/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Catching up: the database says which file is whole and which records have changed after it. */
#define G_LOG_DOMAIN "rc-search"

#include "search/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <glib/gstdio.h>

#include "search/build.h"
#include "search/closing-classes.h"
#include "search/label-words.h"
#include "search/lifecycle.h"
#include "search/sql.h"
#include "search/subject-groups.h"

/* How the snapshot is found again: a function of the connection that puts it where its argument points. */
#define FUNCTION "rc_search_snapshot"
#define POINTER "rc-search-snapshot"
/* Sets that wait for the next question: no question was seen to have more than 28 of the file's at once, and few have more
 * than these. */
#define POOL_SETS 20
#define MIN_POOL_BYTES (4u << 20)
#define MANY_CHANGES 1000

static void
snapshot_free (gpointer data)
{
  RcSnapshot *self = data;

  rc_snapshot_reset (self);
  rc_helper_free (self->counter);
  rc_helper_free (self->helper);
  rc_bits_pool_free (self->pool);
  g_free (self);
}

static void
hand_over_cb (sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
  RcSnapshot **place = sqlite3_value_pointer (arguments[0], POINTER);

  if (place != NULL)
    *place = sqlite3_user_data (context);
}

static RcSnapshot *
find_snapshot (sqlite3 *db, GError **error)
{
  RC_AUTO_STATEMENT *select = NULL;
  RcSnapshot *self = NULL;
  int code = sqlite3_prepare_v2 (db, "SELECT " FUNCTION " (?1)", -1, &select, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_pointer (select, 1, &self, POINTER, NULL);
      if (sqlite3_step (select) != SQLITE_ROW || self == NULL)
        rc_search_set_error (db, error);
      return self;
    }
  /* There is no such function yet, unless somebody interrupted us. */
  if (code != SQLITE_ERROR)
    {
      rc_search_set_error (db, error);
      return NULL;
    }
  self = g_new0 (RcSnapshot, 1);
  self->db = db;
  self->pool = rc_bits_pool_new (MIN_POOL_BYTES);
  self->helper = rc_helper_new ();
  self->counter = rc_helper_new ();
  /* Frees it also when it fails. */
  if (sqlite3_create_function_v2 (db, FUNCTION, 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, self, hand_over_cb, NULL, NULL,
                                  snapshot_free)
      == SQLITE_OK)
    return self;
  rc_search_set_error (db, error);
  return NULL;
}

void
rc_snapshot_reset (RcSnapshot *self)
{
  g_clear_pointer (&self->file, rc_index_file_unref);
  g_clear_pointer (&self->all, rc_bits_free);
  g_clear_pointer (&self->live, rc_bits_free);
  g_clear_pointer (&self->hidden, rc_bits_free);
  g_clear_pointer (&self->closed, rc_bits_free);
  g_clear_pointer (&self->delta, rc_delta_free);
  g_clear_pointer (&self->groups, rc_subject_groups_free);
  g_clear_pointer (&self->label_words, rc_label_words_free);
  g_clear_pointer (&self->closing_classes, rc_closing_classes_free);
  g_clear_pointer (&self->new_values, g_ptr_array_unref);
  g_clear_pointer (&self->new_kinds, g_array_unref);
  for (guint i = 0; i < RC_N_VALUES; i++)
    g_clear_pointer (&self->values[i], g_array_unref);
  rc_bits_pool_trim (self->pool);
  self->file_number = 0;
  self->own_file = FALSE;
  self->seen = 0;
}

void
rc_snapshot_distrust (RcSnapshot *self)
{
  self->distrusted = self->file_number;
  rc_snapshot_reset (self);
}

char *
rc_snapshot_dup_folder (sqlite3 *db)
{
  const char *path = sqlite3_db_filename (db, "main");

  return path != NULL && *path != '\0' ? g_path_get_dirname (path) : NULL;
}

/* No number beyond the file's rows, whatever its lists say. */
static RcBits *
read_records (const RcIndexFile *file, const RcListRef *list)
{
  RcBits *bits = rc_bits_new (file->header->highest_id);
  guint32 id;

  if (!rc_index_file_add_list (file, list, bits))
    {
      rc_bits_free (bits);
      return NULL;
    }
  for (guint32 from = file->header->highest_id + 1; rc_bits_next (bits, from, &id); from = id + 1)
    rc_bits_remove (bits, id);
  return bits;
}

/* Takes the file over, which may be NULL. */
static gboolean
begin (RcSnapshot *self, RcIndexFile *file, GError **error)
{
  self->file = file;
  self->delta = rc_delta_new ();
  self->new_values = g_ptr_array_new_with_free_func (g_free);
  self->new_kinds = g_array_new (FALSE, FALSE, sizeof (guint8));
  for (guint i = 0; i < RC_N_VALUES; i++)
    self->values[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->n_values = file != NULL ? file->header->n_values : 1;
  self->seen = 0;
  if (file == NULL)
    return TRUE;
  self->seen = file->header->revision;
  self->all = read_records (file, &file->header->all);
  self->hidden = read_records (file, &file->header->hidden);
  if (self->all == NULL || self->hidden == NULL || rc_bits_count (self->all) != file->header->n_records)
    {
      g_set_error_literal (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED, "The search index is damaged: a list is broken");
      return FALSE;
    }
  self->live = rc_bits_copy (self->all);
  rc_bits_pool_set_size (self->pool, MAX (MIN_POOL_BYTES, POOL_SETS * rc_bits_get_n_bytes (self->all)));
  for (guint32 i = 1; i < file->header->n_values; i++)
    g_array_append_val (self->values[file->values[i].values % RC_N_VALUES], i);
  return TRUE;
}

/* A file made out of all entries, which only this connection knows. */
static RcIndexFile *
make_own_file (RcSnapshot *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "resource-centre", NULL);
  g_autoptr (RcFileWriter) writer = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_access (folder, W_OK) != 0)
    {
      g_free (folder);
      folder = g_strdup (g_get_tmp_dir ());
    }
  writer = rc_search_build_file (self->db, folder, NULL, self->token, cancellable, error);
  return writer != NULL ? rc_index_file_open_fd (fcntl (writer->fd, F_DUPFD_CLOEXEC, 0), writer->path, error) : NULL;
}

static gboolean
open_file (RcSnapshot *self, gint64 number, gboolean last_try, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = rc_snapshot_dup_folder (self->db);
  g_autofree char *path = rc_search_get_file_path (folder != NULL ? folder : "", number);
  g_autoptr (GError) problem = NULL;
  RcIndexFile *file = number != 0 && number != self->distrusted ? rc_index_file_open (path, &problem) : NULL;

  if (file != NULL && memcmp (file->header->token, self->token, RC_INDEX_TOKEN_BYTES) != 0)
    g_clear_pointer (&file, rc_index_file_unref);
  if ((file != NULL || number == 0) && begin (self, file, NULL))
    return TRUE;
  if (!last_try && g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  rc_snapshot_reset (self);
  file = make_own_file (self, cancellable, error);
  self->own_file = TRUE;
  return file != NULL && begin (self, file, error);
}

/* Which file the database names; `number` is 0 when it names none. */
static gboolean
read_state (RcSnapshot *self, gint64 *number, guint8 *token, gint64 *newest, GError **error)
{
  RC_AUTO_STATEMENT *select
    = rc_search_prepare (self->db,
                         "SELECT number, token, (SELECT max (revision) FROM search_change), text_version,"
                         " (SELECT revision FROM search_subject WHERE n_labels > 0) FROM search_file",
                         error);
  gboolean failed;

  if (select == NULL || !rc_search_step (select, &failed, error))
    return FALSE;
  memset (token, 0, RC_INDEX_TOKEN_BYTES);
  *number = sqlite3_column_int64 (select, 0);
  if (sqlite3_column_bytes (select, 1) == RC_INDEX_TOKEN_BYTES)
    memcpy (token, sqlite3_column_blob (select, 1), RC_INDEX_TOKEN_BYTES);
  else
    *number = 0;
  *newest = sqlite3_column_int64 (select, 2);
  if (sqlite3_column_int (select, 3) != RC_TEXT_VERSION)
    {
      g_set_error_literal (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_FAILED,
                           "The search index was made by another version of this program");
      return FALSE;
    }
  self->subjects = sqlite3_column_int64 (select, 4);
  return TRUE;
}

static gboolean
read_values (RcSnapshot *self, GError **error)
{
  RC_AUTO_STATEMENT *select
    = rc_search_prepare (self->db, "SELECT id, facet, value FROM search_value WHERE id >= ?1 ORDER BY id", error);
  gboolean failed;

  if (select == NULL)
    return FALSE;
  sqlite3_bind_int64 (select, 1, self->n_values);
  while (rc_search_step (select, &failed, error))
    {
      guint32 value = (guint32) sqlite3_column_int64 (select, 0);
      guint8 values = (guint8) (sqlite3_column_int (select, 1) % RC_N_VALUES);
      guint at = value - (self->file != NULL ? self->file->header->n_values : 1);

      g_ptr_array_set_size (self->new_values, (int) at);
      g_array_set_size (self->new_kinds, at);
      g_ptr_array_add (self->new_values, g_strdup ((const char *) sqlite3_column_text (select, 2)));
      g_array_append_val (self->new_kinds, values);
      g_array_append_val (self->values[values], value);
      self->n_values = value + 1;
    }
  return !failed;
}

static gboolean
read_change (RcSnapshot *self, sqlite3_stmt *select, GError **error)
{
  gint64 id = sqlite3_column_int64 (select, 0);
  gboolean gone = sqlite3_column_type (select, 1) == SQLITE_NULL;
  RcEntry entry;

  if (id < 1 || id > G_MAXUINT32
      || (!gone
          && !rc_entry_read (&entry, sqlite3_column_blob (select, 1), (gsize) sqlite3_column_bytes (select, 1))))
    {
      g_set_error (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED,
                   "The search index is damaged: the entry of record %" G_GINT64_FORMAT " is broken", id);
      return FALSE;
    }
  if (self->live != NULL && rc_bits_has (self->live, (guint32) id))
    rc_bits_remove (self->live, (guint32) id);
  rc_delta_put (self->delta, (guint32) id, gone ? NULL : &entry);
  self->seen = sqlite3_column_int64 (select, 2);
  return TRUE;
}

static gboolean
read_changes (RcSnapshot *self, GError **error)
{
  RC_AUTO_STATEMENT *select
    = rc_search_prepare (self->db,
                         "SELECT c.id, e.entry, c.revision FROM search_change AS c"
                         " LEFT JOIN search_entry AS e ON e.id = c.id WHERE c.revision > ?1 ORDER BY c.revision",
                         error);
  gboolean failed;
  guint n = 0;

  if (select == NULL)
    return FALSE;
  sqlite3_bind_int64 (select, 1, self->seen);
  while (rc_search_step (select, &failed, error))
    {
      if (!read_change (self, select, error))
        return FALSE;
      n++;
    }
  rc_delta_settle (self->delta);
#ifdef __GLIBC__
  /* What it took to put so many words in order is not needed again. */
  if (n >= MANY_CHANGES)
    malloc_trim (0);
#endif
  return !failed;
}

static gboolean
bring_up_to_date (RcSnapshot *self, gboolean last_try, GCancellable *cancellable, GError **error)
{
  guint8 token[RC_INDEX_TOKEN_BYTES];
  gint64 number, newest;

  if (!read_state (self, &number, token, &newest, error))
    return FALSE;
  if (self->unsure || self->delta == NULL || number != self->file_number
      || memcmp (token, self->token, RC_INDEX_TOKEN_BYTES) != 0 || rc_delta_is_stale (self->delta))
    {
      rc_snapshot_reset (self);
      memcpy (self->token, token, RC_INDEX_TOKEN_BYTES);
      if (!open_file (self, number, last_try, cancellable, error))
        return FALSE;
      self->file_number = number;
    }
  self->unsure = sqlite3_txn_state (self->db, "main") == SQLITE_TXN_WRITE;
  return newest <= self->seen || (read_values (self, error) && read_changes (self, error));
}

RcSnapshot *
rc_snapshot_get (sqlite3 *db, gboolean last_try, GCancellable *cancellable, GError **error)
{
  RcSnapshot *self = find_snapshot (db, error);

  if (self == NULL)
    return NULL;
  if (bring_up_to_date (self, last_try, cancellable, error))
    return self;
  rc_snapshot_reset (self);
  return NULL;
}

/* They stand in the order of their deadlines. */
static gsize
count_closed (const RcIndexFile *file, gint64 now)
{
  gsize from = 0, end = file->n_grants;

  while (from < end)
    {
      gsize middle = from + (end - from) / 2;

      if (file->grants[middle].deadline <= now)
        from = middle + 1;
      else
        end = middle;
    }
  return from;
}

const RcBits *
rc_snapshot_get_closed (RcSnapshot *self, gint64 now)
{
  gsize n = self->file != NULL ? count_closed (self->file, now) : 0;

  if (self->file == NULL || (self->closed != NULL && self->n_closed == n))
    return self->file != NULL ? self->closed : NULL;
  g_clear_pointer (&self->closed, rc_bits_free);
  self->closed = rc_bits_new (self->file->header->highest_id);
  self->n_closed = n;
  for (gsize i = 0; i < n; i++)
    if (self->file->grants[i].id <= self->file->header->highest_id)
      rc_bits_add (self->closed, self->file->grants[i].id);
  return self->closed;
}

const char *
rc_snapshot_get_value (const RcSnapshot *self, guint32 value, RcValues *values)
{
  guint32 n_old = self->file != NULL ? self->file->header->n_values : 1;
  const char *text;

  if (self->file != NULL && value < n_old)
    return rc_index_file_get_value (self->file, value, values);
  *values = RC_N_VALUES;
  if (value < n_old || value - n_old >= self->new_values->len)
    return "";
  *values = (RcValues) g_array_index (self->new_kinds, guint8, value - n_old);
  text = g_ptr_array_index (self->new_values, value - n_old);
  return text != NULL ? text : "";
}
