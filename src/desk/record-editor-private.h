/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the editor share: record-editor.c shows a record, record-editor-work.c keeps and takes back, record-editor-join.c
 * has to do with other records, record-editor-form.c is the form itself, record-editor-aside.c what is known beside it,
 * record-editor-draft.c keeps what is typed against a power cut. */
#pragma once

#include "catalogue/documents.h"
#include "desk/draft-file.h"
#include "desk/draft.h"
#include "desk/record-editor.h"
#include "desk/work.h"
#include "record/form.h"

G_BEGIN_DECLS

typedef enum
{
  RC_EDIT_SAVE,
  RC_EDIT_REMOVE,
  RC_EDIT_JOIN,
  RC_EDIT_DUPLICATE,
  RC_EDIT_PART, /* told apart from another one */
  RC_EDIT_OTHER, /* cannot be done again */
} RcEditHow;

/* A change that was kept, with all that it takes to do it again. */
typedef struct _RcEdit
{
  RcEditHow how;
  gint64 record; /* 0: was added, and is not there */
  gint64 other;  /* the record that is joined to it, or that it is a draft of */
  gint64 was;    /* the id it had before it was taken back; 0: the same */
  gint64 batch;  /* takes it back */
  RcKind kind;
  RcState state;
  RcMarc *before;    /* (owned) (nullable) what it began with */
  RcMarc *other_before; /* (owned) (nullable) */
  RcMarc *marc;      /* (owned) (nullable) what was kept */
  GPtrArray *copies; /* (owned) (nullable) RcCopy */
  char *label;       /* (owned) */
  char *draft;       /* (owned) (nullable) the text of what is saved */
} RcEdit;
void rc_edit_free (RcEdit *self);

struct _RcRecordEditor
{
  GtkBox parent_instance;

  RcCatalogue *catalogue;   /* (owned) NULL after dispose */
  GCancellable *loading;    /* (owned) (nullable) */
  GCancellable *looking;    /* (owned) (nullable) for what is known beside the form */
  gint64 id;                /* 0: a new record */
  RcKind kind;
  RcState state;
  RcMarc *marc;             /* (owned) as it was kept */
  RcForm *form_before;      /* (owned) of it */
  GPtrArray *copies_before; /* (owned) RcCopy */
  guint n_documents;
  gint64 twin;              /* the record that looks most like it; 0 none */
  GPtrArray *done;          /* (owned) RcEdit: what was kept here, in order */
  GPtrArray *undone;        /* (owned) RcEdit: what was taken back since, in order */
  struct _RcEdit *doing;    /* (owned) (nullable) what is being kept, or taken back */
  RcDraftFile *draft_file;  /* (owned) */
  RcDraft *draft;           /* (owned) (nullable) what was found there, until its record is shown */
  char *found_draft;        /* (owned) (nullable) while the catalogue is asked whether it has it */
  gboolean filling;         /* values come from the program */
  gboolean busy;
  guint patience;           /* source: says what saving waits for; 0 none */
  GtkWidget *target;        /* (borrowed) (nullable) what gets the keyboard once the record is there */
  GtkWidget *focus;         /* (weak) what had the keyboard before the form was busy */

  GtkWidget *bar_title;
  GtkWidget *undo_button;
  GtkWidget *menu_button;
  GtkWidget *form;
  GtkWidget *titles;
  GtkWidget *facts;
  GtkWidget *imprint;
  GtkWidget *draft_bar;
  GtkWidget *twin_bar;
  GtkWidget *twin_words;
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
  GtkWidget *history_slot;
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
gboolean rc_record_editor_copies_differ (RcRecordEditor *self);
/* In how many facts the form differs from what was kept. */
guint rc_record_editor_count_changes (RcRecordEditor *self);
gboolean rc_record_editor_lacks_title (RcRecordEditor *self);
/* Title, hints and what can be done now. */
void rc_record_editor_show_state (RcRecordEditor *self);

/* Looks for what a window before this one had typed and not saved, and shows it. */
void rc_record_editor_begin_drafts (RcRecordEditor *self);
/* The form was changed, saved or filled anew. */
void rc_record_editor_note_draft (RcRecordEditor *self);
/* Keeps what is typed at once: it waits to be saved. */
/* The text that is kept (the caller frees it); NULL where nothing is. */
char *rc_record_editor_keep_draft (RcRecordEditor *self);
/* Nothing typed waits any more. */
void rc_record_editor_drop_draft (RcRecordEditor *self);
/* Of the record that is shown now: what was typed into it before is typed again. */
void rc_record_editor_apply_draft (RcRecordEditor *self);

/* Looks for what is known of the record beside the form: another one like it, what was done with it. */
void rc_record_editor_look_aside (RcRecordEditor *self);

/* The first in passing, the second with a way to take the batch back, the third until somebody has seen it. */
void rc_record_editor_tell (RcRecordEditor *self, const char *words);
void rc_record_editor_tell_kept (RcRecordEditor *self, const char *words, gint64 batch);
void rc_record_editor_tell_error (RcRecordEditor *self, const char *what, const GError *error);

/* An edit of the record as it is now; `label` (a format for the title) says what it does. */
RcEdit *rc_record_editor_make_edit (RcRecordEditor *self, RcEditHow how, const char *label, const char *title);
/* Writes it. Takes the edit. */
void rc_record_editor_keep (RcRecordEditor *self, RcEdit *edit);

/* The actions that keep and take back, and those that have to do with other records. */
void rc_record_editor_install_work (GtkWidgetClass *widget_class);
void rc_record_editor_install_join (GtkWidgetClass *widget_class);

G_END_DECLS
