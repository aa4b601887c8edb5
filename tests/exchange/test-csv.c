/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of tables in text: rows and cells whatever signs they use. */
#include "exchange/csv-mapping.h"
#include "exchange/csv-rows.h"
#include "exchange/csv-scan.h"
#include "exchange/writer.h"
#include "record/reference.h"

#include <string.h>

#define N(text) text, sizeof text - 1

/* Each row as its cells joined by "/", a broken one as "!" and the line where reading went on. */
static char *
split (const char *data, gsize length, const char *encoding)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (RcInput) input = rc_input_new (stream);
  g_autoptr (RcCsvRows) rows = rc_csv_rows_new (input, 0, encoding);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;

  for (;;)
    {
      g_autoptr (RcCsvRow) row = rc_csv_rows_next (rows, NULL, &error);

      g_assert_no_error (error);
      if (row == NULL)
        break;
      n_bytes += g_bytes_get_size (row->raw);
      if (out->len > 0)
        g_string_append_c (out, '\n');
      if (row->broken != NULL)
        g_string_append_printf (out, "!%s", strrchr (row->broken, ' ') + 1);
      for (guint i = 0; i < row->cells->len; i++)
        g_string_append_printf (out, "%s%s", i > 0 ? "/" : "", (char *) row->cells->pdata[i]);
    }
  g_assert_cmpuint (n_bytes, <=, length);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_rows (const char *data, gsize length, const char *rows)
{
  g_autofree char *found = split (data, length, NULL);

  g_assert_cmpstr (found, ==, rows);
}

static void
test_separators (void)
{
  assert_rows (N ("a,b,c\n1,2,3\n"), "a/b/c\n1/2/3");
  assert_rows (N ("a;b\r\n\"x;y\";War, peace\r\n"), "a/b\nx;y/War, peace");
  assert_rows (N ("a\tb\n\"say \"\"x\"\"\nand\"\t2"), "a/b\nsay \"x\"\nand/2");
  assert_rows (N ("a|b|c\n1|2,3|4\n"), "a/b/c\n1/2,3/4");
  assert_rows (N ("sep=;\r\na;b\r\n1,5;2\r\n"), "a/b\n1,5/2");
  assert_rows (N ("title\nWar, peace\n\n  \nZ\n"), "title\nWar, peace\nZ");
  assert_rows (N ("a,b\r1,2\r3,4\r"), "a/b\n1/2\n3/4");
  assert_rows (N ("a,b\n1\n1,2,3\n,,,\n"), "a/b\n1\n1/2/3");
  assert_rows (N ("Books of 2004\n\na;b;c\n1;2;3\n4;5;6\n"), "Books of 2004\na/b/c\n1/2/3\n4/5/6");
}

static void
test_quotes (void)
{
  /* Undoubled marks, inches, and marks that are letters. */
  assert_rows (N ("a,b\n\"The \"best\" book\",1\n5\" disk,2\n"), "a/b\nThe \"best\" book/1\n5\" disk/2");
  assert_rows (N ("a\tb\n\"Quoted\" and more\t1\nx\t2\n"), "a/b\n\"Quoted\" and more/1\nx/2");
  assert_rows (N ("a,b\n \"x, y\" ,\"\"\n"), "a/b\nx, y/");
  /* A mark that is never closed costs its row alone. */
  assert_rows (N ("a,b\n1,\"2\n3,4\n5,6\n"), "a/b\n!3\n3/4\n5/6");
  assert_rows (N ("a,b\n\"1,2\n3,\"4\"\n5,6\n"), "a/b\n!3\n3/4\n5/6");
  assert_rows (N ("a,b\n1,\"2, and\nmore of it\n3,4\n5,6\n"), "a/b\n!4\n3/4\n5/6");
  assert_rows (N ("a,b\n1,2\n3,\"4"), "a/b\n1/2\n!3");
}

static void
test_encodings (void)
{
  assert_rows (N ("\xef\xbb\xbf" "a,b\nҚаз,1\n"), "a/b\nҚаз/1");
  assert_rows (N ("\xff\xfe" "a\0;\0b\0\r\0\n\0\x1a\x04" "1\0;\0\"\0\xe9\0\n\0\"\0\r\0\n\0"), "a/b\n\xd0\x9a" "1/é");
  assert_rows (N ("\xfe\xff\0a\0;\0b\0\n\x04\x1a\0;\0" "1"), "a/b\nК/1");
  assert_rows (N ("a\0,\0b\0\n\0" "1\0,\0" "2\0\n\0"), "a/b\n1/2");
  assert_rows (N ("a;b\n\xc2\xee\xe9\xed\xe0 \xe8 \xec\xe8\xf0;\xd2\xee\xeb\xf1\xf2\xee\xe9\n"), "a/b\nВойна и мир/Толстой");
  assert_rows (N ("a;b\n\x82\xae\xa9\xad\xa0 \xa8 \xac\xa8\xe0;\x92\xae\xab\xe1\xe2\xae\xa9\n"), "a/b\nВойна и мир/Толстой");
  assert_rows (N ("a,b\nL'\xe9" "cole d'\xe9t\xe9,1\n"), "a/b\nL'école d'été/1");
}

static void
test_long_table (void)
{
  g_autoptr (GString) table = g_string_new ("title,year\n");
  g_autofree char *found = NULL;
  g_auto (GStrv) rows = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (table, i % 7 == 0 ? "\"Title %u,\n\"\"more\"\"\",%u\r\n" : "Title %u,%u\n", i, 1900 + i % 100);
  found = split (table->str, table->len, NULL);
  rows = g_strsplit (found, "\nTitle ", 0);
  g_assert_cmpuint (g_strv_length (rows), ==, 20001);
  g_assert_cmpstr (rows[8], ==, "7,\n\"more\"/1907");
  g_assert_cmpstr (rows[20000], ==, "19999,\n\"more\"/1999");
}

static gboolean
looks_like (const char *data, gsize length)
{
  gboolean certain;

  return rc_csv_looks_like (data, length, &certain) && certain;
}

static void
test_looks_like (void)
{
  g_assert_true (looks_like (N ("title,author\nX,Y\n")));
  g_assert_true (looks_like (N ("Название;Год\r\nВойна и мир;1869\r\n")));
  g_assert_false (looks_like (N ("Dear all,\nthis is a letter.\nWe are well, thank you, and you?\n\nYours\n")));
  g_assert_false (looks_like (N ("one\ntwo\nthree\n")));
  g_assert_false (looks_like (N ("a,b\0c,d\n")));
}

static GPtrArray *
read_all (const char *data, RcFormat format, const char *mapping)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) strlen (data), NULL);
  g_autoptr (RcReader) reader = rc_reader_new (stream, format, NULL, NULL, &error);
  RcReaderItem *item;

  g_assert_no_error (error);
  g_assert_cmpint (rc_reader_get_format (reader), ==, RC_FORMAT_CSV);
  if (mapping != NULL)
    {
      g_autoptr (RcCsvMapping) said = rc_csv_mapping_new_from_key_file (mapping, &error);

      g_assert_no_error (error);
      rc_reader_set_mapping (reader, said);
    }
  while ((item = rc_reader_next (reader, NULL, &error)) != NULL)
    g_ptr_array_add (items, item);
  g_assert_no_error (error);
  return items;
}

static const RcReaderItem *
get_item (GPtrArray *items, guint index)
{
  g_assert_cmpuint (index, <, items->len);
  return items->pdata[index];
}

static const RcMarc *
get_marc (GPtrArray *items, guint index)
{
  g_assert_cmpstr (get_item (items, index)->rejection, ==, NULL);
  return get_item (items, index)->record->marc;
}

/* All fields of a tag, "245 00 $aTitle", one a line. */
static void
assert_fields (const RcMarc *marc, const char *tag, const char *fields)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, (guint) i);

      g_string_append_printf (found, "%s%s ", found->len > 0 ? "\n" : "", field->tag);
      for (gsize at = 0; at < field->length; at++)
        g_string_append_c (found, field->data[at] == RC_MARC_SUBFIELD ? '$' : field->data[at]);
    }
  g_assert_cmpstr (found->str, ==, fields);
}

static void
test_our_words (void)
{
  g_autoptr (GPtrArray) items = read_all ("title,author,year,language,subject,isbn,barcode,shelfmark,location\r\n"
                                          "War and peace,\"Tolstoy, Leo; Maude, Louise (trl)\",1869,rus; English,War; Peace,978-92-3-104123-5,"
                                          "1001; 1002,84 T,Hall\r\n",
                                          RC_FORMAT_AUTO, NULL);
  const RcMarc *marc = get_marc (items, 0);
  g_autoptr (GPtrArray) copies = rc_copies_from_marc (marc);

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpuint (get_item (items, 0)->warnings->len, ==, 0);
  assert_fields (marc, "245", "245 10$aWar and peace");
  assert_fields (marc, "100", "100 1 $aTolstoy, Leo$4aut");
  assert_fields (marc, "700", "700 1 $aMaude, Louise$4trl");
  assert_fields (marc, "653", "653   $aWar\n653   $aPeace");
  assert_fields (marc, "020", "020   $a978-92-3-104123-5");
  g_assert_cmpuint (copies->len, ==, 2);
  g_assert_cmpstr (((RcCopy *) copies->pdata[1])->barcode, ==, "1002");
  g_assert_cmpstr (((RcCopy *) copies->pdata[1])->shelfmark, ==, "84 T");
  g_assert_cmpstr (((RcCopy *) copies->pdata[0])->location, ==, "Hall");
}

static void
test_guesses (void)
{
  g_autoptr (GPtrArray) items = read_all ("Список книг\n"
                                          "Инв. номер;Автор;Название книги;Год издания;Издательство;Язык;Цвет;Стр.\n"
                                          "Б-1;Ауэзов М. О.;Абай жолы;1947 г.;Жазушы;қазақша;синий;320\n"
                                          "Б-2;Л. Н. Толстой, И. С. Тургенев;Рассказы;[1952];ГИХЛ;русский;;12\n"
                                          "Б-3;ЮНЕСКО;Доклад;б. г.;;марсианский;;\n",
                                          RC_FORMAT_AUTO, NULL);
  const RcMarc *marc = get_marc (items, 0);

  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpuint (get_item (items, 0)->warnings->len, ==, 2); /* the columns, the row before them */
  assert_fields (marc, "100", "100 1 $aАуэзов, М. О.$4aut");
  assert_fields (marc, "245", "245 10$aАбай жолы");
  assert_fields (marc, "264", "264  1$bЖазушы$c1947");
  assert_fields (marc, "300", "300   $a320");
  assert_fields (marc, "852", "852 8 $pБ-1");
  assert_fields (marc, "887", "887   $aЦвет  - синий$2csv");
  assert_fields (get_marc (items, 1), "100", "100 1 $aТолстой, Л. Н.$4aut");
  assert_fields (get_marc (items, 1), "700", "700 1 $aТургенев, И. С.$4aut");
  /* What is no year and no language stays as it is. */
  assert_fields (get_marc (items, 2), "110", "110 2 $aЮНЕСКО$4aut");
  assert_fields (get_marc (items, 2), "887", "887   $aГод издания  - б. г.$2csv\n887   $aЯзык  - марсианский$2csv");
  g_assert_cmpuint (get_item (items, 2)->warnings->len, ==, 2);
}

static void
test_languages_of_names (void)
{
  const char *const headers[] = { "Title;Author;Year", "Заглавие;Автор;Год", "Атауы;Авторы;Жылы", "Titre;Auteur;Année",
                                  "Título;Autor;Año", "Titel;Verfasser;Jahr", "catalogue_title;mainAuthor;year_printed", "245$a;100$a;Year" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *table = g_strconcat (headers[i], "\nX;Lee, A.;1999\n", NULL);
      g_autoptr (GPtrArray) items = read_all (table, RC_FORMAT_AUTO, NULL);
      g_autoptr (RcReference) reference = rc_reference_new_from_marc (get_marc (items, 0));

      g_assert_cmpstr (reference->title, ==, "X");
      g_assert_cmpint (reference->year, ==, 1999);
      g_assert_cmpuint (reference->names->len, ==, 1);
    }
}

/* A number of the table's rows is none of the records. */
static void
test_counters (void)
{
  g_autoptr (GPtrArray) counted = read_all ("id,title,year\n1,A,1990\n2,B,1991\n", RC_FORMAT_AUTO, NULL);
  g_autoptr (GPtrArray) numbered = read_all ("id,title,year\n1040,A,1990\n877,B,1991\n", RC_FORMAT_AUTO, NULL);

  g_assert_cmpstr (get_item (counted, 0)->control, ==, NULL);
  assert_fields (get_marc (counted, 0), "887", "887   $aid  - 1$2csv");
  g_assert_cmpstr (get_item (numbered, 1)->control, ==, "877");
}

static void
test_no_names (void)
{
  g_autoptr (GPtrArray) items = read_all ("978-92-3-104123-5,The right to education,Lee A.,1999\n"
                                          "92-3-102900-2,Water for people and for life,Kim B.,2003\n",
                                          RC_FORMAT_AUTO, NULL);

  g_assert_cmpuint (items->len, ==, 2);
  assert_fields (get_marc (items, 0), "245", "245 14$aThe right to education");
  assert_fields (get_marc (items, 1), "020", "020   $a92-3-102900-2");
  assert_fields (get_marc (items, 1), "100", "100 1 $aKim, B.$4aut");
}

static void
test_account (void)
{
  g_autoptr (GPtrArray) items = read_all ("title,author\nA,Lee\n\"B,Kim\nD,Dee\nC,Cho,more\ntitle,author\n,\n,Solo\n", RC_FORMAT_CSV, NULL);

  g_assert_cmpuint (items->len, ==, 6);
  assert_fields (get_marc (items, 0), "245", "245 10$aA");
  g_assert_cmpstr (get_item (items, 1)->rejection, ==, "line 3: a quotation mark is not closed; reading went on at line 4");
  g_assert_cmpstr (g_bytes_get_data (get_item (items, 1)->raw, NULL), !=, NULL);
  assert_fields (get_marc (items, 3), "887", "887   $a3  - more$2csv");
  g_assert_nonnull (get_item (items, 4)->rejection);
  g_assert_cmpstr (get_item (items, 5)->warnings->pdata[0], ==, "the row has no title");
}

static void
test_mapping (void)
{
  static const char profile[] = "[table]\nseparator=;\nskip=1\nnames=last-first\nvalues=|\n"
                                "[columns]\nA=title\n2=author\nC=650$a\nD=650$v\nE=none\nF=other\nG=500$a\n[values]\n2=,\n";
  g_autoptr (GPtrArray) items = read_all ("x;y\nA;B;C;D;E;F\nT;Lee Ann,Kim Bo;S1|S2;v1;gone;kept\n", RC_FORMAT_CSV, profile);
  const RcMarc *marc = get_marc (items, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (items->len, ==, 1);
  assert_fields (marc, "100", "100 1 $aLee, Ann$4aut");
  assert_fields (marc, "700", "700 1 $aKim, Bo$4aut");
  assert_fields (marc, "650", "650   $aS1$vv1\n650   $aS2");
  assert_fields (marc, "887", "887   $aF  - kept$2csv");
  g_assert_cmpstr (get_item (items, 0)->warnings->pdata[0], ==, "the table has no column “G”, which the mapping names");
  g_assert_null (rc_csv_mapping_new_from_key_file ("[columns]\nA=colour\n", &error));
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (rc_csv_mapping_new_from_key_file ("[table]\nskip=1\n", &error));
  g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED);
}

static void
test_guess_as_text (void)
{
  static const char table[] = "Titel;Titel;a=b;Schlagwort\nX;Y;Z;p, q\nX2;Y2;Z2;r, s\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (RcCsvMapping) guess = rc_csv_mapping_guess (table, strlen (table), NULL, &rows, &error);
  g_autoptr (RcCsvMapping) again = NULL;
  g_autofree char *text = NULL, *text_again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((GPtrArray *) rows->pdata[1])->pdata[3], ==, "r, s");
  text = rc_csv_mapping_to_key_file (guess);
  g_assert_cmpstr (text, ==, "[table]\nseparator=;\nheader=true\nnames=auto\n\n[columns]\nTitel=title\n2=other\n3=other\nSchlagwort=subject\n\n"
                             "[values]\nSchlagwort=,\n");
  again = rc_csv_mapping_new_from_key_file (text, &error);
  g_assert_no_error (error);
  text_again = rc_csv_mapping_to_key_file (again);
  g_assert_cmpstr (text_again, ==, text);
}

/* The tables of well-known programs, by columns that each calls in its own way. */
static void
test_exports (void)
{
  static const struct
  {
    const char *table, *title, *name, *container, *pages, *extent;
  } cases[] = {
    { "Authors,Author full names,Author(s) ID,Title,Year,Source title,Volume,Page start,Page end,Cited by,DOI,Funding Details,Funding Texts,Source,EID\n"
      "\"Lee A.; Kim B.\",\"Lee, Ann (57190000001); Kim, Bo (57190000002)\",\"57190000001; 57190000002\",On water,2004,Water,7,3,9,1,10.1/x,F,T,Scopus,2-s2\n",
      "On water", "Lee, Ann", "Water", "3-9", NULL },
    { "Key,Item Type,Publication Year,Author,Title,Publication Title,Pages,Num Pages\nAB,journalArticle,2004,\"Lee, Ann\",On water,Water,3-9,\n", "On water",
      "Lee, Ann", "Water", "3-9", NULL },
    { "author_sort,authors,isbn,size,title\n\"Lee, Ann\",Ann Lee & Bo Kim,9789231041235,1234567,On water\n\"Kim, Bo\",Bo Kim,9789231041235,234567,On fire\n",
      "On water", "Lee, Ann", NULL, NULL, NULL },
    { "Book Id,Title,Author,Author l-f,ISBN,ISBN13,Number of Pages,Year Published,Date Added\n7,On water,Ann Lee,\"Lee, Ann\",\"=\"\"\"\"\","
      "\"=\"\"9789231041235\"\"\",320,2004,2020/01/02\n9,On fire,Bo Kim,\"Kim, Bo\",,,32,2004,2020/01/02\n",
      "On water", "Lee, Ann", NULL, NULL, "320" },
    { "id,authorships.author.display_name,authorships.author.id,display_name,primary_location.source.display_name,publication_year,type\n"
      "W1,Ann Lee|Bo Kim,A1|A2,On water,Water,2004,article\nW2,Ann Lee,A1,On fire,Water,2004,article\n",
      "On water", "Lee, Ann", "Water", NULL, NULL },
    { "PT\tAU\tAF\tTI\tSO\tID\tBP\tEP\tSN\tPY\nJ\tLee, A\tLee, Ann\tOn water\tWATER\tKEY; WORD\t3\t9\t0378-5955\t2004\n"
      "J\tKim, B\tKim, Bo\tOn fire\tWATER\tA B\t3\t9\t0378-5955\t2004\n",
      "On water", "Lee, Ann", "WATER", "3-9", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = read_all (cases[i].table, RC_FORMAT_AUTO, NULL);
      g_autoptr (RcReference) reference = rc_reference_new_from_marc (get_marc (items, 0));

      g_assert_cmpstr (reference->title, ==, cases[i].title);
      g_assert_cmpstr (((RcReferenceName *) reference->names->pdata[0])->heading, ==, cases[i].name);
      g_assert_cmpstr (reference->container, ==, cases[i].container);
      g_assert_cmpstr (reference->pages, ==, cases[i].pages);
      g_assert_cmpstr (reference->extent, ==, cases[i].extent);
      g_assert_cmpint (reference->year == 2004, !=, i == 2);
      g_assert_cmpuint (reference->names->len, <=, 2);
    }
}

/* Copies parted as their barcodes are; numbers that a spreadsheet has spoilt are kept apart, and said to be. */
static void
test_copies_and_numbers (void)
{
  g_autoptr (GPtrArray) items = read_all ("titulo;autor;isbn;inventarios;signaturas\nAgua;NA;9,78923E+12;01 | 02;35 A | 36 B\nFuego;;9789231041235.0;03;37 C\n",
                                          RC_FORMAT_AUTO, NULL);
  g_autoptr (GPtrArray) copies = rc_copies_from_marc (get_marc (items, 0));

  g_assert_cmpuint (copies->len, ==, 2);
  g_assert_cmpstr (((RcCopy *) copies->pdata[1])->barcode, ==, "02");
  g_assert_cmpstr (((RcCopy *) copies->pdata[1])->shelfmark, ==, "36 B");
  assert_fields (get_marc (items, 0), "020", "");
  assert_fields (get_marc (items, 0), "100", "");
  assert_fields (get_marc (items, 0), "887", "887   $aautor  - NA$2csv\n887   $aisbn  - 9,78923E+12$2csv");
  assert_fields (get_marc (items, 1), "020", "020   $a9789231041235");
}

static char *
write_all (GPtrArray *items)
{
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RcWriter) writer = rc_writer_new (RC_FORMAT_CSV, out, &error);

  for (guint i = 0; i < items->len; i++)
    g_assert_true (rc_writer_add_with_copies (writer, get_marc (items, i), get_item (items, i)->record->copies, &error));
  g_assert_true (rc_writer_finish (writer, &error));
  g_assert_true (g_output_stream_write_all (out, "", 1, NULL, NULL, &error));
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}

static void
assert_same (const RcMarc *before, const RcMarc *after)
{
  for (guint i = 0; i < MIN (rc_marc_get_n_fields (before), rc_marc_get_n_fields (after)); i++)
    {
      g_assert_cmpstr (rc_marc_get_field (after, i)->tag, ==, rc_marc_get_field (before, i)->tag);
      g_assert_cmpstr (rc_marc_get_field (after, i)->data, ==, rc_marc_get_field (before, i)->data);
    }
  g_assert_true (rc_marc_equal (before, after));
}

/* What we write comes back as it was: signs within values, formulas, copies of which one has no barcode. */
static void
test_round_trip (void)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_REPORT);
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  g_autoptr (GPtrArray) after = NULL;
  RcReaderItem *item = g_new0 (RcReaderItem, 1);
  g_autofree char *text = NULL, *text_again = NULL;
  RcMarc *marc;

  reference->title = g_strdup ("=1+1; \"quoted\", and more");
  reference->abstract = g_strdup ("'-5 degrees");
  reference->publisher = g_strdup ("@home");
  reference->extent = g_strdup ("12 p.");
  rc_reference_set_date (reference, "2004-05", NULL);
  rc_reference_add_name (reference, "Lee Ann", "aut", RC_NAME_PERSON);
  rc_reference_add_name (reference, "World Bank; Africa", "aut", RC_NAME_BODY);
  rc_reference_add_name (reference, "Kim (B.)", "prf", RC_NAME_PERSON);
  rc_reference_add_text (reference->keywords, "a; b;");
  rc_reference_add_text (reference->keywords, ";c");
  rc_reference_add_other (reference, "csv", "Colour", "red; blue");
  rc_reference_add_other (reference, "ris", "C1", "x: y");
  marc = rc_reference_to_marc (reference);
  for (guint i = 0; i < 2; i++)
    {
      RcCopy *copy = rc_copy_new ();

      copy->barcode = i == 1 ? g_strdup ("1002") : NULL;
      copy->location = g_strdup ("Hall; left");
      g_ptr_array_add (copies, copy);
    }
  rc_copies_to_marc (copies, marc);
  item->warnings = g_ptr_array_new ();
  item->record = rc_record_new_marc (RC_KIND_PUBLICATION, marc);
  g_ptr_array_add (before, item);
  text = write_all (before);
  g_assert_nonnull (strstr (text, ",\"'=1+1; \"\"quoted\"\", and more\","));
  after = read_all (text, RC_FORMAT_AUTO, NULL);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpuint (get_item (after, 0)->warnings->len, ==, 0);
  assert_same (get_marc (before, 0), get_marc (after, 0));
  text_again = write_all (after);
  g_assert_cmpstr (text_again, ==, text);
}

/* What MARC has no place for has columns of its own: which copy is lent, until when. */
static void
test_status (void)
{
  static const char *const columns[] = { "Title;Barcode;Status;Due date\nA;1|2|3;Available|Checked out|утеряна;|2026-12-01|\n",
                                         "Title;Barcode;Статус;Срок возврата\nA;1|2|3;в наличии|выдана|missing;|01.12.2026|\n" };
  g_autoptr (GPtrArray) other = read_all ("Title,Barcode,Status\nA,1,Draft\nB,2,Draft\nC,3,Available\n", RC_FORMAT_CSV, NULL);
  g_autoptr (GPtrArray) nothing = read_all ("Title,Status\nA,Draft\nB,Done\n", RC_FORMAT_CSV, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GPtrArray) before = read_all (columns[i], RC_FORMAT_CSV, NULL);
      g_autofree char *text = write_all (before);
      g_autoptr (GPtrArray) after = read_all (text, RC_FORMAT_AUTO, NULL);
      g_autofree char *text_again = write_all (after);
      GPtrArray *copies = get_item (after, 0)->record->copies;

      g_assert_nonnull (strstr (text, ",1; 2; 3,,,,on shelf; on loan; missing,\"; 2026-12-01; \","));
      g_assert_cmpstr (text_again, ==, text);
      g_assert_cmpuint (copies->len, ==, 3);
      g_assert_cmpint (((RcCopy *) copies->pdata[1])->status, ==, RC_COPY_ON_LOAN);
      g_assert_cmpstr (((RcCopy *) copies->pdata[1])->due, ==, "2026-12-01");
      g_assert_cmpint (((RcCopy *) copies->pdata[2])->status, ==, RC_COPY_MISSING);
    }
  /* A word that is none of a copy's status is kept, and said. */
  g_assert_null (get_item (other, 0)->record->copies);
  assert_fields (get_marc (other, 0), "887", "887   $aStatus  - Draft$2csv");
  g_assert_cmpuint (get_item (other, 0)->warnings->len, >, 0);
  g_assert_nonnull (get_item (other, 2)->record->copies);
  assert_fields (get_marc (nothing, 0), "887", "887   $aStatus  - Draft$2csv");
}

/* What a table says that an older program wrote, which had no columns for the status of copies. */
static void
test_older_of_ours (void)
{
  g_autoptr (GPtrArray) items = read_all ("Title;Barcode\n'=A;1\n", RC_FORMAT_CSV, NULL);
  g_autofree char *text = write_all (items);
  g_auto (GStrv) parts = g_strsplit (text, "copy note,status,due,", 2);
  g_auto (GStrv) row = g_strsplit (parts[1], ",,on shelf,,", 2);
  g_autofree char *older = g_strconcat (parts[0], row[0], ",", row[1], NULL);
  g_autoptr (GPtrArray) after = read_all (older, RC_FORMAT_AUTO, NULL);

  assert_same (get_marc (items, 0), get_marc (after, 0));
  g_assert_null (get_item (after, 0)->record->copies);
}

/* Commas in the values of a table of ours part nothing, however much they look so. */
static void
test_commas_of_ours (void)
{
  g_autoptr (GPtrArray) items = read_all ("A;B\nT;p, q\nU;r, s\n", RC_FORMAT_CSV, "[table]\nvalues=|\n[columns]\nA=title\nB=subject\n");
  g_autofree char *text = write_all (items);
  g_autoptr (GPtrArray) after = read_all (text, RC_FORMAT_AUTO, NULL);

  assert_fields (get_marc (items, 0), "653", "653   $ap, q");
  assert_fields (get_marc (after, 0), "653", "653   $ap, q");
}

/* However many values a cell has, none is lost: of other tables the last ones stay together, what we wrote comes back as it was. */
static void
test_many_values (void)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  g_autoptr (GPtrArray) foreign = NULL, ours = NULL;
  g_autoptr (GString) table = g_string_new ("A;B\nT;");
  g_autofree char *kept = NULL, *text = NULL, *text_again = NULL;
  RcReaderItem *item = g_new0 (RcReaderItem, 1);

  reference->title = g_strdup ("T");
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      g_string_append_printf (table, "%ss%u", i > 0 ? "|" : "", i);
      rc_reference_add_other (reference, "csv", name, "x");
    }
  g_string_append (table, "\nU;\n");
  foreign = read_all (table->str, RC_FORMAT_CSV, "[table]\nvalues=|\n[columns]\nA=title\nB=subject\n");
  kept = write_all (foreign);
  g_assert_nonnull (strstr (kept, "s1499"));
  item->warnings = g_ptr_array_new ();
  item->record = rc_record_new_marc (RC_KIND_PUBLICATION, rc_reference_to_marc (reference));
  g_ptr_array_add (before, item);
  text = write_all (before);
  g_assert_nonnull (strstr (text, "c1499: x"));
  ours = read_all (text, RC_FORMAT_AUTO, NULL);
  text_again = write_all (ours);
  g_assert_cmpstr (text_again, ==, text);
}

/* What is a table, but of nothing that we read, is refused with what to do. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *data, *says;
  } cases[] = { { "Country,Region,ISO\nAlbania,Europe,ALB\nAlgeria,Africa,DZA\n", "with a mapping" },
                { "Title,Grant Amount,Grant Status\nX,1,Open\n", "a table of grants" },
                { "OpportunityTitle,AwardCeiling,CloseDate\nX,1,5052020\n", "a table of grants" },
                { "PK\3\4..........................xl/workbook.xml", "save it as CSV" },
                { "PK\3\4..........................word/document.xml", "a text document" },
                { "-- MySQL dump 10\nCREATE TABLE `books` (id int);\n", "written out as SQL" },
                { "W:X\nF:Y\n***\nTitle                         abc                 24 200 0 0\n", "give its master file" },
                { "F|24|Title|0|1|a|b|c|d|e|f|g|h\nF|26|Imprint|0|1|a|b|c|d|e|f|g|h\n", "give its master file" },
                { "@prefix dc: <http://purl.org/dc/terms/> .\n", "RDF (Turtle)" },
                { "<http://x> <http://purl.org/dc/terms/title> \"Water\" .\n", "RDF (N-Triples)" },
                { "{\"message-type\":\"work\",\"message\":{\"issued\":{\"date-parts\":[[2004]]}}}", "Crossref" },
                { "RT Journal Article\nSR Electronic(1)\nA1 Lee,Ann\n", "RefWorks" },
                { "PT J\nAU Lee, A\nTI Water\nER\n", "Web of Science" },
                { "021A $aWater\n003@ $0123456\n", "PICA+" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (cases[i].data, (gssize) strlen (cases[i].data), NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (rc_reader_new (stream, RC_FORMAT_AUTO, NULL, NULL, &error));
      g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/separators", test_separators);
  g_test_add_func ("/csv/quotes", test_quotes);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/long-table", test_long_table);
  g_test_add_func ("/csv/looks-like", test_looks_like);
  g_test_add_func ("/csv/our-words", test_our_words);
  g_test_add_func ("/csv/guesses", test_guesses);
  g_test_add_func ("/csv/languages-of-names", test_languages_of_names);
  g_test_add_func ("/csv/counters", test_counters);
  g_test_add_func ("/csv/no-names", test_no_names);
  g_test_add_func ("/csv/account", test_account);
  g_test_add_func ("/csv/mapping", test_mapping);
  g_test_add_func ("/csv/exports", test_exports);
  g_test_add_func ("/csv/copies-and-numbers", test_copies_and_numbers);
  g_test_add_func ("/csv/guess-as-text", test_guess_as_text);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/status", test_status);
  g_test_add_func ("/csv/older-of-ours", test_older_of_ours);
  g_test_add_func ("/csv/commas-of-ours", test_commas_of_ours);
  g_test_add_func ("/csv/many-values", test_many_values);
  g_test_add_func ("/csv/refusals", test_refusals);
  return g_test_run ();
}
