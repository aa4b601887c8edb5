/* SPDX-License-Identifier: GPL-3.0-or-later */
/* More like this: what shares subjects or authors with a record, as covers with their titles. */
#pragma once

#include "pages/navigator.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_RECORD_MORE (rc_record_more_get_type ())
G_DECLARE_FINAL_TYPE (RcRecordMore, rc_record_more, RC, RECORD_MORE, GtkBox)

/* Looks for them behind the page; without any it is not there. */
void rc_record_more_fill (RcRecordMore *self, RcCatalogue *catalogue, RcNavigator *navigator, gint64 id);
/* One beside the other, or below. */
void rc_record_more_set_folded (RcRecordMore *self, gboolean folded);

G_END_DECLS
