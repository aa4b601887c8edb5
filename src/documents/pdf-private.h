/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of RcPdf share. */
#pragma once

#include "documents/pdf-jobs.h"

G_BEGIN_DECLS

struct _RcPdf
{
  GObject parent_instance;
  RcPdfThread *thread; /* (owned) */
  int n_pages;         /* set once by opening, as all the following */
  char *title;         /* (owned) (nullable) */
  guint permissions;
  gboolean flows, damaged;
  RcPdfSize first_size;
};

RcPdf *rc_pdf_new_unopened (const char *path, int fd, const char *password, RcRendererSpare *spare);
/* Takes the RcPdf, and gives another reference to it. */
gpointer rc_pdf_open_in_thread (RcPdfThread *thread, gpointer data, GError **error);
gboolean rc_pdf_area_is_possible (const RcPdfArea *area);

G_END_DECLS
