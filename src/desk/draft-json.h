/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the texts of all drafts are made of. Files come from anywhere: what is not as it should be reads as nothing. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members that are texts or lists of texts, by their place in a structure. */
typedef struct
{
  const char *name;
  gsize offset;
} RcDraftMember;

/* A text that is NULL is left out. */
void rc_draft_json_add_texts (JsonBuilder *builder, gconstpointer from, const RcDraftMember *members, guint n_members);
void rc_draft_json_add_lists (JsonBuilder *builder, gconstpointer from, const RcDraftMember *members, guint n_members);

/* The whole of it, an object; NULL: it is none. */
JsonNode *rc_draft_json_parse (const char *json);
/* NULL when the node is none. Borrowed. */
JsonObject *rc_draft_json_get_object (JsonNode *node);
/* Of an array that is a member of it, at most some thousand elements; 0 where there is none. */
guint rc_draft_json_get_length (JsonObject *object, const char *name);
/* One that is an object; NULL. Borrowed. */
JsonObject *rc_draft_json_get_element (JsonObject *object, const char *name, guint i);
/* Between `least` and `most`, else `otherwise`. */
int rc_draft_json_get_int (JsonObject *object, const char *name, int least, int most, int otherwise);
/* Fill a structure that is empty; `otherwise` (nullable) stands for a text that is not there. */
void rc_draft_json_read_texts (JsonObject *object, gpointer into, const RcDraftMember *members, guint n_members, const char *otherwise);
void rc_draft_json_read_lists (JsonObject *object, gpointer into, const RcDraftMember *members, guint n_members);

G_END_DECLS
