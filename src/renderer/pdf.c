/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The renderer's work on PDFs: Poppler. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

#include "renderer/work.h"

#define MAX_OUTLINE_DEPTH 32
#define MAX_OUTLINE_ITEMS 10000
#define MAX_LINKS 5000
#define MAX_TITLE 1000
#define MAX_POINTS 200000.0 /* of a side of a page: 70 m */

typedef struct
{
  int fd;                    /* (owned) until the document has it */
  PopplerDocument *document; /* (owned) (nullable) */
} Pdf;

/* One glyph drawn makes fontconfig read its settings and caches. Titles are in UTF-16, which glibc converts with a module of
 * its own: opened here and never closed, or it would be unloaded and could not be loaded again. */
static void
warm_up (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 8, 8);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_show_text (cr, "x");
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  (void) g_iconv_open ("UTF-8", "UTF-16BE");
  (void) g_iconv_open ("UTF-8", "UTF-16LE");
}

static gpointer
start (int fd)
{
  Pdf *self = g_new0 (Pdf, 1);

  self->fd = fd;
  return self;
}

/* Text of a PDF, cut and made valid. */
static void
append_text (RcAnswer *answer, const char *text, gsize most)
{
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;

  if (valid && !rc_answer_append (answer, valid, MIN (strlen (valid), most)))
    rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, "the text is too long");
}

static void
append_title (RcAnswer *answer, const char *title)
{
  g_autofree char *valid = title ? g_utf8_make_valid (title, -1) : NULL;
  g_autofree char *cut = valid ? g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TITLE)) : NULL;

  append_text (answer, cut, G_MAXSIZE);
}

static void
open_document (Pdf *self, RcAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  int n_pages;

  if (!self->document && self->fd >= 0)
    {
      self->document = poppler_document_new_from_fd (self->fd, NULL, &error);
      self->fd = -1; /* Poppler closes it, whatever happened */
    }
  if (!self->document)
    {
      gboolean encrypted = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

      rc_answer_refuse (answer, encrypted ? RC_RENDERER_ENCRYPTED : RC_RENDERER_REFUSED, "%s",
                        error ? error->message : "it could not be opened");
      return;
    }
  n_pages = poppler_document_get_n_pages (self->document);
  if (n_pages < 1)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "it has no pages");
      return;
    }
  answer->reply.a = n_pages;
  title = poppler_document_get_title (self->document);
  append_title (answer, title);
}

/* (transfer full) NULL and the refusal written when there is no such page, or none that can be shown. */
static PopplerPage *
get_page (Pdf *self, gint64 number, RcAnswer *answer, double *width, double *height)
{
  PopplerPage *page = NULL;

  if (self->document && number >= 0 && number < poppler_document_get_n_pages (self->document))
    page = poppler_document_get_page (self->document, (int) number);
  if (!page)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "page %" G_GINT64_FORMAT " cannot be read", number + 1);
      return NULL;
    }
  poppler_page_get_size (page, width, height);
  if (*width > 0 && *height > 0 && *width <= MAX_POINTS && *height <= MAX_POINTS)
    return page;
  g_object_unref (page);
  rc_answer_refuse (answer, RC_RENDERER_REFUSED, "page %" G_GINT64_FORMAT " has no sensible size", number + 1);
  return NULL;
}

static void
render (PopplerPage *page, double width, double height, double scale, RcAnswer *answer)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean failed;

  if (!isfinite (scale) || scale <= 0)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "the scale is not a positive number");
      return;
    }
  scale = rc_answer_bound_scale (width, height, scale);
  surface = rc_answer_make_surface (answer, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_surface_flush (surface);
  /* The state of cr turns bad on many a broken page of which the rest was drawn well. */
  failed = cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (failed)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "the page could not be drawn");
}

static void
append_page_text (PopplerPage *page, RcAnswer *answer)
{
  g_autofree char *text = poppler_page_get_text (page);

  append_text (answer, text, G_MAXSIZE);
}

static void
append_boxes (PopplerPage *page, RcAnswer *answer)
{
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes = 0;

  if (!poppler_page_get_text_layout (page, &boxes, &n_boxes))
    return;
  for (guint i = 0; i < n_boxes; i++)
    {
      const float box[4] = { (float) boxes[i].x1, (float) boxes[i].y1, (float) boxes[i].x2, (float) boxes[i].y2 };

      if (!rc_answer_append (answer, box, sizeof box))
        {
          rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, "the page has too many characters");
          return;
        }
    }
}

/* Page from 0 that an action leads to within this document; -1 for every other action, none of which is ever followed.
 */
static int
find_target (Pdf *self, const PopplerAction *action)
{
  PopplerDest *named = NULL;
  const PopplerDest *dest;
  int page = -1;

  if (!action || action->type != POPPLER_ACTION_GOTO_DEST || !action->goto_dest.dest)
    return -1;
  dest = action->goto_dest.dest;
  if (dest->type == POPPLER_DEST_NAMED && dest->named_dest)
    dest = named = poppler_document_find_dest (self->document, dest->named_dest);
  if (dest && dest->type != POPPLER_DEST_NAMED && dest->page_num >= 1 &&
      dest->page_num <= poppler_document_get_n_pages (self->document))
    page = dest->page_num - 1;
  g_clear_pointer (&named, poppler_dest_free);
  return page;
}

static void
append_outline (Pdf *self, PopplerIndexIter *iter, int depth, guint *n_items, RcAnswer *answer)
{
  do
    {
      PopplerAction *action = poppler_index_iter_get_action (iter);
      PopplerIndexIter *child = depth + 1 < MAX_OUTLINE_DEPTH ? poppler_index_iter_get_child (iter) : NULL;
      g_autofree char *title = action && action->any.title ? g_utf8_make_valid (action->any.title, -1) : g_strdup ("");

      g_strdelimit (title, "\t\n\r", ' ');
      rc_answer_append_printf (answer, "%d\t%d\t%.*s\n", depth, find_target (self, action), MAX_TITLE, title);
      g_clear_pointer (&action, poppler_action_free);
      (*n_items)++;
      if (child)
        append_outline (self, child, depth + 1, n_items, answer);
      g_clear_pointer (&child, poppler_index_iter_free);
    }
  while (*n_items < MAX_OUTLINE_ITEMS && poppler_index_iter_next (iter));
}

static void
append_links (Pdf *self, PopplerPage *page, double height, RcAnswer *answer)
{
  GList *links = poppler_page_get_link_mapping (page);
  guint n_links = 0;

  for (GList *l = links; l && n_links < MAX_LINKS; l = l->next)
    {
      const PopplerLinkMapping *link = l->data;
      int target = find_target (self, link->action);
      char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];

      if (target < 0)
        continue;
      n_links++;
      g_ascii_formatd (numbers[0], sizeof numbers[0], "%.2f", link->area.x1);
      g_ascii_formatd (numbers[1], sizeof numbers[1], "%.2f", height - link->area.y2);
      g_ascii_formatd (numbers[2], sizeof numbers[2], "%.2f", link->area.x2);
      g_ascii_formatd (numbers[3], sizeof numbers[3], "%.2f", height - link->area.y1);
      rc_answer_append_printf (answer, "%s %s %s %s %d\n", numbers[0], numbers[1], numbers[2], numbers[3], target);
    }
  poppler_page_free_link_mapping (links);
}

static void
answer_page (Pdf *self, const RcRendererRequest *request, RcAnswer *answer)
{
  double width, height;
  g_autoptr (GObject) page = (GObject *) get_page (self, request->a, answer, &width, &height);

  if (!page)
    return;
  switch (request->verb)
    {
    case RC_RENDERER_PAGE_SIZE:
      answer->reply.x = width;
      answer->reply.y = height;
      break;
    case RC_RENDERER_RENDER:
      render (POPPLER_PAGE (page), width, height, request->x, answer);
      break;
    case RC_RENDERER_TEXT:
      append_page_text (POPPLER_PAGE (page), answer);
      break;
    case RC_RENDERER_BOXES:
      append_boxes (POPPLER_PAGE (page), answer);
      break;
    case RC_RENDERER_LINKS:
      append_links (self, POPPLER_PAGE (page), height, answer);
      break;
    default:
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "no such verb");
    }
}

static void
answer_request (gpointer state, const RcRendererRequest *request, RcAnswer *answer)
{
  Pdf *self = state;
  PopplerIndexIter *iter;
  guint n_items = 0;

  switch (request->verb)
    {
    case RC_RENDERER_OPEN:
      open_document (self, answer);
      break;
    case RC_RENDERER_OUTLINE:
      iter = self->document ? poppler_index_iter_new (self->document) : NULL;
      if (iter)
        append_outline (self, iter, 0, &n_items, answer);
      g_clear_pointer (&iter, poppler_index_iter_free);
      break;
    default:
      answer_page (self, request, answer);
    }
}

const RcWork rc_work_pdf = { warm_up, start, answer_request };
