/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases of CDS/ISIS and IRBIS: their master files, their exports in ISO 2709, and text. The first records are read ahead,
 * since what their fields mean and how their letters are written can only be told from many. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/charset.h"
#include "exchange/isis-charset.h"
#include "exchange/isis-files.h"
#include "exchange/isis-marc.h"
#include "exchange/isis-master.h"
#include "exchange/isis-table.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define AHEAD_RECORDS 500
#define AHEAD_BYTES (2 * 1024 * 1024)
#define ENOUGH_LETTERS 256 /* that tell an encoding: more records are read ahead for them */
#define MAX_RECORDS (2 * 1024 * 1024) /* whose numbers are looked after */
#define MAX_MISSING 1000              /* that are told one by one */
#define BOM "\xef\xbb\xbf"
#define CLOSED "\x1d\x1e\x1f" /* what no field of MARC may hold */

struct _RcIsisReader
{
  RcReader parent_instance;

  RcIsisMaster *master; /* (owned) (nullable) of a master file */
  RcIsisIndex *index;   /* (owned) (nullable) where the file can be read twice */
  GByteArray *seen;     /* (owned) not 0 for a number that came */
  guint32 missing;      /* numbers up to this one were looked after at the end */
  guint n_missing;
  RcIsisRecord *(*next) (RcInput *input, GCancellable *cancellable, GError **error); /* of a file that is no master file */
  GQueue ahead;         /* (owned) RcIsisRecord */
  gboolean begun;
  gboolean all_utf8;    /* so it seemed by the records that were read ahead */
  GError *error;        /* (owned) (nullable) what comes after those ahead */
  RcCharset *charset;   /* (owned) what the text is read as */
  RcCharset *utf8;      /* (owned) */
  RcCharset *odd;       /* (owned) (nullable) for a record that is not UTF-8 where the others are */
  const char *odd_name; /* (nullable) */
  const char *guess;    /* (nullable) its name, until it was told */
  const char *twice;    /* (nullable) the text was taken for Latin-1 by somebody: what it is in truth */
  RcIsisMapper *mapper; /* (owned) */
};

#define RC_TYPE_ISIS_READER (rc_isis_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcIsisReader, rc_isis_reader, RC, ISIS_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcIsisReader, rc_isis_reader, RC_TYPE_READER)

/* TRUE when the number came before. */
static gboolean
note_seen (RcIsisReader *self, guint32 mfn)
{
  gboolean before;

  if (mfn >= MAX_RECORDS)
    return FALSE;
  if (mfn >= self->seen->len)
    {
      guint length = self->seen->len;

      g_byte_array_set_size (self->seen, MAX (mfn + 1, MIN (2 * length, MAX_RECORDS)));
      memset (self->seen->data + length, 0, self->seen->len - length);
    }
  before = self->seen->data[mfn] != 0;
  self->seen->data[mfn] = 1;
  return before;
}

/* At the end of the file: a record that should have come and did not, as one that is lost. */
static RcIsisRecord *
next_missing (RcIsisReader *self)
{
  guint32 last = MIN (rc_isis_master_get_n_records (self->master), MAX_RECORDS - 1);
  guint n_more = 0;
  RcIsisRecord *record;

  while (self->missing < last)
    {
      guint32 mfn = ++self->missing;

      if ((mfn < self->seen->len && self->seen->data[mfn] != 0) || (self->index != NULL && !rc_isis_index_expects (self->index, mfn)))
        continue;
      if (self->n_missing++ >= MAX_MISSING)
        {
          n_more++;
          continue;
        }
      record = rc_isis_record_new ("", 0);
      record->mfn = mfn;
      record->rejection = g_strdup_printf (_ ("the file should have a record %u, which is damaged or cut off"), mfn);
      return record;
    }
  if (n_more == 0)
    return NULL;
  record = rc_isis_record_new ("", 0);
  record->rejection = g_strdup_printf (ngettext ("%u more record that should be in the file is damaged or cut off",
                                                 "%u more records that should be in the file are damaged or cut off", n_more),
                                       n_more);
  return record;
}

/* The next record of a master file that the database shows, or showed before it was deleted. */
static RcIsisRecord *
next_of_master (RcIsisReader *self, GCancellable *cancellable, GError **error)
{
  const RcIsisLayout *layout = rc_isis_master_get_layout (self->master);
  g_autoptr (GError) problem = NULL;
  RcIsisSpan span;

  while (rc_isis_master_next (self->master, &span, cancellable, &problem))
    {
      RcIsisVersion version = RC_ISIS_CURRENT;
      RcIsisRecord *record;
      gboolean again;

      if (!span.record)
        continue;
      if (self->index != NULL)
        version = rc_isis_index_ask (self->index, span.header.mfn, span.offset);
      again = note_seen (self, span.header.mfn);
      if (version == RC_ISIS_OLD)
        continue;
      record = rc_isis_record_new (span.data, span.length);
      record->mfn = span.header.mfn;
      record->deleted = version == RC_ISIS_CURRENT_DELETED || rc_isis_layout_is_deleted (layout, &span.header);
      if (version == RC_ISIS_CURRENT_UNLISTED)
        rc_isis_record_warn (record, _ ("the record is not in the cross-reference file and was taken all the same"));
      if (again && self->index == NULL)
        rc_isis_record_warn (record, _ ("the record %u came before: this is a newer version of it"), record->mfn);
      rc_isis_layout_read_fields (layout, span.data, span.length, &span.header, record);
      return record;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return next_missing (self);
}

static RcIsisRecord *
next_record (RcIsisReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));

  if (self->master != NULL)
    return next_of_master (self, cancellable, error);
  return self->next (input, cancellable, error);
}

/* What stands in a file that is read once is asked for its versions in memory, if it is not too large. */
static GInputStream *
open_window (RcIsisReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));
  const char *data;
  gsize length;

  if (!rc_input_fill (input, RC_MAX_DOCUMENT_BYTES, cancellable, error) || !rc_input_at_end (input))
    return NULL;
  data = rc_input_peek (input, &length);
  return g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
}

static gboolean
open_master (RcIsisReader *self, GCancellable *cancellable, GError **error)
{
  RcReader *reader = RC_READER (self);
  g_autoptr (GInputStream) again = rc_reader_open_beside (reader, NULL, "mst");
  g_autoptr (GInputStream) cross_reference = rc_reader_open_beside (reader, NULL, "xrf");
  g_autoptr (GError) problem = NULL;

  if (again == NULL)
    again = open_window (self, cancellable, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  self->master = rc_isis_master_new (rc_reader_get_input (reader), cancellable, error);
  if (self->master == NULL)
    return FALSE;
  if (again != NULL)
    self->index = rc_isis_index_new (again, cross_reference, cancellable, NULL);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static GHashTable *
read_names (RcIsisReader *self, const char *encoding, GCancellable *cancellable)
{
  /* CDS/ISIS keeps it beside the data, ABCD in folders of languages. */
  static const char *const folders[] = { NULL, "../def/en", "../def/es", "../def/fr", "../def/pt", "../def/ru" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autoptr (GInputStream) stream = rc_reader_open_beside (RC_READER (self), folders[i], "fdt");

      if (stream != NULL)
        return rc_isis_table_read (stream, encoding, cancellable);
    }
  return NULL;
}

static void
decode_field (RcIsisReader *self, RcIsisRecord *record, RcIsisField *field, RcCharset *charset)
{
  g_autoptr (GString) text = g_string_sized_new (field->length + 16);
  guint n_lost = rc_charset_convert (charset, field->text, field->length, text);

  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\0' || strchr (CLOSED, text->str[i]) != NULL)
      text->str[i] = ' ';
  if (n_lost > 0)
    rc_isis_record_warn (record,
                         ngettext ("%u: %u character could not be converted and is shown as �",
                                   "%u: %u characters could not be converted and are shown as �", n_lost),
                         field->tag, n_lost);
  g_free (field->text);
  field->length = text->len;
  field->text = g_string_free (g_steal_pointer (&text), FALSE);
}

/* TRUE when the field was UTF-8 made of a text that was none of Latin-1; it is undone, and decoded like others then. */
static gboolean
undo_twice (RcIsisReader *self, RcIsisRecord *record, RcIsisField *field)
{
  gsize length;
  char *once;

  if (self->twice == NULL || rc_charset_is_ascii (field->text, field->length)
      || (once = rc_isis_charset_dup_once (field->text, field->length, &length)) == NULL)
    return FALSE;
  rc_isis_record_warn (record, _ ("the text was %s that somebody had taken for Latin-1, and was put right"), self->twice);
  g_free (field->text);
  field->text = once;
  field->length = length;
  return TRUE;
}

/* More bytes that are no UTF-8 than letters in it: text of another encoding, not a letter that was cut in two. */
static gboolean
is_foreign (const RcIsisField *field)
{
  guint n_letters = 0, n_strange = 0;

  for (const char *p = field->text, *end = field->text + field->length; p < end;)
    {
      gunichar c = g_utf8_get_char_validated (p, end - p);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          n_strange++;
          p++;
          continue;
        }
      n_letters += c >= 0x80;
      p = g_utf8_next_char (p);
    }
  return n_strange > n_letters;
}

/* What a field that is not UTF-8 is read as: in a database of UTF-8, what its own record looks like. */
static RcCharset *
find_charset (RcIsisReader *self, RcIsisRecord *record, const RcIsisField *field, gboolean *told)
{
  g_autoptr (GPtrArray) one = NULL;
  const char *name;
  gboolean twice;

  if (!self->all_utf8 || !is_foreign (field))
    return self->charset;
  one = g_ptr_array_new ();
  g_ptr_array_add (one, record);
  name = rc_isis_charset_guess (one, &twice);
  /* It may hold more fields of UTF-8 than others. */
  if (g_str_equal (name, RC_CHARSET_UTF8))
    name = self->odd_name != NULL ? self->odd_name : "windows-1252";
  if (g_strcmp0 (name, self->odd_name) != 0)
    {
      rc_charset_free (self->odd);
      self->odd = rc_charset_new (name);
      self->odd_name = name;
      rc_reader_note_encoding (RC_READER (self), name);
    }
  if (!*told)
    rc_isis_record_warn (record, _ ("not UTF-8 as other records of the file, read as %s"), name);
  *told = TRUE;
  return self->odd != NULL ? self->odd : self->charset;
}

static void
decode (RcIsisReader *self, RcIsisRecord *record)
{
  gboolean told = FALSE;

  for (guint i = 0; i < record->fields->len; i++)
    {
      RcIsisField *field = &g_array_index (record->fields, RcIsisField, i);
      gboolean utf8 = rc_reader_get_encoding (RC_READER (self)) == NULL && !undo_twice (self, record, field)
                      && rc_charset_is_utf8 (field->text, field->length);

      decode_field (self, record, field, utf8 ? self->utf8 : find_charset (self, record, field, &told));
    }
}

/* The records that are read ahead, as an array that borrows them. */
static GPtrArray *
list_ahead (RcIsisReader *self)
{
  GPtrArray *records = g_ptr_array_new ();

  for (GList *link = self->ahead.head; link != NULL; link = link->next)
    if (((RcIsisRecord *) link->data)->rejection == NULL && !((RcIsisRecord *) link->data)->deleted)
      g_ptr_array_add (records, link->data);
  return records;
}

static void
choose_charset (RcIsisReader *self, GPtrArray *records)
{
  const char *name = rc_reader_get_encoding (RC_READER (self));

  if (name == NULL)
    {
      gboolean twice;

      self->guess = name = rc_isis_charset_guess (records, &twice);
      if (twice)
        self->twice = g_steal_pointer (&self->guess);
    }
  if (g_strcmp0 (self->guess, RC_CHARSET_UTF8) == 0)
    {
      self->all_utf8 = TRUE;
      self->guess = NULL;
    }
  rc_reader_note_encoding (RC_READER (self), name);
  self->charset = rc_charset_new (name);
  self->utf8 = rc_charset_new (RC_CHARSET_UTF8);
}

/* Bytes that are letters in the pages of Windows: below them stand quotation marks and dashes, which are alike in all. */
static gsize
count_letters (const RcIsisRecord *record)
{
  gsize n = 0;

  for (guint i = 0; i < record->fields->len; i++)
    {
      const RcIsisField *field = &g_array_index (record->fields, RcIsisField, i);

      for (gsize at = 0; at < field->length; at++)
        n += (guchar) field->text[at] >= 0xc0;
    }
  return n;
}

static gboolean
begin (RcIsisReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *database = rc_reader_dup_name (RC_READER (self));
  gsize length, n_bytes = 0, n_letters = 0;
  const char *data = rc_input_peek (input, &length);

  self->begun = TRUE;
  if (length >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0)
    {
      rc_input_skip (input, strlen (BOM));
      data = rc_input_peek (input, &length);
    }
  if (rc_isis_layout_detect (data, length) != NULL)
    {
      if (!open_master (self, cancellable, error))
        return FALSE;
    }
  else if (rc_isis_text_looks_like (data, length))
    self->next = rc_isis_text_next;
  else
    self->next = rc_isis_id_looks_like (data, length) ? rc_isis_id_next : rc_isis_iso_next;
  while ((self->ahead.length < AHEAD_RECORDS || n_letters < ENOUGH_LETTERS) && n_bytes < AHEAD_BYTES)
    {
      RcIsisRecord *record = next_record (self, cancellable, &self->error);

      if (record == NULL)
        break;
      n_bytes += g_bytes_get_size (record->raw);
      n_letters += count_letters (record);
      g_queue_push_tail (&self->ahead, record);
    }
  records = list_ahead (self);
  choose_charset (self, records);
  for (guint i = 0; i < records->len; i++)
    decode (self, g_ptr_array_index (records, i));
  names = read_names (self, self->guess != NULL ? self->guess : "CP1252", cancellable);
  self->mapper = rc_isis_mapper_new (records, names, database);
  return TRUE;
}

static RcReaderItem *
make_item (RcIsisReader *self, RcIsisRecord *record)
{
  RcReaderItem *item = rc_reader_new_item (RC_READER (self));

  if (g_bytes_get_size (record->raw) > 0)
    item->raw = g_bytes_ref (record->raw);
  if (record->mfn != 0)
    item->control = g_strdup_printf ("%u", record->mfn);
  for (guint i = 0; i < record->warnings->len; i++)
    rc_reader_item_warn (item, "%s", (char *) g_ptr_array_index (record->warnings, i));
  if (record->rejection != NULL)
    rc_reader_item_reject (item, "%s", record->rejection);
  else if (record->deleted)
    rc_reader_item_reject (item, _ ("deleted in the database that it comes from"));
  else
    {
      g_autofree char *control = g_steal_pointer (&item->control);

      if (self->guess != NULL)
        rc_reader_item_warn (item, _ ("the text was read as %s: a guess by its letters"), self->guess);
      self->guess = NULL;
      rc_reader_item_take_marc (item, rc_isis_mapper_make_marc (self->mapper, record, item));
      if (item->control == NULL)
        item->control = g_steal_pointer (&control);
    }
  return item;
}

static RcReaderItem *
rc_isis_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcIsisReader *self = RC_ISIS_READER (reader);
  g_autoptr (RcIsisRecord) record = NULL;

  if (!self->begun && !begin (self, cancellable, error))
    return NULL;
  record = g_queue_pop_head (&self->ahead);
  if (record == NULL && self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return NULL;
    }
  if (record == NULL)
    {
      record = next_record (self, cancellable, error);
      if (record == NULL)
        return NULL;
      decode (self, record);
    }
  return make_item (self, record);
}

static void
rc_isis_reader_finalize (GObject *object)
{
  RcIsisReader *self = RC_ISIS_READER (object);

  rc_isis_master_free (self->master);
  rc_isis_index_free (self->index);
  g_byte_array_unref (self->seen);
  g_queue_clear_full (&self->ahead, (GDestroyNotify) rc_isis_record_free);
  g_clear_error (&self->error);
  rc_charset_free (self->charset);
  rc_charset_free (self->utf8);
  rc_charset_free (self->odd);
  rc_isis_mapper_free (self->mapper);
  G_OBJECT_CLASS (rc_isis_reader_parent_class)->finalize (object);
}

static void
rc_isis_reader_class_init (RcIsisReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_isis_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_isis_reader_next;
}

static void
rc_isis_reader_init (RcIsisReader *self)
{
  g_queue_init (&self->ahead);
  self->seen = g_byte_array_new ();
}
