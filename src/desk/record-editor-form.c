/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's form: its fields, what they suggest, and the files of the record. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/copies-editor.h"
#include "desk/language-list.h"
#include "desk/record-editor-private.h"
#include "desk/record-history.h"
#include "desk/rows.h"
#include "desk/subject-suggestions.h"
#include "widgets/fill.h"
#include "widgets/format.h"
#include "widgets/group.h"
#include "widgets/language-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_DOCUMENT_ROWS 50 /* a disc has thousands */


static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static char *
dup_trimmed (GtkWidget *entry)
{
  return g_strstrip (g_strdup (get_text (entry)));
}

GtkWidget *
rc_record_editor_find_place (RcRecordEditor *self, const RcFinding *finding)
{
  const struct
  {
    const char *tag; /* the first letters of it */
    GtkWidget *widget;
  } places[] = {
    { "245", self->title_entry }, { "246", self->parallel_title }, { "020", self->isbn },     { "041", self->languages },
    { "26", self->publisher },    { "520", self->abstract },       { "65", self->subjects },  { "852", self->copies },
    { "10", self->people },       { "11", self->people },          { "70", self->people },    { "71", self->people },
  };

  switch (finding->quality)
    {
    case RC_QUALITY_NO_TITLE:
      return self->title_entry;
    case RC_QUALITY_NO_LANGUAGE:
    case RC_QUALITY_UNKNOWN_LANGUAGE:
      return self->languages;
    case RC_QUALITY_NO_YEAR:
    case RC_QUALITY_WRONG_YEAR:
      return self->year;
    case RC_QUALITY_NO_BARCODE:
    case RC_QUALITY_REPEATED_BARCODE:
      return self->copies;
    case RC_QUALITY_UNKNOWN_SUBJECT:
      return self->subjects;
    default:
      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        if (g_str_has_prefix (finding->tag, places[i].tag))
          return places[i].widget;
      return self->form;
    }
}

RcForm *
rc_record_editor_read_form (RcRecordEditor *self)
{
  RcForm *form = g_new0 (RcForm, 1);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->abstract));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  form->material = (RcMaterial) (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->material)) + 1);
  form->title = dup_trimmed (self->title_entry);
  form->parallel_title = dup_trimmed (self->parallel_title);
  form->year = dup_trimmed (self->year);
  form->place = dup_trimmed (self->place);
  form->publisher = dup_trimmed (self->publisher);
  form->isbn = dup_trimmed (self->isbn);
  form->abstract = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  form->people = rc_list_editor_dup_values (RC_LIST_EDITOR (self->people));
  form->languages = rc_language_list_dup_codes (RC_LIST_EDITOR (self->languages), self->form_before != NULL ? (const char *const *) self->form_before->languages : NULL);
  form->subjects = rc_list_editor_dup_values (RC_LIST_EDITOR (self->subjects));
  return form;
}

/* Without undo: what another record had is not to come back by Ctrl+Z. */
static void
set_text (GtkWidget *entry, const char *text)
{
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), TRUE);
}

void
rc_record_editor_write_form (RcRecordEditor *self, const RcForm *form)
{
  GtkTextBuffer *abstract = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->abstract));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->material), form->material > RC_MATERIAL_NONE ? form->material - 1u : 0);
  set_text (self->title_entry, form->title);
  set_text (self->parallel_title, form->parallel_title);
  set_text (self->year, form->year);
  set_text (self->place, form->place);
  set_text (self->publisher, form->publisher);
  set_text (self->isbn, form->isbn);
  gtk_text_buffer_set_enable_undo (abstract, FALSE);
  gtk_text_buffer_set_text (abstract, form->abstract, -1);
  gtk_text_buffer_set_enable_undo (abstract, TRUE);
  rc_list_editor_set_values (RC_LIST_EDITOR (self->people), (const char *const *) form->people);
  rc_language_list_set_codes (RC_LIST_EDITOR (self->languages), (const char *const *) form->languages);
  rc_list_editor_set_values (RC_LIST_EDITOR (self->subjects), (const char *const *) form->subjects);
}

static void
suggest_subject_cb (RcListEditor *list, const char *typed, RcRecordEditor *self)
{
  rc_subject_suggestions_show (list, typed, self->catalogue, self->loading);
}

void
rc_record_editor_show_documents (RcRecordEditor *self, GPtrArray *documents)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->documents)) != NULL)
    gtk_box_remove (GTK_BOX (self->documents), row);
  for (guint i = 0; documents != NULL && i < MIN (documents->len, MAX_DOCUMENT_ROWS); i++)
    {
      const RcDocument *document = g_ptr_array_index (documents, i);
      g_autofree char *size = rc_format_size ((guint64) document->size_bytes);
      g_autofree char *pages = g_strdup_printf (ngettext ("%d page", "%d pages", (gulong) document->pages), document->pages);
      g_autofree char *words = document->pages > 0 ? g_strdup_printf ("%s · %s · %s", document->name, pages, size)
                                                   : g_strdup_printf ("%s · %s", document->name, size);

      row = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (row), 0);
      gtk_label_set_ellipsize (GTK_LABEL (row), PANGO_ELLIPSIZE_MIDDLE);
      gtk_widget_add_css_class (row, "document-row");
      gtk_box_append (GTK_BOX (self->documents), row);
    }
  if (documents != NULL && documents->len > MAX_DOCUMENT_ROWS)
    {
      guint n = documents->len - MAX_DOCUMENT_ROWS;
      g_autofree char *more = g_strdup_printf (ngettext ("and %u file more", "and %u files more", n), n);

      row = gtk_label_new (more);
      gtk_label_set_xalign (GTK_LABEL (row), 0);
      gtk_box_append (GTK_BOX (self->documents), row);
    }
}

void
rc_record_editor_bind (GtkWidgetClass *widget_class)
{
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RcRecordEditor, name)
  BIND (bar_title);
  BIND (undo_button);
  BIND (menu_button);
  BIND (form);
  BIND (titles);
  BIND (facts);
  BIND (imprint);
  BIND (draft_bar);
  BIND (twin_bar);
  BIND (twin_words);
  BIND (title_entry);
  BIND (title_hint);
  BIND (check_hint);
  BIND (parallel_title);
  BIND (material);
  BIND (year);
  BIND (place);
  BIND (publisher);
  BIND (isbn);
  BIND (isbn_hint);
  BIND (people);
  BIND (languages);
  BIND (subjects);
  BIND (abstract);
  BIND (copies);
  BIND (documents);
  BIND (documents_hint);
  BIND (history_slot);
  BIND (reading);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, suggest_subject_cb);
}

/* Where words have no room beside each other. */
static void
fit (RcRecordEditor *self)
{
  rc_rows_turn (self->draft_bar, 12, RC_ROWS_FORM_WIDTH);
  rc_rows_turn (self->twin_bar, 12, RC_ROWS_FORM_WIDTH);
  rc_rows_turn (self->titles, 12, RC_ROWS_FORM_WIDTH);
  rc_rows_turn (self->facts, 12, 0);
  rc_rows_turn (self->imprint, 12, RC_ROWS_FORM_WIDTH);
}

void
rc_record_editor_prepare (RcRecordEditor *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (int material = RC_MATERIAL_BOOK; material < RC_N_MATERIALS; material++)
    gtk_string_list_append (names, rc_group_get_label (rc_group_of (RC_KIND_PUBLICATION, (RcMaterial) material)));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->material), G_LIST_MODEL (names));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->material)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Kind"), -1);
  fit (self);
  rc_language_list_prepare (RC_LIST_EDITOR (self->languages));
  rc_menu_button_set_name (GTK_MENU_BUTTON (self->menu_button), _ ("More about this record"));
  adw_bin_set_child (ADW_BIN (self->history_slot), GTK_WIDGET (rc_record_history_new ()));
}
