/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words become FTS5 strings in quotation marks, so that nothing typed is syntax. */
#define G_LOG_DOMAIN "rc-search"

#include "search/expression.h"

#include <string.h>

#define COLUMN_IDENTIFIERS "identifiers"
/* Of a word that may go on, the key must be longer. */
#define MIN_KEY_PREFIX 3

static const char *
columns_of (RcField field, const char *columns)
{
  switch (field)
    {
    case RC_FIELD_TITLE:
      return "title other_titles";
    case RC_FIELD_PEOPLE:
      return "people";
    case RC_FIELD_SUBJECT:
      return "subjects";
    case RC_FIELD_ANY:
    default:
      return columns;
    }
}

/* Folded texts have no quotation marks. */
static void
append_string (GString *out, const char *mark, const char *words, gboolean prefix)
{
  g_string_append_printf (out, "\"%s%s\"%s", mark, words, prefix ? " *" : "");
}

static void
append_phrase (GString *out, const char *phrase, gboolean prefix, RcMatch match)
{
  g_autofree char *key = NULL;

  append_string (out, "", phrase, prefix);
  if ((match & RC_MATCH_KEYS) == 0 || strchr (phrase, ' ') != NULL)
    return;
  key = rc_word_key (phrase);
  if (key != NULL)
    {
      const char mark[] = { RC_KEY_MARK, '\0' };
      gsize length = strlen (key);

      /* A word that breaks off behind ы or й: whether a vowel follows is not known yet. */
      if (prefix && length > 4 && key[length - 1] == 'i')
        key[length - 1] = '\0';
      g_string_append (out, " OR ");
      append_string (out, mark, key, prefix && length > MIN_KEY_PREFIX);
      /* A Latin word that is its own key is not written twice. */
      if (strcmp (key, phrase) != 0)
        {
          g_string_append (out, " OR ");
          append_string (out, "", key, prefix && length > MIN_KEY_PREFIX);
        }
    }
}

static void
append_unit (GString *out, const RcUnit *unit, const char *columns, RcMatch match)
{
  gboolean prefix = unit->prefix && (match & RC_MATCH_PREFIX) != 0;

  g_string_append_printf (out, "({%s} : (", columns_of (unit->field, columns));
  for (guint i = 0; i < unit->phrases->len; i++)
    {
      gboolean last = i + 1 == unit->phrases->len;

      g_string_append (out, i > 0 ? " AND (" : "(");
      append_phrase (out, g_ptr_array_index (unit->phrases, i), prefix && last, unit->quoted ? RC_MATCH_WHOLE : match);
      g_string_append_c (out, ')');
    }
  g_string_append_c (out, ')');
  if (unit->compact != NULL)
    {
      g_string_append_printf (out, " OR {%s} : ", columns_of (unit->field, columns));
      append_string (out, "", unit->compact, prefix);
    }
  if (unit->isbn != NULL && strstr (columns, COLUMN_IDENTIFIERS) != NULL)
    {
      g_string_append (out, " OR {" COLUMN_IDENTIFIERS "} : ");
      append_string (out, "", unit->isbn, FALSE);
    }
  g_string_append_c (out, ')');
}

char *
rc_expression_new (const RcTyped *typed, const char *columns, RcMatch match)
{
  GString *out = g_string_new ("(");

  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      if (unit->excluded)
        continue;
      if (out->len > 1)
        g_string_append (out, " AND ");
      append_unit (out, unit, columns, match);
    }
  if (out->len == 1)
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  g_string_append_c (out, ')');
  if (typed->identifier != NULL && strstr (columns, COLUMN_IDENTIFIERS) != NULL)
    {
      g_string_append (out, " OR {" COLUMN_IDENTIFIERS "} : ");
      append_string (out, "", typed->identifier, (match & RC_MATCH_PREFIX) != 0 && strlen (typed->identifier) > 2);
    }
  return g_string_free (out, FALSE);
}

char *
rc_expression_new_excluded (const RcTyped *typed)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      if (!unit->excluded)
        continue;
      if (out->len > 0)
        g_string_append (out, " OR ");
      append_unit (out, unit, RC_COLUMNS_ALL, RC_MATCH_WHOLE);
    }
  return g_string_free (out, out->len == 0);
}

char *
rc_expression_new_identifier (const RcTyped *typed)
{
  const RcUnit *only = typed->units->len == 1 ? g_ptr_array_index (typed->units, 0) : NULL;
  const char *identifier = typed->identifier;

  if (identifier == NULL && only != NULL && only->field == RC_FIELD_ANY && !only->excluded && !only->quoted)
    identifier = only->isbn != NULL ? only->isbn : only->compact;
  return identifier != NULL ? g_strdup_printf ("{" COLUMN_IDENTIFIERS "} : \"%s\"", identifier) : NULL;
}
