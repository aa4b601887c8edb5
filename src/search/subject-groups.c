/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records filed under two headings of one subject are counted once: what two sets share is found once for a file, and taken
 * off for the price of looking at that alone. */
#define G_LOG_DOMAIN "rc-search"

#include "search/subject-groups.h"

#include "search/sql.h"
#include "search/subject-tables.h"

/* Larger sets are smaller as bits. */
#define MANY_SHARED 4000

/* What a value shares with those of its group before it: of the one or the other. */
typedef struct
{
  GArray *ids;  /* (owned) (nullable) guint32 */
  RcBits *bits; /* (owned) (nullable) */
} Shared;

typedef struct
{
  guint32 value;
  guint32 first; /* of its group */
} Member;

struct _RcSubjectGroups
{
  gint64 revision;     /* of the thesaurus */
  GArray *members;     /* (owned) Member, those of a group side by side, the first of each included */
  GHashTable *firsts;  /* (owned) guint → guint, of members but the first */
  GPtrArray *shared;   /* (owned) (nullable) Shared; NULL: not looked for yet */
  GArray *owners;      /* (owned) guint32: whose counts each of them is taken off */
};

static void
shared_free (gpointer data)
{
  Shared *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->bits, rc_bits_free);
  g_free (self);
}

void
rc_subject_groups_free (RcSubjectGroups *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->members);
  g_hash_table_unref (self->firsts);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  g_array_unref (self->owners);
  g_free (self);
}

/* Ends a group: those of one value are none. */
static void
close_group (RcSubjectGroups *self, guint begin)
{
  guint32 first;

  if (self->members->len < begin + 2)
    {
      g_array_set_size (self->members, begin);
      return;
    }
  first = g_array_index (self->members, Member, begin).value;
  for (guint i = begin; i < self->members->len; i++)
    {
      Member *member = &g_array_index (self->members, Member, i);

      member->first = first;
      if (member->value != first)
        g_hash_table_insert (self->firsts, GUINT_TO_POINTER (member->value), GUINT_TO_POINTER (first));
    }
}

static gboolean
read_groups (RcSubjectGroups *self, const RcSnapshot *snapshot, GError **error)
{
  RC_AUTO_STATEMENT *select = rc_search_prepare (snapshot->db,
                                                 "SELECT subject, facet, value FROM search_match WHERE whole"
                                                 " ORDER BY subject, facet, value",
                                                 error);
  gint64 subject = 0, facet = 0;
  guint begin = 0;
  gboolean failed;

  if (select == NULL)
    return FALSE;
  while (rc_search_step (select, &failed, error))
    {
      Member member = { (guint32) sqlite3_column_int64 (select, 2), 0 };

      if (subject != sqlite3_column_int64 (select, 0) || facet != sqlite3_column_int64 (select, 1))
        {
          close_group (self, begin);
          begin = self->members->len;
        }
      subject = sqlite3_column_int64 (select, 0);
      facet = sqlite3_column_int64 (select, 1);
      if (member.value < snapshot->n_values)
        g_array_append_val (self->members, member);
    }
  close_group (self, begin);
  return !failed;
}

RcSubjectGroups *
rc_subject_groups_get (RcSnapshot *snapshot, GError **error)
{
  RcSubjectGroups *self = snapshot->groups;

  if (snapshot->subjects == 0)
    return NULL;
  if (self == NULL || self->revision != snapshot->subjects)
    {
      g_clear_pointer (&snapshot->groups, rc_subject_groups_free);
      self = g_new0 (RcSubjectGroups, 1);
      self->revision = snapshot->subjects;
      self->members = g_array_new (FALSE, FALSE, sizeof (Member));
      self->firsts = g_hash_table_new (NULL, NULL);
      self->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
      if (!read_groups (self, snapshot, error))
        {
          rc_subject_groups_free (self);
          return NULL;
        }
      snapshot->groups = self;
    }
  return self->members->len > 0 ? self : NULL;
}

guint32
rc_subject_groups_get_first (const RcSubjectGroups *self, guint32 value)
{
  gpointer first = self != NULL ? g_hash_table_lookup (self->firsts, GUINT_TO_POINTER (value)) : NULL;

  return first != NULL ? GPOINTER_TO_UINT (first) : value;
}

/* Takes `bits` over. */
static void
note_shared (RcSubjectGroups *self, guint32 owner, RcBits *bits)
{
  guint64 n = rc_bits_count (bits);
  Shared *shared;
  guint32 id;

  if (n == 0)
    {
      rc_bits_free (bits);
      return;
    }
  shared = g_new0 (Shared, 1);
  g_ptr_array_add (self->shared, shared);
  g_array_append_val (self->owners, owner);
  if (n > MANY_SHARED)
    {
      shared->bits = bits;
      return;
    }
  shared->ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) n);
  for (guint32 from = 0; rc_bits_next (bits, from, &id); from = id + 1)
    g_array_append_val (shared->ids, id);
  rc_bits_free (bits);
}

static void
find_shared (RcSubjectGroups *self, RcPart *file)
{
  g_autoptr (RcBits) before = rc_part_new_set (file);
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n_counted = file->counted->len;
  guint32 first = 0;

  self->shared = g_ptr_array_new_with_free_func (shared_free);
  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);
      RcBits *bits = rc_part_new_set (file), *both;

      g_array_set_size (one, 0);
      g_array_append_val (one, member->value);
      rc_part_add_values (file, one, bits);
      if (member->first != first)
        {
          first = member->first;
          rc_bits_assign (before, bits);
          rc_bits_free (bits);
          continue;
        }
      both = rc_bits_copy (bits);
      rc_bits_and (both, before);
      rc_bits_or (before, bits);
      rc_bits_free (bits);
      note_shared (self, first, both);
    }
  /* These say nothing of the question. */
  g_array_set_size (file->counted, n_counted);
}

static guint32
count_shared (const Shared *shared, const RcBits *hits)
{
  guint32 n = 0;

  for (guint i = 0; shared->ids != NULL && i < shared->ids->len; i++)
    n += rc_bits_has (hits, g_array_index (shared->ids, guint32, i));
  return shared->bits != NULL ? n + (guint32) rc_bits_count_common (hits, shared->bits) : n;
}

void
rc_subject_groups_merge (RcSubjectGroups *self, RcPart *file, const RcBits *hits, guint32 *n)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);

      if (member->value == member->first)
        continue;
      n[member->first] += n[member->value];
      n[member->value] = 0;
    }
  if (file == NULL || hits == NULL)
    return;
  if (self->shared == NULL)
    find_shared (self, file);
  for (guint i = 0; i < self->shared->len; i++)
    {
      guint32 owner = g_array_index (self->owners, guint32, i);

      if (n[owner] > 0)
        n[owner] -= MIN (n[owner], count_shared (g_ptr_array_index (self->shared, i), hits));
    }
}

static gboolean
append_chosen (sqlite3_stmt *select, const RcSnapshot *snapshot, GArray *chosen, GError **error)
{
  gboolean failed;

  while (rc_search_step (select, &failed, error))
    {
      guint32 value = (guint32) sqlite3_column_int64 (select, 0);

      if (value < snapshot->n_values)
        g_array_append_val (chosen, value);
    }
  return !failed;
}

gboolean
rc_subject_groups_choose (const RcSnapshot *snapshot, RcValues values, const char *heading, GArray *chosen, GError **error)
{
  RC_AUTO_STATEMENT *find
    = rc_search_prepare (snapshot->db,
                         "SELECT v.id, m.subject FROM search_value AS v LEFT JOIN search_match AS m ON m.value = v.id AND m.whole"
                         " WHERE v.facet = ?1 AND v.value = ?2",
                         error);
  RC_AUTO_STATEMENT *all = NULL;
  g_autoptr (GError) problem = NULL;
  guint32 own = 0;
  gint64 subject = 0;
  gboolean failed;

  if (find == NULL)
    return FALSE;
  sqlite3_bind_int (find, 1, (int) values);
  sqlite3_bind_text (find, 2, heading, -1, SQLITE_STATIC);
  if (rc_search_step (find, &failed, error))
    {
      own = (guint32) sqlite3_column_int64 (find, 0);
      subject = sqlite3_column_int64 (find, 1);
    }
  if (failed)
    return FALSE;
  /* Nothing may be filed under this name of the subject. */
  if (own == 0 && snapshot->subjects != 0)
    subject = rc_subject_tables_find (snapshot->db, heading, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (subject == 0)
    {
      if (own != 0 && own < snapshot->n_values)
        g_array_append_val (chosen, own);
      return TRUE;
    }
  all = rc_search_prepare (snapshot->db, "SELECT value FROM search_match WHERE subject = ?1 AND facet = ?2 AND whole", error);
  if (all == NULL)
    return FALSE;
  sqlite3_bind_int64 (all, 1, subject);
  sqlite3_bind_int (all, 2, (int) values);
  return append_chosen (all, snapshot, chosen, error);
}
