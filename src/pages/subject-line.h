/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is broader and narrower than the subject that is asked for, in one line of chips. */
#pragma once

#include <gtk/gtk.h>

#include "pages/record-load.h"

G_BEGIN_DECLS

#define RC_TYPE_SUBJECT_LINE (rc_subject_line_get_type ())
G_DECLARE_FINAL_TYPE (RcSubjectLine, rc_subject_line, RC, SUBJECT_LINE, GtkWidget)

/* Signal "chosen" (const char *value): a value for the filter of subjects. */

/* `kin` (nullable): without it, or with nothing in it, the line is not there. */
void rc_subject_line_show (RcSubjectLine *self, const RcSubjectKin *kin);
void rc_subject_line_set_spacing (RcSubjectLine *self, int spacing);

G_END_DECLS
