/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References as CSL-JSON: an array of items, as managers of references export it. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csl-json.h"
#include "exchange/json-cut.h"
#include "exchange/json-document.h"
#include "exchange/projection.h"

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
  rc_reader_item_take_partial (item, rc_reference_to_marc (reference), rc_csl_json_project);
  g_free (item->control);
  item->control = g_strdup (reference->key);
}

static RcReaderItem *
rc_csl_json_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcCslJsonReader *self = RC_CSL_JSON_READER (reader);
  RcReaderItem *item;
  const char *text;
  gsize length;

  if (self->cut.input == NULL)
    self->cut.input = rc_reader_get_input (reader);
  item = rc_json_cut_next_item (&self->cut, reader, MAX_DEPTH, &text, &length, cancellable, error);
  if (item == NULL)
    return NULL;
  if (item->rejection == NULL)
    read_record (self, text, length, item);
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
