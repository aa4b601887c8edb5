/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread that stands ready to take a share of somebody's work. Private to this room. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _RcHelper RcHelper;

/* The thread itself is made when there is something to do for the first time. */
RcHelper *rc_helper_new (void);
void rc_helper_free (RcHelper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcHelper, rc_helper_free)

/* Has `func` called, soon. One thread at a time starts and finishes, always in turn. */
void rc_helper_start (RcHelper *self, void (*func) (gpointer data), gpointer data);
/* Waits until it has returned: TRUE. FALSE: the machine was busy, it has not been called and is not any more. */
gboolean rc_helper_finish (RcHelper *self);

G_END_DECLS
