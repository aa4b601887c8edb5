/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One described thing, as formats give it and the catalogue keeps it. */
#pragma once

#include "record/copy.h"
#include "record/description.h"
#include "record/grant.h"
#include "record/kind.h"
#include "record/marc-partial.h"

G_BEGIN_DECLS

/* publication and disc: marc is set; grant: grant is set. Files of a disc are no RcRecord (see disc/tree.h). */
typedef struct
{
  RcKind kind;
  char *control;     /* (owned) (nullable) what it is matched by: MARC 001; the source's own id of a grant */
  RcMarc *marc;      /* (owned) (nullable) */
  RcGrant *grant;    /* (owned) (nullable) */
  GPtrArray *copies; /* (owned) (nullable) RcCopy, where the source says their status and due day, for which MARC has no place */
  RcMarcProject project; /* (nullable) of a format that has no place for much of what MARC 21 says (record/marc-partial.h) */
} RcRecord;

/* Both take what they are given. The control number of a MARC record is its 001. */
RcRecord *rc_record_new_marc (RcKind kind, RcMarc *marc);
RcRecord *rc_record_new_grant (const char *control, RcGrant *grant);
void rc_record_free (RcRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcRecord, rc_record_free)

G_END_DECLS
