/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that ascend fill an index from left to right. When one of its inner pages is full, SQLite shares out what is in it and
 * in the two to the left of it, which a hundred thousand records ago were changed last. Had they left the cache by then, they
 * would go into the journal a second time, and before the commit SQLite would read the whole journal behind the first of them,
 * for new checksums, and the disk take it again. So they are looked at from time to time: what was used last stays. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/indexes.h"

/* So many look-ups cover three or four inner pages. */
#define MAX_LOOKS 13

static const struct
{
  gint64 spacing; /* an inner page speaks of more records than this */
  const char *sql;
} lookups[] = {
  { 32768, "SELECT 1 FROM record WHERE kind = 1 AND control = (SELECT control FROM record WHERE id = ?1) LIMIT 1" },
  { 32768, "SELECT 1 FROM copy WHERE barcode = (SELECT barcode FROM copy WHERE record = ?1) LIMIT 1" },
  /* The table and two indexes of it, of small numbers. */
  { 131072, "SELECT one.what FROM revision AS one CROSS JOIN revision AS same INDEXED BY revision_by_batch "
            "WHERE one.record = ?1 AND same.batch = one.batch AND same.id = one.id LIMIT 1" },
};

gboolean
rc_indexes_touch (RcDatabase *db, gint64 first, gint64 last, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (lookups); i++)
    for (gint64 id = last; id >= first && id > last - MAX_LOOKS * lookups[i].spacing; id -= lookups[i].spacing)
      if (!rc_statement_run_with_id (db, lookups[i].sql, id, error))
        return FALSE;
  return TRUE;
}
