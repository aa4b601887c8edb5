/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GListModel over the ids of one answer. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/result-list.h"

struct _RcResultList
{
  GObject parent_instance;

  RcRowLoader *loader; /* (owned) the one live RcRow of an id */
  GArray *ids;         /* (owned) gint64 record ids in display order; never changes */
};

static GType
get_item_type (GListModel *list)
{
  return RC_TYPE_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return RC_RESULT_LIST (list)->ids->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  RcResultList *self = RC_RESULT_LIST (list);

  if (position >= self->ids->len)
    return NULL;
  return rc_row_loader_dup_row (self->loader, g_array_index (self->ids, gint64, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RcResultList, rc_result_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
rc_result_list_finalize (GObject *object)
{
  RcResultList *self = RC_RESULT_LIST (object);

  g_clear_object (&self->loader);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (rc_result_list_parent_class)->finalize (object);
}

static void
rc_result_list_class_init (RcResultListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_result_list_finalize;
}

static void
rc_result_list_init (RcResultList *self)
{
}

RcResultList *
rc_result_list_new (RcRowLoader *loader, GArray *ids)
{
  RcResultList *self;

  g_return_val_if_fail (RC_IS_ROW_LOADER (loader) && ids != NULL, NULL);

  self = g_object_new (RC_TYPE_RESULT_LIST, NULL);
  self->loader = g_object_ref (loader);
  self->ids = ids;
  return self;
}

gint64
rc_result_list_get_id (RcResultList *self, guint position)
{
  g_return_val_if_fail (RC_IS_RESULT_LIST (self) && position < self->ids->len, 0);

  return g_array_index (self->ids, gint64, position);
}

gint64
rc_result_list_find (RcResultList *self, gint64 id)
{
  g_return_val_if_fail (RC_IS_RESULT_LIST (self), -1);

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  return -1;
}
