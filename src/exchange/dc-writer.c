/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as simple Dublin Core in XML: each in the element that OAI-PMH has for it. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/dc-private.h"
#include "exchange/marc-fields.h"
#include "exchange/writer-private.h"
#include "exchange/xml-text.h"

#include <string.h>

typedef struct
{
  GString *out;
  guint *n_replaced;
  GHashTable *seen; /* (owned) elements that are there: the same twice says nothing */
} Writer;

static void
add (Writer *self, const char *name, const char *text)
{
  g_autofree char *element = NULL;

  if (text == NULL || *text == '\0')
    return;
  element = g_strconcat (name, ":", text, NULL);
  if (!g_hash_table_add (self->seen, g_steal_pointer (&element)))
    return;
  g_string_append_printf (self->out, "    <dc:%s>", name);
  *self->n_replaced += rc_xml_append_text (self->out, text);
  g_string_append_printf (self->out, "</dc:%s>\n", name);
}

static void
add_each (Writer *self, const char *name, const GPtrArray *texts, const char *prefix)
{
  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *text = g_strconcat (prefix, g_ptr_array_index (texts, i), NULL);

      add (self, name, text);
    }
}

/* The subfields of every field with the tag. */
static void
add_fields (Writer *self, const RcMarc *marc, const char *tag, const char *codes, const char *name)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, (guint) i + 1))
    {
      g_autofree char *text = rc_marc_field_dup_subfields (rc_marc_get_field (marc, (guint) i), codes, " ");

      add (self, name, text);
    }
}

static void
add_names (Writer *self, const RcReference *reference)
{
  static const char *const creators[] = { "aut", "cre", "cmp", "", NULL };

  for (guint i = 0; i < reference->names->len; i++)
    {
      const RcReferenceName *name = g_ptr_array_index (reference->names, i);

      add (self, g_strv_contains (creators, name->role) ? "creator" : "contributor", name->heading);
    }
}

static gboolean
has_heading (const RcMarc *marc, const char *tag, const char *heading)
{
  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, (guint) i + 1))
    {
      g_autofree char *text = rc_marc_field_dup_subfields (rc_marc_get_field (marc, (guint) i), "a", " ");

      if (g_strcmp0 (text, heading) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What a thing is about; where and when is its coverage. */
static void
add_subjects (Writer *self, const RcMarc *marc, const RcReference *reference)
{
  for (guint i = 0; i < reference->keywords->len; i++)
    {
      const char *keyword = g_ptr_array_index (reference->keywords, i);

      if (!has_heading (marc, "651", keyword) && !has_heading (marc, "648", keyword))
        add (self, "subject", keyword);
    }
}

static void
add_date (Writer *self, const RcReference *reference)
{
  g_autofree char *years = reference->year_end != 0 ? g_strdup_printf ("%d-%d", reference->year, reference->year_end) : NULL;

  add (self, "date", years != NULL ? years : reference->issued);
}

static void
add_types (Writer *self, const RcMarc *marc, const RcReference *reference)
{
  add_fields (self, marc, "655", "a", "type");
  if (rc_marc_find (marc, "655", 0) < 0)
    {
      add (self, "type", rc_dc_type_to_text (reference->type));
      if (reference->type != RC_REFERENCE_OTHER)
        add (self, "type", rc_reference_type_to_string (reference->type));
    }
}

static void
add_identifiers (Writer *self, const RcMarc *marc, const RcReference *reference)
{
  g_autofree char *doi = reference->doi != NULL ? g_strconcat ("doi:", reference->doi, NULL) : NULL;

  add_each (self, "identifier", reference->isbn, "urn:ISBN:");
  add_each (self, "identifier", reference->issn, "urn:ISSN:");
  add (self, "identifier", doi);
  for (int i = rc_marc_find (marc, "024", 0); i >= 0; i = rc_marc_find (marc, "024", (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, (guint) i);
      g_autofree char *source = rc_marc_field_dup_subfield (field, '2'), *number = rc_marc_field_dup_subfield (field, 'a');
      g_autofree char *text = g_strconcat (g_strcmp0 (source, "hdl") == 0 ? "hdl:" : "", number, NULL);

      if (g_strcmp0 (source, "doi") != 0 || g_strcmp0 (number, reference->doi) != 0)
        add (self, "identifier", text);
    }
  add (self, "identifier", reference->report_number);
  add_each (self, "identifier", reference->urls, "");
}

/* What a record of Dublin Core brought and MARC has no place for. */
static void
add_others (Writer *self, const RcReference *reference)
{
  static const char *const elements[] = { "title", "creator", "subject", "description", "publisher", "contributor", "date", "type",
                                          "format", "identifier", "source", "language", "relation", "coverage", "rights", NULL };

  for (guint i = 0; i < reference->others->len; i++)
    {
      const RcReferenceOther *other = g_ptr_array_index (reference->others, i);
      g_autofree char *name = g_ascii_strdown (other->name, -1);

      name[strcspn (name, ".")] = '\0';
      if (g_str_equal (other->format, RC_DC_WORD) && g_strv_contains (elements, name))
        add (self, name, other->value);
    }
}

static void
add_places (Writer *self, const RcMarc *marc)
{
  for (const RcDcPlace *place = rc_dc_places; place->name != NULL; place++)
    if (place->simple != NULL && !g_str_equal (place->tag, "246"))
      add_fields (self, marc, place->tag, place->tag[0] == '7' ? "atn" : place->code, place->simple);
  add_fields (self, marc, "246", "ab", "title");
  add_fields (self, marc, "347", "b", "format");
  add_fields (self, marc, "347", "c", "format");
  add_fields (self, marc, "522", "a", "coverage");
  add_fields (self, marc, "540", "au", "rights");
  add_fields (self, marc, "546", "a", "language");
  add_fields (self, marc, "648", "a", "coverage");
  add_fields (self, marc, "651", "a", "coverage");
}

/* The same in another script. */
static void
add_linked (Writer *self, const RcMarc *linked)
{
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (linked);
  g_autofree char *title = rc_reference_dup_whole_title (reference);

  add (self, "title", title);
  add_names (self, reference);
  add_subjects (self, linked, reference);
  add_each (self, "description", reference->notes, "");
  add (self, "publisher", reference->publisher);
}

static gboolean
append_dc (const RcMarc *marc, GString *out, RcWriterState *state, GError **error)
{
  g_autoptr (RcReference) reference = rc_reference_new_from_marc (marc);
  g_autofree char *title = rc_reference_dup_whole_title (reference);
  g_autoptr (RcMarc) linked = rc_marc_fields_dup_linked (marc);
  Writer self = { .out = out, .n_replaced = &state->n_replaced, .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  g_string_append (out, "  <oai_dc:dc>\n");
  add (&self, "title", title);
  add_names (&self, reference);
  add_subjects (&self, marc, reference);
  if (rc_marc_find (marc, "520", 0) < 0)
    add (&self, "description", reference->abstract);
  add_fields (&self, marc, "520", "a", "description");
  add_each (&self, "description", reference->notes, "");
  add (&self, "publisher", reference->publisher);
  add_fields (&self, marc, "264", "b", "publisher");
  add_date (&self, reference);
  add_types (&self, marc, reference);
  add (&self, "format", reference->extent);
  add_identifiers (&self, marc, reference);
  add_each (&self, "language", reference->languages, "");
  add (&self, "relation", reference->container);
  add (&self, "relation", reference->series);
  add_places (&self, marc);
  if (linked != NULL)
    add_linked (&self, linked);
  add_others (&self, reference);
  g_string_append (out, "  </oai_dc:dc>\n");
  g_hash_table_unref (self.seen);
  return TRUE;
}

const RcWriterFormat rc_dc_writer = {
  .head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<records xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
  .append = append_dc,
  .tail = "</records>\n",
};
