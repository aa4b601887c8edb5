/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An unfinished file that becomes a whole one, or goes. */
#define G_LOG_DOMAIN "rc-search"

#include "search/file-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "search/guard.h"

#define BUFFER_BYTES (4u << 20)

static gboolean
set_error (const char *path, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "Cannot write %s: %s", path, g_strerror (code));
  return FALSE;
}

RcFileWriter *
rc_file_writer_new (const char *folder, GError **error)
{
  g_autoptr (RcFileWriter) self = g_new0 (RcFileWriter, 1);

  self->path = g_build_filename (folder, "search-XXXXXX.tmp", NULL);
  self->buffer = g_byte_array_new ();
  self->full = g_byte_array_new ();
  self->helper = rc_helper_new ();
  self->offset = RC_INDEX_ALIGN;
  self->fd = g_mkstemp_full (self->path, O_RDWR | O_CLOEXEC, 0644);
  if (self->fd < 0)
    {
      set_error (self->path, errno, error);
      g_clear_pointer (&self->path, g_free);
      return NULL;
    }
  G_STATIC_ASSERT (sizeof (RcIndexHeader) <= RC_INDEX_ALIGN);
  memcpy (self->header.magic, RC_INDEX_MAGIC, sizeof self->header.magic);
  self->header.format = RC_INDEX_FORMAT;
  self->header.byte_order = RC_INDEX_BYTE_ORDER;
  self->header.text_version = RC_TEXT_VERSION;
  return g_steal_pointer (&self);
}

void
rc_file_writer_free (RcFileWriter *self)
{
  if (self == NULL)
    return;
  if (self->writing)
    rc_helper_finish (self->helper);
  g_clear_pointer (&self->helper, rc_helper_free);
  if (self->fd >= 0)
    close (self->fd);
  if (self->path != NULL)
    g_unlink (self->path);
  g_clear_pointer (&self->buffer, g_byte_array_unref);
  g_clear_pointer (&self->full, g_byte_array_unref);
  g_free (self->path);
  g_free (self);
}

void
rc_file_writer_begin (RcFileWriter *self, RcSection section)
{
  self->offset = (self->offset + RC_INDEX_ALIGN - 1) / RC_INDEX_ALIGN * RC_INDEX_ALIGN;
  self->section = section;
  self->checksum = RC_CHECKSUM_BEGIN;
  self->header.sections[section].offset = self->offset;
}

/* 0, or an errno. */
static int
write_bytes (RcFileWriter *self, const guint8 *bytes, gsize n_bytes, guint64 offset)
{
  while (n_bytes > 0)
    {
      gssize n = pwrite (self->fd, bytes, n_bytes, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return n == 0 ? ENOSPC : errno;
      bytes += n;
      n_bytes -= (gsize) n;
      offset += (guint64) n;
    }
  return 0;
}

static void
write_full (gpointer data)
{
  RcFileWriter *self = data;

  self->checksum = rc_index_checksum (self->checksum, self->full->data, self->full->len);
  if (self->problem == 0)
    self->problem = write_bytes (self, self->full->data, self->full->len, self->full_offset);
  /* The disk begins now, and not when it is waited for. */
  if (self->problem == 0)
    sync_file_range (self->fd, (off_t) self->full_offset, (off_t) self->full->len, SYNC_FILE_RANGE_WRITE);
}

/* Waits for what is being written. */
static gboolean
settle (RcFileWriter *self, GError **error)
{
  if (self->writing && !rc_helper_finish (self->helper))
    write_full (self);
  self->writing = FALSE;
  return self->problem == 0 || set_error (self->path, self->problem, error);
}

/* Writes the buffer; only the end of a section may be no multiple of 8, for the checksum's sake. */
static gboolean
flush (RcFileWriter *self, gboolean end, GError **error)
{
  guint n = end ? self->buffer->len : self->buffer->len / 8 * 8;
  GByteArray *full = self->buffer;

  if (n == 0)
    return TRUE;
  if (!settle (self, error))
    return FALSE;
  self->buffer = self->full;
  g_byte_array_set_size (self->buffer, 0);
  g_byte_array_append (self->buffer, full->data + n, full->len - n);
  g_byte_array_set_size (full, n);
  self->full = full;
  self->full_offset = self->offset;
  self->offset += n;
  self->writing = n >= BUFFER_BYTES;
  if (self->writing)
    rc_helper_start (self->helper, write_full, self);
  else
    write_full (self);
  return self->writing || settle (self, error);
}

gboolean
rc_file_writer_append (RcFileWriter *self, const void *bytes, gsize n_bytes, GError **error)
{
  const guint8 *at = bytes;

  while (n_bytes > 0)
    {
      gsize n = MIN (n_bytes, BUFFER_BYTES);

      g_byte_array_append (self->buffer, at, (guint) n);
      at += n;
      n_bytes -= n;
      if (self->buffer->len >= BUFFER_BYTES && !flush (self, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rc_file_writer_end (RcFileWriter *self, GError **error)
{
  RcSectionPlace *place = &self->header.sections[self->section];

  if (!flush (self, TRUE, error) || !settle (self, error))
    return FALSE;
  place->n_bytes = self->offset - place->offset;
  place->checksum = self->checksum;
  return TRUE;
}

gboolean
rc_file_writer_put (RcFileWriter *self, RcSection section, const void *bytes, gsize n_bytes, GError **error)
{
  rc_file_writer_begin (self, section);
  return rc_file_writer_append (self, bytes, n_bytes, error) && rc_file_writer_end (self, error);
}

guint64
rc_file_writer_tell (RcFileWriter *self)
{
  return self->offset + self->buffer->len - self->header.sections[self->section].offset;
}

guint8 *
rc_file_writer_map (RcFileWriter *self, gsize *n_bytes, GError **error)
{
  static const guint8 zeros[8];
  guint64 begin = self->header.sections[self->section].offset;
  void *map;

  /* A map of nothing is an error; a list never begins within the padding. */
  if (!rc_file_writer_append (self, zeros, 8 + (8 - self->buffer->len % 8) % 8, error) || !flush (self, FALSE, error)
      || !settle (self, error))
    return NULL;
  *n_bytes = (gsize) (self->offset - begin);
  map = mmap (NULL, *n_bytes, PROT_READ, MAP_SHARED, self->fd, (off_t) begin);
  if (map == MAP_FAILED)
    {
      set_error (self->path, errno, error);
      return NULL;
    }
  if (rc_guard_watch (map, *n_bytes, &self->broken))
    return map;
  munmap (map, *n_bytes);
  set_error (self->path, EMFILE, error);
  return NULL;
}

void
rc_file_writer_forget (const guint8 *map, gsize n_bytes)
{
  madvise ((void *) map, n_bytes, MADV_DONTNEED);
}

gboolean
rc_file_writer_unmap (RcFileWriter *self, guint8 *map, gsize n_bytes, GError **error)
{
  rc_guard_unmap (map, n_bytes);
  return !g_atomic_int_get (&self->broken) || set_error (self->path, EIO, error);
}

gboolean
rc_file_writer_finish (RcFileWriter *self, GError **error)
{
  guint64 end = (self->offset + RC_INDEX_ALIGN - 1) / RC_INDEX_ALIGN * RC_INDEX_ALIGN;
  int problem;

  self->header.checksum
    = rc_index_checksum (RC_CHECKSUM_BEGIN, &self->header, G_STRUCT_OFFSET (RcIndexHeader, checksum));
  /* The content, its end included, before the header: a file with a header is whole. */
  problem = write_bytes (self, (const guint8 *) &self->header, sizeof self->header, end);
  if (problem != 0)
    return set_error (self->path, problem, error);
  if (ftruncate (self->fd, (off_t) (end + RC_INDEX_ALIGN)) != 0 || fdatasync (self->fd) != 0)
    return set_error (self->path, errno, error);
  problem = write_bytes (self, (const guint8 *) &self->header, sizeof self->header, 0);
  if (problem != 0)
    return set_error (self->path, problem, error);
  return fdatasync (self->fd) == 0 || set_error (self->path, errno, error);
}

gboolean
rc_file_writer_publish (RcFileWriter *self, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean done;
  int fd;

  if (g_rename (self->path, path) != 0)
    return set_error (path, errno, error);
  g_clear_pointer (&self->path, g_free);
  fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  done = (fd >= 0 && fsync (fd) == 0) || set_error (path, errno, error);
  if (fd >= 0)
    close (fd);
  return done;
}
