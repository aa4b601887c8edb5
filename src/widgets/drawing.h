/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A drawing of the resources, made anew at each size that it is shown at: what is scaled afterwards costs more at every frame. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RC_TYPE_DRAWING (rc_drawing_get_type ())
G_DECLARE_FINAL_TYPE (RcDrawing, rc_drawing, RC, DRAWING, GObject)

/* A GdkPaintable. `path`: of an SVG in the resources, which is read when it is first shown; `width`, `height`: of its view box. */
GdkPaintable *rc_drawing_new (const char *path, int width, int height);

/* Pixels of the finest screen to a pixel of widgets. */
int rc_drawing_get_scale (void);

G_END_DECLS
