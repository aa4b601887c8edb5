/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call asks to be sent, where its own text lists it. */
#pragma once

#include "record/grant.h"

G_BEGIN_DECLS

/* In the words of the source ("Research plan", "Degree certificate"), from behind a heading like "Required documents:" in English, Russian, Kazakh
 * or French. Never NULL; empty where the text does not say it, or says it in whole sentences. */
GStrv rc_grant_list_papers (const RcGrant *grant);

G_END_DECLS
