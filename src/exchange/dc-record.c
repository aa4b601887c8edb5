/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of Dublin Core read as MARC 21. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/dc-record.h"

#include "exchange/dc-private.h"
#include "exchange/languages.h"
#include "exchange/marc-fields.h"
#include "exchange/projection.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"
#include "record/identifier.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is gathered of one record: what all formats share, and what stands in MARC alone. */
typedef struct
{
  RcReference *reference;
  RcMarc *marc;
  RcReaderItem *item;
  char *name;                 /* (owned) of the element that is read, "issued" */
  char *full_name;            /* (owned) with its prefix, as 887 has it */
  char *title_language;       /* (owned) (nullable) */
  GPtrArray *descriptions;    /* (owned) char * */
  gboolean has_type, has_issued;
} Dc;

/* What is in an element of such a name is Dublin Core, though no namespace says so. */
static gboolean
is_bare_record (const xmlNode *node)
{
  static const char *const names[] = { "qualifieddc", "dc", "oai_dc", "qdc", NULL };

  return node != NULL && node->type == XML_ELEMENT_NODE && node->ns == NULL && g_strv_contains (names, (const char *) node->name);
}

gboolean
rc_dc_is_element (const xmlNode *node)
{
  const char *name = (const char *) node->name;

  if (node->type != XML_ELEMENT_NODE)
    return FALSE;
  if (node->ns != NULL && strstr ((const char *) node->ns->href, "purl.org/dc/") != NULL)
    return strcmp (name, "dc") != 0;
  if (node->ns == NULL && is_bare_record (node->parent))
    return TRUE;
  return strcmp (name, "dcvalue") == 0
         || (node->ns == NULL && (g_str_has_prefix (name, "dc:") || g_str_has_prefix (name, "dcterms:") || g_str_has_prefix (name, "dct:")));
}

gboolean
rc_dc_is_record (const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (rc_dc_is_element (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_address (const char *text)
{
  return g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "ftp://");
}

static gboolean
is_named (const Dc *self, const char *name)
{
  return g_ascii_strcasecmp (self->name, name) == 0;
}

static void
keep_other (Dc *self, const char *value)
{
  GPtrArray *others = self->reference->others;

  for (guint i = 0; i < others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (others, i);

      if (g_str_equal (other->name, self->full_name) && g_str_equal (other->value, value))
        return;
    }
  rc_reference_add_other (self->reference, RC_DC_WORD, self->full_name, value);
}

static void
read_title (Dc *self, const char *value, xmlNode *node)
{
  xmlChar *language = xmlNodeGetLang (node);

  if (self->reference->title == NULL)
    {
      self->reference->title = g_strdup (value);
      self->title_language = g_strdup ((const char *) language);
    }
  else if (language != NULL && self->title_language != NULL && strcmp ((const char *) language, self->title_language) != 0
           && self->reference->parallel_title == NULL)
    self->reference->parallel_title = g_strdup (value);
  else
    rc_marc_fields_put (self->marc, "246", "3 ", "a", value, NULL);
  xmlFree (language);
}

/* The first year that stands in a text; 0: none. */
static int
find_year (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      {
        gsize n = strspn (p, "0123456789");
        int year = n == 4 ? atoi (p) : 0;

        if (year >= 1000 && year < 2200)
          return year;
        p += n - 1;
      }
  return 0;
}

/* "1914-1918". */
static gboolean
read_years (RcReference *reference, const char *text)
{
  int year = find_year (text), end = 0;
  g_autofree char *first = g_strdup_printf ("%d", year);

  if (year != 0 && strlen (text) > 5 && strlen (text) < 12 && strspn (text, "0123456789 -/–") == strlen (text))
    end = find_year (text + 5);
  if (year == 0 || end <= year || !rc_reference_set_date (reference, first, NULL))
    return FALSE;
  reference->year_end = end;
  return TRUE;
}

/* One date is that of publication: the one called so, or else the first. */
static void
read_date (Dc *self, const char *value)
{
  RcReference *reference = self->reference;
  gboolean issued = is_named (self, "issued");
  const char *end = value;
  int year = find_year (value);

  if (self->has_issued || (reference->year != 0 && !issued))
    {
      if (g_strcmp0 (value, reference->issued) != 0)
        keep_other (self, value);
      return;
    }
  self->has_issued = issued;
  if (read_years (reference, value))
    return;
  if (!rc_reference_set_date (reference, value, &end) && year != 0)
    {
      g_autofree char *text = g_strdup_printf ("%d", year);

      rc_reference_set_date (reference, text, NULL);
    }
  if (g_strcmp0 (value, reference->issued) != 0)
    keep_other (self, value);
  if (reference->issued != NULL && *end != '\0' && *end != 'T')
    rc_reader_item_warn (self->item, _ ("the date “%.40s” was read as %s"), value, reference->issued);
}

static void
read_type (Dc *self, const char *value)
{
  static const char dcmi[] = "|collection|dataset|event|image|interactiveresource|movingimage|physicalobject|service|software|"
                             "sound|stillimage|text|";
  g_autofree char *small = g_ascii_strdown (value, -1), *word = g_strconcat ("|", small, "|", NULL);
  RcReferenceType type;

  /* "Text" says little beside a word that says more. */
  if (rc_dc_type_from_text (value, &type) && (!self->has_type || self->reference->type == RC_REFERENCE_BOOK))
    {
      self->reference->type = type;
      self->has_type = TRUE;
    }
  rc_marc_fields_put (self->marc, "655", " 7", "a", value, "2", strstr (dcmi, word) != NULL ? "dct" : "local", NULL);
}

/* "151500", "2 MB". */
static gboolean
is_size (const char *value)
{
  const char *unit = value + strspn (value, "0123456789.,");

  unit += strspn (unit, " ");
  return *unit == '\0' || g_ascii_strcasecmp (unit, "bytes") == 0 || (strchr ("kKmMgG", *unit) != NULL && g_ascii_strcasecmp (unit + 1, "b") == 0);
}

/* A kind of file, how large it is, or how much there is of the thing. */
static void
read_format (Dc *self, const char *value)
{
  const char *slash = strchr (value, '/');

  if (slash != NULL && strpbrk (value, " \t") == NULL && !g_ascii_isdigit (slash[1]))
    rc_marc_fields_put (self->marc, "347", "  ", "b", value, NULL);
  else if (is_size (value))
    rc_marc_fields_put (self->marc, "347", "  ", "c", value, NULL);
  else if (self->reference->extent == NULL && (is_named (self, "extent") || strpbrk (value, "0123456789") != NULL))
    self->reference->extent = g_strdup (value);
  else
    rc_marc_fields_put (self->marc, "340", "  ", "a", value, NULL);
}

static const char *
skip_label (const char *text, const char *label)
{
  if (g_ascii_strncasecmp (text, label, strlen (label)) != 0)
    return text;
  text += strlen (label);
  return text + strspn (text, ": ");
}

static const char *
find_doi (const char *value)
{
  static const char *const labels[] = { "urn:doi:", "doi:", "doi ", "info:doi/", "https://doi.org/", "http://doi.org/",
                                        "http://dx.doi.org/", "https://dx.doi.org/" };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    value = skip_label (value, labels[i]);
  return g_str_has_prefix (value, "10.") && strchr (value, '/') != NULL && strchr (value, ' ') == NULL ? value : NULL;
}

static void
read_identifier (Dc *self, const char *value)
{
  const char *bare = skip_label (value, "urn:"), *isbn = skip_label (bare, "isbn"), *issn = skip_label (bare, "issn");
  const char *doi = find_doi (value);
  g_autofree char *isbn_13 = rc_isbn_normalise (isbn);
  g_autofree char *issn_8 = isbn_13 == NULL && strlen (issn) == 9 ? rc_issn_normalise (issn) : NULL;

  if (doi != NULL && self->reference->doi == NULL)
    self->reference->doi = g_strdup (doi);
  else if (doi != NULL && !is_address (value))
    rc_marc_fields_put (self->marc, "024", "7 ", "a", doi, "2", "doi", NULL);
  else if (is_address (value))
    rc_reference_add_text (self->reference->urls, value);
  else if (isbn_13 != NULL)
    rc_reference_add_text (self->reference->isbn, isbn);
  else if (issn_8 != NULL || issn != bare)
    rc_reference_add_text (self->reference->issn, issn);
  else if (isbn != bare)
    rc_reference_add_text (self->reference->isbn, isbn);
  else if (g_str_has_prefix (value, "hdl:"))
    rc_marc_fields_put (self->marc, "024", "7 ", "a", value + 4, "2", "hdl", NULL);
  else if (g_str_has_prefix (value, "urn:"))
    rc_marc_fields_put (self->marc, "024", "7 ", "a", value, "2", "urn", NULL);
  else
    rc_marc_fields_put (self->marc, "024", "8 ", "a", value, NULL);
}

static void
read_language (Dc *self, const char *value)
{
  g_autofree char *code = rc_language_from_text (value);

  if (code != NULL)
    rc_reference_add_text (self->reference->languages, code);
  else
    rc_marc_fields_put (self->marc, "546", "  ", "a", value, NULL);
}

static void
read_coverage (Dc *self, const char *value)
{
  gboolean coded = strchr (value, '=') != NULL || strchr (value, ';') != NULL;

  if (is_named (self, "temporal") || (is_named (self, "coverage") && g_ascii_isdigit (*value) && !coded))
    rc_marc_fields_put (self->marc, "648", " 4", "a", value, NULL);
  else if (coded)
    rc_marc_fields_put (self->marc, "522", "  ", "a", value, NULL);
  else
    rc_marc_fields_put (self->marc, "651", " 4", "a", value, NULL);
}

static void
read_is_part_of (Dc *self, const char *value)
{
  const char *issn = skip_label (skip_label (value, "urn:"), "issn");

  rc_marc_fields_put (self->marc, "773", "0 ", is_address (value) ? "o" : issn != value ? "x" : "t", issn, NULL);
}

static gboolean
read_simple (Dc *self, const char *value)
{
  for (const RcDcPlace *place = rc_dc_places; place->name != NULL; place++)
    if (is_named (self, place->name))
      {
        rc_marc_fields_put (self->marc, place->tag, place->indicators, "i", place->relation, place->code, value, NULL);
        return TRUE;
      }
  return FALSE;
}

static void
read_name (Dc *self, const char *value)
{
  rc_reference_add_name (self->reference, value, is_named (self, "creator") ? "aut" : "ctb", rc_dc_guess_name_kind (value));
}

static void
read_publisher (Dc *self, const char *value)
{
  if (self->reference->publisher == NULL)
    self->reference->publisher = g_strdup (value);
  else
    rc_marc_fields_put (self->marc, "264", " 1", "b", value, NULL);
}

static void
read_element (Dc *self, const char *value, xmlNode *node)
{
  if (is_named (self, "title"))
    read_title (self, value, node);
  else if (is_named (self, "creator") || is_named (self, "contributor"))
    read_name (self, value);
  else if (is_named (self, "subject"))
    rc_reference_add_text (self->reference->keywords, value);
  else if (is_named (self, "abstract") && self->reference->abstract == NULL)
    self->reference->abstract = g_strdup (value);
  else if (is_named (self, "description") || is_named (self, "abstract"))
    rc_reference_add_text (self->descriptions, value);
  else if (is_named (self, "publisher"))
    read_publisher (self, value);
  else if (is_named (self, "date") || is_named (self, "issued"))
    read_date (self, value);
  else if (is_named (self, "type"))
    read_type (self, value);
  else if (is_named (self, "format") || is_named (self, "extent"))
    read_format (self, value);
  else if (is_named (self, "identifier"))
    read_identifier (self, value);
  else if (is_named (self, "language"))
    read_language (self, value);
  else if (is_named (self, "coverage") || is_named (self, "spatial") || is_named (self, "temporal"))
    read_coverage (self, value);
  else if (is_named (self, "isPartOf"))
    read_is_part_of (self, value);
  else if (is_named (self, "rights") || is_named (self, "license"))
    rc_marc_fields_put (self->marc, "540", "  ", is_address (value) ? "u" : "a", value, NULL);
  else if (!read_simple (self, value))
    keep_other (self, value);
}

/* The text, blanks within it made one each; what an empty element points to stands for it. */
static char *
dup_value (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  g_autoptr (GString) value = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit_set (content != NULL ? (const char *) content : "", " \t\r\n", -1);

  xmlFree (content);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (value, "%s%s", value->len > 0 ? " " : "", *word);
  if (value->len == 0)
    {
      xmlChar *target = xmlGetProp (node, (const xmlChar *) "resource");

      g_string_append (value, target != NULL ? (const char *) target : "");
      xmlFree (target);
    }
  return g_strdup (value->str);
}

/* DSpace has the names of elements as attributes, and more specific ones beside them. */
static void
set_name (Dc *self, xmlNode *node)
{
  static const char *const finer[] = { "abstract", "alternative", "issued", "extent", "ispartof", "spatial", "temporal", "license", NULL };
  const char *prefix = node->ns != NULL ? (const char *) node->ns->prefix : NULL;
  const char *local = rc_xml_get_local_name (node);
  xmlChar *element = NULL, *qualifier = NULL;

  g_free (self->name);
  g_free (self->full_name);
  self->name = g_strdup (local);
  self->full_name = prefix != NULL && !g_str_equal (prefix, "dc") ? g_strconcat (prefix, ":", local, NULL) : g_strdup (local);
  if (!g_str_equal (local, "dcvalue"))
    return;
  element = xmlGetNoNsProp (node, (const xmlChar *) "element");
  qualifier = xmlGetNoNsProp (node, (const xmlChar *) "qualifier");
  if (element != NULL)
    {
      const char *q = qualifier != NULL ? (const char *) qualifier : "";
      gboolean own = g_strv_contains (finer, q);
      gboolean author = g_str_equal (q, "author") && strcmp ((const char *) element, "contributor") == 0;
      gboolean date = strcmp ((const char *) element, "date") == 0 && *q != '\0' && !own;

      g_free (self->name);
      g_free (self->full_name);
      self->name = g_strdup (own || date ? q : author ? "creator" : (const char *) element);
      self->full_name = *q != '\0' ? g_strconcat ((const char *) element, ".", q, NULL) : g_strdup ((const char *) element);
    }
  xmlFree (element);
  xmlFree (qualifier);
}

/* The first description is the abstract, unless one is called so. */
static void
place_descriptions (Dc *self)
{
  gboolean has_abstract = self->reference->abstract != NULL;

  for (guint i = 0; i < self->descriptions->len; i++)
    {
      const char *text = g_ptr_array_index (self->descriptions, i);

      if (has_abstract)
        rc_reference_add_text (self->reference->notes, text);
      else if (i == 0)
        self->reference->abstract = g_strdup (text);
      else
        rc_marc_fields_put (self->marc, "520", "  ", "a", text, NULL);
    }
}

static RcMarc *
make_marc (Dc *self)
{
  RcMarc *marc = rc_reference_to_marc (self->reference);

  for (guint i = 0; i < rc_marc_get_n_fields (self->marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (self->marc, i);

      if (rc_marc_find_same (marc, field) < 0)
        rc_marc_fields_take (marc, field->tag, g_string_new_len (field->data, (gssize) field->length));
    }
  return marc;
}

void
rc_dc_read_record (xmlNode *record, RcReaderItem *item)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
  g_autoptr (RcMarc) marc = rc_marc_new ();
  Dc self = { .reference = reference, .marc = marc, .item = item };
  guint n = 0;

  self.descriptions = g_ptr_array_new_with_free_func (g_free);
  for (xmlNode *child = record->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      {
        g_autofree char *value = dup_value (child);

        set_name (&self, child);
        if (*value == '\0')
          continue;
        n++;
        if (rc_dc_is_element (child))
          read_element (&self, value, child);
        else
          keep_other (&self, value);
      }
  place_descriptions (&self);
  if (n == 0)
    rc_reader_item_reject (item, _ ("a record without fields"));
  else
    rc_reader_item_take_partial (item, make_marc (&self), rc_dc_project);
  g_ptr_array_unref (self.descriptions);
  g_free (self.name);
  g_free (self.full_name);
  g_free (self.title_language);
}
