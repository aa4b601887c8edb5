/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases of CDS/ISIS and IRBIS: every layout of a master file, and what becomes of fields. */
#include "../remove-tree.h"
#include "record/copy.h"
#include "record/description.h"
#include "tests/exchange/isis-read.h"

#include <glib/gstdio.h>
#include <string.h>

/* How a program lays out its master file. */
typedef struct
{
  guint control, leader, entry;
  gboolean wide, aligned, big, irbis64;
} Shape;

static const Shape shapes[] = {
  { 64, 18, 6, FALSE, FALSE, FALSE, FALSE }, { 64, 20, 6, FALSE, TRUE, FALSE, FALSE }, { 64, 22, 10, TRUE, FALSE, FALSE, FALSE },
  { 64, 24, 12, TRUE, TRUE, FALSE, FALSE },  { 36, 32, 12, TRUE, TRUE, TRUE, TRUE },   { 64, 18, 6, FALSE, FALSE, TRUE, FALSE },
  { 64, 24, 12, TRUE, TRUE, TRUE, FALSE },
};

/* A number of `width` bytes. */
static void
put (const Shape *shape, GString *file, guint width, guint64 number)
{
  for (guint i = 0; i < width; i++)
    g_string_append_c (file, (char) (number >> 8 * (shape->big ? width - 1 - i : i)));
}

static void
put_gap (const Shape *shape, GString *file)
{
  if (shape->aligned && !shape->irbis64)
    put (shape, file, 2, 0);
}

static GString *
begin_master (const Shape *shape, guint next_mfn)
{
  GString *file = g_string_new (NULL);

  put (shape, file, 4, 0);
  put (shape, file, 4, next_mfn);
  while (file->len < shape->control)
    g_string_append_c (file, '\0');
  return file;
}

/* Appends a record, and gives its offset. Fields end with tag 0. */
static gsize
add_record (const Shape *shape, GString *file, guint mfn, guint status, const Field *fields)
{
  guint n_fields = 0, width = shape->wide ? 4 : 2;
  gsize text = 0, offset, start = 0;

  for (const Field *field = fields; field->tag != 0; field++, n_fields++)
    text += strlen (field->text);
  /* A leader is not split by the end of a block. */
  while (!shape->irbis64 && (file->len % 2 != 0 || 512 - file->len % 512 < shape->leader))
    g_string_append_c (file, '\0');
  offset = file->len;
  put (shape, file, 4, mfn);
  put (shape, file, width, (shape->leader + shape->entry * n_fields + text + 1) / 2 * 2);
  if (shape->irbis64)
    put (shape, file, 8, 0);
  else
    {
      if (!shape->wide)
        put_gap (shape, file);
      put (shape, file, 4, 0);
      put (shape, file, 2, 0);
      if (shape->wide)
        put_gap (shape, file);
    }
  put (shape, file, width, shape->leader + shape->entry * n_fields);
  put (shape, file, shape->irbis64 ? 4 : 2, n_fields);
  if (shape->irbis64)
    put (shape, file, 4, 1);
  put (shape, file, shape->irbis64 ? 4 : 2, status);
  for (const Field *field = fields; field->tag != 0; field++)
    {
      put (shape, file, shape->irbis64 ? 4 : 2, field->tag);
      if (shape->wide)
        put_gap (shape, file);
      put (shape, file, width, start);
      put (shape, file, width, strlen (field->text));
      start += strlen (field->text);
    }
  for (const Field *field = fields; field->tag != 0; field++)
    g_string_append (file, field->text);
  if ((shape->leader + shape->entry * n_fields + text) % 2 != 0)
    g_string_append_c (file, ' ');
  return offset;
}

static void
add_pointer (const Shape *shape, GString *xrf, gint64 offset, gboolean deleted)
{
  gint32 pointer = (gint32) ((offset / 512 + 1) * 2048 + offset % 512);

  if (shape->irbis64)
    {
      put (shape, xrf, 4, (guint64) offset & G_MAXUINT32);
      put (shape, xrf, 4, (guint64) offset >> 32);
      put (shape, xrf, 4, deleted);
      return;
    }
  if (xrf->len % 512 == 0)
    put (shape, xrf, 4, 1);
  put (shape, xrf, 4, (guint64) (offset == 0 ? 0 : deleted ? -pointer : pointer));
}

static void
end_pointers (const Shape *shape, GString *xrf)
{
  while (!shape->irbis64 && xrf->len % 512 != 0)
    g_string_append_c (xrf, '\0');
}

static const Field changed[] = { { 24, "The end of books, revised" }, { 26, "^c1972" }, { 0 } };

static void
test_layouts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GPtrArray) items = NULL;
      GString *file = begin_master (&shapes[i], 31);

      add_record (&shapes[i], file, 1, 0, book);
      for (guint mfn = 2; mfn <= 30; mfn++) /* past the end of a block */
        add_record (&shapes[i], file, mfn, 0, other);
      items = read_bytes (file->str, file->len);
      g_assert_cmpuint (items->len, ==, 30);
      assert_field (items, 0, "245", "04$aThe end of books");
      assert_field (items, 0, "264", " 1$aParis$bUnesco$c1970");
      assert_field (items, 0, "100", "1 $aSmith, J.");
      assert_nth (items, 0, "653", 1, "  $apaper");
      assert_field (items, 0, "887", "  $av99=shelf 4^x2$2isis");
      assert_nth (items, 0, "887", 1, NULL);
      assert_field (items, 29, "245", "00$aAnother one");
      g_string_free (file, TRUE);
    }
}

static char *
write_file (const char *folder, const char *name, GString *content)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, content->str, (gssize) content->len, &error);
  g_assert_no_error (error);
  g_string_free (content, TRUE);
  return path;
}

/* One record of three versions, one that only the cross-reference file knows as deleted, one deleted in itself, one that it
 * does not list, and one that is not there. */
static void
test_versions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const Shape *shape = &shapes[i];
      g_autofree char *folder = g_dir_make_tmp ("isis-XXXXXX", NULL), *path = NULL, *xrf_path = NULL;
      g_autoptr (GPtrArray) items = NULL;
      GString *file = begin_master (shape, 7), *xrf = g_string_new (NULL);
      gsize second, third, fourth, last, sixth;

      add_record (shape, file, 1, 0, book);
      second = add_record (shape, file, 2, 0, other);
      third = add_record (shape, file, 3, 0, other);
      fourth = add_record (shape, file, 4, 1, other);
      add_record (shape, file, 1, 0, other);
      last = add_record (shape, file, 1, 0, changed);
      add_record (shape, file, 5, 0, other);
      sixth = second + 2; /* points at no record */
      add_pointer (shape, xrf, (gint64) last, FALSE);
      add_pointer (shape, xrf, (gint64) second, FALSE);
      add_pointer (shape, xrf, (gint64) third, TRUE);
      add_pointer (shape, xrf, (gint64) fourth, FALSE);
      add_pointer (shape, xrf, 0, FALSE);
      add_pointer (shape, xrf, (gint64) sixth, FALSE);
      end_pointers (shape, xrf);
      path = write_file (folder, "Books.MST", file);
      xrf_path = write_file (folder, "BOOKS.Xrf", xrf);
      items = read_file (path);
      g_assert_cmpuint (items->len, ==, 6);
      assert_field (items, 0, "001", "2");
      assert_field (items, 0, "003", "isis-books");
      g_assert_nonnull (get (items, 1)->rejection); /* 3 */
      g_assert_nonnull (get (items, 2)->rejection); /* 4 */
      g_assert_cmpstr (get (items, 2)->control, ==, "4");
      assert_field (items, 3, "245", "00$aThe end of books, revised");
      assert_field (items, 3, "001", "1");
      assert_field (items, 4, "001", "5");
      g_assert_true (warns (get (items, 4), "cross-reference"));
      g_assert_cmpstr (get (items, 5)->control, ==, "6");
      g_assert_nonnull (strstr (get (items, 5)->rejection, "damaged"));
      remove_tree (folder);
    }
}

/* Bytes that are none of a record stand between them, a directory lies, the end is missing. */
static void
test_damage (void)
{
  const Shape *shape = &shapes[0];
  g_autoptr (GPtrArray) items = NULL;
  GString *file = begin_master (shape, 5);
  gsize second, last;

  add_record (shape, file, 1, 0, book);
  second = add_record (shape, file, 2, 0, other);
  g_string_append (file, "left over of a longer record, which stood here before it was shortened ");
  add_record (shape, file, 3, 0, book);
  last = add_record (shape, file, 4, 0, changed);
  file->str[second + 18 + 4] = '\xff'; /* the length of its first field */
  file->str[second + 18 + 5] = '\x7f';
  items = read_bytes (file->str, last + 40);
  g_assert_cmpuint (items->len, ==, 4);
  g_assert_true (warns (get (items, 1), "outside"));
  assert_field (items, 1, "264", " 1$c1971");
  assert_field (items, 2, "245", "04$aThe end of books");
  g_assert_true (warns (get (items, 3), "outside"));
  g_string_free (file, TRUE);
}

static char *
find_shared (const char *name)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, name, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
test_shared (void)
{
  static const struct
  {
    const char *name;
    guint n_items, n_rejected;
  } files[] = {
    { "isis/cds/cds.mst", 150, 0 },
    { "isis/cds/cds.iso", 150, 0 },
    { "isis/biblio-isis/BIBL.mst", 5, 1 },
    { "isis/abcd/marc/data/marc.mst", 298, 0 },
    { "isis/abcd/unicode/data/unicode.mst", 39, 0 },
    { "isis/abcd/unicode/data/unicode.iso", 39, 0 },
    { "isis/abcd/dubcore/data/dubcore.mst", 4, 0 },
    { "isis/abcd/dubcore/data/htmlgizmo.iso", 144, 0 },
    { "isis/abcd-windows/biblo/data/biblo.mst", 224, 0 },
    { "isis/abcd-windows/experts/data/experts.mst", 2, 0 },
    { "isis/irbis32/ibis.mst", 269, 0 },
    { "unimarc/irbis/records.txt", 3, 0 },
    { "unimarc/irbis/broken_records.txt", 3, 0 },
    { "unimarc/irbis/Reports_001_records.txt", 10, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = find_shared (files[i].name);
      g_autoptr (GPtrArray) items = NULL;
      guint n_rejected = 0;

      if (path == NULL)
        {
          g_test_skip ("the shared data is not here");
          return;
        }
      items = read_file (path);
      for (guint n = 0; n < items->len; n++)
        {
          const RcReaderItem *item = g_ptr_array_index (items, n);

          n_rejected += item->rejection != NULL;
          if (item->record != NULL)
            rc_description_free (rc_description_new_from_marc (item->record->marc));
        }
      g_test_message ("%s: %u, %u rejected", files[i].name, items->len, n_rejected);
      g_assert_cmpuint (items->len, ==, files[i].n_items);
      g_assert_cmpuint (n_rejected, ==, files[i].n_rejected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/isis/layouts", test_layouts);
  g_test_add_func ("/isis/versions", test_versions);
  g_test_add_func ("/isis/damage", test_damage);
  g_test_add_func ("/isis/shared", test_shared);
  return g_test_run ();
}
