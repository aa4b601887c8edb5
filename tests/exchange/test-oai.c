/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of answers of OAI-PMH. */
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
  assert_refused (ANSWER ("ListRecords") "<error code='noRecordsMatch'/></OAI-PMH>", "no record matches the request (noRecordsMatch)");
  assert_refused (ANSWER ("ListSets") "<error code='noSetHierarchy'>none</error></OAI-PMH>", "the repository has no sets (noSetHierarchy)");
  assert_refused (ANSWER ("ListRecords") "<error code='foo'>bar</error></OAI-PMH>", "bar (foo)");
  assert_refused (ANSWER ("Identify") "<Identify/></OAI-PMH>", "the answer to Identify brings no records");
  assert_refused (ANSWER ("ListIdentifiers") "<ListIdentifiers>" HEADER ("a") "</ListIdentifiers></OAI-PMH>", "ask the repository for ListRecords");
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
  g_test_add_func ("/oai/answers", test_answers);
  g_test_add_func ("/oai/broken", test_broken);
  return g_test_run ();
}
