/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How to cite: a sheet over a page, with the styles of citations and a code. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/cite-sheet.h"

#include <glib/gi18n.h>

#include "pages/citation-view.h"
#include "widgets/fold-bin.h"
#include "widgets/widgets.h"

struct _RcCiteSheet
{
  GtkWidget parent_instance;
  GtkWidget *behind; /* (weak) (nullable) */
  GtkWidget *opener; /* (weak) (nullable) */

  GtkWidget *fold;
  GtkWidget *citations;
  GtkWidget *close_button;
};

G_DEFINE_FINAL_TYPE (RcCiteSheet, rc_cite_sheet, GTK_TYPE_WIDGET)

static void
close_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_cite_sheet_close (RC_CITE_SHEET (widget));
}

/* What is around the card closes it. */
static void
outside_cb (RcCiteSheet *self, int n_press, double x, double y, GtkGesture *gesture)
{
  if (gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT) == GTK_WIDGET (self))
    rc_cite_sheet_close (self);
}

static void
folded_cb (RcCiteSheet *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self->fold));

  rc_citation_view_set_wide (RC_CITATION_VIEW (self->citations), !folded);
  /* On a small screen all of the height is needed. */
  gtk_widget_set_valign (gtk_widget_get_parent (self->fold), folded ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
}

static void
rc_cite_sheet_dispose (GObject *object)
{
  RcCiteSheet *self = RC_CITE_SHEET (object);
  GtkWidget *child;

  g_clear_weak_pointer (&self->behind);
  g_clear_weak_pointer (&self->opener);
  gtk_widget_dispose_template (GTK_WIDGET (self), RC_TYPE_CITE_SHEET);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (rc_cite_sheet_parent_class)->dispose (object);
}

static void
rc_cite_sheet_class_init (RcCiteSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_cite_sheet_dispose;

  g_type_ensure (RC_TYPE_CITATION_VIEW);
  g_type_ensure (RC_TYPE_FOLD_BIN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/cite-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, RcCiteSheet, fold);
  gtk_widget_class_bind_template_child (widget_class, RcCiteSheet, citations);
  gtk_widget_class_bind_template_child (widget_class, RcCiteSheet, close_button);
  gtk_widget_class_install_action (widget_class, "sheet.close", NULL, close_cb);
}

static void
rc_cite_sheet_init (RcCiteSheet *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self->fold), 600);
  g_signal_connect_object (self->fold, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  folded_cb (self);
  g_signal_connect_object (click, "pressed", G_CALLBACK (outside_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
rc_cite_sheet_fill (RcCiteSheet *self, GPtrArray *citings)
{
  g_return_if_fail (RC_IS_CITE_SHEET (self));

  rc_citation_view_set (RC_CITATION_VIEW (self->citations), _("How to cite"), citings);
}

void
rc_cite_sheet_open (RcCiteSheet *self, GtkWidget *behind, GtkWidget *opener)
{
  g_return_if_fail (RC_IS_CITE_SHEET (self));

  g_set_weak_pointer (&self->behind, behind);
  g_set_weak_pointer (&self->opener, opener);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->close_button);
  gtk_widget_set_can_focus (behind, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (behind), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

gboolean
rc_cite_sheet_close (RcCiteSheet *self)
{
  g_return_val_if_fail (RC_IS_CITE_SHEET (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  if (self->behind != NULL)
    {
      gtk_widget_set_can_focus (self->behind, TRUE);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->behind), GTK_ACCESSIBLE_STATE_HIDDEN, FALSE, -1);
    }
  if (self->opener != NULL)
    gtk_widget_grab_focus (self->opener);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return TRUE;
}
