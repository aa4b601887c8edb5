/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One described thing, as formats give it and the catalogue keeps it. */
#define G_LOG_DOMAIN "rc-record"

#include "record/record.h"

RcRecord *
rc_record_new_marc (RcKind kind, RcMarc *marc)
{
  RcRecord *self;

  g_return_val_if_fail (marc != NULL, NULL);

  self = g_new0 (RcRecord, 1);
  self->kind = kind;
  self->control = rc_marc_dup_control_number (marc);
  self->marc = marc;
  return self;
}

RcRecord *
rc_record_new_grant (const char *control, RcGrant *grant)
{
  RcRecord *self;

  g_return_val_if_fail (grant != NULL, NULL);

  self = g_new0 (RcRecord, 1);
  self->kind = RC_KIND_GRANT;
  self->control = g_strdup (control);
  self->grant = grant;
  return self;
}

void
rc_record_free (RcRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->control);
  rc_marc_free (self->marc);
  rc_grant_free (self->grant);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_free (self);
}
