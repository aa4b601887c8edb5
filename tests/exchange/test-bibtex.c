/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BibTeX: entries, names, TeX, encodings; read and written again. */
#include "references.h"

#include "exchange/bibtex.h"
#include "exchange/tex.h"

#include <string.h>

static void
test_tex (void)
{
  static const char *const cases[][2] = {
    { "plain", "plain" },
    { "{\\'{E}}douard", "Édouard" },
    { "{\\\"U}nder {\\~N}et {\\={P}}ot \\'\\i \\v{c}\\c{C}{\\k a}", "Ünder Ñet P\u0304ot íčÇą" },
    { "G{\\\"o}del, Erd{\\H o}s, {\\L}\\'od\\'z, stra{\\ss}e", "Gödel, Erdős, Łódź, straße" },
    { "M{\\''u}ller, d\\'e", "Müller, dé" },
    { "The {VLSI} \\emph{is} \\textbf{so} on \\& 5\\% \\$1 \\_ \\#", "The VLSI is so on & 5% $1 _ #" },
    { "a~b\n   c -- d --- e ``q''", "a b c – d — e “q”" },
    { "$\\alpha$ and H$_2$O, 10$^{3}$", "α and H₂O, 10³" },
    { "An {$O(n \\log n / \\! \\log\\log n)$} sort", "An $O(n \\log n / \\! \\log\\log n)$ sort" },
    { "{\\noopsort{1973b}}1973", "1973" },
    { "\\unknown{x} \\", "x" },
    { "\\href{http://a}{word}", "word" },
    { "Қазақ {Т}іл", "Қазақ Тіл" },
    { "25\\,", "25" },
    { "\\cyrchar\\CYRA.V. \\CYRK\\cyra\\cyrz\\cyra\\cyrkdsc {\\cyr x}", "А.V. Казақx" },
    { "It`s the object`s `own' ``word'' o`zbek` `", "It's the object's `own' “word” o'zbek` `" },
    { "{{{{", "" },
    { "$", "$" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = rc_tex_to_text (cases[i][0]);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

/* What is written is read as what it was. */
static void
test_tex_and_back (void)
{
  static const char *const texts[] = { "a & b % $ # _ { } ~ ^ \\ x", "Édouard Қазақ", "\\cite{x}", "An $O(n \\log n)$ sort", "5 $ or 6 $", "$\\{$" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) tex = g_string_new (NULL);
      g_autofree char *again = NULL;

      rc_tex_append_text (tex, texts[i]);
      again = rc_tex_to_text (tex->str);
      g_assert_cmpstr (again, ==, texts[i]);
    }
}

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "Donald E. Knuth", "Knuth, Donald E." },
    { "Ludwig van Beethoven", "van Beethoven, Ludwig" },
    { "van Beethoven, Ludwig", "van Beethoven, Ludwig" },
    { "King, Jr., Martin Luther", "King, Martin Luther, Jr." },
    { "{UNESCO and friends}", "UNESCO and friends" },
    { "{\\'{E}}douard Masterly", "Masterly, Édouard" },
    { "Plato", "Plato" },
    { "Aks{\\i}n, {\\\"O}zge", "Aksın, Özge" },
    { "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin", "de la Vallée Poussin, Charles Louis Xavier Joseph" },
    { "Лев Николаевич Толстой", "Толстой, Лев Николаевич" },
    { "Alfred V.~Oaho", "Oaho, Alfred V." },
    { "{Barnes and Noble, Inc.}", "Barnes and Noble, Inc." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("@book{k, author = {%s}}", cases[i][0]);
      g_autoptr (GPtrArray) items = read_auto (text);
      g_autoptr (RcReference) reference = get_reference (items, 0);

      g_assert_cmpuint (reference->names->len, ==, 1);
      g_assert_cmpstr (get_name (reference, 0)->heading, ==, cases[i][1]);
      g_assert_cmpint (get_name (reference, 0)->kind, ==, cases[i][0][0] == '{' && cases[i][0][1] != '\\' ? RC_NAME_BODY : RC_NAME_PERSON);
    }
}

static void
test_entries (void)
{
  g_autoptr (GPtrArray) items = read_auto (
      "This is a comment with someone@example.org in it\n@preamble{\"\\newcommand{x}\"}\n@String{acm = \"The {ACM}\"}\n@comment{nothing}\n"
      "@STRING( ieee = {IEEE} # { Press} )\n"
      "@Article{a1,\n  Author = \"A. One and B. Two and others\",\n title = {A {\"}title{\"}}, year = 1986, month = \"10~\" # jan,\n"
      " journal = acm # \" Journal\", volume=41 , number = {7}, pages = \"73--79\", publisher = ieee, keywords={x, y}, file = {:a.pdf:PDF}}\n"
      "@inproceedings(p1, title = {In (round) brackets}, crossref = {P}, pages = {1})\n"
      "@proceedings{p, title = {Proceedings}, year = 1999, editor = {C. Three}, eventtitle = {Conference}}\n"
      "@article{title = {No key}, journal = nowhere}\n"
      "@misc{only}\n");
  g_autoptr (RcReference) article = get_reference (items, 0);
  g_autoptr (RcReference) paper = get_reference (items, 1);
  g_autoptr (RcReference) no_key = get_reference (items, 3);
  const RcReaderItem *only = items->pdata[4];

  g_assert_cmpuint (items->len, ==, 5);
  g_assert_cmpint (article->type, ==, RC_REFERENCE_ARTICLE);
  g_assert_cmpstr (article->key, ==, "a1");
  g_assert_cmpstr (article->title, ==, "A \"title\"");
  g_assert_cmpuint (article->names->len, ==, 2);
  g_assert_cmpstr (article->issued, ==, "1986-01-10");
  g_assert_cmpstr (article->container, ==, "The ACM Journal");
  g_assert_cmpstr (article->volume, ==, "41");
  g_assert_cmpstr (article->issue, ==, "7");
  g_assert_cmpstr (article->pages, ==, "73-79");
  g_assert_cmpstr (article->publisher, ==, "IEEE Press");
  g_assert_cmpuint (article->keywords->len, ==, 2);
  g_assert_cmpstr (paper->title, ==, "In (round) brackets");
  g_assert_cmpstr (paper->container, ==, "Proceedings");
  g_assert_cmpint (paper->year, ==, 1999);
  g_assert_cmpstr (get_name (paper, 0)->role, ==, "edt");
  g_assert_cmpint (get_name (paper, 1)->kind, ==, RC_NAME_MEETING);
  g_assert_cmpstr (no_key->title, ==, "No key");
  g_assert_null (no_key->key);
  g_assert_true (has_warning (items, 3, "nowhere"));
  g_assert_nonnull (only->rejection);
}

/* Entries that are broken take nothing of those behind them with them. */
static void
test_broken (void)
{
  static const char *const broken[] = {
    "@book{b1, title = {Not closed,\n  year = 1999\n",
    "@book{b1, title = \"Not closed,\n",
    "@book{b1, title = {T} year = 1999}\n",
    "@book{b1, = {x}, title = {T}, }\n",
    "@book{b1, title = {T}}}}\n",
    "@book{b1, title {T}}\n",
    "@book{b1\n",
    "@book{b1, title = {T}, author\n",
    "@book{b1, title = # # {T} # }\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *text = g_strconcat (broken[i], "@book{b2, title = {Second}}\n", NULL);
      g_autoptr (GPtrArray) items = read_auto (text);
      g_autoptr (RcReference) second = NULL;

      g_assert_cmpuint (items->len, ==, 2);
      second = get_reference (items, 1);
      g_assert_cmpstr (second->title, ==, "Second");
      if (i == 0)
        g_assert_true (has_warning (items, 0, "not closed"));
      if (i == 2)
        {
          g_autoptr (RcReference) first = get_reference (items, 0);

          g_assert_cmpint (first->year, ==, 1999);
        }
    }
}

static void
test_biblatex (void)
{
  g_autoptr (GPtrArray) items = read_auto (
      "@online{o, title={T}, subtitle={S}, date={2011-12}, journaltitle={J}, location={Almaty}, urldate={2026-11-22}, langid={russian},\n"
      "url=\"\\url{http://example.com/~user/a_b}\", doi={https://doi.org/10.1136/vr.d6221}, translator={T. Ranslator}, shorttitle={Sh}, eprint={x}}");
  g_autoptr (RcReference) reference = get_reference (items, 0);

  g_assert_cmpint (reference->type, ==, RC_REFERENCE_WEB_PAGE);
  g_assert_cmpstr (reference->subtitle, ==, "S");
  g_assert_cmpstr (reference->issued, ==, "2011-12");
  g_assert_cmpstr (reference->container, ==, "J");
  g_assert_cmpstr (reference->place, ==, "Almaty");
  g_assert_cmpstr (reference->accessed, ==, "2026-11-22");
  g_assert_cmpstr (reference->languages->pdata[0], ==, "rus");
  g_assert_cmpstr (reference->urls->pdata[0], ==, "http://example.com/~user/a_b");
  g_assert_cmpstr (reference->doi, ==, "10.1136/vr.d6221");
  g_assert_cmpstr (get_name (reference, 0)->role, ==, "trl");
  g_clear_pointer (&reference, rc_reference_free);
  g_ptr_array_unref (items);
  items = read_items (RC_FORMAT_AUTO, "@web_page{m, title={T}}\n@book{b, title={U}}", -1, NULL); /* of Mendeley */
  g_assert_cmpuint (items->len, ==, 2);
  reference = get_reference (items, 0);
  g_assert_cmpint (reference->type, ==, RC_REFERENCE_WEB_PAGE);
}

/* However many authors there are, none is lost; of what is no entry any more something is said. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("@article{a, title={T}, author={Lee, Ann");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (RcReference) reference = NULL;

  for (guint i = 1; i < 3000; i++)
    g_string_append_printf (text, " and Lee, B%u", i);
  g_string_append (text, "}}\n@misc{b, title={U}");
  for (guint i = 0; i < 2100; i++)
    g_string_append_printf (text, ", f%u={v}", i);
  g_string_append (text, "}\n@misc{c, title={V}");
  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, ", %u words without a sign", i);
  g_string_append (text, "}\n");
  items = read_auto (text->str);
  reference = get_reference (items, 0);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_cmpuint (reference->names->len, ==, 3000);
  g_assert_true (has_warning (items, 1, "more than 2000 fields: the rest was left out"));
  g_assert_true (has_warning (items, 2, "more was found here than is listed"));
}

/* Numbers and titles as programs write them. */
static void
test_programs (void)
{
  g_autoptr (GPtrArray) items = read_auto ("@article{a, title={Water &amp; <i>{Life}</i>}, journal={J}, isbn={1476-1122 (Print)$\\backslash$r0028-0836 (Linking)}, year=2004}\n"
                                           "@book{b, title={T}, isbn={92-3-102900-2; 978-92-3-104123-5 (pbk.)}, issn-l={0378-5955}, numpages={32}}");
  g_autoptr (RcReference) article = get_reference (items, 0);
  g_autoptr (RcReference) book = get_reference (items, 1);
  g_autofree char *written = write_reference (RC_FORMAT_BIBTEX, article);

  g_assert_cmpstr (article->title, ==, "Water & Life");
  g_assert_cmpuint (article->isbn->len, ==, 0);
  g_assert_cmpuint (article->issn->len, ==, 2);
  g_assert_cmpstr (article->issn->pdata[1], ==, "0028-0836");
  g_assert_nonnull (strstr (written, "title = {Water &amp; <i>{Life}</i>},\n"));
  g_assert_cmpuint (book->isbn->len, ==, 2);
  g_assert_cmpstr (book->isbn->pdata[1], ==, "978-92-3-104123-5 (pbk.)");
  g_assert_cmpstr (book->issn->pdata[0], ==, "0378-5955");
  g_assert_cmpstr (book->extent, ==, "32");
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *encoding, *said;
    gboolean guessed;
  } cases[] = { { "UTF-8", "% Encoding: UTF-8\n", FALSE },        { "UTF-8", "% Encoding: windows-1251\n", FALSE },
                { "CP1251", "% Encoding: windows-1251\n", FALSE }, { "CP1251", "", TRUE },
                { "CP1251", "% Encoding: UTF-8\n", TRUE },         { "KOI8-R", "", TRUE },
                { "UTF-16LE", "% Encoding: UTF-16LE\n", FALSE },   { "UTF-16", "", FALSE } };
  const char *entry = "@book{k,\n title = {Казахстан: вода и степь в истории народов Средней Азии},\n author = {Толстой, Лев Николаевич}\n}\n";

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (cases[i].said, entry, NULL);
      gsize length;
      g_autofree char *data = g_convert (text, -1, cases[i].encoding, "UTF-8", NULL, &length, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_items (RC_FORMAT_AUTO, data, (gssize) length, &error);
      g_autoptr (RcReference) reference = NULL;

      g_assert_no_error (error);
      reference = get_reference (items, 0);
      g_assert_cmpstr (reference->title, ==, "Казахстан: вода и степь в истории народов Средней Азии");
      g_assert_true (has_warning (items, 0, "UTF-8") == cases[i].guessed);
    }
}

static void
test_written (void)
{
  const char *text = "@booklet{k1,\n"
                     "  author = {{\\'E}douard Masterly and van Beethoven, Ludwig and {UNESCO} and others},\n"
                     "  editor = {Editor, E.},\n"
                     "  title = {The {VLSI} of Things \\& Co},\n"
                     "  subtitle = {More},\n"
                     "  year = {{\\noopsort{1973b}}1973},\n"
                     "  month = jul,\n"
                     "  volume = {2},\n"
                     "  number = {7},\n"
                     "  publisher = {Press},\n"
                     "  address = {Almaty},\n"
                     "  edition = {Second},\n"
                     "  series = {Series},\n"
                     "  isbn = {9789231000000},\n"
                     "  doi = {10.1000/182_1},\n"
                     "  url = {http://example.com/~user/},\n"
                     "  language = {eng},\n"
                     "  keywords = {water; steppe},\n"
                     "  abstract = {Text},\n"
                     "  note = {Note},\n"
                     "  howpublished = {By \\emph{post}},\n"
                     "  file = {:a.pdf:PDF}\n"
                     "}\n\n";
  g_autofree char *escaped = NULL;
  g_autoptr (GPtrArray) items = read_auto (text);
  const RcReaderItem *item = items->pdata[0];
  g_autofree char *written = write_marc (RC_FORMAT_BIBTEX, item->record->marc);
  g_auto (GStrv) parts = g_strsplit (text, "182_1", 2);

  escaped = g_strjoinv ("182\\_1", parts);
  g_assert_cmpstr (written, ==, escaped);
}

/* What a library's record has comes back from what is written of it. */
static void
test_round_trip (void)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (RcReference) again = NULL;
  g_autofree char *written = NULL;

  reference->title = g_strdup ("Sonata ``quasi una fantasia'' -- o`zbek --- x");
  rc_reference_add_name (reference, "Charles I", "aut", RC_NAME_PERSON);
  rc_reference_add_name (reference, "Junot, Laure, duchesse, d'Abrantès", "aut", RC_NAME_PERSON);
  rc_reference_add_text (reference->languages, "eng");
  rc_reference_add_text (reference->languages, "tam");
  rc_reference_add_text (reference->keywords, "Browning, Robert -- Letters");
  rc_reference_add_text (reference->notes, "One.");
  rc_reference_add_text (reference->notes, "Two -- and more.");
  written = rc_reference_to_bibtex (reference);
  items = read_auto (written);
  again = get_reference (items, 0);
  g_assert_cmpstr (again->title, ==, reference->title);
  g_assert_cmpuint (again->names->len, ==, 2);
  g_assert_cmpstr (get_name (again, 0)->heading, ==, "Charles I");
  g_assert_cmpstr (get_name (again, 1)->heading, ==, "Junot, Laure, duchesse, d'Abrantès");
  g_assert_cmpuint (again->languages->len, ==, 2);
  g_assert_cmpuint (again->keywords->len, ==, 1);
  g_assert_cmpstr (again->keywords->pdata[0], ==, "Browning, Robert -- Letters");
  g_assert_cmpuint (again->notes->len, ==, 2);
  g_assert_cmpstr (again->notes->pdata[1], ==, "Two -- and more.");
}

static void
test_hostile (void)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
  g_autofree char *written = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (RcReference) again = NULL;

  reference->title = g_strdup ("T}, author = {x");
  reference->key = g_strdup ("k,}{ @book{x");
  rc_reference_add_text (reference->urls, "http://a/}{");
  rc_reference_add_name (reference, "A and B, C", "aut", RC_NAME_PERSON);
  rc_reference_add_other (reference, "bibtex", "a = {}, b", "x");
  rc_reference_add_other (reference, "bibtex", "note", "}x{");
  rc_reference_add_other (reference, "bibtex", "@", "misc{");
  written = write_reference (RC_FORMAT_BIBTEX, reference);
  items = read_auto (written);
  g_assert_cmpuint (items->len, ==, 1);
  again = get_reference (items, 0);
  g_assert_cmpstr (again->title, ==, reference->title);
  g_assert_cmpuint (again->names->len, ==, 1);
  g_assert_cmpstr (again->key, ==, "kbookx");
}

/* Real files: how many records each holds, and that each of them comes back. */
static void
test_shared (void)
{
  static const struct
  {
    const char *path;
    guint n_records;
  } files[] = {
    { "biblio/tellico/test.bib", 36 },
    { "biblio/bibtex-encodings/BibtexImporter.examples.bib", 4 },
    { "biblio/bibtex-encodings/encoding-us-ascii-with-header.bib", 1 },
    { "biblio/bibtex-encodings/encoding-utf-16BE-without-header.bib", 1 },
    { "biblio/bibtex-encodings/encoding-utf-8-with-header-with-databasetypecomment.bib", 1 },
    { "biblio/bibtex-encodings/encoding-utf-8-without-header-with-databasetypecomment.bib", 1 },
    { "biblio/bibtex-encodings/encoding-utf-8-without-header.bib", 1 },
    { "biblio/bibtex-encodings/encoding-windows-1252-with-header.bib", 1 },
    { "biblio/bibtex-encodings/tiny-BE-withBOM.bib", 1 },
    { "biblio/bibtex-encodings/tiny-LE-noBOM.bib", 1 },
  };

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      gsize length;
      g_autofree char *data = load_shared (files[f].path, &length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = NULL;

      if (data == NULL)
        return;
      items = read_items (RC_FORMAT_AUTO, data, (gssize) length, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < items->len; i++)
        {
          const RcReaderItem *item = items->pdata[i];
          g_autofree char *written = NULL;
          g_autofree char *twice = NULL;
          g_autoptr (GPtrArray) again = NULL;
          const RcReaderItem *second;

          for (guint w = 0; w < item->warnings->len; w++)
            g_test_message ("%s: %s", files[f].path, (char *) item->warnings->pdata[w]);
          g_assert_nonnull (item->record);
          written = write_marc (RC_FORMAT_BIBTEX, item->record->marc);
          g_test_message ("%s", written);
          again = read_auto (written);
          second = again->pdata[0];
          g_assert_cmpuint (again->len, ==, 1);
          g_assert_nonnull (second->record);
          twice = write_marc (RC_FORMAT_BIBTEX, second->record->marc);
          g_assert_cmpstr (written, ==, twice);
        }
      g_test_message ("%s: %u", files[f].path, items->len);
      g_assert_cmpuint (items->len, ==, files[f].n_records);
    }
}

/* A program finds an entry by its key, and takes one of two that have the same, whatever the case of its letters. */
static void
test_keys (void)
{
  static const struct
  {
    const char *control, *author, *key;
  } records[] = { { "17", NULL, "@book{17," },      { "17", NULL, "@book{17-2," },    { "a7", NULL, "@book{a7," },         { "A7", NULL, "@book{A7-2," },
                  { "17-2", NULL, "@book{17-2-2," }, { "17", NULL, "@book{17-3," },    { NULL, "Ли, А.", "@book{ли2001," }, { NULL, "Ли, Б.", "@book{ли2001-2," },
                  { NULL, NULL, "@book{record," },   { NULL, NULL, "@book{record-2," } };
  static const RcFormat formats[] = { RC_FORMAT_BIBTEX, RC_FORMAT_CSL_JSON };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
      g_autoptr (RcWriter) writer = rc_writer_new (formats[f], out, NULL);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) items = NULL;
      g_autofree char *text = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (records); i++)
        {
          g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
          g_autoptr (RcMarc) marc = NULL;

          reference->control = g_strdup (records[i].control);
          reference->title = g_strdup ("Water");
          rc_reference_set_date (reference, "2001", NULL);
          rc_reference_add_name (reference, records[i].author, "aut", RC_NAME_PERSON);
          marc = rc_reference_to_marc (reference);
          g_assert_true (rc_writer_add (writer, marc, NULL));
        }
      g_assert_true (rc_writer_finish (writer, NULL));
      g_output_stream_write (out, "", 1, NULL, NULL);
      text = g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (out)));
      for (guint i = 0; formats[f] == RC_FORMAT_BIBTEX && i < G_N_ELEMENTS (records); i++)
        if (strstr (text, records[i].key) == NULL)
          g_error ("there is no “%s” in:\n%s", records[i].key, text);
      items = read_auto (text);
      g_assert_cmpuint (items->len, ==, G_N_ELEMENTS (records));
      for (guint i = 0; i < items->len; i++)
        g_assert_true (g_hash_table_add (seen, ((RcReaderItem *) items->pdata[i])->control));
    }
}

/* A letter of two characters is made one, and where it cannot be one, its mark goes: programs stop at that. */
static void
test_key_letters (void)
{
  static const struct
  {
    const char *control, *author, *key;
  } records[] = { { NULL, "И\xcc\x86орданов, А.", "@book{йорданов2001," },
                  { NULL, "Mu\xcc\x88ller, B.", "@book{m\xc3\xbcller2001," },
                  { NULL, "M\xcc\x84ori, C.", "@book{mori2001," },
                  { "kz\xe2\x80\x8b 1{7}", NULL, "@book{kz17," },
                  { "\xcc\x81", NULL, "@book{record," } };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
      g_autofree char *text = NULL;

      reference->key = g_strdup (records[i].control);
      reference->title = g_strdup ("Water");
      rc_reference_set_date (reference, "2001", NULL);
      rc_reference_add_name (reference, records[i].author, "aut", RC_NAME_PERSON);
      text = rc_reference_to_bibtex (reference);
      if (!g_str_has_prefix (text, records[i].key))
        g_error ("“%s” does not begin:\n%s", records[i].key, text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bibtex/tex", test_tex);
  g_test_add_func ("/bibtex/tex-and-back", test_tex_and_back);
  g_test_add_func ("/bibtex/names", test_names);
  g_test_add_func ("/bibtex/entries", test_entries);
  g_test_add_func ("/bibtex/broken", test_broken);
  g_test_add_func ("/bibtex/biblatex", test_biblatex);
  g_test_add_func ("/bibtex/many", test_many);
  g_test_add_func ("/bibtex/programs", test_programs);
  g_test_add_func ("/bibtex/encodings", test_encodings);
  g_test_add_func ("/bibtex/written", test_written);
  g_test_add_func ("/bibtex/keys", test_keys);
  g_test_add_func ("/bibtex/key-letters", test_key_letters);
  g_test_add_func ("/bibtex/round-trip", test_round_trip);
  g_test_add_func ("/bibtex/hostile", test_hostile);
  g_test_add_func ("/bibtex/shared", test_shared);
  return g_test_run ();
}
