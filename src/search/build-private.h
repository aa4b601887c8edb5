/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file in the making, as the files that make it see it. */
#pragma once

#include "search/build.h"
#include "search/postings.h"

G_BEGIN_DECLS

/* A record that is not in the base, or not any more as it was. */
typedef struct
{
  guint64 age;
  guint32 id;
  gboolean hidden;
  RcRow row;
} RcFreshRecord;

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
  RcPostings *words;        /* (owned) */
  RcPostings *titles;       /* (owned) */
  GArray *fresh;            /* (owned) RcFreshRecord, ascending */
  GArray *overflow;         /* (owned) guint32 */
  GArray *grants;           /* (owned) RcGrantEntry */
  GByteArray *closings;     /* (owned) */
  guint32 highest_id;

  /* From rc_build_finish on. */
  GCancellable *cancellable; /* (unowned) (nullable) */
  RcFileWriter *file;        /* (owned) */
  GByteArray *scratch;       /* (owned) */
  RcBits *all;               /* (owned) the records of the new file */
  RcRow *rows;               /* (owned) by id */
  RcKeysWriter term_keys, prefix_keys;
  GArray *terms, *prefixes;  /* (owned) RcTermEntry */
  GArray *refs;              /* (owned) RcListRef */
  GArray *values;            /* (owned) RcValueEntry */
  GByteArray *value_text;    /* (owned) */
  GArray *countables;        /* (owned) RcCountable */
};

/* Each writes its part; in this order. */
gboolean rc_build_terms (RcBuild *self, GError **error);
gboolean rc_build_prefixes (RcBuild *self, GError **error);
gboolean rc_build_values (RcBuild *self, sqlite3 *db, GError **error);
/* Only sets up self->counts…: its sections are written with the others. */
gboolean rc_build_counts (RcBuild *self, GArray *counts, GArray *pairs, GError **error);
gboolean rc_build_orders (RcBuild *self, GError **error);

/* Adds a list to the open section. */
gboolean rc_build_put_list (RcBuild *self, const guint32 *ids, guint32 n_ids, RcListRef *list, GError **error);
gboolean rc_build_put_bits (RcBuild *self, const RcBits *bits, RcListRef *list, GError **error);
/* Says that a list of the base, or one written just now, is broken. Always FALSE. */
gboolean rc_build_set_damaged (GError **error);
/* A list that has enough ids to be counted is remembered. */
void rc_build_note_countable (RcBuild *self, const RcListRef *list, const RcListRef *base);

G_END_DECLS
