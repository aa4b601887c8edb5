/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of text that flows: broken by the widths of letters, or by Pango where that is not enough. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow-setter.h"

#define INDENT 14.0 /* of the second line of an item */
#define N_LETTERS 0x530 /* Latin, Greek, Cyrillic */
#define FIRST_SIGN 0x2000 /* dashes, quotation marks, dots */
#define N_SIGNS 0x70
#define UNKNOWN 0 /* no letter is as narrow */
#define NOT_PLAIN (-1)
#define N_HEADINGS 4

/* How blocks of a kind look, and what is known of the letters of that font. */
typedef struct
{
  PangoFontDescription *font; /* (owned) */
  int height;                 /* of a line, in units of Pango */
  int widths[N_LETTERS + N_SIGNS];
} Look;

struct _RcFlowSetter
{
  const RcFlow *flow;
  int width;             /* in units of Pango */
  PangoContext *context; /* (owned) */
  PangoLayout *layout;   /* (owned) of what was looked at last */
  PangoLayoutIter *iter; /* (owned) (nullable) in the block that is laid out whole */
  guint iter_block, iter_index;
  Look *looks[RC_RENDERER_BLOCK_FIXED + N_HEADINGS]; /* (owned) (nullable) */
};

static const char *const fonts[] = {
  [RC_RENDERER_BLOCK_PARAGRAPH] = "Noto Serif, serif 11",       [RC_RENDERER_BLOCK_HEADING] = "Noto Sans, sans bold 11",
  [RC_RENDERER_BLOCK_ITEM] = "Noto Serif, serif 11",            [RC_RENDERER_BLOCK_CAPTION] = "Noto Serif, serif italic 10",
  [RC_RENDERER_BLOCK_LINE] = "Noto Serif, serif 11",            [RC_RENDERER_BLOCK_NOTE] = "Noto Serif, serif 9",
  [RC_RENDERER_BLOCK_FIXED] = "Noto Sans Mono, monospace 9.5",
};

static const double heading_sizes[N_HEADINGS] = { 18, 15, 13, 12 };

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

RcFlowSetter *
rc_flow_setter_new (const RcFlow *flow, double width)
{
  RcFlowSetter *self = g_new0 (RcFlowSetter, 1);

  self->flow = flow;
  self->width = (int) (width * PANGO_SCALE);
  self->context = make_context ();
  self->layout = pango_layout_new (self->context);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  return self;
}

void
rc_flow_setter_free (RcFlowSetter *self)
{
  g_clear_pointer (&self->iter, pango_layout_iter_free);
  g_object_unref (self->layout);
  g_object_unref (self->context);
  for (gsize i = 0; i < G_N_ELEMENTS (self->looks); i++)
    if (self->looks[i])
      {
        pango_font_description_free (self->looks[i]->font);
        g_free (self->looks[i]);
      }
  g_free (self);
}

static const RcFlowBlock *
get_block (RcFlowSetter *self, guint number)
{
  return &g_array_index (self->flow->blocks, RcFlowBlock, number);
}

/* Some text without an end, in the layout that all share. */
static void
lay_out_line (RcFlowSetter *self, const Look *look, const char *text, gsize length)
{
  g_clear_pointer (&self->iter, pango_layout_iter_free);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_indent (self->layout, 0);
  pango_layout_set_font_description (self->layout, look->font);
  pango_layout_set_text (self->layout, text, (int) length);
}

static Look *
get_look (RcFlowSetter *self, const RcFlowBlock *block)
{
  const guint level = CLAMP (block->level, 1, N_HEADINGS) - 1;
  const gboolean heading = block->kind == RC_RENDERER_BLOCK_HEADING;
  Look **look = &self->looks[heading && level > 0 ? RC_RENDERER_BLOCK_FIXED + level : block->kind];

  if (*look)
    return *look;
  *look = g_new0 (Look, 1);
  (*look)->font = pango_font_description_from_string (fonts[block->kind]);
  if (heading)
    pango_font_description_set_absolute_size ((*look)->font, heading_sizes[level] * PANGO_SCALE);
  lay_out_line (self, *look, "x", 1);
  pango_layout_get_size (self->layout, NULL, &(*look)->height);
  return *look;
}

/* One whose width does not depend on what stands beside it, of a font that leaves lines as high as they are. */
static int
measure_letter (RcFlowSetter *self, const Look *look, const char *letter)
{
  const gunichar c = g_utf8_get_char (letter);
  int width, height;

  if (c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x300 && c < 0x370) || (c >= 0x483 && c < 0x48a) ||
      (c >= 0x200b && c < 0x2010) || (c >= 0x2028 && c < 0x2030) || c >= 0x205f)
    return NOT_PLAIN;
  lay_out_line (self, look, letter, (gsize) (g_utf8_next_char (letter) - letter));
  pango_layout_get_size (self->layout, &width, &height);
  return height == look->height && width > 0 ? width : NOT_PLAIN;
}

static int
get_width (RcFlowSetter *self, Look *look, const char *letter)
{
  const gunichar c = g_utf8_get_char (letter);
  int *width;

  if (c < N_LETTERS)
    width = &look->widths[c];
  else if (c >= FIRST_SIGN && c < FIRST_SIGN + N_SIGNS)
    width = &look->widths[N_LETTERS + c - FIRST_SIGN];
  else
    return NOT_PLAIN;
  if (*width == UNKNOWN)
    *width = measure_letter (self, look, letter);
  return *width;
}

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || (c >= 0x2000 && c <= 0x200a && c != 0x2007);
}

/* Whether a line may end between two letters of which none is a blank. */
static gboolean
parts (gunichar before, gunichar after)
{
  return (before == '-' || before == '/' || (before >= 0x2010 && before <= 0x2014 && before != 0x2011)) && g_unichar_isalpha (after);
}

/* FALSE, with nothing appended, when there are letters whose widths do not tell how long a line is. */
static gboolean
break_plain (RcFlowSetter *self, guint number, GArray *lines)
{
  const RcFlowBlock *block = get_block (self, number);
  const char *text = self->flow->text->str + block->start;
  const guint n_before = lines->len;
  Look *look = get_look (self, block);
  RcFlowLine line = { .block = number, .height = (float) look->height / PANGO_SCALE, .alone = TRUE };
  int room = self->width, used = 0, used_at_end = 0; /* of the line; up to where it may end */
  guint end = 0;                                     /* where it may end; its start: nowhere yet */
  gunichar before = ' ';

  for (guint at = 0; at < block->length;)
    {
      const gunichar c = g_utf8_get_char (text + at);
      const int width = get_width (self, look, text + at);

      if (width == NOT_PLAIN)
        {
          g_array_set_size (lines, n_before);
          return FALSE;
        }
      if (at > line.start && !is_blank (c) && (is_blank (before) || parts (before, c)))
        {
          end = at;
          used_at_end = used;
        }
      /* Blanks hang over the edge. */
      if (used + width > room && !is_blank (c) && at > line.start)
        {
          if (end == line.start)
            {
              end = at;
              used_at_end = used;
            }
          line.length = end - line.start;
          g_array_append_val (lines, line);
          line.index++;
          line.start = end;
          used -= used_at_end;
          used_at_end = 0;
          room = self->width - (block->kind == RC_RENDERER_BLOCK_ITEM ? (int) (INDENT * PANGO_SCALE) : 0);
        }
      used += width;
      before = c;
      at = (guint) (g_utf8_next_char (text + at) - text);
    }
  line.length = (guint) block->length - line.start;
  g_array_append_val (lines, line);
  return TRUE;
}

/* Leaves the iterator at the first line of the block. */
static void
lay_out_block (RcFlowSetter *self, guint number)
{
  const RcFlowBlock *block = get_block (self, number);

  lay_out_line (self, get_look (self, block), self->flow->text->str + block->start, block->length);
  pango_layout_set_width (self->layout, self->width);
  pango_layout_set_indent (self->layout, block->kind == RC_RENDERER_BLOCK_ITEM ? (int) (-INDENT * PANGO_SCALE) : 0);
  self->iter = pango_layout_get_iter (self->layout);
  self->iter_block = number;
  self->iter_index = 0;
}

static void
break_by_pango (RcFlowSetter *self, guint number, GArray *lines)
{
  RcFlowLine line = { .block = number };

  lay_out_block (self, number);
  do
    {
      const PangoLayoutLine *glyphs = pango_layout_iter_get_line_readonly (self->iter);
      PangoRectangle extents;

      pango_layout_iter_get_line_extents (self->iter, NULL, &extents);
      line.start = (guint) glyphs->start_index;
      line.length = (guint) glyphs->length;
      line.height = (float) extents.height / PANGO_SCALE;
      g_array_append_val (lines, line);
      line.index++;
    }
  while (pango_layout_iter_next_line (self->iter));
  g_clear_pointer (&self->iter, pango_layout_iter_free);
}

void
rc_flow_setter_break (RcFlowSetter *self, guint block, GArray *lines)
{
  if (!break_plain (self, block, lines))
    break_by_pango (self, block, lines);
}

void
rc_flow_setter_set (RcFlowSetter *self, const RcFlowLine *line, RcFlowSet *set)
{
  const RcFlowBlock *block = get_block (self, line->block);
  const Look *look = get_look (self, block);
  PangoRectangle extents;

  set->text = self->flow->text->str + block->start + line->start;
  set->x = 0;
  set->size = pango_font_description_get_size (look->font) / (double) PANGO_SCALE;
  if (line->alone)
    {
      lay_out_line (self, look, set->text, line->length);
      self->iter = pango_layout_get_iter (self->layout);
      self->iter_block = G_MAXUINT;
      if (block->kind == RC_RENDERER_BLOCK_ITEM && line->index > 0)
        set->x = INDENT;
    }
  else if (!self->iter || self->iter_block != line->block || self->iter_index > line->index)
    lay_out_block (self, line->block);
  for (; !line->alone && self->iter_index < line->index; self->iter_index++)
    pango_layout_iter_next_line (self->iter);
  set->glyphs = pango_layout_iter_get_line_readonly (self->iter);
  pango_layout_iter_get_line_extents (self->iter, NULL, &extents);
  set->x += extents.x / (double) PANGO_SCALE;
  set->ascent = (pango_layout_iter_get_baseline (self->iter) - extents.y) / (double) PANGO_SCALE;
}
