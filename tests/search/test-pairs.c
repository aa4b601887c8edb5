/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type, and the record that must stand on the first page. */
#include "common.h"

typedef struct
{
  const char *title, *people, *identifiers, *rest;
} Text;

static const Text texts[] = {
  { "Education for Sustainable Development: A Roadmap", "UNESCO", "9789231003943\npf0000374802", "Women's and girls' literacy" },
  { "L'éducation pour tous : le cœur du développement", "Dupont, Éloïse", "92-3-102345-6", NULL },
  { "La educación superior en el siglo XXI: visión y acción", "Núñez, José", NULL, "niños" },
  { "Образование для устойчивого развития", "Щербаков, Ёлкин", "УДК 37", "Великий Шёлковый путь" },
  { "Қазақстан: ұлттық баяндама", "Әуезов, Мұхтар", "ШЫҒ-12", "ғылым және білім" },
  { "Отырар ойсандығы", "Байпақов, Карл", "RC00000042", "көне қала" },
  { "Кыргыз Республикасынын маданий мурасы", "Айтматов, Чыңгыз", NULL, "Ысык-Көл, өнүгүү" },
  { "Oʻzbekiston madaniy merosi", "Karimov, Sa’dulla", NULL, "Buxoro va Xiva" },
  { "الْعَرَبِيَّة: التراث الثقافي غير المادي", "أحمد إبراهيم", NULL, "١٩٧٢" },
  { "联合国教科文组织图书馆与教育", "王小明", "978-7-5001-0000-1", NULL },
  { "Records of the General Conference, 43 C/57", "UNESCO", "43 C/57\n0304-3118", "Resolutions S/RES/2347" },
  { "Protecting cultural heritage", "Security Council", "S/RES/2347\nB-12", NULL },
  { "İstanbul: Straße und Œuvre", "Ångström, Åsa", "10.54675/XYZW-12", NULL },
  { "日本の図書館とユネスコ", "山田太郎", NULL, NULL },
  { "The Silk Roads: Otrar, Samarkand, Kashgar", "Knobloch", NULL, NULL },
};

static const struct
{
  const char *query;
  gint64 id; /* 1: the first of texts */
} pairs[] = {
  { "education sustainable", 1 }, { "EDUCATION for sus", 1 }, { "women's", 1 }, { "girls literacy", 1 },
  { "978-92-3-100394-3", 1 }, { "9789231003943", 1 }, { "978 92 3 100394 3", 1 }, { "PF0000374802", 1 },
  { "pf00003748", 1 }, { "92-3-100394-1", 1 },
  { "education coeur", 2 }, { "éducation", 2 }, { "l'education", 2 }, { "l’éducation pour tous", 2 }, { "Eloise Dupont", 2 },
  { "9231023456", 2 }, { "cœur", 2 },
  { "educacion", 3 }, { "NINOS", 3 }, { "Nunez", 3 },
  { "образование", 4 }, { "ОБРАЗОВАНИЕ разв", 4 }, { "Елкин", 4 }, { "шелковый путь", 4 }, { "Shcherbakov", 4 },
  { "Ščerbakov", 4 }, { "obrazovanie", 4 }, { "Shelkovyy put", 4 }, { "Šëlkovyj", 4 }, { "щерб", 4 },
  { "Қазақстан", 5 }, { "казахстан", 5 }, { "Kazakhstan", 5 }, { "Qazaqstan", 5 }, { "Kazakstan", 5 }, { "ұлттық", 5 },
  { "ULTTYQ", 5 }, { "Әуезов", 5 }, { "Äuezov", 5 }, { "ШЫҒ-12", 5 }, { "шығ12", 5 }, { "ghylym", 5 },
  { "Отырар", 6 }, { "Otyrar", 6 }, { "Otrar", 6 }, { "rc00000042", 6 }, { "отыр", 6 },
  { "кыргыз", 7 }, { "kyrgyz", 7 }, { "Aitmatov", 7 }, { "Ысык-Көл", 7 }, { "өнүгүү", 7 },
  { "o'zbekiston", 8 }, { "Ozbekiston", 8 }, { "oʻzbekiston madaniy", 8 }, { "Ўзбекистон", 8 }, { "Бухоро", 8 },
  { "sadulla", 8 },
  { "العربية", 9 }, { "العربيه", 9 }, { "احمد ابراهيم", 9 }, { "1972", 9 }, { "التراث الثقافى", 9 },
  { "图书馆", 10 }, { "图书", 10 }, { "教科文", 10 }, { "联合国教科文组织", 10 }, { "教育", 10 }, { "王小明", 10 },
  { "图书馆 教育", 10 }, { "明", 10 }, { "育", 10 },
  { "43 C/57", 11 }, { "43C/57", 11 }, { "43 c 57", 11 }, { "43c57", 11 }, { "03043118", 11 }, { "0304-3118", 11 },
  { "S/RES/2347", 12 }, { "s res 2347", 12 }, { "SRES2347", 12 }, { "b12", 12 }, { "B-12", 12 },
  { "istanbul", 13 }, { "İSTANBUL", 13 }, { "strasse", 13 }, { "oeuvre", 13 }, { "Angstrom", 13 }, { "10.54675/xyzw-12", 13 },
  { "図書館", 14 }, { "ユネスコ", 14 }, { "ﾕﾈｽｺ", 14 }, { "日本", 14 },
  { "Отырар", 15 }, { "Самарканд", 15 }, { "silk \"samarkand\"", 15 }, { "title:otrar silk", 15 }, { "author:knob", 15 },
  { "автор:щербаков", 4 }, { "author:Shcherbakov", 4 }, { "auteur:dupont", 2 },
};

static sqlite3 *
open_texts (void)
{
  sqlite3 *db = test_open ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      RcSearchEntry entry = { .id = i + 1, .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_BOOK, .year = 2000,
                              .title = texts[i].title, .people = texts[i].people,
                              .identifiers = texts[i].identifiers, .rest = texts[i].rest };
      test_put (db, &entry);
    }
  /* Others that are near, so that finding everything would not do. */
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *title = g_strdup_printf ("Annual report %u: отчёт, есеп, rapport", i);
      RcSearchEntry entry = { .id = 1000 + i, .kind = RC_KIND_PUBLICATION, .material = RC_MATERIAL_REPORT, .title = title,
                              .year = 2020 };
      test_put (db, &entry);
    }
  return db;
}

static void
test_pairs (void)
{
  sqlite3 *db = open_texts ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (RcSearchAnswer) answer = test_search (db, pairs[i].query);

      if (!test_has (answer, pairs[i].id) || answer->total > 5)
        {
          g_test_message ("%s → record %d, total %d", pairs[i].query, (int) pairs[i].id, (int) answer->total);
          g_test_fail ();
        }
    }
  sqlite3_close (db);
}

static void
test_nothing (void)
{
  static const char *const queries[] = { "\"education sustainable\"", "education -roadmap -coeur", "author:otrar",
                                         "title:knobloch", "zzz", "subject:education", "图馆" };
  sqlite3 *db = open_texts ();

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (RcSearchAnswer) answer = test_search (db, queries[i]);
      g_assert_cmpuint (answer->total, ==, 0);
    }
  sqlite3_close (db);
}

static void
test_exact_before_key (void)
{
  sqlite3 *db = open_texts ();
  g_autoptr (RcSearchAnswer) cyrillic = test_search (db, "Отырар");
  g_autoptr (RcSearchAnswer) latin = test_search (db, "Otrar");
  g_autoptr (RcSearchAnswer) symbol = test_search (db, "S/RES/2347");

  g_assert_cmpint (cyrillic->total, ==, 2);
  g_assert_cmpint (g_array_index (cyrillic->ids, gint64, 0), ==, 6);
  g_assert_cmpint (g_array_index (latin->ids, gint64, 0), ==, 15);
  g_assert_cmpint (symbol->total, ==, 2);
  g_assert_cmpint (g_array_index (symbol->ids, gint64, 0), ==, 12);
  sqlite3_close (db);
}

static void
test_understood (void)
{
  sqlite3 *db = open_texts ();
  g_autoptr (RcSearchAnswer) same = test_search (db, "Otrar");
  g_autoptr (RcSearchAnswer) other = test_search (db, "Shcherbakov");
  g_autoptr (RcSearchAnswer) two = test_search (db, "obrazovanie razvitiya");
  g_autoptr (RcSearchAnswer) none = test_search (db, "zzz");

  g_assert_cmpstr (same->understood, ==, "");
  g_assert_cmpstr (other->understood, ==, "щербаков");
  g_assert_cmpstr (two->understood, ==, "образование развития");
  g_assert_cmpstr (none->understood, ==, "");
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/pairs/found", test_pairs);
  g_test_add_func ("/search/pairs/nothing", test_nothing);
  g_test_add_func ("/search/pairs/exact-before-key", test_exact_before_key);
  g_test_add_func ("/search/pairs/understood", test_understood);
  return g_test_run ();
}
