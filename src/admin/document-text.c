/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document index, ocr: the text of documents read, or recognised on pictures of pages. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <string.h>

#include "admin/admin.h"
#include "admin/output.h"
#include "admin/record-json.h"
#include "documents/recognise.h"
#include "documents/store.h"
#include "record/problem.h"

static void
show_progress (gint64 document, int page, int n_pages, gpointer user_data)
{
  g_autofree char *what = g_strdup_printf ("document %" G_GINT64_FORMAT ", page %d of %d", document, page + 1, n_pages);

  rc_progress_show (n_pages > 0 ? (double) page / n_pages : -1, what);
}

static void
print_read (RcAdmin *admin, guint n_read, GPtrArray *problems)
{
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "documents", n_read);
      rc_json_add_problems (builder, "problems", problems);
      json_builder_end_object (builder);
      rc_print_builder (builder);
      return;
    }
  rc_print_problems (problems);
  rc_print ("%u documents read\n", n_read);
}

static gboolean
read_named (RcDatabase *db, char **operands, const RcReadingOptions *options, guint *n_read, GPtrArray *problems, RcAdmin *admin,
            GError **error)
{
  for (; *operands != NULL; operands++)
    {
      gint64 id = rc_admin_parse_id (*operands, error);

      if (id == 0 || !rc_document_read (db, id, options, problems, admin->cancellable, error))
        return FALSE;
      (*n_read)++;
    }
  return TRUE;
}

int
rc_command_document_index (RcAdmin *admin, int argc, char **argv, GError **error)
{
  gboolean again = FALSE;
  const GOptionEntry entries[] = {
    { "again", 0, 0, G_OPTION_ARG_NONE, &again, "Also what has been read before", NULL },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "[ID…]", entries, 0, G_MAXINT, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  RcReadingOptions options = { .idle = TRUE, .progress = show_progress };
  g_autoptr (RcDatabase) db = NULL;
  guint n_read = 0;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  options.again = again;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  if (operands[0] != NULL ? !read_named (db, operands, &options, &n_read, problems, admin, error)
                          : !rc_documents_read_pending (db, &options, &n_read, problems, admin->cancellable, error))
    return RC_EXIT_FAILED;
  print_read (admin, n_read, problems);
  return problems->len > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}

/* It becomes an argument of another program. */
static gboolean
check_languages (const char *languages, GError **error)
{
  if (languages == NULL
      || (*languages != '\0' && strlen (languages) < 100
          && strspn (languages, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_+") == strlen (languages)))
    return TRUE;
  rc_admin_set_usage (error, "--language takes names of Tesseract's languages with + between, like kaz+rus");
  return FALSE;
}

int
rc_command_document_ocr (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *languages = NULL;
  gboolean again = FALSE;
  const GOptionEntry entries[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &languages, "As Tesseract calls them (kaz+rus+eng+fra, those that it has)", "L+L" },
    { "again", 0, 0, G_OPTION_ARG_NONE, &again, "Also pages that have a text", NULL },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID", entries, 1, 1, error);
  gint64 id = operands != NULL ? rc_admin_parse_id (operands[0], error) : 0;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  RcReadingOptions options = { .progress = show_progress };
  g_autoptr (RcDatabase) db = NULL;
  gint64 batch = 0;
  guint n = 0;

  if (id == 0 || !check_languages (languages, error))
    return RC_EXIT_USAGE;
  options.again = again;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL || !rc_document_recognise (db, id, languages, &options, &batch, &n, problems, admin->cancellable, error))
    return RC_EXIT_FAILED;
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "document", id);
      rc_json_add_int (builder, "pages", n);
      rc_json_add_int (builder, "import", batch);
      rc_json_add_problems (builder, "problems", problems);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    {
      rc_print_problems (problems);
      rc_print ("Document %" G_GINT64_FORMAT ": the text of %u pages was recognised\n", id, n);
    }
  return problems->len > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}
