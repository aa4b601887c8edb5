/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commands have in common. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <stdlib.h>

#include "admin/admin.h"
#include "catalogue/clock.h"
#include "admin/output.h"
#include "exchange/reader.h"
#include "exchange/writer.h"

G_DEFINE_QUARK (rc-admin-error-quark, rc_admin_error)

GStrv
rc_admin_parse (int argc, char **argv, const char *operands, const GOptionEntry *entries, guint min, guint max, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (operands);
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) problem = NULL;
  const GOptionEntry own[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  guint n;

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, own, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &problem))
    {
      g_set_error_literal (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_USAGE, problem->message);
      return NULL;
    }
  n = rest != NULL ? g_strv_length (rest) : 0;
  if (n < min || n > max)
    {
      rc_admin_set_usage (error, "%s: %s", n < min ? "too few arguments" : "too many arguments", operands != NULL ? operands : "takes none");
      return NULL;
    }
  return rest != NULL ? g_steal_pointer (&rest) : g_new0 (char *, 1);
}

void
rc_admin_set_usage (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_USAGE, text);
}

gint64
rc_admin_parse_id (const char *text, GError **error)
{
  guint64 id;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    {
      rc_admin_set_usage (error, "“%s” is no number of one", text);
      return 0;
    }
  return (gint64) id;
}

gboolean
rc_admin_check_text (const char *text, GError **error)
{
  if (g_utf8_validate (text, -1, NULL))
    return TRUE;
  rc_admin_set_usage (error, "“%s” is not UTF-8", text);
  return FALSE;
}

/* Where a file lies or would lie, links followed; NULL when that is nowhere. */
static char *
dup_real_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *resolved = realpath (folder, NULL);

  return g_strdup (resolved);
}

gboolean
rc_admin_check_output (RcAdmin *admin, const char *path, GError **error)
{
  g_autofree char *database = g_build_filename (admin->folder, "catalogue.db", NULL);
  g_autofree char *home = dup_real_folder (database);
  g_autofree char *folder = path != NULL ? dup_real_folder (path) : NULL;
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *files = home != NULL ? g_build_filename (home, "files", NULL) : NULL;

  if (home == NULL || folder == NULL)
    return TRUE;
  if (!(g_str_equal (folder, home) && g_str_has_prefix (name, "catalogue.db")) && !g_str_equal (folder, files) &&
      !(g_str_has_prefix (folder, files) && folder[strlen (files)] == '/'))
    return TRUE;
  g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED, "%s is part of the catalogue and is not written over", path);
  return FALSE;
}

/* An import of many records takes minutes; who waits for it should know. */
static void
tell_waiting (const char *writer, int process, gpointer user_data)
{
  g_autofree char *who = writer != NULL ? g_strdup_printf ("%s (process %d)", writer, process) : g_strdup ("another program");

  rc_progress_clear ();
  g_printerr ("resource-centre-admin: waiting until %s has written to the catalogue; Ctrl+C gives up\n", who);
}

/* Whoever works with the catalogue, or reads the log of a refresh by night, should know. */
static void
tell_clock (RcDatabase *db)
{
  gint64 time = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *problem = NULL;
  RcClock clock;

  /* A catalogue that cannot be read is told by the command. */
  if (rc_clock_read (&clock, db, time, NULL))
    problem = rc_clock_dup_problem (&clock, time);
  if (problem != NULL)
    g_printerr ("resource-centre-admin: %s\n", problem);
}

RcDatabase *
rc_admin_open (RcAdmin *admin, RcDatabaseMode mode, GError **error)
{
  RcDatabase *db = rc_database_open (admin->folder, mode, error);

  if (db != NULL)
    {
      rc_database_set_cancellable (db, admin->cancellable);
      rc_database_set_patient (db, tell_waiting, NULL);
      tell_clock (db);
    }
  admin->writes = db != NULL && mode != RC_DATABASE_READ;
  return db;
}

static const char *const WORDS[][32] = {
  [RC_WORDS_IMPORT] = { "auto", "marc21", "unimarc", "rusmarc", "marcxml", "marc-json", "mrk", "mods", "dc", "oai", "isis", "csv", "ris",
                        "bibtex", "grants-csv", "rss", "grants-gov", "sedia", "commongrants", "360giving", "opendatasoft", "reliefweb", "json", "xml",
                        "ics", NULL },
  [RC_WORDS_EXPORT] = { "marc21", "marcxml", "marc-json", "mrk", "mods", "dc", "csv", "ris", "bibtex", "csl-json", "citations", "citations-iso690", NULL },
  [RC_WORDS_SOURCE] = { "auto", "rss", "oai-pmh", "grants-gov", "sedia", "commongrants", "360giving", "opendatasoft", "reliefweb", "ics",
                        "csv", "json", "xml", NULL },
};

/* Those of a source that this version has. */
static const char *const SOURCES[] = { "auto", "rss", "oai-pmh", "grants-gov", "sedia", "commongrants", "360giving", "opendatasoft", "reliefweb",
                                       "ics", "csv", "json", "xml", NULL };

static gboolean
is_present (RcFormatUse use, const char *word)
{
  RcFormat format;

  if (use == RC_WORDS_SOURCE)
    return g_strv_contains (SOURCES, word);
  return rc_format_from_string (word, &format, NULL)
         && (use == RC_WORDS_IMPORT ? rc_reader_can_read (format) : rc_writer_can_write (format));
}

/* Joined by commas. */
static char *
dup_present (RcFormatUse use)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *const *word = WORDS[use]; *word != NULL; word++)
    if (is_present (use, *word))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", *word);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

gboolean
rc_admin_check_format (RcFormatUse use, const char *word, GError **error)
{
  if (!g_strv_contains (WORDS[use], word))
    {
      g_autofree char *words = g_strjoinv (", ", (char **) WORDS[use]);

      rc_admin_set_usage (error, "“%s” is no format; the formats are %s", word, words);
      return FALSE;
    }
  if (!is_present (use, word))
    {
      g_autofree char *words = dup_present (use);

      g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_UNSUPPORTED, "format %s is not supported yet; those that are: %s", word, words);
      return FALSE;
    }
  return TRUE;
}

gboolean
rc_admin_parse_format (RcFormatUse use, const char *word, RcFormat *format, GError **error)
{
  return rc_admin_check_format (use, word, error) && rc_format_from_string (word, format, error);
}

int
rc_command_later (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED, "%s is not supported yet", argv[0]);
  return RC_EXIT_FAILED;
}
