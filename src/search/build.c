/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes entries apart, and puts the file together. */
#define G_LOG_DOMAIN "rc-search"

#include "search/build-private.h"

#include <string.h>

/* Titles kept in memory before they are written away. */
#define MAX_TITLE_BYTES (32u << 20)
/* So few new records are taken into the lists of beginnings; with more, these are made anew. */
#define FEW_RECORDS 50000

RcBuild *
rc_build_new (const char *folder, RcIndexFile *base)
{
  RcBuild *self = g_new0 (RcBuild, 1);

  self->folder = g_strdup (folder);
  self->words = rc_inverter_new (folder);
  self->titles = rc_postings_new (folder, MAX_TITLE_BYTES);
  self->fresh = g_array_new (FALSE, FALSE, sizeof (RcFreshRecord));
  self->fresh_overflow = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->grants = g_array_new (FALSE, FALSE, sizeof (RcGrantEntry));
  self->closings = g_byte_array_new ();
  /* The first of all closings is none. */
  g_byte_array_append (self->closings, (const guint8 *) "", 1);
  if (base != NULL)
    {
      self->base = rc_index_file_ref (base);
      self->masked = rc_bits_new (base->header->highest_id);
    }
  return self;
}

void
rc_build_free (RcBuild *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->base, rc_index_file_unref);
  g_clear_pointer (&self->masked, rc_bits_free);
  g_clear_pointer (&self->words, rc_inverter_free);
  g_clear_pointer (&self->titles, rc_postings_free);
  g_clear_pointer (&self->fresh, g_array_unref);
  g_clear_pointer (&self->fresh_overflow, g_array_unref);
  g_clear_pointer (&self->overflow, g_array_unref);
  g_clear_pointer (&self->grants, g_array_unref);
  g_clear_pointer (&self->closings, g_byte_array_unref);
  g_clear_pointer (&self->file, rc_file_writer_free);
  g_clear_pointer (&self->scratch, g_byte_array_unref);
  g_clear_pointer (&self->all, rc_bits_free);
  g_clear_pointer (&self->terms, g_array_unref);
  g_clear_pointer (&self->prefixes, g_array_unref);
  g_clear_pointer (&self->refs, g_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->value_text, g_byte_array_unref);
  g_clear_pointer (&self->fresh_terms, g_array_unref);
  g_clear_pointer (&self->fresh_postings, g_array_unref);
  g_clear_pointer (&self->countables, g_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_pointer (&self->count_bytes, g_byte_array_unref);
  rc_keys_writer_clear (&self->term_keys);
  rc_keys_writer_clear (&self->prefix_keys);
  g_free (self->rows);
  g_free (self->folder);
  g_free (self);
}

void
rc_build_remove (RcBuild *self, guint32 id)
{
  if (self->base == NULL || id > self->base->header->highest_id)
    return;
  rc_bits_add (self->masked, id);
  self->any_masked = TRUE;
}

gboolean
rc_build_add (RcBuild *self, guint32 id, const RcEntry *entry, GError **error)
{
  RcFreshRecord fresh = { .age = rc_entry_get_age (entry), .id = id, .hidden = entry->hidden };

  rc_build_remove (self, id);
  rc_build_make_row (self, entry, &fresh.row);
  g_array_append_val (self->fresh, fresh);
  if (entry->deadline != 0)
    {
      RcGrantEntry grant = { entry->deadline, id, *entry->closings != '\0' ? self->closings->len : 0 };

      g_array_append_val (self->grants, grant);
      if (*entry->closings != '\0')
        g_byte_array_append (self->closings, (const guint8 *) entry->closings, (guint) strlen (entry->closings) + 1);
    }
  rc_postings_add (self->titles, entry->title_key, entry->title_key_length, id, 0);
  return rc_inverter_add (self->words, id, entry, error) && rc_postings_settle (self->titles, error);
}

/* The records of the new file, and their rows. */
static void
set_records (RcBuild *self)
{
  const RcIndexFile *base = self->base;

  if (base != NULL)
    self->highest_id = base->header->highest_id;
  if (self->fresh->len > 0)
    self->highest_id = MAX (self->highest_id, g_array_index (self->fresh, RcFreshRecord, self->fresh->len - 1).id);
  self->all = rc_bits_new (self->highest_id);
  if (base != NULL && rc_index_file_add_list (base, &base->header->all, self->all))
    {
      guint32 id;

      rc_bits_and_not (self->all, self->masked);
      for (guint32 from = base->header->highest_id + 1; rc_bits_next (self->all, from, &id); from = id + 1)
        rc_bits_remove (self->all, id);
    }
  rc_build_rows (self);
  for (guint i = 0; i < self->fresh->len; i++)
    rc_bits_add (self->all, g_array_index (self->fresh, RcFreshRecord, i).id);
}

static gboolean
put_hidden (RcBuild *self, GError **error)
{
  g_autoptr (RcBits) hidden = rc_bits_new (self->highest_id);

  if (self->base != NULL && rc_index_file_add_list (self->base, &self->base->header->hidden, hidden))
    rc_bits_and_not (hidden, self->masked);
  for (guint i = 0; i < self->fresh->len; i++)
    {
      const RcFreshRecord *fresh = &g_array_index (self->fresh, RcFreshRecord, i);

      if (fresh->hidden)
        rc_bits_add (hidden, fresh->id);
    }
  return rc_build_put_bits (self, hidden, &self->file->header.hidden, error);
}

static gboolean
put_array (RcBuild *self, RcSection section, const GArray *items, GError **error)
{
  return rc_file_writer_put (self->file, section, items->data,
                             (gsize) items->len * g_array_get_element_size ((GArray *) items), error);
}

static gboolean
put_bytes (RcBuild *self, RcSection section, const GByteArray *bytes, GError **error)
{
  return rc_file_writer_put (self->file, section, bytes->data, bytes->len, error);
}

static gboolean
put_keys (RcBuild *self, const RcKeysWriter *keys, RcSection text, RcSection starts, GError **error)
{
  return put_bytes (self, text, keys->text, error) && put_array (self, starts, keys->starts, error);
}

static gboolean
put_lists (RcBuild *self, sqlite3 *db, GError **error)
{
  RcIndexHeader *header = &self->file->header;

  rc_file_writer_begin (self->file, RC_SECTION_LISTS);
  if (!rc_build_put_bits (self, self->all, &header->all, error))
    return FALSE;
  rc_build_note_countable (self, &header->all, self->base != NULL ? &self->base->header->all : &(RcListRef){ 0, 0, 0 });
  return put_hidden (self, error) && rc_build_values (self, db, error) && rc_build_terms (self, error)
         && rc_build_prefixes (self, error) && rc_build_counts (self, error)
         && rc_file_writer_end (self->file, error);
}

static gboolean
put_sections (RcBuild *self, sqlite3 *db, GError **error)
{
  g_autoptr (RcTitles) titles = rc_build_begin_titles (self);

  return put_lists (self, db, error)
         && put_keys (self, &self->term_keys, RC_SECTION_TERM_TEXT, RC_SECTION_TERM_STARTS, error)
         && put_array (self, RC_SECTION_TERMS, self->terms, error)
         && put_keys (self, &self->prefix_keys, RC_SECTION_PREFIX_TEXT, RC_SECTION_PREFIX_STARTS, error)
         && put_array (self, RC_SECTION_PREFIXES, self->prefixes, error)
         && put_array (self, RC_SECTION_REFS, self->refs, error)
         && rc_file_writer_put (self->file, RC_SECTION_ROWS, self->rows,
                                ((gsize) self->highest_id + 1) * sizeof (RcRow), error)
         && put_array (self, RC_SECTION_OVERFLOW, self->overflow, error)
         && rc_file_writer_put (self->file, RC_SECTION_COMMON, self->common, sizeof self->common, error)
         && put_array (self, RC_SECTION_VALUES, self->values, error)
         && put_bytes (self, RC_SECTION_VALUE_TEXT, self->value_text, error)
         && put_array (self, RC_SECTION_COUNTS, self->counts, error)
         && put_bytes (self, RC_SECTION_COUNT_BYTES, self->count_bytes, error)
         && rc_build_orders (self, titles, error);
}

RcFileWriter *
rc_build_finish (RcBuild *self, sqlite3 *db, const guint8 *token, gint64 revision, GCancellable *cancellable, GError **error)
{
  self->cancellable = cancellable;
  self->file = rc_file_writer_new (self->folder, error);
  if (self->file == NULL)
    return NULL;
  self->scratch = g_byte_array_new ();
  self->terms = g_array_new (FALSE, FALSE, sizeof (RcTermEntry));
  self->prefixes = g_array_new (FALSE, FALSE, sizeof (RcTermEntry));
  self->refs = g_array_new (FALSE, FALSE, sizeof (RcListRef));
  self->values = g_array_new (FALSE, TRUE, sizeof (RcValueEntry));
  self->value_text = g_byte_array_new ();
  self->countables = g_array_new (FALSE, FALSE, sizeof (RcCountable));
  self->counts = g_array_new (FALSE, FALSE, sizeof (RcCountEntry));
  self->count_bytes = g_byte_array_new ();
  if (self->base != NULL && self->fresh->len <= FEW_RECORDS)
    self->fresh_terms = g_array_new (FALSE, FALSE, sizeof (RcFreshTerm));
  self->fresh_postings = g_array_new (FALSE, FALSE, sizeof (guint64));
  rc_keys_writer_init (&self->term_keys);
  rc_keys_writer_init (&self->prefix_keys);
  set_records (self);
  memcpy (self->file->header.token, token, RC_INDEX_TOKEN_BYTES);
  self->file->header.revision = revision;
  self->file->header.highest_id = self->highest_id;
  self->file->header.n_records = (guint32) rc_bits_count (self->all);
  if (!put_sections (self, db, error) || !rc_file_writer_finish (self->file, error))
    return NULL;
  return g_steal_pointer (&self->file);
}
