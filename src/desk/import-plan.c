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
  self->format = RC_FORMAT_AUTO;
  return self;
}

RcImportPlan *
rc_import_plan_copy (const RcImportPlan *self)
{
  RcImportPlan *copy = g_memdup2 (self, sizeof *self);

  copy->files = g_strdupv (self->files);
  copy->encoding = g_strdup (self->encoding);
  copy->mapping = self->mapping != NULL ? rc_csv_mapping_copy (self->mapping) : NULL;
  copy->rejects = g_strdup (self->rejects);
  return copy;
}

void
rc_import_plan_free (RcImportPlan *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->files);
  g_free (self->encoding);
  g_clear_pointer (&self->mapping, rc_csv_mapping_free);
  g_free (self->rejects);
  g_free (self);
}
