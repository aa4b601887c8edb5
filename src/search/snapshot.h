/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index as one connection sees it: the file that the database names, and what has changed since. Private to this room. */
#pragma once

#include "search/delta.h"
#include "search/helper.h"
#include "search/index-file.h"

G_BEGIN_DECLS

/* Headings that are one subject, search/subject-groups.h. */
typedef struct _RcSubjectGroups RcSubjectGroups;
/* Words of labels, search/label-words.h. */
typedef struct _RcLabelWords RcLabelWords;

/* When grants close, search/closing-classes.h. */
typedef struct _RcClosingClasses RcClosingClasses;

typedef struct
{
  sqlite3 *db;          /* (unowned) */
  RcIndexFile *file;    /* (owned) (nullable) NULL: everything is in the delta */
  gint64 file_number;   /* what the database calls it; 0: none */
  guint8 token[RC_INDEX_TOKEN_BYTES];
  gint64 distrusted;    /* the number of a file that turned out to be damaged when it was asked; 0: none */
  gboolean own_file;    /* the one of the database cannot be used: this was made for ourselves */
  gboolean unsure;      /* read in a transaction that may still be undone */
  gint64 subjects;      /* revision of the thesaurus; 0: there is none */
  RcSubjectGroups *groups; /* (owned) (nullable) as rc_subject_groups_get left them */
  RcLabelWords *label_words; /* (owned) (nullable) as rc_label_words_get left them */
  RcClosingClasses *closing_classes; /* (owned) (nullable) as rc_closing_classes_count left them */
  gint64 seen;          /* revision of the newest change that is in the delta or the file */
  RcBitsPool *pool;     /* (owned) for the sets of a question */
  RcHelper *helper;     /* (owned) for what takes long of it */
  RcHelper *counter;    /* (owned) counts facets while a page is made; may ask the other one */
  RcBits *all;          /* (owned) (nullable) records of the file */
  RcBits *live;         /* (owned) (nullable) those of them that have not changed since */
  RcBits *hidden;       /* (owned) (nullable) those that are hidden */
  RcBits *closed;       /* (owned) (nullable) grants that had closed when rc_snapshot_get_closed was asked last */
  gsize n_closed;       /* of the file's */
  RcDelta *delta;       /* (owned) */
  guint32 n_values;     /* ids of values are below it */
  GPtrArray *new_values; /* (owned) char * (nullable), of values from the file's n_values on */
  GArray *new_kinds;    /* (owned) guint8 RcValues, the same */
  GArray *values[RC_N_VALUES]; /* (owned) guint32, those of each kind, ascending */
} RcSnapshot;

/* The snapshot of the connection, brought up to what its transaction sees; borrowed, valid until the next call. A file
 * that is missing, although the database names it, is an error of G_FILE_ERROR_NOENT unless `last_try`: then, and when it
 * is damaged, the snapshot makes a file of its own. */
RcSnapshot *rc_snapshot_get (sqlite3 *db, gboolean last_try, GCancellable *cancellable, GError **error);

/* Forgets what it knows. */
void rc_snapshot_reset (RcSnapshot *self);
/* The same, and does not use its file again. */
void rc_snapshot_distrust (RcSnapshot *self);

/* Grants of the file that have closed for good; borrowed until it is asked at another time; NULL: there is no file. */
const RcBits *rc_snapshot_get_closed (RcSnapshot *self, gint64 now);

/* The text of a value, never NULL, and what it is one of. */
const char *rc_snapshot_get_value (const RcSnapshot *self, guint32 value, RcValues *values);

/* The folder of the database; NULL: it has none. */
char *rc_snapshot_dup_folder (sqlite3 *db);

G_END_DECLS
