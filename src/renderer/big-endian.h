/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers out of bytes of a file, the high byte first, wherever they stand. */
#pragma once

#include <glib.h>

static inline guint16
rc_get_be16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] << 8 | bytes[1]);
}

static inline guint32
rc_get_be32 (const guint8 *bytes)
{
  return (guint32) rc_get_be16 (bytes) << 16 | rc_get_be16 (bytes + 2);
}

/* Of `n` bytes, eight at most. */
static inline guint64
rc_get_be (const guint8 *bytes, int n)
{
  guint64 value = 0;

  for (int i = 0; i < n; i++)
    value = value << 8 | bytes[i];
  return value;
}
