/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import takes for a record that is there: by control number, by numbers of publications, by title; what stays of the old one. */
#include <string.h>

#include "../catalogue/support.h"

#include "catalogue/join.h"
#include "catalogue/twins.h"
#include "import/import.h"

#define LEADER "=LDR  00000nam a2200000 a 4500\n"

static RcImportReport *
import (Fixture *fixture, RcTwinRule rule, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "in.mrk", NULL);
  const char *files[] = { path, NULL };
  RcImportOptions options = { .format = RC_FORMAT_AUTO, .twins = rule };
  RcImportReport *report;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  report = rc_import_files (fixture->db, files, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->read, ==, report->added + report->updated + report->unchanged + report->duplicates + report->rejected);
  return report;
}

/* Imports and compares "added updated unchanged duplicates"; `says` (nullable) must stand in a problem, NULL: there is none. */
static void
expect (Fixture *fixture, RcTwinRule rule, const char *text, const char *counts, const char *says)
{
  g_autoptr (RcImportReport) report = import (fixture, rule, text);
  g_autofree char *found = g_strdup_printf ("%u %u %u %u", (guint) report->added, (guint) report->updated, (guint) report->unchanged,
                                            (guint) report->duplicates);
  gboolean said = FALSE;

  for (guint i = 0; i < report->problems->len; i++)
    {
      const RcProblem *problem = g_ptr_array_index (report->problems, i);

      g_test_message ("%s", problem->message);
      said = said || (says != NULL && strstr (problem->message, says) != NULL);
    }
  g_assert_cmpstr (found, ==, counts);
  g_assert_true (said == (says != NULL));
  g_assert_true (says != NULL || report->problems->len == 0);
}

static RcRecordDetails *
get (Fixture *fixture, const char *control)
{
  g_autoptr (GError) error = NULL;
  gint64 id = rc_records_find_control (fixture->db, RC_KIND_PUBLICATION, 0, control, &error);
  RcRecordDetails *details = rc_records_get (fixture->db, id, &error);

  g_assert_no_error (error);
  return details;
}

/* The fields with the tag, one a line, delimiters as "$". */
static char *
show (const RcMarc *marc, const char *tag)
{
  GString *text = g_string_new (NULL);

  for (int i = rc_marc_find (marc, tag, 0); i >= 0; i = rc_marc_find (marc, tag, (guint) i + 1))
    {
      const RcMarcField *field = rc_marc_get_field (marc, (guint) i);

      g_string_append_len (text, field->data, (gssize) field->length);
      g_string_append_c (text, '\n');
    }
  return g_strdelimit (g_string_free (text, FALSE), "\x1f", '$');
}

#define BOOK(control, isbn, title, author, year, pages)                                                                            \
  LEADER control isbn "=100  1\\$a" author "\n=245  10$a" title "\n=260  \\\\$aAlmaty$c" year "\n=300  \\\\$a" pages " p.\n\n"
#define ISBN "=020  \\\\$a9785170123452\n"

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  A1\n", "=020  \\\\$a9785170123452\n", "Water for the steppe", "Auezov, Mukhtar", "1998", "120"), "1 0 0 0",
          NULL);
  /* Another library's record: the same ISBN, its old form, another year. */
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  B7\n", "=020  \\\\$a5-17-012345-0 :$c10 RUB\n", "Water for the steppe", "Auezov, M. O.", "1999", "120"),
          "0 0 0 1", "same ISBN 9785170123452, same title, same author, year differs (1999, 1998)");
  /* Parts of a set share the number of the set. */
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  B8\n", "=020  \\\\$a9785170123452\n", "Water for the steppe. Vol. 2", "Auezov, Mukhtar", "1998", "120"),
          "1 0 0 0", NULL);
  /* An ISBN used twice. */
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  B9\n", "=020  \\\\$a9785170123452\n", "Cotton", "Ivanova, A.", "1998", "120"), "1 0 0 0", NULL);
  /* Serials by ISSN, whatever year; books of one series share it. */
  expect (fixture, RC_TWINS_SKIP,
          "=LDR  00000nas a2200000 a 4500\n=001  S1\n=022  \\\\$a0041-5278\n=245  00$aThe Courier\n=260  \\\\$c1948-\n\n"
          "=LDR  00000nas a2200000 a 4500\n=001  S2\n=003  X\n=022  \\\\$a0041-5278\n=245  04$aThe Courier\n=260  \\\\$c1990-\n\n",
          "2 0 0 0", "may be the same");
  expect (fixture, RC_TWINS_SKIP, "=LDR  00000nas a2200000 a 4500\n=022  \\\\$a00415278\n=245  04$aThe Courier\n=260  \\\\$c2001-\n\n", "0 0 0 1",
          "same ISSN 0041-5278");
  expect (fixture, RC_TWINS_SKIP,
          LEADER "=001  D1\n=024  7\\$a10.1000/ABC.1$2doi\n=245  00$aSalt\n=260  \\\\$c2001\n\n", "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, LEADER "=245  00$aSalt\n=260  \\\\$c2001\n=856  40$uhttps://doi.org/10.1000/abc.1\n\n", "0 0 0 1", "same DOI 10.1000/abc.1");
}

static void
test_titles (Fixture *fixture, gconstpointer data)
{
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  A1\n", "", "Рассказы о воде и степи Казахстана", "Ауэзов, М.", "1998", "120"), "1 0 0 0", NULL);
  /* The same publication, catalogued anew without a number. */
  expect (fixture, RC_TWINS_SKIP, BOOK ("", "", "РАССКАЗЫ о воде и степи Казахстана /", "Ауэзов, Мухтар", "1998", "120"), "0 0 0 1", "same number of pages");
  /* The next year, another part: others. */
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  A2\n", "", "Рассказы о воде и степи Казахстана", "Ауэзов, М.", "2004", "120"), "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  A3\n", "", "Рассказы о воде и степи Казахстана. Ч. 2", "Ауэзов, М.", "1998", "120"), "1 0 0 0", NULL);
  /* A title and a year alone prove nothing. */
  expect (fixture, RC_TWINS_SKIP, LEADER "=001  T1\n=245  00$aPhysics\n=260  \\$c2001\n\n" LEADER "=001  T2\n=245  00$aPhysics\n=260  \\$c2001\n\n",
          "2 0 0 0", NULL);
  /* A library that gave two numbers has two; people are told. */
  expect (fixture, RC_TWINS_SKIP,
          BOOK ("=001  C1\n=003  KZ\n", ISBN, "Silk roads of the old world", "Baker, Jane", "2003", "80")
            BOOK ("=001  C2\n=003  KZ\n", ISBN, "Silk roads of the old world", "Baker, Jane", "2003", "96"),
          "2 0 0 0", "may be the same");
}

static void
test_rules (Fixture *fixture, gconstpointer data)
{
  const char *ours = LEADER "=001  A1\n=003  KZ\n=020  \\\\$a9785170123452\n=100  1\\$aAuezov, Mukhtar\n=245  10$aWater for the steppe\n"
                            "=260  \\\\$c1998\n=590  \\\\$aGift of the embassy\n=852  \\\\$bHall$h37$p3001\n\n";
  const char *theirs = LEADER "=001  77\n=003  DLC\n=020  \\\\$a9785170123452\n=100  1\\$aAuezov, Mukhtar\n=245  10$aWater for the steppe\n"
                              "=260  \\\\$c1998\n=650  \\0$aIrrigation\n\n";
  g_autoptr (RcRecordDetails) details = NULL;
  g_autofree char *text = NULL;

  expect (fixture, RC_TWINS_SKIP, ours, "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, theirs, "0 0 0 1", "left alone: record 1 “Water for the steppe”");
  expect (fixture, RC_TWINS_UPDATE, theirs, "0 1 0 0", "taken for record 1");
  details = get (fixture, "A1");
  text = show (details->record->marc, "035");
  g_assert_cmpstr (text, ==, "  $a(DLC)77\n");
  g_clear_pointer (&text, g_free);
  text = show (details->record->marc, "590");
  g_assert_cmpstr (text, ==, "  $aGift of the embassy\n");
  g_assert_cmpuint (details->copies->len, ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "irrigation"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "3001"), ==, 1);
  /* Once more: it says all of it. */
  expect (fixture, RC_TWINS_UPDATE, theirs, "0 0 1 0", "taken for record 1");
  expect (fixture, RC_TWINS_KEEP_BOTH, theirs, "1 0 0 0", "may be the same");
  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 2);
  /* With copies, what is left out is said. */
  expect (fixture, RC_TWINS_SKIP,
          LEADER "=020  \\\\$a9785170123452\n=100  1\\$aAuezov, Mukhtar\n=245  10$aWater for the steppe\n=260  \\\\$c1998\n"
                 "=852  \\\\$bStore$p3002\n\n",
          "0 0 0 1", "its 1 copy was not taken");
}

/* Two libraries that count from 1. */
static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  const char *one = BOOK ("=001  000123\n", "", "Water for the steppe", "Auezov, Mukhtar", "1998", "120");
  const char *other = BOOK ("=001  000123\n", "", "Cotton growing", "Ivanova, Anna", "2003", "80");

  expect (fixture, RC_TWINS_SKIP, one, "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, other, "1 0 0 0", "record 1 has the same control number but another title, and another author or year");
  /* Each is known again. */
  expect (fixture, RC_TWINS_SKIP, one, "0 0 1 0", NULL);
  expect (fixture, RC_TWINS_SKIP, other, "0 0 1 0", NULL);
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  000123\n", "", "Cotton growing in Turkmenistan", "Ivanova, Anna", "2003", "80"), "0 1 0 0", NULL);
  g_assert_cmpuint (count_found (fixture->db, "steppe"), ==, 1);
  /* Books of one year, and books without an author. */
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  7\n", "", "Rivers", "Serik, B.", "1990", "10"), "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  7\n=003  isis-kniga\n", "", "Sheep", "Omarova, C.", "1990", "10"), "1 0 0 0", "has the same control number");
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  7\n=003  isis-kniga\n", "", "Goats", "Li, D.", "1990", "10"), "1 0 0 0", "has the same control number");
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  8\n", "", "Atlas", "", "1990", "10"), "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  8\n", "", "Proceedings", "Li, D.", "1991", "10"), "1 0 0 0", "has the same control number");
  /* Whose number it is is said: whatever it says now, it is that one. */
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  5\n=003  KZ\n", "", "Lakes", "Serik, B.", "1990", "10"), "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  5\n=003  KZ\n", "", "Mountains", "Omarova, C.", "2010", "10"), "0 1 0 0", NULL);
  /* A title mended, where no author says otherwise, is no other publication. */
  expect (fixture, RC_TWINS_SKIP, LEADER "=001  9\n=245  00$aOne\n\n", "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, LEADER "=001  9\n=245  00$aAnother\n\n", "0 1 0 0", NULL);
}

/* "245 10$aTitle|…" */
static char *
list (const RcMarc *marc)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    g_string_append_printf (text, "%s %s|", rc_marc_get_field (marc, i)->tag, rc_marc_get_field (marc, i)->data);
  g_string_replace (text, "\x1f", "$", 0);
  return g_string_free (text, FALSE);
}

/* Tables know less than MARC: what they say nothing of stays, and so does what they say as it was. */
static void
test_tables (Fixture *fixture, gconstpointer data)
{
  const char *book = LEADER "=001  T1\n=008  261123s1998    kz            000 0 eng d\n"
                            "=020  \\\\$a9965514057 (pbk.)\n=100  1\\$aAuezov, Mukhtar,$d1897-1961$0(VIAF)61536426\n"
                            "=245  10$aWater for the steppe :$ba reader /$cM. Auezov.\n=260  \\\\$aAlmaty :$bZhazushy,$c1998.\n"
                            "=505  0\\$aWells -- Rivers\n=650  \\0$aWater$zKazakhstan\n=650  \\0$aSteppes\n"
                            "=700  1\\$aIvanova, Anna$4edt\n=852  \\\\$bHall$h556 A$p901\n\n";
  g_autoptr (RcRecordDetails) after = NULL;
  g_autofree char *text = NULL;

  expect (fixture, RC_TWINS_SKIP, book, "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, "control,title,subtitle,author,year\nT1,Water for the steppe,a reader,\"Auezov, Mukhtar\",1998\n", "0 0 1 0", NULL);
  expect (fixture, RC_TWINS_SKIP, "control,title,subtitle,year,subject\nT1,Waters of the steppe,a reader,1999,Water; Kazakhstan\n", "0 1 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, "control,title,barcode,shelfmark,location\nT1,Waters of the steppe,902,556 A,Store\n", "0 1 0 0", NULL);
  after = get (fixture, "T1");
  text = list (after->record->marc);
  g_assert_cmpstr (text, ==,
                   "001 T1|008 261123s1999    kz            000 0 eng d|020   $a9965514057 (pbk.)|"
                   "100 1 $aAuezov, Mukhtar,$d1897-1961$0(VIAF)61536426|245 10$aWaters of the steppe :$ba reader /$cM. Auezov.|260   $aAlmaty :$bZhazushy,$c1999|"
                   "505 0 $aWells -- Rivers|650  0$aWater$zKazakhstan|700 1 $aIvanova, Anna$4edt|852   $bHall$h556 A$p901|852 8 $bStore$h556 A$p902|");
}

/* Two libraries gave the same number, and the table says of neither who it was: titles tell them apart. */
static void
test_tables_of_several (Fixture *fixture, gconstpointer data)
{
  expect (fixture, RC_TWINS_SKIP, LEADER "=001  7\n=003  A\n=245  00$aSalt\n\n" LEADER "=001  7\n=003  B\n=245  00$aWater\n\n", "2 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, "control,title\n7,Water\n7,Salt\n", "0 0 2 0", NULL);
  expect (fixture, RC_TWINS_SKIP, "control,title,subject\n7,Water,Rivers\n", "0 1 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, "control,title\n7,Stones\n", "1 0 0 0", "has the same control number but another title");
}

/* What staff wrote, and copies, outlive a newer version; it is then known again. */
static void
test_local (Fixture *fixture, gconstpointer data)
{
  const char *first = LEADER "=001  A1\n=245  10$aWater for the steppe\n=500  \\\\$aOld\n=852  \\\\$bHall$h1$p901\n=900  \\\\$atheirs 1\n\n";
  const char *second = LEADER "=001  A1\n=245  10$aWater for the steppe, revised\n=500  \\\\$aNew\n=900  \\\\$atheirs 2\n\n";
  const char *third = LEADER "=001  A1\n=245  10$aWater for the steppe, third\n=852  \\\\$bHall$h2$p901\n=852  \\\\$bHall$h9$p903\n\n";
  g_autoptr (RcRecordDetails) before = NULL;
  g_autoptr (RcRecordDetails) after = NULL;
  g_autoptr (RcRecordDetails) last = NULL;
  g_autofree char *copies = NULL, *local = NULL, *notes = NULL, *third_copies = NULL;
  g_autoptr (RcMarc) edited = NULL;

  expect (fixture, RC_TWINS_SKIP, first, "1 0 0 0", NULL);
  before = get (fixture, "A1");
  edited = rc_marc_copy (before->record->marc);
  rc_marc_replace_field (edited, (guint) rc_marc_find (edited, "500", 0), "  \x1f" "aMended here", -1);
  rc_marc_add_field (edited, "900", "  \x1f" "aours", -1);
  rc_marc_add_field (edited, "590", "  \x1f" "aTorn cover", -1);
  rc_marc_add_field (edited, "852", "  \x1f" "bHall\x1f" "h1\x1f" "p902", -1);
  {
    g_autoptr (RcRecord) record = rc_record_new_marc (RC_KIND_PUBLICATION, rc_marc_copy (edited));
    g_autoptr (GPtrArray) lent = rc_copies_from_marc (edited);

    ((RcCopy *) g_ptr_array_index (lent, 1))->status = RC_COPY_ON_LOAN;
    put (fixture->db, before->id, record, lent, RC_STATE_VISIBLE, NULL);
  }
  /* What came before is known in spite of our fields, but for the mended one. */
  expect (fixture, RC_TWINS_SKIP, second, "0 1 0 0", "that were changed here took the values of the file: 500");
  after = get (fixture, "A1");
  copies = show (after->record->marc, "852");
  local = show (after->record->marc, "900");
  notes = show (after->record->marc, "5XX");
  g_assert_cmpstr (copies, ==, "  $bHall$h1$p901\n  $bHall$h1$p902\n");
  g_assert_cmpstr (local, ==, "  $atheirs 2\n  $aours\n");
  g_assert_cmpstr (notes, ==, "  $aNew\n  $aTorn cover\n");
  g_assert_cmpint (((RcCopy *) g_ptr_array_index (after->copies, 1))->status, ==, RC_COPY_ON_LOAN);
  expect (fixture, RC_TWINS_SKIP, second, "0 0 1 0", NULL);
  /* The file speaks of a copy of its own, and of a new one. */
  expect (fixture, RC_TWINS_SKIP, third, "0 1 0 0", NULL);
  last = get (fixture, "A1");
  third_copies = show (last->record->marc, "852");
  g_assert_cmpstr (third_copies, ==, "  $bHall$h2$p901\n  $bHall$h9$p903\n  $bHall$h1$p902\n");
  expect (fixture, RC_TWINS_SKIP, third, "0 0 1 0", NULL);
}

/* What somebody has joined comes again. */
static void
test_joined (Fixture *fixture, gconstpointer data)
{
  const char *one = LEADER "=001  A1\n=245  10$aWater\n\n", *other = LEADER "=001  B7\n=245  10$aThe waters\n\n";
  g_autoptr (GError) error = NULL;
  gint64 batch;

  expect (fixture, RC_TWINS_SKIP, one, "1 0 0 0", NULL);
  expect (fixture, RC_TWINS_SKIP, other, "1 0 0 0", NULL);
  g_assert_true (rc_database_begin (fixture->db, &error));
  batch = rc_batch_begin (fixture->db, RC_BATCH_JOIN, "join", NULL, &error);
  g_assert_true (rc_records_join (fixture->db, batch, 1, 2, NULL, &error));
  g_assert_true (rc_database_commit (fixture->db, &error));
  expect (fixture, RC_TWINS_SKIP, other, "0 0 0 1", "it was joined to record 1");
  rc_undo_report_free (rc_batch_undo (fixture->db, batch, &error));
  g_assert_no_error (error);
  expect (fixture, RC_TWINS_SKIP, other, "0 0 1 0", NULL);
}

/* A key that many share says nothing, and costs nothing. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RcImportReport) report = NULL;
  gint64 started = g_get_monotonic_time ();

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, LEADER "=001  M%u\n=003  KZ\n=020  \\\\$a9785170123452\n=245  00$aAnnual report\n=260  \\\\$c2001\n\n", i);
  report = import (fixture, RC_TWINS_SKIP, text->str);
  g_assert_cmpuint (report->added, ==, 3000);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (report->problems->len, <, 20);
}

/* Where staff look before they catalogue. */
static void
test_twins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RcRecord) record = NULL;
  g_autoptr (GPtrArray) twins = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) error = NULL;
  const RcTwin *twin;

  expect (fixture, RC_TWINS_SKIP, BOOK ("=001  A1\n", "=020  \\\\$a9785170123452\n", "Water for the steppe", "Auezov, Mukhtar", "1998", "120"), "1 0 0 0",
          NULL);
  record = make_publication (NULL, "Water for the steppe", NULL);
  rc_marc_add_field (record->marc, "020", "  \x1f" "a9785170123452", -1);
  twins = rc_twins_find (fixture->db, record, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (twins->len, ==, 1);
  twin = g_ptr_array_index (twins, 0);
  g_assert_cmpuint (twin->score, ==, 85);
  g_assert_cmpstr (twin->why, ==, "same ISBN 9785170123452, same title");
  others = rc_twins_find (fixture->db, record, twin->record, &error);
  g_assert_cmpuint (others->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/matching/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/matching/titles", Fixture, NULL, set_up, test_titles, tear_down);
  g_test_add ("/matching/rules", Fixture, NULL, set_up, test_rules, tear_down);
  g_test_add ("/matching/strangers", Fixture, NULL, set_up, test_strangers, tear_down);
  g_test_add ("/matching/tables", Fixture, NULL, set_up, test_tables, tear_down);
  g_test_add ("/matching/tables-of-several", Fixture, NULL, set_up, test_tables_of_several, tear_down);
  g_test_add ("/matching/local", Fixture, NULL, set_up, test_local, tear_down);
  g_test_add ("/matching/joined", Fixture, NULL, set_up, test_joined, tear_down);
  g_test_add ("/matching/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/matching/twins", Fixture, NULL, set_up, test_twins, tear_down);
  return g_test_run ();
}
