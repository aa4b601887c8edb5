/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every real file is read to its end, and every record of it comes back equal from what we write. */
#include "tests/exchange/mods-rules.h"
#include "tests/exchange/read-all.h"

#include <string.h>

#define PARTIAL_STEP 10 /* one in so many records goes through all formats that say less; RC_ALL=1: each */

/* The bytes of a file, and how far the records of it have come. */
typedef struct
{
  const char *data;
  gsize length;
  gsize at;
} Source;

typedef struct
{
  guint n_files;
  guint n_items;
  guint n_rejected;
  guint n_warned;
  guint n_too_large;
  guint n_broken_files;
} Account;

static void
account_item (Account *account, const char *path, const RcReaderItem *item)
{
  account->n_items++;
  g_assert_true ((item->record == NULL) == (item->rejection != NULL));
  /* Only what should be there and is not has no bytes. */
  g_assert_true (item->raw != NULL ? g_bytes_get_size (item->raw) > 0 : item->rejection != NULL);
  if (item->rejection != NULL)
    {
      account->n_rejected++;
      g_test_message ("%s: record %" G_GUINT64_FORMAT ": rejected: %s", path, item->position, item->rejection);
    }
  if (item->warnings->len > 0)
    account->n_warned++;
  for (guint i = 0; i < item->warnings->len; i++)
    {
      g_test_message ("%s: record %" G_GUINT64_FORMAT ": %s", path, item->position,
                      (const char *) item->warnings->pdata[i]);
      /* Of all these files one has such text, read wrongly twice. */
      if (strstr (item->warnings->pdata[i], "in a wrong encoding before") != NULL)
        g_assert_true (g_str_has_suffix (path, "/bu_bibs.mrc"));
    }
}

/* The bytes of the records are those of the file, in order, and what lies between them is padding. */
static void
account_raw (Source *source, const char *path, RcFormat format, const RcReaderItem *item)
{
  static const char padding[] = " \t\r\n\x1a\x1d\x1e\xef\xbb\xbf";
  gsize size;
  const char *raw = g_bytes_get_data (item->raw, &size);
  const char *found = memmem (source->data + source->at, source->length - source->at, raw, size);

  if (found == NULL)
    {
      g_test_message ("%s: record %" G_GUINT64_FORMAT ": its bytes are not those of the file", path, item->position);
      g_test_fail ();
      return;
    }
  for (const char *p = source->data + source->at; format != RC_FORMAT_MARC_JSON && p < found; p++)
    if (memchr (padding, *p, sizeof padding) == NULL) /* a zero byte is among them */
      {
        g_test_message ("%s: before record %" G_GUINT64_FORMAT ": %d bytes belong to none", path, item->position, (int) (found - p));
        g_test_fail ();
        break;
      }
  source->at = (gsize) (found - source->data) + size;
}

static gboolean
fields_are_utf8 (const RcMarc *marc)
{
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      const char *stop = field->data, *end = field->data + field->length;

      while (!g_utf8_validate (stop, end - stop, &stop) && stop < end && *stop == '\0')
        stop++;
      if (stop < end)
        return FALSE;
    }
  return TRUE;
}

/* What XML and lines cannot hold as it is: control characters, fields without indicators, delimiters without a code. */
static gboolean
text_can_hold (const RcMarc *marc)
{
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      const char *delimiter = memchr (field->data, RC_MARC_SUBFIELD, field->length);

      for (gsize at = 0; at < field->length; at++)
        if ((guchar) field->data[at] < ' ' && field->data[at] != RC_MARC_SUBFIELD && field->data[at] != '\n'
            && field->data[at] != '\t' && field->data[at] != '\r')
          return FALSE;
      if (delimiter == NULL)
        continue;
      if (rc_marc_field_is_control (field) || delimiter - field->data != 2 || (field->data[0] & 0x80) != 0
          || (field->data[1] & 0x80) != 0)
        return FALSE;
      for (; delimiter != NULL;
           delimiter = memchr (delimiter + 1, RC_MARC_SUBFIELD, field->data + field->length - delimiter - 1))
        if (delimiter + 1 == field->data + field->length || delimiter[1] == RC_MARC_SUBFIELD)
          return FALSE;
    }
  return TRUE;
}

static RcMarc *
write_and_read (const RcMarc *marc, RcFormat format, GError **error)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (RcWriter) writer = rc_writer_new (format, out, error);
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RcReader) reader = NULL;
  g_autoptr (RcReaderItem) item = NULL;

  g_assert_nonnull (writer);
  if (!rc_writer_add (writer, marc, error) || !rc_writer_finish (writer, error))
    return NULL;
  g_output_stream_close (out, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  in = g_memory_input_stream_new_from_bytes (bytes);
  reader = rc_reader_new (in, format, NULL, NULL, error);
  g_assert_nonnull (reader);
  item = rc_reader_next (reader, NULL, error);
  g_assert_nonnull (item);
  g_assert_cmpstr (item->rejection, ==, NULL);
  g_assert_nonnull (item->record);
  return g_steal_pointer (&item->record->marc);
}

/* Whatever a record holds, it makes MODS by the rules. */
static void
assert_mods (const char *path, const RcReaderItem *item)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (RcWriter) writer = rc_writer_new (RC_FORMAT_MODS, out, NULL);
  g_autofree char *fault = NULL;

  g_assert_true (rc_writer_add (writer, item->record->marc, NULL) && rc_writer_finish (writer, NULL));
  fault = mods_find_fault_of_text (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)),
                                   g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)));
  if (fault != NULL)
    {
      g_test_message ("%s: record %" G_GUINT64_FORMAT ": MODS: %s", path, item->position, fault);
      g_test_fail ();
    }
}

static void
assert_round_trip (Account *account, const char *path, const RcReaderItem *item)
{
  static const RcFormat formats[] = { RC_FORMAT_MARC21, RC_FORMAT_MARCXML, RC_FORMAT_MRK, RC_FORMAT_MARC_JSON };
  const RcMarc *marc = item->record->marc;

  g_assert_true (fields_are_utf8 (marc));
  rc_description_free (rc_description_new_from_marc (marc));
  g_ptr_array_unref (rc_copies_from_marc (marc));
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RcMarc) again = NULL;

      if ((formats[i] == RC_FORMAT_MARCXML || formats[i] == RC_FORMAT_MRK) && !text_can_hold (marc))
        continue;
      again = write_and_read (marc, formats[i], &error);
      if (again == NULL)
        {
          g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE);
          account->n_too_large++;
        }
      else if (!rc_marc_equal (marc, again))
        {
          g_test_message ("%s: record %" G_GUINT64_FORMAT " is another one after %s", path, item->position,
                          rc_format_to_string (formats[i]));
          g_test_fail ();
        }
    }
}

/* The record with another title; NULL: it has none. */
static RcMarc *
dup_retitled (const RcMarc *original, const char **tag)
{
  g_autoptr (RcMarc) marc = rc_marc_copy (original);
  int at = rc_marc_find (marc, *tag = rc_marc_find (marc, "245", 0) < 0 ? "200" : "245", 0);
  const RcMarcField *field = at >= 0 ? rc_marc_get_field (marc, (guint) at) : NULL;
  const char *title = field != NULL ? memmem (field->data, field->length, F "a", 2) : NULL;
  g_autoptr (GString) data = NULL;

  /* What has its title in two scripts has two. */
  if (title == NULL || rc_marc_find (marc, "880", 0) >= 0 || title + 3 >= field->data + field->length)
    return NULL;
  data = g_string_new_len (field->data, (gssize) field->length);
  g_string_insert (data, title - field->data + 2, "Quite another ");
  rc_marc_replace_field (marc, (guint) at, data->str, (gssize) data->len);
  return g_steal_pointer (&marc);
}

/* What differs between a record and what `said` of it makes, in `tag` alone where that is given. */
static void
assert_updated (const char *path, const RcReaderItem *item, RcFormat format, const RcMarc *said, const char *tag)
{
  const RcMarc *marc = item->record->marc;
  g_autofree char *text = write_marc (format, said, NULL);
  g_autoptr (GPtrArray) items = read_all (text, -1, format, NULL);
  const RcReaderItem *back = items->len > 0 ? items->pdata[0] : NULL;
  g_autoptr (RcMarc) updated = NULL;

  /* One without a title, a name and a number is none there. */
  if (back == NULL || back->record == NULL)
    return;
  g_assert_nonnull (back->record->project);
  updated = rc_marc_update_partial (marc, back->record->marc, back->record->project);
  for (guint i = 0; tag != NULL && i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      if (!g_str_equal (field->tag, tag) && rc_marc_find_same (updated, field) < 0)
        {
          g_test_message ("%s: record %" G_GUINT64_FORMAT " lost %s when %s brought another title: %s", path, item->position, field->tag,
                          rc_format_to_string (format), field->data);
          g_test_fail ();
        }
    }
  if (tag == NULL ? !rc_marc_equal (marc, updated) : rc_marc_get_n_fields (marc) != rc_marc_get_n_fields (updated) || rc_marc_equal (marc, updated))
    {
      g_test_message ("%s: record %" G_GUINT64_FORMAT " is another one after its %s came back %s", path, item->position,
                      rc_format_to_string (format), tag == NULL ? "as it was" : "with another title");
      g_test_fail ();
    }
}

/* What a format that says less gives back changes nothing where nobody changed it, and else that alone. */
static void
assert_partial (const char *path, const RcReaderItem *item)
{
  static const RcFormat formats[] = { RC_FORMAT_CSV, RC_FORMAT_RIS, RC_FORMAT_BIBTEX, RC_FORMAT_CSL_JSON, RC_FORMAT_DC, RC_FORMAT_MODS };
  const char *tag;
  g_autoptr (RcMarc) retitled = dup_retitled (item->record->marc, &tag);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      assert_updated (path, item, formats[i], item->record->marc, NULL);
      if (retitled != NULL)
        assert_updated (path, item, formats[i], retitled, tag);
    }
}

static gboolean
is_marc (RcFormat format)
{
  return format == RC_FORMAT_MARC21 || format == RC_FORMAT_UNIMARC || format == RC_FORMAT_RUSMARC || format == RC_FORMAT_MRK
         || format == RC_FORMAT_MARC_JSON;
}

static void
read_file (Account *account, const char *path, RcFormat format)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autoptr (RcReader) reader = NULL;
  guint64 position = 0;
  g_autofree char *data = NULL;
  Source source = { 0 };

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, &source.length, NULL));
  source.data = data;
  account->n_files++;
  reader = rc_reader_new (G_INPUT_STREAM (stream), format, NULL, NULL, &error);
  while (reader != NULL)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, &error);

      if (item == NULL)
        break;
      g_assert_cmpuint (item->position, ==, ++position);
      rc_reader_check_text (reader, item);
      account_item (account, path, item);
      if (is_marc (rc_reader_get_format (reader)))
        account_raw (&source, path, rc_reader_get_format (reader), item);
      if (item->record != NULL && item->record->marc != NULL)
        {
          assert_round_trip (account, path, item);
          assert_mods (path, item);
          if (position % PARTIAL_STEP == 1 || g_getenv ("RC_ALL") != NULL)
            assert_partial (path, item);
        }
    }
  for (; reader != NULL && is_marc (rc_reader_get_format (reader)) && source.at < source.length; source.at++)
    g_assert_true (strchr (" \t\r\n\x1a\x1d\x1e[]{},", data[source.at]) != NULL);
  if (error != NULL)
    {
      g_assert_cmpstr (g_quark_to_string (error->domain), ==, g_quark_to_string (RC_EXCHANGE_ERROR));
      g_test_message ("%s: %s", path, error->message);
      account->n_broken_files++;
    }
}

static void
read_folder (Account *account, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        read_folder (account, child);
      else
        read_file (account, child, RC_FORMAT_AUTO);
    }
}

static void
test_folder (gconstpointer name)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, name, NULL) : NULL;
  Account account = { 0 };

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the shared data is not here");
      return;
    }
  read_folder (&account, path);
  g_test_message ("%s: %u files (%u unreadable), %u items: %u rejected, %u with warnings, %u too large for MARC 21", path,
                  account.n_files, account.n_broken_files, account.n_items, account.n_rejected, account.n_warned,
                  account.n_too_large);
  g_assert_cmpuint (account.n_files, >, 0);
  g_assert_cmpuint (account.n_items, >, account.n_rejected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/shared-data/marc", "marc", test_folder);
  g_test_add_data_func ("/shared-data/marcxml", "marcxml", test_folder);
  g_test_add_data_func ("/shared-data/unimarc", "unimarc", test_folder);
  g_test_add_data_func ("/shared-data/oai", "oai", test_folder);
  g_test_add_data_func ("/shared-data/feeds", "feeds", test_folder);
  g_test_add_data_func ("/shared-data/grants", "grants/grants-gov", test_folder);
  g_test_add_data_func ("/shared-data/tables", "unesco-metadata", test_folder);
  g_test_add_data_func ("/shared-data/isis", "isis", test_folder);
  return g_test_run ();
}
