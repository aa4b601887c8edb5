/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what was found. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/reader-hits.h"

#include "pages/reader-entry.h"

struct _RcReaderHits
{
  GObject parent_instance;
  RcHits *hits;   /* (owned) (nullable) */
  guint n_listed; /* of them */
};

static GType
get_item_type (GListModel *model)
{
  return RC_TYPE_READER_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return RC_READER_HITS (model)->n_listed;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RcReaderHits *self = RC_READER_HITS (model);
  g_autofree char *snippet = NULL;
  guint start, end;

  if (position >= self->n_listed)
    return NULL;
  snippet = rc_hits_dup_snippet (self->hits, position, &start, &end);
  return rc_reader_entry_new ((int) rc_hits_get_page (self->hits, position), snippet, start, end);
}

static void
model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RcReaderHits, rc_reader_hits, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static void
rc_reader_hits_finalize (GObject *object)
{
  g_clear_pointer (&RC_READER_HITS (object)->hits, rc_hits_unref);
  G_OBJECT_CLASS (rc_reader_hits_parent_class)->finalize (object);
}

static void
rc_reader_hits_class_init (RcReaderHitsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_reader_hits_finalize;
}

static void
rc_reader_hits_init (RcReaderHits *self)
{
}

RcReaderHits *
rc_reader_hits_new (void)
{
  return g_object_new (RC_TYPE_READER_HITS, NULL);
}

void
rc_reader_hits_set (RcReaderHits *self, RcHits *hits)
{
  guint before = hits == self->hits ? 0 : self->n_listed, kept = hits == self->hits ? self->n_listed : 0;

  g_return_if_fail (RC_IS_READER_HITS (self));

  if (hits != NULL)
    rc_hits_ref (hits);
  g_clear_pointer (&self->hits, rc_hits_unref);
  self->hits = hits;
  self->n_listed = hits != NULL ? rc_hits_get_n (hits) : 0;
  if (before > 0 || self->n_listed > kept)
    g_list_model_items_changed (G_LIST_MODEL (self), kept, before, self->n_listed - kept);
}
