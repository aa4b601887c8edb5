/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a table of publications as a record. For files of this room only. */
#pragma once

#include "exchange/csv-mapping.h"
#include "exchange/csv-words.h"

G_BEGIN_DECLS

typedef struct _RcCsvPlan RcCsvPlan;

/* mapping: of all columns of the table, in its order. ours: the table is one that we wrote, so that cells are taken exactly. */
RcCsvPlan *rc_csv_plan_new (const RcCsvMapping *mapping, gboolean ours);
void rc_csv_plan_free (RcCsvPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCsvPlan, rc_csv_plan_free)

/* Gives the item its record, or rejects it when no column has anything that makes one. cells: char *. */
void rc_csv_plan_read (RcCsvPlan *self, GPtrArray *cells, RcReaderItem *item);

G_END_DECLS
