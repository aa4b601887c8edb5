/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are something else are refused by their name, whatever stands inside. */
#include "tests/exchange/read-all.h"

#define RECORD                                                                                                                        \
  "00078nam a2200049 a 4500001000300000245001900003\x1e"                                                                             \
  "K1\x1e" "10\x1f" "aWater of the st\x1e\x1d"

/* Nothing is read of it, and this is said. */
static void
assert_refused (const char *data, gsize length, RcFormat format, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (data, (gssize) length, format, &error);

  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in: %s", words, error->message);
  g_assert_cmpuint (items->len, ==, 0);
}

/* These bytes, and at once records of ISO 2709. */
static void
assert_container (const char *start, gsize length, const char *words)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) start, (guint) length);
  for (guint i = 0; i < 20; i++)
    g_byte_array_append (bytes, (const guint8 *) RECORD, strlen (RECORD));
  assert_refused ((const char *) bytes->data, bytes->len, RC_FORMAT_AUTO, words);
  assert_refused ((const char *) bytes->data, bytes->len, RC_FORMAT_MARC21, words);
  assert_refused ((const char *) bytes->data, bytes->len, RC_FORMAT_ISIS, words);
}

#define CONTAINER(start, words) assert_container (start, sizeof (start) - 1, words)

static void
test_containers (void)
{
  CONTAINER ("PK\3\4\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\x4e\0\0\0\x4e\0\0\0\x09\0\0\0books.mrc", "packed (zip): unpack");
  CONTAINER ("PK\3\4\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\x4e\0\0\0\x4e\0\0\0\x0c\0\0\0xl/word/a.mr", "spreadsheet");
  CONTAINER ("PK\7\10PK\3\4", "packed (zip)");
  CONTAINER ("\x1f\x8b\x08\0\0\0\0\0\0\3\1\x4e\0", "packed (gzip)");
  CONTAINER ("BZh91AY&SY", "packed (bzip2)");
  CONTAINER ("\xfd" "7zXZ\0", "packed (xz)");
  CONTAINER ("7z\xbc\xaf\x27\x1c\0\4", "packed (7z)");
  CONTAINER ("Rar!\x1a\7\0", "packed (rar)");
  CONTAINER ("\x28\xb5\x2f\xfd\x20", "packed (zstd)");
  CONTAINER ("MSCF\0\0\0\0", "packed (cab)");
  CONTAINER ("!<arch>\nbooks.mrc/  ", "packed (ar)");
  CONTAINER ("\x20\x15-lh0-", "packed (lzh)");
  CONTAINER ("%PDF-1.4\nstream\n", "PDF");
  CONTAINER ("SQLite format 3\0", "SQLite");
  CONTAINER ("\0\1\0\0Standard Jet DB\0\1\0\0\0", "Access");
  CONTAINER ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "Excel or Word");
  CONTAINER ("{\\rtf1\\ansi ", "RTF");
  CONTAINER ("\xff\xd8\xff\xe0\0\x10JFIF\0", "picture");
}

/* Of a tape: with the mark of POSIX, and the older one with its sum alone. */
static void
test_tapes (void)
{
  for (guint i = 0; i < 2; i++)
    {
      char header[512] = "00100books.mrc";
      guint sum = 0;

      memcpy (header + 100, "0000644\0" "0001000\0" "0001000\0" "00000003030\0" "14000000000", 48);
      memset (header + 148, ' ', 8);
      header[156] = '0';
      if (i == 0)
        memcpy (header + 257, "ustar\0" "00", 8);
      for (guint b = 0; b < sizeof header; b++)
        sum += (guchar) header[b];
      g_snprintf (header + 148, 8, "%06o", sum);
      assert_container (header, sizeof header, "packed (tar)");
    }
  CONTAINER ("0707010000A1B2000081A4000003E8000003E800000001650000000000004E000000080000000100000000000000000000000A00000000books.mrc",
             "packed (cpio)");
}

/* Names of folders in the records of an archive make no spreadsheet of it. */
static void
test_stored_zip (void)
{
  static const char zip[] = "PK\3\4\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\x4e\0\0\0\x4e\0\0\0\x09\0\0\0books.mrc" RECORD
                            "https://example.org/word/xl/1 " RECORD;

  assert_refused (zip, sizeof zip - 1, RC_FORMAT_AUTO, "packed (zip): unpack");
}

/* What a book is about is no grant. */
static void
test_synopsis (void)
{
  static const char *const texts[] = { "{\"title\":\"Water\",\"synopsis\":\"About a well.\",\"author\":\"I. Lee\"}",
                                       "[{\"synopsis\":\"\",\"title\":\"Water\",\"data\":{\"id\":1}}]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpint (rc_format_detect (texts[i], strlen (texts[i])), ==, RC_FORMAT_AUTO);
      assert_refused (texts[i], strlen (texts[i]), RC_FORMAT_AUTO, "none of the formats");
    }
}

/* What services and programs write, and nobody reads here: by its name. */
static void
test_names (void)
{
  static const struct
  {
    const char *text, *words;
  } files[] = {
    { "{\"id\":\"https://openalex.org/W1\",\"title\":\"Water\",\"display_name\":\"Water\",\"type\":\"book\"}", "OpenAlex" },
    { "{\"id\":\"https://doi.org/10.1/x\",\"titles\":[{\"title\":\"Water\"}],\"publicationYear\":2001,"
      "\"schemaVersion\":\"http://datacite.org/schema/kernel-4\"}",
      "DataCite JSON" },
    { "{\"message-type\":\"work\",\"message\":{\"title\":[\"Water\"]}}", "Crossref" },
    { "{\"@context\":\"https://schema.org\",\"@type\":\"Book\",\"name\":\"Water\"}", "JSON-LD" },
    { "{\"type\":\"FeatureCollection\",\"features\":[]}", "GeoJSON" },
    { "{\"type\":\"Feature\",\"id\":\"a\",\"title\":\"Well\",\"geometry\":null}", "GeoJSON" },
    { "{\"name\":\"x\",\"version\":\"1.0.0\",\"dependencies\":{\"y\":\"1\"}}", "package.json" },
    { "{\"kind\":\"books#volumes\",\"items\":[]}", "Google Books" },
    { "{\"ISBN:1\":{\"url\":\"https://openlibrary.org/books/OL1M\"}}", "Open Library" },
    { "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:foaf=\"http://xmlns.com/foaf/0.1/\"><foaf:Person/></rdf:RDF>",
      "the file is RDF" },
    { "<TEI.2><teiHeader/></TEI.2>", "TEI" },
    { "<eac-cpf xmlns=\"urn:isbn:1-931666-33-4\"><control/></eac-cpf>", "EAC-CPF" },
    { "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "save the table as CSV" },
    { "<ONIXmessage release=\"3.0\"><header/><product/></ONIXmessage>", "ONIX" },
    { "<searchRetrieveResponse xmlns=\"http://www.loc.gov/zing/srw/\"><numberOfRecords>0</numberOfRecords></searchRetrieveResponse>",
      "SRU and holds no records" },
    { "From: a@example.org\nMIME-Version: 1.0\n\nRecords\n", "packed (EML)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    assert_refused (files[i].text, strlen (files[i].text), RC_FORMAT_AUTO, files[i].words);
}

#define MARCXML                                                                                                                        \
  "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>00000nam a2200000 a 4500</leader><controlfield tag=\"001\">K1</controlfield>" \
  "<datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">Water</subfield></datafield></record>"
#define MODS "<mods xmlns=\"http://www.loc.gov/mods/v3\"><titleInfo><title>Water</title></titleInfo></mods>"
#define DC "<dc xmlns=\"http://purl.org/dc/elements/1.1/\"><title>Water</title></dc>"

/* Records that can be read are, whatever is wrapped around them. */
static void
test_wrapped (void)
{
  static const char *const wrappers[][2] = {
    { "<searchRetrieveResponse xmlns=\"http://www.loc.gov/zing/srw/\"><records><record><recordData>", "</recordData></record></records></searchRetrieveResponse>" },
    { "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><records>", "</records></s:Body></s:Envelope>" },
    { "<mets xmlns=\"http://www.loc.gov/METS/\"><dmdSec><mdWrap><xmlData>", "</xmlData></mdWrap></dmdSec><fileSec/></mets>" },
  };
  static const char *const records[] = { MARCXML, MODS, DC };

  for (guint w = 0; w < G_N_ELEMENTS (wrappers); w++)
    for (guint r = 0; r < G_N_ELEMENTS (records); r++)
      {
        g_autofree char *text = g_strconcat (wrappers[w][0], records[r], wrappers[w][1], NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (GPtrArray) items = read_all (text, -1, RC_FORMAT_AUTO, &error);

        g_test_message ("%s", text);
        g_assert_no_error (error);
        g_assert_cmpuint (items->len, ==, 1);
        g_assert_cmpint (rc_marc_find (get_marc (items, 0), "245", 0), >=, 0);
      }
}

/* And records alone are read. */
static void
test_records (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (RECORD RECORD, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  assert_field (get_marc (items, 1), "245", 0, "10" F "aWater of the st");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foreign/containers", test_containers);
  g_test_add_func ("/foreign/tapes", test_tapes);
  g_test_add_func ("/foreign/stored-zip", test_stored_zip);
  g_test_add_func ("/foreign/synopsis", test_synopsis);
  g_test_add_func ("/foreign/names", test_names);
  g_test_add_func ("/foreign/wrapped", test_wrapped);
  g_test_add_func ("/foreign/records", test_records);
  return g_test_run ();
}
