/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GListModel over the records that are to be checked: ids in order, items of those that somebody looks at. */
#pragma once

#include "catalogue/catalogue.h"
#include "desk/check-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RC_TYPE_CHECK_LIST (rc_check_list_get_type ())
G_DECLARE_FINAL_TYPE (RcCheckList, rc_check_list, RC, CHECK_LIST, GObject)

RcCheckList *rc_check_list_new (RcCatalogue *catalogue);
/* Takes ids (gint64). What both lists have keeps its place; items that somebody holds are loaded anew. */
void rc_check_list_take_ids (RcCheckList *self, GArray *ids);

/* The item of a record that somebody holds; NULL when nobody does. Borrowed. */
RcCheckItem *rc_check_list_find (RcCheckList *self, gint64 id);

G_END_DECLS
