/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives, most of them by libarchive: a file that is one, or a file on a disc. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/archive-files.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <zlib.h>

#include "renderer/archive-arj.h"

#define BLOCK 32768
/* Damage that libarchive reports and steps over, again and again: this often, then the rest is left. */
#define MAX_FAULTS 1000
#define MAX_ARJ 1000000
#define MAX_UNKNOWN (G_GINT64_CONSTANT (1) << 30)

struct _RcArchive
{
  RcArchiveRead read;
  gpointer source;         /* (unowned) */
  gint64 length;           /* of it */
  gboolean searched;       /* `place` is known, and `arj` if it is one */
  RcArchivePlace place;
  GPtrArray *arj;          /* (owned) (nullable) of RcArjFile */
  const char *arj_problem; /* (nullable) */
  const RcArjFile *file;   /* (nullable) of them, the one under way */
  guint32 sum;             /* of what it had so far */
  guint8 front[RC_ARJ_LHA_HEADER]; /* what libarchive sees before the bytes of the source */
  gsize n_front;
  gint64 start, end;       /* of these */
  guint8 *block;           /* (owned) BLOCK bytes, what libarchive sees */
  gint64 position;         /* of libarchive, from the beginning of `front` on */
  struct archive *archive; /* (owned) (nullable) the one under way */
  char *path;              /* (owned) (nullable) raw path it stands at */
  gint64 offset;           /* in the data of path */
  gint64 size;             /* of path, as promised */
};

/* libarchive does not always have words for it. */
static const char *
explain (RcArchive *self)
{
  const char *words = archive_error_string (self->archive);

  return words ? words : "it is damaged";
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
  got = self->read (self->source, self->block, (gsize) MIN (BLOCK, left), self->start + self->position - (gint64) self->n_front);
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

static void
close_archive (RcArchive *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
  g_clear_pointer (&self->path, g_free);
  self->file = NULL;
  self->offset = 0;
}

/* FALSE, and a refusal written, where nothing can be opened. */
static gboolean
search (RcArchive *self, RcAnswer *answer)
{
  if (!self->searched)
    {
      self->searched = TRUE;
      rc_archive_find (self->read, self->source, self->length, &self->place);
      self->start = self->place.start;
      self->end = self->place.end;
      if (self->place.kind == RC_ARCHIVE_ARJ)
        self->arj = rc_arj_read (self->read, self->source, &self->place, MAX_ARJ, &self->arj_problem);
    }
  if (self->place.kind == RC_ARCHIVE_NONE)
    rc_answer_refuse (answer, RC_RENDERER_NOT_FOUND, "it is a program with no archive in it that is known here");
  else if (self->place.kind == RC_ARCHIVE_FOREIGN)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", self->place.why);
  return answer->reply.status == RC_RENDERER_DONE;
}

static void
support_formats (RcArchive *self)
{
  archive_read_support_format_zip (self->archive);
  /* A program before it has words that libarchive takes for an archive of another kind. */
  if (self->place.kind == RC_ARCHIVE_ZIP)
    return;
  archive_read_support_filter_gzip (self->archive);
  archive_read_support_filter_bzip2 (self->archive);
  archive_read_support_filter_xz (self->archive);
  archive_read_support_filter_compress (self->archive);
  archive_read_support_format_7zip (self->archive);
  archive_read_support_format_rar (self->archive);
  archive_read_support_format_rar5 (self->archive);
  archive_read_support_format_tar (self->archive);
  archive_read_support_format_cpio (self->archive);
  archive_read_support_format_cab (self->archive);
  archive_read_support_format_lha (self->archive);
}

static gboolean
open_archive (RcArchive *self, RcAnswer *answer)
{
  close_archive (self);
  self->position = 0;
  self->archive = archive_read_new ();
  support_formats (self);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_skip_callback (self->archive, skip_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);
  archive_read_set_callback_data (self->archive, self);
  if (archive_read_open1 (self->archive) == ARCHIVE_OK)
    return TRUE;
  rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", explain (self));
  close_archive (self);
  return FALSE;
}

gboolean
rc_answer_append_entry (RcAnswer *answer, RcRendererEntry *entry, const char *path, const guint8 *head)
{
  gsize length = MIN (strlen (path), G_MAXUINT16);

  entry->path_length = (guint16) length;
  if (answer->reply.payload + sizeof *entry + length + entry->head_length > RC_RENDERER_MAX_ANSWER)
    return FALSE;
  rc_answer_append (answer, entry, sizeof *entry);
  rc_answer_append (answer, path, length);
  rc_answer_append (answer, head, entry->head_length);
  answer->reply.a++;
  return TRUE;
}

gboolean
rc_answer_append_problem (RcAnswer *answer, const char *path, const char *message)
{
  RcRendererEntry entry = { .kind = RC_RENDERER_ENTRY_PROBLEM };
  g_autofree char *text = path ? g_strdup_printf ("%s: %s", path, message) : g_strdup (message);

  return rc_answer_append_entry (answer, &entry, text, NULL);
}

static RcRendererEntryKind
kind_of (struct archive_entry *entry)
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

/* Sizes of files by path, for the second names of them. */
static gint64
find_size (GHashTable *sizes, struct archive_entry *entry, const char *path)
{
  const char *target = archive_entry_hardlink (entry);
  const gint64 *known = target ? g_hash_table_lookup (sizes, target) : NULL;
  gint64 size = known ? *known : archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;

  g_hash_table_insert (sizes, g_strdup (path), g_memdup2 (&size, sizeof size));
  return MAX (0, size);
}

static gboolean
list_entry (RcArchive *self, struct archive_entry *item, GHashTable *sizes, gboolean heads, RcAnswer *answer)
{
  const char *path = archive_entry_pathname (item);
  RcRendererEntry entry = { .kind = kind_of (item) };
  guint8 head[RC_RENDERER_HEAD];

  if (!path)
    return rc_answer_append_problem (answer, NULL, "an entry has no name");
  if (strlen (path) >= sizeof ((RcRendererRequest *) NULL)->text)
    return rc_answer_append_problem (answer, NULL, "a path is too long");
  entry.mtime = archive_entry_mtime_is_set (item) ? archive_entry_mtime (item) : 0;
  if (entry.kind == RC_RENDERER_ENTRY_FILE)
    {
      gssize got = 0;

      entry.size = find_size (sizes, item, path);
      if (heads && entry.size > 0 && !archive_entry_hardlink (item))
        got = archive_read_data (self->archive, head, sizeof head);
      if (got < 0 && !rc_answer_append_problem (answer, path, explain (self)))
        return FALSE;
      entry.head_length = (guint16) MAX (0, got);
    }
  return rc_answer_append_entry (answer, &entry, path, head);
}

/* FALSE when it went on no more. */
static gboolean
list_all (RcArchive *self, gint64 most, gboolean heads, RcAnswer *answer)
{
  g_autoptr (GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  struct archive_entry *item;
  guint n_faults = 0;
  int result;

  if (!open_archive (self, answer))
    return TRUE;
  while ((result = archive_read_next_header (self->archive, &item)) != ARCHIVE_EOF)
    {
      if (result < ARCHIVE_WARN)
        rc_answer_append_problem (answer, NULL, explain (self));
      if (result == ARCHIVE_FATAL || (result < ARCHIVE_OK && ++n_faults > MAX_FAULTS))
        break;
      if (result < ARCHIVE_WARN)
        continue;
      if (answer->reply.a >= most || !list_entry (self, item, sizes, heads, answer))
        {
          rc_answer_append_problem (answer, NULL, "there are too many files: the rest is left out");
          break;
        }
    }
  if (answer->reply.a <= 1 && result == ARCHIVE_FATAL)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", explain (self));
  close_archive (self);
  return result != ARCHIVE_FATAL;
}

static void
list_arj (RcArchive *self, gint64 most, RcAnswer *answer)
{
  const char *said = NULL;

  for (guint i = 0; i < self->arj->len; i++)
    {
      const RcArjFile *file = self->arj->pdata[i];
      RcRendererEntry entry = { .kind = file->kind, .size = file->size, .mtime = file->mtime };

      if (answer->reply.a >= most || !rc_answer_append_entry (answer, &entry, file->path, NULL))
        {
          rc_answer_append_problem (answer, NULL, "there are too many files: the rest is left out");
          return;
        }
      /* What one of them has, mostly all have. */
      if (file->why && file->why != said)
        rc_answer_append_problem (answer, NULL, said = file->why);
    }
  if (self->arj_problem)
    rc_answer_append_problem (answer, NULL, self->arj_problem);
}

/* What can be read comes, and where it ends is said in a last entry. Names are there where the bytes behind them cannot be read. */
void
rc_archive_list (RcArchive *self, gint64 most, gboolean heads, RcAnswer *answer)
{
  if (!search (self, answer))
    return;
  if (self->arj)
    list_arj (self, most, answer);
  else if (!list_all (self, most, heads, answer) && heads)
    {
      answer->reply = (RcRendererReply){ .serial = answer->reply.serial };
      list_all (self, most, FALSE, answer);
    }
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

      if (g_strcmp0 (found, path) != 0)
        continue;
      if (link && g_strcmp0 (link, path) != 0)
        {
          *target = g_strdup (link);
          return FALSE;
        }
      if (kind_of (item) != RC_RENDERER_ENTRY_FILE)
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
      rc_answer_refuse (answer, file ? RC_RENDERER_REFUSED : RC_RENDERER_NOT_FOUND, "%s", file ? file->why : "there is no such file on it");
      return FALSE;
    }
  rc_arj_make_lha (file, self->front);
  self->n_front = sizeof self->front;
  self->start = file->packed_at;
  self->end = MIN (self->place.end, file->packed_at + file->packed);
  if (!open_archive (self, answer))
    return FALSE;
  if (file->size > 0 && !step_to (self, "a", &further))
    {
      rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", explain (self));
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
go_to (RcArchive *self, const char *path, gint64 offset, RcAnswer *answer)
{
  g_autofree char *target = NULL;
  gboolean fresh = !self->archive;

  if (self->path && strcmp (self->path, path) == 0 && offset >= self->offset)
    return TRUE;
  g_clear_pointer (&self->path, g_free);
  if (!search (self, answer))
    return FALSE;
  if (self->arj)
    return go_to_arj (self, path, answer);
  if (!fresh && step_to (self, path, &target))
    return TRUE;
  if (!open_archive (self, answer))
    return FALSE;
  if (!target && step_to (self, path, &target))
    return TRUE;
  if (target && open_archive (self, answer))
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
    rc_answer_refuse (answer, RC_RENDERER_NOT_FOUND, "there is no such file on it");
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
      gint64 want = before ? MIN (offset - self->offset, BLOCK) : offset + length - self->offset;
      gssize got = archive_read_data (self->archive, answer->memory + (before ? 0 : self->offset - offset), want);

      if (got < 0)
        {
          rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", explain (self));
          close_archive (self);
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
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "its bytes are not those that were packed: it is damaged");
  else
    answer->reply.payload = (guint64) MAX (0, self->offset - offset);
}

RcArchive *
rc_archive_new (RcArchiveRead read, gpointer source, gint64 size)
{
  RcArchive *self = g_new0 (RcArchive, 1);

  self->read = read;
  self->source = source;
  self->length = size;
  self->block = g_malloc (BLOCK);
  return self;
}

void
rc_archive_free (RcArchive *self)
{
  close_archive (self);
  g_clear_pointer (&self->arj, g_ptr_array_unref);
  g_free (self->block);
  g_free (self);
}

gboolean
rc_archive_check (RcArchive *self, RcAnswer *answer)
{
  struct archive_entry *item;
  int result;

  if (!search (self, answer))
    return FALSE;
  if (self->arj)
    return TRUE;
  if (!open_archive (self, answer))
    return FALSE;
  /* The kind of archive is found out at the first header. */
  result = archive_read_next_header (self->archive, &item);
  if (result == ARCHIVE_EOF)
    /* It takes zeros and sound for an archive without files. */
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "there are no files on it, or none that is known here");
  else if (result < ARCHIVE_WARN)
    rc_answer_refuse (answer, RC_RENDERER_REFUSED, "%s", explain (self));
  close_archive (self);
  return answer->reply.status == RC_RENDERER_DONE;
}
