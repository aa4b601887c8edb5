/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in JSON: $.name, ['name'], [0], [-1], [1:3], [*], .*, ..name. That of json-glib is not used: an index past the end of
 * an array, which an answer may have at any time, is more than it bears. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _RcJsonPath RcJsonPath;

/* NULL when it is none; `problem` (out) says why and where. "$" alone is the node itself. */
RcJsonPath *rc_json_path_new (const char *text, char **problem);
void rc_json_path_free (RcJsonPath *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcJsonPath, rc_json_path_free)

/* Appends the nodes (JsonNode *, borrowed) at the place, in their order, `most` at most. FALSE when there are more. */
gboolean rc_json_path_find (const RcJsonPath *self, JsonNode *root, guint most, GPtrArray *nodes);

/* Whether a path in a mapping can have this name in it: quotes end it there, a stroke parts paths, a backslash is a sign of key files. */
gboolean rc_json_path_can_have (const char *name);
/* The path and one step more, to a name that can be in it. */
char *rc_json_path_dup_step (const char *path, const char *name);

G_END_DECLS
