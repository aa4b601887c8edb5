/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a PDF that says it has none, or more than it has things. Poppler shows none of them then. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include <string.h>

#include "renderer/pdf.h"

#define MAX_COUNTED 100000

static gboolean
is_name_end (char c)
{
  return !g_ascii_isalnum (c);
}

/* Behind "/Type" at the place, blanks and the value; NULL when it is another one. */
static const char *
skip_type (const char *at, const char *end, const char *value)
{
  const gsize length = strlen (value);

  for (at += strlen ("/Type"); at < end && g_ascii_isspace (*at);)
    at++;
  return (gsize) (end - at) > length && memcmp (at, value, length) == 0 && is_name_end (at[length]) ? at + length : NULL;
}

static const char *
find (const char *at, const char *end, const char *wanted)
{
  return memmem (at, (gsize) (end - at), wanted, strlen (wanted));
}

static guint
count_pages (const char *start, const char *end)
{
  guint n = 0;

  for (const char *p = find (start, end, "/Type"); p && n < MAX_COUNTED; p = find (p + 1, end, "/Type"))
    n += skip_type (p, end, "/Page") != NULL;
  return n;
}

/* Writes over the last letter of a word wherever it stands. */
static void
spoil (GByteArray *bytes, const char *word)
{
  char *end = (char *) bytes->data + bytes->len;

  for (char *p = (char *) find ((char *) bytes->data, end, word); p; p = (char *) find (p + 1, end, word))
    p[strlen (word) - 1] = '_';
}

GBytes *
rc_pdf_work_count_anew (GBytes *file)
{
  gsize size;
  const char *start = g_bytes_get_data (file, &size), *end = start + size, *copied = start;
  g_autoptr (GByteArray) read = g_byte_array_sized_new ((guint) size);
  g_autoptr (GByteArray) written = g_byte_array_sized_new ((guint) size);
  g_autofree char *count = g_strdup_printf (" /Count %u", count_pages (start, end));

  g_byte_array_append (read, (const guint8 *) start, (guint) size);
  spoil (read, "/Count");
  /* Where things stand is another place then than the file's table says: without one Poppler looks for them itself. */
  spoil (read, "startxref");
  copied = start = (const char *) read->data;
  end = start + size;
  for (const char *p = find (start, end, "/Type"); p && written->len < 2 * size; p = find (p + 1, end, "/Type"))
    {
      const char *behind = skip_type (p, end, "/Pages");

      if (!behind)
        continue;
      g_byte_array_append (written, (const guint8 *) copied, (guint) (behind - copied));
      g_byte_array_append (written, (const guint8 *) count, (guint) strlen (count));
      copied = behind;
    }
  g_byte_array_append (written, (const guint8 *) copied, (guint) (end - copied));
  return g_byte_array_free_to_bytes (g_steal_pointer (&written));
}
