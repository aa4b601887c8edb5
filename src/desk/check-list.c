/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GListModel over the records that are to be checked. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/check-list.h"

/* Records of one query. */
#define MAX_BATCH 64

struct _RcCheckList
{
  GObject parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GCancellable *cancellable; /* (owned) */
  GArray *ids;               /* (owned) gint64 */
  GHashTable *items;         /* (owned) id → RcCheckItem (borrowed), those that somebody holds */
  GArray *wanted;            /* (owned) gint64, oldest wish first */
  gboolean loading;
  guint source;              /* of the turn of the main loop; 0 none */
};

/* An item that somebody holds; the key of the table is its id. */
typedef struct
{
  RcCheckList *list; /* (unowned) */
  gint64 id;
  RcCheckItem *item; /* (unowned) told of by a weak reference */
} LiveItem;

static void load_more (RcCheckList *self);

static GType
get_item_type (GListModel *list)
{
  return RC_TYPE_CHECK_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return RC_CHECK_LIST (list)->ids->len;
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return rc_quality_load (db, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

typedef struct
{
  RcCheckList *list; /* (owned) */
  GArray *ids;       /* (owned) */
} Load;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (RcCheckList) self = load->list;
  g_autoptr (GArray) ids = load->ids;
  g_autoptr (GPtrArray) records = rc_catalogue_call_finish (RC_CATALOGUE (source), result, NULL);

  g_free (load);
  self->loading = FALSE;
  if (self->catalogue == NULL)
    return;
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      LiveItem *live = g_hash_table_lookup (self->items, &g_array_index (ids, gint64, i));

      if (live != NULL)
        {
          g_autoptr (RcCheckItem) item = g_object_ref (live->item);

          rc_check_item_take_data (item, g_steal_pointer (&g_ptr_array_index (records, i)));
        }
    }
  load_more (self);
}

/* Newest wishes first: what is on the screen now. */
static void
load_more (RcCheckList *self)
{
  GArray *ids;
  Load *load;

  if (self->loading || self->wanted->len == 0 || self->catalogue == NULL)
    return;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (self->wanted->len > 0 && ids->len < MAX_BATCH)
    {
      gint64 id = g_array_index (self->wanted, gint64, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (g_hash_table_contains (self->items, &id))
        g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    {
      g_array_unref (ids);
      return;
    }
  load = g_new0 (Load, 1);
  load->list = g_object_ref (self);
  load->ids = ids;
  self->loading = TRUE;
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, load_in_thread, g_array_ref (ids), (GDestroyNotify) g_array_unref,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, loaded_cb, load);
}

static gboolean
turn_cb (gpointer user_data)
{
  RcCheckList *self = user_data;

  self->source = 0;
  load_more (self);
  return G_SOURCE_REMOVE;
}

static void
want (RcCheckList *self, gint64 id)
{
  g_array_append_val (self->wanted, id);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, turn_cb, self, NULL);
}

static void
item_gone_cb (gpointer user_data, GObject *item)
{
  LiveItem *live = user_data;

  g_hash_table_remove (live->list->items, &live->id);
}

static gpointer
get_item (GListModel *list, guint position)
{
  RcCheckList *self = RC_CHECK_LIST (list);
  LiveItem *live;
  gint64 id;

  if (position >= self->ids->len)
    return NULL;
  id = g_array_index (self->ids, gint64, position);
  live = g_hash_table_lookup (self->items, &id);
  if (live != NULL)
    return g_object_ref (live->item);
  live = g_new (LiveItem, 1);
  *live = (LiveItem) { self, id, rc_check_item_new (id) };
  g_hash_table_insert (self->items, &live->id, live);
  g_object_weak_ref (G_OBJECT (live->item), item_gone_cb, live);
  want (self, id);
  return live->item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RcCheckList, rc_check_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
rc_check_list_dispose (GObject *object)
{
  RcCheckList *self = RC_CHECK_LIST (object);
  GHashTableIter iter;
  gpointer live;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &live))
    g_object_weak_unref (G_OBJECT (((LiveItem *) live)->item), item_gone_cb, live);
  g_hash_table_remove_all (self->items);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_check_list_parent_class)->dispose (object);
}

static void
rc_check_list_finalize (GObject *object)
{
  RcCheckList *self = RC_CHECK_LIST (object);

  g_clear_object (&self->cancellable);
  g_array_unref (self->ids);
  g_array_unref (self->wanted);
  g_hash_table_unref (self->items);
  G_OBJECT_CLASS (rc_check_list_parent_class)->finalize (object);
}

static void
rc_check_list_class_init (RcCheckListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_check_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_check_list_finalize;
}

static void
rc_check_list_init (RcCheckList *self)
{
  self->cancellable = g_cancellable_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
}

RcCheckList *
rc_check_list_new (RcCatalogue *catalogue)
{
  RcCheckList *self = g_object_new (RC_TYPE_CHECK_LIST, NULL);

  self->catalogue = g_object_ref (catalogue);
  return self;
}

RcCheckItem *
rc_check_list_find (RcCheckList *self, gint64 id)
{
  LiveItem *live;

  g_return_val_if_fail (RC_IS_CHECK_LIST (self), NULL);

  live = g_hash_table_lookup (self->items, &id);
  return live != NULL ? live->item : NULL;
}

void
rc_check_list_take_ids (RcCheckList *self, GArray *ids)
{
  g_autoptr (GArray) old = NULL;
  guint begin = 0, end = 0, least;
  GHashTableIter iter;
  gpointer live;

  g_return_if_fail (RC_IS_CHECK_LIST (self));

  old = g_steal_pointer (&self->ids);
  self->ids = ids;
  least = MIN (old->len, ids->len);
  while (begin < least && g_array_index (old, gint64, begin) == g_array_index (ids, gint64, begin))
    begin++;
  while (end < least - begin && g_array_index (old, gint64, old->len - 1 - end) == g_array_index (ids, gint64, ids->len - 1 - end))
    end++;
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &live))
    want (self, ((LiveItem *) live)->id);
  if (old->len - begin - end > 0 || ids->len - begin - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), begin, old->len - begin - end, ids->len - begin - end);
}
