/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records side by side, field by field, with what of the other one is taken. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/join-table.h"
#include "desk/rows.h"
#include "record/local.h"
#include "record/marc-diff.h"
#include "widgets/fill.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of more fields a screen is no help any more. */
#define MAX_ROWS 400
#define MAX_LINES 6
#define NAME_CHARS 18
#define ALL_CODES "abcdefghijklmnopqrstuvwxyz0123457"

struct _RcJoinTable
{
  GtkBox parent_instance;
  GArray *rows; /* (owned) (nullable) RcJoinRow */
  GtkWidget *list;
  GtkWidget *more;
};

/* A row of the screen. */
typedef struct
{
  GArray *rows;         /* (owned) */
  guint index;          /* in rows */
  GtkWidget *ours;      /* GtkLabel */
} Choice;

G_DEFINE_FINAL_TYPE (RcJoinTable, rc_join_table, GTK_TYPE_BOX)

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_array_unref (choice->rows);
  g_free (choice);
}

/* Year, country and language, which is what people know of these codes. */
static char *
dup_codes (const RcMarcField *field)
{
  const struct
  {
    gsize from, length;
  } parts[] = { { 7, 4 }, { 15, 3 }, { 35, 3 } };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = field->length >= parts[i].from + parts[i].length ? g_strndup (field->data + parts[i].from, parts[i].length) : g_strdup ("");

      if (*g_strstrip (part) != '\0')
        g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", part);
    }
  return g_utf8_make_valid (words->str, (gssize) words->len);
}

/* With everything that can be told apart: indicators and codes of subfields, too. */
static char *
dup_exactly (const RcMarcField *field)
{
  char *text = g_utf8_make_valid (field->data, (gssize) field->length);

  return g_strdelimit (text, "\x1f", '$');
}

static char *
dup_words (const RcMarcField *field)
{
  char *words;

  if (field == NULL)
    return g_strdup ("");
  if (g_str_equal (field->tag, "008"))
    return dup_codes (field);
  if (rc_marc_field_is_control (field))
    return dup_exactly (field);
  words = rc_marc_field_dup_subfields (field, ALL_CODES, " ");
  return words != NULL ? words : dup_exactly (field);
}

static GtkWidget *
make_text (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  rc_label_tell_cut (GTK_LABEL (label));
  return label;
}

static GtkWidget *
make_cell (GtkWidget *text, gboolean differs)
{
  GtkWidget *cell = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (cell, "join-cell");
  if (differs)
    gtk_widget_add_css_class (cell, "differs");
  gtk_box_append (GTK_BOX (cell), text);
  gtk_widget_set_hexpand (cell, TRUE);
  return cell;
}

static const char *
get_state (const RcJoinRow *row)
{
  if (row->same)
    return _ ("The same");
  if (row->ours >= 0 && row->theirs >= 0)
    return _ ("Differs");
  return row->ours >= 0 ? _ ("Only in the kept one") : _ ("Only in the other one");
}

/* What becomes of a field about which nobody is asked. */
static const char *
get_fate (const RcJoinRow *row, const RcMarcField *theirs)
{
  if (row->taken)
    return _ ("Comes along");
  if (g_str_equal (theirs->tag, "880"))
    return _ ("Goes with its field");
  return g_str_equal (theirs->tag, "001") ? _ ("Leads to the kept record") : _ ("Stays behind");
}

/* What is replaced is struck out. */
static void
strike (GtkWidget *label, gboolean out)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_strikethrough_new (out));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static void
toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  Choice *choice = user_data;
  RcJoinRow *row = &g_array_index (choice->rows, RcJoinRow, choice->index);

  row->taken = gtk_check_button_get_active (button);
  if (row->ours >= 0)
    strike (choice->ours, row->taken);
}

static GtkWidget *
make_choice (RcJoinTable *self, guint index, const char *field_name, const char *text, GtkWidget *ours)
{
  const RcJoinRow *row = &g_array_index (self->rows, RcJoinRow, index);
  const char *words = row->ours >= 0 ? _ ("Take this instead") : _ ("Take this too");
  g_autofree char *name = g_strdup_printf ("%s: %s, %s", words, field_name, text);
  GtkWidget *button = rc_rows_make_check (words);
  Choice *choice = g_new0 (Choice, 1);

  choice->rows = g_array_ref (self->rows);
  choice->index = index;
  choice->ours = ours;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), row->taken);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "toggled", G_CALLBACK (toggled_cb), choice, choice_free, 0);
  return button;
}

static GtkWidget *
make_name (const char *field_name, const char *state)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *label = make_text (field_name);

  gtk_widget_add_css_class (label, "field-name");
  gtk_box_append (GTK_BOX (box), label);
  if (*state != '\0')
    gtk_box_append (GTK_BOX (box), make_text (state));
  if (*state != '\0')
    gtk_widget_add_css_class (gtk_widget_get_last_child (box), "second-line");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gtk_label_set_width_chars (GTK_LABEL (child), NAME_CHARS);
      gtk_label_set_max_width_chars (GTK_LABEL (child), NAME_CHARS);
    }
  return box;
}

static GtkWidget *
make_row (RcJoinTable *self, guint index, const RcMarcField *ours, const RcMarcField *theirs)
{
  const RcJoinRow *row = &g_array_index (self->rows, RcJoinRow, index);
  const char *field_name = rc_marc_tag_get_name ((ours != NULL ? ours : theirs)->tag);
  GtkWidget *box = rc_rows_make_box (12, RC_ROWS_WIDTH);
  GtkWidget *cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *our_words = dup_words (ours);
  g_autofree char *their_words = dup_words (theirs);
  g_autofree char *name = NULL;
  GtkWidget *our_text, *their_text, *cell;

  if (!row->same && ours != NULL && theirs != NULL && g_str_equal (our_words, their_words))
    {
      g_free (our_words);
      g_free (their_words);
      our_words = dup_exactly (ours);
      their_words = dup_exactly (theirs);
    }
  our_text = make_text (our_words);
  their_text = make_text (their_words);
  if (row->same)
    {
      gtk_widget_add_css_class (our_text, "muted");
      gtk_widget_add_css_class (their_text, "muted");
    }
  gtk_box_set_homogeneous (GTK_BOX (cells), TRUE);
  gtk_widget_set_hexpand (cells, TRUE);
  gtk_box_append (GTK_BOX (cells), make_cell (our_text, !row->same && ours != NULL));
  cell = make_cell (their_text, !row->same && theirs != NULL);
  gtk_box_append (GTK_BOX (cells), cell);
  if (theirs != NULL && !row->fixed)
    gtk_box_append (GTK_BOX (cell), make_choice (self, index, field_name, their_words, our_text));
  else if (theirs != NULL && !row->same)
    gtk_box_append (GTK_BOX (cell), rc_rows_make_label (get_fate (row, theirs), "second-line"));
  if (row->taken && ours != NULL)
    strike (our_text, TRUE);
  gtk_box_append (GTK_BOX (box), make_name (field_name, row->same ? "" : get_state (row)));
  gtk_box_append (GTK_BOX (box), cells);
  /* Translators: a field, whether both records have the same in it, what the kept one has, and the other one. */
  name = g_strdup_printf (_ ("%s, %s: “%s”, “%s”"), field_name, get_state (row), our_words, their_words);
  return rc_rows_make_row (box, "join-row", name);
}

/* Codes that are the same, and the time of the last change, help nobody to tell records apart. */
static gboolean
is_shown (const RcJoinRow *row, const RcMarcField *field)
{
  return !g_str_equal (field->tag, "005") && !(row->same && rc_marc_field_is_control (field));
}

void
rc_join_table_show (RcJoinTable *self, GArray *rows, const RcMarc *keep, const RcMarc *other)
{
  guint n_shown = 0, n_hidden = 0;
  g_autofree char *words = NULL;

  g_return_if_fail (RC_IS_JOIN_TABLE (self) && rows != NULL && keep != NULL && other != NULL);

  rc_rows_clear (self->list);
  g_array_ref (rows);
  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = rows;
  for (guint i = 0; i < rows->len; i++)
    {
      const RcJoinRow *row = &g_array_index (rows, RcJoinRow, i);
      const RcMarcField *ours = row->ours >= 0 ? rc_marc_get_field (keep, (guint) row->ours) : NULL;
      const RcMarcField *theirs = row->theirs >= 0 ? rc_marc_get_field (other, (guint) row->theirs) : NULL;

      if (!is_shown (row, ours != NULL ? ours : theirs))
        continue;
      if (n_shown++ < MAX_ROWS)
        gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, i, ours, theirs));
      else
        n_hidden++;
    }
  words = n_hidden > 0 ? g_strdup_printf (ngettext ("%u more field is not shown", "%u more fields are not shown", n_hidden), n_hidden) : NULL;
  rc_label_fill (GTK_LABEL (self->more), words);
}

static void
rc_join_table_finalize (GObject *object)
{
  g_clear_pointer (&RC_JOIN_TABLE (object)->rows, g_array_unref);
  G_OBJECT_CLASS (rc_join_table_parent_class)->finalize (object);
}

static void
rc_join_table_class_init (RcJoinTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_join_table_finalize;
}

static void
rc_join_table_init (RcJoinTable *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "card-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Both records, field by field"), -1);
  self->more = rc_rows_make_label (NULL, "muted");
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->more);
}

RcJoinTable *
rc_join_table_new (void)
{
  return g_object_new (RC_TYPE_JOIN_TABLE, NULL);
}
