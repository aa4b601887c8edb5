/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of OAI-PMH: records of whatever format, each with a header that says who it is and whether it still is. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/dc-record.h"
#include "exchange/marc-fields.h"
#include "exchange/marcxml-record.h"
#include "exchange/mods-record.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <string.h>

#define OTHER_SEPARATOR "  - " /* in 887, as references have it */

struct _RcOaiReader
{
  RcReader parent_instance;

  RcXmlInput *xml;    /* (owned) (nullable) made for the first record */
  RcDecoder *decoder; /* (owned) (nullable) */
  char *verb;         /* (owned) (nullable) what was asked for */
  gboolean is_ahead;  /* the unit that comes next has been asked for: one of these, or the end */
  xmlNode *node;      /* borrowed */
  GBytes *lost;       /* (owned) (nullable) */
  GError *problem;    /* (owned) (nullable) */
};

#define RC_TYPE_OAI_READER (rc_oai_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcOaiReader, rc_oai_reader, RC, OAI_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcOaiReader, rc_oai_reader, RC_TYPE_READER)

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp (rc_xml_get_local_name (node), name) == 0;
}

static xmlNode *
find_child (const xmlNode *node, const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_named (child, name))
      return child;
  return NULL;
}

static char *
dup_text (const xmlNode *node)
{
  xmlChar *content = node != NULL ? xmlNodeGetContent (node) : NULL;
  char *text = content != NULL ? g_strstrip (g_strdup ((const char *) content)) : NULL;

  xmlFree (content);
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* An answer that is an error, in plain words. */
static void
set_answer_error (xmlNode *node, GError **error)
{
  const struct
  {
    const char *code, *words;
  } known[] = {
    { "badArgument", _ ("the request has a wrong or missing argument") },
    { "badResumptionToken", _ ("the place in the list where it should go on is not known or has expired") },
    { "badVerb", _ ("the request is none of OAI-PMH") },
    { "cannotDisseminateFormat", _ ("the repository does not have this record in this format") },
    { "idDoesNotExist", _ ("the repository has no record of this identifier") },
    { "noRecordsMatch", _ ("no record matches the request") },
    { "noMetadataFormats", _ ("the record comes in no format") },
    { "noSetHierarchy", _ ("the repository has no sets") },
  };
  g_autofree char *code = rc_xml_dup_attribute (node, "code"), *text = dup_text (node);
  const char *words = text != NULL ? text : "?";

  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (code, known[i].code))
      words = known[i].words;
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the repository answers with an error: %.200s (%.40s)"),
               words, code != NULL ? code : "?");
}

/* What was asked for brings no records. */
static gboolean
is_other_answer (const RcOaiReader *self, GError **error)
{
  static const char *const others[] = { "Identify", "ListIdentifiers", "ListMetadataFormats", "ListSets", NULL };

  if (self->verb == NULL || !g_strv_contains (others, self->verb))
    return FALSE;
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
               _ ("the answer to %s brings no records: ask the repository for ListRecords"), self->verb);
  return TRUE;
}

/* Asks for the unit that comes next. */
static void
look_ahead (RcOaiReader *self, GCancellable *cancellable)
{
  self->is_ahead = TRUE;
  g_clear_pointer (&self->lost, g_bytes_unref);
  g_clear_error (&self->problem);
  self->node = rc_xml_input_next (self->xml, &self->lost, cancellable, &self->problem);
}

static void
put_header_part (RcMarc *marc, const char *name, const char *value)
{
  g_autofree char *text = g_strconcat (name, OTHER_SEPARATOR, value, NULL);

  rc_marc_fields_put (marc, "887", "  ", "a", text, "2", "oai", NULL);
}

/* "2013-02-27T10:07:54Z" as 005 has it; NULL when it is none. */
static char *
dup_transaction (const char *datestamp)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = datestamp; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (digits->len == 8)
    g_string_append (digits, "000000");
  return digits->len >= 14 ? g_strdup_printf ("%.14s.0", digits->str) : NULL;
}

/* What the header says goes into the record: its identifier is the control number where the record has none. */
static void
add_header (RcReaderItem *item, const xmlNode *header, const char *identifier)
{
  RcMarc *marc = item->record->marc;
  g_autofree char *datestamp = dup_text (find_child (header, "datestamp"));
  g_autofree char *transaction = datestamp != NULL ? dup_transaction (datestamp) : NULL;

  if (identifier != NULL && item->control == NULL)
    {
      rc_marc_insert_field (marc, 0, "001", identifier, -1);
      item->control = g_strdup (identifier);
      g_free (item->record->control);
      item->record->control = g_strdup (identifier);
    }
  else if (identifier != NULL && !g_str_equal (identifier, item->control))
    rc_marc_fields_put (marc, "035", "  ", "a", identifier, NULL);
  if (transaction != NULL && rc_marc_find (marc, "005", 0) < 0)
    rc_marc_insert_field (marc, item->control != NULL ? 1 : 0, "005", transaction, -1);
  else if (datestamp != NULL)
    put_header_part (marc, "datestamp", datestamp);
  for (xmlNode *child = header->children; child != NULL; child = child->next)
    if (is_named (child, "setSpec"))
      {
        g_autofree char *set = dup_text (child);

        if (set != NULL)
          put_header_part (marc, "setSpec", set);
      }
}

static void
read_metadata (RcOaiReader *self, xmlNode *metadata, RcReaderItem *item)
{
  xmlNode *payload = metadata != NULL ? xmlFirstElementChild (metadata) : NULL;

  if (metadata != NULL && rc_dc_is_record (metadata))
    payload = metadata;
  if (payload == NULL)
    rc_reader_item_reject (item, _ ("a record without metadata"));
  else if (rc_dc_is_record (payload))
    rc_dc_read_record (payload, item);
  else if (rc_mods_is_record (payload))
    rc_mods_read_record (payload, item);
  else if (is_named (payload, "record") && rc_marcxml_is_record (payload))
    rc_marcxml_read_record (self->decoder, payload, item);
  else
    rc_reader_item_reject (item, _ ("its metadata are in the format “%.40s”, which cannot be read"), rc_xml_get_local_name (payload));
}

static void
read_record (RcOaiReader *self, RcReaderItem *item)
{
  xmlNode *header = find_child (self->node, "header");
  g_autofree char *identifier = header != NULL ? dup_text (find_child (header, "identifier")) : NULL;
  g_autofree char *status = header != NULL ? rc_xml_dup_attribute (header, "status") : NULL;

  if (header == NULL && rc_marcxml_is_record (self->node))
    rc_marcxml_read_record (self->decoder, self->node, item);
  else if (g_strcmp0 (status, "deleted") == 0)
    rc_reader_item_reject (item, _ ("the repository says this record is deleted"));
  else
    read_metadata (self, find_child (self->node, "metadata"), item);
  if (item->record != NULL && header != NULL)
    add_header (item, header, identifier);
  else if (item->control == NULL)
    item->control = g_steal_pointer (&identifier);
}

static gboolean
open_xml (RcOaiReader *self, GError **error)
{
  static const char *const units[] = { "record", "error", "request", "resumptionToken", NULL };
  RcReader *reader = RC_READER (self);

  if (self->xml != NULL)
    return TRUE;
  self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), units, error);
  if (self->xml != NULL)
    self->decoder = rc_decoder_new ("utf-8");
  return self->xml != NULL;
}

/* Behind an item: a token there says that the list goes on. */
static void
tell_of_more (RcOaiReader *self, RcReaderItem *item, GCancellable *cancellable)
{
  for (look_ahead (self, cancellable); self->node != NULL && is_named (self->node, "resumptionToken"); look_ahead (self, cancellable))
    {
      g_autofree char *token = dup_text (self->node);

      if (token != NULL)
        rc_reader_item_warn (item, _ ("the list goes on behind this record: the repository has more than this file"));
    }
}

/* Steps over what is no record to one, to something lost, or to the end. FALSE on an answer without records. */
static gboolean
find_record (RcOaiReader *self, GCancellable *cancellable, GError **error)
{
  if (!self->is_ahead)
    look_ahead (self, cancellable);
  while (self->node != NULL && !is_named (self->node, "record"))
    {
      if (is_named (self->node, "error"))
        {
          set_answer_error (self->node, error);
          return FALSE;
        }
      if (is_named (self->node, "request"))
        {
          g_free (self->verb);
          self->verb = rc_xml_dup_attribute (self->node, "verb");
        }
      look_ahead (self, cancellable);
    }
  return self->node != NULL || self->problem != NULL || !is_other_answer (self, error);
}

static RcReaderItem *
rc_oai_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcOaiReader *self = RC_OAI_READER (reader);
  g_autoptr (RcReaderItem) item = NULL;

  if (!open_xml (self, error) || !find_record (self, cancellable, error))
    return NULL;
  self->is_ahead = FALSE;
  if (self->node == NULL && self->lost != NULL)
    return rc_reader_new_lost_item (reader, self->lost, self->problem);
  if (self->node == NULL)
    {
      if (self->problem != NULL)
        g_propagate_error (error, g_steal_pointer (&self->problem));
      return NULL;
    }
  item = rc_reader_new_item (reader);
  item->raw = rc_xml_input_dup_raw (self->xml, self->node);
  rc_xml_input_leave (self->xml);
  rc_xml_input_warn (self->xml, item);
  read_record (self, item);
  tell_of_more (self, item, cancellable);
  return g_steal_pointer (&item);
}

static void
rc_oai_reader_finalize (GObject *object)
{
  RcOaiReader *self = RC_OAI_READER (object);

  rc_xml_input_free (self->xml);
  rc_decoder_free (self->decoder);
  g_free (self->verb);
  g_clear_pointer (&self->lost, g_bytes_unref);
  g_clear_error (&self->problem);
  G_OBJECT_CLASS (rc_oai_reader_parent_class)->finalize (object);
}

static void
rc_oai_reader_class_init (RcOaiReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_oai_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_oai_reader_next;
}

static void
rc_oai_reader_init (RcOaiReader *self)
{
}
