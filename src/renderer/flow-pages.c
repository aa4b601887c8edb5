/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of text: where each line stands, drawn by Pango. Lines are found once for all pages; to draw a page its few blocks are laid
 * out anew. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow-pages.h"

#include <pango/pangocairo.h>
#include <string.h>

#include "renderer/pdf.h"

#define MARGIN_SIDE 54.0
#define MARGIN_TOP 60.0
#define BOTTOM (RC_FLOW_PAGE_HEIGHT - 60.0)
#define WIDTH (RC_FLOW_PAGE_WIDTH - 2 * MARGIN_SIDE)
#define INDENT 14.0 /* of the second line of an item */
#define WITH_HEADING 40.0 /* points that must follow a heading on its page */
#define SAMPLE 65536
#define MAX_OUTLINE_ITEMS 10000

typedef struct
{
  guint block;
  guint index; /* of the line in its block */
  float y;     /* of its upper edge on the page */
} Line;

struct _RcFlowPages
{
  RcFlow *flow;  /* (owned) */
  GArray *lines; /* (owned) Line */
  GArray *firsts; /* (owned) guint: the first line of each page */
  PangoContext *context; /* (owned) */
  PangoLayout *layout;   /* (owned) of the block looked at last */
  guint laid_out;        /* that block and one more; 0: none */
  gboolean right_to_left;
};

static const struct
{
  const char *font;
  double space; /* points before it */
} looks[] = {
  [RC_RENDERER_BLOCK_PARAGRAPH] = { "Noto Serif, serif 11", 7 }, [RC_RENDERER_BLOCK_HEADING] = { "Noto Sans, sans bold 11", 14 },
  [RC_RENDERER_BLOCK_ITEM] = { "Noto Serif, serif 11", 4 },      [RC_RENDERER_BLOCK_CAPTION] = { "Noto Serif, serif italic 10", 6 },
  [RC_RENDERER_BLOCK_LINE] = { "Noto Serif, serif 11", 2 },      [RC_RENDERER_BLOCK_NOTE] = { "Noto Serif, serif 9", 4 },
  [RC_RENDERER_BLOCK_FIXED] = { "Noto Sans Mono, monospace 9.5", 0 },
};

static const double heading_sizes[] = { 18, 15, 13, 12 };

static PangoContext *
make_context (void)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Lines break alike at every scale. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

static double
get_size (const RcFlowBlock *block, PangoFontDescription *font)
{
  if (block->kind == RC_RENDERER_BLOCK_HEADING)
    pango_font_description_set_absolute_size (font, heading_sizes[CLAMP (block->level, 1, G_N_ELEMENTS (heading_sizes)) - 1] * PANGO_SCALE);
  return pango_font_description_get_size (font) / (double) PANGO_SCALE;
}

/* Borrowed, until the next one. */
static PangoLayout *
lay_out (RcFlowPages *self, guint number)
{
  const RcFlowBlock *block = &g_array_index (self->flow->blocks, RcFlowBlock, number);
  PangoFontDescription *font;

  if (self->laid_out == number + 1)
    return self->layout;
  font = pango_font_description_from_string (looks[block->kind].font);
  get_size (block, font);
  pango_layout_set_font_description (self->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (self->layout, (int) (WIDTH * PANGO_SCALE));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_indent (self->layout, block->kind == RC_RENDERER_BLOCK_ITEM ? (int) (-INDENT * PANGO_SCALE) : 0);
  pango_layout_set_text (self->layout, self->flow->text->str + block->start, (int) block->length);
  self->laid_out = number + 1;
  return self->layout;
}

static void
start_page (RcFlowPages *self, double *y)
{
  g_array_append_val (self->firsts, self->lines->len);
  *y = MARGIN_TOP;
}

static void
place_block (RcFlowPages *self, guint number, double *y)
{
  const RcFlowBlock *block = &g_array_index (self->flow->blocks, RcFlowBlock, number);
  PangoLayoutIter *iter = pango_layout_get_iter (lay_out (self, number));
  Line line = { .block = number };

  if (*y > MARGIN_TOP)
    *y += looks[block->kind].space;
  if (block->kind == RC_RENDERER_BLOCK_HEADING && *y + WITH_HEADING > BOTTOM)
    start_page (self, y);
  do
    {
      PangoRectangle extents;
      double height;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      height = CLAMP (extents.height / (double) PANGO_SCALE, 1, BOTTOM - MARGIN_TOP);
      if (*y + height > BOTTOM)
        start_page (self, y);
      line.y = (float) *y;
      g_array_append_val (self->lines, line);
      line.index++;
      *y += height;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
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
  double y;

  self->flow = flow;
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->context = make_context ();
  self->layout = pango_layout_new (self->context);
  self->right_to_left = goes_right_to_left (flow);
  start_page (self, &y);
  for (guint i = 0; i < flow->blocks->len; i++)
    place_block (self, i, &y);
  return self;
}

void
rc_flow_pages_free (RcFlowPages *self)
{
  rc_flow_free (self->flow);
  g_array_unref (self->lines);
  g_array_unref (self->firsts);
  g_object_unref (self->layout);
  g_object_unref (self->context);
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

/* A line as it stands. */
typedef struct
{
  const Line *line;
  const RcFlowBlock *block;
  PangoLayoutLine *set; /* borrowed from the layout */
  PangoRectangle extents; /* logical, from the layout's origin */
  int baseline;
} Standing;

typedef gboolean (*LineFunc) (RcFlowPages *self, const Standing *standing, gpointer data);

/* Until the function says FALSE. */
static void
for_each_line (RcFlowPages *self, guint page, LineFunc func, gpointer data)
{
  PangoLayoutIter *iter = NULL;
  guint first, end, before = 0, at = 0;
  gboolean more = TRUE;

  get_lines (self, page, &first, &end);
  for (guint i = first; more && i < end; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      Standing standing = { line, &g_array_index (self->flow->blocks, RcFlowBlock, line->block), NULL, { 0 }, 0 };

      if (!iter || before != line->block)
        {
          g_clear_pointer (&iter, pango_layout_iter_free);
          iter = pango_layout_get_iter (lay_out (self, line->block));
          before = line->block;
          at = 0;
        }
      for (; at < line->index; at++)
        pango_layout_iter_next_line (iter);
      standing.set = pango_layout_iter_get_line_readonly (iter);
      pango_layout_iter_get_line_extents (iter, NULL, &standing.extents);
      standing.baseline = pango_layout_iter_get_baseline (iter);
      more = func (self, &standing, data);
    }
  g_clear_pointer (&iter, pango_layout_iter_free);
}

static double
get_x (const Standing *standing)
{
  return MARGIN_SIDE + standing->extents.x / (double) PANGO_SCALE;
}

static gboolean
draw_line (RcFlowPages *self, const Standing *standing, gpointer data)
{
  cairo_t *cr = data;

  cairo_move_to (cr, get_x (standing), standing->line->y + (standing->baseline - standing->extents.y) / (double) PANGO_SCALE);
  pango_cairo_show_layout_line (cr, standing->set);
  return TRUE;
}

void
rc_flow_pages_draw (RcFlowPages *self, guint page, cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  for_each_line (self, page, draw_line, cr);
}

static const char *
get_text (RcFlowPages *self, const Standing *standing)
{
  return self->flow->text->str + standing->block->start + standing->set->start_index;
}

static gboolean
append_line_text (RcFlowPages *self, const Standing *standing, gpointer answer)
{
  return rc_answer_append (answer, get_text (self, standing), (gsize) standing->set->length) && rc_answer_append (answer, "\n", 1);
}

void
rc_flow_pages_text (RcFlowPages *self, guint page, RcAnswer *answer)
{
  for_each_line (self, page, append_line_text, answer);
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
gather_line (RcFlowPages *self, const Standing *standing, gpointer data)
{
  Layer *layer = data;
  const char *text = get_text (self, standing);
  float left = (float) get_x (standing), top = standing->line->y;
  float bottom = top + (float) standing->extents.height / PANGO_SCALE;
  PangoFontDescription *font = pango_font_description_from_string (looks[standing->block->kind].font);
  RcRendererRun run = { layer->boxes->len, 0, (float) get_size (standing->block, font), get_flags (standing->block) };
  RcRendererBox none = { 0 };
  const RcRendererBox plain = { left, top, left, bottom };

  pango_font_description_free (font);
  for (const char *p = text; p < text + standing->set->length; p = g_utf8_next_char (p))
    g_array_append_val (layer->boxes, plain);
  place_letters (standing->set, text, left, &g_array_index (layer->boxes, RcRendererBox, run.start));
  run.end = layer->boxes->len;
  g_array_append_val (layer->runs, run);
  g_array_append_val (layer->boxes, none);
  return TRUE;
}

void
rc_flow_pages_layer (RcFlowPages *self, guint page, RcAnswer *answer)
{
  Layer layer = { g_array_new (FALSE, FALSE, sizeof (RcRendererBox)), g_array_new (FALSE, FALSE, sizeof (RcRendererRun)) };

  rc_flow_pages_text (self, page, answer);
  answer->reply.a = (gint64) answer->reply.payload;
  for_each_line (self, page, gather_line, &layer);
  answer->reply.b = layer.boxes->len;
  answer->reply.x = layer.runs->len;
  if (!rc_answer_append (answer, layer.boxes->data, layer.boxes->len * sizeof (RcRendererBox)) ||
      !rc_answer_append (answer, layer.runs->data, layer.runs->len * sizeof (RcRendererRun)))
    rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, "the page has too many characters");
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
      const RcFlowBlock *block = &g_array_index (self->flow->blocks, RcFlowBlock, line->block);
      const RcRendererBlock head = { block->kind, block->level, (guint32) block->length, line->y };

      if (line->index == 0 && (!rc_answer_append (answer, &head, sizeof head) ||
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
          const RcFlowBlock *block = &g_array_index (self->flow->blocks, RcFlowBlock, line->block);

          if (line->index > 0 || block->kind != RC_RENDERER_BLOCK_HEADING)
            continue;
          n_items++;
          rc_answer_append_printf (answer, "%u\t%u\t%d\t%.*s\n", MAX (block->level, 1) - 1, page, (int) line->y,
                                   (int) block->length, self->flow->text->str + block->start);
        }
    }
}
