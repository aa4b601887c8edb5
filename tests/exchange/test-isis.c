/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases of CDS/ISIS and IRBIS: every layout of a master file, exports, text, encodings, and what becomes of fields. */
#include "../remove-tree.h"
#include "exchange/reader.h"
#include "record/copy.h"
#include "record/description.h"

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

typedef struct
{
  guint tag;
  const char *text;
} Field;

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

static GPtrArray *
read_stream (GInputStream *stream, const char *path, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcReader) reader = rc_reader_new (stream, RC_FORMAT_AUTO, encoding, NULL, &error);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_reader_item_free);
  RcReaderItem *item;

  g_assert_no_error (error);
  g_assert_cmpint (rc_reader_get_format (reader), ==, RC_FORMAT_ISIS);
  if (path != NULL)
    rc_reader_set_path (reader, path);
  while ((item = rc_reader_next (reader, NULL, &error)) != NULL)
    {
      g_assert_true ((item->record == NULL) == (item->rejection != NULL));
      g_ptr_array_add (items, item);
    }
  g_assert_no_error (error);
  return items;
}

static GPtrArray *
read_bytes (const char *data, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);

  return read_stream (stream, NULL, NULL);
}

static GPtrArray *
read_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);

  g_assert_no_error (error);
  return read_stream (G_INPUT_STREAM (stream), path, NULL);
}

static const RcReaderItem *
get (GPtrArray *items, guint index)
{
  g_assert_cmpuint (index, <, items->len);
  return g_ptr_array_index (items, index);
}

/* The first field with the tag as text, with $ for delimiters; NULL when there is none. */
static char *
dup_field (const RcReaderItem *item, const char *tag, guint nth)
{
  const RcMarc *marc = item->record->marc;
  int index = rc_marc_find (marc, tag, 0);
  char *text;

  for (guint i = 0; i < nth && index >= 0; i++)
    index = rc_marc_find (marc, tag, (guint) index + 1);
  if (index < 0)
    return NULL;
  text = g_strndup (rc_marc_get_field (marc, (guint) index)->data, rc_marc_get_field (marc, (guint) index)->length);
  return g_strdelimit (text, "\x1f", '$');
}

static void
assert_nth (GPtrArray *items, guint index, const char *tag, guint nth, const char *expected)
{
  const RcReaderItem *item = get (items, index);
  g_autofree char *text = NULL;

  g_assert_cmpstr (item->rejection, ==, NULL);
  text = dup_field (item, tag, nth);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_field (GPtrArray *items, guint index, const char *tag, const char *expected)
{
  assert_nth (items, index, tag, 0, expected);
}

static gboolean
warns (const RcReaderItem *item, const char *part)
{
  for (guint i = 0; i < item->warnings->len; i++)
    if (strstr (g_ptr_array_index (item->warnings, i), part) != NULL)
      return TRUE;
  return FALSE;
}

static const Field book[] = { { 24, "<The> end of books" }, { 26, "^aParis^bUnesco^c1970" }, { 70, "Smith, J." }, { 69, "<reading><paper>" },
                              { 99, "shelf 4^x2" }, { 0 } };
static const Field other[] = { { 24, "Another one" }, { 26, "^c1971" }, { 0 } };
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

/* Each 80 bytes a line break, as CDS/ISIS writes an export. */
static GString *
make_export (const Field *fields, char terminator, char end, const char *line_break)
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
  for (gsize at = 0; at < whole->len; at += 80)
    {
      g_string_append_len (wrapped, whole->str + at, (gssize) MIN (80, whole->len - at));
      g_string_append (wrapped, line_break);
    }
  return wrapped;
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
  g_test_add_func ("/isis/exports", test_exports);
  g_test_add_func ("/isis/export-with-wrong-length", test_export_with_wrong_length);
  g_test_add_func ("/isis/export-in-one-line", test_export_in_one_line);
  g_test_add_func ("/isis/export-that-shrank", test_export_that_shrank);
  g_test_add_func ("/isis/id-text", test_id_text);
  g_test_add_func ("/isis/irbis-text", test_irbis_text);
  g_test_add_func ("/isis/western", test_western);
  g_test_add_func ("/isis/shared", test_shared);
  return g_test_run ();
}
