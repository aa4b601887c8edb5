/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values out of JSON whose shape nobody promises. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The member of an object, borrowed; NULL when there is none, when it is of another type, or when `object` is NULL. */
JsonNode *rc_json_get_node (JsonObject *object, const char *name);
JsonObject *rc_json_get_object (JsonObject *object, const char *name);
JsonArray *rc_json_get_array (JsonObject *object, const char *name);

/* The first of the names (ended by NULL) that the details or the whole, either of which may be NULL, give as a text or a
 * number; (transfer full) (nullable). */
char *rc_json_dup_value (JsonObject *whole, JsonObject *details, const char *const *names);

G_END_DECLS
