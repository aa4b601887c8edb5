/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The character set of texts that do not say it. */
#include "config.h"

#include "pages/charset.h"

#include <string.h>

static const char russian[] = "История Отрара\nГород стоял на берегу Сырдарьи, и через него шли караваны.";
static const char kazakh[] = "Отырар — көне қала. Ол Сырдария өзенінің жағасында тұрған, ғұламалар қаласы.";
static const char french[] = "La ville était célèbre pour sa bibliothèque, détruite au treizième siècle.";

static void
assert_decoded (const char *text, const char *charset)
{
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  const char *guess = NULL;
  g_autofree char *decoded = NULL;

  g_assert_nonnull (bytes);
  decoded = rc_charset_decode (bytes, length, &guess);
  g_assert_cmpstr (guess, ==, charset);
  g_assert_cmpstr (decoded, ==, text);
}

static void
test_known (void)
{
  assert_decoded (russian, "CP1251");
  assert_decoded (russian, "CP866");
  assert_decoded (russian, "KOI8-R");
  assert_decoded (russian, "UTF-8");
  assert_decoded (russian, "UTF-16LE");
  assert_decoded (russian, "UTF-16BE");
  assert_decoded (french, "CP1252");
  assert_decoded (french, "UTF-8");
}

static void
test_kazakh (void)
{
  /* PT154 has no em dash. */
  g_autofree char *text = g_strdup (strstr (kazakh, "Ол"));

  assert_decoded (text, "PT154");
  assert_decoded (kazakh, "UTF-8");
}

/* What was read is the beginning of a file, and may end inside a letter. */
static void
test_cut (void)
{
  const char *guess;
  g_autofree char *text = rc_charset_decode (russian, 13, &guess);

  g_assert_cmpstr (guess, ==, "UTF-8");
  g_assert_cmpstr (text, ==, "Истори");
}

static void
test_hostile (void)
{
  char bytes[512];
  g_autofree char *empty = rc_charset_decode ("", 0, NULL);
  g_autofree char *clean = rc_charset_decode ("a\033[31m\r\nb\rc\0d", 13, NULL);

  g_assert_cmpstr (empty, ==, "");
  g_assert_null (strchr (clean, '\033'));
  for (guint seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *text = NULL;

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (char) g_rand_int (rand);
      text = rc_charset_decode (bytes, seed * 2 + 1, NULL);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charset/known", test_known);
  g_test_add_func ("/charset/kazakh", test_kazakh);
  g_test_add_func ("/charset/cut", test_cut);
  g_test_add_func ("/charset/hostile", test_hostile);
  return g_test_run ();
}
