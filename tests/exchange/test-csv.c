/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of tables in text: rows and cells whatever signs they use. */
#include "exchange/csv-rows.h"
#include "exchange/csv-scan.h"

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

static void
test_looks_like (void)
{
  g_assert_true (rc_csv_looks_like (N ("title,author\nX,Y\n")));
  g_assert_true (rc_csv_looks_like (N ("Название;Год\r\nВойна и мир;1869\r\n")));
  g_assert_false (rc_csv_looks_like (N ("Dear all,\nthis is a letter.\nWe are well, thank you, and you?\n\nYours\n")));
  g_assert_false (rc_csv_looks_like (N ("one\ntwo\nthree\n")));
  g_assert_false (rc_csv_looks_like (N ("a,b\0c,d\n")));
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
  return g_test_run ();
}
