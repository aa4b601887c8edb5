/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant's draft as text, and back. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/grant-draft.h"

#include "desk/draft-json.h"

static const RcDraftMember lists[] = {
  { "audience", G_STRUCT_OFFSET (RcGrantForm, audience) },
  { "countries", G_STRUCT_OFFSET (RcGrantForm, countries) },
  { "subjects", G_STRUCT_OFFSET (RcGrantForm, subjects) },
}, of_deadline[] = {
  { "when", G_STRUCT_OFFSET (RcDeadlineForm, when) },   { "hour", G_STRUCT_OFFSET (RcDeadlineForm, hour) },
  { "zone", G_STRUCT_OFFSET (RcDeadlineForm, zone) },   { "label", G_STRUCT_OFFSET (RcDeadlineForm, label) },
  { "verbatim", G_STRUCT_OFFSET (RcDeadlineForm, verbatim) },
}, of_fact[] = {
  { "values", G_STRUCT_OFFSET (RcFactForm, values) },   { "age_min", G_STRUCT_OFFSET (RcFactForm, age_min) },
  { "age_max", G_STRUCT_OFFSET (RcFactForm, age_max) }, { "age_day", G_STRUCT_OFFSET (RcFactForm, age_day) },
  { "sentence", G_STRUCT_OFFSET (RcFactForm, sentence) },
};

/* By RcGrantField. */
static const char *const text_names[RC_GRANT_N_TEXTS] = {
  "title", "funder", "type", "summary", "eligibility", "amount", "amount_min", "amount_max", "currency", "opens", "number", "url", "language",
};

void
rc_grant_draft_free (RcGrantDraft *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->before, rc_grant_form_free);
  g_clear_pointer (&self->now, rc_grant_form_free);
  g_free (self);
}

static void
add_int (JsonBuilder *builder, const char *name, int value)
{
  json_builder_add_int_value (json_builder_set_member_name (builder, name), value);
}

static void
add_deadlines (JsonBuilder *builder, GPtrArray *deadlines)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "deadlines"));
  for (guint i = 0; i < deadlines->len; i++)
    {
      const RcDeadlineForm *deadline = g_ptr_array_index (deadlines, i);

      json_builder_begin_object (builder);
      add_int (builder, "precision", (int) deadline->precision);
      add_int (builder, "yearly", deadline->yearly);
      rc_draft_json_add_texts (builder, deadline, of_deadline, G_N_ELEMENTS (of_deadline));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_facts (JsonBuilder *builder, GPtrArray *facts)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "facts"));
  for (guint i = 0; i < facts->len; i++)
    {
      const RcFactForm *fact = g_ptr_array_index (facts, i);

      json_builder_begin_object (builder);
      add_int (builder, "kind", (int) fact->kind);
      add_int (builder, "excluded", fact->excluded);
      add_int (builder, "from_text", fact->from_text);
      rc_draft_json_add_texts (builder, fact, of_fact, G_N_ELEMENTS (of_fact));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_form (JsonBuilder *builder, const char *name, const RcGrantForm *form)
{
  json_builder_begin_object (json_builder_set_member_name (builder, name));
  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    json_builder_add_string_value (json_builder_set_member_name (builder, text_names[i]), form->texts[i]);
  rc_draft_json_add_lists (builder, form, lists, G_N_ELEMENTS (lists));
  add_deadlines (builder, form->deadlines);
  add_facts (builder, form->facts);
  add_int (builder, "closed", form->closed);
  json_builder_end_object (builder);
}

char *
rc_grant_draft_to_json (const RcGrantDraft *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_add_int_value (json_builder_set_member_name (builder, "id"), self->id);
  add_form (builder, "before", self->before);
  add_form (builder, "now", self->now);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static GPtrArray *
read_deadlines (JsonObject *form)
{
  GPtrArray *deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_form_free);

  for (guint i = 0; i < rc_draft_json_get_length (form, "deadlines"); i++)
    {
      JsonObject *object = rc_draft_json_get_element (form, "deadlines", i);
      RcDeadlineForm *deadline;

      if (object == NULL)
        continue;
      deadline = g_new0 (RcDeadlineForm, 1);
      deadline->precision =
          (RcDeadlinePrecision) rc_draft_json_get_int (object, "precision", RC_DEADLINE_INSTANT, RC_DEADLINE_NOT_STATED, RC_DEADLINE_DAY);
      deadline->yearly = rc_draft_json_get_int (object, "yearly", 0, 1, 0) != 0;
      rc_draft_json_read_texts (object, deadline, of_deadline, G_N_ELEMENTS (of_deadline), "");
      g_ptr_array_add (deadlines, deadline);
    }
  return deadlines;
}

static GPtrArray *
read_facts (JsonObject *form)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_fact_form_free);

  for (guint i = 0; i < rc_draft_json_get_length (form, "facts"); i++)
    {
      JsonObject *object = rc_draft_json_get_element (form, "facts", i);
      RcFactForm *fact;

      if (object == NULL)
        continue;
      fact = g_new0 (RcFactForm, 1);
      fact->kind = (RcFactKind) rc_draft_json_get_int (object, "kind", 0, RC_FACT_N_KINDS - 1, RC_FACT_OTHER);
      fact->excluded = rc_draft_json_get_int (object, "excluded", 0, 1, 0) != 0;
      fact->from_text = rc_draft_json_get_int (object, "from_text", 0, 1, 0) != 0;
      rc_draft_json_read_texts (object, fact, of_fact, G_N_ELEMENTS (of_fact), "");
      g_ptr_array_add (facts, fact);
    }
  return facts;
}

static RcGrantForm *
read_form (JsonObject *object)
{
  RcGrantForm *form;

  if (object == NULL)
    return NULL;
  form = g_new0 (RcGrantForm, 1);
  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    rc_draft_json_read_texts (object, &form->texts[i], &(RcDraftMember){ text_names[i], 0 }, 1, "");
  rc_draft_json_read_lists (object, form, lists, G_N_ELEMENTS (lists));
  form->deadlines = read_deadlines (object);
  form->facts = read_facts (object);
  form->closed = rc_draft_json_get_int (object, "closed", 0, 1, 0) != 0;
  return form;
}

RcGrantDraft *
rc_grant_draft_new_from_json (const char *json)
{
  g_autoptr (JsonNode) root = rc_draft_json_parse (json);
  g_autoptr (RcGrantDraft) self = NULL;
  JsonObject *object;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  self = g_new0 (RcGrantDraft, 1);
  self->id = MAX (json_object_get_int_member_with_default (object, "id", 0), 0);
  self->before = read_form (rc_draft_json_get_object (json_object_get_member (object, "before")));
  self->now = read_form (rc_draft_json_get_object (json_object_get_member (object, "now")));
  return self->before != NULL && self->now != NULL ? g_steal_pointer (&self) : NULL;
}
