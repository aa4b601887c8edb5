/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of formats, and guessing a format from its first bytes. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/format.h"

#include "exchange/aleph-lines.h"
#include "exchange/archive-stream.h"
#include "exchange/bibtex.h"
#include "exchange/csl-json.h"
#include "exchange/csv-guess.h"
#include "exchange/foreign-format.h"
#include "exchange/isis-files.h"
#include "exchange/iso2709.h"
#include "exchange/marc-lines.h"
#include "exchange/plain-text.h"
#include "exchange/ris.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define ROOT_SEARCH 8192 /* how far before an XML root element we look */

static const char *const words[]
    = { "auto", "marc21", "marcxml", "mrk", "grants-csv", "rss", "grants-gov", "unimarc", "rusmarc", "marc-json",
        "mods", "dc", "oai", "isis", "csv", "ris", "bibtex", "csl-json", "citations", "citations-iso690",
        "json", "xml", "sedia", "commongrants", "360giving", "opendatasoft", "reliefweb", "ics", NULL };

G_DEFINE_QUARK (rc-exchange-error-quark, rc_exchange_error)

const char *
rc_format_to_string (RcFormat format)
{
  return (guint) format + 1 < G_N_ELEMENTS (words) ? words[format] : words[RC_FORMAT_AUTO];
}

gboolean
rc_format_from_string (const char *word, RcFormat *format, GError **error)
{
  g_autofree char *known = NULL;

  for (guint i = 0; word != NULL && words[i] != NULL; i++)
    if (g_str_equal (word, words[i]))
      {
        *format = i;
        return TRUE;
      }
  known = g_strjoinv (", ", (char **) words);
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT, _ ("the format “%s” is none of: %s"),
               word != NULL ? word : "", known);
  return FALSE;
}

static gboolean
contains (const char *data, gsize length, const char *word)
{
  return g_strstr_len (data, length, word) != NULL;
}

char *
rc_format_dup_root_name (const char *data, gsize length)
{
  const char *end = data + MIN (length, ROOT_SEARCH);

  for (const char *p = data; p < end; p++)
    {
      const char *name, *stop, *after = end - p > 4 && memcmp (p, "<!--", 4) == 0 ? g_strstr_len (p, end - p, "-->") : NULL;

      if (after != NULL)
        p = after + 2;
      if (*p != '<' || p + 1 >= end || *++p == '?' || *p == '!')
        continue;
      for (name = stop = p; stop < end && strchr (" \t\r\n/>", *stop) == NULL; stop++)
        if (*stop == ':')
          name = stop + 1;
      return g_strndup (name, stop - name);
    }
  return NULL;
}

/* A thesaurus, a feed, or records. */
static RcFormat
detect_rdf (const char *data, gsize length)
{
  /* Zotero has links of RSS in its records, and their authors in lists that are no Dublin Core. */
  if (contains (data, length, "http://www.zotero.org/namespaces/export#"))
    return RC_FORMAT_AUTO;
  if (contains (data, length, "http://purl.org/rss/1.0/") || contains (data, length, "/rdf/simple/0.9"))
    return RC_FORMAT_RSS;
  /* Records of Europeana bring the concepts that they are about. */
  if (contains (data, length, "http://www.europeana.eu/schemas/edm/") && contains (data, length, "http://purl.org/dc/"))
    return RC_FORMAT_DC;
  if (contains (data, length, "id.loc.gov/ontologies/bibframe"))
    return RC_FORMAT_AUTO;
  if (contains (data, length, "http://www.w3.org/2004/02/skos/core#Concept") || contains (data, length, "<skos:Concept"))
    return RC_FORMAT_AUTO;
  if (contains (data, length, "http://purl.org/dc/"))
    return RC_FORMAT_DC;
  return contains (data, length, "<item") || contains (data, length, ":item") || contains (data, length, "<channel") ? RC_FORMAT_RSS
                                                                                                                      : RC_FORMAT_AUTO;
}

static RcFormat
detect_xml (const char *data, gsize length)
{
  g_autofree char *root = rc_format_dup_root_name (data, length);

  if (root == NULL)
    return RC_FORMAT_AUTO;
  if (g_str_equal (root, "OAI-PMH"))
    return RC_FORMAT_OAI;
  if (g_str_equal (root, "OpportunitySynopsisDetail_1_0") || g_str_equal (root, "OpportunityForecastDetail_1_0")
      || (g_str_equal (root, "Grants") && contains (data, length, "Detail_1_0")))
    return RC_FORMAT_GRANTS_GOV;
  if (g_str_equal (root, "RDF"))
    return detect_rdf (data, length);
  if (g_str_equal (root, "rss") || g_str_equal (root, "feed") || g_ascii_strcasecmp (root, "channel") == 0)
    return RC_FORMAT_RSS;
  if (g_ascii_strcasecmp (root, "html") == 0 || g_str_equal (root, "svg"))
    return RC_FORMAT_AUTO;
  if (contains (data, length, "http://www.loc.gov/MARC21/slim") || contains (data, length, "<datafield")
      || contains (data, length, "<controlfield") || contains (data, length, "<varfield") || contains (data, length, "<fixfield"))
    return RC_FORMAT_MARCXML;
  if (g_str_equal (root, "mods") || g_str_equal (root, "modsCollection") || contains (data, length, "http://www.loc.gov/mods/"))
    return RC_FORMAT_MODS;
  if (contains (data, length, "http://purl.org/dc/") || g_str_equal (root, "dublin_core") || g_str_equal (root, "dc")
      || g_str_equal (root, "qualifieddc"))
    return RC_FORMAT_DC;
  if (contains (data, length, "oclcpica.org/xmlns"))
    return RC_FORMAT_AUTO;
  return g_str_equal (root, "collection") || g_str_equal (root, "record") ? RC_FORMAT_MARCXML : RC_FORMAT_AUTO;
}

/* The beginning of a text in UTF-16, as UTF-8; NULL when it is none. */
static char *
dup_from_utf16 (const char *data, gsize length)
{
  const char *encoding = NULL;

  if (length < 4)
    return NULL;
  if (!rc_plain_text_is_wide (data, length, &encoding))
    return NULL;
  return g_convert (data, (gssize) (MIN (length, 2 * ROOT_SEARCH) & ~(gsize) 3), "UTF-8", encoding, &(gsize){ 0 }, NULL, NULL);
}

/* The name of a member, in quotes or, as some write it, without. */
static gboolean
has_member (const char *data, gsize length, const char *name)
{
  const char *found = g_strstr_len (data, (gssize) length, name);
  const char *after = found != NULL ? found + strlen (name) : NULL, *end = data + length;

  if (found == NULL)
    return FALSE;
  while (after < end && strchr ("\" \t\r\n", *after) != NULL && *after != '\0')
    after++;
  return after < end && *after == ':';
}

/* The first few members tell which service answers, where its shape is like no other one's. */
static RcFormat
detect_listing (const char *data, gsize length)
{
  static const struct
  {
    RcFormat format;
    const char *members[3]; /* all of them */
  } shapes[] = {
    { RC_FORMAT_SEDIA, { "\"SEDIA\"", "\"metadata\"" } },
    { RC_FORMAT_360GIVING, { "\"fundingOrganization\"", "\"awardDate\"" } },
    { RC_FORMAT_COMMONGRANTS, { "\"paginationInfo\"", "\"keyDates\"" } },
    { RC_FORMAT_COMMONGRANTS, { "\"opportunity_id\"", "\"opportunity_title\"" } },
    { RC_FORMAT_RELIEFWEB, { "reliefweb.int", "\"data\"", "\"fields\"" } },
    { RC_FORMAT_OPENDATASOFT, { "\"total_count\"", "\"results\"" } },
    { RC_FORMAT_OPENDATASOFT, { "unesdoc.unesco.org/ark:", "\"document_code\"" } },
    { RC_FORMAT_OPENDATASOFT, { "\"total_count\"", "\"records\"" } },
    { RC_FORMAT_OPENDATASOFT, { "\"nhits\"", "\"parameters\"" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      gboolean all = TRUE;

      for (guint j = 0; j < G_N_ELEMENTS (shapes[i].members) && shapes[i].members[j] != NULL; j++)
        all = all && contains (data, length, shapes[i].members[j]);
      if (all)
        return shapes[i].format;
    }
  return RC_FORMAT_AUTO;
}

/* Words of CSL-JSON that nothing else has, but the answers of Crossref and OpenAlex; or items that say no more than what they are. */
static gboolean
is_csl (const char *data, gsize length)
{
  const char *type = g_strstr_len (data, (gssize) length, "\"type\""), *end = data + length;
  g_autofree char *word = NULL;

  if (contains (data, length, "\"message-type\"") || (contains (data, length, "https://openalex.org/") && contains (data, length, "\"display_name\"")))
    return FALSE;
  if (contains (data, length, "\"date-parts\"") || contains (data, length, "\"article-journal\"") || contains (data, length, "\"citation-label\""))
    return TRUE;
  if (type == NULL || !has_member (data, length, "\"id\"") || !has_member (data, length, "\"title\""))
    return FALSE;
  type += strlen ("\"type\"");
  while (type < end && (g_ascii_isspace (*type) || *type == ':'))
    type++;
  if (type >= end || *type != '"')
    return FALSE;
  word = g_strndup (type + 1, MIN ((gsize) (end - type - 1), 30));
  *strchrnul (word, '"') = '\0';
  return rc_csl_type_from_text (word) != RC_REFERENCE_OTHER || g_str_equal (word, rc_csl_type_to_text (RC_REFERENCE_OTHER));
}

static RcFormat
detect_json (const char *data, gsize length)
{
  static const char *const members[] = { "\"oppHits\"", "\"opportunityNumber\"", "\"opportunityTitle\"",
                                         "\"oppNumber\"", "\"fundingOppNumber\"", "\"synopsisDesc\"" };
  RcFormat listing;

  if (has_member (data, length, "leader") && (has_member (data, length, "fields") || has_member (data, length, "datafield") || has_member (data, length, "001")))
    return RC_FORMAT_MARC_JSON;
  if (contains (data, length, "https://jsonfeed.org/version/"))
    return RC_FORMAT_RSS;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (contains (data, length, members[i]))
      return RC_FORMAT_GRANTS_GOV;
  listing = detect_listing (data, length);
  return listing == RC_FORMAT_AUTO && is_csl (data, length) ? RC_FORMAT_CSL_JSON : listing;
}

/* The first line names the column "title" and another one that only grants have. */
static gboolean
is_grants_csv (const char *data, gsize length)
{
  const char *stop = memchr (data, '\n', length);
  g_autofree char *line = g_strndup (data, stop != NULL ? stop - data : (gssize) MIN (length, 1000));
  g_auto (GStrv) columns = NULL;
  gboolean title = FALSE, other = FALSE;

  g_strdelimit (line, "\"\r;\t", ',');
  columns = g_strsplit (line, ",", 100);
  for (char **column = columns; *column != NULL; column++)
    {
      const char *name = g_strstrip (*column);

      title = title || g_ascii_strcasecmp (name, "title") == 0;
      other = other || g_ascii_strcasecmp (name, "funder") == 0 || g_ascii_strcasecmp (name, "deadlines") == 0
              || g_ascii_strcasecmp (name, "eligibility") == 0;
    }
  return title && other;
}

/* Behind the next end of a line, also one of old computers; NULL when there is none. */
static const char *
next_line (const char *at, const char *end)
{
  for (; at < end; at++)
    if (*at == '\n' || *at == '\r')
      return at + 1;
  return NULL;
}

static gboolean
is_ris (const char *data, gsize length)
{
  for (const char *line = data; line != NULL; line = next_line (line, data + length))
    if (rc_ris_is_mark (line, (gsize) (data + length - line)))
      return TRUE;
  return FALSE;
}

/* A line that begins "@word{" or "@word(". */
static gboolean
is_bibtex (const char *data, gsize length)
{
  const char *end = data + length;

  for (const char *line = data; line != NULL && line < end;)
    {
      const char *at = line;

      while (at < end && (*at == ' ' || *at == '\t'))
        at++;
      if (rc_bibtex_measure_opening (at, (gsize) (end - at)) > 0)
        return TRUE;
      line = next_line (line, end);
    }
  return FALSE;
}

/* Formats of lines. */
static RcFormat
detect_lines (const char *data, gsize length)
{
  if (is_ris (data, length))
    return RC_FORMAT_RIS;
  return is_bibtex (data, length) ? RC_FORMAT_BIBTEX : RC_FORMAT_AUTO;
}

/* A calendar, or one event without it. */
static gboolean
is_calendar (const char *data, gsize length)
{
  static const char *const firsts[] = { "BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VTODO" };

  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    if (length >= strlen (firsts[i]) && g_ascii_strncasecmp (data, firsts[i], strlen (firsts[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_mrk (const char *data, gsize length)
{
  return rc_aleph_is_line (data, length) || rc_marc_lines_looks_like (data, length) || rc_microlif_looks_like (data, length)
         || (length > 6 && data[0] == '=' && g_ascii_isalnum (data[1]) && data[4] == ' ');
}

/* XML, JSON, and formats of lines. */
static RcFormat
detect_utf16 (const char *data, gsize length)
{
  g_autofree char *text = dup_from_utf16 (data, length);
  const char *start = text;

  if (text == NULL)
    return RC_FORMAT_AUTO;
  if (g_str_has_prefix (start, BOM))
    start += strlen (BOM);
  while (g_ascii_isspace (*start))
    start++;
  if (*start == '<')
    return detect_xml (start, strlen (start));
  if (*start == '{' || *start == '[')
    return detect_json (start, strlen (start)) == RC_FORMAT_MARC_JSON ? RC_FORMAT_MARC_JSON : RC_FORMAT_AUTO;
  if (rc_isis_text_looks_like (start, strlen (start)) || rc_isis_id_looks_like (start, strlen (start)))
    return RC_FORMAT_ISIS;
  return is_mrk (start, strlen (start)) ? RC_FORMAT_MRK : detect_lines (start, strlen (start));
}

RcFormat
rc_format_detect (const char *data, gsize length)
{
  gsize blank = 0;
  RcFormat format;
  const char *wide;

  if (length >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0)
    {
      data += strlen (BOM);
      length -= strlen (BOM);
    }
  if (rc_archive_looks_like (data, length) && memmem (data, MIN (length, ROOT_SEARCH), "GrantsDBExtract", strlen ("GrantsDBExtract")) != NULL)
    return RC_FORMAT_GRANTS_GOV;
  if (rc_foreign_format_is_container (data, length))
    return RC_FORMAT_AUTO;
  if (rc_isis_looks_like (data, length))
    return RC_FORMAT_ISIS;
  if (rc_plain_text_is_utf16 (data, length, &wide) && (format = detect_utf16 (data, length)) != RC_FORMAT_AUTO)
    return format;
  while (blank < length && strchr (" \t\r\n\x1a", data[blank]) != NULL)
    blank++;
  if (blank == length)
    return RC_FORMAT_AUTO;
  /* Triples of RDF begin with an address. */
  if (length - blank > 8 && memcmp (data + blank, "<http", 5) == 0)
    return RC_FORMAT_AUTO;
  if (data[blank] == '<' && blank + 1 < length && data[blank + 1] != '\0')
    return detect_xml (data + blank, length - blank);
  if (data[blank] == '{' || data[blank] == '[')
    return detect_json (data + blank, length - blank);
  if (is_mrk (data + blank, length - blank))
    return RC_FORMAT_MRK;
  if (is_calendar (data + blank, length - blank))
    return RC_FORMAT_ICS;
  if (rc_iso2709_looks_like (data + blank, length - blank))
    return rc_iso2709_recognise (data + blank, length - blank);
  if (is_grants_csv (data + blank, length - blank))
    return RC_FORMAT_GRANTS_CSV;
  format = detect_lines (data + blank, length - blank);
  return format == RC_FORMAT_AUTO && rc_csv_detect (data, length) == RC_CSV_TABLE_PUBLICATIONS ? RC_FORMAT_CSV : format;
}

RcFormat
rc_format_detect_listing (const char *data, gsize length)
{
  gsize blank = 0;

  if (length >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0)
    blank = strlen (BOM);
  while (blank < length && g_ascii_isspace (data[blank]))
    blank++;
  if (blank < length && (data[blank] == '{' || data[blank] == '['))
    return RC_FORMAT_JSON;
  return rc_csv_detect (data, length) == RC_CSV_TABLE_GRANTS ? RC_FORMAT_GRANTS_CSV : RC_FORMAT_AUTO;
}
