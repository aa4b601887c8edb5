/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An abstract: its first lines, and all of it when it is pressed. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_ABSTRACT (rc_abstract_get_type ())
G_DECLARE_FINAL_TYPE (RcAbstract, rc_abstract, RC, ABSTRACT, GtkButton)

/* Folded again; NULL: it is not there at all. */
void rc_abstract_set_text (RcAbstract *self, const char *text);

G_END_DECLS
