/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Failures are kept in English and read in any language, with the numbers and names that are in them. */
#include "config.h"

#include "refresh/refresh.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <locale.h>
#include <unistd.h>

static const char *const messages[] = {
  "the answer is empty",
  "no answer: Connection refused",
  "no answer for 30 seconds",
  "a redirect was refused: it leads to port 8080",
  "a redirect was refused: “ftp://example.org” is no https address",
  "more than 5 redirects",
  "the server answered 503",
  "the answer was cut short after 4096 bytes: Connection: closed",
  "needs care: 1 entry where there were 9. Nothing was closed; accept it if it is right",
  "needs care: 3 entries where there were 90. Nothing was closed; accept it if it is right",
  "needs care: it says that it has 99999 grants; ask for fewer",
  "1 entry was left out: it is no grant",
  "25 entries were left out; the first: it is no grant",
  "page 3: the answer is empty",
  "page 3: the answer was cut short after 10 bytes: reset",
  "page 12 brings nothing new: 300 of 4000 came",
  "example.local is an address of this machine or the local network",
  "its fields were guessed, and what is new waits for review: title = name",
  "something that somebody else says: 100 % true",
};

/* Without another language only the first letter differs: nothing is lost on the way. */
static void
test_english (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *words = rc_refresh_dup_words (messages[i]);

      g_assert_cmpstr (g_utf8_next_char (words), ==, g_utf8_next_char (messages[i]));
    }
}

/* C.UTF-8 by the name of a country: since 2.38 the C library translates nothing in one that is called C. */
static gboolean
set_locale (void)
{
  g_autofree char *folder = g_dir_make_tmp ("locale-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (folder, "en_US.UTF-8", NULL);
  gboolean set = symlink ("/usr/lib/locale/C.utf8", link) == 0 && g_setenv ("LOCPATH", folder, TRUE)
                 && setlocale (LC_ALL, "en_US.UTF-8") != NULL;

  g_unlink (link);
  g_rmdir (folder);
  return set;
}

static void
test_russian (void)
{
  const char *folder = g_getenv ("RC_LOCALEDIR");
  g_autofree char *file = g_build_filename (folder != NULL ? folder : "/nonexistent", "ru", "LC_MESSAGES", GETTEXT_DOMAIN ".mo", NULL);
  g_autofree char *fewer = NULL, *page = NULL, *left_out = NULL;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the translations are not built");
      return;
    }
  bindtextdomain (GETTEXT_DOMAIN, folder);
  textdomain (GETTEXT_DOMAIN);
  g_setenv ("LANGUAGE", "ru", TRUE);
  if (!set_locale ())
    {
      g_test_skip ("there is no locale in UTF-8");
      return;
    }
  fewer = rc_refresh_dup_words (messages[9]);
  g_assert_cmpstr (fewer, ==,
                   "Требует внимания: 3 записи вместо 90. Ничего не закрыто; примите, если это верно");
  page = rc_refresh_dup_words (messages[13]);
  g_assert_cmpstr (page, ==, "Страница 3: ответ пуст");
  left_out = rc_refresh_dup_words (messages[12]);
  g_assert_cmpstr (left_out, ==, "Пропущено 25 объявлений; первое: это не грант");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/english", test_english);
  g_test_add_func ("/words/russian", test_russian);
  return g_test_run ();
}
