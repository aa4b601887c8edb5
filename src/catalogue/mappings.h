/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of tables hold, kept by name: text that rc_csv_mapping_new_from_key_file reads. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Keeps it, in place of one of the same name. In a transaction. */
gboolean rc_mappings_put (RcDatabase *db, const char *name, const char *text, GError **error);
/* Error: RC_CATALOGUE_ERROR_NOT_FOUND. In a transaction. */
gboolean rc_mappings_remove (RcDatabase *db, const char *name, GError **error);
/* The text. Error: RC_CATALOGUE_ERROR_NOT_FOUND. */
char *rc_mappings_load (RcDatabase *db, const char *name, GError **error);
/* All names, sorted by bytes. */
GStrv rc_mappings_list (RcDatabase *db, GError **error);

G_END_DECLS
