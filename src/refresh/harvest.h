/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages of one listing: asked for, judged, stored, one after the other. */
#pragma once

#include "refresh/protocol.h"
#include "refresh/refresh.h"

G_BEGIN_DECLS

typedef struct
{
  RcDatabase *db;                  /* (unowned) */
  RcSource *source;                /* (unowned) on success as it is to be kept, with the marks of the answer and its size */
  const RcSourceFile *file;        /* (unowned) */
  const RcRefreshOptions *options; /* (unowned) with limits */
  RcRefreshReport *report;         /* (unowned) counts, status, batch and, on success, result and message */
  gint64 retry_after;              /* out: when the server wants to be asked again */
} RcHarvestRun;

/* On an error the pages before it are stored, and `source` is neither as it was nor as it is. */
gboolean rc_harvest_run (RcHarvestRun *run, GCancellable *cancellable, GError **error);

G_END_DECLS
