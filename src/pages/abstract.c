/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An abstract: its first lines, and all of it when it is pressed. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/abstract.h"

#include <glib/gi18n.h>

#include "widgets/fill.h"
#include "widgets/widgets.h"

#define LINES 4
#define SHORT_TEXT 240 /* letters that fit into the lines */

struct _RcAbstract
{
  GtkButton parent_instance;
  GtkWidget *text_label;
  GtkWidget *more_label;
};

G_DEFINE_FINAL_TYPE (RcAbstract, rc_abstract, GTK_TYPE_BUTTON)

static void
set_open (RcAbstract *self, gboolean open)
{
  gtk_label_set_lines (GTK_LABEL (self->text_label), open ? -1 : LINES);
  gtk_label_set_ellipsize (GTK_LABEL (self->text_label), open ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_label_set_text (GTK_LABEL (self->more_label), open ? _("Less") : _("More"));
}

static void
rc_abstract_clicked (GtkButton *button)
{
  RcAbstract *self = RC_ABSTRACT (button);

  set_open (self, gtk_label_get_lines (GTK_LABEL (self->text_label)) != -1);
}

static void
rc_abstract_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RC_TYPE_ABSTRACT);
  G_OBJECT_CLASS (rc_abstract_parent_class)->dispose (object);
}

static void
rc_abstract_class_init (RcAbstractClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_abstract_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = rc_abstract_clicked;

  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/abstract.ui");
  gtk_widget_class_bind_template_child (widget_class, RcAbstract, text_label);
  gtk_widget_class_bind_template_child (widget_class, RcAbstract, more_label);
}

static void
rc_abstract_init (RcAbstract *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rc_abstract_set_text (RcAbstract *self, const char *text)
{
  gboolean is_long;

  g_return_if_fail (RC_IS_ABSTRACT (self));

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->text_label), text);
  is_long = g_utf8_strlen (text, -1) > SHORT_TEXT;
  gtk_widget_set_visible (self->more_label, is_long);
  rc_button_set_name (GTK_BUTTON (self), text);
  /* What is there as a whole is no button: nothing would open. */
  gtk_widget_set_can_target (GTK_WIDGET (self), is_long);
  gtk_widget_set_focusable (GTK_WIDGET (self), is_long);
  set_open (self, !is_long);
}
