/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of HTML: where tags, elements and comments end, and what attributes and entities say. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow-markup.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "renderer/flow.h"

#define MAX_ENTITY 10
#define MAX_CHARSET 40
#define HEAD 4096    /* bytes in which a file says what it is */
#define MAX_QUOTED 4000u

char *
rc_markup_dup_attribute (const char *tag, const char *end, const char *wanted)
{
  gsize length = strlen (wanted);

  for (const char *p = tag; p + length < end; p++)
    {
      const char *value = p + length;
      gsize n;

      if (g_ascii_isalnum (p > tag ? p[-1] : 'x') || p[-1] == '-' || g_ascii_strncasecmp (p, wanted, length) != 0)
        continue;
      while (value < end && g_ascii_isspace (*value))
        value++;
      if (value >= end || *value != '=')
        continue;
      value++;
      while (value < end && g_ascii_isspace (*value))
        value++;
      if (value < end && (*value == '"' || *value == '\''))
        n = strcspn (value + 1, *value == '"' ? "\"" : "'"), value++;
      else
        n = strcspn (value, " \t\r\n>");
      return g_strndup (value, MIN (n, (gsize) (end - value)));
    }
  return NULL;
}

const char *
rc_markup_find_tag_end (const char *p, const char *end)
{
  for (; p < end && *p != '>'; p++)
    {
      const char *quote = p + 1;
      const char *close;

      if (*p != '=')
        continue;
      while (quote < end && g_ascii_isspace (*quote))
        quote++;
      if (quote >= end || (*quote != '"' && *quote != '\''))
        continue;
      close = memchr (quote + 1, *quote, MIN (MAX_QUOTED, (gsize) (end - quote - 1)));
      if (close)
        p = close;
    }
  return p;
}

const char *
rc_markup_skip_element (const char *p, const char *end, const char *name, gsize length)
{
  while ((p = memchr (p, '<', (gsize) (end - p))))
    {
      if ((gsize) (end - p) > length + 1 && p[1] == '/' && g_ascii_strncasecmp (p + 2, name, length) == 0)
        return rc_markup_find_tag_end (p, end);
      p++;
    }
  return end;
}

const char *
rc_markup_skip_comment (const char *p, const char *end)
{
  const char *close;

  if (end - p < 4 || p[2] != '-' || p[3] != '-')
    return rc_markup_find_tag_end (p, end);
  close = g_strstr_len (p + 4, end - p - 4, "-->");
  return close ? close + 2 : rc_markup_find_tag_end (p, end);
}

const char *
rc_markup_read_entity (GString *text, const char *p, const char *end)
{
  char name[MAX_ENTITY + 1] = { 0 };
  gsize length = 0;
  gunichar c = 0;

  while (p + 1 + length < end && length < MAX_ENTITY && (g_ascii_isalnum (p[1 + length]) || (length == 0 && p[1] == '#')))
    {
      name[length] = p[1 + length];
      length++;
    }
  if (*name == '#')
    c = (gunichar) g_ascii_strtoull (name + (g_ascii_tolower (name[1]) == 'x' ? 2 : 1), NULL, g_ascii_tolower (name[1]) == 'x' ? 16 : 10);
  else if (length > 0)
    {
      const htmlEntityDesc *entity = htmlEntityLookup ((const xmlChar *) name);

      c = entity ? entity->value : 0;
    }
  /* By their places in the code page of Windows, as old editors wrote them. */
  if (c >= 0x80 && c < 0xa0)
    {
      g_autofree char *one = rc_flow_decode ((const char[]){ (char) c }, 1, NULL);

      c = g_utf8_get_char (one);
    }
  if (c == 0 || !g_unichar_validate (c))
    {
      g_string_append_c (text, '&');
      return p;
    }
  g_string_append_unichar (text, c);
  p += length;
  return p + 1 < end && p[1] == ';' ? p + 1 : p;
}

gboolean
rc_flow_looks_like_html (const char *bytes, gsize size)
{
  static const char *const signs[] = { "<html", "<!doctype html", "<head", "<body", "<title", "<frameset", "<meta ", "<h1", "<table" };
  g_autofree char *head = g_ascii_strdown (bytes, (gssize) MIN (size, HEAD));

  /* Of two bytes a letter. */
  for (gsize i = 0, n = 0; i < MIN (size, HEAD); i++)
    if (bytes[i] != '\0')
      head[n++] = g_ascii_tolower (bytes[i]), head[n] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (head, signs[i]))
      return TRUE;
  return FALSE;
}

/* Those who said “Western” often meant what they saw on their own screen. */
char *
rc_markup_dup_charset (const char *bytes, gsize size, const char *guessed)
{
  g_autofree char *head = g_strndup (bytes, MIN (size, HEAD));
  g_autofree char *said = NULL;

  for (const char *p = head; !said && (p = strchr (p, '<')); p++)
    if (g_ascii_strncasecmp (p, "<meta", 5) == 0 || g_ascii_strncasecmp (p, "<?xml", 5) == 0)
      {
        const char *end = rc_markup_find_tag_end (p, p + strlen (p));
        g_autofree char *content = rc_markup_dup_attribute (p + 2, end, "content");
        const char *within = content ? strstr (content, "charset=") : NULL;

        said = rc_markup_dup_attribute (p + 2, end, p[1] == '?' ? "encoding" : "charset");
        if (within)
          {
            g_free (said);
            said = g_strndup (within + strlen ("charset="), strcspn (within + strlen ("charset="), " ;\"'"));
          }
      }
  if (said && guessed && (g_ascii_strcasecmp (said, "iso-8859-1") == 0 || g_ascii_strcasecmp (said, "windows-1252") == 0))
    g_clear_pointer (&said, g_free);
  if (said && (strlen (said) > MAX_CHARSET || g_ascii_strncasecmp (said, "utf-16", 6) == 0))
    g_clear_pointer (&said, g_free);
  return said ? g_steal_pointer (&said) : g_strdup (guessed);
}
