/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disc into the catalogue: its record, its tree, its image, the text of its PDFs. One batch, one undo. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 disc; /* id of its record */
  gint64 batch;
  guint64 files, folders, bytes, unreadable;
  GPtrArray *problems; /* (owned) RcProblem */
} RcCaptureReport;
void rc_capture_report_free (RcCaptureReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCaptureReport, rc_capture_report_free)

typedef struct
{
  const char *title;     /* (nullable) else the volume's name, else the file's */
  const char *shelfmark; /* (nullable) */
  const char *names;     /* (nullable) the character set of names that are not in Unicode; else by evidence */
  gboolean tree_only;    /* do not keep the image */
  gboolean no_digests;   /* do not read all files: then none is known on other discs */
  gboolean again;        /* also when the catalogue has this disc */
  void (*progress) (double fraction, const char *what, gpointer user_data); /* (nullable) */
  gpointer user_data;
} RcCaptureOptions;

RcCaptureReport *rc_capture_disc (RcDatabase *db, const char *path, const RcCaptureOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
