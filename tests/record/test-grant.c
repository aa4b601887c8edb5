/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of grants and their deadlines. */
#include "record/grant.h"

#include "record/marc.h"

static gint64
at (const char *iso)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (when);
  return g_date_time_to_unix (when);
}

static void
assert_next (const char *text, const char *now, const char *next)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcDeadline) deadline = rc_deadline_parse (text, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (rc_deadline_next (deadline, at (now)), ==, next != NULL ? at (next) : G_MAXINT64);
  again = rc_deadline_to_string (deadline);
  g_assert_cmpstr (again, ==, text);
}

static void
test_instants (void)
{
  assert_next ("2026-11-30", "2026-01-01T00:00:00Z", "2026-11-30T23:59:59+05:00");
  assert_next ("2026-11-30 17:00 Europe/Brussels", "2027-01-01T00:00:00Z", "2026-11-30T16:00:00Z");
  assert_next ("2026-10-19 23:59 America/New_York", "2026-01-01T00:00:00Z", "2026-10-20T03:59:00Z");
  assert_next ("2026-11-30 23:59 AoE", "2026-01-01T00:00:00Z", "2026-12-01T11:59:00Z");
  assert_next ("yearly 04-30", "2026-05-01T00:00:00Z", "2027-04-30T23:59:59+05:00");
  assert_next ("yearly 02-29", "2026-01-01T00:00:00Z", "2026-02-28T23:59:59+05:00");
  assert_next ("usually March | nominations", "2026-01-01T00:00:00Z", "2026-03-31T23:59:59+05:00");
  assert_next ("rolling", "2026-01-01T00:00:00Z", NULL);
}

static void
test_refused (void)
{
  static const char *const bad[] = { "", "soon", "2026-02-30", "2026-13-01", "usually Marchember", "yearly", "2026-11-30 25:00",
                                     "2026-11-30 17:00 Europe/Nowhere", "30.11.2026", "2026-11-30x" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rc_deadline_parse (bad[i], &error));
      g_assert_error (error, RC_RECORD_ERROR, RC_RECORD_ERROR_MALFORMED);
    }
}

static void
test_current (void)
{
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);

  g_assert_null (rc_deadlines_current (deadlines, 0));
  g_ptr_array_add (deadlines, rc_deadline_parse ("2026-03-01 | first stage", NULL));
  g_ptr_array_add (deadlines, rc_deadline_parse ("2026-09-01 | second stage", NULL));
  g_assert_cmpstr (rc_deadlines_current (deadlines, at ("2026-01-01T00:00:00Z"))->label, ==, "first stage");
  g_assert_cmpstr (rc_deadlines_current (deadlines, at ("2026-05-01T00:00:00Z"))->label, ==, "second stage");
  g_assert_cmpstr (rc_deadlines_current (deadlines, at ("2027-05-01T00:00:00Z"))->label, ==, "second stage");
}

static void
test_json (void)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_autoptr (RcGrant) again = NULL;
  g_autoptr (RcGrant) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  g_free (grant->title);
  grant->title = g_strdup ("Стипендия \"Отрар\"");
  grant->amount_max = G_GINT64_CONSTANT (5000000000);
  grant->closed = TRUE;
  g_strfreev (grant->countries);
  grant->countries = g_strsplit ("KZ KG", " ", -1);
  g_ptr_array_add (grant->deadlines, rc_deadline_parse ("2026-11-30 17:00 Europe/Brussels | stage", NULL));
  json = rc_grant_to_json (grant);
  again = rc_grant_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_true (rc_grant_equal (grant, again));
  copy = rc_grant_copy (again);
  g_assert_true (rc_grant_equal (grant, copy));
  ((RcDeadline *) copy->deadlines->pdata[0])->minute++;
  g_assert_false (rc_grant_equal (grant, copy));
  g_assert_null (rc_grant_from_json ("[1]", &error));
  g_assert_error (error, RC_RECORD_ERROR, RC_RECORD_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/instants", test_instants);
  g_test_add_func ("/deadline/refused", test_refused);
  g_test_add_func ("/deadline/current", test_current);
  g_test_add_func ("/grant/json", test_json);
  return g_test_run ();
}
