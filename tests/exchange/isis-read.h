/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database of CDS/ISIS read to its end, and what came of its fields. */
#pragma once

#include "exchange/reader.h"

#include <string.h>

typedef struct
{
  guint tag;
  const char *text;
} Field;

static inline GPtrArray *
read_stream (GInputStream *stream, const char *path, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_AUTO, encoding, NULL, &error);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  RcReaderItem *item;

  g_assert_no_error (error);
  g_assert_cmpint (rc_reader_get_format (reader), ==, RC_FORMAT_ISIS);
  if (path != NULL)
    rc_reader_set_path (reader, path);
  while ((item = rc_reader_next (reader, NULL, &error)) != NULL)
    {
      g_assert_true ((item->record == NULL) == (item->rejection != NULL));
      g_ptr_array_add (items, item);
    }
  g_assert_no_error (error);
  return items;
}

static inline GPtrArray *
read_bytes (const char *data, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);

  return read_stream (stream, NULL, NULL);
}

static inline GPtrArray *
read_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);

  g_assert_no_error (error);
  return read_stream (G_INPUT_STREAM (stream), path, NULL);
}

static inline const RcReaderItem *
get (GPtrArray *items, guint index)
{
  g_assert_cmpuint (index, <, items->len);
  return g_ptr_array_index (items, index);
}

/* The first field with the tag as text, with $ for delimiters; NULL when there is none. */
static inline char *
dup_field (const RcReaderItem *item, const char *tag, guint nth)
{
  const RcMarc *marc = item->record->marc;
  int index = rc_marc_find (marc, tag, 0);
  char *text;

  for (guint i = 0; i < nth && index >= 0; i++)
    index = rc_marc_find (marc, tag, (guint) index + 1);
  if (index < 0)
    return NULL;
  text = g_strndup (rc_marc_get_field (marc, (guint) index)->data, rc_marc_get_field (marc, (guint) index)->length);
  return g_strdelimit (text, "\x1f", '$');
}

static inline void
assert_nth (GPtrArray *items, guint index, const char *tag, guint nth, const char *expected)
{
  const RcReaderItem *item = get (items, index);
  g_autofree char *text = NULL;

  g_assert_cmpstr (item->rejection, ==, NULL);
  text = dup_field (item, tag, nth);
  g_assert_cmpstr (text, ==, expected);
}

static inline void
assert_field (GPtrArray *items, guint index, const char *tag, const char *expected)
{
  assert_nth (items, index, tag, 0, expected);
}

static inline gboolean
warns (const RcReaderItem *item, const char *part)
{
  for (guint i = 0; i < item->warnings->len; i++)
    if (strstr (g_ptr_array_index (item->warnings, i), part) != NULL)
      return TRUE;
  return FALSE;
}

static const Field book[] = { { 24, "<The> end of books" }, { 26, "^aParis^bUnesco^c1970" }, { 70, "Smith, J." }, { 69, "<reading><paper>" },
                              { 99, "shelf 4^x2" }, { 0 } };
static const Field other[] = { { 24, "Another one" }, { 26, "^c1971" }, { 0 } };
