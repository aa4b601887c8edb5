/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why something is not read is said in the language of who reads it, though the renderer knows none. */
#include "config.h"

#include <glib/gi18n.h>
#include <gnu/libc-version.h>
#include <locale.h>

#include "renderer/reason.h"

static void
check (const char *said, const char *expected)
{
  g_autofree char *translated = rc_reason_translate (said);

  g_assert_cmpstr (translated, ==, expected);
}

static void
test_translated (void)
{
  /* Since 2.38 the C library translates nothing in a locale that is called C. */
  if (g_ascii_strtod (gnu_get_libc_version (), NULL) >= 2.38)
    {
      g_test_skip ("nothing is translated in C.UTF-8 here");
      return;
    }
  check ("it has no pages", "в нём нет страниц");
  check ("it is an archive of Zoo (ZOO): unpack it first", "это архив Zoo (ZOO): сначала распакуйте его");
  check ("a: b/c.txt: it lies beyond the end of the image", "a: b/c.txt: лежит за концом образа");
  check ("c: an entry of the folder is damaged: the rest of it is left out", "c: запись папки повреждена: остальное пропущено");
}

static void
test_unknown (void)
{
  check ("", "");
  check (": ", ": ");
  check ("what nobody ever said: 100%s", "what nobody ever said: 100%s");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_DOMAIN, g_getenv ("RC_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_DOMAIN, "UTF-8");
  textdomain (GETTEXT_DOMAIN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/renderer/reason/translated", test_translated);
  g_test_add_func ("/renderer/reason/unknown", test_unknown);
  return g_test_run ();
}
