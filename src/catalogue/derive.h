/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is derived from the master of a record: columns for lists, the entry of the search. For files of this room only. */
#pragma once

#include "catalogue/database.h"
#include "catalogue/records.h"

G_BEGIN_DECLS

/* A record that was removed: only its revisions know it. */
#define RC_STATE_REMOVED 9

typedef struct
{
  RcMaterial material;
  char *title;          /* (owned) */
  char *parallel_title; /* (owned) (nullable) */
  char *people;         /* (owned) (nullable) */
  char *publisher;      /* (owned) (nullable) */
  char *languages;      /* (owned) (nullable) */
  int year;
} RcColumns;
void rc_columns_free (RcColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcColumns, rc_columns_free)

/* `description` is that of a MARC record, NULL for a grant. */
RcColumns *rc_columns_new (const RcRecord *record, const RcDescription *description);

/* SHA-256 of the master. Of MARC, the lengths in the leader (0-4, 12-16) do not count: they say nothing of the record. */
GBytes *rc_derive_digest (const RcRecord *record);

/* Whose control number it is (003); NULL when nobody says. */
char *rc_derive_agency (const RcRecord *record);

/* Puts a record into the index, with its copies (RcCopy) and the text of its documents. */
gboolean rc_derive_index_record (RcDatabase *db, gint64 id, const RcRecord *record, const RcDescription *description,
                                 GPtrArray *copies, RcState state, gint64 added, gboolean with_documents, GError **error);
/* The same from what is stored. */
gboolean rc_derive_index_stored (RcDatabase *db, gint64 id, GError **error);
gboolean rc_derive_index_file (RcDatabase *db, gint64 id, const char *name, const char *path, gint64 mtime, gint64 added,
                               gboolean hidden, GError **error);
/* All files of a disc. */
gboolean rc_derive_index_files (RcDatabase *db, gint64 disc, GError **error);
gboolean rc_derive_unindex (RcDatabase *db, gint64 id, GError **error);
gboolean rc_derive_unindex_files (RcDatabase *db, gint64 disc, GError **error);

G_END_DECLS
