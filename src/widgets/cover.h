/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cover: the first page of what can be read here, or one drawn for what has none: colour by group, a motif, title and year. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/query.h"

G_BEGIN_DECLS

#define RC_TYPE_COVER (rc_cover_get_type ())
G_DECLARE_FINAL_TYPE (RcCover, rc_cover, RC, COVER, GObject)

/* A GdkPaintable without a size of its own: whoever shows it gives it one, about 3 : 4. `title`, `subtitle` (nullable); `group` as in rc_group_find;
 * `year` 0: none; `id` picks the motif. `picture` (nullable) is shown in place of all that. */
GdkPaintable *rc_cover_new (gint64 id, const char *title, const char *subtitle, int year, const char *group, const RcCoverPicture *picture);
GdkPaintable *rc_cover_new_for_row (const RcRowData *row);

G_END_DECLS
