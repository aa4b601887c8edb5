/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words as the romanisation of another language writes them. What the script-free key cannot take away, since two languages
 * mean two sounds by the same letters (ch is ч, х or ш; w is в or у; i is и or ы), is guessed here, language by language. */
#define G_LOG_DOMAIN "rc-text"

#include "text/rescue.h"

#include <string.h>

/* A language is rewritten from left to right, by the first row that fits; ^ is the beginning of the word, $ its end. Both columns
 * are folded; the second is spelt as the key reads it. */
typedef struct
{
  const char *from, *to;
} Row;

static const Row kazakh_w[] = { { "w", "u" }, { NULL } };
static const Row kazakh[] = { { "w", "u" }, { "i", "y" }, { NULL } };
static const Row german[] = {
  { "schtschow$", "shchev" }, { "tschow$", "chev" }, { "schtsch", "shch" }, { "tsch", "ch" }, { "dsch", "dzh" }, { "sch", "sh" },
  { "ch", "kh" }, { "ss", "s" }, { "w", "v" }, { "z", "ts" }, { "j", "y" }, { NULL },
};
/* Where sch is ж, and s з before a vowel; or not. */
static const Row german_soft[] = {
  { "schtsch", "shch" }, { "tsch", "ch" }, { "dsch", "dzh" }, { "sch", "zh" }, { "ch", "kh" }, { "ss", "s" }, { "sa", "za" },
  { "se", "ze" }, { "si", "zi" }, { "so", "zo" }, { "su", "zu" }, { "w", "v" }, { "z", "ts" }, { "j", "y" }, { NULL },
};
static const Row german_zh[] = {
  { "schtsch", "shch" }, { "tsch", "ch" }, { "dsch", "dzh" }, { "sch", "zh" }, { "ch", "kh" }, { "w", "v" }, { "z", "ts" }, { "j", "y" }, { NULL },
};
static const Row french[] = {
  { "tch", "ch" }, { "ch", "sh" }, { "ss", "s" }, { "gu", "g" }, { "you", "yu" }, { "ou", "u" }, { "j", "zh" }, { "e$", "" }, { NULL },
};
/* Czech, Polish, Croatian, Baltic ones. */
static const Row slavic[] = {
  { "szcz", "shch" }, { "cz", "ch" }, { "sz", "sh" }, { "rz", "zh" }, { "ch", "kh" }, { "cy", "tsi" }, { "w", "v" }, { "j", "y" }, { NULL },
};
static const Row nordic[] = { { "sjtj", "shch" }, { "tj", "ch" }, { "sj", "sh" }, { "ch", "kh" }, { "j", "y" }, { NULL } };
static const Row hungarian[] = { { "cs", "ch" }, { "zs", "zh" }, { "sz", "s" }, { "s", "sh" }, { "j", "y" }, { NULL } };
static const Row turkish[] = { { "c", "j" }, { "ə", "e" }, { NULL } };
static const Row uzbek[] = { { "o", "a" }, { NULL } };
static const Row persian[] = { { "aw", "ou" }, { "ow", "ou" }, { "ev", "ou" }, { "e", "i" }, { NULL } };
/* ё after what is soft, or was heard as о. */
static const Row yo[] = {
  { "yo", "e" }, { "jo", "e" }, { "io", "e" }, { "sho", "she" }, { "tcho", "che" }, { "cho", "che" }, { "czo", "che" }, { "cov$", "chev" },
  { NULL },
};
/* From Cyrillic letters; others are as in `plain`. */
static const Row to_kazakh[] = { { "у", "w" }, { "ы", "i" }, { "й", "y" }, { "ж", "j" }, { "х", "x" }, { "щ", "shsh" }, { NULL } };
static const Row to_german[] = {
  { "чев$", "tschow" }, { "щев$", "schtschow" }, { "в", "w" }, { "ж", "sch" }, { "з", "s" }, { "й", "i" }, { "х", "ch" }, { "ц", "z" }, { "ч", "tsch" },
  { "ш", "sch" }, { "щ", "schtsch" }, { "ю", "ju" }, { "я", "ja" }, { "^е", "je" }, { NULL },
};
static const Row to_french[] = {
  { "ин$", "ine" }, { "ын$", "yne" }, { "у", "ou" }, { "ж", "j" }, { "й", "i" }, { "х", "kh" }, { "ц", "ts" }, { "ч", "tch" }, { "ш", "ch" },
  { "щ", "chtch" }, { "ю", "iou" }, { "я", "ia" }, { NULL },
};
static const Row plain[] = {
  { "а", "a" }, { "ә", "a" }, { "б", "b" }, { "в", "v" }, { "г", "g" }, { "ғ", "g" }, { "д", "d" }, { "е", "e" }, { "ж", "zh" }, { "з", "z" },
  { "и", "i" }, { "й", "y" }, { "к", "k" }, { "қ", "q" }, { "л", "l" }, { "м", "m" }, { "н", "n" }, { "ң", "n" }, { "о", "o" }, { "ө", "o" },
  { "п", "p" }, { "р", "r" }, { "с", "s" }, { "т", "t" }, { "у", "u" }, { "ұ", "u" }, { "ү", "u" }, { "ф", "f" }, { "х", "kh" }, { "һ", "h" },
  { "ц", "ts" }, { "ч", "ch" }, { "ш", "sh" }, { "щ", "shch" }, { "ъ", "" }, { "ы", "y" }, { "і", "i" }, { "ь", "" }, { "э", "e" }, { "ю", "yu" },
  { "я", "ya" }, { NULL },
};

static const Row *const latin_ways[] = { kazakh_w, kazakh, german, german_soft, german_zh, french, slavic, nordic,
                                         turkish, hungarian, uzbek, persian, yo };
static const Row *const cyrillic_ways[] = { to_kazakh, to_german, to_french };

/* Bytes of the word that the row replaces; 0 where it does not fit. */
static gsize
fit (const Row *row, const char *word, const char *p)
{
  const char *from = row->from;
  gsize length = strlen (from);
  gboolean begins = *from == '^', ends = from[length - 1] == '$';

  from += begins ? 1 : 0;
  length -= (begins ? 1 : 0) + (ends ? 1 : 0);
  if (strncmp (p, from, length) != 0 || (begins && p != word) || (ends && p[length] != '\0'))
    return 0;
  return length;
}

static const Row *
find_row (const Row *rows, const char *word, const char *p, gsize *length)
{
  for (; rows != NULL && rows->from != NULL; rows++)
    if ((*length = fit (rows, word, p)) > 0)
      return rows;
  return NULL;
}

/* NULL when nothing of it is in the rows. `others` (nullable) has what they leave. */
static char *
rewrite (const char *word, const Row *rows, const Row *others)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean changed = FALSE;

  for (const char *p = word; *p != '\0';)
    {
      gsize length = 0;
      const Row *row = find_row (rows, word, p, &length);

      changed |= row != NULL;
      if (row == NULL)
        row = find_row (others, word, p, &length);
      if (row == NULL)
        length = (gsize) (g_utf8_next_char (p) - p);
      if (row != NULL)
        g_string_append (out, row->to);
      else
        g_string_append_len (out, p, (gssize) length);
      p += length;
    }
  return changed && out->len > 0 ? g_strdup (out->str) : NULL;
}

GPtrArray *
rc_rescue_readings (const char *folded)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func (g_free);
  gunichar first;
  gboolean cyrillic;

  g_return_val_if_fail (folded != NULL, readings);

  first = g_utf8_get_char (folded);
  cyrillic = first >= 0x0430 && first < 0x0530;
  if (!cyrillic && !g_ascii_isalpha ((char) *folded) && first != 0x0259)
    return readings;
  for (guint i = 0; i < (cyrillic ? G_N_ELEMENTS (cyrillic_ways) : G_N_ELEMENTS (latin_ways)); i++)
    {
      char *reading = rewrite (folded, cyrillic ? cyrillic_ways[i] : latin_ways[i], cyrillic ? plain : NULL);

      if (reading != NULL)
        g_ptr_array_add (readings, reading);
    }
  return readings;
}
