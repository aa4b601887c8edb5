/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search answered from the catalogue: ids and counts of search/, rows of the records. */
#pragma once

#include "catalogue/covers.h"
#include "catalogue/database.h"
#include "record/kind.h"
#include "search/search.h"

G_BEGIN_DECLS

/* Where the snippet of a row stands. */
typedef enum
{
  RC_SNIPPET_OTHER,
  RC_SNIPPET_ABSTRACT,
  RC_SNIPPET_SUBJECTS,
  RC_SNIPPET_PAGE,
  RC_SNIPPET_BARCODE,
  RC_SNIPPET_SHELFMARK,
  RC_SNIPPET_HEADING, /* a subject that has the words in another label: the snippet is its heading, whole */
} RcSnippetPlace;

/* What a list shows of one record, whatever its kind. Plain values, made in the reader's thread. */
typedef struct
{
  gint64 id;
  RcKind kind;
  RcMaterial material;
  char *title;          /* (owned) */
  char *parallel_title; /* (owned) (nullable) */
  char *people;         /* (owned) (nullable) first names, joined by "; "; the funder of a grant */
  char *publisher;      /* (owned) (nullable) */
  char *languages;      /* (owned) (nullable) MARC codes joined by space */
  int year;             /* 0 none */
  char *shelfmark;      /* (owned) (nullable) of the copy to name: one on the shelf if there is one */
  int copies, copies_on_shelf;
  char *due;            /* (owned) (nullable) the first day a copy comes back, when none is on the shelf */
  gboolean draft;       /* visitors do not see it: a draft, or it waits for review */
  gboolean readable;    /* it has a document that can be read here */
  gint64 disc;          /* files: their disc; 0 */
  char *disc_title;     /* (owned) (nullable) */
  char *disc_shelfmark; /* (owned) (nullable) */
  char *path;           /* (owned) (nullable) files */
  char *media_type;     /* (owned) (nullable) files */
  gint64 size_bytes;    /* files, discs */
  guint64 n_files;      /* discs */
  gint64 deadline;      /* grants: Unix seconds of the next closing; G_MAXINT64 rolling */
  int deadline_precision; /* RcDeadlinePrecision */
  guint deadline_day;   /* grants: rc_deadline_get_day of it; 0 rolling */
  guint moved_from_day; /* grants: the day it closed on before it was moved lately; 0 not moved */
  char *amount;         /* (owned) (nullable) grants */
  gint64 amount_max;    /* grants: the largest sum that is known, in whole units of the currency; -1 not known */
  char *currency;       /* (owned) (nullable) grants: ISO 4217 */
  char *grant_type;     /* (owned) (nullable) */
  char *audience;       /* (owned) (nullable) grants: words joined by space */
  char *countries;      /* (owned) (nullable) grants: codes joined by space */
  GPtrArray *facts;     /* (owned) (nullable) grants: rc_grant_list_facts */
  GStrv subjects;       /* (owned) (nullable) grants: headings */
  gboolean closed;      /* grants */
  gint64 added, changed;
  char *snippet;        /* (owned) (nullable) only where a query was given and the title does not show why */
  RcSnippetPlace snippet_place;
  RcCoverPicture *cover; /* (owned) (nullable) small, of its document */
  guint snippet_page;   /* of a document, from 1; RC_SNIPPET_PAGE only */
  char *snippet_label;  /* (owned) (nullable) what people call that page */
  gboolean snippet_flows; /* that document has no pages of its own, and nobody is told of one */
  char *snippet_path;   /* (owned) (nullable) of that document, when it is a file of a disc */
  gint64 snippet_document; /* the document, where it can be opened; 0 */
} RcRowData;
void rc_row_data_free (RcRowData *self);

/* Ids, total and facets, and the rows of these ids with snippets, as rc_query_load_rows: read while
 * facets are counted. */
RcSearchAnswer *rc_query_run_with_rows (RcDatabase *db, const RcSearchQuery *query, GPtrArray **rows, GCancellable *cancellable,
                                        GError **error);
/* Ids, total and facets; as rc_search_run, on the catalogue's connection. */
RcSearchAnswer *rc_query_run (RcDatabase *db, const RcSearchQuery *query, GCancellable *cancellable, GError **error);

/* Rows of these ids, in their order: RcRowData; NULL at the place of an id that is gone. `query` (nullable): for snippets. */
GPtrArray *rc_query_load_rows (RcDatabase *db, const gint64 *ids, guint n_ids, const char *query, GError **error);

G_END_DECLS
