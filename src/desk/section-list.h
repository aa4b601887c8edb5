/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pane of the desk's sections: an icon, a name and, where something waits, a number. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_SECTION_LIST (rc_section_list_get_type ())
G_DECLARE_FINAL_TYPE (RcSectionList, rc_section_list, RC, SECTION_LIST, GtkBox)

/* Signal "chosen" (name): somebody wants to go there. */

/* A place to stay in, or with `place` FALSE something that is done there and then. */
void rc_section_list_add (RcSectionList *self, const char *name, const char *icon_name, const char *title, gboolean place);
/* Shows where we are. */
void rc_section_list_select (RcSectionList *self, const char *name);
/* A number behind the name, and what it counts, for those who do not see it; 0 shows none. `tone` (nullable): "soon" for what is
 * urgent. */
void rc_section_list_set_count (RcSectionList *self, const char *name, guint count, const char *meaning, const char *tone);

G_END_DECLS
