/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spellings of words in other letters, by ICU and by written rules. */
#include "romaniser.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define DICTIONARIES "/usr/share/hunspell/"

#define COMMON "а a б b в v г g д d з z и i к k л l м m н n о o п p р r с s т t ф f "

static const Scheme russian_schemes[] = {
  { "BGN/PCGN", "Russian-Latin/BGN", NULL },
  { "ALA-LC", NULL, COMMON "е e ё ë ж zh й ĭ у u х kh ц t͡s ч ch ш sh щ shch ъ ʺ ы y ь ʹ э ė ю i͡u я i͡a" },
  { "ALA-LC without marks", NULL, COMMON "е e ё e ж zh й i у u х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю iu я ia" },
  { "ISO 9", NULL, COMMON "е e ё ë ж ž й j у u х h ц c ч č ш š щ ŝ ъ ʺ ы y ь ʹ э è ю û я â" },
  { "GOST 7.79, B", NULL, COMMON "е e ё yo ж zh й j у u х x ц cz ч ch ш sh щ shh ъ `` ы y` ь ` э e` ю yu я ya" },
  { "scholarly", NULL, COMMON "е e ё ë ж ž й j у u х x ц c ч č ш š щ šč ъ ʺ ы y ь ʹ э ė ю ju я ja" },
  { "passport", NULL, COMMON "е e ё e ж zh й i у u х kh ц ts ч ch ш sh щ shch ъ ie ы y ь - э e ю iu я ia" },
  { "informal", NULL, COMMON "е e ё yo ж zh й y у u х h ц ts ч ch ш sh щ sch ъ - ы y ь - э e ю yu я ya" },
};

static const Scheme kazakh_schemes[] = {
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

struct _Romaniser
{
  GHashTable *rules;    /* (nullable) */
  UTransliterator *icu; /* (nullable) */
  gboolean arabic;
};

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

char *
romaniser_spell (const Romaniser *self, const char *word)
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

Romaniser *
romaniser_new (const Scheme *scheme)
{
  Romaniser *self = g_new0 (Romaniser, 1);
  g_auto (GStrv) parts = NULL;

  if (scheme->icu != NULL)
    {
      UErrorCode status = U_ZERO_ERROR;
      UChar id[64];

      u_uastrcpy (id, scheme->icu);
      self->icu = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
      g_assert_true (U_SUCCESS (status));
      return self;
    }
  parts = g_strsplit (scheme->rules, " ", -1);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->arabic = strstr (scheme->rules, "ا") != NULL;
  for (guint i = 0; parts[i] != NULL && parts[i + 1] != NULL; i += 2)
    g_hash_table_insert (self->rules, g_strdup (parts[i]), g_strdup (parts[i + 1]));
  return self;
}

void
romaniser_free (Romaniser *self)
{
  g_clear_pointer (&self->rules, g_hash_table_unref);
  g_clear_pointer (&self->icu, utrans_close);
  g_free (self);
}

const Scheme *
romaniser_get_schemes (gboolean kazakh, guint *n_schemes)
{
  *n_schemes = kazakh ? G_N_ELEMENTS (kazakh_schemes) : G_N_ELEMENTS (russian_schemes);
  return kazakh ? kazakh_schemes : russian_schemes;
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

GPtrArray *
romaniser_load_words (gboolean kazakh)
{
  g_autofree char *path = g_strconcat (DICTIONARIES, kazakh ? "kk_KZ.dic" : "ru_RU.dic", NULL);
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
