/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of MARC as programs print them: a line for each field, "245 10 $a Title" (yaz-marcdump, Koha, pages of libraries),
 * "245 10 _aTitle" (MARC::Record), and MicroLIF, which has "24510_aTitle^" and a sign at the end of a record. */
#pragma once

#include "exchange/iso2709.h"

G_BEGIN_DECLS

#define RC_MICROLIF_END '`'

/* A record begins with this line: a leader, behind LDR, 000 or nothing. */
gboolean rc_marc_lines_is_leader (const char *line, gsize length);
/* A file begins so: such a leader, and a field behind it. */
gboolean rc_marc_lines_looks_like (const char *data, gsize length);
gboolean rc_microlif_looks_like (const char *data, gsize length);

/* The fields (RcRawField) of the lines of one record, which are changed for it and have to stay, and its leader. */
void rc_marc_lines_read (GString *lines, GArray *fields, char *leader, RcReaderItem *item);
void rc_microlif_read (GString *record, GArray *fields, char *leader, RcReaderItem *item);

G_END_DECLS
