/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody typed into the form of a record and the catalogue does not have yet. */
#pragma once

#include "record/form.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;         /* 0: a new record */
  RcForm *before;    /* (owned) what the form showed at first */
  RcForm *now;       /* (owned) what it shows */
  GPtrArray *copies; /* (owned) (nullable) RcCopy; NULL: as they were */
} RcDraft;

void rc_draft_free (RcDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDraft, rc_draft_free)

/* As text for a file. */
char *rc_draft_to_json (const RcDraft *self);
/* NULL when it is none: files come from anywhere. */
RcDraft *rc_draft_new_from_json (const char *json);

G_END_DECLS
