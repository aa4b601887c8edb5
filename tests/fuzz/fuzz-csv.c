/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a table: its mapping is guessed, written and read again, the table is read by guess and by mapping, and what was
 * read is written as a table that comes back the same. */
#include "exchange/csv-mapping.h"
#include "tests/fuzz/fuzz-reader.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

static void
read_by_mapping (const RcCsvMapping *mapping, const unsigned char *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_CSV, NULL, NULL, NULL);
  gsize n_bytes = 0;

  if (reader == NULL)
    return;
  rc_reader_set_mapping (reader, mapping);
  for (;;)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, NULL);

      if (item == NULL)
        break;
      g_assert ((item->record == NULL) == (item->rejection != NULL));
      n_bytes += g_bytes_get_size (item->raw);
    }
  g_assert (n_bytes <= size);
}

/* All records as a table; NULL when there is none. */
static GBytes *
read_and_write (gconstpointer data, gsize size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_CSV, NULL, NULL, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (RcWriter) writer = rc_writer_new (RC_FORMAT_CSV, out, NULL);
  guint n = 0;

  while (reader != NULL)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, NULL);

      if (item == NULL)
        break;
      if (item->record != NULL && rc_writer_add (writer, item->record->marc, NULL))
        n++;
    }
  g_assert (rc_writer_finish (writer, NULL));
  g_output_stream_close (out, NULL, NULL);
  return n > 0 ? g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out)) : NULL;
}

static void
check_round_trip (const unsigned char *data, size_t size)
{
  g_autoptr (GBytes) table = read_and_write (data, size);
  g_autoptr (GBytes) again = NULL;

  if (table == NULL)
    return;
  again = read_and_write (g_bytes_get_data (table, NULL), g_bytes_get_size (table));
  g_assert (again != NULL && g_bytes_equal (table, again));
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  g_autoptr (RcCsvMapping) guess = rc_csv_mapping_guess ((const char *) data, size, NULL, NULL, NULL);
  g_autoptr (RcCsvMapping) again = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (RcCsvMapping) said = rc_csv_mapping_new_from_key_file (text, NULL);

  if (said != NULL)
    read_by_mapping (said, data, size);
  fuzz_reader (RC_FORMAT_AUTO, data, size);
  fuzz_reader (RC_FORMAT_GRANTS_CSV, data, size);
  fuzz_reader (RC_FORMAT_CSV, data, size);
  check_round_trip (data, size);
  if (guess == NULL)
    return 0;
  g_free (text);
  text = rc_csv_mapping_to_key_file (guess);
  again = rc_csv_mapping_new_from_key_file (text, NULL);
  if (again != NULL)
    read_by_mapping (again, data, size);
  return 0;
}
