/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft as text, and back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/draft.h"

#include "record/copy.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_BYTES (4 << 20)
#define MAX_VALUES 10000 /* of a list */

#define MEMBER(type, object, offset) G_STRUCT_MEMBER (type, object, offset)

static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "title", G_STRUCT_OFFSET (RcForm, title) },         { "parallel_title", G_STRUCT_OFFSET (RcForm, parallel_title) },
  { "year", G_STRUCT_OFFSET (RcForm, year) },           { "place", G_STRUCT_OFFSET (RcForm, place) },
  { "publisher", G_STRUCT_OFFSET (RcForm, publisher) }, { "isbn", G_STRUCT_OFFSET (RcForm, isbn) },
  { "abstract", G_STRUCT_OFFSET (RcForm, abstract) },
}, lists[] = {
  { "people", G_STRUCT_OFFSET (RcForm, people) },
  { "languages", G_STRUCT_OFFSET (RcForm, languages) },
  { "subjects", G_STRUCT_OFFSET (RcForm, subjects) },
}, of_copy[] = {
  { "barcode", G_STRUCT_OFFSET (RcCopy, barcode) },   { "shelfmark", G_STRUCT_OFFSET (RcCopy, shelfmark) },
  { "location", G_STRUCT_OFFSET (RcCopy, location) }, { "due", G_STRUCT_OFFSET (RcCopy, due) },
  { "note", G_STRUCT_OFFSET (RcCopy, note) },
};

void
rc_draft_free (RcDraft *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->before, rc_form_free);
  g_clear_pointer (&self->now, rc_form_free);
  g_clear_pointer (&self->copies, g_ptr_array_unref);
  g_free (self);
}

static void
add_form (JsonBuilder *builder, const char *name, const RcForm *form)
{
  json_builder_begin_object (json_builder_set_member_name (builder, name));
  json_builder_add_int_value (json_builder_set_member_name (builder, "material"), form->material);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    json_builder_add_string_value (json_builder_set_member_name (builder, texts[i].name), MEMBER (char *, form, texts[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      json_builder_begin_array (json_builder_set_member_name (builder, lists[i].name));
      for (char **value = MEMBER (GStrv, form, lists[i].offset); *value != NULL; value++)
        json_builder_add_string_value (builder, *value);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_copies (JsonBuilder *builder, GPtrArray *copies)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "copies"));
  for (guint i = 0; i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      json_builder_begin_object (builder);
      json_builder_add_int_value (json_builder_set_member_name (builder, "status"), copy->status);
      for (guint k = 0; k < G_N_ELEMENTS (of_copy); k++)
        if (MEMBER (char *, copy, of_copy[k].offset) != NULL)
          json_builder_add_string_value (json_builder_set_member_name (builder, of_copy[k].name), MEMBER (char *, copy, of_copy[k].offset));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
rc_draft_to_json (const RcDraft *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_add_int_value (json_builder_set_member_name (builder, "id"), self->id);
  add_form (builder, "before", self->before);
  add_form (builder, "now", self->now);
  if (self->copies != NULL)
    add_copies (builder, self->copies);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *name, const char *otherwise)
{
  const char *text = json_object_get_string_member_with_default (object, name, otherwise);

  return text != NULL ? text : otherwise;
}

static GStrv
read_list (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_VALUES); i++)
    {
      JsonNode *value = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_string (value) != NULL)
        g_strv_builder_add (builder, json_node_get_string (value));
    }
  return g_strv_builder_end (builder);
}

static RcForm *
read_form (JsonObject *object)
{
  RcForm *form;
  gint64 material;

  if (object == NULL)
    return NULL;
  form = g_new0 (RcForm, 1);
  material = json_object_get_int_member_with_default (object, "material", 0);
  form->material = material > 0 && material < RC_N_MATERIALS ? (RcMaterial) material : RC_MATERIAL_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    MEMBER (char *, form, texts[i].offset) = g_strdup (get_text (object, texts[i].name, ""));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    MEMBER (GStrv, form, lists[i].offset) = read_list (object, lists[i].name);
  return form;
}

static GPtrArray *
read_copies (JsonNode *node)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GPtrArray *copies = array != NULL ? g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_VALUES); i++)
    {
      JsonObject *object = get_object (json_array_get_element (array, i));
      RcCopy *copy;
      gint64 status;

      if (object == NULL)
        continue;
      copy = rc_copy_new ();
      status = json_object_get_int_member_with_default (object, "status", RC_COPY_ON_SHELF);
      copy->status = status >= RC_COPY_ON_SHELF && status <= RC_COPY_IN_REPAIR ? (RcCopyStatus) status : RC_COPY_ON_SHELF;
      for (guint k = 0; k < G_N_ELEMENTS (of_copy); k++)
        MEMBER (char *, copy, of_copy[k].offset) = g_strdup (get_text (object, of_copy[k].name, NULL));
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

RcDraft *
rc_draft_new_from_json (const char *json)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (RcDraft) self = NULL;
  JsonObject *object;

  g_return_val_if_fail (json != NULL, NULL);

  root = strlen (json) <= MAX_BYTES && g_utf8_validate (json, -1, NULL) ? json_from_string (json, NULL) : NULL;
  object = get_object (root);
  if (object == NULL)
    return NULL;
  self = g_new0 (RcDraft, 1);
  self->id = MAX (json_object_get_int_member_with_default (object, "id", 0), 0);
  self->before = read_form (get_object (json_object_get_member (object, "before")));
  self->now = read_form (get_object (json_object_get_member (object, "now")));
  self->copies = read_copies (json_object_get_member (object, "copies"));
  return self->before != NULL && self->now != NULL ? g_steal_pointer (&self) : NULL;
}
