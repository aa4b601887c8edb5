/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of each column of a table. For the files that read its rows only. */
#pragma once

#include "exchange/csv-record.h"

G_BEGIN_DECLS

typedef struct
{
  const RcCsvColumn *column; /* (unowned) of the mapping */
  const RcCsvWord *word;     /* (nullable) a place in MARC */
  RcCsvPlace place;
  char values;
} RcCsvPart;

struct _RcCsvPlan
{
  RcCsvMapping *mapping; /* (owned) */
  GArray *parts;         /* (owned) RcCsvPart, one for each column */
  gboolean ours;
};

/* The fields that the columns with a place in MARC make. cells: char *, one for each column. */
void rc_csv_plan_add_places (const RcCsvPlan *self, GPtrArray *cells, RcMarc *marc);

G_END_DECLS
