/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of problems: where, which record, what is wrong. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_PROBLEM_LIST (rc_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (RcProblemList, rc_problem_list, RC, PROBLEM_LIST, GtkBox)

/* RcProblem; NULL or none hides the list. */
void rc_problem_list_set_problems (RcProblemList *self, GPtrArray *problems);

/* TRUE, as it is at first: it takes the room that is left below. FALSE: it stands above something else. */
void rc_problem_list_set_fills (RcProblemList *self, gboolean fills);
/* Something to do with them, at the end of the heading. */
void rc_problem_list_add_button (RcProblemList *self, GtkWidget *button);

G_END_DECLS
