/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several files: which of them are of the same kind. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-group.h"

#include "desk/import-words.h"
#include "import/file-list.h"
#include "record/problem.h"

#include <glib/gi18n.h>

/* More are recognised as they are imported: people cannot look through them, and each takes a moment. */
#define MOST_LOOKED_AT 500
#define NAMES_SHOWN 3

void
rc_import_group_free (RcImportGroup *self)
{
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->look, rc_import_look_free);
  g_free (self);
}

/* Takes the look, which may be NULL. */
static RcImportGroup *
group_new (RcImportLook *look)
{
  RcImportGroup *self = g_new0 (RcImportGroup, 1);

  self->files = g_ptr_array_new_with_free_func (g_free);
  self->look = look;
  self->is_sure = look == NULL || rc_import_look_is_sure (look);
  return self;
}

static gboolean
has_same_columns (const RcCsvMapping *one, const RcCsvMapping *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  if (one->columns->len != other->columns->len || one->separator != other->separator)
    return FALSE;
  for (guint i = 0; i < one->columns->len; i++)
    {
      const RcCsvColumn *mine = g_ptr_array_index (one->columns, i), *theirs = g_ptr_array_index (other->columns, i);

      if (g_strcmp0 (mine->name, theirs->name) != 0)
        return FALSE;
    }
  return TRUE;
}

/* All letters are plain ones: it reads alike in any encoding. */
static gboolean
is_plain (const RcImportLook *look)
{
  return look->readings->len == 0;
}

static gboolean
is_of_group (const RcImportGroup *self, const RcImportLook *look)
{
  return self->look->format == look->format && self->look->unknown == look->unknown
         && (is_plain (look) || is_plain (self->look) || g_strcmp0 (self->look->encoding, look->encoding) == 0)
         && has_same_columns (self->look->mapping, look->mapping);
}

/* Takes path and look. */
static void
add_file (GPtrArray *groups, char *path, RcImportLook *look)
{
  RcImportGroup *group = NULL;

  for (guint i = 0; i < groups->len && group == NULL; i++)
    if (is_of_group (g_ptr_array_index (groups, i), look))
      group = g_ptr_array_index (groups, i);
  if (group == NULL)
    {
      group = group_new (look);
      g_ptr_array_add (groups, group);
    }
  else if (is_plain (group->look) && !is_plain (look))
    {
      /* This one shows what its encoding does. */
      group->is_sure = group->is_sure && rc_import_look_is_sure (look);
      rc_import_look_free (group->look);
      group->look = look;
    }
  else
    {
      group->is_sure = group->is_sure && rc_import_look_is_sure (look);
      rc_import_look_free (look);
    }
  g_ptr_array_add (group->files, path);
}

/* At the end, where it has files. Takes it. */
static void
add_rest (GPtrArray *groups, RcImportGroup *rest)
{
  if (rest->files->len > 0)
    g_ptr_array_add (groups, rest);
  else
    rc_import_group_free (rest);
}

static void
look_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_import_group_free);
  /* What is wrong with a folder or a file, the trial will say. */
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (GPtrArray) files = rc_import_list_files (task_data, problems);
  RcImportGroup *refused = group_new (NULL), *unseen = group_new (NULL);

  unseen->is_unseen = TRUE;
  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const RcImportFile *file = g_ptr_array_index (files, i);
      RcImportLook *look = i < MOST_LOOKED_AT ? rc_import_look_new (file->path, RC_FORMAT_AUTO, NULL, cancellable, NULL) : NULL;

      if (look != NULL)
        add_file (groups, g_strdup (file->path), look);
      else
        g_ptr_array_add (i < MOST_LOOKED_AT ? refused->files : unseen->files, g_strdup (file->path));
    }
  add_rest (groups, unseen);
  add_rest (groups, refused);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&groups), (GDestroyNotify) g_ptr_array_unref);
}

/* Tables are shown without them rather than not at all. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *groups = g_task_get_task_data (task);
  g_autoptr (GPtrArray) profiles = rc_catalogue_call_finish (RC_CATALOGUE (source), result, NULL);

  for (guint i = 0; profiles != NULL && i < groups->len; i++)
    {
      RcImportLook *look = ((RcImportGroup *) g_ptr_array_index (groups, i))->look;

      if (look == NULL)
        continue;
      g_ptr_array_unref (look->profiles);
      look->profiles = g_ptr_array_ref (profiles);
    }
  g_task_return_pointer (task, g_ptr_array_ref (groups), (GDestroyNotify) g_ptr_array_unref);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *groups = g_task_propagate_pointer (G_TASK (result), &error);

  if (groups == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, groups, (GDestroyNotify) g_ptr_array_unref);
  rc_catalogue_read_async (RC_CATALOGUE (source), G_PRIORITY_DEFAULT, rc_profiles_list_in_thread, NULL, NULL,
                           (GDestroyNotify) g_ptr_array_unref, g_task_get_cancellable (task), listed_cb, g_object_ref (task));
}

void
rc_import_groups_look_async (RcCatalogue *catalogue, const char *const *paths, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (catalogue, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (catalogue, cancellable, looked_cb, task);

  g_task_set_source_tag (task, rc_import_groups_look_async);
  g_task_set_source_tag (reading, look_in_thread);
  g_task_set_task_data (reading, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (reading, look_in_thread);
}

GPtrArray *
rc_import_groups_look_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
dup_kind (const RcImportGroup *self)
{
  guint n = self->files->len;

  if (self->is_unseen)
    /* Translators: of many files that were chosen at once, these are not shown one by one. */
    return g_strdup_printf (ngettext ("%u more file, recognised by itself", "%u more files, each recognised by itself", n), n);
  if (self->look == NULL)
    return g_strdup_printf (ngettext ("%u file of no known kind: the trial says why", "%u files of no known kind: the trial says why", n), n);
  if (self->look->mapping != NULL)
    return g_strdup_printf (ngettext ("%u table", "%u tables with the same columns", n), n);
  /* Translators: "12 files of MARC 21" */
  return g_strdup_printf (ngettext ("%u file of %s", "%u files of %s", n), n, rc_import_format_name (self->look->format));
}

char *
rc_import_group_dup_title (const RcImportGroup *self)
{
  g_autofree char *kind = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  kind = dup_kind (self);
  return self->look != NULL && self->look->encoding != NULL ? g_strjoin (" · ", kind, self->look->encoding, NULL) : g_steal_pointer (&kind);
}

char *
rc_import_group_dup_names (const RcImportGroup *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_more;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < MIN (self->files->len, NAMES_SHOWN); i++)
    {
      g_autofree char *name = g_filename_display_basename (g_ptr_array_index (self->files, i));

      g_string_append (g_string_append (names, i > 0 ? ", " : ""), name);
    }
  if (self->files->len <= NAMES_SHOWN)
    return g_string_free (g_steal_pointer (&names), FALSE);
  n_more = self->files->len - NAMES_SHOWN;
  return g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", n_more), names->str, n_more);
}
