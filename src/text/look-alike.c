/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of Cyrillic and Latin letters at once: the fewer are taken for slips where they look like letters of the
 * others. */
#define G_LOG_DOMAIN "rc-text"

#include "text/rescue.h"

#include <string.h>

/* At the same place in both: what looks alike in print. */
static const char latin_letters[] = "AaBCcEeHhIiKkMmOoPpTtXxYyəƏ";
static const char cyrillic_letters[] = "АаВСсЕеНһІіКкМмОоРрТтХхУуәӘ";

typedef struct
{
  guint n_latin, n_cyrillic;
} Count;

static gboolean
is_latin (gunichar c)
{
  return (c < 0x80 && g_ascii_isalpha ((char) c)) || (c >= 0xc0 && c < 0x0250 && g_unichar_isalpha (c)) || c == 0x0259;
}

static gboolean
is_cyrillic (gunichar c)
{
  return c >= 0x0400 && c < 0x0530;
}

static gunichar
find_look_alike (const char *from, const char *to, gunichar c)
{
  const char *p = g_utf8_strchr (from, -1, c);

  return p != NULL ? g_utf8_get_char (g_utf8_offset_to_pointer (to, g_utf8_pointer_to_offset (from, p))) : 0;
}

/* Appends the word in one script; nothing when a letter has no other that looks like it. */
static gboolean
mend_word (const char *word, const char *end, gboolean to_cyrillic, GString *out)
{
  const gsize before = out->len;

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (to_cyrillic ? is_latin (c) : is_cyrillic (c))
        c = to_cyrillic ? find_look_alike (latin_letters, cyrillic_letters, c)
                        : find_look_alike (cyrillic_letters, latin_letters, c);
      if (c == 0)
        {
          g_string_truncate (out, before);
          return FALSE;
        }
      g_string_append_unichar (out, c);
    }
  return TRUE;
}

static const char *
count_letters (const char *p, Count *count)
{
  memset (count, 0, sizeof *count);
  for (; g_unichar_isalpha (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    {
      count->n_latin += is_latin (g_utf8_get_char (p));
      count->n_cyrillic += is_cyrillic (g_utf8_get_char (p));
    }
  return p;
}

char *
rc_rescue_look_alikes (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean changed = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0';)
    {
      Count count;
      const char *end = count_letters (p, &count);

      if (end == p)
        {
          end = g_utf8_next_char (p);
          g_string_append_len (out, p, end - p);
        }
      else if (count.n_latin > 0 && count.n_cyrillic > 0 &&
               (mend_word (p, end, TRUE, out) || mend_word (p, end, FALSE, out)))
        changed = TRUE;
      else
        g_string_append_len (out, p, end - p);
      p = end;
    }
  return changed ? g_strdup (out->str) : NULL;
}
