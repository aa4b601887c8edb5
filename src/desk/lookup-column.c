/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one library has: its records below each other, each of which can be taken over. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/lookup-column.h"

#include "desk/rows.h"
#include "desk/work.h"
#include "widgets/format.h"
#include "widgets/language.h"

#include <glib/gi18n.h>

#define COLUMN_CHARS 24 /* four libraries beside each other in a window as it opens */

struct _RcLookupColumn
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  RcLookupAnswer *answer;    /* (owned) */
};

/* One record of it. */
typedef struct
{
  RcLookupColumn *column;   /* (owned) while it is taken over, else borrowed */
  const RcReaderItem *item; /* (borrowed) */
  GtkWidget *button;        /* (borrowed) lives as long as the column */
  gint64 id;                /* in the catalogue; 0: not taken */
} Row;

static guint told_signal;
static guint open_signal;

G_DEFINE_FINAL_TYPE (RcLookupColumn, rc_lookup_column, GTK_TYPE_BOX)

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Row *row = user_data;
  g_autoptr (RcLookupColumn) self = row->column;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSaved) saved = rc_work_finish (RC_CATALOGUE (source), result, &error);

  if (self->catalogue == NULL)
    return;
  gtk_widget_set_sensitive (row->button, saved == NULL);
  if (saved == NULL)
    {
      g_signal_emit (self, told_signal, 0, error->message);
      return;
    }
  row->id = saved->record;
  gtk_button_set_label (GTK_BUTTON (row->button), _ ("Open"));
  gtk_widget_remove_css_class (row->button, "suggested-action");
  gtk_widget_set_sensitive (row->button, TRUE);
  g_signal_emit (self, told_signal, 0,
                 saved->batch != 0 ? _ ("The record is in the catalogue now. The imports can take it back.")
                                   : _ ("The catalogue had this record already: nothing was changed."));
}

static void
pressed_cb (GtkButton *button, gpointer user_data)
{
  Row *row = user_data;

  if (row->id != 0)
    {
      g_signal_emit (row->column, open_signal, 0, row->id);
      return;
    }
  gtk_widget_set_sensitive (row->button, FALSE);
  g_object_ref (row->column);
  rc_work_take_async (row->column->catalogue, row->item, row->column->answer->name, NULL, taken_cb, row);
}

static void
row_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* "Paris : UNESCO, 2005 · English · 312 pages": what is known of it. */
static char *
dup_facts (const RcDescription *description)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (description->publisher != NULL)
    g_ptr_array_add (parts, g_strdup (description->publisher));
  if (description->year != 0)
    g_ptr_array_add (parts, g_strdup_printf ("%d", description->year));
  if (description->languages[0] != NULL)
    g_ptr_array_add (parts, rc_language_dup_name (description->languages[0]));
  if (description->extent != NULL)
    g_ptr_array_add (parts, g_strdup (description->extent));
  if (description->edition != NULL)
    g_ptr_array_add (parts, g_strdup (description->edition));
  for (guint i = parts->len; i > 0; i--)
    if (g_ptr_array_index (parts, i - 1) == NULL)
      g_ptr_array_remove_index (parts, i - 1);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkWidget *
make_lines (const char *text, const char *class)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars", COLUMN_CHARS, "lines", 3,
                       "ellipsize", PANGO_ELLIPSIZE_END, "css-classes", (const char *[]){ class, NULL }, NULL);
}

static void
add_record (RcLookupColumn *self, GtkWidget *list, const RcReaderItem *item)
{
  g_autoptr (RcDescription) description = rc_description_new_from_marc (item->record->marc);
  g_autofree char *people = g_strjoinv ("; ", description->people);
  g_autofree char *facts = dup_facts (description);
  const char *title = rc_format_title (description->title);
  /* Translators: %s is the title of the record that the button takes over. */
  g_autofree char *name = g_strdup_printf (_ ("Take over: %s"), title);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  Row *row = g_new0 (Row, 1);

  gtk_box_append (GTK_BOX (box), make_lines (title, "work-title"));
  if (*people != '\0')
    gtk_box_append (GTK_BOX (box), make_lines (people, "second-line"));
  if (*facts != '\0')
    gtk_box_append (GTK_BOX (box), make_lines (facts, "second-line"));
  if (description->identifiers[0] != NULL)
    gtk_box_append (GTK_BOX (box), rc_rows_make_label (description->identifiers[0], "second-line"));
  row->column = self;
  row->item = item;
  row->button = g_object_new (GTK_TYPE_BUTTON, "label", _ ("Take over"), "halign", GTK_ALIGN_START, "margin-top", 4, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (row->button, "clicked", G_CALLBACK (pressed_cb), row, row_free, 0);
  gtk_box_append (GTK_BOX (box), row->button);
  gtk_list_box_append (GTK_LIST_BOX (list), rc_rows_make_row (box, "source-row", title));
}

/* How much it has, or why it says nothing. */
static char *
dup_words (const RcLookupAnswer *answer)
{
  g_autofree char *number = NULL;

  if (answer->failure != NULL && answer->items->len == 0)
    return rc_refresh_dup_words (answer->failure);
  if (answer->total == 0)
    return g_strdup (_ ("Nothing found"));
  number = rc_format_count (answer->total);
  return g_strdup_printf (ngettext ("%s record", "%s records", (gulong) answer->total), number);
}

static void
fill (RcLookupColumn *self)
{
  g_autofree char *words = dup_words (self->answer);
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes",
                                  (const char *[]){ "boxed-list", NULL }, NULL);
  guint n = 0;

  gtk_box_append (GTK_BOX (self), make_lines (self->answer->name, "section-name"));
  gtk_box_append (GTK_BOX (self), make_lines (words, self->answer->failure != NULL ? "row-error" : "second-line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, self->answer->name, -1);
  for (guint i = 0; i < self->answer->items->len; i++)
    {
      const RcReaderItem *item = g_ptr_array_index (self->answer->items, i);

      if (item->record != NULL && item->record->marc != NULL)
        {
          add_record (self, list, item);
          n++;
        }
    }
  gtk_widget_set_visible (list, n > 0);
  gtk_box_append (GTK_BOX (self), list);
}

static void
rc_lookup_column_dispose (GObject *object)
{
  RcLookupColumn *self = RC_LOOKUP_COLUMN (object);

  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_lookup_column_parent_class)->dispose (object);
}

static void
rc_lookup_column_finalize (GObject *object)
{
  rc_lookup_answer_free (RC_LOOKUP_COLUMN (object)->answer);
  G_OBJECT_CLASS (rc_lookup_column_parent_class)->finalize (object);
}

static void
rc_lookup_column_class_init (RcLookupColumnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_lookup_column_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_lookup_column_finalize;
  told_signal = g_signal_new ("told", RC_TYPE_LOOKUP_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  open_signal = g_signal_new ("open", RC_TYPE_LOOKUP_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rc_lookup_column_init (RcLookupColumn *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

RcLookupColumn *
rc_lookup_column_new (RcCatalogue *catalogue, RcLookupAnswer *taken_answer)
{
  RcLookupColumn *self = g_object_new (RC_TYPE_LOOKUP_COLUMN, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->answer = taken_answer;
  fill (self);
  return self;
}
