/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program says: JSON for programs, text for people, errors, progress. Bytes are written as they are, in UTF-8. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* printf to standard output. Any text; control characters of a terminal that come from data do not get through. */
void rc_print (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* One JSON value and a newline, flushed. Takes root. */
void rc_print_json (JsonNode *root);
/* The same for JSON that is written already. */
void rc_print_json_text (const char *text);
/* What the builder holds. */
void rc_print_builder (JsonBuilder *builder);

/* Members of the object that is open. A text that is not UTF-8 is repaired; NULL is null. */
void rc_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void rc_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void rc_json_add_double (JsonBuilder *builder, const char *name, double value);
void rc_json_add_bool (JsonBuilder *builder, const char *name, gboolean value);
void rc_json_add_strings (JsonBuilder *builder, const char *name, const char *const *values);
/* RcProblem, as [{"file":…,"position":…,"control":…,"message":…}]. */
void rc_json_add_problems (JsonBuilder *builder, const char *name, GPtrArray *problems);
/* The problems for people, a line each, on standard error. */
void rc_print_problems (GPtrArray *problems);

/* The short word of an error, "missing"; never NULL. */
const char *rc_error_get_word (const GError *error);
/* With `json` an object on standard output, else a line on standard error. */
void rc_print_error (const GError *error, gboolean json);

/* A bar on standard error, when that is a terminal; fraction 0 to 1, or negative when it is not known. Drawn at most ten times a second. */
void rc_progress_show (double fraction, const char *what);
void rc_progress_clear (void);

/* Seconds since a g_get_monotonic_time (). */
double rc_seconds_since (gint64 start_us);

G_END_DECLS
