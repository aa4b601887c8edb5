/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor's form: reads the facts, writes only what changed. */
#include "record/form.h"

#define SF "\x1f"

static RcMarc *
make_record (void)
{
  RcMarc *marc = rc_marc_new ();

  rc_marc_add_field (marc, "001", "RC1", -1);
  rc_marc_add_field (marc, "008", "000101s1997    ru            000 0 rus d", -1);
  rc_marc_add_field (marc, "020", "  " SF "a5851330740" SF "qpaper", -1);
  rc_marc_add_field (marc, "100", "1 " SF "aПерес де Куэльяр, Хавьер," SF "d1920-2020", -1);
  rc_marc_add_field (marc, "245", "10" SF "aНаше творческое разнообразие :" SF "bдоклад /" SF "cкомиссия" SF "9x", -1);
  rc_marc_add_field (marc, "246", "31" SF "aOur creative diversity", -1);
  rc_marc_add_field (marc, "260", "  " SF "aМосква :" SF "bЮНЕСКО," SF "c1997." SF "3keep", -1);
  rc_marc_add_field (marc, "650", " 7" SF "aCulture" SF "2rcsubj", -1);
  rc_marc_add_field (marc, "650", " 0" SF "aHuman rights" SF "zAsia", -1);
  rc_marc_add_field (marc, "999", "ff" SF "zodd", -1);
  return marc;
}

static void
test_read (void)
{
  g_autoptr (RcMarc) marc = make_record ();
  g_autoptr (RcForm) form = rc_form_new_from_marc (marc);

  g_assert_cmpstr (form->title, ==, "Наше творческое разнообразие : доклад");
  g_assert_cmpstr (form->parallel_title, ==, "Our creative diversity");
  g_assert_cmpstr (form->year, ==, "1997");
  g_assert_cmpstr (form->place, ==, "Москва");
  g_assert_cmpstr (form->publisher, ==, "ЮНЕСКО");
  g_assert_cmpstr (form->isbn, ==, "5851330740");
  g_assert_cmpuint (g_strv_length (form->people), ==, 1);
  g_assert_cmpstr (form->people[0], ==, "Перес де Куэльяр, Хавьер, 1920-2020");
  g_assert_cmpstr (form->languages[0], ==, "rus");
  g_assert_cmpstr (form->subjects[1], ==, "Human rights -- Asia");
}

static void
test_no_change_touches_nothing (void)
{
  g_autoptr (RcMarc) marc = make_record ();
  g_autoptr (RcMarc) same = rc_marc_copy (marc);
  g_autoptr (RcForm) form = rc_form_new_from_marc (marc);
  g_autoptr (RcForm) again = rc_form_copy (form);

  g_assert_cmpuint (rc_form_count_changes (form, again), ==, 0);
  rc_form_apply (form, again, marc);
  g_assert_true (rc_marc_equal (marc, same));
}

static const char *
field_data (const RcMarc *marc, const char *tag)
{
  int index = rc_marc_find (marc, tag, 0);

  return index < 0 ? NULL : rc_marc_get_field (marc, (guint) index)->data;
}

static void
test_change (void)
{
  g_autoptr (RcMarc) marc = make_record ();
  g_autoptr (RcForm) before = rc_form_new_from_marc (marc);
  g_autoptr (RcForm) after = rc_form_copy (before);
  g_autoptr (RcForm) read_again = NULL;
  const char *subjects[] = { "Human rights -- Asia", "Water", NULL };
  const char *languages[] = { "kaz", "rus", NULL };

  g_free (after->title);
  after->title = g_strdup ("Біздің әртүрлілігіміз : баяндама");
  g_free (after->year);
  after->year = g_strdup ("c1998");
  g_free (after->isbn);
  after->isbn = g_strdup ("");
  g_strfreev (after->subjects);
  after->subjects = g_strdupv ((char **) subjects);
  g_strfreev (after->languages);
  after->languages = g_strdupv ((char **) languages);
  after->material = RC_MATERIAL_MAP;
  g_assert_cmpuint (rc_form_count_changes (before, after), ==, 6);
  rc_form_apply (before, after, marc);

  g_assert_cmpstr (field_data (marc, "245"), ==, "10" SF "aБіздің әртүрлілігіміз :" SF "bбаяндама /" SF "cкомиссия" SF "9x");
  g_assert_cmpstr (field_data (marc, "260"), ==, "  " SF "aМосква :" SF "bЮНЕСКО," SF "cc1998" SF "3keep");
  g_assert_cmpmem (field_data (marc, "008") + 6, 5, "s1998", 5);
  g_assert_cmpmem (field_data (marc, "008") + 35, 3, "kaz", 3);
  g_assert_cmpstr (field_data (marc, "041"), ==, "0 " SF "akaz" SF "arus");
  g_assert_cmpstr (field_data (marc, "020"), ==, "  " SF "qpaper");
  g_assert_cmpstr (field_data (marc, "655"), ==, " 7" SF "amap" SF "2local");
  g_assert_cmpint (rc_marc_get_leader (marc)[6], ==, 'e');
  g_assert_cmpstr (field_data (marc, "650"), ==, " 0" SF "aHuman rights" SF "zAsia");
  g_assert_cmpstr (field_data (marc, "999"), ==, "ff" SF "zodd");
  read_again = rc_form_new_from_marc (marc);
  read_again->material = after->material;
  g_assert_cmpuint (rc_form_count_changes (after, read_again), ==, 0);
}

static void
test_new_record (void)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autoptr (RcForm) before = rc_form_new_from_marc (marc);
  g_autoptr (RcForm) after = rc_form_copy (before);
  const char *people[] = { "Auezov, Mukhtar", NULL };

  g_free (after->title);
  after->title = g_strdup ("Абай жолы");
  g_free (after->publisher);
  after->publisher = g_strdup ("Жазушы");
  g_free (after->year);
  after->year = g_strdup ("1989");
  g_strfreev (after->people);
  after->people = g_strdupv ((char **) people);
  rc_form_apply (before, after, marc);
  g_assert_cmpstr (field_data (marc, "245"), ==, "00" SF "aАбай жолы");
  g_assert_cmpstr (field_data (marc, "264"), ==, " 1" SF "bЖазушы" SF "c1989");
  g_assert_cmpstr (field_data (marc, "700"), ==, "1 " SF "aAuezov, Mukhtar");
  for (guint i = 1; i < rc_marc_get_n_fields (marc); i++)
    g_assert_cmpstr (rc_marc_get_field (marc, i - 1)->tag, <=, rc_marc_get_field (marc, i)->tag);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/form/read", test_read);
  g_test_add_func ("/record/form/no-change", test_no_change_touches_nothing);
  g_test_add_func ("/record/form/change", test_change);
  g_test_add_func ("/record/form/new", test_new_record);
  return g_test_run ();
}
