/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name and the address of a new source, and a button that adds it. */
#pragma once

#include "catalogue/catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_NEW_SOURCE (rc_new_source_get_type ())
G_DECLARE_FINAL_TYPE (RcNewSource, rc_new_source, RC, NEW_SOURCE, GtkBox)

/* Signal "told" (words): why a source was not added. One that was added is known by the catalogue's own signal. Once. */
void rc_new_source_set_catalogue (RcNewSource *self, RcCatalogue *catalogue);

G_END_DECLS
