/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of ISIS databases as MARC 21. Numbers of fields mean something else in each database: which one it is, is told by
 * the names of its fields, where there is a table of them, and by the numbers it uses. What has no place in MARC is kept, field
 * by field, in 887. */
#pragma once

#include "exchange/isis-record.h"
#include "exchange/reader.h"

G_BEGIN_DECLS

/* What 003 begins with where the name of the database follows: nobody gave that name, and other databases may have it, too. */
#define RC_ISIS_AGENCY "isis-"

typedef struct _RcIsisMapper RcIsisMapper;

/* records (RcIsisRecord): enough of the database to know it. names (nullable): of its fields, by number (rc_isis_table_read).
 * database (nullable): its name, for 003 of records that have nothing but their number in it (RC_ISIS_AGENCY). */
RcIsisMapper *rc_isis_mapper_new (GPtrArray *records, GHashTable *names, const char *database);
void rc_isis_mapper_free (RcIsisMapper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcIsisMapper, rc_isis_mapper_free)

/* Never NULL; may be without fields. The record is decoded. */
RcMarc *rc_isis_mapper_make_marc (RcIsisMapper *self, const RcIsisRecord *record, RcReaderItem *item);

G_END_DECLS
