/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First pages of documents as small pictures. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

/* Raised when they are drawn in another way: older ones are drawn again. */
#define RC_COVER_VERSION 1

typedef struct
{
  int width, height; /* px */
  GBytes *packed;    /* (owned) documents/cover.h */
} RcCoverPicture;
void rc_cover_picture_free (RcCoverPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCoverPicture, rc_cover_picture_free)

/* Inside a transaction; both NULL: nothing can be drawn. */
gboolean rc_covers_put (RcDatabase *db, gint64 document, const RcCoverPicture *large, const RcCoverPicture *small, GError **error);
/* Inside a transaction, before the row of the document: no cover of another file stays. */
gboolean rc_covers_forget (RcDatabase *db, gint64 document, const char *sha256, gint64 disc, const char *path, GError **error);
/* Whether it was drawn, or tried. */
gboolean rc_covers_has (RcDatabase *db, gint64 document, gboolean *has, GError **error);
/* Of the record's first document that has one: NULL where there is none. */
gboolean rc_covers_load (RcDatabase *db, gint64 record, gboolean large, RcCoverPicture **picture, GError **error);

G_END_DECLS
