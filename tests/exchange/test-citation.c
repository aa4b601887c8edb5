/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations as text, and CSL-JSON. */
#include "references.h"

#include "record/citation.h"

#include <string.h>

static void
assert_citation (const RcReference *reference, RcCitationStyle style, const char *expected)
{
  g_autofree char *text = rc_citation_to_text (reference, style);
  /* The same out of the catalogue. */
  g_autoptr (RcMarc) marc = rc_reference_to_marc (reference);
  g_autoptr (RcReference) again = rc_reference_new_from_marc (marc);
  g_autofree char *text_again = rc_citation_to_text (again, style);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (text_again, ==, expected);
}

static RcReference *
make_book (void)
{
  RcReference *book = rc_reference_new (RC_REFERENCE_BOOK);

  book->title = g_strdup ("Вода степи");
  book->subtitle = g_strdup ("учебное пособие");
  rc_reference_add_name (book, "Ахметов, Абай Кайратович", "aut", RC_NAME_PERSON);
  rc_reference_add_name (book, "Смирнова, Вера П.", "aut", RC_NAME_PERSON);
  rc_reference_add_name (book, "Петров, А.А.", "edt", RC_NAME_PERSON);
  book->edition = g_strdup ("2-е изд., испр.");
  book->place = g_strdup ("Алматы");
  book->publisher = g_strdup ("Наука");
  rc_reference_set_date (book, "2005", NULL);
  book->extent = g_strdup ("120 с.");
  book->series = g_strdup ("Реки Азии");
  book->series_number = g_strdup ("вып. 5");
  rc_reference_add_text (book->isbn, "978-92-3-100000-0");
  rc_reference_add_text (book->languages, "rus");
  return book;
}

static void
test_book (void)
{
  g_autoptr (RcReference) book = make_book ();

  assert_citation (book, RC_CITATION_GOST,
                   "Ахметов, А. К. Вода степи : учебное пособие / А. К. Ахметов, В. П. Смирнова ; редактор А. А. Петров. – 2-е изд., испр. – "
                   "Алматы : Наука, 2005. – 120 с. – (Реки Азии ; вып. 5). – ISBN 978-92-3-100000-0. – Текст : непосредственный.");
  assert_citation (book, RC_CITATION_ISO_690,
                   "АХМЕТОВ, Абай Кайратович и Вера П. СМИРНОВА. Вода степи: учебное пособие. 2-е изд., испр. Алматы: Наука, 2005. "
                   "Реки Азии, вып. 5. ISBN 978-92-3-100000-0.");
}

/* What a catalogue calls a volume may say what it is, or be the year; bare pages may have more behind them. */
static void
test_numbers (void)
{
  static const struct
  {
    const char *volume, *expected;
  } volumes[] = { { "3", "Т. 3" }, { "Вып.1", "Вып. 1" }, { "Т. 2", "Т. 2" }, { "IV, кн. 2", "Т. IV, кн. 2" }, { "А", "Т. А" },
                  { "2007, 2", "2007, 2" } };
  static const char *const of_journal[][2] = { { "2001", "№ 3" }, { "2001, 5", "Т. 5, № 3" }, { "7", "Т. 7, № 3" } };
  g_autoptr (RcReference) article = rc_reference_new (RC_REFERENCE_ARTICLE);

  for (guint i = 0; i < G_N_ELEMENTS (volumes); i++)
    {
      g_autoptr (RcReference) book = make_book ();
      g_autofree char *expected = g_strdup_printf ("Вода степи. %s : учебное пособие /", volumes[i].expected);
      g_autofree char *text = NULL;

      book->volume = g_strdup (volumes[i].volume);
      g_free (book->extent);
      book->extent = g_strdup ("292 : ил. + 15 л.");
      text = rc_citation_to_text (book, RC_CITATION_GOST);
      g_assert_nonnull (strstr (text, expected));
      g_assert_nonnull (strstr (text, " – 292 с. : ил. + 15 л. – "));
    }
  article->title = g_strdup ("Вода");
  article->container = g_strdup ("Реки Азии");
  article->issue = g_strdup ("3");
  rc_reference_set_date (article, "2001", NULL);
  rc_reference_add_text (article->languages, "rus");
  for (guint i = 0; i < G_N_ELEMENTS (of_journal); i++)
    {
      g_autofree char *expected = g_strdup_printf ("Вода. – Текст : непосредственный // Реки Азии. – 2001. – %s.", of_journal[i][1]);

      g_free (article->volume);
      article->volume = g_strdup (of_journal[i][0]);
      assert_citation (article, RC_CITATION_GOST, expected);
    }
  assert_citation (article, RC_CITATION_ISO_690, "Вода. Реки Азии. 2001, 7(3).");
  g_free (article->volume);
  article->volume = g_strdup ("2001");
  assert_citation (article, RC_CITATION_ISO_690, "Вода. Реки Азии. 2001, (3).");
}

static void
test_printed_responsibility (void)
{
  g_autoptr (RcReference) book = make_book ();

  book->responsibility = g_strdup ("А. Ахметов, В. Смирнова ; под ред. А. Петрова");
  book->volume = g_strdup ("2");
  assert_citation (book, RC_CITATION_GOST,
                   "Ахметов, А. К. Вода степи. Т. 2 : учебное пособие / А. Ахметов, В. Смирнова ; под ред. А. Петрова. – 2-е изд., испр. – "
                   "Алматы : Наука, 2005. – 120 с. – (Реки Азии ; вып. 5). – ISBN 978-92-3-100000-0. – Текст : непосредственный.");
}

static void
test_article (void)
{
  g_autoptr (RcReference) article = rc_reference_new (RC_REFERENCE_ARTICLE);

  article->title = g_strdup ("A mathematical theory of communication");
  rc_reference_add_name (article, "Shannon, Claude E.", "aut", RC_NAME_PERSON);
  article->container = g_strdup ("Bell System technical journal");
  article->volume = g_strdup ("27");
  article->issue = g_strdup ("3");
  article->pages = g_strdup ("379-423");
  rc_reference_set_date (article, "1948-07", NULL);
  assert_citation (article, RC_CITATION_GOST,
                   "Shannon, C. E. A mathematical theory of communication / C. E. Shannon. – Text : unmediated // Bell System technical journal. – "
                   "1948. – Vol. 27, no. 3. – P. 379–423.");
  assert_citation (article, RC_CITATION_ISO_690,
                   "SHANNON, Claude E. A mathematical theory of communication. Bell System technical journal. 1948, 27(3), 379–423.");
  rc_reference_add_text (article->urls, "https://example.org/1");
  article->accessed = g_strdup ("2026-11-22");
  article->doi = g_strdup ("10.1000/182");
  rc_reference_add_text (article->languages, "rus");
  assert_citation (article, RC_CITATION_GOST,
                   "Shannon, C. E. A mathematical theory of communication / C. E. Shannon. – Текст : электронный // Bell System technical journal. – "
                   "1948. – Т. 27, № 3. – С. 379–423. – DOI 10.1000/182. – URL: https://example.org/1 (дата обращения: 22.11.2026).");
  assert_citation (article, RC_CITATION_ISO_690,
                   "SHANNON, Claude E. A mathematical theory of communication [online]. Bell System technical journal. 1948, 27(3), 379–423. "
                   "DOI 10.1000/182. Доступно по: https://example.org/1 [просмотрено 2026-11-22]");
}

static void
test_chapter (void)
{
  g_autoptr (RcReference) chapter = rc_reference_new (RC_REFERENCE_CHAPTER);

  chapter->title = g_strdup ("Water");
  rc_reference_add_name (chapter, "Smith, John-Paul", "aut", RC_NAME_PERSON);
  rc_reference_add_name (chapter, "Brown, Judy", "edt", RC_NAME_PERSON);
  chapter->container = g_strdup ("The steppe");
  chapter->place = g_strdup ("Oxford");
  chapter->publisher = g_strdup ("Press");
  chapter->pages = g_strdup ("5-9");
  rc_reference_set_date (chapter, "1998", NULL);
  assert_citation (chapter, RC_CITATION_GOST,
                   "Smith, J.-P. Water / J.-P. Smith. – Text : unmediated // The steppe / editor J. Brown. – Oxford : Press, 1998. – P. 5–9.");
  assert_citation (chapter, RC_CITATION_ISO_690, "SMITH, John-Paul. Water. In: BROWN, Judy, ed. The steppe. Oxford: Press, 1998, pp. 5–9.");
}

/* Three at most stand before the title, four are named, of more the first three. */
static void
test_many_authors (void)
{
  static const char *const expected[] = {
    "A., X. T / X. A. – Text : unmediated.",
    "A., X. T / X. A., X. B. – Text : unmediated.",
    "A., X. T / X. A., X. B., X. C. – Text : unmediated.",
    "T / X. A., X. B., X. C., X. D. – Text : unmediated.",
    "T / X. A., X. B., X. C. [et al.]. – Text : unmediated.",
  };

  for (guint n = 1; n <= G_N_ELEMENTS (expected); n++)
    {
      g_autoptr (RcReference) book = rc_reference_new (RC_REFERENCE_BOOK);

      book->title = g_strdup ("T");
      for (guint i = 0; i < n; i++)
        {
          char heading[] = "A., X.";

          heading[0] = (char) ('A' + i);
          rc_reference_add_name (book, heading, "aut", RC_NAME_PERSON);
        }
      assert_citation (book, RC_CITATION_GOST, expected[n - 1]);
    }
}

static void
test_other_languages (void)
{
  g_autoptr (RcReference) paper = rc_reference_new (RC_REFERENCE_NEWSPAPER_ARTICLE);
  g_autoptr (RcReference) none = rc_reference_new (RC_REFERENCE_BOOK);
  g_autofree char *text = rc_citation_to_text (none, RC_CITATION_GOST);

  paper->title = g_strdup ("Су");
  paper->container = g_strdup ("Егемен Қазақстан");
  rc_reference_set_date (paper, "2018-11-05", NULL);
  paper->pages = g_strdup ("3");
  rc_reference_add_text (paper->languages, "kaz");
  assert_citation (paper, RC_CITATION_GOST, "Су. – Мәтін : тікелей // Егемен Қазақстан. – 2018. – 5 қараша. – Б. 3.");
  g_assert_cmpstr (text, ==, "");
}

/* What is perceived and through what agree with each other; a bare number of pages gets its word. */
static void
test_contents (void)
{
  g_autoptr (RcReference) thing = rc_reference_new (RC_REFERENCE_MAP);

  thing->title = g_strdup ("Степь");
  thing->extent = g_strdup ("12");
  assert_citation (thing, RC_CITATION_GOST,
                   "Степь. – 12 с. – Изображение (картографическое ; неподвижное ; двухмерное) : непосредственное.");
  thing->type = RC_REFERENCE_VIDEO;
  thing->extent = (g_free (thing->extent), NULL);
  assert_citation (thing, RC_CITATION_GOST, "Степь. – Изображение (движущееся ; двухмерное) : видео.");
  thing->type = RC_REFERENCE_SCORE;
  assert_citation (thing, RC_CITATION_GOST, "Степь. – Музыка (знаковая) : непосредственная.");
  rc_reference_add_text (thing->urls, "https://example.org/1");
  thing->type = RC_REFERENCE_SOUND;
  assert_citation (thing, RC_CITATION_GOST, "Степь. – URL: https://example.org/1. – Звуки : электронные.");
}

static void
test_csl (void)
{
  g_autoptr (RcReference) book = make_book ();
  g_autoptr (RcMarc) marc = rc_marc_new ();
  g_autofree char *json = NULL, *damaged = NULL;

  book->key = g_strdup ("k\"1");
  json = write_reference (RC_FORMAT_CSL_JSON, book);
  g_assert_true (g_str_has_prefix (json, "[\n{\n"));
  g_assert_true (g_str_has_suffix (json, "}\n]\n"));
  g_assert_nonnull (strstr (json, "\"id\" : \"k\\\"1\""));
  g_assert_nonnull (strstr (json, "\"type\" : \"book\""));
  g_assert_nonnull (strstr (json, "\"family\" : \"Ахметов\""));
  g_assert_nonnull (strstr (json, "\"publisher-place\" : \"Алматы\""));
  g_assert_nonnull (strstr (json, "2005"));
  g_assert_nonnull (strstr (json, "\"language\" : \"ru\""));
  rc_marc_add_field (marc, "001", "a\x1f" "b", -1);
  damaged = write_marc (RC_FORMAT_CSL_JSON, marc);
  g_assert_nonnull (strstr (damaged, "\"id\" : \"a\\u001fb\""));
}

/* What was written is read again, and comes out the same; so does what other programs write and we have no place for. */
static void
test_csl_read (void)
{
  const char *foreign = "[{\"id\":\"http://zotero.org/users/1/items/A\",\"type\":\"entry-encyclopedia\",\"title\":\"Отырар\",\"page\":\"5-7\","
                        "\"author\":[{\"family\":\"Gogh\",\"given\":\"Vincent\",\"non-dropping-particle\":\"van\"},{\"literal\":\"UNESCO\"}],"
                        "\"issued\":{\"date-parts\":[[\"2014\",7,12]]},\"accessed\":{\"raw\":\"soon\"},\"language\":\"kk-KZ\",\"volume\":3,"
                        "\"custom\":{\"a\":[1]}},{\"type\":\"book\"},{\"id\":7,\"type\":\"book\",\"title\":\"B\",\"issued\":{\"date-parts\":[[1998],[2003]]}}]";
  g_autoptr (RcReference) book = make_book (), again = NULL, entry = NULL, last = NULL;
  g_autofree char *json = NULL, *twice = NULL, *back = NULL;
  g_autoptr (GPtrArray) items = NULL;

  book->key = g_strdup ("k1");
  json = write_reference (RC_FORMAT_CSL_JSON, book);
  items = read_auto (json);
  g_assert_cmpuint (items->len, ==, 1);
  again = get_reference (items, 0);
  twice = write_reference (RC_FORMAT_CSL_JSON, again);
  g_assert_cmpstr (json, ==, twice);
  g_ptr_array_unref (items);
  items = read_auto (foreign);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_nonnull (((RcReaderItem *) items->pdata[1])->rejection);
  entry = get_reference (items, 0);
  g_assert_cmpint (entry->type, ==, RC_REFERENCE_CHAPTER);
  g_assert_cmpstr (entry->issued, ==, "2014-07-12");
  g_assert_cmpstr (entry->pages, ==, "5-7");
  g_assert_cmpstr (entry->languages->pdata[0], ==, "kaz");
  g_assert_cmpstr (((RcReferenceName *) entry->names->pdata[0])->heading, ==, "van Gogh, Vincent");
  g_assert_cmpint (((RcReferenceName *) entry->names->pdata[1])->kind, ==, RC_NAME_BODY);
  back = write_reference (RC_FORMAT_CSL_JSON, entry);
  g_assert_nonnull (strstr (back, "\"entry-encyclopedia\""));
  g_assert_nonnull (strstr (back, "\"custom\" : {"));
  last = get_reference (items, 2);
  g_assert_cmpint (last->year_end, ==, 2003);
}

static void
test_list (void)
{
  g_autoptr (RcReference) book = make_book ();
  g_autofree char *text = write_reference (RC_FORMAT_CITATIONS, book);
  g_autofree char *iso_690 = write_reference (RC_FORMAT_CITATIONS_ISO_690, book);

  g_assert_true (g_str_has_suffix (text, "непосредственный.\n"));
  g_assert_true (g_str_has_prefix (iso_690, "АХМЕТОВ, Абай"));
}

/* Files of other programs are named, and what to do is said. */
static void
test_foreign (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *name;
  } files[] = {
    { "%PDF-1.4\n", 9, "PDF" },
    { "\x1f\x8b\x08\0\0\0", 6, "gzip" },
    { "PK\3\4\x14\0\0\0", 8, "zip" },
    { "<!DOCTYPE html>\n<html><body>404</body></html>", 45, "HTML" },
    { "<?xml version=\"1.0\"?><xml><records><record/></records></xml>", 59, "EndNote XML" },
    { "<b:Sources xmlns:b=\"x\"><b:Source/></b:Sources>", 46, "Microsoft Word" },
    { "<ONIXMessage><Header/></ONIXMessage>", 36, "ONIX" },
    { "\xef\xbb\xbf" "FN Clarivate Analytics\nVR 1.0\nPT J\n", 38, "Web of Science" },
    { "\n\nPMID- 27433151\nTI  - x\n", 25, "MEDLINE" },
    { "<1337>\nAuthor\n  x\n", 18, "Ovid" },
    { "%0 Journal Article\n%A x\n", 24, "EndNote" },
    { "--AU-- Name\n--ST-- x\n", 21, "Biblioscape" },
    { "TI- The SIS\nAU- Prechelt\n", 25, "Copac" },
    { "<rdf:RDF xmlns:z='http://www.zotero.org/namespaces/export#' xmlns:link='http://purl.org/rss/1.0/modules/link/'/>", 112, "Zotero RDF" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_items (RC_FORMAT_AUTO, files[i].data, (gssize) files[i].length, &error);

      g_assert_null (items);
      g_assert_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT);
      if (strstr (error->message, files[i].name) == NULL)
        g_error ("%s: %s", files[i].name, error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citation/book", test_book);
  g_test_add_func ("/citation/numbers", test_numbers);
  g_test_add_func ("/citation/printed-responsibility", test_printed_responsibility);
  g_test_add_func ("/citation/article", test_article);
  g_test_add_func ("/citation/chapter", test_chapter);
  g_test_add_func ("/citation/many-authors", test_many_authors);
  g_test_add_func ("/citation/other-languages", test_other_languages);
  g_test_add_func ("/citation/contents", test_contents);
  g_test_add_func ("/citation/csl-read", test_csl_read);
  g_test_add_func ("/citation/csl", test_csl);
  g_test_add_func ("/citation/list", test_list);
  g_test_add_func ("/citation/foreign", test_foreign);
  return g_test_run ();
}
