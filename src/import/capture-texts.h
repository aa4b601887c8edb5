/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of a disc and what they say. For files of this room only. */
#pragma once

#include "catalogue/text-readings.h"
#include "disc/tree.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;             /* (owned) on the disc */
  char *title;            /* (owned) (nullable) */
  char *type;             /* (owned) its media type */
  RcTextReading *reading; /* (owned) (nullable) */
  gint64 size_bytes;
  int pages;
} RcCapturedText;
void rc_captured_text_free (RcCapturedText *self);

/* Of the document that is next. */
typedef void (*RcTextsProgress) (guint done, guint total, gpointer user_data);

/* Reads whatever the program can read among the entries (RcDiscEntry), PDFs first, as long as time and memory are left, but those whose
 * paths are in `known` (nullable set) or that are in the folder `kept` (nullable, import/capture-kept.h), where what was read is put. What
 * is not read is in `problems`, and is read later where the image is kept (rc_documents_read_pending); with `later` all of it is, and
 * nobody is told. RcCapturedText; NULL only when cancelled. */
GPtrArray *rc_capture_read_texts (RcDisc *disc, GPtrArray *entries, GHashTable *known, const char *kept, gboolean later, RcTextsProgress progress,
                                  gpointer user_data, GPtrArray *problems, GCancellable *cancellable, GError **error);

G_END_DECLS
