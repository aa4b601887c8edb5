/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of the readers of listings: mappings, the services that have one of their own. */
#include "exchange/listing-mapping.h"
#include "exchange/reader.h"
#include "record/reference.h"

#include <string.h>

/* What one answer gave. */
typedef struct
{
  GPtrArray *items;
  RcReader *reader;
} Answer;

static void
answer_clear (Answer *self)
{
  g_ptr_array_unref (self->items);
  g_clear_object (&self->reader);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static RcListingMapping *
make_mapping (const char *keys, RcFormat format, GError **error)
{
  g_autofree char *text = g_strconcat ("[mapping]\n", keys, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, NULL));
  return rc_listing_mapping_new (file, RC_LISTING_MAPPING_GROUP, format, error);
}

static Answer
read_bytes (const char *data, gsize length, RcFormat format, const char *keys, GError **error)
{
  Answer self = { g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free), NULL };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  RcReaderItem *item;

  self.reader = rc_reader_new (stream, format, NULL, NULL, error);
  if (self.reader != NULL && keys != NULL)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (RcListingMapping) mapping = make_mapping (keys, format, &problem);

      g_assert_no_error (problem);
      rc_reader_set_listing_mapping (self.reader, mapping);
    }
  while (self.reader != NULL && (item = rc_reader_next (self.reader, NULL, error)) != NULL)
    g_ptr_array_add (self.items, item);
  return self;
}

static Answer
read_text (const char *data, RcFormat format, const char *keys, GError **error)
{
  return read_bytes (data, strlen (data), format, keys, error);
}

static const RcReaderItem *
get_item (const Answer *self, guint index)
{
  g_assert_cmpuint (index, <, self->items->len);
  return self->items->pdata[index];
}

static const RcGrant *
get (const Answer *self, guint index)
{
  const RcReaderItem *item = get_item (self, index);

  g_assert_cmpstr (item->rejection, ==, NULL);
  g_assert_nonnull (item->record->grant);
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

#define KEYS                                                                                                                                \
  "records=$.data.items[*]\ntotal=$.data.count\nnext=$.data.next\ncontrol=$.id\ntitle=$.names.en || $.names.ru || \"Untitled\"\n"          \
  "funder=\"Fund\"\nurl=$.id\nurl.prefix=https://example.org/call/\nsummary=$.text\ndeadline=$.closes\ndeadline.format=%d.%m.%Y*\n"       \
  "deadline.zone=Europe/Brussels\nstatus=$.state\nstatus.closed=over; done\namount_max=$.max\ncurrency=$.unit\naudience=$.who\n"           \
  "audience.student=phd; students\ncountries=$.where[*]\nsubjects=$.tags\nsubjects.separator=,\nlanguage=\"en\"\nline.Contact=$.contact\n"

static void
test_json (void)
{
  const char *json = "{\"data\":{\"count\":12,\"next\":\"t-2\",\"items\":["
                     "{\"id\":\"a/1\",\"names\":{\"ru\":\"Вода\"},\"text\":\"&lt;p&gt;For &amp;amp; by &lt;b&gt;all&lt;/b&gt;&lt;/p&gt;\","
                     "\"closes\":\"30.11.2026, Monday\",\"state\":\"OVER\",\"max\":1234567.89,\"unit\":\"€\",\"who\":\"PhD students\","
                     "\"where\":[\"KAZ\",\"Uzbekistan\",\"Nowhere\"],\"tags\":\"water, air,,water\",\"contact\":\"A, B\"},"
                     "{\"id\":2,\"names\":{\"en\":\"Air\"},\"closes\":\"when the money is spent\",\"max\":\"to be agreed\"},7]}}";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = read_text (json, RC_FORMAT_JSON, KEYS, &error);
  const RcGrant *grant;

  g_assert_no_error (error);
  g_assert_cmpuint (answer.items->len, ==, 3);
  grant = get (&answer, 0);
  g_assert_cmpstr (get_item (&answer, 0)->control, ==, "a/1");
  g_assert_cmpstr (grant->title, ==, "Вода");
  g_assert_cmpstr (grant->funder, ==, "Fund");
  g_assert_cmpstr (grant->url, ==, "https://example.org/call/a/1");
  g_assert_cmpstr (grant->summary, ==, "For & by all\nContact: A, B");
  assert_deadline (grant, 0, "2026-11-30 Europe/Brussels");
  g_assert_cmpint (grant->closed, ==, RC_GRANT_CLOSED);
  g_assert_cmpint (grant->amount_max, ==, 1234567);
  g_assert_cmpstr (grant->currency, ==, "EUR");
  g_assert_cmpstr (grant->audience[0], ==, "student");
  g_assert_cmpstr (grant->countries[0], ==, "KZ");
  g_assert_cmpstr (grant->countries[1], ==, "UZ");
  g_assert_null (grant->countries[2]);
  g_assert_cmpstr (grant->subjects[1], ==, "air");
  g_assert_null (grant->subjects[2]);
  g_assert_cmpstr (grant->language, ==, "eng");
  g_assert_cmpuint (get_item (&answer, 0)->warnings->len, ==, 1); /* Nowhere */
  grant = get (&answer, 1);
  g_assert_cmpuint (grant->deadlines->len, ==, 0);
  g_assert_cmpstr (grant->summary, ==, "Deadline: when the money is spent");
  g_assert_cmpstr (grant->amount, ==, "to be agreed");
  g_assert_cmpstr (get_item (&answer, 2)->rejection, ==, "this is no object");
  g_assert_cmpuint (rc_reader_get_page (answer.reader)->announced, ==, 12);
  g_assert_cmpstr (rc_reader_get_page (answer.reader)->next, ==, "t-2");
}

static void
assert_wrong (const char *keys, RcFormat format, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcListingMapping) mapping = make_mapping (keys, format, &error);

  g_assert_null (mapping);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_assert_cmpstr (error->message, ==, message);
}

/* One clear line that names the key. */
static void
test_wrong_keys (void)
{
  assert_wrong ("title=$.t\ncontrol=$.c\n", RC_FORMAT_JSON, "the mapping: records: the key is missing");
  assert_wrong ("records=$[*]\ncontrol=$.c\n", RC_FORMAT_JSON, "the mapping: title: the key is missing");
  assert_wrong ("records=$[*]\ntitle=$.t\n", RC_FORMAT_JSON, "the mapping: control: the key is missing");
  assert_wrong ("records=$[*]\ntitle=$.t\ncontrol=$.c\ncolour=$.x\n", RC_FORMAT_JSON, "the mapping: colour: there is no such key");
  assert_wrong ("records=$[*]\ntitle=t\ncontrol=$.c\n", RC_FORMAT_JSON, "the mapping: title: a path begins with $");
  assert_wrong ("records=$[*]\ntitle=$.t[\ncontrol=$.c\n", RC_FORMAT_JSON,
                "the mapping: title: “[” is no step of a path: .name, ['name'], [0], [1:3], [*], ..name");
  assert_wrong ("records=$[*]\ntitle=$.t\ncontrol=$.c\nisbn=$.i\n", RC_FORMAT_JSON, "the mapping: isbn: a grant has no such thing");
  assert_wrong ("records=$[*]\ntitle=$.t\ncontrol=$.c\ndeadline.zone=UTC\n", RC_FORMAT_JSON,
                "the mapping: deadline.zone: it says something of deadline, which is not there");
  assert_wrong ("records=$[*]\ntitle=$.t\ncontrol=$.c\ndeadline=$.d\ndeadline.zone=Mars\n", RC_FORMAT_JSON,
                "the mapping: deadline.zone: “Mars” is no time zone: Europe/Brussels, AoE");
  assert_wrong ("records=$[*]\ntitle=$.t\ncontrol=$.c\ndeadline=$.d\ndeadline.format=dd/mm\n", RC_FORMAT_JSON,
                "the mapping: deadline.format: “dd/mm” is no form of a date: %d.%m.%Y");
  assert_wrong ("records=$[*]\ntitle=$.t\ncontrol=$.c\nstatus=$.s\nstatus.shut=x\n", RC_FORMAT_JSON,
                "the mapping: status.shut: “shut” is none of: closed, forecasted, open");
}

static void
test_pages (void)
{
  static const struct
  {
    const char *keys, *json, *next;
  } cases[] = {
    { "start=$.from\ntotal=$.n\n", "{\"from\":20,\"n\":23,\"r\":[{},{}]}", "22" },
    { "start=$.from\ntotal=$.n\n", "{\"from\":21,\"n\":23,\"r\":[{},{}]}", NULL },
    { "page=$.p\npages=$.of\n", "{\"p\":1,\"of\":2,\"r\":[{}]}", "2" },
    { "page=$.p\npages=$.of\n", "{\"p\":2,\"of\":2,\"r\":[{}]}", NULL },
    { "page=$.p\ntotal=$.n\nsize=$.s\n", "{\"p\":3,\"n\":31,\"s\":10,\"r\":[{}]}", "4" },
    { "page=$.p\npages=$.of\n", "{\"p\":1,\"of\":2,\"r\":[]}", NULL },
    { "next=$.next\n", "{\"next\":null,\"r\":[{}]}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *keys = g_strconcat ("records=$.r[*]\ntitle=$.t\ncontrol=$.c\n", cases[i].keys, NULL);
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (cases[i].json, RC_FORMAT_JSON, keys, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (rc_reader_get_page (answer.reader)->next, ==, cases[i].next);
    }
}

/* Nobody said what its records are called: to find none of the usual names is no empty listing. */
static void
test_xml_unknown (void)
{
  g_autoptr (GError) error = NULL, none = NULL;
  g_auto (Answer) known = read_text ("<r><scholarship><headline>Prize</headline><donor>Fund</donor><closing_date>2031-05-01</closing_date></scholarship></r>",
                                     RC_FORMAT_XML, NULL, &error);
  g_auto (Answer) empty = read_text ("<r><total>0</total></r>", RC_FORMAT_XML, NULL, &none);
  g_auto (Answer) unknown = { 0 };

  g_assert_no_error (error);
  g_assert_no_error (none);
  g_assert_cmpstr (get_item (&known, 0)->record->grant->title, ==, "Prize");
  g_assert_cmpstr (get_item (&known, 0)->record->grant->funder, ==, "Fund");
  unknown = read_text ("<r><thing><title>Prize</title></thing></r>", RC_FORMAT_XML, NULL, &error);
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
}

static void
test_xml (void)
{
  const char *xml = "<r:results xmlns:r='urn:r' xmlns='urn:jobs' xmlns:dc='http://purl.org/dc/elements/1.1/' count='7'><next>c2</next>"
                    "<job id='1'><dc:title>Water &amp; life</dc:title><closes>2027-03-15</closes><text><p>One</p><p>Two</p></text></job>"
                    "<job id='2'><dc:title>R&D</dc:title><x:more>3</x:more></job><job id='3'><dc:title>A<br></dc:title></job></r:results>";
  const char *keys = "records=//r:job\ntotal=@count\nnext=next\ncontrol=@id\ntitle=dc:title\ndeadline=closes\nsummary=text\n"
                     "line.More=x:more\nfunder=concat('F', @id)\nurl=bad:prefix\n";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = read_text (xml, RC_FORMAT_XML, keys, &error);
  const RcGrant *grant;

  g_assert_no_error (error);
  g_assert_cmpuint (answer.items->len, ==, 3);
  grant = get (&answer, 0);
  g_assert_cmpstr (get_item (&answer, 0)->control, ==, "1");
  g_assert_cmpstr (grant->title, ==, "Water & life");
  g_assert_cmpstr (grant->summary, ==, "One\nTwo");
  g_assert_cmpstr (grant->funder, ==, "F1");
  assert_deadline (grant, 0, "2027-03-15");
  g_assert_cmpstr (get (&answer, 1)->title, ==, "R&D");
  g_assert_cmpstr (get (&answer, 1)->summary, ==, "More: 3");
  g_assert_nonnull (get_item (&answer, 2)->rejection);
  g_assert_cmpuint (rc_reader_get_page (answer.reader)->announced, ==, 7);
  g_assert_cmpstr (rc_reader_get_page (answer.reader)->next, ==, "c2");
  assert_wrong ("records=job[1]\ntitle=t\ncontrol=@id\n", RC_FORMAT_XML, "the mapping: records: “job[1]” is no name of an element");
  assert_wrong ("records=job\ntitle=t[\ncontrol=@id\n", RC_FORMAT_XML, "the mapping: title: “t[” is no XPath");
}

/* No path of a hostile answer costs more than so much. */
static void
test_costly_xpath (void)
{
  g_autoptr (GString) xml = g_string_new ("<r><job><t>Title</t>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append (xml, "<a><b/></a>");
  g_string_append (xml, "</job></r>");
  {
    g_auto (Answer) answer
        = read_text (xml->str, RC_FORMAT_XML, "records=job\ntitle=t\ncontrol=t\nfunder=//*[count(//*[count(//*)>1])>1]\n", &error);

    g_assert_no_error (error);
    g_assert_cmpstr (get (&answer, 0)->title, ==, "Title");
    g_assert_null (get (&answer, 0)->funder);
  }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *json, *message;
  } cases[] = {
    { "<html><body>Just a moment</body></html>", "this is a web page or XML, not JSON" },
    { "{\"error\":{\"message\":\"no such key\"}}", "the service answers: no such key" },
    { "{\"things\":[{\"t\":1}]}", "the answer has no records at $.r[*]: it is of another shape" },
    { "\"r\"", "the JSON holds no records" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (cases[i].json, RC_FORMAT_JSON, "records=$.r[*]\ntitle=$.t\ncontrol=$.c\n", &error);

      g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_cmpuint (answer.items->len, ==, 0);
    }
}

/* Nothing that is mended is passed over in silence. */
static void
test_mended (void)
{
  const char *json = "{\"r\":[{\"t\":\"Caf\xe9\",\"c\":\"1\",\"c\":\"2\"},{\"t\":\"x\",\"c\":\"2\"}]}";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = read_text (json, RC_FORMAT_JSON, "records=$.r[*]\ntitle=$.t\ncontrol=$.c\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (get (&answer, 0)->title, ==, "Café");
  g_assert_cmpstr (get_item (&answer, 0)->control, ==, "2");
  g_assert_cmpuint (get_item (&answer, 0)->warnings->len, ==, 2);
  g_assert_cmpuint (get_item (&answer, 1)->warnings->len, ==, 1); /* the same control */
}

#define TOPIC(id, language, more)                                                                                                          \
  "{\"reference\":\"4511" id "1701907200000\",\"language\":\"" language "\",\"title\":null,\"url\":\"https://ec.europa.eu/x.json\","          \
  "\"metadata\":{\"identifier\":[\"" id "\"],\"ccm2Id\":[\"4511\"],\"title\":[\"Title " id " " language "\"]," more "}}"

static void
test_sedia (void)
{
  const char *json
      = "{\"apiVersion\":\"2.1\",\"totalResults\":250,\"pageNumber\":2,\"pageSize\":100,\"database\":\"SEDIA\",\"results\":["
        TOPIC ("H-1", "en", "\"type\":[\"1\"],\"status\":[\"31094502\"],\"frameworkProgramme\":[\"43108390\",\"43120821\"],"
                            "\"typesOfAction\":[\"HORIZON Research and Innovation Actions\"],\"deadlineModel\":[\"two-stage\"],\"startDate\":[\"2026-05-07T00:00:00.000+0000\"],"
                            "\"deadlineDate\":[\"2026-10-20T19:00:00.000+0200\"],\"keywords\":[\"[\\\"Water\\\",\\\"Soil\\\"]\",\"Air\"],"
                            "\"descriptionByte\":[\"&lt;p&gt;What for&lt;/p&gt;\"],\"actions\":[\"[{\\\"deadlineDates\\\":[\\\"11 June 2026\\\",\\\"20 October 2026\\\"]}]\"],"
                            "\"budgetOverview\":[\"{\\\"budgetTopicActionMap\\\":{\\\"4511\\\":[{\\\"action\\\":\\\"H-1 - RIA\\\",\\\"minContribution\\\":1000000,"
                            "\\\"maxContribution\\\":4500000.0}],\\\"9\\\":[{\\\"action\\\":\\\"H-2\\\",\\\"maxContribution\\\":9}]}}\"]")
        "," TOPIC ("H-1", "de", "\"type\":[\"1\"]")
        "," TOPIC ("H-2", "fr", "\"type\":[\"1\"],\"status\":[\"31094503\"],\"deadlineDate\":[\"2026-11-20T00:00:00.000+0000\",\"2027-11-20T00:00:00.000+0000\"],"
                                "\"deadlineModel\":[\"multiple cut-off\"]")
        "," TOPIC ("T-1", "en", "\"type\":[\"0\"]") "," TOPIC ("H-3", "en", "\"status\":[\"31094501\"],\"deadlineDate\":[\"2026-02-30\"]") "]}";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = read_text (json, RC_FORMAT_AUTO, NULL, &error);
  const RcGrant *grant;

  g_assert_no_error (error);
  g_assert_cmpint (rc_reader_get_format (answer.reader), ==, RC_FORMAT_SEDIA);
  g_assert_cmpuint (answer.items->len, ==, 5);
  grant = get (&answer, 0);
  g_assert_cmpstr (get_item (&answer, 0)->control, ==, "H-1");
  g_assert_cmpstr (grant->title, ==, "Title H-1 en");
  g_assert_cmpstr (grant->summary, ==, "What for\nType of action: HORIZON Research and Innovation Actions\nProgramme: Horizon Europe");
  g_assert_cmpstr (grant->url, ==, "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/topic-details/H-1");
  g_assert_cmpstr (grant->opens, ==, "2026-05-07");
  g_assert_cmpuint (grant->deadlines->len, ==, 2);
  assert_deadline (grant, 0, "2026-06-11 Europe/Brussels | first stage");
  assert_deadline (grant, 1, "2026-10-20 17:00 Europe/Brussels | second stage");
  g_assert_cmpint (grant->amount_min, ==, 1000000);
  g_assert_cmpint (grant->amount_max, ==, 4500000);
  g_assert_cmpstr (grant->currency, ==, "EUR");
  g_assert_cmpstr (grant->subjects[2], ==, "Air");
  g_assert_nonnull (strstr (get_item (&answer, 1)->rejection, "“de”"));
  grant = get (&answer, 2);
  g_assert_cmpstr (get_item (&answer, 2)->control, ==, "H-2/fr");
  g_assert_cmpstr (grant->language, ==, "fre");
  g_assert_cmpint (grant->closed, ==, RC_GRANT_CLOSED);
  assert_deadline (grant, 1, "2027-11-20 Europe/Brussels | cut-off");
  g_assert_cmpstr (get_item (&answer, 3)->rejection, ==, "this is no call for proposals");
  g_assert_cmpuint (get (&answer, 4)->deadlines->len, ==, 0);
  g_assert_cmpuint (get_item (&answer, 4)->warnings->len, ==, 1); /* the 30th of February */
  g_assert_cmpstr (rc_reader_get_page (answer.reader)->next, ==, "3");
}

/* Entries that are made in another way are told of, each of them: a listing that passed them over would be whole without them. */
static void
test_other_shape (void)
{
  static const struct
  {
    const char *json;
    RcFormat format;
  } cases[] = {
    { "{\"totalResults\":2,\"results\":[" TOPIC ("H-1", "en", "\"type\":[\"1\"]") ",{\"apiVersion\":\"2.1\",\"reference\":\"9TOPIC\",\"content\":\"Topic\",\"details\":{}}]}",
      RC_FORMAT_SEDIA },
    { "{\"count\":2,\"results\":[{\"grant_id\":\"1\",\"data\":{\"id\":\"1\",\"title\":\"Award\"}},{\"grant_id\":\"2\",\"body\":{}}]}", RC_FORMAT_360GIVING },
    { "{\"total_count\":2,\"records\":[{\"record\":{\"fields\":{\"url\":\"https://example.org/1\",\"title\":\"Book\"}}},{\"record\":{\"members\":{}}}]}",
      RC_FORMAT_OPENDATASOFT },
    { "{\"items\":[{\"id\":\"c1\",\"title\":\"Call\"},{\"number\":\"c2\",\"name\":\"Call\"}]}", RC_FORMAT_COMMONGRANTS },
    { "{\"totalCount\":2,\"data\":[{\"id\":\"1\",\"fields\":{\"title\":\"Course\"}},{\"id\":\"2\",\"members\":{}}]}", RC_FORMAT_RELIEFWEB },
    { "{\"items\":[{\"id\":\"1\",\"title\":\"Call\"},{\"id\":\"2\",\"called\":\"Call\",\"url\":\"https://example.org\"}]}", RC_FORMAT_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (cases[i].json, cases[i].format, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (answer.items->len, ==, 2);
      g_assert_null (get_item (&answer, 0)->rejection);
      g_test_message ("%u: %s", i, get_item (&answer, 1)->rejection);
      g_assert_nonnull (get_item (&answer, 1)->rejection);
    }
}

/* It answers with all it has when it does not understand the question. */
static void
test_sedia_unheeded (void)
{
  const char *others = "{\"totalResults\":20,\"results\":[" TOPIC ("A", "en", "\"type\":[\"6\"]") "," TOPIC ("B", "en", "\"type\":[\"1\"]") "," TOPIC (
      "C", "en", "\"type\":[\"0\"]") "]}";
  const char *many = "{\"totalResults\":4170000,\"results\":[" TOPIC ("A", "en", "\"type\":[\"1\"]") "]}";

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (i == 0 ? others : many, RC_FORMAT_SEDIA, NULL, &error);

      g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
      g_assert_cmpuint (answer.items->len, ==, 0);
    }
}

static void
test_commongrants (void)
{
  const char *standard = "{\"status\":200,\"items\":[{\"id\":\"u-1\",\"title\":\"Water\",\"status\":{\"value\":\"forecasted\"},\"description\":\"About\","
                         "\"funding\":{\"minAwardAmount\":{\"amount\":\"1000.00\",\"currency\":\"USD\"},\"maxAwardAmount\":{\"amount\":\"25000.00\",\"currency\":\"USD\"}},"
                         "\"keyDates\":{\"postDate\":{\"date\":\"2026-09-01\"},\"closeDate\":{\"eventType\":\"singleDate\",\"date\":\"2026-11-03\",\"time\":\"17:00:00\"}},"
                         "\"customFields\":{\"federalOpportunityNumber\":{\"name\":\"n\",\"fieldType\":\"string\",\"value\":\"W-9\"},"
                         "\"contactInfo\":{\"name\":\"c\",\"fieldType\":\"object\",\"value\":{\"name\":\"A\",\"email\":\"a@example.org\"}}},"
                         "\"acceptedApplicantTypes\":[{\"value\":\"individual\"},{\"value\":\"custom\",\"customValue\":\"museums\"}],\"source\":\"https://x.org/1\"}],"
                         "\"paginationInfo\":{\"page\":1,\"pageSize\":1,\"totalItems\":3,\"totalPages\":3}}";
  const char *simpler = "{\"data\":[{\"opportunity_id\":\"7f\",\"opportunity_title\":\"Air\",\"opportunity_number\":\"N-7\",\"agency_name\":\"NSF\","
                        "\"opportunity_status\":\"closed\",\"summary\":{\"close_date\":\"2026-10-19\",\"close_date_description\":\"no later than 11:59 p.m., ET\","
                        "\"award_floor\":500,\"award_ceiling\":null,\"applicant_types\":[\"state_governments\",\"individuals\"],\"summary_description\":\"<p>S</p>\"}}],"
                        "\"pagination_info\":{\"page_offset\":2,\"page_size\":1,\"total_pages\":2,\"total_records\":2}}";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) first = read_text (standard, RC_FORMAT_AUTO, NULL, &error);
  g_auto (Answer) second = read_text (simpler, RC_FORMAT_AUTO, NULL, &error);
  const RcGrant *grant;

  g_assert_no_error (error);
  g_assert_cmpint (rc_reader_get_format (first.reader), ==, RC_FORMAT_COMMONGRANTS);
  grant = get (&first, 0);
  /* An hour of no clock: shown as such, and never as one of a zone. */
  assert_deadline (grant, 0, "2026-11-03 17:00");
  g_assert_cmpuint (grant->facts->len, ==, 0); /* "custom" may be anybody */
  g_assert_cmpstr (grant->number, ==, "W-9");
  g_assert_cmpstr (grant->summary, ==, "About\nStatus: forecast\nContact: a@example.org");
  g_assert_cmpstr (grant->amount, ==, "USD 1000–25000");
  g_assert_cmpstr (grant->opens, ==, "2026-09-01");
  g_assert_cmpstr (rc_reader_get_page (first.reader)->next, ==, "2");
  grant = get (&second, 0);
  assert_deadline (grant, 0, "2026-10-19 23:59 America/New_York");
  g_assert_cmpstr (grant->number, ==, "N-7");
  g_assert_cmpstr (grant->url, ==, "https://simpler.grants.gov/opportunity/7f");
  g_assert_cmpint (grant->closed, ==, RC_GRANT_CLOSED);
  g_assert_cmpint (grant->amount_min, ==, 500);
  g_assert_cmpstr (grant->eligibility, ==, "state_governments; individuals");
  g_assert_cmpuint (grant->facts->len, ==, 1);
  g_assert_cmpint (((RcFact *) grant->facts->pdata[0])->kind, ==, RC_FACT_WHO);
  g_assert_cmpstr (((RcFact *) grant->facts->pdata[0])->values[0], ==, "government");
  g_assert_cmpstr (((RcFact *) grant->facts->pdata[0])->values[1], ==, "individual");
  g_assert_cmpstr (((RcFact *) grant->facts->pdata[0])->sentence, ==, "state_governments; individuals");
  g_assert_false (((RcFact *) grant->facts->pdata[0])->from_text);
  g_assert_null (rc_reader_get_page (second.reader)->next);
}

/* An award is told of, and is nothing to apply for. */
static void
test_360giving (void)
{
  const char *json = "{\"count\":2,\"next\":\"https://api.example.org/?offset=1\",\"results\":[{\"grant_id\":\"360G-a\",\"data\":{\"id\":\"360G-a\",\"title\":\"Garden\","
                     "\"awardDate\":\"2024-04-28T00:00:00+00:00\",\"amountAwarded\":152505.03,\"currency\":\"GBP\",\"description\":\"Green\","
                     "\"fundingOrganization\":[{\"id\":\"GB-1\",\"name\":\"Trust\"}],\"recipientOrganization\":[{\"name\":\"Town\"}]}}]}";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = read_text (json, RC_FORMAT_AUTO, NULL, &error);
  const RcGrant *grant;

  g_assert_no_error (error);
  grant = get (&answer, 0);
  g_assert_cmpint (grant->closed, ==, RC_GRANT_CLOSED);
  g_assert_cmpuint (grant->deadlines->len, ==, 0);
  g_assert_cmpstr (grant->type, ==, "award made");
  g_assert_cmpstr (grant->amount, ==, "GBP 152505");
  g_assert_cmpstr (grant->summary, ==, "Green\nAwarded to: Town\nAward date: 2024-04-28");
  g_assert_cmpstr (rc_reader_get_page (answer.reader)->next, ==, "https://api.example.org/?offset=1");
}

static void
test_reliefweb (void)
{
  const char *json = "{\"time\":4,\"href\":\"https://api.reliefweb.int/v2/jobs\",\"links\":{\"next\":{\"href\":\"https://api.reliefweb.int/v2/jobs?offset=1\"}},"
                     "\"totalCount\":5,\"count\":1,\"data\":[{\"id\":\"4000\",\"fields\":{\"title\":\"Water officer\",\"date\":{\"created\":\"2026-10-01T07:00:00+00:00\","
                     "\"closing\":\"2026-12-15T00:00:00+00:00\"},\"source\":[{\"name\":\"UNESCO\"}],\"country\":[{\"name\":\"Kazakhstan\",\"iso3\":\"kaz\"}],"
                     "\"url\":\"https://reliefweb.int/job/4000\",\"body-html\":\"<p>Do</p>\",\"type\":[{\"name\":\"Consultancy\"}],\"how_to_apply-html\":\"<p>Write</p>\"}}]}";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = read_text (json, RC_FORMAT_AUTO, NULL, &error);
  const RcGrant *grant;

  g_assert_no_error (error);
  g_assert_cmpint (rc_reader_get_format (answer.reader), ==, RC_FORMAT_RELIEFWEB);
  grant = get (&answer, 0);
  g_assert_cmpint (((RcDeadline *) grant->deadlines->pdata[0])->precision, ==, RC_DEADLINE_DAY);
  g_assert_cmpint (((RcDeadline *) grant->deadlines->pdata[0])->day, ==, 15);
  g_assert_cmpstr (grant->funder, ==, "UNESCO");
  g_assert_cmpstr (grant->type, ==, "Consultancy");
  g_assert_cmpstr (grant->summary, ==, "Do\nCountry: Kazakhstan\nHow to apply: Write");
  g_assert_cmpuint (rc_reader_get_page (answer.reader)->announced, ==, 5);
}

/* The three shapes of one record. */
static void
test_opendatasoft (void)
{
#define FIELDS                                                                                                                             \
  "{\"url\":\"https://unesdoc.unesco.org/ark:/48223/pf0000248967\",\"title\":\"Water &amp; life\",\"year\":[\"2014\"],\"language\":[\"eng\",\"rus\"]," \
  "\"creator\":[\"UNESCO\",\"Ivanov, Ivan\"],\"isbn\":\"978-92-3-100001-0\",\"document_code\":\"SC/2014/7\",\"subject\":[\"Water\",\"Soil\"],"  \
  "\"type\":[\"book\"],\"description\":\"About\",\"rights\":\"<a>CC</a>\"}"
  static const char *const shapes[] = { "{\"total_count\":1,\"results\":[" FIELDS "]}",
                                        "{\"total_count\":1,\"links\":[],\"records\":[{\"links\":[],\"record\":{\"id\":\"x\",\"fields\":" FIELDS "}}]}",
                                        "{\"nhits\":1,\"parameters\":{\"start\":0},\"records\":[{\"recordid\":\"x\",\"fields\":" FIELDS "}]}" };

  /* An export says nothing of its number. */
  g_assert_cmpint (rc_format_detect ("[" FIELDS "]", strlen ("[" FIELDS "]")), ==, RC_FORMAT_OPENDATASOFT);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (shapes[i], RC_FORMAT_AUTO, NULL, &error);
      const RcReaderItem *item;
      g_autoptr (RcDescription) description = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (rc_reader_get_format (answer.reader), ==, RC_FORMAT_OPENDATASOFT);
      item = get_item (&answer, 0);
      g_assert_cmpstr (item->rejection, ==, NULL);
      g_assert_cmpstr (item->control, ==, "https://unesdoc.unesco.org/ark:/48223/pf0000248967");
      description = rc_description_new_from_marc (item->record->marc);
      g_assert_cmpstr (description->title, ==, "Water & life");
      g_assert_cmpuint (rc_reader_get_page (answer.reader)->announced, ==, 1);
    }
}

/* An export is read one record at a time, and told to be cut off where it is. */
static void
test_bare_list (void)
{
  const char *list = " [{\"title\":\"A\",\"url\":\"https://example.org/a\"}, 7, {\"title\":\"B\",\"url\":\"https://example.org/b\",}, {\"title\":\"C\","
                     "\"url\":\"https://example.org/c\"}";
  g_autofree char *whole = g_strconcat (list, "]\n", NULL);
  g_autofree char *cut = g_strconcat (list, ",{\"title\":\"D", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (Answer) first = read_text (whole, RC_FORMAT_OPENDATASOFT, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (first.items->len, ==, 4);
  g_assert_nonnull (get_item (&first, 0)->record->marc);
  g_assert_cmpstr (get_item (&first, 1)->rejection, ==, "this is no object");
  g_assert_nonnull (get_item (&first, 2)->rejection);
  g_assert_cmpstr (get_item (&first, 3)->control, ==, "https://example.org/c");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) problem = NULL;
      g_auto (Answer) second = read_text (i == 0 ? cut : list, RC_FORMAT_OPENDATASOFT, NULL, &problem);

      g_assert_cmpuint (second.items->len, ==, 4);
      g_assert_error (problem, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
      g_assert_cmpstr (problem->message, ==, "the JSON is cut off before its end");
    }
}

/* What is too large is refused by name, before anything is made of it. */
static void
test_too_large (void)
{
  gsize length = 65 * 1024 * 1024;
  g_autofree char *json = g_strnfill (length, ' ');
  g_autofree char *brackets = g_strnfill (70, '[');
  g_autofree char *deep = g_strconcat ("{\"r\":", brackets, NULL);
  g_autoptr (GError) error = NULL, problem = NULL;

  json[0] = '{';
  {
    g_auto (Answer) large = read_bytes (json, length, RC_FORMAT_RELIEFWEB, NULL, &error);
    g_auto (Answer) nested = read_text (deep, RC_FORMAT_RELIEFWEB, NULL, &problem);

    g_assert_cmpuint (large.items->len + nested.items->len, ==, 0);
    g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE);
    g_assert_cmpstr (error->message, ==, "the JSON has more than 64 MiB");
    g_assert_error (problem, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE);
  }
}

/* Forms of dates, and what stands for no time. */
static void
test_dates (void)
{
  static const struct
  {
    const char *keys, *value, *deadline;
  } cases[] = {
    { "", "2026-11-30T00:00:00Z", "2026-11-30 UTC" },
    { "deadline.zone=Europe/Brussels\n", "2026-11-30", "2026-11-30 Europe/Brussels" },
    { "deadline.zone=Asia/Almaty\n", "2026-11-30T17:00:00", "2026-11-30 17:00 Asia/Almaty" },
    { "deadline.format=%d/%m/%Y\n", "03/04/2027", "2027-04-03" },
    { "deadline.order=month-first\n", "03/04/2027", "2027-03-04" },
    { "deadline.format=%d. %B %Y, %I:%M %p\ndeadline.zone=Europe/Paris\n", "3. April 2027, 5:30 pm", "2027-04-03 17:30 Europe/Paris" },
    { "deadline.format=%d.%m.%y %H:%M %z\n", "03.04.27 17:30 +0500", "2027-04-03 17:30 UTC+05:00" },
    { "deadline.format=%d.%m.%Y\n", "31.02.2027", NULL },
    { "", "03/04/2027", NULL },
    { "deadline.label=second stage\n", "15 марта 2027 г.", "2027-03-15 | second stage" },
    { "", "Rolling", "rolling" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *keys = g_strconcat ("records=$.r[*]\ntitle=\"T\"\ncontrol=$.d\ndeadline=$.d\n", cases[i].keys, NULL);
      g_autofree char *json = g_strdup_printf ("{\"r\":[{\"d\":\"%s\"}]}", cases[i].value);
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (json, RC_FORMAT_JSON, keys, &error);

      g_test_message ("%s", cases[i].value);
      g_assert_no_error (error);
      if (cases[i].deadline != NULL)
        assert_deadline (get (&answer, 0), 0, cases[i].deadline);
      else
        g_assert_cmpuint (get (&answer, 0)->deadlines->len, ==, 0);
      g_assert_cmpuint (get_item (&answer, 0)->warnings->len, ==, cases[i].deadline == NULL);
    }
}

static void
test_amounts (void)
{
  static const struct
  {
    const char *text;
    gint64 amount;
  } cases[] = { { "25,475", 25475 },     { "1 000 000", 1000000 }, { "1.000.000", 1000000 }, { "1,000.50", 1000 }, { "1.000,50", 1000 },
                { "€ 12 500,5", 12500 }, { "$37,000", 37000 },     { "-5", -1 },             { "37,000/year", -1 }, { "99999999999999999999", -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"r\":[{\"a\":\"%s\"}]}", cases[i].text);
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (json, RC_FORMAT_JSON, "records=$.r[*]\ntitle=\"T\"\ncontrol=\"1\"\namount_max=$.a\n", &error);

      g_assert_cmpint (get (&answer, 0)->amount_max, ==, cases[i].amount);
    }
}

/* Paths that lead nowhere are no mistake, also past the end of a list. */
static void
test_paths (void)
{
  static const struct
  {
    const char *path, *title;
  } cases[] = {
    { "$.a.b[0]", "one" },   { "$.a.b[-1]", "three" }, { "$['a']['b'][1]", "two" }, { "$.a.b[7]", NULL },   { "$.a.b[-7]", NULL },
    { "$.a.b[5:9]", NULL },  { "$.a.b[1:]", "two" },   { "$.a.*[2]", "three" },     { "$..c", "deep" },     { "$..[0].c", "deep" },
    { "$.a.b.c", NULL },     { "$.x.y", NULL },        { "$.e[-1]", NULL },         { "$.e[0:3][0]", NULL }, { "$.d[0].c", "deep" },
    { "$.z || $.n", "4.5" }, { "$.true", "true" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *keys = g_strconcat ("records=$.r[*]\ncontrol=\"1\"\ntitle=", cases[i].path, "\n", NULL);
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text ("{\"r\":[{\"a\":{\"b\":[\"one\",\"two\",\"three\"]},\"d\":[{\"c\":\"deep\"}],\"e\":[],\"n\":4.5,\"true\":true}]}",
                                          RC_FORMAT_JSON, keys, &error);

      g_test_message ("%s", cases[i].path);
      g_assert_no_error (error);
      if (cases[i].title != NULL)
        g_assert_cmpstr (get (&answer, 0)->title, ==, cases[i].title);
      else
        g_assert_nonnull (get_item (&answer, 0)->rejection);
    }
}

static void
test_publication (void)
{
  const char *keys = "kind=publication\nrecords=$.r[*]\ncontrol=$.id\ntitle=$.t\nauthors=$.a\nauthors.separator=;\npublisher=\"UNESCO\"\nissued=$.d\n"
                     "issued.format=%d.%m.%Y\nisbn=$.i\ntype=$.k\ntype.map=карта\nlanguage=$.l\nother.colour=$.c\nline.Held by=$.h\n";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = read_text ("{\"r\":[{\"id\":\"m-1\",\"t\":\"Отырар\",\"a\":\"Иванов, Иван; UNESCO\",\"d\":\"01.02.2003\",\"i\":\"9789231000010\","
                                      "\"k\":\"Карта\",\"l\":\"ru\",\"c\":\"red\",\"h\":\"IOC\"}]}",
                                      RC_FORMAT_JSON, keys, &error);
  g_autoptr (RcReference) reference = NULL;

  g_assert_no_error (error);
  reference = rc_reference_new_from_marc (get_item (&answer, 0)->record->marc);
  g_assert_cmpint (reference->type, ==, RC_REFERENCE_MAP);
  g_assert_cmpint (reference->year, ==, 2003);
  g_assert_cmpstr (reference->control, ==, "m-1");
  g_assert_cmpstr (reference->languages->pdata[0], ==, "rus");
  g_assert_cmpint (((RcReferenceName *) reference->names->pdata[1])->kind, ==, RC_NAME_BODY);
  g_assert_cmpstr (((RcReferenceOther *) reference->others->pdata[0])->value, ==, "red");
  g_assert_cmpstr (reference->notes->pdata[0], ==, "Held by: IOC");
}

/* The forecast of an opportunity, and two records of one. */
static void
test_grants_gov (void)
{
  const char *forecast = "{\"errorcode\":0,\"data\":{\"id\":7,\"opportunityTitle\":\"Air\",\"docType\":\"forecast\",\"synopsis\":{},\"forecast\":{"
                         "\"estApplicationResponseDate\":\"Oct 19, 2026 12:00:00 AM EDT\",\"forecastDesc\":\"&amp;lt;p&amp;gt;Soon&amp;lt;/p&amp;gt;\"}}}";
  const char *twice = "{\"data\":{\"hitCount\":2,\"oppHits\":[{\"id\":7,\"title\":\"New\",\"version\":1,\"lastUpdatedDate\":\"Jun 16, 2026 09:30:08 AM EDT\"},"
                      "{\"id\":7,\"title\":\"Old\",\"version\":2,\"lastUpdatedDate\":\"Jun 15, 2026 09:30:08 AM EDT\"}]}}";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) first = read_text (forecast, RC_FORMAT_AUTO, NULL, &error);
  g_auto (Answer) second = read_text (twice, RC_FORMAT_AUTO, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (get (&first, 0)->summary, ==, "Soon\nStatus: forecast");
  assert_deadline (get (&first, 0), 0, "2026-10-19 America/New_York");
  g_assert_cmpstr (get (&second, 0)->title, ==, "New");
  g_assert_nonnull (get_item (&second, 1)->rejection);
}

/* Without a mapping, by names that many use. */
static void
test_guessed (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Answer) json = read_text ("{\"results\":[{\"id\":1,\"name\":\"Prize\",\"deadline\":\"2026-11-30\"}]}", RC_FORMAT_JSON, NULL, &error);
  g_auto (Answer) xml = read_text ("<grants total='3'><grant id='9'><title>Prize</title></grant></grants>", RC_FORMAT_XML, NULL, &error);

  g_assert_no_error (error);
  assert_deadline (get (&json, 0), 0, "2026-11-30");
  g_assert_cmpstr (get_item (&xml, 0)->control, ==, "9");
  g_assert_cmpuint (rc_reader_get_page (xml.reader)->announced, ==, 3);
}

/* Answers that came without a mapping: where the records are, and what their fields hold. */
static void
test_guessed_json (void)
{
  static const struct
  {
    const char *json, *title, *url, *funder, *deadline;
  } cases[] = {
    { "{\"meta\":{\"sources\":[{\"id\":1,\"label\":\"x\"},{\"id\":2,\"label\":\"y\"}]},\"open\":[{\"OpportunityTitle\":\"Prize\",\"AgencyName\":\"Fund\","
      "\"application_deadline\":\"2026-11-30\",\"Apply URL\":\"https://f.example/p\"}]}",
      "Prize", "https://f.example/p", "Fund", "2026-11-30" },
    { "{\"data\":{\"calls\":{\"edges\":[{\"node\":{\"name\":{\"en\":\"Prize\",\"fr\":\"Prix\"},\"funder\":{\"id\":7,\"name\":\"Fund\"},"
      "\"closing_date\":\"2026-11-30\",\"link\":\"https://f.example/p\"}}]}}}",
      "Prize", "https://f.example/p", "Fund", "2026-11-30" },
    { "[{\"title\":{\"rendered\":\"Prize\"},\"funder\":\"Fund\",\"deadline\":\"2026-11-30\",\"link\":\"https://f.example/p\"}]",
      "Prize", "https://f.example/p", "Fund", "2026-11-30" },
    { "[{\"name\":\"Fund\",\"programmes\":[{\"title\":\"Prize\",\"provider\":\"Fund\",\"deadline\":{\"date\":\"2026-11-30\"},\"website\":\"https://f.example/p\"}]}]",
      "Prize", "https://f.example/p", "Fund", "2026-11-30" },
    { "{\"гранты\":[{\"Название\":\"Prize\",\"Фонд\":\"Fund\",\"Срок подачи\":\"30 ноября 2026\",\"Ссылка\":\"https://f.example/p\"}]}",
      "Prize", "https://f.example/p", "Fund", "2026-11-30" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (cases[i].json, RC_FORMAT_JSON, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (answer.items->len, ==, 1);
      g_assert_cmpstr (get (&answer, 0)->title, ==, cases[i].title);
      g_assert_cmpstr (get (&answer, 0)->url, ==, cases[i].url);
      g_assert_cmpstr (get (&answer, 0)->funder, ==, cases[i].funder);
      assert_deadline (get (&answer, 0), 0, cases[i].deadline);
      g_assert_nonnull (strstr (rc_reader_get_page (answer.reader)->guess, "deadline = "));
    }
}

/* No list of it is one of grants. */
static void
test_nothing_to_guess (void)
{
  static const char *const answers[] = {
    "{\"errors\":[{\"status\":\"404\",\"title\":\"Not found\",\"details\":\"x\"}]}",
    "{\"rows\":[{\"a\":1,\"b\":2}]}",
    "[{\"id\":1,\"title\":\"alone\"}]",
    "[1,2,3]",
    "{\"rows\":[],\"others\":[{\"a\":1}]}",
    "{\"rows\":null}",
    "{\"error\":\"no key\",\"rows\":[]}",
    "[{\"it's\":\"x\",\"a|b\":\"y\",\"\":\"z\"}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (answers[i], RC_FORMAT_JSON, NULL, &error);

      g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
      g_assert_cmpuint (answer.items->len, ==, 0);
    }
}

/* A table with columns of its own; what says nothing of a grant is named. */
/* No call is open at the moment: a list with nothing in it, whatever it is called. */
static void
test_empty (void)
{
  static const struct
  {
    RcFormat format;
    const char *text;
    gboolean refused;
  } cases[] = {
    { RC_FORMAT_JSON, "[]" },
    { RC_FORMAT_JSON, "{\"results\":[]}" },
    { RC_FORMAT_JSON, "{\"data\":{\"items\":[],\"count\":0}}" },
    { RC_FORMAT_XML, "<r total='0'/>" },
    { RC_FORMAT_XML, "<?xml version='1.0'?><calls></calls>" },
    { RC_FORMAT_XML, "<r total='2'/>", TRUE },
    { RC_FORMAT_XML, "<maintenance/>", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (cases[i].text, cases[i].format, NULL, &error);

      if (cases[i].refused)
        g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
      else
        g_assert_no_error (error);
      g_assert_cmpuint (answer.items->len, ==, 0);
    }
}

/* Links as they stand on a page of the service: from where the answer is. */
static void
test_relative_links (void)
{
  static const char xml[] = "<calls><call id='1' title='Prize &amp; more' url='/calls/1' deadline='2031-05-01'/></calls>";
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free), NULL };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (xml, -1, NULL);
  RcReaderItem *item;

  answer.reader = rc_reader_new (stream, RC_FORMAT_XML, NULL, NULL, &error);
  g_assert_no_error (error);
  rc_reader_set_address (answer.reader, "https://f.example/api/v1");
  while ((item = rc_reader_next (answer.reader, NULL, &error)) != NULL)
    g_ptr_array_add (answer.items, item);
  g_assert_no_error (error);
  g_assert_cmpstr (get (&answer, 0)->title, ==, "Prize & more");
  g_assert_cmpstr (get (&answer, 0)->url, ==, "https://f.example/calls/1");
  assert_deadline (get (&answer, 0), 0, "2031-05-01");
}

static void
test_guessed_table (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = read_text ("id,name_en,name_fr,description_en,Funding Min,Funding Max,currency,Closing date,source_url,staff\n"
                                      "5,Seed Grant,Semences,For gardens.,10000.0,20000.0,CAD,30 November 2026,https://f.example/s,3\n"
                                      "5,Other,,,,,,,,,more\n",
                                      RC_FORMAT_GRANTS_CSV, NULL, &error);
  const RcGrant *grant;

  g_assert_no_error (error);
  g_assert_cmpuint (answer.items->len, ==, 2);
  grant = get (&answer, 0);
  g_assert_cmpuint (get_item (&answer, 0)->warnings->len, ==, 1);
  g_assert_true (g_str_has_prefix (get_item (&answer, 0)->warnings->pdata[0], "the columns were read by their names: title = name_en"));
  g_assert_cmpstr (get_item (&answer, 0)->control, ==, "5");
  g_assert_cmpstr (grant->title, ==, "Seed Grant");
  g_assert_cmpstr (grant->summary, ==, "For gardens.");
  g_assert_cmpint (grant->amount_min, ==, 10000);
  g_assert_cmpint (grant->amount_max, ==, 20000);
  g_assert_cmpstr (grant->currency, ==, "CAD");
  g_assert_cmpstr (grant->url, ==, "https://f.example/s");
  assert_deadline (grant, 0, "2026-11-30");
  g_assert_cmpuint (get_item (&answer, 1)->warnings->len, ==, 2);
  g_assert_true (g_str_has_suffix (rc_reader_get_page (answer.reader)->guess, "; not read: name_fr, staff"));
}

/* Columns of ours stay what they are, with and without others beside them; most of a stranger's may be called as ours are. */
static void
test_whose_table (void)
{
  static const struct
  {
    const char *text, *deadline;
    gboolean guessed;
  } tables[] = {
    { "title,funder,url\nPrize,Fund,https://f.example\n", NULL, FALSE },
    { "title,funder,deadlines,staff\nPrize,Fund,2026-11-30,me\n", "2026-11-30", FALSE },
    { "title,funder,summary,url,deadline\nPrize,Fund,Text,https://f.example,30 November 2026\n", "2026-11-30", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (Answer) answer = read_text (tables[i].text, RC_FORMAT_GRANTS_CSV, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (get (&answer, 0)->funder, ==, "Fund");
      g_assert_cmpint (rc_reader_get_page (answer.reader)->guess != NULL, ==, tables[i].guessed);
      if (tables[i].deadline != NULL)
        assert_deadline (get (&answer, 0), 0, tables[i].deadline);
    }
}

/* What people share: every place of it is a record or says why it is none. */
static void
test_shared_data (void)
{
  static const struct
  {
    const char *name;
    RcFormat format;
    guint n_read, n_rejected;
    const char *keys;
  } files[] = {
    { "360giving/a002400000KeYdsAAF-currency.json", RC_FORMAT_AUTO, 379, 0, NULL },
    { "360giving/a002400000KeYdsAAF.json", RC_FORMAT_AUTO, 379, 0, NULL },
    { "360giving/awefw001p00000zgyHZAAY.json", RC_FORMAT_AUTO, 154, 0, NULL },
    { "360giving-quality/badfile_all_validation_errors.json", RC_FORMAT_AUTO, 1, 0, NULL },
    { "360giving-quality/duration_usefulness.json", RC_FORMAT_AUTO, 1, 0, NULL },
    { "360giving-quality/fundingproviders-grants_broken_grants.json", RC_FORMAT_AUTO, 4, 0, NULL },
    { "360giving-quality/fundingproviders-grants_fixed_2_grants.json", RC_FORMAT_AUTO, 4, 0, NULL },
    { "360giving-quality/multiple_funder_names_org_ids.json", RC_FORMAT_AUTO, 2, 0, NULL },
    { "360giving-quality/nulls.json", RC_FORMAT_AUTO, 2, 2, NULL },
    { "sedia/sedia_topic_HORIZON-CL5-2024-D2-01-03.json", RC_FORMAT_AUTO, 1, 0, NULL },
    { "grants-gov/govmatic_Grant.json", RC_FORMAT_AUTO, 1, 0, NULL },
    { "grants-gov/govmatic_Synopsis.json", RC_FORMAT_AUTO, 1, 0, NULL },
    { "opendatasoft/ods_v1_namur_no_parking.json", RC_FORMAT_AUTO, 0, 0, NULL },
    { "opendatasoft/ods_v1_liege_garages.json", RC_FORMAT_AUTO, 10, 0, NULL },
    { "opendatasoft/ods_v1_brussel_garages.json", RC_FORMAT_OPENDATASOFT, 10, 0, "title=$.name_fr\ncontrol=$.name_nl\n" },
    { "opendatasoft/ods_v2_records.json", RC_FORMAT_OPENDATASOFT, 2, 0, "title=$.name\ncontrol=$.geoname_id\n" },
    { "lists/grants.json", RC_FORMAT_JSON, 66, 0,
      "records=$.grants[*]\ntotal=$.total_grants\ncontrol=$.url\ntitle=$.name\nfunder=$.organization\nurl=$.url\namount=$.amount\n"
      "audience=$.audience\naudience.student=students\naudience.researcher=faculty; postdocs\ntype=$.type\ntype.fellowship=fellowships\n"
      "deadline=$.deadline\nsummary=$.description\nsubjects=$.domains\n" },
    { "lists/grants.json", RC_FORMAT_JSON, 66, 0, NULL },
    { "lists/scholarship_radar.json", RC_FORMAT_JSON, 24, 0, NULL },
    { "lists/canada_grants.csv", RC_FORMAT_GRANTS_CSV, 12, 0, NULL },
    { "funders/mellon_search.json", RC_FORMAT_JSON, 3, 0, NULL },
    { "lists/scholarship_radar.json", RC_FORMAT_JSON, 24, 0,
      "records=$.items[*]\ntotal=$.meta.trackedCount\ncontrol=$.id\ntitle=$.title\nfunder=$.institution\nurl=$.applyUrl\ndeadline=$.deadlineIso\n"
      "deadline.words=$.deadline\nstatus=$.applicationStatusCode\nstatus.closed=closed\neligibility=$.eligibility\nsummary=$.summary\n" },
    { "funders/mellon_search.json", RC_FORMAT_JSON, 3, 0,
      "records=$.data.grantSearch.entities[*].data\ntotal=$.data.grantSearch.totalCount\ncontrol=$.id\ntitle=$.title\nsummary=$.description\n" },
    { "funders/arnold_1.json", RC_FORMAT_JSON, 1, 0,
      "records=$.results[*].hits[*]\ntotal=$.results[0].nbHits\ncontrol=$.objectID\ntitle=$.title\nurl=$.url\namount_max=$.grantAmount\n" },
    { "funders/arnold_empty.json", RC_FORMAT_JSON, 0, 0, "records=$.results[*].hits[*]\ncontrol=$.objectID\ntitle=$.title\n" },
    { "funders/gates_page1.json", RC_FORMAT_JSON, 0, 0, "records=$.results[*]\ntotal=$.totalResults\ncontrol=$.id\ntitle=$.title\n" },
    { "funders/usaspending_1.json", RC_FORMAT_JSON, 50, 0,
      "records=$.results[*]\ncontrol=$.generated_internal_id\ntitle=$.Description\nfunder=$['Awarding Agency']\namount_max=$['Award Amount']\n" },
    { "funders/ssrc_fellows_1.json", RC_FORMAT_JSON, 20, 0,
      "records=$.results[*].hits[*]\ntotal=$.results[0].nbHits\ncontrol=$.post_id\ntitle=$.post_title\nsummary=$.content\n" },
  };
  const char *folder = g_getenv ("RC_SHARED_DATA");

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the shared data is not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, "grants", files[i].name, NULL);
      g_autofree char *data = NULL;
      g_autoptr (GError) error = NULL;
      gsize length;
      guint n_rejected = 0;

      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      {
        g_auto (Answer) answer = read_bytes (data, length, files[i].format, files[i].keys, &error);

        g_test_message ("%s", files[i].name);
        g_assert_no_error (error);
        for (guint j = 0; j < answer.items->len; j++)
          n_rejected += get_item (&answer, j)->rejection != NULL;
        g_assert_cmpuint (answer.items->len, ==, files[i].n_read);
        g_assert_cmpuint (n_rejected, ==, files[i].n_rejected);
        if (g_str_has_prefix (files[i].name, "sedia/"))
          assert_deadline (get (&answer, 0), 0, "2024-04-18 17:00 Europe/Brussels");
      }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/listings/json", test_json);
  g_test_add_func ("/listings/wrong-keys", test_wrong_keys);
  g_test_add_func ("/listings/pages", test_pages);
  g_test_add_func ("/listings/xml", test_xml);
  g_test_add_func ("/listings/xml-unknown", test_xml_unknown);
  g_test_add_func ("/listings/costly-xpath", test_costly_xpath);
  g_test_add_func ("/listings/refused", test_refused);
  g_test_add_func ("/listings/mended", test_mended);
  g_test_add_func ("/listings/sedia", test_sedia);
  g_test_add_func ("/listings/other-shape", test_other_shape);
  g_test_add_func ("/listings/sedia-unheeded", test_sedia_unheeded);
  g_test_add_func ("/listings/commongrants", test_commongrants);
  g_test_add_func ("/listings/360giving", test_360giving);
  g_test_add_func ("/listings/reliefweb", test_reliefweb);
  g_test_add_func ("/listings/opendatasoft", test_opendatasoft);
  g_test_add_func ("/listings/bare-list", test_bare_list);
  g_test_add_func ("/listings/too-large", test_too_large);
  g_test_add_func ("/listings/dates", test_dates);
  g_test_add_func ("/listings/amounts", test_amounts);
  g_test_add_func ("/listings/paths", test_paths);
  g_test_add_func ("/listings/publication", test_publication);
  g_test_add_func ("/listings/grants-gov", test_grants_gov);
  g_test_add_func ("/listings/guessed", test_guessed);
  g_test_add_func ("/listings/guessed-json", test_guessed_json);
  g_test_add_func ("/listings/nothing-to-guess", test_nothing_to_guess);
  g_test_add_func ("/listings/empty", test_empty);
  g_test_add_func ("/listings/relative-links", test_relative_links);
  g_test_add_func ("/listings/guessed-table", test_guessed_table);
  g_test_add_func ("/listings/whose-table", test_whose_table);
  g_test_add_func ("/listings/shared-data", test_shared_data);
  return g_test_run ();
}
