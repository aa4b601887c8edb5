/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records that describe one publication: chosen, compared, and joined when somebody agrees. */
#pragma once

#include <adwaita.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

/* What was agreed. */
typedef struct
{
  gint64 keep, other;
  RcMarc *before, *other_before; /* (owned) what both were */
  RcMarc *joined;                /* (owned) what the kept one becomes */
  char *keep_title;              /* (owned) */
  char *other_title;             /* (owned) */
} RcJoin;

#define RC_TYPE_JOIN_WINDOW (rc_join_window_get_type ())
G_DECLARE_FINAL_TYPE (RcJoinWindow, rc_join_window, RC, JOIN_WINDOW, AdwWindow)

/* Joins the record with `other`; 0: with one that is chosen first. Signal "agreed" (RcJoin, borrowed), after which the window closes. */
GtkWindow *rc_join_window_new (GtkWindow *parent, RcCatalogue *catalogue, gint64 id, gint64 other);

G_END_DECLS
