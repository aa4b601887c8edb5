/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sources of a grant say that stands beside what is here: taken, or left. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "catalogue/grant-sources.h"
#include "desk/beside-list.h"
#include "desk/grant-words.h"
#include "desk/rows.h"
#include "widgets/fill.h"

#include <glib/gi18n.h>

struct _RcBesideList
{
  GtkBox parent_instance;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (RcBesideList, rc_beside_list, GTK_TYPE_BOX)

static GtkWidget *
make_button (const char *words, const char *about, const char *action, gint64 source, const char *member)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, about);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xs)", source, member);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  rc_button_set_name (GTK_BUTTON (button), name);
  return button;
}

static GtkWidget *
make_row (const RcGrantSource *source, const RcGrantDifference *difference)
{
  GtkWidget *box = rc_rows_make_box (12, RC_ROWS_WIDTH);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *label = rc_grant_member_get_label (difference->member);
  g_autofree char *theirs = rc_grant_member_dup_words (difference->member, difference->theirs);
  g_autofree char *ours = rc_grant_member_dup_words (difference->member, difference->ours);
  /* Translators: the name of a source, and what it says of a deadline, an amount …. */
  g_autofree char *first = g_strdup_printf (difference->moved ? _ ("“%s” now says: %s") : _ ("“%s” says: %s"), source->name, theirs);
  g_autofree char *second = g_strdup_printf (_ ("Here stands: %s"), ours);
  g_autofree char *name = g_strdup_printf ("%s. %s. %s", label, first, second);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (label, "row-name"));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (first, NULL));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_lines (second, "second-line"));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (buttons), make_button (_ ("Keep ours"), label, "editor.dismiss", source->source, difference->member));
  gtk_box_append (GTK_BOX (buttons), make_button (_ ("Take theirs"), label, "editor.take", source->source, difference->member));
  gtk_widget_add_css_class (gtk_widget_get_last_child (buttons), "accent");
  gtk_box_append (GTK_BOX (box), buttons);
  return rc_rows_make_row (box, "source-row", name);
}

guint
rc_beside_list_show (RcBesideList *self, GPtrArray *sources, const RcGrant *ours)
{
  guint n = 0;

  g_return_val_if_fail (RC_IS_BESIDE_LIST (self), 0);

  rc_rows_clear (self->list);
  for (guint i = 0; i < sources->len; i++)
    {
      const RcGrantSource *source = g_ptr_array_index (sources, i);
      g_autoptr (GPtrArray) differences = rc_grant_source_list_differences (source, ours);

      for (guint k = 0; k < differences->len; k++, n++)
        gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (source, g_ptr_array_index (differences, k)));
    }
  return n;
}

static void
rc_beside_list_class_init (RcBesideListClass *klass)
{
}

static void
rc_beside_list_init (RcBesideList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What the sources say otherwise"), -1);
  gtk_box_append (GTK_BOX (self), rc_rows_make_label (_ ("What the sources say otherwise"), "section-name"));
  gtk_box_append (GTK_BOX (self), self->list);
}

RcBesideList *
rc_beside_list_new (void)
{
  return g_object_new (RC_TYPE_BESIDE_LIST, NULL);
}
