/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of the XML extract of grants.gov: all of its opportunities in one file, often in a ZIP, in hundreds of megabytes. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/archive-stream.h"
#include "exchange/grants-gov-detail.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <string.h>

struct _RcGrantsGovXmlReader
{
  RcReader parent_instance;

  RcInput *unpacked;         /* (owned) (nullable) */
  RcXmlInput *xml;           /* (owned) (nullable) made for the first item */
  RcGrantsGovDetail *detail; /* (owned) */
  GPtrArray *texts;          /* (owned) of the opportunity, where they could not be borrowed */
  gboolean is_listing;       /* all of them, not one that somebody cut out */
};

#define RC_TYPE_GRANTS_GOV_XML_READER (rc_grants_gov_xml_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsGovXmlReader, rc_grants_gov_xml_reader, RC, GRANTS_GOV_XML_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcGrantsGovXmlReader, rc_grants_gov_xml_reader, RC_TYPE_READER)

/* Archives of the field hold one XML, its DTD, and nothing else. */
static gboolean
unpack (RcGrantsGovXmlReader *self, RcInput **input, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = rc_archive_stream_new (*input, ".xml", cancellable, error);

  if (stream == NULL)
    return FALSE;
  self->unpacked = rc_input_new (stream);
  if (!rc_input_fill (self->unpacked, 4096, cancellable, error))
    return FALSE;
  *input = self->unpacked;
  return TRUE;
}

static gboolean
open_xml (RcGrantsGovXmlReader *self, GCancellable *cancellable, GError **error)
{
  static const char *const units[] = { "OpportunitySynopsisDetail_1_0", "OpportunityForecastDetail_1_0", NULL };
  RcReader *reader = RC_READER (self);
  RcInput *input = rc_reader_get_input (reader);
  g_autofree char *root = NULL;
  const char *data;
  gsize length;

  if (self->xml != NULL)
    return TRUE;
  data = rc_input_peek (input, &length);
  if (rc_archive_looks_like (data, length) && !unpack (self, &input, cancellable, error))
    return FALSE;
  data = rc_input_peek (input, &length);
  root = rc_format_dup_root_name (data, length);
  self->is_listing = root != NULL && !g_strv_contains (units, root);
  self->xml = rc_xml_input_new_of_fields (input, rc_reader_get_encoding (reader), units, error);
  return self->xml != NULL;
}

/* The text of an element that has nothing else, borrowed where it stands in one piece. */
static const char *
get_text (RcGrantsGovXmlReader *self, const xmlNode *node)
{
  const xmlNode *child = node->children;
  xmlChar *content;
  char *copy;

  if (child == NULL)
    return "";
  if (child->next == NULL && child->content != NULL && (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      && !g_ascii_isspace (child->content[0]))
    return (const char *) child->content;
  content = xmlNodeGetContent (node);
  copy = g_strstrip (g_strdup (content != NULL ? (const char *) content : ""));
  xmlFree (content);
  g_ptr_array_add (self->texts, copy);
  return copy;
}

static void
read_unit (RcGrantsGovXmlReader *self, const xmlNode *unit, RcReaderItem *item)
{
  RcGrantsGovDetail *detail = self->detail;

  rc_grants_gov_detail_clear (detail);
  g_ptr_array_set_size (self->texts, 0);
  for (const xmlNode *child = unit->children; child != NULL; child = child->next)
    {
      int field = child->type == XML_ELEMENT_NODE ? rc_grants_gov_detail_find (rc_xml_get_local_name (child)) : -1;

      if (field >= 0)
        rc_grants_gov_detail_add (detail, field, get_text (self, child));
    }
  /* Ten years of them are in every extract. */
  if (self->is_listing && rc_grants_gov_detail_get_id (detail) != NULL && rc_grants_gov_detail_is_archived (detail))
    {
      item->control = g_strdup (rc_grants_gov_detail_get_id (detail));
      item->deleted = TRUE;
      rc_reader_item_reject (item, _ ("it is kept in the archive only and not offered any more"));
    }
  else
    rc_grants_gov_detail_read (detail, item);
}

static RcReaderItem *
rc_grants_gov_xml_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcGrantsGovXmlReader *self = RC_GRANTS_GOV_XML_READER (reader);
  g_autoptr (GError) problem = NULL;
  RcReaderItem *item;
  xmlNode *node;

  if (!open_xml (self, cancellable, error))
    return NULL;
  item = rc_xml_input_next_item (self->xml, reader, NULL, &node, cancellable, &problem);
  if (item == NULL && problem == NULL)
    rc_reader_edit_page (reader)->whole = self->is_listing;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  if (node == NULL)
    return item;
  read_unit (self, node, item);
  rc_xml_input_leave (self->xml);
  return item;
}

static void
rc_grants_gov_xml_reader_finalize (GObject *object)
{
  RcGrantsGovXmlReader *self = RC_GRANTS_GOV_XML_READER (object);

  rc_xml_input_free (self->xml);
  rc_input_free (self->unpacked);
  rc_grants_gov_detail_free (self->detail);
  g_ptr_array_unref (self->texts);
  G_OBJECT_CLASS (rc_grants_gov_xml_reader_parent_class)->finalize (object);
}

static void
rc_grants_gov_xml_reader_class_init (RcGrantsGovXmlReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_grants_gov_xml_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_grants_gov_xml_reader_next;
}

static void
rc_grants_gov_xml_reader_init (RcGrantsGovXmlReader *self)
{
  self->detail = rc_grants_gov_detail_new ();
  self->texts = g_ptr_array_new_with_free_func (g_free);
  rc_grants_gov_detail_set_today (self->detail, rc_deadline_today (g_get_real_time () / G_USEC_PER_SEC));
}
