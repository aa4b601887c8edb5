/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sources of a grant say of it, and how its deadline moved. */
#pragma once

#include <json-glib/json-glib.h>

#include "catalogue/records.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *sources; /* (owned) (nullable) RcGrantSource */
  GPtrArray *moves;   /* (owned) (nullable) RcDeadlineMove */
} RcGrantHistory;
void rc_grant_history_clear (RcGrantHistory *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcGrantHistory, rc_grant_history_clear)

/* Nothing for what is no grant. */
gboolean rc_grant_history_load (RcDatabase *db, const RcRecordDetails *details, RcGrantHistory *history, GError **error);

/* Members "status", "sources" and "moves" of the object that is open. */
void rc_grant_history_add_json (JsonBuilder *builder, const RcRecordDetails *details, const RcGrantHistory *history);
/* Lines for people. */
void rc_grant_history_print (const RcRecordDetails *details, const RcGrantHistory *history);

G_END_DECLS
