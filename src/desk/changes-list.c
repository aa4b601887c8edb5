/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import changes in records that are there already. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/changes-list.h"

#include "desk/rows.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

struct _RcChangesList
{
  GtkBox parent_instance;
  GtkWidget *title;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (RcChangesList, rc_changes_list, GTK_TYPE_BOX)

/* "Title: Water towers → Water towers, revised" */
static char *
dup_line (const RcTextChange *change)
{
  if (change->before == NULL)
    /* Translators: a field of a record, "Subject", and the text that is added. */
    return g_strdup_printf (_ ("%s, added: %s"), change->name, change->after);
  if (change->after == NULL)
    /* Translators: a field of a record, "Subject", and the text that is taken out. */
    return g_strdup_printf (_ ("%s, taken out: %s"), change->name, change->before);
  /* Translators: a field of a record, "Title", what it says now and what it will say. */
  return g_strdup_printf (_ ("%s: %s → %s"), change->name, change->before, change->after);
}

static GtkWidget *
make_line (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
}

static void
add_row (RcChangesList *self, const RcRecordChange *change)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autoptr (GString) name = g_string_new (change->title);

  gtk_box_append (GTK_BOX (box), rc_rows_make_label (change->title, "work-title"));
  for (guint i = 0; i < change->texts->len; i++)
    {
      g_autofree char *line = dup_line (g_ptr_array_index (change->texts, i));

      gtk_box_append (GTK_BOX (box), make_line (line));
      g_string_append_printf (name, "; %s", line);
    }
  if (change->n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more field", "%u more fields", change->n_more), change->n_more);

      gtk_box_append (GTK_BOX (box), rc_rows_make_label (more, "second-line"));
    }
  gtk_list_box_append (GTK_LIST_BOX (self->list), rc_rows_make_row (box, "change-row", name->str));
}

static char *
dup_title (const RcImportReport *report, gboolean dry_run)
{
  guint64 n = report->updated;
  g_autofree char *number = rc_format_count (n);
  g_autofree char *shown = rc_format_count (report->changes->len);
  g_autofree char *words =
      dry_run ? g_strdup_printf (ngettext ("What would change in %s record", "What would change in %s records", (gulong) n), number)
              : g_strdup_printf (ngettext ("What changed in %s record", "What changed in %s records", (gulong) n), number);

  if (report->changes->len == n)
    return g_steal_pointer (&words);
  /* Translators: a heading, and how many of what it names are shown. */
  return g_strdup_printf (_ ("%s; the first %s"), words, shown);
}

void
rc_changes_list_show (RcChangesList *self, const RcImportReport *report, gboolean dry_run)
{
  gboolean any = report != NULL && report->changes != NULL && report->changes->len > 0;
  g_autofree char *title = any ? dup_title (report, dry_run) : NULL;

  g_return_if_fail (RC_IS_CHANGES_LIST (self));

  rc_rows_clear (self->list);
  for (guint i = 0; any && i < report->changes->len; i++)
    add_row (self, g_ptr_array_index (report->changes, i));
  gtk_label_set_label (GTK_LABEL (self->title), any ? title : "");
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void
rc_changes_list_class_init (RcChangesListClass *klass)
{
}

static void
rc_changes_list_init (RcChangesList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->title, "section-name");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Records that change"), -1);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
