/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of ISO 2709: its leader, directory and fields, with repair and account. */
#pragma once

#include "exchange/decoder.h"
#include "exchange/reader.h"

G_BEGIN_DECLS

#define RC_ISO2709_RECORD_END '\x1d'
#define RC_ISO2709_FIELD_END '\x1e'

/* 24 bytes that have the digits where a leader has them. */
gboolean rc_iso2709_is_leader (const char *data, gsize length);
/* The same, and more signs of one: good enough to find a record amid junk. */
gboolean rc_iso2709_is_sure_leader (const char *data, gsize length);
/* The bytes may begin a file of ISO 2709. */
gboolean rc_iso2709_looks_like (const char *data, gsize length);
/* RC_FORMAT_MARC21, UNIMARC or RUSMARC by the tags of the first records; RC_FORMAT_AUTO when it is no ISO 2709. */
RcFormat rc_iso2709_recognise (const char *data, gsize length);
/* A number of n digits; -1 when they are none. */
static inline int
rc_iso2709_number (const char *digits, guint n)
{
  int number = 0;

  for (guint i = 0; i < n; i++)
    {
      guint digit = (guint) digits[i] - '0';

      if (digit > 9)
        return -1;
      number = number * 10 + (int) digit;
    }
  return number;
}

/* The fields (RcRawField) of the record; their data points into bytes, which is changed where a terminator stands
 * inside a field. FALSE when nothing can be read of it: the item is rejected with the reason. in_a_row: (out) they lie one
 * behind the other, each with its terminator behind it and none inside; kinds: (out) what is in them, if so. */
gboolean rc_iso2709_parse (char *bytes, gsize length, GArray *fields, gboolean *in_a_row, RcByteKinds *kinds, RcReaderItem *item);

G_END_DECLS
