/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed images of Mac OS X: a diskette in pieces, each packed in another way, and lists of pieces that lie. */
#include <archive.h>
#include <archive_entry.h>
#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#include "fixture.h"
#include "listed.h"
#include "made-fat.h"

#define BLOCK MADE_FAT_SECTOR
#define PIECE_BLOCKS 60u
#define N_PIECES 6u
#define ROW 40
#define TABLE 204

static void
put_high (guint8 *place, guint64 value, int n)
{
  for (int i = 0; i < n; i++)
    place[i] = (guint8) (value >> 8 * (n - 1 - i));
}

/* 0x80000004: runs of bytes as they are, and a run of the one byte before. */
static GBytes *
pack_adc (const guint8 *bytes, gsize size)
{
  GByteArray *packed = g_byte_array_new ();

  for (gsize i = 0; i < size;)
    {
      gsize run = 1, n = 1;

      while (i + run < size && run < 60 && bytes[i + run] == bytes[i])
        run++;
      if (run > 8)
        {
          const guint8 codes[] = { 0x80, bytes[i], (guint8) (0x40 | (run - 5)), 0, 0 };

          g_byte_array_append (packed, codes, sizeof codes);
          i += run;
          continue;
        }
      n = MIN (3, size - i);
      g_byte_array_append (packed, (const guint8[]){ (guint8) (0x7f + n) }, 1);
      g_byte_array_append (packed, bytes + i, (guint) n);
      i += n;
    }
  return g_byte_array_free_to_bytes (packed);
}

static GBytes *
pack_zlib (const guint8 *bytes, gsize size)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (bytes, (gssize) size, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, converter);
  g_autofree guint8 *memory = g_malloc (size + 1000);
  gsize used;

  g_assert_true (g_input_stream_read_all (packed, memory, size + 1000, &used, NULL, NULL));
  return g_bytes_new (memory, used);
}

/* With what archives are made with, bzip2 or xz. */
static GBytes *
pack_stream (const guint8 *bytes, gsize size, int filter)
{
  g_autofree guint8 *packed = g_malloc (size + 10000);
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  gsize used = 0;

  archive_write_add_filter (archive, filter);
  archive_write_set_format_raw (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  g_assert_cmpint (archive_write_open_memory (archive, packed, size + 10000, &used), ==, ARCHIVE_OK);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_write_header (archive, entry);
  g_assert_cmpint (archive_write_data (archive, bytes, size), ==, (gssize) size);
  archive_entry_free (entry);
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new (packed, used);
}

static GByteArray *
make_diskette (void)
{
  MadeFat made;

  made_fat_begin (&made, 12, FALSE);
  for (guint32 i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("FILE%-4u   ", i), *text = g_strdup_printf ("this is file %2u", i);
      guint32 cluster = 10 + 28 * i;

      made_fat_add (&made, MADE_FAT_ROOT, name, 32, cluster, 15);
      made_fat_chain (&made, cluster, 0xfff);
      memcpy (made_fat_cluster (&made, cluster), text, 15);
    }
  return made.bytes;
}

/* Six pieces of sixty blocks; `kinds` as the list has them. `spoil`: what is done to the list. */
static GByteArray *
make (const guint32 kinds[N_PIECES], int spoil)
{
  g_autoptr (GByteArray) diskette = make_diskette ();
  GByteArray *image = g_byte_array_new ();
  g_autofree guint8 *table = g_malloc0 (TABLE + N_PIECES * ROW);
  g_autofree char *text = NULL, *list = NULL;
  guint8 footer[512] = "koly\0\0\0\4\0\0\2";

  memcpy (table, "mish", 4);
  put_high (table + 200, spoil == 1 ? 0xffffffff : N_PIECES, 4);
  for (guint i = 0; i < N_PIECES; i++)
    {
      const guint8 *bytes = diskette->data + i * PIECE_BLOCKS * BLOCK;
      gsize size = PIECE_BLOCKS * BLOCK;
      g_autoptr (GBytes) packed = kinds[i] == 0x80000004   ? pack_adc (bytes, size)
                                  : kinds[i] == 0x80000005 ? pack_zlib (bytes, size)
                                  : kinds[i] == 0x80000006 ? pack_stream (bytes, size, ARCHIVE_FILTER_BZIP2)
                                  : kinds[i] == 0x80000008 ? pack_stream (bytes, size, ARCHIVE_FILTER_XZ)
                                                           : g_bytes_new (bytes, size);
      guint8 *row = table + TABLE + i * ROW;

      put_high (row, kinds[i], 4);
      put_high (row + 8, i * PIECE_BLOCKS, 8);
      put_high (row + 16, spoil == 2 && i == 5 ? G_MAXUINT64 / 512 : spoil == 3 && i == 5 ? 1 << 20 : PIECE_BLOCKS, 8);
      put_high (row + 24, spoil == 4 && i == 5 ? G_MAXUINT64 - 10 : image->len, 8);
      put_high (row + 32, g_bytes_get_size (packed), 8);
      g_byte_array_append (image, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
    }
  text = g_base64_encode (table, TABLE + N_PIECES * ROW);
  list = g_strdup_printf ("<plist><dict><key>resource-fork</key><dict><key>blkx</key><array><dict><key>Data</key>\n<data>\n%s\n</data></dict></array>"
                          "</dict></dict></plist>", text);
  put_high (footer + 216, image->len, 8);
  put_high (footer + 224, spoil == 5 ? G_MAXUINT32 : strlen (list), 8);
  g_byte_array_append (image, (const guint8 *) list, (guint) strlen (list));
  g_byte_array_append (image, footer, sizeof footer);
  return image;
}

static void
test_kinds (void)
{
  static const guint32 kinds[N_PIECES] = { 0x80000005, 0x80000006, 0x80000008, 0x80000004, 1, 0x80000005 };
  Listed listed;

  listed_begin (&listed, "made.dmg", make (kinds, 0));
  g_assert_cmpuint (listed.entries->len, ==, 12);
  g_assert_cmpuint (listed.problems->len, ==, 0);
  g_assert_cmpstr (rc_disc_get_facts (listed.disc), ==, "format\tDMG\nformat\tFAT12\n");
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("FILE%u", i), *text = g_strdup_printf ("this is file %2u", i);

      listed_check_text (&listed, name, text);
    }
  listed_clear (&listed);
}

/* What is packed in a way that is not read, or not there, is refused; all else is read. */
static void
test_parts (void)
{
  static const guint32 kinds[N_PIECES] = { 0x80000005, 0, 0x80000007, 2, 0x80000006, 0x80000004 };
  Listed listed;

  for (int spoil = 0; spoil < 5; spoil++)
    {
      g_autoptr (GError) error = NULL;

      listed_begin (&listed, "made.dmg", make (kinds, spoil));
      g_assert_cmpuint (listed.entries->len, ==, 12);
      listed_check_text (&listed, "FILE1", "this is file  1");
      listed_check_text (&listed, "FILE8", "this is file  8");
      g_assert_null (rc_disc_read (listed.disc, "FILE4", 0, 100, NULL, &error));
      g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_UNREADABLE);
      listed_clear (&listed);
    }
}

static void
test_refused (void)
{
  static const guint32 none[N_PIECES] = { 0x80000007, 0x80000007, 0x80000007, 0x80000007, 0x80000007, 0x80000007 };
  static const guint32 good[N_PIECES] = { 0x80000005, 0x80000005, 0x80000005, 0x80000005, 0x80000005, 0x80000005 };

  for (int spoil = 0; spoil <= 5; spoil += 5)
    {
      g_autoptr (GByteArray) image = make (spoil == 0 ? none : good, spoil);
      char *path = fixture_make_file ("made.dmg", image->data, image->len);
      g_autoptr (GError) error = NULL;

      g_assert_null (rc_disc_open (path, NULL, &error));
      g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_A_DISC);
      g_assert_nonnull (strstr (error->message, "(DMG) of a kind that is not read"));
      fixture_remove (path);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/dmg/kinds", test_kinds);
  g_test_add_func ("/disc/dmg/parts", test_parts);
  g_test_add_func ("/disc/dmg/refused", test_refused);
  return g_test_run ();
}
