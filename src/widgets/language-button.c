/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the screen as a button, with the others in its menu. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/language-button.h"

#include <glib/gi18n.h>

#include "widgets/language.h"

struct _RcLanguageButton
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (RcLanguageButton, rc_language_button, ADW_TYPE_BIN)

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < RC_N_UI_LANGUAGES; i++)
    {
      g_autofree char *action = g_strdup_printf ("app.language::%s", rc_ui_languages[i].code);

      g_menu_append (menu, rc_ui_languages[i].name, action);
    }
  return G_MENU_MODEL (menu);
}

static void
rc_language_button_class_init (RcLanguageButtonClass *klass)
{
}

/* Changing what it shows gives the button a new inside, which has to be named again. */
static void
name_button (GtkMenuButton *button)
{
  /* Translators: %s is the name of the language the screen is in. */
  g_autofree char *name = g_strdup_printf (_("Language: %s"), rc_ui_language_get ()->name);

  rc_menu_button_set_name (button, name);
}

static void
rc_language_button_init (RcLanguageButton *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) languages = make_menu ();

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), languages);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), rc_ui_language_get ()->name);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "rc-button");
  name_button (GTK_MENU_BUTTON (button));
  adw_bin_set_child (ADW_BIN (self), button);
}

void
rc_language_button_set_brief (RcLanguageButton *self, gboolean brief)
{
  const RcUiLanguage *now = rc_ui_language_get ();
  GtkMenuButton *button;

  g_return_if_fail (RC_IS_LANGUAGE_BUTTON (self));

  button = GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (self)));
  gtk_menu_button_set_label (button, brief ? now->short_name : now->name);
  gtk_menu_button_set_always_show_arrow (button, !brief);
  name_button (button);
}

void
rc_menu_button_set_name (GtkMenuButton *button, const char *name)
{
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (button));

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
