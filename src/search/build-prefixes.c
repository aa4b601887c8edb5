/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of the beginnings of words, which somebody who types asks for most of all. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>

#include "search/build-private.h"

/* A beginning with more words than this has lists of its own, and so has one that is in many records. */
#define MANY_WORDS 48
#define MANY_RECORDS_SHARE 50
#define MAX_PREFIX_LETTERS 6
/* Fewer postings than one in so many new records are few. */
#define FEW_SHARE 8

/* Words that begin alike. */
typedef struct
{
  guint8 text[RC_MAX_KEY + 1];
  gsize length;
  guint32 first, end;
  guint64 n_ids;
} Prefix;

typedef struct
{
  char *text; /* (owned) */
  guint32 first, end;
  RcTermEntry entry;
} Chosen;

static void
chosen_clear (gpointer data)
{
  g_free (((Chosen *) data)->text);
}

static int
compare_chosen (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Chosen *) a)->text, ((const Chosen *) b)->text);
}

static void
close_prefix (RcBuild *self, Prefix *prefix, guint32 end, GArray *chosen)
{
  if (prefix->length > 0 && end - prefix->first > 1
      && (end - prefix->first > MANY_WORDS || prefix->n_ids >= self->file->header.n_records / MANY_RECORDS_SHARE))
    {
      Chosen one = { .text = g_strndup ((const char *) prefix->text, prefix->length), .first = prefix->first, .end = end };

      g_array_append_val (chosen, one);
    }
  prefix->length = 0;
}

/* The length in bytes of the first `n` letters; 0 when there are fewer. The mark of a key is not counted. */
static gsize
measure (const guint8 *key, gsize length, guint n)
{
  gsize at = length > 0 && key[0] == RC_KEY_MARK ? 1 : 0;

  for (; n > 0 && at < length; n--)
    for (at++; at < length && (key[at] & 0xc0) == 0x80;)
      at++;
  return n == 0 ? at : 0;
}

static GArray *
choose_prefixes (RcBuild *self, const RcKeys *keys)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (Chosen));
  g_autofree Prefix *open = g_new0 (Prefix, MAX_PREFIX_LETTERS);
  RcKeysCursor cursor;

  g_array_set_clear_func (chosen, chosen_clear);
  for (gboolean more = rc_keys_cursor_init (&cursor, keys, 0); more; more = rc_keys_cursor_next (&cursor))
    {
      const RcTermEntry *entry = &g_array_index (self->terms, RcTermEntry, cursor.number);

      for (guint i = 0; i < MAX_PREFIX_LETTERS; i++)
        {
          gsize length = measure (cursor.key, cursor.length, i + 1);

          if (open[i].length != length || memcmp (open[i].text, cursor.key, length) != 0)
            {
              close_prefix (self, &open[i], cursor.number, chosen);
              memcpy (open[i].text, cursor.key, length);
              open[i].length = length;
              open[i].first = cursor.number;
              open[i].n_ids = 0;
            }
          open[i].n_ids += g_array_index (self->refs, RcListRef, entry->first).n_ids;
        }
    }
  for (guint i = 0; i < MAX_PREFIX_LETTERS; i++)
    close_prefix (self, &open[i], self->terms->len, chosen);
  g_array_sort (chosen, compare_chosen);
  return chosen;
}

/* What stands under a beginning; a list that is that of all so far has no set of its own. */
typedef struct
{
  RcBits *bits[RC_N_LISTS]; /* (owned) (nullable) */
} Union;

static void
union_clear (Union *self)
{
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    g_clear_pointer (&self->bits[kind], rc_bits_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Union, union_clear)

typedef struct
{
  RcBuild *build;        /* (unowned) */
  GArray *chosen;        /* (owned) Chosen */
  const guint8 *lists;   /* those of the words, mapped */
  gsize n_bytes;
  guint8 *masks;         /* (owned) by id, of new records */
  GArray *few;           /* (owned) guint64 */
  GArray *ids[RC_N_LISTS]; /* (owned) guint32 */
} Prefixes;

/* Gives the list a set of its own. */
static RcBits *
part (Union *self, guint kind)
{
  if (self->bits[kind] == NULL)
    self->bits[kind] = rc_bits_copy (self->bits[RC_LIST_ALL]);
  return self->bits[kind];
}

static gboolean
add_term (Prefixes *self, Union *to, guint32 number)
{
  const RcBuild *build = self->build;
  const RcTermEntry *entry = &g_array_index (build->terms, RcTermEntry, number);
  RcIndexFile written = { .refs = (const RcListRef *) (void *) build->refs->data, .n_refs = build->refs->len };
  RcListRef list;

  /* The list of all comes last: others may have been the same up to here. */
  for (guint kind = RC_N_LISTS; kind-- > 0;)
    {
      if (to->bits[kind] == NULL && (entry->same & 1u << kind) != 0)
        continue;
      part (to, kind);
      if (rc_index_file_get_list (&written, entry, (RcListKind) kind, &list)
          && !rc_list_add_to_bits (self->lists, self->n_bytes, &list, NULL, to->bits[kind]))
        return FALSE;
    }
  return TRUE;
}

static void
add_union (Union *to, const Union *from)
{
  for (guint kind = RC_N_LISTS; kind-- > 0;)
    if (to->bits[kind] != NULL || from->bits[kind] != NULL)
      rc_bits_or (part (to, kind), from->bits[kind] != NULL ? from->bits[kind] : from->bits[RC_LIST_ALL]);
}

static gboolean
put_union (Prefixes *self, const Union *all, RcTermEntry *entry, GError **error)
{
  RcBuild *build = self->build;
  guint64 n_all = rc_bits_count (all->bits[RC_LIST_ALL]);

  *entry = (RcTermEntry){ .first = build->refs->len };
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    {
      guint64 n = all->bits[kind] != NULL ? rc_bits_count (all->bits[kind]) : n_all;
      RcListRef list;

      if (n == 0)
        continue;
      if (kind != RC_LIST_ALL && n == n_all)
        {
          entry->same |= (guint8) (1u << kind);
          continue;
        }
      if (!rc_build_put_bits (build, all->bits[kind], &list, error))
        return FALSE;
      entry->stored |= (guint8) (1u << kind);
      g_array_append_val (build->refs, list);
    }
  return TRUE;
}

/* The first of the words that new records have, from this number on. */
static guint
find_fresh (const RcBuild *self, guint32 number)
{
  guint low = 0, high = self->fresh_terms->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->fresh_terms, RcFreshTerm, middle).number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int
compare_postings (gconstpointer a, gconstpointer b)
{
  guint64 one = *(const guint64 *) a, other = *(const guint64 *) b;

  return one < other ? -1 : one > other;
}

static void
add_fresh (Prefixes *self, guint32 id, guint mask)
{
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    if ((mask & rc_list_kind_get_columns ((RcListKind) kind)) != 0)
      g_array_append_val (self->ids[kind], id);
}

/* Few postings are sorted. */
static void
gather_few (Prefixes *self, guint from, guint n)
{
  const GArray *postings = self->build->fresh_postings;

  g_array_set_size (self->few, 0);
  g_array_append_vals (self->few, &g_array_index (postings, guint64, from), n);
  g_array_sort (self->few, compare_postings);
  for (guint i = 0; i < n;)
    {
      guint32 id = RC_POSTING_ID (g_array_index (self->few, guint64, i));
      guint mask = 0;

      for (; i < n && RC_POSTING_ID (g_array_index (self->few, guint64, i)) == id; i++)
        mask |= RC_POSTING_MASK (g_array_index (self->few, guint64, i));
      add_fresh (self, id, mask);
    }
}

/* Many are noted at their records. */
static void
gather_many (Prefixes *self, guint from, guint n)
{
  const RcBuild *build = self->build;

  for (guint i = from; i < from + n; i++)
    {
      guint64 posting = g_array_index (build->fresh_postings, guint64, i);

      self->masks[RC_POSTING_ID (posting)] |= RC_POSTING_MASK (posting);
    }
  for (guint i = 0; i < build->fresh->len; i++)
    {
      guint32 id = g_array_index (build->fresh, RcFreshRecord, i).id;

      if (self->masks[id] != 0)
        add_fresh (self, id, self->masks[id]);
      self->masks[id] = 0;
    }
}

/* New records with the beginning, by kind of list. */
static void
gather_fresh (Prefixes *self, const Chosen *prefix)
{
  const RcBuild *build = self->build;
  guint first = find_fresh (build, prefix->first), end = find_fresh (build, prefix->end), from, to;

  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    g_array_set_size (self->ids[kind], 0);
  if (first == end)
    return;
  from = g_array_index (build->fresh_terms, RcFreshTerm, first).first;
  to = end < build->fresh_terms->len ? g_array_index (build->fresh_terms, RcFreshTerm, end).first
                                     : build->fresh_postings->len;
  if (to - from < build->fresh->len / FEW_SHARE)
    gather_few (self, from, to - from);
  else
    gather_many (self, from, to - from);
}

/* The same beginning in the base; NULL: it has none, or not what is needed to go on from it. */
static const RcTermEntry *
find_base (const Prefixes *self, const Chosen *prefix)
{
  const RcIndexFile *base = self->build->base;
  guint32 number;

  if (self->build->fresh_terms == NULL
      || !rc_keys_find (&base->prefixes, prefix->text, strlen (prefix->text), &number))
    return NULL;
  return &base->prefix_entries[number];
}

/* Of a beginning and all longer ones of it; puts the number of the next one into `next`, and what it unites, if somebody
 * wants it, into `above` (nullable). */
static gboolean
put_prefix (Prefixes *self, guint i, guint *next, Union *above, GError **error)
{
  RcBuild *build = self->build;
  Chosen *prefix = &g_array_index (self->chosen, Chosen, i);
  const RcTermEntry *base = find_base (self, prefix);
  RcListRef old = rc_build_get_base_list (build, base);
  g_auto (Union) all = { { NULL } };

  if (g_cancellable_set_error_if_cancelled (build->cancellable, error))
    return FALSE;
  *next = i + 1;
  if (base == NULL || above != NULL)
    all.bits[RC_LIST_ALL] = rc_bits_new (build->highest_id);
  for (guint32 at = prefix->first; at < prefix->end;)
    if (*next < self->chosen->len && g_array_index (self->chosen, Chosen, *next).first <= at)
      {
        at = g_array_index (self->chosen, Chosen, *next).end;
        if (!put_prefix (self, *next, next, all.bits[RC_LIST_ALL] != NULL ? &all : NULL, error))
          return FALSE;
      }
    else if (all.bits[RC_LIST_ALL] == NULL)
      at = *next < self->chosen->len ? MIN (g_array_index (self->chosen, Chosen, *next).first, prefix->end) : prefix->end;
    else if (!add_term (self, &all, at++))
      return rc_build_set_damaged (error);
  if (base != NULL)
    gather_fresh (self, prefix);
  if (base != NULL
        ? !rc_build_put_entry (build, base, (const GArray *const *) self->ids, &prefix->entry, error)
        : !put_union (self, &all, &prefix->entry, error))
    return FALSE;
  if (above != NULL)
    add_union (above, &all);
  if (prefix->entry.stored != 0)
    rc_build_note_countable (build, &g_array_index (build->refs, RcListRef, prefix->entry.first), &old);
  return TRUE;
}

static gboolean
put_prefixes (Prefixes *self, GError **error)
{
  RcBuild *build = self->build;

  for (guint i = 0; i < self->chosen->len;)
    {
      if (!put_prefix (self, i, &i, NULL, error))
        return FALSE;
      rc_file_writer_forget (self->lists, self->n_bytes);
    }
  for (guint i = 0; i < self->chosen->len; i++)
    {
      const Chosen *prefix = &g_array_index (self->chosen, Chosen, i);

      g_array_append_val (build->prefixes, prefix->entry);
      rc_keys_writer_add (&build->prefix_keys, prefix->text, strlen (prefix->text));
    }
  return TRUE;
}

gboolean
rc_build_prefixes (RcBuild *self, GError **error)
{
  RcKeys keys = { self->term_keys.text->data, self->term_keys.text->len,
                  (const guint32 *) (void *) self->term_keys.starts->data, self->term_keys.n_keys };
  Prefixes prefixes = { .build = self };
  guint8 *lists = rc_file_writer_map (self->file, &prefixes.n_bytes, error);
  RcListCounting *counting;
  gboolean done;

  if (lists == NULL)
    return FALSE;
  counting = rc_build_begin_counting (self, lists, prefixes.n_bytes);
  prefixes.chosen = choose_prefixes (self, &keys);
  prefixes.lists = lists;
  prefixes.few = g_array_new (FALSE, FALSE, sizeof (guint64));
  prefixes.masks = g_new0 (guint8, (gsize) self->highest_id + 1);
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    prefixes.ids[kind] = g_array_new (FALSE, FALSE, sizeof (guint32));
  done = put_prefixes (&prefixes, error);
  done = rc_build_end_counting (counting, done, error);
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    g_array_unref (prefixes.ids[kind]);
  g_array_unref (prefixes.few);
  g_array_unref (prefixes.chosen);
  g_free (prefixes.masks);
  return rc_file_writer_unmap (self->file, lists, prefixes.n_bytes, done ? error : NULL) && done;
}
