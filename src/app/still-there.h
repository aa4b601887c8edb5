/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk that nobody has touched for a while asks whether somebody is there, and then starts over for the next visitor. */
#pragma once

#include "pages/page-stack.h"

G_BEGIN_DECLS

/* Milliseconds. */
typedef struct
{
  guint quiet;   /* without a touch or a key, until it asks */
  guint reading; /* the same while pages of a document are shown, which somebody may look at for long */
  guint count;   /* from the question to the fresh start; 20 s or more (WCAG 2.2.1) */
} RcStillTimes;

/* Lies over the stack, in an overlay; seen only while it asks. Watches what comes to the window it is in. Any touch or key answers it. */
#define RC_TYPE_STILL_THERE (rc_still_there_get_type ())
G_DECLARE_FINAL_TYPE (RcStillThere, rc_still_there, RC, STILL_THERE, GtkWidget)

GtkWidget *rc_still_there_new (RcPageStack *stack, const RcStillTimes *times);

G_END_DECLS
