/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the editor share: record-editor.c shows a record, record-editor-work.c keeps and takes back, record-editor-form.c is
 * the form itself. */
#pragma once

#include "catalogue/documents.h"
#include "desk/record-editor.h"
#include "desk/work.h"
#include "record/form.h"

G_BEGIN_DECLS

/* A change that was kept, with all that it takes to do it again. */
typedef struct _RcEdit
{
  gint64 record; /* 0: was added, and is not there */
  gint64 was;    /* the id it had before it was taken back; 0: the same */
  gint64 batch;  /* takes it back */
  RcKind kind;
  RcState state;
  gboolean removal;
  RcMarc *before;    /* (owned) (nullable) what it began with */
  RcMarc *marc;      /* (owned) (nullable) what was kept; NULL for what cannot be done again */
  GPtrArray *copies; /* (owned) (nullable) RcCopy */
  char *label;       /* (owned) */
} RcEdit;
void rc_edit_free (RcEdit *self);

struct _RcRecordEditor
{
  GtkBox parent_instance;

  RcCatalogue *catalogue;   /* (owned) NULL after dispose */
  GCancellable *loading;    /* (owned) (nullable) */
  gint64 id;                /* 0: a new record */
  RcKind kind;
  RcState state;
  RcMarc *marc;             /* (owned) as it was kept */
  RcForm *form_before;      /* (owned) of it */
  GPtrArray *copies_before; /* (owned) RcCopy */
  GPtrArray *done;          /* (owned) RcEdit: what was kept here, in order */
  GPtrArray *undone;        /* (owned) RcEdit: what was taken back since, in order */
  struct _RcEdit *doing;    /* (owned) (nullable) what is being kept, or taken back */
  gboolean filling;         /* values come from the program */
  gboolean busy;
  guint patience;           /* source: says what saving waits for; 0 none */
  GtkWidget *target;        /* (borrowed) (nullable) what gets the keyboard once the record is there */
  GtkWidget *focus;         /* (weak) what had the keyboard before the form was busy */

  GtkWidget *bar_title;
  GtkWidget *form;
  GtkWidget *title_entry;
  GtkWidget *title_hint;
  GtkWidget *check_hint; /* what is to be checked here */
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
  GtkWidget *reading; /* RcWorkBar: of the file that is being added */
};

/* Names the template's children and the callbacks of the form. */
void rc_record_editor_bind (GtkWidgetClass *widget_class);
/* After the template: what a template cannot say. */
void rc_record_editor_prepare (RcRecordEditor *self);
/* The field of the form that a finding is about; the form itself when it has none. */
GtkWidget *rc_record_editor_find_place (RcRecordEditor *self, const RcFinding *finding);
/* The form as it stands on the screen, and back. */
RcForm *rc_record_editor_read_form (RcRecordEditor *self);
void rc_record_editor_write_form (RcRecordEditor *self, const RcForm *form);
/* RcDocument; NULL: none. */
void rc_record_editor_show_documents (RcRecordEditor *self, GPtrArray *documents);
/* In how many facts the form differs from what was kept. */
guint rc_record_editor_count_changes (RcRecordEditor *self);
gboolean rc_record_editor_lacks_title (RcRecordEditor *self);
/* Title, hints and what can be done now. */
void rc_record_editor_show_state (RcRecordEditor *self);

/* The first in passing, the second until somebody has seen it. */
void rc_record_editor_tell (RcRecordEditor *self, const char *words);
void rc_record_editor_tell_error (RcRecordEditor *self, const char *what, const GError *error);

/* The actions that keep and take back. */
void rc_record_editor_install_work (GtkWidgetClass *widget_class);

G_END_DECLS
