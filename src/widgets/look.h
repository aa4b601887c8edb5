/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the screen looks to the one before it: colours, size of text, movement, size of what is touched. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_COLOURS_SYSTEM, /* light or dark, as the system has it */
  RC_COLOURS_LIGHT,
  RC_COLOURS_DARK,
  RC_COLOURS_HIGH_CONTRAST, /* white and yellow on black */
} RcColours;

/* In percent of 16 px a rem. */
extern const int rc_text_sizes[4];

/* Once, when GTK has begun: what is the same for whoever comes. */
void rc_look_begin (void);
void rc_look_set_colours (RcColours colours);
RcColours rc_look_get_colours (void);
void rc_look_set_text_size (int percent);
/* The largest of rc_text_sizes that text has: an index. */
guint rc_look_get_text_size (void);
void rc_look_set_still (gboolean still);
gboolean rc_look_get_still (void);
void rc_look_set_large (gboolean large);
gboolean rc_look_get_large (void);
/* All as the system has it. */
void rc_look_reset (void);

G_END_DECLS
