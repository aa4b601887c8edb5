/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record is about, as chips, with what is broader and narrower. */
#pragma once

#include "catalogue/catalogue.h"
#include "pages/navigator.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_RECORD_SUBJECTS (rc_record_subjects_get_type ())
G_DECLARE_FINAL_TYPE (RcRecordSubjects, rc_record_subjects, RC, RECORD_SUBJECTS, GtkBox)

/* `subjects`: RcSubjectChip. A chip asks the navigator (nullable, not kept alive) for all that has the subject. Without subjects nothing
 * is there. */
void rc_record_subjects_fill (RcRecordSubjects *self, RcCatalogue *catalogue, RcNavigator *navigator, GPtrArray *subjects);

G_END_DECLS
