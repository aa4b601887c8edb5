/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hits shown in the text as it is written. */
#include "search/search.h"

#include "common.h"

static const struct
{
  const char *query, *text, *marked;
} highlights[] = {
  { "education", "Éducation and EDUCATION, educational", "[Éducation] and [EDUCATION], [educational]" },
  { "educ water", "Education educ and waters", "Education [educ] and [waters]" },
  { "educ", "L'éducation pour tous", "L'[éducation] pour tous" },
  { "Otrar", "Отырар, Otrar, Алматы", "[Отырар], [Otrar], Алматы" },
  { "Отырар", "in Otyrar.", "in [Otyrar]." },
  { "щербаков", "Ščerbakov & Shcherbakov", "[Ščerbakov] & [Shcherbakov]" },
  { "\"silk road\"", "Silk and road", "[Silk] and [road]" },
  { "silk -road", "silk road", "[silk] road" },
  { "图书馆", "联合国图书馆。", "联合国[图书馆]。" },
  { "العربية", "اللغة العَرَبِيّة", "اللغة [العَرَبِيّة]" },
  { "ozbek", "Oʻzbek O‘zbekiston", "[Oʻzbek] [O‘zbekiston]" },
  { "author:ivanov", "Ivanov I.", "[Ivanov] I." },
  { "", "anything", "anything" },
};

static char *
mark (const char *query, const char *text)
{
  g_autoptr (GArray) ranges = rc_search_highlight (query, text);
  GString *out = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RcTextRange *range = &g_array_index (ranges, RcTextRange, i);

      g_assert_cmpuint (range->start, >=, at);
      g_assert_cmpuint (range->end, >, range->start);
      g_string_append_len (out, text + at, range->start - at);
      g_string_append_printf (out, "[%.*s]", (int) (range->end - range->start), text + range->start);
      at = range->end;
    }
  g_string_append (out, text + at);
  return g_string_free (out, FALSE);
}

static void
test_highlight (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (highlights); i++)
    {
      g_autofree char *marked = mark (highlights[i].query, highlights[i].text);
      g_assert_cmpstr (marked, ==, highlights[i].marked);
    }
}

static void
test_snippet (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *around = NULL;
  g_autofree char *begin = rc_search_snippet ("one", "One\n two\t three");
  g_autofree char *none = rc_search_snippet ("four", "One two three");

  for (int i = 0; i < 200; i++)
    g_string_append_printf (text, "слово%d%s ", i, i == 100 ? " Отырар" : "");
  around = rc_search_snippet ("otrar", text->str);
  g_assert_cmpstr (begin, ==, "One two three");
  g_assert_null (none);
  g_assert_true (g_str_has_prefix (around, "…слово"));
  g_assert_true (g_str_has_suffix (around, "…"));
  g_assert_nonnull (g_strstr_len (around, -1, "Отырар"));
  g_assert_cmpint (g_utf8_strlen (around, -1), <, 180);
  g_assert_true (g_utf8_validate (around, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/highlight/highlight", test_highlight);
  g_test_add_func ("/search/highlight/snippet", test_snippet);
  return g_test_run ();
}
