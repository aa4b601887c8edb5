/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field table (.fdt) of a database: what each number is called. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of CDS/ISIS (names in columns of 30 bytes) or ABCD (F|24|Title|…). Tag to name in UTF-8, lower case. Never NULL; what
 * cannot be read is left out, since a record is imported without its names, too. */
GHashTable *rc_isis_table_read (GInputStream *stream, const char *encoding, GCancellable *cancellable);

G_END_DECLS
