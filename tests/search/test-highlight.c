/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hits shown in the text as it is written. */
#include "search/search.h"

#include "common.h"

static const struct
{
  const char *query, *text, *marked;
} highlights[] = {
  { "education", "Éducation and EDUCATION, educational", "[Éducation] and [EDUCATION], [educational]" },
  { "educ water", "Education educ and waters", "[Education] [educ] and [waters]" },
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
  { "9789231041235", "ISBN 978-92-3-104123-5 (pbk.)", "ISBN [978-92-3-104123-5] (pbk.)" },
  { "978-92-3-104123-5", "ISBN 9789231041235", "ISBN [9789231041235]" },
  { "92-3-102736-0", "ISBN 9231027360; 978-92-3-102736-9", "ISBN [9231027360]; [978-92-3-102736-9]" },
  { "9789231027369", "92-3-102736-0", "[92-3-102736-0]" },
  { "43C/57", "Document 43 C 57, 43C/58", "Document [43 C 57], [43C]/58" },
  { "43c57", "Document 43 C/57", "Document [43 C/57]" },
  { "43 c 57", "43C/57", "[43C/57]" },
  { "3700123", "37001234 and 37 00-123 4", "[37001234] and [37 00-123] 4" },
  { "sustainable cities", "The city, sustainability and a sustained effort", "The [city], [sustainability] and a [sustained] effort" },
  { "образование", "в системе образования и образований", "в системе [образования] и [образований]" },
  { "кітап", "кітаптар мен кітабы, кітапхана", "[кітаптар] мен [кітабы], [кітапхана]" },
  { "кітап оқу", "кітаптар мен кітабы, кітапхана", "[кітаптар] мен [кітабы], кітапхана" },
  { "bibliothèques ville", "la Bibliothèque de la ville", "la [Bibliothèque] de la [ville]" },
  { "كتاب", "الكتاب والكتاب", "[الكتاب] [والكتاب]" },
  { "\"cities\"", "the city of cities", "the city of [cities]" },
  { "Шекспир", "by W. Shakespeare", "by W. [Shakespeare]" },
  { "worldwide", "a world-wide web, world wide", "a [world-wide] web, world wide" },
  { "электронный", "электрон-ный, электрон - ный", "[электрон-ный], [электрон] - ный" },
  { "Жамбыл", "Jambyl, Zhambyl", "[Jambyl], [Zhambyl]" },
  { "Jakovlev", "Яковлев", "[Яковлев]" },
  { "Яковлев", "Jakovlev", "[Jakovlev]" },
  { "Қазақстан", "قازاقستان", "[قازاقستان]" },
  { "sres2347", "Resolution S/RES/2347 (2017)", "Resolution [S/RES/2347] (2017)" },
  { "43 C/57", "43C57 and 43 С/57", "[43C57] and [43 С/57]" },
  { "water 92-3-102736-0", "9789231027369 on water", "[9789231027369] on [water]" },
  { "", "anything", "anything" },
};

static char *
mark (const char *query, const char *text)
{
  g_autoptr (RcHighlighter) highlighter = rc_highlighter_new (query);
  g_autoptr (GArray) ranges = rc_highlighter_mark (highlighter, text);
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

/* As many as are marked, however many are asked for. */
static void
test_count_hits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (highlights); i++)
    {
      g_autoptr (RcHighlighter) highlighter = rc_highlighter_new (highlights[i].query);
      g_autoptr (GArray) ranges = rc_highlighter_mark (highlighter, highlights[i].text);

      for (guint most = 0; most < ranges->len + 2; most++)
        g_assert_cmpuint (rc_highlighter_count (highlighter, highlights[i].text, most), ==, MIN (most, ranges->len));
      g_assert_cmpuint (rc_highlighter_count (highlighter, highlights[i].text, G_MAXUINT), ==, ranges->len);
    }
}

static char *
make_snippet (const char *query, const char *text)
{
  g_autoptr (RcHighlighter) highlighter = rc_highlighter_new (query);

  return rc_highlighter_snippet (highlighter, text);
}

/* One highlighter for text after text answers as a new one does. */
static void
test_again (void)
{
  g_autoptr (RcHighlighter) highlighter = rc_highlighter_new ("Otrar 92-3-100394-1 wat");
  static const char *const texts[] = { "Отырар", "Water", "", "ISBN 978-92-3-100394-3", "Отырар, water; 92 3 100394 1" };
  static const guint n_hits[] = { 1, 1, 0, 1, 3 };

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        g_autoptr (GArray) ranges = rc_highlighter_mark (highlighter, texts[i]);

        g_assert_cmpuint (ranges->len, ==, n_hits[i]);
      }
}

static void
test_snippet (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *around = NULL;
  g_autofree char *begin = make_snippet ("one", "One\n two\t three");
  g_autofree char *none = make_snippet ("four", "One two three");

  for (int i = 0; i < 200; i++)
    g_string_append_printf (text, "слово%d%s ", i, i == 100 ? " Отырар" : "");
  around = make_snippet ("otrar", text->str);
  g_assert_cmpstr (begin, ==, "One two three");
  g_assert_null (none);
  g_assert_true (g_str_has_prefix (around, "…слово"));
  g_assert_true (g_str_has_suffix (around, "…"));
  g_assert_nonnull (g_strstr_len (around, -1, "Отырар"));
  g_assert_cmpint (g_utf8_strlen (around, -1), <, 180);
  g_assert_true (g_utf8_validate (around, -1, NULL));
}

static void
assert_snippet (const char *query, const char *text, const char *expected)
{
  g_autofree char *snippet = make_snippet (query, text);

  g_assert_cmpstr (snippet, ==, expected);
}

/* From the text of documents: the sentence of the hit is worth more than a fixed number of letters before it. */
static void
test_sentence (void)
{
  assert_snippet ("glaciers", "An end. In the high valleys of the Tien Shan the glaciers\nshrink. Next",
                  "In the high valleys of the Tien Shan the glaciers shrink. Next");
  assert_snippet ("ледники", "Первое предложение. Второе о том,\nгде тают ледники Памира.", "Второе о том, где тают ледники Памира.");
  assert_snippet ("water", "TITLE OF THE PAGE\n\nAll the water of the basin", "All the water of the basin");
  assert_snippet ("water", "Is it? Water!", "Water!");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/highlight/highlight", test_highlight);
  g_test_add_func ("/search/highlight/count", test_count_hits);
  g_test_add_func ("/search/highlight/again", test_again);
  g_test_add_func ("/search/highlight/snippet", test_snippet);
  g_test_add_func ("/search/highlight/sentence", test_sentence);
  return g_test_run ();
}
