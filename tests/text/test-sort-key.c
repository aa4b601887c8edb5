/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of headings. */
#include "text/fold.h"

#include <string.h>

static void
assert_order (const char *language, const char *const *words)
{
  for (guint i = 0; words[i + 1] != NULL; i++)
    {
      g_autoptr (GBytes) one = rc_text_sort_key (words[i], language);
      g_autoptr (GBytes) other = rc_text_sort_key (words[i + 1], language);
      g_assert_cmpint (g_bytes_compare (one, other), <, 0);
    }
}

static void
test_order (void)
{
  const char *const kazakh[] = { "су", "ұлт", "үй", "хат", "һәм", "ыдыс", "ілім", NULL };

  assert_order (NULL, (const char *const[]){ "apple", "echo", "Éclair", "Volume 9", "Volume 10", "“Water”", "west", NULL });
  assert_order ("kk", kazakh);
}

static void
test_odd (void)
{
  g_autofree char *length = g_strnfill (100000, 'z');
  g_autoptr (GBytes) empty = rc_text_sort_key ("", NULL);
  g_autoptr (GBytes) broken = rc_text_sort_key ("\xff\xfe", "no-such-language");
  g_autoptr (GBytes) endless = rc_text_sort_key (length, NULL);

  g_assert_cmpuint (g_bytes_get_size (endless), >, 100);
  g_assert_nonnull (empty);
  g_assert_nonnull (broken);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/sort-key/order", test_order);
  g_test_add_func ("/text/sort-key/odd", test_odd);
  return g_test_run ();
}
