/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives on a disc, also behind a program that would unpack them, and those that lie; on an image and in a folder. */
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>
#include <zlib.h>

#include "fixture.h"
#include "listed.h"

#define TEXT "hello, archive\n"

static void
put_low (GByteArray *bytes, guint64 value, int n)
{
  for (int i = 0; i < n; i++)
    g_byte_array_append (bytes, (const guint8[]){ (guint8) (value >> 8 * i) }, 1);
}

static void
put (GByteArray *bytes, const void *more, gsize size)
{
  g_byte_array_append (bytes, more, (guint) size);
}

/* Whatever looks like an archive within a program, and is none. */
static GByteArray *
make_program (void)
{
  static const char traps[] = "MZ....Rar!\x1a\x07\0.......-lh5-....7z\xbc\xaf\x27\x1c\0.......MSCF\0\0\0\0PK\x05\x06....\x60\xea\x2c\0\x22....";
  GByteArray *program = g_byte_array_new ();

  put (program, traps, sizeof traps);
  for (int i = 0; i < 5000; i++)
    put_low (program, (guint) i * 2654435761u, 4);
  return program;
}

/* Level 0, as it is. */
static GByteArray *
make_lha (void)
{
  GByteArray *lha = g_byte_array_new ();
  guint8 sum = 0;

  put_low (lha, 29, 1);
  put_low (lha, 0, 1);
  put (lha, "-lh0-", 5);
  put_low (lha, strlen (TEXT), 4);
  put_low (lha, strlen (TEXT), 4);
  put_low (lha, 0x21000000, 4);
  put_low (lha, 0x20, 2);
  put_low (lha, 9, 1);
  put (lha, "hello.txt", 9);
  for (guint i = 2; i < lha->len; i++)
    sum = (guint8) (sum + lha->data[i]);
  lha->data[1] = sum;
  put (lha, TEXT, strlen (TEXT));
  put_low (lha, 0, 1);
  return lha;
}

static void
add_arj (GByteArray *arj, int flags, int method, int type, const char *name, const char *text)
{
  guint start;

  put_low (arj, 0xea60, 2);
  put_low (arj, 30 + strlen (name) + 2, 2);
  start = arj->len;
  put (arj, (const guint8[]){ 30, 11, 1, 0, (guint8) flags, (guint8) method, (guint8) type, 0 }, 8);
  put_low (arj, 0x1a210000, 4);
  put_low (arj, strlen (text), 4);
  put_low (arj, strlen (text), 4);
  put_low (arj, crc32 (0, (const guint8 *) text, (uInt) strlen (text)), 4);
  put_low (arj, 0, 6);
  put (arj, name, strlen (name) + 1);
  put_low (arj, 0, 1);
  put_low (arj, crc32 (0, arj->data + start, arj->len - start), 4);
  put_low (arj, 0, 2);
  put (arj, text, strlen (text));
}

static GByteArray *
make_arj (int flags, int method)
{
  GByteArray *arj = g_byte_array_new ();

  add_arj (arj, 0, 0, 2, "a.arj", "");
  add_arj (arj, 0, 0, 3, "sub", "");
  add_arj (arj, flags, method, 0, "sub\\hello.txt", TEXT);
  add_arj (arj, 0, 0, 0, "empty.txt", "");
  put_low (arj, 0xea60, 4);
  return arj;
}

static GByteArray *
make_by_libarchive (int (*set_format) (struct archive *), const char *name, const void *bytes, gsize size)
{
  GByteArray *made = g_byte_array_new ();
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autofree guint8 *memory = g_malloc (100000);
  size_t used = 0;

  set_format (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  g_assert_cmpint (archive_write_open_memory (archive, memory, 100000, &used), ==, ARCHIVE_OK);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, (gint64) size);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  archive_write_data (archive, bytes, size);
  archive_entry_free (entry);
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  put (made, memory, used);
  return made;
}

/* Takes both. */
static GByteArray *
join (GByteArray *first, GByteArray *second)
{
  put (first, second->data, second->len);
  g_byte_array_unref (second);
  return first;
}

/* Takes the bytes: they are looked into in a folder, and on an image. */
static void
with_archive (const char *name, GByteArray *bytes, void (*check) (const Listed *listed, const char *name))
{
  char *file = fixture_make_file (name, bytes->data, bytes->len);
  g_autofree char *folder = g_path_get_dirname (file);

  for (int on_image = 0; on_image < 2; on_image++)
    {
      g_autoptr (GError) error = NULL;
      Listed listed = { .path = on_image ? fixture_make_iso_of (file, name) : NULL };

      listed.disc = rc_disc_open (on_image ? listed.path : folder, NULL, &error);
      g_assert_no_error (error);
      listed.problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
      listed.entries = rc_disc_list (listed.disc, listed.problems, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (rc_disc_open_archives (listed.disc, listed.entries, listed.problems, NULL, &error));
      g_assert_nonnull (listed_find (&listed, name));
      for (guint i = 0; i < listed.problems->len; i++)
        g_test_message ("%s", ((RcProblem *) listed.problems->pdata[i])->message);
      check (&listed, name);
      g_ptr_array_unref (listed.entries);
      g_ptr_array_unref (listed.problems);
      rc_disc_free (listed.disc);
      if (on_image)
        fixture_remove (listed.path);
    }
  fixture_remove (file);
  g_byte_array_unref (bytes);
}

static void
check_hello (const Listed *listed, const char *name)
{
  g_autofree char *path = g_strconcat (name, "/hello.txt", NULL);

  g_assert_cmpuint (listed->problems->len, ==, 0);
  g_assert_cmpuint (listed->entries->len, ==, 2);
  g_assert_true (listed_find (listed, name)->opened);
  g_assert_true (listed_find (listed, path)->inside);
  listed_check_text (listed, path, TEXT);
}

static void
check_lzh_in_zip (const Listed *listed, const char *name)
{
  g_assert_cmpuint (listed->entries->len, ==, 2);
  g_assert_nonnull (listed_find (listed, "zip.exe/hello.lzh"));
}

static void
check_arj (const Listed *listed, const char *name)
{
  g_autofree char *hello = g_strconcat (name, "/sub/hello.txt", NULL), *empty = g_strconcat (name, "/empty.txt", NULL);

  g_assert_cmpuint (listed->problems->len, ==, 0);
  g_assert_cmpuint (listed->entries->len, ==, 4);
  g_assert_cmpint (listed_find (listed, hello)->mtime, ==, 725846400); /* 1 January 1993, as DOS knows no hours of others */
  listed_check_text (listed, hello, TEXT);
  listed_check_text (listed, empty, "");
}

static void
check_packed_arj (const Listed *listed, const char *name)
{
  g_autofree char *path = g_strconcat (name, "/r.txt", NULL);

  g_assert_cmpuint (listed->problems->len, ==, 0);
  listed_check_text (listed, path, "привет, мир\nпривет, мир\nпривет, мир\n");
}

static void
check_refused (const Listed *listed, const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rc_disc_read (listed->disc, path, 0, 1000, NULL, &error);

  g_assert_null (bytes);
  g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, words));
}

static void
check_damaged_arj (const Listed *listed, const char *name)
{
  check_refused (listed, "a.arj/sub/hello.txt", "damaged");
}

static void
check_cut_arj (const Listed *listed, const char *name)
{
  g_assert_true (listed_is_said (listed, "breaks off"));
  g_assert_cmpuint (listed->entries->len, ==, 3);
}

static void
check_secret_arj (const Listed *listed, const char *name)
{
  g_assert_true (listed_is_said (listed, "a.arj: it wants a password"));
  g_assert_cmpuint (listed->problems->len, ==, 1);
  check_refused (listed, "a.arj/sub/hello.txt", "password");
}

static void
check_unknown_arj (const Listed *listed, const char *name)
{
  g_assert_true (listed_is_said (listed, "a method of ARJ"));
  check_refused (listed, "a.arj/sub/hello.txt", "a method of ARJ");
}

static void
check_nothing (const Listed *listed, const char *name)
{
  g_assert_cmpuint (listed->problems->len, ==, 0);
  g_assert_cmpuint (listed->entries->len, ==, 1);
  g_assert_false (listed_find (listed, name)->opened);
}

static void
check_foreign (const Listed *listed, const char *name)
{
  g_assert_cmpuint (listed->problems->len, ==, 1);
  g_assert_true (listed_is_said (listed, "DATA.ZOO: the archive cannot be opened: it is an archive of Zoo"));
}

static void
check_arc (const Listed *listed, const char *name)
{
  g_assert_true (listed_is_said (listed, "OLD.ARC: the archive cannot be opened: it is an archive of ARC"));
}

static void
check_parts (const Listed *listed, const char *name)
{
  g_assert_true (listed_is_said (listed, "the last of several parts"));
}

static void
test_arj (void)
{
  /* Two files, one of nothing, the other with three lines alike, packed by ARJ 3.10 with its usual method. */
  static const guint8 packed[] = {
    0x60, 0xea, 0x2d, 0x00, 0x22, 0x0b, 0x01, 0x02, 0x10, 0x00, 0x02, 0x8a, 0xd5, 0xcf, 0x04, 0x6b, 0xd5, 0xcf, 0x04, 0x6b, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x73, 0x6d, 0x61, 0x6c, 0x6c, 0x2e,
    0x61, 0x72, 0x6a, 0x00, 0x00, 0x13, 0x38, 0x6c, 0xe0, 0x00, 0x00, 0x60, 0xea, 0x35, 0x00, 0x2e, 0x0b, 0x01, 0x02, 0x10, 0x00, 0x00,
    0xd5, 0xd5, 0xcf, 0x04, 0x6b, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xa4, 0x11, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0xd5, 0xcf, 0x04, 0x6b, 0xd5, 0xcf, 0x04, 0x6b, 0x00, 0x00, 0x00, 0x00, 0x65, 0x2e, 0x74, 0x78, 0x74,
    0x00, 0x00, 0x80, 0xde, 0x33, 0xcd, 0x00, 0x00, 0x60, 0xea, 0x35, 0x00, 0x2e, 0x0b, 0x01, 0x02, 0x10, 0x01, 0x00, 0xd5, 0xd5, 0xcf,
    0x04, 0x6b, 0x22, 0x00, 0x00, 0x00, 0x3f, 0x00, 0x00, 0x00, 0x33, 0x89, 0x2e, 0x0e, 0x00, 0x00, 0xa4, 0x11, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0xd5, 0xcf, 0x04, 0x6b, 0xd5, 0xcf, 0x04, 0x6b, 0x00, 0x00, 0x00, 0x00, 0x72, 0x2e, 0x74, 0x78, 0x74, 0x00, 0x00, 0x43,
    0x6f, 0x7e, 0x57, 0x00, 0x00, 0x00, 0x16, 0x42, 0x6d, 0x91, 0x39, 0x44, 0x7d, 0x40, 0x3a, 0x43, 0x47, 0xe8, 0xd0, 0xda, 0x08, 0x7c,
    0x0c, 0x0c, 0xde, 0xfa, 0x41, 0xc0, 0x29, 0xae, 0x44, 0x59, 0x8e, 0xa3, 0xa7, 0x84, 0xe7, 0x9f, 0x40, 0x60, 0xea, 0x00, 0x00
  };
  GByteArray *arj = g_byte_array_new ();

  put (arj, packed, sizeof packed);
  with_archive ("r.arj", arj, check_packed_arj);
  with_archive ("a.arj", make_arj (0, 0), check_arj);
  with_archive ("a.arj", make_arj (1, 0), check_secret_arj);
  with_archive ("a.arj", make_arj (0, 4), check_unknown_arj);
  arj = make_arj (0, 0);
  *(guint8 *) memmem (arj->data, arj->len, TEXT, strlen (TEXT)) ^= 1;
  with_archive ("a.arj", arj, check_damaged_arj);
  arj = make_arj (0, 0);
  g_byte_array_set_size (arj, arj->len - 20);
  with_archive ("a.arj", arj, check_cut_arj);
}

static void
test_programs (void)
{
  g_autoptr (GByteArray) lha = make_lha ();

  with_archive ("A.EXE", join (make_program (), make_lha ()), check_hello);
  with_archive ("A.COM", join (g_byte_array_append (g_byte_array_new (), (const guint8 *) "\xeb\x10 hello", 8), make_lha ()), check_hello);
  with_archive ("A.EXE", join (make_program (), make_arj (0, 0)), check_arj);
  with_archive ("a.exe", join (make_program (), make_by_libarchive (archive_write_set_format_zip, "hello.txt", TEXT, strlen (TEXT))), check_hello);
  with_archive ("a.exe", join (make_program (), make_by_libarchive (archive_write_set_format_7zip, "hello.txt", TEXT, strlen (TEXT))),
                check_hello);
  /* A file of it that is an archive is not taken for all of it. */
  with_archive ("zip.exe", join (make_program (), make_by_libarchive (archive_write_set_format_zip, "hello.lzh", lha->data, lha->len)),
                check_lzh_in_zip);
  with_archive ("program.exe", make_program (), check_nothing);
  with_archive ("library.dll", join (make_program (), make_lha ()), check_nothing);
}

static void
check_lone (const Listed *listed, const char *inside, gint64 size, const char *text)
{
  g_assert_cmpuint (listed->problems->len, ==, 0);
  g_assert_cmpuint (listed->entries->len, ==, 2);
  g_assert_nonnull (listed_find (listed, inside));
  g_assert_cmpint (listed_find (listed, inside)->size, ==, size);
  listed_check_text (listed, inside, text);
}

static void
check_szdd (const Listed *listed, const char *name)
{
  check_lone (listed, "README.TX_/README.TXT", 21, "to be or not to be\r\n\x1a");
}

static void
check_szdd_lower (const Listed *listed, const char *name)
{
  check_lone (listed, "readme.tx_/readme.txt", 21, "to be or not to be\r\n\x1a");
}

static void
check_kwaj (const Listed *listed, const char *name)
{
  check_lone (listed, "README.TX_/LIES.MICH", 6, "hello\n");
}

static void
check_kwaj_packed (const Listed *listed, const char *name)
{
  g_assert_true (listed_is_said (listed, "README.TX_: it is packed with a method of KWAJ"));
}

static void
check_gzip (const Listed *listed, const char *name)
{
  check_lone (listed, name[0] == 'N' ? "N.GZ/long name.txt" : "readme.txt.gz/readme.txt", strlen (TEXT), TEXT);
}

/* "to be or not " and a run of five bytes from the beginning, in a window that begins 16 before its end. */
static GByteArray *
make_szdd (void)
{
  GByteArray *szdd = g_byte_array_new ();

  put (szdd, "SZDD\x88\xf0\x27\x33" "AT", 10);
  put_low (szdd, 21, 4);
  put (szdd, "\xff" "to be or" "\xdf" " not " "\xf0\xf2" "\r\n" "\x01\x1a", 21);
  return szdd;
}

/* All bits of the bytes turned, with a name and no size. */
static GByteArray *
make_kwaj (int method)
{
  GByteArray *kwaj = g_byte_array_new ();

  put (kwaj, "KWAJ\x88\xf0\x27\xd1", 8);
  put_low (kwaj, (guint) method, 2);
  put_low (kwaj, 24, 2);
  put_low (kwaj, 8 | 16, 2);
  put (kwaj, "LIES\0MICH", 10);
  for (const char *p = "hello\n"; *p; p++)
    put_low (kwaj, (guint8) *p ^ 0xff, 1);
  return kwaj;
}

static GByteArray *
make_gzip (const char *name)
{
  guint8 packed[200];
  gz_header header = { .name = (Bytef *) name };
  z_stream stream = { .next_in = (Bytef *) TEXT, .avail_in = (uInt) strlen (TEXT), .next_out = packed, .avail_out = sizeof packed };
  GByteArray *made = g_byte_array_new ();

  g_assert_cmpint (deflateInit2 (&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), ==, Z_OK);
  g_assert_cmpint (deflateSetHeader (&stream, &header), ==, Z_OK);
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  put (made, packed, stream.total_out);
  deflateEnd (&stream);
  return made;
}

/* One packed file alone. */
static void
test_lone (void)
{
  with_archive ("README.TX_", make_szdd (), check_szdd);
  with_archive ("readme.tx_", make_szdd (), check_szdd_lower);
  with_archive ("README.TX_", make_kwaj (1), check_kwaj);
  with_archive ("README.TX_", make_kwaj (3), check_kwaj_packed);
  with_archive ("N.GZ", make_gzip ("long name.txt"), check_gzip);
  with_archive ("readme.txt.gz", make_gzip (NULL), check_gzip);
}

static void
test_foreign (void)
{
  GByteArray *zoo = g_byte_array_new (), *arc = g_byte_array_new ();
  GByteArray *zip = make_by_libarchive (archive_write_set_format_zip, "hello.txt", TEXT, strlen (TEXT));

  put (zoo, "ZOO 2.10 Archive.\x1a\0\0\xdc\xa7\xc4\xfd", 24);
  with_archive ("DATA.ZOO", zoo, check_foreign);
  put (arc, "\x1a\x08" "README.TXT\0\0\0\x04\0\0\0\x21\x1b\0\0\0\0\x04\0\0\0" "abcd" "\x1a\0", 35);
  with_archive ("OLD.ARC", arc, check_arc);
  zip->data[zip->len - 18] = 3;
  with_archive ("parts.zip", zip, check_parts);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/archives/arj", test_arj);
  g_test_add_func ("/disc/archives/lone", test_lone);
  g_test_add_func ("/disc/archives/programs", test_programs);
  g_test_add_func ("/disc/archives/foreign", test_foreign);
  return g_test_run ();
}
