/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The image of a disc of the catalogue. */
#pragma once

#include "catalogue/database.h"
#include "disc/tree.h"

G_BEGIN_DECLS

/* With its names as they were chosen. NOT_FOUND where there is no such disc, or only its list is kept. */
RcDisc *rc_disc_open_kept (RcDatabase *db, gint64 id, GCancellable *cancellable, GError **error);

G_END_DECLS
