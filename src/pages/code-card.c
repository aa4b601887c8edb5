/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card with a code for the camera of a phone, and what it is good for. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/code-card.h"

#include "widgets/fill.h"
#include "widgets/qr-code.h"

struct _RcCodeCard
{
  GtkBox parent_instance;

  GtkWidget *title_label;
  GtkWidget *code;
  GtkWidget *hint_label;
};

G_DEFINE_FINAL_TYPE (RcCodeCard, rc_code_card, GTK_TYPE_BOX)

static void
rc_code_card_class_init (RcCodeCardClass *klass)
{
}

static void
rc_code_card_init (RcCodeCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]){ "rc-card", "deadline-card", NULL });
  self->title_label = rc_line_new ("", "section");
  self->code = rc_qr_code_new ();
  self->hint_label = rc_line_new ("", "muted");
  gtk_widget_set_halign (self->code, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (self->hint_label), 0.5);
  gtk_label_set_justify (GTK_LABEL (self->hint_label), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (self), self->title_label);
  gtk_box_append (GTK_BOX (self), self->code);
  gtk_box_append (GTK_BOX (self), self->hint_label);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
rc_code_card_set (RcCodeCard *self, const char *title, const char *text, const char *hint)
{
  gboolean good;

  g_return_val_if_fail (RC_IS_CODE_CARD (self), FALSE);

  good = text != NULL && rc_qr_code_set_text (RC_QR_CODE (self->code), text);
  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  gtk_label_set_label (GTK_LABEL (self->hint_label), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->code), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), good);
  return good;
}
