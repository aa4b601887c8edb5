/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document of text, whatever its format: blocks that run on, one after the other. Readers of formats fill it, pages are cut
 * from it. Bounded: what comes after RC_FLOW_MAX_BYTES is left out, and "[…]" stands there. */
#pragma once

#include "renderer/protocol.h"

G_BEGIN_DECLS

#define RC_FLOW_MAX_BYTES (3u << 20)
#define RC_FLOW_MAX_FILE (64u << 20) /* of which so much is looked at */

typedef struct
{
  RcRendererBlockKind kind;
  guint level;          /* of a heading, from 1 */
  gsize start, length;  /* bytes of the text */
} RcFlowBlock;

typedef struct
{
  GString *text;  /* (owned) valid UTF-8, the blocks one behind the other */
  GArray *blocks; /* (owned) RcFlowBlock */
  GPtrArray *leads; /* (owned) char *: "address TAB words", of what a web page leads to beside it */
  char *title;    /* (owned) (nullable) */
  gboolean cut;
} RcFlow;

RcFlow *rc_flow_new (void);
void rc_flow_free (RcFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFlow, rc_flow_free)

/* `text` is UTF-8, valid or not. Blanks become one, but for those of a line of fixed letters; what is empty then is no block. A very long
 * one is cut between words. FALSE when there is room for nothing more. */
gboolean rc_flow_add (RcFlow *self, RcRendererBlockKind kind, guint level, const char *text, gsize length);
void rc_flow_take_title (RcFlow *self, const char *text, gsize length);

/* Neither of them as long as it likes, and not too many. */
void rc_flow_add_lead (RcFlow *self, const char *address, const char *words, gsize length);

/* The bytes as UTF-8: by a mark at their beginning, by being UTF-8 or UTF-16, else as `charset` says (a name of iconv; NULL or one that is not
 * known: Western). */
char *rc_flow_decode (const char *bytes, gsize size, const char *charset);

/* What is known to be in a charset; Western where it is not known. */
char *rc_flow_convert (const char *bytes, gsize size, const char *charset);

/* Each reads all that it understands of the bytes. FALSE with one line of why when they are not of its kind. */
gboolean rc_flow_read_plain (RcFlow *self, const char *bytes, gsize size, const char *charset, GError **error);
gboolean rc_flow_read_html (RcFlow *self, const char *bytes, gsize size, const char *charset, GError **error);
gboolean rc_flow_read_rtf (RcFlow *self, const char *bytes, gsize size, GError **error);
/* DOCX and ODT. */
gboolean rc_flow_read_office (RcFlow *self, const char *bytes, gsize size, GError **error);
/* DOC, of Word 6 and later. G_IO_ERROR_PERMISSION_DENIED: it is encrypted. */
gboolean rc_flow_read_word (RcFlow *self, const char *bytes, gsize size, GError **error);

gboolean rc_flow_looks_like_html (const char *bytes, gsize size);

G_END_DECLS
