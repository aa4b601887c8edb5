/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The languages of the screen beside each other, each in its own name. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/language-switch.h"
#include "widgets/language.h"

#include <glib/gi18n.h>

struct _RcLanguageSwitch
{
  GtkWidget parent_instance;

  GtkWidget *buttons[RC_N_UI_LANGUAGES]; /* (owned) */
};

G_DEFINE_FINAL_TYPE (RcLanguageSwitch, rc_language_switch, GTK_TYPE_WIDGET)

static void
rc_language_switch_dispose (GObject *object)
{
  RcLanguageSwitch *self = RC_LANGUAGE_SWITCH (object);

  for (guint i = 0; i < RC_N_UI_LANGUAGES; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  G_OBJECT_CLASS (rc_language_switch_parent_class)->dispose (object);
}

static void
rc_language_switch_class_init (RcLanguageSwitchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_language_switch_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "segments");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rc_language_switch_init (RcLanguageSwitch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Language"), -1);
  for (guint i = 0; i < RC_N_UI_LANGUAGES; i++)
    {
      const RcUiLanguage *language = &rc_ui_languages[i];
      GtkWidget *button = gtk_toggle_button_new_with_label (language->name);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.language");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", language->code);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, language->name, -1);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      self->buttons[i] = button;
    }
}

void
rc_language_switch_set_brief (RcLanguageSwitch *self, gboolean brief)
{
  const RcUiLanguage *now = rc_ui_language_get ();

  g_return_if_fail (RC_IS_LANGUAGE_SWITCH (self));

  for (guint i = 0; i < RC_N_UI_LANGUAGES; i++)
    {
      const RcUiLanguage *language = &rc_ui_languages[i];
      gtk_button_set_label (GTK_BUTTON (self->buttons[i]), brief && language != now ? language->short_name : language->name);
    }
}
