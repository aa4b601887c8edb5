/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GListModel over the ids of one answer: a million rows without a million objects. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/row.h"

G_BEGIN_DECLS

#define RC_TYPE_ROW_LOADER (rc_row_loader_get_type ())
G_DECLARE_FINAL_TYPE (RcRowLoader, rc_row_loader, RC, ROW_LOADER, GObject)

/* The one live RcRow of an id; gathers the ids of one turn of the main loop into one query. `query` (nullable): for snippets. */
RcRowLoader *rc_row_loader_new (RcCatalogue *catalogue, const char *query);
RcRow *rc_row_loader_dup_row (RcRowLoader *self, gint64 id);
/* Borrowed (nullable). */
const char *rc_row_loader_get_query (RcRowLoader *self);

#define RC_TYPE_RESULT_LIST (rc_result_list_get_type ())
G_DECLARE_FINAL_TYPE (RcResultList, rc_result_list, RC, RESULT_LIST, GObject)

/* Takes ids (gint64): a list is made for one answer and thrown away with it. */
RcResultList *rc_result_list_new (RcRowLoader *loader, GArray *ids);
/* The same where only the first ids of `total` are known: rows at the other places are there, but empty and with the id 0, until
 * rc_result_list_take_all() brings all of them. */
RcResultList *rc_result_list_new_begun (RcRowLoader *loader, GArray *ids, guint total);
void rc_result_list_take_all (RcResultList *self, GArray *ids);
/* What it is the answer to (nullable), as the rows have it. Borrowed. */
const char *rc_result_list_get_query (RcResultList *self);
/* FALSE while only the first ids are known. */
gboolean rc_result_list_is_whole (RcResultList *self);
/* 0 where it is not known yet. */
gint64 rc_result_list_get_id (RcResultList *self, guint position);
/* The place of an id among those known, or -1. */
gint64 rc_result_list_find (RcResultList *self, gint64 id);

G_END_DECLS
