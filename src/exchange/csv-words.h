/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column of a table of publications can hold: our words, and how tables call it. For files of this room only. */
#pragma once

#include "record/reference.h"

G_BEGIN_DECLS

typedef enum
{
  RC_CSV_TEXT,     /* one text of the reference */
  RC_CSV_LIST,     /* several */
  RC_CSV_NAMES,    /* people and bodies of one role */
  RC_CSV_YEAR,
  RC_CSV_LANGUAGE,
  RC_CSV_TYPE,
  RC_CSV_PAGES,    /* in what it stands in; of a book, how many it has */
  RC_CSV_BARCODE,  /* from here to the day: one value for each copy */
  RC_CSV_SHELFMARK,
  RC_CSV_LOCATION,
  RC_CSV_COPY_NOTE,
  RC_CSV_STATUS,
  RC_CSV_DUE,      /* the day a copy on loan comes back */
  RC_CSV_OTHER,    /* kept beside the record with the column's own name */
  RC_CSV_NONE,     /* left out */
  RC_CSV_MARC,     /* a subfield of MARC: not in the list of words */
} RcCsvKind;

typedef struct
{
  const char *word;
  RcCsvKind kind;
  gsize offset;         /* RC_CSV_TEXT, RC_CSV_LIST: of the member of RcReference */
  const char *role;     /* RC_CSV_NAMES: relator code; NULL: any other one, said with the name */
  const char *names[7]; /* that columns have: en, ru, kk, fr, es, de; "|" between several */
} RcCsvWord;

/* In the order in which a table is written. */
extern const RcCsvWord rc_csv_words[];
extern const guint rc_csv_n_words;

/* A subfield that a column holds: "245$a", "24510$a", "100__a", "008". */
typedef struct
{
  char tag[4];
  char indicators[3];
  char code; /* 0: a control field */
} RcCsvPlace;

/* NULL when it is none of ours. */
const RcCsvWord *rc_csv_word_find (const char *word);
/* FALSE when the text names no place in MARC. */
gboolean rc_csv_place_parse (const char *text, RcCsvPlace *place);

/* What a column of this name holds; NULL when the name tells nothing. certain: (out) it is a name of the thing, not only a
 * word in it. */
const RcCsvWord *rc_csv_word_guess (const char *name, gboolean *certain);

G_END_DECLS
