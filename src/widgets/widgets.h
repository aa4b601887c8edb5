/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be there before the first widget is made. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The base of the resources of both applications: style.css, icons. */
#define RC_RESOURCE_PATH "/kz/unesco/ResourceCentre"

/* Registers the templates, styles and pictures; more than once does no harm. Before the first widget or page is made. */
void rc_widgets_init (void);

/* First in main: the language of the screen, from the environment. Where no locale is set, C.UTF-8 is enough for
 * messages in every language. RC_LOCALEDIR names another folder of translations (the build folder's). */
void rc_widgets_init_locale (void);

G_END_DECLS
