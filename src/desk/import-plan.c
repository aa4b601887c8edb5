/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be imported, and how. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-plan.h"

RcImportPlan *
rc_import_plan_new (const char *const *files)
{
  RcImportPlan *self = g_new0 (RcImportPlan, 1);

  self->files = g_strdupv ((char **) files);
  return self;
}

RcImportPlan *
rc_import_plan_copy (const RcImportPlan *self)
{
  RcImportPlan *copy = g_memdup2 (self, sizeof *self);

  copy->files = g_strdupv (self->files);
  copy->ways = self->ways != NULL ? g_hash_table_ref (self->ways) : NULL;
  copy->rejects = g_strdup (self->rejects);
  return copy;
}

void
rc_import_plan_free (RcImportPlan *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->files);
  g_clear_pointer (&self->ways, g_hash_table_unref);
  g_free (self->rejects);
  g_free (self);
}
