/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody takes along of a thing: how it is cited, where it is on the web, until when it is open. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

typedef enum
{
  RC_CITING_GOST,
  RC_CITING_ISO_690,
  RC_CITING_BIBTEX,
} RcCitingStyle;

#define RC_N_CITING_STYLES 3

typedef struct
{
  char *title;                      /* (owned) */
  char *texts[RC_N_CITING_STYLES];  /* (owned) by RcCitingStyle; of a grant or a file, which no style knows, all but BibTeX are the same line */
  char *link;                       /* (owned) (nullable) what stays: a DOI, else the address that the source gives */
  char *calendar;                   /* (owned) (nullable) of a grant: the event of its deadline, for a phone */
} RcCiting;

void rc_citing_free (RcCiting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCiting, rc_citing_free)

/* NULL where there is nothing to cite: no title. `disc_title` (nullable): of the disc that a file is on. `now`: Unix seconds. */
RcCiting *rc_citing_new (const RcRecordDetails *details, const char *disc_title, gint64 now);

/* Those of these ids (gint64; taken) that are in the catalogue, in order. */
void rc_citing_load_async (RcCatalogue *catalogue, GArray *ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* RcCiting. */
GPtrArray *rc_citing_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
