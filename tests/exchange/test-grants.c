/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the readers of grants: the table, feeds, grants.gov. */
#include "exchange/reader.h"
#include "exchange/writer.h"

#include <string.h>

static GPtrArray *
read_all (const char *data, GError **error)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, strlen (data), NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, error);
  RcReaderItem *item;

  while (reader != NULL && (item = rc_reader_next (reader, NULL, error)) != NULL)
    g_ptr_array_add (items, item);
  return items;
}

static const RcGrant *
get (GPtrArray *items, guint index)
{
  const RcReaderItem *item;

  g_assert_cmpuint (index, <, items->len);
  item = g_ptr_array_index (items, index);
  g_assert_null (item->rejection);
  g_assert_nonnull (item->record);
  return item->record->grant;
}

static void
assert_deadline (const RcGrant *grant, guint index, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_cmpuint (index, <, grant->deadlines->len);
  found = rc_deadline_to_string (g_ptr_array_index (grant->deadlines, index));
  g_assert_cmpstr (found, ==, text);
}

static void
test_csv (void)
{
  const char *csv = "\xef\xbb\xbf" "control,title,funder,deadlines,amount_max,countries,language,colour\r\n"
                    "G1,\"Prize \"\"A\"\",\nfirst\",UNESCO,2026-11-30 | stage; soon,6 000,KZ; KG,ru,red\r\n"
                    ",,nobody\r\n\r\nG3,Last";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (csv, &error);
  const RcReaderItem *first;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  first = items->pdata[0];
  g_assert_cmpstr (get (items, 0)->title, ==, "Prize \"A\",\nfirst");
  g_assert_cmpstr (first->control, ==, "G1");
  g_assert_cmpuint (first->warnings->len, ==, 2); /* soon, colour */
  assert_deadline (get (items, 0), 0, "2026-11-30 | stage");
  g_assert_cmpint (get (items, 0)->amount_max, ==, 6000);
  g_assert_cmpstr (get (items, 0)->countries[1], ==, "KG");
  g_assert_cmpstr (get (items, 0)->language, ==, "rus");
  g_assert_nonnull (((const RcReaderItem *) items->pdata[1])->rejection);
  g_assert_cmpstr (get (items, 2)->title, ==, "Last");
}

static void
test_rss (void)
{
  const char *rss = "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>Calls</title><language>en-GB</language>"
                    "<item><media:title>no</media:title><title>Call &amp; more</title><guid isPermaLink='false'>c-1</guid>"
                    "<link>https://example.org/1</link><description>&lt;p&gt;For &lt;b&gt;all&lt;/b&gt;.&lt;/p&gt;"
                    "&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;Deadline: 15 March 2027, noon&lt;/p&gt;</description></item>"
                    "<item><title>Конкурс</title><link>javascript:x</link><description>Срок подачи заявок – до 5 мая 2027 г."
                    "</description></item><item><title>Appel</title><description>Date limite : 1er août 2027</description></item>"
                    "<item><title>Vague</title><description>The deadline has passed in 2020.</description></item>"
                    "</channel></rss>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (rss, &error);
  const RcGrant *grant;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 4);
  grant = get (items, 0);
  g_assert_cmpstr (grant->title, ==, "Call & more");
  g_assert_cmpstr (grant->summary, ==, "For all.\nDeadline: 15 March 2027, noon");
  g_assert_cmpstr (grant->url, ==, "https://example.org/1");
  g_assert_cmpstr (grant->language, ==, "eng");
  g_assert_cmpstr (((const RcReaderItem *) items->pdata[0])->control, ==, "c-1");
  assert_deadline (grant, 0, "2027-03-15");
  g_assert_cmpstr (((RcDeadline *) grant->deadlines->pdata[0])->verbatim, ==, "Deadline: 15 March 2027");
  g_assert_null (get (items, 1)->url);
  assert_deadline (get (items, 1), 0, "2027-05-05");
  assert_deadline (get (items, 2), 0, "2027-08-01");
  g_assert_cmpuint (get (items, 3)->deadlines->len, ==, 0);
}

static void
test_atom (void)
{
  const char *atom = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id><title type='html'>A &amp;amp; B</title>"
                     "<link rel='self' href='https://example.org/s'/><link href='https://example.org/e'/>"
                     "<category term='water'/><summary>Apply by April 3, 2027</summary></entry></feed>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (atom, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (get (items, 0)->title, ==, "A & B");
  g_assert_cmpstr (get (items, 0)->url, ==, "https://example.org/e");
  g_assert_cmpstr (get (items, 0)->subjects[0], ==, "water");
  assert_deadline (get (items, 0), 0, "2027-04-03");
}

/* As feeds are in the field: one entry that is no XML is left out by itself, with its text. */
static void
test_broken_feed (void)
{
  const char *rss = "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>\n<channel><title>R&D</title><language>fr</language>"
                    "<item><title>Arts &amp; sciences & more&nbsp;&eacute;</title></item>\n"
                    "<item><title>A<br>B</title></item>"
                    "<item><title>Last</title><dc:publisher>UNESCO</dc:publisher></item></channel></rss>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (rss, &error);
  const RcReaderItem *broken;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (get (items, 0)->title, ==, "Arts & sciences & more é");
  g_assert_cmpstr (get (items, 0)->language, ==, "fre");
  g_assert_cmpuint (((const RcReaderItem *) items->pdata[0])->warnings->len, >=, 1);
  broken = items->pdata[1];
  g_assert_true (g_str_has_prefix (broken->rejection, "the XML is broken: line 3: "));
  g_assert_cmpmem (g_bytes_get_data (broken->raw, NULL), g_bytes_get_size (broken->raw), "<item><title>A<br>B</title></item>", 34);
  g_assert_cmpstr (get (items, 2)->title, ==, "Last");
  g_assert_cmpstr (get (items, 2)->funder, ==, "UNESCO");
  g_assert_cmpstr (get (items, 2)->language, ==, "fre");
}

static void
test_grants_gov (void)
{
  const char *hits = "{\"errorcode\":0,\"data\":{\"oppHits\":[{\"id\":\"358001\",\"number\":\"N-1\",\"title\":\"Water &amp; life\","
                     "\"agency\":\"NSF\",\"openDate\":\"01/05/2026\",\"closeDate\":\"10/19/2026\",\"oppStatus\":\"posted\"},"
                     "{\"id\":2,\"title\":\"Old\",\"closeDate\":\"10192020\",\"oppStatus\":\"archived\"},{\"id\":3}]}}";
  const char *one = "{\"data\":{\"id\":358001,\"opportunityTitle\":\"Water\",\"synopsis\":{\"agencyName\":\"NSF\","
                    "\"responseDateStr\":\"2026-10-19-00-00-00\",\"responseDateDesc\":\"no later than 11:59 p.m., ET\","
                    "\"synopsisDesc\":\"<p>About <b>it</b></p>\",\"awardCeiling\":\"25,475\",\"awardFloor\":\"0\","
                    "\"applicantTypes\":[{\"id\":\"99\",\"description\":\"Unrestricted\"}]}}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (hits, &error);
  g_autoptr (GPtrArray) single = read_all (one, &error);
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) in_words = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (get (items, 0)->title, ==, "Water & life");
  g_assert_cmpstr (get (items, 0)->opens, ==, "2026-01-05");
  assert_deadline (get (items, 0), 0, "2026-10-19 America/New_York");
  g_assert_false (get (items, 0)->closed);
  g_assert_true (get (items, 1)->closed);
  assert_deadline (get (items, 1), 0, "2020-10-19 America/New_York");
  g_assert_nonnull (((const RcReaderItem *) items->pdata[2])->rejection);
  g_assert_cmpstr (((const RcReaderItem *) single->pdata[0])->control, ==, "358001");
  assert_deadline (get (single, 0), 0, "2026-10-19 23:59 America/New_York");
  g_assert_cmpint (get (single, 0)->amount_max, ==, 25475);
  g_assert_cmpint (get (single, 0)->amount_min, ==, -1);
  g_assert_cmpstr (get (single, 0)->eligibility, ==, "Unrestricted");
  refused = read_all ("{\"errorcode\":1,\"msg\":\"down\",\"data\":{\"oppHits\":[]}}", &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_clear_error (&error);
  in_words = read_all ("{\"errorcode\":\"E-7\",\"msg\":\"down\",\"data\":{\"oppHits\":[]}}", &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
}

static void
test_deep_json (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *json = g_strconcat ("{\"oppHits\":", brackets, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (json, &error);

  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_to_marc (void)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_autoptr (RcMarc) marc = NULL;
  g_autoptr (RcDescription) description = NULL;

  g_free (grant->title);
  grant->title = g_strdup ("Prize");
  grant->url = g_strdup ("https://example.org/");
  g_ptr_array_add (grant->deadlines, rc_deadline_parse ("2026-11-30", NULL));
  marc = rc_grant_to_marc (grant, "G1");
  description = rc_description_new_from_marc (marc);
  g_assert_cmpstr (description->title, ==, "Prize");
  g_assert_cmpstr (description->links[0], ==, "https://example.org/");
  g_assert_cmpstr (description->notes[0], ==, "Deadline: 2026-11-30");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grants/csv", test_csv);
  g_test_add_func ("/grants/rss", test_rss);
  g_test_add_func ("/grants/atom", test_atom);
  g_test_add_func ("/grants/broken-feed", test_broken_feed);
  g_test_add_func ("/grants/grants-gov", test_grants_gov);
  g_test_add_func ("/grants/deep-json", test_deep_json);
  g_test_add_func ("/grants/to-marc", test_to_marc);
  return g_test_run ();
}
