/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of files of a disc: ids, and the rows of those that somebody looks at. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/disc-files.h"

/* Ids of one query: five screens and more. */
#define MAX_BATCH 256

struct _RcFileItem
{
  GObject parent_instance;
  RcFileRow *row; /* (owned) (nullable) */
  guint position;
  guint n_files;
  gboolean found;
  int page;
  char *label; /* (owned) (nullable) of that page */
  char *snippet; /* (owned) (nullable) */
  char *words;   /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_ROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RcFileItem, rc_file_item, G_TYPE_OBJECT)

static void
rc_file_item_finalize (GObject *object)
{
  RcFileItem *self = RC_FILE_ITEM (object);

  g_clear_pointer (&self->row, rc_file_row_free);
  g_free (self->label);
  g_free (self->snippet);
  g_free (self->words);
  G_OBJECT_CLASS (rc_file_item_parent_class)->finalize (object);
}

static void
rc_file_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_pointer (value, RC_FILE_ITEM (object)->row);
}

static void
rc_file_item_class_init (RcFileItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rc_file_item_finalize;
  object_class->get_property = rc_file_item_get_property;
  properties[PROP_ROW] = g_param_spec_pointer ("row", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
rc_file_item_init (RcFileItem *self)
{
}

/* Takes the file out of the row. */
static void
fill_item (RcFileItem *self, RcListedFile *row)
{
  if (row == NULL || row->file == NULL)
    return;
  g_clear_pointer (&self->row, rc_file_row_free);
  self->row = g_steal_pointer (&row->file);
  self->n_files = row->n_files;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROW]);
}

RcFileItem *
rc_file_item_new_hit (RcFileRow *row, int page, const char *label, const char *snippet, const char *words)
{
  RcFileItem *self = g_object_new (RC_TYPE_FILE_ITEM, NULL);

  self->row = row;
  self->found = TRUE;
  self->page = page;
  self->label = label != NULL ? g_strdup (label) : g_strdup_printf ("%d", page);
  self->snippet = g_strdup (snippet);
  self->words = g_strdup (words);
  return self;
}

const RcFileRow *
rc_file_item_get_row (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), NULL);

  return self->row;
}

gboolean
rc_file_item_is_folder (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), FALSE);

  return self->row != NULL && (self->row->folder || self->row->opened);
}

guint
rc_file_item_get_n_files (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), 0);

  return self->n_files;
}

gboolean
rc_file_item_is_found (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), FALSE);

  return self->found;
}

int
rc_file_item_get_page (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), 0);

  return self->page;
}

const char *
rc_file_item_get_page_label (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), NULL);

  return self->label;
}

const char *
rc_file_item_get_snippet (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), NULL);

  return self->snippet;
}

const char *
rc_file_item_get_words (RcFileItem *self)
{
  g_return_val_if_fail (RC_IS_FILE_ITEM (self), NULL);

  return self->words;
}

/* --- the list --- */

struct _RcFileList
{
  GObject parent_instance;
  RcCatalogue *catalogue;    /* (owned) NULL after dispose */
  GArray *ids;               /* (owned) gint64, from the first place on */
  guint total;               /* of places without hits */
  GPtrArray *first;          /* (owned) RcFileItem of the first places, which are there when the list is */
  GPtrArray *hits;           /* (owned) RcFileItem of the last places */
  GHashTable *live;          /* (owned) position → RcFileItem (unowned) that somebody holds */
  GArray *wanted;            /* (owned) guint positions, oldest wish first */
  GCancellable *cancellable; /* (owned) */
  guint source;              /* of the turn of the main loop; 0 none */
  gboolean running;
  gboolean found;
};

/* One query. */
typedef struct
{
  RcFileList *list;  /* (owned) */
  GArray *ids;       /* (owned) gint64 */
  GArray *positions; /* (owned) guint */
} Load;

static void start_load (RcFileList *self);

static void
load_free (Load *load)
{
  g_object_unref (load->list);
  g_array_unref (load->ids);
  g_array_unref (load->positions);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Load *load = data;

  return rc_disc_list_load (db, (const gint64 *) (gpointer) load->ids->data, load->ids->len, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Load) load = user_data;
  RcFileList *self = load->list;
  g_autoptr (GPtrArray) rows = rc_catalogue_call_finish (RC_CATALOGUE (source), result, NULL);

  self->running = FALSE;
  if (self->catalogue == NULL)
    return;
  /* A row that cannot be read stays an empty place, as one that is gone. */
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      RcFileItem *item = g_hash_table_lookup (self->live, GUINT_TO_POINTER (g_array_index (load->positions, guint, i)));

      if (item != NULL)
        {
          g_autoptr (RcFileItem) held = g_object_ref (item);

          fill_item (held, g_ptr_array_index (rows, i));
        }
    }
  start_load (self);
}

static void
start_load (RcFileList *self)
{
  g_autoptr (Load) load = NULL;

  if (self->running || self->wanted->len == 0)
    return;
  load = g_new0 (Load, 1);
  load->list = g_object_ref (self);
  load->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  load->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  /* Newest first: what is on the screen now. What has scrolled away meanwhile is not live any more. */
  while (self->wanted->len > 0 && load->ids->len < MAX_BATCH)
    {
      guint position = g_array_index (self->wanted, guint, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (position >= self->ids->len || !g_hash_table_contains (self->live, GUINT_TO_POINTER (position)))
        continue;
      g_array_append_val (load->ids, g_array_index (self->ids, gint64, position));
      g_array_append_val (load->positions, position);
    }
  if (load->ids->len == 0)
    return;
  self->running = TRUE;
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, load_in_thread, load, NULL, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, loaded_cb, load);
  load = NULL;
}

static gboolean
turn_cb (gpointer user_data)
{
  RcFileList *self = user_data;

  self->source = 0;
  start_load (self);
  return G_SOURCE_REMOVE;
}

static void
want (RcFileList *self, guint position)
{
  g_array_append_val (self->wanted, position);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, turn_cb, self, NULL);
}

static void
item_gone_cb (gpointer user_data, GObject *item)
{
  g_hash_table_remove (RC_FILE_LIST (user_data)->live, GUINT_TO_POINTER (((RcFileItem *) (gpointer) item)->position));
}

static GType
get_item_type (GListModel *list)
{
  return RC_TYPE_FILE_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return RC_FILE_LIST (list)->total + RC_FILE_LIST (list)->hits->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  RcFileList *self = RC_FILE_LIST (list);
  RcFileItem *item;

  if (position >= self->total)
    return position - self->total < self->hits->len ? g_object_ref (g_ptr_array_index (self->hits, position - self->total)) : NULL;
  if (position < self->first->len)
    return g_object_ref (g_ptr_array_index (self->first, position));
  item = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (item != NULL)
    return g_object_ref (item);
  item = g_object_new (RC_TYPE_FILE_ITEM, NULL);
  item->position = position;
  item->found = self->found;
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  want (self, position);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RcFileList, rc_file_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
rc_file_list_dispose (GObject *object)
{
  RcFileList *self = RC_FILE_LIST (object);
  GHashTableIter iter;
  gpointer item;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_object_weak_unref (item, item_gone_cb, self);
  g_hash_table_remove_all (self->live);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (rc_file_list_parent_class)->dispose (object);
}

static void
rc_file_list_finalize (GObject *object)
{
  RcFileList *self = RC_FILE_LIST (object);

  g_hash_table_unref (self->live);
  g_array_unref (self->wanted);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->first);
  g_ptr_array_unref (self->hits);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (rc_file_list_parent_class)->finalize (object);
}

static void
rc_file_list_class_init (RcFileListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_file_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_file_list_finalize;
}

static void
rc_file_list_init (RcFileList *self)
{
  self->live = g_hash_table_new (NULL, NULL);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->first = g_ptr_array_new_with_free_func (g_object_unref);
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

RcFileList *
rc_file_list_new (RcCatalogue *catalogue, GArray *ids, guint total, GPtrArray *first, gboolean found)
{
  RcFileList *self;

  g_return_val_if_fail (RC_IS_CATALOGUE (catalogue) && ids != NULL, NULL);

  self = g_object_new (RC_TYPE_FILE_LIST, NULL);
  self->catalogue = g_object_ref (catalogue);
  self->ids = ids;
  self->total = MAX (total, ids->len);
  self->found = found;
  for (guint i = 0; first != NULL && i < first->len; i++)
    {
      RcFileItem *item = g_object_new (RC_TYPE_FILE_ITEM, NULL);

      item->found = found;
      item->position = i;
      fill_item (item, g_ptr_array_index (first, i));
      g_ptr_array_add (self->first, item);
    }
  return self;
}

void
rc_file_list_take_all (RcFileList *self, GArray *ids)
{
  guint n_known;
  GHashTableIter iter;
  gpointer position;

  g_return_if_fail (RC_IS_FILE_LIST (self) && ids != NULL);

  n_known = self->ids->len;
  g_array_unref (self->ids);
  self->ids = ids;
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &position, NULL))
    if (GPOINTER_TO_UINT (position) >= n_known)
      want (self, GPOINTER_TO_UINT (position));
}

void
rc_file_list_add_hits (RcFileList *self, GPtrArray *items)
{
  guint n_before;

  g_return_if_fail (RC_IS_FILE_LIST (self) && items != NULL);

  n_before = get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->hits, g_object_ref (g_ptr_array_index (items, i)));
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, items->len);
}

guint
rc_file_list_find (RcFileList *self, gint64 id)
{
  g_return_val_if_fail (RC_IS_FILE_LIST (self), G_MAXUINT);

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  return G_MAXUINT;
}
