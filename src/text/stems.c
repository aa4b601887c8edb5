/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stems: libstemmer's for five languages, our own for Kazakh. */
#define G_LOG_DOMAIN "rc-text"

#include "text/keys.h"

#include <libstemmer.h>
#include <string.h>

#include "text/kazakh.h"

/* Stems of fewer letters meet by chance. */
#define MIN_LETTERS 3

struct _RcStems
{
  struct sb_stemmer *stemmers[RC_N_STEM_LANGUAGES]; /* (owned) (nullable) made at first use */
};

static const struct
{
  const char *algorithm; /* (nullable) of libstemmer */
  RcScript script;
  const char *codes[4]; /* MARC, then ISO 639-1 */
} languages[RC_N_STEM_LANGUAGES] = {
  [RC_STEM_ENGLISH] = { "english", RC_SCRIPT_LATIN, { "eng", "en" } },
  [RC_STEM_FRENCH] = { "french", RC_SCRIPT_LATIN, { "fre", "fra", "fr" } },
  [RC_STEM_SPANISH] = { "spanish", RC_SCRIPT_LATIN, { "spa", "es" } },
  [RC_STEM_RUSSIAN] = { "russian", RC_SCRIPT_CYRILLIC, { "rus", "ru" } },
  [RC_STEM_ARABIC] = { "arabic", RC_SCRIPT_ARABIC, { "ara", "ar" } },
  [RC_STEM_KAZAKH] = { NULL, RC_SCRIPT_CYRILLIC, { "kaz", "kk" } },
};

RcStems *
rc_stems_new (void)
{
  return g_new0 (RcStems, 1);
}

void
rc_stems_free (RcStems *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < RC_N_STEM_LANGUAGES; i++)
    g_clear_pointer (&self->stemmers[i], sb_stemmer_delete);
  g_free (self);
}

static gboolean
is_language (guint i, const char *code)
{
  for (guint j = 0; j < G_N_ELEMENTS (languages[i].codes) && languages[i].codes[j] != NULL; j++)
    if (g_ascii_strcasecmp (languages[i].codes[j], code) == 0)
      return TRUE;
  return FALSE;
}

/* Letters that Kazakh has and Russian has not. */
static gboolean
has_kazakh_letter (const char *word, gsize length)
{
  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    switch (g_utf8_get_char (p))
      {
      case 0x0456: /* і */
      case 0x0493: /* ғ */
      case 0x049b: /* қ */
      case 0x04a3: /* ң */
      case 0x04af: /* ү */
      case 0x04b1: /* ұ */
      case 0x04bb: /* һ */
      case 0x04d9: /* ә */
      case 0x04e9: /* ө */
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

guint
rc_stem_languages (const char *word, gsize length, const char *language)
{
  RcScript script = rc_word_script (word, length);
  gboolean known = FALSE;
  guint of_script = 0;

  if (script == RC_SCRIPT_OTHER)
    return 0;
  if (script == RC_SCRIPT_CYRILLIC && has_kazakh_letter (word, length))
    return 1u << RC_STEM_KAZAKH;
  for (guint i = 0; i < RC_N_STEM_LANGUAGES; i++)
    {
      gboolean is = language != NULL && is_language (i, language);

      if (is && languages[i].script == script)
        return 1u << i;
      known |= is;
      if (languages[i].script == script)
        of_script |= 1u << i;
    }
  /* A Russian title in an English record is Russian all the same; of a German record's Latin words nothing is known. */
  if (language == NULL || *language == '\0' || known || script != RC_SCRIPT_LATIN)
    return of_script;
  return 0;
}

/* Folding has taken the accent by which the stemmer knows the ending of educación. Plurals have none. */
static gsize
restore_accent (char *word, gsize length)
{
  if (length < 5 || length >= RC_WORD_MAX ||
      (memcmp (word + length - 4, "cion", 4) != 0 && memcmp (word + length - 4, "sion", 4) != 0))
    return length;
  memcpy (word + length - 2, "\xc3\xb3n", 3);
  return length + 1;
}

/* "And", "so" before the article, which the stemmer takes for letters of the word. */
static gsize
find_article (const char *word, gsize length)
{
  const gsize n_bytes = strlen ("وال");

  if (length < n_bytes + strlen ("كتب") || (memcmp (word, "وال", n_bytes) != 0 && memcmp (word, "فال", n_bytes) != 0))
    return 0;
  return strlen ("و");
}

static gsize
take_stem (const char *bytes, int n_bytes, char *stem)
{
  if (n_bytes <= 0 || n_bytes > RC_WORD_MAX || g_utf8_strlen (bytes, n_bytes) < MIN_LETTERS)
    return 0;
  memcpy (stem, bytes, (gsize) n_bytes);
  stem[n_bytes] = '\0';
  return (gsize) n_bytes;
}

gsize
rc_stems_stem (RcStems *self, RcStemLanguage language, const char *word, gsize length, char *stem)
{
  const sb_symbol *bytes;
  char accented[RC_KEY_SIZE];

  g_return_val_if_fail (self != NULL && word != NULL && stem != NULL, 0);
  g_return_val_if_fail ((guint) language < RC_N_STEM_LANGUAGES, 0);

  stem[0] = '\0';
  if (length == 0 || length > RC_WORD_MAX)
    return 0;
  if (languages[language].algorithm == NULL)
    return g_utf8_strlen (word, (gssize) length) < MIN_LETTERS ? 0 : rc_kazakh_stem (word, length, stem);
  if (self->stemmers[language] == NULL)
    self->stemmers[language] = sb_stemmer_new (languages[language].algorithm, "UTF_8");
  if (self->stemmers[language] == NULL)
    return 0;
  if (language == RC_STEM_SPANISH)
    {
      memcpy (accented, word, length);
      length = restore_accent (accented, length);
      word = accented;
    }
  else if (language == RC_STEM_ARABIC)
    {
      gsize n_before = find_article (word, length);

      word += n_before;
      length -= n_before;
    }
  bytes = sb_stemmer_stem (self->stemmers[language], (const sb_symbol *) word, (int) length);
  return bytes != NULL ? take_stem ((const char *) bytes, sb_stemmer_length (self->stemmers[language]), stem) : 0;
}
