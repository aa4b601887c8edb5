/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the beginning of a file tells before it is tried out. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/import-look.h"

#include "catalogue/mappings.h"
#include "exchange/charset.h"
#include "exchange/reader.h"
#include "record/description.h"

#define LOOKED_AT_BYTES (64 * 1024)
#define MOST_ITEMS 50 /* that are read for an encoding */
#define MOST_TITLES 3

static void
profile_free (gpointer data)
{
  RcColumnProfile *profile = data;

  g_free (profile->name);
  rc_csv_mapping_free (profile->mapping);
  g_free (profile);
}

void
rc_import_look_free (RcImportLook *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->encoding);
  g_clear_pointer (&self->readings, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, rc_csv_mapping_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  g_free (self);
}

/* Old MARC says of itself that it is MARC-8, and UTF-8 tells itself from all others. */
gboolean
rc_import_look_is_encoding_sure (const RcImportLook *self)
{
  const RcReading *best;

  g_return_val_if_fail (self != NULL, TRUE);

  best = self->readings->len > 0 ? g_ptr_array_index (self->readings, 0) : NULL;
  if (self->encoding == NULL || self->readings->len < 2 || g_str_equal (self->encoding, RC_CHARSET_UTF8))
    return TRUE;
  if (g_str_equal (self->encoding, RC_CHARSET_MARC8) && g_str_equal (best->encoding, RC_CHARSET_MARC8))
    return TRUE;
  for (guint i = 0; i < self->readings->len; i++)
    if (g_str_equal (((const RcReading *) g_ptr_array_index (self->readings, i))->encoding, self->encoding))
      return FALSE;
  return TRUE;
}

gboolean
rc_import_look_is_sure (const RcImportLook *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; self->mapping != NULL && i < self->mapping->columns->len; i++)
    {
      const RcCsvColumn *column = g_ptr_array_index (self->mapping->columns, i);

      if (g_ascii_strcasecmp (column->name, column->word) != 0)
        return FALSE;
    }
  return rc_import_look_is_encoding_sure (self);
}

static GBytes *
read_beginning (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *data = NULL;
  gsize length;

  if (stream == NULL)
    return NULL;
  data = g_malloc (LOOKED_AT_BYTES);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, LOOKED_AT_BYTES, &length, cancellable, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static void
add_title (RcImportLook *self, const RcRecord *record)
{
  g_autoptr (RcDescription) description = NULL;

  if (record == NULL || record->marc == NULL || self->titles->len >= MOST_TITLES)
    return;
  description = rc_description_new_from_marc (record->marc);
  if (*description->title != '\0')
    g_ptr_array_add (self->titles, g_strdup (description->original_title != NULL ? description->original_title : description->title));
}

/* Its first records, as the import would read them. */
static gboolean
read_records (RcImportLook *self, const char *path, RcFormat format, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (RcReader) reader = stream != NULL ? rc_reader_new (G_INPUT_STREAM (stream), format, encoding, cancellable, error) : NULL;

  if (reader == NULL)
    return FALSE;
  rc_reader_set_path (reader, path);
  self->format = rc_reader_get_format (reader);
  for (guint i = 0; i < MOST_ITEMS && (self->titles->len < MOST_TITLES || self->encoding == NULL); i++)
    {
      /* What is wrong with the file, the trial will say. */
      g_autoptr (RcReaderItem) item = rc_reader_next (reader, cancellable, NULL);

      if (item == NULL)
        break;
      add_title (self, item->record);
      g_free (self->encoding);
      self->encoding = rc_reader_dup_encodings (reader);
    }
  return TRUE;
}

/* A table whose columns tell nothing is none of the formats, until somebody says what they hold. */
static gboolean
is_unknown_table (RcFormat format, GBytes *bytes, const GError *error)
{
  return format == RC_FORMAT_AUTO && g_error_matches (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT)
         && rc_csv_is_table (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

RcImportLook *
rc_import_look_new (const char *path, RcFormat format, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcImportLook) self = g_new0 (RcImportLook, 1);
  g_autoptr (GBytes) bytes = read_beginning (path, cancellable, error);
  g_autoptr (GError) problem = NULL;
  gsize length;
  const char *data;

  self->path = g_strdup (path);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->profiles = g_ptr_array_new_with_free_func (profile_free);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  if (!read_records (self, path, format, encoding, cancellable, &problem))
    {
      if (!is_unknown_table (format, bytes, problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      self->format = RC_FORMAT_CSV;
      self->unknown = TRUE;
    }
  self->readings = rc_readings_new (data != NULL ? data : "", length);
  if (self->format == RC_FORMAT_CSV)
    self->mapping = rc_csv_mapping_guess (data, length, encoding, &self->rows, NULL);
  return g_steal_pointer (&self);
}

gpointer
rc_profiles_list_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) names = rc_mappings_list (db, error);
  GPtrArray *profiles;

  if (names == NULL)
    return NULL;
  profiles = g_ptr_array_new_with_free_func (profile_free);
  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *text = rc_mappings_load (db, *name, NULL);
      RcCsvMapping *mapping = text != NULL ? rc_csv_mapping_new_from_key_file (text, NULL) : NULL;
      RcColumnProfile *profile;

      if (mapping == NULL)
        continue;
      profile = g_new0 (RcColumnProfile, 1);
      profile->name = g_strdup (*name);
      profile->mapping = mapping;
      g_ptr_array_add (profiles, profile);
    }
  return profiles;
}

/* What is to be looked at, and what was found. */
typedef struct
{
  RcCatalogue *catalogue; /* (owned) */
  char *path;             /* (owned) */
  RcFormat format;
  char *encoding;     /* (owned) (nullable) */
  RcImportLook *look; /* (owned) (nullable) */
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->catalogue);
  g_free (looking->path);
  g_free (looking->encoding);
  rc_import_look_free (looking->look);
  g_free (looking);
}

/* A table is shown without them rather than not at all. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Looking *looking = g_task_get_task_data (task);
  GPtrArray *profiles = rc_catalogue_call_finish (RC_CATALOGUE (source), result, NULL);

  if (profiles != NULL)
    {
      g_ptr_array_unref (looking->look->profiles);
      looking->look->profiles = profiles;
    }
  g_task_return_pointer (task, g_steal_pointer (&looking->look), (GDestroyNotify) rc_import_look_free);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Looking *looking = g_task_get_task_data (task);
  GError *error = NULL;

  looking->look = g_task_propagate_pointer (G_TASK (result), &error);
  if (looking->look == NULL)
    g_task_return_error (task, error);
  else if (looking->look->format != RC_FORMAT_CSV)
    g_task_return_pointer (task, g_steal_pointer (&looking->look), (GDestroyNotify) rc_import_look_free);
  else
    rc_catalogue_read_async (looking->catalogue, G_PRIORITY_DEFAULT, rc_profiles_list_in_thread, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, g_task_get_cancellable (task), listed_cb, g_object_ref (task));
}

/* Off the main thread: the file may be far away, and eleven encodings take a while. */
static void
look_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  const Looking *looking = task_data;
  GError *error = NULL;
  RcImportLook *found = rc_import_look_new (looking->path, looking->format, looking->encoding, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) rc_import_look_free);
  else
    g_task_return_error (task, error);
}

void
rc_import_look_async (RcCatalogue *catalogue, const char *path, RcFormat format, const char *encoding, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (catalogue, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (catalogue, cancellable, looked_cb, task);
  Looking *looking = g_new0 (Looking, 1);

  looking->catalogue = g_object_ref (catalogue);
  looking->path = g_strdup (path);
  looking->format = format;
  looking->encoding = g_strdup (encoding);
  g_task_set_source_tag (task, rc_import_look_async);
  g_task_set_task_data (task, looking, looking_free);
  g_task_set_source_tag (reading, look_in_thread);
  /* The outer task outlives it. */
  g_task_set_task_data (reading, looking, NULL);
  g_task_run_in_thread (reading, look_in_thread);
}

RcImportLook *
rc_import_look_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
