/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys under which records are found that may be the same. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <stdlib.h>

#include "catalogue/database-private.h"
#include "catalogue/identity.h"
#include "catalogue/match-keys.h"

/* Some 20 bytes each. */
#define MAX_PENDING 3000000
#define FIRST_BUCKETS 1024

typedef struct
{
  gint64 key;
  gint64 record; /* 0: taken out again */
} Entry;

struct _RcMatchKeys
{
  Entry *entries; /* (owned) in the order they came */
  guint32 *next;  /* (owned) of an entry: the one before it in its bucket, plus 1 */
  guint32 *heads; /* (owned) of a bucket: its last entry, plus 1 */
  guint n_entries, n_allocated, n_buckets;
  gboolean none_stored; /* the table is empty: it need not be asked */
};

void
rc_match_keys_free (RcMatchKeys *self)
{
  if (self == NULL)
    return;
  g_free (self->entries);
  g_free (self->next);
  g_free (self->heads);
  g_free (self);
}

RcMatchKeys *
rc_match_keys_new (RcDatabase *db, GError **error)
{
  RcMatchKeys *self;
  gint64 any = 0;

  if (!rc_database_get_number (db, "SELECT EXISTS (SELECT 1 FROM match_key)", &any, error))
    return NULL;
  self = g_new0 (RcMatchKeys, 1);
  self->none_stored = any == 0;
  return self;
}

static guint32 *
find_bucket (RcMatchKeys *self, gint64 key)
{
  return &self->heads[(guint64) key & (self->n_buckets - 1)];
}

static void
grow (RcMatchKeys *self)
{
  self->n_allocated = self->n_allocated == 0 ? FIRST_BUCKETS : self->n_allocated * 2;
  self->entries = g_renew (Entry, self->entries, self->n_allocated);
  self->next = g_renew (guint32, self->next, self->n_allocated);
  self->n_buckets = self->n_allocated;
  g_free (self->heads);
  self->heads = g_new0 (guint32, self->n_buckets);
  for (guint i = 0; i < self->n_entries; i++)
    {
      guint32 *head = find_bucket (self, self->entries[i].key);

      self->next[i] = *head;
      *head = i + 1;
    }
}

static void
push (RcMatchKeys *self, gint64 key, gint64 record)
{
  guint32 *head;

  if (self->n_entries == self->n_allocated)
    grow (self);
  head = find_bucket (self, key);
  self->entries[self->n_entries] = (Entry){ key, record };
  self->next[self->n_entries] = *head;
  *head = ++self->n_entries;
}

gboolean
rc_match_keys_add (RcDatabase *db, gint64 record, const gint64 *keys, guint n_keys, GError **error)
{
  RcMatchKeys *self = rc_database_get_match_keys (db, error);

  if (self == NULL)
    return FALSE;
  for (guint i = 0; i < n_keys; i++)
    push (self, keys[i], record);
  return self->n_entries < MAX_PENDING || rc_match_keys_flush (db, error);
}

static gboolean
drop_pending (RcMatchKeys *self, gint64 key, gint64 record)
{
  for (guint32 at = self->n_buckets > 0 ? *find_bucket (self, key) : 0; at != 0; at = self->next[at - 1])
    if (self->entries[at - 1].key == key && self->entries[at - 1].record == record)
      {
        self->entries[at - 1].record = 0;
        return TRUE;
      }
  return FALSE;
}

gboolean
rc_match_keys_remove (RcDatabase *db, gint64 record, const gint64 *keys, guint n_keys, GError **error)
{
  RcMatchKeys *self = rc_database_get_match_keys (db, error);
  g_autoptr (RcStatement) remove = NULL;

  remove = self != NULL ? rc_statement_new (db, "DELETE FROM match_key WHERE key = ? AND record = ?", error) : NULL;
  if (remove == NULL)
    return FALSE;
  for (guint i = 0; i < n_keys; i++)
    {
      if (drop_pending (self, keys[i], record))
        continue;
      rc_statement_bind_int (remove, 1, keys[i]);
      rc_statement_bind_int (remove, 2, record);
      if (!rc_statement_run (remove, error))
        return FALSE;
    }
  return TRUE;
}

static void
append_once (GArray *records, gint64 record)
{
  for (guint i = 0; i < records->len; i++)
    if (g_array_index (records, gint64, i) == record)
      return;
  g_array_append_val (records, record);
}

static gboolean
find_stored (RcDatabase *db, gint64 key, GArray *found, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select =
      rc_statement_new (db, "SELECT record FROM match_key WHERE key = ? LIMIT " G_STRINGIFY (RC_MAX_SAME_KEY) " + 1",
                        error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, key);
  while (rc_statement_step (select, &local_error))
    append_once (found, rc_statement_get_int (select, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
find_pending (RcMatchKeys *self, gint64 key, GArray *found)
{
  for (guint32 at = self->n_buckets > 0 ? *find_bucket (self, key) : 0; at != 0 && found->len <= RC_MAX_SAME_KEY;
       at = self->next[at - 1])
    if (self->entries[at - 1].key == key && self->entries[at - 1].record != 0)
      append_once (found, self->entries[at - 1].record);
}

gboolean
rc_match_keys_find (RcDatabase *db, gint64 key, GArray *records, GError **error)
{
  gboolean writing = sqlite3_get_autocommit (rc_database_get_handle (db)) == 0;
  RcMatchKeys *self = writing ? rc_database_get_match_keys (db, error) : NULL;
  g_autoptr (GArray) found = NULL;

  if (writing && self == NULL)
    return FALSE;
  found = g_array_new (FALSE, FALSE, sizeof (gint64));
  if ((self == NULL || !self->none_stored) && !find_stored (db, key, found, error))
    return FALSE;
  if (self != NULL)
    find_pending (self, key, found);
  for (guint i = 0; i < found->len && found->len <= RC_MAX_SAME_KEY; i++)
    append_once (records, g_array_index (found, gint64, i));
  return TRUE;
}

static int
compare_entries (const void *a, const void *b)
{
  const Entry *one = a, *other = b;

  if (one->key != other->key)
    return one->key < other->key ? -1 : 1;
  return one->record < other->record ? -1 : one->record > other->record;
}

gboolean
rc_match_keys_flush (RcDatabase *db, GError **error)
{
  RcMatchKeys *self = rc_database_get_match_keys (db, error);
  g_autoptr (RcStatement) insert = NULL;

  insert =
      self != NULL ? rc_statement_new (db, "INSERT OR IGNORE INTO match_key (key, record) VALUES (?, ?)", error) : NULL;
  if (insert == NULL)
    return FALSE;
  if (self->n_entries > 0)
    qsort (self->entries, self->n_entries, sizeof (Entry), compare_entries);
  for (guint i = 0; i < self->n_entries; i++)
    {
      if (self->entries[i].record == 0)
        continue;
      rc_statement_bind_int (insert, 1, self->entries[i].key);
      rc_statement_bind_int (insert, 2, self->entries[i].record);
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  self->none_stored = self->none_stored && self->n_entries == 0;
  self->n_entries = self->n_allocated = self->n_buckets = 0;
  g_clear_pointer (&self->entries, g_free);
  g_clear_pointer (&self->next, g_free);
  g_clear_pointer (&self->heads, g_free);
  return TRUE;
}

gboolean
rc_match_keys_rebuild (RcDatabase *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  rc_database_drop_match_keys (db);
  if (!rc_database_exec (db, "DELETE FROM match_key", error))
    return FALSE;
  select = rc_statement_new (db, "SELECT id, marc FROM record WHERE kind = 1 AND marc IS NOT NULL", error);
  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    {
      gsize size = 0;
      const void *data = rc_statement_get_bytes (select, 1, &size);
      g_autoptr (RcMarc) marc = rc_marc_from_bytes (data, size, NULL);
      g_autoptr (RcDescription) description = marc != NULL ? rc_description_new_from_marc (marc) : NULL;
      gint64 keys[RC_MAX_MATCH_KEYS];

      /* A master that cannot be read is told by the check. */
      if (description != NULL && !rc_match_keys_add (db, rc_statement_get_int (select, 0), keys,
                                                     rc_identity_get_keys (description, keys), error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return rc_match_keys_flush (db, error);
}
