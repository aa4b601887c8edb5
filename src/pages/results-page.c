/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search found, and how to narrow it. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/results-page.h"

#include <glib/gi18n.h>

struct _RcResultsPage
{
  RcPage parent_instance;
};

G_DEFINE_FINAL_TYPE (RcResultsPage, rc_results_page, RC_TYPE_PAGE)

static void
rc_results_page_class_init (RcResultsPageClass *klass)
{
}

static void
rc_results_page_init (RcResultsPage *self)
{
  rc_page_set_title (RC_PAGE (self), _("Results"));
}

GtkWidget *
rc_results_page_new (RcCatalogue *catalogue, RcNavigator *navigator, const RcSearchQuery *query)
{
  return g_object_new (RC_TYPE_RESULTS_PAGE, "catalogue", catalogue, "navigator", navigator, NULL);
}
