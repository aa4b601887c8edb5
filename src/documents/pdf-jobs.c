/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions to the renderer about one document, and the reading of its answers. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/pdf-jobs.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "documents/errors.h"
#include "documents/pdf-text.h"

#define MAX_POINTS 200000.0
#define MAX_OUTLINE_DEPTH 32

void
rc_pdf_arguments_free (RcPdfArguments *self)
{
  g_free (self->text);
  g_free (self);
}

char *
rc_pdf_clean_title (const char *title)
{
  g_autofree char *clean =
      title ? g_strstrip (g_strdelimit (rc_pdf_clean_text (title, strlen (title)), "\n", ' ')) : NULL;

  return clean && *clean ? g_steal_pointer (&clean) : NULL;
}

/* (nullable) */
static GBytes *
ask (RcPdfThread *thread, RcRendererVerb verb, const RcPdfArguments *arguments, RcRendererReply *reply, GError **error)
{
  const RcRendererRequest request = { .verb = verb, .a = arguments->page, .x = arguments->scale };

  return rc_pdf_thread_call (thread, &request, reply, error);
}

static gpointer
senseless (GError **error)
{
  g_set_error_literal (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_DAMAGED,
                       _("The renderer gave an answer that makes no sense"));
  return NULL;
}

gpointer
rc_pdf_job_size (RcPdfThread *thread, gpointer data, GError **error)
{
  RcRendererReply reply;
  g_autoptr (GBytes) payload = ask (thread, RC_RENDERER_PAGE_SIZE, data, &reply, error);
  RcPdfSize *size;

  if (!payload)
    return NULL;
  if (!(reply.x > 0 && reply.x <= MAX_POINTS && reply.y > 0 && reply.y <= MAX_POINTS))
    return senseless (error);
  size = g_new (RcPdfSize, 1);
  size->width = reply.x;
  size->height = reply.y;
  return size;
}

gpointer
rc_pdf_job_render (RcPdfThread *thread, gpointer data, GError **error)
{
  RcRendererReply reply;
  g_autoptr (GBytes) payload = ask (thread, RC_RENDERER_RENDER, data, &reply, error);
  RcPixels *pixels;

  if (!payload)
    return NULL;
  if (!rc_renderer_reply_is_picture (&reply))
    return senseless (error);
  pixels = g_new (RcPixels, 1);
  pixels->width = (int) reply.a;
  pixels->height = (int) reply.b;
  pixels->bytes = g_steal_pointer (&payload);
  return pixels;
}

gpointer
rc_pdf_job_text (RcPdfThread *thread, gpointer data, GError **error)
{
  RcRendererReply reply;
  g_autoptr (GBytes) payload = ask (thread, RC_RENDERER_TEXT, data, &reply, error);

  return payload ? rc_pdf_clean_text (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload)) : NULL;
}

/* (nullable) (transfer full) lines of an answer */
static char **
split_lines (GBytes *payload)
{
  g_autofree char *text = g_utf8_make_valid (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));

  return g_strsplit (text, "\n", -1);
}

static void
outline_item_free (gpointer data)
{
  RcOutlineItem *item = data;

  g_free (item->title);
  g_free (item);
}

gpointer
rc_pdf_job_outline (RcPdfThread *thread, gpointer data, GError **error)
{
  RcRendererReply reply;
  g_autoptr (GBytes) payload = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *items;
  int n_pages;

  if (!rc_pdf_thread_ensure_open (thread, &n_pages, NULL, error))
    return NULL;
  payload = ask (thread, RC_RENDERER_OUTLINE, data, &reply, error);
  if (!payload)
    return NULL;
  lines = split_lines (payload);
  items = g_ptr_array_new_with_free_func (outline_item_free);
  for (int i = 0; lines[i]; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 3);
      gint64 depth, page;
      RcOutlineItem *item;

      if (g_strv_length (cells) != 3 || !g_ascii_string_to_signed (cells[0], 10, 0, MAX_OUTLINE_DEPTH, &depth, NULL) ||
          !g_ascii_string_to_signed (cells[1], 10, -1, n_pages - 1, &page, NULL))
        continue;
      item = g_new (RcOutlineItem, 1);
      item->depth = (int) depth;
      item->page = (int) page;
      item->title = rc_pdf_clean_title (cells[2]);
      if (!item->title)
        item->title = g_strdup ("");
      g_ptr_array_add (items, item);
    }
  return items;
}

/* Also of what is not a number: boxes are handed to the drawing of screens. */
static gboolean
box_is_sane (const RcBox *box)
{
  return fabs (box->x1) <= MAX_POINTS && fabs (box->y1) <= MAX_POINTS && fabs (box->x2) <= MAX_POINTS &&
         fabs (box->y2) <= MAX_POINTS;
}

static gboolean
parse_link (const char *line, int n_pages, RcPdfLink *link)
{
  g_auto (GStrv) cells = g_strsplit (line, " ", 5);
  gint64 page;

  if (g_strv_length (cells) != 5 || !g_ascii_string_to_signed (cells[4], 10, 0, n_pages - 1, &page, NULL))
    return FALSE;
  link->box = (RcBox){ g_ascii_strtod (cells[0], NULL), g_ascii_strtod (cells[1], NULL),
                       g_ascii_strtod (cells[2], NULL), g_ascii_strtod (cells[3], NULL) };
  link->page = (int) page;
  return box_is_sane (&link->box);
}

gpointer
rc_pdf_job_links (RcPdfThread *thread, gpointer data, GError **error)
{
  RcRendererReply reply;
  g_autoptr (GBytes) payload = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *links;
  int n_pages;

  if (!rc_pdf_thread_ensure_open (thread, &n_pages, NULL, error))
    return NULL;
  payload = ask (thread, RC_RENDERER_LINKS, data, &reply, error);
  if (!payload)
    return NULL;
  lines = split_lines (payload);
  links = g_array_new (FALSE, FALSE, sizeof (RcPdfLink));
  for (int i = 0; lines[i]; i++)
    {
      RcPdfLink link;

      if (parse_link (lines[i], n_pages, &link))
        g_array_append_val (links, link);
    }
  return links;
}

/* (transfer full) RcBox, one a character */
static GArray *
read_boxes (GBytes *payload)
{
  gsize size;
  const float *numbers = g_bytes_get_data (payload, &size);
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (RcBox));

  for (gsize i = 0; i + 4 <= size / sizeof (float); i += 4)
    {
      RcBox box = { numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3] };

      if (!box_is_sane (&box))
        box = (RcBox){ 0 };
      g_array_append_val (boxes, box);
    }
  return boxes;
}

gpointer
rc_pdf_job_find (RcPdfThread *thread, gpointer data, GError **error)
{
  const RcPdfArguments *arguments = data;
  g_autoptr (GBytes) text = NULL, layout = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) boxes = NULL;
  g_autofree char *valid = NULL;
  RcRendererReply reply;

  text = ask (thread, RC_RENDERER_TEXT, arguments, &reply, error);
  if (!text)
    return NULL;
  /* Not cleaned here: the boxes are counted by its characters. */
  valid = g_utf8_make_valid (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  hits = rc_pdf_find_in_text (valid, arguments->text, ranges);
  if (hits->len == 0)
    return g_steal_pointer (&hits);
  layout = ask (thread, RC_RENDERER_BOXES, arguments, &reply, error);
  if (!layout)
    return NULL;
  boxes = read_boxes (layout);
  for (guint i = 0; i < hits->len; i++)
    {
      RcPdfHit *hit = hits->pdata[i];

      hit->page = arguments->page;
      hit->boxes =
          rc_pdf_join_boxes (boxes, g_array_index (ranges, guint, 2 * i), g_array_index (ranges, guint, 2 * i + 1));
    }
  return g_steal_pointer (&hits);
}
