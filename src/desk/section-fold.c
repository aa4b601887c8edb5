/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane of the sections beside the one that is worked in; over it, when asked for, where there is no room for both. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/section-fold.h"
#include "widgets/fill.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RcSectionFold
{
  RcFoldBin parent_instance;
  AdwFlap *flap;      /* (borrowed) the child */
  GPtrArray *bars;    /* (owned) GtkWidget (borrowed): header bars of the content */
  GPtrArray *buttons; /* (owned) GtkWidget (borrowed): those that show the pane */
};

enum
{
  PROP_0,
  PROP_PANE,
  PROP_CONTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RcSectionFold, rc_section_fold, RC_TYPE_FOLD_BIN)

static gboolean
is_over (RcSectionFold *self)
{
  return rc_fold_bin_get_folded (RC_FOLD_BIN (self)) && adw_flap_get_reveal_flap (self->flap);
}

/* The sign alone stays of a button's sign and words; a screen reader still says them. */
static void
set_brief (GtkWidget *widget, gboolean brief)
{
  if (ADW_IS_BUTTON_CONTENT (widget))
    {
      GtkWidget *button = gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON), *label = gtk_widget_get_last_child (widget);
      const char *words = adw_button_content_get_label (ADW_BUTTON_CONTENT (widget));

      if (gtk_widget_get_visible (label) != brief)
        return;
      gtk_widget_set_visible (label, !brief);
      if (gtk_widget_get_tooltip_text (button) == NULL)
        gtk_widget_set_tooltip_text (button, words);
      rc_button_set_name (GTK_BUTTON (button), words);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    set_brief (child, brief);
}

/* A screen reader would meet what is out of sight. */
static void
moved_cb (RcSectionFold *self)
{
  GtkWidget *pane = adw_flap_get_flap (self->flap);

  if (pane != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_STATE_HIDDEN, !adw_flap_get_reveal_flap (self->flap), -1);
}

/* It gets the keyboard: its last part does, the list, for the menu stands before it. */
static void
pane_shown_cb (RcSectionFold *self)
{
  if (is_over (self))
    gtk_widget_child_focus (adw_flap_get_flap (self->flap), GTK_DIR_TAB_BACKWARD);
}

static void
folded_cb (RcSectionFold *self)
{
  gboolean folded = rc_fold_bin_get_folded (RC_FOLD_BIN (self));

  adw_flap_set_fold_policy (self->flap, folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, !folded);
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->buttons, i), folded);
}

static void
fit_bars_cb (RcSectionFold *self)
{
  gboolean narrow = rc_fold_bin_get_narrow (RC_FOLD_BIN (self));
  /* Beside the sections a bar has less room than when they are folded away. */
  gboolean beside = rc_fold_bin_get_snug (RC_FOLD_BIN (self)) && !rc_fold_bin_get_folded (RC_FOLD_BIN (self));

  for (guint i = 0; i < self->bars->len; i++)
    {
      set_brief (g_ptr_array_index (self->bars, i), narrow || beside);
      adw_header_bar_set_decoration_layout (g_ptr_array_index (self->bars, i), narrow ? ":close" : NULL);
    }
}

static void
rc_section_fold_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  RcSectionFold *self = RC_SECTION_FOLD (object);

  switch (id)
    {
    case PROP_PANE:
      g_value_set_object (value, adw_flap_get_flap (self->flap));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_flap_get_content (self->flap));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_section_fold_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  RcSectionFold *self = RC_SECTION_FOLD (object);

  switch (id)
    {
    case PROP_PANE:
      adw_flap_set_flap (self->flap, g_value_get_object (value));
      g_signal_connect_object (adw_flap_get_flap (self->flap), "map", G_CALLBACK (pane_shown_cb), self, G_CONNECT_SWAPPED);
      break;
    case PROP_CONTENT:
      adw_flap_set_content (self->flap, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rc_section_fold_finalize (GObject *object)
{
  g_ptr_array_unref (RC_SECTION_FOLD (object)->bars);
  g_ptr_array_unref (RC_SECTION_FOLD (object)->buttons);
  G_OBJECT_CLASS (rc_section_fold_parent_class)->finalize (object);
}

static void
rc_section_fold_class_init (RcSectionFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rc_section_fold_get_property;
  object_class->set_property = rc_section_fold_set_property;
  object_class->finalize = rc_section_fold_finalize;
  properties[PROP_PANE] = g_param_spec_object ("pane", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rc_section_fold_init (RcSectionFold *self)
{
  self->bars = g_ptr_array_new ();
  self->buttons = g_ptr_array_new ();
  self->flap = ADW_FLAP (adw_flap_new ());
  /* It comes and goes when we say so. */
  adw_flap_set_locked (self->flap, TRUE);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  rc_fold_bin_set_child (RC_FOLD_BIN (self), GTK_WIDGET (self->flap));
  rc_fold_bin_set_fold_width (RC_FOLD_BIN (self), 900);
  g_signal_connect (self, "notify::folded", G_CALLBACK (folded_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (fit_bars_cb), NULL);
  g_signal_connect (self, "notify::snug", G_CALLBACK (fit_bars_cb), NULL);
  g_signal_connect (self, "notify::folded", G_CALLBACK (fit_bars_cb), NULL);
}

GtkWidget *
rc_section_fold_make_button (RcSectionFold *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-list-bullet-symbolic");

  g_return_val_if_fail (RC_IS_SECTION_FOLD (self), button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, rc_fold_bin_get_folded (RC_FOLD_BIN (self)));
  gtk_widget_set_tooltip_text (button, _ ("Sections (F9)"));
  rc_button_set_name (GTK_BUTTON (button), _ ("Sections"));
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (rc_section_fold_toggle), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->buttons, button);
  return button;
}

void
rc_section_fold_add_bar (RcSectionFold *self, GtkWidget *bar)
{
  g_return_if_fail (RC_IS_SECTION_FOLD (self) && ADW_IS_HEADER_BAR (bar));

  g_ptr_array_add (self->bars, bar);
  /* Before it is in a window a button forgets what it is called. */
  g_signal_connect_object (bar, "map", G_CALLBACK (fit_bars_cb), self, G_CONNECT_SWAPPED);
}

void
rc_section_fold_toggle (RcSectionFold *self)
{
  g_return_if_fail (RC_IS_SECTION_FOLD (self));

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
  if (!adw_flap_get_reveal_flap (self->flap))
    gtk_widget_child_focus (adw_flap_get_content (self->flap), GTK_DIR_TAB_FORWARD);
  else if (gtk_widget_get_mapped (adw_flap_get_flap (self->flap)))
    pane_shown_cb (self);
}

gboolean
rc_section_fold_choose (RcSectionFold *self, GtkWidget *content)
{
  g_return_val_if_fail (RC_IS_SECTION_FOLD (self), FALSE);

  if (!is_over (self))
    return FALSE;
  adw_flap_set_reveal_flap (self->flap, FALSE);
  if (content != NULL && gtk_widget_get_focus_child (content) == NULL)
    gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
  return TRUE;
}
