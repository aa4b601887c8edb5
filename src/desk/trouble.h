/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that says why there is no catalogue to work in, and what to do. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Fills the status page: what is wrong with the catalogue in the folder, and what helps. TRUE when a new catalogue would. */
gboolean rc_trouble_show (AdwStatusPage *page, const char *folder, const GError *error);

G_END_DECLS
