/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody typed into the form of a grant and the catalogue does not have yet. */
#pragma once

#include "record/grant-form.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;           /* 0: a new grant */
  RcGrantForm *before; /* (owned) what the form showed at first */
  RcGrantForm *now;    /* (owned) what it shows */
} RcGrantDraft;

void rc_grant_draft_free (RcGrantDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantDraft, rc_grant_draft_free)

/* As text for a file. */
char *rc_grant_draft_to_json (const RcGrantDraft *self);
/* NULL when it is none: files come from anywhere. */
RcGrantDraft *rc_grant_draft_new_from_json (const char *json);

G_END_DECLS
