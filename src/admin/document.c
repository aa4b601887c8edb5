/* SPDX-License-Identifier: GPL-3.0-or-later */
/* document add, list, text. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "admin/record-json.h"
#include "documents/store.h"
#include "record/problem.h"

static void
print_added (RcAdmin *admin, const RcDocument *document, GPtrArray *problems)
{
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "document", document->id);
      rc_json_add_int (builder, "pages", document->pages);
      rc_json_add_string (builder, "title", document->title);
      rc_json_add_problems (builder, "problems", problems);
      json_builder_end_object (builder);
      rc_print_builder (builder);
      return;
    }
  rc_print_problems (problems);
  rc_print ("Document %" G_GINT64_FORMAT ": %s, %d pages\n", document->id, document->title != NULL ? document->title : document->name, document->pages);
}

int
rc_command_document_add (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "RECORD FILE", NULL, 2, 2, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcDocument) document = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  gint64 record, id;

  if (operands == NULL || !rc_admin_check_text (operands[0], error))
    return RC_EXIT_USAGE;
  name = g_path_get_basename (operands[1]);
  label = g_filename_display_name (name);
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  record = db != NULL ? rc_records_find (db, operands[0], error) : 0;
  id = record != 0 ? rc_document_add (db, record, operands[1], label, problems, NULL, admin->cancellable, error) : 0;
  document = id != 0 ? rc_documents_get (db, id, error) : NULL;
  if (document == NULL)
    return RC_EXIT_FAILED;
  print_added (admin, document, problems);
  return problems->len > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}

int
rc_command_document_list (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "RECORD", NULL, 1, 1, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  gint64 record;

  if (operands == NULL || !rc_admin_check_text (operands[0], error))
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  record = db != NULL ? rc_records_find (db, operands[0], error) : 0;
  documents = record != 0 ? rc_documents_list (db, record, error) : NULL;
  if (documents == NULL)
    return RC_EXIT_FAILED;
  for (guint i = 0; i < documents->len; i++)
    {
      const RcDocument *document = g_ptr_array_index (documents, i);

      g_autoptr (RcTextReading) reading = rc_text_reading_get (db, document->id, error);

      if (reading == NULL)
        return RC_EXIT_FAILED;
      if (admin->json)
        {
          g_autoptr (JsonBuilder) builder = json_builder_new ();

          rc_json_add_document (builder, document, reading);
          rc_print_builder (builder);
        }
      else
        rc_print ("%8" G_GINT64_FORMAT "  %s  %d pages, text: %s\n", document->id, document->name, document->pages,
                  rc_text_reading_to_string (reading));
    }
  return RC_EXIT_DONE;
}

static gboolean
print_page (RcAdmin *admin, RcDatabase *db, gint64 id, int page, GError **error)
{
  g_autofree char *text = rc_documents_get_page_text (db, id, page, error);

  if (text == NULL)
    return FALSE;
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "document", id);
      rc_json_add_int (builder, "page", page);
      rc_json_add_string (builder, "text", text);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    rc_print ("%s%s\f", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  return TRUE;
}

int
rc_command_document_text (RcAdmin *admin, int argc, char **argv, GError **error)
{
  gint page = -1;
  const GOptionEntry entries[] = {
    { "page", 0, 0, G_OPTION_ARG_INT, &page, "Only this page, from 1", "N" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID", entries, 1, 1, error);
  gint64 id = operands != NULL ? rc_admin_parse_id (operands[0], error) : 0;
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcDocument) document = NULL;

  if (id == 0)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  document = db != NULL ? rc_documents_get (db, id, error) : NULL;
  if (document == NULL)
    return RC_EXIT_FAILED;
  if (page != -1)
    return print_page (admin, db, id, page, error) ? RC_EXIT_DONE : RC_EXIT_FAILED;
  for (page = 1; page <= document->pages; page++)
    if (!print_page (admin, db, id, page, error))
      return RC_EXIT_FAILED;
  return RC_EXIT_DONE;
}
