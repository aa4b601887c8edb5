/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to catalogue.db. Lives in one thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RC_CATALOGUE_ERROR (rc_catalogue_error_quark ())
GQuark rc_catalogue_error_quark (void);
typedef enum
{
  RC_CATALOGUE_ERROR_FAILED,
  RC_CATALOGUE_ERROR_MISSING,  /* there is no catalogue in the folder */
  RC_CATALOGUE_ERROR_EXISTS,   /* there is one already */
  RC_CATALOGUE_ERROR_NOT_ONE,  /* catalogue.db is no database of ours */
  RC_CATALOGUE_ERROR_TOO_NEW,  /* made by a newer version of the program */
  RC_CATALOGUE_ERROR_BUSY,     /* somebody else is writing, for longer than we wait */
  RC_CATALOGUE_ERROR_CORRUPT,
  RC_CATALOGUE_ERROR_NO_SPACE,
  RC_CATALOGUE_ERROR_READ_ONLY,
  RC_CATALOGUE_ERROR_NOT_FOUND, /* no such record, batch, source, document */
  RC_CATALOGUE_ERROR_CONFLICT,  /* changed meanwhile, or already taken back */
} RcCatalogueError;

typedef enum
{
  RC_DATABASE_READ,   /* writes nothing, ever; works without write permission */
  RC_DATABASE_WRITE,  /* migrates an older schema */
  RC_DATABASE_CREATE, /* makes folder and catalogue; an error when there is one */
} RcDatabaseMode;

typedef struct _RcDatabase RcDatabase;

/* `folder` is the catalogue's folder; it holds catalogue.db, files/ (by SHA-256). */
RcDatabase *rc_database_open (const char *folder, RcDatabaseMode mode, GError **error);
void rc_database_close (RcDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDatabase, rc_database_close)

const char *rc_database_get_folder (RcDatabase *self);

/* While a call with this cancellable runs, cancelling interrupts SQLite. NULL to end. */
void rc_database_set_cancellable (RcDatabase *self, GCancellable *cancellable);

/* From here on the connection waits for others who write until it is cancelled, not for some seconds only. `waiting` (nullable) is called in its
 * thread once a wait is a second old; `writer` (nullable) is the name of the program that writes, `process` its number. */
typedef void (*RcWaitingFunc) (const char *writer, int process, gpointer user_data);
void rc_database_set_patient (RcDatabase *self, RcWaitingFunc waiting, gpointer user_data);

/* One transaction (BEGIN IMMEDIATE). Everything that writes wants one. */
gboolean rc_database_begin (RcDatabase *self, GError **error);
gboolean rc_database_commit (RcDatabase *self, GError **error);
/* For a catalogue that was just made and will be filled in one transaction: what that writes goes to its place at once, not into
 * a journal first. Nobody else can read the catalogue until the transaction ends; where somebody has it open, nothing changes. */
void rc_database_fill (RcDatabase *self);
void rc_database_rollback (RcDatabase *self);

/* A number that differs when the content has changed, by whomsoever. */
guint64 rc_database_get_version (RcDatabase *self);

/* The default folder of all programs: /var/lib/resource-centre where it holds a catalogue, else $XDG_DATA_HOME/resource-centre. */
char *rc_catalogue_dup_default_folder (void);

/* Everything that can be checked without changing: pages, rows, digests, index against records. Appends RcProblem.
 * With `repair` the index is rebuilt and derived columns are derived anew. FALSE only when the check itself failed. */
gboolean rc_database_check (RcDatabase *self, gboolean repair, GPtrArray *problems, GCancellable *cancellable, GError **error);

/* A complete copy of the catalogue (database, files) in one file, made while others work; and back into a folder: the old
 * content stays until the new one is whole. */
gboolean rc_database_backup (RcDatabase *self, const char *path, GCancellable *cancellable, GError **error);
gboolean rc_catalogue_restore (const char *folder, const char *path, GCancellable *cancellable, GError **error);

typedef struct
{
  guint64 publications, discs, files, grants, open_grants;
  guint64 copies, documents, document_pages, imports, revisions, sources, subjects;
  guint64 database_bytes, files_bytes;
  gint64 newest_refresh; /* Unix seconds; 0 never */
} RcStats;
gboolean rc_database_get_stats (RcDatabase *self, RcStats *stats, GError **error);

G_END_DECLS
