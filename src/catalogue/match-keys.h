/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys under which records are found that may be the same. For files of this room only.
 *
 * A row put into its place among a million costs more than all else that is known of it, so what a transaction adds is kept in memory,
 * where it is found as well, and written in the order of the keys when there is much of it or the transaction ends. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* A key that more records have than this tells nothing of any of them. */
#define RC_MAX_SAME_KEY 8

/* The keys of one connection that are not written yet. */
typedef struct _RcMatchKeys RcMatchKeys;
RcMatchKeys *rc_match_keys_new (RcDatabase *db, GError **error);
void rc_match_keys_free (RcMatchKeys *self);

/* In a transaction. */
gboolean rc_match_keys_add (RcDatabase *db, gint64 record, const gint64 *keys, guint n_keys, GError **error);
gboolean rc_match_keys_remove (RcDatabase *db, gint64 record, const gint64 *keys, guint n_keys, GError **error);
/* Appends the records (gint64) with the key, each once; none when there are more than RC_MAX_SAME_KEY. */
gboolean rc_match_keys_find (RcDatabase *db, gint64 key, GArray *records, GError **error);
/* Before a COMMIT: writes what is in memory. */
gboolean rc_match_keys_flush (RcDatabase *db, GError **error);

/* Makes all keys anew out of the masters, in a transaction. */
gboolean rc_match_keys_rebuild (RcDatabase *db, GError **error);

G_END_DECLS
