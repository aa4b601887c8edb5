/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a piece of the desk's work carries into its thread. */
#pragma once

#include "desk/import-plan.h"
#include "desk/work.h"

G_BEGIN_DECLS

/* Each piece of work fills what it needs. */
typedef struct
{
  gint64 id;
  gint64 other; /* the record that is joined to it */
  RcKind kind;
  RcState state;
  guint32 qualities; /* bits of RcQuality */
  RcMarc *before;    /* (owned) (nullable) */
  RcMarc *other_before; /* (owned) (nullable) */
  RcMarc *marc;      /* (owned) (nullable) */
  RcGrant *grant_before; /* (owned) (nullable) */
  RcGrant *grant;        /* (owned) (nullable) */
  gboolean take;     /* what a source says, else it is dismissed */
  GPtrArray *copies; /* (owned) (nullable) */
  GArray *ids;       /* (owned) (nullable) gint64 */
  char *label;       /* (owned) (nullable) */
  char *draft;       /* (owned) (nullable) */
  char *path;        /* (owned) (nullable) */
  char *title;       /* (owned) (nullable) */
  RcDiscWish *disc;  /* (owned) (nullable) */
  RcSource *source;  /* (owned) (nullable) */
  RcWorkRefreshing refreshing; /* (nullable) gets progress_data */
  char *texts[RC_LOOKUP_N_KINDS]; /* (owned) (nullable) */
  RcImportPlan *plan;             /* (owned) (nullable) */
  const RcReaderItem *item;       /* (borrowed) of who waits for the answer */
  RcWorkAnswered answered; /* (nullable) gets progress_data */
  RcWorkProgress progress; /* (nullable) */
  gpointer progress_data;
  GMainContext *context; /* (owned) (nullable) where progress is told */
  GCancellable *cancellable; /* (borrowed) of the call, which outlives it */
  gint64 told;           /* monotonic time of the last word */
} RcJob;

/* Begins a transaction and a batch in it; 0 on error. */
gint64 rc_work_begin_batch (RcDatabase *db, RcBatchKind kind, const char *label, GError **error);
/* As above, for an edit. */
gint64 rc_work_begin_edit (RcDatabase *db, const char *label, GError **error);
/* Whether the record is as it was when the edit began; else CONFLICT. */
gboolean rc_work_check_unchanged (RcDatabase *db, gint64 id, const RcMarc *before, GError **error);
/* Ends both: RcSaved, or NULL when it was not done. */
RcSaved *rc_work_end_edit (RcDatabase *db, gint64 batch, gint64 record, gboolean done, GError **error);
/* The same of one that saves a draft (nullable). */
RcSaved *rc_work_end_draft (RcDatabase *db, gint64 batch, gint64 record, gboolean done, const char *draft, GError **error);

/* Ends a transaction without a batch: the job's title (owned), or NULL when it was not done. */
gpointer rc_work_end_write (RcDatabase *db, const RcJob *job, gboolean done, GError **error);

/* rc_catalogue_write_async or rc_catalogue_work_async. */
typedef void (*RcWorkQueueFunc) (RcCatalogue *catalogue, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                                 GDestroyNotify free_result, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);

/* Begins a piece of work; takes the job. The application stays until rc_work_finish was called. */
void rc_work_begin (RcCatalogue *catalogue, RcWorkQueueFunc queue, RcDatabaseFunc func, RcJob *job, GDestroyNotify free_result,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* A job that tells how far it is. */
RcJob *rc_work_new_long_job (RcWorkProgress progress, gpointer progress_data);
/* From the thread that does it. */
void rc_work_tell (RcJob *job, double fraction, const char *words);

G_END_DECLS
