/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts of a grant out of the words of a source: languages, plain text of HTML, days in prose. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grant-text.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>

#define MAX_HTML (1024 * 1024)
#define MAX_TEXT (100 * 1024)
#define MAX_VERBATIM 300
#define MAX_DEADLINES 10
#define REACH 12 /* words between "deadline" and its day */

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

  for (xmlNode *node = root; node != NULL && out->len < MAX_TEXT;)
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

      for (char **line = lines; *line != NULL && out->len < MAX_TEXT; line++)
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

static const char *const months[12][8] = {
  { "january", "jan", "janvier", "января", "январь", "январе", NULL },
  { "february", "feb", "février", "fevrier", "февраля", "февраль", NULL },
  { "march", "mar", "mars", "марта", "март", NULL },
  { "april", "apr", "avril", "апреля", "апрель", NULL },
  { "may", "mai", "мая", "май", NULL },
  { "june", "jun", "juin", "июня", "июнь", NULL },
  { "july", "jul", "juillet", "июля", "июль", NULL },
  { "august", "aug", "août", "aout", "августа", "август", NULL },
  { "september", "sep", "sept", "septembre", "сентября", "сентябрь", NULL },
  { "october", "oct", "octobre", "октября", "октябрь", NULL },
  { "november", "nov", "novembre", "ноября", "ноябрь", NULL },
  { "december", "dec", "décembre", "decembre", "декабря", "декабрь", NULL },
};

/* The month that a word names, and what stands behind it; 0 when it is none. */
static int
take_month (const char **text)
{
  const char *end = *text;
  g_autofree char *word = NULL;
  g_autofree char *lower = NULL;

  while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  word = g_strndup (*text, end - *text);
  lower = g_utf8_strdown (word, -1);
  for (int month = 0; month < 12; month++)
    for (const char *const *name = months[month]; *name != NULL; name++)
      if (g_str_equal (lower, *name))
        {
          *text = *end == '.' ? end + 1 : end;
          return month + 1;
        }
  return 0;
}

static const char *
skip_blank (const char *text)
{
  for (;;)
    if (*text == ' ' || *text == ',')
      text++;
    else if (g_str_has_prefix (text, "\xc2\xa0"))
      text += 2;
    else
      return text;
}

static int
take_number (const char **text, guint most)
{
  const char *p = *text;
  int number = 0;
  guint n = 0;

  while (g_ascii_isdigit (p[n]) && n <= most)
    number = number * 10 + (p[n++] - '0');
  if (n == 0 || n > most)
    return -1;
  *text = p + n;
  return number;
}

/* "st", "nd", "rd", "th", "er", "-го" and the word "of" behind a day. */
static const char *
skip_ordinal (const char *text)
{
  static const char *const words[] = { "st", "nd", "rd", "th", "er", "-го", "-е", "." };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      {
        text += strlen (words[i]);
        break;
      }
  text = skip_blank (text);
  return g_str_has_prefix (text, "of ") ? text + 3 : text;
}

static gboolean
take_year (const char **text, int *year)
{
  *text = skip_blank (*text);
  *year = take_number (text, 4);
  return *year >= 1990 && *year <= 2100;
}

gboolean
rc_date_from_prose (const char *text, int *year, int *month, int *day, const char **end)
{
  const char *p = text;
  int n = 0;

  if (sscanf (p, "%4d-%2d-%2d%n", year, month, day, &n) == 3 && n == 10)
    p += n;
  else if (sscanf (p, "%2d.%2d.%4d%n", day, month, year, &n) == 3 && n >= 8)
    p += n;
  else if (g_ascii_isdigit (*p))
    {
      *day = take_number (&p, 2);
      if (*day < 0)
        return FALSE;
      p = skip_ordinal (p);
      *month = take_month (&p);
      if (*month == 0 || !take_year (&p, year))
        return FALSE;
    }
  else
    {
      *month = take_month (&p);
      if (*month == 0)
        return FALSE;
      p = skip_blank (p);
      *day = take_number (&p, 2);
      if (*day < 0)
        return FALSE;
      p = skip_ordinal (p);
      if (!take_year (&p, year))
        return FALSE;
    }
  *end = p;
  return *year >= 1990 && *year <= 2100 && *month >= 1 && *month <= 12 && *day >= 1
         && *day <= g_date_get_days_in_month (*month, *year);
}

static const char *
next_word (const char *text)
{
  while (*text != '\0' && *text != ' ' && *text != '\n')
    text = g_utf8_next_char (text);
  while (*text == ' ')
    text++;
  return text;
}

static void
add_deadline (GPtrArray *deadlines, int year, int month, int day, const char *start, const char *end)
{
  RcDeadline *deadline;

  for (guint i = 0; i < deadlines->len; i++)
    {
      const RcDeadline *other = g_ptr_array_index (deadlines, i);

      if (other->year == year && other->month == month && other->day == day)
        return;
    }
  deadline = rc_deadline_new ();
  deadline->precision = RC_DEADLINE_DAY;
  deadline->year = year;
  deadline->month = month;
  deadline->day = day;
  deadline->verbatim = g_strstrip (g_strndup (start, MIN (end - start, MAX_VERBATIM)));
  g_ptr_array_add (deadlines, deadline);
}

/* The day that follows the word, in the same line and not far. */
static void
read_after_word (const char *start, const char *behind, GPtrArray *deadlines)
{
  const char *p = behind;

  p += strspn (p, " :-");
  for (guint i = 0; i < REACH && *p != '\0' && *p != '\n'; i++)
    {
      int year, month, day;
      const char *end, *word = p;

      word += strspn (word, "(:\"");
      if (rc_date_from_prose (word, &year, &month, &day, &end))
        {
          add_deadline (deadlines, year, month, day, start, end);
          return;
        }
      p = next_word (p);
    }
}

void
rc_deadlines_from_prose (const char *text, GPtrArray *deadlines)
{
  static const char *const words[] = { "deadline",     "closing date",    "apply by",    "due date",   "applications close",
                                       "date limite",  "clôture",         "срок подачи", "крайний срок", "дедлайн",
                                       "последний срок", "прием заявок до", "приём заявок до", "заявки принимаются до" };

  for (const char *p = text; *p != '\0' && deadlines->len < MAX_DEADLINES; p = g_utf8_next_char (p))
    {
      if (strchr ("dDaAcC", *p) == NULL && (guchar) *p != 0xd0 && (guchar) *p != 0xd1)
        continue;
      if (p != text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p))))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          gsize length = strlen (words[i]);
          g_autofree char *here = g_strndup (p, length);
          g_autofree char *valid = g_utf8_make_valid (here, -1);
          g_autofree char *lower = g_utf8_strdown (valid, -1);

          if (g_str_equal (lower, words[i]))
            read_after_word (p, p + length, deadlines);
        }
    }
}
