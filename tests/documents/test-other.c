/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents that are no PDFs, read as they are in the sandbox. */
#include <locale.h>
#include <string.h>

#include "documents/document-kind.h"
#include "documents/glimpse.h"
#include "documents/pdf-text.h"
#include "documents/reading.h"
#include "fixture.h"
#include "waiting.h"

#define RUSSIAN "Казахстанская национальная комиссия по делам ЮНЕСКО сообщает о приёме заявок на стипендии."
#define KAZAKH "Қазақстан Республикасының ұлттық кітапханасы ғылыми қызметкерлерге арналған жаңа жинақты ұсынады."

#define GAP "\342\200\203"
#define N_DAMAGED 2

/* All blocks as lines: the kind, a heading's level, the text. */
static char *
describe (RcPdf *pdf)
{
  g_autoptr (RcReading) reading = rc_reading_new (pdf);
  GString *all = g_string_new (NULL);

  for (int page = 0; page < rc_pdf_get_n_pages (pdf); page++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) blocks = rc_reading_blocks (reading, page, NULL, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < blocks->len; i++)
        {
          const RcBlock *block = g_ptr_array_index (blocks, i);

          g_string_append_c (all, "PHICLN"[block->kind]);
          if (block->level > 0)
            g_string_append_printf (all, "%d", block->level);
          g_string_append_printf (all, " %s\n", block->text);
        }
    }
  return g_string_free (all, FALSE);
}

static RcPdf *
open_bytes (const char *name, const void *bytes, gsize size)
{
  char *path = fixture_make_file (name, bytes, size);
  g_autoptr (GError) error = NULL;
  RcPdf *pdf = rc_pdf_open (path, NULL, &error);

  g_assert_no_error (error);
  fixture_remove (path);
  return pdf;
}

static void
assert_reads (const char *name, const char *bytes, gsize size, const char *wanted)
{
  g_autoptr (RcPdf) pdf = open_bytes (name, bytes, size);
  g_autofree char *got = describe (pdf);

  g_assert_true (rc_pdf_is_flowing (pdf));
  g_assert_cmpstr (got, ==, wanted);
}

static void
test_charset (gconstpointer data)
{
  const char *const *sample = data; /* charset, text */
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *bytes = g_convert (sample[1], -1, sample[0], "UTF-8", NULL, &length, &error);
  g_autofree char *wanted = g_strdup_printf ("P %s\n", sample[1]);

  g_assert_no_error (error);
  assert_reads ("readme.txt", bytes, length, wanted);
}

static void
test_plain (void)
{
  static const char text[] = "KAZAKHSTAN NATIONAL COMMISSION\r\n"
                             "\r\n"
                             "   The disc holds the papers of the conference, which was held at Al-\r\n"
                             "maty in 1998, with the pictures of the sites along the Silk Road and\r\n"
                             "their maps.\r\n"
                             "\r\n"
                             "1. Start the program by typing its name at the prompt of the system.\r\n"
                             "2. Read.\r\n"
                             "\r\n"
                             "File         Size\r\n"
                             "OTRAR.TXT    1200\r\n"
                             "\x1a";

  assert_reads ("README.1ST", text, sizeof text - 1,
                "H2 KAZAKHSTAN NATIONAL COMMISSION\n"
                "P The disc holds the papers of the conference, which was held at Almaty in 1998, with the pictures of the sites along the Silk "
                "Road and their maps.\n"
                "I 1. Start the program by typing its name at the prompt of the system.\n"
                "I 2. Read.\n"
                "L File         Size\n"
                "L OTRAR.TXT    1200\n");
}

static void
test_html (void)
{
  static const char text[] = "<HTML><HEAD><TITLE>Otrar &amp; the <B>Silk Road</B></TITLE>\n"
                             "<SCRIPT>document.write('<p>no</p>')</SCRIPT><style>p{color:red}</style></HEAD>\n"
                             "<BODY BGCOLOR=#FFFFFF onload=\"run('a>b')\"><CENTER><H1>Otrar<BR>oasis</H1></CENTER>\n"
                             "<!-- <p>hidden</p> --><P>First &laquo;words&raquo; with <A HREF=\"javascript:x()\">a link</A>\n"
                             "and an&nbsp;<IMG SRC=x.gif ALT='map'><P>Caf&#233; &#151; 1 < 2 &amp 3 &unknown;\n"
                             "<UL><LI>one<LI>two <OL><LI>inner</OL></UL>\n"
                             "<TABLE BORDER=1><TR><TH>City<TH>Year</TR><TR><TD>Taraz</TD><TD>1998</TD></TR></TABLE>\n"
                             "<TABLE><TR><TD><P>A menu</P></TD><TD><H2>News</H2>Long story.</TD></TR></TABLE>\n"
                             "<PRE>a  b\n  c</PRE></BODY></HTML>";
  g_autoptr (RcPdf) pdf = open_bytes ("INDEX.HTM", text, sizeof text - 1);
  g_autofree char *got = describe (pdf);

  g_assert_cmpstr (rc_pdf_get_title (pdf), ==, "Otrar & the Silk Road");
  g_assert_cmpstr (got, ==,
                   "H1 Otrar oasis\n"
                   "P First «words» with a link and an [map]\n"
                   "P Café — 1 < 2 & 3 &unknown;\n"
                   "I • one\n"
                   "I • two\n"
                   "I 1. inner\n"
                   "L City\342\200\203Year\n"
                   "L Taraz\342\200\2031998\n"
                   "P A menu\n"
                   "H2 News\n"
                   "P Long story.\n"
                   "L a  b\n"
                   "L   c\n");
}

static void
test_html_charset (void)
{
  static const char *const frames = "<frameset cols=1><frame src=MENU.HTM><noframes>See the menu</noframes></frameset>";
  g_autofree char *koi = g_convert ("<html><meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\"><p>Да", -1, "KOI8-R", "UTF-8", NULL, NULL, NULL);
  g_autofree char *mac = g_convert ("<html><meta charset=x-mac-cyrillic><p>Да", -1, "MAC-CYRILLIC", "UTF-8", NULL, NULL, NULL);
  g_autofree char *wrong = g_convert ("<html><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>" RUSSIAN, -1, "CP1251",
                                      "UTF-8", NULL, NULL, NULL);

  assert_reads ("a.htm", koi, strlen (koi), "P Да\n");
  assert_reads ("mac.htm", mac, strlen (mac), "P Да\n");
  assert_reads ("b.htm", wrong, strlen (wrong), "P " RUSSIAN "\n");
  assert_reads ("frames.htm", frames, strlen (frames),
                "P → MENU.HTM\nP See the menu\n");
}

/* What is kept for the fuzzer is a document of each kind, too. */
static char *
find_sample (const char *name)
{
  return g_build_filename (g_getenv ("RC_SOURCE_ROOT"), "tests", "fuzz", "corpus", "flow", name, NULL);
}

static void
test_sample (gconstpointer data)
{
  const char *const *sample = data; /* name, title, text */
  g_autofree char *path = find_sample (sample[0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPdf) pdf = rc_pdf_open (path, NULL, &error);
  g_autofree char *got = NULL;

  if (sample[2] == NULL)
    {
      g_assert_error (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_ENCRYPTED);
      return;
    }
  g_assert_no_error (error);
  got = describe (pdf);
  g_assert_cmpstr (got, ==, sample[2]);
  g_assert_cmpstr (rc_pdf_get_title (pdf), ==, sample[1]);
}

/* Each of them cut short and with bits turned over: refused, or read as far as it goes. */
static void
test_damaged (void)
{
  static const char *const names[] = { "report.docx", "report.odt", "report.rtf", "report.doc", "old.doc", "index.html" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint n = 0; n < N_DAMAGED; n++)
      {
        g_autofree char *path = find_sample (names[i]);
        g_autofree char *bytes = NULL, *text = NULL;
        g_autoptr (GError) error = NULL;
        g_autoptr (RcPdf) pdf = NULL;
        char *damaged;
        gsize size;

        g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
        for (guint flip = 0; n % 2 == 1 && flip < 16; flip++)
          bytes[g_rand_int_range (rand, 0, (int) size)] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
        damaged = fixture_make_file (names[i], bytes, n % 2 == 1 ? size : (gsize) g_rand_int_range (rand, 1, (int) size));
        pdf = rc_pdf_open (damaged, NULL, &error);
        if (pdf)
          text = describe (pdf);
        else
          g_assert_cmpint (error->domain, ==, RC_DOCUMENTS_ERROR);
        fixture_remove (damaged);
      }
}

/* Pages, letters and their places, as of a PDF. */
static void
test_pages (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RcPdf) pdf = NULL;
  g_autoptr (RcPdfPages) pages = NULL;
  g_autoptr (RcTextLayer) layer = NULL;
  g_autoptr (RcPixels) pixels = NULL;
  g_autoptr (GPtrArray) outline = NULL;
  guint n_dark = 0;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "<h2>Part %u</h2><p>" RUSSIAN "</p>", i);
  g_string_prepend (text, "<html>");
  pdf = open_bytes ("long.html", text->str, text->len);
  g_assert_cmpint (rc_pdf_get_n_pages (pdf), >, 5);
  g_assert_cmpuint (rc_pdf_get_permissions (pdf), ==, RC_PDF_MAY_PRINT | RC_PDF_MAY_COPY);
  pages = wait_for_pages (pdf, NULL);
  g_assert_cmpfloat (pages->sizes[1].width, ==, 595);
  outline = rc_pdf_outline (pdf, NULL, NULL);
  g_assert_cmpuint (outline->len, ==, 200);
  g_assert_cmpint (((RcOutlineItem *) g_ptr_array_index (outline, 199))->page, ==, rc_pdf_get_n_pages (pdf) - 1);
  layer = rc_pdf_text_layer (pdf, 1, TRUE, NULL, NULL);
  g_assert_nonnull (strstr (layer->text, "ЮНЕСКО"));
  g_assert_cmpuint (layer->n_characters, ==, g_utf8_strlen (layer->text, -1));
  g_assert_cmpfloat (layer->boxes[0].x2, >, layer->boxes[0].x1);
  g_assert_cmpfloat (layer->boxes[0].x1, >, 50);
  pixels = rc_pdf_render (pdf, 1, 1, NULL, NULL);
  for (int i = 0; i < pixels->width * pixels->height; i++)
    n_dark += (((const guint32 *) g_bytes_get_data (pixels->bytes, NULL))[i] & 255) < 128;
  g_assert_cmpuint (n_dark, >, 1000);
}

/* More than anybody reads: cut, and said so. */
static void
test_bounds (void)
{
  const gsize size = 3300000;
  g_autofree char *text = g_malloc (size);
  g_autoptr (RcPdf) pdf = NULL;
  g_autoptr (RcReading) reading = NULL;
  g_autoptr (GPtrArray) last = NULL;
  const RcBlock *block;

  for (gsize i = 0; i < size; i++)
    text[i] = i % 7 == 6 ? ' ' : 'w';
  pdf = open_bytes ("long.txt", text, size);
  reading = rc_reading_new (pdf);
  last = rc_reading_blocks (reading, rc_pdf_get_n_pages (pdf) - 1, NULL, NULL);
  block = g_ptr_array_index (last, last->len - 1);
  g_assert_cmpstr (block->text, ==, "[…]");
}

/* The lines of a page lie between its margins and fill what is between them, whatever they are written in. */
static void
test_lines (void)
{
  static const char *const words[] = { "library ", "перевод ", "well-known ", "cole\314\201gue ", "مكتبة ", "学校" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GString) text = g_string_new ("- ");
      g_autoptr (RcPdf) pdf = NULL;
      g_autoptr (RcTextLayer) layer = NULL;
      g_autoptr (GArray) lines = NULL;
      guint n_full = 0;

      for (int n = 0; n < 300; n++)
        g_string_append (text, words[i]);
      pdf = open_bytes ("lines.txt", text->str, text->len);
      layer = rc_pdf_text_layer (pdf, 0, TRUE, NULL, NULL);
      lines = rc_pdf_join_boxes (layer->boxes, 0, layer->n_characters);
      g_assert_cmpint (lines->len, >, 10);
      for (guint line = 0; line < lines->len; line++)
        {
          const RcBox *box = &g_array_index (lines, RcBox, line);

          g_assert_cmpfloat (box->x1, >=, 53);
          /* A blank hangs over. */
          g_assert_cmpfloat (box->x2, <=, 546);
          n_full += box->x2 - box->x1 > 420;
        }
      g_assert_cmpint (n_full, >=, lines->len - 1);
      /* The second line of an item is set in, on the side where it begins. */
      if (i != 4)
        g_assert_cmpfloat (g_array_index (lines, RcBox, 1).x1, >, g_array_index (lines, RcBox, 0).x1 + 10);
    }
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    RcDocumentKind kind;
  } cases[] = {
    { "%PDF-1.4\n", 9, RC_DOCUMENT_PDF },
    { "junk\n%PDF-1.4\n", 14, RC_DOCUMENT_PDF },
    { "%QDF-1.4\n1 0 obj\n<<>>", 21, RC_DOCUMENT_PDF },
    { "\x89PNG\r\n\x1a\n", 8, RC_DOCUMENT_PICTURE },
    { "<?xml version='1.0'?><svg ", 26, RC_DOCUMENT_PICTURE },
    { "{\\rtf1\\ansi", 11, RC_DOCUMENT_TEXT },
    { "H\0e\0l\0l\0o\0 \0y\0o\0u\0", 18, RC_DOCUMENT_TEXT },
    { "Licence\n\nThis object and 10 objects more", 36, RC_DOCUMENT_TEXT },
    { "MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", 16, RC_DOCUMENT_PDF },
    { "", 0, RC_DOCUMENT_PDF },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (rc_document_kind_of_bytes (cases[i].bytes, cases[i].size), ==, cases[i].kind);
}

static void
test_glimpse (void)
{
  char *path = fixture_make_file ("a.html", "<title>T</title><h1>Head</h1><p>Words", 37);
  char *png = fixture_make_png ();
  int fd = fixture_open (path), picture = fixture_open (png);
  g_autoptr (GError) error = NULL;
  g_autoptr (RcGlimpse) text = rc_glimpse_load (fd, 200, NULL, &error);
  g_autoptr (RcGlimpse) red = rc_glimpse_load (picture, 32, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text->title, ==, "T");
  g_assert_cmpstr (text->text, ==, "Head\n\nWords\n");
  g_assert_null (text->pixels);
  g_assert_null (red->text);
  g_assert_cmpint (red->pixels->width, ==, 32);
  g_assert_cmpint (red->n_pages, ==, 1);
  close (fd);
  close (picture);
  fixture_remove (path);
  fixture_remove (png);
}

int
main (int argc, char **argv)
{
  static const char *const charsets[][2] = {
    { "CP1251", RUSSIAN }, { "CP866", RUSSIAN }, { "KOI8-R", RUSSIAN }, { "PT154", KAZAKH }, { "UTF-16LE", RUSSIAN }, { "UTF-8", KAZAKH },
  };

  static const char *const samples[][3] = {
    { "report.docx", "The oasis", "H1 Отырар оазисі\nP Silk Road 1998\nI • first\nL City" GAP "Year\nL Taraz" GAP "1999\nP End & more\n" },
    { "report.odt", "The oasis", "H2 Отырар оазисі\nP Silk Road [a note ] goes on\nI • first\nL City" GAP "Year\nP End\n" },
    { "report.rtf", "Доклад", "H2 Отрарский оазис\nP Комиссия café қаз — end{}\nI • first\nL City" GAP "Year\nP link\nP last🌊\n" },
    { "report.doc", NULL, "P Silk Road\nP café link end\nL City" GAP "Year\nP Отырар оазисі\nN end\n" },
    { "old.doc", NULL, "P Отрарский оазис\nL City" GAP "Year\nP end\n" },
    { "locked.doc", NULL, NULL },
    { "locked.odt", NULL, NULL },
    { "readme.txt", NULL,
      "H2 КАЗАХСКИЙ НАЦИОНАЛЬНЫЙ\nP Комиссия по делам ЮНЕСКО сообщает о приёме заявок на стипендии для молодых учёных и преподавателей из всех "
      "стран.\nL ┌────┬────┐\nL │ a  │ b  │\nL └────┴────┘\n" },
  };

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *name = g_strdup_printf ("/documents/other/charset/%s", charsets[i][0]);

      g_test_add_data_func (name, charsets[i], test_charset);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *name = g_strdup_printf ("/documents/other/sample/%s", samples[i][0]);

      g_test_add_data_func (name, samples[i], test_sample);
    }
  g_test_add_func ("/documents/other/damaged", test_damaged);
  g_test_add_func ("/documents/other/kinds", test_kinds);
  g_test_add_func ("/documents/other/plain", test_plain);
  g_test_add_func ("/documents/other/html", test_html);
  g_test_add_func ("/documents/other/html-charset", test_html_charset);
  g_test_add_func ("/documents/other/pages", test_pages);
  g_test_add_func ("/documents/other/bounds", test_bounds);
  g_test_add_func ("/documents/other/lines", test_lines);
  g_test_add_func ("/documents/other/glimpse", test_glimpse);
  return g_test_run ();
}
