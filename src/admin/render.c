/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document render: one page as a PNG. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <cairo.h>
#include <math.h>
#include <unistd.h>

#include "admin/admin.h"
#include "admin/output-file.h"
#include "admin/output.h"
#include "documents/store.h"

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  return g_output_stream_write_all (closure, data, length, NULL, NULL, NULL) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
write_png (const RcPixels *pixels, const char *output, GError **error)
{
  RcOutputFile file = { 0 };
  cairo_surface_t *surface;
  cairo_status_t status;

  if (!rc_output_file_open (&file, output, error))
    return FALSE;
  /* The encoder only reads. */
  surface = cairo_image_surface_create_for_data ((guint8 *) (gsize) g_bytes_get_data (pixels->bytes, NULL), CAIRO_FORMAT_ARGB32, pixels->width,
                                                 pixels->height, 4 * pixels->width);
  status = cairo_surface_write_to_png_stream (surface, write_cb, file.stream);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED, "cannot write %s: %s", output, cairo_status_to_string (status));
  return rc_output_file_close (&file, status == CAIRO_STATUS_SUCCESS, error);
}

static RcPixels *
render (RcDatabase *db, const RcDocument *document, int page, double scale, GCancellable *cancellable, GError **error)
{
  int fd = rc_document_open_fd (db, document, cancellable, error);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (RcPdf) pdf = fd >= 0 ? rc_pdf_open (path, cancellable, error) : NULL;
  RcPixels *pixels = NULL;

  if (pdf != NULL && (page < 1 || page > rc_pdf_get_n_pages (pdf)))
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, "document %" G_GINT64_FORMAT " has pages 1 to %d, not %d",
                 document->id, rc_pdf_get_n_pages (pdf), page);
  else if (pdf != NULL)
    pixels = rc_pdf_render (pdf, page - 1, scale, cancellable, error);
  if (fd >= 0)
    close (fd);
  return pixels;
}

int
rc_command_document_render (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  gint page = -1;
  double scale = 1;
  const GOptionEntry entries[] = {
    { "page", 0, 0, G_OPTION_ARG_INT, &page, "The page, from 1", "N" },
    { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &scale, "Pixels for each point of the page (1)", "S" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "The picture to write", "FILE.png" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID", entries, 1, 1, error);
  gint64 id = operands != NULL ? rc_admin_parse_id (operands[0], error) : 0;
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcDocument) document = NULL;
  g_autoptr (RcPixels) pixels = NULL;

  if (id == 0)
    return RC_EXIT_USAGE;
  if (page == -1 || output == NULL || !isfinite (scale) || scale <= 0)
    {
      rc_admin_set_usage (error, "document render wants --page N, --output FILE.png and a scale above 0");
      return RC_EXIT_USAGE;
    }
  db = rc_admin_check_output (admin, output, error) ? rc_admin_open (admin, RC_DATABASE_READ, error) : NULL;
  document = db != NULL ? rc_documents_get (db, id, error) : NULL;
  pixels = document != NULL ? render (db, document, page, scale, admin->cancellable, error) : NULL;
  if (pixels == NULL || !write_png (pixels, output, error))
    return RC_EXIT_FAILED;
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "document", id);
      rc_json_add_int (builder, "page", page);
      rc_json_add_int (builder, "width", pixels->width);
      rc_json_add_int (builder, "height", pixels->height);
      rc_json_add_string (builder, "output", output);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    rc_print ("%s: %d × %d pixels\n", output, pixels->width, pixels->height);
  return RC_EXIT_DONE;
}
