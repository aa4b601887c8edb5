/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one member of a grant says, in words for staff. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/grant-words.h"
#include "pages/checklist.h"
#include "pages/grant-words.h"
#include "widgets/deadline-text.h"
#include "widgets/format.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define MAX_CHARS 300

const char *
rc_grant_member_get_label (const char *member)
{
  static const struct
  {
    const char *member, *label;
  } labels[] = {
    { "title", N_ ("Title of the grant") }, { "funder", N_ ("Funder") },          { "type", N_ ("Type") },
    { "summary", N_ ("What it is for") },   { "eligibility", N_ ("Who may apply") }, { "audience", N_ ("Who may apply") },
    { "countries", N_ ("Countries of those who may apply") },                     { "amount", N_ ("How much") },
    { "opens", N_ ("Opens") },              { "deadlines", N_ ("Deadlines") },    { "number", N_ ("The funder’s number of the call") },
    { "url", N_ ("Where to apply") },       { "language", N_ ("Language") },      { "subjects", N_ ("Subjects") },
    { "facts", N_ ("Conditions") },
  };

  g_return_val_if_fail (member != NULL, "");
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].member, member))
      return _ (labels[i].label);
  return member;
}

static void
append (GString *words, const char *part)
{
  g_string_append_printf (words, "%s%s", words->len > 0 ? "; " : "", part);
}

char *
rc_grant_deadlines_dup_words (GPtrArray *deadlines)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (deadlines, i);
      gint64 instant = rc_deadline_next (deadline, now);
      g_autofree char *day = rc_deadline_dup_day (rc_deadline_get_day (deadline, instant), deadline->precision, now);
      g_autofree char *hours = rc_deadline_dup_hours (deadline, instant);
      g_autofree char *both = hours != NULL ? g_strdup_printf ("%s · %s", day, hours) : g_strdup (day);

      append (words, both);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static char *
dup_deadlines (const char *json)
{
  g_autofree char *whole = g_strdup_printf ("{\"title\":\"\",\"deadlines\":%s}", json);
  g_autoptr (RcGrant) grant = rc_grant_from_json (whole, NULL);

  return grant != NULL ? rc_grant_deadlines_dup_words (grant->deadlines) : NULL;
}

static char *
dup_facts (const char *json)
{
  g_autoptr (GPtrArray) facts = rc_facts_from_json (json);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      g_autofree char *fact = rc_fact_dup_words (g_ptr_array_index (facts, i));

      append (words, fact);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static char *
dup_word (const char *member, const char *word)
{
  if (g_str_equal (member, "type"))
    return rc_grant_dup_type (word);
  if (g_str_equal (member, "audience"))
    return rc_grant_dup_audience (word);
  if (g_str_equal (member, "countries"))
    return rc_grant_dup_country (word);
  if (g_str_equal (member, "opens"))
    return rc_format_iso_day (word);
  return g_strdup (word);
}

static char *
dup_node (const char *member, JsonNode *node)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
    return dup_word (member, json_node_get_string (node));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      const char *text = json_node_get_string (json_array_get_element (json_node_get_array (node), i));
      g_autofree char *word = text != NULL ? dup_word (member, text) : NULL;

      if (word != NULL)
        append (words, word);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

char *
rc_grant_member_dup_words (const char *member, const char *json)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (member != NULL, NULL);

  if (json != NULL && g_str_equal (member, "deadlines"))
    words = dup_deadlines (json);
  else if (json != NULL && g_str_equal (member, "facts"))
    words = dup_facts (json);
  else if (json != NULL)
    {
      node = json_from_string (json, NULL);
      words = node != NULL ? dup_node (member, node) : NULL;
    }
  if (words == NULL || *words == '\0')
    return g_strdup (_ ("not stated"));
  if (g_utf8_strlen (words, -1) > MAX_CHARS)
    {
      char *end = g_utf8_offset_to_pointer (words, MAX_CHARS);

      *end = '\0';
      return g_strconcat (words, "…", NULL);
    }
  return g_strdelimit (g_steal_pointer (&words), "\n\r", ' ');
}
