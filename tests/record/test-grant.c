/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of grants and their deadlines. */
#include "record/grant-form.h"
#include "record/grant-papers.h"
#include "record/grant.h"

#include "record/marc.h"

#include <glib/gstdio.h>

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
  assert_next ("2026-11-30 17:00 UTC+05:30", "2026-01-01T00:00:00Z", "2026-11-30T11:30:00Z");
  assert_next ("2026-11-30 17:00 UTC-04:00", "2026-01-01T00:00:00Z", "2026-11-30T21:00:00Z");
  assert_next ("rolling", "2026-01-01T00:00:00Z", NULL);
}

/* A folder of zones in which all of Kazakhstan's have the rules of before 2024, and no other place has any. */
static void
test_old_tables (void)
{
  /* A file of one type: UTC+6, without rules. */
  static const guint8 table[] = { 'T', 'Z', 'i', 'f', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                                  0,   0,   0,   0,   0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0x54, 0x60, 0, 0, '+', '0', '6', 0 };

  if (g_test_subprocess ())
    {
      g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
      g_autofree char *asia = g_build_filename (folder, "Asia", NULL);
      g_autofree char *file = g_build_filename (asia, "Almaty", NULL);
      g_autoptr (RcDeadline) brussels = rc_deadline_new ();

      g_assert_cmpint (g_mkdir (asia, 0700), ==, 0);
      g_assert_true (g_file_set_contents (file, (const char *) table, sizeof table, NULL));
      g_setenv ("TZDIR", folder, TRUE);
      g_assert_true (rc_zone_tables_are_old ());
      assert_next ("2026-11-30 17:00 Asia/Almaty", "2026-01-01T00:00:00Z", "2026-11-30T12:00:00Z");
      assert_next ("2026-11-30", "2026-01-01T00:00:00Z", "2026-11-30T23:59:59+05:00");
      /* Nothing later than may be. */
      brussels->zone = g_strdup ("Europe/Brussels");
      brussels->year = 2026;
      brussels->month = 11;
      brussels->day = 30;
      g_assert_cmpint (rc_deadline_next (brussels, 0), ==, at ("2026-11-30T23:59:59+14:00"));
      g_remove (file);
      g_rmdir (asia);
      g_rmdir (folder);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_assert_false (rc_zone_tables_are_old ());
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

static RcFact *
add_fact (RcGrant *grant, RcFactKind kind, const char *values)
{
  RcFact *fact = rc_fact_new (kind);
  g_auto (GStrv) list = g_strsplit (values, " ", -1);

  for (char **value = list; *value != NULL; value++)
    if (**value != '\0')
      rc_fact_add_value (fact, *value);
  fact->sentence = g_strdup ("As the source has it.");
  g_ptr_array_add (grant->facts, fact);
  return fact;
}

static void
set_list (GStrv *list, const char *words)
{
  g_strfreev (*list);
  *list = g_strsplit (words, " ", -1);
}

static void
test_facts_stored (void)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_autoptr (RcGrant) copy = NULL;
  g_autoptr (RcGrant) again = NULL;
  g_autofree char *bare = rc_grant_to_json (grant);
  g_autofree char *json = NULL;
  RcFact *age;

  g_assert_null (strstr (bare, "facts"));
  add_fact (grant, RC_FACT_CITIZENSHIP, "KZ KG")->excluded = TRUE;
  age = add_fact (grant, RC_FACT_AGE, "");
  age->age_max = 34;
  age->age_day = g_strdup ("2026-11-30");
  age->from_text = TRUE;
  json = rc_grant_to_json (grant);
  again = rc_grant_from_json (json, NULL);
  copy = rc_grant_copy (grant);
  g_assert_true (rc_grant_equal (grant, again));
  g_assert_true (rc_grant_equal (grant, copy));
  age->age_max = 35;
  g_assert_false (rc_grant_equal (grant, copy));
}

/* What is said shortly counts only for what no fact says. */
static void
test_facts_and_lists (void)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_autoptr (GPtrArray) facts = NULL;
  g_auto (GStrv) audience = NULL;
  g_auto (GStrv) countries = NULL;
  g_autofree char *audience_text = NULL;
  g_autofree char *countries_text = NULL;

  set_list (&grant->audience, "student");
  set_list (&grant->countries, "any");
  add_fact (grant, RC_FACT_WHO, "researcher ngo institution");
  facts = rc_grant_list_facts (grant);
  audience = rc_grant_list_audience (grant);
  countries = rc_grant_list_countries (grant);
  audience_text = g_strjoinv (" ", audience);
  countries_text = g_strjoinv (" ", countries);
  g_assert_cmpstr (audience_text, ==, "researcher organisation");
  g_assert_cmpstr (countries_text, ==, "any");
  g_assert_cmpuint (facts->len, ==, 2);
  g_assert_true (rc_facts_has (facts, RC_FACT_CITIZENSHIP));
}

static void
test_answers (void)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  RcProfile profile = { .audience = "researcher", .country = "KZ", .age = -1 };
  RcFact *age;

  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_NOT_STATED);
  add_fact (grant, RC_FACT_CITIZENSHIP, "KZ UZ");
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_NOT_STATED);
  add_fact (grant, RC_FACT_WHO, "individual");
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_YES);
  /* Its words could not be read: it says neither yes nor no. */
  add_fact (grant, RC_FACT_RESIDENCE, "");
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_YES);
  profile.audience = "organisation";
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_NO);
  profile.audience = "student";
  age = add_fact (grant, RC_FACT_AGE, "");
  age->age_max = 34;
  profile.age = 35;
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_NO);
  profile.age = 34;
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_YES);
  add_fact (grant, RC_FACT_STAGE, "master");
  profile.stage = "doctorate";
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_YES);
  profile.stage = "bachelor";
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_NO);
  profile.stage = NULL;
  add_fact (grant, RC_FACT_CITIZENSHIP, "KZ")->excluded = TRUE;
  g_assert_cmpint (rc_facts_answer (grant->facts, &profile), ==, RC_ANSWER_NO);
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
  grant->closed = RC_GRANT_WITHDRAWN;
  grant->number = g_strdup ("A-2026-1");
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
  ((RcDeadline *) copy->deadlines->pdata[0])->minute--;
  copy->closed = RC_GRANT_CLOSED;
  g_assert_false (rc_grant_equal (grant, copy));
  g_assert_null (rc_grant_from_json ("[1]", &error));
  g_assert_error (error, RC_RECORD_ERROR, RC_RECORD_ERROR_MALFORMED);
}

static RcGrantForm *
make_form (const char *deadline)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();

  g_free (grant->title);
  grant->title = g_strdup ("Title");
  g_ptr_array_add (grant->deadlines, rc_deadline_parse (deadline, NULL));
  return rc_grant_form_new (grant);
}

/* What is typed for a deadline, and what it is then; NULL: refused. */
static void
test_form_deadlines (void)
{
  static const struct
  {
    RcDeadlinePrecision precision;
    gboolean yearly;
    const char *when, *hour, *zone, *expected;
  } cases[] = {
    { RC_DEADLINE_DAY, FALSE, "2026-11-30", "", "", "2026-11-30" },
    { RC_DEADLINE_DAY, FALSE, " 30.11.2026 ", "ignored", "Asia/Almaty", "2026-11-30 Asia/Almaty" },
    { RC_DEADLINE_DAY, FALSE, "3.4.2027", "", "", "2027-04-03" },
    { RC_DEADLINE_DAY, FALSE, "31.11.2026", "", "", NULL },
    { RC_DEADLINE_DAY, FALSE, "29.02.2027", "", "", NULL },
    { RC_DEADLINE_DAY, FALSE, "29.02.2028", "", "", "2028-02-29" },
    { RC_DEADLINE_DAY, FALSE, "30.11", "", "", NULL },
    { RC_DEADLINE_DAY, FALSE, "03/04/2027", "", "", NULL },
    { RC_DEADLINE_DAY, FALSE, "30.11.26", "", "", NULL },
    { RC_DEADLINE_DAY, FALSE, "", "", "", NULL },
    { RC_DEADLINE_DAY, TRUE, "30.11", "", "", "yearly 11-30" },
    { RC_DEADLINE_DAY, TRUE, "29.2", "", "", "yearly 02-29" },
    { RC_DEADLINE_INSTANT, FALSE, "2026-11-30", "17:00", "Europe/Paris", "2026-11-30 17:00 Europe/Paris" },
    { RC_DEADLINE_INSTANT, FALSE, "2026-11-30", "24:00", "AoE", "2026-11-30 23:59 AoE" },
    { RC_DEADLINE_INSTANT, FALSE, "2026-11-30", "25:00", "AoE", NULL },
    { RC_DEADLINE_INSTANT, FALSE, "2026-11-30", "", "AoE", NULL },
    { RC_DEADLINE_INSTANT, FALSE, "2026-11-30", "17:00", "Paris time", NULL },
    { RC_DEADLINE_DAY, FALSE, "2026-11-30", "", "UTC+05:30", "2026-11-30 UTC+05:30" },
    { RC_DEADLINE_DAY, FALSE, "2026-11-30", "", "UTC*05:30", NULL },
    { RC_DEADLINE_MONTH, FALSE, "2026-11", "", "", "2026-11" },
    { RC_DEADLINE_MONTH, FALSE, "11.2026", "", "", "2026-11" },
    { RC_DEADLINE_MONTH, FALSE, "3", "", "", "usually March" },
    { RC_DEADLINE_MONTH, FALSE, "13", "", "", NULL },
    { RC_DEADLINE_ROLLING, TRUE, "whatever", "", "", "rolling" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RcDeadlineForm form = { cases[i].precision, cases[i].yearly, (char *) cases[i].when, (char *) cases[i].hour, (char *) cases[i].zone, (char *) "", (char *) "" };
      g_autofree char *fault = NULL;
      g_autoptr (RcDeadline) deadline = rc_deadline_form_read (&form, &fault);
      g_autofree char *text = deadline != NULL ? rc_deadline_to_string (deadline) : NULL;

      g_test_message ("%s %s", cases[i].when, cases[i].hour);
      g_assert_cmpstr (text, ==, cases[i].expected);
      g_assert_cmpint (fault != NULL, ==, cases[i].expected == NULL);
    }
}

/* What nobody touched is the same to the letter. */
static void
test_form_untouched (void)
{
  static const char *const deadlines[] = { "2026-11-30", "2026-11-30 17:00 Europe/Brussels | stage", "yearly 04-30", "usually March", "2027-05", "rolling" };

  for (guint i = 0; i < G_N_ELEMENTS (deadlines); i++)
    {
      g_autoptr (RcGrant) grant = rc_grant_new ();
      g_autoptr (RcGrant) again = NULL;
      g_autoptr (RcGrantForm) form = NULL;
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_grant_fault_free);

      g_free (grant->title);
      grant->title = g_strdup ("Title");
      grant->opens = g_strdup ("2026-01-02");
      grant->amount_max = 1200000;
      grant->currency = g_strdup ("KZT");
      grant->url = g_strdup ("https://example.org/a?b=1");
      grant->closed = RC_GRANT_WITHDRAWN;
      g_strfreev (grant->countries);
      grant->countries = g_strsplit ("any KZ", " ", -1);
      g_ptr_array_add (grant->deadlines, rc_deadline_parse (deadlines[i], NULL));
      g_ptr_array_add (grant->facts, rc_fact_new (RC_FACT_OTHER));
      ((RcFact *) g_ptr_array_index (grant->facts, 0))->sentence = g_strdup ("Two letters of advice.");
      form = rc_grant_form_new (grant);
      again = rc_grant_form_read (form, grant, faults);
      g_assert_cmpuint (faults->len, ==, 0);
      g_assert_true (rc_grant_equal (grant, again));
      g_assert_cmpuint (rc_grant_form_count_changes (form, form), ==, 0);
    }
}

static void
set_text (RcGrantForm *form, RcGrantField field, const char *text)
{
  g_free (form->texts[field]);
  form->texts[field] = g_strdup (text);
}

/* Every fault is beside its field, all at once. */
static void
test_form_faults (void)
{
  g_autoptr (RcGrantForm) form = make_form ("2026-11-30");
  g_autoptr (RcGrantForm) before = make_form ("2026-11-30");
  g_autoptr (RcGrant) base = rc_grant_new ();
  g_autoptr (RcGrant) grant = NULL;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_grant_fault_free);
  guint32 fields = 0;

  set_text (form, RC_GRANT_FIELD_TITLE, "  ");
  set_text (form, RC_GRANT_FIELD_OPENS, "tomorrow");
  set_text (form, RC_GRANT_FIELD_AMOUNT_MIN, "12,50");
  set_text (form, RC_GRANT_FIELD_CURRENCY, "euro");
  set_text (form, RC_GRANT_FIELD_URL, "ftp://example.org/");
  set_text (form, RC_GRANT_FIELD_LANGUAGE, "English");
  g_strfreev (form->countries);
  form->countries = g_strsplit ("KZ Kazakhstan", " ", -1);
  g_ptr_array_add (form->deadlines, g_new0 (RcDeadlineForm, 1));
  *((RcDeadlineForm *) form->deadlines->pdata[1]) = (RcDeadlineForm){ RC_DEADLINE_DAY, FALSE, g_strdup ("soon"), g_strdup (""), g_strdup (""), g_strdup (""), g_strdup ("") };
  g_assert_cmpuint (rc_grant_form_count_changes (before, form), ==, 8);
  grant = rc_grant_form_read (form, base, faults);
  g_assert_null (grant);
  for (guint i = 0; i < faults->len; i++)
    {
      const RcGrantFault *fault = faults->pdata[i];

      fields |= 1u << fault->field;
      if (fault->field == RC_GRANT_FIELD_DEADLINES)
        g_assert_cmpuint (fault->position, ==, 1);
    }
  g_assert_cmpuint (faults->len, ==, 8);
  g_assert_cmpuint (fields, ==, 1u << RC_GRANT_FIELD_TITLE | 1u << RC_GRANT_FIELD_OPENS | 1u << RC_GRANT_FIELD_AMOUNT_MIN | 1u << RC_GRANT_FIELD_CURRENCY |
                                  1u << RC_GRANT_FIELD_URL | 1u << RC_GRANT_FIELD_LANGUAGE | 1u << RC_GRANT_FIELD_COUNTRIES |
                                  1u << RC_GRANT_FIELD_DEADLINES);

  /* And what is right is taken as it is meant. */
  g_clear_pointer (&form, rc_grant_form_free);
  form = make_form ("2026-11-30");
  g_ptr_array_set_size (faults, 0);
  set_text (form, RC_GRANT_FIELD_AMOUNT_MIN, "12,000");
  set_text (form, RC_GRANT_FIELD_AMOUNT_MAX, "1\u202f200\u202f000");
  set_text (form, RC_GRANT_FIELD_CURRENCY, "usd");
  form->closed = TRUE;
  grant = rc_grant_form_read (form, base, faults);
  g_assert_nonnull (grant);
  g_assert_cmpint (grant->amount_min, ==, 12000);
  g_assert_cmpint (grant->amount_max, ==, 1200000);
  g_assert_cmpstr (grant->currency, ==, "USD");
  g_assert_cmpint (grant->closed, ==, RC_GRANT_CLOSED_HERE);
}

/* What is typed of a condition; what is kept of one that nobody touched, even where the program does not know its words. */
static void
test_form_facts (void)
{
  static const struct
  {
    RcFactKind kind;
    const char *values, *age_min, *age_max, *sentence;
    const char *expected; /* NULL: refused */
  } cases[] = {
    { RC_FACT_CITIZENSHIP, "kz; KG,", "", "", "", "KZ KG" },
    { RC_FACT_CITIZENSHIP, "Any", "", "", "", "any" },
    { RC_FACT_CITIZENSHIP, "Kazakhstan", "", "", "", NULL },
    { RC_FACT_CITIZENSHIP, "", "", "", "", NULL },
    { RC_FACT_WHO, "Student, ngo", "", "", "", "student ngo" },
    { RC_FACT_WHO, "poet", "", "", "", NULL },
    { RC_FACT_STAGE, "master", "", "", "", "master" },
    { RC_FACT_FIELD, "25", "", "", "", "25" },
    { RC_FACT_FIELD, "water", "", "", "", NULL },
    { RC_FACT_LANGUAGE, "eng", "", "", "", "eng" },
    { RC_FACT_AGE, "KZ", "18", "34", "", "" },
    { RC_FACT_AGE, "", "35", "34", "", NULL },
    { RC_FACT_AGE, "", "", "young", "", NULL },
    { RC_FACT_OTHER, "KZ", "", "", "Two letters of advice.", "" },
    { RC_FACT_OTHER, "", "", "", " ", NULL },
  };
  g_autoptr (RcFact) strange = rc_fact_new (RC_FACT_WHO);
  g_autoptr (RcFactForm) form = NULL;
  g_autoptr (RcFact) again = NULL;
  g_autoptr (GPtrArray) known = rc_facts_new ();
  g_autofree char *wrong = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RcFactForm typed = { cases[i].kind, FALSE, TRUE, (char *) cases[i].values, (char *) cases[i].age_min, (char *) cases[i].age_max, (char *) "",
                           (char *) cases[i].sentence };
      g_autofree char *fault = NULL;
      g_autoptr (RcFact) fact = rc_fact_form_read (&typed, NULL, &fault);
      g_autofree char *values = fact != NULL ? g_strjoinv (" ", fact->values) : NULL;

      g_assert_cmpstr (values, ==, cases[i].expected);
      g_assert_true ((fault == NULL) == (fact != NULL));
    }

  rc_fact_add_value (strange, "poet");
  strange->from_text = TRUE;
  form = rc_fact_form_new (strange);
  again = rc_fact_form_read (form, NULL, &wrong);
  g_assert_null (again);
  g_ptr_array_add (known, rc_fact_copy (strange));
  again = rc_fact_form_read (form, known, &wrong);
  g_assert_nonnull (again);
  g_assert_true (rc_fact_equal (again, strange));
}

static void
assert_papers (const char *text, const char *expected)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_auto (GStrv) papers = NULL;
  g_autofree char *joined = NULL;

  grant->summary = g_strdup (text);
  papers = rc_grant_list_papers (grant);
  joined = g_strjoinv ("|", papers);
  g_assert_cmpstr (joined, ==, expected);
}

/* What is to be sent is told only where the text lists it. */
static void
test_papers (void)
{
  assert_papers ("For hydrologists. Required documents: application form, a research plan, degree certificate and transcript. Apply soon.",
                 "Application form|Research plan|Degree certificate and transcript");
  assert_papers ("What to send:\n\n- a CV\n2) Letter from the host;\n• and a budget\nThe jury meets in May.", "CV|Letter from the host|Budget");
  assert_papers ("Необходимые документы: заявка; план исследования, не больше пяти страниц; диплом", "Заявка|План исследования, не больше пяти страниц|Диплом");
  assert_papers ("Қажетті құжаттар: өтініш, түйіндеме және диплом.", "Өтініш|Түйіндеме және диплом");
  assert_papers ("PIÈCES À FOURNIR : formulaire, projet", "Formulaire|Projet");
  assert_papers ("Send us the required documents by post: see below.", "");
  assert_papers ("Required documents: all of the applicants have to hand in the papers that are told on the page of the programme in due time.", "");
  assert_papers ("Required documents:\nsee our page", "");
  assert_papers ("Required documents:", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/instants", test_instants);
  g_test_add_func ("/deadline/old-tables", test_old_tables);
  g_test_add_func ("/deadline/refused", test_refused);
  g_test_add_func ("/deadline/current", test_current);
  g_test_add_func ("/grant/facts/stored", test_facts_stored);
  g_test_add_func ("/grant/facts/and-lists", test_facts_and_lists);
  g_test_add_func ("/grant/facts/answers", test_answers);
  g_test_add_func ("/grant/json", test_json);
  g_test_add_func ("/grant/form/deadlines", test_form_deadlines);
  g_test_add_func ("/grant/form/untouched", test_form_untouched);
  g_test_add_func ("/grant/form/faults", test_form_faults);
  g_test_add_func ("/grant/form-facts", test_form_facts);
  g_test_add_func ("/record/grant/papers", test_papers);
  return g_test_run ();
}
