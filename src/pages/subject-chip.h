/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A subject as a button, with how many titles it has. */
#pragma once

#include <gtk/gtk.h>

#include "pages/record-load.h"

G_BEGIN_DECLS

/* `whole`: its name is never cut. Its action is "subject.open" with the value as a string, which something around it has. */
GtkWidget *rc_subject_chip_new (const RcSubjectChip *subject, gboolean whole);

G_END_DECLS
