/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time as DOS wrote it, to file systems and archives. */
#pragma once

#include <glib.h>

/* Unix seconds, as if it had been UTC, since DOS has no time zones; 0: no such time. */
static inline gint64
rc_dos_time (guint date, guint time)
{
  g_autoptr (GDateTime) when = g_date_time_new_utc (1980 + (int) (date >> 9), (int) (date >> 5 & 15), (int) (date & 31), (int) MIN (time >> 11, 23),
                                                    (int) MIN (time >> 5 & 63, 59), MIN ((time & 31) * 2, 59));

  return when ? g_date_time_to_unix (when) : 0;
}
