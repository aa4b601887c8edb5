/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of what lists and pages are told of a record. */
#include "record/copy.h"
#include "record/description.h"
#include "record/identifier.h"
#include "record/name.h"

#include <string.h>

#define F "\x1f"

static RcMarc *
new_marc (const char *leader, ...)
{
  RcMarc *marc = rc_marc_new ();
  const char *tag;
  va_list args;

  rc_marc_set_leader (marc, leader);
  va_start (args, leader);
  while ((tag = va_arg (args, const char *)) != NULL)
    rc_marc_add_field (marc, tag, va_arg (args, const char *), -1);
  va_end (args);
  return marc;
}

#define BOOK "00000nam a2200000 i 4500"

static void
assert_same_list (char *const *one, char *const *other)
{
  g_assert_true (g_strv_equal ((const char *const *) one, (const char *const *) other));
}

/* The texts alone are those of the whole. */
static void
assert_texts (const RcMarc *marc, const RcDescription *whole)
{
  g_autoptr (RcDescription) texts = rc_description_new_texts (marc);

  g_assert_cmpstr (texts->abstract, ==, whole->abstract);
  g_assert_cmpstr (texts->series, ==, whole->series);
  assert_same_list (texts->subjects, whole->subjects);
  assert_same_list (texts->notes, whole->notes);
  assert_same_list (texts->identifiers, whole->identifiers);
}

static void
test_book (void)
{
  g_autoptr (RcMarc) marc = new_marc (
      BOOK, "008", "260915s2004    kz a          000 0 kaz d", "020", "  " F "a0-306-40615-2 (pbk.)", "020",
      "  " F "a0306406153", "043", "  " F "aa-kz---", "100", "1 " F "aЕсенов, Қ." F "eавтор", "245",
      "10" F "6880-01" F "aOtyrar :" F "bsyrly qala = Otrar : a secret city /" F "c[comp. A.].", "264",
      " 4" F "c©2003", "264", " 1" F "a[Almaty] :" F "bCentre," F "c[2004?]", "300", "  " F "a24 б. :" F "bill.", "520",
      "  " F "aAbout it.", "490", "0 " F "aCities of Asia ;" F "v3", "500", "  " F "aWith a map.", "650", " 0" F "aCities" F "xHistory" F "zKazakhstan.", "651", " 4" F "aOtrar (Kazakhstan)",
      "856", "40" F "uhttps://example.org/", "880", "10" F "6245-01/(N" F "aОтырар :" F "bсырлы қала", NULL);
  g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);

  g_assert_cmpstr (description->title, ==, "Otyrar: syrly qala");
  g_assert_cmpstr (description->parallel_title, ==, "Otrar: a secret city");
  g_assert_cmpstr (description->original_title, ==, "Отырар: сырлы қала");
  g_assert_cmpstr (description->people[0], ==, "Есенов, Қ.");
  g_assert_cmpint (description->year, ==, 2004);
  g_assert_cmpint (description->year_end, ==, 0);
  g_assert_cmpstr (description->place, ==, "Almaty");
  g_assert_cmpstr (description->publisher, ==, "Centre");
  g_assert_cmpstr (description->languages[0], ==, "kaz");
  g_assert_cmpint (description->material, ==, RC_MATERIAL_BOOKLET);
  g_assert_cmpstr (description->subjects[0], ==, "Cities -- History");
  g_assert_true (g_strv_contains ((const char *const *) description->places, "Otrar (Kazakhstan)"));
  g_assert_true (g_strv_contains ((const char *const *) description->places, "Kazakhstan"));
  g_assert_cmpstr (description->identifiers[0], ==, "9780306406157");
  g_assert_cmpstr (description->links[0], ==, "https://example.org/");
  g_assert_cmpstr (description->abstract, ==, "About it.");
  g_assert_cmpstr (description->series, ==, "Cities of Asia ; 3");
  g_assert_cmpstr (description->notes[0], ==, "With a map.");
  assert_texts (marc, description);
}

static void
assert_year (const char *fixed, const char *printed, int year, int year_end)
{
  g_autofree char *data = g_strdup_printf ("  " F "c%s", printed);
  g_autoptr (RcMarc) marc = new_marc (BOOK, "008", fixed, "260", data, NULL);
  g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);

  g_assert_cmpint (description->year, ==, year);
  g_assert_cmpint (description->year_end, ==, year_end);
}

static void
test_years (void)
{
  const char *none = "000000nuuuuuuuuxx                  eng d";

  assert_year (none, "[c1998].", 1998, 0);
  assert_year (none, "19--", 0, 0);
  assert_year (none, "١٩٨٥", 1985, 0);
  assert_year (none, "1999 [i.e. 2000]", 2000, 0);
  assert_year (none, "1419 [1998 or 1999]", 1998, 0);
  assert_year (none, "9999", 0, 0);
  assert_year ("000000s19959999xx                  eng d", "", 1995, 0);
  assert_year ("000000s19u9    xx                  eng d", "", 0, 0);
  assert_year ("000000d19501992xx                  eng d", "1950-1992", 1950, 1992);
  assert_year ("000000c19489999xx                  eng d", "1948-", 1948, 0);
}

static void
test_broken (void)
{
  g_autoptr (RcMarc) marc = new_marc (BOOK, "008", "000000s2x04", "041", "0 " F "aengfre" F "aen", NULL);
  g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);
  g_autoptr (RcMarc) nothing = rc_marc_new ();
  g_autoptr (RcDescription) of_nothing = rc_description_new_from_marc (nothing);

  g_assert_cmpstr (description->title, ==, "");
  g_assert_cmpint (description->year, ==, 0);
  g_assert_cmpstr (description->languages[0], ==, "eng");
  g_assert_cmpstr (description->languages[1], ==, "fre");
  g_assert_cmpuint (g_strv_length (of_nothing->languages), ==, 0);
  assert_texts (nothing, of_nothing);
}

static void
test_unimarc (void)
{
  g_autoptr (RcMarc) marc = new_marc (
      BOOK, "010", "  " F "a978-92-3-104095-5", "101", "0 " F "arus", "200", "1 " F "aОтрар" F "eистория" F "fА. Б. Иванов",
      "210", "  " F "aАлматы" F "aАстана" F "cНаука" F "d1995", "215", "  " F "a210 с." F "cил." F "d21 см", "606", "1 " F "aАрхеология", "700",
      " 1" F "aИванов" F "bА. Б.", "710", "01" F "aКазахстан" F "bМинистерство культуры", NULL);
  g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);

  g_assert_cmpstr (description->title, ==, "Отрар: история");
  g_assert_cmpstr (description->people[0], ==, "Иванов, А. Б.");
  g_assert_cmpstr (description->people[1], ==, "Казахстан. Министерство культуры");
  g_assert_cmpint (description->year, ==, 1995);
  g_assert_cmpstr (description->identifiers[0], ==, "9789231040955");
  g_assert_cmpstr (description->place, ==, "Алматы ; Астана");
  g_assert_cmpstr (description->extent, ==, "210 с. : ил. ; 21 см");
  g_assert_cmpint (description->material, ==, RC_MATERIAL_BOOK);
  assert_texts (marc, description);
}

/* A volume as RUSMARC has it: the work it belongs to stands in a link, the copy in 899. */
static void
test_rusmarc_volume (void)
{
  g_autoptr (RcMarc) marc = new_marc (
      BOOK, "101", "0 " F "arus", "200", "0 " F "aВып. 13.", "410", " 0" F "1001RU-1" F "12001 " F "aШахматы" F "v7", "454", " 0" F "12001 " F "aProblems",
      "461", " 0" F "1001RU-2" F "12001 " F "aЗадачи и этюды" F "vВып. 13", "517", "1 " F "aЭтюды", "606", "0 " F "3RU-3" F "aШахматные композиции" F "jСборники",
      "702", " 1" F "aБарсуков" F "bВ. Н.", "899", "  " F "aNLR" F "j97-4/119", NULL);
  g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);
  g_autoptr (GPtrArray) copies = rc_copies_from_marc (marc);
  const RcCopy *copy;

  g_assert_cmpstr (description->title, ==, "Задачи и этюды. Вып. 13");
  g_assert_cmpstr (description->original_title, ==, "Problems");
  g_assert_cmpstr (description->series, ==, "Шахматы ; 7");
  g_assert_cmpstr (description->subjects[0], ==, "Шахматные композиции -- Сборники");
  g_assert_cmpstr (description->notes[0], ==, "Этюды");
  g_assert_cmpstr (description->people[0], ==, "Барсуков, В. Н.");
  g_assert_cmpuint (copies->len, ==, 1);
  copy = copies->pdata[0];
  g_assert_cmpstr (copy->shelfmark, ==, "97-4/119");
  g_assert_cmpstr (copy->location, ==, "NLR");
}

/* A year is asked for at a fixed place, which may lie inside a character: nothing behind its end is read. */
static void
test_cut_characters (void)
{
  static const char *const dates[] = { "20010101d200Ж01", "20010101d20Ж0001", "20010101b2001200Ж", "20010101dЖЖЖЖ" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *general = g_strconcat ("  " F "a", dates[i], "  m  y0rusy50      ca", NULL);
      g_autoptr (RcMarc) marc = new_marc ("00000nam0 2200000   450 ", "100", general, "200", "1 " F "aОтрар", NULL);
      g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);

      g_assert_cmpint (description->year, ==, i == 2 ? 2001 : 0);
    }
}

static void
test_identifiers (void)
{
  static const struct
  {
    const char *typed;
    const char *isbn;
  } cases[] = {
    { "978-0-306-40615-7", "9780306406157" }, { "ISBN 0 8044 2957 X (cased)", "9780804429573" },
    { "9780306406158", NULL },                { "0-306-40615-2 : $5.00", "9780306406157" },
    { "03064061521", NULL },                  { "", NULL },
    { "tome 2", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *isbn = rc_isbn_normalise (cases[i].typed);

      g_assert_cmpstr (isbn, ==, cases[i].isbn);
    }
  g_autofree char *issn = rc_issn_normalise ("ISSN 00415278");
  g_assert_cmpstr (issn, ==, "0041-5278");
  g_assert_null (rc_issn_normalise ("0041-5279"));
}

/* Years tell people of one name apart in a catalogue, and say nothing to whoever reads a list. */
static void
test_plain_names (void)
{
  static const char *const cases[][2] = {
    { "Keenan, Thomas, 1959-", "Keenan, Thomas" },
    { "Шевченко, Т. Г., 1814-1861", "Шевченко, Т. Г." },
    { "Eliot, T. S. (Thomas Stearns), 1888–1965,", "Eliot, T. S. (Thomas Stearns)" },
    { "Абай, Құнанбайұлы (1845-1904)", "Абай, Құнанбайұлы" },
    { "Averroës, 1126-1198.", "Averroës" },
    { "Li, Bai, ca. 701-762", "Li, Bai" },
    { "Zektser, Igor S.", "Zektser, Igor S." },
    { "UNESCO, Convention of 2005", "UNESCO, Convention of 2005" },
    { "World Water Forum (2003)", "World Water Forum (2003)" },
    { "Group, 77", "Group, 77" },
    { "", "" },
  };
  g_autofree char *joined = rc_names_dup_plain ("Keenan, Thomas, 1959-; UNESCO; Keenan, Thomas");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = rc_name_dup_plain (cases[i][0]);

      g_assert_cmpstr (name, ==, cases[i][1]);
    }
  g_assert_cmpstr (joined, ==, "Keenan, Thomas; UNESCO");
  g_assert_null (rc_names_dup_plain (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/description/book", test_book);
  g_test_add_func ("/description/years", test_years);
  g_test_add_func ("/description/broken", test_broken);
  g_test_add_func ("/description/unimarc", test_unimarc);
  g_test_add_func ("/description/rusmarc-volume", test_rusmarc_volume);
  g_test_add_func ("/description/cut-characters", test_cut_characters);
  g_test_add_func ("/description/identifiers", test_identifiers);
  g_test_add_func ("/description/plain-names", test_plain_names);
  return g_test_run ();
}
