/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signs of web pages that databases leave in the titles they give out. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/markup.h"

#include <string.h>

static const char *const elements[] = { "i", "b", "em", "strong", "u", "sub", "sup", "inf", "sc", "scp", "span", "italic", "bold", "br", NULL };

static const struct
{
  const char *name, *text;
} entities[] = { { "&amp;", "&" },       { "&lt;", "<" },        { "&gt;", ">" },        { "&quot;", "\"" },      { "&apos;", "'" },
                 { "&#39;", "'" },       { "&#039;", "'" },      { "&#38;", "&" },       { "&nbsp;", " " },       { "&ndash;", "–" },
                 { "&mdash;", "—" },     { "&rsquo;", "’" },     { "&lsquo;", "‘" },     { "&ldquo;", "“" },      { "&rdquo;", "”" } };

/* The bytes of "<i>", "</sub>", "<br/>" at the place; 0 for any other <. */
static gsize
measure_element (const char *text)
{
  const char *name = text + 1, *stop;
  g_autofree char *word = NULL;

  if (*text != '<')
    return 0;
  if (*name == '/')
    name++;
  for (stop = name; g_ascii_isalpha (*stop);)
    stop++;
  word = g_ascii_strdown (name, stop - name);
  if (*stop == '/')
    stop++;
  return *stop == '>' && g_strv_contains (elements, word) ? (gsize) (stop + 1 - text) : 0;
}

/* The bytes of an entity at the place, and what it stands for; 0 for any other &. */
static gsize
measure_entity (const char *text, const char **means)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (text, entities[i].name))
      {
        *means = entities[i].text;
        return strlen (entities[i].name);
      }
  return 0;
}

char *
rc_markup_strip (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean any = FALSE;

  for (const char *p = text; *p != '\0';)
    {
      const char *means = "";
      gsize length = *p == '<' ? measure_element (p) : *p == '&' ? measure_entity (p, &means) : 0;

      any = any || length > 0;
      if (length > 0)
        g_string_append (plain, means);
      else
        g_string_append_c (plain, *p);
      p += MAX (length, 1);
    }
  return any ? g_strdup (g_strstrip (plain->str)) : NULL;
}
