/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mountains south of Almaty, behind the top of the home screen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _RcHero RcHero;

/* Redraws the widget when the colours turn light or dark or high in contrast; the widget outlives it. */
RcHero *rc_hero_new (GtkWidget *widget);
void rc_hero_free (RcHero *self);
/* Fills the top of this width, its peaks at the end side; with high contrast, not at all. */
void rc_hero_snapshot (RcHero *self, GtkSnapshot *snapshot, int width, gboolean mirrored);

G_END_DECLS
