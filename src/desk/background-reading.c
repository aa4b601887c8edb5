/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents are read in time that nobody else wants. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/background-reading.h"

#include "desk/work.h"

#include <glib/gi18n.h>

/* After the window has opened, or the catalogue has changed: what is done there comes first. */
#define REST_SECONDS 3

struct _RcBackgroundReading
{
  AdwBin parent_instance;
  RcCatalogue *catalogue;    /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  guint waiting;             /* source that begins; 0: none */
  gboolean running;
  gboolean again; /* more may have come since it began */
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (RcBackgroundReading, rc_background_reading, ADW_TYPE_BIN)

static void
told_cb (double fraction, const char *words, gpointer user_data)
{
  RcBackgroundReading *self = user_data;

  gtk_label_set_text (GTK_LABEL (self->label), words);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void wait_a_little (RcBackgroundReading *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcBackgroundReading) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *n_read = rc_work_finish (RC_CATALOGUE (source), result, &error);

  self->running = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  /* Nobody waits for it: the next change of the catalogue tries again. */
  if (error != NULL)
    g_message ("documents are not read: %s", error->message);
  if (self->again)
    wait_a_little (self);
}

static gboolean
begin_cb (gpointer user_data)
{
  RcBackgroundReading *self = user_data;

  self->waiting = 0;
  self->again = FALSE;
  self->running = TRUE;
  rc_work_read_documents_async (self->catalogue, told_cb, self, self->cancellable, read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
wait_a_little (RcBackgroundReading *self)
{
  if (self->waiting == 0)
    self->waiting = g_timeout_add_seconds (REST_SECONDS, begin_cb, self);
}

/* Also by what is read itself: the last look finds nothing to do and changes nothing. */
static void
changed_cb (RcBackgroundReading *self)
{
  if (self->running)
    self->again = TRUE;
  else
    wait_a_little (self);
}

static void
rc_background_reading_dispose (GObject *object)
{
  RcBackgroundReading *self = RC_BACKGROUND_READING (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_background_reading_parent_class)->dispose (object);
}

static void
rc_background_reading_finalize (GObject *object)
{
  g_object_unref (RC_BACKGROUND_READING (object)->cancellable);
  G_OBJECT_CLASS (rc_background_reading_parent_class)->finalize (object);
}

static void
rc_background_reading_class_init (RcBackgroundReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_background_reading_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_background_reading_finalize;
}

static void
rc_background_reading_init (RcBackgroundReading *self)
{
  self->cancellable = g_cancellable_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_css_classes (self->label, (const char *[]){ "muted", "caption", NULL });
  adw_bin_set_child (ADW_BIN (self), self->label);
  gtk_widget_add_css_class (GTK_WIDGET (self), "background-reading");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rc_background_reading_start (RcBackgroundReading *self, RcCatalogue *catalogue)
{
  g_return_if_fail (RC_IS_BACKGROUND_READING (self) && self->catalogue == NULL);

  self->catalogue = g_object_ref (catalogue);
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  wait_a_little (self);
}
