/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of the beginnings of words, which somebody who types asks for most of all. */
#define G_LOG_DOMAIN "rc-search"

#include <string.h>
#include <sys/mman.h>

#include "search/build-private.h"

/* A beginning with more words than this has lists of its own, and so has one that is in many records. */
#define MANY_WORDS 48
#define MANY_RECORDS_SHARE 50
#define MAX_PREFIX_LETTERS 6

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
      Chosen one = { g_strndup ((const char *) prefix->text, prefix->length), prefix->first, end };

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

/* The list of one kind of all words from `first` to `end`, out of what is written already. */
static gboolean
unite (RcBuild *self, const guint8 *lists, gsize n_bytes, const Chosen *prefix, RcListKind kind, RcBits *bits)
{
  RcIndexFile written = { .refs = (const RcListRef *) (void *) self->refs->data, .n_refs = self->refs->len };
  RcListRef list;

  rc_bits_clear (bits);
  for (guint32 i = prefix->first; i < prefix->end; i++)
    if (rc_index_file_get_list (&written, &g_array_index (self->terms, RcTermEntry, i), kind, &list)
        && !rc_list_add_to_bits (lists, n_bytes, &list, bits))
      return FALSE;
  return TRUE;
}

static gboolean
put_prefix (RcBuild *self, const guint8 *lists, gsize n_bytes, const Chosen *prefix, RcBits *bits, GError **error)
{
  RcTermEntry entry = { .first = self->refs->len };
  RcListRef base, list;
  guint32 number;
  guint64 n_all = 0;
  gboolean known = self->base != NULL
                   && rc_keys_find (&self->base->prefixes, prefix->text, strlen (prefix->text), &number)
                   && rc_index_file_get_list (self->base, &self->base->prefix_entries[number], RC_LIST_ALL, &base);

  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    {
      guint64 n;

      if (!unite (self, lists, n_bytes, prefix, (RcListKind) kind, bits))
        return rc_build_set_damaged (error);
      n = rc_bits_count (bits);
      if (n == 0)
        continue;
      if (kind != RC_LIST_ALL && n == n_all)
        {
          entry.same |= (guint8) (1u << kind);
          continue;
        }
      if (!rc_build_put_bits (self, bits, &list, error))
        return FALSE;
      if (kind == RC_LIST_ALL)
        {
          n_all = n;
          rc_build_note_countable (self, &list, known ? &base : NULL);
        }
      entry.stored |= (guint8) (1u << kind);
      g_array_append_val (self->refs, list);
    }
  g_array_append_val (self->prefixes, entry);
  rc_keys_writer_add (&self->prefix_keys, prefix->text, strlen (prefix->text));
  return TRUE;
}

gboolean
rc_build_prefixes (RcBuild *self, GError **error)
{
  RcKeys keys = { self->term_keys.text->data, self->term_keys.text->len,
                  (const guint32 *) (void *) self->term_keys.starts->data, self->term_keys.n_keys };
  g_autoptr (GArray) chosen = choose_prefixes (self, &keys);
  g_autoptr (RcBits) bits = rc_bits_new (self->highest_id);
  gsize n_bytes;
  guint8 *lists = rc_file_writer_map (self->file, &n_bytes, error);
  gboolean done = lists != NULL;

  for (guint i = 0; done && i < chosen->len; i++)
    done = !g_cancellable_set_error_if_cancelled (self->cancellable, error)
           && put_prefix (self, lists, n_bytes, &g_array_index (chosen, Chosen, i), bits, error);
  if (lists != NULL)
    munmap (lists, n_bytes);
  return done;
}
