/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a disc takes a look at all of its files: it comes when the page is there already. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/disc-list.h"
#include "catalogue/discs.h"
#include "catalogue/documents.h"
#include "documents/disc-system.h"
#include "documents/document-text.h"

G_BEGIN_DECLS

typedef struct
{
  RcDiscRow *disc; /* (owned) */
  RcFileNames *names; /* (owned) */
} RcDiscFacts;
void rc_disc_facts_free (RcDiscFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDiscFacts, rc_disc_facts_free)

void rc_disc_facts_load_async (RcCatalogue *catalogue, gint64 disc, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcDiscFacts *rc_disc_facts_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

/* What its programs were made for: a RcSystem; it may take a second, for the disc is opened. */
void rc_disc_system_load_async (RcCatalogue *catalogue, gint64 disc, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
RcSystem rc_disc_system_load_finish (RcCatalogue *catalogue, GAsyncResult *result);

/* The texts of a disc's documents, read when something is first looked for in them, and kept. */
typedef struct _RcDiscTexts RcDiscTexts;
RcDiscTexts *rc_disc_texts_new (gint64 disc);
RcDiscTexts *rc_disc_texts_ref (RcDiscTexts *self);
void rc_disc_texts_unref (RcDiscTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDiscTexts, rc_disc_texts_unref)
/* RcFileItem: pages that have the text, the first few of each document, those of `folder` ("": all) and below it. */
void rc_disc_texts_find_async (RcDiscTexts *self, RcCatalogue *catalogue, const char *text, const char *folder, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *rc_disc_texts_find_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error);

G_END_DECLS
