/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An opportunity somebody can apply for, and its stored form. */
#define G_LOG_DOMAIN "rc-record"

#include "record/grant.h"

#include "record/marc.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The members that are one text, in the order of the JSON. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "title", G_STRUCT_OFFSET (RcGrant, title) },
  { "funder", G_STRUCT_OFFSET (RcGrant, funder) },
  { "type", G_STRUCT_OFFSET (RcGrant, type) },
  { "summary", G_STRUCT_OFFSET (RcGrant, summary) },
  { "eligibility", G_STRUCT_OFFSET (RcGrant, eligibility) },
  { "amount", G_STRUCT_OFFSET (RcGrant, amount) },
  { "currency", G_STRUCT_OFFSET (RcGrant, currency) },
  { "opens", G_STRUCT_OFFSET (RcGrant, opens) },
  { "url", G_STRUCT_OFFSET (RcGrant, url) },
  { "language", G_STRUCT_OFFSET (RcGrant, language) },
  { "number", G_STRUCT_OFFSET (RcGrant, number) },
};

/* The texts that every grant's JSON names, if only as null; those after them came later, and stand there only where there is one, so
 * that a grant of older days keeps its digest. */
#define N_OLD_TEXTS 10

/* The members that are a list of texts. */
static const struct
{
  const char *name;
  gsize offset;
} lists[] = {
  { "audience", G_STRUCT_OFFSET (RcGrant, audience) },
  { "countries", G_STRUCT_OFFSET (RcGrant, countries) },
  { "subjects", G_STRUCT_OFFSET (RcGrant, subjects) },
};

/* How it was closed, where "closed" does not tell; by RcGrantClosed. */
static const char *const endings[] = { NULL, NULL, "withdrawn", "here" };

static const char *const precisions[] = { "instant", "day", "month", "rolling" };

#define TEXT_OF(self, i) G_STRUCT_MEMBER (char *, self, texts[i].offset)
#define LIST_OF(self, i) G_STRUCT_MEMBER (GStrv, self, lists[i].offset)

RcGrant *
rc_grant_new (void)
{
  RcGrant *self = g_new0 (RcGrant, 1);

  self->title = g_strdup ("");
  self->amount_min = -1;
  self->amount_max = -1;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    LIST_OF (self, i) = g_new0 (char *, 1);
  self->deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
  self->facts = rc_facts_new ();
  return self;
}

RcGrant *
rc_grant_copy (const RcGrant *self)
{
  RcGrant *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    TEXT_OF (copy, i) = g_strdup (TEXT_OF (self, i));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    LIST_OF (copy, i) = g_strdupv (LIST_OF (self, i));
  copy->deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
  for (guint i = 0; i < self->deadlines->len; i++)
    g_ptr_array_add (copy->deadlines, rc_deadline_copy (g_ptr_array_index (self->deadlines, i)));
  copy->facts = rc_facts_copy (self->facts);
  return copy;
}

void
rc_grant_free (RcGrant *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (TEXT_OF (self, i));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_strfreev (LIST_OF (self, i));
  g_ptr_array_unref (self->deadlines);
  g_ptr_array_unref (self->facts);
  g_free (self);
}

static gboolean
deadline_equal (const RcDeadline *a, const RcDeadline *b)
{
  return a->precision == b->precision && a->yearly == b->yearly && a->year == b->year && a->month == b->month
         && a->day == b->day && a->minute == b->minute && g_strcmp0 (a->zone, b->zone) == 0
         && g_strcmp0 (a->label, b->label) == 0 && g_strcmp0 (a->verbatim, b->verbatim) == 0;
}

gboolean
rc_grant_equal (const RcGrant *a, const RcGrant *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_strcmp0 (TEXT_OF (a, i), TEXT_OF (b, i)) != 0)
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!g_strv_equal ((const char *const *) LIST_OF (a, i), (const char *const *) LIST_OF (b, i)))
      return FALSE;
  if (a->deadlines->len != b->deadlines->len)
    return FALSE;
  for (guint i = 0; i < a->deadlines->len; i++)
    if (!deadline_equal (g_ptr_array_index (a->deadlines, i), g_ptr_array_index (b->deadlines, i)))
      return FALSE;
  return rc_facts_equal (a->facts, b->facts) && a->amount_min == b->amount_min && a->amount_max == b->amount_max && a->closed == b->closed;
}

static void
build_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
build_number (JsonBuilder *builder, const char *name, gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
build_deadline (JsonBuilder *builder, const RcDeadline *deadline)
{
  g_autofree char *text = rc_deadline_to_string (deadline);

  json_builder_begin_object (builder);
  build_text (builder, "text", text);
  build_text (builder, "precision", precisions[MIN ((guint) deadline->precision, G_N_ELEMENTS (precisions) - 1)]);
  json_builder_set_member_name (builder, "yearly");
  json_builder_add_boolean_value (builder, deadline->yearly);
  build_number (builder, "year", deadline->year);
  build_number (builder, "month", deadline->month);
  build_number (builder, "day", deadline->day);
  build_number (builder, "minute", deadline->minute);
  build_text (builder, "zone", deadline->zone);
  build_text (builder, "label", deadline->label);
  build_text (builder, "verbatim", deadline->verbatim);
  json_builder_end_object (builder);
}

char *
rc_grant_to_json (const RcGrant *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (i < N_OLD_TEXTS || TEXT_OF (self, i) != NULL)
      build_text (builder, texts[i].name, TEXT_OF (self, i));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      json_builder_set_member_name (builder, lists[i].name);
      json_builder_begin_array (builder);
      for (char **item = LIST_OF (self, i); *item != NULL; item++)
        json_builder_add_string_value (builder, *item);
      json_builder_end_array (builder);
    }
  build_number (builder, "amount_min", self->amount_min);
  build_number (builder, "amount_max", self->amount_max);
  json_builder_set_member_name (builder, "deadlines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->deadlines->len; i++)
    build_deadline (builder, g_ptr_array_index (self->deadlines, i));
  json_builder_end_array (builder);
  /* Came later: a grant without facts keeps its digest. */
  if (self->facts->len > 0)
    {
      g_autofree char *facts = rc_facts_to_json (self->facts);

      json_builder_set_member_name (builder, "facts");
      json_builder_add_value (builder, json_from_string (facts, NULL));
    }
  json_builder_set_member_name (builder, "closed");
  json_builder_add_boolean_value (builder, self->closed != RC_GRANT_OFFERED);
  if ((guint) self->closed < G_N_ELEMENTS (endings) && endings[self->closed] != NULL)
    build_text (builder, "ended", endings[self->closed]);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static char *
dup_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL;
}

static gint64
read_number (JsonObject *object, const char *name, gint64 otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : otherwise;
}

static gboolean
read_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static GStrv
dup_list (JsonObject *object, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = get_array (object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/* NULL when the object is no deadline. */
static RcDeadline *
read_deadline (JsonNode *node)
{
  g_autoptr (RcDeadline) deadline = rc_deadline_new ();
  g_autofree char *precision = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  precision = dup_text (object, "precision");
  for (guint i = 0; i < G_N_ELEMENTS (precisions); i++)
    if (g_strcmp0 (precision, precisions[i]) == 0)
      deadline->precision = i;
  deadline->yearly = read_boolean (object, "yearly");
  deadline->year = (int) CLAMP (read_number (object, "year", 0), 0, 9999);
  deadline->month = (int) CLAMP (read_number (object, "month", 0), 0, 12);
  deadline->day = (int) CLAMP (read_number (object, "day", 0), 0, 31);
  deadline->minute = (int) CLAMP (read_number (object, "minute", 0), 0, 1439);
  deadline->zone = dup_text (object, "zone");
  deadline->label = dup_text (object, "label");
  deadline->verbatim = dup_text (object, "verbatim");
  return g_steal_pointer (&deadline);
}

static void
read_facts (RcGrant *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "facts");
  g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : NULL;

  g_ptr_array_unref (self->facts);
  self->facts = rc_facts_from_json (json);
}

static RcGrantClosed
read_closed (JsonObject *object)
{
  g_autofree char *ended = dup_text (object, "ended");

  if (!read_boolean (object, "closed"))
    return RC_GRANT_OFFERED;
  for (guint i = 0; ended != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_strcmp0 (ended, endings[i]) == 0)
      return (RcGrantClosed) i;
  return RC_GRANT_CLOSED;
}

RcGrant *
rc_grant_from_json (const char *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (RcGrant) self = NULL;
  JsonObject *object;
  JsonArray *deadlines;

  g_return_val_if_fail (json != NULL, NULL);

  if (!json_parser_load_from_data (parser, json, -1, NULL) || json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error_literal (error, RC_RECORD_ERROR, RC_RECORD_ERROR_MALFORMED, _ ("the stored grant is no JSON object"));
      return NULL;
    }
  object = json_node_get_object (json_parser_get_root (parser));
  self = rc_grant_new ();
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (TEXT_OF (self, i));
      TEXT_OF (self, i) = dup_text (object, texts[i].name);
    }
  if (self->title == NULL)
    self->title = g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_strfreev (LIST_OF (self, i));
      LIST_OF (self, i) = dup_list (object, lists[i].name);
    }
  self->amount_min = read_number (object, "amount_min", -1);
  self->amount_max = read_number (object, "amount_max", -1);
  self->closed = read_closed (object);
  read_facts (self, object);
  deadlines = get_array (object, "deadlines");
  for (guint i = 0; deadlines != NULL && i < json_array_get_length (deadlines); i++)
    {
      RcDeadline *deadline = read_deadline (json_array_get_element (deadlines, i));

      if (deadline != NULL)
        g_ptr_array_add (self->deadlines, deadline);
    }
  return g_steal_pointer (&self);
}
