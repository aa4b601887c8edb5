/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats that spell MARC out (XML, JSON) share: parts that were typed or made by a program, and what became of them. */
#pragma once

#include "exchange/reader.h"

G_BEGIN_DECLS

/* 24 bytes of a leader. Each tells the item what was repaired. */
void rc_marc_text_read_leader (const char *text, gsize length, char leader[RC_MARC_LEADER_LENGTH], RcReaderItem *item);
/* Three characters and a zero. value: (nullable). */
void rc_marc_text_read_tag (const char *value, char tag[4], RcReaderItem *item);
/* One printable ASCII character; a blank for anything else. value: (nullable). */
char rc_marc_text_read_indicator (const char *value, RcReaderItem *item);
/* Appends the sign of a subfield and its code, which is one character. value: (nullable). */
void rc_marc_text_append_code (GString *data, const char *value, RcReaderItem *item);

G_END_DECLS
