/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers of OAI-PMH. */
#include "exchange/oai-identify.h"
#include "tests/exchange/read-all.h"

#define ANSWER(verb) "<?xml version='1.0'?><OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><request verb='" verb "'>http://x</request>"
#define HEADER(id) "<header><identifier>" id "</identifier><datestamp>2018-05-03T18:09:08Z</datestamp><setSpec>a:b</setSpec></header>"
#define DC "<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/' xmlns:dc='http://purl.org/dc/elements/1.1/'>" \
           "<dc:title>T</dc:title></oai_dc:dc>"
#define MARC(control) "<record xmlns='http://www.loc.gov/MARC21/slim'><leader>00000nam a2200000 i 4500</leader>" control \
                      "<datafield tag='245' ind1='1' ind2='0'><subfield code='a'>T</subfield></datafield></record>"
#define RECORD(header, payload) "<record>" header "<metadata>" payload "</metadata></record>"

static void
test_records (void)
{
  const char *xml = ANSWER ("ListRecords") "<ListRecords>" RECORD (HEADER ("oai:x:1"), DC)
                    "<record><header status='deleted'><identifier>oai:x:2</identifier></header></record>"
                    RECORD (HEADER ("oai:x:3"), MARC ("<controlfield tag='001'>M3</controlfield><controlfield tag='005'>20200101000000.0</controlfield>"))
                    RECORD (HEADER ("oai:x:4"), MARC ("")) RECORD (HEADER ("oai:x:5"), "<foo/>") "<record>" HEADER ("oai:x:6") "</record>"
                    RECORD (HEADER ("oai:x:7"), "<mods xmlns='http://www.loc.gov/mods/v3'><titleInfo><title>T</title></titleInfo></mods>")
                    "<resumptionToken completeListSize='9'>more</resumptionToken></ListRecords></OAI-PMH>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 7);
  g_assert_cmpstr (get_item (items, 0)->control, ==, "oai:x:1");
  g_assert_cmpstr (get_item (items, 0)->record->control, ==, "oai:x:1");
  assert_field (get_marc (items, 0), "001", 0, "oai:x:1");
  assert_field (get_marc (items, 0), "005", 0, "20180503180908.0");
  assert_field (get_marc (items, 0), "245", 0, "00" F "aT");
  assert_field (get_marc (items, 0), "887", 0, "  " F "asetSpec  - a:b" F "2oai");
  g_assert_cmpstr (get_item (items, 1)->rejection, ==, "the repository says this record is deleted");
  g_assert_cmpstr (get_item (items, 1)->control, ==, "oai:x:2");
  g_assert_true (get_item (items, 1)->deleted);
  g_assert_cmpstr (get_item (items, 2)->control, ==, "M3");
  assert_field (get_marc (items, 2), "035", 0, "  " F "aoai:x:3");
  assert_field (get_marc (items, 2), "005", 0, "20200101000000.0");
  assert_field (get_marc (items, 2), "887", 0, "  " F "adatestamp  - 2018-05-03T18:09:08Z" F "2oai");
  assert_field (get_marc (items, 3), "001", 0, "oai:x:4");
  g_assert_nonnull (strstr (get_item (items, 4)->rejection, "“foo”"));
  g_assert_cmpstr (get_item (items, 5)->rejection, ==, "a record without metadata");
  g_assert_cmpuint (get_item (items, 4)->warnings->len, ==, 0);
  assert_field (get_marc (items, 6), "001", 0, "oai:x:7");
  assert_field (get_marc (items, 6), "245", 0, "00" F "aT");
  assert_warned (get_item (items, 6), "the list goes on");
}

/* A publication among its holdings, as Bibsys gives it; an empty collection is none. */
static void
test_collections (void)
{
  const char *xml = ANSWER ("ListRecords") "<ListRecords>"
                    RECORD (HEADER ("oai:x:1"), "<marc:collection xmlns:marc='info:lc/xmlns/marcxchange-v1'>"
                                                "<marc:record type='Holdings'><marc:leader>99999nx  a2299999ui 4500</marc:leader></marc:record>"
                                                "<marc:record type='Bibliographic'><marc:leader>99999cam a2299999 u 4500</marc:leader>"
                                                "<marc:controlfield tag='001'>B1</marc:controlfield></marc:record>"
                                                "<marc:record type='Holdings'><marc:leader>99999nx  a2299999ui 4500</marc:leader></marc:record>"
                                                "</marc:collection>")
                    RECORD (HEADER ("oai:x:2"), "<collection>" MARC ("<controlfield tag='001'>B2</controlfield>") "</collection>")
                    RECORD (HEADER ("oai:x:3"), "<collection><entry/></collection>") "</ListRecords></OAI-PMH>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (get_item (items, 0)->control, ==, "B1");
  assert_warned (get_item (items, 0), "2 other records beside it were left out");
  g_assert_cmpstr (get_item (items, 1)->control, ==, "B2");
  g_assert_cmpuint (get_item (items, 1)->warnings->len, ==, 0);
  g_assert_nonnull (strstr (get_item (items, 2)->rejection, "“collection”"));
}

static void
assert_refused (const char *xml, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_assert_cmpuint (items->len, ==, 0);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” is not in: %s", part, error->message);
}

static void
test_answers (void)
{
  assert_refused (ANSWER ("ListSets") "<error code='noSetHierarchy'>none</error></OAI-PMH>", "the repository has no sets (noSetHierarchy)");
  assert_refused (ANSWER ("ListRecords") "<error code='foo'>bar</error></OAI-PMH>", "bar (foo)");
  assert_refused (ANSWER ("Identify") "<Identify/></OAI-PMH>", "the answer to Identify brings no records");
  assert_refused (ANSWER ("ListIdentifiers") "<ListIdentifiers>" HEADER ("a") "</ListIdentifiers></OAI-PMH>", "ask the repository for ListRecords");
  assert_refused (ANSWER ("ListRecords") "<ListRecords><entry/></ListRecords></OAI-PMH>", "neither records nor an error");
  assert_refused (ANSWER ("ListRecords") "<ListRecords><entry/><resumptionToken>2</resumptionToken></ListRecords></OAI-PMH>", "neither records nor an error");
}

/* Reads to the end; the reader keeps what was said of the listing. */
static RcReader *
read_page (const char *xml, guint n_items)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (xml, (gssize) strlen (xml), NULL);
  g_autoptr (GError) error = NULL;
  RcReader *reader = rc_reader_new (stream, RC_FORMAT_OAI, NULL, NULL, &error);

  g_assert_no_error (error);
  for (;;)
    {
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, &error);

      g_assert_no_error (error);
      if (item == NULL)
        break;
      n_items--;
    }
  g_assert_cmpuint (n_items, ==, 0);
  return reader;
}

static void
test_pages (void)
{
  const char *first = ANSWER ("ListRecords") "<responseDate>2026-11-22T10:00:00Z</responseDate><ListRecords>" RECORD (HEADER ("oai:x:1"), DC)
                      "<record><header status='deleted'><identifier>oai:x:2</identifier><datestamp>2020-01-02</datestamp></header></record>"
                      "<resumptionToken completeListSize='733' cursor='0'> 0/200&amp;a </resumptionToken></ListRecords></OAI-PMH>";
  const char *last = ANSWER ("ListRecords") "<ListRecords>" RECORD (HEADER ("oai:x:3"), DC)
                     "<resumptionToken completeListSize='733' cursor='732'/></ListRecords></OAI-PMH>";
  const char *end = ANSWER ("ListRecords") "<ListRecords><resumptionToken completeListSize='733'/></ListRecords></OAI-PMH>";
  const char *none = ANSWER ("ListRecords") "<error code='noRecordsMatch'/></OAI-PMH>";
  g_autoptr (RcReader) one = read_page (first, 2), two = read_page (last, 1), three = read_page (none, 0), four = read_page (end, 0);
  const RcListingPage *page = rc_reader_get_page (one);

  g_assert_cmpuint (page->announced, ==, 733);
  g_assert_cmpstr (page->next, ==, "0/200&a");
  g_assert_cmpstr (page->datestamp, ==, "2020-01-02");
  g_assert_cmpstr (page->answered, ==, "2026-11-22T10:00:00Z");
  g_assert_false (page->whole);
  g_assert_cmpuint (rc_reader_get_page (two)->announced, ==, 733);
  g_assert_null (rc_reader_get_page (two)->next);
  g_assert_null (rc_reader_get_page (three)->next);
  g_assert_null (rc_reader_get_page (four)->next);
}

static void
test_expired (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items
      = read_all (ANSWER ("ListRecords") "<error code='badResumptionToken'/></OAI-PMH>", -1, RC_FORMAT_AUTO, &error);

  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_EXPIRED);
}

static RcOaiIdentify *
parse_identify (const char *inner, GError **error)
{
  g_autofree char *xml = g_strconcat ("<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>2026-11-22T10:00:00Z</responseDate>",
                                      inner, "</OAI-PMH>", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));

  return rc_oai_identify_parse (bytes, error);
}

static void
test_identify (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcOaiIdentify) fine
      = parse_identify ("<Identify><repositoryName> A\n</repositoryName><baseURL>https://x/oai</baseURL><earliestDatestamp>1900-01-01"
                        "</earliestDatestamp><deletedRecord>transient</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>",
                        &error);
  g_autoptr (RcOaiIdentify) coarse
      = parse_identify ("<Identify><earliestDatestamp>1970-01-01T00:00:00Z</earliestDatestamp><deletedRecord>persistent</deletedRecord>"
                        "<granularity>YYYY-MM-DD</granularity></Identify>", &error);
  g_autofree char *day = NULL, *second = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (fine->name, ==, "A");
  g_assert_cmpstr (fine->base_url, ==, "https://x/oai");
  g_assert_cmpstr (fine->earliest, ==, "1900-01-01T00:00:00Z");
  g_assert_cmpstr (fine->answered, ==, "2026-11-22T10:00:00Z");
  g_assert_cmpint (fine->deleted, ==, RC_OAI_DELETED_TRANSIENT);
  g_assert_true (fine->seconds);
  g_assert_cmpstr (coarse->earliest, ==, "1970-01-01");
  g_assert_cmpint (coarse->deleted, ==, RC_OAI_DELETED_PERSISTENT);
  day = rc_oai_identify_dup_datestamp (coarse, "2026-11-22T10:00:00Z");
  second = rc_oai_identify_dup_datestamp (fine, "2026-11-22");
  g_assert_cmpstr (day, ==, "2026-11-22");
  g_assert_cmpstr (second, ==, "2026-11-22T00:00:00Z");
  g_assert_null (rc_oai_identify_dup_datestamp (fine, "yesterday"));
  g_assert_null (parse_identify ("<error code='badVerb'/>", &error));
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (parse_identify ("<html/>", &error));
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
}

/* A record that is broken costs itself alone, with or without MARC in it. */
static void
test_broken (void)
{
  const char *xml = ANSWER ("ListRecords") "<ListRecords>" RECORD (HEADER ("oai:x:1"), DC) "<record>" HEADER ("oai:x:2") "<metadata><b></metadata></record>"
                    RECORD (HEADER ("oai:x:3"), MARC ("")) "</ListRecords></OAI-PMH>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (get_item (items, 0)->control, ==, "oai:x:1");
  g_assert_nonnull (get_item (items, 1)->rejection);
  assert_field (get_marc (items, 2), "245", 0, "10" F "aT");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oai/records", test_records);
  g_test_add_func ("/oai/collections", test_collections);
  g_test_add_func ("/oai/answers", test_answers);
  g_test_add_func ("/oai/broken", test_broken);
  g_test_add_func ("/oai/pages", test_pages);
  g_test_add_func ("/oai/expired", test_expired);
  g_test_add_func ("/oai/identify", test_identify);
  return g_test_run ();
}
