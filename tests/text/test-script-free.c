/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that are one word in several scripts and spellings. */
#include "text/fold.h"
#include "text/keys.h"

#include <string.h>

/* Each row is one word. */
static const char *const same[][6] = {
  { "Отырар", "Otyrar", "Otrar" },
  { "Қазақстан", "Qazaqstan", "Kazakstan", "Kazakhstan", "Казахстан", "Ķazaķstan" },
  { "Щербаков", "Shcherbakov", "Ščerbakov", "Scherbakov", "Şçerbakov", "Chtcherbakov" },
  { "Щедрин", "Shhedrin", "Szczedrin", "Schtschedrin" },
  { "Шымкент", "Shymkent", "Szymkent", "Sjymkent" },
  { "цирк", "cirk", "czirk", "tsirk" },
  { "Чимкент", "Chimkent", "Czimkent", "Tschimkent" },
  { "подъём", "podʺëm", "pod``yom", "podʺem" },
  { "сжатие", "szhatie", "sžatie", "sjatiye" },
  { "Алматы", "Almaty", "ALMATY" },
  { "Шелковый", "Shelkovyy", "Shelkovyi", "Šëlkovyj", "Shelkoviy", "Shelkovy" },
  { "путь", "put'", "putʹ", "put" },
  { "Достоевский", "Dostoyevskiy", "Dostoevskii", "Dostoevskij", "Dostoevsky", "Dostoyevsky" },
  { "Хрущёв", "Khrushchev", "Hruŝëv", "Khrushchyov", "Xrushchev" },
  { "Жамбыл", "Jambyl", "Zhambyl", "Žambyl" },
  { "Ташкент", "Tashkent", "Taškent" },
  { "Бішкек", "Bishkek", "Бишкек" },
  { "ғылым", "ǵylym", "ghylym", "ğylym" },
  { "әлем", "älem", "əlem" },
  { "ұлттық", "ulttyq", "ūlttyq", "ۇلتتىق" },
  { "қазақ", "qazaq", "kazakh", "قازاق" },
  { "білім", "bilim", "bılım", "ءبىلىم" },
  { "район", "rayon", "raĭon", "raion" },
  { "схема", "skhema", "shema", "sxema" },
  { "отъезд", "otʺezd", "ot”yezd", "otezd" },
  { "Александр", "Aleksandr", "Alexandr" },
  { "Өзбекстан", "Özbekstan", "Ozbekstan" },
  { "Бухоро", "Buxoro", "Bukhoro" },
  { "Чингиз", "Chingiz", "Çingiz", "Čingiz" },
  { "Айтматов", "Aytmatov", "Aitmatov", "Ajtmatov" },
  { "Тяньшань", "Tianshan", "Tyanshan" },
  { "цивилизация", "tsivilizatsiya", "civilizaciia", "tsivilizatsiia" },
  { "образование", "obrazovanie", "obrazovaniye" },
};

static char *
key_of (const char *word)
{
  g_autofree char *folded = rc_text_fold (word, -1);
  return rc_text_script_free (folded);
}

/* They stand there as words are compared, and no two by one key: the key would do. */
static void
test_names (void)
{
  static const char *const some[] = { "шекспир", "strauss", "гюго", "rousseau", "клод", "сәтбаев" };

  for (guint i = 0; i < G_N_ELEMENTS (some); i++)
    {
      const char *const *forms = rc_text_get_same_names (some[i]);
      g_autofree char *first = NULL;
      gboolean all_one = TRUE;

      g_assert_true (forms != NULL && g_strv_contains (forms, some[i]));
      first = key_of (forms[0]);
      for (; *forms != NULL; forms++)
        {
          g_autofree char *folded = rc_text_fold (*forms, -1), *key = key_of (*forms);

          g_assert_cmpstr (*forms, ==, folded);
          all_one &= strcmp (key, first) == 0;
        }
      g_assert_false (all_one);
    }
  g_assert_null (rc_text_get_same_names ("water"));
  g_assert_null (rc_text_get_same_names (""));
}

static void
test_same (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    for (guint j = 1; j < G_N_ELEMENTS (same[i]) && same[i][j] != NULL; j++)
      {
        g_autofree char *one = key_of (same[i][0]);
        g_autofree char *other = key_of (same[i][j]);
        g_assert_cmpstr (one, ==, other);
      }
}

static void
test_different (void)
{
  static const char *const words[] = { "Отырар", "Алматы", "Астана", "Атырау", "Актау", "Ақтөбе", "Тараз", "Талас" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (guint j = i + 1; j < G_N_ELEMENTS (words); j++)
      {
        g_autofree char *one = key_of (words[i]);
        g_autofree char *other = key_of (words[j]);
        g_assert_cmpstr (one, !=, other);
      }
}

static void
test_words_stay (void)
{
  g_autofree char *road = key_of ("Великий Шелковый путь, 1998");
  g_autofree char *others = rc_text_script_free ("图书 书馆 العربيه ы");
  g_autofree char *nothing = rc_text_script_free ("");

  g_assert_cmpstr (road, ==, "veliki selkovi put 1998");
  g_assert_cmpstr (others, ==, "图书 书馆 algrbik ы");
  g_assert_cmpstr (nothing, ==, "");
}

/* A key is never said not to begin as it does; and mostly it is, where it does not. */
static void
assert_begins (const char *folded, guint *n_refused)
{
  char key[RC_KEY_SIZE];

  if (rc_script_free_key (folded, strlen (folded), key) > 0)
    {
      guint32 letters[2] = { 1u << (key[0] - 'a'), 1u << (key[1] - 'a') };

      g_assert_true (rc_script_free_key_may_begin (folded, strlen (folded), letters));
      letters[1] = ~letters[1];
      *n_refused += !rc_script_free_key_may_begin (folded, strlen (folded), letters);
    }
}

static void
test_beginnings (void)
{
  static const char letters[] = "aeiouyjhsctzkdpgnx";
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  guint n_refused = 0;

  for (guint i = 0; i < 100000; i++)
    {
      g_autoptr (GString) word = g_string_new (NULL);

      for (int n = g_rand_int_range (random, 1, 9); n > 0; n--)
        if (i % 2 == 0)
          g_string_append_c (word, letters[g_rand_int_range (random, 0, (gint32) strlen (letters))]);
        else
          g_string_append_unichar (word, (gunichar) (i % 4 == 1 ? g_rand_int_range (random, 0x430, 0x450)
                                                                : g_rand_int_range (random, 0x621, 0x64b)));
      assert_begins (word->str, &n_refused);
    }
  g_assert_cmpuint (n_refused, >, 50000);
}

/* As many keys as words, whatever the words are. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *folded = NULL;
      g_autofree char *keys = NULL;
      guint n_spaces = 0;

      for (int n = g_rand_int_range (random, 0, 20); n > 0; n--)
        g_string_append_unichar (text, (gunichar) (g_rand_boolean (random) ? g_rand_int_range (random, 0x20, 0x250)
                                                                           : g_rand_int_range (random, 0x400, 0x530)));
      folded = rc_text_fold (text->str, -1);
      keys = rc_text_script_free (folded);
      for (const char *p = folded; *p != '\0'; p++)
        n_spaces += *p == ' ';
      for (const char *p = keys; *p != '\0'; p++)
        n_spaces -= *p == ' ';
      g_assert_cmpuint (n_spaces, ==, 0);
      g_assert_true (g_utf8_validate (keys, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/script-free/names", test_names);
  g_test_add_func ("/text/script-free/same", test_same);
  g_test_add_func ("/text/script-free/different", test_different);
  g_test_add_func ("/text/script-free/words-stay", test_words_stay);
  g_test_add_func ("/text/script-free/beginnings", test_beginnings);
  g_test_add_func ("/text/script-free/random", test_random);
  return g_test_run ();
}
