/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of Dublin Core: where its elements stand in MARC, in what clothes it comes, and what comes back. */
#include "tests/exchange/read-all.h"

#define SPACES " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'"
#define OAI_DC "<oai_dc:dc xmlns:oai_dc='http://www.openarchives.org/OAI/2.0/oai_dc/'" SPACES ">"

static void
test_elements (void)
{
  const char *xml = "<?xml version='1.0'?>\n" OAI_DC
                    "<dc:title xml:lang='ru'>Великий\n   шёлковый путь</dc:title><dc:title xml:lang='en'>The Silk Road</dc:title>"
                    "<dcterms:alternative>Silk Road</dcterms:alternative>"
                    "<dc:creator>Байпаков, К. М.</dc:creator><dc:creator>UNESCO Office in Almaty</dc:creator><dc:contributor>John Doe</dc:contributor>"
                    "<dc:subject>Archaeology</dc:subject><dc:description>About roads</dc:description><dc:description>In two parts</dc:description>"
                    "<dc:publisher>Өнер</dc:publisher><dc:date>1998-05</dc:date><dcterms:available>1999</dcterms:available>"
                    "<dc:type>Text</dc:type><dc:type>report</dc:type><dc:format>application/pdf</dc:format><dc:format>248 p.</dc:format><dc:format>151500</dc:format>"
                    "<dc:identifier>ISBN: 978-92-3-104202-7</dc:identifier><dc:identifier>0041-5278</dc:identifier><dc:identifier>https://doi.org/10.1000/182</dc:identifier>"
                    "<dc:identifier>http://example.org/1</dc:identifier><dc:identifier>CLT-98/WS/3</dc:identifier>"
                    "<dc:language>Russian</dc:language><dc:language>en-GB</dc:language><dc:language>several</dc:language>"
                    "<dc:source>An older book</dc:source><dc:relation>Another book</dc:relation><dcterms:references>A map</dcterms:references>"
                    "<dc:coverage>Kazakhstan</dc:coverage><dc:coverage>1300-1400</dc:coverage><dcterms:spatial>north=43.3; east=76.9</dcterms:spatial>"
                    "<dc:rights>CC BY-SA</dc:rights><dcterms:license>https://creativecommons.org/</dcterms:license>"
                    "<dc:publisher/><dcterms:accrualPolicy>closed</dcterms:accrualPolicy></oai_dc:dc>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);
  const RcMarc *marc;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (get_item (items, 0)->warnings->len, ==, 0);
  marc = get_marc (items, 0);
  assert_field (marc, "020", 0, "  " F "a978-92-3-104202-7");
  assert_field (marc, "022", 0, "  " F "a0041-5278");
  assert_field (marc, "024", 0, "7 " F "a10.1000/182" F "2doi");
  assert_field (marc, "024", 1, "8 " F "aCLT-98/WS/3");
  assert_field (marc, "041", 0, "0 " F "arus" F "aeng");
  assert_field (marc, "100", 0, "1 " F "aБайпаков, К. М." F "4aut");
  assert_field (marc, "245", 0, "10" F "aВеликий шёлковый путь");
  assert_field (marc, "246", 0, "11" F "aThe Silk Road");
  assert_field (marc, "246", 1, "3 " F "aSilk Road");
  assert_field (marc, "264", 0, " 1" F "bӨнер" F "c1998-05");
  assert_field (marc, "300", 0, "  " F "a248 p.");
  assert_field (marc, "347", 0, "  " F "bapplication/pdf");
  assert_field (marc, "347", 1, "  " F "c151500");
  assert_field (marc, "520", 0, "  " F "aAbout roads");
  assert_field (marc, "520", 1, "  " F "aIn two parts");
  assert_field (marc, "522", 0, "  " F "anorth=43.3; east=76.9");
  assert_field (marc, "540", 0, "  " F "aCC BY-SA");
  assert_field (marc, "540", 1, "  " F "uhttps://creativecommons.org/");
  assert_field (marc, "546", 0, "  " F "aseveral");
  assert_field (marc, "648", 0, " 4" F "a1300-1400");
  assert_field (marc, "651", 0, " 4" F "aKazakhstan");
  assert_field (marc, "653", 0, "  " F "aArchaeology");
  assert_field (marc, "655", 0, " 7" F "areport" F "2local");
  assert_field (marc, "655", 1, " 7" F "aText" F "2dct");
  assert_field (marc, "655", 2, NULL);
  assert_field (marc, "700", 0, "0 " F "aJohn Doe" F "4ctb");
  assert_field (marc, "710", 0, "2 " F "aUNESCO Office in Almaty" F "4aut");
  assert_field (marc, "786", 0, "0 " F "nAn older book");
  assert_field (marc, "787", 0, "0 " F "nAnother book");
  assert_field (marc, "787", 1, "0 " F "iReferences" F "nA map");
  assert_field (marc, "856", 0, "40" F "uhttp://example.org/1");
  assert_field (marc, "887", 0, "  " F "adcterms:available  - 1999" F "2dc");
  assert_field (marc, "887", 1, "  " F "adcterms:accrualPolicy  - closed" F "2dc");
  assert_field (marc, "887", 2, NULL);
}

static void
assert_titles (const char *xml, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("00" F "aT%u", i + 1);

      assert_field (get_marc (items, i), "245", 0, title);
    }
}

/* Whatever is around the elements is a record. */
static void
test_clothes (void)
{
  assert_titles (OAI_DC "<dc:title>T1</dc:title></oai_dc:dc>", 1);
  assert_titles ("<metadata" SPACES "><dcterms:title>T1</dcterms:title></metadata>", 1);
  assert_titles ("<list" SPACES "><rec><id>1</id><dc:title>T1</dc:title></rec><rec><dc:title>T2</dc:title></rec></list>", 2);
  assert_titles ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'" SPACES "><rdf:Description rdf:about='x'><dc:title>T1</dc:title>"
                 "</rdf:Description><rdf:Description><dc:title>T2</dc:title></rdf:Description></rdf:RDF>", 2);
  assert_titles ("<records>" OAI_DC "<dc:title>T1</dc:title></oai_dc:dc>" OAI_DC "<dc:title>T2</dc:title></oai_dc:dc></records>", 2);
  assert_titles ("<dublin_core><dcvalue element='title' qualifier='none'>T1</dcvalue></dublin_core>", 1);
  assert_titles ("<dc><dc:title>T1</dc:title></dc>", 1); /* a prefix that nobody declared */
  assert_titles ("<qualifieddc><title>T1</title><subject>S</subject></qualifieddc>", 1); /* no namespace at all */
  /* Of Europeana: elements stand in what is no record, too. */
  assert_titles ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:edm='http://www.europeana.eu/schemas/edm/'"
                 " xmlns:skos='http://www.w3.org/2004/02/skos/core#'" SPACES "><edm:WebResource><dc:rights>R</dc:rights></edm:WebResource>"
                 "<skos:Concept/><edm:Proxy><dc:subject>S</dc:subject><dc:title>T1</dc:title></edm:Proxy></rdf:RDF>", 1);
}

static void
test_dspace (void)
{
  const char *xml = "<dublin_core schema='dc'><dcvalue element='contributor' qualifier='author'>Doe, J.</dcvalue>"
                    "<dcvalue element='date' qualifier='accessioned'>2020-01-01</dcvalue><dcvalue element='date' qualifier='issued'>2004</dcvalue>"
                    "<dcvalue element='identifier' qualifier='isbn'>9789231042027</dcvalue><dcvalue element='description' qualifier='abstract'>A</dcvalue>"
                    "<dcvalue element='title'>T</dcvalue></dublin_core>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_AUTO, &error);

  g_assert_no_error (error);
  assert_field (get_marc (items, 0), "020", 0, "  " F "a9789231042027");
  assert_field (get_marc (items, 0), "100", 0, "1 " F "aDoe, J." F "4aut");
  assert_field (get_marc (items, 0), "264", 0, " 1" F "c2004");
  assert_field (get_marc (items, 0), "520", 0, "  " F "aA");
  assert_field (get_marc (items, 0), "887", 0, "  " F "adate.accessioned  - 2020-01-01" F "2dc");
}

static void
assert_date (const char *date, const char *fixed, const char *imprint, gboolean warned)
{
  g_autofree char *xml = g_strdup_printf (OAI_DC "<dc:title>T</dc:title><dc:date>%s</dc:date></oai_dc:dc>", date);
  g_autofree char *part = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_DC, NULL);
  const RcMarc *marc = get_marc (items, 0);

  part = g_strndup (rc_marc_get_field (marc, (guint) rc_marc_find (marc, "008", 0))->data + 6, 9);
  g_assert_cmpstr (part, ==, fixed);
  assert_field (marc, "264", 0, imprint);
  g_assert_cmpint (get_item (items, 0)->warnings->len > 0, ==, warned);
}

static void
test_dates (void)
{
  assert_date ("1998", "s1998    ", " 1" F "c1998", FALSE);
  assert_date ("2003-04-22T13:13:44Z", "e20030422", " 1" F "c2003-04-22", FALSE);
  assert_date ("1914-1918", "m19141918", " 1" F "c1914-1918", FALSE);
  assert_date ("1950s", "s1950    ", " 1" F "c1950", TRUE);
  assert_date ("[c1998?]", "s1998    ", " 1" F "c1998", TRUE);
  assert_date ("once", "nuuuuuuuu", NULL, FALSE);
}

/* What was read is written, and what was written is read as the same. */
static void
test_round_trip (void)
{
  const char *elements = "<dc:title>A &amp; B: c</dc:title><dc:creator>Doe, J.</dc:creator><dc:contributor>Roe, R.</dc:contributor><dc:subject>S</dc:subject>"
                         "<dc:description>D</dc:description><dc:description>E</dc:description><dc:publisher>P</dc:publisher><dc:publisher>Q</dc:publisher>"
                         "<dc:date>1998</dc:date><dc:date>1999-01-01</dc:date><dc:type>Text</dc:type><dc:format>12 p.</dc:format><dc:format>text/html</dc:format>"
                         "<dc:identifier>urn:ISBN:9789231042027</dc:identifier><dc:identifier>doi:10.1000/182</dc:identifier><dc:identifier>hdl:1765/308</dc:identifier>"
                         "<dc:identifier>urn:ISBN:0-397-47189-17</dc:identifier><dc:identifier>urn:nbn:de:101:1-2009</dc:identifier>"
                         "<dc:identifier>X 1</dc:identifier><dc:identifier>http://example.org/</dc:identifier><dc:language>kaz</dc:language><dc:source>O</dc:source>"
                         "<dc:relation>R</dc:relation><dc:coverage>Almaty</dc:coverage><dc:rights>None</dc:rights>";
  g_autofree char *xml = g_strconcat (OAI_DC, elements, "</oai_dc:dc>", NULL), *written = NULL;
  g_auto (GStrv) parts = g_strsplit (elements, "><", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (xml, -1, RC_FORMAT_DC, &error), again = NULL;

  g_assert_no_error (error);
  assert_field (get_marc (items, 0), "022", 0, NULL);
  written = write_marc (RC_FORMAT_DC, get_marc (items, 0), NULL);
  for (char **part = parts; *part != NULL; part++)
    if (strstr (written, *part) == NULL)
      g_error ("%s is not in\n%s", *part, written);
  again = read_all (written, -1, RC_FORMAT_AUTO, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_true (rc_marc_equal (get_marc (items, 0), get_marc (again, 0)));
}

static void
test_writer (void)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autofree char *written = NULL, *empty = write_marc (RC_FORMAT_DC, NULL, NULL);
  guint n_replaced = 0;

  rc_marc_add_field (marc, "100", "1 " F "aАуэзов, М. О.,", -1);
  rc_marc_add_field (marc, "245", "10" F "aАбай жолы :" F "bроман <1> /" F "cМ. Ауэзов.", -1);
  rc_marc_add_field (marc, "260", "  " F "aАлматы :" F "bЖазушы,\x02" F "c1990.", -1);
  rc_marc_add_field (marc, "650", " 0" F "aNovels" F "xKazakh.", -1);
  rc_marc_add_field (marc, "880", "1 " F "6100-01" F "aAuezov, M. O.", -1);
  written = write_marc (RC_FORMAT_DC, marc, &n_replaced);
  g_assert_nonnull (strstr (written, "<dc:title>Абай жолы: роман &lt;1&gt;</dc:title>"));
  g_assert_nonnull (strstr (written, "<dc:creator>Ауэзов, М. О.</dc:creator>"));
  g_assert_nonnull (strstr (written, "<dc:creator>Auezov, M. O.</dc:creator>"));
  g_assert_nonnull (strstr (written, "<dc:date>1990</dc:date>"));
  g_assert_nonnull (strstr (written, "<dc:subject>Novels"));
  g_assert_true (g_str_has_suffix (empty, "</records>\n"));
}

static void
test_refused (void)
{
  g_autoptr (GError) skos = NULL, type = NULL, cut = NULL, onix = NULL;
  g_autoptr (GString) deep = g_string_new ("<list" SPACES "><dc:title>T</dc:title>");
  g_autoptr (GError) nested = NULL;
  g_autoptr (GPtrArray) items = read_all ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:skos='http://www.w3.org/2004/02/skos/core#'"
                                          SPACES "><skos:Concept/></rdf:RDF>", -1, RC_FORMAT_AUTO, &skos);
  g_autoptr (GPtrArray) two = read_all ("<!DOCTYPE r [<!ENTITY a 'b'>]>" OAI_DC "<dc:title>&a;</dc:title></oai_dc:dc>", -1, RC_FORMAT_DC, &type);
  g_autoptr (GPtrArray) three = read_all ("<list" SPACES "><rec><dc:title>T</dc:title>", -1, RC_FORMAT_AUTO, &cut);
  g_autoptr (GPtrArray) four = read_all ("<ONIXMessage><Product/></ONIXMessage>", -1, RC_FORMAT_AUTO, &onix);
  g_autoptr (GPtrArray) five = NULL;

  g_assert_cmpuint (items->len + two->len + four->len, ==, 0);
  g_assert_error (skos, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT);
  g_assert_nonnull (strstr (skos->message, "thesaurus import"));
  g_assert_error (type, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_assert_error (cut, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_assert_cmpuint (three->len, ==, 1);
  g_assert_nonnull (get_item (three, 0)->rejection);
  g_assert_nonnull (strstr (onix->message, "ONIX"));
  for (guint i = 0; i < 10000; i++)
    g_string_append (deep, "<a>");
  five = read_all (deep->str, (gssize) deep->len, RC_FORMAT_AUTO, &nested);
  g_assert_nonnull (nested);
  for (guint i = 0; i < five->len; i++)
    g_assert_nonnull (get_item (five, i)->rejection);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dc/elements", test_elements);
  g_test_add_func ("/dc/clothes", test_clothes);
  g_test_add_func ("/dc/dspace", test_dspace);
  g_test_add_func ("/dc/dates", test_dates);
  g_test_add_func ("/dc/round-trip", test_round_trip);
  g_test_add_func ("/dc/writer", test_writer);
  g_test_add_func ("/dc/refused", test_refused);
  return g_test_run ();
}
