/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that find nothing, and what they are taken for; the same from the file and from what has changed since. */
#include "common.h"

#include <string.h>

#include <glib/gstdio.h>

#include "search/subjects.h"

static const RcSearchEntry entries[] = {
  { .id = 1, .kind = RC_KIND_PUBLICATION, .title = "Отырар: сырлы қала", .people = "Щербаков, Иван" },
  { .id = 2, .kind = RC_KIND_PUBLICATION, .title = "The quality of education", .people = "Müller, Anna" },
  { .id = 3, .kind = RC_KIND_PUBLICATION, .title = "Education and water resources", .identifiers = "S/RES/2347" },
  { .id = 4, .kind = RC_KIND_PUBLICATION, .title = "Казак и степь", .rest = "қазақ" },
  { .id = 5, .kind = RC_KIND_PUBLICATION, .title = "Heritage of mankind, a herbage" },
  { .id = 6, .kind = RC_KIND_PUBLICATION, .title = "Heritage again" },
  { .id = 7, .kind = RC_KIND_PUBLICATION, .hidden = TRUE, .title = "Zoroastrian hydrology" },
  { .id = 8, .kind = RC_KIND_PUBLICATION, .title = "Наука и UNESCO, cooperation" },
  { .id = 9, .kind = RC_KIND_PUBLICATION, .title = "Waterway", .people = "Shterin" },
};

typedef struct
{
  char *folder; /* (nullable) */
  sqlite3 *db;
} Fixture;

static void
put_all (Fixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    test_put (fixture->db, &entries[i]);
}

/* Everything is in the delta. */
static void
set_up_delta (Fixture *fixture, gconstpointer unused)
{
  fixture->db = test_open ();
  put_all (fixture);
}

/* Everything is in the file. */
static void
set_up_file (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("rc-rescue-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  g_assert_cmpint (sqlite3_open (path, &fixture->db), ==, SQLITE_OK);
  g_assert_true (rc_search_index_create (fixture->db, &error));
  put_all (fixture);
  sqlite3_exec (fixture->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  g_assert_true (rc_search_index_publish (fixture->db, NULL, &error));
  g_assert_no_error (error);
  sqlite3_exec (fixture->db, "COMMIT", NULL, NULL, NULL);
  g_assert_cmpuint (rc_search_index_count_changes (fixture->db), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  sqlite3_close (fixture->db);
  if (fixture->folder != NULL)
    {
      g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
          g_unlink (path);
        }
      g_rmdir (fixture->folder);
      g_free (fixture->folder);
    }
}

static RcSearchAnswer *
ask (Fixture *fixture, const char *text, gboolean rescue)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);

  query->rescue = rescue;
  return test_run (fixture->db, query);
}

static void
assert_corrected (Fixture *fixture, const char *text, const char *corrected, const char *understood, gint64 id)
{
  g_autoptr (RcSearchAnswer) answer = ask (fixture, text, TRUE);
  g_autoptr (RcSearchAnswer) again = NULL, typed = ask (fixture, text, FALSE);

  g_test_message ("“%s” → “%s”, %d as typed", text, answer->corrected != NULL ? answer->corrected : "", (int) typed->total);
  g_assert_cmpstr (answer->corrected, ==, corrected);
  if (corrected == NULL)
    {
      g_assert_cmpuint (answer->total, ==, typed->total);
      return;
    }
  g_assert_cmpstr (answer->understood, ==, understood != NULL ? understood : corrected);
  g_assert_cmpuint (answer->total, >, 0);
  g_assert_true (test_has (answer, id));
  /* Who asks for exactly what was typed gets that; who asks for what it was taken for, the same again. */
  g_assert_cmpuint (typed->total, ==, 0);
  g_assert_null (typed->corrected);
  again = ask (fixture, corrected, FALSE);
  g_assert_cmpuint (again->total, ==, answer->total);
}

static void
test_layouts (Fixture *fixture, gconstpointer unused)
{
  assert_corrected (fixture, "rfpfr", "казак", NULL, 4);
  assert_corrected (fixture, "0fpf0", "қазақ", NULL, 4);
  assert_corrected (fixture, "йгфдшен", "quality", NULL, 2);
  assert_corrected (fixture, "Jnshfh", "Отырар", NULL, 1);
  assert_corrected (fixture, "rfpfr b cntgm", "казак и степь", NULL, 4);
  assert_corrected (fixture, "education цфеук", "education water", NULL, 3);
  /* In another script, and in another form, than it stands. */
  assert_corrected (fixture, "inthby", "штерин", "shterin", 9);
  assert_corrected (fixture, "rfpfrb", "казаки", "казак", 4);
  /* As it is typed. */
  assert_corrected (fixture, "йгфд", "qual", NULL, 2);
  assert_corrected (fixture, "йг", NULL, NULL, 0);
  assert_corrected (fixture, "wat", NULL, NULL, 0);
  assert_corrected (fixture, "Shcherb", NULL, NULL, 0);
}

static void
test_look_alikes (Fixture *fixture, gconstpointer unused)
{
  assert_corrected (fixture, "Haукa", "Наука", NULL, 8);
  assert_corrected (fixture, "cooрeration", "cooperation", NULL, 8);
}

static void
test_near (Fixture *fixture, gconstpointer unused)
{
  assert_corrected (fixture, "edcation", "education", NULL, 2);
  assert_corrected (fixture, "eduscation", "education", NULL, 2);
  assert_corrected (fixture, "eudcation", "education", NULL, 2);
  assert_corrected (fixture, "edukation", "education", NULL, 2);
  assert_corrected (fixture, "edukatoin", "education", NULL, 2);
  assert_corrected (fixture, "Edcation", "Education", NULL, 2);
  assert_corrected (fixture, "EDCATION", "EDUCATION", NULL, 2);
  assert_corrected (fixture, "отыарр", "отырар", NULL, 1);
  /* The more frequent of two that are one letter away. */
  assert_corrected (fixture, "heriage", "heritage", NULL, 6);
  /* In its place among good words, and behind a field. */
  assert_corrected (fixture, "watr  resorces edu", "water  resources edu", NULL, 3);
  assert_corrected (fixture, "author:щербкаов", "author:щербаков", NULL, 1);
  assert_corrected (fixture, "title:щербкаов", NULL, NULL, 0);
  /* Only the script-free key is near. */
  assert_corrected (fixture, "Otrra щербаков", "Otrar щербаков", "отырар щербаков", 1);
  assert_corrected (fixture, "Mulelr", "Muller", NULL, 2);
}

static void
put_titles (Fixture *fixture, gint64 first, guint n, const char *title)
{
  for (guint i = 0; i < n; i++)
    {
      RcSearchEntry entry = { .id = first + i, .kind = RC_KIND_PUBLICATION, .title = title };

      test_put (fixture->db, &entry);
    }
}

/* Of two words that are as near, the one that stands together with the others of the question. */
static void
test_together (Fixture *fixture, gconstpointer unused)
{
  put_titles (fixture, 100, 10, "Carpet weaving");
  put_titles (fixture, 200, 1, "Carper studies");
  assert_corrected (fixture, "carpex", "carpet", NULL, 100);
  assert_corrected (fixture, "carpex studies", "carper studies", NULL, 200);
  assert_corrected (fixture, "studies carpex", "studies carper", NULL, 200);
}

/* Something is found by the script-free key of what was typed, and yet it is taken for another word. */
static void
assert_guessed (Fixture *fixture, const char *text, const char *corrected, gint64 id)
{
  g_autoptr (RcSearchAnswer) answer = ask (fixture, text, TRUE), typed = ask (fixture, text, FALSE);

  g_assert_cmpuint (typed->total, >, 0);
  g_assert_cmpstr (answer->corrected, ==, corrected);
  g_assert_cmpstr (answer->understood, ==, corrected);
  g_assert_true (test_has (answer, id));
}

static void
assert_key_stays (Fixture *fixture, const char *text, gint64 id)
{
  g_autoptr (RcSearchAnswer) answer = ask (fixture, text, TRUE);

  g_assert_null (answer->corrected);
  g_assert_true (test_has (answer, id));
}

/* A beginning of a word of another script is a guess, and a slip may be a better one; while it is short it may be typed on. */
static void
test_guesses (Fixture *fixture, gconstpointer unused)
{
  put_titles (fixture, 100, 1, "Чиллдреновский");
  put_titles (fixture, 200, 3, "Children");
  assert_corrected (fixture, "chill", NULL, NULL, 0);
  assert_guessed (fixture, "chilldren", "children", 200);
}

/* By its key alone a word of the same script is no better than two slips; one of another script is meant. */
static void
test_same_script (Fixture *fixture, gconstpointer unused)
{
  put_titles (fixture, 100, 3, "Essex churches");
  put_titles (fixture, 200, 9, "Joseph");
  assert_guessed (fixture, "joseh", "joseph", 200);
  put_titles (fixture, 300, 3, "Ессекс");
  assert_key_stays (fixture, "joseh", 300);
}

/* Other romanisations than the key knows; a sign inside a word. */
static void
test_readings (Fixture *fixture, gconstpointer unused)
{
  static const char *const words[][2] = {
    { "Tschechow", "Чехов" }, { "Chatschaturjan", "Хачатурян" }, { "Pouchkine", "Пушкин" }, { "Schukow", "Жуков" },
    { "Solschenizyn", "Солженицын" }, { "Csehov", "Чехов" }, { "Qızılorda", "Қызылорда" }, { "ğılım", "ғылым" }, { "taw", "тау" },
    { "Azerbaycan", "Азербайджан" }, { "Ferdowsi", "Фирдоуси" }, { "Iolka", "Ёлка" }, { "Engel's", "Энгельс" },
    { "ob\"ekt", "объект" }, { "Хачатурян", "Chatschaturjan" }, { "шығыс", "şığıs" }, { "Tschechow", "Chekhov" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (RcSearchAnswer) answer = NULL;

      put_titles (fixture, 100, 1, words[i][1]);
      answer = ask (fixture, words[i][0], TRUE);
      g_test_message ("%s, %s: %s", words[i][0], words[i][1], answer->corrected);
      g_assert_true (test_has (answer, 100));
    }
}

/* What is pasted around a number, or typed for another program. */
static void
test_plain (Fixture *fixture, gconstpointer unused)
{
  static const RcSearchEntry numbered = { .id = 100, .kind = RC_KIND_PUBLICATION, .title = "Report", .year = 2001,
                                          .identifiers = "9789231038815\n10.1126/science.aax1234\npf0000377433\n811.161.1(574)" };
  static const RcSearchEntry mentioned = { .id = 101, .kind = RC_KIND_PUBLICATION, .title = "Summary", .full_text = "as in 43 C/57" };
  static const char *const texts[][2] = {
    { "isbn13 9789231038815", "9789231038815" },
    { "ИСБН 9789231038815", "9789231038815" },
    { "«978-92-3-103881-5»", "978-92-3-103881-5" },
    { "https://www.worldcat.org/isbn/9789231038815", "9789231038815" },
    { "https://doi.org/10.1126%2Fscience.aax1234", "https://doi.org/10.1126/science.aax1234" },
    { "https://doi.org/10.1126/science.aax1234?utm=1", "https://doi.org/10.1126/science.aax1234" },
    { "https://unesdoc.unesco.org/ark:/48223/pf0000377433_rus", "https://unesdoc.unesco.org/ark:/48223/pf0000377433" },
    { "УДК 811.161.1(574)", "811.161.1(574)" },
    { "udc: 811.161.1(574)", "811.161.1(574)" },
    { "Report author:", "Report" },
    { "Report  AND  science.aax1234", "Report science.aax1234" },
    { "the report of", "report" },
    { "report 2001", "report year:2001" },
    { "report, c2001", "report, year:2001" },
    { "report 2000s", "report year:2000..2009" },
  };

  test_put (fixture->db, &numbered);
  test_put (fixture->db, &mentioned);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_corrected (fixture, texts[i][0], texts[i][1], NULL, 100);
  assert_corrected (fixture, "43C/57", "43 C/57", NULL, 101);
  assert_corrected (fixture, "report 1999", NULL, NULL, 0);
  assert_corrected (fixture, "\"report the\"", NULL, NULL, 0);
}

/* A layout that leaves more signs than letters is none. */
static void
test_signs (Fixture *fixture, gconstpointer unused)
{
  put_titles (fixture, 100, 1, "Onderzoek 'nl.s");
  put_titles (fixture, 200, 1, "Этюды");
  assert_corrected (fixture, "этдюы", "этюды", NULL, 200);
}

static void
assert_suggested (Fixture *fixture, const char *text, const char *suggested)
{
  g_autoptr (RcSearchAnswer) answer = ask (fixture, text, TRUE), typed = ask (fixture, text, FALSE);

  g_test_message ("“%s”: %d found", text, (int) answer->total);
  g_assert_cmpstr (answer->suggested, ==, suggested);
  g_assert_null (answer->corrected);
  g_assert_null (typed->suggested);
  g_assert_cmpuint (answer->total, ==, typed->total);
}

/* What finds little stays, and what finds much more is offered. */
static void
test_offers (Fixture *fixture, gconstpointer unused)
{
  put_titles (fixture, 1000, 400, "Cartography of the steppe");
  put_titles (fixture, 2000, 3, "Cartogrphy and readers");
  put_titles (fixture, 2010, 5, "Steppes");
  assert_suggested (fixture, "cartogrphy", "cartography");
  assert_suggested (fixture, "Cartogrphy", "Cartography");
  assert_suggested (fixture, "title:cartogrphy", "title:cartography");
  assert_suggested (fixture, "cartography", NULL);
  assert_suggested (fixture, "\"cartogrphy\"", NULL);
  assert_suggested (fixture, "author:cartogrphy", NULL);
  /* With the other word it finds nothing. */
  assert_suggested (fixture, "cartogrphy readers", NULL);
  /* Less than a hundred times more have the other. */
  assert_suggested (fixture, "steppes", NULL);
  put_titles (fixture, 2003, 2, "Cartogrphy");
  assert_suggested (fixture, "cartogrphy", NULL);
}

static void
add_label (RcSubjectsWriter *writer, const char *label, const char *language)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rc_subjects_writer_add_label (writer, 1, label, language, TRUE, &error));
  g_assert_no_error (error);
}

/* Words of labels that nothing has in its own texts. */
static void
test_labels (Fixture *fixture, gconstpointer unused)
{
  static const char *const subjects[] = { "Astronomy", NULL };
  RcSearchEntry entry = { .id = 100, .kind = RC_KIND_PUBLICATION, .title = "Stars", .subjects = subjects };
  g_autoptr (GError) error = NULL;
  RcSubjectsWriter *writer;

  test_put (fixture->db, &entry);
  assert_corrected (fixture, "астраномия", NULL, NULL, 0);
  writer = rc_subjects_writer_new (fixture->db, &error);
  add_label (writer, "Astronomy", "en");
  add_label (writer, "Астрономия", "ru");
  g_assert_true (rc_subjects_writer_finish (writer, NULL, &error));
  rc_subjects_writer_free (writer);
  assert_corrected (fixture, "астраномия", "астрономия", NULL, 100);
  assert_corrected (fixture, "stqrs астрономия", "stars астрономия", NULL, 100);
  assert_corrected (fixture, "fcnhjyjvbz", "астрономия", NULL, 100);
}

static void
test_spaces (Fixture *fixture, gconstpointer unused)
{
  assert_corrected (fixture, "waterresources", "water resources", NULL, 3);
  assert_corrected (fixture, "edu cation", "education", NULL, 2);
  assert_corrected (fixture, "coop eration unesco", "cooperation unesco", NULL, 8);
  assert_corrected (fixture, "man kind heritage", "mankind heritage", NULL, 5);
  /* Six of which none is found are three. */
  assert_corrected (fixture, "educa tion wat er resour ces", "education water resources", NULL, 3);
}

/* Lines that are pasted: once a word has left nothing, what stands behind it is looked up only where it may be a number. */
static void
test_lines (Fixture *fixture, gconstpointer unused)
{
  static const char *const found[] = { "S RES 2347", "education S RES 2347", "S RES 2347 resources", "water S RES 2347 education" };
  static const char *const not_found[] = { "zzqxw S RES 2347", "S RES 2347 zzqxw", "S RES 2348 education", "наука S RES 2347",
                                           "zzqxw wxqzz qxzzw xwqzz zwqxz qzwxz wzqxz xzwqz qwzzx education water resources" };

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autoptr (RcSearchAnswer) answer = ask (fixture, found[i], TRUE);

      g_test_message ("“%s”: %d", found[i], (int) answer->total);
      g_assert_cmpuint (answer->total, ==, 1);
      g_assert_true (test_has (answer, 3));
      g_assert_null (answer->corrected);
    }
  for (guint i = 0; i < G_N_ELEMENTS (not_found); i++)
    assert_corrected (fixture, not_found[i], NULL, NULL, 0);
}

static void
test_not (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = {
    "", "education", "educ", "zzqxw", "qqqqqqqqqqqqqqqqqqqq", "\"edcation\"", "-edcation", "\"edcation", "title:\"edcation\"",
    "S/RES/2348", "2001", "xyz", "education степь", "图书馆", "edcation zzqxw",
    /* A word of what is hidden is none. */
    "hydrlogy", "zoroastrain",
    /* Corrected, these stand nowhere together. */
    "edcation степь",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_corrected (fixture, texts[i], NULL, NULL, 0);
}

static void
test_hidden (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("hydrlogy");
  g_autoptr (RcSearchAnswer) answer = NULL;

  query->rescue = TRUE;
  query->all = TRUE;
  answer = test_run (fixture->db, query);
  g_assert_cmpstr (answer->corrected, ==, "hydrology");
  g_assert_true (test_has (answer, 7));
}

/* Filters apply to what was meant; they are no reason to look for other words. */
static void
test_filters (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("edcation");
  g_autoptr (RcSearchAnswer) meant = NULL, right = NULL;

  query->rescue = TRUE;
  rc_search_query_add_filter (query, RC_FACET_KIND, "grant");
  meant = test_run (fixture->db, query);
  g_assert_cmpstr (meant->corrected, ==, "education");
  g_assert_cmpuint (meant->total, ==, 0);
  g_assert_cmpuint (test_count (meant, RC_FACET_KIND, "publication"), ==, 2);
  g_free (query->text);
  query->text = g_strdup ("education");
  right = test_run (fixture->db, query);
  g_assert_null (right->corrected);
}

/* Who wants nothing but the words as typed gets no other spelling of them either. */
static void
test_exactly (Fixture *fixture, gconstpointer unused)
{
  static const char *const texts[] = { "Otyrar", "Otrra", "edcation" };
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("отырар");
  g_autoptr (RcSearchAnswer) found = NULL;

  query->rescue = TRUE;
  query->exactly = TRUE;
  found = test_run (fixture->db, query);
  g_assert_cmpuint (found->total, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RcSearchAnswer) loosely = ask (fixture, texts[i], TRUE);
      g_autoptr (RcSearchAnswer) exactly = NULL;

      g_assert_cmpuint (loosely->total, >, 0);
      g_assert_cmpstr (loosely->understood, !=, "");
      g_free (query->text);
      query->text = g_strdup (texts[i]);
      exactly = test_run (fixture->db, query);
      g_assert_cmpuint (exactly->total, ==, 0);
      g_assert_null (exactly->corrected);
      g_assert_cmpstr (exactly->understood, ==, "");
    }
}

/* A word that was taken away is none to take others for; the new one is. */
static void
test_changes (Fixture *fixture, gconstpointer unused)
{
  RcSearchEntry changed = { .id = 2, .kind = RC_KIND_PUBLICATION, .title = "The amount of instruction" };

  test_put (fixture->db, &changed);
  assert_corrected (fixture, "quallity", NULL, NULL, 0);
  assert_corrected (fixture, "amuont", "amount", NULL, 2);
  assert_corrected (fixture, "instrucion edcation", NULL, NULL, 0);
}

static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("edcation");
  g_autoptr (GError) error = NULL;

  query->rescue = TRUE;
  g_cancellable_cancel (cancellable);
  g_assert_null (rc_search_run (fixture->db, query, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_any (Fixture *fixture, gconstpointer unused)
{
  static const char *const pieces[] = { "educ", "ation", " ", "-", "\"", "author:", "қ", "0", "фв", "q", "图", "ال", "\xff", ";", "’" };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RcSearchAnswer) answer = NULL;
      g_autoptr (GArray) parts = NULL;

      for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      answer = ask (fixture, text->str, TRUE);
      g_assert_true (answer->corrected == NULL || answer->total > 0);
      parts = rc_search_dup_parts (text->str);
      for (guint j = 0; j < parts->len; j++)
        g_assert_cmpuint (strlen (g_array_index (parts, RcSearchPart, j).text), >, 0);
    }
}

static void
test_parts (Fixture *fixture, gconstpointer unused)
{
  static const char *const wanted[][2] = {
    { "water", "author: \"A. Müller\" -dry year:1995 last" },
    { "author: \"A. Müller\"", "water  -dry year:1995 last" },
    { "last", "water author: \"A. Müller\" -dry year:1995" },
  };
  g_autoptr (GArray) parts = rc_search_dup_parts ("water author: \"A. Müller\" -dry year:1995 last");
  g_autoptr (GArray) none = rc_search_dup_parts (" ");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (parts->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < parts->len; i++)
    {
      g_assert_cmpstr (g_array_index (parts, RcSearchPart, i).text, ==, wanted[i][0]);
      g_assert_cmpstr (g_array_index (parts, RcSearchPart, i).without, ==, wanted[i][1]);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer unused);
  } tests[] = {
    { "layouts", test_layouts }, { "look-alikes", test_look_alikes }, { "near", test_near },       { "spaces", test_spaces },      { "lines", test_lines },
    { "together", test_together }, { "guesses", test_guesses }, { "same-script", test_same_script }, { "signs", test_signs }, { "plain", test_plain }, { "readings", test_readings }, { "offers", test_offers }, { "labels", test_labels },
    { "not", test_not },         { "hidden", test_hidden },           { "filters", test_filters }, { "exactly", test_exactly }, { "changes", test_changes },
    { "cancel", test_cancel },   { "any", test_any },                 { "parts", test_parts },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *of_delta = g_strconcat ("/search/rescue/delta/", tests[i].name, NULL);
      g_autofree char *of_file = g_strconcat ("/search/rescue/file/", tests[i].name, NULL);

      g_test_add (of_delta, Fixture, NULL, set_up_delta, tests[i].test, tear_down);
      g_test_add (of_file, Fixture, NULL, set_up_file, tests[i].test, tear_down);
    }
  return g_test_run ();
}
