/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people and bodies as tables have them. For files of this room only. */
#pragma once

#include "exchange/csv-mapping.h"
#include "record/reference.h"

G_BEGIN_DECLS

/* One name into the reference. role: (nullable) relator code, unless the name says another one: "Lee, A. (ed.)".
 * order: (nullable) NULL for a name that stands as it shall be. */
void rc_csv_add_name (RcReference *reference, const char *text, const char *role, gboolean body, const RcCsvOrder *order);
/* The names in a cell, which a sign parts, or " & " and " and " where that is no name of a body. */
GPtrArray *rc_csv_split_names (const char *cell, char sign);
/* Whether a name is one of a body by its words: "World Bank", "Институт истории". */
gboolean rc_csv_is_body (const char *text);
/* "J." or "И.О." */
gboolean rc_csv_is_initials (const char *word);

G_END_DECLS
