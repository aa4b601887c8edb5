/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another character set for the names of a disc that is in the catalogue. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Reads the names anew; the same with the one they had takes it back. NOT_FOUND for a character set that is none of
 * rc_disc_names_get_all. */
gboolean rc_disc_rename (RcDatabase *db, gint64 disc, const char *names, GError **error);

G_END_DECLS
