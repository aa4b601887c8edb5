/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, days and sizes in the language of the screen. All give a new string. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The title, or words for it where a record has none. */
const char *rc_format_title (const char *title);
/* "12 486", by narrow no-break spaces, which keep their order in Arabic. */
char *rc_format_count (guint64 count);
/* "4.1 MB" */
char *rc_format_size (guint64 size_bytes);
/* "0.02", with the comma of the language. */
char *rc_format_decimal (double value, int digits);
/* "4 December", with the year when it is not that of `now`. */
char *rc_format_day (GDateTime *day, GDateTime *now);
/* As above for "2026-12-04"; the text itself when it is no day. */
char *rc_format_iso_day (const char *text);
/* "today 09:12" or a day, of Unix seconds in local time. */
char *rc_format_moment (gint64 seconds);
/* A date by an ICU skeleton ("MMM", "EEEdMMM"), as the language writes it. */
char *rc_format_skeleton (GDateTime *time, const char *skeleton);

G_END_DECLS
