/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a file in up to five encodings, below each other: people see which one reads right. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/readings-list.h"

#include "exchange/readings.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAMPLE_LINES 2

struct _RcReadingsList
{
  GtkBox parent_instance;
  char *encoding;  /* (owned) (nullable) the one that was taken */
  GtkWidget *list; /* (borrowed) */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (RcReadingsList, rc_readings_list, GTK_TYPE_BOX)

static void
toggled_cb (RcReadingsList *self, GtkCheckButton *button)
{
  const char *encoding = g_object_get_data (G_OBJECT (button), "encoding");

  if (!gtk_check_button_get_active (button) || g_strcmp0 (encoding, self->encoding) == 0)
    return;
  g_free (self->encoding);
  self->encoding = g_strdup (encoding);
  g_signal_emit (self, chosen_signal, 0, self->encoding);
}

/* Two lines are enough to see. */
static char *
dup_beginning (const char *sample)
{
  const char *end = strchr (sample, '\n');

  for (guint i = 1; i < SAMPLE_LINES && end != NULL; i++)
    end = strchr (end + 1, '\n');
  return end != NULL ? g_strndup (sample, end - sample) : g_strdup (sample);
}

static GtkWidget *
add_reading (RcReadingsList *self, const RcReading *reading, GtkWidget *group)
{
  GtkWidget *button = gtk_check_button_new (), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *text = dup_beginning (reading->sample);
  GtkWidget *sample = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                    "lines", SAMPLE_LINES, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                                    (const char *[]){ "work-title", NULL }, NULL);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "label", reading->encoding, "xalign", 0.0, "css-classes",
                                  (const char *[]){ "second-line", NULL }, NULL);
  g_autofree char *words = g_strdup_printf ("%s: %s", reading->encoding, text);

  gtk_widget_set_margin_start (lines, 6);
  gtk_box_append (GTK_BOX (lines), sample);
  gtk_box_append (GTK_BOX (lines), name);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), lines);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  /* A literal. */
  g_object_set_data (G_OBJECT (button), "encoding", (gpointer) reading->encoding);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_strcmp0 (reading->encoding, self->encoding) == 0);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->list), button);
  return button;
}

static void
clear (RcReadingsList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rc_readings_list_show (RcReadingsList *self, GPtrArray *readings, const char *encoding)
{
  GtkWidget *group = NULL;

  g_return_if_fail (RC_IS_READINGS_LIST (self));

  g_free (self->encoding);
  self->encoding = g_strdup (encoding);
  clear (self);
  for (guint i = 0; readings != NULL && readings->len > 1 && i < readings->len; i++)
    group = add_reading (self, g_ptr_array_index (readings, i), group);
  gtk_widget_set_visible (GTK_WIDGET (self), group != NULL);
}

static void
rc_readings_list_finalize (GObject *object)
{
  g_free (RC_READINGS_LIST (object)->encoding);
  G_OBJECT_CLASS (rc_readings_list_parent_class)->finalize (object);
}

static void
rc_readings_list_class_init (RcReadingsListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_readings_list_finalize;
  chosen_signal = g_signal_new ("chosen", RC_TYPE_READINGS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_readings_list_init (RcReadingsList *self)
{
  GtkWidget *title = g_object_new (GTK_TYPE_LABEL, "label", _ ("Which of these reads right?"), "xalign", 0.0, "wrap", TRUE, "css-classes",
                                   (const char *[]){ "section-name", NULL }, NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->list, "note");
  gtk_box_append (GTK_BOX (self), title);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
