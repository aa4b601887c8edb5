/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of one document as textures: asked for, made elsewhere, kept while there is room. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-textures.h"

#include <math.h>

#include "widgets/night.h"

#define N_AT_WORK 2               /* requests at the document at once: one being drawn, one waiting */
#define LARGEST_WHOLE (4 * 1000 * 1000) /* pixels of a page that is made in one piece */
#define TILE 1024                 /* pixels a side of the tiles of larger ones */

/* Which piece of which page; all of it is compared byte by byte, so there are no gaps. */
typedef struct
{
  guint32 page;
  gint32 width, height; /* pixels of the whole page, scaled and turned */
  guint16 turns;
  guint16 night;
  gint32 column, row;
} Key;

typedef struct
{
  Key key;
  RcPixels *pixels;         /* (owned) */
  GdkTexture *texture;      /* (owned) of these pixels, as the next */
  cairo_surface_t *surface; /* (owned) */
  gsize bytes;
} Kept;

typedef struct
{
  Key key;
  double scale;
  gconstpointer owner;
  int priority;
} Wanted;

struct _RcPageTextures
{
  GObject parent_instance;
  RcPdf *pdf;        /* (owned) */
  GQueue kept;       /* (owned) Kept, most recently used first */
  GHashTable *links; /* (owned) Key of a Kept: its link in the queue */
  gsize bytes;
  gsize limit_bytes;
  GArray *wanted;     /* (owned) Wanted, until it has come */
  GPtrArray *at_work; /* (owned) Job, which end by themselves */
  guint check_source; /* whether all that is made is wanted still; 0 none */
  GHashTable *failed; /* (owned) set of pages */
  gboolean night;
  gboolean waiting;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcPageTextures, rc_page_textures, G_TYPE_OBJECT)

/* One piece on its way through the document's thread and the worker that darkens it. */
typedef struct
{
  RcPageTextures *self;      /* (owned) */
  Key key;
  GCancellable *cancellable; /* (owned) when nobody wants it any more */
} Job;

static void begin_wanted (RcPageTextures *self);

static void
kept_free (Kept *kept)
{
  g_object_unref (kept->texture);
  cairo_surface_destroy (kept->surface);
  rc_pixels_free (kept->pixels);
  g_free (kept);
}

static void
job_free (Job *job)
{
  g_object_unref (job->cancellable);
  g_object_unref (job->self);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return ((key->page * 31u + (guint) key->width) * 31u + (guint) key->column) * 31u + (guint) key->row + key->turns + 4u * key->night;
}

static gboolean
equal_keys (gconstpointer one, gconstpointer two)
{
  return memcmp (one, two, sizeof (Key)) == 0;
}

/* --- which pieces a page has --- */

static Key
make_key (RcPageTextures *self, const RcPageLook *look)
{
  Key key = { .page = look->page, .turns = (guint16) (look->turns % 4), .night = self->night ? 1 : 0 };

  rc_pdf_scale_size (look->size, look->scale, (int) look->turns, &key.width, &key.height);
  return key;
}

static gboolean
is_whole (const Key *key)
{
  return (gint64) key->width * key->height <= LARGEST_WHOLE;
}

static RcPdfArea
get_area (const Key *key)
{
  if (is_whole (key))
    return (RcPdfArea){ 0, 0, key->width, key->height };
  return (RcPdfArea){ key->column * TILE, key->row * TILE, MIN (TILE, key->width - key->column * TILE),
                      MIN (TILE, key->height - key->row * TILE) };
}

static graphene_rect_t
get_where (const Key *key)
{
  RcPdfArea area = get_area (key);

  return GRAPHENE_RECT_INIT ((float) area.x / (float) key->width, (float) area.y / (float) key->height,
                             (float) area.width / (float) key->width, (float) area.height / (float) key->height);
}

/* Calls for each piece that the part has something of. */
static void
for_pieces (const Key *of, const graphene_rect_t *part, void (*func) (RcPageTextures *, const Key *, gpointer), RcPageTextures *self, gpointer data)
{
  Key key = *of;
  int left, right, top, bottom;

  if (is_whole (of))
    {
      func (self, of, data);
      return;
    }
  left = (int) floor (part->origin.x * of->width / TILE);
  right = (int) ceil ((part->origin.x + part->size.width) * of->width / TILE);
  top = (int) floor (part->origin.y * of->height / TILE);
  bottom = (int) ceil ((part->origin.y + part->size.height) * of->height / TILE);
  for (key.row = MAX (top, 0); key.row < MIN (bottom, (of->height + TILE - 1) / TILE); key.row++)
    for (key.column = MAX (left, 0); key.column < MIN (right, (of->width + TILE - 1) / TILE); key.column++)
      func (self, &key, data);
}

/* --- what is kept --- */

static void
drop (RcPageTextures *self, GList *link)
{
  Kept *kept = link->data;

  g_hash_table_remove (self->links, &kept->key);
  self->bytes -= kept->bytes;
  g_queue_delete_link (&self->kept, link);
  kept_free (kept);
}

/* Takes the pixels. */
static void
keep (RcPageTextures *self, const Key *key, RcPixels *pixels)
{
  GList *old = g_hash_table_lookup (self->links, key);
  Kept *kept = g_new0 (Kept, 1);
  gsize stride = (gsize) pixels->width * 4;

  if (old != NULL)
    drop (self, old);
  kept->key = *key;
  kept->pixels = pixels;
  kept->texture = gdk_memory_texture_new (pixels->width, pixels->height, GDK_MEMORY_DEFAULT, pixels->bytes, stride);
  /* Cairo only reads what is a source. */
  kept->surface = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (pixels->bytes, NULL), CAIRO_FORMAT_ARGB32,
                                                       pixels->width, pixels->height, (int) stride);
  kept->bytes = stride * (gsize) pixels->height;
  self->bytes += kept->bytes;
  g_queue_push_head (&self->kept, kept);
  g_hash_table_insert (self->links, &kept->key, self->kept.head);
  /* The one just made stays, even when it alone is larger than the limit. */
  while (self->bytes > self->limit_bytes && self->kept.length > 1)
    drop (self, self->kept.tail);
}

static void
use (RcPageTextures *self, GList *link)
{
  g_queue_unlink (&self->kept, link);
  g_queue_push_head_link (&self->kept, link);
}

static guint
find_wanted (RcPageTextures *self, const Key *key, gconstpointer owner)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      Wanted *wanted = &g_array_index (self->wanted, Wanted, i);

      if (equal_keys (&wanted->key, key) && (owner == NULL || wanted->owner == owner))
        return i;
    }
  return G_MAXUINT;
}

/* --- making --- */

static gboolean
is_at_work (RcPageTextures *self, const Key *key)
{
  for (guint i = 0; i < self->at_work->len; i++)
    if (equal_keys (&((const Job *) g_ptr_array_index (self->at_work, i))->key, key))
      return TRUE;
  return FALSE;
}

static void
check_cb (gpointer data)
{
  RcPageTextures *self = data;

  self->check_source = 0;
  for (guint i = 0; i < self->at_work->len; i++)
    {
      const Job *job = g_ptr_array_index (self->at_work, i);

      if (find_wanted (self, &job->key, NULL) == G_MAXUINT)
        g_cancellable_cancel (job->cancellable);
    }
}

/* Takes the job and the pixels. */
static void
finish_job (Job *finished, RcPixels *pixels, const GError *error)
{
  g_autoptr (Job) job = finished;
  RcPageTextures *self = job->self;

  g_ptr_array_remove_fast (self->at_work, job);
  if (pixels != NULL)
    keep (self, &job->key, pixels);
  else if (!g_cancellable_is_cancelled (job->cancellable))
    {
      g_info ("page %u cannot be shown: %s", job->key.page + 1, error->message);
      g_hash_table_add (self->failed, GUINT_TO_POINTER (job->key.page));
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, job->key.page);
  begin_wanted (self);
}

static void
darken_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RcPixels *pixels = data;
  RcPixels *dark = g_memdup2 (pixels, sizeof *pixels);
  gsize size = (gsize) pixels->width * (gsize) pixels->height * 4;
  guint32 *copy = g_memdup2 (g_bytes_get_data (pixels->bytes, NULL), size);

  rc_night_recolour (copy, (guint) pixels->width, (guint) pixels->height);
  dark->bytes = g_bytes_new_take (copy, size);
  g_task_return_pointer (task, dark, (GDestroyNotify) rc_pixels_free);
}

static void
darkened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  RcPixels *pixels = g_task_propagate_pointer (G_TASK (result), &error);

  finish_job (job, pixels, error);
}

/* Pieces are darkened in any order, each for itself, so GLib's pool does. */
static void
darken (Job *job, RcPixels *pixels)
{
  g_autoptr (GTask) task = g_task_new (job->self, NULL, darkened_cb, job);

  g_task_set_source_tag (task, darken);
  g_task_set_task_data (task, pixels, (GDestroyNotify) rc_pixels_free);
  g_task_run_in_thread (task, darken_in_thread);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  RcPixels *pixels = rc_pdf_render_area_finish (RC_PDF (source), result, &error);

  if (pixels != NULL && job->key.night)
    darken (job, pixels);
  else
    finish_job (job, pixels, error);
}

static void
begin (RcPageTextures *self, const Wanted *wanted)
{
  Job *job = g_new0 (Job, 1);
  RcPdfArea area = get_area (&wanted->key);

  job->self = g_object_ref (self);
  job->key = wanted->key;
  job->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->at_work, job);
  rc_pdf_render_area_async (self->pdf, (int) wanted->key.page, wanted->scale, wanted->key.turns, &area, wanted->priority,
                            job->cancellable, rendered_cb, job);
}

/* What has come, or cannot come, is wanted no more. */
static void
remove_settled (RcPageTextures *self)
{
  for (guint i = self->wanted->len; i > 0; i--)
    {
      const Key *key = &g_array_index (self->wanted, Wanted, i - 1).key;

      if (g_hash_table_contains (self->links, key) || rc_page_textures_has_failed (self, key->page))
        g_array_remove_index (self->wanted, i - 1);
    }
}

static void
begin_wanted (RcPageTextures *self)
{
  remove_settled (self);
  while (self->at_work->len < N_AT_WORK && !self->waiting)
    {
      const Wanted *best = NULL;

      for (guint i = 0; i < self->wanted->len; i++)
        {
          const Wanted *wanted = &g_array_index (self->wanted, Wanted, i);

          if ((best == NULL || wanted->priority < best->priority) && !is_at_work (self, &wanted->key))
            best = wanted;
        }
      if (best == NULL)
        return;
      begin (self, best);
    }
}

static void
rc_page_textures_finalize (GObject *object)
{
  RcPageTextures *self = RC_PAGE_TEXTURES (object);

  g_hash_table_unref (self->links);
  g_queue_clear_full (&self->kept, (GDestroyNotify) kept_free);
  g_array_unref (self->wanted);
  g_ptr_array_unref (self->at_work);
  g_clear_handle_id (&self->check_source, g_source_remove);
  g_hash_table_unref (self->failed);
  g_object_unref (self->pdf);
  G_OBJECT_CLASS (rc_page_textures_parent_class)->finalize (object);
}

static void
rc_page_textures_class_init (RcPageTexturesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rc_page_textures_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rc_page_textures_init (RcPageTextures *self)
{
  self->wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  self->at_work = g_ptr_array_new ();
  self->failed = g_hash_table_new (NULL, NULL);
  self->links = g_hash_table_new (hash_key, equal_keys);
  g_queue_init (&self->kept);
}

RcPageTextures *
rc_page_textures_new (RcPdf *pdf, gsize limit_bytes)
{
  RcPageTextures *self = g_object_new (RC_TYPE_PAGE_TEXTURES, NULL);

  self->pdf = g_object_ref (pdf);
  self->limit_bytes = limit_bytes;
  return self;
}

RcPdf *
rc_page_textures_get_pdf (RcPageTextures *self)
{
  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), NULL);

  return self->pdf;
}

void
rc_page_textures_set_night (RcPageTextures *self, gboolean night)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  self->night = !!night;
}

gboolean
rc_page_textures_get_night (RcPageTextures *self)
{
  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), FALSE);

  return self->night;
}

/* --- showing --- */

typedef struct
{
  GArray *pieces; /* RcPagePiece */
  gboolean exact;
} Found;

static void
add_piece (GArray *pieces, const Kept *kept)
{
  RcPagePiece piece = { kept->texture, kept->surface, get_where (&kept->key) };

  g_array_append_val (pieces, piece);
}

static void
find_piece (RcPageTextures *self, const Key *key, gpointer data)
{
  Found *found = data;
  GList *link = g_hash_table_lookup (self->links, key);

  if (link == NULL)
    {
      found->exact = FALSE;
      return;
    }
  use (self, link);
  add_piece (found->pieces, link->data);
}

/* Whose scale is farther from the one that is wanted lies below. */
static int
compare_scales (gconstpointer one, gconstpointer two, gpointer data)
{
  const Kept *const *a = one, *const *b = two;
  const Key *wanted = data;
  double far_a = fabs (log ((double) (*a)->key.width / wanted->width));
  double far_b = fabs (log ((double) (*b)->key.width / wanted->width));

  return far_a > far_b ? -1 : far_a < far_b ? 1 : 0;
}

static void
add_stand_ins (RcPageTextures *self, const Key *key, const graphene_rect_t *part, GArray *pieces)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (GList *link = self->kept.head; link != NULL; link = link->next)
    {
      Kept *kept = link->data;
      graphene_rect_t where;

      if (kept->key.page != key->page || kept->key.night != key->night || kept->key.turns != key->turns
          || (kept->key.width == key->width && kept->key.height == key->height))
        continue;
      where = get_where (&kept->key);
      if (graphene_rect_intersection (&where, part, NULL))
        g_ptr_array_add (others, kept);
    }
  g_ptr_array_sort_with_data (others, compare_scales, (gpointer) key);
  for (guint i = 0; i < others->len; i++)
    {
      const Kept *kept = g_ptr_array_index (others, i);

      use (self, g_hash_table_lookup (self->links, &kept->key));
      add_piece (pieces, kept);
    }
}

GArray *
rc_page_textures_get (RcPageTextures *self, const RcPageLook *look, const graphene_rect_t *part, gboolean *exact)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (RcPagePiece));
  Found found = { g_array_new (FALSE, FALSE, sizeof (RcPagePiece)), TRUE };
  Key key;

  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), NULL);

  key = make_key (self, look);
  for_pieces (&key, part, find_piece, self, &found);
  if (!found.exact)
    add_stand_ins (self, &key, part, pieces);
  g_array_append_vals (pieces, found.pieces->data, found.pieces->len);
  g_array_unref (found.pieces);
  *exact = found.exact;
  return g_steal_pointer (&pieces);
}

static void
want_piece (RcPageTextures *self, const Key *key, gpointer data)
{
  Wanted wanted = *(const Wanted *) data;
  GList *link = g_hash_table_lookup (self->links, key);
  guint index;

  if (link != NULL)
    {
      use (self, link);
      return;
    }
  wanted.key = *key;
  index = find_wanted (self, key, wanted.owner);
  if (index != G_MAXUINT)
    g_array_index (self->wanted, Wanted, index).priority = wanted.priority;
  else
    g_array_append_val (self->wanted, wanted);
}

void
rc_page_textures_want (RcPageTextures *self, gconstpointer owner, const RcPageLook *look, const graphene_rect_t *part, int priority)
{
  Wanted wanted = { .scale = look->scale, .owner = owner, .priority = priority };
  Key key;

  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  if (rc_page_textures_has_failed (self, look->page))
    return;
  key = make_key (self, look);
  for_pieces (&key, part, want_piece, self, &wanted);
  begin_wanted (self);
}

void
rc_page_textures_unwant (RcPageTextures *self, gconstpointer owner)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  for (guint i = self->wanted->len; i > 0; i--)
    if (g_array_index (self->wanted, Wanted, i - 1).owner == owner)
      g_array_remove_index_fast (self->wanted, i - 1);
  /* Who gathers anew what is wanted has done so until then. */
  if (self->at_work->len > 0 && self->check_source == 0)
    self->check_source = g_idle_add_once (check_cb, self);
}

void
rc_page_textures_set_waiting (RcPageTextures *self, gboolean waiting)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  self->waiting = !!waiting;
  begin_wanted (self);
}

gboolean
rc_page_textures_has_failed (RcPageTextures *self, guint page)
{
  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), FALSE);

  return g_hash_table_contains (self->failed, GUINT_TO_POINTER (page));
}

void
rc_page_textures_retry (RcPageTextures *self, guint page)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  rc_pdf_try_again (self->pdf);
  if (g_hash_table_remove (self->failed, GUINT_TO_POINTER (page)))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, page);
}
