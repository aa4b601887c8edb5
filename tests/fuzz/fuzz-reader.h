/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fuzz targets of all formats do. */
#pragma once

#include "exchange/reader.h"
#include "exchange/writer.h"

/* Reads all bytes: every record that comes out is described, and written where MARC 21 can hold it. */
static inline void
fuzz_reader (RcFormat format, const unsigned char *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (RcWriter) writer = rc_writer_new (RC_FORMAT_MARC21, out, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, NULL);

  while (reader != NULL)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, NULL);

      if (item == NULL)
        break;
      g_assert ((item->record == NULL) == (item->rejection != NULL));
      if (item->record == NULL || item->record->marc == NULL)
        continue;
      rc_description_free (rc_description_new_from_marc (item->record->marc));
      rc_writer_add (writer, item->record->marc, NULL);
    }
}
