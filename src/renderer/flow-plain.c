/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text: lines that somebody broke by hand become paragraphs again, tables and lists stay as they were typed. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow.h"

#include <string.h>

#define LEAST_LENGTH 50 /* characters of a line that is filled: shorter ones are broken on purpose */
#define MAX_HEADING 70

typedef struct
{
  const char *start;
  gsize length; /* bytes, without the line's end */
  glong n_characters;
  guint indent; /* characters */
} Line;

static Line
measure_line (const char *start, gsize length)
{
  Line line = { start, length, 0, 0 };

  while (line.length > 0 && (start[line.length - 1] == ' ' || start[line.length - 1] == '\t'))
    line.length--;
  line.n_characters = g_utf8_strlen (start, (gssize) line.length);
  while (line.indent < line.length && (start[line.indent] == ' ' || start[line.indent] == '\t'))
    line.indent++;
  return line;
}

/* Frames, and columns: blanks side by side within the line. */
static gboolean
is_drawn (const Line *line)
{
  const char *end = line->start + line->length;
  guint n_blanks = 0;

  for (const char *p = line->start + line->indent; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c >= 0x2500 && c <= 0x259f) || c == '|')
        return TRUE;
      n_blanks = c == '\t' ? 4 : c == ' ' ? n_blanks + 1 : 0;
      if (n_blanks >= 4)
        return TRUE;
    }
  return FALSE;
}

/* A list's mark: a dash, a dot, a number. */
static gboolean
has_mark (const Line *line)
{
  const char *p = line->start + line->indent;
  const char *digits = p;

  if (g_str_has_prefix (p, "- ") || g_str_has_prefix (p, "* ") || g_str_has_prefix (p, "• ") || g_str_has_prefix (p, "– "))
    return TRUE;
  while (g_ascii_isdigit (*p))
    p++;
  return p > digits && p - digits <= 3 && (*p == '.' || *p == ')') && p[1] == ' ';
}

/* Lines that belong together are filled but for the last. Text justified by blanks has two of them here and there. */
static gboolean
is_prose (const Line *lines, guint n_lines)
{
  guint n_filled = 0, n_drawn = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      n_filled += lines[i].n_characters >= LEAST_LENGTH;
      n_drawn += is_drawn (&lines[i]);
    }
  return n_drawn * 4 < n_lines && (n_lines == 1 || n_filled * 3 >= (n_lines - 1) * 2);
}

static gboolean
is_upper_case (const Line *line)
{
  guint n = 0;

  for (const char *p = line->start; p < line->start + line->length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      n += g_unichar_isupper (c);
    }
  return n >= 4;
}

/* A word that a hyphen divides at the end of a line is one; one with a hyphen of its own keeps it. */
static void
append_line (GString *paragraph, const Line *line)
{
  const char *start = line->start + line->indent;
  const char *last = paragraph->len > 1 ? g_utf8_find_prev_char (paragraph->str, paragraph->str + paragraph->len - 1) : NULL;
  gboolean divided = last && paragraph->str[paragraph->len - 1] == '-' && g_unichar_islower (g_utf8_get_char (last))
                     && g_unichar_islower (g_utf8_get_char (start));

  if (divided)
    g_string_truncate (paragraph, paragraph->len - 1);
  else if (paragraph->len > 0)
    g_string_append_c (paragraph, ' ');
  g_string_append_len (paragraph, start, (gssize) (line->length - line->indent));
}

static gboolean
add_prose (RcFlow *self, const Line *lines, guint n_lines)
{
  g_autoptr (GString) paragraph = g_string_new (NULL);
  RcRendererBlockKind kind = RC_RENDERER_BLOCK_PARAGRAPH;

  for (guint i = 0; i < n_lines; i++)
    {
      gboolean item = has_mark (&lines[i]);

      /* A first line that is set in begins a paragraph. */
      if (i > 0 && (item || (lines[i].indent >= lines[i - 1].indent + 2 && lines[i].indent <= 8)))
        {
          if (!rc_flow_add (self, kind, 0, paragraph->str, paragraph->len))
            return FALSE;
          g_string_truncate (paragraph, 0);
        }
      if (paragraph->len == 0)
        kind = item ? RC_RENDERER_BLOCK_ITEM : RC_RENDERER_BLOCK_PARAGRAPH;
      append_line (paragraph, &lines[i]);
    }
  return rc_flow_add (self, kind, 0, paragraph->str, paragraph->len);
}

/* What stands between two empty lines. */
static gboolean
add_lines (RcFlow *self, const Line *lines, guint n_lines)
{
  if (n_lines == 0)
    return TRUE;
  if (n_lines == 1 && lines->n_characters <= MAX_HEADING && is_upper_case (lines) && !is_drawn (lines))
    return rc_flow_add (self, RC_RENDERER_BLOCK_HEADING, 2, lines->start, lines->length);
  if (is_prose (lines, n_lines))
    return add_prose (self, lines, n_lines);
  for (guint i = 0; i < n_lines; i++)
    {
      gboolean drawn = is_drawn (&lines[i]);

      if (!rc_flow_add (self, drawn ? RC_RENDERER_BLOCK_FIXED : RC_RENDERER_BLOCK_LINE, 0, lines[i].start, lines[i].length))
        return FALSE;
    }
  return TRUE;
}

gboolean
rc_flow_read_plain (RcFlow *self, const char *bytes, gsize size, const char *charset, GError **error)
{
  g_autofree char *text = rc_flow_decode (bytes, MIN (size, 2 * RC_FLOW_MAX_BYTES), charset);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gboolean more = TRUE;

  for (const char *p = text; more && *p;)
    {
      gsize length = strcspn (p, "\r\n\f");
      Line line = measure_line (p, length);
      gboolean new_page = p[length] == '\f';

      if (line.indent < line.length)
        g_array_append_val (lines, line);
      p += length;
      p += p[0] == '\r' && p[1] == '\n' ? 2 : *p != '\0';
      if (line.indent < line.length && !new_page && *p)
        continue;
      more = add_lines (self, (const Line *) (gpointer) lines->data, lines->len);
      g_array_set_size (lines, 0);
    }
  if (more)
    add_lines (self, (const Line *) (gpointer) lines->data, lines->len);
  return TRUE;
}
