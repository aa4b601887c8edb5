/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of tracks of both kinds: made ones, and the real ones, of which the bad say where they are bad. */
#include <gio/gio.h>
#include <string.h>

#include "disc/sheet.h"

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
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/sheet/cue", test_cue);
  g_test_add_func ("/disc/sheet/toc", test_toc);
  g_test_add_func ("/disc/sheet/cut", test_cut);
  g_test_add_func ("/disc/sheet/real", test_real);
  return g_test_run ();
}
