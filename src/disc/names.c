/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guessing by counting letters: DOS wrote Cyrillic names in CP866, Windows in CP1251. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/names.h"

#include <string.h>

static const char *const charsets[] = {
  [RC_DISC_NAMES_UTF8] = "UTF-8",
  [RC_DISC_NAMES_CP866] = "CP866",
  [RC_DISC_NAMES_CP1251] = "CP1251",
  [RC_DISC_NAMES_LATIN1] = "ISO-8859-1",
};

static gboolean
is_latin (gunichar c)
{
  return c < 0x80 && g_ascii_isalpha ((char) c);
}

/* Common letters count double. What is no Russian letter speaks against, as does one within a Latin word (é read as й),
 * and a capital after a small letter: CP1251 read as CP866 looks so. */
static int
score (const char *text)
{
  gunichar before = 0;
  int points = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p), after = g_utf8_get_char (g_utf8_next_char (p));
      gunichar lower = g_unichar_tolower (c);
      gboolean russian = (lower >= 0x430 && lower <= 0x44f) || lower == 0x451;

      if (c >= 0x80 && russian && !is_latin (before) && !is_latin (after))
        points += 1 + (g_utf8_strchr ("оеаинтсрвл", -1, lower) != NULL);
      else if (c >= 0x80)
        points -= 3;
      if (c >= 0x80 && c != lower && g_unichar_islower (before))
        points -= 2;
      before = c;
    }
  return points;
}

RcDiscNames
rc_disc_names_guess (const GPtrArray *names)
{
  gint64 points[RC_DISC_NAMES_LATIN1] = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      if (g_utf8_validate (names->pdata[i], -1, NULL))
        continue;
      any = TRUE;
      for (RcDiscNames set = RC_DISC_NAMES_CP866; set < RC_DISC_NAMES_LATIN1; set++)
        {
          g_autofree char *text = g_convert (names->pdata[i], -1, "UTF-8", charsets[set], NULL, NULL, NULL);

          points[set] += text ? score (text) : -100;
        }
    }
  if (!any)
    return RC_DISC_NAMES_UTF8;
  if (MAX (points[RC_DISC_NAMES_CP866], points[RC_DISC_NAMES_CP1251]) <= 0)
    return RC_DISC_NAMES_LATIN1;
  return points[RC_DISC_NAMES_CP866] > points[RC_DISC_NAMES_CP1251] ? RC_DISC_NAMES_CP866 : RC_DISC_NAMES_CP1251;
}

const char *
rc_disc_names_to_string (RcDiscNames names)
{
  return charsets[names];
}

char *
rc_disc_names_decode (RcDiscNames names, const char *bytes)
{
  g_autofree char *text = NULL;
  GString *clean;

  if (!g_utf8_validate (bytes, -1, NULL))
    text = g_convert (bytes, -1, "UTF-8", charsets[names], NULL, NULL, NULL);
  if (!text)
    text = g_utf8_make_valid (bytes, -1);
  clean = g_string_sized_new (strlen (text));
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, g_unichar_iscntrl (c) ? 0xfffd : c);
    }
  return g_string_free (clean, FALSE);
}
