/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resource-centre-admin: the catalogue without a screen. Finds the command and runs it. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <unistd.h>

#include "admin/admin.h"
#include "admin/output.h"

static const struct
{
  const char *name;
  const char *second; /* (nullable) the second word */
  RcCommandFunc run;
  const char *summary;
} COMMANDS[] = {
  { "init", NULL, rc_command_init, "make an empty catalogue" },
  { "import", NULL, rc_command_import, "read records from files, as one batch" },
  { "mapping", "guess", rc_command_mapping_guess, "what the columns of a table seem to hold" },
  { "mapping", "add", rc_command_mapping_add, "keep under a name what the columns of a table hold" },
  { "mapping", "list", rc_command_mapping_list, "all names" },
  { "mapping", "show", rc_command_mapping_show, "what is kept under a name" },
  { "mapping", "remove", rc_command_mapping_remove, "forget a name" },
  { "undo", NULL, rc_command_undo, "take an import, a refresh or the capture of a disc back" },
  { "join", NULL, rc_command_join, "make two records of one publication one" },
  { "export", NULL, rc_command_export, "write records to a file" },
  { "search", NULL, rc_command_search, "find records" },
  { "show", NULL, rc_command_show, "one record, whole" },
  { "thesaurus", "import", rc_command_thesaurus_import, "read subjects from SKOS" },
  { "thesaurus", "list", rc_command_thesaurus_list, "all subjects" },
  { "disc", "add", rc_command_disc_add, "take a disc in: its tree, its image, its texts" },
  { "disc", "list", rc_command_disc_list, "all discs" },
  { "disc", "files", rc_command_disc_files, "what is on a disc" },
  { "disc", "extract", rc_command_disc_extract, "one file of a disc" },
  { "disc", "collections", rc_command_disc_collections, "libraries on a disc whose records can be imported" },
  { "disc", "import", rc_command_disc_import, "the records of a library on a disc" },
  { "disc", "names", rc_command_disc_names, "how the names of a disc look in each character set, and which is taken" },
  { "disc", "verify", rc_command_disc_verify, "hold the image and the files of a disc to what they were" },
  { "document", "add", rc_command_document_add, "give a record a PDF or another file" },
  { "document", "list", rc_command_document_list, "the documents of a record" },
  { "document", "text", rc_command_document_text, "the text of a document" },
  { "document", "render", rc_command_document_render, "a page of a document as a picture" },
  { "document", "index", rc_command_document_index, "read the text of documents that nobody has read yet" },
  { "document", "ocr", rc_command_document_ocr, "recognise the text on pictures of pages" },
  { "source", "add", rc_command_source_add, "know of a remote listing" },
  { "source", "list", rc_command_source_list, "all sources and how they are" },
  { "source", "remove", rc_command_source_remove, "forget a source; its grants stay" },
  { "lookup", NULL, rc_command_lookup, "ask other libraries for a record, and take it over" },
  { "refresh", NULL, rc_command_refresh, "ask the sources that are due, or those named" },
  { "check", NULL, rc_command_check, "read everything and say whether it is whole" },
  { "backup", NULL, rc_command_backup, "the whole catalogue in one file" },
  { "restore", NULL, rc_command_restore, "the catalogue as a backup holds it" },
  { "stats", NULL, rc_command_stats, "how much of what there is" },
  { "publish", NULL, rc_command_later, "give kiosks the catalogue (later)" },
  { "subscribe", NULL, rc_command_later, "take the catalogue from a desk (later)" },
};

/* In a thread of its own: a command works on the main thread and has no loop. */
static gboolean
signal_cb (gpointer user_data)
{
  GCancellable *cancellable = user_data;

  /* Who asks twice does not want to wait for the way back; the catalogue finds it by itself. */
  if (g_cancellable_is_cancelled (cancellable))
    _exit (RC_EXIT_FAILED);
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

static gpointer
wait_for_signals_in_thread (gpointer user_data)
{
  while (TRUE)
    g_main_context_iteration (user_data, TRUE);
  return NULL;
}

/* From here on a signal cancels and no longer kills. */
static void
watch_signals (GCancellable *cancellable)
{
  const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  GMainContext *context = g_main_context_new ();

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autoptr (GSource) source = g_unix_signal_source_new (signals[i]);

      g_source_set_callback (source, signal_cb, g_object_ref (cancellable), g_object_unref);
      g_source_attach (source, context);
    }
  g_thread_unref (g_thread_new ("signals", wait_for_signals_in_thread, context));
}

/* A file that we open must not become the standard stream that somebody closed. What is written to one is an error still. */
static void
hold_standard_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF && open ("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY) != fd)
      _exit (RC_EXIT_FAILED);
}

/* A full disk or a closed pipe must not look like success. FALSE once; what could not be written is given up. */
static gboolean
flush_output (void)
{
  gboolean written = fflush (stdout) == 0 && !ferror (stdout);

  if (!written)
    {
      __fpurge (stdout);
      clearerr (stdout);
    }
  return written;
}

/* The help ends the program by itself. */
static void
check_output_at_exit (void)
{
  if (flush_output ())
    return;
  fputs ("resource-centre-admin: cannot write the output\n", stderr);
  _exit (RC_EXIT_FAILED);
}

/* Among the options before the command, which could not be parsed. */
static gboolean
asks_for_json (char **arguments)
{
  for (char **at = arguments + 1; *at != NULL && **at == '-'; at++)
    if (g_str_equal (*at, "--json"))
      return TRUE;
  return FALSE;
}

static void
print_version (gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!json)
    {
      rc_print ("resource-centre-admin %s\n", PACKAGE_VERSION);
      return;
    }
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "version", PACKAGE_VERSION);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

static char *
make_summary (void)
{
  GString *text = g_string_new ("Commands:\n");

  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      g_autofree char *name = g_strjoin (" ", COMMANDS[i].name, COMMANDS[i].second, NULL);

      g_string_append_printf (text, "  %-18s %s\n", name, COMMANDS[i].summary);
    }
  g_string_append (text, "\nCOMMAND --help shows the options of a command. Exit status: 0 all done; 1 failed, and the catalogue\n"
                         "is as it was; 2 the command line is wrong; 3 done in part, and the output says what was left out.");
  return g_string_free (text, FALSE);
}

/* The command that the words name; `n_words` (out) is how many of them. NULL and a usage error. */
static RcCommandFunc
find_command (int argc, char **argv, int *n_words, GError **error)
{
  gboolean first_known = FALSE;

  if (argc < 1)
    {
      rc_admin_set_usage (error, "no command given; see --help");
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      if (!g_str_equal (COMMANDS[i].name, argv[0]))
        continue;
      first_known = TRUE;
      if (COMMANDS[i].second != NULL && (argc < 2 || !g_str_equal (COMMANDS[i].second, argv[1])))
        continue;
      *n_words = COMMANDS[i].second != NULL ? 2 : 1;
      return COMMANDS[i].run;
    }
  if (first_known)
    rc_admin_set_usage (error, "%s wants another word after it; see --help", argv[0]);
  else
    rc_admin_set_usage (error, "“%s” is no command; see --help", argv[0]);
  return NULL;
}

static int
run_command (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *name = NULL;
  int n_words = 0;
  RcCommandFunc run = find_command (argc, argv, &n_words, error);

  if (run == NULL)
    return RC_EXIT_USAGE;
  /* The help of a command names it in full. */
  name = n_words == 2 ? g_strdup_printf ("%s %s", argv[0], argv[1]) : g_strdup (argv[0]);
  g_set_prgname (name);
  argv[n_words - 1] = name;
  return run (admin, argc - n_words + 1, argv + n_words - 1, error);
}

int
main (int argc, char **argv)
{
  RcAdmin admin = { 0 };
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, &admin.folder, "The catalogue's folder", "DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &admin.json, "Print JSON", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, "Print the version", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND …");
  g_autofree char *summary = make_summary ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autofree char **words = g_memdup2 (arguments, sizeof (char *) * ((gsize) argc + 1));
  int first, status;

  hold_standard_streams ();
  atexit (check_output_at_exit);
  /* Names and texts are UTF-8 whatever the timer's environment says; numbers and messages stay as they are written. */
  setlocale (LC_CTYPE, "C.UTF-8");
  g_set_prgname ("resource-centre-admin");
  admin.cancellable = cancellable;
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, summary);
  g_option_context_set_strict_posix (context, TRUE);
  if (!g_option_context_parse (context, &argc, &words, &error))
    {
      error->domain = RC_ADMIN_ERROR;
      error->code = RC_ADMIN_ERROR_USAGE;
      rc_print_error (error, asks_for_json (argv));
      g_free (admin.folder);
      return RC_EXIT_USAGE;
    }
  if (version)
    {
      print_version (admin.json);
      g_free (admin.folder);
      return RC_EXIT_DONE;
    }
  first = argc > 1 && g_str_equal (words[1], "--") ? 2 : 1;
  if (admin.folder == NULL)
    admin.folder = rc_catalogue_dup_default_folder ();
  watch_signals (cancellable);

  status = run_command (&admin, MAX (argc - first, 0), words + first, &error);
  if (error != NULL)
    {
      status = g_error_matches (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_USAGE) ? RC_EXIT_USAGE : RC_EXIT_FAILED;
      rc_print_error (error, admin.json);
    }
  rc_progress_clear ();
  if (!flush_output () && (status == RC_EXIT_DONE || status == RC_EXIT_PART))
    {
      fputs (admin.writes ? "resource-centre-admin: the catalogue was changed as asked, but the output that says so cannot be written\n"
                          : "resource-centre-admin: cannot write the output\n",
             stderr);
      status = admin.writes ? RC_EXIT_PART : RC_EXIT_FAILED;
    }
  g_free (admin.folder);
  return status;
}
