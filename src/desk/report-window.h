/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of one import, with what it would not take: to be read, and to be saved as files. */
#pragma once

#include <adwaita.h>

#include "catalogue/batches.h"
#include "catalogue/catalogue.h"

G_BEGIN_DECLS

#define RC_TYPE_REPORT_WINDOW (rc_report_window_get_type ())
G_DECLARE_FINAL_TYPE (RcReportWindow, rc_report_window, RC, REPORT_WINDOW, AdwWindow)

GtkWindow *rc_report_window_new (GtkWindow *parent, RcCatalogue *catalogue, const RcBatch *import);

G_END_DECLS
