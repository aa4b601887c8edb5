/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diskettes, written here byte by byte: of all sizes of FAT, of times without a first sector, in the letters of DOS and of Windows, and
 * with what years do to them. */
#include <locale.h>
#include <string.h>

#include "disc/tree.h"
#include "fixture.h"

#define SECTOR 512u
#define ROOT 0u

/* A diskette under way; clusters have one sector. */
typedef struct
{
  GByteArray *bytes;
  guint bits, table_sectors, n_root;
  gsize table, root, data;
} Made;

static void
put (guint8 *place, guint32 value, int n)
{
  for (int i = 0; i < n; i++)
    place[i] = (guint8) (value >> 8 * i);
}

static void
chain (Made *made, guint32 cluster, guint32 next)
{
  for (gsize copy = 0; copy < 2; copy++)
    {
      guint8 *table = made->bytes->data + made->table + copy * made->table_sectors * SECTOR;

      if (made->bits == 32)
        put (table + cluster * 4, next, 4);
      else if (made->bits == 16)
        put (table + cluster * 2, next, 2);
      else
        {
          guint8 *place = table + cluster + cluster / 2;
          guint both = place[0] | (guint) place[1] << 8;

          both = cluster % 2 ? (both & 15) | (next & 0xfff) << 4 : (both & 0xf000) | (next & 0xfff);
          put (place, both, 2);
        }
    }
}

static guint8 *
cluster_at (Made *made, guint32 cluster)
{
  return made->bytes->data + made->data + (cluster - 2) * SECTOR;
}

/* Its first sector says what it is but where it is of 1982 (`plain`). */
static void
make (Made *made, guint bits, gboolean plain)
{
  guint n_sectors = bits == 12 ? 360 : bits == 16 ? 5000 : 3000;
  guint8 *boot;

  made->bits = bits;
  made->n_root = bits == 32 ? 0 : 64;
  made->table_sectors = bits == 12 ? 2 : bits == 16 ? 20 : 30;
  made->table = (bits == 32 ? 32 : 1) * SECTOR;
  made->root = made->table + 2 * (gsize) made->table_sectors * SECTOR;
  made->data = made->root + made->n_root * 32;
  made->bytes = g_byte_array_new ();
  g_byte_array_set_size (made->bytes, n_sectors * SECTOR);
  memset (made->bytes->data, 0, made->bytes->len);
  boot = made->bytes->data;
  if (!plain)
    {
      memcpy (boot, "\xeb\x3c\x90MADE    ", 11);
      put (boot + 11, SECTOR, 2);
      boot[13] = 1;
      put (boot + 14, (guint32) (made->table / SECTOR), 2);
      boot[16] = 2;
      put (boot + 17, made->n_root, 2);
      put (boot + 19, n_sectors, 2);
      boot[21] = 0xfc;
      put (boot + (bits == 32 ? 36 : 22), made->table_sectors, bits == 32 ? 4 : 2);
      put (boot + 44, bits == 32 ? 2 : 0, 4);
    }
  chain (made, 0, 0x0ffffffc);
  chain (made, 1, 0x0fffffff);
  if (bits == 32)
    chain (made, 2, 0x0fffffff);
}

/* One entry at the end of a folder. */
static guint8 *
add (Made *made, guint32 folder, const char *name, guint8 attributes, guint32 cluster, guint32 size)
{
  guint8 *entry = folder == ROOT && made->bits != 32 ? made->bytes->data + made->root : cluster_at (made, folder == ROOT ? 2 : folder);

  while (entry[0] != 0)
    entry += 32;
  memcpy (entry, name, 11);
  entry[11] = attributes;
  put (entry + 22, 9 << 11 | 30 << 5, 2);
  put (entry + 24, (1995 - 1980) << 9 | 4 << 5 | 12, 2);
  put (entry + 20, cluster >> 16, 2);
  put (entry + 26, cluster & 0xffff, 2);
  put (entry + 28, size, 4);
  return entry;
}

/* The entries of a long name, for the one that is added next. */
static void
add_long (Made *made, guint32 folder, const char *name, const char *short_name)
{
  static const guint8 places[13] = { 1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30 };
  g_autofree gunichar2 *units = g_utf8_to_utf16 (name, -1, NULL, NULL, NULL);
  guint length = 0, n;
  guint8 sum = 0;

  while (units[length])
    length++;
  n = (length + 12) / 13;
  for (int i = 0; i < 11; i++)
    sum = (guint8) ((sum >> 1 | sum << 7) + (guint8) short_name[i]);
  for (guint part = n; part > 0; part--)
    {
      guint8 *entry = add (made, folder, "\1          ", 15, 0, 0xffffffff);

      entry[0] = (guint8) (part | (part == n ? 64 : 0));
      entry[13] = sum;
      for (guint i = 0; i < 13; i++)
        {
          guint at = (part - 1) * 13 + i;

          put (entry + places[i], at < length ? units[at] : at == length ? 0 : 0xffff, 2);
        }
    }
}

typedef struct
{
  char *path;
  GPtrArray *entries, *problems;
  RcDisc *disc;
} Listed;

static void
list (Listed *self, Made *made)
{
  g_autoptr (GError) error = NULL;

  self->path = fixture_make_file ("made.img", made->bytes->data, made->bytes->len);
  g_byte_array_unref (made->bytes);
  self->disc = rc_disc_open (self->path, NULL, &error);
  g_assert_no_error (error);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  self->entries = rc_disc_list (self->disc, self->problems, NULL, &error);
  g_assert_no_error (error);
}

static void
clear (Listed *self)
{
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->problems);
  rc_disc_free (self->disc);
  fixture_remove (self->path);
}

static const RcDiscEntry *
find (const Listed *self, const char *path)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (strcmp (((RcDiscEntry *) self->entries->pdata[i])->path, path) == 0)
      return self->entries->pdata[i];
  return NULL;
}

static gboolean
is_said (const Listed *self, const char *words)
{
  for (guint i = 0; i < self->problems->len; i++)
    if (strstr (((RcProblem *) self->problems->pdata[i])->message, words))
      return TRUE;
  return FALSE;
}

static void
check_text (const Listed *self, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rc_disc_read (self->disc, path, 0, 10000, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}

/* A file in three pieces, a folder, a long name, what was deleted, and a label: with tables of 12, 16 and 32 bits, and of 12 with nothing
 * in the first sector. */
static void
test_kinds (gconstpointer data)
{
  int kind = GPOINTER_TO_INT (data);
  guint bits = (guint) ABS (kind);
  g_autofree char *format = g_strdup_printf ("format\tFAT%u\n", bits), *long_text = g_strnfill (1200, 'x');
  const RcDiscEntry *entry;
  Made made;
  Listed listed;

  make (&made, bits, kind < 0);
  add (&made, ROOT, "OUR DISK   ", 8, 0, 0);
  add (&made, ROOT, "READ ME TXT", 32, 10, 5);
  add (&made, ROOT, "\xe5" "ONE    TXT", 32, 11, 5);
  add (&made, ROOT, "DOCS       ", 16, 20, 0);
  add (&made, 20, ".          ", 16, 20, 0);
  add (&made, 20, "..         ", 16, 0, 0);
  add (&made, 20, "LONG    TXT", 32, 12, 1200);
  add_long (&made, 20, "Отчёт о поездке.txt", "8F71~1  TXT");
  add (&made, 20, "8F71~1  TXT", 32, 10, 5);
  add (&made, 20, "NT      TXT", 32, 0, 0)[12] = 8;
  memcpy (cluster_at (&made, 10), "hello", 5);
  chain (&made, 10, 0x0fffffff);
  chain (&made, 20, 0x0fffffff);
  chain (&made, 12, 15);
  chain (&made, 15, 13);
  chain (&made, 13, 0x0fffffff);
  memset (cluster_at (&made, 12), 'x', SECTOR);
  memset (cluster_at (&made, 13), 'x', SECTOR);
  memset (cluster_at (&made, 15), 'x', SECTOR);
  list (&listed, &made);
  g_assert_cmpstr (rc_disc_get_volume (listed.disc), ==, "OUR DISK");
  g_assert_cmpstr (rc_disc_get_facts (listed.disc), ==, format);
  g_assert_cmpint (rc_disc_get_missing (listed.disc), ==, 0);
  g_assert_cmpuint (listed.entries->len, ==, 5);
  entry = find (&listed, "READ ME.TXT");
  g_assert_cmpint (entry->mtime, ==, 797679000); /* 12 April 1995, half past nine */
  g_assert_true (find (&listed, "DOCS")->folder);
  g_assert_cmpint (find (&listed, "DOCS/Отчёт о поездке.txt")->size, ==, 5);
  g_assert_nonnull (find (&listed, "DOCS/nt.TXT"));
  check_text (&listed, "READ ME.TXT", "hello");
  check_text (&listed, "DOCS/LONG.TXT", long_text);
  /* The same bytes under two names. */
  g_assert_cmpuint (listed.problems->len, ==, 1);
  g_assert_true (is_said (&listed, "Отчёт о поездке.txt: some of its clusters are another file's, too"));
  clear (&listed);
}

/* DOS wrote short names in the letters of its country, Windows long ones beside them. */
static void
test_names (void)
{
  Made made;
  Listed listed;

  make (&made, 12, FALSE);
  add_long (&made, ROOT, "Архив", "\x80\x90\x95\x88\x82~1    ");
  add (&made, ROOT, "\x80\x90\x95\x88\x82~1    ", 16, 20, 0);
  add (&made, 20, "\x8e\x92\x97\x85\x92   TXT", 32, 10, 5); /* ОТЧЕТ in CP866 */
  add (&made, ROOT, "BAD\x01    TXT", 32, 10, 5);
  add_long (&made, ROOT, "Of another file", "OTHER   TXT");
  add (&made, ROOT, "SHORT   TXT", 32, 0, 0);
  for (guint32 cluster = 10; cluster <= 20; cluster++)
    chain (&made, cluster, 0xfff);
  list (&listed, &made);
  g_assert_cmpstr (rc_disc_get_names (listed.disc), ==, "CP866");
  g_assert_nonnull (find (&listed, "Архив/ОТЧЕТ.TXT"));
  g_assert_nonnull (find (&listed, "SHORT.TXT"));
  g_assert_cmpuint (listed.entries->len, ==, 3);
  g_assert_true (is_said (&listed, "1 damaged entries of the folder"));
  clear (&listed);
}

/* The first letter is the byte that means a deleted file. */
static void
test_latin_names (void)
{
  Made made;
  Listed listed;

  make (&made, 12, TRUE);
  add (&made, ROOT, "\x05UN     TXT", 32, 0, 0);     /* ÕUN in CP850 */
  add (&made, ROOT, "R\x90SUM\x90  DOC", 32, 0, 0); /* RÉSUMÉ */
  list (&listed, &made);
  g_assert_cmpstr (rc_disc_get_names (listed.disc), ==, "CP850");
  g_assert_nonnull (find (&listed, "ÕUN.TXT"));
  g_assert_nonnull (find (&listed, "RÉSUMÉ.DOC"));
  clear (&listed);
}

static void
test_hostile (void)
{
  g_autoptr (GError) error = NULL;
  Made made;
  Listed listed;

  make (&made, 12, FALSE);
  add (&made, ROOT, "LOOP       ", 32, 10, 5000);
  chain (&made, 10, 11);
  chain (&made, 11, 10);
  add (&made, ROOT, "SHORT      ", 32, 12, 5000);
  chain (&made, 12, 0xfff);
  add (&made, ROOT, "FAR        ", 32, 0xfee, 5);
  add (&made, ROOT, "NOWHERE    ", 32, 0, 5);
  add (&made, ROOT, "FREE       ", 32, 13, 5000);
  add (&made, ROOT, "SUB        ", 16, 20, 0);
  add (&made, 20, "SELF       ", 16, 20, 0);
  add (&made, 20, "TOP        ", 16, 0, 0);
  chain (&made, 20, 0xfff);
  add (&made, ROOT, "CHASE      ", 16, 21, 0);
  add (&made, 21, "X          ", 32, 0, 0);
  for (int i = 1; i < 16; i++)
    cluster_at (&made, 21)[32 * i] = 0xe5;
  chain (&made, 21, 22);
  chain (&made, 22, 21);
  add (&made, ROOT, "GOOD       ", 32, 30, 5);
  chain (&made, 30, 0xfff);
  memcpy (cluster_at (&made, 30), "hello", 5);
  add (&made, ROOT, "CUT        ", 32, 340, 5);
  chain (&made, 340, 0xfff);
  /* What the first table has lost the second one has. */
  add (&made, ROOT, "TWICE      ", 32, 40, 513);
  chain (&made, 40, 41);
  chain (&made, 41, 0xfff);
  made.bytes->data[made.table + 60] = made.bytes->data[made.table + 61] = 0;
  g_byte_array_set_size (made.bytes, 340 * SECTOR);
  list (&listed, &made);
  g_assert_cmpint (rc_disc_get_missing (listed.disc), ==, 20 * SECTOR);
  g_assert_true (is_said (&listed, "LOOP: its chain of clusters leads back to itself"));
  g_assert_true (is_said (&listed, "SHORT: its chain of clusters ends before it does"));
  g_assert_true (is_said (&listed, "FAR: its chain of clusters is broken"));
  g_assert_true (is_said (&listed, "NOWHERE: its chain of clusters is broken"));
  g_assert_true (is_said (&listed, "FREE: its chain of clusters is broken"));
  g_assert_true (is_said (&listed, "SUB/SELF: the folder leads back"));
  g_assert_true (is_said (&listed, "SUB/TOP: the folder leads back"));
  g_assert_true (is_said (&listed, "CHASE: its chain of clusters leads back to itself"));
  g_assert_true (is_said (&listed, "CUT: it lies beyond the end of the image"));
  g_assert_nonnull (find (&listed, "CHASE/X"));
  g_assert_cmpuint (listed.entries->len, ==, 13);
  g_assert_cmpuint (listed.problems->len, ==, 9);
  check_text (&listed, "GOOD", "hello");
  g_bytes_unref (rc_disc_read (listed.disc, "TWICE", 0, 10000, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (rc_disc_read (listed.disc, "SHORT", 0, 10000, NULL, &error));
  g_assert_error (error, RC_DISC_ERROR, RC_DISC_ERROR_UNREADABLE);
  clear (&listed);
}

/* Files in each other's clusters, so many that to follow them all would take for ever. */
static void
test_endless (void)
{
  Made made;
  Listed listed;
  guint32 n = 0;

  make (&made, 16, FALSE);
  for (guint32 cluster = 100; cluster < 4900; cluster++)
    chain (&made, cluster, cluster + 1);
  chain (&made, 4900, 0xffff);
  for (guint32 folder = 2; folder < 60; folder++)
    {
      g_autofree char *name = g_strdup_printf ("D%-10u", folder);

      add (&made, ROOT, name, 16, folder, 0);
      chain (&made, folder, 0xffff);
      for (int i = 0; i < 15; i++)
        {
          g_autofree char *file = g_strdup_printf ("F%-10u", n++);

          add (&made, folder, file, 32, 100, 4000 * SECTOR);
        }
    }
  list (&listed, &made);
  g_assert_cmpuint (listed.entries->len, ==, 58 * 16);
  g_assert_true (is_said (&listed, "longer than the disc"));
  clear (&listed);
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
