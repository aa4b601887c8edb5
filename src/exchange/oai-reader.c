/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers of OAI-PMH: records of whatever format, each with a header that says who it is and whether it still is. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/dc-record.h"
#include "exchange/marc-fields.h"
#include "exchange/marcxml-record.h"
#include "exchange/mods-record.h"
#include "exchange/oai-answer.h"
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
  gboolean has_none;  /* it says that no record matches */
  gboolean has_some;  /* a record, or the token that ends a list: some lists end with a part that is empty */
  gboolean is_ahead;  /* the unit that comes next has been asked for: one of these, or the end */
  xmlNode *node;      /* borrowed */
  GBytes *lost;       /* (owned) (nullable) */
  GError *problem;    /* (owned) (nullable) */
};

#define RC_TYPE_OAI_READER (rc_oai_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcOaiReader, rc_oai_reader, RC, OAI_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcOaiReader, rc_oai_reader, RC_TYPE_READER)

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

/* A list of nothing says so with an error; where there is not even that, what was sent is no list. */
static gboolean
is_no_answer (const RcOaiReader *self, GError **error)
{
  if (self->has_none || self->has_some)
    return FALSE;
  g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the answer has neither records nor an error"));
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
  g_autofree char *datestamp = rc_oai_dup_text (rc_oai_find_child (header, "datestamp"));
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
    if (rc_oai_is_named (child, "setSpec"))
      {
        g_autofree char *set = rc_oai_dup_text (child);

        if (set != NULL)
          put_header_part (marc, "setSpec", set);
      }
}

/* A publication with its holdings, as some repositories give it: the publication, or the first where none says what it is. */
static xmlNode *
find_in_collection (xmlNode *collection, RcReaderItem *item)
{
  xmlNode *best = NULL;
  gboolean is_publication = FALSE;
  guint n_others = 0;

  for (xmlNode *child = collection->children; child != NULL; child = child->next)
    if (rc_oai_is_named (child, "record") && rc_marcxml_is_record (child))
      {
        g_autofree char *type = rc_xml_dup_attribute (child, "type");
        gboolean says_so = g_strcmp0 (type, "Bibliographic") == 0;

        n_others += best != NULL;
        if (best == NULL || (says_so && !is_publication))
          best = child;
        is_publication = is_publication || says_so;
      }
  if (n_others > 0)
    rc_reader_item_warn (item, ngettext ("%u other record beside it was left out, as its holdings",
                                         "%u other records beside it were left out, as its holdings", n_others),
                         n_others);
  return best != NULL ? best : collection;
}

static void
read_metadata (RcOaiReader *self, xmlNode *metadata, RcReaderItem *item)
{
  xmlNode *payload = metadata != NULL ? xmlFirstElementChild (metadata) : NULL;

  if (payload != NULL && rc_oai_is_named (payload, "collection"))
    payload = find_in_collection (payload, item);
  if (metadata != NULL && rc_dc_is_record (metadata))
    payload = metadata;
  if (payload == NULL)
    rc_reader_item_reject (item, _ ("a record without metadata"));
  else if (rc_dc_is_record (payload))
    rc_dc_read_record (payload, item);
  else if (rc_mods_is_record (payload))
    rc_mods_read_record (payload, item);
  else if ((rc_oai_is_named (payload, "record") || rc_oai_is_named (payload, "oai_marc")) && rc_marcxml_is_record (payload))
    rc_marcxml_read_record (self->decoder, payload, item);
  else
    rc_reader_item_reject (item, _ ("its metadata are in the format “%.40s”, which cannot be read"), rc_xml_get_local_name (payload));
}

static void
read_record (RcOaiReader *self, RcReaderItem *item)
{
  xmlNode *header = rc_oai_find_child (self->node, "header");
  g_autofree char *identifier = header != NULL ? rc_oai_dup_text (rc_oai_find_child (header, "identifier")) : NULL;
  g_autofree char *status = header != NULL ? rc_xml_dup_attribute (header, "status") : NULL;
  g_autofree char *datestamp = header != NULL ? rc_oai_dup_text (rc_oai_find_child (header, "datestamp")) : NULL;
  RcListingPage *page = rc_reader_edit_page (RC_READER (self));

  if (rc_oai_is_datestamp (datestamp))
    {
      g_free (page->datestamp);
      page->datestamp = g_steal_pointer (&datestamp);
    }
  if (header == NULL && rc_marcxml_is_record (self->node))
    rc_marcxml_read_record (self->decoder, self->node, item);
  else if (g_strcmp0 (status, "deleted") == 0)
    {
      item->deleted = TRUE;
      rc_reader_item_reject (item, _ ("the repository says this record is deleted"));
    }
  else
    read_metadata (self, rc_oai_find_child (self->node, "metadata"), item);
  if (item->record != NULL && header != NULL)
    add_header (item, header, identifier);
  else if (item->control == NULL)
    item->control = g_steal_pointer (&identifier);
}

static gboolean
open_xml (RcOaiReader *self, GError **error)
{
  static const char *const units[] = { "record", "error", "request", "responseDate", "resumptionToken", NULL };
  RcReader *reader = RC_READER (self);

  if (self->xml != NULL)
    return TRUE;
  self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), units, error);
  if (self->xml != NULL)
    self->decoder = rc_decoder_new ("utf-8");
  return self->xml != NULL;
}

/* How long the list is, and by what its next part is asked for. An empty token ends it. */
static void
read_token (RcOaiReader *self)
{
  RcListingPage *page = rc_reader_edit_page (RC_READER (self));
  g_autofree char *size = rc_xml_dup_attribute (self->node, "completeListSize");

  if (size != NULL)
    g_ascii_string_to_unsigned (g_strstrip (size), 10, 0, G_MAXUINT64, &page->announced, NULL);
  g_free (page->next);
  page->next = rc_oai_dup_text (self->node);
  self->has_some = self->has_some || page->next == NULL;
}

/* Behind an item: a token there says that the list goes on. */
static void
tell_of_more (RcOaiReader *self, RcReaderItem *item, GCancellable *cancellable)
{
  for (look_ahead (self, cancellable); self->node != NULL && rc_oai_is_named (self->node, "resumptionToken");
       look_ahead (self, cancellable))
    {
      read_token (self);
      if (rc_reader_get_page (RC_READER (self))->next != NULL)
        rc_reader_item_warn (item, _ ("the list goes on behind this record: the repository has more than this file"));
    }
}

/* What stands beside the records. FALSE on an error that the repository answers with. */
static gboolean
read_beside (RcOaiReader *self, GError **error)
{
  RcListingPage *page = rc_reader_edit_page (RC_READER (self));

  if (rc_oai_is_named (self->node, "error"))
    {
      g_autofree char *code = rc_xml_dup_attribute (self->node, "code");

      /* A list of nothing is a good answer. */
      self->has_none = g_strcmp0 (code, "noRecordsMatch") == 0;
      if (!self->has_none)
        rc_oai_set_error (self->node, error);
      return self->has_none;
    }
  if (rc_oai_is_named (self->node, "request"))
    {
      g_free (self->verb);
      self->verb = rc_xml_dup_attribute (self->node, "verb");
    }
  else if (rc_oai_is_named (self->node, "responseDate") && page->answered == NULL)
    page->answered = rc_oai_dup_text (self->node);
  else if (rc_oai_is_named (self->node, "resumptionToken"))
    read_token (self);
  return TRUE;
}

/* Steps over what is no record to one, to something lost, or to the end. FALSE on an answer without records. */
static gboolean
find_record (RcOaiReader *self, GCancellable *cancellable, GError **error)
{
  if (!self->is_ahead)
    look_ahead (self, cancellable);
  while (self->node != NULL && !rc_oai_is_named (self->node, "record"))
    {
      if (!read_beside (self, error))
        return FALSE;
      look_ahead (self, cancellable);
    }
  self->has_some = self->has_some || self->node != NULL || self->lost != NULL;
  return self->node != NULL || self->problem != NULL || self->has_none || (!is_other_answer (self, error) && !is_no_answer (self, error));
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
