/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records in, bytes out. */
#pragma once

#include "exchange/format.h"
#include "record/record.h"

G_BEGIN_DECLS

typedef struct _RcWriter RcWriter;

gboolean rc_writer_can_write (RcFormat format);
/* Error: RC_EXCHANGE_ERROR_UNKNOWN_FORMAT for what we do not write. */
RcWriter *rc_writer_new (RcFormat format, GOutputStream *stream, GError **error);
/* One record. A record too long for ISO 2709 is RC_EXCHANGE_ERROR_TOO_LARGE: nothing of it is written and the writer goes on. */
gboolean rc_writer_add (RcWriter *self, const RcMarc *marc, GError **error);
/* copies (nullable): RcCopy, what they say now; else what the record says of them. */
gboolean rc_writer_add_with_copies (RcWriter *self, const RcMarc *marc, GPtrArray *copies, GError **error);
/* How many characters since the last call could not be written, as no XML may hold them, and stand there as �. */
guint rc_writer_take_replaced (RcWriter *self);
/* Writes what closes the file. The stream stays open. */
gboolean rc_writer_finish (RcWriter *self, GError **error);
void rc_writer_free (RcWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcWriter, rc_writer_free)

/* A grant written out as MARC (title, funder, deadline, link), so that an export can hold all records. */
RcMarc *rc_grant_to_marc (const RcGrant *grant, const char *control);

/* The record as ISO 2709 is just these bytes. */
gboolean rc_writer_gives (const RcMarc *marc, const char *bytes, gsize length);

G_END_DECLS
