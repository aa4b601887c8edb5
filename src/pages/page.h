/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every page is: a header with Back and the languages, a body, and the states that every page has. */
#pragma once

#include "catalogue/catalogue.h"
#include "pages/navigator.h"
#include "widgets/fold-bin.h"

G_BEGIN_DECLS

#define RC_TYPE_PAGE (rc_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RcPage, rc_page, RC, PAGE, RcFoldBin)

/* Construct with the properties "catalogue" and "navigator". "folded" and "narrow" come from RcFoldBin. */
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

/* Short: the next page's Back button and the window are called by it ("Results"). */
void rc_page_set_title (RcPage *self, const char *title);
const char *rc_page_get_title (RcPage *self);

/* What stands in the header between Back and the languages (start), and before the languages (end). Both (nullable). */
void rc_page_set_header (RcPage *self, GtkWidget *start, GtkWidget *end);
/* All below the header. */
void rc_page_set_content (RcPage *self, GtkWidget *content);

/* Shows a bar below the header when it lasts longer than 150 ms. */
void rc_page_set_busy (RcPage *self, gboolean busy);
/* In place of the content: plain words and "Try again" (reload). NULL shows the content again. The error is logged, never shown;
 * a cancelled call shows nothing. */
void rc_page_set_error (RcPage *self, const GError *error);

/* Says it through a screen reader: as the description of the widget that has the keyboard. */
void rc_page_announce (RcPage *self, const char *text);

/* For RcPageStack. `back` (nullable): the title of the page before; none: no Back button. `menu` (nullable) borrowed: the main menu. */
void rc_page_set_frame (RcPage *self, const char *back, GMenuModel *menu);
void rc_page_reload (RcPage *self);
void rc_page_grab_first_focus (RcPage *self);
/* The keyboard to the header (`first`), or from there on to the body. FALSE: it is in the body already. */
gboolean rc_page_focus_part (RcPage *self, gboolean first);
gboolean rc_page_step_back (RcPage *self);
gboolean rc_page_start_search (RcPage *self);

G_END_DECLS
