/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stems compared. A stemmer is asked only about words that begin as the stem does: most do not. */
#define G_LOG_DOMAIN "rc-search"

#include "search/forms.h"

#include <string.h>

/* What a stem of three Latin letters may have behind it: with more it is another word, or one of another language. */
#define MAX_ENDING 1
#define MIN_BEGINNING 3

typedef struct
{
  char text[RC_KEY_SIZE];
  gsize length;
  gsize n_same; /* bytes at its begin that all of its forms have: behind them letters may change */
} Stem;

struct _RcForms
{
  RcStems *stems;         /* (unowned) */
  guint languages;        /* bits of RcStemLanguage */
  Stem of[RC_N_STEM_LANGUAGES];
  GPtrArray *beginnings;  /* (owned) char *, NULL at the end */
};

/* What stands before an Arabic word without a space. */
static const char *const arabic_prefixes[] = { "",   "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "و", "ف",
                                               "ب", "ل",  "ك",   "س",   "ي",   "ت",   "ن",  "سي",  "ست" };

/* Letters at its end that another form may have otherwise: hope and hoping, happy and happier; canal and canaux, constant
 * and constamment; frecuente and frecuencia. */
static gsize
count_changing (RcStemLanguage language, const char *stem, gsize length)
{
  gsize n = 0;

  if (language == RC_STEM_ENGLISH)
    n = stem[length - 1] == 'e' || stem[length - 1] == 'i';
  else if (language == RC_STEM_FRENCH)
    n = length > 6 ? 2 : 1;
  else if (language == RC_STEM_SPANISH)
    n = length > 4;
  return length >= MIN_BEGINNING + n ? n : length > MIN_BEGINNING ? length - MIN_BEGINNING : 0;
}

static gsize
count_same (RcStemLanguage language, const Stem *stem, const char *word)
{
  gsize most = stem->length - count_changing (language, stem->text, stem->length), n = 0;

  if (language == RC_STEM_ARABIC)
    return stem->length;
  while (n < most && stem->text[n] == word[n])
    n++;
  return n;
}

static void
add_beginning (RcForms *self, const char *before, const char *stem, gsize length)
{
  g_autofree char *beginning = g_strdup_printf ("%s%.*s", before, (int) length, stem);

  for (guint i = self->beginnings->len; i > 0; i--)
    {
      const char *other = g_ptr_array_index (self->beginnings, i - 1);

      if (g_str_has_prefix (beginning, other))
        return;
      if (g_str_has_prefix (other, beginning))
        g_ptr_array_remove_index (self->beginnings, i - 1);
    }
  g_ptr_array_add (self->beginnings, g_steal_pointer (&beginning));
}

/* кітап has кітабы: the last letter of a Kazakh stem is the voiceless one of two. */
static void
add_kazakh_beginnings (RcForms *self, const Stem *stem)
{
  static const char *const voiced[][2] = { { "п", "б" }, { "к", "г" }, { "қ", "ғ" } };

  add_beginning (self, "", stem->text, stem->length);
  for (guint i = 0; i < G_N_ELEMENTS (voiced); i++)
    if (g_str_has_suffix (stem->text, voiced[i][0]))
      {
        g_autofree char *other = g_strndup (stem->text, stem->length - strlen (voiced[i][0]));
        g_autofree char *whole = g_strconcat (other, voiced[i][1], NULL);

        add_beginning (self, "", whole, strlen (whole));
      }
}

static gboolean
is_latin (RcStemLanguage language)
{
  return language == RC_STEM_ENGLISH || language == RC_STEM_FRENCH || language == RC_STEM_SPANISH;
}

/* Manas is no plural of man. */
static gboolean
is_too_short (const Stem *stem, RcStemLanguage language, gsize length)
{
  return is_latin (language) && stem->length <= MIN_BEGINNING && length > stem->length + MAX_ENDING;
}

static void
add_stem (RcForms *self, RcStemLanguage language, const char *word)
{
  Stem *stem = &self->of[language];

  stem->length = rc_stems_stem (self->stems, language, word, strlen (word), stem->text);
  if (stem->length == 0 || is_too_short (stem, language, strlen (word)))
    return;
  stem->n_same = count_same (language, stem, word);
  /* Three letters of one byte are the least a vocabulary is searched by. */
  if (stem->n_same < MIN_BEGINNING)
    return;
  self->languages |= 1u << language;
  if (language == RC_STEM_ARABIC)
    for (guint i = 0; i < G_N_ELEMENTS (arabic_prefixes); i++)
      add_beginning (self, arabic_prefixes[i], stem->text, stem->length);
  else if (language == RC_STEM_KAZAKH)
    add_kazakh_beginnings (self, stem);
  else
    add_beginning (self, "", stem->text, stem->n_same);
}

RcForms *
rc_forms_new (RcStems *stems, const char *word)
{
  g_autoptr (RcForms) self = g_new0 (RcForms, 1);
  guint languages = rc_stem_languages (word, strlen (word), NULL);

  self->stems = stems;
  self->beginnings = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < RC_N_STEM_LANGUAGES; i++)
    if ((languages & 1u << i) != 0)
      add_stem (self, (RcStemLanguage) i, word);
  if (self->languages == 0)
    return NULL;
  g_ptr_array_add (self->beginnings, NULL);
  return g_steal_pointer (&self);
}

void
rc_forms_free (RcForms *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->beginnings);
  g_free (self);
}

const char *const *
rc_forms_get_beginnings (const RcForms *self)
{
  return (const char *const *) self->beginnings->pdata;
}

/* Whether a stemmer is worth asking. */
static gboolean
may_be (const Stem *stem, RcStemLanguage language, const char *word, gsize length)
{
  switch (language)
    {
    case RC_STEM_ARABIC:
      return memmem (word, length, stem->text, stem->length) != NULL;
    case RC_STEM_KAZAKH:
      /* But for the last letter, which is of two bytes. */
      return length + 2 > stem->length && stem->length > 2 && length >= stem->length - 2
             && memcmp (word, stem->text, stem->length - 2) == 0;
    case RC_STEM_ENGLISH:
    case RC_STEM_FRENCH:
    case RC_STEM_SPANISH:
    case RC_STEM_RUSSIAN:
    default:
      return *word == *stem->text && length >= stem->n_same && memcmp (word, stem->text, stem->n_same) == 0
             && !is_too_short (stem, language, length);
    }
}

gboolean
rc_forms_may_have (const RcForms *self, const char *word, gsize length)
{
  for (guint left = self->languages; left != 0; left &= left - 1)
    {
      guint i = (guint) __builtin_ctz (left);

      if (may_be (&self->of[i], (RcStemLanguage) i, word, length))
        return TRUE;
    }
  return FALSE;
}

gboolean
rc_forms_has (const RcForms *self, const char *word, gsize length)
{
  guint languages = 0;
  gboolean known = FALSE;

  for (guint i = 0; i < RC_N_STEM_LANGUAGES; i++)
    {
      const Stem *stem = &self->of[i];
      char other[RC_KEY_SIZE];

      if ((self->languages & 1u << i) == 0 || !may_be (stem, (RcStemLanguage) i, word, length))
        continue;
      if (!known)
        languages = rc_stem_languages (word, length, NULL);
      known = TRUE;
      if ((languages & 1u << i) != 0
          && rc_stems_stem (self->stems, (RcStemLanguage) i, word, length, other) == stem->length
          && memcmp (other, stem->text, stem->length) == 0)
        return TRUE;
    }
  return FALSE;
}
