/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References as CSL-JSON: an array of items, as managers of references export it. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csl-json.h"
#include "exchange/json-cut.h"
#include "exchange/json-document.h"

#include <glib/gi18n.h>

#define MAX_DEPTH 32

struct _RcCslJsonReader
{
  RcReader parent_instance;

  RcJsonCut cut;
};

#define RC_TYPE_CSL_JSON_READER (rc_csl_json_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcCslJsonReader, rc_csl_json_reader, RC, CSL_JSON_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcCslJsonReader, rc_csl_json_reader, RC_TYPE_READER)

static void
read_record (RcCslJsonReader *self, const char *text, gsize length, RcReaderItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcJsonDocument) document = rc_json_document_parse (RC_READER (self), text, length, &error);
  g_autoptr (RcReference) reference = NULL;

  if (document == NULL)
    {
      rc_reader_item_reject (item, "%s", error->message);
      return;
    }
  if (JSON_NODE_HOLDS_OBJECT (document->root))
    reference = rc_reference_new_from_csl (json_node_get_object (document->root));
  rc_json_document_warn (document, item);
  if (reference == NULL || (reference->title == NULL && reference->container == NULL && reference->names->len == 0 && reference->doi == NULL
                            && reference->notes->len == 0 && reference->isbn->len == 0))
    {
      rc_reader_item_reject (item, _ ("a record without fields"));
      return;
    }
  rc_reader_item_take_marc (item, rc_reference_to_marc (reference));
  g_free (item->control);
  item->control = g_strdup (reference->key);
}

static RcReaderItem *
rc_csl_json_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcCslJsonReader *self = RC_CSL_JSON_READER (reader);
  RcReaderItem *item;
  RcJsonCutKind kind;
  const char *text;
  gsize length;

  if (self->cut.input == NULL)
    self->cut.input = rc_reader_get_input (reader);
  if (!rc_json_cut_next (&self->cut, MAX_DEPTH, &kind, &text, &length, cancellable, error))
    return NULL;
  if (kind == RC_JSON_CUT_END)
    {
      if (self->cut.n_open > 0)
        g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON is broken: %s"), _ ("it ends too early"));
      return NULL;
    }
  item = rc_reader_new_item (reader);
  item->raw = g_bytes_new (text, length);
  if (kind == RC_JSON_CUT_OBJECT)
    read_record (self, text, length, item);
  else if (kind == RC_JSON_CUT_TOO_DEEP)
    rc_reader_item_reject (item, _ ("the JSON is nested deeper than %d"), MAX_DEPTH);
  else if (kind == RC_JSON_CUT_BROKEN_OFF)
    rc_reader_item_reject (item, _ ("the record breaks off"));
  else
    rc_reader_item_reject (item, _ ("text that is no record"));
  rc_input_skip (rc_reader_get_input (reader), length);
  return item;
}

static void
rc_csl_json_reader_class_init (RcCslJsonReaderClass *klass)
{
  RC_READER_CLASS (klass)->next = rc_csl_json_reader_next;
}

static void
rc_csl_json_reader_init (RcCslJsonReader *self)
{
}
