/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of documents and the text of their pages; the bytes are the business of documents/. */
#pragma once

#include "catalogue/text-readings.h"

G_BEGIN_DECLS

/* Either sha256 is set (a stored file), or disc and path (a file of a disc). */
typedef struct
{
  gint64 id;
  gint64 record;
  char *name;       /* (owned) file name, for people */
  char *title;      /* (owned) (nullable) */
  char *media_type; /* (owned) */
  char *sha256;     /* (owned) (nullable) hexadecimal */
  gint64 disc;      /* 0: none */
  char *path;       /* (owned) (nullable) */
  gint64 size_bytes;
  int pages; /* 0: unknown */
  gboolean held; /* its bytes are in the catalogue's folder; FALSE for a file of a disc whose image we do not keep */
} RcDocument;
void rc_document_free (RcDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDocument, rc_document_free)

/* `reading` (nullable) is what its pages say. Puts the record into the index again. Returns the id, 0 on error. */
gint64 rc_documents_put (RcDatabase *db, gint64 batch, const RcDocument *document, const RcTextReading *reading, GError **error);
/* Many documents of one record, which is put into the index once. `readings` has as many elements, each an RcTextReading or NULL. */
gboolean rc_documents_put_all (RcDatabase *db, gint64 batch, GPtrArray *documents, GPtrArray *readings, GError **error);
RcDocument *rc_documents_get (RcDatabase *db, gint64 id, GError **error);
GPtrArray *rc_documents_list (RcDatabase *db, gint64 record, GError **error);
/* The document of a disc's record that is this file of it; 0: none. */
gint64 rc_documents_find_file (RcDatabase *db, gint64 disc, const char *path);
/* NULL and NOT_FOUND when the page is not there; page from 1. */
char *rc_documents_get_page_text (RcDatabase *db, gint64 id, int page, GError **error);
/* Set of all SHA-256 (char *) that the database refers to: documents and images. */
GHashTable *rc_documents_get_wanted_files (RcDatabase *db, GError **error);

G_END_DECLS
