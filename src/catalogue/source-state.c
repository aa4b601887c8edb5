/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a try of a source says that brought nothing new, in a file beside the database. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gstdio.h>

#include "catalogue/database-private.h"
#include "catalogue/source-state.h"

#define GROUP "Source"
#define MAX_BYTES (256 * 1024)

static char *
dup_path (const char *folder, gint64 source)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".state", source);

  return g_build_filename (folder, RC_SOURCE_STATE_FOLDER, name, NULL);
}

/* NULL when there is none of this epoch. */
static GKeyFile *
load (const char *folder, gint64 epoch, gint64 source)
{
  g_autofree char *path = dup_path (folder, source);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GStatBuf status;

  if (g_stat (path, &status) != 0 || status.st_size > MAX_BYTES || !g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL) ||
      g_key_file_get_int64 (file, GROUP, "Epoch", NULL) != epoch)
    return NULL;
  return g_steal_pointer (&file);
}

static void
take_text (GKeyFile *file, const char *group, const char *key, char **text)
{
  g_free (*text);
  *text = g_key_file_get_string (file, group, key, NULL);
}

static void
put_text (GKeyFile *file, const char *group, const char *key, const char *text)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (valid != NULL)
    g_key_file_set_string (file, group, key, valid);
  else
    g_key_file_remove_key (file, group, key, NULL);
}

static guint
get_number (GKeyFile *file, const char *group, const char *key)
{
  return (guint) CLAMP (g_key_file_get_int64 (file, group, key, NULL), 0, G_MAXUINT);
}

void
rc_source_state_overlay (const char *folder, gint64 epoch, RcSource *source)
{
  g_autoptr (GKeyFile) file = load (folder, epoch, source->id);

  if (file == NULL)
    return;
  source->last_try = g_key_file_get_int64 (file, GROUP, "LastTry", NULL);
  source->last_success = g_key_file_get_int64 (file, GROUP, "LastSuccess", NULL);
  source->next_due = g_key_file_get_int64 (file, GROUP, "NextDue", NULL);
  source->retry_after = g_key_file_get_int64 (file, GROUP, "RetryAfter", NULL);
  take_text (file, GROUP, "LastError", &source->last_error);
  take_text (file, GROUP, "ETag", &source->etag);
  take_text (file, GROUP, "LastModified", &source->last_modified);
  take_text (file, GROUP, "Result", &source->result);
  take_text (file, GROUP, "Checkpoint", &source->checkpoint);
  source->n_new = get_number (file, GROUP, "New");
  source->n_changed = get_number (file, GROUP, "Changed");
  source->n_closed = get_number (file, GROUP, "Closed");
  source->n_total = get_number (file, GROUP, "Total");
  source->n_failures = get_number (file, GROUP, "Failures");
}

static void
write_source (GKeyFile *file, const RcSource *source)
{
  g_key_file_set_int64 (file, GROUP, "LastTry", source->last_try);
  g_key_file_set_int64 (file, GROUP, "LastSuccess", source->last_success);
  g_key_file_set_int64 (file, GROUP, "NextDue", source->next_due);
  g_key_file_set_int64 (file, GROUP, "RetryAfter", source->retry_after);
  put_text (file, GROUP, "LastError", source->last_error);
  put_text (file, GROUP, "ETag", source->etag);
  put_text (file, GROUP, "LastModified", source->last_modified);
  put_text (file, GROUP, "Result", source->result);
  put_text (file, GROUP, "Checkpoint", source->checkpoint);
  g_key_file_set_int64 (file, GROUP, "New", source->n_new);
  g_key_file_set_int64 (file, GROUP, "Changed", source->n_changed);
  g_key_file_set_int64 (file, GROUP, "Closed", source->n_closed);
  g_key_file_set_int64 (file, GROUP, "Total", source->n_total);
  g_key_file_set_int64 (file, GROUP, "Failures", source->n_failures);
}

/* The groups of the lines, oldest first: all but the first group of the file. */
static char **
list_lines (GKeyFile *file)
{
  char **groups = g_key_file_get_groups (file, NULL);
  guint n = 0;

  for (char **group = groups; *group != NULL; group++)
    if (g_str_equal (*group, GROUP))
      g_free (*group);
    else
      groups[n++] = *group;
  groups[n] = NULL;
  return groups;
}

static RcPastRefresh *
read_line (GKeyFile *file, const char *group, gint64 source)
{
  RcPastRefresh *line = g_new0 (RcPastRefresh, 1);

  line->source = source;
  line->time = g_key_file_get_int64 (file, group, "Time", NULL);
  line->milliseconds = get_number (file, group, "Milliseconds");
  line->result = g_key_file_get_string (file, group, "Result", NULL);
  if (line->result == NULL)
    line->result = g_strdup ("failed");
  line->status = get_number (file, group, "Status");
  line->n_read = get_number (file, group, "Read");
  line->n_new = get_number (file, group, "New");
  line->n_changed = get_number (file, group, "Changed");
  line->n_closed = get_number (file, group, "Closed");
  line->n_left_out = get_number (file, group, "LeftOut");
  line->message = g_key_file_get_string (file, group, "Message", NULL);
  line->batch = g_key_file_get_int64 (file, group, "Batch", NULL);
  return line;
}

static void
add_line (GKeyFile *file, const RcPastRefresh *line)
{
  g_auto (GStrv) lines = list_lines (file);
  guint n_lines = g_strv_length (lines);
  guint64 number = n_lines > 0 ? g_ascii_strtoull (lines[n_lines - 1], NULL, 10) : 0;
  g_autofree char *group = g_strdup_printf ("%" G_GUINT64_FORMAT, number + 1);

  for (guint i = 0; i + RC_REFRESHES_KEPT <= n_lines; i++)
    g_key_file_remove_group (file, lines[i], NULL);
  g_key_file_set_int64 (file, group, "Time", line->time);
  g_key_file_set_int64 (file, group, "Milliseconds", line->milliseconds);
  put_text (file, group, "Result", line->result);
  g_key_file_set_int64 (file, group, "Status", line->status);
  g_key_file_set_int64 (file, group, "Read", line->n_read);
  g_key_file_set_int64 (file, group, "New", line->n_new);
  g_key_file_set_int64 (file, group, "Changed", line->n_changed);
  g_key_file_set_int64 (file, group, "Closed", line->n_closed);
  g_key_file_set_int64 (file, group, "LeftOut", line->n_left_out);
  put_text (file, group, "Message", line->message);
  g_key_file_set_int64 (file, group, "Batch", line->batch);
}

GPtrArray *
rc_source_state_list (const char *folder, gint64 epoch, gint64 source)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_past_refresh_free);
  g_autoptr (GKeyFile) file = load (folder, epoch, source);
  g_auto (GStrv) lines = file != NULL ? list_lines (file) : NULL;

  for (char **line = lines; line != NULL && *line != NULL; line++)
    g_ptr_array_add (found, read_line (file, *line, source));
  return found;
}

static gboolean
get_epoch (RcDatabase *db, gint64 source, gint64 *epoch, GError **error)
{
  return rc_statement_find_int (db, "SELECT epoch FROM source WHERE id = ?", source, epoch, error);
}

gboolean
rc_source_state_keep (RcDatabase *db, const RcSource *source, const RcPastRefresh *refresh, GError **error)
{
  const char *folder = rc_database_get_folder (db);
  g_autofree char *path = dup_path (folder, source->id);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *text = NULL;
  gint64 epoch;
  gsize length;

  if (!get_epoch (db, source->id, &epoch, error))
    return FALSE;
  file = load (folder, epoch, source->id);
  if (file == NULL)
    file = g_key_file_new ();
  g_key_file_set_int64 (file, GROUP, "Epoch", epoch);
  write_source (file, source);
  add_line (file, refresh);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (parent, 0755) != 0)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, "%s: %s", parent, g_strerror (errno));
      return FALSE;
    }
  return g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0644, error);
}

gboolean
rc_source_state_fold (RcDatabase *db, gint64 source, GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  gint64 epoch;

  if (!get_epoch (db, source, &epoch, error))
    return FALSE;
  lines = rc_source_state_list (rc_database_get_folder (db), epoch, source);
  for (guint i = 0; i < lines->len; i++)
    if (!rc_refreshes_add (db, g_ptr_array_index (lines, i), error))
      return FALSE;
  return TRUE;
}
