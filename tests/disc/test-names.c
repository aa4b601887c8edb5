/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names on discs of all times, and the media types that they and the first bytes give. */
#include <string.h>

#include "disc/media-details.h"
#include "disc/media-type.h"
#include "disc/names.h"

/* Writes the words as an old system would, and reads them again. */
static void
check (const char *charset, const char *const *words)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; words[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      char *bytes = g_convert (words[i], -1, charset, "UTF-8", NULL, NULL, &error);

      g_assert_no_error (error);
      g_ptr_array_add (names, bytes);
    }
  g_assert_cmpstr (rc_disc_names_guess (names), ==, charset);
  for (int i = 0; words[i]; i++)
    {
      g_autofree char *decoded = rc_disc_names_decode (charset, names->pdata[i]);

      g_assert_cmpstr (decoded, ==, words[i]);
    }
}

static void
test_guess (void)
{
  static const char *const upper[] = { "ОТЧЕТ.DOC", "ПЛАН/СМЕТА.XLS", "ПРОЕКТ1.TXT", NULL };
  static const char *const mixed[] = { "Годовой отчёт.doc", "Фото/Алматы и Бишкек.jpg", "Письмо 12.doc", NULL };
  static const char *const kazakh[] = { "Қазақстан тарихы.doc", "Ұлы дала/Әлем.jpg", "Өнер.doc", "Ғылым және білім.doc", NULL };
  static const char *const french[] = { "Été/Rapport général.doc", "Éducation spéciale.txt", NULL };
  static const char *const cyrillic[] = { "CP866", "CP1251", "KOI8-R", "MAC-CYRILLIC" };

  for (gsize i = 0; i < G_N_ELEMENTS (cyrillic); i++)
    {
      check (cyrillic[i], mixed);
      /* Capitals are the same bytes on a Macintosh as in DOS. */
      if (strcmp (cyrillic[i], "MAC-CYRILLIC") != 0)
        check (cyrillic[i], upper);
    }
  check ("PT154", kazakh);
  check ("RK1048", kazakh);
  check ("CP1252", french);
  check ("CP850", french);
  check ("MACINTOSH", french);
}

/* A folder with a long name, and in it one of DOS; and words that are Unicode by chance. */
static void
test_mixed_path (void)
{
  g_autofree char *mixed = rc_disc_names_decode ("CP866", "Отчёты/\x8f\x8b\x80\x8d.TXT"); /* ПЛАН */
  g_autofree char *chance = rc_disc_names_decode ("CP866", "\xe1\xa0\xa4/\xe0\xae\xa7\xa0"); /* сад, роза */

  g_assert_cmpstr (mixed, ==, "Отчёты/ПЛАН.TXT");
  g_assert_cmpstr (chance, ==, "сад/роза");
}

static void
test_find (void)
{
  g_assert_cmpstr (rc_disc_names_find ("koi8-r"), ==, "KOI8-R");
  g_assert_cmpstr (rc_disc_names_find ("cp437"), ==, "CP437");
  g_assert_null (rc_disc_names_find ("KOI9"));
}

static void
test_control_characters (void)
{
  g_autofree char *decoded = rc_disc_names_decode (NULL, "a\nb\x1b[2Jc");

  g_assert_cmpstr (decoded, ==, "a�b�[2Jc");
}

static void
check_type (const char *name, const char *head, const char *expected)
{
  g_autoptr (GBytes) bytes = head ? g_bytes_new_static (head, strlen (head)) : NULL;
  g_autofree char *type = rc_media_type_guess (name, bytes);

  g_assert_cmpstr (type, ==, expected);
}

static void
test_media_types (void)
{
  check_type ("docs/report.pdf", "%PDF-1.4\n", "application/pdf");
  check_type ("REPORT.PDF", NULL, "application/pdf");
  check_type ("noname", "%PDF-1.4\n", "application/pdf");
  check_type ("a/photo.JPG", "\xff\xd8\xff\xe0", "image/jpeg");
  check_type ("letter.doc", NULL, "application/msword");
  /* What it is, not what it is called. */
  check_type ("report.txt", "%PDF-1.4\n", "application/pdf");
  check_type ("photo.gif", "\xff\xd8\xff\xe0", "image/jpeg");
  check_type ("program.pdf", "just some words\n", "text/plain");
  check_type ("page.htm", "some words and <b>others</b>\n", "text/html");
  check_type ("README.TX_", "SZDD\x88\xf0\x27\x33\x41T\x01", "application/x-szdd");
  /* Bytes that nobody knows do not take away what the name says. */
  check_type ("OLD.TAR", "\x01\x02\x03\xfe", "application/x-tar");
  check_type ("strange.zzz", "\x01\x02\x03\xfe", "application/octet-stream");
}

static void
check_details (const char *head, gsize size, gint64 size_bytes, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (head, size);
  g_autofree char *details = rc_media_details (bytes, size_bytes);

  g_assert_cmpstr (details, ==, expected);
}

static void
test_details (void)
{
  static const char png[32] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xe0";
  static const char gif[32] = "GIF89a\x40\1\xc8\0";
  static const char wave[44] = "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\2\0\x44\xac\0\0\x10\xb1\2\0\4\0\x10\0data";
  static const char mp3[32] = "\xff\xfb\x90\x44";

  check_details (png, sizeof png, 1000, "640 × 480");
  check_details (gif, sizeof gif, 1000, "320 × 200");
  check_details (wave, sizeof wave, 44 + 205 * 176400, "3:25, 44.1 kHz");
  check_details (mp3, sizeof mp3, 16000 * 3725, "1:02:05, 44.1 kHz");
  check_details (wave, 20, 1000, NULL);
  for (gsize size = 0; size < sizeof wave; size++)
    {
      g_autofree char *cut = g_memdup2 (wave, size);
      g_autoptr (GBytes) bytes = g_bytes_new_static (cut, size);

      g_free (rc_media_details (bytes, 5));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/names/guess", test_guess);
  g_test_add_func ("/disc/names/mixed-path", test_mixed_path);
  g_test_add_func ("/disc/names/find", test_find);
  g_test_add_func ("/disc/names/control-characters", test_control_characters);
  g_test_add_func ("/disc/names/media-types", test_media_types);
  g_test_add_func ("/disc/names/details", test_details);
  return g_test_run ();
}
