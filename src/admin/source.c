/* SPDX-License-Identifier: GPL-3.0-or-later */
/* source add, list, remove. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/refreshes.h"
#include "catalogue/sources.h"
#include "refresh/refresh.h"
#include "refresh/source-file.h"

/* Of each source, the newest. */
#define N_REFRESHES 10

/* One line for people that says what was done to a source, or an object. */
static void
print_done (RcAdmin *admin, const char *name, const char *what)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admin->json)
    {
      rc_print ("Source %s %s\n", name, what);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "source", name);
  rc_json_add_string (builder, "result", what);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

/* Commits when `done`, else takes everything back. */
static gboolean
end_transaction (RcDatabase *db, gboolean done, GError **error)
{
  if (done)
    return rc_database_commit (db, error);
  rc_database_rollback (db);
  return FALSE;
}

/* What --mapping says, or the text of the source of this name that is at hand. NULL without an error when there is neither. */
static RcSourceFile *
load_file (const char *path, const char *name, gboolean offered, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (path != NULL)
    return g_file_get_contents (path, &text, &length, error) ? rc_source_file_new (text, length, error) : NULL;
  if (offered)
    {
      g_autoptr (GPtrArray) files = rc_source_files_load (NULL);

      for (guint i = 0; i < files->len; i++)
        if (g_str_equal (((RcSourceFile *) g_ptr_array_index (files, i))->name, name))
          return g_ptr_array_steal_index (files, i);
      rc_admin_set_usage (error, "no source “%s” is at hand: “source list --offered” names those that are, others have an address", name);
    }
  return NULL;
}

/* The group and the keys without which a text is none of a source: the command line says them. */
static RcSourceFile *
complete_file (const char *path, const char *name, const char *url, const char *format, gboolean allow_http, gboolean review, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length;

  if (path != NULL && !g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, error))
    return NULL;
  g_key_file_set_string (keys, "Source", "Name", name);
  g_key_file_set_string (keys, "Source", "Url", url);
  if (format != NULL)
    g_key_file_set_string (keys, "Source", "Format", format);
  if (allow_http)
    g_key_file_set_boolean (keys, "Source", "AllowHttp", TRUE);
  if (review)
    g_key_file_set_boolean (keys, "Source", "Review", TRUE);
  text = g_key_file_to_data (keys, &length, NULL);
  return rc_source_file_new (text, length, error);
}

int
rc_command_source_add (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autoptr (RcSourceFile) file = NULL;
  g_autoptr (RcSource) source = NULL;
  g_autofree char *format = NULL;
  g_autofree char *mapping = NULL;
  g_autofree char *fault = NULL;
  gboolean allow_http = FALSE, review = FALSE;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &format, "auto (default), rss, oai-pmh, grants-gov, json …", "F" },
    { "mapping", 0, 0, G_OPTION_ARG_FILENAME, &mapping, "A text that says how it is asked and what its fields mean", "FILE" },
    { "allow-http", 0, 0, G_OPTION_ARG_NONE, &allow_http, "Plain http, and addresses of the local network", NULL },
    { "review", 0, 0, G_OPTION_ARG_NONE, &review, "New grants wait until somebody has looked at them", NULL },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "NAME [URL]", entries, 1, 2, error);
  g_autoptr (RcDatabase) db = NULL;

  if (operands == NULL || !rc_admin_check_text (operands[0], error) || (operands[1] != NULL && !rc_admin_check_text (operands[1], error)) ||
      !rc_admin_check_format (RC_WORDS_SOURCE, format != NULL ? format : "auto", error))
    return RC_EXIT_USAGE;
  if (*operands[0] == '\0')
    {
      rc_admin_set_usage (error, "a source has a name");
      return RC_EXIT_USAGE;
    }
  fault = operands[1] != NULL ? rc_refresh_check_address (operands[1], allow_http) : NULL;
  if (fault != NULL)
    {
      g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED, "%s%s", fault, allow_http ? "" : " (--allow-http allows plain http and the local network)");
      return RC_EXIT_FAILED;
    }
  file = operands[1] != NULL ? complete_file (mapping, operands[0], operands[1], format, allow_http, review, error)
                             : load_file (mapping, operands[0], mapping == NULL, error);
  if (file == NULL)
    {
      if (g_error_matches (*error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_USAGE))
        return RC_EXIT_USAGE;
      g_prefix_error (error, "%s: ", mapping != NULL ? mapping : operands[0]);
      return RC_EXIT_FAILED;
    }
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL || !rc_database_begin (db, error))
    return RC_EXIT_FAILED;
  source = rc_source_file_make_source (file);
  g_free (source->name);
  source->name = g_strdup (operands[0]);
  source->allow_http = source->allow_http || allow_http;
  source->review = source->review || review;
  if (!end_transaction (db, rc_sources_put (db, source, error) != 0, error))
    return RC_EXIT_FAILED;
  print_done (admin, source->name, "added");
  return RC_EXIT_DONE;
}

int
rc_command_source_remove (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "NAME", NULL, 1, 1, error);
  g_autoptr (RcDatabase) db = NULL;

  if (operands == NULL || !rc_admin_check_text (operands[0], error))
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL || !rc_database_begin (db, error) || !end_transaction (db, rc_sources_remove (db, operands[0], error), error))
    return RC_EXIT_FAILED;
  print_done (admin, operands[0], "removed");
  return RC_EXIT_DONE;
}

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static void
add_refreshes (JsonBuilder *builder, const GPtrArray *refreshes)
{
  json_builder_set_member_name (builder, "refreshes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < refreshes->len; i++)
    {
      const RcPastRefresh *refresh = g_ptr_array_index (refreshes, i);
      g_autofree char *time = dup_time (refresh->time);

      json_builder_begin_object (builder);
      rc_json_add_string (builder, "time", time);
      rc_json_add_double (builder, "seconds", refresh->milliseconds / 1000.0);
      rc_json_add_string (builder, "result", refresh->result);
      rc_json_add_int (builder, "status", refresh->status);
      rc_json_add_int (builder, "read", refresh->n_read);
      rc_json_add_int (builder, "new", refresh->n_new);
      rc_json_add_int (builder, "changed", refresh->n_changed);
      rc_json_add_int (builder, "closed", refresh->n_closed);
      rc_json_add_int (builder, "left_out", refresh->n_left_out);
      rc_json_add_string (builder, "message", refresh->message);
      rc_json_add_int (builder, "batch", refresh->batch);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What a source's text says beside name, address and format. */
static void
add_file (JsonBuilder *builder, const RcSourceFile *file)
{
  rc_json_add_string (builder, "about", file != NULL ? file->about : NULL);
  rc_json_add_string (builder, "licence", file != NULL ? file->licence : NULL);
  rc_json_add_string (builder, "contact", file != NULL ? file->contact : NULL);
  rc_json_add_string (builder, "language", file != NULL ? file->language : NULL);
  if (file != NULL)
    rc_json_add_int (builder, "schedule_minutes", file->schedule_minutes);
}

/* One that is at hand. */
static void
print_offered (RcAdmin *admin, const RcSourceFile *file)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admin->json)
    {
      rc_print ("%s  %s  %s\n", file->name, file->format, file->url);
      if (file->about != NULL)
        rc_print ("    %s\n", file->about);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "source", file->name);
  rc_json_add_string (builder, "url", file->url);
  rc_json_add_string (builder, "format", file->format);
  add_file (builder, file);
  rc_json_add_string (builder, "mapping", file->text);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

static void
print_source (RcAdmin *admin, const RcSource *source, const GPtrArray *refreshes)
{
  g_autofree char *last_try = dup_time (source->last_try);
  g_autofree char *last_success = dup_time (source->last_success);
  g_autofree char *next_due = dup_time (MAX (source->next_due, source->retry_after));
  g_autoptr (RcSourceFile) file = rc_source_file_new_for_source (source, NULL);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!admin->json)
    {
      rc_print ("%s  %s  %s\n", source->name, source->format, source->url);
      rc_print ("    %s; last success %s; next %s; %u grants%s%s\n", source->result != NULL ? source->result : "never tried",
                last_success != NULL ? last_success : "never", next_due != NULL ? next_due : "now", source->n_total,
                source->last_error != NULL ? "; " : "", source->last_error != NULL ? source->last_error : "");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "source", source->name);
  rc_json_add_string (builder, "url", source->url);
  rc_json_add_string (builder, "format", source->format);
  add_file (builder, file);
  rc_json_add_string (builder, "mapping", source->mapping);
  rc_json_add_bool (builder, "allow_http", source->allow_http);
  rc_json_add_bool (builder, "review", source->review);
  rc_json_add_string (builder, "result", source->result);
  rc_json_add_string (builder, "last_try", last_try);
  rc_json_add_string (builder, "last_success", last_success);
  rc_json_add_string (builder, "last_error", source->last_error);
  rc_json_add_string (builder, "next_due", next_due);
  rc_json_add_int (builder, "failures", source->n_failures);
  rc_json_add_int (builder, "grants", source->n_total);
  add_refreshes (builder, refreshes);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

int
rc_command_source_list (RcAdmin *admin, int argc, char **argv, GError **error)
{
  gboolean offered = FALSE;
  const GOptionEntry entries[] = {
    { "offered", 0, 0, G_OPTION_ARG_NONE, &offered, "Those that come with the program or lie in the settings: “source add NAME” adds one", NULL },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, NULL, entries, 0, 0, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GPtrArray) sources = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  if (offered)
    {
      g_autoptr (GPtrArray) files = rc_source_files_load (NULL);

      for (guint i = 0; i < files->len; i++)
        print_offered (admin, g_ptr_array_index (files, i));
      return RC_EXIT_DONE;
    }
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  sources = db != NULL ? rc_sources_list (db, error) : NULL;
  if (sources == NULL)
    return RC_EXIT_FAILED;
  for (guint i = 0; i < sources->len; i++)
    {
      const RcSource *source = g_ptr_array_index (sources, i);
      g_autoptr (GPtrArray) refreshes = rc_refreshes_list (db, source->id, N_REFRESHES, error);

      if (refreshes == NULL)
        return RC_EXIT_FAILED;
      print_source (admin, source, refreshes);
    }
  return RC_EXIT_DONE;
}
