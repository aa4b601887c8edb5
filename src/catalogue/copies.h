/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of copies. For files of this room only. */
#pragma once

#include "catalogue/database.h"
#include "record/copy.h"

G_BEGIN_DECLS

/* RcCopy in their order; NULL on error. */
GPtrArray *rc_copies_load (RcDatabase *db, gint64 record, GError **error);
/* Writes these copies in place of what was there. `fresh`: there was nothing. */
gboolean rc_copies_store (RcDatabase *db, gint64 record, GPtrArray *copies, gboolean fresh, GError **error);
/* Takes over what MARC does not say (status, day it is due back) from `old` copies, by barcode or, where there is none, by the rest. */
void rc_copies_keep_status (GPtrArray *copies, GPtrArray *old);
/* Whether what `said` says of status and due day holds of these copies. */
gboolean rc_copies_have_status (GPtrArray *copies, GPtrArray *said);
/* Whether MARC would say the same of both: all but status and due day. */
gboolean rc_copies_equal_in_marc (GPtrArray *a, GPtrArray *b);

G_END_DECLS
