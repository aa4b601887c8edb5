/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people as they are read, out of the headings by which a catalogue tells them apart. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include "record/name.h"

#include <string.h>

/* Between years, in headings of several countries. */
static const char *const words_of_years[] = { "b",    "d",     "ca",   "fl",          "c",       "cent",  "century", "active", "born",
                                              "died", "or",    "approximately", "jh", "né",      "née",   "mort",    "vers",   "th",
                                              "р",    "род",   "ум",   "ок",          "г",       "гг",    "в",       "туған",  "ж" };

static gboolean
is_word_of_years (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (words_of_years); i++)
    if (strlen (words_of_years[i]) == length && strncmp (words_of_years[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

/* Years, and nothing but years. */
static gboolean
is_years (const char *text)
{
  guint digits = 0, most = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);
      const char *end = at;

      digits = g_ascii_isdigit (*at) ? digits + 1 : 0;
      most = MAX (most, digits);
      if (digits > 0 || strchr (" -.?()/", *at) != NULL || letter == 0x2013 || letter == 0x2014)
        continue;
      while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end == at || !is_word_of_years (at, (gsize) (end - at)))
        return FALSE;
      at = g_utf8_prev_char (end);
    }
  return most >= 3 && most <= 4;
}

char *
rc_name_dup_plain (const char *heading)
{
  g_autofree char *name = g_strdup (heading);
  char *comma, *bracket;

  g_return_val_if_fail (heading != NULL, NULL);

  g_strchomp (name);
  while (g_str_has_suffix (name, ","))
    name[strlen (name) - 1] = '\0';
  comma = strrchr (name, ',');
  /* A meeting has its year in brackets, too, but no comma before it. */
  bracket = strrchr (name, '(');
  if (bracket != NULL && bracket > name && bracket[-1] == ' ' && comma != NULL && comma < bracket && is_years (bracket))
    bracket[-1] = '\0';
  else if (comma != NULL && comma > name && is_years (comma + 1))
    *comma = '\0';
  g_strchomp (name);
  return g_steal_pointer (&name);
}

char *
rc_names_dup_plain (const char *joined)
{
  g_auto (GStrv) headings = joined != NULL ? g_strsplit (joined, "; ", -1) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (joined == NULL)
    return NULL;
  for (guint i = 0; headings[i] != NULL; i++)
    {
      g_autofree char *name = rc_name_dup_plain (headings[i]);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("; ", (char **) names->pdata);
}
