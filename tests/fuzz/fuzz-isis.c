/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a database of CDS/ISIS or IRBIS: read to the end, and what was read is described. Then the same bytes as a master
 * file with its cross-reference file, and as a field table. */
#include "exchange/isis-master.h"
#include "exchange/isis-table.h"
#include "tests/fuzz/fuzz-reader.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

static void
fuzz_index (const unsigned char *data, size_t size)
{
  g_autoptr (GInputStream) master = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) pointers = g_memory_input_stream_new_from_data (data + size / 2, (gssize) (size - size / 2), NULL);
  g_autoptr (RcIsisIndex) index = rc_isis_index_new (master, pointers, NULL, NULL);

  for (guint32 mfn = 0; index != NULL && mfn < 300; mfn++)
    if (rc_isis_index_expects (index, mfn))
      rc_isis_index_ask (index, mfn, 64);
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  g_autoptr (GInputStream) table = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);

  g_hash_table_unref (rc_isis_table_read (table, "CP850", NULL));
  fuzz_reader (RC_FORMAT_ISIS, data, size);
  fuzz_index (data, size);
  return 0;
}
