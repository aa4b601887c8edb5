/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of the way: enough to make its page anew. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

typedef enum
{
  RC_PLACE_HOME,
  RC_PLACE_RESULTS,
  RC_PLACE_RECORD,
  RC_PLACE_DISC,
  RC_PLACE_GRANTS,
  RC_PLACE_GRANT,
  RC_PLACE_DOCUMENT,
  RC_PLACE_FILE, /* of a disc, to be read */
  RC_PLACE_MY_LIST,
} RcPlaceType;

typedef struct
{
  RcPlaceType type;
  gint64 id;            /* of the record, disc, document or file */
  int page;             /* of a document, from 1 */
  char *words;          /* (owned) (nullable) to be marked in a document */
  char *path;           /* (owned) (nullable) on a disc */
  RcSearchQuery *query; /* (owned) (nullable) of the results */
  RcResultList *among;  /* (owned) (nullable) the list a record was picked from */
  GtkWidget *widget;    /* (nullable) its page, while it lives; the stack's */
  gboolean stale;       /* the catalogue has changed since the page was shown */
} RcPlace;

RcPlace *rc_place_new (RcPlaceType type, gint64 id);
void rc_place_free (RcPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPlace, rc_place_free)

/* A page for the place: floating. */
GtkWidget *rc_place_make_page (RcPlace *self, RcCatalogue *catalogue, RcNavigator *navigator);

G_END_DECLS
