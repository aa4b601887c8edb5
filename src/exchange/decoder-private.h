/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the making of a record and the choice of its encoding share. */
#pragma once

#include "exchange/charset-guess.h"
#include "exchange/decoder.h"

#define RC_DECODER_ENOUGH_BYTES 2048 /* beyond ASCII, that a file or record is judged by */

struct _RcDecoder
{
  char *encoding;       /* (owned) (nullable) overrides everything */
  GHashTable *charsets; /* (owned) name to RcCharset */
  RcEvidence *file;     /* (owned) all that was weighed so far */
  RcEvidence *record;   /* (owned) of the record or field at hand */
  GByteArray *kinds;    /* (owned) what is in each field of the record at hand */
  gboolean references;  /* the record at hand is in MARC-8, which refers to characters that it does not have */
};

/* What a field has, as RcByteKinds, and more of it that is no UTF-8. */
#define RC_FIELD_BROKEN 0x40

/* What the fields of a record have to be told apart by. */
typedef struct
{
  gboolean ascii;       /* every byte of every field is */
  gboolean utf8;        /* the fields are UTF-8 */
  guint n_marc8;        /* fields that may be MARC-8 and are no ASCII */
  guint n_other;        /* fields that cannot be */
  guint n_good;         /* characters of several bytes in UTF-8 */
  guint n_broken;       /* bytes beyond ASCII that are no part of one */
  gboolean escapes;     /* other sets are switched to */
  const char *unimarc;  /* the code of 100 $a 26-27 of a UNIMARC record; NULL for others */
} RcSigns;

RcCharset *rc_decoder_get_charset (RcDecoder *self, const char *name);

/* The encoding of all fields; NULL: UTF-8 but for the fields that are not. The signs (out) stay zero where one was asked for. */
const char *rc_decoder_choose (RcDecoder *self, const char *leader, GArray *fields, RcSigns *signs, RcReaderItem *item);
/* For one field that is not the UTF-8 its leader says. */
const char *rc_decoder_choose_for_field (RcDecoder *self, const RcRawField *field, RcReaderItem *item);
/* The record says MARC-8, and not one of its marks is where it should be. */
gboolean rc_decoder_is_doubtful (RcDecoder *self, GArray *fields);
/* A field of such a record: as it is in another program, where that reads better. */
const char *rc_decoder_doubt (RcDecoder *self, const RcRawField *field, RcReaderItem *item);

/* The code of 100 $a 26-27 of a record of UNIMARC, "  " where it has none; NULL for others. */
const char *rc_decoder_find_unimarc_code (GArray *fields);
