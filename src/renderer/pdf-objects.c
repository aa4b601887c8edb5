/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objects of a PDF, found without its index. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/pdf-objects.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_NUMBER (1u << 21) /* of an object: Poppler keeps a row for each number below */
#define MAX_OBJECTS (1u << 20)
#define MAX_UNPACKED (64u << 20)
#define MAX_TIME_US (3 * G_USEC_PER_SEC)

GByteArray *
rc_pdf_unpack (const char *bytes, gsize size, gsize most)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  GByteArray *unpacked = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize place = 0;

  while (result == G_CONVERTER_CONVERTED && place < most && size > 0)
    {
      gsize n_read, n_written;

      g_byte_array_set_size (unpacked, (guint) MIN (most, place + MAX (4096, 2 * size)));
      result = g_converter_convert (converter, bytes, size, unpacked->data + place, unpacked->len - place, G_CONVERTER_INPUT_AT_END, &n_read,
                                    &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        break;
      bytes += n_read;
      size -= n_read;
      place += n_written;
    }
  g_byte_array_set_size (unpacked, (guint) place);
  return unpacked;
}

gboolean
rc_pdf_object_is_of_type (const RcPdfObject *self, const char *type)
{
  RcPdfPiece value;

  return rc_pdf_piece_find_entry (self->value, "Type", &value) && value.end > value.start && value.start[0] == '/' &&
         rc_pdf_piece_is ((RcPdfPiece){ value.start + 1, value.end }, type);
}

const RcPdfObject *
rc_pdf_objects_find (RcPdfObjects *self, guint32 number)
{
  const guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->current, GUINT_TO_POINTER (number)));

  return index > 0 ? &g_array_index (self->all, RcPdfObject, index - 1) : NULL;
}

gboolean
rc_pdf_objects_is_current (RcPdfObjects *self, guint index)
{
  return rc_pdf_objects_find (self, g_array_index (self->all, RcPdfObject, index).number) == &g_array_index (self->all, RcPdfObject, index);
}

RcPdfPiece
rc_pdf_objects_resolve (RcPdfObjects *self, RcPdfPiece value)
{
  guint32 number;
  const RcPdfObject *object = rc_pdf_piece_get_reference (value, &number) ? rc_pdf_objects_find (self, number) : NULL;

  return object ? object->value : value;
}

/* What a trailer says, or the dictionary of a stream that is an index. */
static void
read_trailer (RcPdfObjects *self, RcPdfPiece dictionary)
{
  RcPdfPiece value;
  guint32 number;

  self->encrypted |= rc_pdf_piece_find_entry (dictionary, "Encrypt", &value);
  if (rc_pdf_piece_find_entry (dictionary, "Root", &value) && rc_pdf_piece_get_reference (value, &number))
    self->root = number;
  if (rc_pdf_piece_find_entry (dictionary, "Info", &value) && rc_pdf_piece_get_reference (value, &number))
    self->info = number;
}

/* The trailer may be lost that says so. */
static gboolean
is_key (RcPdfPiece dictionary)
{
  RcPdfPiece value;

  return rc_pdf_piece_find_entry (dictionary, "Filter", &value) && rc_pdf_piece_is (value, "/Standard") &&
         rc_pdf_piece_find_entry (dictionary, "U", &value);
}

static void
add (RcPdfObjects *self, const RcPdfObject *object)
{
  if (self->all->len >= MAX_OBJECTS || object->number == 0 || object->number >= MAX_NUMBER)
    return;
  g_array_append_val (self->all, *object);
  g_hash_table_insert (self->current, GUINT_TO_POINTER (object->number), GUINT_TO_POINTER (self->all->len));
  self->encrypted |= is_key (object->value);
}

static gboolean
has_time (RcPdfObjects *self)
{
  const gboolean has = g_get_monotonic_time () < self->latest;

  self->broken |= !has;
  return has;
}

static gint64
get_number (RcPdfPiece dictionary, const char *name)
{
  RcPdfPiece value;
  gint64 number;

  return rc_pdf_piece_find_entry (dictionary, name, &value) && rc_pdf_piece_get_number (value, &number) ? number : -1;
}

/* A stream of objects begins with their numbers and places. */
static void
add_packed (RcPdfObjects *self, const RcPdfObject *pack)
{
  const gint64 first = get_number (pack->value, "First");
  GByteArray *bytes = rc_pdf_unpack (pack->stream.start, (gsize) (pack->stream.end - pack->stream.start), MAX_UNPACKED - self->n_unpacked);
  const char *start = (const char *) bytes->data, *end = start + bytes->len;
  RcPdfPiece numbers = { start, start + CLAMP (first, 0, bytes->len) }, word;
  gint64 number, place;

  g_ptr_array_add (self->unpacked, bytes);
  self->n_unpacked += bytes->len;
  while (has_time (self) && rc_pdf_piece_take_value (&numbers, &word) && rc_pdf_piece_get_number (word, &number) &&
         rc_pdf_piece_take_value (&numbers, &word) && rc_pdf_piece_get_number (word, &place))
    {
      RcPdfPiece rest = { start + MIN (first + place, bytes->len), end };
      RcPdfObject object = { .number = (guint32) MIN (number, MAX_NUMBER) };

      if (rc_pdf_piece_take_value (&rest, &object.value))
        add (self, &object);
    }
}

/* Where a stream ends that does not know it: at its "endstream", before the end of its object, or with the file. */
static const char *
find_end (RcPdfObjects *self, const char *at, const char *end)
{
  while ((at = memmem (at, (gsize) (end - at), "end", 3)))
    {
      RcPdfPiece rest = { at, MIN (end, at + 10) };

      if (rc_pdf_piece_take_word (&rest, "endstream") || rc_pdf_piece_take_word (&rest, "endobj"))
        return at;
      at += 3;
    }
  self->broken = TRUE;
  return end;
}

static void
find_stream (RcPdfObjects *self, RcPdfObject *object, const char *at, const char *end)
{
  const gint64 length = get_number (object->value, "Length");
  RcPdfPiece rest;

  if (at < end && *at == '\r')
    at++;
  if (at < end && *at == '\n')
    at++;
  rest = (RcPdfPiece){ at + CLAMP (length, 0, end - at), end };
  if (length >= 0 && rc_pdf_piece_take_word (&rest, "endstream"))
    object->stream = (RcPdfPiece){ at, at + length };
  else
    object->stream = (RcPdfPiece){ at, find_end (self, at, end) };
}

/* The numbers before an "obj". */
static gboolean
read_head (const char *start, const char *at, RcPdfObject *object)
{
  guint32 numbers[2] = { 0, 0 };

  for (int i = 1; i >= 0; i--)
    {
      guint32 unit = 1;

      while (at > start && g_ascii_isspace (at[-1]))
        at--;
      if (at == start || !g_ascii_isdigit (at[-1]))
        return FALSE;
      for (; at > start && g_ascii_isdigit (at[-1]) && unit <= 1000000; unit *= 10)
        numbers[i] += (guint32) (*--at - '0') * unit;
    }
  *object = (RcPdfObject){ .number = numbers[0], .generation = numbers[1], .place = at };
  return numbers[1] <= G_MAXUINT16;
}

/* Behind what was read of it. */
static const char *
read_object (RcPdfObjects *self, RcPdfObject *object, const char *at, const char *end)
{
  RcPdfPiece rest = { at, end };

  if (!rc_pdf_piece_take_value (&rest, &object->value))
    {
      self->broken = TRUE;
      return at;
    }
  if (rc_pdf_piece_take_word (&rest, "stream"))
    {
      find_stream (self, object, rest.start, end);
      rest.start = object->stream.end;
    }
  add (self, object);
  if (object->stream.start && rc_pdf_object_is_of_type (object, "ObjStm"))
    add_packed (self, object);
  if (rc_pdf_object_is_of_type (object, "XRef"))
    read_trailer (self, object->value);
  return rest.start;
}

static void
read_trailers (RcPdfObjects *self, const char *at, const char *end)
{
  while ((at = memmem (at, (gsize) (end - at), "trailer", 7)))
    {
      RcPdfPiece rest = { at += 7, end }, value;

      if (rc_pdf_piece_take_value (&rest, &value))
        read_trailer (self, value);
    }
}

RcPdfObjects *
rc_pdf_objects_new (const char *bytes, gsize size)
{
  const char *end = bytes + size;
  RcPdfObjects *self = g_new0 (RcPdfObjects, 1);

  self->all = g_array_new (FALSE, FALSE, sizeof (RcPdfObject));
  self->current = g_hash_table_new (NULL, NULL);
  self->unpacked = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  self->latest = g_get_monotonic_time () + MAX_TIME_US;
  for (const char *at = bytes; (at = memmem (at, (gsize) (end - at), "obj", 3)) && has_time (self);)
    {
      RcPdfObject object;
      const gboolean is_one = read_head (bytes, at, &object);

      at += 3;
      if (is_one)
        at = read_object (self, &object, at, end);
    }
  read_trailers (self, bytes, end);
  return self;
}

void
rc_pdf_objects_free (RcPdfObjects *self)
{
  g_array_unref (self->all);
  g_hash_table_unref (self->current);
  g_ptr_array_unref (self->unpacked);
  g_free (self);
}
