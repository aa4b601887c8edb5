/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may have been meant: layouts, letters that look alike, slips. */
#include "text/rescue.h"

#include <string.h>

static gboolean
has (GPtrArray *texts, const char *wanted)
{
  for (guint i = 0; i < texts->len; i++)
    if (strcmp (g_ptr_array_index (texts, i), wanted) == 0)
      return TRUE;
  return FALSE;
}

static void
test_layouts (void)
{
  static const char *const pairs[][2] = {
    { "rfpfr", "казак" },         { "rfpf[", "казах" },   { "0fpf0", "қазақ" },
    { "йгфдшен", "quality" },     { "Jnshfh", "Отырар" }, { "Ы.КУЫ.2347", "S/RES/2347" },
    { "0аза0стан", "қазақстан" }, { "ұұү", "998" },       { "UNESCO", "ГТУЫСЩ" },
    { "\\zq", "\\яй" },           { "tker", "елук" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GPtrArray) texts = rc_rescue_layouts (pairs[i][0]);

      g_assert_true (has (texts, pairs[i][1]));
      g_assert_false (has (texts, pairs[i][0]));
    }
}

static void
test_no_layout (void)
{
  static const char *const texts[] = { "", "1998", "图书", "abcабв" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) others = rc_rescue_layouts (texts[i]);
      g_assert_cmpuint (others->len, ==, 0);
    }
}

static void
test_look_alikes (void)
{
  /* A Latin o, a, c, p; then a Cyrillic С and о. */
  static const char *const pairs[][2] = {
    { "Oтыpap", "Отырар" },
    { "кaзaк", "казак" },
    { "Hayкa", "Наука" },
    { "UNESСО", "UNESCO" },
    { "нayка, UNESCO", "наука, UNESCO" },
    { "бiлiм", "білім" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *mended = rc_rescue_look_alikes (pairs[i][0]);
      g_assert_cmpstr (mended, ==, pairs[i][1]);
    }
  g_assert_null (rc_rescue_look_alikes ("Отырар Otrar 1998"));
  g_assert_null (rc_rescue_look_alikes ("жuж"));
  g_assert_null (rc_rescue_look_alikes (""));
}

/* The whole table, without a band and without memory of other terms. */
static guint
measure_plainly (const char *a, const char *b, guint max)
{
  g_autofree gunichar *one = g_utf8_to_ucs4_fast (a, -1, NULL);
  g_autofree gunichar *other = g_utf8_to_ucs4_fast (b, -1, NULL);
  guint steps[32][32];
  guint n, m;

  for (n = 0; one[n] != 0; n++)
    ;
  for (m = 0; other[m] != 0; m++)
    ;
  g_assert_cmpuint (MAX (n, m), <, 32);
  for (guint i = 0; i <= n; i++)
    for (guint j = 0; j <= m; j++)
      {
        guint best = i == 0 ? j : j == 0 ? i : G_MAXUINT;

        if (i > 0 && j > 0)
          {
            best = steps[i - 1][j - 1] + (one[i - 1] != other[j - 1]);
            best = MIN (best, MIN (steps[i - 1][j], steps[i][j - 1]) + 1);
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
              best = MIN (best, steps[i - 2][j - 2] + 1);
          }
        steps[i][j] = best;
      }
  return MIN (steps[n][m], max + 1);
}

static guint
distance (const char *word, const char *term, guint max)
{
  g_autoptr (RcNear) near = rc_near_new (word, strlen (word), max);

  return rc_near_distance (near, term, strlen (term), NULL);
}

static void
test_near (void)
{
  g_assert_cmpuint (distance ("отырар", "отырар", 2), ==, 0);
  g_assert_cmpuint (distance ("otrra", "otrar", 2), ==, 1);
  g_assert_cmpuint (distance ("отраар", "отырар", 2), ==, 2);
  g_assert_cmpuint (distance ("heritgae", "heritage", 1), ==, 1);
  g_assert_cmpuint (distance ("heritgea", "heritage", 1), ==, 2);
  g_assert_cmpuint (distance ("ab", "", 2), ==, 2);
  g_assert_cmpuint (distance ("abc", "", 2), ==, 3);
  g_assert_cmpuint (distance ("", "ab", 2), ==, 2);
}

static char *
make_word (GRand *random)
{
  static const char *const letters[] = { "a", "b", "c", "д" };
  GString *word = g_string_new (NULL);

  for (int n = g_rand_int_range (random, 0, 9); n > 0; n--)
    g_string_append (word, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
  return g_string_free (word, FALSE);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
make_vocabulary (GRand *random, gboolean sorted)
{
  GPtrArray *vocabulary = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 300; i++)
    g_ptr_array_add (vocabulary, make_word (random));
  if (sorted)
    g_ptr_array_sort (vocabulary, compare_words);
  return vocabulary;
}

/* Against the whole table; what is said to be dead holds for every term of the vocabulary. */
static void
check_vocabulary (const char *word, GPtrArray *vocabulary, guint max)
{
  g_autoptr (RcNear) near = rc_near_new (word, strlen (word), max);

  for (guint i = 0; i < vocabulary->len; i++)
    {
      const char *term = g_ptr_array_index (vocabulary, i);
      gsize n_dead;

      g_assert_cmpuint (rc_near_distance (near, term, strlen (term), &n_dead), ==, measure_plainly (word, term, max));
      g_assert_cmpuint (n_dead, <=, strlen (term));
      for (guint j = 0; n_dead > 0 && j < vocabulary->len; j++)
        if (strncmp (term, g_ptr_array_index (vocabulary, j), n_dead) == 0)
          g_assert_cmpuint (measure_plainly (word, g_ptr_array_index (vocabulary, j), max), >, max);
    }
}

static void
test_near_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (17);

  for (int round = 0; round < 40; round++)
    {
      g_autoptr (GPtrArray) vocabulary = make_vocabulary (random, round % 2 == 0);
      g_autofree char *word = make_word (random);

      check_vocabulary (word, vocabulary, 1 + (guint) round / 2 % 2);
    }
}

/* Any text that is valid UTF-8, as long as it may be. */
static void
test_any (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (18);
  g_autofree char *endless = g_strnfill (5000, 'a');

  g_assert_cmpuint (distance (endless, endless, 2), ==, 0);
  for (int i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *mended = NULL;
      g_autoptr (GPtrArray) texts = NULL;

      for (int n = g_rand_int_range (random, 0, 30); n > 0; n--)
        g_string_append_unichar (text, (gunichar) g_rand_int_range (random, 1, 0x600));
      mended = rc_rescue_look_alikes (text->str);
      texts = rc_rescue_layouts (text->str);
      g_assert_true (mended == NULL || g_utf8_strlen (mended, -1) == g_utf8_strlen (text->str, -1));
      for (guint j = 0; j < texts->len; j++)
        g_assert_cmpint (g_utf8_strlen (g_ptr_array_index (texts, j), -1), ==, g_utf8_strlen (text->str, -1));
    }
}

/* Each is likelier than the next. */
static void
test_slips (void)
{
  static const char *const slips[][2] = {
    { "edcuation", "education" }, /* swapped */
    { "educaton", "education" },  /* lost */
    { "educatiom", "education" }, /* the key beside */
    { "educatiun", "education" }, /* sounds alike */
    { "educatizn", "education" },
    { "bducation", "education" }, /* the first letter */
  };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (slips); i++)
    g_assert_cmpfloat (rc_rescue_judge_slip (slips[i][0], slips[i][1]), >=, rc_rescue_judge_slip (slips[i + 1][0], slips[i + 1][1]));
  g_assert_cmpfloat (rc_rescue_judge_slip ("educcation", "education"), >, rc_rescue_judge_slip ("educaton", "education"));
  g_assert_cmpfloat (rc_rescue_judge_slip ("educatioon", "education"), >, rc_rescue_judge_slip ("educatioxn", "education"));
  g_assert_cmpfloat (rc_rescue_judge_slip ("обрвзование", "образование"), >, rc_rescue_judge_slip ("обрщзование", "образование"));
  g_assert_cmpfloat (rc_rescue_judge_slip ("оброзование", "образование"), >, rc_rescue_judge_slip ("обрщзование", "образование"));
  g_assert_cmpfloat (rc_rescue_judge_slip ("x", "xy"), >, rc_rescue_judge_slip ("xz", "x"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/rescue/layouts", test_layouts);
  g_test_add_func ("/text/rescue/no-layout", test_no_layout);
  g_test_add_func ("/text/rescue/look-alikes", test_look_alikes);
  g_test_add_func ("/text/rescue/near", test_near);
  g_test_add_func ("/text/rescue/near-random", test_near_random);
  g_test_add_func ("/text/rescue/any", test_any);
  g_test_add_func ("/text/rescue/slips", test_slips);
  return g_test_run ();
}
