/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page is: a header with Back and the languages, a body, and the states that every page has. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/page-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "widgets/busy-bar.h"
#include "widgets/fill.h"
#include "widgets/front.h"
#include "widgets/language-button.h"
#include "widgets/look-button.h"
#include "widgets/tab-row.h"
#include "widgets/widgets.h"

#define IN_TEMPLATE (G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS)
#define MADE_WITH (IN_TEMPLATE | G_PARAM_CONSTRUCT_ONLY)

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

RcPagePrivate *
rc_page_get_private (RcPage *self)
{
  return rc_page_get_instance_private (self);
}

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

/* What belongs to the page goes into a row of its own. */
static void
move_slots (RcPage *self, gboolean below)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);
  GtkWidget *row = below ? priv->second_row : priv->first_row;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (gtk_widget_get_parent (priv->slots) == row)
    return;
  g_object_ref (priv->slots);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (priv->slots)), priv->slots);
  gtk_box_append (GTK_BOX (row), priv->slots);
  if (!below)
    gtk_box_reorder_child_after (GTK_BOX (row), priv->slots, priv->back_button);
  g_object_unref (priv->slots);
  gtk_widget_set_visible (priv->gap, below);
  gtk_widget_set_visible (priv->second_row, below);
  /* What is taken out of a box loses the keyboard. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, priv->slots))
    gtk_widget_grab_focus (focus);
}

/* An icon says it all where there is little room. */
static void
narrow_cb (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);
  gboolean narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));
  gboolean home = !gtk_widget_get_visible (priv->back_button);
  /* The page has buttons of its own in the bar. */
  gboolean full = !home && rc_fold_bin_get_folded (RC_FOLD_BIN (self)) && adw_bin_get_child (ADW_BIN (priv->end_slot)) != NULL;

  move_slots (self, !home && rc_fold_bin_get_tight (RC_FOLD_BIN (self)));
  gtk_box_set_spacing (GTK_BOX (priv->first_row), narrow ? 6 : 12);
  gtk_widget_set_visible (priv->back_label, !narrow && !full);
  gtk_widget_set_visible (priv->end_slot, adw_bin_get_child (ADW_BIN (priv->end_slot)) != NULL && !(narrow && home));
  gtk_widget_set_visible (priv->language_button, narrow || !home);
  rc_language_button_set_brief (RC_LANGUAGE_BUTTON (priv->language_button), narrow || full);
  rc_look_button_set_brief (RC_LOOK_BUTTON (priv->look_button), !home || rc_fold_bin_get_folded (RC_FOLD_BIN (self)));
  gtk_window_controls_set_decoration_layout (GTK_WINDOW_CONTROLS (priv->window_controls), narrow || full ? ":close" : NULL);
}

static void
rc_page_dispose (GObject *object)
{
  RcPagePrivate *priv = rc_page_get_instance_private (RC_PAGE (object));

  g_clear_handle_id (&priv->looking, g_source_remove);
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
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
rc_page_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  RcPagePrivate *priv = rc_page_get_instance_private (RC_PAGE (object));

  switch (property_id)
    {
    case PROP_CATALOGUE:
      priv->catalogue = g_value_dup_object (value);
      break;
    case PROP_NAVIGATOR:
      g_set_weak_pointer (&priv->navigator, g_value_get_object (value));
      break;
    case PROP_TITLE:
      g_free (priv->title);
      priv->title = g_value_dup_string (value);
      gtk_accessible_update_property (GTK_ACCESSIBLE (object), GTK_ACCESSIBLE_PROPERTY_LABEL, priv->title, -1);
      break;
    case PROP_HEADER_START:
      adw_bin_set_child (ADW_BIN (priv->start_slot), g_value_get_object (value));
      g_object_bind_property (g_value_get_object (value), "visible", priv->start_slot, "visible", G_BINDING_SYNC_CREATE);
      break;
    case PROP_HEADER_END:
      adw_bin_set_child (ADW_BIN (priv->end_slot), g_value_get_object (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (ADW_BIN (priv->content_slot), g_value_get_object (value));
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
  object_class->set_property = rc_page_set_property;

  properties[PROP_CATALOGUE] = g_param_spec_object ("catalogue", NULL, NULL, RC_TYPE_CATALOGUE, MADE_WITH);
  properties[PROP_NAVIGATOR] = g_param_spec_object ("navigator", NULL, NULL, RC_TYPE_NAVIGATOR, MADE_WITH);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, IN_TEMPLATE);
  properties[PROP_HEADER_START] = g_param_spec_object ("header-start", NULL, NULL, GTK_TYPE_WIDGET, IN_TEMPLATE);
  properties[PROP_HEADER_END] = g_param_spec_object ("header-end", NULL, NULL, GTK_TYPE_WIDGET, IN_TEMPLATE);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, IN_TEMPLATE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  rc_widgets_init ();
  g_type_ensure (RC_TYPE_BUSY_BAR);
  g_type_ensure (RC_TYPE_LANGUAGE_BUTTON);
  g_type_ensure (RC_TYPE_LOOK_BUTTON);
  g_type_ensure (RC_TYPE_TAB_ROW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/page.ui");
#define BIND(name) gtk_widget_class_bind_template_child_private (widget_class, RcPage, name)
  BIND (header);
  BIND (first_row);
  BIND (second_row);
  BIND (back_button);
  BIND (back_label);
  BIND (slots);
  BIND (gap);
  BIND (start_slot);
  BIND (end_slot);
  BIND (language_button);
  BIND (look_button);
  BIND (menu_button);
  BIND (window_controls);
  BIND (states);
  BIND (content_slot);
  BIND (error_status);
  BIND (busy_bar);
#undef BIND
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "page.reload", NULL, reload_cb);
}

static void
rc_page_init (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  rc_front_only (GTK_STACK (priv->states));
  gtk_widget_add_css_class (GTK_WIDGET (self), "rc-page");
  rc_menu_button_set_name (GTK_MENU_BUTTON (priv->menu_button), _ ("Main menu"));
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  g_signal_connect (self, "notify::tight", G_CALLBACK (narrow_cb), NULL);
  g_signal_connect (self, "notify::folded", G_CALLBACK (narrow_cb), NULL);
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

const char *
rc_page_get_title (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), NULL);
  return priv->title;
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
  name = g_strdup_printf (_ ("Back: %s"), back != NULL ? back : "");
  rc_button_set_name (GTK_BUTTON (priv->back_button), name);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (priv->menu_button), menu);
  gtk_widget_set_visible (priv->look_button, menu == NULL);
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
  /* The stack of pages may have put it into the page already; asking again would move it on. */
  if ((first == NULL || !gtk_widget_grab_focus (first)) && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

GtkWidget *
rc_page_get_header (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), NULL);
  return priv->header;
}

GtkWidget *
rc_page_get_body (RcPage *self)
{
  RcPagePrivate *priv = rc_page_get_instance_private (self);

  g_return_val_if_fail (RC_IS_PAGE (self), NULL);
  return priv->states;
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
