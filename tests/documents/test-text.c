/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document says: searched in any spelling, its boxes packed and unpacked, its language guessed. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "documents/hits.h"
#include "documents/language-guess.h"
#include "documents/page-boxes.h"

static RcDocumentText *
make_text (const char *const *pages)
{
  RcDocumentText *text = rc_document_text_new ();

  for (guint i = 0; pages[i] != NULL; i++)
    rc_document_text_add (text, rc_page_text_new (pages[i], NULL));
  return text;
}

/* `expected`: the characters found, one after the other, with | between. */
static void
check_found (const char *page, const char *wanted, const char *expected)
{
  const char *const pages[] = { page, NULL };
  g_autoptr (RcDocumentText) text = make_text (pages);
  g_autoptr (GArray) places = rc_document_text_find (text, wanted, 0, 10000, NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const RcTextPlace *place = &g_array_index (places, RcTextPlace, i);
      g_autofree char *part = g_utf8_substring (page, place->start, place->end);

      g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", part);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_folding (void)
{
  check_found ("a Café here", "CAFE", "Café");
  check_found ("a Cafe\xcc\x81 here", "café", "Cafe\xcc\x81");
  check_found ("inter-\nnational law", "international", "inter-\nnational");
  check_found ("inter-\nnational law", "national law", "national law");
  check_found ("well-\nknown law", "well-known", "well-\nknown");
  check_found ("South-\nSouth, 32-\nbit", "32bit", "32-\nbit");
  check_found ("a well-known law", "well known", "well-known");
  check_found ("of the Silk\nRoad, on it", "silk road on", "Silk\nRoad, on");
  check_found ("ещё раз ещe", "ЕЩЕ", "ещё|ещe");
  check_found ("die Straße", "strasse", "Straße");
  check_found ("The \xef\xac\x81rst of\xef\xac\x81"
               "ce",
               "first", "\xef\xac\x81rst");
  check_found ("of\xef\xac\x81"
               "ce hours",
               "office", "of\xef\xac\x81"
                         "ce");
  check_found ("العَرَبِيّة", "العربية", "العَرَبِيّة");
  check_found ("Hardwood floors, woods", "wood", "wood|wood");
  check_found ("anything", "  ", "");
  check_found ("", "x", "");
  check_found ("see § 12 and § 13", "§", "§|§");
  check_found ("图书馆的书", "书馆", "书馆");
  check_found ("图书\n馆的书", "图书馆", "图书\n馆");
  check_found ("图书馆的书", "书", "书|书");
}

static void
test_scripts (void)
{
  check_found ("Отырар, Otrar and Otyrar", "Otrar", "Отырар|Otrar|Otyrar");
  check_found ("The ruins of Otrar", "Отырар", "Otrar");
  check_found ("Казахстан и Қазақстан, Qazaqstan", "қазақстан", "Казахстан|Қазақстан|Qazaqstan");
  /* What is being typed in another script finds its word already, and in the same one no other word. */
  check_found ("Отырарский оазис", "otrar", "Отырарский");
  check_found ("Kazakhstan, Kazak", "Qazaq", "Kazak");
  check_found ("Шелковый путь, 1990", "shelkovyi put 1990", "Шелковый путь, 1990");
}

static void
test_pages (void)
{
  const char *const pages[] = { "The silk road", "", "No road\nbut a river", NULL };
  const char *const pictures[] = { "", " \n", NULL };
  g_autoptr (RcDocumentText) text = make_text (pages);
  g_autoptr (RcDocumentText) none = make_text (pictures);
  g_autoptr (GArray) places = rc_document_text_find (text, "road", 0, 10000, NULL);
  g_autoptr (GArray) later = rc_document_text_find (text, "road", 1, 10000, NULL);
  g_autoptr (RcHits) hits = NULL;
  g_autoptr (GArray) boxes = NULL;
  g_autofree char *snippet = NULL;
  guint total, start, end;

  g_assert_cmpuint (places->len, ==, 2);
  g_assert_cmpuint (g_array_index (places, RcTextPlace, 1).page, ==, 2);
  g_assert_cmpuint (later->len, ==, 1);
  g_array_unref (rc_document_text_find (text, "road", 0, 1, &total));
  g_assert_cmpuint (total, ==, 2);
  hits = rc_hits_new (text);
  rc_hits_add (hits, places);
  g_assert_cmpuint (rc_hits_get_n (hits), ==, 2);
  g_assert_cmpuint (rc_hits_get_page (hits, 1), ==, 2);
  g_assert_cmpuint (rc_hits_find_page (hits, 0), ==, 0);
  g_assert_cmpuint (rc_hits_find_page (hits, 1), ==, 1);
  g_assert_cmpuint (rc_hits_find_page (hits, 3), ==, 2);
  snippet = rc_hits_dup_snippet (hits, 1, &start, &end);
  g_assert_cmpstr (snippet, ==, "No road but a river");
  g_assert_cmpint (start, ==, 3);
  g_assert_cmpint (end, ==, 7);
  boxes = rc_hits_make_boxes (hits, 1);
  g_assert_cmpuint (boxes->len, ==, 0);
  g_assert_false (rc_document_text_is_pictures (text));
  g_assert_true (rc_document_text_is_pictures (none));
}

static float
off (float a, float b)
{
  return fabsf (a - b);
}

static void
test_boxes (void)
{
  static const char text[] = "Отырар is a\ntown";
  RcTextBox boxes[sizeof text] = { 0 };
  guint n = (guint) g_utf8_strlen (text, -1), n_back = 0;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) half = NULL;
  g_autofree RcTextBox *back = NULL;
  float x = 72.04f;

  for (guint i = 0; i < n; i++)
    {
      float width = 3 + (float) (i % 5) / 3;

      if (i == 11)
        x = 72; /* the line's end has no place */
      else
        boxes[i] = (RcTextBox){ x, i > 11 ? 120 : 100.26f, x + width, i > 11 ? 132 : 112.26f };
      x += width;
    }
  packed = rc_page_boxes_pack (text, boxes);
  back = rc_page_boxes_unpack (text, packed, &n_back);
  g_assert_nonnull (back);
  g_assert_cmpuint (n_back, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_true (off (back[i].x1, boxes[i].x1) < 0.11f && off (back[i].x2, boxes[i].x2) < 0.11f
                   && off (back[i].y1, boxes[i].y1) < 0.11f && off (back[i].y2, boxes[i].y2) < 0.11f);
  g_assert_cmpfloat (back[11].x2, ==, 0);
  /* Those of another text, or cut. */
  g_assert_null (rc_page_boxes_unpack ("Отырар is a\ntown and more", packed, &n_back));
  half = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2);
  g_assert_null (rc_page_boxes_unpack (text, half, &n_back));
}

static void
test_language (void)
{
  g_assert_cmpstr (rc_language_guess ("The development of education in the region, and what is to be done for it in the years to come."), ==, "eng");
  g_assert_cmpstr (rc_language_guess ("Le développement de l'éducation dans les pays de la région et ce que l'on peut en attendre."), ==, "fre");
  g_assert_cmpstr (rc_language_guess ("Развитие образования в странах региона и что ещё предстоит сделать в ближайшие годы."), ==, "rus");
  g_assert_cmpstr (rc_language_guess ("Қазақстан Республикасының білім беру жүйесін дамыту және оның келешегі туралы."), ==, "kaz");
  g_assert_cmpstr (rc_language_guess ("تطوير التعليم في بلدان المنطقة وما ينبغي عمله في السنوات القادمة"), ==, "ara");
  g_assert_null (rc_language_guess ("12, 13"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/text/folding", test_folding);
  g_test_add_func ("/documents/text/scripts", test_scripts);
  g_test_add_func ("/documents/text/pages", test_pages);
  g_test_add_func ("/documents/text/boxes", test_boxes);
  g_test_add_func ("/documents/text/language", test_language);
  return g_test_run ();
}
