/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table, what stands in them, and what each is taken for. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/columns-list.h"

#include "desk/column-words.h"
#include "desk/drop-search.h"
#include "desk/rows.h"

#include <glib/gi18n.h>

#define N_SAMPLES 3
#define SAMPLE_CHARS 40
#define MOST_SHOWN 60 /* columns: each has a drop-down of its own */

struct _RcColumnsList
{
  GtkBox parent_instance;
  RcCsvMapping *guess;   /* (owned) (nullable) */
  RcCsvMapping *mapping; /* (owned) (nullable) as it is now */
  GPtrArray *words;      /* (owned) char *, as the drop-downs have them */
  GtkStringList *names;  /* (owned) (nullable) of the words */
  GPtrArray *drops;      /* (owned) of borrowed GtkDropDown, one for each column that is shown */
  gboolean setting;      /* it is not people who choose */
  GtkWidget *list;
  GtkWidget *note;
  GtkWidget *more;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RcColumnsList, rc_columns_list, GTK_TYPE_BOX)

static RcCsvColumn *
get_column (const RcCsvMapping *mapping, guint index)
{
  return g_ptr_array_index (mapping->columns, index);
}

static void
set_word (RcCsvColumn *column, const char *word)
{
  if (g_strcmp0 (column->word, word) == 0)
    return;
  g_free (column->word);
  column->word = g_strdup (word);
  column->found = FALSE;
}

/* A drop-down says what it is of beside what is chosen. */
static void
name_drop (RcColumnsList *self, guint index)
{
  const RcCsvColumn *column = get_column (self->mapping, index);
  g_autofree char *word = rc_column_word_dup_name (column->word);

  rc_drop_down_set_name (g_ptr_array_index (self->drops, index), column->name, word);
}

static void
show_note (RcColumnsList *self)
{
  gboolean has_title = FALSE;

  for (guint i = 0; i < self->mapping->columns->len; i++)
    {
      const char *word = get_column (self->mapping, i)->word;

      has_title = has_title || g_str_equal (word, "title") || g_str_has_prefix (word, "245");
    }
  gtk_widget_set_visible (self->note, !has_title);
}

static guint
find_word (RcColumnsList *self, const char *word)
{
  guint index = 0;

  if (g_ptr_array_find_with_equal_func (self->words, word, g_str_equal, &index))
    return index;
  return GTK_INVALID_LIST_POSITION;
}

static void
selected_cb (RcColumnsList *self, GParamSpec *pspec, GtkDropDown *drop)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop), "column")), chosen = gtk_drop_down_get_selected (drop);

  if (self->setting || chosen >= self->words->len)
    return;
  set_word (get_column (self->mapping, index), g_ptr_array_index (self->words, chosen));
  name_drop (self, index);
  show_note (self);
  g_signal_emit (self, changed_signal, 0);
}

/* "1942 · 1927 · 2004": the first values that differ. */
static char *
dup_samples (GPtrArray *rows, guint column)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; rows != NULL && i < rows->len && values->len < N_SAMPLES; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);
      const char *cell = column < row->len ? g_ptr_array_index (row, column) : "";
      g_autofree char *cut = g_utf8_strlen (cell, -1) > SAMPLE_CHARS ? g_utf8_substring (cell, 0, SAMPLE_CHARS) : NULL;
      g_autofree char *value = cut != NULL ? g_strconcat (cut, "…", NULL) : g_strdup (cell);

      g_strdelimit (value, "\r\n\t", ' ');
      if (*value != '\0' && !g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
        g_ptr_array_add (values, g_steal_pointer (&value));
    }
  if (values->len == 0)
    return g_strdup (_ ("nothing in the first rows"));
  g_ptr_array_add (values, NULL);
  return g_strjoinv (" · ", (char **) values->pdata);
}

/* All words, or only the one that is chosen. */
static void
fill_drop (RcColumnsList *self, GtkDropDown *drop, gboolean all)
{
  const char *word = get_column (self->mapping, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop), "column")))->word;
  g_autofree char *name = rc_column_word_dup_name (word);
  const char *const names[] = { name, NULL };
  g_autoptr (GtkStringList) one = all ? NULL : gtk_string_list_new (names);

  self->setting = TRUE;
  gtk_drop_down_set_model (drop, G_LIST_MODEL (all ? self->names : one));
  gtk_drop_down_set_selected (drop, all ? find_word (self, word) : 0);
  self->setting = FALSE;
}

/* The words of a drop-down cost more than all else of a row: they come when it is opened. */
static void
opened_cb (RcColumnsList *self, GtkToggleButton *button)
{
  GtkDropDown *drop = GTK_DROP_DOWN (gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_DROP_DOWN));

  if (gtk_toggle_button_get_active (button) && gtk_drop_down_get_model (drop) != G_LIST_MODEL (self->names))
    fill_drop (self, drop, TRUE);
}

static GtkWidget *
make_drop (RcColumnsList *self, guint index)
{
  GtkWidget *drop = gtk_drop_down_new (NULL, NULL);

  rc_drop_down_add_search (GTK_DROP_DOWN (drop));
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (drop), "column", GUINT_TO_POINTER (index));
  fill_drop (self, GTK_DROP_DOWN (drop), FALSE);
  g_signal_connect_object (gtk_widget_get_first_child (drop), "toggled", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->drops, drop);
  return drop;
}

static GtkWidget *
make_head (const RcCsvColumn *column)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  gtk_box_append (GTK_BOX (head), rc_rows_make_label (column->name, "row-name"));
  if (column->found)
    {
      GtkWidget *mark = gtk_label_new (_ ("to check"));

      gtk_widget_add_css_class (mark, "guess-mark");
      gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (mark, _ ("Guessed by what stands in the column, or by one word of its name"));
      gtk_box_append (GTK_BOX (head), mark);
    }
  return head;
}

static void
add_row (RcColumnsList *self, GtkSizeGroup *widths, GPtrArray *rows, guint index)
{
  const RcCsvColumn *column = get_column (self->mapping, index);
  GtkWidget *box = rc_rows_make_box (18, RC_ROWS_WIDTH), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *drop = make_drop (self, index);
  g_autofree char *samples = dup_samples (rows, index);
  g_autofree char *name = g_strdup_printf ("%s: %s", column->name, samples);
  GtkWidget *row;

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), make_head (column));
  gtk_box_append (GTK_BOX (lines), rc_rows_make_label (samples, "second-line"));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), drop);
  gtk_size_group_add_widget (widths, drop);
  row = rc_rows_make_row (box, "column-row", name);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  name_drop (self, index);
}

/* Our words, and the places in MARC that this table names besides. */
static void
gather_words (RcColumnsList *self)
{
  g_autofree const char **words = rc_csv_get_words ();

  g_ptr_array_set_size (self->words, 0);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (self->words, g_strdup (words[i]));
  for (guint i = 0; i < self->mapping->columns->len; i++)
    if (find_word (self, get_column (self->mapping, i)->word) == GTK_INVALID_LIST_POSITION)
      g_ptr_array_add (self->words, g_strdup (get_column (self->mapping, i)->word));
}

static void
make_names (RcColumnsList *self)
{
  gather_words (self);
  g_clear_object (&self->names);
  self->names = gtk_string_list_new (NULL);
  for (guint i = 0; i < self->words->len; i++)
    gtk_string_list_take (self->names, rc_column_word_dup_name (g_ptr_array_index (self->words, i)));
}

/* A table of hundreds of columns: those that nobody can see here are what they were guessed. */
static void
show_more (RcColumnsList *self)
{
  guint n = self->mapping->columns->len > MOST_SHOWN ? self->mapping->columns->len - MOST_SHOWN : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("%u more column is taken as guessed", "%u more columns are taken as guessed", n), n);

  gtk_label_set_label (GTK_LABEL (self->more), words);
  gtk_widget_set_visible (self->more, n > 0);
}

/* By their places: the names may read otherwise now. */
static void
keep_changes (RcColumnsList *self, const RcCsvMapping *old_guess, const RcCsvMapping *old)
{
  if (old == NULL || old->columns->len != self->mapping->columns->len)
    return;
  for (guint i = 0; i < old->columns->len; i++)
    if (!g_str_equal (get_column (old, i)->word, get_column (old_guess, i)->word))
      set_word (get_column (self->mapping, i), get_column (old, i)->word);
}

void
rc_columns_list_show (RcColumnsList *self, const RcCsvMapping *guess, GPtrArray *rows, gboolean again)
{
  g_autoptr (RcCsvMapping) old_guess = NULL;
  g_autoptr (RcCsvMapping) old = NULL;
  g_autoptr (GtkSizeGroup) widths = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  g_return_if_fail (RC_IS_COLUMNS_LIST (self));

  old_guess = g_steal_pointer (&self->guess);
  old = g_steal_pointer (&self->mapping);
  rc_rows_clear (self->list);
  g_ptr_array_set_size (self->drops, 0);
  if (guess == NULL)
    return;
  self->guess = rc_csv_mapping_copy (guess);
  self->mapping = rc_csv_mapping_copy (guess);
  if (again)
    keep_changes (self, old_guess, old);
  make_names (self);
  for (guint i = 0; i < MIN (self->mapping->columns->len, MOST_SHOWN); i++)
    add_row (self, widths, rows, i);
  show_note (self);
  show_more (self);
}

static const RcCsvColumn *
find_said (const RcCsvMapping *profile, const char *name, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  const RcCsvColumn *same = index < profile->columns->len ? get_column (profile, index) : NULL;

  if (same != NULL && (g_str_equal (same->name, name) || g_str_equal (same->name, number)))
    return same;
  for (guint i = 0; i < profile->columns->len; i++)
    if (g_str_equal (get_column (profile, i)->name, name))
      return get_column (profile, i);
  return NULL;
}

/* Takes over a word that the drop-downs may not have yet. */
static void
select_words (RcColumnsList *self)
{
  make_names (self);
  for (guint i = 0; i < self->drops->len; i++)
    {
      fill_drop (self, g_ptr_array_index (self->drops, i), FALSE);
      name_drop (self, i);
    }
  show_note (self);
}

void
rc_columns_list_apply (RcColumnsList *self, const RcCsvMapping *profile)
{
  g_return_if_fail (RC_IS_COLUMNS_LIST (self));

  if (self->guess == NULL)
    return;
  g_clear_pointer (&self->mapping, rc_csv_mapping_free);
  self->mapping = rc_csv_mapping_copy (self->guess);
  for (guint i = 0; profile != NULL && i < self->mapping->columns->len; i++)
    {
      RcCsvColumn *column = get_column (self->mapping, i);
      const RcCsvColumn *said = find_said (profile, column->name, i);

      set_word (column, said != NULL ? said->word : "other");
      column->values = said != NULL ? said->values : '\0';
    }
  if (profile != NULL)
    {
      self->mapping->values = profile->values;
      self->mapping->order = profile->order;
    }
  select_words (self);
}

gboolean
rc_columns_list_is_of (RcColumnsList *self, const RcCsvMapping *profile)
{
  g_return_val_if_fail (RC_IS_COLUMNS_LIST (self) && profile != NULL, FALSE);

  if (self->guess == NULL || profile->columns->len != self->guess->columns->len)
    return FALSE;
  for (guint i = 0; i < self->guess->columns->len; i++)
    if (find_said (profile, get_column (self->guess, i)->name, i) == NULL)
      return FALSE;
  return TRUE;
}

RcCsvMapping *
rc_columns_list_dup_mapping (RcColumnsList *self)
{
  g_return_val_if_fail (RC_IS_COLUMNS_LIST (self), NULL);
  return self->mapping != NULL ? rc_csv_mapping_copy (self->mapping) : NULL;
}

gboolean
rc_columns_list_is_guess (RcColumnsList *self)
{
  g_return_val_if_fail (RC_IS_COLUMNS_LIST (self), TRUE);

  for (guint i = 0; self->mapping != NULL && i < self->mapping->columns->len; i++)
    if (!g_str_equal (get_column (self->mapping, i)->word, get_column (self->guess, i)->word)
        || get_column (self->mapping, i)->values != get_column (self->guess, i)->values)
      return FALSE;
  return self->mapping == NULL || (self->mapping->values == self->guess->values && self->mapping->order == self->guess->order);
}

static void
rc_columns_list_finalize (GObject *object)
{
  RcColumnsList *self = RC_COLUMNS_LIST (object);

  g_clear_pointer (&self->guess, rc_csv_mapping_free);
  g_clear_pointer (&self->mapping, rc_csv_mapping_free);
  g_clear_object (&self->names);
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->drops);
  G_OBJECT_CLASS (rc_columns_list_parent_class)->finalize (object);
}

static void
rc_columns_list_class_init (RcColumnsListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_columns_list_finalize;
  changed_signal = g_signal_new ("changed", RC_TYPE_COLUMNS_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_columns_list_init (RcColumnsList *self)
{
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->drops = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->note = g_object_new (GTK_TYPE_LABEL, "label", _ ("No column holds the title: say which one does, or the records will have none."),
                             "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->note, "row-error");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns of the table"), -1);
  gtk_box_append (GTK_BOX (self), self->note);
  self->more = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->more, "muted");
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->more);
}
