/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must be there before the first widget is made. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The base of the resources of both applications: style.css, icons. */
#define RC_RESOURCE_PATH "/kz/unesco/ResourceCentre"

/* Registers the templates, styles and pictures; more than once does no harm. Before the first widget or page is made. */
void rc_widgets_init (void);

G_END_DECLS
