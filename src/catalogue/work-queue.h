/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads with a connection each, and the calls that wait for them. For files of this room only. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

typedef struct _RcWorkQueue RcWorkQueue;

/* Called in a worker when the content has changed since it was looked at last. */
typedef void (*RcWorkChangedFunc) (gpointer user_data);

/* Threads start when there is work for them. Those that write wait for others who do until the call is cancelled. `changed` (nullable) makes the first of them look every two seconds. */
RcWorkQueue *rc_work_queue_new (const char *folder, RcDatabaseMode mode, guint n_threads, RcWorkChangedFunc changed,
                                gpointer user_data);
/* Waits for its threads, unless it is called in one of them. Nothing may be queued any more. */
void rc_work_queue_free (RcWorkQueue *self);

/* Takes the task, which is returned from a worker. */
void rc_work_queue_push (RcWorkQueue *self, GTask *task, RcDatabaseFunc func, gpointer data, GDestroyNotify free_data,
                         GDestroyNotify free_result);
/* Looks for changes now rather than in two seconds. */
void rc_work_queue_poll (RcWorkQueue *self);

G_END_DECLS
