/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tokens of one JSON text, one at a time. What is often written wrongly and can still be understood (names without
 * quotes, a comma that is missing, line breaks in a text) is read and counted. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_JSON_TEXT = '"',
  RC_JSON_WORD = 'w', /* a number, true, false, null, or a name without quotes */
  RC_JSON_OPEN_OBJECT = '{',
  RC_JSON_CLOSE_OBJECT = '}',
  RC_JSON_OPEN_ARRAY = '[',
  RC_JSON_CLOSE_ARRAY = ']',
  RC_JSON_END = 0,
  RC_JSON_BROKEN = '!',
} RcJsonToken;

typedef struct
{
  const char *next, *end;  /* borrowed text */
  GString *text;           /* (owned) of the last text or word; a zero byte may stand in it */
  gboolean after_value;    /* a comma or colon is due */
  guint n_repaired;        /* faults of form */
  guint n_broken_lines;    /* line breaks in texts, each with its indentation now a blank */
  guint n_replaced;        /* halves of a surrogate pair, which are no character */
} RcJsonTokens;

void rc_json_tokens_init (RcJsonTokens *self, const char *text, gsize length);
void rc_json_tokens_clear (RcJsonTokens *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcJsonTokens, rc_json_tokens_clear)

RcJsonToken rc_json_tokens_next (RcJsonTokens *self);
/* Steps over the value that begins with this token. FALSE when it is broken. */
gboolean rc_json_tokens_skip (RcJsonTokens *self, RcJsonToken first);

G_END_DECLS
