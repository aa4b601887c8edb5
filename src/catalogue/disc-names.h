/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of a disc read anew, in another character set, from the bytes that were kept. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* (transfer full) What the bytes say in a character set. */
typedef char *(*RcDiscsDecode) (const char *names, const char *bytes);

/* Inside a transaction: each name that was not in Unicode is read as `names`, and with it the paths of all that lies below, of documents
 * too. What is in archives keeps its own names. */
gboolean rc_discs_rename_files (RcDatabase *db, gint64 disc, const char *names, RcDiscsDecode decode, GError **error);

/* Bytes of at most so many names that are not in Unicode: char *, each once. */
GPtrArray *rc_discs_list_raw_names (RcDatabase *db, gint64 disc, guint most, GError **error);

G_END_DECLS
