/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything typed means something; nothing typed is an error. */
#include "common.h"

#include <string.h>

#include "search/parse.h"

static const char *
phrase (const RcTyped *typed, guint unit, guint at)
{
  const RcUnit *one = g_ptr_array_index (typed->units, unit);

  return g_ptr_array_index (one->phrases, at);
}

static const RcUnit *
unit (const RcTyped *typed, guint at)
{
  return g_ptr_array_index (typed->units, at);
}

static void
test_words (void)
{
  g_autoptr (RcTyped) typed = rc_typed_new ("Silk road  -war \"Great Game\" author:Щербаков year:1995..2001 well-kno");

  g_assert_cmpuint (typed->units->len, ==, 6);
  g_assert_cmpstr (phrase (typed, 0, 0), ==, "silk");
  g_assert_true (unit (typed, 2)->excluded);
  g_assert_cmpstr (phrase (typed, 2, 0), ==, "war");
  g_assert_true (unit (typed, 3)->quoted);
  g_assert_cmpstr (phrase (typed, 3, 0), ==, "great game");
  g_assert_cmpint (unit (typed, 4)->field, ==, RC_FIELD_PEOPLE);
  g_assert_cmpint (typed->years.from, ==, 1995);
  g_assert_cmpint (typed->years.to, ==, 2001);
  g_assert_cmpuint (unit (typed, 5)->phrases->len, ==, 2);
  g_assert_cmpstr (unit (typed, 5)->compact, ==, "wellkno");
  g_assert_true (unit (typed, 5)->prefix);
  g_assert_false (unit (typed, 1)->prefix);
  g_assert_null (typed->identifier);
}

static void
test_odd (void)
{
  g_autoptr (RcTyped) open_quote = rc_typed_new ("«великий шёлк");
  g_autoptr (RcTyped) no_year = rc_typed_new ("year:soon");
  g_autoptr (RcTyped) bare = rc_typed_new ("author:");
  g_autoptr (RcTyped) unknown = rc_typed_new ("http://unesco.org");
  g_autoptr (RcTyped) signs = rc_typed_new (" - -- \"\" : * ( ) AND ^ ");
  g_autoptr (RcTyped) symbol = rc_typed_new ("43 C 57");
  g_autoptr (RcTyped) han = rc_typed_new ("图书馆,教育");

  g_assert_cmpstr (phrase (open_quote, 0, 0), ==, "великий шелк");
  g_assert_true (unit (open_quote, 0)->prefix);
  g_assert_cmpstr (phrase (no_year, 0, 1), ==, "soon");
  g_assert_cmpstr (phrase (bare, 0, 0), ==, "author");
  g_assert_cmpuint (unit (unknown, 0)->phrases->len, ==, 3);
  g_assert_cmpuint (signs->units->len, ==, 1);
  g_assert_cmpstr (phrase (signs, 0, 0), ==, "and");
  g_assert_cmpstr (symbol->identifier, ==, "43c57");
  g_assert_cmpuint (unit (han, 0)->phrases->len, ==, 2);
  g_assert_cmpstr (phrase (han, 0, 0), ==, "图书 书馆");
}

static void
test_years (void)
{
  static const struct
  {
    const char *text;
    int from, to;
  } years[] = { { "1995", 1995, 1995 },      { "1995..2001", 1995, 2001 }, { "1995..", 1995, 0 },
                { "..2001", 0, 2001 },       { "1995-2001", 1995, 2001 },  { "1995–2001", 1995, 2001 },
                { "1995—2001", 1995, 2001 }, { "1995−", 1995, 0 },         { "1995-", 1995, 0 },
                { "1995…2001", 1995, 2001 }, { "…2001", 0, 2001 },         { "2001..1995", 1995, 2001 },
                { "١٩٩٥..٢٠٠١", 1995, 2001 }, { "۱۹۹۵", 1995, 1995 },       { "१९९५..", 1995, 0 },
                { "1995..٢٠٠١", 1995, 2001 }, { "7", 7, 7 },
                /* Of which a digit is not known, or does not matter. */
                { "199?", 1990, 1999 },      { "19??", 1900, 1999 },       { "199-", 1990, 1999 },
                { "19--", 1900, 1999 },      { "1995?", 1995, 1995 },      { "199?-2001", 1990, 2001 },
                { "1990s", 1990, 1999 },     { "1990’s", 1990, 1999 },     { "1990-е", 1990, 1999 },
                { "1990-х", 1990, 1999 },    { "1990-шы", 1990, 1999 },    { "1980s–1990s", 1980, 1999 },
                { ">2000", 2001, 0 },        { ">=2000", 2000, 0 },        { "≥2000", 2000, 0 },
                { "<1950", 0, 1949 },        { "<=1950", 0, 1950 },        { "≤195?", 0, 1959 } };
  static const char *const wrong[] = { "", "..", "soon", "1995...", "19951", "-5", "1995x", "99999999999999999999", "0", "…",
                                       "1995..x", "1995..2001..", "1995 2001", "..0", "–2001", "1995..20011",
                                       "1995s", "1990sea", "1???", "????", "199??", "199-x", ">", "<", "<1", ">x", "=1995", ">1995-2001" };
  int from, to;

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_assert_true (rc_years_parse (years[i].text, &from, &to));
      g_assert_cmpint (from, ==, years[i].from);
      g_assert_cmpint (to, ==, years[i].to);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (rc_years_parse (wrong[i], &from, &to));
}

/* The names of the fields in the languages of the interface, and some more; YEARS for those of years. */
#define YEARS RC_FIELD_ANY

static void
test_fields (void)
{
  static const struct
  {
    RcField field;
    const char *names[24];
  } fields[] = {
    { RC_FIELD_TITLE,
      { "title", "Title", "TITLE", "titles", "название", "Название", "заглавие", "атауы", "атау", "titre", "titres", "título",
        "العنوان", "题名" } },
    { RC_FIELD_PEOPLE,
      { "author", "authors", "people", "автор", "авторы", "Автор", "авторлар", "авторы", "адамдар", "auteur", "auteurs",
        "personnes", "autor", "المؤلف", "作者" } },
    { RC_FIELD_SUBJECT,
      { "subject", "subjects", "тема", "темы", "тақырып", "тақырыбы", "тақырыптар", "sujet", "sujets", "tema", "الموضوع",
        "主题" } },
    { RC_FIELD_PLACE,
      { "place", "Place", "places", "место", "Место", "орны", "орын", "жері", "lieu", "lieux", "lugar", "المكان", "地点" } },
    { YEARS, { "year", "years", "год", "годы", "жыл", "жылы", "жылдар", "année", "années", "Année", "año", "السنة", "年份" } },
  };
  static const char *const colons[] = { ":", ": ", "：" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; fields[i].names[j] != NULL; j++)
      for (guint k = 0; k < G_N_ELEMENTS (colons); k++)
        {
          g_autofree char *text = g_strconcat (fields[i].names[j], colons[k], "1995 water", NULL);
          g_autoptr (RcTyped) typed = rc_typed_new (text);

          g_assert_cmpuint (typed->units->len, ==, fields[i].field == YEARS ? 1 : 2);
          g_assert_cmpint (typed->years.from, ==, fields[i].field == YEARS ? 1995 : 0);
          if (fields[i].field != YEARS)
            g_assert_cmpint (unit (typed, 0)->field, ==, fields[i].field);
          g_assert_cmpstr (phrase (typed, typed->units->len - 1, 0), ==, "water");
        }
}

/* As French writes a colon; between two words of a title it is the mark of a catalogue. */
static void
test_space_before_colon (void)
{
  static const char *const texts[] = { "titre : eau", "Titre\u00a0: eau", "titre\u202f:eau", "année : 1995 titre : eau", "1995 titre\u00a0: eau" };
  g_autoptr (RcTyped) title = rc_typed_new ("Le sujet : eau"), all = rc_typed_new ("titre :");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (RcTyped) typed = rc_typed_new (texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpint (unit (typed, typed->units->len - 1)->field, ==, RC_FIELD_TITLE);
      g_assert_cmpstr (phrase (typed, typed->units->len - 1, 0), ==, "eau");
    }
  g_assert_cmpuint (title->units->len, ==, 3);
  for (guint i = 0; i < title->units->len; i++)
    g_assert_cmpint (unit (title, i)->field, ==, RC_FIELD_ANY);
  g_assert_cmpuint (all->units->len, ==, 1);
  g_assert_cmpint (unit (all, 0)->field, ==, RC_FIELD_ANY);
}

/* What is excluded by a field is what that field finds, and nothing else. */
static void
test_excluded (void)
{
  static const char *const people[] = { "Water, Anna", "Rivers, Anna", "Lakes, Anna" };
  static const char *const titles[] = { "Rivers", "Lakes", "Water" };
  static const char *const subjects[][2] = { { "Lakes", NULL }, { "Water", NULL }, { "Rivers", NULL } };
  static const struct
  {
    const char *names[5];
    gint64 id; /* has water there */
  } fields[] = {
    { { "author", "автор", "авторлар", "auteur", "авторы" }, 1 },
    { { "title", "название", "атауы", "titre", "titres" }, 3 },
    { { "subject", "тема", "тақырып", "sujet", "темы" }, 2 },
  };
  static const struct
  {
    const char *text;
    guint mask; /* bit n: record n is found */
  } years[] = {
    { "-year:1995..2001", 1 << 3 },  { "-год:1995–2001", 1 << 3 }, { "-жыл:..2001", 1 << 3 },
    { "-année:2001..", 1 << 1 },     { "-year:1996 anna", 1 << 2 | 1 << 3 },
    { "-year:1996 -year:2003 anna", 1 << 2 }, { "year:1990..2010 −year:2001", 1 << 1 | 1 << 3 },
    { "-year:1950", 1 << 1 | 1 << 2 | 1 << 3 }, { "-year:soon anna", 1 << 1 | 1 << 2 | 1 << 3 },
  };
  sqlite3 *db = test_open ();

  for (guint i = 0; i < 3; i++)
    {
      RcSearchEntry entry = { .id = i + 1, .kind = RC_KIND_PUBLICATION, .title = titles[i], .people = people[i],
                              .subjects = subjects[i], .year = i == 0 ? 1996 : i == 1 ? 2001 : 2003 };

      test_put (db, &entry);
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < G_N_ELEMENTS (fields[i].names); j++)
      {
        g_autofree char *text = g_strdup_printf ("-%s:water", fields[i].names[j]);
        g_autofree char *quoted = g_strdup_printf ("anna -%s:\"water\"", fields[i].names[j]);
        g_autoptr (RcSearchAnswer) one = test_search (db, text);
        g_autoptr (RcSearchAnswer) other = test_search (db, quoted);

        g_test_message ("%s", text);
        g_assert_cmpuint (one->total, ==, 2);
        g_assert_false (test_has (one, fields[i].id));
        g_assert_cmpuint (other->total, ==, 2);
        g_assert_false (test_has (other, fields[i].id));
      }
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr (RcSearchAnswer) answer = test_search (db, years[i].text);

      g_test_message ("%s", years[i].text);
      for (guint id = 1; id <= 3; id++)
        g_assert_cmpint (test_has (answer, id), ==, (years[i].mask & 1u << id) != 0);
    }
  sqlite3_close (db);
}

/* As keyboards, phones and word processors write them. */
static void
test_signs (void)
{
  static const struct
  {
    const char *text;
    gboolean quoted, prefix;
  } phrases[] = {
    { "\"great game\"", TRUE, FALSE },  { "“great game”", TRUE, FALSE }, { "„great game“", TRUE, FALSE },
    { "«great game»", TRUE, FALSE },    { "»great game«", TRUE, FALSE }, { "‹great game›", TRUE, FALSE },
    { "「great game」", TRUE, FALSE },  { "《great game》", TRUE, FALSE }, { "＂great game＂", TRUE, FALSE },
    { "\"great game", TRUE, TRUE },     { "“great game ", TRUE, TRUE },  { "  «great   game»  ", TRUE, FALSE },
  };
  static const char *const without[] = { "great -game", "great −game", "great －game", "-game great", "great -\"game\"" };
  static const char *const with[] = { "great -game-", "great - -game", "great \u2013game", "great\u2014 -game", "-great- game", "great- game" };
  static const char *const nothing[] = { "", " ", "-", "--", "\"", "\"\"", "“”", ":", "：", "-\"\"", "- -", "*", "()", "«", "\n",
                                         "…", "..", "-:", "\u00a0", "\u3000" };

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      g_autoptr (RcTyped) typed = rc_typed_new (phrases[i].text);

      g_assert_cmpuint (typed->units->len, ==, 1);
      g_assert_cmpstr (phrase (typed, 0, 0), ==, "great game");
      g_assert_cmpint (unit (typed, 0)->quoted, ==, phrases[i].quoted);
      g_assert_cmpint (unit (typed, 0)->prefix, ==, phrases[i].prefix);
    }
  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    {
      g_autoptr (RcTyped) typed = rc_typed_new (without[i]);
      guint at = g_str_has_prefix (without[i], "-") ? 0 : 1;

      g_assert_cmpuint (typed->units->len, ==, 2);
      g_assert_true (unit (typed, at)->excluded);
      g_assert_cmpstr (phrase (typed, at, 0), ==, "game");
      g_assert_false (unit (typed, 1 - at)->excluded);
    }
  for (guint i = 0; i < G_N_ELEMENTS (with); i++)
    {
      g_autoptr (RcTyped) typed = rc_typed_new (with[i]);

      g_assert_cmpuint (typed->units->len, ==, 2);
      for (guint j = 0; j < 2; j++)
        {
          g_assert_false (unit (typed, j)->excluded);
          g_assert_cmpstr (phrase (typed, j, 0), ==, j == 0 ? "great" : "game");
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    {
      g_autoptr (RcTyped) typed = rc_typed_new (nothing[i]);
      g_assert_cmpuint (typed->units->len, ==, 0);
    }
}

/* A word in its other readings, and numbers in the middle of other words. */
static void
test_keys (void)
{
  g_autoptr (RcTyped) readings = rc_typed_new ("Jakovlev \"Jakovlev\"");
  g_autoptr (RcTyped) numbers = rc_typed_new ("water 43 C/57 atlas");
  char **keys = g_ptr_array_index (unit (readings, 0)->keys, 0);
  gboolean found = FALSE;

  g_assert_cmpuint (g_strv_length (keys), ==, 2);
  g_assert_null (g_ptr_array_index (unit (readings, 1)->keys, 0));
  g_assert_null (numbers->identifier == NULL ? NULL : strstr (numbers->identifier, " "));
  for (guint i = 0; i < numbers->spans->len; i++)
    {
      const RcSpan *span = &g_array_index (numbers->spans, RcSpan, i);

      found |= span->first == 1 && span->end == 3 && strcmp (span->key, "43c57") == 0;
    }
  g_assert_true (found);
}

/* The article belongs to the noun behind it, and to no other word. */
static void
test_articles (void)
{
  static const char *const articles[] = { "al-Farabi", "Аль-Фараби", "әл фараби", "эль-Фараби", "el-Farabi" };
  static const char *const others[] = { "\"al farabi\"", "el farabi", "al", "-al farabi", "al -farabi", "al author:farabi", "alma-farabi" };

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      g_autoptr (RcTyped) typed = rc_typed_new (articles[i]);
      const RcUnit *noun = unit (typed, typed->units->len - 1);

      g_assert_true (unit (typed, 0)->article);
      g_assert_true (g_strv_contains (g_ptr_array_index (noun->keys, noun->keys->len - 1), "alfarabi"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (RcTyped) typed = rc_typed_new (others[i]);

      for (guint j = 0; j < typed->units->len; j++)
        g_assert_false (unit (typed, j)->article);
    }
}

/* Pieces of the query language and of FTS5's, thrown together: each must be answered. */
static void
test_any_text (void)
{
  static const char *const pieces[] = { "\"", "-", "*", "(", ")", "author:", "year:", "title:", ":", "^", "+", "NEAR(", "AND", "place:", "al ",
                                        "OR", "NOT", "{title}", "'", "=", "..", "1995", "a", "образ", "图书馆", " ", "  ",
                                        "\\", "%", ";", "--", "«", "»", "\xff", "\xc3", "ё", "العربية", "\n", "\t", "😀",
                                        "9789231003943", "/", "43 C/57", "search_text", "rank", "\x01", "ﷺ", "'; DROP" };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  sqlite3 *db = test_open ();
  RcSearchEntry entry = { .id = 1, .kind = RC_KIND_PUBLICATION, .title = "A title 1995 образование", .people = "b" };

  test_put (db, &entry);
  for (int i = 0; i < 8000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RcSearchAnswer) answer = NULL;
      g_autoptr (RcHighlighter) highlighter = NULL;
      g_autoptr (GArray) ranges = NULL;
      g_autofree char *snippet = NULL;

      for (int n = g_rand_int_range (random, 0, 12); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      answer = test_search (db, text->str);
      g_assert_cmpuint (answer->total, <=, 1);
      highlighter = rc_highlighter_new (text->str);
      ranges = rc_highlighter_mark (highlighter, entry.title);
      snippet = rc_highlighter_snippet (highlighter, text->str);
      g_assert_true (snippet == NULL || g_utf8_validate (snippet, -1, NULL));
    }
  sqlite3_close (db);
}

static void
test_long (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *word = g_strnfill (100000, 'a');
  sqlite3 *db = test_open ();
  g_autoptr (RcSearchAnswer) many = NULL;
  g_autoptr (RcSearchAnswer) one = test_search (db, word);
  g_autoptr (RcSearchAnswer) parts = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (words, "слово -x ");
  many = test_search (db, words->str);
  g_string_truncate (words, 0);
  for (int i = 0; i < 3000; i++)
    g_string_append (words, "ab/");
  parts = test_search (db, words->str);
  g_assert_cmpuint (many->total + one->total + parts->total, ==, 0);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/parse/words", test_words);
  g_test_add_func ("/search/parse/odd", test_odd);
  g_test_add_func ("/search/parse/years", test_years);
  g_test_add_func ("/search/parse/fields", test_fields);
  g_test_add_func ("/search/parse/space-before-colon", test_space_before_colon);
  g_test_add_func ("/search/parse/excluded", test_excluded);
  g_test_add_func ("/search/parse/signs", test_signs);
  g_test_add_func ("/search/parse/keys", test_keys);
  g_test_add_func ("/search/parse/articles", test_articles);
  g_test_add_func ("/search/parse/any-text", test_any_text);
  g_test_add_func ("/search/parse/long", test_long);
  return g_test_run ();
}
