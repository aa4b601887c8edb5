/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of feeds: every real one at hand, held against what its own comment says that it has. */
#include "exchange/reader.h"

#include <string.h>

#define RSS(channel, items) "<rss version='2.0'><channel><title>Calls</title>" channel items "</channel></rss>"

typedef struct
{
  RcReader *reader;
  GPtrArray *items;
  GError *error;
} Feed;

static void
clear_feed (Feed *feed)
{
  g_clear_object (&feed->reader);
  g_ptr_array_unref (feed->items);
  g_clear_error (&feed->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Feed, clear_feed)

static Feed
read_feed (const char *data, gssize length, RcFormat format, const char *encoding, const char *address)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, length < 0 ? (gssize) strlen (data) : length, NULL);
  Feed feed = { .items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free) };
  RcReaderItem *item;

  feed.reader = rc_reader_new (stream, format, encoding, NULL, &feed.error);
  if (feed.reader != NULL && address != NULL)
    rc_reader_set_address (feed.reader, address);
  while (feed.reader != NULL && (item = rc_reader_next (feed.reader, NULL, &feed.error)) != NULL)
    g_ptr_array_add (feed.items, item);
  return feed;
}

static const RcGrant *
get (const Feed *feed, guint index)
{
  const RcReaderItem *item;

  g_assert_no_error (feed->error);
  g_assert_cmpuint (index, <, feed->items->len);
  item = g_ptr_array_index (feed->items, index);
  g_assert_cmpstr (item->rejection, ==, NULL);
  return item->record->grant;
}

static void
assert_warned (const Feed *feed, guint index, const char *part)
{
  const RcReaderItem *item = g_ptr_array_index (feed->items, index);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < item->warnings->len; i++)
    g_string_append_printf (all, "%s\n", (const char *) item->warnings->pdata[i]);
  if (strstr (all->str, part) == NULL)
    g_error ("“%s” is not among the warnings:\n%s", part, all->str);
}

/* How many items a comment at the head of the file says that there are at least: "entries[1]['title'] == …", "len(entries) == 2". */
static guint
read_expected (const char *text)
{
  const char *line = strstr (text, "Expect:");
  g_autofree char *expect = line != NULL ? g_strndup (line, strcspn (line, "\r\n")) : g_strdup ("");
  guint n = 0;

  for (const char *p = expect; (p = strstr (p, "entries[")) != NULL; p += strlen ("entries["))
    n = MAX (n, (guint) g_ascii_strtoull (p + strlen ("entries["), NULL, 10) + 1);
  for (const char *p = expect; (p = strstr (p, "len(entries)")) != NULL; p += strlen ("len(entries)"))
    n = MAX (n, (guint) g_ascii_strtoull (p + strcspn (p, "0123456789\n"), NULL, 10));
  return n;
}

/* The encoding of "Header: Content-type: text/xml; charset=…" in that comment. */
static char *
dup_expected_encoding (const char *text)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("Header:\\s*Content-type:[^\\n]*charset\\s*=\\s*[\"']?([-\\w]+)", G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static char *
dup_as_text (const char *data, gsize length)
{
  static const char *const wide[] = { "UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE" };
  gsize n = MIN (length, 4000) & ~(gsize) 3;

  for (guint i = 0; i < G_N_ELEMENTS (wide) && memchr (data, '\0', n) != NULL; i++)
    {
      char *text = g_convert (data, (gssize) n, "UTF-8", wide[i], NULL, NULL, NULL);

      if (text != NULL && strchr (text, '<') != NULL)
        return text;
      g_free (text);
    }
  return g_utf8_make_valid (data, (gssize) length);
}

static guint n_files, n_items, n_expected;

/* Items, or no item where none is expected, or one clear line. */
static void
check_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL, *text = NULL, *encoding = NULL;
  gsize length;
  guint expected;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  text = dup_as_text (data, length);
  encoding = dup_expected_encoding (text);
  expected = read_expected (text);
  for (guint explicit = 0; explicit < 2; explicit++)
    {
      g_auto (Feed) feed = read_feed (data, (gssize) length, explicit ? RC_FORMAT_RSS : RC_FORMAT_AUTO, encoding, "https://example.org/feed");

      if (feed.error != NULL && (*feed.error->message == '\0' || strchr (feed.error->message, '\n') != NULL))
        g_error ("%s: no clear line: %s", path, feed.error->message);
      if (feed.items->len < expected)
        g_error ("%s: %u of %u items: %s", path, feed.items->len, expected, feed.error != NULL ? feed.error->message : "?");
      for (guint i = 0; i < feed.items->len; i++)
        {
          const RcReaderItem *item = g_ptr_array_index (feed.items, i);

          g_assert_true ((item->record == NULL) == (item->rejection != NULL));
          g_assert_true (item->record == NULL || g_utf8_validate (item->record->grant->title, -1, NULL));
        }
      n_items += explicit ? feed.items->len : 0;
    }
  n_files++;
  n_expected += expected;
}

static void
check_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_folder (path);
      else
        check_file (path);
    }
}

static void
test_real (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("RC_SHARED_DATA") != NULL ? g_getenv ("RC_SHARED_DATA") : "", "feeds", NULL);

  if (g_getenv ("RC_SHARED_DATA") == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("there are no real feeds here");
      return;
    }
  check_folder (folder);
  g_test_message ("%u feeds: %u items, of which their comments name %u", n_files, n_items, n_expected);
  g_assert_cmpuint (n_files, >=, 511);
  g_assert_cmpuint (n_expected, >=, 119);
  g_assert_cmpuint (n_items, >=, 457);
}

static void
test_manners (void)
{
  const char *rss = "<rss version='2.0' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel><sy:updatePeriod>daily</sy:updatePeriod>"
                    "<item><title>A</title></item><ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>13</hour><hour>x</hour></skipHours>"
                    "<skipDays><day>Monday</day><day>Sunday</day></skipDays></channel></rss>";
  const char *atom = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>"
                     "<link rel='next' href='?page=2'/><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"
                     "<entry><title>A</title><link rel='next' href='no'/></entry></feed>";
  const char *json = "{\"version\":\"https://jsonfeed.org/version/1\",\"next_url\":\"/2.json\",\"language\":\"ru\",\"items\":[{\"id\":\"a\","
                     "\"url\":\"a.html\",\"content_text\":\"Text\",\"tags\":[\"x\",1]},{},3]}";
  g_auto (Feed) three = read_feed (json, -1, RC_FORMAT_RSS, NULL, "https://example.org/f/1.json");
  g_auto (Feed) one = read_feed (rss, -1, RC_FORMAT_AUTO, NULL, NULL);
  g_auto (Feed) two = read_feed (atom, -1, RC_FORMAT_AUTO, NULL, "https://example.org/a/feed?x=1");
  const RcListingPage *page;

  get (&one, 0);
  page = rc_reader_get_page (one.reader);
  g_assert_cmpuint (page->ttl_minutes, ==, 90);
  g_assert_cmpuint (page->skip_hours, ==, 1 | 1 << 13);
  g_assert_cmpuint (page->skip_days, ==, 1 | 1 << 6);
  g_assert_null (page->next);
  g_assert_false (page->whole);
  g_assert_cmpstr (get (&three, 0)->url, ==, "https://example.org/f/a.html");
  g_assert_cmpstr (get (&three, 0)->title, ==, "Text");
  g_assert_cmpstr (get (&three, 0)->language, ==, "rus");
  g_assert_cmpstr (get (&three, 0)->subjects[0], ==, "x");
  g_assert_cmpuint (three.items->len, ==, 3);
  g_assert_cmpstr (rc_reader_get_page (three.reader)->next, ==, "https://example.org/2.json");
  get (&two, 0);
  page = rc_reader_get_page (two.reader);
  g_assert_cmpuint (page->ttl_minutes, ==, 30);
  g_assert_cmpstr (page->next, ==, "https://example.org/a/feed?page=2");
}

static void
test_links (void)
{
  const char *rss = RSS ("<link>https://example.org/calls/</link><image><link>https://other.org/</link></image>",
                         "<item><title>A</title><link>b?c=1&d=2</link><guid isPermaLink='false'>7</guid></item>"
                         "<item><title>B</title><guid>https://example.org/g</guid></item>"
                         "<item xml:base='https://base.org/x/'><title>C</title><link>../y</link></item>"
                         "<item><title>D</title><link>mailto:x@y</link></item>");
  const char *atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/sub/'><entry><id>tag:1</id><title>A</title><link href='one'/></entry></feed>";
  g_auto (Feed) one = read_feed (rss, -1, RC_FORMAT_AUTO, NULL, "https://feeds.example.org/rss");
  g_auto (Feed) two = read_feed (atom, -1, RC_FORMAT_AUTO, NULL, "https://example.org/feed");
  g_auto (Feed) alone = read_feed ("<rss><channel><item><title>A</title><link>b</link></item></channel></rss>", -1, RC_FORMAT_AUTO, NULL, NULL);

  g_assert_cmpstr (get (&one, 0)->url, ==, "https://example.org/calls/b?c=1&d=2");
  g_assert_cmpstr (((RcReaderItem *) one.items->pdata[0])->control, ==, "7");
  g_assert_cmpstr (get (&one, 1)->url, ==, "https://example.org/g");
  g_assert_cmpstr (get (&one, 2)->url, ==, "https://base.org/y");
  g_assert_null (get (&one, 3)->url);
  assert_warned (&one, 3, "no web address");
  g_assert_cmpstr (get (&two, 0)->url, ==, "https://example.org/sub/one");
  g_assert_null (get (&alone, 0)->url);
}

/* The text tells when it closes and who may apply, as that of a pasted call does, with the sentences that say so. */
static void
test_facts (void)
{
  const char *rss = RSS ("", "<item><title>Award</title><description>An award for teachers of history. Only citizens of Kazakhstan may apply. "
                             "Deadline: 15 March 2027.</description></item><item><title>News</title><description>We moved.</description></item>");
  g_auto (Feed) one = read_feed (rss, -1, RC_FORMAT_AUTO, NULL, NULL);
  const RcGrant *grant = get (&one, 0);
  const RcFact *fact;

  g_assert_cmpuint (grant->deadlines->len, ==, 1);
  g_assert_cmpstr (grant->eligibility, ==, "Only citizens of Kazakhstan may apply.");
  g_assert_cmpuint (grant->facts->len, >=, 1);
  fact = g_ptr_array_index (grant->facts, 0);
  g_assert_true (fact->from_text);
  g_assert_cmpstr (fact->sentence, ==, "Only citizens of Kazakhstan may apply.");
  g_assert_null (get (&one, 1)->eligibility);
}

/* What only a good reader takes: it says so. */
static void
test_mended (void)
{
  const char *type = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
                     RSS ("", "<item><title>T &a; &b; &eacute;</title></item>");
  const char *soup = RSS ("", "<item><title>A<br>B</title><description><p>One<p class=x>two & three</description></item>"
                              "<item><title>C</title><media:credit role=x>no</media:credit><dc:publisher>UNESCO</dc:publisher></item>");
  const char *cut = "<rss><channel><item><title>A</title></item><item><title>Cut</title><description><![CDATA[Deadline: 15 March 2027. <b>An";
  g_auto (Feed) one = read_feed (type, -1, RC_FORMAT_AUTO, NULL, NULL);
  g_auto (Feed) two = read_feed (soup, -1, RC_FORMAT_AUTO, NULL, NULL);
  g_auto (Feed) three = read_feed (cut, -1, RC_FORMAT_AUTO, NULL, NULL);
  g_auto (Feed) bogus = read_feed ("<?xml version='1.0' encoding='bogus'?>" RSS ("", "<item><title>Конкурс</title></item>"), -1,
                                   RC_FORMAT_AUTO, NULL, NULL);

  g_assert_cmpstr (get (&one, 0)->title, ==, "T &a; &b; é");
  assert_warned (&one, 0, "a document type definition was left out");
  g_assert_cmpstr (get (&two, 0)->title, ==, "A B");
  g_assert_cmpstr (get (&two, 0)->summary, ==, "One\ntwo & three");
  assert_warned (&two, 0, "was mended: line 1");
  g_assert_cmpstr (get (&two, 1)->funder, ==, "UNESCO");
  /* What is missing may be most of it. */
  g_assert_error (three.error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_clear_error (&three.error);
  g_assert_cmpuint (three.items->len, ==, 2);
  g_assert_cmpstr (get (&three, 1)->title, ==, "Cut");
  g_assert_cmpstr (get (&three, 1)->summary, ==, "Deadline: 15 March 2027. An");
  assert_warned (&three, 1, "it ends too early");
  g_assert_cmpuint (get (&three, 1)->deadlines->len, ==, 1);
  g_assert_cmpstr (get (&bogus, 0)->title, ==, "Конкурс");
  assert_warned (&bogus, 0, "a guess");
}

/* All of them say the same. */
static void
test_kinds (void)
{
  static const char *const feeds[]
      = { "<rss version='0.91'><channel><item><title>T</title><link>https://x.org/1</link><description>D &lt;b&gt;d&lt;/b&gt;</description></item></channel></rss>",
          "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel/>"
          "<item><title>T</title><link>https://x.org/1</link><description>D d</description></item></rdf:RDF>",
          "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'/>"
          "<item rdf:about='https://x.org/1'><title>T</title><description>D d</description></item></rdf:RDF>",
          "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='base64'>VA==</title><id>1</id>"
          "<link rel='alternate' href='https://x.org/1'/><content type='application/xhtml+xml'><div>D <b>d</b></div></content></entry></feed>",
          "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>T</a:title><a:link href='https://x.org/1'/>"
          "<a:summary type='html'>D &lt;b>d&lt;/b></a:summary><a:content type='text'>D</a:content></a:entry></a:feed>",
          "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":1,\"title\":\"T\",\"url\":\"https://x.org/1\","
          "\"content_html\":\"D <b>d</b>\",\"summary\":\"D\"}]}",
          "<CHANNEL HREF='https://x.org/'><ITEM HREF='https://x.org/1'><TITLE>T</TITLE><ABSTRACT>D d</ABSTRACT></ITEM></CHANNEL>" };

  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_auto (Feed) feed = read_feed (feeds[i], -1, RC_FORMAT_AUTO, NULL, NULL);

      g_assert_cmpstr (get (&feed, 0)->title, ==, "T");
      g_assert_cmpstr (get (&feed, 0)->url, ==, "https://x.org/1");
      g_assert_cmpstr (get (&feed, 0)->summary, ==, "D d");
      g_assert_cmpuint (feed.items->len, ==, 1);
    }
}

/* Of several links the first one on the web is where to apply. */
static void
test_alternates (void)
{
  g_auto (Feed) feed = read_feed ("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><link rel='alternate' href='gemini://x.org/1'/>"
                                  "<link rel='enclosure' href='https://x.org/1.pdf'/><link rel='alternate' href='https://x.org/1'/><link href='https://x.org/2'/>"
                                  "<link href='gopher://x.org/3'/></entry></feed>",
                                  -1, RC_FORMAT_AUTO, NULL, NULL);

  g_assert_cmpstr (get (&feed, 0)->url, ==, "https://x.org/1");
}

static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-16", "UTF-32", "WINDOWS-1251" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *name = g_ascii_strdown (encodings[i], -1);
      g_autofree char *text = g_strdup_printf ("<?xml version='1.0' encoding='%s'?>" RSS ("", "<item><title>Стипендия для исследователей</title></item>"), name);
      gsize length;
      g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_auto (Feed) feed = read_feed (bytes, (gssize) length, RC_FORMAT_AUTO, NULL, NULL);

      g_assert_cmpstr (get (&feed, 0)->title, ==, "Стипендия для исследователей");
    }
}

/* The only deadline of the only grant, as our text; NULL when none was understood. */
static char *
read_deadline (const char *data, RcFormat format, const char *language, const char *zone)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) strlen (data), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, &error);
  g_autoptr (RcReaderItem) item = NULL;
  GPtrArray *deadlines;

  g_assert_no_error (error);
  rc_reader_set_locale (reader, language, zone);
  item = rc_reader_next (reader, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (item->rejection, ==, NULL);
  deadlines = item->record->grant->deadlines;
  g_assert_cmpuint (deadlines->len, <=, 1);
  return deadlines->len == 1 ? rc_deadline_to_string (deadlines->pdata[0]) : NULL;
}

/* What is known of the source decides where the texts do not. */
static void
test_locale (void)
{
#define ITEM "<item><title>Call</title><description>Application deadline: 03/04/2036</description></item>"
#define FRENCH "<item><title>Appel</title><description>Date limite: 03/04/2036</description></item>"
#define EVENT "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Call\r\nCREATED:20260101T000000Z\r\nDESCRIPTION:Deadline: 03/04/2036\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
  static const struct
  {
    const char *data;
    RcFormat format;
    const char *language, *zone, *deadline;
  } cases[] = {
    { RSS ("", ITEM), RC_FORMAT_RSS, NULL, NULL, NULL },
    { RSS ("<language>en-US</language>", ITEM), RC_FORMAT_RSS, "en", NULL, NULL },
    { RSS ("", ITEM), RC_FORMAT_RSS, "en-US", "America/New_York", "2036-03-04 America/New_York" },
    { RSS ("", ITEM), RC_FORMAT_RSS, "en-GB", NULL, "2036-04-03" },
    { RSS ("<language>fr</language>", FRENCH), RC_FORMAT_RSS, NULL, NULL, "2036-04-03" },
    { RSS ("<language>fr</language>", FRENCH), RC_FORMAT_RSS, "en-US", NULL, NULL },
    { "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"title\":\"Call\",\"content_text\":\"Deadline: 03/04/2036\"}]}",
      RC_FORMAT_RSS, "en-GB", "AoE", "2036-04-03 AoE" },
    { EVENT, RC_FORMAT_ICS, NULL, NULL, NULL },
    { EVENT, RC_FORMAT_ICS, "en-US", "America/New_York", "2036-03-04 America/New_York" },
    { "{\"items\":[{\"id\":\"1\",\"title\":\"Call\",\"deadline\":\"03/04/2036\"}]}", RC_FORMAT_JSON, "en-GB", "Europe/London", "2036-04-03 Europe/London" },
    { "title,deadlines\nCall,2036-04-03\n", RC_FORMAT_GRANTS_CSV, NULL, NULL, "2036-04-03" },
    { "title,deadlines\nCall,2036-04-03\n", RC_FORMAT_GRANTS_CSV, NULL, "Europe/London", "2036-04-03 Europe/London" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *deadline = read_deadline (cases[i].data, cases[i].format, cases[i].language, cases[i].zone);

      g_test_message ("%u: %s", i, deadline);
      g_assert_cmpstr (deadline, ==, cases[i].deadline);
    }
}

/* XML that is anything else has no items, which is not the same as a feed without any. */
static void
test_no_feed (void)
{
  static const char *const feeds[] = { "<rss version='2.0'><channel><title>Calls</title></channel></rss>", "<feed xmlns='http://www.w3.org/2005/Atom'/>",
                                       "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'/>",
                                       "<opml><body><item><title>A</title></item></body></opml>" };
  g_auto (Feed) listing = read_feed ("<?xml version='1.0'?>\n<grants><grant><title>A</title><deadline>2031-05-01</deadline></grant></grants>", -1,
                                     RC_FORMAT_RSS, NULL, NULL);

  g_assert_cmpuint (listing.items->len, ==, 0);
  g_assert_error (listing.error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_auto (Feed) feed = read_feed (feeds[i], -1, RC_FORMAT_RSS, NULL, NULL);

      g_assert_no_error (feed.error);
    }
}

/* What is cut off is told of once. */
static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new ("<rss version=\"2.0\"><channel><item><title>A</title><guid>1</guid>");
  g_autofree char *words = g_strnfill (150 * 1024, 'a');
  g_auto (Feed) feed = { 0 };

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "<category>subject %u</category>", i);
  for (guint i = 0; i < 150 * 1024; i += 8)
    words[i] = ' ';
  g_string_append_printf (text, "<description>%s</description></item></channel></rss>", words);
  feed = read_feed (text->str, -1, RC_FORMAT_RSS, NULL, NULL);
  g_assert_cmpuint (g_strv_length (get (&feed, 0)->subjects), ==, 50);
  assert_warned (&feed, 0, "more than 50 subjects");
  assert_warned (&feed, 0, "longer than 100 KiB");
}

/* One guid for all: what is another call by its link is told of, and takes nobody's place. */
static void
test_same_guid (void)
{
  static const char item[] = "<item><title>%s</title><link>https://f.example/%s</link><guid isPermaLink='false'>g</guid></item>";
  g_autofree char *first = g_strdup_printf (item, "A", "a"), *second = g_strdup_printf (item, "B", "b");
  g_autofree char *text = g_strconcat ("<rss version='2.0'><channel>", first, first, second, "</channel></rss>", NULL);
  g_auto (Feed) feed = read_feed (text, -1, RC_FORMAT_RSS, NULL, NULL);
  const RcReaderItem *last;

  g_assert_cmpstr (get (&feed, 0)->title, ==, "A");
  g_assert_cmpstr (get (&feed, 1)->title, ==, "A");
  g_assert_cmpuint (feed.items->len, ==, 3);
  last = feed.items->pdata[2];
  g_assert_null (last->record);
  g_assert_nonnull (strstr (last->rejection, "“g”"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feeds/kinds", test_kinds);
  g_test_add_func ("/feeds/links", test_links);
  g_test_add_func ("/feeds/manners", test_manners);
  g_test_add_func ("/feeds/locale", test_locale);
  g_test_add_func ("/feeds/facts", test_facts);
  g_test_add_func ("/feeds/mended", test_mended);
  g_test_add_func ("/feeds/alternates", test_alternates);
  g_test_add_func ("/feeds/encodings", test_encodings);
  g_test_add_func ("/feeds/same-guid", test_same_guid);
  g_test_add_func ("/feeds/real", test_real);
  g_test_add_func ("/feeds/no-feed", test_no_feed);
  g_test_add_func ("/feeds/limits", test_limits);
  return g_test_run ();
}
