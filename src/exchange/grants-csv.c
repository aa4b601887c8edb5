/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of a table. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grants-csv.h"

#include "exchange/charset.h"
#include "exchange/grant-text.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define MAX_CELLS 200

struct _RcGrantsCsvReader
{
  RcReader parent_instance;

  GStrv columns;  /* (owned) (nullable) the first row, in lower case */
  char separator;
};

#define RC_TYPE_GRANTS_CSV_READER (rc_grants_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsCsvReader, rc_grants_csv_reader, RC, GRANTS_CSV_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcGrantsCsvReader, rc_grants_csv_reader, RC_TYPE_READER)

/* The bytes of one row: a line break inside quotes does not end it. 0 at the end of the file, -1 on an error. */
static gssize
measure_row (RcInput *input, GCancellable *cancellable, GError **error)
{
  gboolean quoted = FALSE;

  for (gsize at = 0;;)
    {
      gsize length;
      const char *data;

      if (!rc_input_fill (input, at + 1, cancellable, error))
        return -1;
      data = rc_input_peek (input, &length);
      for (; at < length; at++)
        if (data[at] == '"')
          quoted = !quoted;
        else if (data[at] == '\n' && !quoted)
          return at + 1;
      if (rc_input_at_end (input))
        return length;
      if (length > RC_MAX_RECORD_BYTES)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("a row of more than %d MiB"),
                       RC_MAX_RECORD_BYTES / 1024 / 1024);
          return -1;
        }
    }
}

/* One cell from *text on, without its quotes; *text is moved behind the separator. */
static char *
take_cell (const char **text, char separator)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *p = *text;
  gboolean quoted = *p == '"';

  if (quoted)
    p++;
  for (; *p != '\0'; p++)
    {
      if (quoted && p[0] == '"' && p[1] == '"')
        p++;
      else if (quoted && *p == '"')
        {
          quoted = FALSE;
          continue;
        }
      else if (!quoted && *p == separator)
        break;
      g_string_append_c (cell, *p);
    }
  *text = *p != '\0' ? p + 1 : p;
  return g_strstrip (g_string_free (g_steal_pointer (&cell), FALSE));
}

static GStrv
split_row (const char *row, char separator)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  guint n = 0;

  while (*row != '\0' && n++ < MAX_CELLS)
    {
      g_autofree char *cell = take_cell (&row, separator);

      g_strv_builder_add (cells, cell);
    }
  return g_strv_builder_end (cells);
}

/* The row as UTF-8 without its line break. */
static char *
decode_row (RcGrantsCsvReader *self, const char *data, gsize length, guint *n_lost)
{
  const char *encoding = rc_reader_get_encoding (RC_READER (self));
  g_autoptr (RcCharset) charset = NULL;
  g_autoptr (GString) text = g_string_sized_new (length);

  while (length > 0 && (data[length - 1] == '\n' || data[length - 1] == '\r'))
    length--;
  if (encoding == NULL && !rc_charset_is_utf8 (data, length))
    encoding = rc_charset_guess_cyrillic (data, length);
  charset = rc_charset_new (encoding != NULL ? encoding : RC_CHARSET_UTF8);
  *n_lost = rc_charset_convert (charset, data, length, text);
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\0')
      text->str[i] = ' ';
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char
find_separator (const char *header)
{
  gsize commas = 0, semicolons = 0, tabs = 0;

  for (const char *p = header; *p != '\0'; p++)
    {
      commas += *p == ',';
      semicolons += *p == ';';
      tabs += *p == '\t';
    }
  if (tabs > commas && tabs > semicolons)
    return '\t';
  return semicolons > commas ? ';' : ',';
}

static void
add_to_list (GStrv *list, const char *cell)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) items = g_strsplit (cell, ";", 500);

  for (char **item = items; *item != NULL; item++)
    if (*g_strstrip (*item) != '\0')
      g_strv_builder_add (builder, *item);
  g_strfreev (*list);
  *list = g_strv_builder_end (builder);
}

static void
read_countries (RcGrant *grant, const char *cell, RcReaderItem *item)
{
  add_to_list (&grant->countries, cell);
  for (char **country = grant->countries; *country != NULL; country++)
    if (strlen (*country) != 2 && !g_str_equal (*country, "any"))
      rc_reader_item_warn (item, _ ("countries: “%.40s” is no code of a country"), *country);
}

static void
read_amount (gint64 *amount, const char *name, const char *cell, RcReaderItem *item)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = cell; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != ',' && *p != '\'')
      {
        rc_reader_item_warn (item, _ ("%s: “%.40s” is no whole number"), name, cell);
        return;
      }
  if (!g_ascii_string_to_signed (digits->str, 10, 0, G_MAXINT64, amount, NULL))
    rc_reader_item_warn (item, _ ("%s: “%.40s” is no whole number"), name, cell);
}

static void
read_deadlines (RcGrant *grant, const char *cell, RcReaderItem *item)
{
  g_auto (GStrv) parts = g_strsplit (cell, ";", 100);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autoptr (GError) error = NULL;
      RcDeadline *deadline;

      if (*g_strstrip (*part) == '\0')
        continue;
      deadline = rc_deadline_parse (*part, &error);
      if (deadline == NULL)
        {
          rc_reader_item_warn (item, _ ("deadlines: %s"), error->message);
          continue;
        }
      deadline->verbatim = g_strdup (*part);
      g_ptr_array_add (grant->deadlines, deadline);
    }
}

static void
read_opens (RcGrant *grant, const char *cell, RcReaderItem *item)
{
  g_autoptr (RcDeadline) day = rc_deadline_parse (cell, NULL);

  if (day != NULL && strlen (cell) == 10)
    grant->opens = g_strdup (cell);
  else
    rc_reader_item_warn (item, _ ("opens: “%.40s” is no date like 2026-11-30"), cell);
}

/* FALSE when the name is no column of ours. */
static gboolean
read_cell (RcGrant *grant, char **control, const char *name, const char *cell, RcReaderItem *item)
{
  const struct
  {
    const char *name;
    char **text;
  } texts[] = {
    { "control", control },          { "title", &grant->title },
    { "funder", &grant->funder },    { "type", &grant->type },
    { "summary", &grant->summary },  { "eligibility", &grant->eligibility },
    { "amount", &grant->amount },    { "currency", &grant->currency },
    { "url", &grant->url },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (name, texts[i].name))
      {
        g_free (*texts[i].text);
        *texts[i].text = g_strdup (cell);
        return TRUE;
      }
  if (g_str_equal (name, "audience"))
    add_to_list (&grant->audience, cell);
  else if (g_str_equal (name, "countries"))
    read_countries (grant, cell, item);
  else if (g_str_equal (name, "subjects"))
    add_to_list (&grant->subjects, cell);
  else if (g_str_equal (name, "amount_min"))
    read_amount (&grant->amount_min, name, cell, item);
  else if (g_str_equal (name, "amount_max"))
    read_amount (&grant->amount_max, name, cell, item);
  else if (g_str_equal (name, "deadlines"))
    read_deadlines (grant, cell, item);
  else if (g_str_equal (name, "opens"))
    read_opens (grant, cell, item);
  else if (g_str_equal (name, "language"))
    {
      g_free (grant->language);
      grant->language = rc_language_to_marc (cell);
      if (grant->language == NULL)
        rc_reader_item_warn (item, _ ("language: “%.40s” is no code of a language"), cell);
    }
  else
    return FALSE;
  return TRUE;
}

static void
read_grant (RcGrantsCsvReader *self, const char *row, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_auto (GStrv) cells = split_row (row, self->separator);
  guint n_columns = g_strv_length (self->columns);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (*cells[i] == '\0')
        continue;
      if (i >= n_columns)
        rc_reader_item_warn (item, _ ("the row has more cells than the table has columns"));
      else if (!read_cell (grant, &item->control, self->columns[i], cells[i], item))
        rc_reader_item_warn (item, _ ("the column “%.40s” is not known and was left out"), self->columns[i]);
    }
  if (*grant->title == '\0')
    rc_reader_item_reject (item, _ ("the row has no title"));
  else
    item->record = rc_record_new_grant (item->control, g_steal_pointer (&grant));
}

static gboolean
read_header (RcGrantsCsvReader *self, const char *row, GError **error)
{
  if (g_str_has_prefix (row, BOM))
    row += strlen (BOM);
  self->separator = find_separator (row);
  self->columns = split_row (row, self->separator);
  for (char **column = self->columns; *column != NULL; column++)
    {
      char *lower = g_ascii_strdown (*column, -1);

      g_free (*column);
      *column = lower;
    }
  if (g_strv_contains ((const char *const *) self->columns, "title"))
    return TRUE;
  g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
                       _ ("the first row of the table names no column “title”"));
  return FALSE;
}

static gboolean
is_blank_row (const char *row, char separator)
{
  for (; *row != '\0'; row++)
    if (!g_ascii_isspace (*row) && *row != separator && *row != '\x1a')
      return FALSE;
  return TRUE;
}

static RcReaderItem *
rc_grants_csv_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcGrantsCsvReader *self = RC_GRANTS_CSV_READER (reader);
  RcInput *input = rc_reader_get_input (reader);

  for (;;)
    {
      g_autoptr (RcReaderItem) item = NULL;
      g_autofree char *row = NULL;
      gssize length = measure_row (input, cancellable, error);
      guint n_lost;
      const char *data;

      if (length <= 0)
        return NULL;
      data = rc_input_peek (input, &(gsize){ 0 });
      row = decode_row (self, data, length, &n_lost);
      if (self->columns == NULL)
        {
          if (!read_header (self, row, error))
            return NULL;
        }
      else if (!is_blank_row (row, self->separator))
        {
          item = rc_reader_new_item (reader);
          item->raw = g_bytes_new (data, length);
          if (n_lost > 0)
            rc_reader_item_warn (item, ngettext ("%u character could not be converted and is shown as �",
                                                 "%u characters could not be converted and are shown as �", n_lost),
                                 n_lost);
          read_grant (self, row, item);
        }
      rc_input_skip (input, length);
      if (item != NULL)
        return g_steal_pointer (&item);
    }
}

static void
rc_grants_csv_reader_finalize (GObject *object)
{
  g_strfreev (RC_GRANTS_CSV_READER (object)->columns);
  G_OBJECT_CLASS (rc_grants_csv_reader_parent_class)->finalize (object);
}

static void
rc_grants_csv_reader_class_init (RcGrantsCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_grants_csv_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_grants_csv_reader_next;
}

static void
rc_grants_csv_reader_init (RcGrantsCsvReader *self)
{
}
