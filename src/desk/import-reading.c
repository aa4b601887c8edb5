/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file is read, or several of one kind, before they are tried out. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-reading.h"

#include "desk/columns-list.h"
#include "desk/drop-search.h"
#include "desk/import-words.h"
#include "desk/profile-bar.h"
#include "desk/readings-list.h"
#include "desk/rows.h"
#include "widgets/fill.h"
#include "widgets/wrap-layout.h"

#include <glib/gi18n.h>

/* In the order of the drop-down. */
static const RcFormat formats[] = { RC_FORMAT_MARC21, RC_FORMAT_UNIMARC, RC_FORMAT_RUSMARC, RC_FORMAT_MARCXML, RC_FORMAT_MARC_JSON,
                                    RC_FORMAT_MRK,    RC_FORMAT_MODS,    RC_FORMAT_DC,      RC_FORMAT_OAI,     RC_FORMAT_ISIS,
                                    RC_FORMAT_CSV,    RC_FORMAT_RIS,     RC_FORMAT_BIBTEX,  RC_FORMAT_CSL_JSON, RC_FORMAT_GRANTS_CSV };

struct _RcImportReading
{
  GtkBox parent_instance;
  RcFormat found;         /* what was recognised */
  gboolean unknown;       /* a table of no known columns */
  char *encoding;         /* (owned) (nullable) that somebody chose */
  gboolean setting;       /* it is not people who choose */
  GtkWidget *format_drop;
  GtkWidget *encodings_button;
  GtkWidget *readings_box;
  GtkWidget *readings;
  GtkWidget *titles_head;
  GtkWidget *titles;
  GtkWidget *table;
  GtkWidget *columns;
  GtkWidget *profiles;
};

enum
{
  CHANGED,
  TOLD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcImportReading, rc_import_reading, GTK_TYPE_BOX)

static RcFormat
get_format (RcImportReading *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->format_drop));

  return chosen < G_N_ELEMENTS (formats) ? formats[chosen] : RC_FORMAT_AUTO;
}

static void
name_format_drop (RcImportReading *self)
{
  rc_drop_down_set_name (GTK_DROP_DOWN (self->format_drop), _ ("Format"), rc_import_format_name (get_format (self)));
}

static void
format_cb (RcImportReading *self)
{
  name_format_drop (self);
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
encoding_cb (RcImportReading *self, const char *encoding)
{
  g_free (self->encoding);
  self->encoding = g_strdup (encoding);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
encodings_cb (RcImportReading *self)
{
  gtk_widget_set_visible (self->readings_box, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->encodings_button)));
}

static void
told_cb (RcImportReading *self, const char *words)
{
  g_signal_emit (self, signals[TOLD], 0, words);
}

static void
select_format (RcImportReading *self, RcFormat format)
{
  guint at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i] == format)
      at = i;
  self->setting = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->format_drop), at);
  self->setting = FALSE;
}

static void
show_titles (RcImportReading *self, const RcImportLook *look)
{
  gboolean shown = look->mapping == NULL && look->titles->len > 0;

  rc_box_empty (GTK_BOX (self->titles));
  for (guint i = 0; shown && i < look->titles->len; i++)
    gtk_box_append (GTK_BOX (self->titles), rc_rows_make_label (g_ptr_array_index (look->titles, i), "work-title"));
  gtk_widget_set_visible (self->titles, shown);
  gtk_widget_set_visible (self->titles_head, shown);
}

void
rc_import_reading_show (RcImportReading *self, const RcImportLook *look, gboolean again)
{
  g_return_if_fail (RC_IS_IMPORT_READING (self) && look != NULL);

  if (!again)
    {
      g_clear_pointer (&self->encoding, g_free);
      self->found = look->format;
      self->unknown = look->unknown;
      select_format (self, look->format);
      rc_readings_list_show (RC_READINGS_LIST (self->readings), look->readings, look->encoding);
      /* Where it is known, other encodings are there for those who ask. */
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->encodings_button), FALSE);
      gtk_widget_set_visible (self->encodings_button, look->readings->len > 1 && rc_import_look_is_encoding_sure (look));
      gtk_widget_set_visible (self->readings_box, !rc_import_look_is_encoding_sure (look));
    }
  show_titles (self, look);
  rc_columns_list_show (RC_COLUMNS_LIST (self->columns), look->mapping, look->rows, again);
  if (look->mapping != NULL && (!again || !gtk_widget_get_visible (self->table)))
    rc_profile_bar_show (RC_PROFILE_BAR (self->profiles), look->profiles);
  gtk_widget_set_visible (self->table, look->mapping != NULL);
}

RcImportWay *
rc_import_reading_dup_way (RcImportReading *self)
{
  gboolean is_table, said;
  RcImportWay *way;

  g_return_val_if_fail (RC_IS_IMPORT_READING (self), NULL);

  is_table = get_format (self) == RC_FORMAT_CSV;
  said = is_table && (self->unknown || !rc_columns_list_is_guess (RC_COLUMNS_LIST (self->columns)));
  way = g_new0 (RcImportWay, 1);
  way->format = get_format (self) == self->found && !self->unknown ? RC_FORMAT_AUTO : get_format (self);
  way->encoding = g_strdup (self->encoding);
  if (said)
    way->mapping = rc_columns_list_dup_mapping (RC_COLUMNS_LIST (self->columns));
  /* What a reader of tables is told it reads, whatever the file looks like. */
  if (said)
    way->format = RC_FORMAT_CSV;
  return way;
}

static void
rc_import_reading_finalize (GObject *object)
{
  g_free (RC_IMPORT_READING (object)->encoding);
  G_OBJECT_CLASS (rc_import_reading_parent_class)->finalize (object);
}

static void
rc_import_reading_class_init (RcImportReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_import_reading_finalize;
  signals[CHANGED] = g_signal_new ("changed", RC_TYPE_IMPORT_READING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOLD] = g_signal_new ("told", RC_TYPE_IMPORT_READING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_format_row (RcImportReading *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_string_list_append (names, rc_import_format_name (formats[i]));
  gtk_widget_set_layout_manager (row, rc_wrap_layout_new (9));
  self->format_drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  g_signal_connect_object (self->format_drop, "notify::selected", G_CALLBACK (format_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), gtk_label_new (_ ("Format")));
  gtk_box_append (GTK_BOX (row), self->format_drop);
  self->encodings_button = gtk_toggle_button_new_with_label (_ ("Other encodings"));
  g_signal_connect_object (self->encodings_button, "toggled", G_CALLBACK (encodings_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->encodings_button);
  return row;
}

static GtkWidget *
make_table (RcImportReading *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *head = rc_rows_make_box (9, RC_ROWS_WIDTH), *title = rc_rows_make_label (_ ("What the columns hold"), "section-name");

  self->columns = g_object_new (RC_TYPE_COLUMNS_LIST, NULL);
  self->profiles = g_object_new (RC_TYPE_PROFILE_BAR, NULL);
  g_signal_connect_object (self->profiles, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->profiles);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->columns);
  return box;
}

static void
rc_import_reading_init (RcImportReading *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->readings_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->readings = g_object_new (RC_TYPE_READINGS_LIST, NULL);
  g_signal_connect_object (self->readings, "chosen", G_CALLBACK (encoding_cb), self, G_CONNECT_SWAPPED);
  self->titles_head = rc_rows_make_label (_ ("The first titles, as they would be read"), "section-name");
  self->titles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->titles, "note");
  self->table = make_table (self);
  gtk_box_append (GTK_BOX (self), make_format_row (self));
  gtk_box_append (GTK_BOX (self->readings_box), self->readings);
  gtk_box_append (GTK_BOX (self), self->readings_box);
  gtk_box_append (GTK_BOX (self), self->titles_head);
  gtk_box_append (GTK_BOX (self), self->titles);
  gtk_box_append (GTK_BOX (self), self->table);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
rc_import_reading_set_catalogue (RcImportReading *self, RcCatalogue *catalogue)
{
  g_return_if_fail (RC_IS_IMPORT_READING (self));
  rc_profile_bar_set_columns (RC_PROFILE_BAR (self->profiles), catalogue, RC_COLUMNS_LIST (self->columns));
}
