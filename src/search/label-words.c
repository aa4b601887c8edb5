/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read once from the tables of the thesaurus, and kept as the file keeps its own words. */
#define G_LOG_DOMAIN "rc-search"

#include "search/label-words.h"

#include "search/sql.h"

struct _RcLabelWords
{
  gint64 revision;
  RcKeysWriter writer; /* (owned) */
  RcKeys keys;         /* of what the writer has */
};

void
rc_label_words_free (RcLabelWords *self)
{
  if (self == NULL)
    return;
  rc_keys_writer_clear (&self->writer);
  g_free (self);
}

static gboolean
read_words (RcLabelWords *self, const RcSnapshot *snapshot, GError **error)
{
  RC_AUTO_STATEMENT *select
    = rc_search_prepare (snapshot->db,
                         "SELECT DISTINCT word FROM search_label_word AS w"
                         " WHERE EXISTS (SELECT 1 FROM search_match AS m WHERE m.subject = w.subject) ORDER BY word",
                         error);
  gboolean failed;

  if (select == NULL)
    return FALSE;
  while (rc_search_step (select, &failed, error))
    rc_keys_writer_add (&self->writer, sqlite3_column_text (select, 0), (gsize) sqlite3_column_bytes (select, 0));
  self->keys = (RcKeys){ self->writer.text->data, self->writer.text->len, (const guint32 *) (gpointer) self->writer.starts->data,
                         self->writer.n_keys };
  return !failed;
}

const RcKeys *
rc_label_words_get (RcSnapshot *snapshot, GError **error)
{
  RcLabelWords *self = snapshot->label_words;

  if (snapshot->subjects == 0)
    return NULL;
  if (self == NULL || self->revision != snapshot->subjects)
    {
      g_clear_pointer (&snapshot->label_words, rc_label_words_free);
      self = g_new0 (RcLabelWords, 1);
      self->revision = snapshot->subjects;
      rc_keys_writer_init (&self->writer);
      if (!read_words (self, snapshot, error))
        {
          rc_label_words_free (self);
          return NULL;
        }
      snapshot->label_words = self;
    }
  return self->keys.n_keys > 0 ? &self->keys : NULL;
}
