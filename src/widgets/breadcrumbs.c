/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from the top of a disc to a folder, each step a button. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/breadcrumbs.h"

#include <glib/gi18n.h>

#define LONGEST_STEP 24 /* letters, then an ellipsis */
#define SHORTEST_STEP 12

struct _RcBreadcrumbs
{
  GtkWidget parent_instance;
  GtkWidget *scroller; /* (owned) a deep path is scrolled, and stands at its end */
  GtkWidget *box;
  guint end_source;    /* waiting to go to the end; 0 none */
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcBreadcrumbs, rc_breadcrumbs, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkButton *button, RcBreadcrumbs *self)
{
  g_autofree char *path = g_strdup (g_object_get_data (G_OBJECT (button), "rc-path"));

  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, path);
}

static void
add_step (RcBreadcrumbs *self, const char *name, const char *path, gboolean last)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *step;

  /* On a narrow screen the path moves sideways: what is left of a name must still be known. */
  if (g_utf8_strlen (name, -1) > SHORTEST_STEP)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_width_chars (GTK_LABEL (label), SHORTEST_STEP);
    }
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_STEP);
  if (last)
    {
      gtk_widget_add_css_class (label, "current");
      gtk_box_append (GTK_BOX (self->box), label);
      return;
    }
  step = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (step), label);
  gtk_widget_add_css_class (step, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (step), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (step), "rc-path", g_strdup (path), g_free);
  g_signal_connect (step, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), step);
}

static void
add_separator (RcBreadcrumbs *self)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name", "go-next-symbolic",
                                   NULL);

  gtk_widget_add_css_class (image, "muted");
  gtk_box_append (GTK_BOX (self->box), image);
}

static gboolean
go_to_end_cb (gpointer user_data)
{
  RcBreadcrumbs *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  self->end_source = 0;
  gtk_adjustment_set_value (adjustment, rtl ? 0 : gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* It changes while places are given, which does not move what has its place already: it is moved before the next frame. */
static void
stay_at_end_cb (RcBreadcrumbs *self)
{
  if (self->end_source == 0)
    self->end_source = g_idle_add_full (GTK_PRIORITY_RESIZE, go_to_end_cb, self, NULL);
}

static void
rc_breadcrumbs_dispose (GObject *object)
{
  RcBreadcrumbs *self = RC_BREADCRUMBS (object);

  g_clear_handle_id (&self->end_source, g_source_remove);
  if (self->scroller != NULL)
    g_signal_handlers_disconnect_by_func (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), stay_at_end_cb, self);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (rc_breadcrumbs_parent_class)->dispose (object);
}

static void
rc_breadcrumbs_class_init (RcBreadcrumbsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_breadcrumbs_dispose;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "breadcrumbs");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NAVIGATION);
}

static void
rc_breadcrumbs_init (RcBreadcrumbs *self)
{
  GtkScrolledWindow *scroller;

  self->scroller = gtk_scrolled_window_new ();
  scroller = GTK_SCROLLED_WINDOW (self->scroller);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (scroller, self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (scroller), "changed", G_CALLBACK (stay_at_end_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Where you are on the disc"), -1);
}

void
rc_breadcrumbs_set_path (RcBreadcrumbs *self, const char *top, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  g_autoptr (GString) so_far = g_string_new (NULL);
  GtkWidget *child;

  g_return_if_fail (RC_IS_BREADCRUMBS (self));

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  /* Without a step that leads anywhere the keyboard would stop at the scrolled box itself. */
  gtk_widget_set_can_focus (self->scroller, *path != '\0');

  add_step (self, top, "", *path == '\0');
  for (guint i = 0; *path != '\0' && names[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (so_far, '/');
      g_string_append (so_far, names[i]);
      add_separator (self);
      add_step (self, names[i], so_far->str, names[i + 1] == NULL);
    }
}
