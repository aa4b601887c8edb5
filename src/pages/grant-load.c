/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of one grant shows, read in one go. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grant-load.h"

#include "catalogue/deadline-moves.h"
#include "catalogue/grant-past.h"
#include "catalogue/subjects.h"

typedef struct
{
  gint64 id;
  char *language; /* (owned) */
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->language);
  g_free (wanted);
}

void
rc_grant_content_free (RcGrantContent *self)
{
  g_clear_pointer (&self->details, rc_record_details_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->before, rc_grant_free);
  g_free (self);
}

static gboolean
load_fields (RcGrantContent *self, RcDatabase *db, const char *language, GError **error)
{
  const RcGrant *grant = self->details->record->grant;

  self->fields = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; grant != NULL && grant->subjects[i] != NULL; i++)
    {
      char *label = rc_subjects_translate (db, grant->subjects[i], language, error);

      if (label == NULL)
        return FALSE;
      g_ptr_array_add (self->fields, label);
    }
  return TRUE;
}

static gboolean
load_changes (RcGrantContent *self, RcDatabase *db, GError **error)
{
  const RcGrant *grant = self->details->record->grant;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) revisions = rc_records_get_revisions (db, self->details->id, error);

  if (revisions == NULL)
    return FALSE;
  for (guint i = 0; i < revisions->len && self->changed == 0; i++)
    {
      const RcRevision *revision = g_ptr_array_index (revisions, i);

      if (g_str_equal (revision->what, "changed"))
        self->changed = revision->time;
    }
  if (grant == NULL)
    return TRUE;
  self->before = rc_grants_load_past (db, self->details->id, self->clock.now - RC_MOVED_FOR_SECONDS, &local_error);
  if (local_error == NULL)
    return rc_deadlines_find_moved (db, self->details->id, grant->deadlines, self->clock.now, &self->moved_from_day, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (RcGrantContent) self = g_new0 (RcGrantContent, 1);

  self->details = rc_records_get (db, wanted->id, error);
  if (self->details == NULL || !rc_clock_read (&self->clock, db, g_get_real_time () / G_USEC_PER_SEC, error) || !load_fields (self, db, wanted->language, error) || !load_changes (self, db, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rc_grant_content_load_async (RcCatalogue *catalogue, gint64 id, const char *language, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->id = id;
  wanted->language = g_strdup (language);
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, wanted, (GDestroyNotify) wanted_free,
                           (GDestroyNotify) rc_grant_content_free, cancellable, callback, user_data);
}

RcGrantContent *
rc_grant_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
