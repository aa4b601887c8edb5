/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record takes what a format says anew that has no place for most of it. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

/* What a record would be, as MARC 21, had it come through the format. Never NULL. */
typedef RcMarc *(*RcMarcProject) (const RcMarc *marc);

/* `old` with what `said` says anew of it, a record that came in the format: what that has no place for, and what it says nothing of,
 * stays as it is; so do copies and local fields. A record of UNIMARC stays one. Never NULL. */
RcMarc *rc_marc_update_partial (const RcMarc *old, const RcMarc *said, RcMarcProject project);

G_END_DECLS
