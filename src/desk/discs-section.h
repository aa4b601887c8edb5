/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The discs: those we have, and a new one from its image or a folder. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_DISCS_SECTION (rc_discs_section_get_type ())
G_DECLARE_FINAL_TYPE (RcDiscsSection, rc_discs_section, RC, DISCS_SECTION, GtkBox)

/* Signal "told" (words). */
RcDiscsSection *rc_discs_section_new (RcCatalogue *catalogue);
/* Makes ready to add this image: its title and shelfmark can be typed first. */
void rc_discs_section_choose (RcDiscsSection *self, const char *path);
/* A disc is read or written; to leave now would stop it. */
gboolean rc_discs_section_is_running (RcDiscsSection *self);

G_END_DECLS
