/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field table of a database. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-table.h"

#include "exchange/charset.h"
#include "exchange/input.h"

#include <string.h>

#define MAX_BYTES (256 * 1024)
#define NAME 30
#define NUMBERS 50 /* after the name and the subfields: tag, length, kind, repeatable */

static char *
dup_name (RcCharset *charset, const char *name, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *lower = NULL;

  rc_charset_convert (charset, name, length, text);
  lower = g_utf8_strdown (text->str, -1);
  return g_strdup (g_strstrip (lower));
}

/* "Title                         abc                 24 200 0 0" */
static guint
parse_columns (const char *line, gsize length)
{
  guint tag = 0;
  gsize at = NUMBERS;

  if (length <= NUMBERS)
    return 0;
  while (at < length && line[at] == ' ')
    at++;
  for (; at < length && g_ascii_isdigit (line[at]) && tag < 65536; at++)
    tag = tag * 10 + (line[at] - '0');
  return tag;
}

static void
add_line (GHashTable *names, RcCharset *charset, char *line, gboolean columns)
{
  if (columns)
    {
      guint tag = parse_columns (line, strlen (line));

      if (tag != 0)
        g_hash_table_insert (names, GUINT_TO_POINTER (tag), dup_name (charset, line, NAME));
      return;
    }
  if (strchr (line, '|') != NULL)
    {
      g_auto (GStrv) cells = g_strsplit (line, "|", 5);
      guint64 tag;

      if (g_strv_length (cells) >= 4 && g_ascii_string_to_unsigned (cells[1], 10, 1, 65535, &tag, NULL))
        g_hash_table_insert (names, GUINT_TO_POINTER ((guint) tag), dup_name (charset, cells[2], strlen (cells[2])));
    }
}

GHashTable *
rc_isis_table_read (GInputStream *stream, const char *encoding, GCancellable *cancellable)
{
  GHashTable *names = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (RcInput) input = rc_input_new (stream);
  g_autoptr (RcCharset) charset = NULL;
  g_autofree char *text = NULL;
  gboolean columns = FALSE;
  const char *data;
  gsize length;

  if (!rc_input_fill (input, MAX_BYTES, cancellable, NULL))
    return names;
  data = rc_input_peek (input, &length);
  length = MIN (length, MAX_BYTES);
  charset = rc_charset_new (rc_charset_is_utf8 (data, length) ? RC_CHARSET_UTF8 : encoding);
  if (charset == NULL)
    return names;
  text = g_strndup (data, length);
  for (char *line = text, *next; line != NULL && *line != '\0'; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      line[strcspn (line, "\r")] = '\0';
      if (g_str_has_prefix (line, "***"))
        columns = TRUE;
      else
        add_line (names, charset, line, columns);
    }
  return names;
}
