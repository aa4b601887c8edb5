/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs between two versions of a record, field by field. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

typedef enum
{
  RC_MARC_SAME,
  RC_MARC_ADDED,
  RC_MARC_REMOVED,
  RC_MARC_CHANGED,
} RcMarcDifference;

/* One field of both; `before` is NULL for one that was added, `after` for one that was removed. */
typedef struct
{
  RcMarcDifference what;
  const RcMarcField *before; /* (unowned) (nullable) of the old version */
  const RcMarcField *after;  /* (unowned) (nullable) of the new one */
} RcMarcChange;

/* RcMarcChange, in the order of both, with all fields that are the same: two versions side by side. The leader is a field with the tag
 * "LDR" when it differs (its lengths aside), and only then. Fields live as long as the records and the answer. */
typedef struct _RcMarcDiff RcMarcDiff;
RcMarcDiff *rc_marc_diff (const RcMarc *before, const RcMarc *after);
void rc_marc_diff_free (RcMarcDiff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcMarcDiff, rc_marc_diff_free)
guint rc_marc_diff_get_n_changes (const RcMarcDiff *self);
const RcMarcChange *rc_marc_diff_get_change (const RcMarcDiff *self, guint index);

/* What a field with the tag is for, in plain words ("Title", "Subject"); never NULL. */
const char *rc_marc_tag_get_name (const char *tag);

G_END_DECLS
