/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the home page asks the catalogue, in one go. */
#pragma once

#include "catalogue/query.h"

G_BEGIN_DECLS

#define RC_HOME_N_NEW 8
#define RC_HOME_N_CLOSING 3

typedef struct
{
  guint64 publications, discs, files, open_grants;
  GPtrArray *newest;  /* (owned) RcRowData: publications, newest first */
  GPtrArray *closing; /* (owned) RcRowData: open grants, the one that closes next first */
} RcHomeData;

void rc_home_data_free (RcHomeData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcHomeData, rc_home_data_free)

/* An RcDatabaseFunc: gives an RcHomeData. */
gpointer rc_home_data_load (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error);

/* The queries behind "See all". */
RcSearchQuery *rc_home_query_newest (void);
RcSearchQuery *rc_home_query_closing (void);

G_END_DECLS
