/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields put into a record, each at the place its tag has among the others. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

/* Takes data, which begins with indicators, and puts it behind the last field whose tag is not greater. Data without a
 * subfield makes no field. */
void rc_marc_fields_take (RcMarc *marc, const char *tag, GString *data);
/* The same of pairs of code and text ("a", title, "b", …, NULL); texts that are NULL or empty are passed over. */
void rc_marc_fields_put (RcMarc *marc, const char *tag, const char *indicators, ...) G_GNUC_NULL_TERMINATED;
/* Appends a subfield: text as a field can hold it. NULL and empty ones are passed over. */
void rc_marc_fields_append (GString *data, const char *code, const char *text);

/* The fields in another script (880) as what they stand beside, added entries for the main one; (transfer full) (nullable). */
RcMarc *rc_marc_fields_dup_linked (const RcMarc *marc);

G_END_DECLS
