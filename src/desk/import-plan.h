/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be imported, and how: what people said of it, and nothing they did not. */
#pragma once

#include "import/import.h"

G_BEGIN_DECLS

typedef struct
{
  GStrv files;      /* (owned) as they were chosen; folders, too */
  GHashTable *ways; /* (owned) (nullable) path → RcImportWay; what is not there is found out. Copies share it: it does not change */
  RcTwinRule twins;
  gboolean mends;
  gboolean dry_run;
  char *rejects; /* (owned) (nullable) a file for what is rejected */
} RcImportPlan;

RcImportPlan *rc_import_plan_new (const char *const *files);
RcImportPlan *rc_import_plan_copy (const RcImportPlan *self);
void rc_import_plan_free (RcImportPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcImportPlan, rc_import_plan_free)

G_END_DECLS
