/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the same keys write under another layout of the keyboard. */
#define G_LOG_DOMAIN "rc-text"

#include "text/rescue.h"

#include <string.h>

typedef struct
{
  const char *english;  /* a byte a key */
  const char *cyrillic; /* a character a key */
} Keys;

static const Keys russian = {
  "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~",
  "йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё",
};

/* What the Kazakh layout has beside the Russian letters: the row of digits. */
static const Keys kazakh = { "2345890-=@#$%*()_+", "әіңғүұқөһӘІҢҒҮҰҚӨҺ" };

static gunichar
to_cyrillic (const Keys *keys, gunichar c)
{
  const char *key = c > 0 && c < 0x80 ? strchr (keys->english, (char) c) : NULL;

  return key != NULL ? g_utf8_get_char (g_utf8_offset_to_pointer (keys->cyrillic, key - keys->english)) : 0;
}

static gunichar
to_english (const Keys *keys, gunichar c)
{
  const char *key = g_utf8_strchr (keys->cyrillic, -1, c);

  return key != NULL ? (gunichar) (guchar) keys->english[g_utf8_pointer_to_offset (keys->cyrillic, key)] : 0;
}

typedef gunichar (*Switch) (const Keys *keys, gunichar c);

/* By the first of the keys (either nullable) that has the character; others stay. */
static char *
switch_keys (const char *text, Switch turn, const Keys *first, const Keys *second)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar other = first != NULL ? turn (first, c) : 0;

      if (other == 0 && second != NULL)
        other = turn (second, c);
      g_string_append_unichar (out, other != 0 ? other : c);
    }
  return g_string_free (out, FALSE);
}

/* Words have a sign that is no letter here and there; hardly two among three. */
static gboolean
has_words (const char *text)
{
  guint n_letters = 0, n_signs = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isalnum (c))
        n_letters++;
      else if (!g_unichar_isspace (c))
        n_signs++;
    }
  return 2 * n_signs <= n_letters;
}

static void
take_new (GPtrArray *texts, const char *typed, char *text)
{
  gboolean known = strcmp (typed, text) == 0 || !has_words (text);

  for (guint i = 0; i < texts->len; i++)
    known |= strcmp (g_ptr_array_index (texts, i), text) == 0;
  if (known)
    g_free (text);
  else
    g_ptr_array_add (texts, text);
}

GPtrArray *
rc_rescue_layouts (const char *text)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  gboolean latin = FALSE, cyrillic = FALSE;

  g_return_val_if_fail (text != NULL, texts);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      latin |= c < 0x80 && g_ascii_isalpha ((char) c);
      cyrillic |= c >= 0x0400 && c < 0x0530;
    }
  if (latin && !cyrillic)
    {
      take_new (texts, text, switch_keys (text, to_cyrillic, &russian, NULL));
      take_new (texts, text, switch_keys (text, to_cyrillic, &russian, &kazakh));
    }
  if (cyrillic && !latin)
    {
      take_new (texts, text, switch_keys (text, to_english, &russian, &kazakh));
      /* Kazakh meant, Russian typed: the digits are letters; and the other way round. */
      take_new (texts, text, switch_keys (text, to_cyrillic, &kazakh, NULL));
      take_new (texts, text, switch_keys (text, to_english, &kazakh, NULL));
    }
  return texts;
}
