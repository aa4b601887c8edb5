/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer that is not made as the ones before it. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "refresh/drift.h"

#include "catalogue/drifts.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Of fewer entries than these, chance may have it that none has a field. */
#define MIN_ENTRIES 5
/* A field of the listing is in so many of its entries; it has vanished when it is in no more than the other share of them. */
#define MUCH_PERCENT 50
#define NOTHING_PERCENT 5

/* The fields, and what the desk calls them. Without one that counts alone a grant is of no use; of the others two must go. */
static const struct
{
  const char *name, *words;
  gboolean alone;
} fields[] = {
  { "title", N_ ("Title"), TRUE },
  { "funder", N_ ("Funder"), TRUE },
  { "deadlines", N_ ("Deadline"), TRUE },
  { "url", N_ ("Link"), TRUE },
  { "summary", N_ ("Summary"), TRUE },
  { "eligibility", N_ ("Who may apply"), TRUE },
  { "people", N_ ("People"), TRUE },
  { "year", N_ ("Year"), TRUE },
  { "amount", N_ ("Amount"), FALSE },
  { "opens", N_ ("Opens"), FALSE },
  { "countries", N_ ("Countries"), FALSE },
  { "audience", N_ ("For whom"), FALSE },
  { "subjects", N_ ("Subjects"), FALSE },
  { "language", N_ ("Language"), FALSE },
  { "number", N_ ("Number"), FALSE },
};

RcShape *
rc_shape_new (void)
{
  RcShape *self = g_new0 (RcShape, 1);

  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
rc_shape_free (RcShape *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_free (self);
}

static guint
get_count (const RcShape *self, const char *name)
{
  return self != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name)) : 0;
}

static void
set_count (RcShape *self, const char *name, guint n)
{
  g_hash_table_insert (self->names, (char *) g_intern_string (name), GUINT_TO_POINTER (n));
}

static void
note (RcShape *self, const char *name, gboolean has)
{
  if (has)
    set_count (self, name, get_count (self, name) + 1);
}

static gboolean
says (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
add_grant (RcShape *self, const RcGrant *grant)
{
  note (self, "title", says (grant->title));
  note (self, "funder", says (grant->funder));
  note (self, "deadlines", grant->deadlines->len > 0);
  note (self, "url", says (grant->url));
  note (self, "summary", says (grant->summary));
  note (self, "eligibility", says (grant->eligibility));
  note (self, "amount", says (grant->amount) || grant->amount_max >= 0 || grant->amount_min >= 0);
  note (self, "opens", says (grant->opens));
  note (self, "countries", grant->countries[0] != NULL);
  note (self, "audience", grant->audience[0] != NULL);
  note (self, "subjects", grant->subjects[0] != NULL);
  note (self, "language", says (grant->language));
  note (self, "number", says (grant->number));
}

static void
add_publication (RcShape *self, const RcMarc *marc)
{
  g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);

  note (self, "title", says (description->title));
  note (self, "people", description->people != NULL && description->people[0] != NULL);
  note (self, "year", description->year != 0);
  note (self, "url", description->links != NULL && description->links[0] != NULL);
  note (self, "summary", says (description->abstract));
  note (self, "subjects", description->subjects != NULL && description->subjects[0] != NULL);
  note (self, "language", description->languages != NULL && description->languages[0] != NULL);
  note (self, "number", description->identifiers != NULL && description->identifiers[0] != NULL);
}

void
rc_shape_add (RcShape *self, const RcRecord *record)
{
  g_return_if_fail (self != NULL && record != NULL);

  self->n++;
  if (record->grant != NULL)
    add_grant (self, record->grant);
  else if (record->marc != NULL)
    add_publication (self, record->marc);
}

static JsonObject *
parse (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

static char *
print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

/* 0 for anything that is no number of ours. */
static int
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? (int) CLAMP (json_node_get_int (node), G_MININT, G_MAXINT) : 0;
}

char *
rc_shape_to_json (const RcShape *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (self != NULL, NULL);

  json_object_set_int_member (object, "entries", self->n);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (get_count (self, fields[i].name) > 0)
      json_object_set_int_member (object, fields[i].name, get_count (self, fields[i].name));
  return print (object);
}

RcShape *
rc_shape_from_json (const char *json)
{
  g_autoptr (JsonObject) object = parse (json);
  RcShape *self;

  if (object == NULL || get_number (object, "entries") <= 0)
    return NULL;
  self = rc_shape_new ();
  self->n = (guint) get_number (object, "entries");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (get_number (object, fields[i].name) > 0)
      set_count (self, fields[i].name, (guint) get_number (object, fields[i].name));
  return self;
}

static void
field_free (RcDriftField *self)
{
  g_free (self->name);
  g_free (self);
}

RcDrift *
rc_drift_new (void)
{
  RcDrift *self = g_new0 (RcDrift, 1);

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  return self;
}

void
rc_drift_free (RcDrift *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static void
add_field (RcDrift *self, const char *name, guint percent_before, guint percent_now)
{
  RcDriftField *field = g_new0 (RcDriftField, 1);

  field->name = g_strdup (name);
  field->percent_before = percent_before;
  field->percent_now = percent_now;
  g_ptr_array_add (self->fields, field);
}

char *
rc_drift_to_json (const RcDrift *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  json_object_set_int_member (object, "kinds", self->kinds);
  json_object_set_int_member (object, "before", self->n_before);
  json_object_set_int_member (object, "now", self->n_now);
  json_object_set_int_member (object, "minutes", self->minutes);
  json_object_set_boolean_member (object, "waits", self->waits);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcDriftField *field = g_ptr_array_index (self->fields, i);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "name", field->name);
      json_object_set_int_member (one, "before", field->percent_before);
      json_object_set_int_member (one, "now", field->percent_now);
      json_array_add_object_element (array, one);
    }
  json_object_set_array_member (object, "fields", array);
  return print (object);
}

RcDrift *
rc_drift_from_json (const char *json)
{
  g_autoptr (JsonObject) object = parse (json);
  JsonNode *waits, *list;
  RcDrift *self;

  if (object == NULL)
    return NULL;
  self = rc_drift_new ();
  self->kinds = (guint) MAX (get_number (object, "kinds"), 0);
  self->n_before = (guint) MAX (get_number (object, "before"), 0);
  self->n_now = (guint) MAX (get_number (object, "now"), 0);
  self->minutes = get_number (object, "minutes");
  waits = json_object_get_member (object, "waits");
  self->waits = waits != NULL && JSON_NODE_HOLDS_VALUE (waits) && json_node_get_boolean (waits);
  list = json_object_get_member (object, "fields");
  for (guint i = 0; list != NULL && JSON_NODE_HOLDS_ARRAY (list) && i < json_array_get_length (json_node_get_array (list)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (list), i);
      JsonObject *one = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = one != NULL ? json_object_get_string_member_with_default (one, "name", NULL) : NULL;

      if (name != NULL)
        add_field (self, name, (guint) MAX (get_number (one, "before"), 0), (guint) MAX (get_number (one, "now"), 0));
    }
  return self;
}

static guint
get_percent (const RcShape *shape, const char *name)
{
  return shape != NULL && shape->n > 0 ? 100 * get_count (shape, name) / shape->n : 0;
}

static gboolean
has_vanished (const RcDriftField *field)
{
  return field->percent_before >= MUCH_PERCENT && field->percent_now <= NOTHING_PERCENT;
}

static gboolean
has_appeared (const RcDriftField *field)
{
  return field->percent_now >= MUCH_PERCENT && field->percent_before <= NOTHING_PERCENT;
}

static gboolean
counts_alone (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return fields[i].alone;
  return FALSE;
}

/* What changed comes first. */
static int
compare_fields (gconstpointer a, gconstpointer b)
{
  const RcDriftField *one = *(const RcDriftField *const *) a, *other = *(const RcDriftField *const *) b;
  int rank = has_vanished (one) ? 0 : has_appeared (one) ? 1 : 2, other_rank = has_vanished (other) ? 0 : has_appeared (other) ? 1 : 2;

  return rank - other_rank;
}

void
rc_drift_compare (RcDrift *self, const RcShape *before, const RcShape *now)
{
  guint n_vanished = 0;
  gboolean useless = FALSE;

  g_return_if_fail (self != NULL && now != NULL);

  g_ptr_array_set_size (self->fields, 0);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (get_count (before, fields[i].name) > 0 || get_count (now, fields[i].name) > 0)
      add_field (self, fields[i].name, get_percent (before, fields[i].name), get_percent (now, fields[i].name));
  g_ptr_array_sort (self->fields, compare_fields);
  if (before == NULL || before->n < MIN_ENTRIES || now->n < MIN_ENTRIES)
    return;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcDriftField *field = g_ptr_array_index (self->fields, i);

      n_vanished += has_vanished (field);
      useless = useless || (has_vanished (field) && counts_alone (field->name));
    }
  if (useless || n_vanished > 1)
    self->kinds |= RC_DRIFT_SHAPE;
}

static gboolean
is_vanished_in (const RcDrift *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcDriftField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->name, name))
        return has_vanished (field);
    }
  return FALSE;
}

gboolean
rc_drift_is_within (const RcDrift *self, const RcDrift *accepted)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (accepted == NULL || (self->kinds & ~accepted->kinds) != 0 || (self->kinds & RC_DRIFT_WEB_PAGE) != 0)
    return FALSE;
  if ((self->kinds & RC_DRIFT_FEWER) != 0 && 2 * (guint64) self->n_now < accepted->n_now)
    return FALSE;
  if ((self->kinds & RC_DRIFT_MOVED) != 0 && self->minutes != accepted->minutes)
    return FALSE;
  for (guint i = 0; (self->kinds & RC_DRIFT_SHAPE) != 0 && i < self->fields->len; i++)
    {
      const RcDriftField *field = g_ptr_array_index (self->fields, i);

      if (has_vanished (field) && !is_vanished_in (accepted, field->name))
        return FALSE;
    }
  return TRUE;
}

RcDrift *
rc_drift_load (RcDatabase *db, const RcSource *source, GError **error)
{
  g_auto (RcDriftTexts) texts = { 0 };

  g_return_val_if_fail (db != NULL && source != NULL, NULL);

  /* What was wrong with an answer before the last one is past. */
  if (!rc_drifts_load (db, source->id, &texts, error) || source->last_error == NULL)
    return NULL;
  return rc_drift_from_json (texts.report);
}

static gboolean
set_not_found (const RcSource *source, GError **error)
{
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("No answer of “%s” waits for a decision"), source->name);
  return FALSE;
}

gboolean
rc_drift_accept (RcDatabase *db, const RcSource *source, GError **error)
{
  g_auto (RcDriftTexts) texts = { 0 };
  g_autoptr (RcDrift) report = NULL;

  g_return_val_if_fail (db != NULL && source != NULL, FALSE);

  if (!rc_drifts_load (db, source->id, &texts, error))
    return FALSE;
  report = rc_drift_from_json (texts.report);
  if (report == NULL || (report->kinds & RC_DRIFT_WEB_PAGE) != 0)
    return set_not_found (source, error);
  g_free (texts.accepted);
  texts.accepted = g_strdup (texts.report);
  return rc_drifts_store (db, source->id, &texts, error);
}

gboolean
rc_drift_wait (RcDatabase *db, const RcSource *source, GError **error)
{
  g_auto (RcDriftTexts) texts = { 0 };
  g_autoptr (RcDrift) report = NULL;

  g_return_val_if_fail (db != NULL && source != NULL, FALSE);

  if (!rc_drifts_load (db, source->id, &texts, error))
    return FALSE;
  report = rc_drift_from_json (texts.report);
  if (report == NULL)
    return set_not_found (source, error);
  report->waits = TRUE;
  g_free (texts.report);
  texts.report = rc_drift_to_json (report);
  g_clear_pointer (&texts.accepted, g_free);
  return rc_drifts_store (db, source->id, &texts, error);
}

const char *
rc_drift_field_get_words (const RcDriftField *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, field->name))
      return _ (fields[i].words);
  return field->name;
}
