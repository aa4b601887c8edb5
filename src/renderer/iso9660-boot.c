/* SPDX-License-Identifier: GPL-3.0-or-later */
/* El Torito: what a computer starts from. Where it is no file of the disc it is listed in a folder of its own. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <string.h>

#include "renderer/iso9660.h"

#define ENTRY 32
#define FOLDER "[BOOT]"

typedef struct
{
  RcVolume *volume;
  guint n_found;
} Boot;

static gboolean
is_file (RcVolume *volume, gint64 offset)
{
  for (guint i = 0; i < volume->extents->len; i++)
    if (g_array_index (volume->extents, RcExtent, i).offset == offset)
      return TRUE;
  return FALSE;
}

/* A diskette is as large as its kind; of the others only what is loaded at once is known. */
static void
add_entry (Boot *self, const guint8 *entry)
{
  static const struct
  {
    const char *name;
    gint64 size;
  } kinds[] = { { "NoEmul", 0 }, { "1.2M", 1200 << 10 }, { "1.44M", 1440 << 10 }, { "2.88M", 2880 << 10 }, { "HardDisk", 0 } };
  guint kind = entry[1] & 15;
  RcNode node = { .kind = RC_RENDERER_ENTRY_FILE };
  RcExtent extent = { .offset = (gint64) rc_get_le32 (entry + 8) * RC_SECTOR };
  g_autoptr (GArray) extents = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  g_autofree char *name = NULL;

  if (kind >= G_N_ELEMENTS (kinds) || extent.offset == 0 || is_file (self->volume, extent.offset))
    return;
  extent.length = node.size = kinds[kind].size > 0 ? kinds[kind].size : (gint64) (entry[6] | entry[7] << 8) * 512;
  g_array_append_val (extents, extent);
  if (self->n_found++ == 0)
    {
      const RcNode folder = { .kind = RC_RENDERER_ENTRY_FOLDER, .path = g_string_chunk_insert_const (self->volume->paths, FOLDER) };

      self->volume->second = FALSE;
      rc_volume_add (self->volume, &folder, NULL);
    }
  name = self->n_found == 1 ? g_strdup_printf ("Boot-%s.img", kinds[kind].name) : g_strdup_printf ("Boot-%u-%s.img", self->n_found, kinds[kind].name);
  node.path = rc_volume_make_path (self->volume, FOLDER, name, strlen (name));
  rc_volume_add (self->volume, &node, extents);
}

void
rc_iso9660_add_boot (RcVolume *volume, guint32 catalogue)
{
  guint8 bytes[RC_SECTOR];
  Boot self = { .volume = volume };
  gboolean second = volume->second;

  if (rc_image_read_all (volume->image, bytes, sizeof bytes, (gint64) catalogue * RC_SECTOR) != sizeof bytes || bytes[0] != 1 ||
      bytes[30] != 0x55 || bytes[31] != 0xaa)
    return;
  /* Headers of sections begin with 90 or 91, further data of an entry with 44. */
  for (guint at = ENTRY; at + ENTRY <= sizeof bytes; at += ENTRY)
    if (bytes[at] == 0x88 || (bytes[at] == 0 && rc_get_le32 (bytes + at + 8) > 0))
      add_entry (&self, bytes + at);
  volume->second = second;
}
