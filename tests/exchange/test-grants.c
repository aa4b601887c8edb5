/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the readers of grants: the table, feeds, grants.gov. */
#include "exchange/grant-text.h"
#include "exchange/html-strip.h"
#include "exchange/grant-calendar.h"
#include "exchange/reader.h"
#include "exchange/writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

static GPtrArray *
read_bytes (const char *data, gsize length, gboolean *whole, GError **error)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, error);
  RcReaderItem *item;

  while (reader != NULL && (item = rc_reader_next (reader, NULL, error)) != NULL)
    g_ptr_array_add (items, item);
  if (whole != NULL)
    *whole = reader != NULL && rc_reader_get_page (reader)->whole;
  return items;
}

static GPtrArray *
read_all (const char *data, GError **error)
{
  return read_bytes (data, strlen (data), NULL, error);
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
  assert_deadline (grant, 0, "2027-03-15 12:00");
  g_assert_cmpstr (((RcDeadline *) grant->deadlines->pdata[0])->verbatim, ==, "Deadline: 15 March 2027, noon");
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

/* As feeds are in the field: one entry that is no XML is made one. */
static void
test_broken_feed (void)
{
  const char *rss = "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>\n<channel><title>R&D</title><language>fr</language>"
                    "<item><title>Arts &amp; sciences & more&nbsp;&eacute;</title></item>\n"
                    "<item><title>A<br>B</title></item>"
                    "<item><title>Last</title><dc:publisher>UNESCO</dc:publisher></item></channel></rss>";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = read_all (rss, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (get (items, 0)->title, ==, "Arts & sciences & more é");
  g_assert_cmpstr (get (items, 0)->language, ==, "fre");
  g_assert_cmpuint (((const RcReaderItem *) items->pdata[0])->warnings->len, >=, 1);
  g_assert_cmpstr (get (items, 1)->title, ==, "A B");
  g_assert_cmpuint (((const RcReaderItem *) items->pdata[1])->warnings->len, >=, 1);
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
  g_assert_cmpstr (get (items, 0)->number, ==, "N-1");
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

#define DETAIL(kind, inner) "<Opportunity" kind "Detail_1_0>" inner "</Opportunity" kind "Detail_1_0>"
#define EXTRACT \
  "<?xml version='1.0' encoding='UTF-8'?><Grants xmlns='http://apply.grants.gov/system/OpportunityDetail-V1.0'>" \
  DETAIL ("Synopsis", "<OpportunityID>358001</OpportunityID><OpportunityTitle>Water &amp;amp; life</OpportunityTitle>" \
          "<OpportunityNumber>N-1</OpportunityNumber><CategoryOfFundingActivity>ST</CategoryOfFundingActivity>" \
          "<CategoryOfFundingActivity>ED</CategoryOfFundingActivity><CFDANumbers>15.808</CFDANumbers><CFDANumbers>47.050</CFDANumbers>" \
          "<EligibleApplicants>21</EligibleApplicants><EligibleApplicants>06</EligibleApplicants><EligibleApplicants>77</EligibleApplicants>" \
          "<AgencyName>Geological Survey</AgencyName><PostDate>01052026</PostDate><CloseDate>10192036</CloseDate>" \
          "<CloseDateExplanation>no later than 11:59 p.m., ET</CloseDateExplanation><AwardCeiling>25475</AwardCeiling><AwardFloor>0</AwardFloor>" \
          "<Description>&amp;lt;p&amp;gt;One&amp;amp;nbsp;two&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Three&amp;lt;br/&amp;gt;four</Description>" \
          "<ArchiveDate>12312036</ArchiveDate>") \
  DETAIL ("Synopsis", "<OpportunityID>2</OpportunityID><OpportunityTitle>Old</OpportunityTitle><ArchiveDate>12172011</ArchiveDate>") \
  DETAIL ("Forecast", "<OpportunityID>3</OpportunityID><OpportunityTitle>Soon</OpportunityTitle><EligibleApplicants>6</EligibleApplicants>" \
          "<EstimatedSynopsisPostDate>02012036</EstimatedSynopsisPostDate><EstimatedSynopsisCloseDate>04302036</EstimatedSynopsisCloseDate>") \
  DETAIL ("Synopsis", "<OpportunityID>4</OpportunityID><CloseDate>13452036</CloseDate>") "</Grants>"

static void
check_extract (GPtrArray *items, gboolean whole)
{
  const RcGrant *grant = get (items, 0);
  const RcReaderItem *first = items->pdata[0], *old = items->pdata[1];

  g_assert_cmpuint (items->len, ==, 4);
  g_assert_true (whole);
  g_assert_cmpstr (first->control, ==, "358001");
  g_assert_cmpuint (first->warnings->len, ==, 1); /* 77 */
  g_assert_cmpstr (grant->title, ==, "Water & life");
  g_assert_cmpstr (grant->number, ==, "N-1");
  g_assert_cmpstr (grant->summary, ==, "One two\nThree\nfour\nAssistance Listing: 15.808; 47.050");
  g_assert_cmpstr (grant->subjects[0], ==, "Science and Technology and other Research and Development");
  g_assert_cmpstr (grant->subjects[1], ==, "Education");
  g_assert_cmpstr (grant->eligibility, ==, "Individuals; Public and State controlled institutions of higher education");
  /* 77 is not known: the list may say more than we read. */
  g_assert_false (rc_facts_has (grant->facts, RC_FACT_WHO));
  g_assert_true (rc_facts_has (get (items, 2)->facts, RC_FACT_WHO));
  g_assert_cmpstr (grant->opens, ==, "2026-01-05");
  g_assert_cmpint (grant->amount_max, ==, 25475);
  g_assert_cmpint (grant->amount_min, ==, -1);
  assert_deadline (grant, 0, "2036-10-19 23:59 America/New_York");
  g_assert_true (old->deleted);
  g_assert_cmpstr (old->control, ==, "2");
  g_assert_null (old->record);
  assert_deadline (get (items, 2), 0, "2036-04-30 America/New_York | estimated");
  g_assert_nonnull (((const RcReaderItem *) items->pdata[3])->rejection);
}

static void
test_extract (void)
{
  g_autoptr (GError) error = NULL;
  gboolean whole;
  g_autoptr (GPtrArray) items = read_bytes (EXTRACT, strlen (EXTRACT), &whole, &error);
  g_autoptr (GPtrArray) single = NULL;

  g_assert_no_error (error);
  check_extract (items, whole);
  /* One that somebody cut out is wanted for itself. */
  single = read_bytes (DETAIL ("Synopsis", "<OpportunityID>2</OpportunityID><OpportunityTitle>Old</OpportunityTitle><ArchiveDate>12172011</ArchiveDate>"),
                       strlen (DETAIL ("Synopsis", "<OpportunityID>2</OpportunityID><OpportunityTitle>Old</OpportunityTitle><ArchiveDate>12172011</ArchiveDate>")),
                       &whole, &error);
  g_assert_no_error (error);
  g_assert_false (whole);
  g_assert_cmpint (get (single, 0)->closed, ==, RC_GRANT_CLOSED);
}

/* What needs care, at every place of the blocks in which text is passed. */
static void
test_extract_offsets (void)
{
  for (guint n = 1; n < 40; n++)
    {
      g_autofree char *fill = g_strnfill (n, 'x');
      g_autofree char *data = g_strdup_printf (
          "<Grants>" DETAIL ("Synopsis", "<OpportunityTitle>%s\001%s</OpportunityTitle>"
                                         "<Description>&amp;lt;p&amp;gt;%s  y z&amp;amp;amp;%s \302\240 %s - ] ?%s</Description>") "</Grants>",
          fill, fill, fill, fill, fill, fill);
      g_autofree char *title = g_strdup_printf ("%s?%s", fill, fill);
      g_autofree char *summary = g_strdup_printf ("%s y z&%s %s - ] ?%s", fill, fill, fill, fill);
      g_autoptr (GError) error = NULL;
      gboolean whole;
      g_autoptr (GPtrArray) items = read_bytes (data, strlen (data), &whole, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (((const RcReaderItem *) items->pdata[0])->warnings->len, ==, 1);
      g_assert_cmpstr (get (items, 0)->title, ==, title);
      g_assert_cmpstr (get (items, 0)->summary, ==, summary);
    }
}

/* What stands in a unit beside plain fields, and units that are broken between others. */
static void
test_extract_odd (void)
{
  static const char odd[] =
      "<g:Grants xmlns:g='urn:x'><!-- <OpportunitySynopsisDetail_1_0> --><Note><OpportunityTitle>none</OpportunityTitle></Note>"
      "<g:OpportunitySynopsisDetail_1_0 a='1>2'><g:OpportunityTitle>A <![CDATA[<b>&amp;]]> C</g:OpportunityTitle><Description/>"
      "<OpportunityNumber> N <i>5</i>\n</OpportunityNumber><x><OpportunitySynopsisDetail_1_0><OpportunityTitle>inner</OpportunityTitle>"
      "</OpportunitySynopsisDetail_1_0></x></g:OpportunitySynopsisDetail_1_0>"
      DETAIL ("Synopsis", "<OpportunityTitle>B</OpportunityTitle><x></y>") DETAIL ("Synopsis", "<OpportunityTitle>C</OpportunityTitle>") "</g:Grants>";
  g_autoptr (GString) deep = g_string_new ("<Grants>");
  g_autoptr (GError) error = NULL;
  gboolean whole;
  g_autoptr (GPtrArray) items = read_bytes (odd, strlen (odd), &whole, &error);
  gsize length;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpstr (get (items, 0)->title, ==, "A & C");
  g_assert_cmpstr (get (items, 0)->number, ==, "N 5");
  g_assert_null (get (items, 0)->summary);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (((const RcReaderItem *) items->pdata[0])->raw, &length), -1, "inner"));
  g_assert_nonnull (((const RcReaderItem *) items->pdata[1])->rejection);
  g_assert_cmpstr (get (items, 2)->title, ==, "C");
  g_clear_pointer (&items, g_ptr_array_unref);

  for (guint i = 0; i < 70; i++)
    g_string_append (deep, "<a>");
  g_string_append (deep, DETAIL ("Synopsis", ""));
  items = read_bytes (deep->str, deep->len, &whole, &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE);
}

#define CLOSES(words) "<CloseDate>10192036</CloseDate>" words

/* A day and a sentence that came before. */
static void
test_extract_again (void)
{
  static const char data[] =
      "<Grants>"
      DETAIL ("Synopsis", "<OpportunityTitle>1</OpportunityTitle>" CLOSES ("<CloseDateExplanation>by 5 p.m., ET</CloseDateExplanation>"))
      DETAIL ("Forecast", "<OpportunityTitle>2</OpportunityTitle><EstimatedSynopsisCloseDate>10192036</EstimatedSynopsisCloseDate>"
              "<EstimatedSynopsisCloseDateExplanation>by 5 p.m., ET</EstimatedSynopsisCloseDateExplanation>")
      DETAIL ("Synopsis", "<OpportunityTitle>3</OpportunityTitle>" CLOSES ("<CloseDateExplanation>by 5 p.m., ET</CloseDateExplanation>"))
      DETAIL ("Synopsis", "<OpportunityTitle>4</OpportunityTitle>" CLOSES ("<CloseDateExplanation>by 4 p.m., ET</CloseDateExplanation>"))
      DETAIL ("Synopsis", "<OpportunityTitle>5</OpportunityTitle>" CLOSES (""))
      "</Grants>";
  g_autoptr (GError) error = NULL;
  gboolean whole;
  g_autoptr (GPtrArray) items = read_bytes (data, strlen (data), &whole, &error);

  g_assert_no_error (error);
  assert_deadline (get (items, 0), 0, "2036-10-19 17:00 America/New_York");
  assert_deadline (get (items, 1), 0, "2036-10-19 17:00 America/New_York | estimated");
  assert_deadline (get (items, 2), 0, "2036-10-19 17:00 America/New_York");
  assert_deadline (get (items, 3), 0, "2036-10-19 16:00 America/New_York");
  assert_deadline (get (items, 4), 0, "2036-10-19 America/New_York");
}

static gsize
write_zip (char *buffer, gsize size, const char *name, const char *data, gsize length)
{
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  size_t used;

  archive_write_set_format_zip (archive);
  archive_write_open_memory (archive, buffer, size, &used);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, (la_int64_t) length);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_data (archive, data, length), ==, (gssize) length);
  archive_entry_free (entry);
  archive_write_close (archive);
  archive_write_free (archive);
  return used;
}

static void
test_zip (void)
{
  g_autofree char *zip = g_malloc (1 << 20);
  g_autofree char *elements = g_strnfill (64 << 20, ' ');
  gsize length = write_zip (zip, 1 << 20, "GrantsDBExtract20261122v2.xml", EXTRACT, strlen (EXTRACT));
  g_autoptr (GError) error = NULL;
  gboolean whole;
  g_autoptr (GPtrArray) items = read_bytes (zip, length, &whole, &error);
  g_autoptr (GPtrArray) cut = NULL, bomb = NULL, other = NULL;

  g_assert_no_error (error);
  check_extract (items, whole);
  cut = read_bytes (zip, length / 2, &whole, &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_assert_false (whole);
  g_clear_error (&error);
  other = read_bytes (zip, write_zip (zip, 1 << 20, "GrantsDBExtract.txt", "x", 1), &whole, &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_clear_error (&error);
  memcpy (elements, "<Grants>", 8);
  for (gsize i = 8; i + 4 <= 64 << 20; i += 4)
    memcpy (elements + i, "<a/>", 4);
  bomb = read_bytes (zip, write_zip (zip, 1 << 20, "GrantsDBExtract.xml", elements, 64 << 20), &whole, &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE);
}

/* 600 of them in a table, which took days for numbers and lost their zeros. */
static void
test_extract_table (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("RC_SHARED_DATA") != NULL ? g_getenv ("RC_SHARED_DATA") : "",
                                            "grants/grants-gov/grantsgov_export.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (RcReader) reader = NULL;
  guint n = 0, n_deadlines = 0;

  if (stream == NULL)
    {
      g_test_skip ("there is no real table here");
      return;
    }
  reader = rc_reader_new (G_INPUT_STREAM (stream), RC_FORMAT_GRANTS_CSV, NULL, NULL, NULL);
  for (;; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, NULL, &error);

      g_assert_no_error (error);
      if (item == NULL)
        break;
      g_assert_cmpstr (item->rejection, ==, NULL);
      n_deadlines += item->record->grant->deadlines->len > 0;
      if (n == 0)
        {
          const RcDeadline *deadline = item->record->grant->deadlines->pdata[0];

          g_assert_cmpstr (item->control, ==, "264229");
          g_assert_cmpstr (item->record->grant->opens, ==, "2014-09-05");
          g_assert_cmpint (deadline->year * 10000 + deadline->month * 100 + deadline->day, ==, 20220112);
        }
    }
  g_assert_cmpuint (n, ==, 600);
  g_assert_cmpuint (n_deadlines, >=, 585);
}

/* The fast way gives what the slow one does. */
static void
test_html (void)
{
  static const char *const texts[]
      = { "", " ", "plain  text\n two \n\nthree ", "<p>a</p><p>b <b>c</b>d</p>e<br/>f<br>g", "R&D &amp; x &nbsp; y&#160;z &eacute;&unknown; &lt;b&gt;",
          "<ul><li>one</li><li>two <a href=\"x>y\">link</a></li></ul> three", "Заявки <i>до</i>&mdash;мая", "a&#xD;\nb", "<div> x </div>\n<div> y</div>",
          "<h3>T</h3>text<sup>2</sup>", "\xc2\xa0x\xe2\x80\x8by" };
  static const char *const hard[] = { "<script>x</script>", "a < b", "<!-- x -->", "<p", "&#0;", "<form>x</form>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *fast = g_strdup (texts[i]);
      g_autofree char *slow = rc_html_to_text (texts[i]);

      g_assert_true (rc_html_strip (fast));
      g_assert_cmpstr (fast, ==, slow);
    }
  for (guint i = 0; i < G_N_ELEMENTS (hard); i++)
    {
      g_autofree char *fast = g_strdup (hard[i]);

      g_assert_false (rc_html_strip (fast));
    }
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

static void
add_deadline (RcGrant *grant, const char *text)
{
  RcDeadline *deadline = rc_deadline_parse (text, NULL);

  g_assert_nonnull (deadline);
  g_ptr_array_add (grant->deadlines, deadline);
}

static void
test_calendar (void)
{
  const gint64 now = 1795348800; /* 22 November 2026 */
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_autofree char *none = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *brief = NULL;
  g_autofree char *again = NULL;

  g_free (grant->title);
  grant->title = g_strdup ("Стипендия, первая; «Отрар»");
  grant->url = g_strdup ("https://example.org/call");
  add_deadline (grant, "rolling");
  add_deadline (grant, "usually March");
  add_deadline (grant, "2026-01-10");
  none = rc_grant_to_calendar (grant, 7, now, now);
  g_assert_null (none);
  add_deadline (grant, "2026-11-30 23:59 Europe/Paris | first stage");
  add_deadline (grant, "2026-12-05");
  whole = rc_grant_to_calendar (grant, 7, now, now);
  /* With an hour: that instant. */
  g_assert_nonnull (strstr (whole, "DTSTART:20261130T225900Z\r\n"));
  g_assert_nonnull (strstr (whole, "UID:grant-7-3@resource-centre.unesco.kz\r\n"));
  /* Without: the whole day, to the beginning of the next. */
  g_assert_nonnull (strstr (whole, "DTSTART;VALUE=DATE:20261205\r\n"));
  g_assert_nonnull (strstr (whole, "DTEND;VALUE=DATE:20261206\r\n"));
  g_assert_nonnull (strstr (whole, "TRIGGER:-P7D\r\n"));
  g_assert_nonnull (strstr (whole, "TRIGGER:-P1D\r\n"));
  g_assert_nonnull (strstr (whole, "Стипендия\\, первая\\; «Отрар»"));
  brief = rc_grant_to_short_calendar (grant, 7, now, now);
  g_assert_nonnull (strstr (brief, "UID:grant-7-3@"));
  g_assert_null (strstr (brief, "UID:grant-7-4@"));
  g_assert_cmpuint (strlen (brief), <, 850);
  again = rc_grant_to_short_calendar (grant, 7, now, now + 60);
  g_assert_cmpstr (brief, ==, again);
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
  g_test_add_func ("/grants/extract", test_extract);
  g_test_add_func ("/grants/extract-offsets", test_extract_offsets);
  g_test_add_func ("/grants/extract-odd", test_extract_odd);
  g_test_add_func ("/grants/extract-again", test_extract_again);
  g_test_add_func ("/grants/extract-table", test_extract_table);
  g_test_add_func ("/grants/zip", test_zip);
  g_test_add_func ("/grants/html", test_html);
  g_test_add_func ("/grants/calendar", test_calendar);
  g_test_add_func ("/grants/deep-json", test_deep_json);
  g_test_add_func ("/grants/to-marc", test_to_marc);
  return g_test_run ();
}
