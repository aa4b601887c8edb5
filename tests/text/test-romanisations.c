/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole dictionaries, romanised by ICU and by written rules, none of them ours: every spelling is found under the key
 * of the word. The dictionaries are those of the spelling checker, where it is installed (hunspell-kk, hunspell-ru). */
#include "text/fold.h"
#include "text/keys.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define DICTIONARIES "/usr/share/hunspell/"
/* Every so many words are tried, so that the test takes seconds. */
#define STEP 5
#define MIN_WORDS 5000

typedef struct
{
  const char *name;
  const char *icu;   /* (nullable) a transliterator */
  const char *rules; /* (nullable) letters, each with what it becomes; "-": nothing */
} Scheme;

#define COMMON "а a б b в v г g д d з z и i к k л l м m н n о o п p р r с s т t ф f "

static const Scheme russian[] = {
  { "BGN/PCGN", "Russian-Latin/BGN", NULL },
  { "ALA-LC", NULL, COMMON "е e ё ë ж zh й ĭ у u х kh ц t͡s ч ch ш sh щ shch ъ ʺ ы y ь ʹ э ė ю i͡u я i͡a" },
  { "ALA-LC without marks", NULL, COMMON "е e ё e ж zh й i у u х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю iu я ia" },
  { "ISO 9", NULL, COMMON "е e ё ë ж ž й j у u х h ц c ч č ш š щ ŝ ъ ʺ ы y ь ʹ э è ю û я â" },
  { "scholarly", NULL, COMMON "е e ё ë ж ž й j у u х x ц c ч č ш š щ šč ъ ʺ ы y ь ʹ э ė ю ju я ja" },
  { "passport", NULL, COMMON "е e ё e ж zh й i у u х kh ц ts ч ch ш sh щ shch ъ ie ы y ь - э e ю iu я ia" },
  { "informal", NULL, COMMON "е e ё yo ж zh й y у u х h ц ts ч ch ш sh щ sch ъ - ы y ь - э e ю yu я ya" },
};

static const Scheme kazakh[] = {
  { "BGN/PCGN", "Kazakh-Latin/BGN", NULL },
  { "ISO 9", NULL,
    COMMON "е e ё ë ж ž й j у u х h ц c ч č ш š щ ŝ ъ ʺ ы y ь ʹ э è ю û я â ә a̋ ғ ġ қ ķ ң ṇ ө ô ұ u̇ ү ù һ ḥ і ì" },
  { "ALA-LC", NULL,
    COMMON "е e ё ë ж zh й ĭ у u х kh ц t͡s ч ch ш sh щ shch ъ ʺ ы y ь ʹ э ė ю i͡u я i͡a ә ă ғ gh қ q ң n͡g ө ȯ ұ ū "
           "ү u̇ һ ḣ і ī" },
  { "2017", NULL,
    "а a ә a' б b в v г g ғ g' д d е e ё i'o ж j з z и i' й i' к k қ q л l м m н n ң n' о o ө o' п p р r с s т t у y' "
    "ұ u ү u' ф f х h һ h ц ts ч c' ш s' щ s' ъ - ы y і i ь - э e ю i'y' я i'a" },
  { "2018", NULL,
    "а a ә á б b в v г g ғ ǵ д d е e ё ıo ж j з z и ı й ı к k қ q л l м m н n ң ń о o ө ó п p р r с s т t у ý ұ u ү ú "
    "ф f х h һ h ц ts ч ch ш sh щ sh ъ - ы y і i ь - э e ю ıý я ıa" },
  { "2021", NULL,
    "а a ә ä б b в v г g ғ ğ д d е e ё io ж j з z и i й i к k қ q л l м m н n ң ñ о o ө ö п p р r с s т t у u ұ ū ү ü "
    "ф f х h һ h ц ts ч tş ш ş щ ş ъ - ы y і ı ь - э e ю iu я ia" },
  { "informal", NULL,
    COMMON "е e ё yo ж zh й y у u х h ц ts ч ch ш sh щ sh ъ - ы y ь - э e ю yu я ya ә a ғ g қ k ң n ө o ұ u ү u һ h "
           "і i" },
  { "informal, with q, gh and ng", NULL,
    COMMON "е e ё yo ж j й i у u х kh ц c ч ch ш sh щ sch ъ - ы y ь - э e ю iu я ia ә a ғ gh қ q ң ng ө o ұ u ү u "
           "һ h і i" },
  { "Arabic letters", NULL,
    "а ا ә ا б ب в ۆ г گ ғ ع д د е ە ё يو ж ج з ز и ي й ي к ك қ ق л ل м م н ن ң ڭ о و ө و п پ р ر с س т ت у ۋ ұ ۇ ү ۇ "
    "ф ف х ح һ ھ ц تس ч چ ш ش щ شش ъ - ы ى і ى ь - э ە ю يۋ я يا" },
};

typedef struct
{
  GHashTable *rules;    /* (nullable) */
  UTransliterator *icu; /* (nullable) */
  gboolean arabic;
} Romaniser;

static char *
transliterate (const Romaniser *self, const char *word)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[512];
  char bytes[1024];
  int32_t n_units = 0, limit;

  u_strFromUTF8 (units, 256, &n_units, word, -1, &status);
  limit = n_units;
  utrans_transUChars (self->icu, units, &n_units, G_N_ELEMENTS (units), 0, &limit, &status);
  u_strToUTF8 (bytes, sizeof bytes, NULL, units, n_units, &status);
  g_assert_true (U_SUCCESS (status));
  return g_strdup (bytes);
}

/* The hamza before a word that has soft vowels and no letter that tells so. */
static gboolean
wants_hamza (const char *word)
{
  static const char *const soft[] = { "ә", "ө", "ү", "і" };
  static const char *const telling[] = { "е", "к", "г" };
  gboolean is_soft = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (soft); i++)
    is_soft |= strstr (word, soft[i]) != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    is_soft &= strstr (word, telling[i]) == NULL;
  return is_soft;
}

static char *
romanise (const Romaniser *self, const char *word)
{
  GString *out;

  if (self->icu != NULL)
    return transliterate (self, word);
  out = g_string_new (self->arabic && wants_hamza (word) ? "ء" : NULL);
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      const char *to = g_hash_table_lookup (self->rules, letter);

      g_string_append (out, to == NULL ? letter : strcmp (to, "-") == 0 ? "" : to);
    }
  return g_string_free (out, FALSE);
}

static void
romaniser_init (Romaniser *self, const Scheme *scheme)
{
  g_auto (GStrv) parts = NULL;

  memset (self, 0, sizeof *self);
  if (scheme->icu != NULL)
    {
      UErrorCode status = U_ZERO_ERROR;
      UChar id[64];

      u_uastrcpy (id, scheme->icu);
      self->icu = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
      g_assert_true (U_SUCCESS (status));
      return;
    }
  parts = g_strsplit (scheme->rules, " ", -1);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->arabic = strstr (scheme->rules, "ا") != NULL;
  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i += 2)
    g_hash_table_insert (self->rules, g_strdup (parts[i]), g_strdup (parts[i + 1]));
}

static void
romaniser_clear (Romaniser *self)
{
  g_clear_pointer (&self->rules, g_hash_table_unref);
  g_clear_pointer (&self->icu, utrans_close);
}

static gboolean
is_word (const char *word)
{
  if (g_utf8_strlen (word, -1) < 3)
    return FALSE;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) < 0x0430 || g_utf8_get_char (p) > 0x04ff)
      return FALSE;
  return TRUE;
}

/* NULL, and the test skipped, when the dictionary is not there. */
static GPtrArray *
load_words (const char *name)
{
  g_autofree char *path = g_strconcat (DICTIONARIES, name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the dictionary is not installed");
      return NULL;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_autofree char *word = NULL;

      lines[i][strcspn (lines[i], "/\r\t ")] = '\0';
      word = g_utf8_strdown (lines[i], -1);
      if (is_word (word))
        g_ptr_array_add (words, g_steal_pointer (&word));
    }
  return g_steal_pointer (&words);
}

static gboolean
is_found (RcTokens *tokens, const char *word, const char *spelling)
{
  g_autofree char *folded = rc_text_fold (word, -1);
  char wanted[RC_KEY_SIZE], key[RC_KEY_SIZE];
  RcToken token;

  if (rc_script_free_key (folded, strlen (folded), wanted) == 0)
    return TRUE;
  rc_tokens_start (tokens, spelling, -1);
  while (rc_tokens_next (tokens, &token))
    {
      rc_script_free_key (token.word, token.length, key);
      if (strcmp (key, wanted) == 0)
        return TRUE;
    }
  g_test_message ("%s is not found as %s: %s, %s", word, spelling, wanted, key);
  return FALSE;
}

static void
check_scheme (const Scheme *scheme, GPtrArray *words)
{
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  Romaniser romaniser;
  guint n = 0, n_found = 0;

  romaniser_init (&romaniser, scheme);
  for (guint i = 0; i < words->len; i += STEP, n++)
    {
      g_autofree char *spelling = romanise (&romaniser, g_ptr_array_index (words, i));
      n_found += is_found (tokens, g_ptr_array_index (words, i), spelling);
    }
  romaniser_clear (&romaniser);
  g_test_message ("%s: %u of %u words found, %.2f %%", scheme->name, n_found, n, 100.0 * n_found / n);
  g_assert_cmpuint (n, >=, MIN_WORDS);
  g_assert_cmpuint (n_found * 100, >=, n * 99);
}

static void
test_found (gconstpointer data)
{
  gboolean is_kazakh = GPOINTER_TO_INT (data);
  const Scheme *schemes = is_kazakh ? kazakh : russian;
  g_autoptr (GPtrArray) words = load_words (is_kazakh ? "kk_KZ.dic" : "ru_RU.dic");

  for (guint i = 0; words != NULL && i < (is_kazakh ? G_N_ELEMENTS (kazakh) : G_N_ELEMENTS (russian)); i++)
    check_scheme (&schemes[i], words);
}

/* How many words have each key. */
static GHashTable *
count_keys (GPtrArray *words)
{
  GHashTable *sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *folded = rc_text_fold (g_ptr_array_index (words, i), -1);
      char key[RC_KEY_SIZE];

      if (rc_script_free_key (folded, strlen (folded), key) > 0 && g_hash_table_add (seen, g_steal_pointer (&folded)))
        g_hash_table_insert (sizes, g_strdup (key),
                             GUINT_TO_POINTER (1 + GPOINTER_TO_UINT (g_hash_table_lookup (sizes, key))));
    }
  return sizes;
}

/* What the key costs: words of one language that share it with others. */
static void
test_apart (gconstpointer data)
{
  g_autoptr (GPtrArray) words = load_words (GPOINTER_TO_INT (data) ? "kk_KZ.dic" : "ru_RU.dic");
  g_autoptr (GHashTable) sizes = words != NULL ? count_keys (words) : NULL;
  guint64 n_words = 0, n_met = 0, n_sharing = 0;
  GHashTableIter iter;
  gpointer value;

  if (sizes == NULL)
    return;
  g_hash_table_iter_init (&iter, sizes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      guint64 size = GPOINTER_TO_UINT (value);

      n_words += size;
      n_met += size * size;
      n_sharing += size > 1 ? size : 0;
    }
  g_test_message ("%u keys for %u words: a word shares its key with %.3f others, %.1f %% of them share one",
                  g_hash_table_size (sizes), (guint) n_words, (double) n_met / (double) n_words - 1,
                  100.0 * (double) n_sharing / (double) n_words);
  g_assert_cmpuint (n_met * 100, <=, n_words * 120);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/text/romanisations/russian", GINT_TO_POINTER (FALSE), test_found);
  g_test_add_data_func ("/text/romanisations/kazakh", GINT_TO_POINTER (TRUE), test_found);
  g_test_add_data_func ("/text/romanisations/russian-apart", GINT_TO_POINTER (FALSE), test_apart);
  g_test_add_data_func ("/text/romanisations/kazakh-apart", GINT_TO_POINTER (TRUE), test_apart);
  return g_test_run ();
}
