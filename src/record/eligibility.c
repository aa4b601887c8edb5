/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may apply, fact by fact: the values, their stored form, and their words. */
#define G_LOG_DOMAIN "rc-record"

#include "record/eligibility.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MOST_FACTS 100
#define MOST_VALUES 300
#define OLDEST 150

static const char *const kinds[RC_FACT_N_KINDS]
    = { "citizenship", "residence", "institution", "who", "stage", "age", "field", "language", "other" };

RcFact *
rc_fact_new (RcFactKind kind)
{
  RcFact *self = g_new0 (RcFact, 1);

  self->kind = kind;
  self->values = g_new0 (char *, 1);
  self->age_min = -1;
  self->age_max = -1;
  return self;
}

RcFact *
rc_fact_copy (const RcFact *self)
{
  RcFact *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->values = g_strdupv (self->values);
  copy->age_day = g_strdup (self->age_day);
  copy->sentence = g_strdup (self->sentence);
  return copy;
}

void
rc_fact_free (RcFact *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->values);
  g_free (self->age_day);
  g_free (self->sentence);
  g_free (self);
}

gboolean
rc_fact_equal (const RcFact *a, const RcFact *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->kind == b->kind && a->excluded == b->excluded && a->from_text == b->from_text && a->age_min == b->age_min
         && a->age_max == b->age_max && g_strcmp0 (a->age_day, b->age_day) == 0 && g_strcmp0 (a->sentence, b->sentence) == 0
         && g_strv_equal ((const char *const *) a->values, (const char *const *) b->values);
}

void
rc_fact_add_value (RcFact *self, const char *value)
{
  guint n;

  g_return_if_fail (self != NULL && value != NULL);

  n = g_strv_length (self->values);
  if (n >= MOST_VALUES || g_strv_contains ((const char *const *) self->values, value))
    return;
  self->values = g_renew (char *, self->values, n + 2);
  self->values[n] = g_strdup (value);
  self->values[n + 1] = NULL;
}

const char *
rc_fact_kind_to_string (RcFactKind kind)
{
  g_return_val_if_fail ((guint) kind < RC_FACT_N_KINDS, NULL);

  return kinds[kind];
}

RcFactKind
rc_fact_kind_from_string (const char *word)
{
  for (guint i = 0; i < RC_FACT_N_KINDS; i++)
    if (g_strcmp0 (word, kinds[i]) == 0)
      return (RcFactKind) i;
  return RC_FACT_OTHER;
}

GPtrArray *
rc_facts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rc_fact_free);
}

GPtrArray *
rc_facts_copy (GPtrArray *facts)
{
  GPtrArray *copy = rc_facts_new ();

  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (copy, rc_fact_copy (g_ptr_array_index (facts, i)));
  return copy;
}

gboolean
rc_facts_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!rc_fact_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

gboolean
rc_facts_has (GPtrArray *facts, RcFactKind kind)
{
  for (guint i = 0; i < facts->len; i++)
    if (((const RcFact *) g_ptr_array_index (facts, i))->kind == kind)
      return TRUE;
  return FALSE;
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *
fact_to_object (const RcFact *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *values = json_array_new ();

  json_object_set_string_member (object, "kind", rc_fact_kind_to_string (self->kind));
  for (char **value = self->values; *value != NULL; value++)
    json_array_add_string_element (values, *value);
  json_object_set_array_member (object, "values", values);
  if (self->excluded)
    json_object_set_boolean_member (object, "excluded", TRUE);
  if (self->from_text)
    json_object_set_boolean_member (object, "from_text", TRUE);
  if (self->age_min >= 0)
    json_object_set_int_member (object, "age_min", self->age_min);
  if (self->age_max >= 0)
    json_object_set_int_member (object, "age_max", self->age_max);
  set_text (object, "age_day", self->age_day);
  set_text (object, "sentence", self->sentence);
  return object;
}

char *
rc_facts_to_json (GPtrArray *facts)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < facts->len; i++)
    json_array_add_object_element (array, fact_to_object (g_ptr_array_index (facts, i)));
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

static JsonNode *
get_value (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

static char *
dup_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name);

  return node != NULL ? json_node_dup_string (node) : NULL;
}

static int
read_age (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name);

  return node != NULL ? (int) CLAMP (json_node_get_int (node), -1, OLDEST) : -1;
}

static gboolean
read_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = get_value (object, name);

  return node != NULL && json_node_get_boolean (node);
}

static RcFact *
fact_from_object (JsonObject *object)
{
  g_autofree char *kind = dup_text (object, "kind");
  RcFact *self = rc_fact_new (rc_fact_kind_from_string (kind));
  JsonNode *values = json_object_get_member (object, "values");
  JsonArray *array = values != NULL && JSON_NODE_HOLDS_ARRAY (values) ? json_node_get_array (values) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MOST_VALUES); i++)
    {
      JsonNode *value = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_string (value) != NULL)
        rc_fact_add_value (self, json_node_get_string (value));
    }
  self->excluded = read_boolean (object, "excluded");
  self->from_text = read_boolean (object, "from_text");
  self->age_min = read_age (object, "age_min");
  self->age_max = read_age (object, "age_max");
  self->age_day = dup_text (object, "age_day");
  self->sentence = dup_text (object, "sentence");
  return self;
}

GPtrArray *
rc_facts_from_json (const char *json)
{
  GPtrArray *facts = rc_facts_new ();
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MOST_FACTS); i++)
    {
      JsonNode *fact = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (fact))
        g_ptr_array_add (facts, fact_from_object (json_node_get_object (fact)));
    }
  return facts;
}

const char *const *
rc_who_list (void)
{
  static const char *const words[]
      = { "student", "researcher", "educator", "individual", "institution", "ngo", "government", "business", NULL };

  return words;
}

const char *
rc_who_get_audience (const char *who)
{
  static const char *const same[] = { "student", "researcher", "educator", NULL };

  g_return_val_if_fail (who != NULL, NULL);

  if (g_strv_contains (same, who))
    return who;
  return g_str_equal (who, "individual") ? NULL : "organisation";
}

const char *const *
rc_stage_list (void)
{
  static const char *const words[] = { "bachelor", "master", "doctorate", "early-career", NULL };

  return words;
}

/* The fields of two digits of the Proposed international standard nomenclature for fields of science and technology (UNESCO, 1988). */
static const char *const field_codes[]
    = { "11", "12", "21", "22", "23", "24", "25", "31", "32", "33", "51", "52", "53", "54", "55",
        "56", "57", "58", "59", "61", "62", "63", "71", "72", NULL };

static const char *const field_names[] = {
  N_ ("Logic"),
  N_ ("Mathematics"),
  N_ ("Astronomy and astrophysics"),
  N_ ("Physics"),
  N_ ("Chemistry"),
  N_ ("Life sciences"),
  N_ ("Earth and space sciences"),
  N_ ("Agricultural sciences"),
  N_ ("Medical sciences"),
  N_ ("Technological sciences"),
  N_ ("Anthropology"),
  N_ ("Demography"),
  N_ ("Economic sciences"),
  N_ ("Geography"),
  N_ ("History"),
  N_ ("Juridical sciences and law"),
  N_ ("Linguistics"),
  N_ ("Pedagogy"),
  N_ ("Political science"),
  N_ ("Psychology"),
  N_ ("Sciences of arts and letters"),
  N_ ("Sociology"),
  N_ ("Ethics"),
  N_ ("Philosophy"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (field_codes) == G_N_ELEMENTS (field_names) + 1);

const char *const *
rc_field_list (void)
{
  return field_codes;
}

const char *
rc_field_get_name (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  if (strspn (code, "0123456789") != strlen (code) || (strlen (code) != 2 && strlen (code) != 4))
    return NULL;
  for (guint i = 0; field_codes[i] != NULL; i++)
    if (strncmp (code, field_codes[i], 2) == 0)
      return field_names[i];
  return NULL;
}
