/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of the new file, many of which are those of the base as they are. */
#define G_LOG_DOMAIN "rc-search"

#include "search/build-private.h"

/* A list is counted when it has one in so many of all records; a shorter one is counted when it is asked for. */
#define COUNTED_SHARE 50

/* Room for the list at an aligned place; what is in self->scratch comes next. */
static gboolean
append_scratch (RcBuild *self, GError **error)
{
  static const guint8 zeros[RC_LIST_ALIGN];

  if (self->scratch->len % RC_LIST_ALIGN != 0)
    g_byte_array_append (self->scratch, zeros, RC_LIST_ALIGN - self->scratch->len % RC_LIST_ALIGN);
  if ((rc_file_writer_tell (self->file) + self->scratch->len) / RC_LIST_ALIGN > G_MAXUINT32)
    {
      g_set_error_literal (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_FAILED, "The search index grows too large");
      return FALSE;
    }
  return rc_file_writer_append (self->file, self->scratch->data, self->scratch->len, error);
}

gboolean
rc_build_put_bits (RcBuild *self, const RcBits *bits, RcListRef *list, GError **error)
{
  g_byte_array_set_size (self->scratch, 0);
  *list = rc_list_write_bits (self->scratch, rc_file_writer_tell (self->file), bits);
  return append_scratch (self, error);
}

gboolean
rc_build_set_damaged (GError **error)
{
  g_set_error_literal (error, RC_SEARCH_ERROR, RC_SEARCH_ERROR_DAMAGED, "The search index is damaged: a list is broken");
  return FALSE;
}

void
rc_build_note_countable (RcBuild *self, const RcListRef *list, const RcListRef *base)
{
  RcCountable countable = { *list, *base };

  if (list->n_ids >= COUNTED_SHARE && list->n_ids >= self->file->header.n_records / COUNTED_SHARE)
    g_array_append_val (self->countables, countable);
}

RcListRef
rc_build_get_base_list (const RcBuild *self, const RcTermEntry *base)
{
  RcListRef list;

  if (base == NULL || !rc_index_file_get_list (self->base, base, RC_LIST_ALL, &list))
    return (RcListRef){ 0, 0, 0 };
  return list;
}

/* Into self->scratch; `changes`: something of the list may be masked. */
static gboolean
make_changed (RcBuild *self, const RcListRef *old, gboolean changes, const GArray *fresh, RcListRef *list, GError **error)
{
  const RcIndexFile *base = self->base;
  guint64 place = rc_file_writer_tell (self->file);
  const guint32 *ids = (const guint32 *) (const void *) fresh->data;

  g_byte_array_set_size (self->scratch, 0);
  if (old->n_ids == 0)
    *list = rc_list_write_ids (self->scratch, place, ids, fresh->len);
  else if (changes || fresh->len > 0)
    return rc_list_write_changed (self->scratch, place, base->lists, base->lists_bytes, old, self->masked, ids, fresh->len,
                                  list)
           || rc_build_set_damaged (error);
  else
    {
      *list = *old;
      if (old->n_ids <= 1)
        return TRUE;
      if ((guint64) old->place * RC_LIST_ALIGN > base->lists_bytes
          || old->n_bytes > base->lists_bytes - (guint64) old->place * RC_LIST_ALIGN)
        return rc_build_set_damaged (error);
      list->place = (guint32) (place / RC_LIST_ALIGN);
      g_byte_array_append (self->scratch, base->lists + (gsize) old->place * RC_LIST_ALIGN, old->n_bytes);
    }
  return TRUE;
}

static gboolean
has_masked (RcBuild *self, const RcListRef *old)
{
  return self->any_masked && old->n_ids > 0
         && rc_list_meets (self->base->lists, self->base->lists_bytes, old, self->masked);
}

gboolean
rc_build_put_changed (RcBuild *self, const RcListRef *old, const GArray *fresh, RcListRef *list, GError **error)
{
  return make_changed (self, old, has_masked (self, old), fresh, list, error) && append_scratch (self, error);
}

gboolean
rc_build_put_entry (RcBuild *self, const RcTermEntry *base, const GArray *const *fresh, RcTermEntry *entry, GError **error)
{
  RcListRef all = rc_build_get_base_list (self, base);
  /* No list has records that are not in the one of all. */
  gboolean changes = has_masked (self, &all);
  guint32 n_old = all.n_ids, n_all = 0;

  *entry = (RcTermEntry){ .first = self->refs->len };
  for (guint kind = 0; kind < RC_N_LISTS; kind++)
    {
      RcListRef old = { 0, 0, 0 }, list = { 0, 0, n_all };

      if (base != NULL)
        rc_index_file_get_list (self->base, base, (RcListKind) kind, &old);
      if (old.n_ids == 0 && fresh[kind]->len == 0)
        continue;
      if ((kind == RC_LIST_ALL || old.n_ids != n_old || fresh[kind]->len != fresh[RC_LIST_ALL]->len)
          && !make_changed (self, &old, changes, fresh[kind], &list, error))
        return FALSE;
      if (list.n_ids == 0)
        continue;
      if (kind != RC_LIST_ALL && list.n_ids == n_all)
        {
          entry->same |= (guint8) (1u << kind);
          continue;
        }
      if (kind == RC_LIST_ALL)
        n_all = list.n_ids;
      if (!append_scratch (self, error))
        return FALSE;
      entry->stored |= (guint8) (1u << kind);
      g_array_append_val (self->refs, list);
    }
  return TRUE;
}
