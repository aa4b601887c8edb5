/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of a page made of its lines: where one begins, and what it is. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include <math.h>
#include <string.h>

#include "documents/reflow-private.h"

#define MAX_HEADING 200 /* letters */
#define CELL_GAP "\xe2\x80\x83" /* U+2003 */

typedef struct
{
  float left, right, step; /* of the group */
  gboolean hanging;        /* most lines are set in from the first */
} Shape;

void
rc_reflow_draft_clear (gpointer data)
{
  RcReflowDraft *draft = data;

  g_clear_pointer (&draft->block, rc_block_free);
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float first = *(const float *) a, second = *(const float *) b;

  return first < second ? -1 : first > second;
}

static const RcLine *
get_line (const RcReflowPage *page, const GArray *order, guint at)
{
  return &g_array_index (page->lines, RcLine, g_array_index (order, guint, at));
}

/* Lines first to last (excluded) are of one group. */
static Shape
measure_shape (const RcReflowPage *page, const GArray *order, guint first, guint last)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (float));
  const RcLine *head = get_line (page, order, first);
  Shape shape = { head->x1, head->x2, 0, FALSE };
  guint n_in = 0;

  for (guint i = first; i < last; i++)
    {
      const RcLine *line = get_line (page, order, i);

      shape.left = MIN (shape.left, line->x1);
      shape.right = MAX (shape.right, line->x2);
      if (i > first && line->row != get_line (page, order, i - 1)->row)
        {
          float step = (line->y1 + line->y2 - get_line (page, order, i - 1)->y1 - get_line (page, order, i - 1)->y2) / 2;

          g_array_append_val (steps, step);
        }
    }
  for (guint i = first; i < last; i++)
    {
      const RcLine *line = get_line (page, order, i);

      n_in += line->right ? shape.right - line->x2 > 0.8f * line->size : line->x1 - shape.left > 0.8f * line->size;
    }
  shape.hanging = last - first > 3 && 5 * n_in > 3 * (last - first);
  /* Of two steps the smaller is that of lines. */
  g_array_sort (steps, compare_floats);
  shape.step = steps->len > 0 ? g_array_index (steps, float, (steps->len - 1) / 2) : 1.3f * (head->y2 - head->y1);
  return shape;
}

/* How far a line is set in, and how much room there is behind it. */
static float
get_indent (const RcLine *line, const Shape *shape)
{
  return line->right ? shape->right - line->x2 : line->x1 - shape->left;
}

static float
get_rest (const RcLine *line, const Shape *shape)
{
  return line->right ? line->x1 - shape->left : shape->right - line->x2;
}

static float
get_first_word_width (const RcLine *line)
{
  const char *blank = memchr (line->text, ' ', line->length);
  gsize length = blank ? (gsize) (blank - line->text) : line->length;

  return (line->x2 - line->x1) * (float) length / (float) MAX (line->length, 1);
}

static int
get_heading_level (const RcReflowPage *page, const RcLine *line)
{
  float ratio = page->body > 0 ? line->size / page->body : 1;

  if (ratio >= 1.6f)
    return 1;
  if (ratio >= 1.3f)
    return 2;
  if (ratio >= 1.12f)
    return 3;
  return line->bold && !page->mostly_bold && ratio > 0.95f ? 4 : 0;
}

static gboolean
ends_in_hyphen (const RcLine *line)
{
  return line->length > 1 && (line->text[line->length - 1] == '-' || g_str_has_suffix (line->text, "\u00ad"));
}

/* "Contents . . . . . 5" */
static gboolean
ends_in_leaders (const RcLine *line)
{
  const char *end = line->text + line->length;
  guint n_points = 0;

  while (end > line->text && (g_ascii_isdigit (end[-1]) || end[-1] == ' '))
    end--;
  for (; end > line->text && (end[-1] == '.' || end[-1] == ' '); end--)
    n_points += end[-1] == '.';
  return n_points > 3;
}

/* As lines of contents without leaders. */
static gboolean
ends_in_number (const RcLine *line)
{
  const char *last = g_utf8_find_prev_char (line->text, line->text + line->length);

  return last && g_unichar_isdigit (g_utf8_get_char (last)) && line->length < 200;
}

/* Whether a new block begins with this line, which is not the first of its group. */
static gboolean
begins_block (const RcReflowPage *page, const RcLine *line, const RcLine *before, const Shape *shape, gboolean before_is_first, gboolean in_item)
{
  int level = get_heading_level (page, line);
  float step = (line->y1 + line->y2 - before->y1 - before->y2) / 2;
  float in = get_indent (line, shape), in_before = get_indent (before, shape), rest = get_rest (before, shape);

  if (line->row == before->row)
    return FALSE;
  /* A word in two lines is one, also where only the first of them is bold. */
  if (ends_in_hyphen (before) && fabsf (line->size - before->size) <= 0.12f * before->size && step <= 1.35f * shape->step)
    return FALSE;
  if (level != get_heading_level (page, before) || fabsf (line->size - before->size) > 0.12f * before->size)
    return TRUE;
  if (step > 1.35f * shape->step)
    return TRUE;
  if (ends_in_leaders (before) || (ends_in_number (line) && ends_in_number (before)) || (line->fixed && before->fixed))
    return TRUE;
  if (level > 0)
    return FALSE;
  if (rc_reflow_item_mark (line->text, line->length) > 0 && (in_item || rest > 2 * line->size || rc_reflow_item_mark (line->text, 4) == 0 ||
                                                             !g_unichar_isdigit (g_utf8_get_char (line->text))))
    return TRUE;
  if (in > in_before + 0.8f * line->size && !in_item && !shape->hanging && in < 8 * line->size)
    return TRUE;
  /* Two short paragraphs, both set in. */
  if (in > 0.8f * line->size && fabsf (in - in_before) < 0.3f * line->size && before_is_first && !in_item && !shape->hanging &&
      before->length > 0 && strchr (".!?", before->text[before->length - 1]))
    return TRUE;
  if (in < in_before - 0.8f * line->size && (!before_is_first || in_item) && (shape->hanging || in_item))
    return TRUE;
  /* The next word would have had room behind the line before. */
  return rest > get_first_word_width (line) + 1.5f * line->size && rest > 0.12f * (shape->right - shape->left) &&
         !rc_reflow_begins_low (line->text) && !rc_reflow_is_caseless (g_utf8_get_char (line->text)) ? TRUE
         : rest > 0.25f * (shape->right - shape->left) && rc_reflow_is_caseless (g_utf8_get_char (line->text));
}

static void
judge_kind (const RcReflowPage *page, RcReflowDraft *draft, const RcLine *line, guint n_lines)
{
  RcBlock *block = draft->block;
  int level = get_heading_level (page, line);
  glong n_letters = g_utf8_strlen (block->text, -1);
  gunichar first = g_utf8_get_char (block->text);

  if (rc_reflow_is_caption (block->text) && n_letters < 2 * MAX_HEADING)
    block->kind = RC_BLOCK_CAPTION;
  else if (level > 0 && n_letters <= MAX_HEADING && n_letters > 1 && (level < 4 || (n_lines <= 3 && !g_str_has_suffix (block->text, "."))))
    {
      block->kind = RC_BLOCK_HEADING;
      block->level = level;
    }
  else if (page->body > 0 && line->size < 0.92f * page->body && (g_unichar_isdigit (first) || first == '*' || first == 0x2020))
    block->kind = RC_BLOCK_NOTE;
  else if (rc_reflow_item_mark (block->text, strlen (block->text)) > 0)
    block->kind = RC_BLOCK_ITEM;
}

/* Lines first to last (excluded), of one group, as one block. */
static void
add_block (const RcReflowPage *page, GArray *drafts, const GArray *order, guint first, guint last, const Shape *shape)
{
  const RcLine *head = get_line (page, order, first), *tail = get_line (page, order, last - 1);
  gboolean row = head->table || (head->fixed && last - first == 1) || ends_in_leaders (tail);
  GString *text = g_string_new (NULL);
  RcReflowDraft draft = { NULL, head->size, get_rest (tail, shape) < 0.2f * (shape->right - shape->left) };

  for (guint i = first; i < last; i++)
    {
      const RcLine *line = get_line (page, order, i);

      if (head->table && i > first)
        g_string_append (text, CELL_GAP);
      rc_reflow_append_line (text, line->text, line->length, page->layer->text);
    }
  draft.block = rc_block_new (row ? RC_BLOCK_LINE : RC_BLOCK_PARAGRAPH, 0, head->y1, text->str);
  g_string_free (text, TRUE);
  if (!row)
    judge_kind (page, &draft, head, last - first);
  g_array_append_val (drafts, draft);
}

static void
add_group (const RcReflowPage *page, GArray *drafts, const GArray *order, guint first, guint last)
{
  Shape shape = measure_shape (page, order, first, last);
  guint start = first;

  for (guint i = first + 1; i <= last; i++)
    {
      const RcLine *before = get_line (page, order, i - 1), *head = get_line (page, order, start);

      if (i < last)
        {
          const RcLine *line = get_line (page, order, i);
          gboolean in_item = rc_reflow_item_mark (head->text, head->length) > 0;

          if (line->table ? line->row == before->row : !begins_block (page, line, before, &shape, i - 1 == start, in_item))
            continue;
        }
      add_block (page, drafts, order, start, i, &shape);
      start = i;
    }
}

GArray *
rc_reflow_draft_blocks (RcReflowPage *page, float body)
{
  GArray *drafts = g_array_new (FALSE, FALSE, sizeof (RcReflowDraft));
  g_autoptr (GArray) order = NULL;
  guint n_bold = 0, n_letters = 0;

  g_array_set_clear_func (drafts, rc_reflow_draft_clear);
  page->body = body;
  for (guint i = 0; i < page->lines->len; i++)
    {
      const RcLine *line = &g_array_index (page->lines, RcLine, i);

      n_letters += line->n_letters;
      n_bold += line->bold ? line->n_letters : 0;
    }
  page->mostly_bold = 5 * n_bold > 2 * n_letters;
  rc_reflow_mark_tables (page->lines);
  order = rc_reflow_order (page->lines);
  for (guint first = 0; first < order->len;)
    {
      guint last = first + 1;

      while (last < order->len && get_line (page, order, last)->group == get_line (page, order, first)->group)
        last++;
      add_group (page, drafts, order, first, last);
      first = last;
    }
  return drafts;
}
