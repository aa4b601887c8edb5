/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values out of JSON whose shape nobody promises: what is missing or of another type is simply not there. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/json-values.h"

JsonNode *
rc_json_get_node (JsonObject *object, const char *name)
{
  return object != NULL && json_object_has_member (object, name) ? json_object_get_member (object, name) : NULL;
}

JsonObject *
rc_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = rc_json_get_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
rc_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = rc_json_get_node (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

char *
rc_json_dup_value (JsonObject *whole, JsonObject *details, const char *const *names)
{
  for (; *names != NULL; names++)
    for (guint i = 0; i < 2; i++)
      {
        JsonNode *node = rc_json_get_node (i == 0 ? details : whole, *names);
        g_autofree char *text = NULL;

        if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
          continue;
        if (json_node_get_value_type (node) == G_TYPE_STRING)
          text = g_strstrip (json_node_dup_string (node));
        else if (json_node_get_value_type (node) == G_TYPE_INT64)
          text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
        if (text != NULL && *text != '\0' && !g_str_equal (text, "none"))
          return g_steal_pointer (&text);
      }
  return NULL;
}
