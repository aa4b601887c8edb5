/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diskettes, written here byte by byte: of all sizes of FAT, of times without a first sector, in the letters of DOS and of Windows, and
 * with what years do to them. */
#include <locale.h>
#include <string.h>

#include "listed.h"
#include "made-fat.h"

/* A file in three pieces, a folder, a long name, what was deleted, and a label: with tables of 12, 16 and 32 bits, and of 12 with nothing
 * in the first sector. */
static void
test_kinds (gconstpointer data)
{
  int kind = GPOINTER_TO_INT (data);
  guint bits = (guint) ABS (kind);
  g_autofree char *format = g_strdup_printf ("format\tFAT%u\n", bits), *long_text = g_strnfill (1200, 'x');
  const RcDiscEntry *entry;
  MadeFat made;
  Listed listed;

  made_fat_begin (&made, bits, kind < 0);
  made_fat_add (&made, MADE_FAT_ROOT, "OUR DISK   ", 8, 0, 0);
  made_fat_add (&made, MADE_FAT_ROOT, "READ ME TXT", 32, 10, 5);
  made_fat_add (&made, MADE_FAT_ROOT, "\xe5" "ONE    TXT", 32, 11, 5);
  made_fat_add (&made, MADE_FAT_ROOT, "DOCS       ", 16, 20, 0);
  made_fat_add (&made, 20, ".          ", 16, 20, 0);
  made_fat_add (&made, 20, "..         ", 16, 0, 0);
  made_fat_add (&made, 20, "LONG    TXT", 32, 12, 1200);
  made_fat_add_long (&made, 20, "Отчёт о поездке.txt", "8F71~1  TXT");
  made_fat_add (&made, 20, "8F71~1  TXT", 32, 10, 5);
  made_fat_add (&made, 20, "NT      TXT", 32, 0, 0)[12] = 8;
  memcpy (made_fat_cluster (&made, 10), "hello", 5);
  made_fat_chain (&made, 10, 0x0fffffff);
  made_fat_chain (&made, 20, 0x0fffffff);
  made_fat_chain (&made, 12, 15);
  made_fat_chain (&made, 15, 13);
  made_fat_chain (&made, 13, 0x0fffffff);
  memset (made_fat_cluster (&made, 12), 'x', MADE_FAT_SECTOR);
  memset (made_fat_cluster (&made, 13), 'x', MADE_FAT_SECTOR);
  memset (made_fat_cluster (&made, 15), 'x', MADE_FAT_SECTOR);
  listed_begin (&listed, "made.img", made.bytes);
  g_assert_cmpstr (rc_disc_get_volume (listed.disc), ==, "OUR DISK");
  g_assert_cmpstr (rc_disc_get_facts (listed.disc), ==, format);
  g_assert_cmpint (rc_disc_get_missing (listed.disc), ==, 0);
  g_assert_cmpuint (listed.entries->len, ==, 5);
  entry = listed_find (&listed, "READ ME.TXT");
  g_assert_cmpint (entry->mtime, ==, 797679000); /* 12 April 1995, half past nine */
  g_assert_true (listed_find (&listed, "DOCS")->folder);
  g_assert_cmpint (listed_find (&listed, "DOCS/Отчёт о поездке.txt")->size, ==, 5);
  g_assert_nonnull (listed_find (&listed, "DOCS/nt.TXT"));
  listed_check_text (&listed, "READ ME.TXT", "hello");
  listed_check_text (&listed, "DOCS/LONG.TXT", long_text);
  /* The same bytes under two names. */
  g_assert_cmpuint (listed.problems->len, ==, 1);
  g_assert_true (listed_is_said (&listed, "Отчёт о поездке.txt: some of its clusters are another file's, too"));
  listed_clear (&listed);
}

/* DOS wrote short names in the letters of its country, Windows long ones beside them. */
static void
test_names (void)
{
  MadeFat made;
  Listed listed;

  made_fat_begin (&made, 12, FALSE);
  made_fat_add (&made, MADE_FAT_ROOT, "\x8d\x80\x93\x8a\x80      ", 8, 0, 0); /* НАУКА */
  made_fat_add_long (&made, MADE_FAT_ROOT, "Архив", "\x80\x90\x95\x88\x82~1    ");
  made_fat_add (&made, MADE_FAT_ROOT, "\x80\x90\x95\x88\x82~1    ", 16, 20, 0);
  made_fat_add (&made, 20, "\x8e\x92\x97\x85\x92   TXT", 32, 10, 5); /* ОТЧЕТ in CP866 */
  made_fat_add (&made, MADE_FAT_ROOT, "BAD\x01    TXT", 32, 10, 5);
  made_fat_add_long (&made, MADE_FAT_ROOT, "Of another file", "OTHER   TXT");
  made_fat_add (&made, MADE_FAT_ROOT, "SHORT   TXT", 32, 0, 0);
  for (guint32 cluster = 10; cluster <= 20; cluster++)
    made_fat_chain (&made, cluster, 0xfff);
  listed_begin (&listed, "made.img", made.bytes);
  g_assert_cmpstr (rc_disc_get_names (listed.disc), ==, "CP866");
  g_assert_cmpstr (rc_disc_get_volume (listed.disc), ==, "НАУКА");
  g_assert_nonnull (listed_find (&listed, "Архив/ОТЧЕТ.TXT"));
  g_assert_nonnull (listed_find (&listed, "SHORT.TXT"));
  g_assert_cmpuint (listed.entries->len, ==, 3);
  g_assert_true (listed_is_said (&listed, "1 damaged entries of the folder"));
  listed_clear (&listed);
}

/* The first letter is the byte that means a deleted file. */
static void
test_latin_names (void)
{
  MadeFat made;
  Listed listed;

  made_fat_begin (&made, 12, TRUE);
  made_fat_add (&made, MADE_FAT_ROOT, "\x05UN     TXT", 32, 0, 0);     /* ÕUN in CP850 */
  made_fat_add (&made, MADE_FAT_ROOT, "R\x90SUM\x90  DOC", 32, 0, 0); /* RÉSUMÉ */
  listed_begin (&listed, "made.img", made.bytes);
  g_assert_cmpstr (rc_disc_get_names (listed.disc), ==, "CP850");
  g_assert_nonnull (listed_find (&listed, "ÕUN.TXT"));
  g_assert_nonnull (listed_find (&listed, "RÉSUMÉ.DOC"));
  listed_clear (&listed);
}

static void
test_hostile (void)
{
  g_autoptr (GError) error = NULL;
  MadeFat made;
  Listed listed;

  made_fat_begin (&made, 12, FALSE);
  made_fat_add (&made, MADE_FAT_ROOT, "LOOP       ", 32, 10, 5000);
  made_fat_chain (&made, 10, 11);
  made_fat_chain (&made, 11, 10);
  made_fat_add (&made, MADE_FAT_ROOT, "SHORT      ", 32, 12, 5000);
  made_fat_chain (&made, 12, 0xfff);
  made_fat_add (&made, MADE_FAT_ROOT, "FAR        ", 32, 0xfee, 5);
  made_fat_add (&made, MADE_FAT_ROOT, "NOWHERE    ", 32, 0, 5);
  made_fat_add (&made, MADE_FAT_ROOT, "FREE       ", 32, 13, 5000);
  made_fat_add (&made, MADE_FAT_ROOT, "SUB        ", 16, 20, 0);
  made_fat_add (&made, 20, "SELF       ", 16, 20, 0);
  made_fat_add (&made, 20, "TOP        ", 16, 0, 0);
  made_fat_chain (&made, 20, 0xfff);
  made_fat_add (&made, MADE_FAT_ROOT, "CHASE      ", 16, 21, 0);
  made_fat_add (&made, 21, "X          ", 32, 0, 0);
  for (int i = 1; i < 16; i++)
    made_fat_cluster (&made, 21)[32 * i] = 0xe5;
  made_fat_chain (&made, 21, 22);
  made_fat_chain (&made, 22, 21);
  made_fat_add (&made, MADE_FAT_ROOT, "GOOD       ", 32, 30, 5);
  made_fat_chain (&made, 30, 0xfff);
  memcpy (made_fat_cluster (&made, 30), "hello", 5);
  made_fat_add (&made, MADE_FAT_ROOT, "CUT        ", 32, 340, 5);
  made_fat_chain (&made, 340, 0xfff);
  /* What the first table has lost the second one has. */
  made_fat_add (&made, MADE_FAT_ROOT, "TWICE      ", 32, 40, 513);
  made_fat_chain (&made, 40, 41);
  made_fat_chain (&made, 41, 0xfff);
  made.bytes->data[made.table + 60] = made.bytes->data[made.table + 61] = 0;
  g_byte_array_set_size (made.bytes, 340 * MADE_FAT_SECTOR);
  listed_begin (&listed, "made.img", made.bytes);
  g_assert_cmpint (rc_disc_get_missing (listed.disc), ==, 20 * MADE_FAT_SECTOR);
  g_assert_true (listed_is_said (&listed, "LOOP: its chain of clusters leads back to itself"));
  g_assert_true (listed_is_said (&listed, "SHORT: its chain of clusters ends before it does"));
  g_assert_true (listed_is_said (&listed, "FAR: its chain of clusters is broken"));
  g_assert_true (listed_is_said (&listed, "NOWHERE: its chain of clusters is broken"));
  g_assert_true (listed_is_said (&listed, "FREE: its chain of clusters is broken"));
  g_assert_true (listed_is_said (&listed, "SUB/SELF: the folder leads back"));
  g_assert_true (listed_is_said (&listed, "SUB/TOP: the folder leads back"));
  g_assert_true (listed_is_said (&listed, "CHASE: its chain of clusters leads back to itself"));
  g_assert_true (listed_is_said (&listed, "CUT: it lies beyond the end of the image"));
  g_assert_nonnull (listed_find (&listed, "CHASE/X"));
  g_assert_cmpuint (listed.entries->len, ==, 13);
  g_assert_cmpuint (listed.problems->len, ==, 9);
  listed_check_text (&listed, "GOOD", "hello");
  g_bytes_unref (rc_disc_read (listed.disc, "TWICE", 0, 10000, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (rc_disc_read (listed.disc, "SHORT", 0, 10000, NULL, &error));
  g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_UNREADABLE);
  listed_clear (&listed);
}

/* Files in each other's clusters, so many that to follow them all would take for ever. */
static void
test_endless (void)
{
  MadeFat made;
  Listed listed;
  guint32 n = 0;

  made_fat_begin (&made, 16, FALSE);
  for (guint32 cluster = 100; cluster < 4900; cluster++)
    made_fat_chain (&made, cluster, cluster + 1);
  made_fat_chain (&made, 4900, 0xffff);
  for (guint32 folder = 2; folder < 60; folder++)
    {
      g_autofree char *name = g_strdup_printf ("D%-10u", folder);

      made_fat_add (&made, MADE_FAT_ROOT, name, 16, folder, 0);
      made_fat_chain (&made, folder, 0xffff);
      for (int i = 0; i < 15; i++)
        {
          g_autofree char *file = g_strdup_printf ("F%-10u", n++);

          made_fat_add (&made, folder, file, 32, 100, 4000 * MADE_FAT_SECTOR);
        }
    }
  listed_begin (&listed, "made.img", made.bytes);
  g_assert_cmpuint (listed.entries->len, ==, 58 * 16);
  g_assert_true (listed_is_said (&listed, "longer than the disc"));
  listed_clear (&listed);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/disc/fat/12", GINT_TO_POINTER (12), test_kinds);
  g_test_add_data_func ("/disc/fat/16", GINT_TO_POINTER (16), test_kinds);
  g_test_add_data_func ("/disc/fat/32", GINT_TO_POINTER (32), test_kinds);
  g_test_add_data_func ("/disc/fat/no-first-sector", GINT_TO_POINTER (-12), test_kinds);
  g_test_add_func ("/disc/fat/names", test_names);
  g_test_add_func ("/disc/fat/latin-names", test_latin_names);
  g_test_add_func ("/disc/fat/hostile", test_hostile);
  g_test_add_func ("/disc/fat/endless", test_endless);
  return g_test_run ();
}
