/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Partitions, and tracks with a file system of their own, as volumes: each is walked as an image of its own. One that is alone is the disc,
 * several are folders of it. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/foreign.h"
#include "renderer/partitions.h"
#include "renderer/volume.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  RcImage *image;   /* (owned) */
  RcVolume *volume; /* (owned) */
  gint64 start;
  guint number;
} Part;

static void
part_clear (gpointer data)
{
  Part *self = data;

  rc_volume_free (self->volume);
  rc_image_free (self->image);
}

/* FALSE when there is nothing that is read. */
static gboolean
try_at (RcVolume *self, const RcPartition *partition, gint64 start, GArray *parts)
{
  Part part = { .start = start, .number = partition->number };

  part.image = rc_image_new_part (self->image, start, partition->length);
  part.volume = rc_volume_new_of_part (part.image);
  if (!part.volume)
    {
      rc_image_free (part.image);
      return FALSE;
    }
  g_array_append_val (parts, part);
  return TRUE;
}

static void
tell_unread (RcVolume *self, const RcPartition *partition)
{
  RcImage *image = rc_image_new_part (self->image, partition->start, partition->length);
  const char *foreign = rc_foreign_find (image);
  g_autofree char *message = NULL;

  if (partition->start >= rc_image_get_size (self->image))
    foreign = N_("it lies beyond the end of the image");
  message = g_strdup_printf ("partition %u is left out: %s", partition->number, foreign ? foreign : N_("it has no file system that is read here"));
  rc_volume_add_problem (self, NULL, message);
  rc_image_free (image);
}

static void
take (RcVolume *self, Part *part, gboolean alone)
{
  RcVolume *volume = part->volume;
  const RcSegment *segment = &g_array_index (rc_image_get_segments (part->image), RcSegment, 0);
  g_autofree char *folder = NULL;

  if (!alone)
    folder = g_strdup_printf ("%u %s", part->number, volume->name ? volume->name : "");
  else
    self->name = g_strdup (volume->name);
  rc_volume_take (self, volume, folder ? g_strchomp (folder) : NULL, part->start - segment->first * RC_SECTOR);
}

gboolean
rc_volume_add_partitions (RcVolume *self)
{
  const char *table;
  g_autoptr (GArray) partitions = rc_partitions_find (self->image, &table);
  g_autoptr (GArray) parts = NULL;
  gsize n_nodes = 0;

  if (!partitions)
    return FALSE;
  parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (parts, part_clear);
  rc_volume_add_fact (self, "format", table);
  for (guint i = 0; i < partitions->len; i++)
    {
      const RcPartition *partition = &g_array_index (partitions, RcPartition, i);

      if (n_nodes > RC_VOLUME_MAX_NODES)
        rc_volume_add_problem (self, NULL, N_("there are more than a million files: further partitions are left out"));
      if (n_nodes > RC_VOLUME_MAX_NODES)
        break;
      if (try_at (self, partition, partition->start, parts) ||
          (partition->other_start >= 0 && try_at (self, partition, partition->other_start, parts)))
        {
          n_nodes += g_array_index (parts, Part, parts->len - 1).volume->nodes->len;
          self->missing = MAX (self->missing, partition->start + partition->length - rc_image_get_size (self->image));
        }
      else
        tell_unread (self, partition);
    }
  for (guint i = 0; i < parts->len; i++)
    take (self, &g_array_index (parts, Part, i), parts->len == 1);
  return parts->len > 0;
}

void
rc_volume_take_track (RcVolume *self, guint number, gint64 start)
{
  const RcPartition track = { .number = number, .length = rc_image_get_size (self->image) - start };
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));

  g_array_set_clear_func (parts, part_clear);
  if (try_at (self, &track, start, parts))
    take (self, &g_array_index (parts, Part, 0), FALSE);
}
