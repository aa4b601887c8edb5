/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers out of bytes of a file, the low byte first, wherever they stand. */
#pragma once

#include <glib.h>

static inline guint16
rc_get_le16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] | bytes[1] << 8);
}

static inline guint32
rc_get_le32 (const guint8 *bytes)
{
  return rc_get_le16 (bytes) | (guint32) rc_get_le16 (bytes + 2) << 16;
}
