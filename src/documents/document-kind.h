/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which renderer a file is for, by its first bytes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_DOCUMENT_PDF, /* also what nobody knows: the renderer of PDFs says that it is none */
  RC_DOCUMENT_PICTURE,
  RC_DOCUMENT_TEXT,
} RcDocumentKind;

RcDocumentKind rc_document_kind_of_bytes (const char *bytes, gsize size);
/* Of an open file; its position stays. */
RcDocumentKind rc_document_kind_of (int fd);

/* (nullable) (transfer full) For people: what a file is that no renderer knows. NULL: a PDF, a damaged one perhaps. */
char *rc_document_dup_stranger (int fd);

/* The charset that the text in it reads like, when it is 8-bit text: a literal, "" where none does. */
const char *rc_document_guess_charset (int fd);

G_END_DECLS
