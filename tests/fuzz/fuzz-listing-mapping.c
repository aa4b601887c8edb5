/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the key file of a source: one that is taken reads an answer. */
#include "exchange/listing-mapping.h"
#include "tests/fuzz/fuzz-reader.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

static void
read_answer (GKeyFile *file, RcFormat format, const char *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcListingMapping) mapping = rc_listing_mapping_new (file, RC_LISTING_MAPPING_GROUP, format, &error);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (answer, -1, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, NULL);

  g_assert ((mapping == NULL) == (error != NULL));
  if (mapping != NULL)
    rc_reader_set_listing_mapping (reader, mapping);
  while (TRUE)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, NULL);

      if (item == NULL)
        break;
      g_assert ((item->record == NULL) == (item->rejection != NULL));
    }
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return 0;
  read_answer (file, RC_FORMAT_JSON,
               "{\"n\":3,\"r\":[{\"id\":1,\"t\":\"Water\",\"d\":\"30.11.2026 17:00\",\"a\":[1,[2,{\"b\":null}]],\"s\":\"<p>x</p>\"},{\"id\":\"2\"}]}");
  read_answer (file, RC_FORMAT_XML, "<r n='3'><job id='1'><t>Water</t><d>30.11.2026 17:00</d><a><b/>c</a></job><job/></r>");
  return 0;
}
