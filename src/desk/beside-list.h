/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sources of a grant say that stands beside what is here: taken, or left. */
#pragma once

#include "record/grant.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_BESIDE_LIST (rc_beside_list_get_type ())
G_DECLARE_FINAL_TYPE (RcBesideList, rc_beside_list, RC, BESIDE_LIST, GtkBox)

/* Its buttons are the actions "editor.take" and "editor.dismiss" with the id of the source and the member (xs). */
RcBesideList *rc_beside_list_new (void);
/* RcGrantSource. How many rows there are. */
guint rc_beside_list_show (RcBesideList *self, GPtrArray *sources, const RcGrant *ours);

G_END_DECLS
