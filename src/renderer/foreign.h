/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images of other kinds, known by their first and last bytes: not read, but called by name. */
#pragma once

#include "renderer/image.h"

G_BEGIN_DECLS

/* What a file is in which no file system of discs was found, and what to do with it; NULL: not known. */
const char *rc_foreign_find (RcImage *image);

G_END_DECLS
