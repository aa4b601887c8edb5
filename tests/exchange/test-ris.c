/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RIS: read as programs write it, and written again. */
#include "references.h"

#include <string.h>

static void
test_article (void)
{
  g_autoptr (GPtrArray) items = read_auto ("TY  - JOUR\r\nID  - abai1904\r\nAU  - Қодар,Абай К.\r\nAU  - Smith, John\r\nA2  - Editor, E.\r\n"
                                          "PY  - 1998/07//\r\nTI  - Water of the steppe\r\nJF  - Steppe journal\r\nJA  - St. j.\r\n"
                                          "VL  - 27\r\nIS  - 3\r\nSP  - 379\r\nEP  - 423\r\nSN  - 0028-0836\r\n"
                                          "DO  - https://doi.org/10.1000/182\r\nUR  - http://a.example/; http://b.example/x;y\r\n"
                                          "LA  - Kazakh\r\nKW  - water\r\nKW  - steppe\r\nC1  - mine\r\nER  - \r\n");
  g_autoptr (RcReference) reference = get_reference (items, 0);
  const RcReferenceOther *other = reference->others->pdata[0];

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpint (reference->type, ==, RC_REFERENCE_ARTICLE);
  g_assert_cmpstr (reference->key, ==, "abai1904");
  g_assert_null (reference->control);
  g_assert_cmpstr (get_name (reference, 0)->heading, ==, "Қодар, Абай К.");
  g_assert_cmpstr (get_name (reference, 2)->role, ==, "edt");
  g_assert_cmpstr (reference->title, ==, "Water of the steppe");
  g_assert_cmpstr (reference->container, ==, "Steppe journal");
  g_assert_cmpstr (reference->container_short, ==, "St. j.");
  g_assert_cmpstr (reference->issued, ==, "1998-07");
  g_assert_cmpstr (reference->volume, ==, "27");
  g_assert_cmpstr (reference->issue, ==, "3");
  g_assert_cmpstr (reference->pages, ==, "379-423");
  g_assert_cmpstr (reference->issn->pdata[0], ==, "0028-0836");
  g_assert_cmpstr (reference->doi, ==, "10.1000/182");
  g_assert_cmpuint (reference->urls->len, ==, 2);
  g_assert_cmpstr (reference->urls->pdata[1], ==, "http://b.example/x;y");
  g_assert_cmpstr (reference->languages->pdata[0], ==, "kaz");
  g_assert_cmpuint (reference->keywords->len, ==, 2);
  g_assert_cmpuint (reference->others->len, ==, 1);
  g_assert_cmpstr (other->name, ==, "C1");
  g_assert_cmpstr (other->value, ==, "mine");
}

/* Blanks, ends and marks as programs and old computers write them: the same record each time. */
static void
test_habits (void)
{
  static const char *const same[] = {
    "TY  - BOOK\nTI  - Water\nPY  - 1998\nER  - \n",
    "\xef\xbb\xbfTY  - BOOK\nTI  - Water\nPY  - 1998\nER  -",
    "TY  - BOOK\rTI  - Water\rPY  - 1998\rER  - \r",
    "\n\nTY - BOOK\nTI - Water\nPY - 1998///\nER -\n",
    "TY  -BOOK\nTI  -Water\nY1  -1998//\nER  -\n",
    "TY  - BOOK\nT1  - Water\nVL  -\nPY  - 1998\nER  - \n\n\n",
    ("TY  - BOOK\nT1  - Wa\xd1\x82" "er\nPY  - 1998\n"), /* one letter is another, and ER is missing */
    "ty  - BOOK\nti  - Water\npy  - 1998\ner  - \n",
    "\n  TY  - BOOK\n  TI  - Water\n  PY  - 1998\n  ER  - \n",
    "\tTY  - BOOK\n\tTI  - Wa\n\t      ter\n\tPY  - 1998\n\tER  - \n",
    "TY\u00a0 - BOOK\nTI\u00a0 - Water\nPY \u00a0- 1998\nER\u00a0\u00a0-\u00a0\n",
    "TY  – BOOK\nTI  – Water\nPY  – 1998\nER  –\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GPtrArray) items = read_auto (same[i]);
      g_autoptr (RcReference) reference = get_reference (items, 0);

      g_assert_cmpuint (items->len, ==, 1);
      g_assert_cmpint (reference->type, ==, RC_REFERENCE_BOOK);
      g_assert_cmpstr (reference->title, ==, i == 6 ? "Waтer" : strstr (same[i], "Wa\n") != NULL ? "Wa ter" : "Water");
      g_assert_cmpstr (reference->issued, ==, "1998");
      g_assert_true (has_warning (items, 0, "no end") == (i == 6));
    }
}

static void
test_lines (void)
{
  g_autoptr (GPtrArray) items = read_auto ("Record #1 of 2\n1.\nTY  - JOUR\nTI  - A long title that was\n      wrapped by a program.\n"
                                          "AB  - First sentence\ngoes on, ER  - as it was.\nSecond sentence.\n  * a point\nKW  - one\ntwo\n"
                                          "XX  - none\nER  - dsfd\nTY  - JOUR\nTI  - Second\nTY  - JOUR\nTI  - Third\nER  - \nthe end\n");
  g_autoptr (RcReference) first = get_reference (items, 0);
  g_autoptr (RcReference) third = get_reference (items, 2);
  const RcReaderItem *last = items->pdata[3];

  g_assert_cmpuint (items->len, ==, 4);
  g_assert_cmpstr (first->title, ==, "A long title that was wrapped by a program.");
  g_assert_cmpstr (first->abstract, ==, "First sentence goes on, ER  - as it was.\nSecond sentence.\n* a point");
  g_assert_cmpuint (first->keywords->len, ==, 2);
  g_assert_true (has_warning (items, 0, "Record #1 of 2 1."));
  g_assert_true (has_warning (items, 0, "XX"));
  g_assert_true (has_warning (items, 0, "dsfd"));
  g_assert_true (has_warning (items, 1, "no end"));
  g_assert_cmpstr (third->title, ==, "Third");
  g_assert_nonnull (last->rejection);
}

static void
test_without_type (void)
{
  g_autoptr (GPtrArray) items = read_auto ("TI  - Nothing says what\nPY  - 2001\nER  -\n");
  const RcReaderItem *item = items->pdata[0];

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_nonnull (strstr (item->rejection, "TY"));
}

static void
test_dates (void)
{
  static const char *const cases[][3] = {
    { "PY  - 2001/09/01/", "2001-09-01", NULL }, { "PY  - 2002///Apr 12", "2002-04-12", NULL }, { "Y1  - 2015/october", "2015-10", NULL },
    { "Y1  - 2013/07/22\nPY  - 2013", "2013-07-22", NULL }, { "PY  - 2013/04/18\nPY  - 2013/02/15/received", "2013-04-18", "2013/02/15/received" },
    { "PY  - 1998//Spring", "1998", "1998//Spring" }, { "PY  - in press", NULL, "in press" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("TY  - JOUR\nTI  - T\n%s\nER  - \n", cases[i][0]);
      g_autoptr (GPtrArray) items = read_auto (text);
      g_autoptr (RcReference) reference = get_reference (items, 0);

      g_assert_cmpstr (reference->issued, ==, cases[i][1]);
      g_assert_cmpuint (reference->others->len, ==, cases[i][2] != NULL ? 1 : 0);
      if (cases[i][2] != NULL)
        g_assert_cmpstr (((RcReferenceOther *) reference->others->pdata[0])->value, ==, cases[i][2]);
    }
}

static void
test_encodings (void)
{
  static const char *const encodings[] = { "CP1251", "KOI8-R", "UTF-16LE", "UTF-16BE", "UTF-16" };
  const char *text = "TY  - BOOK\r\nAU  - Толстой, Лев Николаевич\r\nTI  - Казахстан: вода и степь в истории народов Средней Азии\r\nPB  - Наука\r\nER  - \r\n";

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *data = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = read_items (RC_FORMAT_AUTO, data, (gssize) length, &error);
      g_autoptr (RcReference) reference = NULL;

      g_assert_no_error (error);
      reference = get_reference (items, 0);
      g_assert_cmpstr (reference->title, ==, "Казахстан: вода и степь в истории народов Средней Азии");
      g_assert_true (has_warning (items, 0, "UTF-8") == (i < 2));
    }
}

/* 7 bits, as in a mail: the record keeps the bytes that it had. */
static void
test_mail (void)
{
  const char *text = "TY  - BOOK\nTI  - シルクロードの古代都市\nAU  - 山田, 太郎\nER  - \n";
  gsize length;
  g_autofree char *data = g_convert (text, -1, "ISO-2022-JP", "UTF-8", NULL, &length, NULL);
  g_autoptr (GPtrArray) items = read_auto (data);
  g_autoptr (RcReference) reference = get_reference (items, 0);
  const RcReaderItem *item = items->pdata[0];

  g_assert_cmpstr (reference->title, ==, "シルクロードの古代都市");
  g_assert_cmpstr (get_name (reference, 0)->heading, ==, "山田, 太郎");
  g_assert_cmpstr (item->encoding, ==, "iso-2022-jp");
  g_assert_cmpmem (g_bytes_get_data (item->raw, NULL), g_bytes_get_size (item->raw), data, length);
}

/* Tags of databases' own, and a title as it stands on a web page: read without its signs, given back with them. */
static void
test_databases (void)
{
  g_autoptr (GPtrArray) items = read_auto ("TY  - JOUR\nTI  - Songs of <i>Orcinus orca</i> &amp; CO<sub>2</sub>, a<b\nJN  - Water\nJ9  - WAT\nPU  - Elsevier\n"
                                          "PI  - Oxford\nAI  - x\nPY  - 2004\nER  - \n");
  g_autoptr (RcReference) reference = get_reference (items, 0);
  g_autofree char *text = write_reference (RC_FORMAT_RIS, reference);

  g_assert_cmpuint (((RcReaderItem *) items->pdata[0])->warnings->len, ==, 0);
  g_assert_cmpstr (reference->title, ==, "Songs of Orcinus orca & CO2, a<b");
  g_assert_cmpstr (reference->container, ==, "Water");
  g_assert_cmpstr (reference->container_short, ==, "WAT");
  g_assert_cmpstr (reference->publisher, ==, "Elsevier");
  g_assert_cmpstr (reference->place, ==, "Oxford");
  g_assert_nonnull (strstr (text, "TI  - Songs of <i>Orcinus orca</i> &amp; CO<sub>2</sub>, a<b\r\n"));
  g_assert_null (strstr (strstr (text, "TI  -") + 1, "TI  -"));
}

static void
test_written (void)
{
  const char *text = "TY  - CHAP\r\nID  - k1\r\nTI  - Water\r\nST  - W.\r\nAU  - Smith, John\r\nA2  - Editor, E.\r\nA4  - Translator, T.\r\n"
                     "T2  - The steppe\r\nT3  - Series\r\nPY  - 1998\r\nDA  - 1998/07/02/\r\nVL  - 2\r\nSP  - 5\r\nEP  - 9\r\nET  - 2nd\r\nPB  - Press\r\n"
                     "CY  - Almaty\r\nSN  - 9789231000000\r\nM3  - Chapter\r\nDO  - 10.1000/182\r\nUR  - http://a.example\r\nY2  - 2026/11/22/\r\n"
                     "CN  - T 1\r\nLA  - eng\r\nAB  - One.\r\n  Two.\r\nKW  - water\r\nN1  - note\r\nC1  - mine\r\nU1  - 12[pmid]\r\nER  - \r\n\r\n";
  g_autoptr (GPtrArray) items = read_auto (text);
  const RcReaderItem *item = items->pdata[0];
  g_autofree char *written = NULL;

  g_assert_nonnull (item->record);
  written = write_marc (RC_FORMAT_RIS, item->record->marc);
  g_assert_cmpstr (written, ==, text);
}

/* Each type, also an old one, comes back as it was. */
static void
test_types (void)
{
  static const char *const types[] = { "JOUR", "BOOK", "CHAP", "CONF", "CPAPER", "THES", "RPRT", "NEWS", "ELEC", "WEB", "MAP", "VIDEO", "MPCT",
                                       "SOUND", "MUSIC", "ART", "DATA", "COMP", "PAT", "STAND", "LEGAL", "CASE", "MANSCPT", "UNPB", "MULTI",
                                       "JFULL", "GEN", "EBOOK", "MGZN", "ODD" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *text = g_strdup_printf ("TY  - %s\r\nTI  - Water\r\nER  - \r\n\r\n", types[i]);
      g_autoptr (GPtrArray) items = read_auto (text);
      const RcReaderItem *item = items->pdata[0];
      g_autofree char *written = write_marc (RC_FORMAT_RIS, item->record->marc);

      g_assert_cmpstr (written, ==, text);
      g_assert_true (has_warning (items, 0, "ODD") == (i + 1 == G_N_ELEMENTS (types)));
    }
}

/* Values that look like fields cannot break out of theirs. */
static void
test_hostile (void)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
  g_autofree char *written = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (RcReference) again = NULL;

  reference->title = g_strdup ("T");
  reference->abstract = g_strdup ("a.\nER  - \nTY  - BOOK\nTI  - other");
  rc_reference_add_other (reference, "ris", "ER", "x");
  rc_reference_add_other (reference, "ris", "TI\n", "x");
  rc_reference_add_other (reference, "bibtex", "C1", "x");
  written = write_reference (RC_FORMAT_RIS, reference);
  items = read_auto (written);
  g_assert_cmpuint (items->len, ==, 1);
  again = get_reference (items, 0);
  g_assert_cmpstr (again->title, ==, "T");
  g_assert_null (strstr (written, "C1"));
}

/* Real files: how many records each holds, and that each of them comes back. */
static void
test_shared (void)
{
  static const struct
  {
    const char *path;
    guint n_records, n_rejected;
  } files[] = {
    { "biblio/rispy/example_basic.ris", 1, 0 },          { "biblio/rispy/example_bom.ris", 1, 0 },
    { "biblio/rispy/example_empty_tag.ris", 1, 0 },      { "biblio/rispy/example_extraneous_data.ris", 2, 0 },
    { "biblio/rispy/example_full_without_whitespace.ris", 2, 0 }, { "biblio/rispy/example_full_write.ris", 2, 0 },
    { "biblio/rispy/example_multiline.ris", 3, 0 },      { "biblio/rispy/example_single_unknown_tag.ris", 1, 0 },
    { "biblio/rispy/example_urls.ris", 4, 0 },           { "biblio/rispy/example_utf_chars.ris", 1, 0 },
    { "biblio/tellico/test.ris", 2, 0 },                 { "biblio/jabref/RisImporterCorrupted.ris", 0, 1 },
    { "biblio/jabref/RisImporterTest3.ris", 1, 0 },      { "biblio/jabref/RisImporterTest4a.ris", 1, 0 },
    { "biblio/jabref/RisImporterTest4c.ris", 1, 0 },     { "biblio/jabref/RisImporterTest5a.ris", 1, 0 },
    { "biblio/jabref/RisImporterTest6.ris", 1, 0 },      { "biblio/jabref/RisImporterTest7.ris", 1, 0 },
    { "biblio/jabref/RisImporterTest9.ris", 1, 0 },      { "biblio/jabref/RisImporterTestDOI.ris", 1, 0 },
    { "biblio/jabref/RisImporterTestDate1.2.ris", 1, 0 }, { "biblio/jabref/RisImporterTestDoiAndJournalTitle.ris", 1, 0 },
    { "biblio/jabref/RisImporterTestScopus.ris", 1, 0 }, { "biblio/jabref/RisImporterTestWithEmptyER.ris", 1, 0 },
  };

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      gsize length;
      g_autofree char *data = load_shared (files[f].path, &length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = NULL;
      guint n_rejected = 0;

      if (data == NULL)
        return;
      items = read_items (RC_FORMAT_AUTO, data, (gssize) length, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < items->len; i++)
        {
          const RcReaderItem *item = items->pdata[i];

          for (guint w = 0; w < item->warnings->len; w++)
            g_test_message ("%s: %s", files[f].path, (char *) item->warnings->pdata[w]);
          n_rejected += item->rejection != NULL;
          if (item->record != NULL)
            {
              g_autofree char *written = write_marc (RC_FORMAT_RIS, item->record->marc);
              g_autoptr (GPtrArray) again = read_auto (written);
              const RcReaderItem *second = again->pdata[0];
              g_autofree char *once_more = write_marc (RC_FORMAT_RIS, second->record->marc);

              g_test_message ("%s", written);
              g_assert_cmpuint (again->len, ==, 1);
              g_assert_cmpstr (once_more, ==, written);
              /* A type in a sentence goes out as the code that programs know. */
              if (strstr (data, "TY  - Journal Article") == NULL)
                g_assert_true (rc_marc_equal (item->record->marc, second->record->marc));
            }
        }
      g_test_message ("%s: %u", files[f].path, items->len);
      g_assert_cmpuint (items->len - n_rejected, ==, files[f].n_records);
      g_assert_cmpuint (n_rejected, ==, files[f].n_rejected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ris/article", test_article);
  g_test_add_func ("/ris/habits", test_habits);
  g_test_add_func ("/ris/lines", test_lines);
  g_test_add_func ("/ris/without-type", test_without_type);
  g_test_add_func ("/ris/dates", test_dates);
  g_test_add_func ("/ris/encodings", test_encodings);
  g_test_add_func ("/ris/mail", test_mail);
  g_test_add_func ("/ris/databases", test_databases);
  g_test_add_func ("/ris/written", test_written);
  g_test_add_func ("/ris/types", test_types);
  g_test_add_func ("/ris/hostile", test_hostile);
  g_test_add_func ("/ris/shared", test_shared);
  return g_test_run ();
}
