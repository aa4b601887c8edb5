/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft as text, and back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/draft.h"

#include "desk/draft-json.h"
#include "record/copy.h"

static const RcDraftMember texts[] = {
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
  rc_draft_json_add_texts (builder, form, texts, G_N_ELEMENTS (texts));
  rc_draft_json_add_lists (builder, form, lists, G_N_ELEMENTS (lists));
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
      rc_draft_json_add_texts (builder, copy, of_copy, G_N_ELEMENTS (of_copy));
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

static RcForm *
read_form (JsonObject *object)
{
  RcForm *form;

  if (object == NULL)
    return NULL;
  form = g_new0 (RcForm, 1);
  form->material = (RcMaterial) rc_draft_json_get_int (object, "material", 0, RC_N_MATERIALS - 1, RC_MATERIAL_NONE);
  rc_draft_json_read_texts (object, form, texts, G_N_ELEMENTS (texts), "");
  rc_draft_json_read_lists (object, form, lists, G_N_ELEMENTS (lists));
  return form;
}

static GPtrArray *
read_copies (JsonObject *draft)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);

  for (guint i = 0; i < rc_draft_json_get_length (draft, "copies"); i++)
    {
      JsonObject *object = rc_draft_json_get_element (draft, "copies", i);
      RcCopy *copy;

      if (object == NULL)
        continue;
      copy = rc_copy_new ();
      copy->status = (RcCopyStatus) rc_draft_json_get_int (object, "status", RC_COPY_ON_SHELF, RC_COPY_IN_REPAIR, RC_COPY_ON_SHELF);
      rc_draft_json_read_texts (object, copy, of_copy, G_N_ELEMENTS (of_copy), NULL);
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

RcDraft *
rc_draft_new_from_json (const char *json)
{
  g_autoptr (JsonNode) root = rc_draft_json_parse (json);
  g_autoptr (RcDraft) self = NULL;
  JsonObject *object;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  self = g_new0 (RcDraft, 1);
  self->id = MAX (json_object_get_int_member_with_default (object, "id", 0), 0);
  self->before = read_form (rc_draft_json_get_object (json_object_get_member (object, "before")));
  self->now = read_form (rc_draft_json_get_object (json_object_get_member (object, "now")));
  self->copies = json_object_has_member (object, "copies") ? read_copies (object) : NULL;
  return self->before != NULL && self->now != NULL ? g_steal_pointer (&self) : NULL;
}
