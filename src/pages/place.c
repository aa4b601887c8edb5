/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of the way: enough to make its page anew. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/place.h"
#include "pages/disc-page.h"
#include "pages/grant-page.h"
#include "pages/grants-page.h"
#include "pages/home-page.h"
#include "pages/my-list-page.h"
#include "pages/reader-page.h"
#include "pages/record-page.h"
#include "pages/results-page.h"

RcPlace *
rc_place_new (RcPlaceType type, gint64 id)
{
  RcPlace *self = g_new0 (RcPlace, 1);

  self->type = type;
  self->id = id;
  return self;
}

void
rc_place_free (RcPlace *self)
{
  g_free (self->words);
  g_free (self->path);
  g_clear_pointer (&self->query, rc_search_query_free);
  g_clear_object (&self->among);
  g_free (self);
}

GtkWidget *
rc_place_make_page (RcPlace *self, RcCatalogue *catalogue, RcNavigator *navigator)
{
  switch (self->type)
    {
    case RC_PLACE_RESULTS:
      return rc_results_page_new (catalogue, navigator, self->query);
    case RC_PLACE_RECORD:
      return rc_record_page_new (catalogue, navigator, self->id, self->among);
    case RC_PLACE_DISC:
      return rc_disc_page_new (catalogue, navigator, self->id, self->path);
    case RC_PLACE_GRANTS:
      return rc_grants_page_new (catalogue, navigator);
    case RC_PLACE_GRANT:
      return rc_grant_page_new (catalogue, navigator, self->id, self->among);
    case RC_PLACE_DOCUMENT:
      return rc_reader_page_new (catalogue, navigator, self->id, self->page, self->words);
    case RC_PLACE_FILE:
      return rc_reader_page_new_for_file (catalogue, navigator, self->id, self->page, self->words);
    case RC_PLACE_MY_LIST:
      return rc_my_list_page_new (catalogue, navigator);
    case RC_PLACE_HOME:
    default:
      return rc_home_page_new (catalogue, navigator);
    }
}
