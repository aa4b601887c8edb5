/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of the records of an import: a card and a part of a bar for each outcome. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-counts.h"

#include "desk/proportion-bar.h"
#include "desk/rows.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

#define COUNT_CHARS 18 /* of the words below a number, in a row */

struct _RcImportCounts
{
  GtkBox parent_instance;
  GtkWidget *cards;
  GtkWidget *proportions;
};

G_DEFINE_FINAL_TYPE (RcImportCounts, rc_import_counts, GTK_TYPE_BOX)

static void
add_count (RcImportCounts *self, const char *icon_name, const char *name, guint64 count, const char *words, const char *tone)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *number = rc_format_count (count);
  const char *const texts[] = { name, number, words };
  const char *const classes[] = { "count-name", "big-number", "muted" };

  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (card), head);
  gtk_widget_add_css_class (head, tone);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), i == 2);
      gtk_label_set_max_width_chars (GTK_LABEL (label), i == 2 ? COUNT_CHARS : -1);
      gtk_widget_add_css_class (label, classes[i]);
      gtk_box_append (GTK_BOX (i == 0 ? head : card), label);
    }
  gtk_widget_set_hexpand (card, TRUE);
  gtk_widget_add_css_class (card, "count-card");
  gtk_box_append (GTK_BOX (self->cards), card);
  rc_proportion_bar_add (RC_PROPORTION_BAR (self->proportions), count, tone);
}

void
rc_import_counts_show (RcImportCounts *self, const RcImportReport *report, gboolean dry_run)
{
  g_return_if_fail (RC_IS_IMPORT_COUNTS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), report != NULL);
  rc_box_empty (GTK_BOX (self->cards));
  rc_proportion_bar_clear (RC_PROPORTION_BAR (self->proportions));
  if (report == NULL)
    return;
  add_count (self, "list-add-symbolic", _ ("New"), report->added, dry_run ? _ ("would be added") : _ ("added to the catalogue"), "tone-ok");
  add_count (self, "document-edit-symbolic", _ ("Updated"), report->updated, _ ("same record, newer details"), "tone-accent");
  add_count (self, "object-select-symbolic", _ ("Unchanged"), report->unchanged, _ ("already here, the same"), "tone-plain");
  add_count (self, "edit-copy-symbolic", _ ("Duplicates"), report->duplicates, _ ("already here, left alone"), "tone-plain");
  add_count (self, "dialog-error-symbolic", _ ("Rejected"), report->rejected,
             report->rejected > 0 ? _ ("need a correction, see below") : _ ("everything could be read"), "tone-error");
  gtk_widget_set_visible (self->proportions, report->read > 0);
}

static void
rc_import_counts_class_init (RcImportCountsClass *klass)
{
}

static void
rc_import_counts_init (RcImportCounts *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->cards = rc_rows_make_box (12, RC_ROWS_WIDTH);
  self->proportions = g_object_new (RC_TYPE_PROPORTION_BAR, NULL);
  gtk_box_append (GTK_BOX (self), self->cards);
  gtk_box_append (GTK_BOX (self), self->proportions);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
