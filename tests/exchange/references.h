/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tests of the formats of references share. */
#pragma once

#include "exchange/reader.h"
#include "exchange/writer.h"
#include "record/reference.h"

#include <string.h>

/* RcReaderItem of all that the bytes hold; NULL, and why in `error` (nullable), when they cannot be read at all. */
static inline GPtrArray *
read_items (RcFormat format, const char *data, gssize length, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, length, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  g_autoptr (GError) broken = NULL;
  RcReaderItem *item;

  if (reader == NULL)
    return NULL;
  while ((item = rc_reader_next (reader, NULL, &broken)) != NULL)
    {
      g_assert_true ((item->record == NULL) == (item->rejection != NULL));
      g_assert_nonnull (item->raw);
      g_ptr_array_add (items, item);
    }
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return NULL;
    }
  return g_steal_pointer (&items);
}

/* The same of a text that can be read, by a format that is found out. */
static inline GPtrArray *
read_auto (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = read_items (RC_FORMAT_AUTO, text, -1, &error);

  g_assert_no_error (error);
  return items;
}

static inline gboolean
has_warning (const GPtrArray *items, guint index, const char *text)
{
  const RcReaderItem *item = g_ptr_array_index (items, index);

  for (guint i = 0; i < item->warnings->len; i++)
    if (strstr (item->warnings->pdata[i], text) != NULL)
      return TRUE;
  return FALSE;
}

/* The reference of the item; asserts that it has one. */
static inline RcReference *
get_reference (const GPtrArray *items, guint index)
{
  const RcReaderItem *item;

  g_assert_cmpuint (index, <, items->len);
  item = g_ptr_array_index (items, index);
  g_assert_nonnull (item->record);
  return rc_reference_new_from_marc (item->record->marc);
}

static inline const RcReferenceName *
get_name (const RcReference *reference, guint index)
{
  g_assert_cmpuint (index, <, reference->names->len);
  return g_ptr_array_index (reference->names, index);
}

static inline char *
write_marc (RcFormat format, const RcMarc *marc)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcWriter) writer = rc_writer_new (format, out, &error);

  g_assert_no_error (error);
  rc_writer_add (writer, marc, &error);
  g_assert_no_error (error);
  rc_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_output_stream_write (out, "", 1, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}

static inline char *
write_reference (RcFormat format, const RcReference *reference)
{
  g_autoptr (RcMarc) marc = rc_reference_to_marc (reference);

  return write_marc (format, marc);
}

/* A file of the shared data; NULL, and the test is skipped, when there is none. */
static inline char *
load_shared (const char *path, gsize *length)
{
  const char *folder = g_getenv ("RC_SHARED_DATA");
  g_autofree char *name = folder != NULL ? g_build_filename (folder, path, NULL) : NULL;
  char *data = NULL;

  if (name == NULL || !g_file_get_contents (name, &data, length, NULL))
    g_test_skip ("the shared data is not there");
  return data;
}
