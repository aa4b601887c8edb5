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
#define MAX_LEADS 500

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

gpointer
rc_pdf_job_senseless (GError **error)
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
    return rc_pdf_job_senseless (error);
  size = g_new (RcPdfSize, 1);
  size->width = reply.x;
  size->height = reply.y;
  return size;
}

void
rc_pdf_scale_size (RcPdfSize size, double scale, int turns, int *width, int *height)
{
  int w = MAX (1, (int) (size.width * scale)), h = MAX (1, (int) (size.height * scale));

  *width = turns % 2 ? h : w;
  *height = turns % 2 ? w : h;
}

gpointer
rc_pdf_job_area (RcPdfThread *thread, gpointer data, GError **error)
{
  const RcPdfArguments *arguments = data;
  const RcPdfArea *area = &arguments->area;
  const RcRendererRequest request = {
    .verb = RC_RENDERER_RENDER,
    .a = arguments->page,
    .b = arguments->turns,
    .x = arguments->scale,
    .area = { area->x, area->y, area->width, area->height },
  };
  g_autoptr (GBytes) payload =
      rc_pdf_thread_call_pixels (thread, &request, (gsize) area->width * area->height * 4, error);
  RcPixels *pixels;

  if (!payload)
    return NULL;
  pixels = g_new (RcPixels, 1);
  pixels->width = area->width;
  pixels->height = area->height;
  pixels->bytes = g_steal_pointer (&payload);
  return pixels;
}

gpointer
rc_pdf_job_render (RcPdfThread *thread, gpointer data, GError **error)
{
  RcPdfArguments whole = *(const RcPdfArguments *) data;
  g_autofree RcPdfSize *size = rc_pdf_job_size (thread, data, error);

  if (!size)
    return NULL;
  whole.scale = MIN (whole.scale, sqrt (RC_PDF_MAX_PIXELS / (size->width * size->height)));
  /* A side of cairo's images may not pass 32767. */
  whole.scale = MIN (whole.scale, 32000 / MAX (size->width, size->height));
  rc_pdf_scale_size (*size, whole.scale, 0, &whole.area.width, &whole.area.height);
  return rc_pdf_job_area (thread, &whole, error);
}

/* (nullable) (transfer full) lines of an answer */
static char **
split_lines (GBytes *payload)
{
  g_autofree char *text = g_utf8_make_valid (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));

  return g_strsplit (text, "\n", -1);
}

/* Points from the top of a page. */
static double
parse_y (const char *text)
{
  double y = g_ascii_strtod (text, NULL);

  return y > 0 && y <= MAX_POINTS ? y : 0;
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
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 4);
      gint64 depth, page;
      RcOutlineItem *item;

      if (g_strv_length (cells) != 4 || !g_ascii_string_to_signed (cells[0], 10, 0, MAX_OUTLINE_DEPTH, &depth, NULL) ||
          !g_ascii_string_to_signed (cells[1], 10, -1, n_pages - 1, &page, NULL))
        continue;
      item = g_new (RcOutlineItem, 1);
      item->depth = (int) depth;
      item->page = (int) page;
      item->y = parse_y (cells[2]);
      item->title = rc_pdf_clean_title (cells[3]);
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
  g_auto (GStrv) cells = g_strsplit (line, " ", 6);
  gint64 page;

  if (g_strv_length (cells) != 6 || !g_ascii_string_to_signed (cells[4], 10, 0, n_pages - 1, &page, NULL))
    return FALSE;
  link->box = (RcBox){ g_ascii_strtod (cells[0], NULL), g_ascii_strtod (cells[1], NULL),
                       g_ascii_strtod (cells[2], NULL), g_ascii_strtod (cells[3], NULL) };
  link->page = (int) page;
  link->y = parse_y (cells[5]);
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

static void
lead_free (gpointer data)
{
  RcLead *self = data;

  g_free (self->address);
  g_free (self->words);
  g_free (self);
}

gpointer
rc_pdf_job_leads (RcPdfThread *thread, gpointer data, GError **error)
{
  RcRendererReply reply;
  g_autoptr (GBytes) payload = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *leads;

  if (!rc_pdf_thread_ensure_open (thread, NULL, NULL, error))
    return NULL;
  payload = ask (thread, RC_RENDERER_LEADS, data, &reply, error);
  if (!payload)
    return NULL;
  lines = split_lines (payload);
  leads = g_ptr_array_new_with_free_func (lead_free);
  for (int i = 0; lines[i] && leads->len < MAX_LEADS; i++)
    {
      char *tab = strchr (lines[i], '\t');
      RcLead *lead;

      if (!tab)
        continue;
      lead = g_new (RcLead, 1);
      lead->address = g_strndup (lines[i], (gsize) (tab - lines[i]));
      lead->words = rc_pdf_clean_title (tab + 1);
      if (!lead->words)
        lead->words = g_strdup ("");
      g_ptr_array_add (leads, lead);
    }
  return leads;
}
