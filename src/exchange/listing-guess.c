/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in an answer that came without a mapping its records are. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/listing-guess.h"

#include "exchange/listing-names.h"

#define MAX_DEPTH 4
#define MAX_LOOKED_AT 50 /* records whose names are gathered */

typedef struct
{
  RcListingMapping *mapping; /* (owned) (nullable) of the longest list as yet */
  char *said;                /* (owned) (nullable) */
  guint n;                   /* records in it */
} Search;

/* `inside` (nullable): records are in this member of each entry of the list. */
static gboolean
try_list (Search *self, JsonArray *array, const char *path, const char *inside)
{
  g_autoptr (RcListingNames) names = rc_listing_names_new ();
  g_autofree char *all = g_strconcat (path, "[*]", NULL);
  g_autofree char *records = inside != NULL ? rc_json_path_dup_step (all, inside) : g_strdup (all);
  g_autofree char *said = NULL;
  RcListingMapping *mapping;
  guint n = json_array_get_length (array);

  for (guint i = 0; i < MIN (n, MAX_LOOKED_AT); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (inside != NULL && JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), inside);
      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        rc_listing_names_add_record (names, json_node_get_object (node));
    }
  mapping = n > self->n ? rc_listing_names_guess (names, records, &said) : NULL;
  if (mapping == NULL)
    return FALSE;
  g_clear_pointer (&self->mapping, rc_listing_mapping_unref);
  g_free (self->said);
  *self = (Search){ mapping, g_steal_pointer (&said), n };
  return TRUE;
}

static void look (Search *self, JsonNode *node, const char *path, guint depth);

/* Some put every record into an object of its own: {"node": {…}}, and some have lists of lists. */
static void
look_into_list (Search *self, JsonArray *array, const char *path, guint depth)
{
  JsonNode *first = json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;
  g_autofree char *all = g_strconcat (path, "[*]", NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (first == NULL || !JSON_NODE_HOLDS_OBJECT (first) || try_list (self, array, path, NULL))
    return;
  json_object_iter_init (&iter, json_node_get_object (first));
  while (json_object_iter_next (&iter, &name, &value))
    if (rc_json_path_can_have (name) && JSON_NODE_HOLDS_OBJECT (value) && try_list (self, array, path, name))
      return;
  look (self, first, all, depth + 1);
}

static void
look (Search *self, JsonNode *node, const char *path, guint depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    look_into_list (self, json_node_get_array (node), path, depth);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (rc_json_path_can_have (name) && !g_str_has_prefix (name, "error"))
      {
        g_autofree char *below = rc_json_path_dup_step (path, name);

        look (self, value, below, depth + 1);
      }
}

RcListingMapping *
rc_listing_guess (JsonNode *answer, char **said)
{
  Search search = { NULL };

  look (&search, answer, "$", 0);
  *said = search.said;
  return search.mapping;
}
