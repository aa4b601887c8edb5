/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What RcPdf has done in its thread: each asks the renderer and checks what comes. */
#pragma once

#include "documents/pdf-thread.h"
#include "documents/pdf.h"

G_BEGIN_DECLS

typedef struct
{
  int page; /* from 0 */
  double scale;
  int turns;
  RcPdfArea area;
  char *text; /* (owned) (nullable) */
  gboolean runs;
} RcPdfArguments;
void rc_pdf_arguments_free (RcPdfArguments *self);

/* (nullable) What a file says its title is, when that is one. */
char *rc_pdf_clean_title (const char *title);

/* Each takes RcPdfArguments. */
gpointer rc_pdf_job_size (RcPdfThread *thread, gpointer data, GError **error);    /* RcPdfSize */
gpointer rc_pdf_job_pages (RcPdfThread *thread, gpointer data, GError **error);   /* RcPdfPages */
gpointer rc_pdf_job_render (RcPdfThread *thread, gpointer data, GError **error);  /* RcPixels */
gpointer rc_pdf_job_area (RcPdfThread *thread, gpointer data, GError **error);    /* RcPixels */
gpointer rc_pdf_job_layer (RcPdfThread *thread, gpointer data, GError **error);   /* RcTextLayer */
gpointer rc_pdf_job_outline (RcPdfThread *thread, gpointer data, GError **error); /* GPtrArray of RcOutlineItem */
gpointer rc_pdf_job_links (RcPdfThread *thread, gpointer data, GError **error);   /* GArray of RcPdfLink */
gpointer rc_pdf_job_leads (RcPdfThread *thread, gpointer data, GError **error);   /* GPtrArray of RcLead, of a flowing document */
gpointer rc_pdf_job_blocks (RcPdfThread *thread, gpointer data, GError **error);  /* GPtrArray of RcBlock, of a flowing document */

/* For the jobs themselves. */
gpointer rc_pdf_job_senseless (GError **error);

G_END_DECLS
