/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page is: a header with Back and the languages, a body, and the states that every page has. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/page.h"
#include "widgets/front.h"
#include "widgets/language.h"
#include "widgets/widgets.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define BUSY_AFTER_MS 150
#define PULSE_MS 80

typedef struct
{
  RcCatalogue *catalogue; /* (owned) */
  RcNavigator *navigator; /* (weak) (nullable) */
  char *title;            /* (owned) */
  guint busy_source;      /* waiting to show the bar, then moving it; 0 none */
  GtkWidget *header;
  GtkWidget *back_button;
  GtkWidget *back_label;
  GtkWidget *start_slot;
  GtkWidget *end_slot;
  GtkWidget *language_button;
  GtkWidget *menu_button;
  GtkWidget *window_controls;
  GtkWidget *states;
  GtkWidget *content_slot;
  GtkWidget *error_status;
  GtkWidget *busy_bar;
} RcPagePrivate;

enum
{
  PROP_0,
  PROP_CATALOGUE,
  PROP_NAVIGATOR,
  PROP_TITLE,
  PROP_HEADER_START,
  PROP_HEADER_END,
  PROP_CONTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RcPage, rc_page, RC_TYPE_FOLD_BIN)

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  RcNavigator *navigator = rc_page_get_navigator (RC_PAGE (widget));

  if (navigator != NULL)
    rc_navigator_go_back (navigator);
}

static void
reload_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  rc_page_set_error (RC_PAGE (widget), NULL);
  rc_page_reload (RC_PAGE (widget));
}

/* An icon says it all where there is little room. */
static void
narrow_cb (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);
  gboolean narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));
  gboolean home = !gtk_widget_get_visible (priv->back_button);

  gtk_widget_set_visible (priv->back_label, !narrow);
  gtk_widget_set_visible (priv->language_button, !narrow && !home);
  gtk_window_controls_set_decoration_layout (GTK_WINDOW_CONTROLS (priv->window_controls), narrow ? ":close" : NULL);
}

static GMenuModel *
make_language_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < RC_N_UI_LANGUAGES; i++)
    {
      g_autofree char *action = g_strdup_printf ("app.language::%s", rc_ui_languages[i].code);
      g_menu_append (menu, rc_ui_languages[i].name, action);
    }
  return G_MENU_MODEL (menu);
}

/* The button inside is what a screen reader meets. */
static void
name_menu_button (GtkWidget *button, const char *name)
{
  GtkWidget *inner = gtk_widget_get_first_child (button);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static gboolean
pulse_cb (gpointer user_data)
{
  RcPagePrivate *priv = rc_page_get_instance_private (RC_PAGE (user_data));

  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (priv->busy_bar));
  return G_SOURCE_CONTINUE;
}

static gboolean
show_busy_cb (gpointer user_data)
{
  RcPage *self = RC_PAGE (user_data);
  RcPagePrivate *priv = rc_page_get_instance_private (self);
  gboolean animate = TRUE;

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animate, NULL);
  gtk_widget_set_visible (priv->busy_bar, TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (priv->busy_bar), animate ? 0 : 1);
  priv->busy_source = animate ? g_timeout_add (PULSE_MS, pulse_cb, self) : 0;
  return G_SOURCE_REMOVE;
}

static void
rc_page_dispose (GObject *object)
{
  RcPagePrivate *priv = rc_page_get_instance_private (RC_PAGE (object));

  g_clear_handle_id (&priv->busy_source, g_source_remove);
  g_clear_weak_pointer (&priv->navigator);
  g_clear_object (&priv->catalogue);
  /* No gtk_widget_dispose_template here: GTK 4.8 would look for the children of the subclass's template among ours. */
  G_OBJECT_CLASS (rc_page_parent_class)->dispose (object);
}

static void
rc_page_finalize (GObject *object)
{
  RcPagePrivate *priv = rc_page_get_instance_private (RC_PAGE (object));

  g_free (priv->title);
  G_OBJECT_CLASS (rc_page_parent_class)->finalize (object);
}

static void
rc_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RcPagePrivate *priv = rc_page_get_instance_private (RC_PAGE (object));

  switch (property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_HEADER_START:
      g_value_set_object (value, adw_bin_get_child (ADW_BIN (priv->start_slot)));
      break;
    case PROP_HEADER_END:
      g_value_set_object (value, adw_bin_get_child (ADW_BIN (priv->end_slot)));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (ADW_BIN (priv->content_slot)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
rc_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  RcPage *self = RC_PAGE (object);
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  switch (property_id)
    {
    case PROP_CATALOGUE:
      priv->catalogue = g_value_dup_object (value);
      break;
    case PROP_NAVIGATOR:
      g_set_weak_pointer (&priv->navigator, g_value_get_object (value));
      break;
    case PROP_TITLE:
      rc_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_HEADER_START:
      adw_bin_set_child (ADW_BIN (priv->start_slot), g_value_get_object (value));
      break;
    case PROP_HEADER_END:
      adw_bin_set_child (ADW_BIN (priv->end_slot), g_value_get_object (value));
      break;
    case PROP_CONTENT:
      rc_page_set_content (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
rc_page_class_init (RcPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rc_page_dispose;
  object_class->finalize = rc_page_finalize;
  object_class->get_property = rc_page_get_property;
  object_class->set_property = rc_page_set_property;

  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, RC_TYPE_CATALOGUE,
                                                    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAVIGATOR] = g_param_spec_object ("navigator", NULL, NULL, RC_TYPE_NAVIGATOR,
                                                    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEADER_START]
    = g_param_spec_object ("header-start", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEADER_END]
    = g_param_spec_object ("header-end", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT]
    = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  rc_widgets_init ();
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, back_button);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, back_label);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, start_slot);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, end_slot);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, language_button);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, menu_button);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, window_controls);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, states);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, content_slot);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, error_status);
  gtk_widget_class_bind_template_child_private (widget_class, RcPage, busy_bar);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, reload_cb);
}

static void
rc_page_init (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);
  g_autoptr (GMenuModel) languages = make_language_menu ();
  g_autofree char *name = NULL;

  priv->title = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (priv->states));
  gtk_widget_add_css_class (GTK_WIDGET (self), "rc-page");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (priv->language_button), languages);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (priv->language_button), rc_ui_language_get ()->name);
  /* Translators: %s is the name of the language the screen is in. */
  name = g_strdup_printf (_("Language: %s"), rc_ui_language_get ()->name);
  name_menu_button (priv->language_button, name);
  name_menu_button (priv->menu_button, _("Main menu"));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
}

RcCatalogue *
rc_page_get_catalogue (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), NULL);
  return priv->catalogue;
}

RcNavigator *
rc_page_get_navigator (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), NULL);
  return priv->navigator;
}

void
rc_page_set_title (RcPage *self, const char *title)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_if_fail (RC_IS_PAGE (self));

  if (g_strcmp0 (priv->title, title) == 0)
    return;
  g_free (priv->title);
  priv->title = g_strdup (title != NULL ? title : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
rc_page_get_title (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), NULL);
  return priv->title;
}

void
rc_page_set_header (RcPage *self, GtkWidget *start, GtkWidget *end)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_if_fail (RC_IS_PAGE (self));

  adw_bin_set_child (ADW_BIN (priv->start_slot), start);
  adw_bin_set_child (ADW_BIN (priv->end_slot), end);
}

void
rc_page_set_content (RcPage *self, GtkWidget *content)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_if_fail (RC_IS_PAGE (self));
  adw_bin_set_child (ADW_BIN (priv->content_slot), content);
}

void
rc_page_set_busy (RcPage *self, gboolean busy)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_if_fail (RC_IS_PAGE (self));

  if (busy && priv->busy_source == 0 && !gtk_widget_get_visible (priv->busy_bar))
    priv->busy_source = g_timeout_add (BUSY_AFTER_MS, show_busy_cb, self);
  if (!busy)
    {
      g_clear_handle_id (&priv->busy_source, g_source_remove);
      gtk_widget_set_visible (priv->busy_bar, FALSE);
    }
}

void
rc_page_set_error (RcPage *self, const GError *error)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);
  AdwStatusPage *status = ADW_STATUS_PAGE (priv->error_status);

  g_return_if_fail (RC_IS_PAGE (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (priv->states), error == NULL ? "content" : "error");
  if (error == NULL)
    return;

  g_message ("%s", error->message);
  rc_page_set_busy (self, FALSE);
  if (g_error_matches (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND))
    {
      adw_status_page_set_title (status, _("This is no longer in the catalogue"));
      adw_status_page_set_description (status, _("Please search again, or ask at the desk."));
    }
  else if (g_error_matches (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_MISSING))
    {
      adw_status_page_set_title (status, _("There is no catalogue here yet"));
      adw_status_page_set_description (status, _("Please tell the desk."));
    }
  else if (g_error_matches (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_TOO_NEW))
    {
      adw_status_page_set_title (status, _("The catalogue is newer than this program"));
      adw_status_page_set_description (status, _("The program has to be updated. Please tell the desk."));
    }
  else
    {
      adw_status_page_set_title (status, _("The catalogue is not answering"));
      adw_status_page_set_description (status, _("Please tell the desk."));
    }
}

void
rc_page_announce (RcPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_return_if_fail (RC_IS_PAGE (self));

  /* The focus of an entry is the text inside it, which is not what a screen reader has before it. */
  if (GTK_IS_TEXT (focus))
    focus = gtk_widget_get_parent (focus);
  if (focus != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
rc_page_set_frame (RcPage *self, const char *back, GMenuModel *menu)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);
  g_autofree char *name = NULL;

  g_return_if_fail (RC_IS_PAGE (self));

  gtk_widget_set_visible (priv->back_button, back != NULL);
  gtk_label_set_label (GTK_LABEL (priv->back_label), back != NULL ? back : "");
  /* Translators: %s is the page that Back leads to, like "Home". */
  name = g_strdup_printf (_("Back: %s"), back != NULL ? back : "");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (priv->back_button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->back_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (priv->menu_button), menu);
  gtk_widget_set_visible (priv->menu_button, menu != NULL);
  gtk_widget_set_visible (priv->window_controls, menu != NULL);
  narrow_cb (self);
}

void
rc_page_reload (RcPage *self)
{
  g_return_if_fail (RC_IS_PAGE (self));

  if (RC_PAGE_GET_CLASS (self)->reload != NULL)
    RC_PAGE_GET_CLASS (self)->reload (self);
}

void
rc_page_grab_first_focus (RcPage *self)
{
  GtkWidget *first = NULL;

  g_return_if_fail (RC_IS_PAGE (self));

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (RC_PAGE_GET_CLASS (self)->get_first_focus != NULL)
    first = RC_PAGE_GET_CLASS (self)->get_first_focus (self);
  /* What stands in it already would be gone with the next letter. */
  if (GTK_IS_ENTRY (first) && gtk_entry_grab_focus_without_selecting (GTK_ENTRY (first)))
    return;
  if (first == NULL || !gtk_widget_grab_focus (first))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

gboolean
rc_page_focus_part (RcPage *self, gboolean first)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), FALSE);

  if (first)
    return gtk_widget_child_focus (priv->header, GTK_DIR_TAB_FORWARD);
  if (gtk_widget_get_focus_child (priv->states) != NULL)
    return FALSE;
  return gtk_widget_child_focus (priv->states, GTK_DIR_TAB_FORWARD);
}

gboolean
rc_page_step_back (RcPage *self)
{
  g_return_val_if_fail (RC_IS_PAGE (self), FALSE);

  return RC_PAGE_GET_CLASS (self)->step_back != NULL && RC_PAGE_GET_CLASS (self)->step_back (self);
}

gboolean
rc_page_start_search (RcPage *self)
{
  g_return_val_if_fail (RC_IS_PAGE (self), FALSE);

  return RC_PAGE_GET_CLASS (self)->start_search != NULL && RC_PAGE_GET_CLASS (self)->start_search (self);
}
