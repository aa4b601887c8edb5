/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong, in the language of whoever reads it: sources and their log keep it in English. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "refresh/refresh.h"

#include <glib/gi18n.h>
#include <string.h>

/* Each ends with what is put into it. */
static const char *const frames[] = {
  N_ ("no answer: %s"),
  N_ ("a redirect was refused: %s"),
  N_ ("the server answered %s"),
  N_ ("the answer is larger than %s"),
  N_ ("the answer cannot be read: %s"),
  N_ ("not one entry can be read: %s"),
};

static char *
translate (const char *message)
{
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      gsize length = strlen (frames[i]) - strlen ("%s");

      if (strncmp (message, frames[i], length) == 0)
        {
          const char *rest = message + length;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          return g_strdup_printf (_ (frames[i]), *rest != '\0' ? _ (rest) : "");
#pragma GCC diagnostic pop
        }
    }
  return g_strdup (*message != '\0' ? _ (message) : "");
}

char *
rc_refresh_dup_words (const char *message)
{
  g_autofree char *words = NULL;
  char first[7] = { 0 };

  g_return_val_if_fail (message != NULL, NULL);
  words = translate (message);
  if (*words == '\0')
    return g_steal_pointer (&words);
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (words)), first);
  return g_strconcat (first, g_utf8_next_char (words), NULL);
}
