/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References: into MARC and back, and out of the records of libraries. */
#include "record/reference.h"

#include "record/description.h"
#include "record/quality.h"

#include <string.h>

static void
append_texts (GString *out, const char *name, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (out, "%s=%s\n", name, (const char *) texts->pdata[i]);
}

static void
append (GString *out, const char *name, const char *text)
{
  if (text != NULL)
    g_string_append_printf (out, "%s=%s\n", name, text);
}

/* Everything that a reference holds, so that two can be compared. */
static char *
dump (const RcReference *self)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s %d-%d\n", rc_reference_type_to_string (self->type), self->year, self->year_end);
  append (out, "control", self->control);
  append (out, "key", self->key);
  append (out, "title", self->title);
  append (out, "subtitle", self->subtitle);
  append (out, "short", self->short_title);
  append (out, "parallel", self->parallel_title);
  append (out, "responsibility", self->responsibility);
  append (out, "container", self->container);
  append (out, "container short", self->container_short);
  append (out, "volume", self->volume);
  append (out, "issue", self->issue);
  append (out, "pages", self->pages);
  for (guint i = 0; i < self->names->len; i++)
    {
      const RcReferenceName *name = self->names->pdata[i];

      g_string_append_printf (out, "name=%s %s %u\n", name->heading, name->role, name->kind);
    }
  append (out, "publisher", self->publisher);
  append (out, "place", self->place);
  append (out, "issued", self->issued);
  append (out, "edition", self->edition);
  append (out, "series", self->series);
  append (out, "series number", self->series_number);
  append (out, "extent", self->extent);
  append (out, "genre", self->genre);
  append_texts (out, "isbn", self->isbn);
  append_texts (out, "issn", self->issn);
  append (out, "doi", self->doi);
  append (out, "report", self->report_number);
  append_texts (out, "url", self->urls);
  append (out, "accessed", self->accessed);
  append_texts (out, "language", self->languages);
  append (out, "abstract", self->abstract);
  append_texts (out, "keyword", self->keywords);
  append_texts (out, "note", self->notes);
  append (out, "call number", self->call_number);
  for (guint i = 0; i < self->others->len; i++)
    {
      const RcReferenceOther *other = self->others->pdata[i];

      g_string_append_printf (out, "other=%s %s %s\n", other->format, other->name, other->value);
    }
  return g_string_free (out, FALSE);
}

static RcReference *
make_full (RcReferenceType type)
{
  RcReference *self = rc_reference_new (type);

  self->control = g_strdup ("KZ-1");
  self->key = g_strdup ("shannon1948");
  self->title = g_strdup ("The theory of communication.");
  self->subtitle = g_strdup ("a = b, etc.");
  self->short_title = g_strdup ("Theory");
  self->parallel_title = g_strdup ("Теория связи");
  self->responsibility = g_strdup ("Claude E. Shannon");
  self->container = g_strdup ("Bell System technical journal;");
  self->container_short = g_strdup ("Bell Syst. tech. j.");
  self->volume = g_strdup ("27");
  self->issue = g_strdup ("3/4");
  self->pages = g_strdup ("379-423, 1948");
  rc_reference_add_name (self, "Shannon, Claude E.", "aut", RC_NAME_PERSON);
  rc_reference_add_name (self, "Plato", "", RC_NAME_PERSON);
  rc_reference_add_name (self, "Weaver, W.", "edt", RC_NAME_PERSON);
  rc_reference_add_name (self, "UNESCO. Office in Almaty.", "isb", RC_NAME_BODY);
  rc_reference_add_name (self, "Conference on Theory (1948)", "", RC_NAME_MEETING);
  self->publisher = g_strdup ("[s.n.]");
  self->place = g_strdup ("New York, N.Y.");
  g_assert_true (rc_reference_set_date (self, "1948-07-12", NULL));
  self->edition = g_strdup ("2nd ed.");
  self->series = g_strdup ("Monographs.");
  self->series_number = g_strdup ("B-1598");
  self->extent = g_strdup ("48 p.");
  self->genre = g_strdup ("Paper");
  rc_reference_add_text (self->isbn, "0-19-852663-6 (pbk.)");
  rc_reference_add_text (self->isbn, "9780198526636");
  rc_reference_add_text (self->issn, "0005-8580");
  rc_reference_add_text (self->issn, "2376-7154");
  self->doi = g_strdup ("10.1002/j.1538-7305.1948.tb01338.x");
  self->report_number = g_strdup ("43 C/57");
  rc_reference_add_text (self->urls, "https://example.org/a?b=c;d");
  rc_reference_add_text (self->urls, "https://example.org/2");
  self->accessed = g_strdup ("2026-11-22");
  rc_reference_add_text (self->languages, "eng");
  rc_reference_add_text (self->languages, "rus");
  self->abstract = g_strdup ("One.\nTwo /");
  rc_reference_add_text (self->keywords, "Information.");
  rc_reference_add_text (self->keywords, "[noise]");
  rc_reference_add_text (self->notes, "A note.");
  self->call_number = g_strdup ("T 1");
  rc_reference_add_other (self, "ris", "C1", "custom  - one");
  rc_reference_add_other (self, "bibtex", "x", "1");
  return self;
}

static void
test_round_trip (void)
{
  for (guint type = 0; type < RC_N_REFERENCE_TYPES; type++)
    {
      g_autoptr (RcReference) reference = make_full (type);
      g_autoptr (RcMarc) marc = rc_reference_to_marc (reference);
      g_autoptr (RcReference) again = rc_reference_new_from_marc (marc);
      g_autoptr (RcMarc) marc_again = rc_reference_to_marc (again);
      g_autofree char *before = dump (reference);
      g_autofree char *after = dump (again);

      g_assert_cmpstr (before, ==, after);
      g_assert_true (rc_marc_equal (marc, marc_again));
    }
}

static void
test_round_trip_little (void)
{
  for (guint type = 0; type < RC_N_REFERENCE_TYPES; type++)
    for (guint what = 0; what < 5; what++)
      {
        g_autoptr (RcReference) reference = rc_reference_new (type);
        g_autoptr (RcReference) again = NULL;
        g_autoptr (RcMarc) marc = NULL;
        g_autofree char *before = NULL;
        g_autofree char *after = NULL;

        if (what == 1)
          reference->title = g_strdup ("Only");
        if (what == 2)
          rc_reference_set_date (reference, "2001-05", NULL);
        if (what == 3)
          {
            rc_reference_set_date (reference, type % 2 == 0 ? "1998" : "1998-07", NULL);
            reference->year_end = 2001;
            reference->volume = g_strdup ("Vol. 2");
          }
        if (what == 4)
          {
            rc_reference_add_name (reference, "Editor, An", "edt", RC_NAME_PERSON);
            reference->accessed = g_strdup ("2001");
            rc_reference_add_text (reference->isbn, "1");
          }
        marc = rc_reference_to_marc (reference);
        again = rc_reference_new_from_marc (marc);
        before = dump (reference);
        after = dump (again);
        g_assert_cmpstr (before, ==, after);
      }
}

static void
test_marc (void)
{
  g_autoptr (RcReference) reference = make_full (RC_REFERENCE_ARTICLE);
  g_autoptr (RcMarc) marc = rc_reference_to_marc (reference);
  g_autoptr (RcDescription) description = rc_description_new_from_marc (marc);
  g_autoptr (GPtrArray) copies = g_ptr_array_new ();
  static const char *const expected[][2] = {
    { "008", "      e19480712xx                  eng d" },
    { "022", "  \x1f" "a2376-7154" },
    { "024", "7 \x1f" "a10.1002/j.1538-7305.1948.tb01338.x\x1f" "2doi" },
    { "041", "0 \x1f" "aeng\x1f" "arus" },
    { "100", "1 \x1f" "aShannon, Claude E.\x1f" "4aut" },
    { "245", "14\x1f" "aThe theory of communication.\x1f" "ba = b, etc.\x1f" "cClaude E. Shannon" },
    { "264", " 1\x1f" "aNew York, N.Y.\x1f" "b[s.n.]\x1f" "c1948-07-12" },
    { "773", "0 \x1f" "tBell System technical journal;\x1f" "pBell Syst. tech. j.\x1f" "gvolume:27\x1f" "gnumber:3/4\x1f"
             "gpages:379-423, 1948\x1f" "x0005-8580\x1f" "z0-19-852663-6 (pbk.)\x1f" "z9780198526636" },
    { "887", "  \x1f" "aC1  - custom  - one\x1f" "2ris" },
  };

  g_assert_cmpstr (rc_marc_get_leader (marc), ==, "00000nab a2200000uc 4500");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      int index = rc_marc_find (marc, expected[i][0], 0);

      g_assert_cmpint (index, >=, 0);
      g_assert_cmpstr (rc_marc_get_field (marc, (guint) index)->data, ==, expected[i][1]);
    }
  g_assert_cmpint (description->material, ==, RC_MATERIAL_ARTICLE);
  g_assert_cmpint (description->year, ==, 1948);
  g_assert_cmphex (rc_quality_judge (marc, description, copies, 2026), ==, 0);
}

static RcReference *
read_library (const char *leader, const char *const (*fields)[2], guint n_fields)
{
  g_autoptr (RcMarc) marc = rc_marc_new ();

  rc_marc_set_leader (marc, leader);
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *data = g_strdelimit (g_strdup (fields[i][1]), "$", RC_MARC_SUBFIELD);

      rc_marc_add_field (marc, fields[i][0], data, -1);
    }
  return rc_reference_new_from_marc (marc);
}

static void
test_library_book (void)
{
  static const char *const fields[][2] = {
    { "001", "12" },
    { "020", "  $a5020280000 (v. 1) :$c2 r." },
    { "100", "1 $aТолстой, Лев Николаевич,$d1828-1910." },
    { "245", "10$aВойна и мир :$bроман = War and peace /$cЛ. Н. Толстой ; [пер. с фр.]." },
    { "250", "  $a3-е изд." },
    { "260", "  $aМосква :$bНаука,$c1978." },
    { "300", "  $a511 с. :$bил. ;$c22 см." },
    { "490", "0 $aБиблиотека классики ;$vт. 5" },
    { "650", " 0$aRussia$xHistory." },
    { "700", "1 $aИванов, И. И.,$eред." },
    { "700", "12$aPushkin, A.$tOnegin." },
    { "856", "40$uhttps://example.org/1." },
  };
  g_autoptr (RcReference) book = read_library ("00000cam a2200000 a 4500", fields, G_N_ELEMENTS (fields));
  const RcReferenceName *author, *editor;

  g_assert_cmpint (book->type, ==, RC_REFERENCE_BOOK);
  g_assert_cmpstr (book->title, ==, "Война и мир");
  g_assert_cmpstr (book->subtitle, ==, "роман");
  g_assert_cmpstr (book->parallel_title, ==, "War and peace");
  g_assert_cmpstr (book->responsibility, ==, "Л. Н. Толстой ; [пер. с фр.]");
  g_assert_cmpuint (book->names->len, ==, 2);
  author = book->names->pdata[0];
  editor = book->names->pdata[1];
  g_assert_cmpstr (author->heading, ==, "Толстой, Лев Николаевич");
  g_assert_cmpstr (author->role, ==, "aut");
  g_assert_cmpstr (editor->role, ==, "edt");
  g_assert_cmpstr (book->publisher, ==, "Наука");
  g_assert_cmpstr (book->issued, ==, "1978");
  g_assert_cmpstr (book->series, ==, "Библиотека классики");
  g_assert_cmpstr (book->series_number, ==, "т. 5");
  g_assert_cmpstr (book->extent, ==, "511 с. : ил. ; 22 см");
  g_assert_cmpstr (book->isbn->pdata[0], ==, "5020280000");
  g_assert_cmpstr (book->keywords->pdata[0], ==, "Russia -- History");
  g_assert_cmpstr (book->urls->pdata[0], ==, "https://example.org/1.");
}

static void
test_library_article (void)
{
  static const char *const fields[][2] = {
    { "245", "10$aOf maps /$cA. Person." },
    { "773", "0 $tNature (London).$gVol. 27, no. 3 (July 1948), p. 379-423$x0028-0836" },
  };
  g_autoptr (RcReference) article = read_library ("00000naa a2200000 a 4500", fields, G_N_ELEMENTS (fields));

  g_assert_cmpint (article->type, ==, RC_REFERENCE_ARTICLE);
  g_assert_cmpstr (article->container, ==, "Nature (London)");
  g_assert_cmpstr (article->volume, ==, "27");
  g_assert_cmpstr (article->issue, ==, "3");
  g_assert_cmpstr (article->pages, ==, "379-423");
  g_assert_cmpint (article->year, ==, 1948);
  g_assert_cmpstr (article->issn->pdata[0], ==, "0028-0836");
}

static void
test_russian_article (void)
{
  static const char *const fields[][2] = {
    { "245", "10$aО картах /$cА. Н. Автор." },
    { "773", "0 $tВестник.$d2015$gТ. 5, № 2. - С. 12-15" },
  };
  g_autoptr (RcReference) article = read_library ("00000nab a2200000 a 4500", fields, G_N_ELEMENTS (fields));

  g_assert_cmpstr (article->volume, ==, "5");
  g_assert_cmpstr (article->issue, ==, "2");
  g_assert_cmpstr (article->pages, ==, "12-15");
  g_assert_cmpint (article->year, ==, 2015);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text, *issued, *rest;
  } cases[] = {
    { "2014//", "2014", "" },          { "1948/07//", "1948-07", "" },     { "2001/09/01/", "2001-09-01", "" },
    { "2013/02/15/received", "2013-02-15", "received" }, { "2002///Jan", "2002", "Jan" }, { "2015/october", "2015", "october" },
    { "1998-2001", "1998", "2001" },   { "2014-13-40", "2014", "13-40" },  { "12", NULL, NULL },
    { "20145", NULL, NULL },           { "", NULL, NULL },                 { " 2016-10-19", "2016-10-19", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_BOOK);
      const char *end = NULL;

      g_assert_true (rc_reference_set_date (reference, cases[i].text, &end) == (cases[i].issued != NULL));
      g_assert_cmpstr (reference->issued, ==, cases[i].issued);
      if (cases[i].issued != NULL)
        g_assert_cmpstr (end, ==, cases[i].rest);
    }
}

/* What no field can hold becomes blanks, and nothing is cut or read twice. */
static void
test_hostile (void)
{
  g_autoptr (RcReference) reference = rc_reference_new (RC_REFERENCE_ARTICLE);
  g_autoptr (RcReference) again = NULL;
  g_autoptr (RcMarc) marc = NULL;
  g_autoptr (RcMarc) empty = NULL;

  reference->title = g_strdup ("a\x1f" "b\x1e" "c\x1d");
  reference->control = g_strdup ("1\x1f");
  reference->pages = g_strdup ("");
  rc_reference_add_text (reference->languages, "xx");
  marc = rc_reference_to_marc (reference);
  again = rc_reference_new_from_marc (marc);
  g_assert_cmpstr (again->title, ==, "a b c");
  g_assert_null (again->pages);
  empty = rc_marc_new ();
  rc_reference_free (rc_reference_new_from_marc (empty));
}

/* However many a record has, formats of references get them all. */
static void
test_many (void)
{
  for (guint unimarc = 0; unimarc < 2; unimarc++)
    {
      g_autoptr (RcMarc) marc = rc_marc_new ();
      g_autoptr (RcReference) reference = NULL;
      g_autofree char *note = g_strnfill (30000, 'n');
      g_autofree char *note_field = g_strconcat ("  \x1f" "a", note, NULL);
      g_autoptr (RcDescription) description = NULL;

      if (unimarc)
        rc_marc_insert_field (marc, 0, "200", "1 \x1f" "aTitle", -1);
      else
        rc_marc_insert_field (marc, 0, "245", "10\x1f" "aTitle", -1);
      rc_marc_insert_field (marc, 1, unimarc ? "300" : "500", note_field, -1);
      for (guint i = 0; i < 2500; i++)
        {
          g_autofree char *name = g_strdup_printf ("%s\x1f" "aPerson %u%s", unimarc ? " 1" : "1 ", i, unimarc ? "" : ",\x1f" "eeditor.");
          g_autofree char *subject = g_strdup_printf (" 0\x1f" "aSubject %u", i);

          rc_marc_insert_field (marc, rc_marc_get_n_fields (marc), unimarc ? "606" : "650", subject, -1);
          rc_marc_insert_field (marc, rc_marc_get_n_fields (marc), unimarc ? "701" : "700", name, -1);
        }
      reference = rc_reference_new_from_marc (marc);
      description = rc_description_new_from_marc (marc);
      g_assert_cmpuint (reference->names->len, ==, 2500);
      g_assert_cmpuint (reference->keywords->len, ==, 2500);
      g_assert_cmpuint (reference->notes->len, ==, 1);
      g_assert_cmpuint (strlen (reference->notes->pdata[0]), ==, 30000);
      /* Who reads it on a screen is spared the rest. */
      g_assert_cmpuint (g_strv_length (description->people), ==, 2000);
      g_assert_cmpuint (strlen (description->notes[0]), ==, 20000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/round-trip", test_round_trip);
  g_test_add_func ("/reference/round-trip-little", test_round_trip_little);
  g_test_add_func ("/reference/marc", test_marc);
  g_test_add_func ("/reference/library-book", test_library_book);
  g_test_add_func ("/reference/library-article", test_library_article);
  g_test_add_func ("/reference/russian-article", test_russian_article);
  g_test_add_func ("/reference/dates", test_dates);
  g_test_add_func ("/reference/many", test_many);
  g_test_add_func ("/reference/hostile", test_hostile);
  return g_test_run ();
}
