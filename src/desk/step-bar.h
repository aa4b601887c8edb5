/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an import: those that are done, and the one that is on. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_STEP_BAR (rc_step_bar_get_type ())
G_DECLARE_FINAL_TYPE (RcStepBar, rc_step_bar, RC, STEP_BAR, GtkBox)

typedef enum
{
  RC_STEP_CHOOSE,
  RC_STEP_MATCH,
  RC_STEP_TRY,
  RC_STEP_RESULT,
} RcStep;

void rc_step_bar_show (RcStepBar *self, RcStep now);

G_END_DECLS
