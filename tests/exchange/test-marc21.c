/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the readers of MARC: whole, damaged, and in every encoding. */
#include "exchange/reader.h"
#include "exchange/writer.h"

#include <malloc.h>
#include <string.h>

#define F "\x1f"

/* One record of ISO 2709 with a 001 and a 245. */
static GString *
make_record (char coding, const char *control, const char *title)
{
  GString *record = g_string_new (NULL);
  g_autofree char *field = g_strdup_printf ("10" F "a%s", title);
  gsize one = strlen (control) + 1, two = strlen (field) + 1, base = 24 + 24 + 1;

  g_string_printf (record, "%05" G_GSIZE_FORMAT "nam %c22%05" G_GSIZE_FORMAT " i 4500", base + one + two + 1, coding, base);
  g_string_append_printf (record, "001%04" G_GSIZE_FORMAT "00000245%04" G_GSIZE_FORMAT "%05" G_GSIZE_FORMAT "\x1e", one, two, one);
  g_string_append_printf (record, "%s\x1e%s\x1e\x1d", control, field);
  return record;
}

static GPtrArray *
read_all (const char *data, gsize length, RcFormat format, const char *encoding, GError **error)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, length, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, encoding, NULL, error);
  RcReaderItem *item;

  while (reader != NULL && (item = rc_reader_next (reader, NULL, error)) != NULL)
    g_ptr_array_add (items, item);
  return items;
}

static const RcReaderItem *
get (GPtrArray *items, guint index)
{
  g_assert_cmpuint (index, <, items->len);
  return g_ptr_array_index (items, index);
}

static void
assert_title (const RcReaderItem *item, const char *title)
{
  g_autofree char *found = NULL;
  int index;

  g_assert_null (item->rejection);
  g_assert_nonnull (item->record);
  index = rc_marc_find (item->record->marc, "245", 0);
  g_assert_cmpint (index, >=, 0);
  found = rc_marc_field_dup_subfield (rc_marc_get_field (item->record->marc, index), 'a');
  g_assert_cmpstr (found, ==, title);
  g_assert_cmpint (rc_marc_get_leader (item->record->marc)[9], ==, 'a');
}

static void
test_between_records (void)
{
  g_autoptr (GString) one = make_record ('a', "A1", "Отырар");
  g_autoptr (GString) two = make_record ('a', "A2", "Otrar");
  g_autoptr (GString) file = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_string_append_len (file, one->str, one->len);
  g_string_append_len (file, "\r\n\0\0\x1a\n", 6);
  g_string_append (file, "some junk ");
  g_string_append_len (file, two->str, two->len);
  g_string_append_len (file, "\x1a\x1a", 2);
  items = read_all (file->str, file->len, RC_FORMAT_AUTO, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  assert_title (get (items, 0), "Отырар");
  g_assert_cmpuint (get (items, 0)->warnings->len, ==, 0);
  g_assert_cmpmem (g_bytes_get_data (get (items, 0)->raw, NULL), g_bytes_get_size (get (items, 0)->raw), one->str, one->len);
  assert_title (get (items, 1), "Otrar");
  g_assert_cmpuint (get (items, 1)->warnings->len, ==, 1);
  g_assert_cmpstr (get (items, 1)->control, ==, "A2");
}

static void
test_repairs (void)
{
  g_autoptr (GString) good = make_record ('a', "A1", "Good");
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  /* A wrong length, a damaged directory, a record cut before the next one, and one cut at the end. */
  g_string_append_len (file, good->str, good->len);
  memcpy (file->str, "00999", 5);
  g_string_append_len (file, good->str, good->len);
  memcpy (file->str + good->len + 24 + 3, "9999", 4);
  g_string_append_len (file, good->str, good->len - 6);
  g_string_append_len (file, good->str, good->len);
  g_string_append_len (file, good->str, good->len - 4);
  items = read_all (file->str, file->len, RC_FORMAT_MARC21, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 5);
  assert_title (get (items, 0), "Good");
  g_assert_cmpuint (get (items, 0)->warnings->len, ==, 1);
  assert_title (get (items, 1), "Good");
  g_assert_cmpuint (get (items, 1)->warnings->len, ==, 1);
  g_assert_nonnull (get (items, 2)->rejection);
  assert_title (get (items, 3), "Good");
  g_assert_nonnull (get (items, 4)->rejection);
}

/* Another byte stands where the directory ends: the leader says where. */
static void
test_directory_end (void)
{
  g_autoptr (GString) record = make_record ('a', "A1", "Good");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  record->str[24 + 24] = '\x1f';
  items = read_all (record->str, record->len, RC_FORMAT_MARC21, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  assert_title (get (items, 0), "Good");
  g_assert_cmpstr (get (items, 0)->control, ==, "A1");
}

static void
assert_decoded (char coding, const char *bytes, const char *encoding, const char *title, gboolean warned)
{
  g_autoptr (GString) record = make_record (coding, "A1", bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (record->str, record->len, RC_FORMAT_MARC21, encoding, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  assert_title (get (items, 0), title);
  g_assert_cmpint (get (items, 0)->warnings->len > 0, ==, warned);
}

static void
test_encodings (void)
{
  assert_decoded (' ', "L\xe2" "evi", NULL, "Le\u0301vi", FALSE);                        /* MARC-8 */
  assert_decoded (' ', "\x1b(NoTYRAR\x1b(B", NULL, "Отырар", FALSE);              /* its Cyrillic */
  assert_decoded (' ', "Otrar &#x2014; &#x492;ylym L\xe2" "evi", NULL, "Otrar — Ғylym Le\u0301vi", FALSE); /* what it lacks */
  assert_decoded (' ', "&#x49a;ala &#x41; &#x &#xd800; &#x2014", NULL, "Қala &#x41; &#x &#xd800; &#x2014", FALSE);
  assert_decoded ('a', "&#x49a;ala", NULL, "&#x49a;ala", FALSE); /* UTF-8 lacks nothing */
  assert_decoded (' ', "Отырар", NULL, "Отырар", TRUE);                            /* UTF-8 that says MARC-8 */
  assert_decoded ('a', "Отырар", NULL, "Отырар", FALSE);
  assert_decoded (' ', "\xce\xf2\xf0\xe0\xf0 \xe8 \xe4\xf0\xf3\xe3\xe8\xe5", NULL, "Отрар и другие", TRUE);  /* CP1251 */
  assert_decoded (' ', "\x8e\xe2\xe0\xa0\xe0 \xa8 \xa4\xe0\xe3\xa3\xa8\xa5", NULL, "Отрар и другие", TRUE);  /* CP866 */
  assert_decoded (' ', "\xef\xd4\xd2\xc1\xd2 \xc9 \xc4\xd2\xd5\xc7\xc9\xc5", NULL, "Отрар и другие", TRUE);  /* KOI8-R */
  assert_decoded (' ', "\xce\xf2\xf0\xe0\xf0", "CP1251", "Отрар", FALSE);          /* said by hand */
  assert_decoded (' ', "Soci\x1bt\xe2" "e", NULL, "Soci�te\u0301", TRUE);        /* an escape that names no set */
  assert_decoded ('a', "bad \xff byte, \xc3\xa9", NULL, "bad � byte, é", TRUE);    /* never dropped */
}

static void
test_refused (void)
{
  g_autoptr (GString) authority = make_record ('a', "A1", "x");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  static const struct
  {
    const char *data;
    RcExchangeError code;
  } files[] = {
    { "", RC_EXCHANGE_ERROR_EMPTY },
    { " \r\n\x1a", RC_EXCHANGE_ERROR_EMPTY },
    { "Dear colleagues,\n", RC_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "<html><body/></html>", RC_EXCHANGE_ERROR_UNKNOWN_FORMAT },
    { "<!DOCTYPE c [<!ENTITY a 'b'>]><collection/>", RC_EXCHANGE_ERROR_MALFORMED },
  };

  const char *pica = "<record xmlns='info:srw/schema/5/picaXML-v1.0'><datafield tag='021A'><subfield code='a'>T</subfield></datafield></record>";

  authority->str[6] = 'z';
  items = read_all (authority->str, authority->len, RC_FORMAT_AUTO, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (get (items, 0)->rejection);
  g_assert_cmpstr (get (items, 0)->control, ==, "A1");
  /* Formats in the clothes of MARC. */
  memcpy (authority->str + 6, "M2.01", 5);
  g_ptr_array_unref (items);
  items = read_all (authority->str, authority->len, RC_FORMAT_AUTO, NULL, &error);
  g_assert_nonnull (strstr (get (items, 0)->rejection, "MAB"));
  g_ptr_array_unref (items);
  items = read_all (pica, strlen (pica), RC_FORMAT_AUTO, NULL, &error);
  g_assert_nonnull (strstr (get (items, 0)->rejection, "PICA"));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) refusal = NULL;
      g_autoptr (GPtrArray) none = read_all (files[i].data, strlen (files[i].data), RC_FORMAT_AUTO, NULL, &refusal);

      g_assert_cmpuint (none->len, ==, 0);
      g_assert_error (refusal, RC_EXCHANGE_ERROR, (int) files[i].code);
    }
}

/* Fields that lie one behind the other are read at once, and only such: long ones too, and what is wrong with one is seen. */
static void
test_in_a_row (void)
{
  g_autofree char *filler = g_strnfill (9000, 'x');
  g_autofree char *title = g_strconcat ("Отырар ", filler, " Отырар", NULL);
  static const struct
  {
    gsize at; /* in the directory or in the fields; 0: as it is */
    char byte;
    const char *says;
  } changes[] = {
    { 0, 0, NULL },
    { 24 + 3, ':', "the directory was damaged" },   /* no digit */
    { 24 + 12 + 8, '/', "the directory was damaged" },
    { 24 + 12 + 11, '\x80', "the directory was damaged" },
    { 5000, '\x1e', "a terminator inside the field was made a blank" },
    { 9000, '\x1d', "a terminator inside the field was made a blank" },
    { 8999, '\xd0', "could not be converted" },
    { 24, '%', "the tag “%01” is none of MARC 21" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) record = make_record ('a', "R1", title);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = NULL;
      const RcReaderItem *item;
      gboolean said = changes[i].says == NULL;

      if (changes[i].at != 0)
        record->str[changes[i].at] = changes[i].byte;
      items = read_all (record->str, record->len, RC_FORMAT_MARC21, NULL, &error);
      g_assert_no_error (error);
      item = get (items, 0);
      for (guint k = 0; k < item->warnings->len; k++)
        said = said || strstr (item->warnings->pdata[k], changes[i].says) != NULL;
      g_assert_true (said);
      g_assert_cmpmem (g_bytes_get_data (item->raw, NULL), g_bytes_get_size (item->raw), record->str, record->len);
      g_assert_cmpuint (rc_marc_get_n_fields (item->record->marc), ==, 2);
      if (changes[i].at <= 48)
        assert_title (item, title);
      if (i == 0)
        g_assert_cmpuint (item->warnings->len, ==, 0);
    }
}

static void
test_cut_xml (void)
{
  const char *cut = "<collection><record><leader>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (cut, strlen (cut), RC_FORMAT_AUTO, NULL, &error);

  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (get (items, 0)->rejection, ==, error->message);
  g_assert_cmpmem (g_bytes_get_data (get (items, 0)->raw, NULL), g_bytes_get_size (get (items, 0)->raw), "<record><leader>", 16);
}

static void
test_marcxml (void)
{
  const char *xml = "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><record><metadata>"
                    "<m:record xmlns:m='http://www.loc.gov/MARC21/slim'><m:leader>00000nam a2200000 i 4500</m:leader>"
                    "<m:controlfield tag='001'>X1</m:controlfield><m:datafield tag='245' ind1='1' ind2='0'>\n"
                    "<m:subfield code='a'>A &amp; B\x01</m:subfield></m:datafield></m:record></metadata></record></OAI-PMH>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, strlen (xml), RC_FORMAT_AUTO, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  assert_title (get (items, 0), "A & B?");
  g_assert_cmpuint (get (items, 0)->warnings->len, ==, 1);
  g_assert_cmpstr (get (items, 0)->control, ==, "X1");
}

/* What Aleph gives, and what the schema of it asks for; inside an answer of OAI-PMH as well. */
static void
test_oai_marc (void)
{
  const char *aleph = "<present><record><record_header/><metadata><oai_marc><fixfield id='LDR'>-----nas-a22------i-4500</fixfield>"
                      "<fixfield id='001'>A1</fixfield><varfield id='245' i1='1' i2='0'><subfield label='a'>A title</subfield></varfield>"
                      "</oai_marc></metadata></record></present>";
  const char *schema = "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords><record><header><identifier>x:1</identifier></header>"
                       "<metadata><oai_marc xmlns='http://www.openarchives.org/OAI/1.1/oai_marc' status='c' type='e' level='m'>"
                       "<fixfield id='1'>\"A1\"</fixfield><varfield id='245' i1='1' i2='0'><subfield label='a'>A title</subfield></varfield>"
                       "</oai_marc></metadata></record></ListRecords></OAI-PMH>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (aleph, strlen (aleph), RC_FORMAT_AUTO, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  assert_title (get (items, 0), "A title");
  g_assert_cmpuint (get (items, 0)->warnings->len, ==, 0);
  g_assert_cmpstr (get (items, 0)->control, ==, "A1");
  g_assert_cmpmem (rc_marc_get_leader (get (items, 0)->record->marc) + 5, 5, "nas a", 5);
  g_ptr_array_unref (items);
  items = read_all (schema, strlen (schema), RC_FORMAT_AUTO, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  assert_title (get (items, 0), "A title");
  g_assert_cmpstr (get (items, 0)->control, ==, "A1");
  g_assert_cmpmem (rc_marc_get_leader (get (items, 0)->record->marc) + 5, 3, "cem", 3);
}

static void
test_mrk (void)
{
  const char *lines = "=LDR  00000nam\\\\2200000\\i\\4500\r\n=001  L1\r\n=245  1\\$aCaf{eacute} {dollar}5 {acute}e\r\n goes on\r\n"
                      "\r\n=LDR  00000nam a2200000 i 4500\n=245  10$aTwo {nothing}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (lines, strlen (lines), RC_FORMAT_AUTO, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  assert_title (get (items, 0), "Café $5 é   goes on");
  assert_title (get (items, 1), "Two {nothing}");
  g_assert_cmpuint (get (items, 1)->warnings->len, ==, 1);
}

/* As an editor on Windows saves “Unicode”: each record keeps the bytes that it had. */
/* Lines of Aleph: the number before each parts the records, and is that of one without 001. */
static void
test_aleph (void)
{
  const char *text = "000000001 FMT   L BK\r\n000000001 LDR   L ^^^^^nam^a22^^^^^^a^4500\r\n000000001 001   L A1\r\n"
                     "000000001 008   L 990101s1999^^^^xxu\r\n000000001 24510 L $$aТөле би$$ba $1 book\r\n"
                     "000000002 LDR   L ^^^^^nam^a22^^^^^^a^4500\r\n000000002 2451  L $$aTwo";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (text, strlen (text), RC_FORMAT_AUTO, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (get (items, 0)->control, ==, "A1");
  g_assert_cmpstr (get (items, 1)->control, ==, "000000002");
  assert_title (get (items, 0), "Төле би");
  assert_title (get (items, 1), "Two");
  g_assert_cmpuint (get (items, 0)->warnings->len, ==, 0);
}

/* One record as programs print it: its fields are the same each time. */
static void
test_printed (void)
{
  static const char *const texts[] = {
    "00185nam a2200061   4500\n001 A1\n005 20200101000000.0\n008      s1999\n245 10 $a Төле би : $b a $15 book $c x\n020    $a 9231 $q\n",
    "(Indicator length at offset 10 should hold a number 1-9. Assuming 2)\n00185nam  2200061   4500\n001 A1\n008      s1999\n"
    "245 10 $a Төле би : $b a $15 book $c x\n020    $a 9231 $q\n\n",
    "LDR 00185nam  2200061   4500\r\n001     A1\r\n005     20200101000000.0\r\n008          s1999\r\n245 10 _aТөле би :\r\n       _ba $15 book\r\n"
    "       _cx\r\n020    _a9231 $q\r\n",
    "000 00185nam##2200061###4500\n001 A1\n008 #####s1999\n245 10 |a Төле би : |b a $15 book |c x\n020 __ |a 9231 $q\n",
    "LDR  00185nam  2200061   4500\n001  A1\n008       s1999\n245  10‡aТөле би :‡ba $15 book‡cx\n020    ‡a9231 $q\n",
    "=LDR 00185nam\\\\2200061\\\\\\4500\n=001 A1\n=008 \\\\\\\\\\s1999\n=245 10|aТөле би :|ba $15 book|cx\n=020 \\\\|a9231 $q\n",
    "header 1 rec MicroLIF file   \r\nLDR00185nam  2200061   4500^\r\n001A1^\r\n008     s1999^\r\n24510_aТөле би :_ba $15 book_\r\ncx^\r\n"
    "020  _a9231 $q^`\r\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *twice = g_strconcat (texts[i], i == 6 ? "" : "\n", i == 6 ? strstr (texts[i], "LDR") : texts[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_all (twice, strlen (twice), RC_FORMAT_AUTO, NULL, &error);

      g_test_message ("%s", texts[i]);
      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 2);
      for (guint k = 0; k < items->len; k++)
        {
          const RcMarc *marc = get (items, k)->record->marc;
          const RcMarcField *title = rc_marc_get_field (marc, rc_marc_find (marc, "245", 0));
          const RcMarcField *coded = rc_marc_get_field (marc, rc_marc_find (marc, "008", 0));
          const RcMarcField *number = rc_marc_get_field (marc, rc_marc_find (marc, "020", 0));

          g_assert_cmpstr (get (items, k)->control, ==, "A1");
          g_assert_cmpmem (coded->data, coded->length, "     s1999", 10);
          g_assert_cmpmem (title->data, title->length, "10" F "aТөле би :" F "ba $15 book" F "cx", 34);
          g_assert_cmpmem (number->data, number->length, "  " F "a9231 $q", 11);
          g_assert_cmpuint (get (items, k)->warnings->len, ==, i == 1);
        }
    }
}

static void
test_wide_mrk (void)
{
  const char *first = "=LDR  00000nam a2200000 i 4500\r\n=001  L1\r\n=245  10$a“Тексты” 中文\r\n";
  const char *second = "=LDR  00000nam a2200000 i 4500\r\n=245  10$aTwo\r\n";
  g_autofree char *text = g_strconcat ("\xef\xbb\xbf", first, "\r\n", second, NULL);

  for (guint i = 0; i < 4; i++)
    {
      const char *encoding = ((const char *const[]){ "utf-16le", "utf-16be", "utf-32le", "utf-32be" })[i];
      gsize length, two_length;
      g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);
      g_autofree char *two = g_convert (second, -1, encoding, "UTF-8", NULL, &two_length, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_all (bytes, length, RC_FORMAT_AUTO, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, 2);
      assert_title (get (items, 0), "“Тексты” 中文");
      assert_title (get (items, 1), "Two");
      g_assert_cmpuint (get (items, 0)->warnings->len, ==, 0);
      g_assert_cmpstr (get (items, 0)->encoding, ==, encoding);
      g_assert_cmpmem (g_bytes_get_data (get (items, 1)->raw, NULL), g_bytes_get_size (get (items, 1)->raw), two, two_length);
    }
}

static void
test_too_large (void)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcWriter) writer = rc_writer_new (RC_FORMAT_MARC21, out, NULL);
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autofree char *text = g_strnfill (9995, 'x');
  g_autofree char *field = g_strconcat ("  " F "a", text, NULL);

  rc_marc_add_field (marc, "500", field, -1);
  g_assert_false (rc_writer_add (writer, marc, &error));
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)), ==, 0);
  rc_marc_replace_field (marc, 0, field, 9998);
  g_assert_true (rc_writer_add (writer, marc, NULL));
}

/* A pipe through which the same bytes come again and again, some of them at a time. */
typedef struct
{
  GInputStream parent_instance;
  const GString *bytes; /* (unowned) */
  gsize at;
  gsize n_left;
} Pipe;

typedef GInputStreamClass PipeClass;
static GType pipe_get_type (void);
G_DEFINE_TYPE (Pipe, pipe, G_TYPE_INPUT_STREAM)

static gssize
pipe_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  Pipe *self = (Pipe *) stream;
  gsize n = MIN (MIN (count, 4099), self->n_left);

  for (gsize i = 0; i < n; i++, self->at = (self->at + 1) % self->bytes->len)
    ((char *) buffer)[i] = self->bytes->str[self->at];
  self->n_left -= n;
  return (gssize) n;
}

static void
pipe_class_init (PipeClass *class)
{
  class->read_fn = pipe_read;
}

static void
pipe_init (Pipe *self)
{
}

static gsize
measure_memory (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static void
test_pipe (void)
{
  g_autoptr (GString) record = make_record ('a', "A1", "Отырар");
  g_autoptr (GInputStream) stream = g_object_new (pipe_get_type (), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = NULL;
  gsize before = measure_memory (), n_records = 0, wanted = (16 << 20) / record->len;

  ((Pipe *) stream)->bytes = record;
  ((Pipe *) stream)->n_left = wanted * record->len;
  reader = rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, &error);
  for (RcReaderItem *item; (item = rc_reader_next (reader, NULL, &error)) != NULL; n_records++)
    rc_reader_item_free (item);
  g_assert_no_error (error);
  g_assert_cmpuint (n_records, ==, wanted);
  g_assert_cmpuint (measure_memory (), <, before + (1 << 20));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marc21/between-records", test_between_records);
  g_test_add_func ("/marc21/repairs", test_repairs);
  g_test_add_func ("/marc21/directory-end", test_directory_end);
  g_test_add_func ("/marc21/encodings", test_encodings);
  g_test_add_func ("/marc21/refused", test_refused);
  g_test_add_func ("/marc21/in-a-row", test_in_a_row);
  g_test_add_func ("/marcxml/cut", test_cut_xml);
  g_test_add_func ("/marcxml/wrapped", test_marcxml);
  g_test_add_func ("/marcxml/oai-marc", test_oai_marc);
  g_test_add_func ("/mrk/lines", test_mrk);
  g_test_add_func ("/mrk/aleph", test_aleph);
  g_test_add_func ("/mrk/printed", test_printed);
  g_test_add_func ("/mrk/wide", test_wide_mrk);
  g_test_add_func ("/marc21/pipe", test_pipe);
  g_test_add_func ("/writer/too-large", test_too_large);
  return g_test_run ();
}
