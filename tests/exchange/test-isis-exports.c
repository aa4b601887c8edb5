/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What CDS/ISIS and IRBIS write for others: ISO 2709 of their own kind, and text; and the encodings of it. */
#include "record/copy.h"
#include "record/description.h"
#include "tests/exchange/isis-read.h"

/* Each `width` bytes a line break, as CDS/ISIS writes an export. */
static GString *
make_lines (const Field *fields, char terminator, char end, const char *line_break, gsize width)
{
  g_autoptr (GString) directory = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) whole = g_string_new (NULL);
  GString *wrapped = g_string_new (NULL);

  for (; fields->tag != 0; fields++)
    {
      g_string_append_printf (directory, "%03u%04zu%05zu", fields->tag, strlen (fields->text) + 1, text->len);
      g_string_append (text, fields->text);
      g_string_append_c (text, terminator);
    }
  g_string_append_printf (whole, "%05zu0000000%05zu000450 ", 24 + directory->len + 1 + text->len + 1, 24 + directory->len + 1);
  g_string_append_len (whole, directory->str, (gssize) directory->len);
  g_string_append_c (whole, terminator);
  g_string_append_len (whole, text->str, (gssize) text->len);
  g_string_append_c (whole, end);
  for (gsize at = 0; at < whole->len; at += width)
    {
      g_string_append_len (wrapped, whole->str + at, (gssize) MIN (width, whole->len - at));
      g_string_append (wrapped, line_break);
    }
  return wrapped;
}

static GString *
make_export (const Field *fields, char terminator, char end, const char *line_break)
{
  return make_lines (fields, terminator, end, line_break, 80);
}

/* The width of the lines is a choice of who exports. */
static void
test_widths (void)
{
  static const gsize widths[] = { 24, 30, 72, 76, 79, 80, 81, 132, 255 };
  static const char *const breaks[] = { "\n", "\r\n" };
  static const char ends[] = "##\x1e\x1d";

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    for (guint b = 0; b < G_N_ELEMENTS (breaks); b++)
      for (guint e = 0; e < 4; e += 2)
        {
          const Field long_one[] = { { 24, "Су туралы ұзақ кітап: көлдер мен өзендер, бұлақтар мен құдықтар, олардың тарихы мен болашағы" },
                                     { 26, "^aАлматы^c1999" },
                                     { 69, "<water><lakes><rivers><springs><wells><canals><dams><fish><reeds><birds><ice><floods><droughts>" },
                                     { 0 } };
          g_autoptr (GString) file = make_lines (long_one, ends[e], ends[e + 1], breaks[b], widths[w]);
          g_autoptr (GPtrArray) items = NULL;

          for (guint i = 0; i < 3; i++)
            {
              g_autoptr (GString) next = make_lines (i == 1 ? other : book, ends[e], ends[e + 1], breaks[b], widths[w]);

              g_string_append_len (file, next->str, (gssize) next->len);
            }
          g_test_message ("%zu, %u, %u", widths[w], b, e);
          g_assert_cmpint (rc_format_detect (file->str, file->len), ==, RC_FORMAT_ISIS);
          items = read_bytes (file->str, file->len);
          g_assert_cmpuint (items->len, ==, 4);
          assert_field (items, 0, "245", "00$aСу туралы ұзақ кітап: көлдер мен өзендер, бұлақтар мен құдықтар, олардың тарихы мен болашағы");
          assert_field (items, 1, "245", "04$aThe end of books");
          assert_field (items, 2, "245", "00$aAnother one");
          assert_field (items, 3, "245", "04$aThe end of books");
          for (guint i = 0; i < items->len; i++)
            g_assert_cmpuint (get (items, i)->warnings->len, ==, 0);
        }
}

/* Breaks between records, and inside a field that its length counts, cut nothing. */
static void
test_no_lines (void)
{
  const Field fields[] = { { 24, "Water of the steppe" }, { 30, "first line\nsecond, with more in it\nthird" }, { 0 } };
  g_autoptr (GString) file = make_lines (fields, '#', '#', "\n", 10000);
  g_autoptr (GString) next = make_lines (fields, '\x1e', '\x1d', "\r\n", 10000);
  g_autoptr (GPtrArray) items = NULL;

  g_string_append_len (file, next->str, (gssize) next->len);
  items = read_bytes (file->str, file->len);
  g_assert_cmpuint (items->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      assert_field (items, i, "245", "00$aWater of the steppe");
      g_assert_cmpuint (get (items, i)->warnings->len, ==, 0);
    }
}

static void
test_exports (void)
{
  static const char *const breaks[] = { "\n", "\r\n", "" };
  static const char ends[] = "##\x1e\x1d";

  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    for (guint e = 0; e < 4; e += 2)
      {
        const Field long_one[] = { { 24, "Ең ұзақ тақырып, ол жолдың соңынан асып кетеді де, әріптің ортасынан бөлінеді, өйткені жолда тек сексен байт бар" },
                                   { 26, "^aАлматы^c1999" }, { 0 } };
        g_autoptr (GString) file = make_export (long_one, ends[e], ends[e + 1], breaks[i]);
        g_autoptr (GString) next = make_export (book, ends[e], ends[e + 1], breaks[i]);
        g_autoptr (GPtrArray) items = NULL;

        g_string_append_len (file, next->str, (gssize) next->len);
        items = read_bytes (file->str, file->len);
        g_assert_cmpuint (items->len, ==, 2);
        assert_field (items, 0, "245", "00$aЕң ұзақ тақырып, ол жолдың соңынан асып кетеді де, әріптің ортасынан бөлінеді, өйткені жолда тек сексен байт бар");
        assert_field (items, 1, "245", "04$aThe end of books");
        g_assert_cmpuint (get (items, 1)->warnings->len, ==, 0);
      }
}

/* A wrong length costs nothing but a warning. */
static void
test_export_with_wrong_length (void)
{
  g_autoptr (GString) file = make_export (book, '#', '#', "\n");
  g_autoptr (GString) next = make_export (other, '#', '#', "\n");
  g_autoptr (GPtrArray) items = NULL;

  file->str[4] = '9';
  file->str[3] = '0';
  g_string_append_len (file, next->str, (gssize) next->len);
  items = read_bytes (file->str, file->len);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_true (warns (get (items, 0), "the leader gave"));
  assert_field (items, 0, "245", "04$aThe end of books");
  assert_field (items, 1, "245", "00$aAnother one");
}

/* The same without lines, where a leader follows the end of a record at once. */
static void
test_export_in_one_line (void)
{
  g_autoptr (GString) file = make_export (book, 0x1e, 0x1d, "");
  g_autoptr (GString) next = make_export (other, 0x1e, 0x1d, "");
  g_autoptr (GPtrArray) items = NULL;

  file->str[10] = file->str[11] = next->str[10] = next->str[11] = '0';
  file->str[4]++;
  g_string_append_len (file, next->str, (gssize) next->len);
  g_string_append_len (file, next->str, (gssize) next->len);
  items = read_bytes (file->str, file->len);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_true (warns (get (items, 0), "the leader gave"));
  assert_field (items, 0, "245", "04$aThe end of books");
  assert_field (items, 1, "245", "00$aAnother one");
  g_assert_false (warns (get (items, 2), "the leader gave"));
}

/* Lines that lost bytes in another encoding, and a directory whose second line could be a leader. */
static void
test_export_that_shrank (void)
{
  static const Field many[] = { { 24, "Ane" }, { 26, "^aParis^c1970" }, { 69, "one" }, { 69, "two" }, { 69, "three" }, { 69, "four" }, { 69, "five" },
                                { 69, "six" }, { 69, "seven" }, { 69, "eight" }, { 69, "nine" }, { 69, "ten" }, { 70, "Smith, J." }, { 0 } };
  g_autoptr (GString) file = make_export (many, '#', '#', "\n");
  g_autoptr (GString) next = make_export (other, '#', '#', "\n");
  g_autoptr (GPtrArray) items = NULL;

  g_string_erase (file, strstr (file->str, "Ane") - file->str + 1, 1);
  g_string_append_len (file, next->str, (gssize) next->len);
  items = read_bytes (file->str, file->len);
  g_assert_cmpuint (items->len, ==, 2);
  assert_field (items, 0, "245", "00$aAe");
  assert_nth (items, 0, "653", 9, "  $aten");
  assert_field (items, 1, "245", "00$aAnother one");
}

/* The text of BIREME's tools; one record is not UTF-8 as the others. */
static void
test_id_text (void)
{
  static const char text[] = "!ID 000001\n!v024!La pol\xc3\xadtica cient\xc3\xad" "fica\n!v026!^aParis^bUnesco^c1970\n!v070!P\xc3\xa9rez, J.\n"
                             "!ID 000007\n!v024!Another\none\n!v026!^aParis^c1971\n!v070!P\xe9rez Mu\xf1oz, J.\n";
  g_autoptr (GPtrArray) items = read_bytes (text, strlen (text));

  g_assert_cmpuint (items->len, ==, 2);
  assert_field (items, 0, "245", "00$aLa política científica");
  assert_field (items, 1, "245", "00$aAnother one");
  assert_field (items, 1, "100", "1 $aPérez Muñoz, J.");
  g_assert_cmpstr (get (items, 1)->control, ==, "7");
  g_assert_true (warns (get (items, 1), "not UTF-8 as other records"));
}

static const char irbis_text[] = "#920: SPEC\r\n"
                                 "#102: RU\r\n"
                                 "#101: rus\r\n"
                                 "606: ^AХУДОЖЕСТВЕННАЯ ЛИТЕРАТУРА^BПроза\r\n"
                                 "#961: ^ZДА^AШукшин^BВ. М.^GВасилий Макарович\r\n"
                                 "#210 ^D1998^AМосква^CНадежда\r\n"
                                 "\r\n"
                                 "#200: ^VКн. 3^AСтранные люди\r\n"
                                 "#461: ^CСобрание сочинений^FВ. М. Шукшин\r\n"
                                 "#621: 84(2)6\r\n"
                                 "#908: Ш95\r\n"
                                 "#910: ^A0^B1759089^DФ104\r\n"
                                 "#910: ^A6^B1759090^DФ104\r\n"
                                 "#331: Первая строка\r\n"
                                 "и вторая\r\n"
                                 "*****\r\n"
                                 "#920: PAZK\r\n"
                                 "#200: ^AВторая^Eучебник^FА. Б. Иванов^GВ. Г. Петров\r\n"
                                 "#907: ^A20080102\r\n"
                                 "*****\r\n";

static void
assert_irbis (GPtrArray *items)
{
  g_autoptr (GPtrArray) copies = NULL;
  const RcCopy *copy;

  g_assert_cmpuint (items->len, ==, 2);
  assert_field (items, 0, "245", "10$aСобрание сочинений$nКн. 3$pСтранные люди$cВ. М. Шукшин");
  assert_field (items, 0, "264", " 1$aМосква$bНадежда$c1998");
  assert_field (items, 0, "650", " 4$aХУДОЖЕСТВЕННАЯ ЛИТЕРАТУРА$xПроза");
  assert_field (items, 0, "700", "1 $aШукшин, В. М.$q(Василий Макарович)");
  assert_field (items, 0, "520", "  $aПервая строка и вторая");
  g_assert_true (warns (get (items, 0), "606"));
  g_assert_true (warns (get (items, 0), "210"));
  copies = rc_copies_from_marc (get (items, 0)->record->marc);
  g_assert_cmpuint (copies->len, ==, 1);
  copy = g_ptr_array_index (copies, 0);
  g_assert_cmpstr (copy->barcode, ==, "1759089");
  g_assert_cmpstr (copy->location, ==, "Ф104");
  g_assert_cmpstr (copy->shelfmark, ==, "84(2)6/Ш95");
  assert_nth (items, 0, "887", 0, "  $av920=SPEC$2isis");
  assert_field (items, 1, "245", "10$aВторая$bучебник$cА. Б. Иванов ; В. Г. Петров");
}

static void
test_irbis_text (void)
{
  static const char *const encodings[] = { "windows-1251", "cp866" };
  g_autoptr (GPtrArray) items = read_bytes (irbis_text, strlen (irbis_text));

  assert_irbis (items);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GPtrArray) again = NULL;
      gsize length;
      g_autofree char *text = g_convert (irbis_text, -1, encodings[i], "UTF-8", NULL, &length, NULL);

      g_assert_nonnull (text);
      again = read_bytes (text, length);
      assert_irbis (again);
      g_assert_true (warns (get (again, 0), encodings[i]));
    }
}

/* Western pages are told apart by letters. */
static void
test_western (void)
{
  static const char *const encodings[] = { "CP850", "CP1252", "UTF-8" };
  static const Field fields[] = { { 24, "La Política científica y tecnológica en España: ¿qué es?" }, { 26, "^aMéxico^bUnesco^c1970" },
                                  { 25, "2ª ed., nº 3, 37ºC, 1º, 4ª" },
                                  { 70, "Müller, José" }, { 76, "Les problèmes de la région: où aller à la forêt" }, { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GPtrArray) items = NULL;
      Field converted[G_N_ELEMENTS (fields)] = { { 0 } };
      g_autoptr (GString) export = NULL;

      for (guint f = 0; fields[f].tag != 0; f++)
        {
          converted[f].tag = fields[f].tag;
          converted[f].text = g_convert (fields[f].text, -1, encodings[i], "UTF-8", NULL, NULL, NULL);
          g_assert_nonnull (converted[f].text);
        }
      export = make_export (converted, '#', '#', "\n");
      items = read_bytes (export->str, export->len);
      assert_field (items, 0, "245", "00$aLa Política científica y tecnológica en España: ¿qué es?");
      assert_field (items, 0, "100", "1 $aMüller, José");
      for (guint f = 0; fields[f].tag != 0; f++)
        g_free ((char *) converted[f].text);
    }
}

/* Saved by an editor of Windows as "Unicode". */
static void
test_irbis_wide (void)
{
  static const char text[] = "\xef\xbb\xbf#920: PAZK\r\n#200: ^AВода степей^FА. С. Петров\r\n#210: ^D1998^AАлматы\r\n#903: 577/П-30\r\n*****\r\n"
                             "#920: PAZK\r\n#200: ^AИстория\r\n#210: ^D2001\r\n#903: 9/И-90\r\n*****\r\n";
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *wide = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (GPtrArray) items = NULL;

      g_assert_cmpint (rc_format_detect (wide, length), ==, RC_FORMAT_ISIS);
      items = read_bytes (wide, length);
      g_assert_cmpuint (items->len, ==, 2);
      g_assert_cmpstr (get (items, 0)->rejection, ==, NULL);
      g_assert_nonnull (strstr (rc_marc_get_field (get (items, 0)->record->marc, (guint) rc_marc_find (get (items, 0)->record->marc, "245", 0))->data, "Вода степей"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/isis/exports", test_exports);
  g_test_add_func ("/isis/widths", test_widths);
  g_test_add_func ("/isis/no-lines", test_no_lines);
  g_test_add_func ("/isis/export-with-wrong-length", test_export_with_wrong_length);
  g_test_add_func ("/isis/export-in-one-line", test_export_in_one_line);
  g_test_add_func ("/isis/export-that-shrank", test_export_that_shrank);
  g_test_add_func ("/isis/id-text", test_id_text);
  g_test_add_func ("/isis/irbis-text", test_irbis_text);
  g_test_add_func ("/isis/irbis-wide", test_irbis_wide);
  g_test_add_func ("/isis/western", test_western);
  return g_test_run ();
}
