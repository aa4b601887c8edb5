/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of MODS: one, a collection, or inside what METS and others wrap around them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mods-record.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"

struct _RcModsReader
{
  RcReader parent_instance;

  RcXmlInput *xml; /* (owned) (nullable) made for the first record */
};

#define RC_TYPE_MODS_READER (rc_mods_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcModsReader, rc_mods_reader, RC, MODS_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcModsReader, rc_mods_reader, RC_TYPE_READER)

static RcReaderItem *
rc_mods_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  static const char *const units[] = { "mods", NULL };
  RcModsReader *self = RC_MODS_READER (reader);
  RcReaderItem *item;
  xmlNode *record;

  if (self->xml == NULL)
    self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), units, error);
  if (self->xml == NULL)
    return NULL;
  item = rc_xml_input_next_item (self->xml, reader, NULL, &record, cancellable, error);
  if (record == NULL)
    return item;
  rc_mods_read_record (record, item);
  rc_xml_input_leave (self->xml);
  return item;
}

static void
rc_mods_reader_finalize (GObject *object)
{
  rc_xml_input_free (RC_MODS_READER (object)->xml);
  G_OBJECT_CLASS (rc_mods_reader_parent_class)->finalize (object);
}

static void
rc_mods_reader_class_init (RcModsReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_mods_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_mods_reader_next;
}

static void
rc_mods_reader_init (RcModsReader *self)
{
}
