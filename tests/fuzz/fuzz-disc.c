/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An image of a disc: its file systems, the files they tell of, and archives among these, or the image as an archive. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "renderer/archive-files.h"
#include "renderer/volume.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

#define ROOM (1 << 20)
#define MAX_FILES 50

typedef struct
{
  RcImage *image;
  RcVolume *volume;
  const RcNode *node;
} Source;

static gssize
read_image_cb (gpointer data, void *buffer, gsize size, gint64 offset)
{
  return rc_image_read_file (((Source *) data)->image, buffer, size, offset);
}

static gssize
read_node_cb (gpointer data, void *buffer, gsize size, gint64 offset)
{
  Source *source = data;
  const char *message;

  return rc_volume_read (source->volume, source->node, buffer, size, offset, &message);
}

static void
list_archive (RcArchiveRead read, Source *source, gint64 size)
{
  g_autofree guint8 *memory = g_malloc (ROOM);
  RcAnswer answer = { .memory = memory, .room = ROOM };
  g_autoptr (RcArchive) archive = rc_archive_new (read, source, size, "FILE.TX_");

  rc_archive_list (archive, 100, TRUE, &answer);
}

static void
read_files (Source *source)
{
  g_autofree guint8 *bytes = g_malloc (ROOM);

  for (guint i = 0; i < MIN (source->volume->nodes->len, MAX_FILES); i++)
    {
      const RcNode *node = &g_array_index (source->volume->nodes, RcNode, i);
      const char *message = NULL;
      gssize got = node->kind == RC_RENDERER_ENTRY_FILE ? rc_volume_read (source->volume, node, bytes, ROOM, 0, &message) : -1;

      rc_volume_find (source->volume, node->path);
      source->node = node;
      if (got > 4 && memcmp (bytes, "PK", 2) == 0)
        list_archive (read_node_cb, source, node->size);
    }
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  int fd = memfd_create ("disc", MFD_CLOEXEC);
  Source source = { 0 };

  if (fd < 0 || write (fd, data, size) != (ssize_t) size)
    abort ();
  source.image = rc_image_new (fd);
  source.volume = rc_volume_new (source.image);
  if (source.volume)
    read_files (&source);
  else
    list_archive (read_image_cb, &source, rc_image_get_file_size (source.image));
  g_clear_pointer (&source.volume, rc_volume_free);
  rc_image_free (source.image);
  return 0;
}
