/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of one record shows, read in one go. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/documents.h"
#include "catalogue/page-hits.h"
#include "catalogue/subjects.h"

G_BEGIN_DECLS

/* A subject as a chip: what it is called here, and what the catalogue calls it. */
typedef struct
{
  char *label; /* (owned) in the language of the screen */
  char *value; /* (owned) for the search */
  guint64 n_records;
} RcSubjectChip;

typedef struct
{
  RcRecordDetails *details; /* (owned) */
  GPtrArray *subjects;      /* (owned) RcSubjectChip; counts are not known */
  RcCoverPicture *cover;    /* (owned) (nullable) of its document */
  RcPageHit *hit;           /* (owned) (nullable) where the words of the search stand in its documents */
} RcRecordContent;

void rc_record_content_free (RcRecordContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRecordContent, rc_record_content_free)

/* `words` (nullable): the search that led to it. */
void rc_record_content_load_async (RcCatalogue *catalogue, gint64 id, const char *words, const char *language,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcRecordContent *rc_record_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* What stands above and below a subject. */
typedef struct
{
  GPtrArray *broader;  /* (owned) RcSubjectChip */
  GPtrArray *narrower; /* (owned) RcSubjectChip */
} RcSubjectKin;

void rc_subject_kin_free (RcSubjectKin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSubjectKin, rc_subject_kin_free)

/* In the thread of the connection; the heading may be any label. */
RcSubjectKin *rc_subject_kin_load (RcDatabase *db, const char *heading, const char *language, GError **error);
void rc_subject_kin_load_async (RcCatalogue *catalogue, const char *heading, const char *language, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
RcSubjectKin *rc_subject_kin_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
