/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from the top of a disc to a folder, each step a button. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "activated" (const char *path): a step was chosen; "" is the top. */
#define RC_TYPE_BREADCRUMBS (rc_breadcrumbs_get_type ())
G_DECLARE_FINAL_TYPE (RcBreadcrumbs, rc_breadcrumbs, RC, BREADCRUMBS, GtkWidget)

/* `path` uses '/', "" is the top. */
void rc_breadcrumbs_set_path (RcBreadcrumbs *self, const char *top, const char *path);

G_END_DECLS
