/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hard disks and cards, their tables written here: what is in each partition, of a PC, of GPT and of a Macintosh, and tables that lie. */
#include <locale.h>
#include <string.h>

#include "fixture.h"
#include "listed.h"
#include "made-fat.h"

#define BLOCK 512u
#define N_BLOCKS 4000u
#define LENGTH 360u /* of a diskette, in blocks */

/* A diskette with one file in a folder. */
static void
put_diskette (GByteArray *disk, guint block, const char *label, const char *text)
{
  MadeFat made;

  made_fat_begin (&made, 12, FALSE);
  made_fat_add (&made, MADE_FAT_ROOT, label, 8, 0, 0);
  made_fat_add (&made, MADE_FAT_ROOT, "DOCS       ", 16, 20, 0);
  made_fat_add (&made, 20, "README  TXT", 32, 10, (guint32) strlen (text));
  made_fat_chain (&made, 20, 0xfff);
  made_fat_chain (&made, 10, 0xfff);
  memcpy (made_fat_cluster (&made, 10), text, strlen (text));
  memcpy (disk->data + block * BLOCK, made.bytes->data, LENGTH * BLOCK);
  g_byte_array_unref (made.bytes);
}

static GByteArray *
make_disk (void)
{
  GByteArray *disk = g_byte_array_new ();

  g_byte_array_set_size (disk, N_BLOCKS * BLOCK);
  memset (disk->data, 0, disk->len);
  return disk;
}

static void
put_entry (GByteArray *disk, guint table, guint i, guint8 kind, guint32 start, guint32 length)
{
  guint8 *block = disk->data + table * BLOCK, *entry = block + 446 + 16 * i;

  entry[4] = kind;
  made_fat_put (entry + 8, start, 4);
  made_fat_put (entry + 12, length, 4);
  block[510] = 0x55;
  block[511] = 0xaa;
}

static void
check_two (Listed *listed, const char *table)
{
  g_assert_cmpuint (listed->entries->len, ==, 6);
  listed_check_text (listed, "1 ONE/DOCS/README.TXT", "one");
  listed_check_text (listed, "5 TWO/DOCS/README.TXT", "two");
  g_assert_true (g_str_has_prefix (rc_disc_get_facts (listed->disc), table));
  g_assert_nonnull (strstr (rc_disc_get_facts (listed->disc), "format\tFAT12\n"));
}

/* Two, one of them in the extended one, whose tables lead back to each other; and what is not read. */
static void
test_mbr (void)
{
  GByteArray *disk = make_disk ();
  Listed listed;

  put_entry (disk, 0, 0, 6, 100, LENGTH);
  put_entry (disk, 0, 1, 5, 1000, 2000);
  put_entry (disk, 0, 2, 0x83, 3500, 100);
  put_entry (disk, 0, 3, 7, 3990, 100);
  put_entry (disk, 1000, 0, 6, 10, LENGTH);
  put_entry (disk, 1000, 1, 5, 600, 100);
  put_entry (disk, 1600, 1, 5, 600, 100);
  memcpy (disk->data + 3500 * BLOCK + 1024 + 56, "\x53\xef\x01", 3);
  put_diskette (disk, 100, "ONE        ", "one");
  put_diskette (disk, 1010, "TWO        ", "two");
  listed_begin (&listed, "made.img", disk);
  check_two (&listed, "format\tMBR\n");
  g_assert_true (listed_is_said (&listed, "partition 3 is left out: it is a hard disk of Linux"));
  g_assert_true (listed_is_said (&listed, "partition 4 is left out"));
  g_assert_cmpuint (listed.problems->len, ==, 2);
  listed_clear (&listed);
}

/* A partition that is alone is the disc; what it lacks at its end is told. */
static void
test_alone (void)
{
  GByteArray *disk = make_disk ();
  Listed listed;

  put_entry (disk, 0, 0, 6, 100, LENGTH);
  put_diskette (disk, 100, "ONE        ", "one");
  g_byte_array_set_size (disk, (100 + LENGTH - 10) * BLOCK);
  listed_begin (&listed, "made.img", disk);
  g_assert_cmpuint (listed.entries->len, ==, 2);
  g_assert_cmpstr (rc_disc_get_volume (listed.disc), ==, "ONE");
  g_assert_cmpint (rc_disc_get_missing (listed.disc), ==, 10 * BLOCK);
  listed_check_text (&listed, "DOCS/README.TXT", "one");
  listed_clear (&listed);
}

/* The first header is gone: the one at the end says the same. */
static void
test_gpt (gconstpointer at_end)
{
  GByteArray *disk = make_disk ();
  guint8 *header = disk->data + (at_end ? N_BLOCKS - 1 : 1) * BLOCK, *table = disk->data + 2 * BLOCK;
  Listed listed;

  put_entry (disk, 0, 0, 0xee, 1, N_BLOCKS - 1);
  memcpy (header, "EFI PART", 8);
  made_fat_put (header + 72, 2, 4);
  made_fat_put (header + 80, 128, 4);
  made_fat_put (header + 84, 128, 4);
  for (guint i = 0; i < 5; i += 4)
    {
      table[i * 128] = 1;
      made_fat_put (table + i * 128 + 32, 100 + 250 * i, 4);
      made_fat_put (table + i * 128 + 40, 100 + 250 * i + LENGTH - 1, 4);
    }
  put_diskette (disk, 100, "ONE        ", "one");
  put_diskette (disk, 1100, "TWO        ", "two");
  listed_begin (&listed, "made.img", disk);
  check_two (&listed, "format\tGPT\n");
  listed_clear (&listed);
}

static void
test_apple (void)
{
  GByteArray *disk = make_disk ();
  static const char *const types[] = { "DOS_FAT_12", "Apple_partition_map", "Apple_Driver", "Apple_Free", "DOS_FAT_12" };
  Listed listed;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      guint8 *entry = disk->data + (i + 1) * BLOCK;

      memcpy (entry, "PM", 2);
      entry[10] = (guint8) ((100 + 250 * i) >> 8);
      entry[11] = (guint8) (100 + 250 * i);
      entry[14] = LENGTH >> 8;
      entry[15] = LENGTH & 255;
      strcpy ((char *) entry + 48, types[i]);
    }
  put_diskette (disk, 100, "ONE        ", "one");
  put_diskette (disk, 1100, "TWO        ", "two");
  listed_begin (&listed, "made.img", disk);
  check_two (&listed, "format\tApple Partition Map\n");
  g_assert_cmpuint (listed.problems->len, ==, 0);
  listed_clear (&listed);
}

/* Nothing that is read, or nothing that makes sense. */
static void
test_refused (void)
{
  for (int kind = 0; kind < 3; kind++)
    {
      GByteArray *disk = make_disk ();
      g_autoptr (GError) error = NULL;
      char *path;

      put_entry (disk, 0, 0, 7, kind == 1 ? 0xffffff00 : 100, kind == 2 ? 0xffffffff : 100);
      if (kind == 2)
        put_entry (disk, 0, 1, 5, 0, 100);
      path = fixture_make_file ("made.img", disk->data, disk->len);
      g_assert_null (rc_disc_open (path, NULL, &error));
      g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_A_DISC);
      g_assert_cmpint (strstr (error->message, "MBR") != NULL, ==, kind == 0);
      g_byte_array_unref (disk);
      fixture_remove (path);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/partitions/mbr", test_mbr);
  g_test_add_func ("/disc/partitions/alone", test_alone);
  g_test_add_data_func ("/disc/partitions/gpt", NULL, test_gpt);
  g_test_add_data_func ("/disc/partitions/gpt-at-end", "", test_gpt);
  g_test_add_func ("/disc/partitions/apple", test_apple);
  g_test_add_func ("/disc/partitions/refused", test_refused);
  return g_test_run ();
}
