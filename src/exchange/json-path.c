/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in JSON. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/json-path.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_STEPS 24
#define MAX_VISITS 1000000 /* nodes that one ".." looks at */

typedef enum
{
  STEP_NAME,
  STEP_ALL,   /* [*] and .* */
  STEP_SLICE, /* also [n]: from n to n + 1 */
  STEP_BELOW, /* "..": the node itself and all below; the next step applies to each */
} StepKind;

typedef struct
{
  StepKind kind;
  char *name;      /* (owned) (nullable) */
  gint64 from, to; /* counted from the end below zero; to: G_MAXINT64 for the end */
} Step;

struct _RcJsonPath
{
  GArray *steps; /* (owned) Step */
};

typedef struct
{
  GPtrArray *nodes; /* (unowned) */
  guint most, n_visits;
  gboolean full;
} Search;

static void
clear_step (gpointer data)
{
  g_free (((Step *) data)->name);
}

static void
add_step (RcJsonPath *self, StepKind kind, char *name, gint64 from, gint64 to)
{
  Step step = { kind, name, from, to };

  g_array_append_val (self->steps, step);
}

static gboolean
take_integer (const char **text, gint64 *number)
{
  char *end;

  if (!g_ascii_isdigit (**text) && !(**text == '-' && g_ascii_isdigit ((*text)[1])))
    return FALSE;
  *number = g_ascii_strtoll (*text, &end, 10);
  *text = end;
  return *number > -G_MAXINT32 && *number < G_MAXINT32;
}

/* Behind "[": an index, a slice, * or a name in quotes, up to and with "]". */
static gboolean
take_bracket (RcJsonPath *self, const char **text)
{
  const char *p = *text;

  if (*p == '*')
    {
      add_step (self, STEP_ALL, NULL, 0, 0);
      p++;
    }
  else if (*p == '\'' || *p == '"')
    {
      const char *end = strchr (p + 1, *p);

      if (end == NULL)
        return FALSE;
      add_step (self, STEP_NAME, g_strndup (p + 1, end - p - 1), 0, 0);
      p = end + 1;
    }
  else
    {
      gint64 from = 0, to = G_MAXINT64;
      gboolean number = take_integer (&p, &from);

      if (*p == ':')
        {
          p++;
          if (*p != ']' && !take_integer (&p, &to))
            return FALSE;
        }
      else if (!number)
        return FALSE;
      else
        to = from == -1 ? G_MAXINT64 : from + 1;
      add_step (self, STEP_SLICE, NULL, from, to);
    }
  *text = p + 1;
  return *p == ']';
}

/* Behind ".": a name as it stands, or *. */
static gboolean
take_name (RcJsonPath *self, const char **text)
{
  gsize length = strcspn (*text, ".[ \t");

  if (length == 0)
    return FALSE;
  if (length == 1 && **text == '*')
    add_step (self, STEP_ALL, NULL, 0, 0);
  else
    add_step (self, STEP_NAME, g_strndup (*text, length), 0, 0);
  *text += length;
  return TRUE;
}

static gboolean
take_step (RcJsonPath *self, const char **text)
{
  const char *p = *text;
  gboolean good;

  if (g_str_has_prefix (p, ".."))
    {
      add_step (self, STEP_BELOW, NULL, 0, 0);
      p += *(p + 2) == '[' ? 2 : 1;
    }
  good = *p == '[' || *p == '.';
  p++;
  good = good && (p[-1] == '[' ? take_bracket (self, &p) : take_name (self, &p));
  if (good)
    *text = p;
  return good;
}

RcJsonPath *
rc_json_path_new (const char *text, char **problem)
{
  g_autoptr (RcJsonPath) self = g_new0 (RcJsonPath, 1);
  const char *p = text;
  guint n_below = 0;

  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);
  *problem = NULL;
  if (*p++ != '$')
    {
      *problem = g_strdup (_ ("a path begins with $"));
      return NULL;
    }
  while (*p != '\0')
    if (!take_step (self, &p))
      {
        *problem = g_strdup_printf (_ ("“%.40s” is no step of a path: .name, ['name'], [0], [1:3], [*], ..name"), p);
        return NULL;
      }
  for (guint i = 0; i < self->steps->len; i++)
    n_below += g_array_index (self->steps, Step, i).kind == STEP_BELOW;
  if (self->steps->len > MAX_STEPS || n_below > 1)
    {
      *problem = g_strdup_printf (_ ("a path has %d steps at most, and one “..”"), MAX_STEPS);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
rc_json_path_free (RcJsonPath *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->steps);
  g_free (self);
}

static void visit (const RcJsonPath *self, guint at, JsonNode *node, Search *search);

/* Each node directly below. */
static void
visit_children (const RcJsonPath *self, guint at, JsonNode *node, Search *search)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array) && !search->full; i++)
        visit (self, at, json_array_get_element (array, i), search);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *child;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (!search->full && json_object_iter_next_ordered (&iter, &name, &child))
        visit (self, at, child, search);
    }
}

static void
visit_slice (const RcJsonPath *self, guint at, const Step *step, JsonArray *array, Search *search)
{
  gint64 length = json_array_get_length (array);
  gint64 from = step->from < 0 ? step->from + length : step->from;
  gint64 to = step->to < 0 ? step->to + length : step->to;

  for (gint64 i = MAX (from, 0); i < MIN (to, length) && !search->full; i++)
    visit (self, at, json_array_get_element (array, (guint) i), search);
}

/* The steps from `at` on, applied to the node. As deep as the path and the document are, which both have their bounds. */
static void
visit (const RcJsonPath *self, guint at, JsonNode *node, Search *search)
{
  const Step *step;

  if (at == self->steps->len)
    {
      if (search->nodes->len >= search->most)
        search->full = TRUE;
      else
        g_ptr_array_add (search->nodes, node);
      return;
    }
  if (++search->n_visits > MAX_VISITS)
    {
      search->full = TRUE;
      return;
    }
  step = &g_array_index (self->steps, Step, at);
  switch (step->kind)
    {
    case STEP_NAME:
      if (JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), step->name))
        visit (self, at + 1, json_object_get_member (json_node_get_object (node), step->name), search);
      break;
    case STEP_SLICE:
      if (JSON_NODE_HOLDS_ARRAY (node))
        visit_slice (self, at + 1, step, json_node_get_array (node), search);
      break;
    case STEP_BELOW:
      visit (self, at + 1, node, search);
      visit_children (self, at, node, search);
      break;
    case STEP_ALL:
    default:
      visit_children (self, at + 1, node, search);
      break;
    }
}

gboolean
rc_json_path_find (const RcJsonPath *self, JsonNode *root, guint most, GPtrArray *nodes)
{
  Search search = { nodes, most, 0, FALSE };

  visit (self, 0, root, &search);
  return !search.full;
}

gboolean
rc_json_path_can_have (const char *name)
{
  if (*name == '\0' || strpbrk (name, "'|\\") != NULL)
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;
  return TRUE;
}

char *
rc_json_path_dup_step (const char *path, const char *name)
{
  gboolean plain = TRUE;

  for (const char *p = name; *p != '\0'; p++)
    plain = plain && (g_ascii_isalnum (*p) || *p == '_' || *p == '-');
  return plain ? g_strconcat (path, ".", name, NULL) : g_strconcat (path, "['", name, "']", NULL);
}
