/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What screens ask of a document without waiting, waited for. */
#pragma once

#include "documents/pdf.h"

static inline void
waiting_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static inline void
wait_for_result (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
}

static inline RcPdfPages *
wait_for_pages (RcPdf *pdf, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rc_pdf_pages_async (pdf, NULL, waiting_cb, &result);
  wait_for_result (&result);
  return rc_pdf_pages_finish (pdf, result, error);
}

static inline GArray *
wait_for_links (RcPdf *pdf, int page, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rc_pdf_links_async (pdf, page, NULL, waiting_cb, &result);
  wait_for_result (&result);
  return rc_pdf_links_finish (pdf, result, error);
}

static inline RcPixels *
wait_for_area (RcPdf *pdf, int page, int turns, const RcPdfArea *area, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  rc_pdf_render_area_async (pdf, page, 1, turns, area, G_PRIORITY_DEFAULT, NULL, waiting_cb, &result);
  wait_for_result (&result);
  return rc_pdf_render_area_finish (pdf, result, error);
}

/* (nullable) */
static inline char *
read_text (RcPdf *pdf, int page, GError **error)
{
  g_autoptr (RcTextLayer) layer = rc_pdf_text_layer (pdf, page, FALSE, NULL, error);

  return layer ? g_steal_pointer (&layer->text) : NULL;
}
