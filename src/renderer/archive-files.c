/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives, most of them by libarchive: a file that is one, or a file on a disc. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/archive-files.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <zlib.h>

#include "renderer/archive-private.h"

#define MAX_ARJ 1000000
#define MAX_UNKNOWN (G_GINT64_CONSTANT (9) << 30) /* a DVD of two layers */

const char *
rc_archive_explain (RcArchive *self)
{
  const char *words = archive_error_string (self->archive);

  return words ? words : N_("it is damaged");
}

static gint64
get_length (RcArchive *self)
{
  return (gint64) self->n_front + self->end - self->start;
}

static la_ssize_t
read_cb (struct archive *archive, void *user_data, const void **buffer)
{
  RcArchive *self = user_data;
  gint64 left = MAX (0, get_length (self) - self->position);
  gssize got;

  if (self->position < (gint64) self->n_front)
    {
      *buffer = self->front + self->position;
      got = (gssize) ((gint64) self->n_front - self->position);
      self->position += got;
      return got;
    }
  got = self->read (self->source, self->block, (gsize) MIN (RC_ARCHIVE_BLOCK, left), self->start + self->position - (gint64) self->n_front);
  if (got < 0)
    {
      archive_set_error (archive, errno, "%s", g_strerror (errno));
      return ARCHIVE_FATAL;
    }
  self->position += got;
  *buffer = self->block;
  return got;
}

static la_int64_t
skip_cb (struct archive *archive, void *user_data, la_int64_t request)
{
  RcArchive *self = user_data;
  gint64 step = CLAMP (request, 0, MAX (0, get_length (self) - self->position));

  self->position += step;
  return step;
}

static la_int64_t
seek_cb (struct archive *archive, void *user_data, la_int64_t offset, int whence)
{
  RcArchive *self = user_data;
  gint64 base = whence == SEEK_CUR ? self->position : whence == SEEK_END ? get_length (self) : 0;

  if (offset > 0 ? base > G_MAXINT64 - offset : base + offset < 0)
    return ARCHIVE_FATAL;
  self->position = base + offset;
  return self->position;
}

void
rc_archive_close (RcArchive *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
  g_clear_pointer (&self->szdd, rc_szdd_free);
  g_clear_pointer (&self->path, g_free);
  self->file = NULL;
  self->offset = 0;
}

static void
support_formats (RcArchive *self)
{
  /* A program before it has words that libarchive takes for an archive of another kind. */
  if (self->place.kind == RC_ARCHIVE_ZIP)
    {
      archive_read_support_format_zip (self->archive);
      return;
    }
  archive_read_support_filter_gzip (self->archive);
  archive_read_support_filter_bzip2 (self->archive);
  archive_read_support_filter_xz (self->archive);
  archive_read_support_filter_compress (self->archive);
  if (self->place.kind == RC_ARCHIVE_LONE)
    archive_read_support_format_raw (self->archive);
  if (self->plain)
    return;
  archive_read_support_format_zip (self->archive);
  archive_read_support_format_7zip (self->archive);
  archive_read_support_format_rar (self->archive);
  archive_read_support_format_rar5 (self->archive);
  archive_read_support_format_tar (self->archive);
  archive_read_support_format_cpio (self->archive);
  archive_read_support_format_cab (self->archive);
  archive_read_support_format_lha (self->archive);
}

gboolean
rc_archive_open (RcArchive *self, RcAnswer *answer)
{
  rc_archive_close (self);
  self->position = 0;
  self->archive = archive_read_new ();
  support_formats (self);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_skip_callback (self->archive, skip_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);
  archive_read_set_callback_data (self->archive, self);
  if (archive_read_open1 (self->archive) == ARCHIVE_OK)
    return TRUE;
  rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", rc_archive_explain (self));
  rc_archive_close (self);
  return FALSE;
}

/* What begins with zeros, as the image of a disc does, libarchive takes for the end of a tar. */
static void
look_at_packed (RcArchive *self)
{
  RcAnswer unheard = { 0 };
  struct archive_entry *item;

  if (rc_archive_open (self, &unheard))
    self->plain = archive_read_next_header (self->archive, &item) == ARCHIVE_EOF;
  rc_archive_close (self);
}

gboolean
rc_archive_search (RcArchive *self, RcAnswer *answer)
{
  if (!self->searched)
    {
      self->searched = TRUE;
      rc_archive_find (self->read, self->source, self->length, &self->place);
      self->start = self->place.start;
      self->end = self->place.end;
      if (self->place.kind == RC_ARCHIVE_ARJ)
        self->arj = rc_arj_read (self->read, self->source, &self->place, MAX_ARJ, &self->arj_problem);
      if (self->place.kind == RC_ARCHIVE_LONE)
        look_at_packed (self);
    }
  if (self->place.kind == RC_ARCHIVE_NONE)
    rc_answer_refuse (answer, RC_RENDERER_NOT_FOUND, N_("it is a program with no archive in it that is known here"));
  else if (self->place.kind == RC_ARCHIVE_FOREIGN)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", self->place.why);
  return answer->reply.status == RC_RENDERER_DONE;
}

RcRendererEntryKind
rc_archive_kind_of (struct archive_entry *entry)
{
  /* Two names for one file: on a disc both are files. */
  if (archive_entry_hardlink (entry))
    return RC_RENDERER_ENTRY_FILE;
  switch (archive_entry_filetype (entry))
    {
    case AE_IFREG:
      return RC_RENDERER_ENTRY_FILE;
    case AE_IFDIR:
      return RC_RENDERER_ENTRY_FOLDER;
    default:
      return RC_RENDERER_ENTRY_OTHER;
    }
}

gssize
rc_archive_read_data (RcArchive *self, guint8 *buffer, gsize size)
{
  if (self->szdd)
    return (gssize) rc_szdd_read (self->szdd, buffer, size);
  return archive_read_data (self->archive, buffer, size);
}

gboolean
rc_archive_is_lone_file (RcArchive *self)
{
  return self->archive && archive_format (self->archive) == ARCHIVE_FORMAT_RAW;
}

/* Steps forward to the path. A file of two names has its bytes at the first: then that is what is looked for.
 * `target` (out) (transfer full) is set to it when the name found is the second. */
static gboolean
step_to (RcArchive *self, const char *path, char **target)
{
  struct archive_entry *item;
  int result;

  while ((result = archive_read_next_header (self->archive, &item)) >= ARCHIVE_WARN && result != ARCHIVE_EOF)
    {
      const char *found = archive_entry_pathname (item);
      const char *link = archive_entry_hardlink (item);

      /* There is one only, whatever its name. */
      if (g_strcmp0 (found, path) != 0 && !rc_archive_is_lone_file (self))
        continue;
      if (link && g_strcmp0 (link, path) != 0)
        {
          *target = g_strdup (link);
          return FALSE;
        }
      if (rc_archive_kind_of (item) != RC_RENDERER_ENTRY_FILE)
        return FALSE;
      self->path = g_strdup (path);
      self->offset = 0;
      self->size = archive_entry_size_is_set (item) ? archive_entry_size (item) : 0;
      return TRUE;
    }
  return FALSE;
}

/* As an archive of its own. */
static gboolean
go_to_arj (RcArchive *self, const char *path, RcAnswer *answer)
{
  const RcArjFile *file = rc_arj_find (self->arj, path);
  g_autofree char *further = NULL;

  if (!file || file->why)
    {
      rc_answer_refuse (answer, file ? RC_RENDERER_REFUSED : RC_RENDERER_NOT_FOUND, "%s", file ? file->why : N_("there is no such file on it"));
      return FALSE;
    }
  rc_arj_make_lha (file, self->front);
  self->n_front = sizeof self->front;
  self->start = file->packed_at;
  self->end = MIN (self->place.end, file->packed_at + file->packed);
  if (!rc_archive_open (self, answer))
    return FALSE;
  if (file->size > 0 && !step_to (self, "a", &further))
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", rc_archive_explain (self));
      return FALSE;
    }
  g_free (self->path);
  self->path = g_strdup (path);
  self->file = file;
  self->size = file->size;
  self->sum = (guint32) crc32 (0, NULL, 0);
  return TRUE;
}

static gboolean
go_to_szdd (RcArchive *self, const char *path, RcAnswer *answer)
{
  const char *obstacle;

  rc_archive_close (self);
  self->szdd = rc_szdd_new (self->read, self->source, &self->place);
  self->path = g_strdup (path);
  self->size = MAX (0, rc_szdd_get_size (self->szdd));
  obstacle = rc_szdd_get_obstacle (self->szdd);
  if (obstacle)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", obstacle);
  return !obstacle;
}

static gboolean
go_to (RcArchive *self, const char *path, gint64 offset, RcAnswer *answer)
{
  g_autofree char *target = NULL;
  gboolean fresh = !self->archive;

  if (self->path && strcmp (self->path, path) == 0 && offset >= self->offset)
    return TRUE;
  g_clear_pointer (&self->path, g_free);
  if (!rc_archive_search (self, answer))
    return FALSE;
  if (self->arj)
    return go_to_arj (self, path, answer);
  if (self->place.kind == RC_ARCHIVE_SZDD)
    return go_to_szdd (self, path, answer);
  if (!fresh && step_to (self, path, &target))
    return TRUE;
  if (!rc_archive_open (self, answer))
    return FALSE;
  if (!target && step_to (self, path, &target))
    return TRUE;
  if (target && rc_archive_open (self, answer))
    {
      g_autofree char *further = NULL;

      if (step_to (self, target, &further))
        {
          /* Under the name that was asked for, so that the next piece goes on from here. */
          g_free (self->path);
          self->path = g_strdup (path);
          return TRUE;
        }
    }
  if (answer->reply.status == RC_RENDERER_DONE)
    rc_answer_refuse (answer, RC_RENDERER_NOT_FOUND, N_("there is no such file on it"));
  return FALSE;
}

/* Bytes are read where the answer wants them; what lies before the offset is overwritten by what is asked for. */
void
rc_archive_read (RcArchive *self, const char *path, gint64 offset, gint64 length, RcAnswer *answer)
{
  if (offset < 0 || length < 0 || length > RC_RENDERER_MAX_ANSWER)
    {
      rc_answer_refuse (answer, RC_RENDERER_TOO_LARGE, "no such range");
      return;
    }
  if (!go_to (self, path, offset, answer))
    return;
  if (self->file && self->size == 0)
    return;
  /* However much comes out of it, no more than it promised; and where it promises nothing, no more than a disc has. */
  length = CLAMP ((self->size > 0 ? self->size : MAX_UNKNOWN) - offset, 0, length);
  while (self->offset < offset + length)
    {
      gboolean before = self->offset < offset;
      gint64 want = before ? MIN (offset - self->offset, RC_ARCHIVE_BLOCK) : offset + length - self->offset;
      gssize got = rc_archive_read_data (self, answer->memory + (before ? 0 : self->offset - offset), want);

      if (got < 0)
        {
          rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", rc_archive_explain (self));
          rc_archive_close (self);
          return;
        }
      if (got == 0)
        break;
      if (self->file)
        self->sum = (guint32) crc32 (self->sum, answer->memory + (before ? 0 : self->offset - offset), (uInt) got);
      self->offset += got;
    }
  /* Seen with compressed files, of which libarchive gave the first block alone without a word. */
  if (self->offset < MIN (offset + length, self->size))
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED,
                        "it breaks off after %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " bytes", self->offset,
                        self->size);
      return;
    }
  if (self->file && self->offset >= self->size && self->sum != self->file->sum)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, N_("its bytes are not those that were packed: it is damaged"));
  else
    answer->reply.payload = (guint64) MAX (0, self->offset - offset);
}

RcArchive *
rc_archive_new (RcArchiveRead read, gpointer source, gint64 size, const char *name)
{
  RcArchive *self = g_new0 (RcArchive, 1);

  self->read = read;
  self->source = source;
  self->length = size;
  self->name = g_strdup (name);
  self->block = g_malloc (RC_ARCHIVE_BLOCK);
  return self;
}

void
rc_archive_free (RcArchive *self)
{
  rc_archive_close (self);
  g_clear_pointer (&self->arj, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->block);
  g_free (self);
}

gboolean
rc_archive_check (RcArchive *self, RcAnswer *answer)
{
  struct archive_entry *item;
  int result;

  if (!rc_archive_search (self, answer))
    return FALSE;
  if (self->arj || self->place.kind == RC_ARCHIVE_SZDD)
    return TRUE;
  if (!rc_archive_open (self, answer))
    return FALSE;
  /* The kind of archive is found out at the first header. */
  result = archive_read_next_header (self->archive, &item);
  if (result == ARCHIVE_EOF)
    /* It takes zeros and sound for an archive without files. */
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, N_("there are no files on it, or none that is known here"));
  else if (result < ARCHIVE_WARN)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", rc_archive_explain (self));
  rc_archive_close (self);
  return answer->reply.status == RC_RENDERER_DONE;
}
