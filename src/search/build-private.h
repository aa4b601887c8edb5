/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file in the making, as the files that make it see it. */
#pragma once

#include "search/build.h"
#include "search/inverter.h"

G_BEGIN_DECLS

/* The ids of its values, before it is known which are common. The rest of more than fit, and ids of more than 16 bits, stand in
 * an overflow, whose place the last two slots tell then. */
#define RC_FRESH_SLOTS 11
#define RC_FRESH_SLOTS_WITH_OVERFLOW (RC_FRESH_SLOTS - 2)
#define RC_FRESH_OVERFLOWS 0x8000u
typedef struct
{
  guint16 n_values; /* in slots; RC_FRESH_OVERFLOWS: and more */
  guint16 slots[RC_FRESH_SLOTS];
} RcFreshRow;

/* A record that is not in the base, or not any more as it was. */
typedef struct
{
  guint64 age;
  guint32 id;
  gboolean hidden;
  RcFreshRow row;
} RcFreshRecord;

/* A word that new records have: where its postings begin; they end where those of the next one do. */
typedef struct
{
  guint32 number;
  guint32 first;
} RcFreshTerm;

/* A list that may be worth counting, and the one it comes from. */
typedef struct
{
  RcListRef list;
  RcListRef base; /* n_ids 0: none */
} RcCountable;

struct _RcBuild
{
  char *folder;             /* (owned) */
  RcIndexFile *base;        /* (owned) (nullable) */
  RcBits *masked;           /* (owned) (nullable) what is not taken from the base; as large as the base */
  gboolean any_masked;
  RcInverter *words;        /* (owned) */
  RcPostings *titles;       /* (owned) */
  GArray *fresh;            /* (owned) RcFreshRecord, ascending */
  GArray *fresh_overflow;   /* (owned) guint32, of fresh rows: how many, then the values */
  GArray *grants;           /* (owned) RcGrantEntry */
  GByteArray *closings;     /* (owned) */
  guint32 highest_id;

  /* From rc_build_finish on. */
  GCancellable *cancellable; /* (unowned) (nullable) */
  RcFileWriter *file;        /* (owned) */
  GByteArray *scratch;       /* (owned) */
  RcBits *all;               /* (owned) the records of the new file */
  RcRow *rows;               /* (owned) by id */
  GArray *overflow;          /* (owned) guint32, of rows */
  guint32 common[RC_N_COMMON];
  RcKeysWriter term_keys, prefix_keys;
  GArray *terms, *prefixes;  /* (owned) RcTermEntry */
  GArray *fresh_terms;       /* (owned) (nullable) RcFreshTerm; NULL: nobody needs them */
  GArray *fresh_postings;    /* (owned) guint64 */
  GArray *refs;              /* (owned) RcListRef */
  GArray *values;            /* (owned) RcValueEntry */
  GByteArray *value_text;    /* (owned) */
  GArray *countables;        /* (owned) RcCountable, not counted yet */
  GArray *counts;            /* (owned) RcCountEntry */
  GByteArray *count_bytes;   /* (owned) */
};

typedef struct _RcTitles RcTitles;
typedef struct _RcListCounting RcListCounting;

/* Takes the values of a new record. */
void rc_build_make_row (RcBuild *self, const RcEntry *entry, RcFreshRow *row);
/* Calls `func` with each value of the new records. */
typedef void (*RcValueFunc) (gpointer data, guint32 id, guint32 value);
void rc_build_foreach_value (const RcBuild *self, RcValueFunc func, gpointer data);
/* Makes the rows of the records of the base that stay, which are all there are yet, and of the new ones. */
void rc_build_rows (RcBuild *self);

/* Each writes its part; in this order. */
gboolean rc_build_terms (RcBuild *self, GError **error);
gboolean rc_build_prefixes (RcBuild *self, GError **error);
gboolean rc_build_values (RcBuild *self, sqlite3 *db, GError **error);
/* Only gathers what is written with the other sections. */
gboolean rc_build_counts (RcBuild *self, GError **error);
gboolean rc_build_orders (RcBuild *self, RcTitles *titles, GError **error);

/* The titles of all records in their order, which is found in a thread while lists are written. */
RcTitles *rc_build_begin_titles (RcBuild *build);
void rc_titles_free (RcTitles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTitles, rc_titles_free)

/* Counts in a thread what is noted up to here, while more lists are made; `lists` stays mapped until the end, where the
 * caller helps. It is stopped instead when nothing of it is `wanted`. */
RcListCounting *rc_build_begin_counting (RcBuild *build, const guint8 *lists, gsize n_bytes);
gboolean rc_build_end_counting (RcListCounting *self, gboolean wanted, GError **error);

/* Adds a list to the open section. */
gboolean rc_build_put_bits (RcBuild *self, const RcBits *bits, RcListRef *list, GError **error);
/* Adds a list of the base without what is masked, with the ids of `fresh` (guint32). */
gboolean rc_build_put_changed (RcBuild *self, const RcListRef *old, const GArray *fresh, RcListRef *list, GError **error);
/* The same for all lists of an entry of the base (nullable), with `fresh` for each kind. One that has no records left says
 * that it stores none, and needs not be kept. */
gboolean rc_build_put_entry (RcBuild *self, const RcTermEntry *base, const GArray *const *fresh, RcTermEntry *entry,
                             GError **error);
/* Says that a list of the base, or one written just now, is broken. Always FALSE. */
gboolean rc_build_set_damaged (GError **error);
/* A list that has enough ids to be counted is remembered. */
void rc_build_note_countable (RcBuild *self, const RcListRef *list, const RcListRef *base);
/* The list of all records of the entry in the base; a list of none where there is none. */
RcListRef rc_build_get_base_list (const RcBuild *self, const RcTermEntry *base);

G_END_DECLS
