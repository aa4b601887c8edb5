/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places where a text was found in a document. What stands around one and where it is on its page is worked out when somebody looks at it:
 * of ten thousand a screen shows a dozen. For one thread. */
#pragma once

#include "documents/document-text.h"

G_BEGIN_DECLS

typedef struct _RcHits RcHits;

RcHits *rc_hits_new (RcDocumentText *text);
RcHits *rc_hits_ref (RcHits *self);
void rc_hits_unref (RcHits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcHits, rc_hits_unref)

/* RcTextPlace, behind those that are there, in order. */
void rc_hits_add (RcHits *self, const GArray *places);
guint rc_hits_get_n (const RcHits *self);
/* From 0. */
guint rc_hits_get_page (const RcHits *self, guint hit);
/* The first one on this page or behind it; as many as there are where there is none. */
guint rc_hits_find_page (const RcHits *self, guint page);

/* (transfer full) RcBox, one a line; none where it is not known where the text stands. */
GArray *rc_hits_make_boxes (RcHits *self, guint hit);
/* (transfer full) What stands around it, in one line; `start` and `end` are its bytes in there. */
char *rc_hits_dup_snippet (RcHits *self, guint hit, guint *start, guint *end);

G_END_DECLS
