/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that somebody should look at, by what is wrong with them. */
#pragma once

#include "catalogue/records.h"
#include "record/quality.h"

G_BEGIN_DECLS

/* What is to be checked in one record: RcFinding, none for a file or a grant; never NULL. */
GPtrArray *rc_quality_check_details (const RcRecordDetails *details);

G_END_DECLS
