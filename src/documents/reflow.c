/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks of a page made of its lines, and joined with those of the pages around it. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/reflow.h"

#include <math.h>
#include <string.h>

#include "documents/reflow-private.h"

#define EDGE_REACH 2
#define MAX_HEADING 200 /* letters */
#define MAX_BLOCK 6000  /* bytes: a longer one is parted, for whoever lays it out */
#define MAX_BLOCKS 5000 /* of a page */
#define CELL_GAP "\xe2\x80\x83" /* U+2003 */

G_STATIC_ASSERT (RC_REFLOW_REACH == EDGE_REACH + 1);

/* One block, and what is known of it while the page is read. */
typedef struct
{
  RcBlock *block;
  float size;
  gboolean full; /* its last line went to the end of its column */
} Draft;

typedef struct
{
  const RcTextLayer *layer;
  GArray *lines; /* RcLine */
  float body;    /* size of most of the text */
  gboolean mostly_bold;
} Page;

typedef struct
{
  float left, right, step; /* of the group */
  gboolean hanging;        /* most lines are set in from the first */
} Shape;

RcBlock *
rc_block_new (RcBlockKind kind, int level, float y, const char *text)
{
  RcBlock *self = g_new (RcBlock, 1);

  *self = (RcBlock){ kind, level, y, g_strdup (text) };
  return self;
}

void
rc_block_free (RcBlock *self)
{
  g_free (self->text);
  g_free (self);
}

static void
draft_clear (gpointer data)
{
  Draft *draft = data;

  g_clear_pointer (&draft->block, rc_block_free);
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float first = *(const float *) a, second = *(const float *) b;

  return first < second ? -1 : first > second;
}

/* --- one page --- */

/* The size that most letters of these pages have. */
static float
find_body_size (const Page *pages, guint n_pages)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;
  guint best = 0;
  float size = 0;

  for (guint i = 0; i < n_pages; i++)
    for (guint j = 0; pages[i].lines && j < pages[i].lines->len; j++)
      {
        const RcLine *line = &g_array_index (pages[i].lines, RcLine, j);
        gpointer rounded = GINT_TO_POINTER ((int) lroundf (MIN (line->size, 1e6f) * 2));

        g_hash_table_insert (counts, rounded, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, rounded)) + line->n_letters));
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (value) > best || (GPOINTER_TO_UINT (value) == best && GPOINTER_TO_INT (key) / 2.0f < size))
      {
        best = GPOINTER_TO_UINT (value);
        size = (float) GPOINTER_TO_INT (key) / 2;
      }
  return size;
}

static const RcLine *
get_line (const Page *page, const GArray *order, guint at)
{
  return &g_array_index (page->lines, RcLine, g_array_index (order, guint, at));
}

/* Lines first to last (excluded) are of one group. */
static Shape
measure_shape (const Page *page, const GArray *order, guint first, guint last)
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
get_heading_level (const Page *page, const RcLine *line)
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
begins_block (const Page *page, const RcLine *line, const RcLine *before, const Shape *shape, gboolean before_is_first, gboolean in_item)
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
judge_kind (const Page *page, Draft *draft, const RcLine *line, guint n_lines)
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
add_block (const Page *page, GArray *drafts, const GArray *order, guint first, guint last, const Shape *shape)
{
  const RcLine *head = get_line (page, order, first), *tail = get_line (page, order, last - 1);
  gboolean row = head->table || (head->fixed && last - first == 1) || ends_in_leaders (tail);
  GString *text = g_string_new (NULL);
  Draft draft = { NULL, head->size, get_rest (tail, shape) < 0.2f * (shape->right - shape->left) };

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
add_group (const Page *page, GArray *drafts, const GArray *order, guint first, guint last)
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

static gboolean
is_text (RcBlockKind kind)
{
  return kind == RC_BLOCK_PARAGRAPH || kind == RC_BLOCK_ITEM;
}

static gboolean
ends_in_digit (const char *text)
{
  return *text && g_unichar_isdigit (g_utf8_get_char (g_utf8_prev_char (text + strlen (text))));
}

/* A paragraph that broke off goes on here: over the end of a column or a page. */
static gboolean
goes_on (const Draft *from, const Draft *to)
{
  gunichar first = g_utf8_get_char (to->block->text);

  if (!is_text (from->block->kind) || to->block->kind != RC_BLOCK_PARAGRAPH || !*from->block->text || !*to->block->text ||
      fabsf (from->size - to->size) > 0.12f * from->size || rc_reflow_ends_sentence (from->block->text))
    return FALSE;
  return g_unichar_islower (first) || (from->full && ((rc_reflow_is_caseless (first) && !ends_in_digit (from->block->text)) || g_str_has_suffix (from->block->text, ","))) ||
         g_str_has_suffix (from->block->text, "-") || g_str_has_suffix (from->block->text, "\u00ad");
}

static void
join (RcBlock *block, const char *text, const char *page)
{
  GString *joined = g_string_new (block->text);

  rc_reflow_append_line (joined, text, strlen (text), page);
  g_free (block->text);
  block->text = g_string_free (joined, FALSE);
}

/* A large first letter stands by itself: "T", "he town". */
static gboolean
is_first_letter (const Draft *draft, const Draft *next)
{
  return next && *draft->block->text && *g_utf8_next_char (draft->block->text) == '\0' && g_unichar_isalpha (g_utf8_get_char (draft->block->text)) &&
         draft->size > 1.5f * next->size && next->block->kind == RC_BLOCK_PARAGRAPH;
}

static void
join_within_page (GArray *drafts, const char *page)
{
  guint kept = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      Draft *draft = &g_array_index (drafts, Draft, i);
      Draft *before = kept > 0 ? &g_array_index (drafts, Draft, kept - 1) : NULL;
      Draft *next = i + 1 < drafts->len ? &g_array_index (drafts, Draft, i + 1) : NULL;

      if (is_first_letter (draft, next))
        {
          char *text = g_strconcat (draft->block->text, next->block->text, NULL);

          g_free (next->block->text);
          next->block->text = text;
          draft_clear (draft);
          continue;
        }
      if (before && goes_on (before, draft))
        {
          join (before->block, draft->block->text, page);
          before->full = draft->full;
          draft_clear (draft);
          continue;
        }
      if (kept != i)
        {
          g_array_index (drafts, Draft, kept) = *draft;
          draft->block = NULL;
        }
      kept++;
    }
  g_array_set_size (drafts, kept);
}

/* Notes go to the end, in their order. */
static void
move_notes (GArray *drafts)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (Draft));
  guint kept = 0;

  for (guint i = 0; i < drafts->len; i++)
    {
      Draft draft = g_array_index (drafts, Draft, i);

      if (draft.block->kind == RC_BLOCK_NOTE)
        g_array_append_val (notes, draft);
      else
        g_array_index (drafts, Draft, kept++) = draft;
    }
  for (guint i = 0; i < notes->len; i++)
    g_array_index (drafts, Draft, kept++) = g_array_index (notes, Draft, i);
}

/* (transfer full) of Draft */
static GArray *
draft_page (Page *page, float body)
{
  GArray *drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  g_autoptr (GArray) order = NULL;
  guint n_bold = 0, n_letters = 0;

  g_array_set_clear_func (drafts, draft_clear);
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
  join_within_page (drafts, page->layer->text);
  move_notes (drafts);
  return drafts;
}

/* --- and its neighbours --- */

/* The last block that is text, before notes and captions; NULL: none. */
static Draft *
find_last (GArray *drafts)
{
  for (guint i = drafts->len; i-- > 0;)
    {
      Draft *draft = &g_array_index (drafts, Draft, i);

      if (is_text (draft->block->kind))
        return draft;
      if (draft->block->kind == RC_BLOCK_HEADING)
        return NULL;
    }
  return NULL;
}

/* The first block of `next` belongs to the page before. One that is all of its page stays. */
static gboolean
moves_back (GArray *drafts, GArray *next)
{
  Draft *last = find_last (drafts);

  return last && next->len > 0 && &g_array_index (next, Draft, 0) != find_last (next) && goes_on (last, &g_array_index (next, Draft, 0));
}

static void
mark_edges (Page *pages, guint n_pages, guint at)
{
  g_autoptr (GPtrArray) neighbours = g_ptr_array_new ();

  for (guint i = at > EDGE_REACH ? at - EDGE_REACH : 0; i < n_pages && i <= at + EDGE_REACH; i++)
    if (i != at)
      g_ptr_array_add (neighbours, pages[i].lines);
  rc_reflow_mark_edges (pages[at].lines, (GArray *const *) neighbours->pdata, neighbours->len);
}

/* Takes the block; what is too long for one comes as several, parted between words where there are any. */
static void
add_parts (GPtrArray *blocks, RcBlock *block)
{
  const char *text = block->text;

  while (strlen (text) > MAX_BLOCK && blocks->len < MAX_BLOCKS)
    {
      const char *end = g_utf8_find_prev_char (text, text + MAX_BLOCK);
      const char *blank = g_strrstr_len (text, end - text, " ");
      g_autofree char *part = NULL;

      if (blank && blank > text + MAX_BLOCK / 2)
        end = blank;
      part = g_strndup (text, end - text);
      g_ptr_array_add (blocks, rc_block_new (block->kind, block->level, block->y, part));
      text = *end == ' ' ? end + 1 : end;
    }
  if (text == block->text && blocks->len < MAX_BLOCKS)
    g_ptr_array_add (blocks, block);
  else
    {
      if (blocks->len < MAX_BLOCKS)
        g_ptr_array_add (blocks, rc_block_new (block->kind, block->level, block->y, text));
      rc_block_free (block);
    }
}

GPtrArray *
rc_reflow (const RcTextLayer *const *layers, guint n_pages, guint at)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_block_free);
  g_autofree Page *pages = g_new0 (Page, n_pages);
  GArray *drafts[3] = { NULL }; /* of the page before, this one, the next */
  float body;

  g_return_val_if_fail (at < n_pages && layers[at], blocks);
  for (guint i = 0; i < n_pages; i++)
    if (layers[i])
      {
        pages[i] = (Page){ layers[i], rc_reflow_make_lines (layers[i]), 0, FALSE };
        rc_reflow_number_rows (pages[i].lines);
      }
  body = find_body_size (pages, n_pages);
  for (guint i = 0; i < 3; i++)
    {
      guint page = at + i - 1;

      if (at + i < 1 || page >= n_pages || !pages[page].lines)
        continue;
      mark_edges (pages, n_pages, page);
      drafts[i] = draft_page (&pages[page], body);
    }
  if (drafts[0] && moves_back (drafts[0], drafts[1]))
    g_array_remove_index (drafts[1], 0);
  if (drafts[2] && moves_back (drafts[1], drafts[2]))
    join (find_last (drafts[1])->block, g_array_index (drafts[2], Draft, 0).block->text, layers[at]->text);
  for (guint i = 0; i < drafts[1]->len; i++)
    add_parts (blocks, g_steal_pointer (&g_array_index (drafts[1], Draft, i).block));
  for (guint i = 0; i < 3; i++)
    g_clear_pointer (&drafts[i], g_array_unref);
  for (guint i = 0; i < n_pages; i++)
    g_clear_pointer (&pages[i].lines, g_array_unref);
  return blocks;
}
