/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of one document as textures: asked for, made elsewhere, kept while there is room. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-textures.h"

#include <math.h>

#include "widgets/page-textures-private.h"

typedef struct
{
  RcPageTile key;
  RcPixels *pixels;         /* (owned) */
  GdkTexture *texture;      /* (owned) of these pixels, as the next */
  cairo_surface_t *surface; /* (owned) */
  gsize bytes;
} Kept;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcPageTextures, rc_page_textures, G_TYPE_OBJECT)

static void
kept_free (Kept *kept)
{
  g_object_unref (kept->texture);
  cairo_surface_destroy (kept->surface);
  rc_pixels_free (kept->pixels);
  g_free (kept);
}

RcPageTile
rc_page_textures_make_tile (RcPageTextures *self, const RcPageLook *look)
{
  RcPageTile key = { .page = look->page, .turns = (guint16) (look->turns % 4), .night = self->night ? 1 : 0 };

  rc_pdf_scale_size (look->size, look->scale, (int) look->turns, &key.width, &key.height);
  return key;
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
void
rc_page_textures_keep (RcPageTextures *self, const RcPageTile *key, RcPixels *pixels)
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

void
rc_page_textures_use (RcPageTextures *self, GList *link)
{
  g_queue_unlink (&self->kept, link);
  g_queue_push_head_link (&self->kept, link);
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
  self->wanted = g_array_new (FALSE, FALSE, sizeof (RcPageWanted));
  self->at_work = g_ptr_array_new ();
  self->failed = g_hash_table_new (NULL, NULL);
  self->links = g_hash_table_new (rc_page_tile_hash, rc_page_tile_equal);
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
  RcPagePiece piece = { kept->texture, kept->surface, rc_page_tile_get_where (&kept->key) };

  g_array_append_val (pieces, piece);
}

static void
find_piece (gpointer object, const RcPageTile *key, gpointer data)
{
  RcPageTextures *self = object;
  Found *found = data;
  GList *link = g_hash_table_lookup (self->links, key);

  if (link == NULL)
    {
      found->exact = FALSE;
      return;
    }
  rc_page_textures_use (self, link);
  add_piece (found->pieces, link->data);
}

/* Whose scale is farther from the one that is wanted lies below. */
static int
compare_scales (gconstpointer one, gconstpointer two, gpointer data)
{
  const Kept *const *a = one, *const *b = two;
  const RcPageTile *wanted = data;
  double far_a = fabs (log ((double) (*a)->key.width / wanted->width));
  double far_b = fabs (log ((double) (*b)->key.width / wanted->width));

  return far_a > far_b ? -1 : far_a < far_b ? 1 : 0;
}

static void
add_stand_ins (RcPageTextures *self, const RcPageTile *key, const graphene_rect_t *part, GArray *pieces)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (GList *link = self->kept.head; link != NULL; link = link->next)
    {
      Kept *kept = link->data;
      graphene_rect_t where;

      if (kept->key.page != key->page || kept->key.night != key->night || kept->key.turns != key->turns
          || (kept->key.width == key->width && kept->key.height == key->height))
        continue;
      where = rc_page_tile_get_where (&kept->key);
      if (graphene_rect_intersection (&where, part, NULL))
        g_ptr_array_add (others, kept);
    }
  g_ptr_array_sort_with_data (others, compare_scales, (gpointer) key);
  for (guint i = 0; i < others->len; i++)
    {
      const Kept *kept = g_ptr_array_index (others, i);

      rc_page_textures_use (self, g_hash_table_lookup (self->links, &kept->key));
      add_piece (pieces, kept);
    }
}

GArray *
rc_page_textures_get (RcPageTextures *self, const RcPageLook *look, const graphene_rect_t *part, gboolean *exact)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (RcPagePiece));
  Found found = { g_array_new (FALSE, FALSE, sizeof (RcPagePiece)), TRUE };
  RcPageTile key;

  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), NULL);

  key = rc_page_textures_make_tile (self, look);
  rc_page_tile_for_each (&key, part, find_piece, self, &found);
  if (!found.exact)
    add_stand_ins (self, &key, part, pieces);
  g_array_append_vals (pieces, found.pieces->data, found.pieces->len);
  g_array_unref (found.pieces);
  *exact = found.exact;
  return g_steal_pointer (&pieces);
}
