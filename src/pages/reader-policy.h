/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be done with a document here, beside reading it. */
#pragma once

#include <gtk/gtk.h>

#include "documents/pdf.h"

G_BEGIN_DECLS

/* A machine that anybody stands at: nothing is taken away from it, and the next one finds nothing of the one before. */
gboolean rc_reader_policy_is_kiosk (GtkWidget *widget);
/* What leaves the screen and is nobody's document: a citation, a list. The same, but for an author's will. */
gboolean rc_reader_policy_allows_copying (GtkWidget *widget);
gboolean rc_reader_policy_allows_printing (GtkWidget *widget);
/* Not in a kiosk, not where the settings forbid it ("allow-copying"), and not against the author's will. */
gboolean rc_reader_policy_may_copy (GtkWidget *widget, RcPdf *pdf);
/* Not against the author's will; not where the settings forbid it ("allow-printing"), and in a kiosk only where they allow it
 * ("allow-printing-in-kiosk"). */
gboolean rc_reader_policy_may_print (GtkWidget *widget, RcPdf *pdf);

G_END_DECLS
