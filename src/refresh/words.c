/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What went wrong, in the language of whoever reads it: sources and their log keep it in English. */
#define G_LOG_DOMAIN "rc-refresh"

#include "config.h"

#include "refresh/refresh.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define MAX_DEPTH 3

/* Of what was said of one, and of several: the words for a number in the language of the screen. */
static const char *
choose_fewer (gulong n)
{
  return ngettext ("needs care: %u entry where there were %u. Nothing was closed; accept it if it is right",
                   "needs care: %u entries where there were %u. Nothing was closed; accept it if it is right",
                   n);
}

static const char *
choose_left_out (gulong n)
{
  return ngettext ("%u entry was left out: %s", "%u entries were left out; the first: %s", n);
}

typedef struct
{
  const char *words;                  /* in English, with places for what differs */
  const char *(*choose) (gulong n);   /* (nullable) by the first number */
} Frame;

/* What says more of its words comes before what says less. */
static const Frame frames[] = {
  { N_ ("no answer: %s"), NULL },
  { N_ ("no answer for %d seconds"), NULL },
  { N_ ("a redirect was refused: %s"), NULL },
  { N_ ("it leads to port %d"), NULL },
  { N_ ("more than %d redirects"), NULL },
  { N_ ("the server answered %s"), NULL },
  { N_ ("the server asked to be left alone until %s"), NULL },
  { N_ ("the answer is larger than %s"), NULL },
  { N_ ("the answer was cut short after %zu bytes: %s"), NULL },
  { N_ ("the answer cannot be read: %s"), NULL },
  { N_ ("cannot keep the answer in %s: %s"), NULL },
  { N_ ("format %s is not supported yet"), NULL },
  { N_ ("not one entry can be read: %s"), NULL },
  { "needs care: %u entry where there were %u. Nothing was closed; accept it if it is right", choose_fewer },
  { "needs care: %u entries where there were %u. Nothing was closed; accept it if it is right", choose_fewer },
  { N_ ("needs care: it says that it has %" PRIu64 " grants; ask for fewer"), NULL },
  { N_ ("it says that it has %" PRIu64 " entries, and gave %u: none was closed"), NULL },
  { N_ ("its fields were guessed, and what is new waits for review: %s"), NULL },
  { "%u entry was left out: %s", choose_left_out },
  { "%u entries were left out; the first: %s", choose_left_out },
  { N_ ("page %u brings nothing new: %u of %" PRIu64 " came"), NULL },
  { N_ ("page %u: "), NULL },
  { N_ ("“%s” is no web address"), NULL },
  { N_ ("“%s” is no https address"), NULL },
  { N_ ("“%s” names no server"), NULL },
  { N_ ("%s is an address of this machine or the local network"), NULL },
  { N_ ("it cannot be asked for that"), NULL },
  { N_ ("the answer is none of SRU"), NULL },
  { N_ ("the library says: %s (%s)"), NULL },
  { N_ ("the library says: %s"), NULL },
  { N_ ("record %u did not come"), NULL },
  { N_ ("the address of the next page was refused: %s"), NULL },
  { N_ ("the page has no link to %s"), NULL },
  { N_ ("%s is “%s”, which is not known"), NULL },
};

/* Past a conversion of printf ("%s", "%2$s", "%zu"); which of the values it takes, from 0, and its letter. */
static const char *
skip_conversion (const char *p, guint *which, char *letter)
{
  char *end;
  guint64 position = g_ascii_strtoull (p + 1, &end, 10);

  if (*end == '$')
    {
      *which = (guint) position - 1;
      p = end;
    }
  for (p++; *p != '\0' && strchr ("lhzj", *p) != NULL; p++)
    ;
  *letter = *p;
  return *p != '\0' ? p + 1 : p;
}

/* What stands in the message at the places of the frame; NULL when it is another one. A frame that ends in a colon may be followed
 * by anything, which is the last value. */
static GPtrArray *
match (const char *message, const char *frame)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *at = message, *p = frame;

  while (*p != '\0')
    {
      const char *literal, *found;
      g_autofree char *until = NULL;
      char letter;
      guint which;

      if (*p != '%')
        {
          if (*at++ != *p++)
            return NULL;
          continue;
        }
      literal = skip_conversion (p, &which, &letter);
      until = g_strndup (literal, strcspn (literal, "%"));
      found = *literal == '\0' ? at + strlen (at) : strstr (at, until);
      if (found == NULL || (letter != 's' && (found == at || strspn (at, "0123456789") != (gsize) (found - at))))
        return NULL;
      g_ptr_array_add (values, g_strndup (at, (gsize) (found - at)));
      at = found;
      p = literal;
    }
  if (g_str_has_suffix (frame, ": "))
    g_ptr_array_add (values, g_strdup (at));
  else if (*at != '\0')
    return NULL;
  return g_steal_pointer (&values);
}

static char *
fill (const char *frame, const GPtrArray *values)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (const char *p = frame; *p != '\0';)
    {
      guint which = n;
      char letter;

      if (*p != '%')
        {
          g_string_append_c (text, *p++);
          continue;
        }
      p = skip_conversion (p, &which, &letter);
      n++;
      if (which < values->len)
        g_string_append (text, g_ptr_array_index (values, which));
    }
  if (g_str_has_suffix (frame, ": "))
    g_string_append (text, g_ptr_array_index (values, values->len - 1));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is put into a frame may be a message of ours, too. */
static char *
translate (const char *message, guint depth)
{
  for (guint i = 0; i < G_N_ELEMENTS (frames) && depth < MAX_DEPTH; i++)
    {
      g_autoptr (GPtrArray) values = match (message, frames[i].words);

      if (values == NULL)
        continue;
      for (guint k = 0; k < values->len; k++)
        {
          char *value = g_ptr_array_index (values, k);

          g_ptr_array_index (values, k) = translate (value, depth + 1);
          g_free (value);
        }
      return fill (frames[i].choose != NULL ? frames[i].choose (strtoul (g_ptr_array_index (values, 0), NULL, 10)) : _ (frames[i].words),
                   values);
    }
  return g_strdup (*message != '\0' ? _ (message) : "");
}

char *
rc_refresh_dup_words (const char *message)
{
  g_autofree char *words = NULL;
  char first[7] = { 0 };

  g_return_val_if_fail (message != NULL, NULL);
  words = translate (message, 0);
  if (*words == '\0')
    return g_steal_pointer (&words);
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (words)), first);
  return g_strconcat (first, g_utf8_next_char (words), NULL);
}
