/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of the JSON answers of grants.gov: lists of hits, and single opportunities. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grants-gov-opportunity.h"
#include "exchange/json-values.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_DEPTH 64

struct _RcGrantsGovReader
{
  RcReader parent_instance;

  JsonParser *parser;       /* (owned) (nullable) made for the first item */
  GPtrArray *opportunities; /* (owned) (nullable) JsonNode, borrowed from the parser */
  guint next;
};

#define RC_TYPE_GRANTS_GOV_READER (rc_grants_gov_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsGovReader, rc_grants_gov_reader, RC, GRANTS_GOV_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcGrantsGovReader, rc_grants_gov_reader, RC_TYPE_READER)

/* Deep nesting would be the parser's end: it calls itself for every bracket. */
static gboolean
is_shallow (const char *data, gsize length)
{
  gsize depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    if (quoted && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      quoted = !quoted;
    else if (!quoted && (data[i] == '{' || data[i] == '[') && ++depth > MAX_DEPTH)
      return FALSE;
    else if (!quoted && (data[i] == '}' || data[i] == ']') && depth > 0)
      depth--;
  return TRUE;
}

static void
gather_array (RcGrantsGovReader *self, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (self->opportunities, json_array_get_element (array, i));
}

static void
gather (RcGrantsGovReader *self, JsonNode *root)
{
  JsonObject *object;

  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      gather_array (self, json_node_get_array (root));
      return;
    }
  object = json_node_get_object (root);
  if (rc_json_get_object (object, "data") != NULL)
    {
      root = rc_json_get_node (object, "data");
      object = json_node_get_object (root);
    }
  if (rc_json_get_array (object, "oppHits") != NULL)
    gather_array (self, rc_json_get_array (object, "oppHits"));
  else
    g_ptr_array_add (self->opportunities, root);
}

/* The service says what went wrong in an answer that is good JSON. */
static gboolean
is_refusal (JsonNode *root, GError **error)
{
  JsonObject *whole = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *word = rc_json_dup_value (whole, NULL, (const char *const[]){ "errorcode", NULL });
  g_autofree char *message = NULL;

  if (word == NULL || g_str_equal (word, "0"))
    return FALSE;
  message = rc_json_dup_value (whole, NULL, (const char *const[]){ "msg", NULL });
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the service answers: %.200s"),
               message != NULL ? message : "?");
  return TRUE;
}

static gboolean
load (RcGrantsGovReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));
  g_autoptr (GError) problem = NULL;
  JsonNode *root;
  const char *data;
  gsize length;

  if (!rc_input_fill (input, RC_MAX_DOCUMENT_BYTES + 1, cancellable, error))
    return FALSE;
  data = rc_input_peek (input, &length);
  if (length > RC_MAX_DOCUMENT_BYTES)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the JSON has more than %d MiB"),
                   RC_MAX_DOCUMENT_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (!is_shallow (data, length))
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the JSON is nested deeper than %d"),
                   MAX_DEPTH);
      return FALSE;
    }
  self->parser = json_parser_new_immutable ();
  self->opportunities = g_ptr_array_new ();
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (!json_parser_load_from_data (self->parser, data, length, &problem))
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON is broken: %s"), problem->message);
      return FALSE;
    }
  root = json_parser_get_root (self->parser);
  if (root == NULL || (!JSON_NODE_HOLDS_OBJECT (root) && !JSON_NODE_HOLDS_ARRAY (root)))
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON holds no opportunities"));
      return FALSE;
    }
  if (is_refusal (root, error))
    return FALSE;
  gather (self, root);
  return TRUE;
}

static RcReaderItem *
rc_grants_gov_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcGrantsGovReader *self = RC_GRANTS_GOV_READER (reader);
  g_autoptr (RcReaderItem) item = NULL;
  g_autofree char *text = NULL;
  JsonNode *node;

  if (self->parser == NULL && !load (self, cancellable, error))
    return NULL;
  if (self->next >= self->opportunities->len)
    return NULL;
  node = g_ptr_array_index (self->opportunities, self->next++);
  item = rc_reader_new_item (reader);
  text = json_to_string (node, FALSE);
  item->raw = g_bytes_new (text, strlen (text));
  rc_grants_gov_read_opportunity (node, item);
  return g_steal_pointer (&item);
}

static void
rc_grants_gov_reader_finalize (GObject *object)
{
  RcGrantsGovReader *self = RC_GRANTS_GOV_READER (object);

  g_clear_pointer (&self->opportunities, g_ptr_array_unref);
  g_clear_object (&self->parser);
  G_OBJECT_CLASS (rc_grants_gov_reader_parent_class)->finalize (object);
}

static void
rc_grants_gov_reader_class_init (RcGrantsGovReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_grants_gov_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_grants_gov_reader_next;
}

static void
rc_grants_gov_reader_init (RcGrantsGovReader *self)
{
}
