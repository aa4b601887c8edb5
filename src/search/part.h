/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where hits come from: the file, by ids, or what has changed since, by numbers of its own. A question is asked of both.
 * Private to this room. */
#pragma once

#include "search/forms.h"
#include "search/parse.h"
#include "search/snapshot.h"

G_BEGIN_DECLS

/* A phrase of several words: the records in which it really stands, since the index knows no places. */
typedef struct
{
  const char *phrase; /* (unowned) of the question */
  gboolean prefix;
  GArray *postings;   /* (owned) guint64: number << 8 | columns */
} RcPhrase;

/* What the thesaurus adds to one question; search/subject-sets.h. */
typedef struct _RcSubjectSets RcSubjectSets;

typedef struct
{
  const RcSnapshot *snapshot; /* (unowned) */
  RcSubjectSets *subjects;    /* (unowned) (nullable) */
  gboolean literal;           /* words are looked up as they are, not among the labels of subjects */
  gboolean of_file;
  guint32 most;    /* sets have room up to here */
  const RcBits *within; /* (unowned) (nullable) what is asked about: of others, sets may have any or none */
  GArray *counted; /* (owned) RcListRef of the file whose values are counted, as far as they were met */
  GArray *phrases; /* (owned) (nullable) RcPhrase; NULL: a phrase is all of its words */
  RcStems *stems;  /* (owned) (nullable) made at first use, as is the next */
  GHashTable *forms; /* (owned) (nullable) char * word, with * where it may go on → GPtrArray of char *, its other forms */
  GHashTable *known; /* (owned) (nullable) char * phrase → guint how many have it, of those that were met */
  GHashTable *places; /* (owned) (nullable) of rc_places_add: GArray of guint32 values */
  gboolean damaged; /* a list was */
} RcPart;

RcPart *rc_part_new (const RcSnapshot *snapshot, gboolean of_file);
void rc_part_free (RcPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPart, rc_part_free)

/* Takes what was found of the phrases, RcPhrase. */
void rc_part_take_phrases (RcPart *self, GArray *phrases);

RcBits *rc_part_new_set (const RcPart *self);
/* All that answer. `hidden`: those that are hidden, too. */
RcBits *rc_part_new_all (const RcPart *self, gboolean hidden);
/* Leaves those in the set. */
void rc_part_restrict (const RcPart *self, gboolean hidden, RcBits *bits);
/* Those that have one of the values, guint32; a value that nothing has is none. */
void rc_part_add_values (RcPart *self, const GArray *values, RcBits *bits);
/* Those that have the word, or one that begins with it, in one of the columns: some of RC_IN_TITLE … RC_IN_IDENTIFIERS,
 * RC_IN_MOST or RC_IN_ALL. The labels of subjects stand in the column of subjects. */
void rc_part_add_word (RcPart *self, const char *word, gboolean prefix, guint columns, RcBits *bits);
/* Those that have another form of the word in one of the columns. `prefix`: but for words that begin with it. */
void rc_part_add_forms (RcPart *self, const char *word, gboolean prefix, guint columns, RcBits *bits);
/* Those whose title has a sort key that begins with this one. */
void rc_part_add_titles (RcPart *self, const guint8 *key, gsize length, RcBits *bits);
/* Those that have the phrase, which was looked up; FALSE when it was not. */
gboolean rc_part_add_phrase (RcPart *self, const char *phrase, guint columns, RcBits *bits);

/* What was found in the file cannot be relied on. */
static inline gboolean
rc_part_is_damaged (const RcPart *self)
{
  return self->damaged || (self->of_file && rc_index_file_is_broken (self->snapshot->file));
}

/* Those that have not changed since, hidden ones among them. */
static inline const RcBits *
rc_part_get_live (const RcPart *self)
{
  return self->of_file ? self->snapshot->live : self->snapshot->delta->live;
}

/* The number of a record; FALSE when it does not answer here. */
gboolean rc_part_find_number (const RcPart *self, guint32 id, guint32 *number);
/* The id behind a number. */
static inline guint32
rc_part_get_id (const RcPart *self, guint32 number)
{
  return self->of_file ? number : g_array_index (self->snapshot->delta->records, RcDeltaRecord, number).id;
}

G_END_DECLS
