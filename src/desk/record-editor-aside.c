/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a record beside the form: another one that looks like it, and what was done with it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/twins.h"
#include "desk/record-editor-private.h"
#include "desk/record-history.h"
#include "widgets/format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  GPtrArray *twins;     /* (owned) RcTwin */
  GPtrArray *revisions; /* (owned) RcRevision */
} RcAside;

static void
aside_free (gpointer data)
{
  RcAside *aside = data;

  g_clear_pointer (&aside->twins, g_ptr_array_unref);
  g_clear_pointer (&aside->revisions, g_ptr_array_unref);
  g_free (aside);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcAside, aside_free)

static gpointer
look_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *id = data;
  g_autoptr (RcAside) aside = g_new0 (RcAside, 1);
  g_autoptr (RcRecordDetails) details = rc_records_get (db, *id, error);

  if (details == NULL)
    return NULL;
  aside->twins = rc_twins_find (db, details->record, *id, error);
  aside->revisions = aside->twins != NULL ? rc_records_get_revisions (db, *id, error) : NULL;
  return aside->revisions != NULL ? g_steal_pointer (&aside) : NULL;
}

static void
show_twin (RcRecordEditor *self, const RcTwin *twin)
{
  gboolean likely = twin != NULL && twin->score >= RC_TWIN_LIKELY;

  self->twin = likely ? twin->record : 0;
  gtk_widget_set_visible (self->twin_bar, likely);
  if (likely)
    {
      const char *title = rc_format_title (twin->title);
      /* Translators: the title of another record, and why it may be the same: "same ISBN, same title". */
      g_autofree char *words = g_strdup_printf (_ ("Another record may be the same: “%s” (%s)."), title, twin->why);

      gtk_label_set_label (GTK_LABEL (self->twin_words), words);
    }
}

/* A draft is often made of another record, and is like it until somebody has gone on with it. */
static const RcTwin *
find_twin (RcRecordEditor *self, GPtrArray *twins)
{
  for (guint i = 0; i < twins->len && self->state == RC_STATE_VISIBLE; i++)
    {
      const RcTwin *twin = g_ptr_array_index (twins, i);

      if (twin->state == RC_STATE_VISIBLE)
        return twin;
    }
  return NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcAside) aside = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  /* A record that is gone says so itself, in the form. */
  if (self->catalogue == NULL || aside == NULL)
    return;
  show_twin (self, find_twin (self, aside->twins));
  rc_record_history_show (RC_RECORD_HISTORY (adw_bin_get_child (ADW_BIN (self->history_slot))), aside->revisions);
  gtk_widget_set_visible (self->history_slot, aside->revisions->len > 0);
}

void
rc_record_editor_look_aside (RcRecordEditor *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (self->id == 0)
    {
      show_twin (self, NULL);
      gtk_widget_set_visible (self->history_slot, FALSE);
      return;
    }
  self->looking = g_cancellable_new ();
  /* Behind what somebody waits for. */
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_LOW, look_in_thread, g_memdup2 (&self->id, sizeof self->id), g_free, aside_free,
                           self->looking, looked_cb, g_object_ref (self));
}
