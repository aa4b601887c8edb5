/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UDF by libudfread: folders walked, bytes read by path. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/volume.h"

#include <string.h>
#include <udfread/blockinput.h>
#include <udfread/udfread.h>

#define MAX_FOLDERS 200000

/* What libudfread reads through. */
typedef struct
{
  struct udfread_block_input input;
  RcVolume *volume; /* (unowned) */
} Input;

static int
close_cb (struct udfread_block_input *input)
{
  g_free (input);
  return 0;
}

static uint32_t
size_cb (struct udfread_block_input *input)
{
  return (uint32_t) MIN (rc_image_get_size (((Input *) input)->volume->image) / RC_SECTOR, G_MAXUINT32);
}

static int
read_cb (struct udfread_block_input *input, uint32_t lba, void *buffer, uint32_t n_blocks, int flags)
{
  gssize got = rc_image_read_all (((Input *) input)->volume->image, buffer, (gsize) n_blocks * RC_SECTOR, (gint64) lba * RC_SECTOR);

  return got < 0 ? -1 : (int) (got / RC_SECTOR);
}

/* A volume is recognised between sectors 16 and 64: libudfread would look through the whole of what is none. */
static gboolean
is_udf (RcVolume *volume)
{
  for (int sector = 16; sector < 64; sector++)
    {
      char mark[6];

      if (rc_image_read (volume->image, mark, sizeof mark, sector * RC_SECTOR) != sizeof mark)
        return FALSE;
      if (memcmp (mark + 1, "NSR02", 5) == 0 || memcmp (mark + 1, "NSR03", 5) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
open_udf (RcVolume *volume)
{
  Input *input = g_new0 (Input, 1);

  input->input.close = close_cb;
  input->input.read = read_cb;
  input->input.size = size_cb;
  input->volume = volume;
  volume->udf = udfread_init ();
  if (volume->udf && udfread_open_input (volume->udf, &input->input) == 0)
    return TRUE;
  /* An input that was not taken stays ours. */
  g_free (input);
  g_clear_pointer (&volume->udf, udfread_close);
  return FALSE;
}

static void
add_file (RcVolume *volume, const char *path)
{
  g_autofree char *absolute = g_strconcat ("/", path, NULL);
  g_autoptr (GArray) extents = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  RcNode node = { .kind = RC_RENDERER_ENTRY_FILE, .packing = RC_PACKING_UDF, .path = path };
  UDFFILE *file = udfread_file_open (volume->udf, absolute);
  uint32_t block;

  if (!file)
    {
      rc_volume_add_problem (volume, path, "it cannot be read");
      return;
    }
  node.size = MAX (0, udfread_file_size (file));
  block = node.size > 0 ? udfread_file_lba (file, 0) : 0;
  if (block > 0)
    {
      /* Where it begins is what it is known by in another tree. */
      const RcExtent extent = { (gint64) block * RC_SECTOR, node.size };

      g_array_append_val (extents, extent);
    }
  udfread_file_close (file);
  rc_volume_add (volume, &node, extents);
}

static void
add_entry (RcVolume *volume, const char *folder, const struct udfread_dirent *entry, GPtrArray *folders)
{
  const char *path;

  if (strcmp (entry->d_name, ".") == 0 || strcmp (entry->d_name, "..") == 0)
    return;
  path = rc_volume_make_path (volume, folder, entry->d_name, strlen (entry->d_name));
  if (!path)
    return;
  if (entry->d_type == UDF_DT_DIR)
    {
      const RcNode node = { .kind = RC_RENDERER_ENTRY_FOLDER, .path = path };

      if (rc_volume_add (volume, &node, NULL))
        g_ptr_array_add (folders, (gpointer) path);
    }
  else
    add_file (volume, path);
}

static guint
depth_of (const char *path)
{
  guint depth = 1;

  for (; *path; path++)
    depth += *path == '/';
  return depth;
}

static void
walk (RcVolume *volume)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();

  g_ptr_array_add (folders, (gpointer) "");
  for (guint i = 0; i < folders->len && !volume->full; i++)
    {
      const char *folder = folders->pdata[i];
      g_autofree char *absolute = g_strconcat ("/", folder, NULL);
      struct udfread_dirent entry;
      UDFDIR *dir;

      /* A loop ends here, too: nothing else tells that a folder was there before. */
      if (depth_of (folder) >= RC_VOLUME_MAX_DEPTH || i >= MAX_FOLDERS)
        {
          rc_volume_add_problem (volume, folder, "folders in folders too deep to follow");
          continue;
        }
      dir = udfread_opendir (volume->udf, absolute);
      if (!dir)
        {
          rc_volume_add_problem (volume, folder, "the folder cannot be read");
          continue;
        }
      while (!volume->full && udfread_readdir (dir, &entry))
        add_entry (volume, folder, &entry, folders);
      udfread_closedir (dir);
    }
}

gboolean
rc_volume_add_udf (RcVolume *self)
{
  const char *name;

  if (!is_udf (self) || !open_udf (self))
    return FALSE;
  rc_volume_add_fact (self, "format", "UDF");
  name = udfread_get_volume_id (self->udf);
  if (!self->name && name && *name)
    self->name = g_utf8_make_valid (name, -1);
  rc_volume_begin_next (self, FALSE);
  walk (self);
  return TRUE;
}

void
rc_volume_close_udf (RcVolume *self)
{
  g_clear_pointer (&self->udf_file, udfread_file_close);
  g_clear_pointer (&self->udf, udfread_close);
}

gssize
rc_volume_read_udf (RcVolume *self, const RcNode *node, guint8 *buffer, gsize length, gint64 offset, const char **message)
{
  guint number = (guint) (node - (const RcNode *) (gpointer) self->nodes->data);
  gsize done = 0;

  *message = "it cannot be read";
  if (!self->udf_file || self->udf_node != number)
    {
      g_autofree char *absolute = g_strconcat ("/", node->path, NULL);

      g_clear_pointer (&self->udf_file, udfread_file_close);
      self->udf_file = udfread_file_open (self->udf, absolute);
      self->udf_node = number;
    }
  if (!self->udf_file || udfread_file_seek (self->udf_file, offset, 0) < 0)
    return -1;
  while (done < length)
    {
      gssize got = udfread_file_read (self->udf_file, buffer + done, length - done);

      if (got <= 0)
        return -1;
      done += (gsize) got;
    }
  return (gssize) done;
}
