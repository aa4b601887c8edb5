/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text read to its end, and what came of it. */
#pragma once

#include "exchange/reader.h"
#include "exchange/writer.h"

#include <string.h>

#define F "\x1f"

static inline GPtrArray *
read_all (const char *data, gssize length, RcFormat format, GError **error)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, length < 0 ? (gssize) strlen (data) : length, NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, error);
  RcReaderItem *item;

  while (reader != NULL && (item = rc_reader_next (reader, NULL, error)) != NULL)
    g_ptr_array_add (items, item);
  return items;
}

static inline const RcReaderItem *
get_item (GPtrArray *items, guint index)
{
  g_assert_cmpuint (index, <, items->len);
  return g_ptr_array_index (items, index);
}

static inline const RcMarc *
get_marc (GPtrArray *items, guint index)
{
  const RcReaderItem *item = get_item (items, index);

  g_assert_cmpstr (item->rejection, ==, NULL);
  g_assert_nonnull (item->record);
  return item->record->marc;
}

static inline void
assert_leader (const RcMarc *marc, const char *leader)
{
  g_assert_cmpstr (rc_marc_get_leader (marc), ==, leader);
}

/* The n-th field of this tag, from 0; NULL: there is none. */
static inline void
assert_field (const RcMarc *marc, const char *tag, guint n, const char *data)
{
  int index = rc_marc_find (marc, tag, 0);

  for (; n > 0 && index >= 0; n--)
    index = rc_marc_find (marc, tag, (guint) index + 1);
  if (data == NULL)
    g_assert_cmpint (index, <, 0);
  else
    {
      if (index < 0)
        g_error ("there is no %s: %s", tag, data);
      g_assert_cmpstr (rc_marc_get_field (marc, (guint) index)->data, ==, data);
    }
}

static inline void
assert_warned (const RcReaderItem *item, const char *part)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < item->warnings->len; i++)
    g_string_append_printf (all, "%s\n", (const char *) item->warnings->pdata[i]);
  if (strstr (all->str, part) == NULL)
    g_error ("“%s” is not among the warnings:\n%s", part, all->str);
}

/* The records as a file of this format. */
static inline char *
write_marc (RcFormat format, const RcMarc *marc, guint *n_replaced)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (RcWriter) writer = rc_writer_new (format, out, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (writer);
  if (marc != NULL)
    rc_writer_add (writer, marc, &error);
  g_assert_no_error (error);
  rc_writer_finish (writer, &error);
  g_assert_no_error (error);
  if (n_replaced != NULL)
    *n_replaced = rc_writer_take_replaced (writer);
  g_output_stream_write (out, "", 1, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}
