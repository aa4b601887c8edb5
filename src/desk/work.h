/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk has done in the catalogue, each as one call that never waits. */
#pragma once

#include "catalogue/batches.h"
#include "catalogue/catalogue.h"
#include "catalogue/sources.h"
#include "desk/import-plan.h"
#include "import/capture-look.h"
#include "import/capture.h"
#include "import/collection.h"
#include "import/import.h"
#include "record/form.h"
#include "record/quality.h"
#include "refresh/lookup.h"
#include "refresh/refresh.h"

G_BEGIN_DECLS

/* A change that was kept: the record, and the batch that takes it back. */
typedef struct
{
  gint64 record;
  gint64 batch;
  GPtrArray *problems; /* (owned) (nullable) RcProblem */
} RcSaved;
void rc_saved_free (RcSaved *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSaved, rc_saved_free)

/* Opens the catalogue for writing, after making a new one with `create`. Finish sets the error when that cannot be. */
void rc_work_open_async (RcCatalogue *catalogue, gboolean create, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean rc_work_open_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* The result of every call below, which the caller owns: NULL and the error when it was not done. The program does not end before
 * its work is done or, where it was cancelled, given up. */
gpointer rc_work_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* Writes the record as one edit: RcSaved. id 0 adds it. `before` is what the edit began with: CONFLICT when the catalogue has another
 * by now. Takes marc and copies (RcCopy); `label` says what was done, `draft` (nullable) is the text that a file has of it meanwhile. */
void rc_work_save_async (RcCatalogue *catalogue, gint64 id, RcKind kind, const RcMarc *before, RcMarc *marc, GPtrArray *copies,
                         RcState state, const char *label, const char *draft, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* Whether one of the newest edits, and one that stands, has saved this text of a draft: the program ended before its file was taken away. */
void rc_work_find_draft_async (RcCatalogue *catalogue, const char *draft, GAsyncReadyCallback callback, gpointer user_data);
gboolean rc_work_find_draft_finish (RcCatalogue *catalogue, GAsyncResult *result);

/* Takes the record out as one edit: RcSaved. `before` as above. */
void rc_work_remove_async (RcCatalogue *catalogue, gint64 id, const RcMarc *before, const char *label, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

/* Joins `other` to the record, which becomes `joined`: RcSaved. `before` and `other_before` as above. Takes joined. */
void rc_work_join_async (RcCatalogue *catalogue, gint64 id, const RcMarc *before, gint64 other, const RcMarc *other_before, RcMarc *joined,
                         const char *label, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Keeps in mind that the two are different publications: RcSaved, of the first. */
void rc_work_part_async (RcCatalogue *catalogue, gint64 id, gint64 other, const char *label, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
/* Adds a draft of a new record with what the record and it have in common: RcSaved, of the draft. */
void rc_work_duplicate_async (RcCatalogue *catalogue, gint64 id, const char *label, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

/* Of what is to be checked in a record, one class as one edit: writes what it should read, or keeps that somebody found classes
 * (bits of RcQuality) right. RcSaved. */
void rc_work_mend_async (RcCatalogue *catalogue, gint64 id, RcQuality quality, const char *label, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
void rc_work_accept_async (RcCatalogue *catalogue, gint64 id, guint32 qualities, const char *label, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

/* The same of a grant: writes it (id 0 adds it), takes it out; `before` is what the edit began with. RcSaved. */
void rc_work_save_grant_async (RcCatalogue *catalogue, gint64 id, const RcGrant *before, const RcGrant *grant, RcState state, const char *label, const char *draft,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void rc_work_remove_grant_async (RcCatalogue *catalogue, gint64 id, const RcGrant *before, const char *label, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* What a source says of a member of the grant is taken, or dismissed: RcSaved. */
void rc_work_settle_async (RcCatalogue *catalogue, gint64 id, gint64 source, const char *member, gboolean take, const char *label,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* The grant follows this one of its sources from now on: RcSaved. */
void rc_work_follow_async (RcCatalogue *catalogue, gint64 id, gint64 source, const char *label, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

/* Answers for what a source brought, as one edit: RcSaved. `ids` (gint64, nullable, taken); without them for all of the source. VISIBLE is a yes,
 * DRAFT a no. What does not wait any more is left out of several. */
void rc_work_review_async (RcCatalogue *catalogue, GArray *ids, gint64 source, RcState state, const char *label, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);

/* Takes a batch back: an edit, an import, a refresh, a capture. RcUndoReport. */
void rc_work_undo_async (RcCatalogue *catalogue, gint64 batch, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* How far long work is: in the main thread, at most ten times a second. `fraction` is below 0 when it is not known. */
typedef void (*RcWorkProgress) (double fraction, const char *words, gpointer user_data);

/* One transaction, in the order of the other edits, which wait for it; a dry run beside them: RcImportReport. The plan is the
 * caller's. */
void rc_work_import_async (RcCatalogue *catalogue, const RcImportPlan *plan, RcWorkProgress progress, gpointer progress_data,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Writes what an import rejected to a file, as it came: the path. */
void rc_work_save_rejects_async (RcCatalogue *catalogue, gint64 batch, const char *path, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* Keeps what the columns of a table hold by a name, in place of what had that name; forgets it. The name. */
void rc_work_keep_mapping_async (RcCatalogue *catalogue, const char *name, const RcCsvMapping *mapping, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
void rc_work_forget_mapping_async (RcCatalogue *catalogue, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);

/* The following are read or fetched beside the edits, and only what they write at the end waits its turn. */

/* What somebody typed of a disc that is to be taken in. */
typedef struct
{
  char *title, *shelfmark, *publisher, *languages; /* (owned) (nullable) */
  int year;
  gboolean tree_only;
  gint64 into; /* the disc that is captured again; 0: a new one */
} RcDiscWish;
void rc_disc_wish_free (RcDiscWish *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDiscWish, rc_disc_wish_free)
/* What the disc is and says of itself: RcCaptureLook. */
void rc_work_look_async (RcCatalogue *catalogue, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* RcCaptureReport. Takes the wish. */
void rc_work_capture_async (RcCatalogue *catalogue, const char *path, RcDiscWish *wish, RcWorkProgress progress, gpointer progress_data,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Libraries on a disc: RcCollection. */
void rc_work_find_collections_async (RcCatalogue *catalogue, gint64 disc, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
/* The records of one into the catalogue: RcCollectionReport. */
void rc_work_take_collection_async (RcCatalogue *catalogue, gint64 disc, const char *path, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
/* Copies a file of a disc to a place outside the catalogue: that place. What was there before stays where it cannot be done. */
void rc_work_save_disc_file_async (RcCatalogue *catalogue, gint64 disc, const char *path, const char *place, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* Reads the image of a disc again: its RcDiscRow when the bytes are those that were kept. */
void rc_work_verify_async (RcCatalogue *catalogue, gint64 disc, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* RcSaved, with its problems. */
void rc_work_add_document_async (RcCatalogue *catalogue, gint64 record, const char *path, const char *label,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* How far a refresh is: in the main thread, at most ten times a second. */
typedef void (*RcWorkRefreshing) (const RcRefreshProgress *progress, gpointer user_data);
/* RcRefreshReport. `refreshing` may be NULL. Cancelling stops it at once: what came before stays. */
void rc_work_refresh_async (RcCatalogue *catalogue, const char *name, RcWorkRefreshing refreshing, gpointer refreshing_data,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* What a library answered, in the main thread. Takes the answer. */
typedef void (*RcWorkAnswered) (RcLookupAnswer *taken_answer, gpointer user_data);
/* Asks all libraries that are known for what `texts` (RC_LOOKUP_N_KINDS, nullable or empty each) are about: their number, as
 * GUINT_TO_POINTER. Each answer comes when it is there. */
void rc_work_lookup_async (RcCatalogue *catalogue, const char *const *texts, RcWorkAnswered answered, gpointer answered_data,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Takes the item's record into the catalogue, as an import of one record from there: RcSaved. The item is the caller's until
 * the callback. */
void rc_work_take_async (RcCatalogue *catalogue, const RcReaderItem *item, const char *from, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);

/* Sources: writes one (id 0 adds it), removes one: its name. Takes the source. */
void rc_work_put_source_async (RcCatalogue *catalogue, RcSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
void rc_work_pause_source_async (RcCatalogue *catalogue, const char *name, gboolean paused, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
/* An answer that needs care: it is right, or waits. */
void rc_work_settle_source_async (RcCatalogue *catalogue, const char *name, gboolean accept, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
void rc_work_remove_source_async (RcCatalogue *catalogue, const char *name, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* What a source would bring. */
typedef struct
{
  RcRefreshReport *report; /* (owned) */
  GPtrArray *titles;       /* (owned) char *: the first few */
  GPtrArray *deadlines;    /* (owned) char * (nullable): of each, in words */
} RcSourceTrial;
void rc_source_trial_free (RcSourceTrial *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSourceTrial, rc_source_trial_free)
/* Asks a source for its first page and keeps nothing of it: RcSourceTrial. Takes the source. */
void rc_work_try_source_async (RcCatalogue *catalogue, RcSource *source, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
