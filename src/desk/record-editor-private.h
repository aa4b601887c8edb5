/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the editor share: record-editor.c keeps and takes back, record-editor-form.c is the form itself. */
#pragma once

#include "catalogue/documents.h"
#include "desk/record-editor.h"
#include "desk/work.h"
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
  RcState state;
  RcMarc *marc;             /* (owned) as it was kept */
  RcForm *form_before;      /* (owned) of it */
  GPtrArray *copies_before; /* (owned) RcCopy */
  GArray *kept;             /* (owned) RcSaved: what was kept here, in order */
  gint64 undoing;           /* the record whose change is taken back */
  gboolean filling;         /* values come from the program */
  gboolean busy;
  guint patience;           /* source: says what saving waits for; 0 none */
  GtkWidget *focus;         /* (weak) what had the keyboard before the form was busy */

  GtkWidget *bar_title;
  GtkWidget *form;
  GtkWidget *title_entry;
  GtkWidget *title_hint;
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
  GtkWidget *documents_hint;
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
void rc_record_editor_choose_document_cb (GtkWidget *widget, const char *action, GVariant *parameter);
void rc_record_editor_tell_error (RcRecordEditor *self, const char *what, const GError *error);

G_END_DECLS
