/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members of drafts as JSON, and back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/draft-json.h"

#include <string.h>

#define MAX_BYTES (4 << 20)
#define MAX_VALUES 10000 /* of a list */

#define MEMBER(type, object, offset) G_STRUCT_MEMBER (type, object, offset)

void
rc_draft_json_add_texts (JsonBuilder *builder, gconstpointer from, const RcDraftMember *members, guint n_members)
{
  for (guint i = 0; i < n_members; i++)
    if (MEMBER (char *, from, members[i].offset) != NULL)
      json_builder_add_string_value (json_builder_set_member_name (builder, members[i].name), MEMBER (char *, from, members[i].offset));
}

void
rc_draft_json_add_lists (JsonBuilder *builder, gconstpointer from, const RcDraftMember *members, guint n_members)
{
  for (guint i = 0; i < n_members; i++)
    {
      json_builder_begin_array (json_builder_set_member_name (builder, members[i].name));
      for (char **value = MEMBER (GStrv, from, members[i].offset); *value != NULL; value++)
        json_builder_add_string_value (builder, *value);
      json_builder_end_array (builder);
    }
}

JsonNode *
rc_draft_json_parse (const char *json)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  root = strlen (json) <= MAX_BYTES && g_utf8_validate (json, -1, NULL) ? json_from_string (json, NULL) : NULL;
  return rc_draft_json_get_object (root) != NULL ? g_steal_pointer (&root) : NULL;
}

JsonObject *
rc_draft_json_get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

guint
rc_draft_json_get_length (JsonObject *object, const char *name)
{
  JsonArray *array = get_array (object, name);

  return array != NULL ? MIN (json_array_get_length (array), MAX_VALUES) : 0;
}

JsonObject *
rc_draft_json_get_element (JsonObject *object, const char *name, guint i)
{
  return rc_draft_json_get_object (json_array_get_element (get_array (object, name), i));
}

int
rc_draft_json_get_int (JsonObject *object, const char *name, int least, int most, int otherwise)
{
  gint64 value = json_object_get_int_member_with_default (object, name, otherwise);

  return value >= least && value <= most ? (int) value : otherwise;
}

void
rc_draft_json_read_texts (JsonObject *object, gpointer into, const RcDraftMember *members, guint n_members, const char *otherwise)
{
  for (guint i = 0; i < n_members; i++)
    {
      const char *text = json_object_get_string_member_with_default (object, members[i].name, otherwise);

      MEMBER (char *, into, members[i].offset) = g_strdup (text != NULL ? text : otherwise);
    }
}

static GStrv
read_list (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_VALUES); i++)
    {
      JsonNode *value = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_string (value) != NULL)
        g_strv_builder_add (builder, json_node_get_string (value));
    }
  return g_strv_builder_end (builder);
}

void
rc_draft_json_read_lists (JsonObject *object, gpointer into, const RcDraftMember *members, guint n_members)
{
  for (guint i = 0; i < n_members; i++)
    MEMBER (GStrv, into, members[i].offset) = read_list (get_array (object, members[i].name));
}
