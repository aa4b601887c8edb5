/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names as BibTeX writes them: "First von Last", "von Last, First", "von Last, Jr, First", {bodies}. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/bibtex.h"
#include "exchange/tex.h"

#include <string.h>

/* Splits at depth 0 of braces: at commas, or at blanks. Parts are without blanks around; empty ones are kept at commas. */
static GPtrArray *
split (const char *tex, gboolean at_commas)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *start = tex;
  int depth = 0;

  for (const char *at = tex;; at++)
    {
      gboolean end = *at == '\0' || (depth == 0 && (at_commas ? *at == ',' : (g_ascii_isspace (*at) || *at == '~')));

      if (*at == '{')
        depth++;
      else if (*at == '}' && depth > 0)
        depth--;
      if (end)
        {
          g_autofree char *part = g_strstrip (g_strndup (start, (gsize) (at - start)));

          if (at_commas || *part != '\0')
            g_ptr_array_add (parts, g_steal_pointer (&part));
          start = at + 1;
        }
      if (*at == '\0')
        return parts;
    }
}

static char *
dup_joined (const GPtrArray *words, guint from, guint to)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (joined, "%s%s", i > from ? " " : "", (const char *) words->pdata[i]);
  return rc_tex_to_text (joined->str);
}

static gboolean
is_small (const char *word)
{
  g_autofree char *text = rc_tex_to_text (word);

  return *word != '{' && g_unichar_islower (g_utf8_get_char (text));
}

/* Family names are the last word and the small ones before it ("von", "de la"). */
static guint
find_family (const GPtrArray *words)
{
  guint family = words->len - 1;

  for (guint i = 0; i + 1 < words->len; i++)
    if (is_small (words->pdata[i]))
      return i;
  return family;
}

/* The whole is in one pair of braces: a body, whose name has no parts. */
static gboolean
is_braced (const char *name)
{
  gsize length = strlen (name);
  int depth = 0;

  if (length < 2 || *name != '{' || name[length - 1] != '}')
    return FALSE;
  for (gsize i = 0; i + 1 < length; i++)
    {
      if (name[i] == '{')
        depth++;
      else if (name[i] == '}')
        depth--;
      if (depth == 0)
        return FALSE;
    }
  return name[1] != '\\'; /* an accent over a name of one letter is none */
}

static void
add_name (RcReference *reference, const char *name, const char *role)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *family = NULL;
  g_autofree char *given = NULL;
  g_autofree char *suffix = NULL;

  if (is_braced (name))
    {
      heading = rc_tex_to_text (name);
      rc_reference_add_name (reference, heading, role, RC_NAME_BODY);
      return;
    }
  parts = split (name, TRUE);
  if (parts->len == 1)
    {
      g_autoptr (GPtrArray) words = split (name, FALSE);
      guint from = words->len > 0 ? find_family (words) : 0;

      family = dup_joined (words, from, words->len);
      given = dup_joined (words, 0, from);
    }
  else
    {
      family = rc_tex_to_text (parts->pdata[0]);
      given = rc_tex_to_text (parts->pdata[parts->len - 1]);
      suffix = parts->len > 2 ? rc_tex_to_text (parts->pdata[1]) : NULL;
    }
  heading = *family == '\0' ? g_strdup (given)
            : *given == '\0' ? g_strdup (family)
            : suffix != NULL && *suffix != '\0' ? g_strdup_printf ("%s, %s, %s", family, given, suffix)
                                                : g_strdup_printf ("%s, %s", family, given);
  rc_reference_add_name (reference, heading, role, RC_NAME_PERSON);
}

/* The next "and" between blanks at depth 0, or NULL. With semicolons, as other programs part names, those. */
static const char *
find_and (const char *tex, gboolean semicolons)
{
  int depth = 0;

  for (const char *at = tex; *at != '\0'; at++)
    {
      if (*at == '{')
        depth++;
      else if (*at == '}' && depth > 0)
        depth--;
      else if (depth == 0 && semicolons && *at == ';')
        return at;
      else if (depth == 0 && !semicolons && g_ascii_isspace (*at) && g_ascii_strncasecmp (at + 1, "and", 3) == 0 && g_ascii_isspace (at[4]))
        return at + 1;
    }
  return NULL;
}

gboolean
rc_bibtex_add_names (RcReference *reference, const char *tex, const char *role)
{
  gboolean semicolons = find_and (tex, FALSE) == NULL && find_and (tex, TRUE) != NULL;

  for (const char *start = tex; start != NULL;)
    {
      const char *end = find_and (start, semicolons);
      g_autofree char *name = g_strstrip (end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start));

      if (g_str_equal (name, "others") && end == NULL)
        return FALSE;
      if (*name != '\0')
        add_name (reference, name, role);
      start = end != NULL ? end + (semicolons ? 1 : 3) : NULL;
    }
  return TRUE;
}

void
rc_bibtex_append_name (GString *out, const RcReferenceName *name)
{
  g_auto (GStrv) parts = g_strsplit (name->heading, ", ", 4);
  gboolean whole = name->kind != RC_NAME_PERSON || g_strv_length (parts) > 3 || g_str_equal (name->heading, "others") ||
                   strstr (name->heading, " and ") != NULL || (g_strv_length (parts) == 1 && strchr (name->heading, ',') != NULL);

  if (whole)
    g_string_append_c (out, '{');
  if (!whole && g_strv_length (parts) == 3)
    {
      rc_tex_append_text (out, parts[0]);
      g_string_append (out, ", ");
      rc_tex_append_text (out, parts[2]);
      g_string_append (out, ", ");
      rc_tex_append_text (out, parts[1]);
    }
  else
    rc_tex_append_text (out, name->heading);
  if (whole)
    g_string_append_c (out, '}');
  else if (g_strv_length (parts) == 1 && strchr (name->heading, ' ') != NULL)
    g_string_append_c (out, ','); /* the last word is no family name */
}
