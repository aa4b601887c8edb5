/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the columns of a table hold, as text that people can read and write. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/csv-mapping.h"

#include "exchange/charset.h"
#include "exchange/csv-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define TABLE "table"
#define COLUMNS "columns"
#define VALUES "values"
#define MAX_SKIP 1000
#define MAX_TEXT (1024 * 1024)

static const char *const orders[] = { "auto", "last-first", "first-last" };

static void
column_free (RcCsvColumn *self)
{
  g_free (self->name);
  g_free (self->word);
  g_free (self);
}

RcCsvMapping *
rc_csv_mapping_new (void)
{
  RcCsvMapping *self = g_new0 (RcCsvMapping, 1);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) column_free);
  self->has_header = TRUE;
  return self;
}

RcCsvMapping *
rc_csv_mapping_copy (const RcCsvMapping *self)
{
  RcCsvMapping *copy = rc_csv_mapping_new ();
  GPtrArray *columns = copy->columns;

  *copy = *self;
  copy->columns = columns;
  copy->encoding = g_strdup (self->encoding);
  for (guint i = 0; i < self->columns->len; i++)
    {
      RcCsvColumn *column = g_memdup2 (self->columns->pdata[i], sizeof *column);

      column->name = g_strdup (column->name);
      column->word = g_strdup (column->word);
      g_ptr_array_add (columns, column);
    }
  return copy;
}

void
rc_csv_mapping_free (RcCsvMapping *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->columns);
  g_free (self->encoding);
  g_free (self);
}

const char **
rc_csv_get_words (void)
{
  const char **words = g_new0 (const char *, rc_csv_n_words + 1);

  for (guint i = 0; i < rc_csv_n_words; i++)
    words[i] = rc_csv_words[i].word;
  return words;
}

gboolean
rc_csv_word_is_known (const char *word)
{
  RcCsvPlace place;

  return rc_csv_word_find (word) != NULL || rc_csv_place_parse (word, &place);
}

/* The sign as people write it. */
static char *
dup_sign (char sign)
{
  return sign == '\t' ? g_strdup ("tab") : sign == '\n' ? g_strdup ("newline") : g_strdup_printf ("%c", sign);
}

static gboolean
read_sign (GKeyFile *file, const char *group, const char *key, char *sign, GError **error)
{
  g_autofree char *text = g_key_file_get_value (file, group, key, NULL);

  if (text == NULL || *text == '\0')
    return TRUE;
  if (g_str_equal (text, "tab") || g_str_equal (text, "\\t"))
    *sign = '\t';
  else if (g_str_equal (text, "newline") || g_str_equal (text, "\\n"))
    *sign = '\n';
  else if (text[1] == '\0' && g_ascii_ispunct (*text) && *text != '"')
    *sign = *text;
  else
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the mapping: %s=%.40s is no sign between cells or values"), key,
                   text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_table (RcCsvMapping *self, GKeyFile *file, GError **error)
{
  g_autofree char *order = g_key_file_get_string (file, TABLE, "names", NULL);

  if (!read_sign (file, TABLE, "separator", &self->separator, error) || !read_sign (file, TABLE, "values", &self->values, error))
    return FALSE;
  self->encoding = g_key_file_get_string (file, TABLE, "encoding", NULL);
  if (self->encoding != NULL && *self->encoding == '\0')
    g_clear_pointer (&self->encoding, g_free);
  if (self->encoding != NULL && !rc_charset_is_known (self->encoding))
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the encoding “%s” is not known"), self->encoding);
      return FALSE;
    }
  self->n_skip = (guint) CLAMP (g_key_file_get_integer (file, TABLE, "skip", NULL), 0, MAX_SKIP);
  if (g_key_file_has_key (file, TABLE, "header", NULL))
    self->has_header = g_key_file_get_boolean (file, TABLE, "header", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (orders) && order != NULL; i++)
    if (g_str_equal (orders[i], order))
      self->order = i;
  return TRUE;
}

static gboolean
read_columns (RcCsvMapping *self, GKeyFile *file, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, COLUMNS, NULL, NULL);

  for (char **key = keys; key != NULL && *key != NULL; key++)
    {
      g_autofree char *word = g_key_file_get_string (file, COLUMNS, *key, NULL);
      RcCsvColumn *column = g_new0 (RcCsvColumn, 1);

      column->name = g_strdup (*key);
      column->word = g_strstrip (g_strdup (word != NULL ? word : ""));
      g_ptr_array_add (self->columns, column);
      if (!rc_csv_word_is_known (column->word))
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
                       _ ("the mapping: %s=%s: a column holds title, author, year, subject … or a place in MARC like 245$a"), *key,
                       column->word);
          return FALSE;
        }
      if (!read_sign (file, VALUES, *key, &column->values, error))
        return FALSE;
    }
  if (self->columns->len > 0)
    return TRUE;
  g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the mapping names no column: [columns] is missing"));
  return FALSE;
}

RcCsvMapping *
rc_csv_mapping_new_from_key_file (const char *text, GError **error)
{
  g_autoptr (RcCsvMapping) self = rc_csv_mapping_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  if (strlen (text) > MAX_TEXT || !g_utf8_validate (text, -1, NULL)
      || !g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, &problem))
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the mapping cannot be read: %s"),
                   problem != NULL ? problem->message : _ ("it is no text in UTF-8"));
      return NULL;
    }
  if (!read_table (self, file, error) || !read_columns (self, file, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* What a key file can hold before "=". */
static gboolean
is_key (const char *name)
{
  return *name != '\0' && *name != '#' && *name != ' ' && name[strlen (name) - 1] != ' ' && strpbrk (name, "=[]\n\r\t") == NULL;
}

char *
rc_csv_mapping_to_key_file (const RcCsvMapping *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  struct
  {
    const char *key;
    char sign;
  } signs[] = { { "separator", self->separator }, { "values", self->values } };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].sign != '\0')
      {
        g_autofree char *sign = dup_sign (signs[i].sign);

        g_key_file_set_value (file, TABLE, signs[i].key, sign);
      }
  if (self->encoding != NULL)
    g_key_file_set_string (file, TABLE, "encoding", self->encoding);
  if (self->n_skip > 0)
    g_key_file_set_integer (file, TABLE, "skip", (int) self->n_skip);
  g_key_file_set_boolean (file, TABLE, "header", self->has_header);
  g_key_file_set_string (file, TABLE, "names", orders[self->order]);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const RcCsvColumn *column = g_ptr_array_index (self->columns, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *key = is_key (column->name) && !g_key_file_has_key (file, COLUMNS, column->name, NULL) ? column->name : number;

      g_key_file_set_string (file, COLUMNS, key, column->word);
      if (column->values != '\0')
        {
          g_autofree char *sign = dup_sign (column->values);

          g_key_file_set_value (file, VALUES, key, sign);
        }
    }
  return g_key_file_to_data (file, NULL, NULL);
}
