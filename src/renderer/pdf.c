/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The renderer's work on PDFs: Poppler. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "renderer/colours.h"
#include "renderer/pdf.h"
#include "renderer/work.h"

#define MAX_TITLE 1000
#define MAX_LABEL 64
#define MAX_WHOLE (8 << 20)
#define MAX_MENDED (200 << 20)
#define MAX_POINTS 200000.0 /* of a side of a page: 70 m */
#define PAGES_US 20000      /* how long one answer about pages may take, so that others get their turn */

/* One glyph drawn makes fontconfig read its settings and caches. Titles are in UTF-16, passwords in Latin 1, which glibc
 * converts with modules: opened here and never closed, or they would be unloaded and could not be loaded again. */
static void
warm_up (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 8, 8);
  cairo_t *cr = cairo_create (surface);

  cairo_select_font_face (cr, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
  cairo_show_text (cr, "x");
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  rc_colours_keep ();
  (void) g_iconv_open ("UTF-8", "UTF-16BE");
  (void) g_iconv_open ("UTF-8", "UTF-16LE");
  (void) g_iconv_open ("ISO-8859-1", "UTF-8");
}

static gpointer
start (int fd)
{
  RcPdfWork *self = g_new0 (RcPdfWork, 1);

  self->fd = fd;
  return self;
}

static void
append_title (RcAnswer *answer, const char *title)
{
  g_autofree char *valid = title ? g_utf8_make_valid (title, -1) : NULL;
  g_autofree char *cut = valid ? g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TITLE)) : NULL;

  rc_pdf_work_append_text (answer, cut, G_MAXSIZE);
}

PopplerPage *
rc_pdf_work_find_page (RcPdfWork *self, gint64 number, double *width, double *height)
{
  PopplerPage *page = NULL;

  if (number >= 0 && number < self->n_pages)
    page = poppler_document_get_page (self->document, (int) number);
  if (!page)
    return NULL;
  poppler_page_get_size (page, width, height);
  if (*width > 0 && *height > 0 && *width <= MAX_POINTS && *height <= MAX_POINTS)
    return page;
  g_object_unref (page);
  return NULL;
}

static guint
get_permissions (RcPdfWork *self)
{
  PopplerPermissions permissions = poppler_document_get_permissions (self->document);

  return (permissions & POPPLER_PERMISSIONS_OK_TO_PRINT ? RC_RENDERER_MAY_PRINT : 0u) |
         (permissions & POPPLER_PERMISSIONS_OK_TO_COPY ? RC_RENDERER_MAY_COPY : 0u);
}

static void
describe_document (RcPdfWork *self, RcAnswer *answer)
{
  g_autofree char *title = poppler_document_get_title (self->document);
  PopplerPage *first = rc_pdf_work_find_page (self, 0, &answer->reply.x, &answer->reply.y);

  if (!first)
    answer->reply.x = answer->reply.y = 0;
  g_clear_object (&first);
  answer->reply.a = self->n_pages;
  answer->reply.b = get_permissions (self) | (self->damaged ? RC_RENDERER_DAMAGED : 0u);
  append_title (answer, title);
}

/* (nullable) The whole of a file that is not larger. */
static guint8 *
read_whole (int fd, gsize most, gsize *size)
{
  struct stat status;
  g_autofree guint8 *bytes = NULL;
  gsize got = 0;

  if (fstat (fd, &status) != 0 || status.st_size < 1 || (gsize) status.st_size > most)
    return NULL;
  *size = (gsize) status.st_size;
  bytes = g_malloc (*size);
  while (got < *size)
    {
      gssize more = pread (fd, bytes + got, *size - got, (off_t) got);

      if (more <= 0)
        return NULL;
      got += (gsize) more;
    }
  return g_steal_pointer (&bytes);
}

/* Poppler closes its descriptor, whatever happens, and begins to read where the last one stopped; it asks one for 256 bytes at a time.
 * Of bytes it loses hold when it tries a password a second time, in other letters. */
static PopplerDocument *
open_with (RcPdfWork *self, const char *password, GError **error)
{
  gsize size;
  guint8 *bytes = password ? NULL : read_whole (self->fd, MAX_WHOLE, &size);
  g_autoptr (GBytes) whole = bytes ? g_bytes_new_take (bytes, size) : NULL;

  if (whole)
    return poppler_document_new_from_bytes (whole, password, error);
  lseek (self->fd, 0, SEEK_SET);
  return poppler_document_new_from_fd (dup (self->fd), password, error);
}

static void
count_pages (RcPdfWork *self)
{
  self->n_pages = self->document ? poppler_document_get_n_pages (self->document) : 0;
}

/* What Poppler cannot open, or finds no pages in. */
static void
open_mended (RcPdfWork *self)
{
  gsize size;
  gboolean whole;
  guint8 *bytes = read_whole (self->fd, MAX_MENDED, &size);
  g_autoptr (GBytes) mended = bytes ? rc_pdf_work_mend (bytes, size, &whole) : NULL;
  PopplerDocument *document = mended ? poppler_document_new_from_bytes (mended, NULL, NULL) : NULL;

  if (!document)
    return;
  g_clear_object (&self->document);
  self->document = document;
  self->damaged = !whole;
  count_pages (self);
}

static void
open_document (RcPdfWork *self, const char *password, RcAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  if (!self->document)
    self->document = open_with (self, NULL, &error);
  /* With a wrong password Poppler calls the file damaged: it is what it was without. */
  if (!self->document && *password && g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    self->document = open_with (self, password, NULL);
  if (self->n_pages < 1)
    count_pages (self);
  if (self->n_pages < 1 && !g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    open_mended (self);
  if (!self->document)
    {
      gboolean encrypted = g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);

      rc_answer_refuse (answer, encrypted ? RC_RENDERER_ENCRYPTED : RC_RENDERER_REFUSED, "%s", error->message);
      return;
    }
  if (self->n_pages < 1)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, N_("it has no pages"));
  else
    describe_document (self, answer);
}

char *
rc_pdf_work_dup_label (PopplerPage *page, gint64 number)
{
  g_autofree char *label = poppler_page_get_label (page);
  g_autofree char *own = g_strdup_printf ("%" G_GINT64_FORMAT, number + 1);

  if (!label || !*label || !g_utf8_validate (label, -1, NULL) || strlen (label) > MAX_LABEL || strcmp (label, own) == 0)
    return NULL;
  return g_steal_pointer (&label);
}

static gboolean
append_page (RcPdfWork *self, gint64 number, RcAnswer *answer)
{
  double width = 0, height = 0;
  PopplerPage *page = rc_pdf_work_find_page (self, number, &width, &height);
  g_autofree char *label = page ? rc_pdf_work_dup_label (page, number) : NULL;
  const RcRendererPage entry = { page ? (float) width : 0, page ? (float) height : 0, label ? (guint32) strlen (label) : 0 };

  g_clear_object (&page);
  return rc_answer_append (answer, &entry, sizeof entry) && rc_answer_append (answer, label ? label : "", entry.label_length);
}

/* As many pages as can be told in a short time, one at least. */
static void
list_pages (RcPdfWork *self, gint64 first, RcAnswer *answer)
{
  const gint64 end = g_get_monotonic_time () + PAGES_US;
  gint64 page = MAX (0, first);

  if (page >= self->n_pages)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, N_("there is no such page"));
      return;
    }
  do
    {
      if (!append_page (self, page, answer))
        {
          rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, N_("there are too many pages"));
          return;
        }
      page++;
    }
  while (page < self->n_pages && g_get_monotonic_time () < end);
  answer->reply.a = page - MAX (0, first);
}

static void
answer_page (RcPdfWork *self, const RcRendererRequest *request, RcAnswer *answer)
{
  double width, height;
  g_autoptr (GObject) page = (GObject *) rc_pdf_work_find_page (self, request->a, &width, &height);

  if (!page)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "page %" G_GINT64_FORMAT " cannot be read", request->a + 1);
      return;
    }
  switch (request->verb)
    {
    case RC_RENDERER_PAGE_SIZE:
      answer->reply.x = width;
      answer->reply.y = height;
      break;
    case RC_RENDERER_RENDER:
      rc_pdf_work_render (self, POPPLER_PAGE (page), width, height, request, answer);
      break;
    case RC_RENDERER_LAYER:
      rc_pdf_work_layer (POPPLER_PAGE (page), request->a, request->b == 1, answer);
      break;
    case RC_RENDERER_LINKS:
      rc_pdf_work_links (self, POPPLER_PAGE (page), height, answer);
      break;
    default:
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "no such verb");
    }
}

static void
answer_request (gpointer state, const RcRendererRequest *request, RcAnswer *answer)
{
  RcPdfWork *self = state;

  switch (request->verb)
    {
    case RC_RENDERER_OPEN:
      open_document (self, request->text, answer);
      break;
    case RC_RENDERER_PAGES:
      list_pages (self, request->a, answer);
      break;
    case RC_RENDERER_DIRECTION:
      answer->reply.b = self->document && rc_pdf_work_goes_right_to_left (self);
      break;
    case RC_RENDERER_OUTLINE:
      rc_pdf_work_outline (self, answer);
      break;
    default:
      answer_page (self, request, answer);
    }
}

const RcWork rc_work_pdf = { warm_up, start, answer_request };
