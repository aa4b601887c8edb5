/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages one after another, with the way back; the bar below them stays. It is the RcNavigator of its pages. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define RC_TYPE_PAGE_STACK (rc_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (RcPageStack, rc_page_stack, RC, PAGE_STACK, RcFoldBin)

/* Begins at home. `menu` (nullable): the main menu; without one (the kiosk) there are no window buttons either.
 * Signal "started-over": somebody asked for a fresh start, and home is shown. */
RcPageStack *rc_page_stack_new (RcCatalogue *catalogue, GMenuModel *menu);

/* The page that is shown. Borrowed. */
RcPage *rc_page_stack_get_page (RcPageStack *self);

/* Makes every page anew, in the language that is set now, at the same place; `menu` as in new. */
void rc_page_stack_rebuild (RcPageStack *self, GMenuModel *menu);

G_END_DECLS
