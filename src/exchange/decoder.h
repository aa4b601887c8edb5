/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields as bytes in, a record in UTF-8 out. */
#pragma once

#include "exchange/charset.h"
#include "exchange/reader.h"

G_BEGIN_DECLS

/* A field as it stands in a file, before its text is converted: its data is borrowed, and has no zero behind it. */
typedef RcMarcField RcRawField;

typedef struct _RcDecoder RcDecoder;

/* encoding: what overrides the leader, or NULL. */
RcDecoder *rc_decoder_new (const char *encoding);
void rc_decoder_free (RcDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDecoder, rc_decoder_free)

/* Weighs the first bytes of a file, so that its first record is judged by those after it, too. */
void rc_decoder_learn (RcDecoder *self, const char *data, gsize length);

/* The record, its leader in order and its text in UTF-8; what was guessed, repaired or could not be converted is a
 * warning of the item. leader: 24 bytes. */
RcMarc *rc_decoder_make_marc (RcDecoder *self, const char *leader, GArray *fields, RcReaderItem *item);
/* The same of fields that lie one behind the other, each with a terminator behind it and none inside. kinds: all that is in them. */
RcMarc *rc_decoder_make_marc_at_once (RcDecoder *self, const char *leader, GArray *fields, RcByteKinds kinds, RcReaderItem *item);

G_END_DECLS
