/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which page to go to: an entry, and figures to be tapped. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/page-view.h"

G_BEGIN_DECLS

#define RC_TYPE_READER_GOTO (rc_reader_goto_get_type ())
G_DECLARE_FINAL_TYPE (RcReaderGoto, rc_reader_goto, RC, READER_GOTO, GtkPopover)

/* The view is led to the page; borrowed, it outlives the popover. */
void rc_reader_goto_set_view (RcReaderGoto *self, RcPageView *view);

G_END_DECLS
