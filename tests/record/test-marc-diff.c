/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two versions of a record: what differs, and what of the old one stays when the new one takes its place. */
#include <string.h>

#include "record/join.h"
#include "record/join-rows.h"
#include "record/local.h"
#include "record/marc-diff.h"

/* "245 10$aTitle" a line. */
static RcMarc *
make (const char *lines)
{
  RcMarc *marc = rc_marc_new ();
  g_auto (GStrv) fields = g_strsplit (lines, "\n", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      char tag[4] = { 0 };

      memcpy (tag, fields[i], 3);
      rc_marc_add_field (marc, tag, g_strdelimit (fields[i] + 4, "$", '\x1f'), -1);
    }
  return marc;
}

/* "=001 -500 +520 ~245", in order. */
static char *
tell (const RcMarcDiff *diff)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rc_marc_diff_get_n_changes (diff); i++)
    {
      const RcMarcChange *change = rc_marc_diff_get_change (diff, i);

      g_string_append_printf (text, "%s%c%s", i > 0 ? " " : "", "=+-~"[change->what],
                              (change->before != NULL ? change->before : change->after)->tag);
    }
  return g_string_free (text, FALSE);
}

static void
expect (const char *before, const char *after, const char *expected)
{
  g_autoptr (RcMarc) old = make (before);
  g_autoptr (RcMarc) new = make (after);
  g_autoptr (RcMarcDiff) diff = rc_marc_diff (old, new);
  g_autofree char *found = tell (diff);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_diff (void)
{
  g_autoptr (RcMarc) old = make ("001 A");
  g_autoptr (RcMarc) new = make ("001 A");
  g_autoptr (RcMarcDiff) diff = NULL;
  g_autofree char *found = NULL;

  expect ("001 A\n245 10$aOne\n500   $aNote", "001 A\n245 10$aOne\n500   $aNote", "=001 =245 =500");
  expect ("001 A\n245 10$aOne\n500   $aNote", "001 A\n245 10$aTwo\n500   $aNote", "=001 ~245 =500");
  expect ("001 A\n245 10$aOne\n500   $aNote", "001 A\n100 1 $aMe\n245 10$aOne\n650  0$aSalt", "=001 +100 =245 -500 +650");
  expect ("650  0$aA\n650  0$aB\n650  0$aC", "650  0$aA\n650  0$aC", "=650 -650 =650");
  expect ("650  0$aA\n650  0$aB", "650  0$aB\n650  0$aA", "-650 =650 +650");
  expect ("", "", "");
  rc_marc_set_leader (new, "00000nas a2200000 a 4500");
  diff = rc_marc_diff (old, new);
  found = tell (diff);
  g_assert_cmpstr (found, ==, "~LDR =001");
}

static void
test_many (void)
{
  g_autoptr (RcMarc) old = rc_marc_new ();
  g_autoptr (RcMarc) new = rc_marc_new ();
  g_autoptr (RcMarcDiff) diff = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *data = g_strdup_printf ("  \x1f" "a%u", i);

      rc_marc_add_field (old, "500", data, -1);
      rc_marc_add_field (new, "500", i == 2500 ? "  \x1f" "aanother" : data, -1);
    }
  diff = rc_marc_diff (old, new);
  g_assert_cmpuint (rc_marc_diff_get_n_changes (diff), ==, 5000);
  for (guint i = 0; i < 5000; i++)
    g_assert_cmpint (rc_marc_diff_get_change (diff, i)->what, ==, i == 2500 ? RC_MARC_CHANGED : RC_MARC_SAME);
}

static void
test_names (void)
{
  g_assert_cmpstr (rc_marc_tag_get_name ("245"), ==, "Title");
  g_assert_cmpstr (rc_marc_tag_get_name ("650"), ==, "Subject");
  g_assert_cmpstr (rc_marc_tag_get_name ("590"), ==, "Local note");
  g_assert_cmpstr (rc_marc_tag_get_name ("9"), ==, "Field");
  g_assert_cmpstr (rc_marc_tag_get_name (""), ==, "Field");
}

static void
expect_update (const char *newer, const char *old, const char *ours, const char *result, gboolean same)
{
  g_autoptr (RcMarc) a = make (newer);
  g_autoptr (RcMarc) b = make (old);
  g_autoptr (RcMarc) c = ours != NULL ? make (ours) : NULL;
  g_autoptr (RcMarc) expected = make (result);
  gboolean found;
  g_autoptr (RcMarc) marc = rc_marc_update (a, b, c, &found);
  g_autoptr (RcMarcDiff) diff = rc_marc_diff (expected, marc);
  g_autofree char *told = tell (diff);

  if (strpbrk (told, "+-~") != NULL)
    g_error ("%s", told);
  g_assert_cmpint (found, ==, same);
}

static void
test_update (void)
{
  /* Nothing local. */
  expect_update ("001 A\n245 10$aB", "001 A\n245 10$aA\n500   $aX", NULL, "001 A\n245 10$aB", FALSE);
  expect_update ("001 A\n245 10$aB", "001 A\n245 10$aB", NULL, "001 A\n245 10$aB", TRUE);
  /* Of local fields the newer version knows nothing, or something. */
  expect_update ("001 A\n245 10$aB", "001 A\n245 10$aB\n590   $aX", NULL, "001 A\n245 10$aB\n590   $aX", TRUE);
  expect_update ("245 10$aB\n900   $aY", "245 10$aB\n900   $aX", NULL, "245 10$aB\n900   $aY", FALSE);
  expect_update ("245 10$aB\n900   $aY", "245 10$aB\n900   $aX\n900   $aZ", "900   $aZ", "245 10$aB\n900   $aY\n900   $aZ", FALSE);
  /* Copies by barcode. */
  expect_update ("245 10$aB", "245 10$aB\n852   $bH$p1", NULL, "245 10$aB\n852   $bH$p1", TRUE);
  expect_update ("245 10$aB\n852   $bX$p1", "245 10$aB\n852   $bH$p1", NULL, "245 10$aB\n852   $bX$p1", FALSE);
  expect_update ("245 10$aB\n852   $bX$p1", "245 10$aB\n852   $bH$p1", "852   $bH$p1", "245 10$aB\n852   $bH$p1", TRUE);
  expect_update ("245 10$aB\n852   $bX$p2", "245 10$aB\n852   $bH$p1", NULL, "245 10$aB\n852   $bX$p2\n852   $bH$p1", FALSE);
  expect_update ("245 10$aB\n852   $bX$p2", "245 10$aB\n852   $bH", NULL, "245 10$aB\n852   $bX$p2", FALSE);
  expect_update ("245 10$aB\n856 40$uhttp://a", "245 10$aB\n852   $bH\n856 40$uhttp://a", NULL, "245 10$aB\n852   $bH\n856 40$uhttp://a", TRUE);
}

static void
test_number (void)
{
  g_autoptr (RcMarc) newer = make ("001 77\n003 DLC\n040   $aDLC\n245 10$aB");
  g_autoptr (RcMarc) old = make ("001 A1\n003 KZ\n245 10$aA");
  g_autoptr (RcMarc) expected = make ("001 A1\n003 KZ\n035   $a(DLC)77\n040   $aDLC\n245 10$aB");

  rc_marc_take_number (newer, old);
  g_assert_true (rc_marc_equal (newer, expected));
}

/* "245=245 500-? ?+520", in order: what ours and theirs are, and whether they are the same (=), taken (+), not taken (-), or nobody's
 * choice (!). */
static char *
tell_rows (const GArray *rows, const RcMarc *keep, const RcMarc *other)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const RcJoinRow *row = &g_array_index (rows, RcJoinRow, i);

      g_string_append_printf (text, "%s%s%s%s%s", i > 0 ? " " : "", row->ours >= 0 ? rc_marc_get_field (keep, (guint) row->ours)->tag : "?",
                              row->same ? "=" : row->taken ? "+" : "-", row->fixed && !row->same ? "!" : "",
                              row->theirs >= 0 ? rc_marc_get_field (other, (guint) row->theirs)->tag : "?");
    }
  return g_string_free (text, FALSE);
}

static void
test_join_rows (void)
{
  g_autoptr (RcMarc) keep = make ("001 A\n100 1 $aPerson\n245 10$aOne\n260   $aParis\n300   $a9 p.\n650  0$aWater\n852   $p1");
  g_autoptr (RcMarc) other
      = make ("001 B\n110 1 $aBody\n245 10$aOne :$btwo\n264   $aAlmaty\n300   $a9 p.\n500   $aNote\n650  0$aLand\n650  0$aWater\n650  0$aWater\n852   $p2");
  g_autoptr (GArray) rows = rc_join_rows_new (keep, other);
  g_autofree char *found = tell_rows (rows, keep, other);
  g_autoptr (RcMarc) joined = NULL;
  g_autoptr (RcMarc) as_proposed = rc_join_rows_apply (rows, keep, other);
  g_autoptr (RcMarc) expected = rc_marc_join (keep, other, NULL);

  g_assert_cmpstr (found, ==, "001-!001 100-110 245-245 260-264 300=300 ?+500 650=650 ?+650 852-!? ?+!852");
  g_assert_true (rc_marc_equal (as_proposed, expected));
  /* Their title in place of ours, and their subject not. */
  g_array_index (rows, RcJoinRow, 2).taken = TRUE;
  g_array_index (rows, RcJoinRow, 7).taken = FALSE;
  joined = rc_join_rows_apply (rows, keep, other);
  g_clear_pointer (&expected, rc_marc_free);
  expected = make ("001 A\n035   $aB\n100 1 $aPerson\n245 10$aOne :$btwo\n260   $aParis\n300   $a9 p.\n500   $aNote\n650  0$aWater\n"
                   "852   $p1\n852   $p2");
  g_assert_true (rc_marc_equal (joined, expected));
}

static void
test_join_scripts (void)
{
  g_autoptr (RcMarc) keep = make ("100 1 $6880-01$aOurs\n245 10$aOne\n880 1 $6100-01$aНаше");
  g_autoptr (RcMarc) other = make ("100 1 $6880-02$aTheirs\n245 10$6880-01$aTwo\n246 31$6880-03$aSecond\n500   $6880-07$aNobody\n"
                                   "880 10$6245-01$aДва\n880 1 $6100-02/(N$aИхнее\n880 31$6246-03$aВторое");
  g_autoptr (GArray) rows = rc_join_rows_new (keep, other);
  g_autofree char *found = tell_rows (rows, keep, other);
  g_autoptr (RcMarc) proposed = rc_join_rows_apply (rows, keep, other);
  g_autoptr (RcMarc) expected = make ("100 1 $6880-01$aOurs\n245 10$aOne\n246 31$6880-02$aSecond\n500   $6880-07$aNobody\n"
                                      "880 1 $6100-01$aНаше\n880 31$6246-02$aВторое");
  g_autoptr (RcMarc) joined = NULL;

  g_assert_cmpstr (found, ==, "100-100 245-245 ?+246 ?+500 880-!880 ?-!880 ?-!880");
  g_assert_true (rc_marc_equal (proposed, expected));
  g_array_index (rows, RcJoinRow, 0).taken = TRUE;
  joined = rc_join_rows_apply (rows, keep, other);
  g_clear_pointer (&expected, rc_marc_free);
  expected = make ("100 1 $6880-01$aTheirs\n245 10$aOne\n246 31$6880-02$aSecond\n500   $6880-07$aNobody\n"
                   "880 1 $6100-01/(N$aИхнее\n880 31$6246-02$aВторое");
  g_assert_true (rc_marc_equal (joined, expected));
}

/* There are 99 numbers: what stands beyond them in another script stays, too, and pairs with nothing of another record. */
static void
test_join_many_scripts (void)
{
  g_autoptr (RcMarc) keep = make ("100 1 $6880-01$aOurs\n245 10$aOne\n880 1 $6100-01$aНаше");
  g_autoptr (RcMarc) other = rc_marc_new ();
  g_autoptr (RcMarc) joined = NULL;
  guint n_scripts = 0, n_paired = 0;

  for (guint i = 1; i <= 99; i++)
    {
      g_autofree char *field = g_strdup_printf ("31\x1f" "6880-%02u\x1f" "aTitle %u", i, i);
      g_autofree char *script = g_strdup_printf ("31\x1f" "6246-%02u\x1f" "aЗаглавие %u", i, i);

      rc_marc_insert_field (other, i - 1, "246", field, -1);
      rc_marc_insert_field (other, rc_marc_get_n_fields (other), "880", script, -1);
    }
  joined = rc_marc_join (keep, other, NULL);
  for (guint i = 0; i < rc_marc_get_n_fields (joined); i++)
    {
      int script = rc_marc_find_other_script (joined, i);

      n_scripts += g_str_equal (rc_marc_get_field (joined, i)->tag, "880");
      n_paired += script >= 0;
    }
  g_assert_cmpuint (n_scripts, ==, 100);
  g_assert_cmpuint (n_paired, ==, 99);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marc-diff/fields", test_diff);
  g_test_add_func ("/join/rows", test_join_rows);
  g_test_add_func ("/join/scripts", test_join_scripts);
  g_test_add_func ("/marc-diff/join-many-scripts", test_join_many_scripts);
  g_test_add_func ("/marc-diff/many", test_many);
  g_test_add_func ("/marc-diff/names", test_names);
  g_test_add_func ("/local/update", test_update);
  g_test_add_func ("/local/number", test_number);
  return g_test_run ();
}
