/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is derived from the master of a record: columns for lists, the entry of the search. For files of this room only. */
#pragma once

#include "catalogue/database.h"
#include "catalogue/identity.h"
#include "catalogue/prepared.h"
#include "catalogue/records.h"
#include "search/index.h"

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

/* SHA-256 of the master. Of MARC, the lengths in the leader (0-4, 12-16) do not count: they say nothing of the record.
 * `marc` (nullable) is what rc_marc_to_bytes gives. */
GBytes *rc_derive_digest (const RcRecord *record, GBytes *marc);

/* Whose control number it is (003); NULL when nobody says. */
char *rc_derive_agency (const RcRecord *record);

struct _RcPrepared
{
  const RcRecord *record;     /* (unowned) */
  RcDescription *description; /* (owned) (nullable) of a MARC record */
  GPtrArray *copies;          /* (owned) RcCopy; empty for a grant */
  RcColumns *columns;         /* (owned) */
  GBytes *marc;               /* (owned) (nullable) the master of a MARC record */
  GBytes *digest;             /* (owned) */
  char *agency;               /* (owned) (nullable) */
  guint availability;         /* RcAvailability of the copies as they were folded */
  RcFolded *folded;           /* (owned) without documents */
  guint32 quality;            /* bits of RcQuality, of a MARC record */
  gint64 keys[RC_MAX_MATCH_KEYS]; /* of a publication */
  guint n_keys;
};

/* How raw bytes are kept: the first one says it. */
enum
{
  RC_RAW_PLAIN = 0,
  RC_RAW_ZLIB = 1,
};

RcFolding *rc_preparer_get_folding (RcPreparer *self);

/* RcAvailability of the copies (RcCopy) alone. */
guint rc_derive_availability (GPtrArray *copies);

/* The entry of a record in the index, with its copies (RcCopy), where it is available (RcAvailability) and the text of its
 * documents (nullable). */
RcFolded *rc_derive_fold (RcFolding *folding, const RcRecord *record, const RcDescription *description, GPtrArray *copies,
                          guint availability, const char *full_text);
/* Puts a record into the index, with the text of its documents. */
gboolean rc_derive_index_prepared (RcDatabase *db, gint64 id, const RcPrepared *prepared, RcState state, gint64 added,
                                   gboolean with_documents, GError **error);
/* Puts a record into the index, with its copies (RcCopy) and the text of its documents. */
gboolean rc_derive_index_record (RcDatabase *db, gint64 id, const RcRecord *record, const RcDescription *description,
                                 GPtrArray *copies, RcState state, gint64 added, GError **error);
/* The same from what is stored. */
gboolean rc_derive_index_stored (RcDatabase *db, gint64 id, GError **error);
gboolean rc_derive_index_file (RcDatabase *db, gint64 id, const char *name, const char *path, gint64 mtime, gint64 added,
                               gboolean hidden, GError **error);
/* All files of a disc. */
gboolean rc_derive_index_files (RcDatabase *db, gint64 disc, GError **error);
gboolean rc_derive_unindex (RcDatabase *db, gint64 id, GError **error);
gboolean rc_derive_unindex_files (RcDatabase *db, gint64 disc, GError **error);

G_END_DECLS
