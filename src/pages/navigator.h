/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a page asks to go elsewhere. RcPageStack is the one that goes; tests have one that remembers. */
#pragma once

#include "catalogue/query.h"
#include "catalogue/result-list.h"
#include "pages/my-list.h"
#include "search/search.h"

G_BEGIN_DECLS

#define RC_TYPE_NAVIGATOR (rc_navigator_get_type ())
G_DECLARE_INTERFACE (RcNavigator, rc_navigator, RC, NAVIGATOR, GObject)

struct _RcNavigatorInterface
{
  GTypeInterface parent;

  void (*open_record) (RcNavigator *self, gint64 id, RcKind kind, RcResultList *among);
  void (*open_results) (RcNavigator *self, const RcSearchQuery *query);
  void (*open_document) (RcNavigator *self, gint64 document, int page, const char *words);
  void (*open_file) (RcNavigator *self, gint64 file, int page, const char *words);
  void (*open_disc) (RcNavigator *self, gint64 disc, const char *path);
  void (*open_grants) (RcNavigator *self);
  void (*open_my_list) (RcNavigator *self);
  RcMyList *(*get_my_list) (RcNavigator *self);
  void (*go_back) (RcNavigator *self);
  void (*start_over) (RcNavigator *self);
};

/* A publication, a grant or a disc. `among` (nullable): the list it was picked from, for "Result 3 of 47" with Previous and Next; a
 * page that moves on within it asks again, and then takes the place of the one that is shown. */
void rc_navigator_open_record (RcNavigator *self, gint64 id, RcKind kind, RcResultList *among);
/* Whatever the row is: a file opens its disc there. */
void rc_navigator_open_row (RcNavigator *self, const RcRowData *row, RcResultList *among);
void rc_navigator_open_results (RcNavigator *self, const RcSearchQuery *query);
/* `page` from 1. `words` (nullable) that were searched for are marked in it. */
void rc_navigator_open_document (RcNavigator *self, gint64 document, int page, const char *words);
/* The same for a file of a disc that is no document of its record, as it lies in the image. */
void rc_navigator_open_file (RcNavigator *self, gint64 file, int page, const char *words);
/* `path` (nullable): a file or folder of the disc. */
void rc_navigator_open_disc (RcNavigator *self, gint64 disc, const char *path);
void rc_navigator_open_grants (RcNavigator *self);
void rc_navigator_open_my_list (RcNavigator *self);
/* What the visitor put aside. Borrowed. */
RcMyList *rc_navigator_get_my_list (RcNavigator *self);
/* To the page before, or nowhere on the first one. */
void rc_navigator_go_back (RcNavigator *self);
/* Home, with nothing kept. */
void rc_navigator_start_over (RcNavigator *self);

G_END_DECLS
