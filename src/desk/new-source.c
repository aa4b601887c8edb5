/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name and the address of a new source, and a button that adds it. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/new-source.h"
#include "desk/rows.h"
#include "desk/work.h"

#include <glib/gi18n.h>

struct _RcNewSource
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *cancellable; /* (owned) */
  GtkWidget *fields;
  GtkWidget *name_entry;
  GtkWidget *address_entry;
};

static guint told_signal;

G_DEFINE_FINAL_TYPE (RcNewSource, rc_new_source, GTK_TYPE_BOX)

static void
tell (RcNewSource *self, const char *words)
{
  g_signal_emit (self, told_signal, 0, words);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcNewSource) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (name == NULL)
    {
      tell (self, error->message);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->name_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->address_entry), "");
}

static void
add_activated_cb (RcNewSource *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_entry));
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->address_entry));
  g_autofree char *refusal = *address != '\0' ? rc_refresh_check_address (address, FALSE) : NULL;
  g_autofree char *words = refusal != NULL ? rc_refresh_dup_words (refusal) : NULL;

  if (*name == '\0' || *address == '\0')
    tell (self, _ ("A source needs a name and an address."));
  else if (refusal != NULL)
    tell (self, words);
  else
    rc_work_add_source_async (self->catalogue, name, address, self->cancellable, added_cb, g_object_ref (self));
}

static void
add_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add_activated_cb (RC_NEW_SOURCE (widget));
}

/* The window is gone: nobody waits for an answer any more, though the work still holds this. */
static void
rc_new_source_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (RC_NEW_SOURCE (widget)->cancellable);
  GTK_WIDGET_CLASS (rc_new_source_parent_class)->unroot (widget);
}

static void
rc_new_source_dispose (GObject *object)
{
  RcNewSource *self = RC_NEW_SOURCE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalogue);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_NEW_SOURCE);
  G_OBJECT_CLASS (rc_new_source_parent_class)->dispose (object);
}

static void
rc_new_source_class_init (RcNewSourceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_new_source_dispose;
  widget_class->unroot = rc_new_source_unroot;
  gtk_widget_class_set_template_from_resource (widget_class, "/kz/unesco/ResourceCentre/Desk/ui/desk-new-source.ui");
  gtk_widget_class_bind_template_child (widget_class, RcNewSource, fields);
  gtk_widget_class_bind_template_child (widget_class, RcNewSource, name_entry);
  gtk_widget_class_bind_template_child (widget_class, RcNewSource, address_entry);
  gtk_widget_class_bind_template_callback (widget_class, add_activated_cb);
  gtk_widget_class_install_action (widget_class, "new-source.add", NULL, add_cb);
  told_signal = g_signal_new ("told", RC_TYPE_NEW_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_new_source_init (RcNewSource *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->fields), rc_rows_get_orientation ());
}

void
rc_new_source_set_catalogue (RcNewSource *self, RcCatalogue *catalogue)
{
  g_return_if_fail (RC_IS_NEW_SOURCE (self) && self->catalogue == NULL);
  self->catalogue = g_object_ref (catalogue);
}
