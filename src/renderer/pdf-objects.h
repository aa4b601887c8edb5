/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objects of a PDF, found without its index: each by its "12 0 obj", and those that are packed in streams. */
#pragma once

#include "renderer/pdf-syntax.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 number;
  guint32 generation;
  const char *place; /* (nullable) in the file; NULL: it was packed */
  RcPdfPiece value;
  RcPdfPiece stream; /* what follows the value; empty when there is none */
} RcPdfObject;

typedef struct
{
  GArray *all;         /* (owned) RcPdfObject, as they follow each other in the file */
  GHashTable *current; /* (owned) number → place in `all`, and one: of several of one number the last */
  GPtrArray *unpacked; /* (owned) GByteArray, which some of them point into */
  gsize n_unpacked;    /* bytes of these */
  gboolean encrypted;
  gboolean broken;     /* some were there that are not whole, or there was no time for them */
  gint64 latest;       /* until when it takes time */
  guint32 root, info;  /* as the last trailer says; 0: none does */
} RcPdfObjects;

/* Those that are whole; the bytes must outlive it. In bounded time: of a file that is made to take long there may be fewer. */
RcPdfObjects *rc_pdf_objects_new (const char *bytes, gsize size);
void rc_pdf_objects_free (RcPdfObjects *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcPdfObjects, rc_pdf_objects_free)

/* (nullable) Borrowed. */
const RcPdfObject *rc_pdf_objects_find (RcPdfObjects *self, guint32 number);
/* Of several of one number only the last is. */
gboolean rc_pdf_objects_is_current (RcPdfObjects *self, guint index);
/* The value itself, or what it refers to. */
RcPdfPiece rc_pdf_objects_resolve (RcPdfObjects *self, RcPdfPiece value);
/* Whether the dictionary has such a /Type. */
gboolean rc_pdf_object_is_of_type (const RcPdfObject *self, const char *type);

/* (transfer full) What zlib packed, as far as it goes and no further than so many bytes. */
GByteArray *rc_pdf_unpack (const char *bytes, gsize size, gsize most);

G_END_DECLS
