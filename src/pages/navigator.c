/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page asks to go elsewhere. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/navigator.h"

G_DEFINE_INTERFACE (RcNavigator, rc_navigator, G_TYPE_OBJECT)

static void
rc_navigator_default_init (RcNavigatorInterface *iface)
{
}

void
rc_navigator_open_record (RcNavigator *self, gint64 id, RcKind kind, RcResultList *among)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  RC_NAVIGATOR_GET_IFACE (self)->open_record (self, id, kind, among);
}

void
rc_navigator_open_row (RcNavigator *self, const RcRowData *row, RcResultList *among)
{
  g_return_if_fail (row != NULL);

  if (row->kind == RC_KIND_FILE)
    rc_navigator_open_disc (self, row->disc, row->path);
  else
    rc_navigator_open_record (self, row->id, row->kind, among);
}

void
rc_navigator_open_results (RcNavigator *self, const RcSearchQuery *query)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  g_return_if_fail (query != NULL);
  RC_NAVIGATOR_GET_IFACE (self)->open_results (self, query);
}

void
rc_navigator_open_document (RcNavigator *self, gint64 document, int page, const char *words)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  RC_NAVIGATOR_GET_IFACE (self)->open_document (self, document, page, words);
}

void
rc_navigator_open_file (RcNavigator *self, gint64 file, int page, const char *words)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  RC_NAVIGATOR_GET_IFACE (self)->open_file (self, file, page, words);
}

void
rc_navigator_open_disc (RcNavigator *self, gint64 disc, const char *path)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  RC_NAVIGATOR_GET_IFACE (self)->open_disc (self, disc, path);
}

void
rc_navigator_open_grants (RcNavigator *self)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  RC_NAVIGATOR_GET_IFACE (self)->open_grants (self);
}

void
rc_navigator_open_my_list (RcNavigator *self)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  RC_NAVIGATOR_GET_IFACE (self)->open_my_list (self);
}

RcMyList *
rc_navigator_get_my_list (RcNavigator *self)
{
  g_return_val_if_fail (RC_IS_NAVIGATOR (self), NULL);
  return RC_NAVIGATOR_GET_IFACE (self)->get_my_list (self);
}

void
rc_navigator_go_back (RcNavigator *self)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  RC_NAVIGATOR_GET_IFACE (self)->go_back (self);
}

void
rc_navigator_start_over (RcNavigator *self)
{
  g_return_if_fail (RC_IS_NAVIGATOR (self));
  RC_NAVIGATOR_GET_IFACE (self)->start_over (self);
}
