/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of MARC 21 that grows out of a record of ISIS. */
#pragma once

#include "exchange/isis-rules.h"
#include "exchange/reader.h"

G_BEGIN_DECLS

typedef struct
{
  const RcIsisRecord *record; /* (unowned) */
  RcReaderItem *item;         /* (unowned) */
  gboolean *done;             /* (owned) of each field: all that it says stands in MARC */
  GPtrArray *fields;          /* (owned) RcMarcField of MARC, in any order */
  GString *imprint[3];        /* (owned) subfields of 264: $a, $b, $c */
  GString *host;              /* (owned) subfields of 773 */
  char language[4];
  int year;
  char leader[25];
  char level;       /* bibliographic, leader/07 */
  gboolean fixed;   /* it has 008 */
  char *shelfmark;  /* (owned) (nullable) of its copies */
} RcIsisDraft;

RcIsisDraft *rc_isis_draft_new (const RcIsisRecord *record, RcReaderItem *item);
void rc_isis_draft_free (RcIsisDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcIsisDraft, rc_isis_draft_free)

void rc_isis_draft_add (RcIsisDraft *self, const char *tag, const char *data, gsize length);

/* Each answers whether all that the field says stands in MARC now. */
gboolean rc_isis_draft_add_marc (RcIsisDraft *self, const RcIsisField *field, gboolean marc21);
gboolean rc_isis_draft_add_by_rule (RcIsisDraft *self, const RcIsisField *field, const RcIsisRule *rule);

/* What several fields say together: 264, 008. */
void rc_isis_draft_finish (RcIsisDraft *self);
/* In the order of tags, what is not done in 887. */
RcMarc *rc_isis_draft_make_marc (RcIsisDraft *self);

G_END_DECLS
