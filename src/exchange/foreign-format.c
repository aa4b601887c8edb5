/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Formats that are known and not read: named, with what to do instead. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/foreign-format.h"

#include "exchange/csv-guess.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define HEAD 4096       /* how far marks are looked for */
#define DISC_MARK 32769 /* where ISO 9660 has its name */

typedef enum
{
  CONTAINER, /* the first bytes of a file in which anything may stand, records too */
  AT_START, /* the first bytes of the file */
  AT_LINE,  /* the beginning of a line */
  ROOT,     /* the local name of the first XML element; several are parted by | */
  ANYWHERE,
} Place;

/* What its owner can do. */
typedef enum
{
  FROM_MANAGER,
  FROM_DATABASE,
  FROM_PACK,
  FROM_TRADE,
  FROM_CATALOGUE,
  FROM_TABLE,
  NO_RECORDS,
} Advice;

/* In order: the first mark that is found names the file. */
static const struct
{
  Place place;
  const char *mark, *name;
  Advice advice;
} known[] = {
  { CONTAINER, "%PDF-", "PDF", NO_RECORDS },
  { CONTAINER, "\x1f\x8b", "gzip", FROM_PACK },
  { CONTAINER, "BZh", "bzip2", FROM_PACK },
  { CONTAINER, "\xfd" "7zXZ", "xz", FROM_PACK },
  { CONTAINER, "PK\3\4", "zip", FROM_PACK },
  { CONTAINER, "7z\xbc\xaf", "7z", FROM_PACK },
  { CONTAINER, "Rar!", "rar", FROM_PACK },
  { CONTAINER, "PK\5\6", "zip", FROM_PACK },
  { CONTAINER, "PK\7\10", "zip", FROM_PACK },
  { CONTAINER, "\x28\xb5\x2f\xfd", "zstd", FROM_PACK },
  { CONTAINER, "\x04\x22\x4d\x18", "lz4", FROM_PACK },
  { CONTAINER, "\x1f\x9d", "compress", FROM_PACK },
  { CONTAINER, "MSCF", "cab", FROM_PACK },
  { CONTAINER, "\x60\xea", "arj", FROM_PACK },
  { CONTAINER, "!<arch>\n", "ar", FROM_PACK },
  { CONTAINER, "AT&TFORM", "DjVu", NO_RECORDS },
  { CONTAINER, "{\\rtf", N_ ("a text document (RTF)"), NO_RECORDS },
  { CONTAINER, "SQLite format 3", N_ ("a database (SQLite)"), FROM_MANAGER },
  { ANYWHERE, "Standard Jet DB", N_ ("a database (Access)"), FROM_TABLE },
  { ANYWHERE, "Standard ACE DB", N_ ("a database (Access)"), FROM_TABLE },
  { AT_LINE, "-- MySQL dump", N_ ("a database written out as SQL"), FROM_TABLE },
  { AT_LINE, "-- MariaDB dump", N_ ("a database written out as SQL"), FROM_TABLE },
  { AT_LINE, "-- PostgreSQL database dump", N_ ("a database written out as SQL"), FROM_TABLE },
  { AT_LINE, "CREATE TABLE ", N_ ("a database written out as SQL"), FROM_TABLE },
  { AT_LINE, "INSERT INTO ", N_ ("a database written out as SQL"), FROM_TABLE },
  { CONTAINER, "\xff\xd8\xff", N_ ("a picture"), NO_RECORDS },
  { CONTAINER, "\x89PNG", N_ ("a picture"), NO_RECORDS },
  { CONTAINER, "GIF8", N_ ("a picture"), NO_RECORDS },
  { ANYWHERE, "http://www.zotero.org/namespaces/export#", "Zotero RDF", FROM_MANAGER },
  { ANYWHERE, "bibtexml.sf.net", "BibteXML", FROM_MANAGER },
  { ROOT, "html|HTML", N_ ("a web page (HTML)"), NO_RECORDS },
  { ANYWHERE, "<!DOCTYPE html", N_ ("a web page (HTML)"), NO_RECORDS },
  { ANYWHERE, "<!doctype html", N_ ("a web page (HTML)"), NO_RECORDS },
  { ROOT, "PubmedArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitationSet|MedlineCitation", "PubMed XML", FROM_DATABASE },
  { ROOT, "Sources", N_ ("a list of sources of Microsoft Word"), FROM_MANAGER },
  { ROOT,
    "ONIXMessage|ONIXmessage|Product|product|Header|Contributor|AudienceRange|Imprint|Language|MarketRepresentation|Measure|MediaFile|"
    "OtherText|Price|ProductIdentifier|Publisher|SalesRestriction|SenderIdentifier|Series|SeriesIdentifier|Stock|Subject|SupplyDetail|"
    "Title|Website",
    "ONIX", FROM_TRADE },
  { ROOT, "doi_batch|crossref_result", "Crossref XML", FROM_DATABASE },
  { ANYWHERE, "<article-meta", "JATS XML", FROM_DATABASE },
  { ROOT, "TEI|teiHeader|TEI.2|teiCorpus", "TEI XML", FROM_CATALOGUE },
  { ROOT, "ead", "EAD", FROM_CATALOGUE },
  { ROOT, "mets", "METS", FROM_CATALOGUE },
  { ROOT, "eac-cpf", "EAC-CPF", FROM_CATALOGUE },
  { ROOT, "Workbook", "Excel XML", FROM_TABLE },
  { ROOT, "kml", "KML", NO_RECORDS },
  { ROOT, "lido|lidoWrap", "LIDO", FROM_CATALOGUE },
  { ROOT, "codeBook|DDIInstance", "DDI", FROM_CATALOGUE },
  { ANYWHERE, "datacite.org/schema/kernel", "DataCite XML", FROM_DATABASE },
  { ROOT, "doi_records", "Crossref XML", FROM_DATABASE },
  { AT_LINE, "cff-version:", "CFF", FROM_MANAGER },
  { AT_START, "### ", "MAB", FROM_CATALOGUE },
  { ANYWHERE, "\"itemType\"", N_ ("an answer of Zotero"), FROM_MANAGER },
  { ROOT, "FictionBook", N_ ("a book (FB2)"), NO_RECORDS },
  { ROOT, "datei|datensatz", "MAB XML", FROM_CATALOGUE },
  { ANYWHERE, "id.loc.gov/ontologies/bibframe", "BIBFRAME", FROM_CATALOGUE },
  { AT_START, "@prefix ", "RDF (Turtle)", FROM_CATALOGUE },
  { AT_START, "@base ", "RDF (Turtle)", FROM_CATALOGUE },
  { AT_START, "PREFIX ", "RDF (Turtle)", FROM_CATALOGUE },
  { AT_START, "<http://", "RDF (N-Triples)", FROM_CATALOGUE },
  { AT_START, "<https://", "RDF (N-Triples)", FROM_CATALOGUE },
  { AT_LINE, "PMID-", "MEDLINE (NBIB)", FROM_DATABASE },
  { AT_LINE, "PMC -", "MEDLINE (NBIB)", FROM_DATABASE },
  { AT_LINE, "PMCR-", "MEDLINE (NBIB)", FROM_DATABASE },
  { AT_LINE, "FN ISI Export", "ISI (Web of Science)", FROM_DATABASE },
  { AT_LINE, "FN Thomson Reuters", "ISI (Web of Science)", FROM_DATABASE },
  { AT_LINE, "FN Clarivate", "ISI (Web of Science)", FROM_DATABASE },
  { AT_START, "PT J", "ISI (Web of Science)", FROM_DATABASE },
  { AT_START, "PT B", "ISI (Web of Science)", FROM_DATABASE },
  { AT_LINE, "VN  - Ovid", "Ovid", FROM_DATABASE },
  { AT_START, "RT Journal", "RefWorks", FROM_MANAGER },
  { AT_START, "RT Book", "RefWorks", FROM_MANAGER },
  { AT_START, "RT Generic", "RefWorks", FROM_MANAGER },
  { AT_START, "RT Conference", "RefWorks", FROM_MANAGER },
  { AT_START, "RT Dissertation", "RefWorks", FROM_MANAGER },
  { AT_START, "RT Web", "RefWorks", FROM_MANAGER },
  { AT_START, "RT Report", "RefWorks", FROM_MANAGER },
  { AT_LINE, "--AU--", "Biblioscape", FROM_MANAGER },
  { AT_LINE, "--TI--", "Biblioscape", FROM_MANAGER },
  { AT_LINE, "AU- ", "Copac", FROM_CATALOGUE },
  { AT_LINE, "003@ ", "PICA+", FROM_CATALOGUE },
  { AT_LINE, "021A $", "PICA+", FROM_CATALOGUE },
  { ANYWHERE, "oclcpica.org/xmlns", "PICA+", FROM_CATALOGUE },
  { ANYWHERE, "\x1e" "003@ ", "PICA+", FROM_CATALOGUE },
  { ANYWHERE, "[\"003@\"", "PICA+", FROM_CATALOGUE },
  { AT_START, "#00 ", "allegro", FROM_CATALOGUE },
  { AT_LINE, "TI- ", "Copac", FROM_CATALOGUE },
  { AT_START, "%0 ", "EndNote (Refer)", FROM_MANAGER },
  { AT_START, "%0\n", "EndNote (Refer)", FROM_MANAGER },
  { AT_START, "%0\r", "EndNote (Refer)", FROM_MANAGER },
  { AT_START, "%A ", "EndNote (Refer)", FROM_MANAGER },
  { AT_START, "%T ", "EndNote (Refer)", FROM_MANAGER },
  { AT_START, "% Encoding:", N_ ("BibTeX without an entry"), NO_RECORDS },
  { ANYWHERE, "nep.repec.org", "RePEc NEP", FROM_DATABASE },
  { ANYWHERE, "\"message-type\"", N_ ("an answer of Crossref"), FROM_DATABASE },
  { ANYWHERE, "\"@context\"", "JSON-LD", FROM_CATALOGUE },
  { ANYWHERE, "\"isbn13\"", N_ ("an answer of ISBNdb"), FROM_CATALOGUE },
  { AT_LINE, "MIME-Version:", "EML", FROM_PACK },
  { ROOT, "searchRetrieveResponse", "SRU", NO_RECORDS },
  { ROOT, "RDF", "RDF", FROM_CATALOGUE },
};

/* Of JSON, where a service is known by a name that it alone has. */
static const struct
{
  const char *mark, *name;
  Advice advice;
} known_json[] = {
  { "\"FeatureCollection\"", "GeoJSON", NO_RECORDS },
  { "\"geometry\"", "GeoJSON", NO_RECORDS },
  { "https://openalex.org/", "OpenAlex", FROM_DATABASE },
  { "\"publicationYear\"", "DataCite JSON", FROM_DATABASE },
  { "\"paperId\"", "Semantic Scholar", FROM_DATABASE },
  { "\"books#volume", "Google Books", FROM_CATALOGUE },
  { "https://openlibrary.org/", "Open Library", FROM_CATALOGUE },
  { "\"author_name\"", "Open Library", FROM_CATALOGUE },
  { "\"lockfileVersion\"", "package.json", NO_RECORDS },
  { "\"dependencies\"", "package.json", NO_RECORDS },
  { "\"devDependencies\"", "package.json", NO_RECORDS },
};

static gboolean
contains (const char *data, gsize length, const char *mark)
{
  return data != NULL && memmem (data, length, mark, strlen (mark)) != NULL;
}

static gboolean
is_at_line (const char *data, gsize length, const char *mark)
{
  gsize mark_length = strlen (mark);

  for (const char *line = data; line != NULL && (gsize) (data + length - line) >= mark_length;)
    {
      if (memcmp (line, mark, mark_length) == 0)
        return TRUE;
      line = memchr (line, '\n', (gsize) (data + length - line));
      line = line != NULL ? line + 1 : NULL;
    }
  return FALSE;
}

static gboolean
is_root (const char *root, const char *names)
{
  g_auto (GStrv) all = g_strsplit (names, "|", -1);

  return root != NULL && g_strv_contains ((const char *const *) all, root);
}

static gboolean
is_marked (Place place, const char *data, gsize length, const char *root, const char *mark)
{
  switch (place)
    {
    case CONTAINER:
    case AT_START:
      return length >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0;
    case AT_LINE:
      return is_at_line (data, length, mark);
    case ROOT:
      return is_root (root, mark);
    case ANYWHERE:
    default:
      return contains (data, length, mark);
    }
}

/* The header says when it was written and how long it is: 32 bytes, 32 for each column, one at the end. */
static gboolean
is_dbase (const char *data, gsize length)
{
  const guchar *bytes = (const guchar *) data;
  gsize header;

  if (length < 65 || data[0] == '\0' || strchr ("\x03\x30\x31\x83\x8b\xf5", data[0]) == NULL || bytes[2] < 1 || bytes[2] > 12 || bytes[3] > 31)
    return FALSE;
  header = bytes[8] + 256u * bytes[9];
  return header > 64 && header % 32 <= 8 && data[43] != '\0' && strchr ("CNDLMFIBTG", data[43]) != NULL;
}

/* Of "ustar" and those before it, whose header has sizes in octal and a sum of its bytes. */
static gboolean
is_tape (const char *data, gsize length)
{
  guint64 sum = 0;

  /* 110 digits of base 16 and a name: no leader is like that. */
  if (length > 110 && memcmp (data, "07070", 5) == 0)
    {
      gsize n = 6;

      while (n < 76 && g_ascii_isxdigit (data[n]))
        n++;
      return n == 76;
    }
  if (length < 512 || data[0] == '\0')
    return FALSE;
  if (memcmp (data + 257, "ustar", 5) == 0)
    return TRUE;
  for (gsize i = 0; i < 512; i++)
    sum += i >= 148 && i < 156 ? ' ' : (guchar) data[i];
  return g_ascii_strtoull (data + 148, NULL, 8) == sum && data[511] == '\0';
}

static gboolean
is_lzh (const char *data, gsize length)
{
  return length > 7 && memcmp (data + 2, "-lh", 3) == 0 && data[6] == '-';
}

/* What needs more than one mark: "<1337>" alone on a line, <xml><records> … */
static gboolean
find_special (const char *data, gsize length, const char *root, const char **name, Advice *advice)
{
  gsize digits = 1;

  if ((g_strcmp0 (root, "xml") == 0 && contains (data, length, "<records>"))
      || (g_strcmp0 (root, "XML") == 0 && contains (data, length, "<RECORDS>")))
    {
      *name = "EndNote XML";
      *advice = FROM_MANAGER;
      return TRUE;
    }
  while (length > 0 && digits < length && *data == '<' && g_ascii_isdigit (data[digits]))
    digits++;
  if (digits > 1 && digits + 1 < length && data[digits] == '>' && strchr ("\r\n", data[digits + 1]) != NULL)
    {
      *name = "Ovid";
      *advice = FROM_DATABASE;
      return TRUE;
    }
  if (is_tape (data, length))
    {
      *name = memcmp (data, "07070", 5) == 0 ? "cpio" : "tar";
      *advice = FROM_PACK;
      return TRUE;
    }
  if (is_lzh (data, length))
    {
      *name = "lzh";
      *advice = FROM_PACK;
      return TRUE;
    }
  if (is_dbase (data, length))
    {
      *name = N_ ("a database (dBASE)");
      *advice = FROM_TABLE;
      return TRUE;
    }
  if (length > 6 && memcmp (data, "Record", 6) == 0 && contains (data, length, "INSPEC"))
    {
      *name = "INSPEC";
      *advice = FROM_DATABASE;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_format (const char *data, gsize length, const char **name, Advice *advice)
{
  g_autofree char *root = rc_format_dup_root_name (data, length);

  if (find_special (data, length, root, name, advice))
    return TRUE;
  for (guint i = 0; length > 0 && (*data == '{' || *data == '[') && i < G_N_ELEMENTS (known_json); i++)
    if (contains (data, length, known_json[i].mark))
      {
        *name = known_json[i].name;
        *advice = known_json[i].advice;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (is_marked (known[i].place, data, length, root, known[i].mark))
      {
        *name = known[i].name;
        *advice = known[i].advice;
        return TRUE;
      }
  return FALSE;
}

/* Translators: %s is the name of a format, "EndNote XML", or one of the texts above, "a picture". */
static char *
dup_message (Advice advice, const char *name)
{
  switch (advice)
    {
    case FROM_MANAGER:
      return g_strdup_printf (_ ("the file is %s, which is not read: export RIS or BibTeX from the program it comes from"), name);
    case FROM_DATABASE:
      return g_strdup_printf (_ ("the file is %s, which is not read: export RIS or BibTeX where you found it, or open it in a reference manager and export RIS there"), name);
    case FROM_PACK:
      return g_strdup_printf (_ ("the file is packed (%s): unpack it first"), name);
    case FROM_TRADE:
      return g_strdup_printf (_ ("the file is %s, which is not read: ask the publisher or the bookshop for records in MARC 21 or MARCXML"), name);
    case FROM_CATALOGUE:
      return g_strdup_printf (_ ("the file is %s, which is not read: export MARC 21 or MARCXML from the catalogue it comes from"), name);
    case FROM_TABLE:
      return g_strdup_printf (_ ("the file is %s, which is not read: open it in its program and save the table as CSV, in UTF-8"), name);
    case NO_RECORDS:
    default:
      return g_strdup_printf (_ ("the file is %s and holds no records: look again at what was saved or sent"), name);
    }
}

/* Of the first line. */
static guint
count_bars (const char *data, gsize length)
{
  guint n = 0;

  for (gsize i = 0; i < length && data[i] != '\n'; i++)
    n += data[i] == '|';
  return n;
}

/* What stands beside a master file of CDS/ISIS: the cross-reference file and the inverted one begin with the number of their
 * first block, the file of counts with that of the kind of its tree; the field table is text. */
static gboolean
is_beside_master_file (const char *data, gsize length)
{
  guint32 first;
  gsize n_zero = 0;

  if (length < 32)
    return FALSE;
  if (memcmp (data, "W:", 2) == 0 && contains (data, length, "\n***"))
    return TRUE;
  /* A field table of ABCD: "F|24|Title|0|…". */
  if (g_ascii_isupper (data[0]) && data[1] == '|' && g_ascii_isdigit (data[2]) && count_bars (data, length) >= 10)
    return TRUE;
  memcpy (&first, data, sizeof first);
  first = GUINT32_FROM_LE (first);
  for (gsize i = 0; i < MIN (length, 512); i++)
    n_zero += data[i] == '\0';
  if (n_zero * 3 < MIN (length, 512))
    return FALSE;
  return first == 1 || first == G_MAXUINT32 || (length <= 64 && (first & 0xffff) == 1);
}

static gboolean
is_disc (const char *data, gsize length)
{
  return length > DISC_MARK + 5 && memcmp (data + DISC_MARK, "CD001", 5) == 0;
}

static gboolean
is_old_office (const char *data, gsize length)
{
  static const char mark[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

  return length >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0;
}

static gboolean
is_access (const char *data, gsize length)
{
  return length > 20 && (memcmp (data + 4, "Standard Jet DB", 15) == 0 || memcmp (data + 4, "Standard ACE DB", 15) == 0);
}

/* The first name in a ZIP is one of those that documents of office programs, and books, have. */
static gboolean
is_office_zip (const char *data, gsize length)
{
  static const char *const names[] = { "[Content_Types].xml", "_rels/", "docProps/", "customXml/", "xl/", "word/", "mimetype" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (length >= 30 + strlen (names[i]) && memcmp (data, "PK\3\4", 4) == 0 && memcmp (data + 30, names[i], strlen (names[i])) == 0)
      return TRUE;
  return FALSE;
}

/* What comes in by another door: documents of office programs with a table in them, a thesaurus; NULL for all else. */
static const char *
advise_other_way (const char *data, gsize length)
{
  gboolean office = is_office_zip (data, length);

  if (office && (contains (data, length, "xl/") || contains (data, length, "opendocument.spreadsheet")))
    return _ ("the file is a spreadsheet (xlsx, ods): save it as CSV first, in UTF-8");
  if (office
      && (contains (data, length, "word/") || contains (data, length, "opendocument.text") || contains (data, length, "epub+zip")))
    return _ ("the file is a text document or a book (docx, odt, epub): a table in it comes in as CSV, and the file itself with “document add”");
  if (is_disc (data, length))
    return _ ("the file is the image of a disc: it comes in with “disc add”");
  if (is_beside_master_file (data, length))
    return _ ("the file belongs to a database of CDS/ISIS or IRBIS and holds no records itself: give its master file, .mst");
  if (is_old_office (data, length))
    return _ ("the file is an old document of Excel or Word: save the table as CSV first, in UTF-8");
  if (contains (data, length, "http://www.w3.org/2004/02/skos/core#"))
    return _ ("the file is a thesaurus in SKOS: it comes in with “thesaurus import”");
  return NULL;
}

gboolean
rc_foreign_format_is_container (const char *data, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].place == CONTAINER && is_marked (CONTAINER, data, length, NULL, known[i].mark))
      return TRUE;
  return is_tape (data, length) || is_lzh (data, length) || is_dbase (data, length) || is_access (data, length) || is_old_office (data, length)
         || is_disc (data, length);
}

/* What to do with a table that is not read; NULL when it is none. */
static const char *
advise_table (const char *data, gsize length)
{
  switch (rc_csv_detect (data, length))
    {
    case RC_CSV_TABLE_GRANTS:
      return _ ("the file looks like a table of grants with columns of its own: choose the format grants-csv, and they are read by their names");
    case RC_CSV_TABLE_PUBLICATIONS:
    case RC_CSV_TABLE_OTHER:
      return _ ("the file looks like a table whose columns do not read like those of publications: say with a mapping what they hold");
    case RC_CSV_TABLE_NONE:
    default:
      return NULL;
    }
}

void
rc_foreign_format_set_error (const char *data, gsize length, GError **error)
{
  const char *advice = advise_other_way (data, length), *name;
  g_autofree char *message = NULL;
  gsize blank = 0;
  Advice known_advice;

  if (length >= strlen (BOM) && memcmp (data, BOM, strlen (BOM)) == 0)
    blank = strlen (BOM);
  while (!rc_foreign_format_is_container (data, length) && blank < length && strchr (" \t\r\n", data[blank]) != NULL && data[blank] != '\0')
    blank++;
  if (advice == NULL && find_format (data + blank, MIN (length - blank, HEAD), &name, &known_advice))
    advice = message = dup_message (known_advice, _ (name));
  if (advice == NULL)
    advice = advise_table (data, length);
  g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT,
                       advice != NULL ? advice : _ ("the file is in none of the formats that can be read"));
}
