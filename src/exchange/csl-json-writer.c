/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as CSL-JSON, which programs that set citations read. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csl-json.h"
#include "exchange/json-document.h"
#include "exchange/languages.h"
#include "exchange/writer-private.h"

#include <string.h>

static void
add (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_joined (JsonBuilder *builder, const char *name, const GPtrArray *texts, const char *separator)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? separator : "", (const char *) texts->pdata[i]);
  add (builder, name, joined->str);
}

static void
add_name (JsonBuilder *builder, const RcReferenceName *name)
{
  g_auto (GStrv) parts = g_strsplit (name->heading, ", ", 3);

  json_builder_begin_object (builder);
  if (name->kind == RC_NAME_PERSON && parts[0] != NULL && parts[1] != NULL)
    {
      add (builder, "family", parts[0]);
      add (builder, "given", parts[1]);
      add (builder, "suffix", parts[2]);
    }
  else
    add (builder, "literal", name->heading);
  json_builder_end_object (builder);
}

static void
add_names (JsonBuilder *builder, const RcReference *reference, const char *member, const char *const *roles)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < reference->names->len; i++)
    {
      const RcReferenceName *name = g_ptr_array_index (reference->names, i);

      if (name->kind == RC_NAME_MEETING || !g_strv_contains (roles, name->role))
        continue;
      if (!begun)
        {
          json_builder_set_member_name (builder, member);
          json_builder_begin_array (builder);
        }
      begun = TRUE;
      add_name (builder, name);
    }
  if (begun)
    json_builder_end_array (builder);
}

/* "2014-07-12" as {"date-parts": [[2014, 7, 12]]}. */
static void
add_date (JsonBuilder *builder, const char *name, const char *date, int year_end)
{
  g_auto (GStrv) parts = date != NULL ? g_strsplit (date, "-", 3) : NULL;

  if (parts == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "date-parts");
  json_builder_begin_array (builder);
  json_builder_begin_array (builder);
  for (char **part = parts; *part != NULL; part++)
    json_builder_add_int_value (builder, g_ascii_strtoll (*part, NULL, 10));
  json_builder_end_array (builder);
  if (year_end != 0)
    {
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, year_end);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* The type as it came, where that is one of those that mean the same. */
static const char *
find_type (const RcReference *reference)
{
  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);

      if (g_str_equal (other->format, RC_CSL_WORD) && g_str_equal (other->name, "type")
          && rc_csl_type_from_text (other->value) == reference->type)
        return other->value;
    }
  return rc_csl_type_to_text (reference->type);
}

/* What came from CSL-JSON and has no other place, as it came. */
static void
add_others (JsonBuilder *builder, const RcReference *reference)
{
  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);
      JsonNode *node;

      if (!g_str_equal (other->format, RC_CSL_WORD) || g_str_equal (other->name, "type"))
        continue;
      node = *other->value == '{' || *other->value == '[' ? rc_json_parse (other->value, strlen (other->value)) : NULL;
      if (node == NULL)
        {
          add (builder, other->name, other->value);
          continue;
        }
      json_builder_set_member_name (builder, other->name);
      json_builder_add_value (builder, node);
    }
}

static void
add_reference (JsonBuilder *builder, const RcReference *reference, RcWriterState *state)
{
  static const char *const authors[] = { "aut", "", "cre", NULL };
  static const char *const editors[] = { "edt", "edc", NULL };
  static const char *const translators[] = { "trl", NULL };
  static const char *const illustrators[] = { "ill", NULL };
  static const char *const compilers[] = { "com", NULL };
  const char *id = reference->key != NULL ? reference->key : reference->control;
  g_autofree char *title = rc_reference_dup_whole_title (reference);
  g_autofree char *unique = NULL;

  /* A member that CSL wants, also of a record that has no name. */
  unique = rc_writer_dup_key (state, id != NULL ? id : title != NULL ? title : "record");
  add (builder, "id", unique);
  add (builder, "type", find_type (reference));
  add (builder, "title", title);
  add (builder, "title-short", reference->short_title);
  add (builder, "container-title", reference->container);
  add (builder, "container-title-short", reference->container_short);
  add (builder, "collection-title", reference->series);
  add (builder, "collection-number", reference->series_number);
  add (builder, "volume", reference->volume);
  add (builder, "issue", reference->issue);
  add (builder, "page", reference->pages);
  add (builder, "number-of-pages", reference->extent);
  add (builder, "number", reference->report_number);
  add (builder, "genre", reference->genre);
  add (builder, "edition", reference->edition);
  add (builder, "publisher", reference->publisher);
  add (builder, "publisher-place", reference->place);
  add_names (builder, reference, "author", authors);
  add_names (builder, reference, "editor", editors);
  add_names (builder, reference, "translator", translators);
  add_names (builder, reference, "illustrator", illustrators);
  add_names (builder, reference, "compiler", compilers);
  for (guint i = 0; i < reference->names->len; i++)
    if (((const RcReferenceName *) reference->names->pdata[i])->kind == RC_NAME_MEETING)
      {
        add (builder, "event-title", ((const RcReferenceName *) reference->names->pdata[i])->heading);
        break;
      }
  add_date (builder, "issued", reference->issued, reference->year_end);
  add_date (builder, "accessed", reference->accessed, 0);
  add (builder, "DOI", reference->doi);
  add (builder, "URL", reference->urls->len > 0 ? g_ptr_array_index (reference->urls, 0) : NULL);
  add_joined (builder, "ISBN", reference->isbn, " ");
  add_joined (builder, "ISSN", reference->issn, " ");
  add (builder, "language", reference->languages->len > 0 ? rc_language_to_tag (g_ptr_array_index (reference->languages, 0)) : NULL);
  add (builder, "abstract", reference->abstract);
  add_joined (builder, "keyword", reference->keywords, ", ");
  add_joined (builder, "note", reference->notes, "\n");
  add (builder, "call-number", reference->call_number);
  add_others (builder, reference);
}

static gboolean
append_csl (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (marc);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GString) safe = NULL;

  json_builder_begin_object (builder);
  add_reference (builder, reference, state);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  safe = g_string_new (text);
  g_string_replace (safe, "\x1f", "\\u001f", 0); /* json-glib before 1.8 forgets this one */
  g_string_append_len (out, safe->str, (gssize) safe->len);
  return TRUE;
}

const RcWriterFormat rc_csl_json_writer = { .head = "[\n", .between = ",\n", .tail = "\n]\n", .append = append_csl };
