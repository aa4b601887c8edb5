/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of text: where each line stands, drawn by Pango. Lines are found once for all pages, those of a page are shaped when it is drawn. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow-pages.h"

#include <glib/gi18n.h>
#include <string.h>

#include "renderer/flow-setter.h"
#include "renderer/pdf.h"

#define MARGIN_SIDE 54.0
#define MARGIN_TOP 60.0
#define BOTTOM (RC_FLOW_PAGE_HEIGHT - 60.0)
#define WIDTH (RC_FLOW_PAGE_WIDTH - 2 * MARGIN_SIDE)
#define WITH_HEADING 40.0 /* points that must follow a heading on its page */
#define SAMPLE 65536
#define MAX_OUTLINE_ITEMS 10000

typedef struct
{
  RcFlowLine is;
  float y; /* of its upper edge on the page */
} Line;

struct _RcFlowPages
{
  RcFlow *flow;         /* (owned) */
  RcFlowSetter *setter; /* (owned) */
  GArray *lines;        /* (owned) Line */
  GArray *firsts;       /* (owned) guint: the first line of each page */
  gboolean right_to_left;
};

/* Points before a block. */
static const double spaces[] = {
  [RC_RENDERER_BLOCK_PARAGRAPH] = 7, [RC_RENDERER_BLOCK_HEADING] = 14, [RC_RENDERER_BLOCK_ITEM] = 4, [RC_RENDERER_BLOCK_CAPTION] = 6,
  [RC_RENDERER_BLOCK_LINE] = 2,      [RC_RENDERER_BLOCK_NOTE] = 4,     [RC_RENDERER_BLOCK_FIXED] = 0,
};

static void
start_page (RcFlowPages *self, double *y)
{
  g_array_append_val (self->firsts, self->lines->len);
  *y = MARGIN_TOP;
}

static void
place_block (RcFlowPages *self, guint number, GArray *lines, double *y)
{
  const RcFlowBlock *block = &g_array_index (self->flow->blocks, RcFlowBlock, number);

  if (*y > MARGIN_TOP)
    *y += spaces[block->kind];
  if (block->kind == RC_RENDERER_BLOCK_HEADING && *y + WITH_HEADING > BOTTOM)
    start_page (self, y);
  g_array_set_size (lines, 0);
  rc_flow_setter_break (self->setter, number, lines);
  for (guint i = 0; i < lines->len; i++)
    {
      Line line = { .is = g_array_index (lines, RcFlowLine, i) };

      line.is.height = (float) CLAMP (line.is.height, 1, BOTTOM - MARGIN_TOP);
      if (*y + line.is.height > BOTTOM)
        start_page (self, y);
      line.y = (float) *y;
      g_array_append_val (self->lines, line);
      *y += line.is.height;
    }
}

static gboolean
goes_right_to_left (const RcFlow *flow)
{
  int balance = 0;

  for (const char *p = flow->text->str; *p && p < flow->text->str + SAMPLE; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        balance += rc_pdf_work_is_right_to_left (c) ? 1 : -1;
    }
  return balance > 0;
}

RcFlowPages *
rc_flow_pages_new (RcFlow *flow)
{
  RcFlowPages *self = g_new0 (RcFlowPages, 1);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (RcFlowLine));
  double y;

  self->flow = flow;
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->setter = rc_flow_setter_new (flow, WIDTH);
  self->right_to_left = goes_right_to_left (flow);
  start_page (self, &y);
  for (guint i = 0; i < flow->blocks->len; i++)
    place_block (self, i, lines, &y);
  return self;
}

void
rc_flow_pages_free (RcFlowPages *self)
{
  rc_flow_free (self->flow);
  g_array_unref (self->lines);
  g_array_unref (self->firsts);
  rc_flow_setter_free (self->setter);
  g_free (self);
}

guint
rc_flow_pages_get_n (const RcFlowPages *self)
{
  return self->firsts->len;
}

gboolean
rc_flow_pages_is_right_to_left (const RcFlowPages *self)
{
  return self->right_to_left;
}

static void
get_lines (const RcFlowPages *self, guint page, guint *first, guint *end)
{
  *first = g_array_index (self->firsts, guint, page);
  *end = page + 1 < self->firsts->len ? g_array_index (self->firsts, guint, page + 1) : self->lines->len;
}

typedef gboolean (*LineFunc) (const Line *line, const RcFlowSet *set, RcFlowPages *self, gpointer data);

/* Until the function says FALSE. */
static void
for_each_line (RcFlowPages *self, guint page, LineFunc func, gpointer data)
{
  guint first, end;
  gboolean more = TRUE;

  get_lines (self, page, &first, &end);
  for (guint i = first; more && i < end; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      RcFlowSet set;

      rc_flow_setter_set (self->setter, &line->is, &set);
      more = func (line, &set, self, data);
    }
}

static gboolean
draw_line (const Line *line, const RcFlowSet *set, RcFlowPages *self, gpointer data)
{
  cairo_t *cr = data;

  cairo_move_to (cr, MARGIN_SIDE + set->x, line->y + set->ascent);
  pango_cairo_show_layout_line (cr, set->glyphs);
  return TRUE;
}

void
rc_flow_pages_draw (RcFlowPages *self, guint page, cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  for_each_line (self, page, draw_line, cr);
}

static gboolean
append_line_text (const Line *line, const RcFlowSet *set, RcFlowPages *self, gpointer answer)
{
  return rc_answer_append (answer, set->text, line->is.length) && rc_answer_append (answer, "\n", 1);
}

/* The boxes and runs of a page, gathered beside its text. */
typedef struct
{
  GArray *boxes; /* (owned) RcRendererBox */
  GArray *runs;  /* (owned) RcRendererRun */
} Layer;

static guint32
get_flags (const RcFlowBlock *block)
{
  return (block->kind == RC_RENDERER_BLOCK_HEADING ? RC_RENDERER_RUN_BOLD : 0u) |
         (block->kind == RC_RENDERER_BLOCK_CAPTION ? RC_RENDERER_RUN_ITALIC : 0u) |
         (block->kind == RC_RENDERER_BLOCK_FIXED ? RC_RENDERER_RUN_FIXED : 0u);
}

/* Fills in where the letters of a line stand, run by run: asking Pango for each counts them anew from the paragraph's beginning. */
static void
place_letters (PangoLayoutLine *set, const char *text, float left, RcRendererBox *boxes)
{
  int x = 0;

  for (const GSList *link = set->runs; link; link = link->next)
    {
      PangoGlyphItem *run = link->data;
      gboolean rightward = run->item->analysis.level % 2 == 0;
      g_autofree int *widths = g_new0 (int, run->item->num_chars);
      int width = pango_glyph_string_get_width (run->glyphs);
      int at = rightward ? x : x + width;
      RcRendererBox *box = boxes + g_utf8_pointer_to_offset (text, text + run->item->offset - set->start_index);

      pango_glyph_item_get_logical_widths (run, text - set->start_index, widths);
      for (int i = 0; i < run->item->num_chars; i++, box++)
        {
          int next = rightward ? at + widths[i] : at - widths[i];

          box->x1 = left + (float) MIN (at, next) / PANGO_SCALE;
          box->x2 = left + (float) MAX (at, next) / PANGO_SCALE;
          at = next;
        }
      x += width;
    }
}

static gboolean
gather_line (const Line *line, const RcFlowSet *set, RcFlowPages *self, gpointer data)
{
  Layer *layer = data;
  const RcFlowBlock *block = &g_array_index (self->flow->blocks, RcFlowBlock, line->is.block);
  const float left = (float) (MARGIN_SIDE + set->x);
  RcRendererRun run = { layer->boxes->len, 0, (float) set->size, get_flags (block) };
  const RcRendererBox none = { 0 }, plain = { left, line->y, left, line->y + line->is.height };

  for (const char *p = set->text; p < set->text + line->is.length; p = g_utf8_next_char (p))
    g_array_append_val (layer->boxes, plain);
  place_letters (set->glyphs, set->text, left, &g_array_index (layer->boxes, RcRendererBox, run.start));
  run.end = layer->boxes->len;
  g_array_append_val (layer->runs, run);
  g_array_append_val (layer->boxes, none);
  return TRUE;
}

void
rc_flow_pages_layer (RcFlowPages *self, guint page, RcAnswer *answer)
{
  Layer layer = { g_array_new (FALSE, FALSE, sizeof (RcRendererBox)), g_array_new (FALSE, FALSE, sizeof (RcRendererRun)) };

  for_each_line (self, page, append_line_text, answer);
  answer->reply.a = (gint64) answer->reply.payload;
  for_each_line (self, page, gather_line, &layer);
  answer->reply.b = layer.boxes->len;
  answer->reply.x = layer.runs->len;
  if (!rc_answer_append (answer, layer.boxes->data, layer.boxes->len * sizeof (RcRendererBox)) ||
      !rc_answer_append (answer, layer.runs->data, layer.runs->len * sizeof (RcRendererRun)))
    rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, N_("the page has too many characters"));
  g_array_unref (layer.boxes);
  g_array_unref (layer.runs);
}

void
rc_flow_pages_blocks (RcFlowPages *self, guint page, RcAnswer *answer)
{
  guint first, end;

  get_lines (self, page, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const RcFlowBlock *block = &g_array_index (self->flow->blocks, RcFlowBlock, line->is.block);
      const RcRendererBlock head = { block->kind, block->level, (guint32) block->length, line->y };

      if (line->is.index == 0 && (!rc_answer_append (answer, &head, sizeof head) ||
                               !rc_answer_append (answer, self->flow->text->str + block->start, block->length)))
        break;
    }
}

void
rc_flow_pages_outline (RcFlowPages *self, RcAnswer *answer)
{
  guint n_items = 0;

  for (guint page = 0; page < self->firsts->len; page++)
    {
      guint first, end;

      get_lines (self, page, &first, &end);
      for (guint i = first; i < end && n_items < MAX_OUTLINE_ITEMS; i++)
        {
          const Line *line = &g_array_index (self->lines, Line, i);
          const RcFlowBlock *block = &g_array_index (self->flow->blocks, RcFlowBlock, line->is.block);

          if (line->is.index > 0 || block->kind != RC_RENDERER_BLOCK_HEADING)
            continue;
          n_items++;
          rc_answer_append_printf (answer, "%u\t%u\t%d\t%.*s\n", MAX (block->level, 1) - 1, page, (int) line->y,
                                   (int) block->length, self->flow->text->str + block->start);
        }
    }
}
