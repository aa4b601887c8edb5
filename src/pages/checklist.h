/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody must be to apply, to be ticked off: each fact with the source's own sentence. Nothing of it is stored. */
#pragma once

#include <gtk/gtk.h>

#include "record/eligibility.h"

G_BEGIN_DECLS

#define RC_TYPE_CHECKLIST (rc_checklist_get_type ())
G_DECLARE_FINAL_TYPE (RcChecklist, rc_checklist, RC, CHECKLIST, GtkWidget)

/* The ticks stay on the facts (RcFact) that are still there. */
void rc_checklist_set (RcChecklist *self, GPtrArray *facts);

/* What is ticked to say that the fact holds: "I am 34 or younger"; new string. */
char *rc_fact_dup_words (const RcFact *fact);

/* What one value of such a fact is called: "Kazakhstan" of "KZ"; new string. */
char *rc_fact_dup_value_name (RcFactKind kind, const char *value);
/* The values that there are to choose among, in the order of a list: char *. Empty for ages and words alone. */
GPtrArray *rc_fact_list_values (RcFactKind kind);

/* Ticks a fact beforehand, for the visitor to leave or take away; of those that are set next. */
void rc_checklist_presume (RcChecklist *self, const RcFact *fact);

G_END_DECLS
