/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field of which database becomes which of MARC 21. */
#pragma once

#include "exchange/isis-record.h"
#include "record/marc.h"

G_BEGIN_DECLS

typedef enum
{
  RC_ISIS_UNKNOWN,
  RC_ISIS_MARC21,  /* its numbers are MARC's */
  RC_ISIS_UNIMARC,
  RC_ISIS_IRBIS,
  RC_ISIS_CDS,     /* UNESCO's own model, CDS */
  RC_ISIS_LILACS,
  RC_ISIS_CEPAL,
  RC_ISIS_VINITI,
  RC_ISIS_NAMES,   /* by its field table */
} RcIsisProfile;

typedef enum
{
  RC_ISIS_PLAIN,
  RC_ISIS_TITLE,     /* the first is 245, others 246 */
  RC_ISIS_SERIES,    /* the title where there is no other */
  RC_ISIS_PERSON,    /* the first is 100 */
  RC_ISIS_CORPORATE, /* the first is 110 */
  RC_ISIS_MEETING,   /* the first is 111 */
  RC_ISIS_KEYWORDS,  /* several in one field: <a><b>, or a; b */
  RC_ISIS_IMPRINT,   /* several fields become one 264 */
  RC_ISIS_HOST,      /* several fields become one 773 */
  RC_ISIS_LANGUAGE,
  RC_ISIS_COPY,
} RcIsisUse;

typedef struct
{
  guint tag;
  RcIsisUse use;
  const char *marc;  /* tag and indicators */
  const char *codes; /* pairs: a code of the field (- what stands before the first one), one of MARC */
} RcIsisRule;

/* NULL: the field has no place. */
const RcIsisRule *rc_isis_rules_find (RcIsisProfile profile, guint tag);
const RcIsisRule *rc_isis_rules_find_by_name (const char *name);

/* By the fields that its records have, and their names (nullable). */
RcIsisProfile rc_isis_rules_recognise (GPtrArray *records, GHashTable *names);

/* A code of MARC for "Español", "spa", "es", "рус."; NULL when it is none that we know. */
char *rc_isis_language_dup_marc (const char *text);

/* A record of IRBIS that others name by its mark: an issue says which journal it is of by no more than that. */
void rc_isis_irbis_note_journal (const RcIsisRecord *record, GHashTable *journals);

/* The title of an IRBIS record: its own, the whole's with its part, or its journal's with the number. Fields that are used up are
 * marked in `done`. */
gboolean rc_isis_irbis_add_title (const RcIsisRecord *record, GHashTable *journals, gboolean *done, GString *data);
/* The shelfmark of all its copies; NULL when it has none. */
char *rc_isis_irbis_dup_shelfmark (const RcIsisRecord *record);

G_END_DECLS
