/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets of the formats of references do besides. */
#pragma once

#include "record/reference.h"
#include "tests/fuzz/fuzz-reader.h"

/* How many records the bytes hold. */
static inline guint
fuzz_count (RcFormat format, GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, NULL);
  guint n = 0;

  while (reader != NULL)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, NULL);

      if (item == NULL)
        break;
      n++;
    }
  return n;
}

/* Every record that is read is written in the same format, and is one record again. */
static inline void
fuzz_reference (RcFormat format, const unsigned char *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, NULL);

  while (reader != NULL)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, NULL);
      g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
      g_autoptr (RcWriter) writer = rc_writer_new (format, out, NULL);
      g_autoptr (GBytes) bytes = NULL;

      if (item == NULL)
        break;
      if (item->record == NULL)
        continue;
      g_assert_true (rc_writer_add (writer, item->record->marc, NULL));
      g_output_stream_close (out, NULL, NULL);
      bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
      g_assert_cmpuint (fuzz_count (format, bytes), ==, 1);
    }
}
