/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guessing by the letters: DOS wrote Cyrillic names in CP866, Windows in CP1251 or one of its Kazakh forms, Unix in KOI8-R, a Macintosh
 * in its own way. Read in the wrong one, letters are rare ones, of the wrong case, or none at all. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/names.h"

#include <string.h>

/* More tell nothing new. */
#define MAX_LOOKED_AT 20000

/* In the order in which they are tried: the first of those that fit equally well is taken. */
static const char *const charsets[] = { "CP866",        "CP1251", "KOI8-R", "PT154",      "RK1048",
                                        "MAC-CYRILLIC", "CP1252", "CP850",  "CP437",  "MACINTOSH",
                                        "ISO-8859-1",   NULL };
#define UNDECIDED "ISO-8859-1"

/* Of а to я in Russian text: how much oftener than one in 32, as twice the logarithm. */
static const gint8 weights[32] = { 3, -1, 1, -2, 0, 3, -3, -2, 3, -3, 1, 2, 1, 2, 4, 0, 2, 2, 2, 0, -6, -4, -6, -3, -4, -6, -9, -1, -2, -7, -5, -2 };

const char *const *
rc_disc_names_get_all (void)
{
  return charsets;
}

const char *
rc_disc_names_find (const char *name)
{
  for (int i = 0; charsets[i]; i++)
    if (g_ascii_strcasecmp (charsets[i], name) == 0)
      return charsets[i];
  return NULL;
}

static gboolean
is_latin (gunichar c)
{
  return g_unichar_isalpha (c) && c < 0x250;
}

static gboolean
is_kazakh (gunichar lower)
{
  return g_utf8_strchr ("әғқңөұүһі", -1, lower) != NULL;
}

static gboolean
is_plain_letter (gunichar c)
{
  return c < 0x80 && is_latin (c);
}

/* A small letter between capitals, or at the end of them. */
static gboolean
is_of_wrong_case (gunichar before, gunichar c, gunichar after)
{
  return g_unichar_islower (c) && (g_unichar_isupper (after) || (g_unichar_isupper (before) && !g_unichar_isalpha (after)));
}

/* Of one character beyond ASCII, between its neighbours. */
static int
judge (gunichar before, gunichar c, gunichar after)
{
  gunichar lower = g_unichar_tolower (c);
  int points;

  if (is_latin (c))
    /* An accented letter stands among plain ones of its own case. */
    points = !is_plain_letter (before) && !is_plain_letter (after) ? -2 : is_of_wrong_case (before, c, after) ? 0 : 3;
  else if (lower >= 0x430 && lower <= 0x44f)
    points = 1 + weights[lower - 0x430];
  else if (lower == 0x451)
    points = -2;
  else
    points = is_kazakh (lower) ? 1 : -6;
  if (!is_latin (c) && (is_plain_letter (before) || is_plain_letter (after)))
    points -= 4;
  if (c != lower && g_unichar_islower (before))
    points -= 5;
  if ((lower == 0x44a || lower == 0x44c || lower == 0x44b) && !g_unichar_isalpha (before))
    points -= 6;
  return points;
}

static int
score (const char *text)
{
  gunichar before = 0;
  int points = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x80)
        points += judge (before, c, g_utf8_get_char (g_utf8_next_char (p)));
      before = c;
    }
  return points;
}

/* The part that is this name's own: folders would count once a file. */
static const char *
last_part (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash ? slash + 1 : path;
}

/* Whether a name is in Unicode, and not by chance: letters of an old character set in a row may look like those of far away. */
static gboolean
is_unicode (const char *part)
{
  if (!g_utf8_validate (part, -1, NULL))
    return FALSE;
  for (; *part; part = g_utf8_next_char (part))
    if (g_utf8_get_char (part) >= 0x800 && (g_utf8_get_char (part) < 0x2000 || g_utf8_get_char (part) > 0x2200))
      return FALSE;
  return TRUE;
}

static gint64
score_all (const GPtrArray *names, const char *charset)
{
  gint64 points = 0;

  for (guint i = 0; i < MIN (names->len, MAX_LOOKED_AT); i++)
    {
      const char *name = last_part (names->pdata[i]);
      g_autofree char *text = NULL;

      if (is_unicode (name))
        continue;
      text = g_convert (name, -1, "UTF-8", charset, NULL, NULL, NULL);
      points += text ? score (text) : -100;
    }
  return points;
}

const char *
rc_disc_names_guess (const GPtrArray *names)
{
  const char *best = UNDECIDED;
  gint64 most = 0;

  for (int i = 0; charsets[i]; i++)
    {
      gint64 points = score_all (names, charsets[i]);

      if (points <= most)
        continue;
      most = points;
      best = charsets[i];
    }
  return best;
}

/* Most names are, and need nothing done. */
static gboolean
is_plain (const char *bytes)
{
  for (; *bytes; bytes++)
    if (*bytes < 0x20 || *bytes == 0x7f)
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable) A diskette has long names in Unicode, and short ones as DOS wrote them, in one path. */
static char *
convert_parts (const char *names, const char *bytes)
{
  g_auto (GStrv) parts = g_strsplit (bytes, "/", -1);

  for (int i = 0; parts[i]; i++)
    if (!is_unicode (parts[i]))
      {
        char *text = g_convert (parts[i], -1, "UTF-8", names, NULL, NULL, NULL);

        if (!text)
          return NULL;
        g_free (parts[i]);
        parts[i] = text;
      }
  return g_strjoinv ("/", parts);
}

char *
rc_disc_names_decode (const char *names, const char *bytes)
{
  g_autofree char *text = NULL;
  GString *clean;

  if (is_plain (bytes))
    return g_strdup (bytes);
  if (names && !g_utf8_validate (bytes, -1, NULL))
    text = convert_parts (names, bytes);
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
