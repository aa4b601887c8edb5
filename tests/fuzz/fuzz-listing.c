/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an answer of each service that is read by a mapping, in JSON and in XML. The first byte says which; others than the
 * letters below are an answer in JSON with a mapping of our own. */
#include "exchange/listing-mapping.h"
#include "tests/fuzz/fuzz-reader.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

static const char json[] = "[mapping]\nrecords=$.r[*] || $..items[0:5] || $[*]\ntotal=$.n\nstart=$.from\ncontrol=$.id\ntitle=$.t || $.t[0]\nurl=$.u\n"
                           "url.prefix=https://example.org/\nsummary=$.s\ndeadline=$.d\ndeadline.format=%d %B %Y*%I:%M %p\ndeadline2=$.e\n"
                           "deadline2.words=$.w\ndeadline2.time=$.h\namount_min=$.min\namount_max=$.max\ncurrency=$.c\ncountries=$.k\n"
                           "audience=$.a\naudience.student=phd\nsubjects=$.g\nsubjects.separator=,\nopens=$.o\npublished=$.p\nline.Note=$..x\n";
static const char xml[] = "[mapping]\nrecords=job\ntotal=@n\nnext=next\ncontrol=@id\ntitle=dc:title || title\nsummary=text\ndeadline=closes\n"
                          "funder=concat(a, '-', b)\nline.Note=.//x[last()]\n";

static void
read_with (const char *keys, RcFormat format, const unsigned char *data, size_t size)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, NULL);
  g_autoptr (RcListingMapping) mapping = NULL;

  g_assert_true (g_key_file_load_from_data (file, keys, -1, G_KEY_FILE_NONE, NULL));
  mapping = rc_listing_mapping_new (file, RC_LISTING_MAPPING_GROUP, format, NULL);
  g_assert_nonnull (mapping);
  if (reader != NULL)
    rc_reader_set_listing_mapping (reader, mapping);
  while (reader != NULL)
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
  static const struct
  {
    char letter;
    RcFormat format;
  } services[] = { { 'S', RC_FORMAT_SEDIA },        { 'C', RC_FORMAT_COMMONGRANTS }, { '3', RC_FORMAT_360GIVING },
                   { 'O', RC_FORMAT_OPENDATASOFT }, { 'R', RC_FORMAT_RELIEFWEB },    { 'J', RC_FORMAT_JSON },
                   { 'G', RC_FORMAT_GRANTS_GOV } };

  if (size == 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (data[0] == services[i].letter)
      {
        fuzz_reader (services[i].format, data + 1, size - 1);
        return 0;
      }
  if (data[0] == 'X')
    read_with (xml, RC_FORMAT_XML, data + 1, size - 1);
  else
    read_with (json, RC_FORMAT_JSON, data + 1, size - 1);
  return 0;
}
