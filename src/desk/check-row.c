/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of the list of what is to be checked. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/check-row.h"
#include "desk/rows.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

#define TITLE_CHARS 32
/* Title and what is wrong are side by side from here on, in pixels. */
#define LINES_WIDTH 400

struct _RcCheckRow
{
  GtkBox parent_instance;
  RcCheckItem *item; /* (owned) (nullable) */
  guint32 qualities;
  GtkWidget *title, *message, *more, *use_button, *accept_button;
};

G_DEFINE_FINAL_TYPE (RcCheckRow, rc_check_row, GTK_TYPE_BOX)

static void
fill (RcCheckRow *self)
{
  const RcToCheck *data = self->item != NULL ? rc_check_item_get_data (self->item) : NULL;
  GtkWidget *holder = gtk_widget_get_parent (GTK_WIDGET (self));
  guint n_findings = 0;
  const RcFinding *finding = data != NULL ? rc_check_item_find (self->item, self->qualities, &n_findings) : NULL;
  const char *title = data == NULL ? "" : rc_format_title (data->title);
  const char *message = "";
  g_autofree char *offer = NULL;
  g_autofree char *more = NULL;
  g_autofree char *name = NULL;

  if (finding != NULL && finding->right != NULL)
    /* Translators: what it should be, and what is wrong with it. */
    offer = g_strdup_printf (_ ("It should read “%s”. %s"), finding->right, finding->message);
  if (n_findings > 1)
    more = g_strdup_printf (ngettext ("%u issue", "%u issues", n_findings), n_findings);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  if (offer == NULL && finding != NULL)
    message = finding->message;
  else if (offer == NULL && data != NULL && data->kind == RC_KIND_GRANT)
    message = _ ("A source says something else of it: open it and choose");
  gtk_label_set_label (GTK_LABEL (self->message), offer != NULL ? offer : message);
  rc_label_fill (GTK_LABEL (self->more), more);
  gtk_widget_set_visible (self->use_button, offer != NULL);
  gtk_widget_set_visible (self->accept_button, finding != NULL);
  if (data == NULL)
    return;
  rc_rows_aim_button (self->use_button, _ ("Use this"), title, data->id);
  rc_rows_aim_button (self->accept_button, _ ("Looks right"), title, data->id);
  name = more != NULL ? g_strdup_printf ("%s, %s, %s", title, gtk_label_get_label (GTK_LABEL (self->message)), more)
                      : g_strdup_printf ("%s, %s", title, gtk_label_get_label (GTK_LABEL (self->message)));
  if (holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
rc_check_row_set_item (RcCheckRow *self, RcCheckItem *item, guint32 qualities)
{
  g_return_if_fail (RC_IS_CHECK_ROW (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, fill, self);
  g_set_object (&self->item, item);
  self->qualities = qualities;
  if (item == NULL)
    return;
  g_signal_connect_object (item, "notify::data", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

RcCheckItem *
rc_check_row_get_item (RcCheckRow *self)
{
  g_return_val_if_fail (RC_IS_CHECK_ROW (self), NULL);
  return self->item;
}

static void
rc_check_row_dispose (GObject *object)
{
  rc_check_row_set_item (RC_CHECK_ROW (object), NULL, 0);
  G_OBJECT_CLASS (rc_check_row_parent_class)->dispose (object);
}

static void
rc_check_row_class_init (RcCheckRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_check_row_dispose;
}

static void
rc_check_row_init (RcCheckRow *self)
{
  GtkWidget *lines = rc_rows_make_box (18, LINES_WIDTH), *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  rc_rows_turn (GTK_WIDGET (self), 12, RC_ROWS_WIDTH);
  gtk_widget_add_css_class (GTK_WIDGET (self), "check-row");
  self->title = rc_rows_make_label (NULL, "work-title");
  self->message = rc_rows_make_label (NULL, NULL);
  gtk_label_set_width_chars (GTK_LABEL (self->title), TITLE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (self->title), TITLE_CHARS);
  gtk_widget_set_hexpand (self->message, TRUE);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), self->title);
  gtk_box_append (GTK_BOX (lines), self->message);
  gtk_box_append (GTK_BOX (self), lines);
  self->more = gtk_label_new (NULL);
  gtk_widget_set_valign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->more, "pill");
  gtk_widget_add_css_class (self->more, "warm");
  gtk_box_append (GTK_BOX (end), self->more);
  self->use_button = rc_rows_add_button (end, _ ("Use this"), "check.use",
                                         _ ("Write what it should read into the record (Ctrl+Enter)"));
  gtk_widget_add_css_class (self->use_button, "accent");
  self->accept_button = rc_rows_add_button (end, _ ("Looks right"), "check.accept",
                                            _ ("Nothing is wrong with it: do not list it again (Delete)"));
  gtk_box_append (GTK_BOX (self), end);
}

RcCheckRow *
rc_check_row_new (void)
{
  return g_object_new (RC_TYPE_CHECK_ROW, NULL);
}
