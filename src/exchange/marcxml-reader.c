/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of MARCXML, alone, in a collection, or inside what OAI-PMH and SRU wrap around them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/marcxml-record.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"

struct _RcMarcxmlReader
{
  RcReader parent_instance;

  RcXmlInput *xml;     /* (owned) (nullable) made for the first record */
  RcDecoder *decoder;  /* (owned) (nullable) */
};

#define RC_TYPE_MARCXML_READER (rc_marcxml_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcMarcxmlReader, rc_marcxml_reader, RC, MARCXML_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcMarcxmlReader, rc_marcxml_reader, RC_TYPE_READER)

static gboolean
open_xml (RcMarcxmlReader *self, GError **error)
{
  static const char *const units[] = { "record", "oai_marc", NULL };
  RcReader *reader = RC_READER (self);

  if (self->xml != NULL)
    return TRUE;
  self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), units, error);
  if (self->xml != NULL)
    self->decoder = rc_decoder_new ("utf-8"); /* what XML gives, whatever the file was in */
  return self->xml != NULL;
}

static RcReaderItem *
rc_marcxml_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcMarcxmlReader *self = RC_MARCXML_READER (reader);
  RcReaderItem *item;
  xmlNode *record;

  if (!open_xml (self, error))
    return NULL;
  item = rc_xml_input_next_item (self->xml, reader, rc_marcxml_is_record, &record, cancellable, error);
  if (record == NULL)
    return item;
  rc_marcxml_read_record (self->decoder, record, item);
  rc_xml_input_leave (self->xml);
  return item;
}

static void
rc_marcxml_reader_finalize (GObject *object)
{
  RcMarcxmlReader *self = RC_MARCXML_READER (object);

  rc_xml_input_free (self->xml);
  rc_decoder_free (self->decoder);
  G_OBJECT_CLASS (rc_marcxml_reader_parent_class)->finalize (object);
}

static void
rc_marcxml_reader_class_init (RcMarcxmlReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_marcxml_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_marcxml_reader_next;
}

static void
rc_marcxml_reader_init (RcMarcxmlReader *self)
{
}
