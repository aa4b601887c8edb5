/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer in JSON, whole and within bounds. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/json-document.h"

#include "exchange/json-path.h"
#include "exchange/plain-text.h"

#include <glib/gi18n.h>
#include <string.h>

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
    else if (!quoted && (data[i] == '{' || data[i] == '[') && ++depth > RC_JSON_MAX_DEPTH)
      return FALSE;
    else if (!quoted && (data[i] == '}' || data[i] == ']') && depth > 0)
      depth--;
  return TRUE;
}

/* How many members each object that is open has been given. */
typedef struct
{
  GArray *n_members; /* guint */
  guint n_duplicates;
} Count;

static void
object_start_cb (JsonParser *parser, Count *count)
{
  guint none = 0;

  g_array_append_val (count->n_members, none);
}

static void
object_member_cb (JsonParser *parser, JsonObject *object, const char *name, Count *count)
{
  if (count->n_members->len > 0)
    g_array_index (count->n_members, guint, count->n_members->len - 1)++;
}

static void
object_end_cb (JsonParser *parser, JsonObject *object, Count *count)
{
  guint n;

  if (count->n_members->len == 0)
    return;
  n = g_array_index (count->n_members, guint, count->n_members->len - 1);
  g_array_set_size (count->n_members, count->n_members->len - 1);
  if (n > json_object_get_size (object))
    count->n_duplicates += n - json_object_get_size (object);
}

static gboolean
parse (RcJsonDocument *self, const char *data, gsize length, GError **error)
{
  Count count = { g_array_new (FALSE, FALSE, sizeof (guint)), 0 };
  g_autoptr (GError) problem = NULL;
  gboolean good;

  self->parser = json_parser_new_immutable ();
  g_signal_connect (self->parser, "object-start", G_CALLBACK (object_start_cb), &count);
  g_signal_connect (self->parser, "object-member", G_CALLBACK (object_member_cb), &count);
  g_signal_connect (self->parser, "object-end", G_CALLBACK (object_end_cb), &count);
  good = json_parser_load_from_data (self->parser, data, (gssize) length, &problem);
  g_signal_handlers_disconnect_by_data (self->parser, &count);
  g_array_unref (count.n_members);
  self->n_duplicates = count.n_duplicates;
  if (!good)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON is broken: %s"), problem->message);
      return FALSE;
    }
  self->root = json_parser_get_root (self->parser);
  if (self->root != NULL && (JSON_NODE_HOLDS_OBJECT (self->root) || JSON_NODE_HOLDS_ARRAY (self->root)))
    return TRUE;
  g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON holds no records"));
  return FALSE;
}

/* What comes in place of JSON when something is wrong: a page for people. */
static gboolean
is_markup (const char *data, gsize length)
{
  gsize blank = 0;

  while (blank < length && g_ascii_isspace (data[blank]))
    blank++;
  return blank < length && data[blank] == '<';
}

static gboolean
check (const char *data, gsize length, GError **error)
{
  if (length > RC_MAX_DOCUMENT_BYTES)
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the JSON has more than %d MiB"),
                 RC_MAX_DOCUMENT_BYTES / 1024 / 1024);
  else if (is_markup (data, length))
    g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("this is a web page or XML, not JSON"));
  else if (!is_shallow (data, length))
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the JSON is nested deeper than %d"), RC_JSON_MAX_DEPTH);
  else
    return TRUE;
  return FALSE;
}

RcJsonDocument *
rc_json_document_parse (RcReader *reader, const char *data, gsize length, GError **error)
{
  g_autoptr (RcJsonDocument) self = g_new0 (RcJsonDocument, 1);
  g_autofree char *valid = NULL;

  if (!check (data, length, error))
    return NULL;
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (rc_reader_get_encoding (reader) != NULL || !g_utf8_validate_len (data, length, NULL))
    {
      GString *decoded = rc_plain_text_decode (data, length, rc_reader_get_encoding (reader), NULL);

      self->repaired = rc_reader_get_encoding (reader) == NULL;
      length = decoded->len;
      data = valid = g_string_free (decoded, FALSE);
    }
  return parse (self, data, length, error) ? g_steal_pointer (&self) : NULL;
}

RcJsonDocument *
rc_json_document_load (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (reader);
  const char *data;
  gsize length;

  if (!rc_input_fill (input, RC_MAX_DOCUMENT_BYTES + 1, cancellable, error))
    return NULL;
  data = rc_input_peek (input, &length);
  return rc_json_document_parse (reader, data, length, error);
}

void
rc_json_document_free (RcJsonDocument *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->parser);
  g_free (self);
}

char *
rc_json_document_dup_complaint (RcJsonDocument *self)
{
  static const char *const places[] = { "$.error.message", "$.error.detail", "$.error_description", "$.message",      "$.errors[0].message",
                                        "$.errors[0]",     "$.detail",       "$.msg",               "$.errorMessage", "$.error" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *problem = NULL;
      g_autoptr (RcJsonPath) path = rc_json_path_new (places[i], &problem);
      g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

      rc_json_path_find (path, self->root, 1, nodes);
      if (nodes->len > 0 && JSON_NODE_HOLDS_VALUE (nodes->pdata[0]) && json_node_get_value_type (nodes->pdata[0]) == G_TYPE_STRING
          && *json_node_get_string (nodes->pdata[0]) != '\0')
        return json_node_dup_string (nodes->pdata[0]);
    }
  return NULL;
}

void
rc_json_document_warn (RcJsonDocument *self, RcReaderItem *item)
{
  if (self->repaired)
    rc_reader_item_warn (item, _ ("the answer was not in UTF-8 and was read by what it seems to be in"));
  if (self->n_duplicates > 0)
    rc_reader_item_warn (item, ngettext ("the answer says %u thing twice: the last word counts", "the answer says %u things twice: the last word counts",
                                         self->n_duplicates),
                         self->n_duplicates);
  self->repaired = FALSE;
  self->n_duplicates = 0;
}

JsonNode *
rc_json_parse (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = NULL;

  if (!is_shallow (text, length) || !g_utf8_validate_len (text, length, NULL))
    return NULL;
  parser = json_parser_new_immutable ();
  return json_parser_load_from_data (parser, text, (gssize) length, NULL) ? json_parser_steal_root (parser) : NULL;
}

GBytes *
rc_json_node_to_bytes (JsonNode *node)
{
  char *text = json_to_string (node, FALSE);

  return g_bytes_new_take (text, strlen (text));
}
