/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An icon and a word on a tint: what a thing is, and how to get it. */
#pragma once

#include <gtk/gtk.h>

#include "catalogue/query.h"
#include "widgets/group.h"

G_BEGIN_DECLS

/* What a badge says. */
typedef struct
{
  const char *icon_name; /* static (nullable) */
  const char *tone;      /* static; CSS class: a group's tone, "ok", "warm", "soon", "accent", "plain" */
  gboolean round;        /* how to get it, not what it is */
  char *text;            /* (owned) */
} RcBadgeText;

void rc_badge_text_clear (RcBadgeText *self);

#define RC_MAX_BADGES 3

/* What the badges of a row say, how to get it after what it is: fills `texts` and returns how many there are. `brief`: for narrow screens. */
guint rc_badge_texts_of_row (const RcRowData *row, gboolean brief, RcBadgeText texts[RC_MAX_BADGES]);

#define RC_TYPE_BADGE (rc_badge_get_type ())
G_DECLARE_FINAL_TYPE (RcBadge, rc_badge, RC, BADGE, GtkWidget)

RcBadge *rc_badge_new (void);
/* NULL hides it. */
void rc_badge_set (RcBadge *self, const RcBadgeText *text);
/* The badge of a group: its icon, word and colour. */
void rc_badge_set_group (RcBadge *self, const RcGroup *group);

G_END_DECLS
