/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants and publications out of an answer in XML, by a mapping. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/listing-record.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#define MAX_STEPS 1000000 /* that one path may cost */
#define MAX_NODES 200     /* at a path of one record */
#define MAX_EMPTY 4096    /* bytes of an answer without anything in it */

struct _RcXmlListingReader
{
  RcReader parent_instance;

  RcListingMapping *mapping; /* (owned) (nullable) */
  RcXmlInput *xml;           /* (owned) (nullable) made for the first item */
  GPtrArray *units;          /* (owned) (nullable) the names that it looks for, borrowed from the mapping; NULL-terminated */
  GHashTable *expressions;   /* (owned) RcListingPath of the mapping → xmlXPathCompExpr */
  GHashTable *seen;          /* (owned) controls */
  char *said[RC_LISTING_N_PLACES]; /* (owned) (nullable) what the answer says of itself */
  guint64 n_records;
  gboolean guessed;          /* nobody said what records are called */
};

#define RC_TYPE_XML_LISTING_READER (rc_xml_listing_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcXmlListingReader, rc_xml_listing_reader, RC, XML_LISTING_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcXmlListingReader, rc_xml_listing_reader, RC_TYPE_READER)

/* One record by itself, in which names are those that one reads. */
typedef struct
{
  RcXmlListingReader *self;
  xmlDoc *document;
  xmlXPathContext *context;
} Record;

static void
keep_silent (void *data, xmlErrorPtr problem)
{
}

/* An element without a prefix has no namespace for a path; one whose prefix nobody declared gets one. */
static void
settle_names (xmlNode *node, xmlXPathContext *context)
{
  for (; node != NULL; node = node->next)
    {
      const char *colon = node->type == XML_ELEMENT_NODE && node->ns == NULL ? strchr ((const char *) node->name, ':') : NULL;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (colon != NULL && colon[1] != '\0' && colon != (const char *) node->name)
        {
          g_autofree char *prefix = g_strndup ((const char *) node->name, colon - (const char *) node->name);
          g_autofree char *name = g_strdup (colon + 1);

          node->ns = xmlNewNs (node, (const xmlChar *) prefix, (const xmlChar *) prefix);
          xmlNodeSetName (node, (const xmlChar *) name);
        }
      for (xmlNs *ns = node->nsDef; ns != NULL; ns = ns->next)
        if (ns->prefix != NULL && xmlXPathNsLookup (context, ns->prefix) == NULL)
          xmlXPathRegisterNs (context, ns->prefix, ns->href);
      if (node->ns != NULL && node->ns->prefix == NULL)
        node->ns = NULL;
      settle_names (node->children, context);
    }
}

static void
open_record (Record *record, RcXmlListingReader *self, xmlNode *node)
{
  xmlNode *copy;

  record->self = self;
  record->document = xmlNewDoc ((const xmlChar *) "1.0");
  copy = xmlDocCopyNode (node, record->document, 1);
  if (copy != NULL)
    xmlDocSetRootElement (record->document, copy);
  record->context = xmlXPathNewContext (record->document);
  record->context->error = keep_silent;
  xmlXPathContextSetCache (record->context, 1, -1, 0);
  settle_names (copy, record->context);
  record->context->node = copy;
}

static void
close_record (Record *record)
{
  xmlXPathFreeContext (record->context);
  xmlFreeDoc (record->document);
}

/* The text, or what is in the element, where that has markup. */
static char *
dup_content (xmlNode *node)
{
  g_autoptr (GString) inside = NULL;
  gboolean marked_up = FALSE;
  xmlChar *text;
  char *copy;

  for (xmlNode *child = node->type == XML_ELEMENT_NODE ? node->children : NULL; child != NULL; child = child->next)
    marked_up = marked_up || child->type == XML_ELEMENT_NODE;
  if (!marked_up)
    {
      text = xmlNodeGetContent (node);
      copy = g_strdup (text != NULL ? (const char *) text : "");
      xmlFree (text);
      return copy;
    }
  inside = g_string_new (NULL);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      g_autoptr (GBytes) bytes = rc_xml_dump (child);
      gsize length;
      const char *data = g_bytes_get_data (bytes, &length);

      g_string_append_len (inside, data, (gssize) length);
    }
  return g_string_free (g_steal_pointer (&inside), FALSE);
}

static xmlXPathCompExpr *
get_expression (Record *record, const RcListingPath *path)
{
  xmlXPathCompExpr *expression = g_hash_table_lookup (record->self->expressions, path);

  if (expression == NULL)
    {
      expression = xmlXPathCtxtCompile (record->context, (const xmlChar *) path->text);
      if (expression != NULL)
        g_hash_table_insert (record->self->expressions, (gpointer) path, expression);
    }
  return expression;
}

/* A path that costs too much, or has a prefix that the answer does not have, gives nothing. */
static void
find_cb (gpointer data, const RcListingPath *path, GPtrArray *values)
{
  Record *record = data;
  xmlXPathCompExpr *expression = get_expression (record, path);
  xmlXPathObject *found;

  record->context->opLimit = MAX_STEPS;
  record->context->opCount = 0;
  found = expression != NULL ? xmlXPathCompiledEval (expression, record->context) : NULL;
  if (found == NULL)
    return;
  if (found->type == XPATH_NODESET)
    for (int i = 0; found->nodesetval != NULL && i < MIN (found->nodesetval->nodeNr, MAX_NODES); i++)
      {
        /* A namespace looks like a node and is none. */
        if (found->nodesetval->nodeTab[i]->type != XML_NAMESPACE_DECL)
          g_ptr_array_add (values, dup_content (found->nodesetval->nodeTab[i]));
      }
  else
    {
      xmlChar *text = xmlXPathCastToString (found);

      g_ptr_array_add (values, g_strdup ((const char *) text));
      xmlFree (text);
    }
  xmlXPathFreeObject (found);
}

static gboolean
is_place (const RcXmlListingReader *self, RcListingPlace place, const char *name)
{
  GPtrArray *paths = self->mapping->places[place];

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    if (g_str_equal (((const RcListingPath *) paths->pdata[i])->text, name))
      return TRUE;
  return FALSE;
}

static void
note (RcXmlListingReader *self, RcListingPlace place, char *text)
{
  if (self->said[place] == NULL && text != NULL)
    self->said[place] = g_strstrip (text);
  else
    g_free (text);
}

/* An element beside the records. */
static void
note_element (RcXmlListingReader *self, xmlNode *node)
{
  for (guint i = RC_LISTING_TOTAL; i < RC_LISTING_N_PLACES; i++)
    if (is_place (self, i, rc_xml_get_local_name (node)))
      note (self, i, dup_content (node));
}

/* "@total": of an element around the first record. */
static void
note_attributes (RcXmlListingReader *self, xmlNode *record)
{
  for (guint i = RC_LISTING_TOTAL; i < RC_LISTING_N_PLACES; i++)
    for (guint j = 0; self->mapping->places[i] != NULL && j < self->mapping->places[i]->len; j++)
      {
        const char *name = ((const RcListingPath *) self->mapping->places[i]->pdata[j])->text;

        for (xmlNode *around = record->parent; *name == '@' && around != NULL && around->type == XML_ELEMENT_NODE; around = around->parent)
          note (self, i, rc_xml_dup_attribute (around, name + 1));
      }
}

/* "<calls total='0'/>", "<calls/>": an answer that holds nothing may say so in this way alone. */
static gboolean
is_empty_list (RcXmlListingReader *self)
{
  static const char *const counts[] = { "total", "count", NULL };
  gsize length;
  const char *data = rc_input_peek (rc_reader_get_input (RC_READER (self)), &length);
  xmlDoc *document = length <= MAX_EMPTY && memmem (data, length, "<!DOCTYPE", 9) == NULL
                         ? xmlReadMemory (data, (int) length, NULL, rc_reader_get_encoding (RC_READER (self)), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                         : NULL;
  xmlNode *root = document != NULL ? xmlDocGetRootElement (document) : NULL;
  g_autofree char *name = root != NULL ? g_strdup (rc_xml_get_local_name (root)) : NULL;
  gboolean empty = FALSE;

  if (root != NULL && xmlFirstElementChild (root) == NULL)
    {
      for (guint i = 0; counts[i] != NULL; i++)
        {
          g_autofree char *count = rc_xml_dup_attribute (root, counts[i]);

          empty = empty || g_strcmp0 (count, "0") == 0;
        }
      if (g_str_has_suffix (name, "s"))
        name[strlen (name) - 1] = '\0';
      empty = empty || is_place (self, RC_LISTING_RECORDS, name);
    }
  xmlFreeDoc (document);
  return empty;
}

static gboolean
open_xml (RcXmlListingReader *self, GError **error)
{
  RcReader *reader = RC_READER (self);

  if (self->xml != NULL)
    return TRUE;
  if (self->mapping == NULL)
    {
      self->mapping = rc_listing_mapping_new_shipped (RC_FORMAT_XML);
      self->guessed = !is_empty_list (self);
    }
  g_clear_pointer (&self->units, g_ptr_array_unref);
  self->units = g_ptr_array_new ();
  for (guint i = 0; i < RC_LISTING_N_PLACES; i++)
    for (guint j = 0; self->mapping->places[i] != NULL && j < self->mapping->places[i]->len; j++)
      g_ptr_array_add (self->units, ((RcListingPath *) self->mapping->places[i]->pdata[j])->text);
  g_ptr_array_add (self->units, NULL);
  self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), (const char *const *) self->units->pdata, error);
  return self->xml != NULL;
}

static void
read_record (RcXmlListingReader *self, xmlNode *node, RcReaderItem *item)
{
  Record record;
  RcListingSource source = { self->mapping, find_cb, &record, rc_reader_get_deadline_context (RC_READER (self), NULL),
                             rc_reader_get_address (RC_READER (self)) };

  if (self->n_records++ == 0)
    note_attributes (self, node);
  open_record (&record, self, node);
  rc_listing_read_record (&source, item);
  close_record (&record);
  rc_listing_note_control (self->seen, item);
}

/* Also what stands behind the records was read by now. */
static void
finish (RcXmlListingReader *self)
{
  RcListingPage *page = rc_reader_edit_page (RC_READER (self));

  g_clear_pointer (&page->next, g_free);
  rc_listing_read_page (self->mapping, (const char *const *) self->said, self->n_records, page);
}

static RcReaderItem *
rc_xml_listing_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcXmlListingReader *self = RC_XML_LISTING_READER (reader);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) lost = NULL;
  RcReaderItem *item;
  xmlNode *node;

  if (!open_xml (self, error))
    return NULL;
  while ((node = rc_xml_input_next (self->xml, &lost, cancellable, &problem)) != NULL
         && !is_place (self, RC_LISTING_RECORDS, rc_xml_get_local_name (node)))
    note_element (self, node);
  if (node == NULL && lost != NULL)
    return rc_reader_new_lost_item (reader, lost, problem);
  if (node == NULL && problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (node == NULL)
    {
      finish (self);
      if (self->guessed && self->n_records == 0 && self->said[RC_LISTING_TOTAL] == NULL)
        g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
                             _ ("the answer has no list whose fields read like those of grants: say with a mapping where they are"));
      return NULL;
    }
  item = rc_reader_new_item (reader);
  item->raw = rc_xml_input_dup_raw (self->xml, node);
  rc_xml_input_warn (self->xml, item);
  read_record (self, node, item);
  rc_xml_input_leave (self->xml);
  return item;
}

static void
rc_xml_listing_reader_finalize (GObject *object)
{
  RcXmlListingReader *self = RC_XML_LISTING_READER (object);

  for (guint i = 0; i < RC_LISTING_N_PLACES; i++)
    g_free (self->said[i]);
  rc_xml_input_free (self->xml);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_hash_table_unref (self->expressions);
  g_hash_table_unref (self->seen);
  g_clear_pointer (&self->mapping, rc_listing_mapping_unref);
  G_OBJECT_CLASS (rc_xml_listing_reader_parent_class)->finalize (object);
}

static void
rc_xml_listing_reader_class_init (RcXmlListingReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_xml_listing_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_xml_listing_reader_next;
}

static void
rc_xml_listing_reader_init (RcXmlListingReader *self)
{
  self->expressions = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) xmlXPathFreeCompExpr);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
rc_xml_listing_reader_set_mapping (RcReader *reader, RcListingMapping *mapping)
{
  if (RC_IS_XML_LISTING_READER (reader))
    {
      RcXmlListingReader *self = RC_XML_LISTING_READER (reader);

      g_clear_pointer (&self->mapping, rc_listing_mapping_unref);
      self->mapping = rc_listing_mapping_ref (mapping);
    }
}
