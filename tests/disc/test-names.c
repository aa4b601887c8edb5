/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names on discs of all times, and the media types that they and the first bytes give. */
#include <string.h>

#include "disc/media-type.h"
#include "disc/names.h"

/* Writes the words as an old system would, and reads them again. */
static void
check (const char *charset, RcDiscNames expected, const char *const *words)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; words[i]; i++)
    g_ptr_array_add (names, g_convert (words[i], -1, charset, "UTF-8", NULL, NULL, NULL));
  g_assert_cmpint (rc_disc_names_guess (names), ==, expected);
  for (int i = 0; words[i]; i++)
    {
      g_autofree char *decoded = rc_disc_names_decode (expected, names->pdata[i]);

      g_assert_cmpstr (decoded, ==, words[i]);
    }
}

static void
test_guess (void)
{
  static const char *const upper[] = { "ОТЧЕТ.DOC", "ПЛАН/СМЕТА.XLS", "README.TXT", NULL };
  static const char *const mixed[] = { "Годовой отчёт.doc", "Фото/Алматы.jpg", NULL };
  static const char *const french[] = { "Été/Rapport général.pdf", NULL };
  static const char *const plain[] = { "README.TXT", "Отчёт", NULL };

  check ("CP866", RC_DISC_NAMES_CP866, upper);
  check ("CP866", RC_DISC_NAMES_CP866, mixed);
  check ("CP1251", RC_DISC_NAMES_CP1251, upper);
  check ("CP1251", RC_DISC_NAMES_CP1251, mixed);
  check ("ISO-8859-1", RC_DISC_NAMES_LATIN1, french);
  check ("UTF-8", RC_DISC_NAMES_UTF8, plain);
}

static void
test_control_characters (void)
{
  g_autofree char *decoded = rc_disc_names_decode (RC_DISC_NAMES_UTF8, "a\nb\x1b[2Jc");

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
  check_type ("strange.zzz", "\x01\x02\x03\xfe", "application/octet-stream");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/disc/names/guess", test_guess);
  g_test_add_func ("/disc/names/control-characters", test_control_characters);
  g_test_add_func ("/disc/names/media-types", test_media_types);
  return g_test_run ();
}
