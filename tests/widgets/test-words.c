/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What widgets say: numbers, days, languages, badges; without a display. */
#include "config.h"

#include "widgets/badge.h"
#include "widgets/cover-motif.h"
#include "widgets/format.h"
#include "widgets/language.h"
#include "widgets/year-range.h"

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_numbers (void)
{
  rc_ui_language_set ("en");
  assert_text (rc_format_count (0), "0");
  assert_text (rc_format_count (999), "999");
  assert_text (rc_format_count (12486), "12\u202f486");
  assert_text (rc_format_count (1234567), "1\u202f234\u202f567");
  assert_text (rc_format_size (1), "1 byte");
  assert_text (rc_format_size (4100000), "4.1 MB");
  assert_text (rc_format_size (14100000), "14 MB");
  assert_text (rc_format_decimal (0.02, 2), "0.02");
  rc_ui_language_set ("ru");
  assert_text (rc_format_decimal (0.02, 2), "0,02");
  rc_ui_language_set ("en");
  g_assert_cmpstr (rc_format_title ("Otrar"), ==, "Otrar");
  g_assert_cmpstr (rc_format_title (""), ==, "(no title)");
}

static void
test_days (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new (utc, 2026, 11, 22, 12, 0, 0);
  g_autoptr (GDateTime) soon = g_date_time_new (utc, 2026, 12, 4, 0, 0, 0);
  g_autoptr (GDateTime) later = g_date_time_new (utc, 2027, 1, 5, 23, 59, 0);

  rc_ui_language_set ("en");
  assert_text (rc_format_day (soon, now), "4 December");
  assert_text (rc_format_day (later, now), "5 January 2027");
  rc_ui_language_set ("ru");
  assert_text (rc_format_day (soon, now), "4 декабря");
  rc_ui_language_set ("kk");
  assert_text (rc_format_day (soon, now), "4 желтоқсан");
  rc_ui_language_set ("fr");
  assert_text (rc_format_day (soon, now), "4 décembre");
  rc_ui_language_set ("en");
  assert_text (rc_format_iso_day ("soon"), "soon");
}

static void
test_languages (void)
{
  rc_ui_language_set ("kk");
  g_assert_cmpstr (rc_ui_language_get ()->name, ==, "Қазақша");
  rc_ui_language_set ("en");
  assert_text (rc_language_dup_name ("eng"), "English");
  assert_text (rc_language_dup_name ("rus"), "Русский");
  assert_text (rc_language_dup_name ("kaz"), "Қазақша");
  /* The bibliographic codes, which ICU does not know. */
  assert_text (rc_language_dup_name ("fre"), "Français");
  assert_text (rc_language_dup_name ("ger"), "Deutsch");
  assert_text (rc_language_dup_name ("chi"), "中文");
  assert_text (rc_language_dup_name ("und"), NULL);
  assert_text (rc_language_dup_name ("qqq"), "Qqq");
  assert_text (rc_language_dup_names ("rus eng"), "Русский, English");
  assert_text (rc_language_dup_names ("und"), NULL);
}

static void
assert_badges (const RcRowData *row, gboolean brief, const char *expected)
{
  RcBadgeText texts[RC_MAX_BADGES] = { 0 };
  guint n = rc_badge_texts_of_row (row, brief, texts);
  g_autoptr (GString) all = g_string_new (NULL);

  g_assert_cmpuint (n, <=, RC_MAX_BADGES);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (all, "%s%s:%s", i > 0 ? "|" : "", texts[i].tone, texts[i].text);
      rc_badge_text_clear (&texts[i]);
    }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_badges (void)
{
  RcRowData on_shelf = { .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_REPORT, .shelfmark = (char *) "B-12", .copies = 2,
                         .copies_on_shelf = 1, .readable = TRUE };
  RcRowData out = { .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_BOOK, .copies = 1, .due = (char *) "2001-12-04" };
  RcRowData file = { .kind = RC_KIND_FILE, .readable = TRUE, .disc_shelfmark = (char *) "R-014" };
  RcRowData disc = { .kind = RC_KIND_DISC, .n_files = 1 };
  RcRowData closed = { .kind = RC_KIND_GRANT, .deadline = 1 };
  RcRowData rolling = { .kind = RC_KIND_GRANT, .deadline = G_MAXINT64 };
  RcRowData bare = { .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_MAP };

  rc_ui_language_set ("en");
  assert_badges (&on_shelf, FALSE, "report:Report|ok:On shelf B-12|accent:Read here");
  assert_badges (&on_shelf, TRUE, "report:Report|ok:Shelf B-12|accent:Read here");
  assert_badges (&out, FALSE, "book:Book|warm:Out, back 4 December 2001");
  assert_badges (&out, TRUE, "book:Book|warm:Out");
  assert_badges (&file, FALSE, "disc:File on a disc|accent:Read here|plain:On disc R-014");
  assert_badges (&file, TRUE, "disc:File on a disc|accent:Read here|plain:R-014");
  assert_badges (&disc, FALSE, "disc:Disc|plain:1 file");
  assert_badges (&closed, FALSE, "grant:Grant|plain:Closed");
  assert_badges (&rolling, FALSE, "grant:Grant|plain:Open at any time");
  assert_badges (&bare, FALSE, "map:Map");
}

static void
test_groups (void)
{
  /* Every material has a group of its own name, with a word. */
  for (int i = 1; i < RC_N_MATERIALS; i++)
    {
      const RcGroup *group = rc_group_of (RC_KIND_PUBLICATION, (RcMaterial) i);
      g_assert_cmpstr (group->name, ==, rc_material_to_string ((RcMaterial) i));
      g_assert_cmpstr (rc_group_get_label (group), !=, "");
    }
  g_assert_cmpstr (rc_group_of (RC_KIND_GRANT, RC_MATERIAL_NONE)->name, ==, "grant");
  g_assert_cmpstr (rc_group_find ("nonsense")->label, ==, "Document");
  g_assert_cmpuint (rc_cover_motif_pick (7, "book"), ==, rc_cover_motif_pick (7, "book"));
  g_assert_cmpuint (rc_cover_motif_pick (7, "disc"), ==, rc_cover_motif_pick (8, "file"));
}

static void
test_years (void)
{
  int from, to;

  assert_text (rc_year_range_to_string (0, 0), NULL);
  assert_text (rc_year_range_to_string (1995, 0), "1995..");
  assert_text (rc_year_range_to_string (0, 2001), "..2001");
  assert_text (rc_year_range_to_string (1995, 2001), "1995..2001");
  rc_year_range_parse ("1995..2001", &from, &to);
  g_assert_cmpint (from, ==, 1995);
  g_assert_cmpint (to, ==, 2001);
  rc_year_range_parse ("..2001", &from, &to);
  g_assert_cmpint (from, ==, 0);
  rc_year_range_parse ("1999", &from, &to);
  g_assert_cmpint (to, ==, 1999);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/numbers", test_numbers);
  g_test_add_func ("/widgets/days", test_days);
  g_test_add_func ("/widgets/languages", test_languages);
  g_test_add_func ("/widgets/badges", test_badges);
  g_test_add_func ("/widgets/groups", test_groups);
  g_test_add_func ("/widgets/years", test_years);
  return g_test_run ();
}
