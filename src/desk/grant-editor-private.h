/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the grant editor share. */
#pragma once

#include "desk/beside-list.h"
#include "desk/draft-file.h"
#include "desk/grant-draft.h"
#include "desk/grant-editor.h"
#include "desk/grant-fields.h"
#include "desk/lead-chooser.h"

G_BEGIN_DECLS

struct _RcGrantEditor
{
  GtkBox parent_instance;
  RcCatalogue *catalogue;   /* (owned) NULL after dispose */
  GCancellable *loading;    /* (owned) (nullable) */
  gint64 id;                /* 0: a new one */
  RcState state;
  RcGrant *grant;           /* (owned) as it was kept */
  gint64 changed;           /* Unix seconds: when */
  gint64 now;               /* Unix seconds: as far as the clock can be believed, when it was read */
  char *calendar;           /* (owned) (nullable) what is being written to a file */
  RcGrantForm *form_before; /* (owned) (nullable) of it */
  GArray *done;             /* (owned) gint64 batches that were made here, in order */
  gboolean busy;
  RcDraftFile *draft_file; /* (owned) (nullable) */
  RcGrantDraft *draft;     /* (owned) (nullable) what was found there, until its grant is shown */
  char *found_draft; /* (owned) (nullable) while the catalogue is asked whether it has it */
  GtkWidget *bar_title;
  GtkWidget *menu_button;
  GtkWidget *undo_button;
  GtkWidget *form;
  GtkWidget *paste_bar;
  GtkWidget *hidden_bar;
  GtkWidget *hidden_words;
  GtkWidget *origin;
  GtkWidget *lead_slot;
  GtkWidget *beside_slot;
  GtkWidget *fields_slot;
  GtkWidget *history_slot;
  RcGrantFields *fields; /* (borrowed) the slot's child */
  RcBesideList *beside;  /* (borrowed) likewise */
  RcLeadChooser *lead;   /* (borrowed) likewise */
};

/* In how many facts the fields differ from what was kept. */
guint rc_grant_editor_count_changes (RcGrantEditor *self);
/* Title, bars and what can be done now. */
void rc_grant_editor_show_state (RcGrantEditor *self);
/* What is wrong in the fields, and the state. */
void rc_grant_editor_show_faults (RcGrantEditor *self);

/* The first in passing, the second with a way to take the batch back, the third until somebody has seen it. */
void rc_grant_editor_tell (RcGrantEditor *self, const char *words);
void rc_grant_editor_tell_kept (RcGrantEditor *self, const char *words, gint64 batch);
void rc_grant_editor_tell_failed (RcGrantEditor *self, const char *words);

/* The grant follows this source from now on; as the chooser says it. */
void rc_grant_editor_follow (RcGrantEditor *self, gint64 source, const char *name);

/* Whether it comes in front: nothing else is being typed. */
gboolean rc_grant_editor_ask_to_show (RcGrantEditor *self);

/* Looks for what was typed when the program ended last. */
void rc_grant_editor_begin_drafts (RcGrantEditor *self);
/* Something was typed, or taken away. */
void rc_grant_editor_note_draft (RcGrantEditor *self);
/* Keeps what the form shows, now. */
/* The text that is kept (the caller frees it); NULL where nothing is. */
char *rc_grant_editor_keep_draft (RcGrantEditor *self);
/* It is saved, or nobody wants it. */
void rc_grant_editor_drop_draft (RcGrantEditor *self);
/* Types what was found into the form of its grant. */
void rc_grant_editor_apply_draft (RcGrantEditor *self);

/* The actions that keep, remove, take back and paste. */
void rc_grant_editor_install_work (GtkWidgetClass *widget_class);

G_END_DECLS
