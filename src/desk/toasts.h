/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says in passing, and what stays until somebody has seen it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Plain words, which go away by themselves. What is still shown of the following two goes, too: it would keep these waiting. */
void rc_toasts_tell (AdwToastOverlay *overlay, const char *words);
/* Words about a change, with a button that takes the batch back: its action gets the batch. */
void rc_toasts_tell_kept (AdwToastOverlay *overlay, const char *words, const char *button, const char *action, gint64 batch);
/* What was not done: stays until somebody closes it, or it was done after all. */
void rc_toasts_fail (AdwToastOverlay *overlay, const char *words);

G_END_DECLS
