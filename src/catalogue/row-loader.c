/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills rows: the ids asked for in one turn of the main loop become one query. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/result-list.h"

/* Ids of one query; a list view asks for some 205 at a jump. */
#define MAX_BATCH 256
/* Queries under way: no more than there are readers, so that a newer wish need not wait behind older ones. */
#define MAX_RUNNING 2

struct _RcRowLoader
{
  GObject parent_instance;

  RcCatalogue *catalogue;    /* (owned) */
  char *query;               /* (owned) (nullable) */
  GHashTable *rows;          /* (owned) id → RcLiveRow */
  GArray *wanted;            /* (owned) gint64, oldest wish first */
  GCancellable *cancellable; /* (owned) */
  guint source;              /* of the turn of the main loop; 0 none */
  guint n_running;
};

/* A row that somebody holds. */
typedef struct
{
  RcRowLoader *loader; /* (unowned) */
  RcRow *row;          /* (unowned) told of by a weak reference */
  gint64 id;           /* the key */
} RcLiveRow;

/* One query. */
typedef struct
{
  RcRowLoader *loader; /* (owned) */
  GArray *ids;         /* (owned) gint64 */
  char *query;         /* (owned) (nullable) */
} RcLoad;

G_DEFINE_FINAL_TYPE (RcRowLoader, rc_row_loader, G_TYPE_OBJECT)

static void start_loads (RcRowLoader *self);

static void
load_free (RcLoad *load)
{
  g_clear_object (&load->loader);
  g_array_unref (load->ids);
  g_free (load->query);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcLoad, load_free)

static gpointer
load_rows_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  RcLoad *load = data;

  return rc_query_load_rows (db, (const gint64 *) (gpointer) load->ids->data, load->ids->len, load->query, error);
}

static void
rows_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RcLoad) load = user_data;
  RcRowLoader *self = load->loader;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = rc_catalogue_call_finish (RC_CATALOGUE (source), result, &error);

  self->n_running--;
  /* Nobody waits for a row with an error: it stays a row without data, as one that is gone. */
  for (guint i = 0; !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && i < load->ids->len; i++)
    {
      RcLiveRow *live = g_hash_table_lookup (self->rows, &g_array_index (load->ids, gint64, i));
      RcRowData *data = rows != NULL ? g_steal_pointer (&g_ptr_array_index (rows, i)) : NULL;

      if (live != NULL)
        {
          g_autoptr (RcRow) row = g_object_ref (live->row);

          rc_row_take_data (row, data);
        }
      else
        rc_row_data_free (data);
    }
  if (!g_cancellable_is_cancelled (self->cancellable))
    start_loads (self);
}

static void
start_load (RcRowLoader *self)
{
  RcLoad *load = g_new0 (RcLoad, 1);
  guint n = 0;

  load->loader = g_object_ref (self);
  load->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  load->query = g_strdup (self->query);
  /* Newest first: what is on the screen now. What has scrolled away meanwhile has no row any more. */
  while (self->wanted->len > 0 && n < MAX_BATCH)
    {
      gint64 id = g_array_index (self->wanted, gint64, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (!g_hash_table_contains (self->rows, &id))
        continue;
      g_array_append_val (load->ids, id);
      n++;
    }
  if (n == 0)
    {
      load_free (load);
      return;
    }
  self->n_running++;
  rc_catalogue_read_async (self->catalogue, G_PRIORITY_DEFAULT, load_rows_in_thread, load, NULL,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, rows_loaded_cb, load);
}

static void
start_loads (RcRowLoader *self)
{
  while (self->n_running < MAX_RUNNING && self->wanted->len > 0)
    start_load (self);
}

static gboolean
turn_cb (gpointer user_data)
{
  RcRowLoader *self = user_data;

  self->source = 0;
  start_loads (self);
  return G_SOURCE_REMOVE;
}

static void
row_gone_cb (gpointer user_data, GObject *row)
{
  RcLiveRow *live = user_data;

  g_hash_table_remove (live->loader->rows, &live->id);
}

static void
rc_row_loader_dispose (GObject *object)
{
  RcRowLoader *self = RC_ROW_LOADER (object);
  GHashTableIter iter;
  gpointer value;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_object_weak_unref (G_OBJECT (((RcLiveRow *) value)->row), row_gone_cb, value);
  g_hash_table_remove_all (self->rows);
  g_clear_object (&self->catalogue);

  G_OBJECT_CLASS (rc_row_loader_parent_class)->dispose (object);
}

static void
rc_row_loader_finalize (GObject *object)
{
  RcRowLoader *self = RC_ROW_LOADER (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self->query);

  G_OBJECT_CLASS (rc_row_loader_parent_class)->finalize (object);
}

static void
rc_row_loader_class_init (RcRowLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rc_row_loader_dispose;
  object_class->finalize = rc_row_loader_finalize;
}

static void
rc_row_loader_init (RcRowLoader *self)
{
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
}

RcRowLoader *
rc_row_loader_new (RcCatalogue *catalogue, const char *query)
{
  RcRowLoader *self;

  g_return_val_if_fail (RC_IS_CATALOGUE (catalogue), NULL);

  self = g_object_new (RC_TYPE_ROW_LOADER, NULL);
  self->catalogue = g_object_ref (catalogue);
  self->query = g_strdup (query);
  return self;
}

RcRow *
rc_row_loader_dup_row (RcRowLoader *self, gint64 id)
{
  RcLiveRow *live;

  g_return_val_if_fail (RC_IS_ROW_LOADER (self), NULL);

  live = g_hash_table_lookup (self->rows, &id);
  if (live != NULL)
    return g_object_ref (live->row);
  live = g_new (RcLiveRow, 1);
  live->loader = self;
  live->row = rc_row_new (id);
  live->id = id;
  g_hash_table_insert (self->rows, &live->id, live);
  g_object_weak_ref (G_OBJECT (live->row), row_gone_cb, live);
  g_array_append_val (self->wanted, id);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, turn_cb, self, NULL);
  return live->row;
}

const char *
rc_row_loader_get_query (RcRowLoader *self)
{
  g_return_val_if_fail (RC_IS_ROW_LOADER (self), NULL);

  return self->query;
}
