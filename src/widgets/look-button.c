/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button whose panel makes text larger and colours stronger, for the visitor who stands there. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/look-button.h"

#include <glib/gi18n.h>

#include "widgets/language-button.h"
#include "widgets/look-panel.h"
#include "widgets/widgets.h"

struct _RcLookButton
{
  AdwBin parent_instance;

  GtkWidget *button;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (RcLookButton, rc_look_button, ADW_TYPE_BIN)

/* Every page has a button, and few are touched. */
static void
make_panel_cb (GtkMenuButton *button, gpointer user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, rc_look_panel_new ());
}

static void
rc_look_button_class_init (RcLookButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  rc_widgets_init ();
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/look-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RcLookButton, button);
  gtk_widget_class_bind_template_child (widget_class, RcLookButton, label);
}

static void
rc_look_button_init (RcLookButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_panel_cb, NULL, NULL);
  rc_menu_button_set_name (GTK_MENU_BUTTON (self->button), _("Text and contrast"));
}

void
rc_look_button_set_brief (RcLookButton *self, gboolean brief)
{
  g_return_if_fail (RC_IS_LOOK_BUTTON (self));

  gtk_widget_set_visible (self->label, !brief);
  if (brief)
    gtk_widget_add_css_class (self->button, "square");
  else
    gtk_widget_remove_css_class (self->button, "square");
}
