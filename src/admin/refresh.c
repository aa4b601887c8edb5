/* SPDX-License-Identifier: GPL-3.0-or-later */
/* refresh: the sources that are due, or those named. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/admin.h"
#include "admin/output.h"
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

int
rc_command_refresh (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) names = rc_admin_parse (argc, argv, "[NAME…]", NULL, 0, G_MAXUINT, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (GPtrArray) due = NULL;
  guint n_sources, n_failed = 0;

  if (names == NULL)
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_WRITE, error);
  if (db == NULL || !check_names (db, names, error))
    return RC_EXIT_FAILED;
  if (names[0] == NULL)
    {
      due = rc_refresh_list_due (db, g_get_real_time () / G_USEC_PER_SEC, error);
      if (due == NULL)
        return RC_EXIT_FAILED;
    }
  n_sources = due != NULL ? due->len : g_strv_length (names);
  for (guint i = 0; i < n_sources; i++)
    {
      const char *name = due != NULL ? g_ptr_array_index (due, i) : names[i];
      g_autoptr (RcRefreshReport) report = NULL;

      rc_progress_show ((double) i / n_sources, name);
      report = rc_refresh_source (db, name, admin->cancellable, error);
      if (report == NULL)
        return RC_EXIT_FAILED;
      print_report (admin, report);
      n_failed += g_str_equal (report->result, "failed") ? 1 : 0;
    }
  if (n_failed == 0)
    return RC_EXIT_DONE;
  return n_failed == n_sources ? RC_EXIT_FAILED : RC_EXIT_PART;
}
