/* SPDX-License-Identifier: GPL-3.0-or-later */
/* thesaurus import, thesaurus list. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/subjects.h"
#include "record/problem.h"

int
rc_command_thesaurus_import (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "FILE", NULL, 1, 1, error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (RcDatabase) db = NULL;
  RcSubjectsReport report = { 0 };

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  if (!rc_subjects_import (db, operands[0], problems, &report, admin->cancellable, error))
    return RC_EXIT_FAILED;
  if (admin->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "import", report.batch);
      rc_json_add_int (builder, "subjects", report.n_subjects);
      rc_json_add_int (builder, "matched", (gint64) report.n_matched);
      rc_json_add_int (builder, "unmatched", (gint64) report.n_unmatched);
      rc_json_add_problems (builder, "problems", problems);
      json_builder_end_object (builder);
      rc_print_builder (builder);
    }
  else
    {
      rc_print_problems (problems);
      rc_print ("Import %" G_GINT64_FORMAT ": %u subjects read\n", report.batch, report.n_subjects);
      rc_print ("Of the headings in the records %" G_GUINT64_FORMAT " are among them, %" G_GUINT64_FORMAT " are not\n",
                report.n_matched, report.n_unmatched);
    }
  return problems->len > 0 ? RC_EXIT_PART : RC_EXIT_DONE;
}

int
rc_command_thesaurus_list (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, NULL, NULL, 0, 0, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GPtrArray) subjects = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  subjects = db != NULL ? rc_subjects_list (db, "en", error) : NULL;
  if (subjects == NULL)
    return RC_EXIT_FAILED;
  for (guint i = 0; i < subjects->len; i++)
    {
      const RcSubject *subject = g_ptr_array_index (subjects, i);

      if (admin->json)
        {
          g_autoptr (JsonBuilder) builder = json_builder_new ();

          json_builder_begin_object (builder);
          rc_json_add_string (builder, "uri", subject->uri);
          rc_json_add_string (builder, "label", subject->label);
          rc_json_add_int (builder, "records", (gint64) subject->n_records);
          json_builder_end_object (builder);
          rc_print_builder (builder);
        }
      else
        rc_print ("%6" G_GUINT64_FORMAT "  %s\n", subject->n_records, subject->label);
    }
  return RC_EXIT_DONE;
}
