/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/subject-suggestions.h"

#include "catalogue/subjects.h"
#include "widgets/language.h"

#define N_SUGGESTIONS 8

static gpointer
complete_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return rc_subjects_complete (db, data, rc_ui_language_get ()->code, N_SUGGESTIONS, error);
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcListEditor) list = user_data;
  g_autoptr (GPtrArray) subjects = rc_catalogue_call_finish (RC_CATALOGUE (source), result, NULL);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (subjects == NULL || gtk_widget_get_root (GTK_WIDGET (list)) == NULL)
    return;
  for (guint i = 0; i < subjects->len; i++)
    g_ptr_array_add (labels, ((RcSubject *) g_ptr_array_index (subjects, i))->label);
  g_ptr_array_add (labels, NULL);
  rc_list_editor_suggest (list, (const char *const *) labels->pdata);
}

void
rc_subject_suggestions_show (RcListEditor *list, const char *typed, RcCatalogue *catalogue, GCancellable *cancellable)
{
  g_return_if_fail (RC_IS_LIST_EDITOR (list) && typed != NULL && RC_IS_CATALOGUE (catalogue));

  if (*typed == '\0')
    rc_list_editor_suggest (list, NULL);
  else
    rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, complete_in_thread, g_strdup (typed), g_free,
                             (GDestroyNotify) g_ptr_array_unref, cancellable, completed_cb, g_object_ref (list));
}
