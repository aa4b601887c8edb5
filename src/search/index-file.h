/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of the index: written once, mapped by every reader, never changed. Private to this room. */
#pragma once

#include "search/entry.h"
#include "search/keys.h"
#include "search/list.h"
#include "text/tokens.h"

G_BEGIN_DECLS

#define RC_INDEX_TOKEN_BYTES 16

/* Lists that a term or a prefix may have. */
typedef enum
{
  RC_LIST_ALL,
  RC_LIST_MOST, /* all but the text of documents */
  RC_LIST_TITLE,
  RC_LIST_OTHER_TITLES,
  RC_LIST_PEOPLE,
  RC_LIST_SUBJECTS,
  RC_LIST_IDENTIFIERS,
  RC_N_LISTS,
} RcListKind;

/* The columns of a list. */
guint rc_list_kind_get_columns (RcListKind kind);

/* A term or prefix: its references stand together, in the order of RcListKind, those of `stored` only. The lists of
 * `same` are that of RC_LIST_ALL; what is in neither is empty. */
typedef struct
{
  guint32 first;
  guint8 stored;
  guint8 same;
  guint16 unused;
} RcTermEntry;

/* What is counted of a record: its values. Those that most records have take a byte each, others two; so a row is never in
 * two lines of the cache, and a line has four. What finds no room, and ids from RC_ROW_OVERFLOWS on, stand in the overflow,
 * whose place the two slots behind that mark tell then. */
#define RC_ROW_SHORTS 4
#define RC_ROW_SLOTS 6
#define RC_ROW_OVERFLOWS 0xffffu
typedef struct
{
  guint8 shorts[RC_ROW_SHORTS]; /* numbers of common values; 0: none */
  guint16 slots[RC_ROW_SLOTS];  /* ids of values; 0: none; the first one may be RC_ROW_OVERFLOWS */
} RcRow;
#define RC_ROW_SLOTS_OF_OVERFLOW 3
#define RC_ROW_MAX_VALUES (RC_ROW_SHORTS + RC_ROW_SLOTS)
#define RC_N_COMMON 256

typedef struct
{
  gint64 deadline;
  guint32 id;
  guint32 closings; /* where they begin in their section */
} RcGrantEntry;

typedef struct
{
  guint32 text; /* where it begins in its section; ends with a zero byte */
  guint32 values; /* RcValues */
  RcListRef records;
} RcValueEntry;

/* The list at `place` is counted: from `first` on, for every value that it has in the order of their ids, how much the id
 * is above the one before and how often it has it; seven bits a byte. */
typedef struct
{
  guint32 place;
  guint32 n_bytes;
  guint64 first;
} RcCountEntry;

typedef enum
{
  RC_SECTION_LISTS,
  RC_SECTION_TERM_TEXT,
  RC_SECTION_TERM_STARTS,
  RC_SECTION_TERMS,
  RC_SECTION_PREFIX_TEXT,
  RC_SECTION_PREFIX_STARTS,
  RC_SECTION_PREFIXES,
  RC_SECTION_REFS,        /* RcListRef of terms, then of prefixes */
  RC_SECTION_ROWS,        /* RcRow by id */
  RC_SECTION_OVERFLOW,    /* guint32: how many, then the values */
  RC_SECTION_COMMON,      /* guint32 ids of values by their number in rows; number 0 is none */
  RC_SECTION_AGES,        /* guint64 by id */
  RC_SECTION_AGE_ORDER,   /* guint32 ids, newest first */
  RC_SECTION_TITLE_TEXT,  /* keys in their order */
  RC_SECTION_TITLE_STARTS,
  RC_SECTION_TITLE_ORDER, /* guint32 ids, in the order of the keys */
  RC_SECTION_TITLE_RANKS, /* guint32 by id */
  RC_SECTION_GRANTS,      /* RcGrantEntry, by deadline */
  RC_SECTION_CLOSINGS,
  RC_SECTION_VALUES,      /* RcValueEntry by id of the value */
  RC_SECTION_VALUE_TEXT,
  RC_SECTION_COUNTS,      /* RcCountEntry by place */
  RC_SECTION_COUNT_BYTES,
  RC_N_SECTIONS,
} RcSection;

typedef struct
{
  guint64 offset, n_bytes, checksum;
} RcSectionPlace;

typedef struct
{
  char magic[8];
  guint32 format;
  guint32 byte_order;
  guint8 token[RC_INDEX_TOKEN_BYTES]; /* the database knows the one it belongs to */
  gint64 revision;                    /* of the newest change that is in it */
  guint32 highest_id;
  guint32 n_records;
  guint32 n_values;
  guint32 text_version; /* RC_TEXT_VERSION of its words */
  RcListRef all, hidden;
  RcSectionPlace sections[RC_N_SECTIONS];
  guint64 checksum; /* of all above */
} RcIndexHeader;

/* The last page of a file has the header once more: what was cut off, or never reached the disk, has not. */

#define RC_INDEX_MAGIC "RCINDEX"
#define RC_INDEX_FORMAT 3
#define RC_INDEX_BYTE_ORDER 0x01020304u
#define RC_INDEX_ALIGN 4096u

/* The checksum of a section, taken piece by piece; begin with RC_CHECKSUM_BEGIN. Pieces but the last are multiples of 8. */
#define RC_CHECKSUM_BEGIN 0x9e3779b97f4a7c15u
guint64 rc_index_checksum (guint64 before, const void *bytes, gsize n_bytes);

typedef struct
{
  gatomicrefcount ref_count;
  guint8 *map; /* (owned) */
  gsize n_bytes;
  gint broken; /* atomic; the file cannot be read any more: all of the map is zeros */
  RcIndexHeader *header; /* (owned) a copy */
  RcKeys terms, prefixes, titles;
  const RcTermEntry *term_entries, *prefix_entries;
  const RcListRef *refs;
  gsize n_refs;
  const guint8 *lists;
  gsize lists_bytes;
  const RcRow *rows;         /* header->highest_id + 1 of them, as of ages and title_ranks */
  const guint32 *overflow;
  gsize n_overflow;
  const guint32 *common;     /* RC_N_COMMON of them */
  const guint64 *ages;
  const guint32 *age_order;  /* header->n_records of them, as of title_order */
  const guint32 *title_order;
  const guint32 *title_ranks;
  const RcGrantEntry *grants;
  gsize n_grants;
  const char *closings;
  gsize closings_bytes;
  const RcValueEntry *values; /* header->n_values of them */
  const char *value_text;
  gsize value_text_bytes;
  const RcCountEntry *counts;
  gsize n_counts;
  const guint8 *count_bytes;
  gsize n_count_bytes;
} RcIndexFile;

/* Maps the file; NULL with RC_SEARCH_ERROR_DAMAGED when it is not whole, with a G_FILE_ERROR when it cannot be opened.
 * Reads the header and the checksums of the small sections only. */
RcIndexFile *rc_index_file_open (const char *path, GError **error);
/* The same for an open file, which it closes. `path` is for messages. */
RcIndexFile *rc_index_file_open_fd (int fd, const char *path, GError **error);
RcIndexFile *rc_index_file_ref (RcIndexFile *self);
void rc_index_file_unref (RcIndexFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcIndexFile, rc_index_file_unref)

/* TRUE: some of what was read from it since it was opened is not what stands in the file, which cannot be read. */
gboolean rc_index_file_is_broken (const RcIndexFile *self);

/* Every checksum; FALSE with RC_SEARCH_ERROR_DAMAGED. */
gboolean rc_index_file_check_sums (const RcIndexFile *self, GError **error);
/* Every checksum, every list; FALSE with RC_SEARCH_ERROR_DAMAGED. */
gboolean rc_index_file_check (const RcIndexFile *self, GError **error);

/* Sets `list` to the one of this kind; FALSE when it is empty or damaged. */
gboolean rc_index_file_get_list (const RcIndexFile *self, const RcTermEntry *entry, RcListKind kind, RcListRef *list);
/* Adds the ids of a list to the set; FALSE when it is damaged. The second wants no more than what is `within` (nullable) and
 * may leave out the others. */
gboolean rc_index_file_add_list (const RcIndexFile *self, const RcListRef *list, RcBits *bits);
gboolean rc_index_file_add_list_within (const RcIndexFile *self, const RcListRef *list, const RcBits *within, RcBits *bits);
/* How many ids of a list are in the set; FALSE when it is damaged. */
gboolean rc_index_file_count_list (const RcIndexFile *self, const RcListRef *list, const RcBits *within, guint64 *n);
/* The text of a value, "" where it is damaged; the values it is one of. */
const char *rc_index_file_get_value (const RcIndexFile *self, guint32 value, RcValues *values);
/* Where the counts of a list are stored; NULL when they are not. */
const RcCountEntry *rc_index_file_find_counts (const RcIndexFile *self, const RcListRef *list);
/* Puts them into `n`, of values below `n_values`; those it does not have are left as they are. */
void rc_index_file_read_counts (const RcIndexFile *self, const RcCountEntry *counts, guint32 *n, guint32 n_values);
/* The values of a record: fills `values`, which has room for RC_ROW_MAX_VALUES, and returns how many these are; `more`
 * (nullable): what does not stand in its row, n_more of them. */
guint rc_index_file_get_row (const RcIndexFile *self, guint32 id, guint32 *values, const guint32 **more, guint32 *n_more);

G_END_DECLS
