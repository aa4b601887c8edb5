/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts of a grant out of the words of a source: languages, plain text of HTML, days in prose. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grant-text.h"

#include "exchange/deadline-prose.h"
#include "exchange/prose-dates.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_HTML (1024 * 1024)

static gboolean
is_one_of (const xmlChar *name, const char *const *names)
{
  for (; *names != NULL; names++)
    if (strcmp ((const char *) name, *names) == 0)
      return TRUE;
  return FALSE;
}

/* Appends words, one blank between them. */
static void
append_words (GString *out, const char *text)
{
  gboolean blank = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)) || g_utf8_get_char (p) == 0x200b)
      blank = TRUE;
    else
      {
        if (blank && out->len > 0 && out->str[out->len - 1] != '\n' && out->str[out->len - 1] != ' ')
          g_string_append_c (out, ' ');
        blank = FALSE;
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      }
  if (blank && out->len > 0 && out->str[out->len - 1] != '\n' && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
}

static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

/* The next node in the order of the text; leave: an element that ends here. */
static xmlNode *
next_node (xmlNode *node, gboolean into, GString *out, const char *const *blocks)
{
  if (into && node->children != NULL)
    return node->children;
  while (node != NULL)
    {
      if (node->type == XML_ELEMENT_NODE && is_one_of (node->name, blocks))
        end_line (out);
      if (node->next != NULL)
        return node->next;
      node = node->parent;
      if (node != NULL && node->type != XML_ELEMENT_NODE)
        return NULL;
    }
  return NULL;
}

static void
append_document (GString *out, xmlNode *root)
{
  static const char *const blocks[] = { "p",  "div", "br", "li", "ul", "ol",    "tr",      "table",   "h1",        "h2",
                                        "h3", "h4",  "h5", "h6", "dt", "dd",    "section", "article", "blockquote", "pre",
                                        "hr", NULL };
  static const char *const hidden[] = { "script", "style", "head", "iframe", "object", "noscript", "template", NULL };

  for (xmlNode *node = root; node != NULL && out->len < RC_HTML_TEXT_MAX;)
    {
      gboolean into = TRUE;

      if (node->type == XML_ELEMENT_NODE)
        {
          into = !is_one_of (node->name, hidden);
          if (is_one_of (node->name, blocks))
            end_line (out);
        }
      else if (xmlNodeIsText (node) || node->type == XML_CDATA_SECTION_NODE)
        append_words (out, (const char *) node->content);
      node = next_node (node, into, out, blocks);
    }
}

char *
rc_html_to_text (const char *html)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (html, strnlen (html, MAX_HTML));

  if (strpbrk (valid, "<&") == NULL)
    {
      g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);

      for (char **line = lines; *line != NULL && out->len < RC_HTML_TEXT_MAX; line++)
        {
          append_words (out, *line);
          end_line (out);
        }
    }
  else
    {
      htmlDocPtr document = htmlReadMemory (valid, (int) strlen (valid), NULL, "UTF-8",
                                            HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                                | HTML_PARSE_RECOVER | HTML_PARSE_COMPACT);

      if (document != NULL && xmlDocGetRootElement (document) != NULL)
        append_document (out, xmlDocGetRootElement (document));
      xmlFreeDoc (document);
    }
  return g_strstrip (g_utf8_make_valid (out->str, out->len));
}

gboolean
rc_html_was_cut (const char *text)
{
  /* Blanks at its end were taken off. */
  return strlen (text) + 16 >= RC_HTML_TEXT_MAX;
}

gboolean
rc_date_from_prose (const char *text, int *year, int *month, int *day, const char **end)
{
  g_autoptr (RcProseTokens) tokens = NULL;
  RcProseDate date;

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  tokens = rc_prose_tokens_new (text);
  if (!rc_prose_take_date (tokens, 0, RC_DATE_ORDER_UNKNOWN, &date) || date.bad || date.day == 0 || date.year == 0)
    return FALSE;
  *year = date.year;
  *month = date.month;
  *day = date.day;
  *end = tokens->at[date.to - 1].end;
  return TRUE;
}
