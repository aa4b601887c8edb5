/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters that are on, one chip each, and on narrow screens the way to the others. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/filter-chips.h"

#include <glib/gi18n.h>

struct _RcFilterChips
{
  GtkWidget parent_instance;

  char *shown; /* (owned) (nullable) what the chips say: they are made anew when this changes */
};

enum
{
  DROP,
  CLEAR,
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcFilterChips, rc_filter_chips, GTK_TYPE_WIDGET)

static void
drop_cb (RcFilterChips *self, GtkWidget *chip)
{
  g_signal_emit (self, signals[DROP], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "rc-facet")));
}

static void
clear_cb (RcFilterChips *self)
{
  g_signal_emit (self, signals[CLEAR], 0);
}

static void
open_cb (RcFilterChips *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

/* `before` and `after` (nullable): icons. */
static GtkWidget *
add_chip (RcFilterChips *self, const char *before, const char *text, const char *after, const char *name, GCallback callback,
          const char *const *classes)
{
  GtkWidget *chip = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  if (before != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (before));
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  if (after != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (after));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_set_css_classes (chip, (const char **) classes);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (chip, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
  return chip;
}

static void
remove_chips (RcFilterChips *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
add_chips (RcFilterChips *self, char *const *texts, guint n, gboolean folded)
{
  static const char *const quiet[] = { "rc-button", "quiet", NULL }, *const on[] = { "chip", "on", NULL };

  if (folded)
    {
      /* Translators: how many groups of filters are on. */
      g_autofree char *text = n > 0 ? g_strdup_printf (_("Filters · %u"), n) : g_strdup (_("Filters"));

      add_chip (self, "view-more-symbolic", text, NULL, text, G_CALLBACK (open_cb), quiet);
    }
  for (guint i = 0; i < RC_N_FACETS; i++)
    if (texts[i] != NULL)
      {
        /* Translators: takes a filter away; %s is what it lets through. */
        g_autofree char *name = g_strdup_printf (_("Remove filter: %s"), texts[i]);
        GtkWidget *chip = add_chip (self, NULL, texts[i], "window-close-symbolic", name, G_CALLBACK (drop_cb), on);

        g_object_set_data (G_OBJECT (chip), "rc-facet", GUINT_TO_POINTER (i));
      }
  if (n > 0)
    add_chip (self, NULL, _("Clear all"), NULL, _("Clear all filters"), G_CALLBACK (clear_cb), quiet);
}

static void
rc_filter_chips_dispose (GObject *object)
{
  RcFilterChips *self = RC_FILTER_CHIPS (object);

  remove_chips (self);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (rc_filter_chips_parent_class)->dispose (object);
}

static void
rc_filter_chips_class_init (RcFilterChipsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_filter_chips_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[DROP] = g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[CLEAR] = g_signal_new ("clear", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_filter_chips_init (RcFilterChips *self)
{
}

void
rc_filter_chips_show (RcFilterChips *self, RcFilterPane *pane, gboolean folded)
{
  g_autoptr (GString) shown = g_string_new (folded ? "folded" : "");
  char *texts[RC_N_FACETS];
  guint n = 0;

  g_return_if_fail (RC_IS_FILTER_CHIPS (self));

  for (guint i = 0; i < RC_N_FACETS; i++)
    {
      texts[i] = rc_filter_pane_dup_summary (pane, i);
      n += texts[i] != NULL;
      g_string_append_printf (shown, "\n%s", texts[i] != NULL ? texts[i] : "");
    }
  if (g_strcmp0 (shown->str, self->shown) != 0)
    {
      remove_chips (self);
      add_chips (self, texts, n, folded);
      g_free (self->shown);
      self->shown = g_strdup (shown->str);
    }
  for (guint i = 0; i < RC_N_FACETS; i++)
    g_free (texts[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || folded);
}

void
rc_filter_chips_set_spacing (RcFilterChips *self, int spacing)
{
  g_return_if_fail (RC_IS_FILTER_CHIPS (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), spacing);
}
