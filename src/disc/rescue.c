/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two passes over a disc. The map is a line of its size, then a line a stretch: where, how long, and + read, - given up, * to be tried
 * again; what is behind the last one was not tried yet. It is written after what it speaks of has reached the disk, beside its place,
 * and renamed. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define PIECE (64 * RC_RESCUE_SECTOR)
#define TRIES 3
#define KEEP_EVERY (8 << 20) /* bytes that may have to be read again */
#define IDENTIFYING (64 * RC_RESCUE_SECTOR)
#define MAX_MAP (16u << 20)

typedef struct
{
  gint64 offset;
  gint64 length;
  char state;
} Stretch;

typedef struct
{
  const RcRescueFrom *from;
  const char *path;
  int fd; /* (owned) */
  GArray *map;      /* (owned) Stretch */
  gint64 kept;      /* bytes done when the map was last written */
  RcRescueState *state;
  RcRescueProgress progress;
  gpointer user_data;
} Rescue;

static gboolean
fail (const char *path, GError **error)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), _("Cannot write %s: %s"), path, g_strerror (saved));
  return FALSE;
}

/* Beside the one before of the same kind it becomes one with it. */
static void
append (GArray *map, gint64 offset, gint64 length, char state)
{
  Stretch *last = map->len > 0 ? &g_array_index (map, Stretch, map->len - 1) : NULL;
  const Stretch stretch = { offset, length, state };

  if (last && last->state == state && last->offset + last->length == offset)
    last->length += length;
  else
    g_array_append_val (map, stretch);
}

static gint64
get_end (const GArray *map)
{
  const Stretch *last = map->len > 0 ? &g_array_index (map, Stretch, map->len - 1) : NULL;

  return last ? last->offset + last->length : 0;
}

static gboolean
keep_map (Rescue *self, GError **error)
{
  g_autofree char *path = g_strconcat (self->path, ".map", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  if (fdatasync (self->fd) != 0)
    return fail (self->path, error);
  g_string_append_printf (text, "%" G_GINT64_FORMAT "\n", self->from->size);
  for (guint i = 0; i < self->map->len; i++)
    {
      const Stretch *stretch = &g_array_index (self->map, Stretch, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %c\n", stretch->offset, stretch->length, stretch->state);
    }
  self->kept = self->state->done;
  return g_file_set_contents_full (path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                   error);
}

/* FALSE for what is no map of such a disc. */
static gboolean
parse_map (const char *text, gint64 size, GArray *map)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (g_ascii_strtoll (lines[0], NULL, 10) != size)
    return FALSE;
  for (int i = 1; lines[i] && *lines[i]; i++)
    {
      Stretch stretch;
      char *end;

      stretch.offset = g_ascii_strtoll (lines[i], &end, 10);
      stretch.length = g_ascii_strtoll (end, &end, 10);
      stretch.state = *end == ' ' ? end[1] : '\0';
      if (stretch.offset != get_end (map) || stretch.length <= 0 || stretch.length > size - stretch.offset || stretch.state == '\0' ||
          !strchr ("+-*", stretch.state))
        return FALSE;
      g_array_append_val (map, stretch);
    }
  return TRUE;
}

/* What was read before, when the file and its map are there. */
static void
load_map (Rescue *self)
{
  g_autofree char *path = g_strconcat (self->path, ".map", NULL);
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, NULL) && length <= MAX_MAP && parse_map (text, self->from->size, self->map) &&
      lseek (self->fd, 0, SEEK_END) >= get_end (self->map))
    return;
  g_array_set_size (self->map, 0);
}

static void
count (Rescue *self)
{
  RcRescueState *state = self->state;

  *state = (RcRescueState){ .total = self->from->size };
  for (guint i = 0; i < self->map->len; i++)
    {
      const Stretch *stretch = &g_array_index (self->map, Stretch, i);

      state->done += stretch->state == '*' ? 0 : stretch->length;
      state->bad += stretch->state == '-' ? stretch->length : 0;
    }
  self->kept = state->done;
}

static gboolean
write_piece (Rescue *self, const guint8 *bytes, gsize size, gint64 offset, GError **error)
{
  while (size > 0)
    {
      gssize done = pwrite (self->fd, bytes, size, offset);

      if (done < 0 && errno == EINTR)
        continue;
      if (done < 0)
        return fail (self->path, error);
      bytes += done;
      size -= (gsize) done;
      offset += done;
    }
  return TRUE;
}

/* All of it, or FALSE. */
static gboolean
read_piece (Rescue *self, guint8 *buffer, gsize size, gint64 offset)
{
  gsize done = 0;

  while (done < size)
    {
      gssize got = self->from->read (self->from->data, buffer + done, size - done, offset + (gint64) done);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return FALSE;
      done += (gsize) got;
    }
  return TRUE;
}

/* One piece; a sector that fails once fails more often than not only once. */
static gboolean
take (Rescue *self, GArray *map, gint64 offset, gsize size, int tries, char otherwise, GError **error)
{
  static const guint8 zeros[PIECE] = { 0 };
  guint8 buffer[PIECE];
  gboolean got = FALSE;

  for (int i = 0; i < tries && !got; i++)
    got = read_piece (self, buffer, size, offset);
  if (!write_piece (self, got ? buffer : zeros, size, offset, error))
    return FALSE;
  append (map, offset, (gint64) size, got ? '+' : otherwise);
  if (got || otherwise == '-')
    self->state->done += (gint64) size;
  if (!got && otherwise == '-')
    self->state->bad += (gint64) size;
  if (self->progress)
    self->progress (self->state, self->user_data);
  return TRUE;
}

static gboolean
read_once (Rescue *self, GCancellable *cancellable, GError **error)
{
  for (gint64 offset = get_end (self->map); offset < self->from->size; offset = get_end (self->map))
    {
      if (!take (self, self->map, offset, (gsize) MIN (PIECE, self->from->size - offset), 1, '*', error))
        return FALSE;
      if (g_cancellable_is_cancelled (cancellable))
        break;
      if (self->state->done - self->kept >= KEEP_EVERY && !keep_map (self, error))
        return FALSE;
    }
  return keep_map (self, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* The stretches behind `from` as they are. */
static void
append_rest (GArray *map, const GArray *old, guint from)
{
  for (guint i = from; i < old->len; i++)
    {
      const Stretch *stretch = &g_array_index (old, Stretch, i);

      append (map, stretch->offset, stretch->length, stretch->state);
    }
}

static gboolean
retry_stretch (Rescue *self, const Stretch *stretch, GArray *map, GCancellable *cancellable, GError **error)
{
  for (gint64 at = 0; at < stretch->length; at += RC_RESCUE_SECTOR)
    {
      gsize size = (gsize) MIN (RC_RESCUE_SECTOR, stretch->length - at);

      if (g_cancellable_is_cancelled (cancellable))
        {
          append (map, stretch->offset + at, stretch->length - at, '*');
          return TRUE;
        }
      if (!take (self, map, stretch->offset + at, size, TRIES, '-', error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_again (Rescue *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->map->len; i++)
    {
      const Stretch stretch = g_array_index (self->map, Stretch, i);
      GArray *map;

      if (stretch.state != '*')
        continue;
      map = g_array_new (FALSE, FALSE, sizeof (Stretch));
      g_array_append_vals (map, self->map->data, i);
      if (!retry_stretch (self, &stretch, map, cancellable, error))
        {
          g_array_unref (map);
          return FALSE;
        }
      append_rest (map, self->map, i + 1);
      g_array_unref (self->map);
      self->map = map;
      if (!keep_map (self, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      /* Stretches have become others: from the beginning, where nothing is left to do. */
      i = (guint) -1;
    }
  return TRUE;
}

static void
tell_bad (const Rescue *self, GArray *bad)
{
  for (guint i = 0; i < self->map->len; i++)
    {
      const Stretch *stretch = &g_array_index (self->map, Stretch, i);
      const RcRescueGap gap = { stretch->offset, stretch->length };

      if (stretch->state == '-')
        g_array_append_val (bad, gap);
    }
}

gboolean
rc_rescue_copy (const RcRescueFrom *from, const char *path, RcRescueState *state, GArray *bad, RcRescueProgress progress,
                gpointer user_data, GCancellable *cancellable, GError **error)
{
  Rescue self = { .from = from, .path = path, .state = state, .progress = progress, .user_data = user_data };
  gboolean done;

  g_return_val_if_fail (from && path && state && bad, FALSE);
  self.fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self.fd < 0)
    return fail (path, error);
  self.map = g_array_new (FALSE, FALSE, sizeof (Stretch));
  load_map (&self);
  count (&self);
  done = read_once (&self, cancellable, error) && read_again (&self, cancellable, error);
  /* A file of before may have been longer. */
  if (done && ftruncate (self.fd, from->size) != 0)
    done = fail (path, error);
  if (done)
    tell_bad (&self, bad);
  g_array_unref (self.map);
  close (self.fd);
  return done;
}

char *
rc_rescue_identify (const RcRescueFrom *from)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT "\n", from->size);
  g_autofree guint8 *start = g_malloc (IDENTIFYING);
  gsize done = 0;
  gssize got = 1;

  while (done < IDENTIFYING && got > 0)
    {
      got = from->read (from->data, start + done, IDENTIFYING - done, (gint64) done);
      done += (gsize) MAX (0, got);
    }
  if (done == 0)
    return NULL;
  g_checksum_update (sum, (const guchar *) size, -1);
  g_checksum_update (sum, start, (gssize) done);
  return g_strdup (g_checksum_get_string (sum));
}
