/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of tracks of both kinds: made ones, and the real ones, of which the bad say where they are bad. */
#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#include "disc/sheet.h"
#include "fixture.h"
#include "listed.h"
#include "made-iso.h"

static void
check_track (const RcSheet *sheet, guint i, gboolean sound, const char *file, gint64 start, gint64 n_sectors)
{
  const RcSheetTrack *track = sheet->tracks->pdata[i];

  g_assert_cmpint (track->sound, ==, sound);
  g_assert_cmpstr (track->file, ==, file);
  g_assert_cmpint (track->start, ==, start);
  g_assert_cmpint (track->n_sectors, ==, n_sectors);
}

static void
test_cue (void)
{
  static const char text[] = "REM COMMENT x\r\nFILE \"All of it.bin\" BINARY\r\n  TRACK 01 MODE1/2352\r\n    INDEX 01 00:00:00\r\n"
                             "  TRACK 02 AUDIO\r\n    TITLE \"Song\"\r\n    INDEX 00 00:10:00\r\n    INDEX 01 00:12:00\r\n"
                             "  TRACK 03 AUDIO\r\n    INDEX 01 01:00:37\r\n";
  g_autoptr (RcSheet) sheet = rc_sheet_parse (text, strlen (text));

  g_assert_cmpuint (sheet->problems->len, ==, 0);
  g_assert_cmpuint (sheet->tracks->len, ==, 3);
  check_track (sheet, 0, FALSE, "All of it.bin", 0, 750);
  check_track (sheet, 1, TRUE, "All of it.bin", 900, 4537 - 900);
  g_assert_cmpstr (((RcSheetTrack *) sheet->tracks->pdata[1])->title, ==, "Song");
  check_track (sheet, 2, TRUE, "All of it.bin", 4537, -1);
}

static void
test_toc (void)
{
  static const char text[] = "CD_ROM // a comment\nTRACK MODE1_RAW\nDATAFILE \"data.bin\" 10:00:00\nTRACK AUDIO\nNO COPY\n"
                             "CD_TEXT { LANGUAGE 0 { TITLE \"Song\" } }\nSILENCE 0:2:0\nFILE \"sound.wav\" 0 3:25:10\nSTART 0:2:0\n";
  g_autoptr (RcSheet) sheet = rc_sheet_parse (text, strlen (text));

  g_assert_cmpuint (sheet->problems->len, ==, 0);
  g_assert_cmpuint (sheet->tracks->len, ==, 2);
  check_track (sheet, 0, FALSE, "data.bin", 0, 45000);
  check_track (sheet, 1, TRUE, "sound.wav", 0, 150 + (3 * 60 + 25) * 75 + 10);
  g_assert_cmpstr (((RcSheetTrack *) sheet->tracks->pdata[1])->title, ==, "Song");
}

static void
test_clone (void)
{
  static const char text[] = "[CloneCD]\r\nVersion=3\r\n[Disc]\r\nTocEntries=5\r\nSessions=2\r\n"
                             "[Entry 0]\r\nSession=1\r\nPoint=0xa2\r\nControl=0x00\r\nPLBA=5000\r\n"
                             "[Entry 1]\r\nSession=1\r\nPoint=0x01\r\nControl=0x04\r\nPLBA=0\r\n"
                             "[Entry 2]\r\nSession=1\r\nPoint=0x02\r\nControl=0x00\r\nPLBA=3000\r\n"
                             "[Entry 3]\r\nSession=2\r\nPoint=0x03\r\nControl=0x04\r\nPLBA=16400\r\n"
                             "[Entry 4]\r\nSession=2\r\nPoint=0xa2\r\nControl=0x04\r\nPLBA=17000\r\n"
                             "[TRACK 1]\r\nMODE=1\r\nINDEX 1=0\r\n";
  g_autoptr (RcSheet) sheet = rc_sheet_parse_clone (text, strlen (text), "disc.img");
  g_autoptr (RcSheet) none = rc_sheet_parse_clone ("[CloneCD]\nVer", 13, "disc.img");

  g_assert_cmpuint (sheet->problems->len, ==, 0);
  g_assert_cmpuint (sheet->tracks->len, ==, 3);
  check_track (sheet, 0, FALSE, "disc.img", 0, 3000);
  check_track (sheet, 1, TRUE, "disc.img", 3000, 2000);
  check_track (sheet, 2, FALSE, "disc.img", 16400, 600);
  g_assert_cmpuint (none->tracks->len, ==, 0);
  g_assert_cmpuint (none->problems->len, ==, 1);
}

static void
put (guint8 *place, guint32 value, int n)
{
  for (int i = 0; i < n; i++)
    place[i] = (guint8) (value >> 8 * i);
}

/* One session of data and sound; `bytes` has room for 600. */
static void
make_alcohol (guint8 *bytes)
{
  memcpy (bytes, "MEDIA DESCRIPTOR\1\3", 18);
  put (bytes + 20, 1, 2);
  put (bytes + 0x50, 0x58, 4);
  bytes[0x58 + 10] = 3;
  put (bytes + 0x58 + 20, 0x70, 4);
  for (guint i = 0; i < 3; i++)
    {
      guint8 *track = bytes + 0x70 + 80 * i;

      track[0] = i == 2 ? 0xa9 : 0xaa;
      track[4] = (guint8) (i == 0 ? 0xa0 : i);
      put (track + 12, 0x170 + 8 * i, 4);
      put (track + 16, 2352, 2);
      put (track + 40, i == 2 ? 2352 * 400 : 0, 4);
      put (track + 52, 0x1a0, 4);
      put (bytes + 0x170 + 8 * i + 4, 300 + 100 * i, 4);
    }
  put (bytes + 0x1a0, 0x1b0, 4);
  put (bytes + 0x1a4, 1, 4);
  memcpy (bytes + 0x1b0, "*\0.\0m\0d\0f\0\0\0", 12);
}

static void
test_alcohol (void)
{
  guint8 bytes[600] = { 0 };
  g_autoptr (RcSheet) sheet = NULL;

  make_alcohol (bytes);
  sheet = rc_sheet_parse_alcohol (bytes, sizeof bytes, "my disc");
  g_assert_cmpuint (sheet->problems->len, ==, 0);
  g_assert_cmpuint (sheet->tracks->len, ==, 2);
  check_track (sheet, 0, FALSE, "my disc.mdf", 0, 400);
  check_track (sheet, 1, TRUE, "my disc.mdf", 400, 500);
  for (gsize length = 16; length < sizeof bytes; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (bytes, length);
      g_autoptr (RcSheet) less = rc_sheet_parse_alcohol (cut, length, "x");

      g_assert_cmpuint (less->tracks->len, <=, 2);
    }
}

/* A sector as a drive gives it when it is asked for all of it: its time on the disc is in it. */
static void
append_raw (GByteArray *raw, const guint8 *data, guint number)
{
  guint time = number + 150;
  const guint units[3] = { time / 4500, time / 75 % 60, time % 75 };
  guint8 sector[2352] = { 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0 };

  for (int i = 0; i < 3; i++)
    sector[12 + i] = (guint8) (units[i] / 10 << 4 | units[i] % 10);
  sector[15] = 1;
  memcpy (sector + 16, data, MADE_SECTOR);
  g_byte_array_append (raw, sector, sizeof sector);
}

/* A place in an image that is not at the beginning of its disc. */
static void
move (GByteArray *image, guint at)
{
  put (image->data + 16 * MADE_SECTOR + 156 + 2, at + MADE_ROOT, 4);
  put (image->data + MADE_ROOT * MADE_SECTOR + 2, at + MADE_ROOT, 4);
}

/* Two sessions that follow each other in the file, and not on the disc: the second one has a file of the first. */
static void
test_sessions (void)
{
  static const char sheet_text[] = "[CloneCD]\n[Entry 0]\nSession=1\nPoint=1\nControl=4\nPLBA=0\n"
                                   "[Entry 1]\nSession=2\nPoint=2\nControl=4\nPLBA=11430\n[Entry 2]\nSession=2\nPoint=3\nControl=0\nPLBA=11460\n";
  const guint second = 30 + 11400;
  g_autoptr (GByteArray) one = made_iso_new (1, 30), two = made_iso_new (1, 30);
  GByteArray *raw = g_byte_array_new ();
  g_autofree char *folder = NULL, *sheet = NULL, *none = NULL;
  g_autoptr (RcDisc) disc = NULL, without = NULL;
  g_autoptr (GPtrArray) entries = NULL, problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  Listed listed;

  memcpy (one->data + 25 * MADE_SECTOR, "first", 5);
  memcpy (two->data + 25 * MADE_SECTOR, "second", 6);
  made_iso_add (two, MADE_ROOT, "OLD.TXT;1", 9, 25, 5, 0);
  made_iso_add (two, MADE_ROOT, "NEW.TXT;1", 9, second + 25, 6, 0);
  move (two, second);
  for (guint i = 0; i < 30; i++)
    append_raw (raw, one->data + i * MADE_SECTOR, i);
  for (guint i = 0; i < 30; i++)
    append_raw (raw, two->data + i * MADE_SECTOR, second + i);
  listed_begin (&listed, "disc.IMG", raw);
  g_assert_cmpuint (listed.entries->len, ==, 2);
  listed_check_text (&listed, "OLD.TXT", "first");
  listed_check_text (&listed, "NEW.TXT", "second");
  folder = g_path_get_dirname (listed.path);
  sheet = g_build_filename (folder, "disc.ccd", NULL);
  none = g_build_filename (folder, "other.ccd", NULL);
  g_assert_true (g_file_set_contents (sheet, sheet_text, -1, NULL) && g_file_set_contents (none, sheet_text, -1, NULL));
  disc = rc_disc_open (sheet, NULL, NULL);
  g_assert_cmpstr (rc_disc_get_image_path (disc), ==, listed.path);
  g_assert_nonnull (strstr (rc_disc_get_facts (disc), "track\t1\tdata\t60\ntrack\t2\tdata\t30\ntrack\t3\taudio\t0\n"));
  /* What is not there is said once, by its name. */
  without = rc_disc_open (none, NULL, NULL);
  entries = rc_disc_list (without, problems, NULL, NULL);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((RcProblem *) problems->pdata[0])->message, "other.img"));
  listed_clear (&listed);
}

/* The image is found however the sheet writes its name; of one that has another name now, that is said. */
static void
test_called (void)
{
  static const struct
  {
    const char *charset, *name;
    guint n_problems;
  } sheets[] = {
    { "UTF-8", "Диск.bin", 0 }, { "CP1251", "Диск.bin", 0 }, { "UTF-16", "Диск.bin", 0 }, { "UTF-8", "C:\\ДИСК.BIN", 0 }, { "UTF-8", "old.bin", 1 },
  };
  GByteArray *image = made_iso_new (1, 30);
  g_autofree char *folder = NULL, *path = NULL;
  Listed listed;

  made_iso_add (image, MADE_ROOT, "ONE.TXT;1", 9, 25, 6, 0);
  listed_begin (&listed, "Диск.bin", image);
  folder = g_path_get_dirname (listed.path);
  path = g_build_filename (folder, "диск.cue", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *text = g_strdup_printf ("FILE \"%s\" BINARY\r\nTRACK 01 MODE1/2048\r\nINDEX 01 00:00:00\r\n", sheets[i].name);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free), entries = NULL;
      gsize size;
      g_autofree char *bytes = g_convert (text, -1, sheets[i].charset, "UTF-8", NULL, &size, NULL);
      g_autoptr (RcDisc) disc = NULL;

      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
      disc = rc_disc_open (path, NULL, NULL);
      entries = rc_disc_list (disc, problems, NULL, NULL);
      g_assert_cmpuint (entries->len, ==, 1);
      g_assert_cmpuint (problems->len, ==, sheets[i].n_problems);
    }
  listed_clear (&listed);
}

/* Sound with data behind it that nobody reads is not silently a disc of sound. */
static void
test_unread (void)
{
  const guint8 sound[2352] = { 1 }, data[MADE_SECTOR] = { 1 };
  GByteArray *raw = g_byte_array_new ();
  Listed listed;

  for (guint i = 0; i < 20; i++)
    g_byte_array_append (raw, sound, sizeof sound);
  for (guint i = 20; i < 50; i++)
    append_raw (raw, data, i);
  listed_begin (&listed, "both.bin", raw);
  g_assert_cmpuint (listed.entries->len, ==, 0);
  g_assert_true (listed_is_said (&listed, "the track with data has no files"));
  listed_clear (&listed);
}

/* A track with a disc of its own in it, whose sectors count from its own beginning. */
static void
test_alone (void)
{
  GByteArray *image = made_iso_new (1, 30), *other = made_iso_new (1, 30);
  Listed listed;

  made_iso_add (image, MADE_ROOT, "ONE.TXT;1", 9, 25, 6, 0);
  memcpy (image->data + 25 * MADE_SECTOR, "first\n", 6);
  made_iso_add (other, MADE_ROOT, "TWO.TXT;1", 9, 25, 7, 0);
  memcpy (other->data + 25 * MADE_SECTOR, "second\n", 7);
  g_byte_array_append (image, other->data, other->len);
  g_byte_array_unref (other);
  listed_begin (&listed, "both.bin", image);
  g_assert_cmpuint (listed.entries->len, ==, 3);
  listed_check_text (&listed, "ONE.TXT", "first\n");
  listed_check_text (&listed, "2 MADE/TWO.TXT", "second\n");
  listed_clear (&listed);
}

/* Whatever is cut off, it ends, and what was whole before the cut is there. */
static void
test_cut (void)
{
  static const char text[] = "FILE \"a.bin\" BINARY TRACK 01 AUDIO INDEX 01 00:00:00 TRACK 02 MODE1/2048 INDEX 01 00:04:00 { CD_TEXT {";

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *cut = g_memdup2 (text, length + 1);
      g_autoptr (RcSheet) sheet = rc_sheet_parse (cut, length);

      g_assert_cmpuint (sheet->tracks->len, <=, 2);
    }
}

static void
test_real (void)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");
  g_autofree char *folder = g_build_filename (shared ? shared : "/nonexistent", "disc", "cuesheets", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  if (!dir)
    {
      g_test_skip ("the real sheets are not here");
      return;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
      g_autoptr (RcSheet) sheet = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      sheet = rc_sheet_parse (text, length);
      /* What is bad in this one is that its file is not there. */
      if (g_str_has_prefix (name, "bad-") && strcmp (name, "bad-file.toc") != 0)
        g_assert_cmpuint (sheet->problems->len, >, 0);
      else
        {
          for (guint i = 0; i < sheet->problems->len; i++)
            g_error ("%s: %s", name, (char *) sheet->problems->pdata[i]);
          g_assert_cmpuint (sheet->tracks->len, >, 0);
        }
      n++;
    }
  g_assert_cmpuint (n, >=, 20);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/sheet/cue", test_cue);
  g_test_add_func ("/disc/sheet/toc", test_toc);
  g_test_add_func ("/disc/sheet/clone", test_clone);
  g_test_add_func ("/disc/sheet/alcohol", test_alcohol);
  g_test_add_func ("/disc/sheet/sessions", test_sessions);
  g_test_add_func ("/disc/sheet/alone", test_alone);
  g_test_add_func ("/disc/sheet/called", test_called);
  g_test_add_func ("/disc/sheet/unread", test_unread);
  g_test_add_func ("/disc/sheet/cut", test_cut);
  g_test_add_func ("/disc/sheet/real", test_real);
  return g_test_run ();
}
