/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast text becomes words, and words keys, in CPU time of one core: one line of JSON a figure. */
#include "text/keys.h"
#include "text/rescue.h"
#include "text/tokens.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define TEXT_BYTES (4 << 20)
#define N_ROUNDS 5
#define N_VOCABULARY 300000

static const char *const english[] = { "The", "heritage", "of",      "Central", "Asia,",   "education",
                                       "for", "all:",     "a",       "UNESCO",  "report",  "(1998)",
                                       "and", "its",      "sources", "in",      "women's", "hands." };
static const char *const french[] = { "L'éducation", "pour",   "tous", "et",      "l’égalité", "des",
                                      "chances,",    "où",     "naît", "la",      "culture",   "d'aujourd'hui",
                                      "à",           "Genève", "—",    "rapport", "mondial" };
static const char *const russian[] = { "Образование", "для",     "всех:",   "доклад",   "о",    "культурном",
                                       "наследии",    "(1998),", "Великий", "Шёлковый", "путь", "и",
                                       "его",         "города",  "—",       "Отырар" };
static const char *const kazakh[] = {
  "Қазақстан", "Республикасының", "мәдени",      "мұрасы", "және",   "білім",    "беру",
  "жүйесі:",   "Отырар",          "кітапханасы", "туралы", "ғылыми", "еңбектер", "үшін"
};
static const char *const arabic[] = {
  "التعليم", "للجميع", "في", "آسيا", "الوسطى،", "تقرير", "اليونسكو", "عن", "التراث"
};
static const char *const vocalised[] = { "العَرَبِيّة", "كِتَابٌ", "مَدْرَسَةٌ", "عِلْمٌ", "المُعَلِّمُ" };
static const char *const chinese[] = { "联合国教科文组织", "图书馆", "丝绸之路的文化遗产，", "教育", "世界报告" };

static const struct
{
  const char *name;
  const char *const *words;
  guint n_words;
} samples[] = {
  { "english", english, G_N_ELEMENTS (english) }, { "french", french, G_N_ELEMENTS (french) },
  { "russian", russian, G_N_ELEMENTS (russian) }, { "kazakh", kazakh, G_N_ELEMENTS (kazakh) },
  { "arabic", arabic, G_N_ELEMENTS (arabic) },    { "vocalised arabic", vocalised, G_N_ELEMENTS (vocalised) },
  { "chinese", chinese, G_N_ELEMENTS (chinese) },
};

/* Microseconds of this process: others may be at work on the same cores. */
static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
print_figure (const char *figure, const char *of, double value, const char *unit)
{
  printf ("{\"benchmark\": \"text\", \"figure\": \"%s\", \"of\": \"%s\", \"value\": %.2f, \"unit\": \"%s\"}\n", figure,
          of, value, unit);
}

static void
measure_words (guint sample)
{
  g_autoptr (GString) text = g_string_sized_new (TEXT_BYTES + 256);
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (sample);
  gint64 best = G_MAXINT64;
  guint64 n_tokens = 0;

  while (text->len < TEXT_BYTES)
    {
      g_string_append (text, samples[sample].words[g_rand_int_range (random, 0, (gint32) samples[sample].n_words)]);
      g_string_append_c (text, ' ');
    }
  for (int round = 0; round < N_ROUNDS; round++)
    {
      gint64 before = get_cpu_time ();
      RcToken token;

      n_tokens = 0;
      rc_tokens_start (tokens, text->str, (gssize) text->len);
      while (rc_tokens_next (tokens, &token))
        n_tokens++;
      best = MIN (best, get_cpu_time () - before);
    }
  print_figure ("fold and split", samples[sample].name, (double) text->len / (double) best, "MB/s");
  print_figure ("a word", samples[sample].name, (double) best * 1000 / (double) MAX (n_tokens, 1), "ns");
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Words that look like those of a sample: its letters in another order, ascending by bytes. */
static GPtrArray *
make_vocabulary (const char *const *words, guint n_words, guint n_wanted)
{
  GPtrArray *vocabulary = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (21);
  g_autoptr (RcTokens) tokens = rc_tokens_new ();

  while (vocabulary->len < n_wanted)
    {
      GString *made = g_string_new (NULL);

      for (int parts = g_rand_int_range (random, 1, 4); parts > 0; parts--)
        {
          RcToken token;
          const char *from;

          rc_tokens_start (tokens, words[g_rand_int_range (random, 0, (gint32) n_words)], -1);
          if (!rc_tokens_next (tokens, &token))
            continue;
          from = g_utf8_offset_to_pointer (token.word,
                                           g_rand_int_range (random, 0, (gint32) g_utf8_strlen (token.word, -1)));
          g_string_append_len (made, from, g_utf8_offset_to_pointer (from, MIN (g_utf8_strlen (from, -1), 4)) - from);
        }
      g_ptr_array_add (vocabulary, g_string_free (made, FALSE));
    }
  g_ptr_array_sort (vocabulary, compare_words);
  return vocabulary;
}

static void
measure_keys (const char *name, GPtrArray *vocabulary)
{
  g_autoptr (RcStems) stems = rc_stems_new ();
  gint64 before = get_cpu_time (), between, after;
  char key[RC_KEY_SIZE];

  for (guint i = 0; i < vocabulary->len; i++)
    {
      const char *word = g_ptr_array_index (vocabulary, i);
      rc_script_free_key (word, strlen (word), key);
    }
  between = get_cpu_time ();
  for (guint i = 0; i < vocabulary->len; i++)
    {
      const char *word = g_ptr_array_index (vocabulary, i);
      guint languages = rc_stem_languages (word, strlen (word), NULL);

      for (guint language = 0; language < RC_N_STEM_LANGUAGES; language++)
        if ((languages & 1u << language) != 0)
          rc_stems_stem (stems, (RcStemLanguage) language, word, strlen (word), key);
    }
  after = get_cpu_time ();
  print_figure ("script-free key", name, (double) (between - before) * 1000 / vocabulary->len, "ns");
  print_figure ("stems", name, (double) (after - between) * 1000 / vocabulary->len, "ns");
}

/* Every word of a vocabulary of 300 000 against one that was typed wrong. */
static void
measure_near (const char *name, const char *typed, GPtrArray *vocabulary)
{
  gint64 best = G_MAXINT64;

  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (RcNear) near = rc_near_new (typed, strlen (typed), 2);
      gint64 before = get_cpu_time ();

      for (guint i = 0; i < vocabulary->len; i++)
        {
          const char *term = g_ptr_array_index (vocabulary, i);
          gsize n_dead;

          rc_near_distance (near, term, strlen (term), &n_dead);
          while (n_dead > 0 && i + 1 < vocabulary->len &&
                 strncmp (g_ptr_array_index (vocabulary, i + 1), term, n_dead) == 0)
            i++;
        }
      best = MIN (best, get_cpu_time () - before);
    }
  print_figure ("near words in a vocabulary of 300 000", name, (double) best / 1000, "ms");
}

int
main (void)
{
  g_autoptr (GPtrArray) latin = make_vocabulary (english, G_N_ELEMENTS (english), N_VOCABULARY);
  g_autoptr (GPtrArray) cyrillic = make_vocabulary (kazakh, G_N_ELEMENTS (kazakh), N_VOCABULARY);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    measure_words (i);
  measure_keys ("english", latin);
  measure_keys ("kazakh", cyrillic);
  measure_near ("english", "heritgae", latin);
  measure_near ("kazakh", "республкасы", cyrillic);
  return 0;
}
