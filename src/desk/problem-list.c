/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of problems: where, which record, what is wrong. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/problem-list.h"
#include "desk/rows.h"
#include "record/problem.h"
#include "widgets/fill.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

#define LEAST_HEIGHT 46 /* pixels a row, up to some rows: where large text leaves no room, the page scrolls instead */
#define LEAST_ROWS 3
#define LARGE_LINES 3 /* that a row of large text has at least */
#define MOST_HEIGHT 400 /* pixels above something else */
#define MOST_UNEQUAL 200 /* rows that the list makes all at once: only these may be of several heights */
#define EQUAL_LINES 4

struct _RcProblemList
{
  GtkBox parent_instance;
  GPtrArray *problems; /* (owned) (nullable) RcProblem, all */
  GPtrArray *shown;    /* (owned) (nullable) of borrowed RcProblem: those of the chip that is on */
  GtkWidget *head;
  GtkWidget *title;
  GtkWidget *chips;
  GtkWidget *scroller;
  GtkWidget *list;
  gboolean has_controls; /* some problem names the control number of its record */
};

G_DEFINE_FINAL_TYPE (RcProblemList, rc_problem_list, GTK_TYPE_BOX)

static GtkWidget *
add_column (GtkWidget *row, int chars, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (chars > 0)
    {
      gtk_label_set_width_chars (GTK_LABEL (label), chars);
      gtk_label_set_max_width_chars (GTK_LABEL (label), chars);
    }
  gtk_widget_set_hexpand (label, chars == 0);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (row), label);
  return label;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = rc_rows_make_box (12, RC_ROWS_WIDTH), *message;

  add_column (row, 12, "muted");
  add_column (row, 14, "row-name");
  message = add_column (row, 0, NULL);
  gtk_label_set_wrap_mode (GTK_LABEL (message), PANGO_WRAP_WORD_CHAR);
  rc_label_tell_cut (GTK_LABEL (message));
  gtk_widget_set_valign (message, GTK_ALIGN_START);
  gtk_widget_add_css_class (row, "problem-row");
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
}

/* It is read whole, in as many lines as it takes. In a long list all rows have the same: one, or some of large text. */
static void
fit_lines (RcProblemList *self, GtkWidget *message)
{
  gboolean large = rc_rows_get_orientation () == GTK_ORIENTATION_VERTICAL;
  gboolean equal = self->shown->len > MOST_UNEQUAL;
  g_autoptr (PangoLayout) lines = gtk_widget_create_pango_layout (message, large ? "\n\n\n" : "");
  int height;

  pango_layout_get_pixel_size (lines, NULL, &height);
  gtk_label_set_wrap (GTK_LABEL (message), large || !equal);
  gtk_label_set_ellipsize (GTK_LABEL (message), equal ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_lines (GTK_LABEL (message), equal ? EQUAL_LINES : -1);
  gtk_widget_set_size_request (message, -1, equal ? height : -1);
}

static void
bind_cb (RcProblemList *self, GtkListItem *item)
{
  const RcProblem *problem = g_ptr_array_index (self->shown, gtk_list_item_get_position (item));
  const char *line = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *where = gtk_widget_get_first_child (row);
  g_autofree char *number = rc_format_count (problem->position);
  /* Translators: the place of a record in a file, counted from 1. */
  g_autofree char *place = problem->position > 0   ? g_strdup_printf (_ ("Record %s"), number)
                           : problem->file != NULL ? g_path_get_basename (problem->file)
                                                   : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (where), place);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (where), self->has_controls);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (where)), problem->control != NULL ? problem->control : "");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), problem->message);
  fit_lines (self, gtk_widget_get_last_child (row));
  gtk_widget_set_tooltip_text (row, line);
  if (gtk_widget_get_parent (row) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
}

typedef enum
{
  RC_SHOW_ALL,
  RC_SHOW_REJECTED,
  RC_SHOW_OTHERS,
  RC_N_SHOWS,
} RcShow;

static gboolean
is_shown (const RcProblem *problem, RcShow show)
{
  return show == RC_SHOW_ALL || problem->rejected == (show == RC_SHOW_REJECTED);
}

static guint
count (RcProblemList *self, RcShow show)
{
  guint n = 0;

  for (guint i = 0; self->problems != NULL && i < self->problems->len; i++)
    n += is_shown (g_ptr_array_index (self->problems, i), show);
  return n;
}

static void
show_problems (RcProblemList *self, RcShow show)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) model = NULL;

  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_new ();
  self->has_controls = FALSE;
  for (guint i = 0; self->problems != NULL && i < self->problems->len; i++)
    {
      RcProblem *problem = g_ptr_array_index (self->problems, i);
      g_autofree char *line = is_shown (problem, show) ? rc_problem_to_string (problem) : NULL;

      if (line == NULL)
        continue;
      gtk_string_list_append (lines, line);
      g_ptr_array_add (self->shown, problem);
      self->has_controls = self->has_controls || problem->control != NULL;
    }
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              LEAST_HEIGHT * (int) MIN (self->shown->len, LEAST_ROWS)
                                                  * (rc_rows_get_orientation () == GTK_ORIENTATION_VERTICAL ? LARGE_LINES : 1));
  model = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&lines)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (model));
}

static void
chip_cb (RcProblemList *self, GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (chip), "on");
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (chip), "on");
  show_problems (self, (RcShow) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "show")));
}

/* Only where there are both. */
static void
make_chips (RcProblemList *self)
{
  const char *const names[RC_N_SHOWS] = { C_ ("things to look at", "All"), _ ("Rejected"), _ ("To check") };
  GtkToggleButton *first = NULL;

  rc_box_empty (GTK_BOX (self->chips));
  for (guint i = 0; i < RC_N_SHOWS && count (self, RC_SHOW_REJECTED) > 0 && count (self, RC_SHOW_OTHERS) > 0; i++)
    {
      g_autofree char *number = rc_format_count (count (self, (RcShow) i));
      g_autofree char *words = g_strdup_printf ("%s %s", names[i], number);
      GtkWidget *chip = gtk_toggle_button_new_with_label (words);

      gtk_widget_add_css_class (chip, "chip");
      g_object_set_data (G_OBJECT (chip), "show", GUINT_TO_POINTER (i));
      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), first);
      else
        first = GTK_TOGGLE_BUTTON (chip);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (chip_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->chips), chip);
    }
  if (first != NULL)
    gtk_toggle_button_set_active (first, TRUE);
  gtk_widget_set_visible (self->chips, first != NULL);
}

void
rc_problem_list_set_problems (RcProblemList *self, GPtrArray *problems)
{
  guint n = problems != NULL ? problems->len : 0;
  g_autofree char *number = rc_format_count (n);
  g_autofree char *title = g_strdup_printf (ngettext ("%s thing to look at", "%s things to look at", n), number);

  g_return_if_fail (RC_IS_PROBLEM_LIST (self));

  /* Its rows know the problems: they go first. */
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  if (n > 0)
    self->problems = g_ptr_array_ref (problems);
  show_problems (self, RC_SHOW_ALL);
  make_chips (self);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

void
rc_problem_list_set_fills (RcProblemList *self, gboolean fills)
{
  g_return_if_fail (RC_IS_PROBLEM_LIST (self));
  gtk_widget_set_vexpand (self->scroller, fills);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), fills ? -1 : MOST_HEIGHT);
}

void
rc_problem_list_add_button (RcProblemList *self, GtkWidget *button)
{
  g_return_if_fail (RC_IS_PROBLEM_LIST (self));
  gtk_widget_set_valign (button, GTK_ALIGN_END);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->head), button);
}

static void
rc_problem_list_dispose (GObject *object)
{
  RcProblemList *self = RC_PROBLEM_LIST (object);

  /* Its rows know this list: they go first. */
  if (self->problems != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (rc_problem_list_parent_class)->dispose (object);
}

static void
rc_problem_list_class_init (RcProblemListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_problem_list_dispose;
}

static void
rc_problem_list_init (RcProblemList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->head = rc_rows_make_box (9, RC_ROWS_WIDTH);
  self->title = gtk_label_new (NULL);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "section-name");
  self->scroller = gtk_scrolled_window_new ();
  self->list = gtk_list_view_new (NULL, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Things to look at"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_valign (self->scroller, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->scroller, "card-list");
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_set_valign (self->chips, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->head), self->title);
  gtk_box_append (GTK_BOX (self->head), self->chips);
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), self->scroller);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
