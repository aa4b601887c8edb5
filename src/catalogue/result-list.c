/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GListModel over the ids of one answer. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/result-list.h"

struct _RcResultList
{
  GObject parent_instance;

  RcRowLoader *loader; /* (owned) the one live RcRow of an id */
  GArray *ids;         /* (owned) gint64 record ids in display order; never changes but from the first of them to all */
  guint total;         /* of rows; more than ids while only the first are known */
};

static GType
get_item_type (GListModel *list)
{
  return RC_TYPE_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return RC_RESULT_LIST (list)->total;
}

static gpointer
get_item (GListModel *list, guint position)
{
  RcResultList *self = RC_RESULT_LIST (list);

  if (position >= self->total)
    return NULL;
  if (position >= self->ids->len)
    return rc_row_new (0);
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
  g_return_val_if_fail (ids != NULL, NULL);

  return rc_result_list_new_begun (loader, ids, ids->len);
}

RcResultList *
rc_result_list_new_begun (RcRowLoader *loader, GArray *ids, guint total)
{
  RcResultList *self;

  g_return_val_if_fail (RC_IS_ROW_LOADER (loader) && ids != NULL, NULL);

  self = g_object_new (RC_TYPE_RESULT_LIST, NULL);
  self->loader = g_object_ref (loader);
  self->ids = ids;
  self->total = MAX (total, ids->len);
  return self;
}

void
rc_result_list_take_all (RcResultList *self, GArray *ids)
{
  guint n_before;

  g_return_if_fail (RC_IS_RESULT_LIST (self) && ids != NULL);

  n_before = self->total;
  g_array_unref (self->ids);
  self->ids = ids;
  self->total = ids->len;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, ids->len);
}

const char *
rc_result_list_get_query (RcResultList *self)
{
  g_return_val_if_fail (RC_IS_RESULT_LIST (self), NULL);

  return rc_row_loader_get_query (self->loader);
}

gboolean
rc_result_list_is_whole (RcResultList *self)
{
  g_return_val_if_fail (RC_IS_RESULT_LIST (self), TRUE);

  return self->ids->len == self->total;
}

gint64
rc_result_list_get_id (RcResultList *self, guint position)
{
  g_return_val_if_fail (RC_IS_RESULT_LIST (self) && position < self->total, 0);

  if (position >= self->ids->len)
    return 0;
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
