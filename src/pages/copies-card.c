/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The copies of a record, and what a visitor can do with each. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/copies-card.h"

#include <glib/gi18n.h>

#include "widgets/format.h"

#define LONGEST_LINE 26 /* letters, so that a long note does not widen the column */
#define MOST_ROWS 50 /* a journal has hundreds of issues; the desk knows the rest */

char *
rc_copy_dup_state (const RcCopy *copy, const char **icon, const char **tone)
{
  g_autofree char *day = NULL;

  switch (copy->status)
    {
    case RC_COPY_ON_LOAN:
      *icon = "document-open-recent-symbolic";
      *tone = "warm";
      if (copy->due == NULL)
        return g_strdup (_("Out at the moment"));
      day = rc_format_iso_day (copy->due);
      /* Translators: %s is a day, like "4 December". */
      return g_strdup_printf (_("Out, back %s"), day);
    case RC_COPY_MISSING:
      *icon = "dialog-information-symbolic";
      *tone = "warm";
      return g_strdup (_("Not in its place, please ask at the desk"));
    case RC_COPY_IN_REPAIR:
      *icon = "dialog-information-symbolic";
      *tone = "warm";
      return g_strdup (_("Being repaired, please ask at the desk"));
    case RC_COPY_ON_SHELF:
    default:
      *icon = "emblem-ok-symbolic";
      *tone = "ok";
      return g_strdup (_("On the shelf, read in the room"));
    }
}

static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_LINE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (const RcCopy *copy)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *image;
  const char *icon, *tone;
  g_autofree char *state = rc_copy_dup_state (copy, &icon, &tone);
  /* Translators: %s is a shelf, like "B-12". */
  g_autofree char *shelf = copy->shelfmark != NULL ? g_strdup_printf (_("Shelf %s"), copy->shelfmark)
                           : copy->location != NULL ? g_strdup (copy->location)
                                                    : g_strdup (_("Ask at the desk"));

  image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (image, tone);
  gtk_widget_add_css_class (image, "copy-icon");
  gtk_box_append (GTK_BOX (lines), make_line (shelf, "copy-shelf"));
  gtk_box_append (GTK_BOX (lines), make_line (state, "muted"));
  if (copy->note != NULL)
    gtk_box_append (GTK_BOX (lines), make_line (copy->note, "muted"));
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_widget_add_css_class (row, "card-row");
  return row;
}

void
rc_copies_fill (GtkBox *box, GPtrArray *copies)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; i < MIN (copies->len, MOST_ROWS); i++)
    gtk_box_append (box, make_row (g_ptr_array_index (copies, i)));
}
