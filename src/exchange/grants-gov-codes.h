/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of grants.gov. For files of this room only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who may apply: "21", also "21.0" and "5" of tables that took it for a number. NULL for no code of theirs. A literal. */
const char *rc_grants_gov_get_applicant (const char *code);
/* The code with the two digits that it should have; NULL for none. The caller frees it. */
char *rc_grants_gov_dup_applicant_code (const char *code);

/* What it is for: "ST". NULL for no code of theirs, and for "other". A literal. */
const char *rc_grants_gov_get_activity (const char *code);

G_END_DECLS
