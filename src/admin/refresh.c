/* SPDX-License-Identifier: GPL-3.0-or-later */
/* refresh: the sources that are due, or those named. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
#include "refresh/drift.h"
#include "refresh/refresh.h"

static void
print_report (RcAdmin *admin, const RcRefreshReport *report)
{
  g_autoptr (JsonBuilder) builder = NULL;

  rc_progress_clear ();
  if (!admin->json)
    {
      rc_print ("%s: %s", report->source, report->result);
      if (report->batch != 0)
        rc_print (", %u new, %u changed, %u closed (“undo %" G_GINT64_FORMAT "” takes it back)", report->n_new, report->n_changed, report->n_closed,
                  report->batch);
      rc_print ("%s%s\n", report->message != NULL ? ": " : "", report->message != NULL ? report->message : "");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "source", report->source);
  rc_json_add_string (builder, "result", report->result);
  rc_json_add_int (builder, "new", report->n_new);
  rc_json_add_int (builder, "changed", report->n_changed);
  rc_json_add_int (builder, "closed", report->n_closed);
  rc_json_add_int (builder, "withdrawn", report->n_withdrawn);
  rc_json_add_int (builder, "beside", report->n_beside);
  rc_json_add_double (builder, "seconds", report->seconds);
  rc_json_add_string (builder, "message", report->message);
  if (report->batch != 0)
    rc_json_add_int (builder, "import", report->batch);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

/* A name that nobody knows is found out before the first source is asked. */
static gboolean
check_names (RcDatabase *db, char **names, GError **error)
{
  for (; *names != NULL; names++)
    {
      g_autoptr (RcSource) source = rc_admin_check_text (*names, error) ? rc_sources_find (db, *names, error) : NULL;

      if (source == NULL)
        return FALSE;
    }
  return TRUE;
}

/* What staff say of answers that need care: they are right. */
static gboolean
accept_answers (RcDatabase *db, char **names, GError **error)
{
  if (!rc_database_begin (db, error))
    return FALSE;
  for (; *names != NULL; names++)
    {
      g_autoptr (RcSource) source = rc_sources_find (db, *names, error);

      if (source == NULL || !rc_drift_accept (db, source, error))
        {
          rc_database_rollback (db);
          return FALSE;
        }
    }
  return rc_database_commit (db, error);
}

/* What is said while sources are asked. */
typedef struct
{
  RcAdmin *admin;
  guint n_sources, n_done, n_failed;
} Run;

static void
report_cb (RcRefreshReport *taken_report, gpointer user_data)
{
  g_autoptr (RcRefreshReport) report = taken_report;
  Run *run = user_data;

  print_report (run->admin, report);
  run->n_done++;
  run->n_failed += g_str_equal (report->result, "failed") ? 1 : 0;
}

static void
progress_cb (const RcRefreshProgress *progress, gpointer user_data)
{
  const Run *run = user_data;
  double part = progress->announced > 0 ? MIN ((double) progress->n_read / (double) progress->announced, 1) : 0;

  rc_progress_show ((run->n_done + part) / run->n_sources, progress->source);
}

int
rc_command_refresh (RcAdmin *admin, int argc, char **argv, GError **error)
{
  gboolean accept = FALSE;
  const GOptionEntry entries[] = {
    { "accept", 0, 0, G_OPTION_ARG_NONE, &accept, "The answer that needed care is right: take one like it", NULL },
    { NULL },
  };
  g_auto (GStrv) names = rc_admin_parse (argc, argv, "[NAME…]", entries, 0, G_MAXUINT, error);
  Run run = { .admin = admin };
  const RcRefreshOptions options = { .progress = progress_cb, .user_data = &run };
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GPtrArray) due = NULL;

  if (names == NULL)
    return RC_EXIT_USAGE;
  if (accept && names[0] == NULL)
    {
      rc_admin_set_usage (error, "--accept wants the name of a source");
      return RC_EXIT_USAGE;
    }
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL || !check_names (db, names, error) || (accept && !accept_answers (db, names, error)))
    return RC_EXIT_FAILED;
  if (names[0] == NULL)
    {
      due = rc_refresh_list_due (db, g_get_real_time () / G_USEC_PER_SEC, error);
      if (due == NULL)
        return RC_EXIT_FAILED;
      g_ptr_array_add (due, NULL);
    }
  run.n_sources = due != NULL ? due->len - 1 : g_strv_length (names);
  if (!rc_refresh_sources (rc_database_get_folder (db), due != NULL ? (const char *const *) due->pdata : (const char *const *) names, &options,
                           report_cb, admin->cancellable, error))
    return RC_EXIT_FAILED;
  if (run.n_failed == 0)
    return RC_EXIT_DONE;
  return run.n_failed == run.n_sources ? RC_EXIT_FAILED : RC_EXIT_PART;
}
