/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names from Arabic: the article stands with its noun there, before a hyphen or a space elsewhere, and each language writes it
 * in its way (الفارابي, al-Farabi, аль-Фараби, Әл-Фараби). */
#define G_LOG_DOMAIN "rc-search"

#include "search/parse-private.h"

#include <string.h>

#include "search/word-key.h"

#define ARABIC_ARTICLE "ال"
/* Letters of an Arabic word with its article; shorter ones may only begin like that. */
#define MIN_LETTERS 5
#define MAX_LETTERS 24

/* Folded. Before a hyphen all of them are articles; with a space behind, the first ones, which are no common words. */
static const char *const articles[] = { "al", "аль", "әл", "эль", "el", "ал", "эл", NULL };
#define N_ALONE 4

const char *const *
rc_parse_get_articles (void)
{
  return articles;
}

static void
add_ways (GStrvBuilder *keys, const char *word, gboolean itself)
{
  g_autofree char *key = rc_word_key (word);

  if (key == NULL)
    return;
  if (!itself)
    g_strv_builder_add (keys, key);
  if (strchr (key, 'o') != NULL)
    g_strv_builder_add (keys, g_strdelimit (key, "o", 'u'));
}

void
rc_parse_add_arabic_keys (GStrvBuilder *keys, const char *word)
{
  gunichar first = g_utf8_get_char (word);
  glong n = g_utf8_strlen (word, -1);
  g_autofree char *other = NULL;

  if (first < 0x0621 || first >= 0x06d6 || n > MAX_LETTERS)
    return;
  if (!g_str_has_prefix (word, ARABIC_ARTICLE))
    other = g_strconcat (ARABIC_ARTICLE, word, NULL);
  else if (n >= MIN_LETTERS)
    other = g_strdup (word + strlen (ARABIC_ARTICLE));
  add_ways (keys, word, TRUE);
  if (other != NULL)
    add_ways (keys, other, FALSE);
}

static gboolean
is_article (const char *word, gboolean alone)
{
  for (guint i = 0; i < (alone ? N_ALONE : G_N_ELEMENTS (articles) - 1); i++)
    if (strcmp (word, articles[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
add_key (RcUnit *unit, guint i, const char *key)
{
  char **keys = g_ptr_array_index (unit->keys, i);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (keys != NULL)
    g_strv_builder_addv (all, (const char **) keys);
  g_strv_builder_add (all, key);
  g_strfreev (keys);
  g_ptr_array_index (unit->keys, i) = g_strv_builder_end (all);
}

/* As one word, which each of the two is then, too. */
static void
join (RcUnit *unit, RcUnit *noun_unit, guint i)
{
  const char *noun = g_ptr_array_index (noun_unit->phrases, i);
  g_autofree char *key = strchr (noun, ' ') == NULL ? rc_word_key (noun) : NULL;
  g_autofree char *joined = key != NULL ? g_strconcat ("al", key, NULL) : NULL;

  if (joined == NULL)
    return;
  unit->article = TRUE;
  add_key (unit, 0, joined);
  add_key (noun_unit, i, joined);
}

static gboolean
may_be_noun (const RcUnit *unit, const RcUnit *article)
{
  return !unit->quoted && !unit->excluded && unit->field == article->field && unit->phrases->len == 1;
}

void
rc_parse_find_articles (RcTyped *self)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      RcUnit *unit = g_ptr_array_index (self->units, i);
      RcUnit *next = i + 1 < self->units->len ? g_ptr_array_index (self->units, i + 1) : NULL;

      if (unit->quoted || unit->excluded || !is_article (g_ptr_array_index (unit->phrases, 0), unit->phrases->len == 1))
        continue;
      if (unit->phrases->len == 2)
        {
          join (unit, unit, 1);
          /* As one word it is no number, and found where keys are. */
          if (unit->article)
            g_clear_pointer (&unit->compact, g_free);
        }
      else if (unit->phrases->len == 1 && next != NULL && may_be_noun (next, unit))
        join (unit, next, 0);
    }
}
