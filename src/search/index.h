/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the search knows: keys and facet values of every id, kept in the same transaction as the record itself; and the file
 * beside the database that is made of them, which can be made again at any time. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "record/kind.h"

G_BEGIN_DECLS

#define RC_SEARCH_ERROR (rc_search_error_quark ())
GQuark rc_search_error_quark (void);
typedef enum
{
  RC_SEARCH_ERROR_FAILED,  /* SQLite said so; its words are in the message */
  RC_SEARCH_ERROR_DAMAGED, /* the index does not fit the records: rebuild it */
} RcSearchError;

/* Where somebody gets a record: bits, as several may be true. */
typedef enum
{
  RC_AVAILABLE_HERE = 1 << 0,     /* it can be read on this screen */
  RC_AVAILABLE_ON_SHELF = 1 << 1, /* a copy of it */
  RC_AVAILABLE_OUT = 1 << 2,      /* all of its copies are on loan, missing or in repair */
  RC_AVAILABLE_ON_DISC = 1 << 3,
} RcAvailability;

#define RC_N_AVAILABILITIES 4

/* Everything of one record that can be found or counted. Texts are as written; the index folds them. All borrowed. */
typedef struct
{
  gint64 id;
  RcKind kind;
  RcMaterial material;
  gboolean hidden;  /* drafts and what waits for review */
  int year;         /* 0: none */
  gint64 added;     /* Unix seconds */
  gint64 deadline;  /* Unix seconds at which a grant closes for good; G_MAXINT64: never; 0: not a grant. Closed ones rank last */
  GPtrArray *deadlines; /* (nullable) RcDeadline: all of a grant's, by which the next one is found */
  const char *title;
  const char *other_titles; /* (nullable) parallel, original, series */
  const char *people;       /* (nullable) authors, bodies, funder */
  const char *identifiers;  /* (nullable) ISBN, ISSN, barcodes, shelfmarks, control number, file name: separated by newlines */
  const char *rest;         /* (nullable) abstract, notes, eligibility, path … */
  const char *full_text;    /* (nullable) text of its documents */
  const char *const *languages; /* (nullable) MARC codes */
  const char *const *subjects;  /* (nullable) */
  const char *const *places;    /* (nullable) */
  guint availability;           /* bits of RcAvailability */
  const char *const *audience;  /* (nullable) of a grant: "researcher" … */
  const char *const *countries; /* (nullable) of a grant: codes of those who may apply, or "any" */
} RcSearchEntry;

/* Makes the tables in an open database (inside the caller's transaction). */
gboolean rc_search_index_create (sqlite3 *db, GError **error);

/* The RC_TEXT_VERSION by which the words of the index were made; 0 before there was one, -1 when SQLite cannot tell. When
 * it is not ours, the index must be cleared and filled anew: nothing is found in it until then. */
int rc_search_index_get_text_version (sqlite3 *db);

/* An entry folded, which is the longest part of putting it and needs no database: it can be done ahead, in any thread.
 * What its id is, whether it is hidden and when it was added is said when it is put. */
typedef struct _RcFolded RcFolded;
void rc_folded_free (RcFolded *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFolded, rc_folded_free)

/* What folds entries, one after another; one thread at a time. */
typedef struct _RcFolding RcFolding;
RcFolding *rc_folding_new (void);
void rc_folding_free (RcFolding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFolding, rc_folding_free)
RcFolded *rc_folding_fold (RcFolding *self, const RcSearchEntry *entry);

/* A writer prepared once and used for many entries; valid while the connection is, of which it is the only one. */
typedef struct _RcSearchWriter RcSearchWriter;
RcSearchWriter *rc_search_writer_new (sqlite3 *db, GError **error);
void rc_search_writer_free (RcSearchWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSearchWriter, rc_search_writer_free)

/* Adds the entry, or replaces the one with its id. */
gboolean rc_search_writer_put (RcSearchWriter *self, const RcSearchEntry *entry, GError **error);
/* The same for a folded one, into which the numbers of its values are written. */
gboolean rc_search_writer_put_folded (RcSearchWriter *self, gint64 id, gboolean hidden, gint64 added, RcFolded *folded, GError **error);
/* TRUE also when there was none. */
gboolean rc_search_writer_remove (RcSearchWriter *self, gint64 id, GError **error);

/* Before every COMMIT of a transaction in which the writer was used: where much has changed, the new file of the index is
 * made and named, so that nobody ever has to read all of it from the tables. `made` (nullable): it was; the one before can be
 * cleaned away once that is committed. */
gboolean rc_search_writer_finish (RcSearchWriter *self, GCancellable *cancellable, gboolean *made, GError **error);

/* Makes a new file out of all that has changed, in the caller's write transaction; nothing for a database in memory. */
gboolean rc_search_index_publish (sqlite3 *db, GCancellable *cancellable, GError **error);
/* The same for idle moments: outside of a transaction, holding up no other writer. */
gboolean rc_search_index_merge (sqlite3 *db, GCancellable *cancellable, GError **error);
/* Much is not in the file, or the file cannot be used: a merge would help. */
gboolean rc_search_index_wants_merge (sqlite3 *db);
/* How many records are not in the file as they are now. */
guint64 rc_search_index_count_changes (sqlite3 *db);
/* After a commit: removes the files that nobody needs any more. */
void rc_search_index_clean (sqlite3 *db);

/* Empties the index, and forgets the thesaurus; the caller adds that and puts every record again, in the same transaction. */
gboolean rc_search_index_clear (sqlite3 *db, GError **error);

/* The index against itself and against `n_records` ids; FALSE with RC_SEARCH_ERROR_DAMAGED when it must be rebuilt. */
gboolean rc_search_index_check (sqlite3 *db, guint64 n_records, GError **error);

G_END_DECLS
