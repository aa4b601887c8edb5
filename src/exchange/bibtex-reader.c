/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References as BibTeX and biblatex. An entry may take values from any other one, so the file is read as a whole. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/bibtex.h"
#include "exchange/charset.h"
#include "exchange/plain-text.h"
#include "exchange/projection.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ENTRIES 1000000

/* An entry and where its bytes are. */
typedef struct
{
  RcBibtexEntry *entry; /* (owned) */
  gsize offset, length;
} Place;

struct _RcBibtexReader
{
  RcReader parent_instance;

  RcInput *converted; /* (owned) (nullable) the file in UTF-8 where it is in UTF-16 */
  GBytes *bytes;      /* (owned) (nullable) the whole file, once it was read */
  const char *encoding; /* (nullable) of the bytes, interned; NULL for UTF-8 */
  const char *before;   /* (nullable) what they were converted from */
  gboolean guessed;   /* the encoding, and nobody was told yet */
  GArray *places;     /* (owned) (nullable) Place, those of references only */
  GHashTable *keys;   /* (owned) (nullable) key (owned by the entry) → RcBibtexEntry (borrowed) */
  guint next;
};

#define RC_TYPE_BIBTEX_READER (rc_bibtex_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcBibtexReader, rc_bibtex_reader, RC, BIBTEX_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcBibtexReader, rc_bibtex_reader, RC_TYPE_READER)

static void
place_clear (gpointer data)
{
  rc_bibtex_entry_free (((Place *) data)->entry);
}

static gboolean
read_file (RcBibtexReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));
  const char *data, *encoding;
  gsize length;

  data = rc_input_peek (input, &length);
  if (rc_plain_text_is_utf16 (data, length, &encoding))
    {
      self->converted = rc_plain_text_convert_input (input, encoding, cancellable, error);
      if (self->converted == NULL)
        return FALSE;
      self->before = encoding;
      input = self->converted;
    }
  if (!rc_input_fill (input, RC_MAX_DOCUMENT_BYTES + 1, cancellable, error))
    return FALSE;
  data = rc_input_peek (input, &length);
  if (length > RC_MAX_DOCUMENT_BYTES)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("more than %d MiB of BibTeX: split the file"), RC_MAX_DOCUMENT_BYTES / 1024 / 1024);
      return FALSE;
    }
  self->bytes = g_bytes_new (data, length);
  return TRUE;
}

/* "% Encoding: windows-1252" in the first lines, as programs write it; NULL when it is not there or not known. */
static char *
dup_said_encoding (const char *data, gsize length)
{
  static const char word[] = "Encoding:";
  const char *at = memmem (data, MIN (length, 1024), word, strlen (word)), *end = data + length;
  g_autofree char *name = NULL;
  gsize n = 0;

  if (at == NULL)
    return NULL;
  for (at += strlen (word); at < end && (*at == ' ' || *at == '\t'); at++)
    ;
  while (at + n < end && (g_ascii_isalnum (at[n]) || strchr ("-_.:", at[n]) != NULL) && at[n] != '\0')
    n++;
  name = g_strndup (at, n);
  return *name != '\0' && rc_charset_is_known (name) ? g_steal_pointer (&name) : NULL;
}

/* What is asked for, else UTF-8 if it is, else what the file says, else what its bytes are evidence for. */
static void
find_encoding (RcBibtexReader *self, const char *data, gsize length)
{
  const char *asked = rc_reader_get_encoding (RC_READER (self));
  g_autofree char *said = NULL;

  if (self->converted != NULL)
    return;
  if (asked != NULL)
    {
      self->encoding = g_intern_string (asked);
      return;
    }
  if (rc_charset_is_utf8 (data, length))
    return;
  said = dup_said_encoding (data, length);
  if (said != NULL && g_ascii_strncasecmp (said, "utf", 3) != 0 && g_ascii_strcasecmp (said, "us-ascii") != 0)
    {
      self->encoding = g_intern_string (said);
      return;
    }
  self->encoding = rc_plain_text_guess (data, length);
  self->guessed = TRUE;
}

static gboolean
is_reference (const RcBibtexEntry *entry)
{
  static const char *const others[] = { "comment", "preamble", "string", NULL };

  return !g_strv_contains (others, entry->type);
}

/* Lines between entries are comments, by the rules of BibTeX. */
static gboolean
scan_entries (RcBibtexReader *self, GCancellable *cancellable, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (self->bytes, &length);
  g_autoptr (GHashTable) macros = rc_bibtex_new_macros ();

  find_encoding (self, data, length);
  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  g_array_set_clear_func (self->places, place_clear);
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  for (const char *at = memchr (data, '@', length); at != NULL;)
    {
      gsize rest = (gsize) (data + length - at), n = rc_bibtex_measure_entry (at, rest);
      g_autoptr (GString) text = NULL;
      Place place = { .offset = (gsize) (at - data), .length = n };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (n > 0 && self->places->len == MAX_ENTRIES)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("more than %d entries of BibTeX: split the file"), MAX_ENTRIES);
          return FALSE;
        }
      if (n > 0)
        {
          text = rc_plain_text_decode (at, n, self->encoding, NULL);
          place.entry = rc_bibtex_parse_entry (text->str, macros);
          if (is_reference (place.entry))
            {
              if (place.entry->key != NULL && !g_hash_table_contains (self->keys, place.entry->key))
                g_hash_table_insert (self->keys, place.entry->key, place.entry);
              g_array_append_val (self->places, place);
            }
          else
            rc_bibtex_entry_free (place.entry);
        }
      at = memchr (at + MAX (n, 1), '@', rest - MAX (n, 1));
    }
  return TRUE;
}

static const RcBibtexEntry *
find_parent (RcBibtexReader *self, const RcBibtexEntry *entry, RcReaderItem *item)
{
  const char *key = rc_bibtex_entry_get (entry, "crossref");
  const RcBibtexEntry *parent;
  GHashTableIter iter;
  gpointer name, value;

  if (key == NULL)
    return NULL;
  parent = g_hash_table_lookup (self->keys, key);
  if (parent == NULL)
    {
      /* Keys differ in their capitals more often than BibTeX likes. */
      g_hash_table_iter_init (&iter, self->keys);
      while (parent == NULL && g_hash_table_size (self->keys) <= 20000 && g_hash_table_iter_next (&iter, &name, &value))
        if (g_ascii_strcasecmp (name, key) == 0)
          parent = value;
    }
  if (parent == NULL)
    rc_reader_item_warn (item, _ ("the entry “%.60s”, which this one takes values from, is not there"), key);
  return parent != entry ? parent : NULL;
}

static RcReaderItem *
make_item (RcBibtexReader *self, const Place *place)
{
  g_autoptr (RcReaderItem) item = rc_reader_new_item (RC_READER (self));
  const RcBibtexEntry *parent = find_parent (self, place->entry, item);
  g_autoptr (RcReference) reference = rc_reference_new_from_bibtex (place->entry, parent);
  RcReferenceType type;

  item->raw = g_bytes_new_from_bytes (self->bytes, place->offset, place->length);
  if (self->before != NULL)
    item->encoding = self->before;
  else if (!rc_charset_is_ascii (g_bytes_get_data (item->raw, NULL), g_bytes_get_size (item->raw)))
    item->encoding = self->encoding != NULL ? self->encoding : RC_CHARSET_UTF8;
  if (self->guessed)
    rc_reader_item_warn (item, _ ("the text is not in UTF-8 and was read as %s"), self->encoding);
  self->guessed = FALSE;
  for (guint i = 0; i < place->entry->problems->len; i++)
    rc_reader_item_warn (item, "%s", (const char *) place->entry->problems->pdata[i]);
  if (!rc_bibtex_type_from_text (place->entry->type, &type))
    rc_reader_item_warn (item, _ ("the type “%.40s” is none of BibTeX"), place->entry->type);
  if (place->entry->fields->len == 0)
    rc_reader_item_reject (item, _ ("an entry without fields"));
  else
    rc_reader_item_take_partial (item, rc_reference_to_marc (reference), rc_bibtex_project);
  g_free (item->control);
  item->control = g_strdup (place->entry->key);
  return g_steal_pointer (&item);
}

static RcReaderItem *
rc_bibtex_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcBibtexReader *self = RC_BIBTEX_READER (reader);

  if (self->bytes == NULL && (!read_file (self, cancellable, error) || !scan_entries (self, cancellable, error)))
    return NULL;
  if (self->places == NULL || self->next >= self->places->len)
    return NULL;
  return make_item (self, &g_array_index (self->places, Place, self->next++));
}

static void
rc_bibtex_reader_finalize (GObject *object)
{
  RcBibtexReader *self = RC_BIBTEX_READER (object);

  rc_input_free (self->converted);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->places, g_array_unref);
  G_OBJECT_CLASS (rc_bibtex_reader_parent_class)->finalize (object);
}

static void
rc_bibtex_reader_class_init (RcBibtexReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_bibtex_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_bibtex_reader_next;
}

static void
rc_bibtex_reader_init (RcBibtexReader *self)
{
}
