/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages as a librarian reads and types them: "Kazakh (kaz)". */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/language-words.h"

#include "record/quality.h"
#include "text/fold.h"
#include "widgets/language.h"

#include <string.h>

#define CODE_LENGTH 3
#define MOST_SUGGESTIONS 8

/* What is asked for most here. */
static const char ours[] = "kaz rus eng fre ara chi ger jpn kir mon per spa tgk tuk tur uig uzb ";

/* How well it fits what was typed. */
typedef enum
{
  NO_MATCH,
  BEGINS,
  IS
} Match;

static Match
match (const char *text, const char *folded)
{
  g_autofree char *folded_text = rc_text_fold (text, -1);

  if (!g_str_has_prefix (folded_text, folded))
    return NO_MATCH;
  return strlen (folded_text) == strlen (folded) ? IS : BEGINS;
}

/* `local` (nullable) is its name in the language of the screen. */
static Match
match_code (const char *code, const char *local, const char *folded)
{
  g_autofree char *own = local != NULL ? rc_language_dup_name (code) : NULL;

  if (own == NULL)
    return match (code, folded);
  return MAX (match (code, folded), MAX (match (local, folded), match (own, folded)));
}

char *
rc_language_words_dup (const char *code)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (code != NULL, NULL);
  name = rc_language_dup_local_name (code);
  return name != NULL ? g_strdup_printf ("%s (%s)", name, code) : g_strdup (code);
}

GStrv
rc_language_words_dup_all (const char *const *codes)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      g_autofree char *words = rc_language_words_dup (codes[i]);

      g_strv_builder_add (builder, words);
    }
  return g_strv_builder_end (builder);
}

/* "Kazakh (kaz)" → "kaz"; NULL when there is none. */
static char *
dup_code_at_end (const char *words)
{
  gsize length = strlen (words);

  if (length < CODE_LENGTH + 2 || words[length - 1] != ')' || words[length - CODE_LENGTH - 2] != '(')
    return NULL;
  return g_strndup (words + length - CODE_LENGTH - 1, CODE_LENGTH);
}

static char *
parse (const char *words)
{
  const char *lists[] = { ours, rc_quality_get_languages () };
  char *code = dup_code_at_end (words);
  g_autofree char *folded = rc_text_fold (words, -1);

  if (code != NULL)
    return code;
  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    for (const char *at = lists[k]; *at != '\0'; at += CODE_LENGTH + 1)
      {
        g_autofree char *known = g_strndup (at, CODE_LENGTH);
        g_autofree char *local = rc_language_dup_local_name (known);

        if (match_code (known, local, folded) == IS)
          return g_steal_pointer (&known);
      }
  return g_strdup (words);
}

gboolean
rc_language_words_know (const char *words)
{
  g_autofree char *code = NULL;

  g_return_val_if_fail (words != NULL, FALSE);
  code = parse (words);
  for (const char *at = rc_quality_get_languages (); *at != '\0'; at += CODE_LENGTH + 1)
    if (strlen (code) == CODE_LENGTH && strncmp (at, code, CODE_LENGTH) == 0)
      return TRUE;
  return FALSE;
}

GStrv
rc_language_words_parse_all (const char *const *words, const char *const *stored)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_autofree char *code = stored != NULL && g_strv_contains (stored, words[i]) ? g_strdup (words[i]) : parse (words[i]);

      g_strv_builder_add (builder, code);
    }
  return g_strv_builder_end (builder);
}

GStrv
rc_language_words_complete (const char *typed)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *lists[] = { ours, rc_quality_get_languages () };
  g_autofree char *folded = NULL;
  guint n = 0;

  g_return_val_if_fail (typed != NULL, NULL);
  folded = rc_text_fold (typed, -1);
  for (guint k = 0; k < G_N_ELEMENTS (lists) && *folded != '\0'; k++)
    for (const char *at = lists[k]; *at != '\0' && n < MOST_SUGGESTIONS; at += CODE_LENGTH + 1)
      {
        g_autofree char *code = g_strndup (at, CODE_LENGTH);
        g_autofree char *name = rc_language_dup_local_name (code);
        g_autofree char *words = NULL;

        if (name == NULL || (k == 1 && strstr (ours, code) != NULL) || match_code (code, name, folded) == NO_MATCH)
          continue;
        words = rc_language_words_dup (code);
        g_strv_builder_add (builder, words);
        n++;
      }
  return g_strv_builder_end (builder);
}
