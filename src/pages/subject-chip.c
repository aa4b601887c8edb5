/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A subject as a button, with how many titles it has. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/subject-chip.h"

#include <glib/gi18n.h>

#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/widgets.h"

GtkWidget *
rc_subject_chip_new (const RcSubjectChip *subject, gboolean whole)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (subject->label);
  GtkWidget *chip = gtk_button_new ();
  g_autofree char *name = NULL;

  gtk_label_set_ellipsize (GTK_LABEL (label), whole ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  if (subject->n_records > 0)
    {
      g_autofree char *count = rc_format_count (subject->n_records);
      GtkWidget *number = gtk_label_new (count);

      gtk_widget_add_css_class (number, "muted");
      gtk_box_append (GTK_BOX (box), number);
      /* Translators: a subject and how many titles it has: "Groundwater, 44 titles". */
      name = g_strdup_printf (g_dngettext (NULL, "%s, %s title", "%s, %s titles", (gulong) subject->n_records), subject->label, count);
    }
  gtk_button_set_child (GTK_BUTTON (chip), box);
  rc_button_set_name (GTK_BUTTON (chip), name != NULL ? name : subject->label);
  gtk_widget_add_css_class (chip, "chip");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", subject->value);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "subject.open");
  return chip;
}
