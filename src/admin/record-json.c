/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record as JSON, whole. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/output.h"
#include "admin/record-json.h"
#include "catalogue/quality.h"

static const char *
get_state_word (RcState state)
{
  return state == RC_STATE_DRAFT ? "draft" : state == RC_STATE_REVIEW ? "review" : "visible";
}

static void
add_subfields (JsonBuilder *builder, const RcMarcField *field)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char code;

  json_builder_set_member_name (builder, "subfields");
  json_builder_begin_array (builder);
  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      const char name[] = { code, '\0' };
      g_autofree char *key = g_utf8_make_valid (name, -1);
      g_autofree char *text = g_utf8_make_valid (value, (gssize) length);

      json_builder_begin_object (builder);
      rc_json_add_string (builder, key, text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_field (JsonBuilder *builder, const RcMarcField *field)
{
  const char first[] = { rc_marc_field_get_indicator (field, 1), '\0' };
  const char second[] = { rc_marc_field_get_indicator (field, 2), '\0' };
  g_autofree char *tag = g_utf8_make_valid (field->tag, -1);

  json_builder_begin_object (builder);
  if (rc_marc_field_is_control (field))
    {
      g_autofree char *value = g_utf8_make_valid (field->data, (gssize) field->length);

      rc_json_add_string (builder, tag, value);
    }
  else
    {
      json_builder_set_member_name (builder, tag);
      json_builder_begin_object (builder);
      rc_json_add_string (builder, "ind1", first);
      rc_json_add_string (builder, "ind2", second);
      add_subfields (builder, field);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_marc (JsonBuilder *builder, const RcMarc *marc)
{
  json_builder_set_member_name (builder, "marc");
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "leader", rc_marc_get_leader (marc));
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    add_field (builder, rc_marc_get_field (marc, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_grant (JsonBuilder *builder, const RcGrant *grant)
{
  g_autofree char *text = rc_grant_to_json (grant);
  JsonNode *node = json_from_string (text, NULL);

  json_builder_set_member_name (builder, "grant");
  if (node != NULL)
    json_builder_add_value (builder, node);
  else
    json_builder_add_null_value (builder);
}

static void
add_copies (JsonBuilder *builder, GPtrArray *copies)
{
  json_builder_set_member_name (builder, "copies");
  json_builder_begin_array (builder);
  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      json_builder_begin_object (builder);
      rc_json_add_string (builder, "barcode", copy->barcode);
      rc_json_add_string (builder, "shelfmark", copy->shelfmark);
      rc_json_add_string (builder, "location", copy->location);
      rc_json_add_string (builder, "status", rc_copy_status_to_string (copy->status));
      rc_json_add_string (builder, "due", copy->due);
      rc_json_add_string (builder, "note", copy->note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
rc_json_add_document (JsonBuilder *builder, const RcDocument *document, const RcTextReading *reading)
{
  json_builder_begin_object (builder);
  rc_json_add_int (builder, "document", document->id);
  rc_json_add_int (builder, "record", document->record);
  rc_json_add_string (builder, "name", document->name);
  rc_json_add_string (builder, "title", document->title);
  rc_json_add_string (builder, "type", document->media_type);
  rc_json_add_int (builder, "pages", document->pages);
  rc_json_add_int (builder, "size", document->size_bytes);
  if (document->sha256 != NULL)
    rc_json_add_string (builder, "sha256", document->sha256);
  if (document->disc != 0)
    {
      rc_json_add_int (builder, "disc", document->disc);
      rc_json_add_string (builder, "path", document->path);
    }
  if (reading != NULL)
    {
      rc_json_add_string (builder, "text", rc_text_reading_to_string (reading));
      rc_json_add_string (builder, "language", reading->language);
      rc_json_add_int (builder, "pages_read", reading->done);
      rc_json_add_int (builder, "pages_with_text", reading->with_text);
    }
  json_builder_end_object (builder);
}

static void
add_description (JsonBuilder *builder, const RcDescription *description)
{
  rc_json_add_string (builder, "material", rc_material_to_string (description->material));
  rc_json_add_int (builder, "year", description->year);
  rc_json_add_strings (builder, "people", (const char *const *) description->people);
  rc_json_add_strings (builder, "languages", (const char *const *) description->languages);
  rc_json_add_strings (builder, "subjects", (const char *const *) description->subjects);
  rc_json_add_strings (builder, "places", (const char *const *) description->places);
  rc_json_add_strings (builder, "identifiers", (const char *const *) description->identifiers);
}

static void
add_findings (JsonBuilder *builder, const RcRecordDetails *details)
{
  g_autoptr (GPtrArray) findings = rc_quality_check_details (details);

  json_builder_set_member_name (builder, "to_check");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    json_builder_add_string_value (builder, ((const RcFinding *) g_ptr_array_index (findings, i))->message);
  json_builder_end_array (builder);
}

void
rc_json_add_record (JsonBuilder *builder, const RcRecordDetails *details, const RcGrantHistory *history)
{
  json_builder_begin_object (builder);
  rc_json_add_int (builder, "id", details->id);
  rc_json_add_string (builder, "kind", rc_kind_to_string (details->record->kind));
  rc_json_add_string (builder, "control", details->record->control);
  rc_json_add_string (builder, "state", get_state_word (details->state));
  rc_json_add_string (builder, "title", details->title);
  rc_json_add_int (builder, "added", details->added);
  rc_json_add_int (builder, "changed", details->changed);
  if (details->source != NULL)
    rc_json_add_string (builder, "source", details->source);
  if (details->record->kind == RC_KIND_FILE)
    {
      rc_json_add_int (builder, "disc", details->disc);
      rc_json_add_string (builder, "path", details->path);
      rc_json_add_int (builder, "size", details->size_bytes);
      rc_json_add_string (builder, "type", details->media_type);
    }
  if (details->description != NULL)
    {
      add_description (builder, details->description);
      add_findings (builder, details);
    }
  if (details->record->marc != NULL)
    add_marc (builder, details->record->marc);
  if (details->record->grant != NULL)
    add_grant (builder, details->record->grant);
  rc_grant_history_add_json (builder, details, history);
  add_copies (builder, details->copies);
  json_builder_set_member_name (builder, "documents");
  json_builder_begin_array (builder);
  for (guint i = 0; details->documents != NULL && i < details->documents->len; i++)
    rc_json_add_document (builder, g_ptr_array_index (details->documents, i), NULL);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}
