/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visitor put aside: kept until Start over, and stored nowhere. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/my-list.h"

struct _RcMyList
{
  GObject parent_instance;

  RcCatalogue *catalogue; /* (owned) */
  RcRowLoader *loader;    /* (owned) */
  GArray *ids;            /* (owned) gint64 */
};

static GType
get_item_type (GListModel *list)
{
  return RC_TYPE_ROW;
}

static guint
get_n_items (GListModel *list)
{
  return RC_MY_LIST (list)->ids->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  RcMyList *self = RC_MY_LIST (list);

  return position < self->ids->len ? rc_row_loader_dup_row (self->loader, g_array_index (self->ids, gint64, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RcMyList, rc_my_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
find (RcMyList *self, gint64 id, guint *position)
{
  for (*position = 0; *position < self->ids->len; (*position)++)
    if (g_array_index (self->ids, gint64, *position) == id)
      return TRUE;
  return FALSE;
}

static void
rc_my_list_finalize (GObject *object)
{
  RcMyList *self = RC_MY_LIST (object);

  g_clear_object (&self->catalogue);
  g_clear_object (&self->loader);
  g_clear_pointer (&self->ids, g_array_unref);
  G_OBJECT_CLASS (rc_my_list_parent_class)->finalize (object);
}

static void
rc_my_list_class_init (RcMyListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_my_list_finalize;
}

static void
rc_my_list_init (RcMyList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

RcMyList *
rc_my_list_new (RcCatalogue *catalogue)
{
  RcMyList *self;

  g_return_val_if_fail (RC_IS_CATALOGUE (catalogue), NULL);

  self = g_object_new (RC_TYPE_MY_LIST, NULL);
  self->catalogue = g_object_ref (catalogue);
  self->loader = rc_row_loader_new (catalogue, NULL);
  return self;
}

gboolean
rc_my_list_has (RcMyList *self, gint64 id)
{
  guint position;

  g_return_val_if_fail (RC_IS_MY_LIST (self), FALSE);

  return find (self, id, &position);
}

gboolean
rc_my_list_add (RcMyList *self, gint64 id)
{
  guint position;

  g_return_val_if_fail (RC_IS_MY_LIST (self), FALSE);

  if (find (self, id, &position))
    return TRUE;
  if (self->ids->len >= RC_MY_LIST_MOST)
    return FALSE;
  g_array_append_val (self->ids, id);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  return TRUE;
}

void
rc_my_list_remove (RcMyList *self, gint64 id)
{
  guint position;

  g_return_if_fail (RC_IS_MY_LIST (self));

  if (!find (self, id, &position))
    return;
  g_array_remove_index (self->ids, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

void
rc_my_list_clear (RcMyList *self)
{
  guint n;

  g_return_if_fail (RC_IS_MY_LIST (self));

  n = self->ids->len;
  if (n == 0)
    return;
  g_array_set_size (self->ids, 0);
  /* Rows that were loaded go, too. */
  g_object_unref (self->loader);
  self->loader = rc_row_loader_new (self->catalogue, NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

void
rc_my_list_renew (RcMyList *self)
{
  g_return_if_fail (RC_IS_MY_LIST (self));

  g_object_unref (self->loader);
  self->loader = rc_row_loader_new (self->catalogue, NULL);
  if (self->ids->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, self->ids->len, self->ids->len);
}

GArray *
rc_my_list_dup_ids (RcMyList *self)
{
  g_return_val_if_fail (RC_IS_MY_LIST (self), NULL);

  return g_array_copy (self->ids);
}

RcResultList *
rc_my_list_dup_results (RcMyList *self)
{
  g_return_val_if_fail (RC_IS_MY_LIST (self), NULL);

  return rc_result_list_new (self->loader, rc_my_list_dup_ids (self));
}
