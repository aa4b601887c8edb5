/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the editor share: record-editor.c keeps and takes back, record-editor-form.c is the form itself. */
#pragma once

#include "catalogue/documents.h"
#include "desk/record-editor.h"
#include "record/form.h"

G_BEGIN_DECLS

struct _RcRecordEditor
{
  GtkBox parent_instance;

  RcCatalogue *catalogue;   /* (owned) NULL after dispose */
  GCancellable *loading;    /* (owned) (nullable) */
  GtkNativeDialog *chooser; /* (owned) (nullable) */
  gint64 id;                /* 0: a new record */
  RcKind kind;
  RcMarc *marc;             /* (owned) as it was kept */
  RcForm *form_before;      /* (owned) of it */
  GPtrArray *copies_before; /* (owned) RcCopy */
  GArray *batches;          /* (owned) gint64: what was kept here, in order */
  gboolean filling;         /* values come from the program */
  gboolean busy;

  GtkWidget *heading;
  GtkWidget *state_label;
  GtkWidget *form;
  GtkWidget *title_entry;
  GtkWidget *parallel_title;
  GtkWidget *material;
  GtkWidget *year;
  GtkWidget *place;
  GtkWidget *publisher;
  GtkWidget *isbn;
  GtkWidget *isbn_hint;
  GtkWidget *people;
  GtkWidget *languages;
  GtkWidget *subjects;
  GtkWidget *abstract;
  GtkWidget *copies;
  GtkWidget *documents;
};

/* Names the template's children and the callbacks of the form. */
void rc_record_editor_bind (GtkWidgetClass *widget_class);
/* After the template: what a template cannot say. */
void rc_record_editor_prepare (RcRecordEditor *self);
/* The form as it stands on the screen, and back. */
RcForm *rc_record_editor_read_form (RcRecordEditor *self);
void rc_record_editor_write_form (RcRecordEditor *self, const RcForm *form);
/* RcDocument; NULL: none. */
void rc_record_editor_show_documents (RcRecordEditor *self, GPtrArray *documents);
void rc_record_editor_add_document_cb (GtkWidget *widget, const char *action, GVariant *parameter);
void rc_record_editor_tell_error (RcRecordEditor *self, const char *what, const GError *error);

G_END_DECLS
