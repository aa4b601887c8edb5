/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody must be to apply, to be ticked off. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/checklist.h"

#include <glib/gi18n.h>

#include "widgets/fill.h"

struct _RcChecklist
{
  GtkWidget parent_instance;

  GtkWidget *box;     /* (owned) */
  GtkWidget *so_far;  /* "2 of 4 so far" */
  GtkWidget *rows;
  GHashTable *ticked; /* (owned) the words of the facts that are ticked, as a set */
  guint n_rows;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (RcChecklist, rc_checklist, GTK_TYPE_WIDGET)

static void
show_so_far (RcChecklist *self)
{
  guint n = g_hash_table_size (self->ticked);
  /* Translators: how many conditions are ticked, and how many there are: "2 of 4 so far". */
  g_autofree char *text = g_strdup_printf (_("%u of %u so far"), n, self->n_rows);

  gtk_label_set_text (GTK_LABEL (self->so_far), text);
  gtk_widget_set_visible (self->so_far, n > 0);
}

static void
toggled_cb (RcChecklist *self, GtkCheckButton *button)
{
  const char *words = g_object_get_data (G_OBJECT (button), "rc-words");

  if (self->filling)
    return;
  if (gtk_check_button_get_active (button))
    g_hash_table_add (self->ticked, g_strdup (words));
  else
    g_hash_table_remove (self->ticked, words);
  show_so_far (self);
}

/* NULL: the words are the sentence, or there is none. */
static char *
dup_sentence (const RcFact *fact)
{
  if (fact->sentence == NULL || fact->kind == RC_FACT_OTHER)
    return NULL;
  if (!fact->from_text)
    return g_strdup (fact->sentence);
  /* Translators: %s is a sentence of a call, out of which a condition was read. */
  return g_strdup_printf (_("Read out of the text: “%s”"), fact->sentence);
}

static void
add_row (RcChecklist *self, const RcFact *fact)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  char *words = rc_fact_dup_words (fact);
  g_autofree char *sentence = dup_sentence (fact);

  gtk_box_append (GTK_BOX (lines), rc_line_new (words, "strong"));
  if (sentence != NULL)
    gtk_box_append (GTK_BOX (lines), rc_line_new (sentence, "muted"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), lines);
  gtk_widget_set_css_classes (button, (const char *[]){ "facet", "card-row", "check-row", NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (sentence != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), g_hash_table_contains (self->ticked, words));
  g_object_set_data_full (G_OBJECT (button), "rc-words", words, g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows), button);
}

static void
rc_checklist_dispose (GObject *object)
{
  RcChecklist *self = RC_CHECKLIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->ticked, g_hash_table_unref);
  G_OBJECT_CLASS (rc_checklist_parent_class)->dispose (object);
}

static void
rc_checklist_class_init (RcChecklistClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_checklist_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "checklist");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rc_checklist_init (RcChecklist *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = rc_line_new (_("May I apply?"), "section");
  GtkWidget *hint = rc_line_new (_("Tick what is true for you. Nothing is stored."), "muted");

  self->ticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->so_far = gtk_label_new (NULL);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_overflow (self->rows, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_css_classes (self->so_far, (const char *[]){ "so-far", NULL });
  gtk_widget_set_valign (self->so_far, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (hint, "second");
  gtk_widget_add_css_class (self->rows, "rc-card");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->so_far);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), hint);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("May I apply?"), -1);
}

/* A tick on what is no condition any more counts no more. */
static void
drop_ticks (RcChecklist *self, GPtrArray *facts)
{
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      g_autofree char *words = rc_fact_dup_words (g_ptr_array_index (facts, i));

      if (g_hash_table_contains (self->ticked, words))
        g_hash_table_add (kept, g_steal_pointer (&words));
    }
  g_hash_table_unref (self->ticked);
  self->ticked = g_steal_pointer (&kept);
}

void
rc_checklist_set (RcChecklist *self, GPtrArray *facts)
{
  g_return_if_fail (RC_IS_CHECKLIST (self));
  g_return_if_fail (facts != NULL);

  self->filling = TRUE;
  drop_ticks (self, facts);
  rc_box_empty (GTK_BOX (self->rows));
  self->n_rows = facts->len;
  for (guint i = 0; i < facts->len; i++)
    add_row (self, g_ptr_array_index (facts, i));
  self->filling = FALSE;
  show_so_far (self);
}

void
rc_checklist_presume (RcChecklist *self, const RcFact *fact)
{
  g_return_if_fail (RC_IS_CHECKLIST (self));
  g_return_if_fail (fact != NULL);

  g_hash_table_add (self->ticked, rc_fact_dup_words (fact));
}
