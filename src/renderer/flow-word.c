/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a DOC, of Word 6 and later. There is no kept library for it, and little is wanted: the streams of a compound file, of which
 * a list of sectors is followed, and the table that says in which pieces of a stream the text lies. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/flow.h"
#include "renderer/little-endian.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define HEADER 512
#define N_IN_HEADER 109 /* sectors of the table of sectors, that stand in the header */
#define END_OF_CHAIN 0xfffffffeu
#define ENTRY 128 /* bytes of an entry of the directory */
#define MAX_ENTRIES 4096
#define MAX_PIECES 100000
#define CELL_GAP "\xe2\x80\x83" /* U+2003 */

#define FIB_WORD97 0x00c1
#define FLAG_ENCRYPTED 0x0100
#define FLAG_TABLE_1 0x0200
#define FLAG_PIECES 0x0004 /* of Word 6 and 95: its text lies in pieces, too */
#define FLAG_WIDE 0x1000 /* of them: it is of 16 bits */
#define NOTHING 0xffffffffu /* no entry of the directory */

typedef struct
{
  const guint8 *bytes;
  gsize size;
  guint sector_size, small_size, small_limit;
  GArray *next;       /* (owned) guint32: which sector follows each */
  GArray *small_next; /* (owned) the same of small ones */
  GByteArray *small;  /* (owned) (nullable) the stream that small sectors are in */
} Compound;

/* As far as the chain and the file go; a chain has no more sectors than there are. */
static GByteArray *
read_chain (const guint8 *bytes, gsize size, gsize start, guint sector_size, const GArray *next, guint32 first, gsize most)
{
  GByteArray *stream = g_byte_array_new ();
  guint32 sector = first;

  for (guint n = 0; n <= next->len && stream->len < most && sector < next->len; n++)
    {
      gsize at = start + (gsize) sector * sector_size;

      if (at >= size)
        break;
      g_byte_array_append (stream, bytes + at, (guint) MIN (MIN (sector_size, size - at), most - stream->len));
      sector = g_array_index (next, guint32, sector);
    }
  return stream;
}

static GByteArray *
read_sectors (const Compound *self, guint32 first, gsize most)
{
  return read_chain (self->bytes, self->size, self->sector_size, self->sector_size, self->next, first, most);
}

static void
append_table (GArray *table, const guint8 *bytes, gsize size)
{
  for (gsize i = 0; i + 4 <= size; i += 4)
    {
      guint32 value = rc_get_le32 (bytes + i);

      g_array_append_val (table, value);
    }
}

/* A sector of the table of sectors. */
static void
append_sector (Compound *self, guint32 sector)
{
  gsize at = ((gsize) sector + 1) * self->sector_size;

  if (at + self->sector_size <= self->size && self->next->len <= self->size / self->sector_size)
    append_table (self->next, self->bytes + at, self->sector_size);
}

static void
read_tables (Compound *self)
{
  guint32 more = rc_get_le32 (self->bytes + 68);
  g_autoptr (GByteArray) small = NULL;

  for (guint i = 0; i < N_IN_HEADER; i++)
    append_sector (self, rc_get_le32 (self->bytes + 76 + 4 * i));
  /* Of large files: sectors that list more of them, each ending with the number of the next. */
  for (gsize n = 0; n < self->size / self->sector_size && more < END_OF_CHAIN; n++)
    {
      gsize at = ((gsize) more + 1) * self->sector_size;

      if (at + self->sector_size > self->size)
        break;
      for (guint i = 0; i + 1 < self->sector_size / 4; i++)
        append_sector (self, rc_get_le32 (self->bytes + at + 4 * i));
      more = rc_get_le32 (self->bytes + at + self->sector_size - 4);
    }
  small = read_sectors (self, rc_get_le32 (self->bytes + 60), self->size);
  append_table (self->small_next, small->data, small->len);
}

static gboolean
is_named (const guint8 *entry, const char *name)
{
  gsize length = strlen (name);

  if (rc_get_le16 (entry + 64) != 2 * (length + 1))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (entry[2 * i + 1] != 0 || g_ascii_tolower ((char) entry[2 * i]) != g_ascii_tolower (name[i]))
      return FALSE;
  return TRUE;
}

/* (nullable) The entry of the file's own stream of that name: those of documents within it have the same ones, but are in folders. What
 * a folder holds is a tree, each entry with one to its left and one to its right. */
static const guint8 *
find_entry (const GByteArray *folder, const char *name)
{
  const gsize n_entries = folder->len / ENTRY;
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 next = n_entries > 0 ? rc_get_le32 (folder->data + 76) : NOTHING;

  g_array_append_val (waiting, next);
  for (gsize n = 0; n <= 2 * n_entries && waiting->len > 0; n++)
    {
      guint32 number = g_array_index (waiting, guint32, waiting->len - 1);
      const guint8 *entry;

      g_array_set_size (waiting, waiting->len - 1);
      if (number >= n_entries)
        continue;
      entry = folder->data + (gsize) number * ENTRY;
      if (is_named (entry, name))
        return entry;
      append_table (waiting, entry + 68, 8);
    }
  return NULL;
}

/* (nullable) */
static GByteArray *
read_stream (Compound *self, const GByteArray *folder, const char *name)
{
  const guint8 *entry = find_entry (folder, name);
  gsize size = entry ? rc_get_le32 (entry + 120) : 0;

  if (!entry)
    return NULL;
  if (size < self->small_limit && self->small)
    return read_chain (self->small->data, self->small->len, 0, self->small_size, self->small_next, rc_get_le32 (entry + 116), size);
  return read_sectors (self, rc_get_le32 (entry + 116), MIN (size, self->size));
}

/* The first entry of the directory tells where small sectors are. */
static GByteArray *
read_folder (Compound *self)
{
  GByteArray *folder = read_sectors (self, rc_get_le32 (self->bytes + 48), MAX_ENTRIES * ENTRY);

  if (folder->len >= ENTRY)
    self->small = read_sectors (self, rc_get_le32 (folder->data + 116), self->size);
  return folder;
}

/* --- the text --- */

typedef struct
{
  RcFlow *flow;
  GString *text; /* (owned) of the paragraph or the row */
  guint n_fields; /* instructions of fields around, which are left out */
  gboolean in_row, after_cell;
  gboolean in_notes;
  gboolean full;
} Writer;

static void
end_block (Writer *self)
{
  if (self->text->len > 0)
    self->full = !rc_flow_add (self->flow,
                               self->in_notes ? RC_RENDERER_BLOCK_NOTE
                               : self->in_row ? RC_RENDERER_BLOCK_LINE
                                              : RC_RENDERER_BLOCK_PARAGRAPH,
                               0, self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
  self->in_row = FALSE;
}

/* A row ends with one mark of a cell more. */
static void
take_cell (Writer *self)
{
  if (self->after_cell)
    {
      self->after_cell = FALSE;
      end_block (self);
      return;
    }
  self->in_row = self->after_cell = TRUE;
  g_string_append (self->text, CELL_GAP);
}

static void
take_character (Writer *self, gunichar c)
{
  if (c == 7)
    {
      take_cell (self);
      return;
    }
  self->after_cell = FALSE;
  if (c == 0x13)
    self->n_fields++;
  else if (c == 0x14 || c == 0x15)
    self->n_fields -= self->n_fields > 0;
  else if (self->n_fields > 0 || c == 0x1f)
    return;
  else if (c == '\r' || c == '\f' || c == 0x0e)
    end_block (self);
  else if (c == 0x0b || c == '\t')
    g_string_append_c (self->text, ' ');
  else if (c == 0x1e)
    g_string_append_c (self->text, '-');
  else if (c >= ' ')
    g_string_append_unichar (self->text, c);
}

static void
take_text (Writer *self, const char *text)
{
  for (const char *p = text; *p && !self->full; p = g_utf8_next_char (p))
    take_character (self, g_utf8_get_char (p));
}

/* (nullable) The table of pieces, behind what is there of changes. */
static const guint8 *
find_pieces (const GByteArray *table, gsize start, gsize size, gsize *length)
{
  gsize at = start, end = start + size;

  if (start > table->len || size > table->len - start)
    return NULL;
  while (at + 3 <= end && table->data[at] == 1)
    at += 3 + rc_get_le16 (table->data + at + 1);
  if (at + 5 > end || table->data[at] != 2)
    return NULL;
  *length = MIN (rc_get_le32 (table->data + at + 1), end - at - 5);
  return table->data + at + 5;
}

/* How much there is of each, in characters, one behind the other: the text; notes at the foot; heads and feet of pages, macros and
 * comments; notes at the end; and what stands in boxes. */
static const struct
{
  guint size; /* where in the head of a document of Word 97; that of Word 6 begins to count elsewhere */
  gboolean wanted, notes;
} parts[] = {
  { 0x4c, TRUE, FALSE },  { 0x50, TRUE, TRUE }, { 0x54, FALSE, FALSE }, { 0x58, FALSE, FALSE },
  { 0x5c, FALSE, FALSE }, { 0x60, TRUE, TRUE }, { 0x64, TRUE, FALSE },
};
#define EARLIER_BY 0x18 /* the same in the head of Word 6 */

typedef struct
{
  const guint8 *places; /* after the first characters of the pieces */
  const guint8 *firsts;
  gsize n;
  gboolean old, narrow; /* of Word 6: all alike, places are bytes */
  const char *charset;
} Pieces;

/* The characters from `start` on, `n` of them. */
static void
write_part (Writer *self, const GByteArray *document, const Pieces *pieces, guint64 start, guint64 n)
{
  for (gsize i = 0; i < pieces->n && !self->full; i++)
    {
      guint64 first = rc_get_le32 (pieces->firsts + 4 * i), from = MAX (start, first);
      guint64 behind = MIN (start + n, rc_get_le32 (pieces->firsts + 4 * i + 4));
      guint32 place = rc_get_le32 (pieces->places + 8 * i + 2);
      gboolean narrow = pieces->old ? pieces->narrow : (place & 0x40000000) != 0;
      gsize at = pieces->old ? place : narrow ? (place & 0x3fffffff) / 2 : place & 0x3fffffff;
      g_autofree char *text = NULL;

      if (behind <= from)
        continue;
      at += (from - first) * (narrow ? 1 : 2);
      if (at >= document->len)
        continue;
      text = rc_flow_convert ((const char *) document->data + at, MIN ((behind - from) * (narrow ? 1 : 2), document->len - at),
                              narrow ? pieces->charset : "UTF-16LE");
      take_text (self, text);
    }
}

static void
write_parts (Writer *self, const GByteArray *document, const Pieces *pieces)
{
  guint64 start = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts) && !self->full; i++)
    {
      guint64 n = rc_get_le32 (document->data + parts[i].size - (pieces->old ? EARLIER_BY : 0));

      self->in_notes = parts[i].notes;
      if (parts[i].wanted && n > 0)
        {
          write_part (self, document, pieces, start, n);
          self->n_fields = 0;
          self->after_cell = FALSE;
          if (!self->full)
            end_block (self);
        }
      start += n;
    }
}

/* `at`: where in the head stands where in the table the pieces are. */
static gboolean
write_pieces (Writer *self, const GByteArray *document, const GByteArray *table, guint at, const char *charset)
{
  gsize length;
  const guint8 *bytes = find_pieces (table, rc_get_le32 (document->data + at), rc_get_le32 (document->data + at + 4), &length);
  Pieces pieces = { .firsts = bytes, .old = table == document, .charset = charset };

  if (!bytes || length < 4)
    return FALSE;
  pieces.narrow = pieces.old && (rc_get_le16 (document->data + 0x0a) & FLAG_WIDE) == 0;
  pieces.places = bytes + 4 * ((length - 4) / 12 + 1);
  pieces.n = MIN ((length - 4) / 12, MAX_PIECES);
  write_parts (self, document, &pieces);
  return TRUE;
}

/* That of the language, where it is Cyrillic; programs of that time often named none, so that the letters tell it: Western ones are
 * below 0x80 but for a few. */
static const char *
find_charset (const GByteArray *document, gsize start, gsize end)
{
  static const guint cyrillic[] = { 0x0419, 0x0422, 0x0423, 0x043f, 0x0440, 0x0443, 0x0444, 0x0402 };
  gsize n_low = 0, n_high = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cyrillic); i++)
    if (rc_get_le16 (document->data + 6) == cyrillic[i])
      return "WINDOWS-1251";
  for (gsize i = start; i < MIN (end, document->len); i++)
    {
      n_low += g_ascii_isalpha ((char) document->data[i]);
      n_high += document->data[i] >= 0xc0;
    }
  return n_high > n_low ? "WINDOWS-1251" : "WINDOWS-1252";
}

/* Word 6 and 95: one stretch of text, mostly of 8 bits, or pieces of it. */
static gboolean
write_old (Writer *self, const GByteArray *document)
{
  const guint8 *fib = document->data;
  const guint32 start = rc_get_le32 (fib + 0x18), end = rc_get_le32 (fib + 0x1c);
  const guint8 whole[16] = { 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f, 0, 0, fib[0x18], fib[0x19], fib[0x1a], fib[0x1b] };
  Pieces pieces = { .firsts = whole, .places = whole + 8, .n = 1, .old = TRUE, .charset = find_charset (document, start, end) };

  if (start >= end || start >= document->len)
    return FALSE;
  if ((rc_get_le16 (fib + 0x0a) & FLAG_PIECES) != 0 && write_pieces (self, document, document, 0x160, pieces.charset))
    return TRUE;
  pieces.narrow = (rc_get_le16 (fib + 0x0a) & FLAG_WIDE) == 0;
  write_parts (self, document, &pieces);
  return TRUE;
}

static gboolean
write_document (Compound *self, RcFlow *flow, GError **error)
{
  g_autoptr (GByteArray) folder = read_folder (self);
  g_autoptr (GByteArray) document = read_stream (self, folder, "WordDocument");
  g_autoptr (GByteArray) table = NULL;
  g_autoptr (GByteArray) locked = read_stream (self, folder, "EncryptedPackage");
  Writer writer = { .flow = flow };
  gboolean done = FALSE;
  guint flags;

  flags = document && document->len >= 0x01aa ? rc_get_le16 (document->data + 0x0a) : 0;
  if (locked || (flags & FLAG_ENCRYPTED) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, N_("it is encrypted"));
      return FALSE;
    }
  writer.text = g_string_new (NULL);
  if (document && document->len >= 0x01aa && rc_get_le16 (document->data + 2) < FIB_WORD97)
    done = write_old (&writer, document);
  else if (document && document->len >= 0x01aa)
    {
      table = read_stream (self, folder, (flags & FLAG_TABLE_1) != 0 ? "1Table" : "0Table");
      done = table && write_pieces (&writer, document, table, 0x01a2, "WINDOWS-1252");
    }
  g_string_free (writer.text, TRUE);
  if (!done)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, N_("it is not a text document"));
  return done;
}

gboolean
rc_flow_read_word (RcFlow *self, const char *bytes, gsize size, GError **error)
{
  Compound compound = { .bytes = (const guint8 *) bytes, .size = size };
  gboolean done = FALSE;

  if (size < HEADER || rc_get_le16 (compound.bytes + 30) < 7 || rc_get_le16 (compound.bytes + 30) > 12 || rc_get_le16 (compound.bytes + 32) > 9)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, N_("it is damaged"));
      return FALSE;
    }
  compound.sector_size = 1u << rc_get_le16 (compound.bytes + 30);
  compound.small_size = 1u << rc_get_le16 (compound.bytes + 32);
  compound.small_limit = rc_get_le32 (compound.bytes + 56);
  compound.next = g_array_new (FALSE, FALSE, sizeof (guint32));
  compound.small_next = g_array_new (FALSE, FALSE, sizeof (guint32));
  read_tables (&compound);
  done = write_document (&compound, self, error);
  g_array_unref (compound.next);
  g_array_unref (compound.small_next);
  g_clear_pointer (&compound.small, g_byte_array_unref);
  return done;
}
