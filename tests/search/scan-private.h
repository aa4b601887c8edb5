/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was looked at: terms, records and what a question asks of them. */
#pragma once

#include "scan.h"

#include "text/keys.h"

enum
{
  IN_TITLE = 1 << 0,
  IN_OTHER_TITLES = 1 << 1,
  IN_PEOPLE = 1 << 2,
  IN_SUBJECTS = 1 << 3,
  IN_IDENTIFIERS = 1 << 4,
  IN_REST = 1 << 5,
  IN_FULL_TEXT = 1 << 6,
  N_COLUMNS = 7,
  IN_ALL = (1 << N_COLUMNS) - 1,
};

/* How a word may stand there. */
enum
{
  AS_BEGINNING = 1 << 0,
  AS_FORM = 1 << 1,
  AS_KEY = 1 << 2,
  AS_LABEL = 1 << 3,
  AS_NARROWER = 1 << 4,
  AS_ANY = (1 << 5) - 1,
};

typedef struct
{
  char *word; /* (owned) (nullable) NULL: only its key can be found */
  char *key;  /* (owned) (nullable) */
  guint languages;
  char *stems[RC_N_STEM_LANGUAGES]; /* (owned) (nullable) */
} Term;

typedef struct
{
  GArray *sequence; /* (owned) guint32 terms, as they follow each other */
  GArray *others;   /* (owned) guint32, beside them */
} Column;

typedef struct
{
  guint32 seed;
  gboolean wanted;
  ModelRecord *model; /* (owned) */
  Column columns[N_COLUMNS];
  GBytes *title_key; /* (owned) */
  GArray *labels;    /* (owned) guint32 terms of all labels of its subjects */
  GArray *subjects;  /* (owned) gint64 that it is filed under, subdivided or not */
} Record;

/* Several words in their order, or one. */
typedef struct
{
  GPtrArray *words; /* (owned) Word */
  gboolean open;    /* the last may go on */
} Phrase;

typedef struct
{
  char *word;     /* (owned) folded */
  guint8 *levels; /* (owned) how each term answers it */
} Word;

typedef struct
{
  const ModelUnit *typed; /* (unowned) */
  GPtrArray *phrases;     /* (owned) Phrase */
  Word *compact;          /* (owned) (nullable) all of it as one number */
  guint n_named;          /* units from this one on that are the name of a subject; 0 */
  GArray *own, *narrower; /* (owned) gint64 subjects */
} Unit;

typedef struct
{
  guint first, end;
  Word *key; /* (owned) */
} Span;

/* A question taken apart. */
typedef struct
{
  const ModelQuestion *question; /* (unowned) */
  GPtrArray *units;              /* (owned) Unit */
  GPtrArray *spans;              /* (owned) Span */
  char *number;                  /* (owned) (nullable) all of the text as one */
  GBytes *title_key;             /* (owned) (nullable) of a text that may be a title */
  gint64 now;
} Asked;

struct _Scan
{
  GPtrArray *terms;     /* (owned) Term */
  GHashTable *by_text;  /* (owned) char * → guint32, 1 and up */
  GHashTable *records;  /* (owned) id → Record */
  GHashTable *subjects; /* (owned) char *, a heading → gint64 *, the subject it is a label of; worked out once */
  guint thesaurus;
  gint64 now; /* of the question */
};

/* The words of a text into terms of the scan. */
void scan_read_column (Scan *self, const char *text, Column *column);
/* The subject that the heading is a label of, of several the one that prefers it; 0. */
gint64 scan_find_subject (Scan *self, const char *heading);

Asked *scan_take_apart (Scan *self, const ModelQuestion *question);
void scan_asked_free (Asked *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, scan_asked_free)

/* All that must be there is, in these columns in these ways. `loosely`: the words of a phrase stand anywhere. */
gboolean scan_matches (const Asked *asked, const Record *record, guint columns, guint ways, gboolean loosely);
gboolean scan_is_excluded (const Asked *asked, const Record *record);
gboolean scan_is_limited (const Asked *asked);
/* One phrase of it, with all ways. */
gboolean scan_has_phrase (const Unit *unit, guint phrase, const Record *record, guint columns);
