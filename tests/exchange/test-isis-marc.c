/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of the fields of ISIS databases of each kind: by their numbers, by their names, and when nothing is known. */
#include "exchange/reader.h"
#include "record/copy.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  guint tag;
  const char *text;
} Field;

/* One export as IRBIS and others write it; `indicators` as IRBIS: two blanks, and 0x1F for ^. */
static void
add_export (GString *file, const Field *fields, gboolean indicators)
{
  g_autoptr (GString) directory = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (; fields->tag != 0; fields++)
    {
      g_autofree char *data = g_strconcat (indicators ? "  " : "", fields->text, NULL);

      if (indicators)
        g_strdelimit (data, "^", '\x1f');
      g_string_append_printf (directory, "%03u%04zu%05zu", fields->tag, strlen (data) + 1, text->len);
      g_string_append (text, data);
      g_string_append_c (text, '\x1e');
    }
  g_string_append_printf (file, "%05zu%s%05zu%s", 24 + directory->len + 1 + text->len + 1, indicators ? "nam  22" : "0000000",
                          24 + directory->len + 1, indicators ? " i 450 " : "000450 ");
  g_string_append_printf (file, "%s\x1e%s\x1d", directory->str, text->str);
}

static RcReaderItem *
read_first (GString *file, const char *path)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (file->str, (gssize) file->len, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, &error);
  RcReaderItem *item;

  g_assert_no_error (error);
  g_assert_cmpint (rc_reader_get_format (reader), ==, RC_FORMAT_ISIS);
  if (path != NULL)
    rc_reader_set_path (reader, path);
  item = rc_reader_next (reader, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (item);
  g_assert_cmpstr (item->rejection, ==, NULL);
  return item;
}

static RcReaderItem *
read_fields (const Field *fields, gboolean indicators)
{
  g_autoptr (GString) file = g_string_new (NULL);

  add_export (file, fields, indicators);
  return read_first (file, NULL);
}

/* Each field of the record as "245 10$aTitle", except 001 to 008. */
static char *
dup_record (const RcReaderItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const RcMarc *marc = item->record->marc;

  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      if (!rc_marc_field_is_control (field))
        g_string_append_printf (text, "%s %.*s\n", field->tag, (int) field->length, field->data);
    }
  g_strdelimit (text->str, "\x1f", '$');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_record (RcReaderItem *item, const char *expected)
{
  g_autofree char *text = dup_record (item);

  g_assert_cmpstr (text, ==, expected);
  rc_reader_item_free (item);
}

static void
test_lilacs (void)
{
  static const Field article[] = { { 2, "1234" }, { 6, "as" }, { 8, "Internet^ihttps://example.org/a.pdf" }, { 18, "Memorias" }, { 10, "Silva, Ana^1Universidad" }, { 12, "Salud del agua" },
                                   { 30, "Revista de Salud" }, { 31, "7" }, { 32, "2" }, { 14, "^f10^l19" }, { 40, "Es" }, { 64, "jun. 1998" },
                                   { 65, "19980600" }, { 66, "Lima" }, { 87, "^dAGUA^sanálisis" }, { 83, "Resumen" }, { 0 } };
  RcReaderItem *item = read_fields (article, FALSE);

  g_assert_cmpint (rc_marc_get_leader (item->record->marc)[7], ==, 'a');
  g_assert_cmpstr (item->control, ==, "1234");
  assert_record (item, "041   $aspa\n"
                       "100 1 $aSilva, Ana\n"
                       "245 00$aSalud del agua\n"
                       "264  1$aLima$cjun. 1998\n"
                       "300   $a10$a19\n"
                       "520   $aResumen\n"
                       "650  4$aAGUA$xanálisis\n"
                       "773 0 $tMemorias$tRevista de Salud$g7$g2\n"
                       "856 4 $yInternet$uhttps://example.org/a.pdf\n"
                       "887   $av2=1234$2isis\n"
                       "887   $av6=as$2isis\n"
                       "887   $av10=Silva, Ana^1Universidad$2isis\n"
                       "887   $av65=19980600$2isis\n");
}

/* An article as VINITI gives it: the title stands behind the journal's. */
static void
test_viniti (void)
{
  static const Field article[] = { { 1, "Иванов И. И." }, { 3, "Вестн. музея" }, { 4, "Рус." }, { 5, "07.01-01А.1" }, { 6, "керамика%раскопки" },
                                   { 7, "2005" }, { 21, "Керамика Отрара" }, { 43, "с. 5, 6" }, { 100, "Об одном сосуде" }, { 0 } };
  RcReaderItem *item = read_fields (article, FALSE);

  g_assert_cmpint (rc_marc_get_leader (item->record->marc)[7], ==, 'a');
  assert_record (item, "041   $arus\n"
                       "100 1 $aИванов И. И.\n"
                       "245 00$aКерамика Отрара\n"
                       "264  1$c2005\n"
                       "520   $aОб одном сосуде\n"
                       "653   $aкерамика\n"
                       "653   $aраскопки\n"
                       "773 0 $tВестн. музея$gс. 5, 6\n"
                       "887   $av5=07.01-01А.1$2isis\n");
}

static void
test_cepal (void)
{
  static const Field book[] = { { 4, "M" }, { 16, "Píriz^bEmilio^f1928-" }, { 18, "El escudo" }, { 38, "UCAB" }, { 39, "Caracas" },
                                { 43, "1996" }, { 64, "Español" }, { 76, "Escudo; Historia" }, { 0 } };
  RcReaderItem *item = read_fields (book, FALSE);
  int fixed = rc_marc_find (item->record->marc, "008", 0);

  g_assert_cmpint (fixed, >=, 0);
  g_assert_cmpuint (rc_marc_get_field (item->record->marc, (guint) fixed)->length, ==, 40);
  g_assert_cmpint (memcmp (rc_marc_get_field (item->record->marc, (guint) fixed)->data + 6, "s1996", 5), ==, 0);
  g_assert_cmpint (memcmp (rc_marc_get_field (item->record->marc, (guint) fixed)->data + 35, "spa", 3), ==, 0);
  assert_record (item, "041   $aspa\n"
                       "100 1 $aPíriz, Emilio$d1928-\n"
                       "245 00$aEl escudo\n"
                       "264  1$aCaracas$bUCAB$c1996\n"
                       "653   $aEscudo\n"
                       "653   $aHistoria\n"
                       "887   $av4=M$2isis\n");
}

/* The numbers are MARC's: indicators, # for blanks, and nothing in 887 that has a place. */
static void
test_marc (void)
{
  static const Field marc21[] = { { 1, "000711" }, { 245, "12^aA democracia : ^bpossível" }, { 650, "#4^aPolitica" }, { 653, "Poder" }, { 0 } };
  static const Field unimarc[] = { { 1, "42" }, { 200, "1#^aNaslov^eostatak" }, { 210, "^aZagreb^d1999" }, { 990, "2140" }, { 0 } };
  RcReaderItem *item = read_fields (marc21, FALSE);

  g_assert_cmpstr (item->control, ==, "000711");
  assert_record (item, "245 12$aA democracia : $bpossível\n650  4$aPolitica\n653   $aPoder\n");
  item = read_fields (unimarc, FALSE);
  assert_record (item, "200 1 $aNaslov$eostatak\n210   $aZagreb$d1999\n990   $a2140\n");
}

/* As IRBIS exports: a leader like MARC's, indicators, codes in capitals, Windows-1251. */
static void
test_irbis_export (void)
{
  static const Field fields[] = { { 920, "PAZK" }, { 903, "63.3/А 12" }, { 200, "^AИстория древнего Отрара^FК. А. Акишев" },
                                  { 210, "^AАлма-Ата^CНаука^D1972" }, { 700, "^AАкишев^BК. А." }, { 101, "rus" },
                                  { 910, "^A0^B1001^DКХ" }, { 910, "^A1^B1002^DЧЗ" }, { 906, "63.3/А 12" }, { 0 } };
  g_autoptr (GPtrArray) copies = NULL;
  Field converted[G_N_ELEMENTS (fields)] = { { 0 } };
  RcReaderItem *item;

  for (guint i = 0; fields[i].tag != 0; i++)
    {
      converted[i].tag = fields[i].tag;
      converted[i].text = g_convert (fields[i].text, -1, "CP1251", "UTF-8", NULL, NULL, NULL);
    }
  item = read_fields (converted, TRUE);
  g_assert_cmpstr (item->control, ==, "63.3/А 12");
  copies = rc_copies_from_marc (item->record->marc);
  g_assert_cmpuint (copies->len, ==, 2);
  g_assert_cmpstr (((RcCopy *) g_ptr_array_index (copies, 1))->barcode, ==, "1002");
  g_assert_cmpstr (((RcCopy *) g_ptr_array_index (copies, 1))->shelfmark, ==, "63.3/А 12");
  assert_record (item, "041   $arus\n"
                       "100 1 $aАкишев, К. А.\n"
                       "245 10$aИстория древнего Отрара$cК. А. Акишев\n"
                       "264  1$aАлма-Ата$bНаука$c1972\n"
                       "852   $bКХ$h63.3/А 12$p1001\n"
                       "852   $bЧЗ$h63.3/А 12$p1002\n"
                       "887   $av920=PAZK$2isis\n"
                       "887   $av903=63.3/А 12$2isis\n"
                       "887   $av910=^A1^B1002^DЧЗ$2isis\n"
                       "887   $av906=63.3/А 12$2isis\n");
  for (guint i = 0; fields[i].tag != 0; i++)
    g_free ((char *) converted[i].text);
}

/* An issue is named by the mark of its journal, whose record may come later. */
static void
test_issue (void)
{
  static const Field issue[] = { { 920, "NJ" }, { 933, "N1" }, { 934, "1990" }, { 936, "5" }, { 903, "N1/1990/5" }, { 910, "^A0^B7^DЧЗ" }, { 0 } };
  static const Field journal[] = { { 920, "J" }, { 903, "N1" }, { 200, "^AНаука и жизнь" }, { 0 } };
  g_autoptr (GString) file = g_string_new (NULL);

  add_export (file, issue, TRUE);
  add_export (file, journal, TRUE);
  assert_record (read_first (file, NULL), "245 10$aНаука и жизнь$n1990, № 5\n"
                                          "264  1$c1990\n"
                                          "852   $bЧЗ$p7\n"
                                          "887   $av920=NJ$2isis\n"
                                          "887   $av933=N1$2isis\n"
                                          "887   $av936=5$2isis\n"
                                          "887   $av903=N1/1990/5$2isis\n");
}

/* By the table of fields, as ABCD and as CDS/ISIS write it, whose name may be in other letters. */
static void
test_names (void)
{
  static const char *const tables[] = {
    "F|501|Título|1|0|||X|\nF|502|Creator|0|1|||X|\nF|503|Palabras clave|0|1|||X|\nF|504|Date|0|0|||X|\nF|505|Shoe size|0|0|||X|\n",
    "W:BOOKS\r\n***\r\n"
    "Title                         ab                  501 200 0 0\r\n"
    "Personal authors                                  502 100 0 1\r\n"
    "Keywords                                          503 100 0 1\r\n"
    "Year                                              504 10 0 0\r\n",
  };
  static const Field fields[] = { { 501, "Silk roads" }, { 502, "Frye, R." }, { 503, "<caravans>" }, { 504, "1991" }, { 505, "43" }, { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("isis-XXXXXX", NULL);
      g_autofree char *table = g_build_filename (folder, "BOOKS.FDT", NULL);
      g_autofree char *path = g_build_filename (folder, "books.iso", NULL);
      g_autoptr (GString) file = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_file_set_contents (table, tables[i], -1, &error);
      g_assert_no_error (error);
      add_export (file, fields, FALSE);
      assert_record (read_first (file, path), "100 1 $aFrye, R.\n"
                                              "245 00$aSilk roads\n"
                                              "264  1$c1991\n"
                                              "653   $acaravans\n"
                                              "887   $av505=43$2isis\n");
      g_unlink (table);
      g_rmdir (folder);
    }
}

static void
test_unknown (void)
{
  static const Field fields[] = { { 1, "7" }, { 2, "Words that may be a title" }, { 3, "x^ay" }, { 700, "^^^a" }, { 0 } };
  RcReaderItem *item = read_fields (fields, FALSE);

  g_assert_cmpuint (item->warnings->len, ==, 1);
  assert_record (item, "245 00$aWords that may be a title\n887   $av1=7$2isis\n887   $av3=x^ay$2isis\n887   $av700=^^^a$2isis\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/isis-marc/lilacs", test_lilacs);
  g_test_add_func ("/isis-marc/viniti", test_viniti);
  g_test_add_func ("/isis-marc/cepal", test_cepal);
  g_test_add_func ("/isis-marc/marc", test_marc);
  g_test_add_func ("/isis-marc/irbis-export", test_irbis_export);
  g_test_add_func ("/isis-marc/issue", test_issue);
  g_test_add_func ("/isis-marc/names", test_names);
  g_test_add_func ("/isis-marc/unknown", test_unknown);
  return g_test_run ();
}
