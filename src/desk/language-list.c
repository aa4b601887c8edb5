/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of languages in a form: by name, with what may be meant below while somebody types, and beside it what is no language. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/language-list.h"

#include "desk/language-words.h"

#include <glib/gi18n.h>

static void
suggest_cb (RcListEditor *list, const char *typed, gpointer user_data)
{
  g_auto (GStrv) found = rc_language_words_complete (typed);

  rc_list_editor_suggest (list, (const char *const *) found);
}

/* The beginning of a name is none yet, and no fault while it is typed. */
static char *
dup_fault (const char *text, gboolean typing)
{
  if (rc_language_words_know (text))
    return NULL;
  if (typing)
    {
      g_auto (GStrv) found = rc_language_words_complete (text);

      if (found[0] != NULL)
        return NULL;
    }
  /* Translators: %s is what was typed as a language. */
  return g_strdup_printf (_ ("No language is called “%s”."), text);
}

void
rc_language_list_prepare (RcListEditor *list)
{
  g_return_if_fail (RC_IS_LIST_EDITOR (list));
  rc_list_editor_set_check (list, dup_fault);
  g_signal_connect (list, "suggest", G_CALLBACK (suggest_cb), NULL);
}

void
rc_language_list_set_codes (RcListEditor *list, const char *const *codes)
{
  g_auto (GStrv) words = rc_language_words_dup_all (codes);

  rc_list_editor_set_values (list, (const char *const *) words);
}

GStrv
rc_language_list_dup_codes (RcListEditor *list, const char *const *stored)
{
  g_auto (GStrv) typed = rc_list_editor_dup_values (list);

  return rc_language_words_parse_all ((const char *const *) typed, stored);
}
