/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A query in, ids and counts out. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "record/kind.h"

G_BEGIN_DECLS

typedef enum
{
  RC_SORT_RELEVANCE,
  RC_SORT_NEWEST, /* by year, then by the day it was added */
  RC_SORT_TITLE,
  RC_SORT_DEADLINE, /* next deadline first; what has none, then closed ones, last */
} RcSort;

typedef enum
{
  RC_FACET_GROUP, /* kind and material as one, as screens show them: "book" … "website", "disc", "file", "grant" */
  RC_FACET_KIND,
  RC_FACET_MATERIAL,
  RC_FACET_LANGUAGE,
  RC_FACET_YEAR,
  RC_FACET_SUBJECT,
  RC_FACET_PLACE,
  RC_FACET_AVAILABILITY, /* "here", "shelf", "out", "disc"; a record may be several of these */
  RC_FACET_AUDIENCE,     /* who may apply for a grant: "researcher" … */
  RC_FACET_COUNTRY,      /* of those who may apply: "KZ" …, "any"; what is for any country counts for each */
  RC_FACET_FIELD,        /* the subjects of grants */
  RC_FACET_CLOSING,      /* when a grant closes next, seen from now: "week", "month", "later", "rolling", "unstated", "closed" */
} RcFacetName;

#define RC_N_FACETS 12

/* "kind", "material" …; never NULL. */
const char *rc_facet_name_to_string (RcFacetName name);
gboolean rc_facet_name_from_string (const char *word, RcFacetName *name);
/* All the values that a facet may have, NULL-terminated and in their order; NULL where they come from the records. */
const char *const *rc_facet_name_get_words (RcFacetName name);
/* FALSE when the word is no sort order. */
gboolean rc_sort_from_string (const char *word, RcSort *sort);

/* What somebody asks. Values of one facet mean or, facets mean and. */
typedef struct
{
  char *text; /* (owned) as typed; never NULL; no text is an error; "" finds everything */
  GPtrArray *filters[RC_N_FACETS]; /* (owned) (nullable) char *; a year may be "1995..2001", "1995..", "..2001" */
  RcSort sort;
  gboolean all;        /* drafts and what waits for review, too */
  gboolean open_only;  /* grants that are still open only (other kinds are not touched) */
  gboolean rescue;     /* words that find nothing are taken for what was likely meant; else only what was typed is found */
  gboolean exactly;    /* the words as typed and nothing else: no other form, script or spelling either */
  guint limit;         /* ids wanted; 0: none, only counts; G_MAXUINT: all of them */
  guint offset;
  gboolean facets; /* count them */
} RcSearchQuery;

/* For the first 50 ids with facets, most relevant first. In the text every word must match, the last one as the beginning
 * of a word; "a phrase", -without, author:, title:, subject: (places, too), year:1995..2001 and all of them with a minus
 * are understood, the names of fields in the languages of the interface. */
RcSearchQuery *rc_search_query_new (const char *text);
RcSearchQuery *rc_search_query_copy (const RcSearchQuery *self);
void rc_search_query_free (RcSearchQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSearchQuery, rc_search_query_free)
void rc_search_query_add_filter (RcSearchQuery *self, RcFacetName name, const char *value);
void rc_search_query_remove_filter (RcSearchQuery *self, RcFacetName name, const char *value);

typedef struct
{
  char *value; /* (owned) */
  guint64 count;
} RcFacetValue;

typedef struct
{
  GArray *ids;     /* (owned) gint64, in order, from offset on */
  guint64 total;   /* all hits */
  char *understood; /* (owned) the words as searched, for "Showing results for …"; "" when nothing changed */
  char *corrected;  /* (owned) (nullable) the text that was asked for instead of the one of the query, which finds nothing: ask
                       for more of it, and show what it found, by this one. What is said is `understood` */
  char *suggested;  /* (owned) (nullable) what little is found stands as typed: a text that finds much more, and is a slip away */
  char *subject;   /* (owned) (nullable) the words, where all of them are the name of a subject of the thesaurus */
  GArray *facets[RC_N_FACETS]; /* (owned) (nullable) RcFacetValue, most frequent first (years: newest first; closing: soonest first); each facet
                                  counts with all other filters applied but not its own */
  double milliseconds;
} RcSearchAnswer;

void rc_search_answer_free (RcSearchAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSearchAnswer, rc_search_answer_free)

/* The answer but for its facets, which are being counted meanwhile. What it returns with `error` the question does. */
typedef gboolean (*RcSearchPageFunc) (const RcSearchAnswer *answer, gpointer data, GError **error);

/* Runs in the thread of the connection; cancelling interrupts it (G_IO_ERROR_CANCELLED). */
RcSearchAnswer *rc_search_run (sqlite3 *db, const RcSearchQuery *query, GCancellable *cancellable, GError **error);
/* The same; `page_func` is called in this thread, within what the connection saw for the question, as soon as there is a
 * page: once more where the index turns out to be damaged behind it. It asks no other question. */
RcSearchAnswer *rc_search_run_with_page (sqlite3 *db, const RcSearchQuery *query, RcSearchPageFunc page_func, gpointer page_data,
                                         GCancellable *cancellable, GError **error);

/* A part of a text of which every hit must have something: a word, a phrase, a field with its words. */
typedef struct
{
  char *text;    /* (owned) as typed */
  char *without; /* (owned) the whole text without it; "" where it is the only one */
} RcSearchPart;

/* RcSearchPart, in order; never NULL. What is excluded, and years, are none. */
GArray *rc_search_dup_parts (const char *text);

/* A part of a text that shows why it was found, as Pango attributes cannot be made here: the snippet and the byte ranges of the hits. */
typedef struct
{
  guint start;
  guint end;
} RcTextRange;

/* Finds the words of one query (exact, folded, in another form or script) in any number of texts. Works without the index.
 * One thread at a time. */
typedef struct _RcHighlighter RcHighlighter;
RcHighlighter *rc_highlighter_new (const char *query);
void rc_highlighter_free (RcHighlighter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcHighlighter, rc_highlighter_free)

/* Where they stand in `text`: RcTextRange in bytes, ascending, never NULL. */
GArray *rc_highlighter_mark (RcHighlighter *self, const char *text);
/* How many they are, but looking no further than `most`. */
guint rc_highlighter_count (RcHighlighter *self, const char *text, guint most);
/* Around 160 characters of `text` around the first hit (one in another script only where there is no other), one line, …
 * where cut; NULL when no word of the query stands in it. */
char *rc_highlighter_snippet (RcHighlighter *self, const char *text);

G_END_DECLS
