/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the results page says about an answer. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/results-words.h"
#include "widgets/format.h"

#include <glib/gi18n.h>

char *
rc_results_words_count (guint64 total)
{
  g_autofree char *number = rc_format_count (total);

  /* Translators: %s is the number. */
  return g_strdup_printf (g_dngettext (NULL, "%s result", "%s results", total), number);
}

char *
rc_results_words_of (guint64 unfiltered)
{
  g_autofree char *all = rc_format_count (unfiltered);

  /* Translators: follows "47 results"; %s is how many there are without filters. */
  return g_strdup_printf (_("of %s"), all);
}

char *
rc_results_words_asked (const RcSearchQuery *query, const RcSearchAnswer *answer)
{
  g_autofree char *seconds = rc_format_decimal (MAX (answer->milliseconds / 1000.0, .01), 2);
  /* Translators: seconds that a search took. */
  g_autofree char *took = g_strdup_printf (_("%s s"), seconds);
  g_autofree char *words = NULL;

  g_return_val_if_fail (query != NULL, NULL);

  if (*query->text == '\0')
    return g_strdup_printf ("· %s", took);
  /* Translators: follows "47 results"; %s is what was searched for. */
  words = g_strdup_printf (_("for “%s”"), query->text);
  return g_strdup_printf ("%s · %s", words, took);
}

char *
rc_results_words_show (guint64 total)
{
  g_autofree char *number = rc_format_count (total);

  /* Translators: closes the filters; %s is the number of results. */
  return g_strdup_printf (g_dngettext (NULL, "Show %s result", "Show %s results", total), number);
}

/* A word may be of another direction than the sentence round it. */
#define ISOLATED "\u2068%s\u2069"

char *
rc_results_words_understood (const char *understood)
{
  g_autofree char *isolated = g_strdup_printf (ISOLATED, understood);

  /* Translators: %s are the words as they were searched for. */
  return g_strdup_printf (_("Showing results for %s"), isolated);
}

char *
rc_results_words_suggested (const char *suggested)
{
  g_autofree char *isolated = g_strdup_printf (ISOLATED, suggested);

  /* Translators: above few results; %s are words that differ from those typed by a letter, and find much more. */
  return g_strdup_printf (_("Did you mean %s?"), isolated);
}

char *
rc_results_words_search (const char *words)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autofree char *quoted = NULL;

  g_ptr_array_add (list, (gpointer) words);
  quoted = rc_results_words_quote (list);
  /* Translators: a way to find something; %s is a word in quotation marks, like the one that was typed. */
  return g_strdup_printf (_("Search for %s"), quoted);
}

char *
rc_results_words_exactly (const char *typed)
{
  g_autofree char *isolated = g_strdup_printf (ISOLATED, typed);

  /* Translators: on a button, behind "Showing results for …"; %s is what was typed. */
  return g_strdup_printf (_("Search only for “%s”"), isolated);
}

char *
rc_results_words_quote (GPtrArray *words)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *isolated = g_strdup_printf (ISOLATED, (const char *) g_ptr_array_index (words, i));

      if (i > 0)
        /* Translators: between two words of a list. */
        g_string_append (out, C_("list", ", "));
      /* Translators: %s is a word that was searched for. */
      g_string_append_printf (out, _("“%s”"), isolated);
    }
  return g_strdup (out->str);
}
