/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as large and colours as strong as the visitor who stands there wants them. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/look-panel.h"

#include "widgets/fill.h"
#include "widgets/look.h"
#include "widgets/widgets.h"

#define N_COLOURS 3

struct _RcLookPanel
{
  GtkPopover parent_instance;

  GtkWidget *sizes;
  GtkWidget *size_buttons[G_N_ELEMENTS (rc_text_sizes)];
  GtkWidget *colour_buttons[N_COLOURS];
  GtkWidget *still_switch;
  GtkWidget *large_switch;
};

G_DEFINE_FINAL_TYPE (RcLookPanel, rc_look_panel, GTK_TYPE_POPOVER)

static const RcColours colours_of_buttons[N_COLOURS] = { RC_COLOURS_LIGHT, RC_COLOURS_DARK, RC_COLOURS_HIGH_CONTRAST };

static guint
get_chosen_colours (void)
{
  RcColours colours = rc_look_get_colours ();

  if (colours == RC_COLOURS_SYSTEM)
    colours = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? RC_COLOURS_DARK : RC_COLOURS_LIGHT;
  for (guint i = 0; i < N_COLOURS; i++)
    if (colours_of_buttons[i] == colours)
      return i;
  return 0;
}

/* What is so already is not set again: the system's own choice stays the system's. */
static void
size_toggled_cb (RcLookPanel *self, GtkToggleButton *button)
{
  guint now = rc_look_get_text_size ();

  for (guint i = 0; i < G_N_ELEMENTS (self->size_buttons); i++)
    if (GTK_WIDGET (button) == self->size_buttons[i] && gtk_toggle_button_get_active (button) && i != now)
      rc_look_set_text_size (rc_text_sizes[i]);
}

static void
colours_toggled_cb (RcLookPanel *self, GtkToggleButton *button)
{
  guint now = get_chosen_colours ();

  for (guint i = 0; i < N_COLOURS; i++)
    if (GTK_WIDGET (button) == self->colour_buttons[i] && gtk_toggle_button_get_active (button) && i != now)
      rc_look_set_colours (colours_of_buttons[i]);
}

static void
still_cb (RcLookPanel *self)
{
  gboolean still = gtk_switch_get_active (GTK_SWITCH (self->still_switch));

  if (still != rc_look_get_still ())
    rc_look_set_still (still);
}

static void
large_cb (RcLookPanel *self)
{
  rc_look_set_large (gtk_switch_get_active (GTK_SWITCH (self->large_switch)));
}

static void
show_what_is_set (RcLookPanel *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->size_buttons[rc_look_get_text_size ()]), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->colour_buttons[get_chosen_colours ()]), TRUE);
  gtk_switch_set_active (GTK_SWITCH (self->still_switch), rc_look_get_still ());
  gtk_switch_set_active (GTK_SWITCH (self->large_switch), rc_look_get_large ());
}

static void
reset_cb (RcLookPanel *self)
{
  rc_look_reset ();
  show_what_is_set (self);
}

static void
done_cb (RcLookPanel *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* "A" in the size it leads to, and how large that is. */
static GtkWidget *
make_size_button (RcLookPanel *self, guint i)
{
  static const char *const classes[] = { "size-100", "size-125", "size-150", "size-200" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *button = gtk_toggle_button_new ();
  GtkWidget *letter = gtk_label_new ("A"), *caption;
  g_autofree char *percent = g_strdup_printf ("%d\u00a0%%", rc_text_sizes[i]);

  caption = gtk_label_new (percent);
  gtk_widget_add_css_class (letter, classes[i]);
  gtk_widget_set_vexpand (letter, TRUE);
  gtk_widget_add_css_class (caption, "look-caption");
  gtk_box_append (GTK_BOX (box), letter);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_hexpand (button, TRUE);
  rc_button_set_name (GTK_BUTTON (button), percent);
  if (i > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->size_buttons[0]));
  g_signal_connect_object (button, "toggled", G_CALLBACK (size_toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->sizes), button);
  return button;
}

static void
rc_look_panel_class_init (RcLookPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  rc_widgets_init ();
  gtk_widget_class_set_template_from_resource (widget_class, RC_RESOURCE_PATH "/ui/look-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RcLookPanel, sizes);
  gtk_widget_class_bind_template_child_full (widget_class, "light_button", FALSE, G_STRUCT_OFFSET (RcLookPanel, colour_buttons[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "dark_button", FALSE, G_STRUCT_OFFSET (RcLookPanel, colour_buttons[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "high_button", FALSE, G_STRUCT_OFFSET (RcLookPanel, colour_buttons[2]));
  gtk_widget_class_bind_template_child (widget_class, RcLookPanel, still_switch);
  gtk_widget_class_bind_template_child (widget_class, RcLookPanel, large_switch);
  gtk_widget_class_bind_template_callback (widget_class, show_what_is_set);
  gtk_widget_class_bind_template_callback (widget_class, colours_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, still_cb);
  gtk_widget_class_bind_template_callback (widget_class, large_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
rc_look_panel_init (RcLookPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (self->size_buttons); i++)
    self->size_buttons[i] = make_size_button (self, i);
}

GtkWidget *
rc_look_panel_new (void)
{
  return g_object_new (RC_TYPE_LOOK_PANEL, NULL);
}
