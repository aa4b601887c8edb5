/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says in passing, and what stays until somebody has seen it. One at a time: what is said last is what counts. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RC_TYPE_TOASTS (rc_toasts_get_type ())
G_DECLARE_FINAL_TYPE (RcToasts, rc_toasts, RC, TOASTS, AdwBin)

/* Plain words, which go away by themselves. */
void rc_toasts_tell (RcToasts *self, const char *words);
/* Words about a change, with a button that takes the batch back: its action, a static string, gets the batch. */
void rc_toasts_tell_kept (RcToasts *self, const char *words, const char *button, const char *action, gint64 batch);
/* What was not done: stays until somebody closes it, or something else is said. */
void rc_toasts_fail (RcToasts *self, const char *words);

G_END_DECLS
