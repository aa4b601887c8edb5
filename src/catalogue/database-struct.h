/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a connection is made of, for the files that make it. */
#pragma once

#include <glib/gstdio.h>

#include "catalogue/database-private.h"

G_BEGIN_DECLS

/* What the journal may go on taking once its content is in the database. */
#define RC_DATABASE_JOURNAL_BYTES 16777216

struct _RcDatabase
{
  char *folder;              /* (owned) */
  char *path;                /* (owned) of catalogue.db */
  sqlite3 *handle;           /* (owned) */
  GHashTable *statements;    /* (owned) text of SQL (by address) → RcStatement */
  RcSearchWriter *writer;    /* (owned) (nullable) */
  RcPreparer *preparer;      /* (owned) (nullable) */
  RcMatchKeys *match_keys;   /* (owned) (nullable) of the transaction */
  GCancellable *cancellable; /* (owned) (nullable) */
  GThread *thread;           /* (unowned) where it was opened */
  GStatBuf file;             /* of catalogue.db when it was opened */
  RcDatabaseMode mode;
  gboolean immutable; /* a copy without write permission: nobody can change it */
  gboolean trial;     /* what is written is seen by itself only: catalogue/trial.h */
  gboolean patient;   /* waits for other writers until it is cancelled */
  gboolean shrinking; /* waits for readers, with the lock of who writes */
  gboolean filling;   /* nobody else has it yet: no journal takes what is new */
  RcWaitingFunc waiting; /* (nullable) */
  gpointer waiting_data;
};

G_END_DECLS
