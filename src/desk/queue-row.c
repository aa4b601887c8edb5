/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record in the list beside the form: its title, who and where, what it is, and whether it is saved. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/queue-row.h"
#include "widgets/badge.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcQueueRow
{
  GtkBox parent_instance;
  RcRow *item; /* (owned) (nullable) */
  GtkWidget *dot, *title, *second, *badge;
};

G_DEFINE_FINAL_TYPE (RcQueueRow, rc_queue_row, GTK_TYPE_BOX)

static char *
dup_second_line (const RcRowData *data)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (data->draft)
    g_string_append (words, _ ("Draft"));
  if (data->people != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", data->people);
  if (data->year != 0)
    g_string_append_printf (words, "%s%d", words->len > 0 ? " · " : "", data->year);
  if (data->shelfmark != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", data->shelfmark);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
fill (RcQueueRow *self)
{
  const RcRowData *data = self->item != NULL ? rc_row_get_data (self->item) : NULL;
  GtkWidget *holder = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *title = data == NULL ? "" : rc_format_title (data->title);
  g_autofree char *second = data != NULL ? dup_second_line (data) : g_strdup ("");
  g_autofree char *name = NULL;

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->second), second);
  gtk_widget_set_visible (self->badge, data != NULL);
  if (data != NULL)
    rc_badge_set_group (RC_BADGE (self->badge), rc_group_of (data->kind, data->material));
  if (data == NULL || holder == NULL)
    return;
  name = g_strdup_printf ("%s, %s", title, second);
  gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
rc_queue_row_set_item (RcQueueRow *self, RcRow *item)
{
  g_return_if_fail (RC_IS_QUEUE_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, fill, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "notify::data", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

gint64
rc_queue_row_get_id (RcQueueRow *self)
{
  g_return_val_if_fail (RC_IS_QUEUE_ROW (self), 0);
  return self->item != NULL ? rc_row_get_id (self->item) : 0;
}

void
rc_queue_row_set_unsaved (RcQueueRow *self, gboolean unsaved)
{
  g_return_if_fail (RC_IS_QUEUE_ROW (self));
  gtk_widget_set_opacity (self->dot, unsaved ? 1 : 0);
}

static void
rc_queue_row_dispose (GObject *object)
{
  rc_queue_row_set_item (RC_QUEUE_ROW (object), NULL);
  G_OBJECT_CLASS (rc_queue_row_parent_class)->dispose (object);
}

static void
rc_queue_row_class_init (RcQueueRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_queue_row_dispose;
}

static GtkWidget *
add_line (GtkWidget *box, const char *class)
{
  GtkWidget *line = gtk_label_new (NULL);

  rc_label_tell_cut (GTK_LABEL (line));

  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_add_css_class (line, class);
  gtk_box_append (GTK_BOX (box), line);
  return line;
}

static void
rc_queue_row_init (RcQueueRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_set_spacing (GTK_BOX (self), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "queue-row");
  self->dot = g_object_new (ADW_TYPE_BIN, "valign", GTK_ALIGN_CENTER, "css-name", "dot", "opacity", 0.0, NULL);
  self->title = add_line (lines, "work-title");
  /* The title has its line for itself: two of one author differ in their last words. */
  gtk_box_append (GTK_BOX (lines), below);
  self->second = add_line (below, "muted");
  self->badge = GTK_WIDGET (rc_badge_new ());
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self), self->dot);
  gtk_box_append (GTK_BOX (self), lines);
  gtk_box_append (GTK_BOX (below), self->badge);
}

RcQueueRow *
rc_queue_row_new (void)
{
  return g_object_new (RC_TYPE_QUEUE_ROW, NULL);
}
