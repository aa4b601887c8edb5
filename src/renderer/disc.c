/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The renderer's work on discs: an image by its file systems, else an archive; and archives on it. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "renderer/archive-files.h"
#include "renderer/foreign.h"
#include "renderer/volume.h"
#include "renderer/work.h"

#define MAX_ENTRIES 1000000
/* Beyond that first bytes are left out, so that the names have room. */
#define MAX_WITH_HEADS (RC_RENDERER_MAX_ANSWER / 2)
/* And so that a list comes in time where each of them has to be unpacked: what a file is, its name tells then. */
#define MAX_HEADS_US (20 * G_USEC_PER_SEC)

typedef struct
{
  RcImage *image;     /* (owned) */
  RcVolume *volume;   /* (owned) (nullable) */
  RcArchive *archive; /* (owned) (nullable) of the image itself, where it is no disc; else of `node` */
  const RcNode *node; /* (nullable) of volume */
  gboolean opened;
} Disc;

static gssize
read_image_cb (gpointer source, void *buffer, gsize size, gint64 offset)
{
  Disc *self = source;

  return rc_image_read_file (self->image, buffer, size, offset);
}

static gssize
read_node_cb (gpointer source, void *buffer, gsize size, gint64 offset)
{
  Disc *self = source;
  const char *message;

  return rc_volume_read (self->volume, self->node, buffer, size, offset, &message);
}

static gpointer
start (int fd)
{
  Disc *self = g_new0 (Disc, 1);

  self->image = rc_image_new (fd);
  return self;
}

static void
warm_up (void)
{
}

/* Walks the disc, once. `name` (nullable) is what the image is called, which tells what is packed in it. */
static void
open_once (Disc *self, const char *name)
{
  if (self->opened)
    return;
  self->opened = TRUE;
  self->volume = rc_volume_new (self->image);
  if (!self->volume && !self->archive)
    self->archive = rc_archive_new (read_image_cb, self, rc_image_get_file_size (self->image), name);
}

static void
open_image (Disc *self, const char *name, RcAnswer *answer)
{
  const char *foreign;

  open_once (self, name);
  /* libarchive takes what begins with zeros for an archive without files. */
  foreign = self->archive ? rc_foreign_find (self->image) : NULL;
  if (foreign)
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", foreign);
      return;
    }
  if (self->archive && !rc_archive_check (self->archive, answer))
    return;
  if (!self->volume)
    {
      rc_answer_append (answer, "\n", 1);
      return;
    }
  rc_answer_append_printf (answer, "%s\n", self->volume->name ? g_strdelimit (self->volume->name, "\n", ' ') : "");
  rc_answer_append (answer, self->volume->facts->str, self->volume->facts->len);
  answer->reply.a = self->volume->missing;
}

static gboolean
list_node (Disc *self, const RcNode *node, gint64 heads_end, RcAnswer *answer)
{
  RcRendererEntry entry = { .kind = node->kind, .size = node->size, .mtime = node->mtime };
  guint8 head[RC_RENDERER_HEAD];
  const char *message = NULL;
  gssize got = 0;

  if (node->kind == RC_RENDERER_ENTRY_FILE && answer->reply.payload < MAX_WITH_HEADS && g_get_monotonic_time () < heads_end)
    got = rc_volume_read (self->volume, node, head, sizeof head, 0, &message);
  entry.head_length = (guint16) MAX (0, got);
  return rc_answer_append_entry (answer, &entry, node->path, head);
}

static void
list (Disc *self, RcAnswer *answer)
{
  const RcVolume *volume;
  gint64 heads_end;

  open_once (self, NULL);
  heads_end = g_get_monotonic_time () + MAX_HEADS_US;
  volume = self->volume;
  if (!volume)
    {
      rc_archive_list (self->archive, MAX_ENTRIES, TRUE, answer);
      return;
    }
  for (guint i = 0; i < volume->problems->len; i++)
    rc_answer_append_problem (answer, NULL, volume->problems->pdata[i]);
  for (guint i = 0; i < volume->nodes->len; i++)
    if (!list_node (self, &g_array_index (volume->nodes, RcNode, i), heads_end, answer))
      {
        rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, N_("there are too many files"));
        return;
      }
}

/* What was opened as an archive, whatever else it looks like. `name` (nullable) is what it is called. */
static void
open_itself (Disc *self, const char *name)
{
  if (self->archive && !self->node)
    return;
  g_clear_pointer (&self->archive, rc_archive_free);
  self->node = NULL;
  self->archive = rc_archive_new (read_image_cb, self, rc_image_get_file_size (self->image), name);
}

/* FALSE, and a refusal written, when there is no such file. */
static gboolean
open_inside (Disc *self, const char *path, RcAnswer *answer)
{
  const RcNode *node;
  const char *slash;

  if (*path == '/')
    {
      open_itself (self, path + 1);
      return TRUE;
    }
  open_once (self, NULL);
  node = self->volume ? rc_volume_find (self->volume, path) : NULL;
  if (!node || node->kind != RC_RENDERER_ENTRY_FILE)
    {
      rc_answer_refuse (answer, RC_RENDERER_NOT_FOUND,
                        self->volume ? N_("there is no such file on it") : N_("it is in an archive itself: unpack that first"));
      return FALSE;
    }
  if (self->node == node)
    return TRUE;
  g_clear_pointer (&self->archive, rc_archive_free);
  self->node = node;
  slash = strrchr (path, '/');
  self->archive = rc_archive_new (read_node_cb, self, node->size, slash ? slash + 1 : path);
  return TRUE;
}

static void
list_inside (Disc *self, const char *path, gint64 most, RcAnswer *answer)
{
  if (open_inside (self, path, answer))
    rc_archive_list (self->archive, CLAMP (most, 0, MAX_ENTRIES), FALSE, answer);
}

/* A file in an archive on the disc: what is before one of the slashes is the archive. */
static void
read_inside (Disc *self, const char *path, gint64 offset, gint64 length, RcAnswer *answer)
{
  for (const char *slash = strchr (path, '/'); slash; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *archive = g_strndup (path, (gsize) (slash - path));
      const RcNode *node = rc_volume_find (self->volume, archive);

      if (!node || node->kind != RC_RENDERER_ENTRY_FILE)
        continue;
      if (open_inside (self, archive, answer))
        rc_archive_read (self->archive, slash + 1, offset, length, answer);
      return;
    }
  rc_answer_refuse (answer, RC_RENDERER_NOT_FOUND, N_("there is no such file on it"));
}

static void
read_file (Disc *self, const char *path, gint64 offset, gint64 length, RcAnswer *answer)
{
  const char *message = NULL;
  const RcNode *node;
  gssize got;

  if (offset < 0 || length < 0 || length > (gint64) MIN (RC_RENDERER_MAX_ANSWER, answer->room))
    {
      rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, "no such range");
      return;
    }
  if (*path == '/')
    {
      open_itself (self, NULL);
      rc_archive_read (self->archive, path + 1, offset, length, answer);
      return;
    }
  open_once (self, NULL);
  if (!self->volume)
    {
      rc_archive_read (self->archive, path, offset, length, answer);
      return;
    }
  node = rc_volume_find (self->volume, path);
  if (!node)
    {
      read_inside (self, path, offset, length, answer);
      return;
    }
  if (node->kind != RC_RENDERER_ENTRY_FILE)
    {
      rc_answer_refuse (answer, RC_RENDERER_NOT_FOUND, N_("there is no such file on it"));
      return;
    }
  got = rc_volume_read (self->volume, node, answer->memory, (gsize) length, offset, &message);
  if (got < 0)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", message);
  else
    answer->reply.payload = (guint64) got;
}

static void
answer_request (gpointer state, const RcRendererRequest *request, RcAnswer *answer)
{
  Disc *self = state;

  switch (request->verb)
    {
    case RC_RENDERER_OPEN:
      open_image (self, request->text, answer);
      break;
    case RC_RENDERER_LIST:
      list (self, answer);
      break;
    case RC_RENDERER_INSIDE:
      list_inside (self, request->text, request->a, answer);
      break;
    case RC_RENDERER_READ:
      read_file (self, request->text, request->a, request->b, answer);
      break;
    default:
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "no such verb");
    }
}

const RcWork rc_work_disc = { warm_up, start, answer_request };
