/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of the list of what is to be checked: there at once, filled when its data arrives, and again when it changed. */
#pragma once

#include "catalogue/quality.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define RC_TYPE_CHECK_ITEM (rc_check_item_get_type ())
G_DECLARE_FINAL_TYPE (RcCheckItem, rc_check_item, RC, CHECK_ITEM, GObject)

RcCheckItem *rc_check_item_new (gint64 id);
gint64 rc_check_item_get_id (RcCheckItem *self);
/* Borrowed until the next "notify::data"; NULL until it is loaded, and for a record that is gone. */
const RcToCheck *rc_check_item_get_data (RcCheckItem *self);
/* Takes data. */
void rc_check_item_take_data (RcCheckItem *self, RcToCheck *data);
/* The first thing in one of the classes (bits), and how many there are; NULL when there is none. */
const RcFinding *rc_check_item_find (RcCheckItem *self, guint32 qualities, guint *n_findings);

G_END_DECLS
