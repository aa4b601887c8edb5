/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page is: a header with Back and the languages, a body, and the states that every page has. */
#pragma once

#include "catalogue/catalogue.h"
#include "pages/navigator.h"
#include "widgets/fold-bin.h"

G_BEGIN_DECLS

#define RC_TYPE_PAGE (rc_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RcPage, rc_page, RC, PAGE, RcFoldBin)

/* Construct with the properties "catalogue" and "navigator". "folded" and "narrow" come from RcFoldBin. A template sets the
 * property "title" (short: "Results") and fills "header-start" (between Back and the languages), "header-end" (before the languages)
 * and "content" (all below). */
struct _RcPageClass
{
  RcFoldBinClass parent_class;

  /* (nullable) The catalogue has changed, or somebody pressed "Try again": ask again, keep what is shown meanwhile. */
  void (*reload) (RcPage *self);
  /* (nullable) Where the keyboard is when the page is first shown; NULL: the first widget. */
  GtkWidget *(*get_first_focus) (RcPage *self);
  /* (nullable) Escape: one step back inside the page (a sheet, a search). FALSE: there was none, and the page is left. */
  gboolean (*step_back) (RcPage *self);
  /* (nullable) Ctrl+F: the keyboard goes to the page's own search entry. FALSE: it has none. */
  gboolean (*start_search) (RcPage *self);
};

/* Borrowed. The navigator is NULL once it is gone. */
RcCatalogue *rc_page_get_catalogue (RcPage *self);
RcNavigator *rc_page_get_navigator (RcPage *self);

/* What the next page's Back button is called by. */
const char *rc_page_get_title (RcPage *self);

/* Shows a bar below the header when it lasts longer than 150 ms. */
void rc_page_set_busy (RcPage *self, gboolean busy);
/* In place of the content: plain words and "Try again" (reload). NULL shows the content again. The error is logged, never shown;
 * a cancelled call shows nothing. */
void rc_page_set_error (RcPage *self, const GError *error);

/* A page asks for one thing at a time. What is asked so far is cancelled, the bar shows; gives what cancels the new question, which
 * happens with the next one, or when the page goes away. Borrowed. */
GCancellable *rc_page_start_loading (RcPage *self);
/* The answer is there, or `error` (nullable) is shown in its place. FALSE: there is nothing to show, for the question failed or was
 * cancelled. */
gboolean rc_page_finish_loading (RcPage *self, const GError *error);

/* Says it through a screen reader: as the description of the widget that has the keyboard. */
void rc_page_announce (RcPage *self, const char *text);

/* For RcPageStack. `back` (nullable): the title of the page before; none: no Back button. `menu` (nullable) borrowed: the main menu. */
void rc_page_set_frame (RcPage *self, const char *back, GMenuModel *menu);
void rc_page_reload (RcPage *self);
void rc_page_grab_first_focus (RcPage *self);
/* The parts that F6 goes through. Borrowed. */
GtkWidget *rc_page_get_header (RcPage *self);
GtkWidget *rc_page_get_body (RcPage *self);
gboolean rc_page_step_back (RcPage *self);
gboolean rc_page_start_search (RcPage *self);

G_END_DECLS
