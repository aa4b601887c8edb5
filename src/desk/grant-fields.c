/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a grant on the screen. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/deadlines-editor.h"
#include "desk/facts-editor.h"
#include "desk/field.h"
#include "desk/grant-fields.h"
#include "desk/list-editor.h"
#include "desk/rows.h"
#include "desk/subject-suggestions.h"
#include "desk/value-chooser.h"
#include "pages/grant-words.h"
#include "widgets/language.h"
#include "widgets/wrap-layout.h"

#include <glib/gi18n.h>

#define SHORT 8
#define LINES_HEIGHT 96

static const char *const types[] = { "", "fellowship", "scholarship", "project", "call", "award", "prize" };
/* Those that calls are written in here, and what the centre's visitors read. */
static const char *const languages[] = { "",    "kaz", "rus", "eng", "fre", "ara", "chi", "ger", "ita", "jpn", "kir", "kor", "mon", "per", "pol", "por",
                                         "spa", "tgk", "tuk", "tur", "uig", "ukr", "uzb", "mul" };
static const char *const audiences[] = { "researcher", "educator", "student", "organisation" };

struct _RcGrantFields
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;          /* (owned) */
  GCancellable *cancellable;       /* (owned) of suggestions */
  char *unknown_type;              /* (owned) (nullable) a type that is none of ours: kept as it is */
  char *unknown_language;          /* (owned) (nullable) likewise */
  gboolean filling;                /* values come from the program */
  RcField *texts[RC_GRANT_N_TEXTS]; /* (borrowed) children; NULL where the field is another widget */
  GtkWidget *type;
  GtkWidget *language;
  GtkWidget *audience[G_N_ELEMENTS (audiences)];
  GStrv written_audience;          /* (owned) (nullable) as it was when it was shown */
  GtkWidget *countries, *countries_hint;
  GtkWidget *subjects;
  GtkWidget *deadlines;
  GtkWidget *facts;
  GtkWidget *closed;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RcGrantFields, rc_grant_fields, GTK_TYPE_BOX)

static void
changed_cb (RcGrantFields *self)
{
  if (!self->filling)
    g_signal_emit (self, changed_signal, 0);
}

static guint
find_type (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i], type))
      return i;
  return G_N_ELEMENTS (types);
}

/* One that we have no word for has a row of its own while it is shown. */
static void
write_type (RcGrantFields *self, const char *type)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not stated"));
  for (guint i = 1; i < G_N_ELEMENTS (types); i++)
    gtk_string_list_take (names, rc_grant_dup_type (types[i]));
  g_clear_pointer (&self->unknown_type, g_free);
  if (find_type (type) == G_N_ELEMENTS (types))
    {
      self->unknown_type = g_strdup (type);
      gtk_string_list_append (names, type);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->type), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->type), find_type (type));
}

static guint
find_language (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], code))
      return i;
  return G_N_ELEMENTS (languages);
}

/* Each in itself, as everywhere; one that is not among them has a row of its own while it is shown. */
static void
write_language (RcGrantFields *self, const char *code)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not stated"));
  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    gtk_string_list_take (names, rc_language_dup_name (languages[i]));
  g_clear_pointer (&self->unknown_language, g_free);
  if (find_language (code) == G_N_ELEMENTS (languages))
    {
      char *name = rc_language_dup_name (code);

      self->unknown_language = g_strdup (code);
      gtk_string_list_take (names, name != NULL ? name : g_strdup (code));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->language), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->language), find_language (code));
}

static void
write_audience (RcGrantFields *self, GStrv words)
{
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->audience[i]), g_strv_contains ((const char *const *) words, audiences[i]));
  g_strfreev (self->written_audience);
  self->written_audience = g_strdupv (words);
}

void
rc_grant_fields_write (RcGrantFields *self, const RcGrantForm *form)
{
  g_return_if_fail (RC_IS_GRANT_FIELDS (self));

  self->filling = TRUE;
  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    if (self->texts[i] != NULL)
      {
        rc_field_set_text (self->texts[i], form->texts[i]);
        rc_field_set_fault (self->texts[i], NULL);
      }
  write_type (self, form->texts[RC_GRANT_FIELD_TYPE]);
  write_language (self, form->texts[RC_GRANT_FIELD_LANGUAGE]);
  write_audience (self, form->audience);
  rc_value_chooser_set_values (RC_VALUE_CHOOSER (self->countries), (const char *const *) form->countries);
  rc_list_editor_set_values (RC_LIST_EDITOR (self->subjects), (const char *const *) form->subjects);
  rc_cards_editor_set_forms (RC_CARDS_EDITOR (self->deadlines), form->deadlines);
  rc_cards_editor_set_forms (RC_CARDS_EDITOR (self->facts), form->facts);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->closed), form->closed);
  gtk_widget_set_visible (self->countries_hint, FALSE);
  self->filling = FALSE;
}

static gboolean
is_ticked (RcGrantFields *self, const char *word, gboolean otherwise)
{
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (g_str_equal (word, audiences[i]))
      return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->audience[i]));
  return otherwise;
}

/* In the order in which they stood; words that are none of ours stay. */
static GStrv
read_audience (RcGrantFields *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *const *written = (const char *const *) self->written_audience;

  for (guint i = 0; written != NULL && written[i] != NULL; i++)
    if (is_ticked (self, written[i], TRUE))
      g_strv_builder_add (words, written[i]);
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (is_ticked (self, audiences[i], FALSE) && (written == NULL || !g_strv_contains (written, audiences[i])))
      g_strv_builder_add (words, audiences[i]);
  return g_strv_builder_end (words);
}

RcGrantForm *
rc_grant_fields_read (RcGrantFields *self)
{
  RcGrantForm *form = g_new0 (RcGrantForm, 1);
  guint type, language;

  g_return_val_if_fail (RC_IS_GRANT_FIELDS (self), NULL);

  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    if (self->texts[i] != NULL)
      form->texts[i] = rc_field_dup_text (self->texts[i]);
  type = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->type));
  form->texts[RC_GRANT_FIELD_TYPE] = g_strdup (type < G_N_ELEMENTS (types) ? types[type] : self->unknown_type != NULL ? self->unknown_type : "");
  language = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->language));
  form->texts[RC_GRANT_FIELD_LANGUAGE]
    = g_strdup (language < G_N_ELEMENTS (languages) ? languages[language] : self->unknown_language != NULL ? self->unknown_language : "");
  form->audience = read_audience (self);
  form->countries = rc_value_chooser_dup_values (RC_VALUE_CHOOSER (self->countries));
  form->subjects = rc_list_editor_dup_values (RC_LIST_EDITOR (self->subjects));
  form->deadlines = rc_cards_editor_dup_forms (RC_CARDS_EDITOR (self->deadlines));
  form->facts = rc_cards_editor_dup_forms (RC_CARDS_EDITOR (self->facts));
  form->closed = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->closed));
  return form;
}

void
rc_grant_fields_show_faults (RcGrantFields *self, GPtrArray *faults)
{
  const char *messages[RC_GRANT_N_TEXTS] = { NULL };
  const char *wrong_country = NULL;

  g_return_if_fail (RC_IS_GRANT_FIELDS (self));

  for (guint i = 0; i < faults->len; i++)
    {
      const RcGrantFault *fault = g_ptr_array_index (faults, i);

      if (fault->field < RC_GRANT_N_TEXTS)
        messages[fault->field] = fault->message;
      else if (fault->field == RC_GRANT_FIELD_COUNTRIES)
        wrong_country = fault->message;
    }
  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    if (self->texts[i] != NULL)
      rc_field_set_fault (self->texts[i], messages[i]);
  gtk_label_set_label (GTK_LABEL (self->countries_hint), wrong_country != NULL ? wrong_country : "");
  gtk_widget_set_visible (self->countries_hint, wrong_country != NULL);
}

void
rc_grant_fields_focus (RcGrantFields *self, GPtrArray *faults)
{
  const RcGrantFault *fault = faults != NULL && faults->len > 0 ? g_ptr_array_index (faults, 0) : NULL;
  RcGrantField field = fault != NULL ? fault->field : RC_GRANT_FIELD_TITLE;

  g_return_if_fail (RC_IS_GRANT_FIELDS (self));

  if (field < RC_GRANT_N_TEXTS && self->texts[field] != NULL)
    gtk_widget_grab_focus (rc_field_get_widget (self->texts[field]));
  else if (field == RC_GRANT_FIELD_LANGUAGE)
    gtk_widget_grab_focus (self->language);
  else
    gtk_widget_child_focus (field == RC_GRANT_FIELD_COUNTRIES ? self->countries : field == RC_GRANT_FIELD_FACTS ? self->facts : self->deadlines,
                            GTK_DIR_TAB_FORWARD);
}

static void
suggest_subject_cb (RcListEditor *list, const char *typed, RcGrantFields *self)
{
  rc_subject_suggestions_show (list, typed, self->catalogue, self->cancellable);
}

static GtkWidget *
add_line (RcGrantFields *self)
{
  GtkWidget *line = rc_rows_make_box (12, RC_ROWS_FORM_WIDTH);

  gtk_box_append (GTK_BOX (self), line);
  return line;
}

static void
add_text (RcGrantFields *self, GtkWidget *line, RcGrantField field, const char *label, GtkWidget *widget, gboolean expand)
{
  RcField *added = rc_field_new (label, widget);

  gtk_widget_set_hexpand (GTK_WIDGET (added), expand);
  if (GTK_IS_EDITABLE (widget))
    {
      if (expand)
        gtk_editable_set_max_width_chars (GTK_EDITABLE (widget), -1);
      g_signal_connect_object (widget, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  else
    g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget)))), "changed",
                             G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (added));
  self->texts[field] = added;
}

static void
add_name (RcGrantFields *self, const char *name)
{
  gtk_box_append (GTK_BOX (self), rc_rows_make_label (name, "section-name"));
}

static GtkWidget *
add_list (RcGrantFields *self, const char *item_label, const char *add_label)
{
  GtkWidget *list = g_object_new (RC_TYPE_LIST_EDITOR, "item-label", item_label, "add-label", add_label, NULL);

  g_signal_connect_object (list, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), list);
  return list;
}

static void
add_what (RcGrantFields *self)
{
  GtkWidget *line;
  RcField *type;

  add_name (self, _ ("What it is"));
  add_text (self, add_line (self), RC_GRANT_FIELD_TITLE, _ ("Title of the grant"), rc_field_make_entry (SHORT), TRUE);
  line = add_line (self);
  add_text (self, line, RC_GRANT_FIELD_FUNDER, _ ("Funder"), rc_field_make_entry (SHORT), TRUE);
  self->type = gtk_drop_down_new (NULL, NULL);
  type = rc_field_new (_ ("Type"), self->type);
  g_signal_connect_object (self->type, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (type));
  add_text (self, add_line (self), RC_GRANT_FIELD_URL, _ ("Where to apply"), rc_field_make_entry (SHORT), TRUE);
  add_text (self, add_line (self), RC_GRANT_FIELD_SUMMARY, _ ("What it is for"), rc_field_make_lines (LINES_HEIGHT), TRUE);
}

static void
add_when (RcGrantFields *self)
{
  GtkWidget *line;

  add_name (self, _ ("Deadlines"));
  self->deadlines = GTK_WIDGET (rc_deadlines_editor_new ());
  g_signal_connect_object (self->deadlines, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->deadlines);
  line = add_line (self);
  add_text (self, line, RC_GRANT_FIELD_OPENS, _ ("Opens on, as 30.11.2026"), rc_field_make_entry (12), FALSE);
  self->closed = gtk_check_button_new_with_label (_ ("It is closed, whatever its deadline says"));
  gtk_widget_set_valign (self->closed, GTK_ALIGN_END);
  g_signal_connect_object (self->closed, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->closed);
}

static void
add_how_much (RcGrantFields *self)
{
  GtkWidget *line;

  add_name (self, _ ("How much"));
  add_text (self, add_line (self), RC_GRANT_FIELD_AMOUNT, _ ("In the funder’s words"), rc_field_make_entry (SHORT), TRUE);
  line = add_line (self);
  add_text (self, line, RC_GRANT_FIELD_AMOUNT_MIN, C_ ("amount", "From"), rc_field_make_entry (12), FALSE);
  add_text (self, line, RC_GRANT_FIELD_AMOUNT_MAX, _ ("Up to"), rc_field_make_entry (12), FALSE);
  add_text (self, line, RC_GRANT_FIELD_CURRENCY, _ ("Currency"), rc_field_make_entry (6), FALSE);
}

static void
add_who (RcGrantFields *self)
{
  GtkWidget *boxes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  add_name (self, _ ("Who may apply"));
  add_text (self, add_line (self), RC_GRANT_FIELD_ELIGIBILITY, _ ("In the funder’s words"), rc_field_make_lines (LINES_HEIGHT), TRUE);
  gtk_widget_set_layout_manager (boxes, rc_wrap_layout_new (18));
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    {
      g_autofree char *label = rc_grant_dup_audience (audiences[i]);

      self->audience[i] = gtk_check_button_new_with_label (label);
      g_signal_connect_object (self->audience[i], "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (boxes), self->audience[i]);
    }
  gtk_box_append (GTK_BOX (self), boxes);
  gtk_box_append (GTK_BOX (self), rc_rows_make_label (_ ("Countries of those who may apply"), "field-name"));
  self->countries = GTK_WIDGET (rc_value_chooser_new (_ ("Countries of those who may apply")));
  rc_value_chooser_set_kind (RC_VALUE_CHOOSER (self->countries), RC_FACT_CITIZENSHIP);
  g_signal_connect_object (self->countries, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->countries);
  self->countries_hint = rc_rows_make_lines (NULL, "error-hint");
  gtk_box_append (GTK_BOX (self), self->countries_hint);
  gtk_box_append (GTK_BOX (self), rc_rows_make_label (_ ("Conditions, one by one"), "field-name"));
  self->facts = GTK_WIDGET (rc_facts_editor_new ());
  g_signal_connect_object (self->facts, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->facts);
}

static void
add_rest (RcGrantFields *self)
{
  GtkWidget *line;
  RcField *language;

  add_name (self, _ ("Subjects"));
  self->subjects = add_list (self, _ ("Subject"), _ ("Add subject"));
  g_signal_connect_object (self->subjects, "suggest", G_CALLBACK (suggest_subject_cb), self, 0);
  line = add_line (self);
  self->language = gtk_drop_down_new (NULL, NULL);
  language = rc_field_new (_ ("Language"), self->language);
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (language));
  add_text (self, line, RC_GRANT_FIELD_NUMBER, _ ("The funder’s number of the call"), rc_field_make_entry (16), FALSE);
}

static void
rc_grant_fields_dispose (GObject *object)
{
  RcGrantFields *self = RC_GRANT_FIELDS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_grant_fields_parent_class)->dispose (object);
}

static void
rc_grant_fields_finalize (GObject *object)
{
  RcGrantFields *self = RC_GRANT_FIELDS (object);

  g_clear_object (&self->cancellable);
  g_free (self->unknown_type);
  g_free (self->unknown_language);
  g_strfreev (self->written_audience);
  G_OBJECT_CLASS (rc_grant_fields_parent_class)->finalize (object);
}

static void
rc_grant_fields_class_init (RcGrantFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_grant_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_grant_fields_finalize;
  changed_signal = g_signal_new ("changed", RC_TYPE_GRANT_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rc_grant_fields_init (RcGrantFields *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->filling = TRUE;
  add_what (self);
  add_when (self);
  add_how_much (self);
  add_who (self);
  add_rest (self);
  self->filling = FALSE;
}

RcGrantFields *
rc_grant_fields_new (RcCatalogue *catalogue)
{
  RcGrantFields *self = g_object_new (RC_TYPE_GRANT_FIELDS, NULL);

  self->catalogue = g_object_ref (catalogue);
  return self;
}
