/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The renderer's work on documents of text: finds out what the file is, reads it, and answers as for a PDF. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "renderer/flow-pages.h"
#include "renderer/matrix.h"
#include "renderer/work.h"

/* Converted by modules of glibc that cannot be loaded once the files are locked. */
static const char *const charsets[] = {
  "UTF-16LE",     "UTF-16BE",     "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255",
  "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "CP437",        "CP850",        "CP852",        "CP866",        "KOI8-R",
  "KOI8-U",       "PT154",        "RK1048",       "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",
  "ISO-8859-9",   "ISO-8859-15",  "MAC-CYRILLIC", "CP874",        "GBK",          "GB18030",      "BIG5",         "SHIFT_JIS",    "EUC-KR",       "MACINTOSH",
};

typedef struct
{
  int fd; /* (owned) */
  RcFlowPages *pages; /* (owned) (nullable) */
  GPtrArray *leads;   /* (owned) (nullable) of the flow */
  char *title;        /* (owned) (nullable) */
} Text;

static void
warm_up (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    (void) g_iconv_open ("UTF-8", charsets[i]);
  /* Fonts. Pango itself has a thread that looks for them: it starts when there is a text, and may read them then. */
  rc_work_pdf.warm_up ();
}

static gpointer
start (int fd)
{
  Text *self = g_new0 (Text, 1);

  self->fd = fd;
  return self;
}

/* What is behind the limit is left out. */
static GByteArray *
read_file (int fd)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (1 << 16);
  gssize got;

  while (bytes->len < RC_FLOW_MAX_FILE && (got = pread (fd, buffer, 1 << 16, bytes->len)) > 0)
    g_byte_array_append (bytes, buffer, (guint) got);
  return bytes;
}

static gboolean
read_flow (RcFlow *flow, const char *bytes, gsize size, const char *charset, GError **error)
{
  if (size >= 5 && memcmp (bytes, "{\\rtf", 5) == 0)
    return rc_flow_read_rtf (flow, bytes, size, error);
  if (size >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    return rc_flow_read_office (flow, bytes, size, error);
  if (size >= 4 && memcmp (bytes, "\xd0\xcf\x11\xe0", 4) == 0)
    return rc_flow_read_word (flow, bytes, size, error);
  if (rc_flow_looks_like_html (bytes, size))
    return rc_flow_read_html (flow, bytes, size, charset, error);
  return rc_flow_read_plain (flow, bytes, size, charset, error);
}

static void
open_document (Text *self, const char *charset, RcAnswer *answer)
{
  if (!self->pages)
    {
      g_autoptr (GByteArray) bytes = read_file (self->fd);
      g_autoptr (RcFlow) flow = rc_flow_new ();
      g_autoptr (GError) error = NULL;

      if (!read_flow (flow, (const char *) bytes->data, bytes->len, *charset ? charset : NULL, &error))
        {
          rc_answer_refuse (answer, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ? RC_RENDERER_ENCRYPTED : RC_RENDERER_REFUSED,
                            "%s", error->message);
          return;
        }
      self->title = g_strdup (flow->title);
      self->leads = g_ptr_array_ref (flow->leads);
      self->pages = rc_flow_pages_new (g_steal_pointer (&flow));
    }
  answer->reply.a = rc_flow_pages_get_n (self->pages);
  answer->reply.b = RC_RENDERER_MAY_PRINT | RC_RENDERER_MAY_COPY | RC_RENDERER_MAY_FLOW;
  answer->reply.x = RC_FLOW_PAGE_WIDTH;
  answer->reply.y = RC_FLOW_PAGE_HEIGHT;
  if (self->title)
    rc_answer_append (answer, self->title, strlen (self->title));
}

static void
list_pages (Text *self, gint64 first, RcAnswer *answer)
{
  const RcRendererPage entry = { RC_FLOW_PAGE_WIDTH, RC_FLOW_PAGE_HEIGHT, 0 };
  gint64 n = 0;

  while (first + n < rc_flow_pages_get_n (self->pages) && rc_answer_append (answer, &entry, sizeof entry))
    n++;
  answer->reply.a = n;
}

static void
render (Text *self, const RcRendererRequest *request, RcAnswer *answer)
{
  cairo_t *cr = rc_matrix_begin (request, answer);
  cairo_matrix_t matrix;

  if (!cr)
    return;
  rc_matrix_init (&matrix, RC_FLOW_PAGE_WIDTH, RC_FLOW_PAGE_HEIGHT, request->x, (int) request->b);
  cairo_transform (cr, &matrix);
  rc_flow_pages_draw (self->pages, (guint) request->a, cr);
  rc_matrix_end (cr);
}

static void
list_leads (Text *self, RcAnswer *answer)
{
  for (guint i = 0; i < self->leads->len; i++)
    rc_answer_append_printf (answer, "%s\n", (const char *) self->leads->pdata[i]);
}

static void
answer_page (Text *self, const RcRendererRequest *request, RcAnswer *answer)
{
  switch (request->verb)
    {
    case RC_RENDERER_PAGES:
      list_pages (self, request->a, answer);
      break;
    case RC_RENDERER_DIRECTION:
      answer->reply.b = rc_flow_pages_is_right_to_left (self->pages);
      break;
    case RC_RENDERER_PAGE_SIZE:
      answer->reply.x = RC_FLOW_PAGE_WIDTH;
      answer->reply.y = RC_FLOW_PAGE_HEIGHT;
      break;
    case RC_RENDERER_RENDER:
      render (self, request, answer);
      break;
    case RC_RENDERER_LAYER:
      rc_flow_pages_layer (self->pages, (guint) request->a, answer);
      break;
    case RC_RENDERER_BLOCKS:
      rc_flow_pages_blocks (self->pages, (guint) request->a, answer);
      break;
    case RC_RENDERER_LINKS:
      break; /* none are followed */
    default:
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "no such verb");
    }
}

static void
answer_request (gpointer state, const RcRendererRequest *request, RcAnswer *answer)
{
  Text *self = state;

  if (request->verb == RC_RENDERER_OPEN)
    open_document (self, request->text, answer);
  else if (!self->pages || request->a < 0 || request->a >= rc_flow_pages_get_n (self->pages))
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, N_("there is no such page"));
  else if (request->verb == RC_RENDERER_OUTLINE)
    rc_flow_pages_outline (self->pages, answer);
  else if (request->verb == RC_RENDERER_LEADS)
    list_leads (self, answer);
  else
    answer_page (self, request, answer);
}

const RcWork rc_work_text = { warm_up, start, answer_request };
