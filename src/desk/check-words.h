/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk calls the classes of what is to be checked. */
#pragma once

#include "record/quality.h"

G_BEGIN_DECLS

/* A few words, translated: "No title". */
const char *rc_quality_get_label (RcQuality quality);

G_END_DECLS
