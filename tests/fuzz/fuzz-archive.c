/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An archive, or a program with one in it: what is in it, and the bytes of the first files. */
#include <string.h>

#include "renderer/archive-files.h"

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

#define ROOM (1 << 20)
#define MAX_FILES 10

typedef struct
{
  const unsigned char *bytes;
  gint64 size;
} Source;

static gssize
read_cb (gpointer data, void *buffer, gsize size, gint64 offset)
{
  const Source *source = data;
  gssize got = offset < 0 || offset >= source->size ? 0 : (gssize) MIN ((gint64) size, source->size - offset);

  if (got > 0)
    memcpy (buffer, source->bytes + offset, (gsize) got);
  return got;
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  Source source = { data, (gint64) size };
  g_autofree guint8 *memory = g_malloc (ROOM), *bytes = g_malloc (ROOM);
  RcAnswer listed = { .memory = memory, .room = ROOM };
  g_autoptr (RcArchive) archive = rc_archive_new (read_cb, &source, source.size, "FILE.TX_");
  gsize at = 0;

  rc_archive_list (archive, 100, FALSE, &listed);
  for (int i = 0; i < MAX_FILES && listed.reply.status == RC_RENDERER_DONE && at < listed.reply.payload; i++)
    {
      RcRendererEntry entry;
      g_autofree char *path = NULL;

      memcpy (&entry, memory + at, sizeof entry);
      path = g_strndup ((const char *) memory + at + sizeof entry, entry.path_length);
      at += sizeof entry + entry.path_length + entry.head_length;
      if (entry.kind == RC_RENDERER_ENTRY_FILE)
        for (int from_inside = 0; from_inside < 2; from_inside++)
          {
            RcAnswer answer = { .memory = bytes, .room = ROOM };

            rc_archive_read (archive, path, from_inside ? entry.size / 2 : 0, ROOM, &answer);
          }
    }
  return 0;
}
