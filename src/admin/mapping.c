/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mapping guess, add, list, show, remove: what the columns of tables hold. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/mapping.h"
#include "admin/output.h"
#include "catalogue/mappings.h"
#include "exchange/charset.h"

#define MAX_BYTES (1024 * 1024) /* of a file with a mapping */
#define SAMPLE_BYTES (64 * 1024)
#define N_ROWS 5 /* that are shown with a guess */

/* The beginning of a file. */
static GBytes *
read_beginning (const char *path, gsize most, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *data = g_malloc (most);
  gsize length;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, most, &length, NULL, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static char *
read_text (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = read_beginning (path, MAX_BYTES, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static RcCsvMapping *
parse (const char *text, const char *name, GError **error)
{
  RcCsvMapping *mapping = rc_csv_mapping_new_from_key_file (text, error);

  if (mapping == NULL)
    g_prefix_error (error, "%s: ", name);
  return mapping;
}

RcCsvMapping *
rc_admin_read_mapping (const char *path, GError **error)
{
  g_autofree char *text = read_text (path, error);

  return text != NULL ? parse (text, path, error) : NULL;
}

RcListingMapping *
rc_admin_read_listing_mapping (const char *path, RcFormat format, GError **error)
{
  g_autofree char *text = read_text (path, error);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  RcListingMapping *mapping = NULL;

  if (text == NULL)
    return NULL;
  if (g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, error))
    mapping = rc_listing_mapping_new (file, RC_LISTING_MAPPING_GROUP, format, error);
  if (mapping == NULL)
    g_prefix_error (error, "%s: ", path);
  return mapping;
}

RcCsvMapping *
rc_admin_load_mapping (RcDatabase *db, const char *name, GError **error)
{
  g_autofree char *text = rc_mappings_load (db, name, error);

  return text != NULL ? parse (text, name, error) : NULL;
}

static void
print_done (RcAdmin *admin, const char *name, const char *what)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admin->json)
    {
      rc_print ("Mapping %s %s\n", name, what);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "mapping", name);
  rc_json_add_string (builder, "result", what);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

int
rc_command_mapping_add (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "NAME FILE", NULL, 2, 2, error);
  g_autofree char *text = NULL;
  g_autoptr (RcCsvMapping) mapping = NULL;
  g_autoptr (RcDatabase) db = NULL;

  if (operands == NULL || !rc_admin_check_text (operands[0], error))
    return RC_EXIT_USAGE;
  if (*operands[0] == '\0')
    {
      rc_admin_set_usage (error, "a mapping has a name");
      return RC_EXIT_USAGE;
    }
  text = read_text (operands[1], error);
  mapping = text != NULL ? parse (text, operands[1], error) : NULL;
  if (mapping == NULL)
    return RC_EXIT_FAILED;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL || !rc_database_begin (db, error))
    return RC_EXIT_FAILED;
  if (!rc_mappings_put (db, operands[0], text, error) || !rc_database_commit (db, error))
    {
      rc_database_rollback (db);
      return RC_EXIT_FAILED;
    }
  print_done (admin, operands[0], "added");
  return RC_EXIT_DONE;
}

int
rc_command_mapping_remove (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "NAME", NULL, 1, 1, error);
  g_autoptr (RcDatabase) db = NULL;

  if (operands == NULL || !rc_admin_check_text (operands[0], error))
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL || !rc_database_begin (db, error))
    return RC_EXIT_FAILED;
  if (!rc_mappings_remove (db, operands[0], error) || !rc_database_commit (db, error))
    {
      rc_database_rollback (db);
      return RC_EXIT_FAILED;
    }
  print_done (admin, operands[0], "removed");
  return RC_EXIT_DONE;
}

int
rc_command_mapping_list (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "", NULL, 0, 0, error);
  g_autoptr (RcDatabase) db = NULL;
  g_auto (GStrv) names = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  names = db != NULL ? rc_mappings_list (db, error) : NULL;
  if (names == NULL)
    return RC_EXIT_FAILED;
  for (char **name = names; *name != NULL && !admin->json; name++)
    rc_print ("%s\n", *name);
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "mappings");
      json_builder_begin_array (builder);
      for (char **name = names; *name != NULL; name++)
        json_builder_add_string_value (builder, *name);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  return RC_EXIT_DONE;
}

static void
print_text (RcAdmin *admin, const char *text, GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admin->json)
    {
      rc_print ("%s", text);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "mapping", text);
  if (rows != NULL)
    {
      json_builder_set_member_name (builder, "rows");
      json_builder_begin_array (builder);
      for (guint i = 0; i < MIN (rows->len, N_ROWS); i++)
        {
          const GPtrArray *row = rows->pdata[i];

          json_builder_begin_array (builder);
          for (guint k = 0; k < row->len; k++)
            json_builder_add_string_value (builder, row->pdata[k]);
          json_builder_end_array (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

int
rc_command_mapping_show (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "NAME", NULL, 1, 1, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autofree char *text = NULL;

  if (operands == NULL || !rc_admin_check_text (operands[0], error))
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  text = db != NULL ? rc_mappings_load (db, operands[0], error) : NULL;
  if (text == NULL)
    return RC_EXIT_FAILED;
  print_text (admin, text, NULL);
  return RC_EXIT_DONE;
}

int
rc_command_mapping_guess (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *encoding = NULL;
  const GOptionEntry entries[] = {
    { "encoding", 0, 0, G_OPTION_ARG_FILENAME, &encoding, "Encoding of the table", "E" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "FILE", entries, 1, 1, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (RcCsvMapping) mapping = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  if (encoding != NULL && !rc_charset_is_known (encoding))
    {
      rc_admin_set_usage (error, "“%s” is no encoding", encoding);
      return RC_EXIT_USAGE;
    }
  bytes = read_beginning (operands[0], SAMPLE_BYTES, error);
  if (bytes == NULL)
    return RC_EXIT_FAILED;
  mapping = rc_csv_mapping_guess (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), encoding, &rows, error);
  if (mapping == NULL)
    {
      g_prefix_error (error, "%s: ", operands[0]);
      return RC_EXIT_FAILED;
    }
  text = rc_csv_mapping_to_key_file (mapping);
  print_text (admin, text, rows);
  return RC_EXIT_DONE;
}
