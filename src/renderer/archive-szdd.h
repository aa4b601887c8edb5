/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file as COMPRESS.EXE of Microsoft packed it (SZDD, KWAJ): "FILE.TX_" of the installers of the nineties. */
#pragma once

#include "renderer/archive-find.h"

G_BEGIN_DECLS

typedef struct _RcSzdd RcSzdd;

gboolean rc_szdd_is (const guint8 *head, gsize size);

/* From the beginning; it is read forward. */
RcSzdd *rc_szdd_new (RcArchiveRead read, gpointer source, const RcArchivePlace *place);
void rc_szdd_free (RcSzdd *self);

/* (transfer full) What it was called, as far as it tells; `name` (nullable) is what it is called now. */
char *rc_szdd_dup_name (RcSzdd *self, const char *name);
/* -1: it does not tell. */
gint64 rc_szdd_get_size (RcSzdd *self);
/* (nullable) Why it cannot be unpacked. */
const char *rc_szdd_get_obstacle (RcSzdd *self);
/* Less at the end only. */
gsize rc_szdd_read (RcSzdd *self, guint8 *buffer, gsize size);

G_END_DECLS
