/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A web server in a thread of its own, at a port of this machine that was free. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _RcLoopback RcLoopback;

/* `handler` is called in the server's thread, for every path. */
RcLoopback *rc_loopback_new (SoupServerCallback handler, gpointer user_data);
/* Waits until the thread has ended. */
void rc_loopback_free (RcLoopback *self);

/* "http://127.0.0.1:PORT" and the path. */
char *rc_loopback_dup_url (RcLoopback *self, const char *path);

/* From within a handler: a body that goes on until the other side has enough. `func` is called with the message every so many
 * milliseconds, to append to it. */
void rc_loopback_go_on (SoupServerMessage *message, GSourceFunc func, guint every_ms);

G_END_DECLS
