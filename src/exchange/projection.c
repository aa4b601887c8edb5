/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record would be had it come through a format: it is written, and read again. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/projection.h"

#include "exchange/reader.h"
#include "exchange/writer.h"

static RcMarc *
through (const RcMarc *marc, RcFormat format)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (RcWriter) writer = rc_writer_new (format, out, NULL);
  g_autoptr (GInputStream) in = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RcReader) reader = NULL;
  g_autoptr (RcReaderItem) item = NULL;

  if (rc_writer_add (writer, marc, NULL) && rc_writer_finish (writer, NULL))
    {
      g_output_stream_close (out, NULL, NULL);
      bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
      in = g_memory_input_stream_new_from_bytes (bytes);
      reader = rc_reader_new (in, format, NULL, NULL, NULL);
      item = reader != NULL ? rc_reader_next (reader, NULL, NULL) : NULL;
    }
  return item != NULL && item->record != NULL ? g_steal_pointer (&item->record->marc) : rc_marc_new ();
}

RcMarc *
rc_bibtex_project (const RcMarc *marc)
{
  return through (marc, RC_FORMAT_BIBTEX);
}

RcMarc *
rc_csl_json_project (const RcMarc *marc)
{
  return through (marc, RC_FORMAT_CSL_JSON);
}

RcMarc *
rc_csv_project (const RcMarc *marc)
{
  return through (marc, RC_FORMAT_CSV);
}

RcMarc *
rc_dc_project (const RcMarc *marc)
{
  return through (marc, RC_FORMAT_DC);
}

RcMarc *
rc_mods_project (const RcMarc *marc)
{
  return through (marc, RC_FORMAT_MODS);
}

RcMarc *
rc_ris_project (const RcMarc *marc)
{
  return through (marc, RC_FORMAT_RIS);
}
