/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of CDS/ISIS and IRBIS out of their kinds of files. */
#pragma once

#include "exchange/input.h"
#include "exchange/isis-record.h"

G_BEGIN_DECLS

/* Each gives the next record, or bytes that are none (rejection says why); NULL at the end, or on an error. */

/* Exports in ISO 2709: lines of 80 bytes, in which characters may be split, or none; # or control characters at the end of
 * fields; subfields with ^ or, of IRBIS, with 0x1F after two indicators. */
RcIsisRecord *rc_isis_iso_next (RcInput *input, GCancellable *cancellable, GError **error);
gboolean rc_isis_iso_looks_like (const char *data, gsize length);

/* Text of IRBIS: a line a field (#200: ^ATitle), ***** after each record. */
RcIsisRecord *rc_isis_text_next (RcInput *input, GCancellable *cancellable, GError **error);
gboolean rc_isis_text_looks_like (const char *data, gsize length);

/* Text of the tools of BIREME: "!ID 000001", "!v024!Title". */
RcIsisRecord *rc_isis_id_next (RcInput *input, GCancellable *cancellable, GError **error);
gboolean rc_isis_id_looks_like (const char *data, gsize length);

/* A master file, an export or a text of these. */
gboolean rc_isis_looks_like (const char *data, gsize length);

G_END_DECLS
