/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which version of each record of a master file counts: the one that the cross-reference file points at, where that is
 * right, and else the last. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-master.h"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_RECORDS (2 * 1024 * 1024) /* what is beyond is not looked after */
#define BLOCK 512
#define POINTERS 127 /* in a block of the cross-reference file, after its number */
#define IRBIS_POINTER 12
#define IRBIS_DELETED 3

/* Of one record. */
typedef struct
{
  guint64 listed; /* where the cross-reference file says it is; 0 nowhere */
  guint64 last;   /* where the last version is */
  gboolean deleted;
  gboolean found; /* a version is where it is listed */
} Place;

struct _RcIsisIndex
{
  GArray *places; /* (owned) Place, by mfn */
  gboolean listed; /* there is a cross-reference file, and it points at records */
};

static Place *
get_place (RcIsisIndex *self, guint32 mfn)
{
  if (mfn >= MAX_RECORDS)
    return NULL;
  if (mfn >= self->places->len)
    g_array_set_size (self->places, mfn + 1);
  return &g_array_index (self->places, Place, mfn);
}

/* 127 pointers of 32 bits a block: the block of the master file from bit 11 on, two marks, the offset in the block. */
static void
read_pointer (RcIsisIndex *self, guint32 mfn, gint32 pointer, guint shift)
{
  guint64 absolute = pointer < 0 ? -(gint64) pointer : pointer;
  guint64 block = absolute >> (11 - shift), offset = (absolute & ((1u << (9 - shift)) - 1)) << shift;
  Place *place;

  if (pointer == 0 || block == 0 || (place = get_place (self, mfn)) == NULL)
    return;
  place->listed = (block - 1) * BLOCK + offset;
  place->deleted = pointer < 0;
}

static gboolean
read_pointers (RcIsisIndex *self, GInputStream *stream, const RcIsisLayout *layout, guint shift, GCancellable *cancellable,
               GError **error)
{
  gsize size = layout->irbis64 ? IRBIS_POINTER : BLOCK;
  g_autoptr (RcInput) input = rc_input_new (stream);

  for (guint32 mfn = 1; mfn < MAX_RECORDS;)
    {
      gsize length;
      const char *data;
      Place *place;

      if (!rc_input_fill (input, size, cancellable, error))
        return FALSE;
      data = rc_input_peek (input, &length);
      if (length < size)
        return TRUE;
      if (!layout->irbis64)
        for (guint i = 0; i < POINTERS; i++)
          read_pointer (self, mfn++, (gint32) rc_isis_layout_read_32 (layout, data + 4 + 4 * i), shift);
      else
        {
          gboolean deleted = (rc_isis_layout_read_32 (layout, data + 8) & IRBIS_DELETED) != 0;
          guint64 offset = (guint64) rc_isis_layout_read_32 (layout, data + 4) << 32 | rc_isis_layout_read_32 (layout, data);

          place = offset != 0 || deleted ? get_place (self, mfn) : NULL;
          if (place != NULL)
            {
              place->listed = offset;
              place->deleted = deleted;
            }
          mfn++;
        }
      rc_input_skip (input, size);
    }
  return TRUE;
}

RcIsisIndex *
rc_isis_index_new (GInputStream *stream, GInputStream *cross_reference, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcIsisIndex) self = g_new0 (RcIsisIndex, 1);
  g_autoptr (RcInput) input = rc_input_new (stream);
  g_autoptr (RcIsisMaster) master = NULL;
  g_autoptr (GError) problem = NULL;
  RcIsisSpan span;

  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  master = rc_isis_master_new (input, cancellable, error);
  if (master == NULL)
    return NULL;
  if (cross_reference != NULL
      && !read_pointers (self, cross_reference, rc_isis_master_get_layout (master), rc_isis_master_get_shift (master), cancellable,
                         error))
    return NULL;
  while (rc_isis_master_next (master, &span, cancellable, &problem))
    {
      Place *place = span.record ? get_place (self, span.header.mfn) : NULL;

      if (place == NULL)
        continue;
      place->last = span.offset;
      if (place->listed == span.offset)
        place->found = self->listed = TRUE;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
rc_isis_index_free (RcIsisIndex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->places);
  g_free (self);
}

gboolean
rc_isis_index_expects (const RcIsisIndex *self, guint32 mfn)
{
  if (!self->listed)
    return TRUE;
  return mfn < self->places->len && g_array_index (self->places, Place, mfn).listed != 0;
}

RcIsisVersion
rc_isis_index_ask (const RcIsisIndex *self, guint32 mfn, guint64 offset)
{
  const Place *place = mfn < self->places->len ? &g_array_index (self->places, Place, mfn) : NULL;

  if (place == NULL)
    return RC_ISIS_CURRENT;
  if (offset != (place->found ? place->listed : place->last))
    return RC_ISIS_OLD;
  if (place->deleted && (place->found || place->listed == 0))
    return RC_ISIS_CURRENT_DELETED;
  return place->found || !self->listed ? RC_ISIS_CURRENT : RC_ISIS_CURRENT_UNLISTED;
}
