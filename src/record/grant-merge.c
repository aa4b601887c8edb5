/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff make of a grant and what its source says of it, member by member. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include "record/grant-merge.h"

#include <json-glib/json-glib.h>

/* A member of people is one or several of the stored form: what is changed together is kept together. */
#define AMOUNT "amount"
static const char *const of_amount[] = { "amount", "amount_min", "amount_max", "currency", NULL };
static const char *const of_state[] = { "closed", "ended", NULL };
static const char *const facts[] = { "deadlines", "amount", "opens", "countries", "audience", "facts", "number", NULL };

void
rc_grant_difference_free (RcGrantDifference *self)
{
  g_free (self->member);
  g_free (self->ours);
  g_free (self->theirs);
  g_free (self);
}

/* NULL when it is none. */
static JsonObject *
parse (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL && *json != '\0' ? json_from_string (json, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* In the form of this version of the program, so that a member that came into being since is no change of upstream. NULL when it is none. */
static JsonObject *
parse_grant (const char *json)
{
  g_autoptr (RcGrant) grant = json != NULL ? rc_grant_from_json (json, NULL) : NULL;
  g_autofree char *again = grant != NULL ? rc_grant_to_json (grant) : NULL;

  return parse (again);
}

static JsonObject *
to_object (const RcGrant *grant)
{
  g_autofree char *json = rc_grant_to_json (grant);

  return parse (json);
}

static RcGrant *
to_grant (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *json = json_to_string (node, FALSE);

  return rc_grant_from_json (json, NULL);
}

/* What says nothing is NULL: no member, null, an empty text or list, an unknown number. */
static JsonNode *
get_one (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING && *json_node_get_string (node) == '\0')
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) < 0)
    return NULL;
  return node;
}

/* What the object says of a member, as one value; NULL: nothing. */
static JsonNode *
dup_value (JsonObject *object, const char *member)
{
  JsonObject *values;
  JsonNode *one = get_one (object, member);

  if (!g_str_equal (member, AMOUNT))
    return one != NULL ? json_node_copy (one) : NULL;
  /* What was agreed has one value already. */
  if (one != NULL && JSON_NODE_HOLDS_OBJECT (one))
    return json_node_copy (one);
  values = json_object_new ();
  for (guint i = 0; of_amount[i] != NULL; i++)
    if (get_one (object, of_amount[i]) != NULL)
      json_object_set_member (values, of_amount[i], json_node_copy (get_one (object, of_amount[i])));
  if (json_object_get_size (values) == 0)
    {
      json_object_unref (values);
      return NULL;
    }
  one = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (one, values);
  return one;
}

/* Gives `to` what `from` says of a member. */
static void
copy_value (JsonObject *to, JsonObject *from, const char *member)
{
  const char *const alone[] = { member, NULL };
  const char *const *names = g_str_equal (member, AMOUNT) ? of_amount : alone;

  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (from, names[i]);

      if (node != NULL)
        json_object_set_member (to, names[i], json_node_copy (node));
      else
        json_object_remove_member (to, names[i]);
    }
}

static char *
dup_json (JsonNode *value)
{
  return value != NULL ? json_to_string (value, FALSE) : NULL;
}

static gboolean
is_same (JsonObject *one, JsonObject *other, const char *member)
{
  g_autoptr (JsonNode) value = dup_value (one, member);
  g_autoptr (JsonNode) other_value = dup_value (other, member);

  return value == NULL || other_value == NULL ? value == other_value : json_node_equal (value, other_value);
}

static gboolean
says (JsonObject *object, const char *member)
{
  g_autoptr (JsonNode) value = dup_value (object, member);

  return value != NULL;
}

/* Keeps what `before` said of a member, or that it is not known. */
static void
agree (JsonObject *agreed, const char *member, JsonObject *before)
{
  JsonNode *value = before != NULL ? dup_value (before, member) : NULL;

  json_object_set_member (agreed, member, value != NULL ? value : json_node_new (JSON_NODE_NULL));
}

/* The members of both. */
static GPtrArray *
list_members (JsonObject *one, JsonObject *other)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *members = g_ptr_array_new_with_free_func (g_free);
  JsonObject *const objects[] = { one, other };

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autoptr (GList) list = json_object_get_members (objects[i]);

      for (GList *l = list; l != NULL; l = l->next)
        {
          const char *name = g_strv_contains (of_amount, l->data) ? AMOUNT : l->data;

          if (!g_strv_contains (of_state, name) && g_hash_table_add (names, g_strdup (name)))
            g_ptr_array_add (members, g_strdup (name));
        }
    }
  return members;
}

static JsonObject *
open_agreed (char **agreed)
{
  JsonObject *object = parse (*agreed);

  return object != NULL ? object : json_object_new ();
}

static void
close_agreed (char **agreed, JsonObject *object)
{
  g_autoptr (JsonObject) owned = object;
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  g_free (*agreed);
  *agreed = json_object_get_size (owned) > 0 ? json_to_string (node, FALSE) : NULL;
}

/* What is said of a grant: here, by its source before (NULL: not known) and now, and what was agreed. */
typedef struct
{
  JsonObject *here, *old, *new, *agreed;
} Sides;

/* Goes through the members of what is here and what `after` says; `merge` changes what is here and what is agreed. */
static void
merge_each (JsonObject *here, const char *before, const char *after, char **agreed,
            void (*merge) (const Sides *sides, const char *member, gpointer data), gpointer data)
{
  g_autoptr (JsonObject) old = parse_grant (before);
  g_autoptr (JsonObject) new = parse_grant (after);
  g_autoptr (GPtrArray) members = NULL;
  Sides sides;

  g_return_if_fail (agreed != NULL && new != NULL);

  members = list_members (here, new);
  sides = (Sides){ here, old, new, open_agreed (agreed) };
  for (guint i = 0; i < members->len; i++)
    merge (&sides, g_ptr_array_index (members, i), data);
  close_agreed (agreed, sides.agreed);
}

/* Of one member, which stands beside or not afterwards. */
static void
follow (const Sides *sides, const char *member, gpointer data)
{
  if (sides->old == NULL || is_same (sides->here, sides->old, member) || is_same (sides->here, sides->new, member))
    {
      json_object_remove_member (sides->agreed, member);
      copy_value (sides->here, sides->new, member);
    }
  else if (json_object_has_member (sides->agreed, member))
    {
      /* It went back to what was known when somebody changed it here. */
      if (is_same (sides->agreed, sides->new, member))
        json_object_remove_member (sides->agreed, member);
    }
  else if (!is_same (sides->old, sides->new, member))
    agree (sides->agreed, member, sides->old);
}

RcGrant *
rc_grant_merge (const RcGrant *ours, const char *before, const char *after, char **agreed)
{
  g_autoptr (JsonObject) here = NULL;

  g_return_val_if_fail (ours != NULL, NULL);

  here = to_object (ours);
  merge_each (here, before, after, agreed, follow, NULL);
  return to_grant (here);
}

static void
stand_beside (const Sides *sides, const char *member, gpointer data)
{
  /* That another source is silent of it is no news. */
  if (is_same (sides->here, sides->new, member) || !says (sides->new, member))
    json_object_remove_member (sides->agreed, member);
  else if (json_object_has_member (sides->agreed, member))
    {
      if (says (sides->agreed, member) && is_same (sides->agreed, sides->new, member))
        json_object_remove_member (sides->agreed, member);
    }
  else if (sides->old == NULL || !is_same (sides->old, sides->new, member))
    agree (sides->agreed, member, sides->old);
}

void
rc_grant_merge_beside (const RcGrant *ours, const char *before, const char *after, char **agreed)
{
  g_autoptr (JsonObject) here = NULL;

  g_return_if_fail (ours != NULL);

  here = to_object (ours);
  merge_each (here, before, after, agreed, stand_beside, NULL);
}

void
rc_grant_merge_moved (const RcGrant *was, const RcGrant *ours, const char *upstream, char **agreed)
{
  g_autoptr (JsonObject) old = to_object (was);
  g_autoptr (JsonObject) here = to_object (ours);
  g_autoptr (JsonObject) theirs = parse_grant (upstream);
  g_autoptr (GPtrArray) members = NULL;
  JsonObject *kept;

  if (theirs == NULL)
    return;
  members = list_members (here, old);
  kept = open_agreed (agreed);
  for (guint i = 0; i < members->len; i++)
    {
      const char *member = g_ptr_array_index (members, i);

      if (is_same (here, theirs, member))
        json_object_remove_member (kept, member);
      else if (says (theirs, member) && !is_same (old, here, member) && !json_object_has_member (kept, member))
        agree (kept, member, NULL);
    }
  close_agreed (agreed, kept);
}

/* `data`: what stood beside of the source that the grant followed; NULL for nothing. */
static void
change_over (const Sides *sides, const char *member, gpointer data)
{
  JsonObject *beside = data;
  gboolean follows = sides->old != NULL && is_same (sides->here, sides->old, member) && (beside == NULL || !json_object_has_member (beside, member));

  if ((follows || !says (sides->here, member)) && says (sides->new, member))
    copy_value (sides->here, sides->new, member);
  if (is_same (sides->here, sides->new, member))
    json_object_remove_member (sides->agreed, member);
}

RcGrant *
rc_grant_merge_switch (const RcGrant *ours, const char *from, const char *from_agreed, const char *to, char **to_agreed)
{
  g_autoptr (JsonObject) beside = parse (from_agreed);
  g_autoptr (JsonObject) here = NULL;

  g_return_val_if_fail (ours != NULL, NULL);

  here = to_object (ours);
  merge_each (here, from, to, to_agreed, change_over, beside);
  return to_grant (here);
}

GPtrArray *
rc_grant_list_differences (const RcGrant *ours, const char *upstream, const char *agreed)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_grant_difference_free);
  g_autoptr (JsonObject) beside = parse (agreed);
  g_autoptr (JsonObject) theirs = beside != NULL ? parse_grant (upstream) : NULL;
  g_autoptr (JsonObject) here = theirs != NULL ? to_object (ours) : NULL;
  g_autoptr (GList) members = here != NULL ? json_object_get_members (beside) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      g_autoptr (JsonNode) value = dup_value (here, l->data);
      g_autoptr (JsonNode) their_value = dup_value (theirs, l->data);
      RcGrantDifference *difference;

      if (is_same (here, theirs, l->data))
        continue;
      difference = g_new0 (RcGrantDifference, 1);
      difference->member = g_strdup (l->data);
      difference->ours = dup_json (value);
      difference->theirs = dup_json (their_value);
      difference->fact = g_strv_contains (facts, l->data);
      difference->moved = says (beside, l->data);
      g_ptr_array_add (differences, difference);
    }
  return g_steal_pointer (&differences);
}

RcGrant *
rc_grant_take (const RcGrant *ours, const char *upstream, char **agreed, const char *member)
{
  g_autoptr (JsonObject) here = to_object (ours);
  g_autoptr (JsonObject) theirs = parse_grant (upstream);
  JsonObject *kept;

  g_return_val_if_fail (ours != NULL && agreed != NULL, NULL);

  if (theirs == NULL)
    return rc_grant_copy (ours);
  kept = open_agreed (agreed);
  if (member != NULL)
    copy_value (here, theirs, member);
  else
    {
      g_autoptr (GList) members = json_object_get_members (kept);

      for (GList *l = members; l != NULL; l = l->next)
        copy_value (here, theirs, l->data);
    }
  close_agreed (agreed, kept);
  rc_grant_dismiss (agreed, member);
  return to_grant (here);
}

void
rc_grant_dismiss (char **agreed, const char *member)
{
  JsonObject *kept;

  g_return_if_fail (agreed != NULL);

  if (member == NULL)
    {
      g_clear_pointer (agreed, g_free);
      return;
    }
  kept = open_agreed (agreed);
  json_object_remove_member (kept, member);
  close_agreed (agreed, kept);
}
