/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a page with their places; and which of them are no part of what is read. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include <math.h>
#include <string.h>

#include "documents/reflow-private.h"

#define EDGE_ROWS 2
#define MAX_EDGE 160 /* bytes of a running head */
#define MAX_LINE 20000 /* bytes of one line; a longer one is taken apart */

typedef struct
{
  const RcTextLayer *layer;
  guint run; /* the next that may hold the character */
} Reader;

static gboolean
is_box (const RcTextBox *box)
{
  return isfinite (box->x1) && isfinite (box->y1) && isfinite (box->x2) && isfinite (box->y2) && box->x2 > box->x1 &&
         box->y2 > box->y1 && fabsf (box->x1) < 1e6f && fabsf (box->y1) < 1e6f && fabsf (box->x2) < 1e6f && fabsf (box->y2) < 1e6f;
}

static const RcTextRun *
find_run (Reader *self, guint character)
{
  while (self->run < self->layer->n_runs && self->layer->runs[self->run].end <= character)
    self->run++;
  if (self->run < self->layer->n_runs && self->layer->runs[self->run].start <= character)
    return &self->layer->runs[self->run];
  return NULL;
}

/* Of characters first to last (excluded), which begin at `text`. */
static RcLine
measure (Reader *self, const char *text, const char *end, guint first, guint last)
{
  RcLine line = { .text = text, .length = end - text, .first = first, .last = last, .x1 = G_MAXFLOAT, .y1 = G_MAXFLOAT, .x2 = -G_MAXFLOAT, .y2 = -G_MAXFLOAT };
  guint n_boxes = 0, n_bold = 0, n_fixed = 0, n_right = 0, n_left = 0;
  double heights = 0, sizes = 0;
  guint n_sizes = 0;
  const char *p = text;

  for (guint i = first; i < last; i++, p = g_utf8_next_char (p))
    {
      const RcTextBox *box = &self->layer->boxes[i];
      const RcTextRun *run = find_run (self, i);
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        continue;
      if (rc_reflow_is_right (c))
        n_right++;
      else if (g_unichar_isalpha (c))
        n_left++;
      /* Of leaders to a number only that they are there. */
      line.n_letters += c != '.';
      if (run && run->size > 0 && run->size < 10000)
        {
          sizes += run->size;
          n_sizes++;
          n_bold += (run->flags & RC_TEXT_BOLD) != 0;
          n_fixed += (run->flags & RC_TEXT_FIXED) != 0;
        }
      if (!is_box (box))
        continue;
      line.x1 = MIN (line.x1, box->x1);
      line.y1 = MIN (line.y1, box->y1);
      line.x2 = MAX (line.x2, box->x2);
      line.y2 = MAX (line.y2, box->y2);
      heights += box->y2 - box->y1;
      n_boxes++;
    }
  if (n_boxes == 0)
    line.x1 = line.y1 = line.x2 = line.y2 = 0;
  else
    line.size = (float) (n_sizes > 0 ? sizes / n_sizes : heights / n_boxes * 0.85);
  line.bold = n_sizes > 0 && 5 * n_bold >= 4 * n_sizes;
  line.fixed = n_sizes > 0 && 5 * n_fixed >= 4 * n_sizes;
  line.right = n_right > n_left;
  return line;
}

/* Poppler now and then runs two lines, or two cells of a table, together. */
static gboolean
is_apart (const RcTextBox *box, const RcTextBox *before, gboolean blank, gunichar c)
{
  float height = MIN (box->y2 - box->y1, before->y2 - before->y1);
  float room = (blank ? 4 : 1.5f) * MAX (box->y2 - box->y1, before->y2 - before->y1);

  if (MIN (box->y2, before->y2) - MAX (box->y1, before->y1) < 0.1f * height)
    return TRUE;
  return !rc_reflow_is_right (c) && (box->x1 - before->x2 > room || before->x1 - box->x2 > room);
}

static void
line_clear (gpointer data)
{
  g_free (((RcLine *) data)->own);
}

static void
add_line (GArray *lines, Reader *reader, const char *start, const char *end, guint first, guint last)
{
  if (end > start && lines->len < RC_LINES_MOST)
    {
      RcLine line = measure (reader, start, end, first, last);

      if (line.n_letters > 0)
        g_array_append_val (lines, line);
    }
}

GArray *
rc_reflow_make_lines (const RcTextLayer *layer)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (RcLine));
  Reader reader = { layer, 0 };
  const char *start = layer->text;
  const RcTextBox *before = NULL;
  gboolean blank = FALSE, right = FALSE;
  guint first = 0, at = 0;

  g_array_set_clear_func (lines, line_clear);
  for (const char *p = layer->text; *p && at < layer->n_characters; p = g_utf8_next_char (p), at++)
    {
      gunichar c = g_utf8_get_char (p);
      const RcTextBox *box = &layer->boxes[at];

      if (c == '\n' || (c == ' ' && p - start >= MAX_LINE))
        {
          add_line (lines, &reader, start, p, first, at);
          start = p + 1;
          first = at + 1;
          before = NULL;
          continue;
        }
      if (g_unichar_isspace (c))
        {
          blank = TRUE;
          continue;
        }
      if (!is_box (box))
        continue;
      if (before && !right && is_apart (box, before, blank, c))
        {
          add_line (lines, &reader, start, p, first, at);
          start = p;
          first = at;
        }
      before = box;
      blank = FALSE;
      right = rc_reflow_is_right (c);
    }
  if (at > first)
    add_line (lines, &reader, start, g_utf8_offset_to_pointer (start, at - first), first, at);
  rc_reflow_mend_right (layer, lines);
  return lines;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const RcLine *first = *(const RcLine *const *) a, *second = *(const RcLine *const *) b;
  float one = first->y1 + first->y2, other = second->y1 + second->y2;

  if (one != other)
    return one < other ? -1 : 1;
  return first->x1 < second->x1 ? -1 : first->x1 > second->x1;
}

void
rc_reflow_number_rows (GArray *lines)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  const RcLine *head = NULL;
  guint row = 0;

  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (sorted, &g_array_index (lines, RcLine, i));
  g_ptr_array_sort (sorted, compare_places);
  for (guint i = 0; i < sorted->len; i++)
    {
      RcLine *line = sorted->pdata[i];
      float middle = (line->y1 + line->y2) / 2;

      if (!head || middle > head->y2 - 0.3f * (head->y2 - head->y1))
        {
          row++;
          head = line;
        }
      line->row = row;
    }
}

/* Words of a running head with "#" for every number, Roman ones too. */
static char *
make_key (const RcLine *line)
{
  GString *key = g_string_new (NULL);
  g_autofree char *text = g_strndup (line->text, MIN (line->length, MAX_EDGE));
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  g_auto (GStrv) words = g_strsplit_set (lower, " \t", -1);

  for (guint i = 0; words[i]; i++)
    {
      gboolean roman = *words[i] && strspn (words[i], "ivxlc") == strlen (words[i]);

      if (roman)
        g_string_append_c (key, '#');
      for (const char *p = words[i]; !roman && *p; p = g_utf8_next_char (p))
        if (!g_unichar_isdigit (g_utf8_get_char (p)))
          g_string_append_unichar (key, g_utf8_get_char (p));
        else if (key->len == 0 || key->str[key->len - 1] != '#')
          g_string_append_c (key, '#');
    }
  return g_string_free (key, FALSE);
}

static guint
count_rows (const GArray *lines)
{
  guint most = 0;

  for (guint i = 0; i < lines->len; i++)
    most = MAX (most, g_array_index (lines, RcLine, i).row);
  return most;
}

static gboolean
is_near_edge (const RcLine *line, guint n_rows)
{
  return line->row <= EDGE_ROWS || line->row + EDGE_ROWS > n_rows;
}

static gboolean
has_same (const GArray *lines, const RcLine *wanted, const char *key)
{
  guint n_rows = count_rows (lines);

  for (guint i = 0; i < lines->len; i++)
    {
      const RcLine *line = &g_array_index (lines, RcLine, i);
      g_autofree char *other = NULL;

      if (!is_near_edge (line, n_rows) || line->length > 2 * MAX_EDGE || fabsf (line->y1 - wanted->y1) > 1.5f * (wanted->y2 - wanted->y1) + 4 ||
          fabsf (line->size - wanted->size) > 0.2f * wanted->size)
        continue;
      other = make_key (line);
      if (strcmp (key, other) == 0)
        return TRUE;
    }
  return FALSE;
}

/* "12", "- 12 -", "xii", alone in the first or the last row and apart from the text. */
static gboolean
is_lonely_number (const GArray *lines, const RcLine *line, const char *key, guint n_rows)
{
  float nearest = G_MAXFLOAT;

  if ((line->row != 1 && line->row != n_rows) || n_rows < 4 || strspn (key, "#-–—|/[]().") != strlen (key) || !strchr (key, '#'))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const RcLine *other = &g_array_index (lines, RcLine, i);

      if (other == line)
        continue;
      if (other->row == line->row)
        return FALSE;
      nearest = MIN (nearest, MAX (other->y1 - line->y2, line->y1 - other->y2));
    }
  return nearest > 0.8f * (line->y2 - line->y1);
}

void
rc_reflow_mark_edges (GArray *lines, GArray *const *neighbours, guint n_neighbours)
{
  guint n_rows = count_rows (lines);

  for (guint i = 0; i < lines->len; i++)
    {
      RcLine *line = &g_array_index (lines, RcLine, i);
      g_autofree char *key = NULL;

      if (!is_near_edge (line, n_rows) || line->length > MAX_EDGE || line->y2 <= line->y1)
        continue;
      key = make_key (line);
      line->edge = is_lonely_number (lines, line, key, n_rows);
      for (guint n = 0; n < n_neighbours && !line->edge; n++)
        line->edge = neighbours[n] && has_same (neighbours[n], line, key);
    }
}
