/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of Dublin Core in XML: one, or many in whatever is wrapped around them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/dc-record.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"

#define PEEK (64 * 1024)

struct _RcDcReader
{
  RcReader parent_instance;

  RcXmlInput *xml; /* (owned) (nullable) made for the first record */
  char *unit;      /* (owned) (nullable) the name of the elements that are records here */
  const char *units[2];
};

#define RC_TYPE_DC_READER (rc_dc_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcDcReader, rc_dc_reader, RC, DC_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcDcReader, rc_dc_reader, RC_TYPE_READER)

/* There is no element that every file has around a record: it is the one around the first title, or around the first
 * element of Dublin Core where there is none. */
static char *
find_unit (const char *data, gsize length)
{
  xmlTextReader *reader = xmlReaderForMemory (data, (int) MIN (length, PEEK), NULL, NULL,
                                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER);
  char *unit = NULL;
  gboolean titled = FALSE;

  while (!titled && reader != NULL && xmlTextReaderRead (reader) == 1)
    {
      const xmlNode *node = xmlTextReaderCurrentNode (reader);

      if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_DOCUMENT_TYPE)
        break;
      if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT && node != NULL && rc_dc_is_element (node)
          && node->parent != NULL && node->parent->type == XML_ELEMENT_NODE)
        {
          titled = g_ascii_strcasecmp (rc_xml_get_local_name (node), "title") == 0;
          if (unit == NULL || titled)
            {
              g_free (unit);
              unit = g_strdup (rc_xml_get_local_name (node->parent));
            }
        }
    }
  xmlFreeTextReader (reader);
  return unit;
}

static gboolean
open_xml (RcDcReader *self, GError **error)
{
  RcReader *reader = RC_READER (self);
  const char *data;
  gsize length;

  if (self->xml != NULL)
    return TRUE;
  data = rc_input_peek (rc_reader_get_input (reader), &length);
  self->unit = find_unit (data, length);
  if (self->unit == NULL)
    self->unit = g_strdup ("dc");
  self->units[0] = self->unit;
  self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), self->units, error);
  return self->xml != NULL;
}

static RcReaderItem *
rc_dc_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcDcReader *self = RC_DC_READER (reader);
  RcReaderItem *item;
  xmlNode *record;

  if (!open_xml (self, error))
    return NULL;
  item = rc_xml_input_next_item (self->xml, reader, NULL, &record, cancellable, error);
  if (record == NULL)
    return item;
  rc_dc_read_record (record, item);
  rc_xml_input_leave (self->xml);
  return item;
}

static void
rc_dc_reader_finalize (GObject *object)
{
  RcDcReader *self = RC_DC_READER (object);

  rc_xml_input_free (self->xml);
  g_free (self->unit);
  G_OBJECT_CLASS (rc_dc_reader_parent_class)->finalize (object);
}

static void
rc_dc_reader_class_init (RcDcReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_dc_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_dc_reader_next;
}

static void
rc_dc_reader_init (RcDcReader *self)
{
}
