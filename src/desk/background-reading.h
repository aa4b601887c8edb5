/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents are read in time that nobody else wants: their text and first pages. A line says how far that is. */
#pragma once

#include "catalogue/catalogue.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RC_TYPE_BACKGROUND_READING (rc_background_reading_get_type ())
G_DECLARE_FINAL_TYPE (RcBackgroundReading, rc_background_reading, RC, BACKGROUND_READING, AdwBin)

/* Once: reads what is waiting, and again whenever an import, a capture or somebody else brings more. Ends with the widget; what was read
 * stays, and the next one goes on there. */
void rc_background_reading_start (RcBackgroundReading *self, RcCatalogue *catalogue);

G_END_DECLS
