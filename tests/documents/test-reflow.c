/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages made of lines at places, and what a person reads in them; hostile ones; real ones. */
#include <math.h>
#include <string.h>

#include "documents/reading.h"
#include "fixture.h"

/* --- pages --- */

typedef struct
{
  GString *text;
  GArray *boxes; /* RcTextBox */
  GArray *runs;  /* RcTextRun */
} Maker;

static Maker *
maker_new (void)
{
  Maker *maker = g_new (Maker, 1);

  maker->text = g_string_new (NULL);
  maker->boxes = g_array_new (FALSE, FALSE, sizeof (RcTextBox));
  maker->runs = g_array_new (FALSE, FALSE, sizeof (RcTextRun));
  return maker;
}

/* From x to x2, so that lines of a paragraph can be full; x2 0: as wide as letters are. */
static void
set_line (Maker *maker, float x, float x2, float y, float size, guint flags, const char *text)
{
  guint n = (guint) g_utf8_strlen (text, -1);
  float width = x2 > x ? (x2 - x) / (float) n : size / 2;
  const RcTextRun run = { maker->boxes->len, maker->boxes->len + n, size, flags };
  const RcTextBox end = { 0 };

  for (guint i = 0; i < n; i++)
    {
      gboolean right = g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_ARABIC;
      float left = x + (float) (right ? n - 1 - i : i) * width;
      const RcTextBox box = { left, y, left + width, y + 1.2f * size };

      g_array_append_val (maker->boxes, box);
    }
  g_array_append_val (maker->boxes, end);
  g_array_append_val (maker->runs, run);
  g_string_append (maker->text, text);
  g_string_append_c (maker->text, '\n');
}

static RcTextLayer *
maker_end (Maker *maker)
{
  RcTextLayer *layer = g_new0 (RcTextLayer, 1);

  layer->n_characters = maker->boxes->len;
  layer->n_runs = maker->runs->len;
  layer->boxes = (RcTextBox *) (void *) g_array_free (maker->boxes, FALSE);
  layer->runs = (RcTextRun *) (void *) g_array_free (maker->runs, FALSE);
  layer->text = g_string_free (maker->text, FALSE);
  g_free (maker);
  return layer;
}

/* One block a line: its kind, its level, its text. */
static char *
print_blocks (GPtrArray *blocks)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const RcBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (out, "%c%.0d %s\n", "phiclnx"[block->kind], block->level, block->text);
    }
  return g_string_free (out, FALSE);
}

static void
check (RcTextLayer **pages, guint n_pages, guint at, const char *expected)
{
  g_autoptr (GPtrArray) blocks = rc_reflow ((const RcTextLayer *const *) pages, n_pages, at);
  g_autofree char *printed = print_blocks (blocks);

  g_assert_cmpstr (printed, ==, expected);
}

static void
check_one (Maker *maker, const char *expected)
{
  g_autoptr (RcTextLayer) layer = maker_end (maker);

  check (&layer, 1, 0, expected);
}

/* --- tests --- */

static void
test_paragraphs (void)
{
  Maker *page = maker_new ();

  set_line (page, 50, 0, 50, 20, 0, "The town of Otrar");
  set_line (page, 50, 450, 100, 10, 0, "Long ago there stood a town where two rivers meet, and its libra-");
  set_line (page, 50, 450, 113, 10, 0, "ry was known from the sea to the mountains; self-");
  set_line (page, 50, 450, 126, 10, 0, "taught people came to it, said the co\u00ad");
  set_line (page, 50, 200, 139, 10, 0, "lumns of the old books.");
  set_line (page, 65, 450, 152, 10, 0, "Nobody knows what became of the books when the town");
  set_line (page, 50, 180, 165, 10, 0, "was taken in the winter.");
  set_line (page, 50, 0, 195, 10, RC_TEXT_BOLD, "What is left");
  set_line (page, 50, 450, 225, 10, 0, "Walls of clay, a bath house, the graves of saints and many");
  set_line (page, 50, 140, 238, 10, 0, "kilns of potters.");
  check_one (page, "h1 The town of Otrar\n"
                   "p Long ago there stood a town where two rivers meet, and its library was known from the sea to the mountains; "
                   "self-taught people came to it, said the columns of the old books.\n"
                   "p Nobody knows what became of the books when the town was taken in the winter.\n"
                   "h4 What is left\n"
                   "p Walls of clay, a bath house, the graves of saints and many kilns of potters.\n");
}

static void
test_columns (void)
{
  Maker *page = maker_new ();

  /* The text has the columns mixed, line by line. */
  set_line (page, 50, 550, 40, 18, 0, "A heading over both");
  for (int i = 0; i < 4; i++)
    {
      static const char *const left[] = { "On the left the words begin and", "they run down the whole of the", "column to its very end and then",
                                          "they are on the other side, so" };
      static const char *const right[] = { "they begin again at the top of", "it as everybody who reads a", "paper knows. That is all there", "is." };

      set_line (page, 50, 290, 100 + 13 * (float) i, 10, 0, left[i]);
      set_line (page, 310, i < 3 ? 550 : 320, 100 + 13 * (float) i, 10, 0, right[i]);
    }
  check_one (page, "h1 A heading over both\n"
                   "p On the left the words begin and they run down the whole of the column to its very end and then they are on the other "
                   "side, so they begin again at the top of it as everybody who reads a paper knows. That is all there is.\n");
}

static void
test_three_columns (void)
{
  static const char *const words[3][3] = { { "Aaa aaaa aaa aaaaaa aaa", "aaaa aaa aaaa aaa aaaaa", "aaa." },
                                           { "Bbbb bb bbbbb bbbb bbbbb", "bbb bbbbbb bbbb bbb bbb", "bbb." },
                                           { "Cccc cccc ccccc ccc cccc", "ccc ccc cccc ccccc cccc", "cc." } };
  Maker *page = maker_new ();

  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      set_line (page, 50 + 170 * (float) column, row < 2 ? 200 + 170 * (float) column : 0, 100 + 13 * (float) row, 10, 0, words[column][row]);
  check_one (page, "p Aaa aaaa aaa aaaaaa aaa aaaa aaa aaaa aaa aaaaa aaa.\n"
                   "p Bbbb bb bbbbb bbbb bbbbb bbb bbbbbb bbbb bbb bbb bbb.\n"
                   "p Cccc cccc ccccc ccc cccc ccc ccc cccc ccccc cccc cc.\n");
}

static void
test_lists_and_tables (void)
{
  Maker *page = maker_new ();

  set_line (page, 50, 450, 40, 10, 0, "Three things are wanted of everybody who comes to this house:");
  set_line (page, 60, 0, 53, 10, 0, "•");
  set_line (page, 75, 450, 53, 10, 0, "a word with the librarian, who knows where everything is and");
  set_line (page, 75, 200, 66, 10, 0, "what it is for;");
  set_line (page, 60, 0, 79, 10, 0, "• time;");
  set_line (page, 60, 0, 92, 10, 0, "• a pencil.");
  for (int row = 0; row < 4; row++)
    {
      static const char *const names[] = { "Country", "Kazakhstan", "Kyrgyzstan", "Uzbekistan" };
      static const char *const years[] = { "1992", "12", "7", "34" };
      static const char *const more[] = { "1993", "15", "8", "31" };

      set_line (page, 50, 0, 130 + 14 * (float) row, 10, 0, names[row]);
      set_line (page, 250, 0, 130 + 14 * (float) row, 10, 0, years[row]);
      set_line (page, 350, 0, 130 + 14 * (float) row, 10, 0, more[row]);
    }
  set_line (page, 50, 0, 200, 9, 0, "Table 3. Libraries by country");
  check_one (page, "p Three things are wanted of everybody who comes to this house:\n"
                   "i • a word with the librarian, who knows where everything is and what it is for;\n"
                   "i • time;\n"
                   "i • a pencil.\n"
                   "l Country\u20031992\u20031993\n"
                   "l Kazakhstan\u200312\u200315\n"
                   "l Kyrgyzstan\u20037\u20038\n"
                   "l Uzbekistan\u200334\u200331\n"
                   "c Table 3. Libraries by country\n");
}

/* A page of a book: a head, a foot with its number, a paragraph that goes on over its end, a note. */
static RcTextLayer *
make_book_page (int number)
{
  static const char *const names[] = { "", "first", "second", "third", "fourth", "fifth" };
  Maker *page = maker_new ();
  g_autofree char *begin = g_strdup_printf (number == 1 ? "Begun is the %s book with a sentence that is as long as the line is,"
                                                        : "%s one, where it comes to its end without any haste at all and", names[number]);
  g_autofree char *note = g_strdup_printf ("1 A note of the %s page.", names[number]);
  g_autofree char *head = g_strdup_printf (number % 2 ? "Reading rooms of Asia     %d" : "%d     Chapter two", number);
  g_autofree char *foot = g_strdup_printf ("— %d —", number);
  g_autofree char *middle = g_strdup_printf ("Paragraph of page %d is here, and it is a full line of the text.", number);

  set_line (page, 50, 0, 20, 8, 0, head);
  set_line (page, 50, 450, 60, 10, 0, begin);
  set_line (page, 50, 150, 73, 10, 0, "with a point.");
  set_line (page, 65, 450, 86, 10, 0, middle);
  set_line (page, 65, 450, 99, 10, 0, "The last one begins on this page and does not end before the");
  set_line (page, 50, 450, 400, 8, 0, note);
  set_line (page, 240, 0, 430, 8, 0, foot);
  return maker_end (page);
}

static void
test_book (void)
{
  RcTextLayer *pages[5];

  for (int i = 0; i < 5; i++)
    pages[i] = make_book_page (i + 1);
  check (pages, 5, 0, "p Begun is the first book with a sentence that is as long as the line is, with a point.\n"
                      "p Paragraph of page 1 is here, and it is a full line of the text.\n"
                      "p The last one begins on this page and does not end before the second one, where it comes to its end without any haste at all "
                      "and with a point.\n"
                      "n 1 A note of the first page.\n");
  check (pages, 5, 2, "p Paragraph of page 3 is here, and it is a full line of the text.\n"
                      "p The last one begins on this page and does not end before the fourth one, where it comes to its end without any haste at all "
                      "and with a point.\n"
                      "n 1 A note of the third page.\n");
  for (int i = 0; i < 5; i++)
    rc_text_layer_free (pages[i]);
}

static void
test_scripts (void)
{
  Maker *page = maker_new ();

  /* Russian keeps the hyphens of its particles; Chinese has no blanks; Arabic is read from the right. */
  set_line (page, 50, 0, 10, 14, 0, "Ғылым");
  set_line (page, 50, 450, 40, 10, 0, "Если кто-");
  set_line (page, 50, 450, 53, 10, 0, "нибудь придёт в библио-");
  set_line (page, 50, 150, 66, 10, 0, "теку вечером.");
  set_line (page, 50, 450, 120, 10, 0, "联合国教科文组织在阿拉木图的资源");
  set_line (page, 50, 150, 133, 10, 0, "中心。");
  set_line (page, 350, 450, 180, 16, 0, "طرق الحرير");
  set_line (page, 50, 450, 220, 10, 0, "كانت المدينة تقع على طريق الحرير وكان فيها");
  set_line (page, 300, 450, 233, 10, 0, "مكتبة كبيرة.");
  check_one (page, "h2 Ғылым\n"
                   "p Если кто-нибудь придёт в библиотеку вечером.\n"
                   "p 联合国教科文组织在阿拉木图的资源中心。\n"
                   "h1 طرق الحرير\n"
                   "p كانت المدينة تقع على طريق الحرير وكان فيها مكتبة كبيرة.\n");
}

static void
test_right_columns (void)
{
  Maker *page = maker_new ();

  set_line (page, 50, 290, 100, 10, 0, "ثم تتابع القراءة هنا في العمود الثاني من");
  set_line (page, 200, 290, 113, 10, 0, "الصفحة.");
  set_line (page, 310, 550, 100, 10, 0, "تبدأ القراءة في العمود الأول من اليمين");
  set_line (page, 450, 550, 113, 10, 0, "أولا.");
  check_one (page, "p تبدأ القراءة في العمود الأول من اليمين أولا.\n"
                   "p ثم تتابع القراءة هنا في العمود الثاني من الصفحة.\n");
}

/* Boxes that are no boxes, a million characters, thousands of lines in one place: blocks of bounded size, soon. */
static void
test_hostile (void)
{
  Maker *page = maker_new ();
  g_autoptr (RcTextLayer) layer = NULL;
  g_autoptr (GPtrArray) blocks = NULL, none = NULL;
  g_autofree char *long_line = g_strnfill (1000000, 'x');
  RcTextLayer empty = { .text = (char *) "" };
  const RcTextLayer *pages[] = { NULL, NULL, &empty };

  set_line (page, NAN, 0, 10, 10, 0, "nowhere");
  set_line (page, 0, 0, INFINITY, 1e30f, 0, "too far");
  set_line (page, -1e9f, 1e9f, -1e9f, 1e9f, 0, "everywhere");
  for (int i = 0; i < 6000; i++)
    set_line (page, 50 + (float) (i % 7), 0, 50, 10, 0, "same place");
  set_line (page, 50, 0, 90, 10, 0, long_line);
  layer = maker_end (page);
  layer->runs[0].end = G_MAXUINT;
  pages[1] = layer;
  blocks = rc_reflow (pages, 3, 1);
  for (guint i = 0; i < blocks->len; i++)
    {
      const RcBlock *block = g_ptr_array_index (blocks, i);

      g_assert_cmpuint (strlen (block->text), <=, 6000);
      g_assert_true (g_utf8_validate (block->text, -1, NULL));
    }
  g_assert_cmpuint (blocks->len, >, 1);
  none = rc_reflow (pages, 3, 2);
  g_assert_cmpuint (none->len, ==, 0);
}

/* --- real pages, as a person reads them --- */

static const struct
{
  const char *file;
  int page; /* from 1 */
  const char *begins[10]; /* blocks that begin so, in this order */
} real[] = {
  { "features/tracemonkey.pdf", 1,
    { "Trace-based Just-in-Time", "Abstract", "Dynamic languages such as JavaScript are more difficult", "Categories and Subject", "1. Introduction",
      "Dynamic languages such as JavaScript, Python", "and is used for the application logic", "Compilers for statically typed",
      "We present a trace-based", "Each compiled trace covers" } },
  { "features/tracemonkey.pdf", 2,
    { "Hence, recording and compiling", "Every compiled trace contains", "Nested loops can be", "This paper makes", "• We explain an algorithm",
      "• We validate", "The remainder of this paper", "Figure 1.", "2. Overview", "TraceMonkey always begins" } },
  { "unesco/RUS.pdf", 3, { "year of adoption", "a) to form", "b) to create", "c) to create", "and links to the webpage", "Yes", "If no, please", "2.2 In your" } },
  { "unesco/BEN.pdf", 3, { "Votre pays dispose-t-il", "OUI", "Elaboration et adoption", "• Veuillez joindre", "• titre de la politique", "• année d’adoption" } },
  { "long/itu-t81.pdf", 21, { "Figure 8", "This encoding process", "4.5 Modes of operation", "There are four distinct", "For the progressive", "In hierarchical" } },
  { "long/itu-t81.pdf", 23, { "The baseline sequential", "4.7 Sample precision", "For DCT-based", "4.8 Multiple", "4.8.1 Interleaving", "Figure 11 shows" } },
  { "cyrillic/debian-faq.ru.pdf", 13, { "Получение и установка", "Официальным документом", "2.1 Какая версия", "В настоящее время", "2.2 Обновляются" } },
  { "cjk/maint-guide.zh-cn.pdf", 10, { "1.3 需要的开发文档", "以下是 非常重要", "• debian-policy", "1.4 到何处求助", "在你决定到公共场合" } },
  { "unesco-courier/012356engo.pdf", 2, { "Proin non rutrum", "Etiam sit amet", "In hac habitasse", "Praesent vitae", "Nam ut viverra" } },
  { "scanned/Seige_of_Vicksburg_Sample_OCR.pdf", 2, { "A friend from the 96th", "JUNE 12TH", "When the war is over", "We have now but" } },
  { "arabic/issue5677.pdf", 1, { "إشترى ماذا؟" } },
};

static void
test_real (void)
{
  const char *shared = g_getenv ("RC_SHARED_DATA");

  if (!shared || !g_file_test (shared, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("the real files are not here");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autofree char *path = g_build_filename (shared, "pdf", real[i].file, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);
      g_autoptr (RcReading) reading = pdf ? rc_reading_new (pdf) : NULL;
      g_autoptr (GPtrArray) blocks = reading ? rc_reading_blocks (reading, real[i].page - 1, NULL, &error) : NULL;
      guint n = 0;

      g_assert_no_error (error);
      for (guint j = 0; j < blocks->len && n < G_N_ELEMENTS (real[i].begins) && real[i].begins[n]; j++)
        if (g_str_has_prefix (((const RcBlock *) g_ptr_array_index (blocks, j))->text, real[i].begins[n]))
          n++;
      if (n < G_N_ELEMENTS (real[i].begins) && real[i].begins[n])
        {
          g_autofree char *printed = print_blocks (blocks);

          g_test_message ("%s, page %d: no “%s” in its place in\n%s", real[i].file, real[i].page, real[i].begins[n], printed);
          g_test_fail ();
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reflow/paragraphs", test_paragraphs);
  g_test_add_func ("/reflow/columns", test_columns);
  g_test_add_func ("/reflow/three-columns", test_three_columns);
  g_test_add_func ("/reflow/lists-and-tables", test_lists_and_tables);
  g_test_add_func ("/reflow/book", test_book);
  g_test_add_func ("/reflow/scripts", test_scripts);
  g_test_add_func ("/reflow/right-columns", test_right_columns);
  g_test_add_func ("/reflow/hostile", test_hostile);
  g_test_add_func ("/reflow/real", test_real);
  return g_test_run ();
}
