/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the links of a web page lead on its own disc. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;  /* (owned) on the disc */
  char *words; /* (owned) for people */
} RcDiscLead;

/* `leads` are RcLead of the file `path`. Links to nothing that is on the disc are left out, and so are those behind the first ones. */
void rc_disc_leads_load_async (RcCatalogue *catalogue, gint64 disc, const char *path, GPtrArray *leads, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
/* RcDiscLead. */
GPtrArray *rc_disc_leads_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
