/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every service that is refreshed from, in the shape its answers have. */
#include "shapes.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define YEAR 2035u /* what is offered stays open for a while */
#define PAGE 100
#define ALL_TOPICS 4170000u

/* The first half of the year, or the second half for those that moved. */
static guint
get_month (const RcTestItems *items, guint i)
{
  return 1 + i % 6 + (i - items->first + items->moved >= items->n ? 6 : 0);
}

static guint
get_day (guint i)
{
  return 1 + i % 28;
}

static guint
get_number (const RcTestRequest *request, const char *name, guint otherwise)
{
  const char *text = request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;

  return text != NULL ? (guint) strtoul (text, NULL, 10) : otherwise;
}

/* A number of the JSON that was posted. */
static guint
get_posted (const RcTestRequest *request, const char *name, guint otherwise)
{
  g_autofree char *key = g_strdup_printf ("\"%s\"", name);
  const char *at = g_strstr_len (request->body, (gssize) request->length, key);

  if (at == NULL)
    return otherwise;
  at += strlen (key);
  return (guint) strtoul (at + strspn (at, " :\""), NULL, 10);
}

static GBytes *
take (GString *text)
{
  return g_string_free_to_bytes (text);
}

/* Where a page ends; `start` (in and out) is where it begins. */
static guint
get_end (const RcTestRequest *request, const RcTestItems *items, guint *start, guint size)
{
  *start = request->again ? 0 : MIN (*start, items->n);
  return MIN (items->n, *start + size);
}

static GBytes *
answer_rss (const RcTestRequest *request, const RcTestItems *items)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">"
                               "<channel><title>Calls</title><link>https://calls.example/</link><description>Open calls</description>\n");
  guint page = request->again ? 1 : get_number (request, "page", 1), size = get_number (request, "size", items->n);
  guint start = (page - 1) * size, end = get_end (request, items, &start, size);

  /* Paged, where so many at once are asked for. */
  if (end < items->n)
    g_string_append_printf (out, "<atom:link rel=\"next\" href=\"%s/rss?size=%u&amp;page=%u\"/>\n",
                            get_number (request, "away", 0) > 0 ? "https://blogs.example" : "", size, page + 1);
  for (guint i = items->first + start; i < items->first + end; i++)
    g_string_append_printf (out, "<item><title>Стипендия %u: Отырар</title><link>https://calls.example/%u</link>"
                                 "<guid isPermaLink=\"false\">call-%u</guid><description>&lt;p&gt;For teachers. Deadline: %04u-%02u-%02u."
                                 "&lt;/p&gt;</description></item>\n",
                            i, i, i, YEAR, get_month (items, i), get_day (i));
  g_string_append (out, "</channel></rss>\n");
  return take (out);
}

static GBytes *
answer_atom (const RcTestRequest *request, const RcTestItems *items)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Calls</title>"
                               "<id>urn:calls</id><updated>2026-11-01T00:00:00Z</updated>\n");

  for (guint i = items->first; i < items->first + items->n; i++)
    g_string_append_printf (out, "<entry><id>urn:call:%u</id><title>Award %u</title><updated>2026-11-01T00:00:00Z</updated>"
                                 "<link href=\"https://awards.example/%u\"/><summary>Deadline: %04u-%02u-%02u.</summary></entry>\n",
                            i, i, i, YEAR, get_month (items, i), get_day (i));
  g_string_append (out, "</feed>\n");
  return take (out);
}

static void
add_oai_record (GString *out, const RcTestItems *items, guint i, gboolean marc)
{
  g_string_append_printf (out, "<record><header><identifier>oai:library.example:%u</identifier><datestamp>2026-%02u-01T00:00:00Z</datestamp>"
                               "</header><metadata>",
                          i, get_month (items, i) > 9 ? 9 : get_month (items, i));
  if (marc)
    g_string_append_printf (out, "<marc:record xmlns:marc=\"http://www.loc.gov/MARC21/slim\"><marc:leader>00000nam a2200000 a 4500</marc:leader>"
                                 "<marc:controlfield tag=\"001\">m%u</marc:controlfield>"
                                 "<marc:datafield tag=\"245\" ind1=\"0\" ind2=\"0\"><marc:subfield code=\"a\">Есеп %u, %u</marc:subfield>"
                                 "</marc:datafield></marc:record>",
                            i, i, get_month (items, i));
  else
    g_string_append_printf (out, "<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" "
                                 "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>Report %u of month %u</dc:title>"
                                 "<dc:creator>Author %u</dc:creator><dc:date>2020</dc:date></oai_dc:dc>",
                            i, get_month (items, i), i);
  g_string_append (out, "</metadata></record>\n");
}

/* A repository with two sets, which takes from, until and set at their word: item i changed on day 10 i + 9 from 2023 on, past noon. */
static gboolean
is_asked (const RcTestRequest *request, guint i, char **stamp)
{
  const char *set = g_hash_table_lookup (request->query, "set");
  const char *from = g_hash_table_lookup (request->query, "from"), *until = g_hash_table_lookup (request->query, "until");
  g_autoptr (GDateTime) first = g_date_time_new_utc (2023, 1, 1, 13, 0, 0), day = g_date_time_add_days (first, (int) (10 * i + 9));

  *stamp = g_date_time_format (day, g_hash_table_contains (request->query, "days") ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%SZ");
  return g_strcmp0 (set, i % 2 == 0 ? "even" : "odd") == 0 && (from == NULL || strcmp (*stamp, from) >= 0)
         && (until == NULL || strcmp (*stamp, until) <= 0);
}

static void
add_asked (GString *out, const RcTestRequest *request, const RcTestItems *items)
{
  const char *name = g_hash_table_contains (request->query, "days") ? "Day" : "Second";
  gboolean any = FALSE;

  for (guint i = items->first; i < items->first + items->n; i++)
    {
      g_autofree char *stamp = NULL;

      if (!is_asked (request, i, &stamp))
        continue;
      g_string_append_printf (out, "%s<record><header><identifier>oai:%s.example:%u</identifier><datestamp>%s</datestamp></header><metadata>"
                                   "<dc:dc xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>%s %u</dc:title></dc:dc></metadata></record>",
                              any ? "" : "<ListRecords>", name, i, stamp, name, i);
      any = TRUE;
    }
  g_string_append (out, any ? "</ListRecords>" : "<error code=\"noRecordsMatch\">Nothing</error>");
}

static GBytes *
answer_oai (const RcTestRequest *request, const RcTestItems *items)
{
  const char *verb = request->query != NULL ? g_hash_table_lookup (request->query, "verb") : NULL;
  const char *token = request->query != NULL ? g_hash_table_lookup (request->query, "resumptionToken") : NULL;
  const char *prefix = request->query != NULL ? g_hash_table_lookup (request->query, "metadataPrefix") : NULL;
  gboolean marc = token != NULL ? token[0] == 'm' : g_strcmp0 (prefix, "marcxml") == 0;
  guint start = token != NULL ? (guint) strtoul (token + 1, NULL, 10) : 0;
  guint end = get_end (request, items, &start, PAGE);
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">"
                               "<responseDate>2026-11-22T00:00:00Z</responseDate><request>http://library.example/oai</request>");

  if (g_strcmp0 (verb, "Identify") == 0)
    g_string_append (out, "<Identify><repositoryName>Library</repositoryName><baseURL>http://library.example/oai</baseURL>"
                          "<protocolVersion>2.0</protocolVersion><adminEmail>a@library.example</adminEmail>"
                          "<earliestDatestamp>2020-01-01T00:00:00Z</earliestDatestamp><deletedRecord>persistent</deletedRecord>"
                          "<granularity>");
  if (g_strcmp0 (verb, "Identify") == 0)
    g_string_append_printf (out, "%s</granularity></Identify>", g_hash_table_contains (request->query, "days") ? "YYYY-MM-DD" : "YYYY-MM-DDThh:mm:ssZ");
  else if (g_strcmp0 (verb, "ListRecords") != 0)
    g_string_append (out, "<error code=\"badVerb\">Illegal verb</error>");
  else if (g_hash_table_contains (request->query, "sets"))
    add_asked (out, request, items);
  else if (items->n == 0)
    g_string_append (out, "<error code=\"noRecordsMatch\">Nothing</error>");
  else
    {
      g_string_append (out, "<ListRecords>\n");
      for (guint i = start; i < end; i++)
        add_oai_record (out, items, items->first + i, marc);
      if (end < items->n)
        g_string_append_printf (out, "<resumptionToken completeListSize=\"%u\" cursor=\"%u\">%c%u</resumptionToken>", items->n, start,
                                marc ? 'm' : 'd', end);
      else
        g_string_append_printf (out, "<resumptionToken completeListSize=\"%u\" cursor=\"%u\"/>", items->n, start);
      g_string_append (out, "</ListRecords>");
    }
  g_string_append (out, "</OAI-PMH>\n");
  return take (out);
}

static void
add_opportunity (GString *out, const RcTestItems *items, guint i)
{
  g_string_append_printf (out, "{\"id\":\"%u\",\"number\":\"ED-%u\",\"title\":\"Opportunity %u\",\"agency\":\"Agency\",\"agencyCode\":\"AG\","
                               "\"openDate\":\"01/15/2026\",\"closeDate\":\"%02u/%02u/%u\",\"oppStatus\":\"posted\",\"docType\":\"synopsis\"}",
                          i, i, i, get_month (items, i), get_day (i), YEAR);
}

static GBytes *
answer_grants_gov (const RcTestRequest *request, const RcTestItems *items)
{
  guint start = get_posted (request, "startRecordNum", 0);
  guint end = get_end (request, items, &start, get_posted (request, "rows", 25));
  GString *out = g_string_new (NULL);

  if (g_str_has_suffix (request->path, "/fetchOpportunity"))
    {
      guint id = get_posted (request, "opportunityId", 0);

      g_string_append_printf (out, "{\"errorcode\":0,\"msg\":\"Webservice Succeeds\",\"data\":{\"id\":%u,\"opportunityNumber\":\"ED-%u\","
                                   "\"opportunityTitle\":\"Opportunity %u\",\"owningAgencyCode\":\"AG\",\"synopsis\":{\"agencyName\":\"Agency\","
                                   "\"synopsisDesc\":\"&lt;p&gt;For schools.&lt;/p&gt;\",\"responseDateStr\":\"%u-%02u-%02u-00-00-00\","
                                   "\"responseDateDesc\":\"no later than 11:59 p.m., ET\"}}}",
                              id, id, id, YEAR, get_month (items, id), get_day (id));
      return take (out);
    }
  g_string_append_printf (out, "{\"errorcode\":0,\"msg\":\"Webservice Succeeds\",\"data\":{\"hitCount\":%u,\"startRecord\":%u,\"oppHits\":[",
                          items->n, start);
  for (guint i = start; i < end; i++)
    {
      g_string_append (out, i > start ? "," : "");
      add_opportunity (out, items, items->first + i);
    }
  g_string_append (out, "]}}");
  return take (out);
}

static GString *
make_extract (const RcTestItems *items)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Grants "
                               "xmlns=\"http://apply.grants.gov/system/OpportunityDetail-V1.0\">\n");

  for (guint i = items->first; i < items->first + items->n; i++)
    g_string_append_printf (out, "<OpportunitySynopsisDetail_1_0><OpportunityID>%u</OpportunityID><OpportunityTitle>Extract %u"
                                 "</OpportunityTitle><OpportunityNumber>EX-%u</OpportunityNumber><AgencyName>Agency</AgencyName>"
                                 "<PostDate>01152026</PostDate><CloseDate>%02u%02u%u</CloseDate><Description>&amp;lt;p&amp;gt;For schools."
                                 "&amp;lt;/p&amp;gt;</Description><EligibleApplicants>06</EligibleApplicants></OpportunitySynopsisDetail_1_0>\n",
                            i, i, i, get_month (items, i), get_day (i), YEAR);
  g_string_append (out, "</Grants>\n");
  return out;
}

static GBytes *
answer_extract (const RcTestRequest *request, const RcTestItems *items)
{
  g_autoptr (GString) xml = make_extract (items);
  guint n_renamed = request->renamed ? g_string_replace (xml, "Detail_1_0", "Detail_9_0", 0) : 0;
  struct archive *zip = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  gsize room = xml->len + 4096, used = 0;
  char *buffer = g_malloc (room);

  g_assert_true ((n_renamed > 0) == (request->renamed && items->n > 0));
  archive_write_set_format_zip (zip);
  archive_write_open_memory (zip, buffer, room, &used);
  archive_entry_set_pathname (entry, "GrantsDBExtract20261122v2.xml");
  archive_entry_set_size (entry, (la_int64_t) xml->len);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, 1700000000, 0);
  archive_write_header (zip, entry);
  archive_write_data (zip, xml->str, xml->len);
  archive_entry_free (entry);
  archive_write_close (zip);
  archive_write_free (zip);
  return g_bytes_new_take (buffer, used);
}

/* Its question is a part of a form; where it is not understood, everything there is comes. */
static GBytes *
answer_sedia (const RcTestRequest *request, const RcTestItems *items)
{
  guint size = MIN (get_number (request, "pageSize", 50), PAGE), start = (get_number (request, "pageNumber", 1) - 1) * size;
  guint end = get_end (request, items, &start, size);
  gboolean understood = g_strstr_len (request->body, (gssize) request->length, "name=\"query\"") != NULL;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"apiVersion\":\"2.101\",\"terms\":\"***\",\"responseTime\":5,\"totalResults\":%u,\"pageNumber\":%u,\"pageSize\":%u,\"results\":[",
                          understood ? items->n : ALL_TOPICS, 1 + start / size, size);
  for (guint k = start; k < end; k++)
    {
      guint i = items->first + k;

      g_string_append_printf (out, "%s{\"apiVersion\":\"2.101\",\"reference\":\"%uTOPIC\",\"url\":\"https://eu.example/topic/T-%u\",\"language\":\"en\","
                                   "\"content\":\"Topic %u\",\"metadata\":{\"type\":[\"1\"],\"status\":[\"31094502\"],\"identifier\":[\"T-%u\"],"
                                   "\"callIdentifier\":[\"CALL-1\"],\"title\":[\"Topic %u\"],\"language\":[\"en\"],\"startDate\":[\"2026-01-01T00:00:00.000+0100\"],"
                                   "\"deadlineDate\":[\"%u-%02u-%02uT17:00:00.000+0%d00\"],\"deadlineModel\":[\"single-stage\"],"
                                   "\"keywords\":[\"[\\\"energy\\\",\\\"culture\\\"]\"]},\"children\":[]}",
                              k > start ? "," : "", i, i, i, i, i, YEAR, get_month (items, i), get_day (i),
                              get_month (items, i) > 3 && get_month (items, i) < 10 ? 2 : 1);
    }
  g_string_append (out, "]}");
  return take (out);
}

static GBytes *
answer_commongrants (const RcTestRequest *request, const RcTestItems *items)
{
  guint size = MIN (get_number (request, "pageSize", get_posted (request, "pageSize", PAGE)), PAGE);
  guint page = get_number (request, "page", get_posted (request, "page", 1)), start = (page - 1) * size;
  guint end = get_end (request, items, &start, size);
  GString *out = g_string_new ("{\"status\":200,\"message\":\"Success\",\"items\":[");

  for (guint k = start; k < end; k++)
    {
      guint i = items->first + k;

      g_string_append_printf (out, "%s{\"id\":\"30a12e5e-5940-4c08-921c-%012u\",\"title\":\"Programme %u\",\"status\":{\"value\":\"open\"},"
                                   "\"description\":\"For schools.\",\"funding\":{\"minAwardAmount\":{\"amount\":\"1000.00\",\"currency\":\"USD\"},"
                                   "\"maxAwardAmount\":{\"amount\":\"5000.00\",\"currency\":\"USD\"}},\"keyDates\":{\"postDate\":{\"name\":\"Opens\","
                                   "\"eventType\":\"singleEvent\",\"date\":\"2026-01-15\"},\"closeDate\":{\"name\":\"Closes\",\"eventType\":\"singleEvent\","
                                   "\"date\":\"%u-%02u-%02u\",\"time\":\"17:00:00\"}},\"source\":\"https://cg.example/%u\","
                                   "\"createdAt\":\"2026-01-01T00:00:00Z\",\"lastModifiedAt\":\"2026-01-01T00:00:00Z\"}",
                              k > start ? "," : "", i, i, YEAR, get_month (items, i), get_day (i), i);
    }
  g_string_append_printf (out, "],\"paginationInfo\":{\"page\":%u,\"pageSize\":%u,\"totalItems\":%u,\"totalPages\":%u},\"sortInfo\":{},\"filterInfo\":{}}",
                          page, size, items->n, (items->n + size - 1) / size);
  return take (out);
}

static GBytes *
answer_360giving (const RcTestRequest *request, const RcTestItems *items)
{
  guint size = MIN (get_number (request, "limit", 60), PAGE), start = get_number (request, "offset", 0);
  guint end = get_end (request, items, &start, size);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"count\":%u,\"next\":", items->n);
  if (end < items->n)
    g_string_append_printf (out, "\"%s?limit=%u&offset=%u\"", request->path, size, end);
  else
    g_string_append (out, "null");
  g_string_append (out, ",\"previous\":null,\"results\":[");
  for (guint k = start; k < end; k++)
    {
      guint i = items->first + k;

      g_string_append_printf (out, "%s{\"data\":{\"id\":\"360G-x-%u\",\"title\":\"Award %u\",\"description\":\"For a school, month %u\",\"currency\":\"GBP\","
                                   "\"amountAwarded\":%u,\"awardDate\":\"2026-01-15\",\"fundingOrganization\":[{\"id\":\"GB-CHC-1\",\"name\":\"Funder\"}],"
                                   "\"recipientOrganization\":[{\"id\":\"GB-CHC-2\",\"name\":\"School\"}]}}",
                              k > start ? "," : "", i, i, get_month (items, i), 1000 + i);
    }
  g_string_append (out, "]}");
  return take (out);
}

static GBytes *
answer_opendatasoft (const RcTestRequest *request, const RcTestItems *items)
{
  guint size = MIN (get_number (request, "limit", 10), PAGE), start = get_number (request, "offset", 0);
  gboolean export = strstr (request->path, "/exports/") != NULL;
  guint end = export ? items->n : get_end (request, items, &start, size);
  GString *out = g_string_new (NULL);

  if (export)
    g_string_append (out, "[");
  else
    g_string_append_printf (out, "{\"total_count\":%u,\"results\":[", items->n);
  for (guint k = export ? 0 : start; k < end; k++)
    {
      guint i = items->first + k;

      g_string_append_printf (out, "%s{\"url\":\"https://unesdoc.unesco.org/ark:/48223/pf%010u\",\"year\":[\"2020\"],\"language\":[\"rus\"],"
                                   "\"title\":\"Доклад %u, %u\",\"type\":[\"book\"],\"description\":null,\"subject\":[\"Education\"],"
                                   "\"creator\":[\"UNESCO\"],\"rights\":\"<p>Open</p>\",\"uuid\":\"u-%u\",\"isbn\":null,\"document_code\":\"ED/%u\"}",
                              k > (export ? 0 : start) ? "," : "", i, i, get_month (items, i), i, i);
    }
  g_string_append (out, export ? "]" : "]}");
  return take (out);
}

static GBytes *
answer_reliefweb (const RcTestRequest *request, const RcTestItems *items)
{
  guint size = get_posted (request, "limit", get_number (request, "limit", 10));
  guint start = get_posted (request, "offset", get_number (request, "offset", 0));
  guint end = get_end (request, items, &start, size);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "{\"time\":5,\"totalCount\":%u,\"count\":%u,\"data\":[", items->n, end - start);
  for (guint k = start; k < end; k++)
    {
      guint i = items->first + k;

      g_string_append_printf (out, "%s{\"id\":\"%u\",\"score\":1,\"fields\":{\"id\":%u,\"title\":\"Training %u\",\"url\":\"https://relief.example/%u\","
                                   "\"body\":\"For teachers.\",\"date\":{\"created\":\"2026-01-01T00:00:00+00:00\",\"changed\":\"2026-01-01T00:00:00+00:00\","
                                   "\"closing\":\"%u-%02u-%02uT00:00:00+00:00\"},\"source\":[{\"name\":\"Agency\"}],\"country\":[{\"iso3\":\"kaz\",\"name\":\"Kazakhstan\"}]}}",
                              k > start ? "," : "", i, i, i, i, YEAR, get_month (items, i), get_day (i));
    }
  g_string_append (out, "]}");
  return take (out);
}

static GBytes *
answer_ics (const RcTestRequest *request, const RcTestItems *items)
{
  GString *out = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Calls//EN\r\n");

  for (guint i = items->first; i < items->first + items->n; i++)
    g_string_append_printf (out, "BEGIN:VEVENT\r\nUID:call-%u@calls.example\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Конкурс %u\r\n"
                                 "DTSTART;VALUE=DATE:%u%02u%02u\r\nURL:https://calendar.example/%u\r\nEND:VEVENT\r\n",
                            i, i, YEAR, get_month (items, i), get_day (i), i);
  g_string_append (out, "END:VCALENDAR\r\n");
  return take (out);
}

static GBytes *
answer_csv (const RcTestRequest *request, const RcTestItems *items)
{
  GString *out = g_string_new ("id,title,funder,deadlines,url\n");

  for (guint i = items->first; i < items->first + items->n; i++)
    g_string_append_printf (out, "c%u,\"Prize %u, for teachers\",Foundation,%u-%02u-%02u,https://prizes.example/%u\n", i, i, YEAR,
                            get_month (items, i), get_day (i), i);
  return take (out);
}

/* All of them, or by pages where the address says of which size. */
static GBytes *
answer_json (const RcTestRequest *request, const RcTestItems *items)
{
  guint size = get_number (request, "size", 0), page = get_number (request, "page", 1), start = (page - 1) * size;
  guint end = get_end (request, items, &start, size > 0 ? size : items->n);
  GString *out = g_string_new ("{");

  if (size > 0)
    g_string_append_printf (out, "\"count\":%u,\"page\":%u,\"size\":%u,", items->n, page, size);
  g_string_append (out, "\"calls\":[");
  for (guint k = start; k < end; k++)
    {
      guint i = items->first + k;

      g_string_append_printf (out, "%s{\"key\":\"j%u\",\"name\":\"Residency %u\",\"ends\":\"%u-%02u-%02u\",\"page\":\"https://residency.example/%u\"}",
                              k > start ? "," : "", i, i, YEAR, get_month (items, i), get_day (i), i);
    }
  g_string_append (out, "]}");
  return take (out);
}

static GBytes *
answer_xml (const RcTestRequest *request, const RcTestItems *items)
{
  GString *out = g_string_new ("<?xml version=\"1.0\"?><calls>");

  for (guint i = items->first; i < items->first + items->n; i++)
    g_string_append_printf (out, "<call key=\"x%u\"><name>Mobility %u</name><ends>%u-%02u-%02u</ends><page>https://mobility.example/%u</page></call>\n",
                            i, i, YEAR, get_month (items, i), get_day (i), i);
  g_string_append (out, "</calls>\n");
  return take (out);
}

static const char JSON_MAPPING[] = "[mapping]\nrecords=$.calls[*]\nwhole=true\ncontrol=$.key\ntitle=$.name\ndeadline=$.ends\nurl=$.page\n";
static const char XML_MAPPING[] = "[mapping]\nrecords=call\nwhole=true\ncontrol=@key\ntitle=name\ndeadline=ends\nurl=page\n";

const RcTestService rc_test_services[] = {
  { "rss", "rss", "/rss", "application/rss+xml", NULL, 0, FALSE, FALSE, answer_rss },
  { "atom", "rss", "/atom", "application/atom+xml", NULL, 0, FALSE, FALSE, answer_atom },
  { "oai-dc", "oai-pmh", "/oai?metadataPrefix=oai_dc", "text/xml", NULL, PAGE, FALSE, TRUE, answer_oai },
  { "oai-marcxml", "oai-pmh", "/oai?metadataPrefix=marcxml", "text/xml", NULL, PAGE, FALSE, TRUE, answer_oai },
  { "grants-gov", "grants-gov", "/v1/api/search2", "application/json", NULL, 250, TRUE, FALSE, answer_grants_gov },
  { "extract", "grants-gov", "/GrantsDBExtract20261122v2.zip", "application/zip", NULL, 0, TRUE, FALSE, answer_extract },
  { "sedia", "sedia", "/search-api/prod/rest/search?apiKey=SEDIA&text=***", "application/json", NULL, PAGE, TRUE, FALSE, answer_sedia },
  { "commongrants", "commongrants", "/common-grants/opportunities", "application/json", NULL, PAGE, TRUE, FALSE, answer_commongrants },
  { "360giving", "360giving", "/api/v1/org/GB-CHC-1/grants_made", "application/json", NULL, PAGE, TRUE, FALSE, answer_360giving },
  { "opendatasoft", "opendatasoft", "/api/explore/v2.1/catalog/datasets/doc001/records", "application/json", NULL, PAGE, TRUE, TRUE,
    answer_opendatasoft },
  { "reliefweb", "reliefweb", "/v2/training?appname=x", "application/json", NULL, 0, TRUE, FALSE, answer_reliefweb },
  { "ics", "ics", "/calls.ics", "text/calendar", NULL, 0, TRUE, FALSE, answer_ics },
  { "csv", "csv", "/prizes.csv", "text/csv", NULL, 0, TRUE, FALSE, answer_csv },
  { "json", "json", "/residencies.json", "application/json", JSON_MAPPING, 0, TRUE, FALSE, answer_json },
  { "xml", "xml", "/mobility.xml", "application/xml", XML_MAPPING, 0, TRUE, FALSE, answer_xml },
};
const guint rc_test_n_services = G_N_ELEMENTS (rc_test_services);

const RcTestService *
rc_test_services_find (const char *path)
{
  if (g_str_has_suffix (path, "/fetchOpportunity"))
    path = "/v1/api/search2";
  for (guint i = 0; i < rc_test_n_services; i++)
    {
      const char *url = rc_test_services[i].url;
      gsize length = strcspn (url, "?");

      if (strncmp (path, url, length) == 0 && path[length] == '\0')
        return &rc_test_services[i];
    }
  return strstr (path, "/exports/") != NULL ? rc_test_services_find ("/api/explore/v2.1/catalog/datasets/doc001/records") : NULL;
}
