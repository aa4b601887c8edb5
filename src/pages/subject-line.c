/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is broader and narrower than the subject that is asked for, in one line of chips. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/subject-line.h"

#include <glib/gi18n.h>

#include "pages/subject-chip.h"

/* Of narrower ones; those with the fewest titles are left out. */
#define MAX_CHIPS 12

struct _RcSubjectLine
{
  GtkWidget parent_instance;

  char *shown; /* (owned) (nullable) what the chips say: they are made anew when this changes */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcSubjectLine, rc_subject_line, GTK_TYPE_WIDGET)

static void
open_cb (GtkWidget *widget, const char *action, GVariant *value)
{
  g_signal_emit (widget, signals[CHOSEN], 0, g_variant_get_string (value, NULL));
}

static void
remove_all (RcSubjectLine *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
rc_subject_line_dispose (GObject *object)
{
  RcSubjectLine *self = RC_SUBJECT_LINE (object);

  remove_all (self);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (rc_subject_line_parent_class)->dispose (object);
}

static void
rc_subject_line_class_init (RcSubjectLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rc_subject_line_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "subjectline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "subject.open", "s", open_cb);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
rc_subject_line_init (RcSubjectLine *self)
{
  /* Translators: names the line of broader and narrower subjects. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Subjects nearby"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const RcSubjectChip *one = *(RcSubjectChip *const *) a, *other = *(RcSubjectChip *const *) b;

  return one->n_records > other->n_records ? -1 : one->n_records < other->n_records;
}

/* Those with the most titles, in the order they came: borrowed. */
static GPtrArray *
choose (GPtrArray *chips)
{
  g_autoptr (GPtrArray) most = g_ptr_array_new ();
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < chips->len; i++)
    g_ptr_array_add (most, g_ptr_array_index (chips, i));
  g_ptr_array_sort (most, compare_counts);
  g_ptr_array_set_size (most, (int) MIN (most->len, MAX_CHIPS));
  for (guint i = 0; i < chips->len; i++)
    if (g_ptr_array_find (most, g_ptr_array_index (chips, i), NULL))
      g_ptr_array_add (chosen, g_ptr_array_index (chips, i));
  return chosen;
}

static void
add_group (RcSubjectLine *self, const char *name, GPtrArray *chips)
{
  GtkWidget *label;

  if (chips->len == 0)
    return;
  label = gtk_label_new (name);
  gtk_widget_add_css_class (label, "muted");
  gtk_widget_add_css_class (label, "kin-name");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  for (guint i = 0; i < chips->len; i++)
    gtk_widget_set_parent (rc_subject_chip_new (g_ptr_array_index (chips, i), TRUE), GTK_WIDGET (self));
}

static void
describe (GString *text, GPtrArray *chips)
{
  for (guint i = 0; i < chips->len; i++)
    {
      const RcSubjectChip *chip = g_ptr_array_index (chips, i);

      g_string_append_printf (text, "%s\n%s\n%" G_GUINT64_FORMAT "\n", chip->label, chip->value, chip->n_records);
    }
  g_string_append_c (text, '\f');
}

void
rc_subject_line_show (RcSubjectLine *self, const RcSubjectKin *kin)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GPtrArray) broader = kin != NULL ? choose (kin->broader) : g_ptr_array_new ();
  g_autoptr (GPtrArray) narrower = kin != NULL ? choose (kin->narrower) : g_ptr_array_new ();

  g_return_if_fail (RC_IS_SUBJECT_LINE (self));

  describe (shown, broader);
  describe (shown, narrower);
  if (g_strcmp0 (shown->str, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (shown->str);
  remove_all (self);
  add_group (self, _("Broader"), broader);
  add_group (self, _("Narrower"), narrower);
  gtk_widget_set_visible (GTK_WIDGET (self), broader->len + narrower->len > 0);
}

void
rc_subject_line_set_spacing (RcSubjectLine *self, int spacing)
{
  g_return_if_fail (RC_IS_SUBJECT_LINE (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), spacing);
}
