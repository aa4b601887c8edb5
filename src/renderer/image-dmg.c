/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UDIF: the last 512 bytes say where a property list is, which has tables of pieces, packed by zlib, bzip2, xz or in the older way of
 * Apple. Numbers have the high byte first. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/big-endian.h"
#include "renderer/image-dmg.h"

#include <archive.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define BLOCK 512
#define MAX_LIST (16 << 20)
#define MAX_PIECES 400000
#define MAX_PIECE (16 << 20)
#define TABLE_HEADER 204
#define ROW 40
#define N_KEPT 64
#define MAX_KEPT (32u << 20) /* bytes */

enum
{
  PIECE_ZERO = 0,
  PIECE_PLAIN = 1,
  PIECE_NOTHING = 2, /* never written */
  PIECE_ADC = 0x80000004,
  PIECE_ZLIB = 0x80000005,
  PIECE_BZIP2 = 0x80000006,
  PIECE_LZFSE = 0x80000007,
  PIECE_XZ = 0x80000008,
};

typedef struct
{
  gint64 start, length;  /* of the disk, bytes */
  gint64 offset, packed; /* in the file */
  guint32 kind;
} Piece;

typedef struct
{
  const Piece *piece; /* (nullable) */
  GBytes *bytes;      /* (nullable) (owned) */
  guint used;         /* when it was last */
} Kept;

struct _RcDmg
{
  int fd;
  gint64 size;
  GArray *pieces; /* (owned) Piece, by start */
  Kept kept[N_KEPT];
  gsize n_kept; /* bytes */
  guint clock;
};

static int
compare (gconstpointer a, gconstpointer b)
{
  const Piece *one = a, *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* The table of one partition. */
static void
read_table (RcDmg *self, const guint8 *table, gsize size, gint64 file_size)
{
  guint64 first, n;

  if (size < TABLE_HEADER || memcmp (table, "mish", 4) != 0)
    return;
  first = rc_get_be (table + 8, 8);
  n = MIN (rc_get_be (table + 200, 4), (size - TABLE_HEADER) / ROW);
  for (guint64 i = 0; i < n && self->pieces->len < MAX_PIECES; i++)
    {
      const guint8 *row = table + TABLE_HEADER + i * ROW;
      guint64 start = first + rc_get_be (row + 8, 8), count = rc_get_be (row + 16, 8), offset = rc_get_be (row + 24, 8), packed = rc_get_be (row + 32, 8);
      Piece piece = { .kind = (guint32) rc_get_be (row, 4) };
      gboolean empty = piece.kind == PIECE_ZERO || piece.kind == PIECE_NOTHING;

      if ((!empty && piece.kind != PIECE_PLAIN && (piece.kind < PIECE_ADC || piece.kind > PIECE_XZ)) || count == 0)
        continue;
      if (start > G_MAXINT64 / BLOCK / 2 || count > G_MAXINT64 / BLOCK / 2 ||
          (!empty && (offset > (guint64) file_size || packed > (guint64) file_size - offset)))
        continue;
      piece.start = (gint64) start * BLOCK;
      piece.length = (gint64) count * BLOCK;
      piece.offset = (gint64) offset;
      piece.packed = (gint64) packed;
      if (!empty && (piece.kind == PIECE_PLAIN ? piece.packed < piece.length : piece.length > MAX_PIECE || piece.packed > MAX_PIECE))
        continue;
      self->size = MAX (self->size, piece.start + piece.length);
      g_array_append_val (self->pieces, piece);
    }
}

/* The property list is one of Apple's own making, and looks always the same. */
static void
read_list (RcDmg *self, const char *list, gint64 file_size)
{
  const char *at = strstr (list, "<key>blkx</key>");
  const char *end = at ? strstr (at, "</array>") : NULL;

  while (end && (at = strstr (at, "<data>")) && at < end)
    {
      const char *stop = strstr (at, "</data>");
      g_autofree char *text = stop ? g_strndup (at + 6, (gsize) (stop - at - 6)) : NULL;
      g_autofree guint8 *table = NULL;
      gsize size;

      if (!text)
        return;
      table = g_base64_decode (text, &size);
      read_table (self, table, size, file_size);
      at = stop;
    }
}

RcDmg *
rc_dmg_new (int fd, gint64 file_size)
{
  guint8 footer[BLOCK];
  guint64 offset, length, base;
  g_autofree char *list = NULL;
  g_autoptr (RcDmg) self = NULL;

  if (file_size < BLOCK || pread (fd, footer, BLOCK, file_size - BLOCK) != BLOCK || memcmp (footer, "koly\0\0\0\4", 8) != 0)
    return NULL;
  base = rc_get_be (footer + 24, 8);
  offset = rc_get_be (footer + 216, 8);
  length = rc_get_be (footer + 224, 8);
  /* What counts from elsewhere than the start of the file has never been seen. */
  if (base != 0 || length == 0 || length > MAX_LIST || offset > (guint64) file_size || length > (guint64) file_size - offset)
    return NULL;
  list = g_malloc0 (length + 1);
  if (pread (fd, list, length, (gint64) offset) != (gssize) length)
    return NULL;
  self = g_new0 (RcDmg, 1);
  self->fd = fd;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  read_list (self, list, file_size);
  g_array_sort (self->pieces, compare);
  return self->pieces->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
rc_dmg_free (RcDmg *self)
{
  for (guint i = 0; i < N_KEPT; i++)
    g_clear_pointer (&self->kept[i].bytes, g_bytes_unref);
  g_array_unref (self->pieces);
  g_free (self);
}

gint64
rc_dmg_get_size (RcDmg *self)
{
  return self->size;
}

static gboolean
inflate_piece (const guint8 *packed, gsize size, guint8 *bytes, gsize length)
{
  uLongf got = length;

  return uncompress (bytes, &got, packed, size) == Z_OK && got == length;
}

static gboolean
unpack_stream (const guint8 *packed, gsize size, guint8 *bytes, gsize length)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  gsize done = 0;
  gssize got = 0;

  archive_read_support_filter_bzip2 (archive);
  archive_read_support_filter_xz (archive);
  archive_read_support_format_raw (archive);
  if (archive_read_open_memory (archive, packed, size) == ARCHIVE_OK && archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    while (done < length && (got = archive_read_data (archive, bytes + done, length - done)) > 0)
      done += (gsize) got;
  archive_read_free (archive);
  return done == length;
}

/* Runs of bytes as they are, and of such as were there before. */
static gboolean
unpack_adc (const guint8 *packed, gsize size, guint8 *bytes, gsize length)
{
  gsize at = 0, done = 0;

  while (at < size && done < length)
    {
      guint8 code = packed[at];
      gsize n, back, used = code & 0x80 ? 1 : code & 0x40 ? 3 : 2;

      if (at + used > size)
        return FALSE;
      if (code & 0x80)
        {
          n = (code & 0x7fu) + 1;
          if (n > size - at - 1 || n > length - done)
            return FALSE;
          memcpy (bytes + done, packed + at + 1, n);
          at += n;
          done += n;
        }
      else
        {
          n = code & 0x40 ? (code & 0x3fu) + 4 : (code >> 2) + 3u;
          back = code & 0x40 ? (gsize) rc_get_be (packed + at + 1, 2) : (gsize) (code & 3) << 8 | packed[at + 1];
          if (back >= done || n > length - done)
            return FALSE;
          for (; n > 0; n--, done++)
            bytes[done] = bytes[done - back - 1];
        }
      at += used;
    }
  return done == length;
}

/* (transfer full) (nullable) */
static GBytes *
unpack (RcDmg *self, const Piece *piece)
{
  g_autofree guint8 *packed = g_malloc ((gsize) piece->packed + 1), *bytes = NULL;
  gsize length = (gsize) piece->length;
  gboolean good = FALSE;

  if (pread (self->fd, packed, (gsize) piece->packed, piece->offset) != piece->packed)
    return NULL;
  bytes = g_malloc0 (length);
  if (piece->kind == PIECE_ZLIB)
    good = inflate_piece (packed, (gsize) piece->packed, bytes, length);
  else if (piece->kind == PIECE_ADC)
    good = unpack_adc (packed, (gsize) piece->packed, bytes, length);
  else if (piece->kind != PIECE_LZFSE)
    good = unpack_stream (packed, (gsize) piece->packed, bytes, length);
  return good ? g_bytes_new_take (g_steal_pointer (&bytes), length) : NULL;
}

static void
forget (RcDmg *self, Kept *kept)
{
  if (kept->bytes)
    self->n_kept -= g_bytes_get_size (kept->bytes);
  g_clear_pointer (&kept->bytes, g_bytes_unref);
  *kept = (Kept){ 0 };
}

/* The one that nobody asked for longest; those that are free have never been asked for. */
static Kept *
find_oldest (RcDmg *self, gboolean full)
{
  Kept *oldest = NULL;

  for (guint i = 0; i < N_KEPT; i++)
    if ((!full || self->kept[i].bytes) && (!oldest || self->kept[i].used < oldest->used))
      oldest = &self->kept[i];
  return oldest;
}

/* (nullable) What was unpacked last is kept, also that it cannot be. */
static GBytes *
get_unpacked (RcDmg *self, const Piece *piece)
{
  Kept *place;

  self->clock++;
  for (guint i = 0; i < N_KEPT; i++)
    if (self->kept[i].piece == piece)
      {
        self->kept[i].used = self->clock;
        return self->kept[i].bytes;
      }
  while (self->n_kept + (gsize) piece->length > MAX_KEPT)
    forget (self, find_oldest (self, TRUE));
  place = find_oldest (self, FALSE);
  forget (self, place);
  *place = (Kept){ piece, unpack (self, piece), self->clock };
  if (place->bytes)
    self->n_kept += g_bytes_get_size (place->bytes);
  return place->bytes;
}

/* The last piece that begins at this place or before. */
static guint
find_piece (RcDmg *self, gint64 offset)
{
  guint low = 0, high = self->pieces->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->pieces, Piece, middle).start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gssize
rc_dmg_read (RcDmg *self, void *buffer, gsize size, gint64 offset)
{
  guint i = find_piece (self, offset);
  const Piece *piece = i > 0 ? &g_array_index (self->pieces, Piece, i - 1) : NULL;
  gint64 next = i < self->pieces->len ? g_array_index (self->pieces, Piece, i).start : self->size;
  GBytes *bytes;

  if (offset < 0 || offset >= self->size)
    return 0;
  if (piece && offset < piece->start + piece->length)
    next = MIN (next, piece->start + piece->length);
  else
    piece = NULL;
  size = (gsize) MIN ((gint64) size, next - offset);
  if (!piece || piece->kind == PIECE_ZERO || piece->kind == PIECE_NOTHING)
    {
      memset (buffer, 0, size);
      return (gssize) size;
    }
  if (piece->kind == PIECE_PLAIN)
    return pread (self->fd, buffer, size, piece->offset + offset - piece->start);
  bytes = get_unpacked (self, piece);
  if (!bytes)
    {
      errno = EIO;
      return -1;
    }
  memcpy (buffer, (const guint8 *) g_bytes_get_data (bytes, NULL) + (offset - piece->start), size);
  return (gssize) size;
}
