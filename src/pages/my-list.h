/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visitor put aside: kept until Start over, and stored nowhere. */
#pragma once

#include "catalogue/result-list.h"

G_BEGIN_DECLS

/* More would be no list of one visit, and nobody would photograph the codes of it. */
#define RC_MY_LIST_MOST 50

/* A GListModel of RcRow, in the order in which they were put on it. */
#define RC_TYPE_MY_LIST (rc_my_list_get_type ())
G_DECLARE_FINAL_TYPE (RcMyList, rc_my_list, RC, MY_LIST, GObject)

RcMyList *rc_my_list_new (RcCatalogue *catalogue);
gboolean rc_my_list_has (RcMyList *self, gint64 id);
/* Whatever has an id: a record, a grant, a disc or a file of one. FALSE: there are too many on it. One that is on it stays where it is. */
gboolean rc_my_list_add (RcMyList *self, gint64 id);
void rc_my_list_remove (RcMyList *self, gint64 id);
/* Another visitor comes. */
void rc_my_list_clear (RcMyList *self);
/* The catalogue has changed: rows are read again. */
void rc_my_list_renew (RcMyList *self);
/* gint64, in order; a copy. */
GArray *rc_my_list_dup_ids (RcMyList *self);
/* What is on it now, for Previous and Next. */
RcResultList *rc_my_list_dup_results (RcMyList *self);

G_END_DECLS
