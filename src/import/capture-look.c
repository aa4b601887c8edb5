/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a disc says of itself: the texts at its top that a reader was meant to open first. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include "import/capture-look.h"

#include <string.h>

#include "disc/tree.h"
#include "documents/language-guess.h"
#include "exchange/charset-guess.h"
#include "record/problem.h"

#define TEXT_BYTES (64u << 10) /* of each text that is looked at */
#define MAX_TEXTS 8
#define LONGEST_TITLE 160 /* letters */
#define LONGEST_PUBLISHER 80
#define FIRST_YEAR 1985 /* of CD-ROMs */

/* In the order in which their titles are trusted. */
static const char *const telling[] = { "index.htm", "default.htm", "start.htm", "autorun.inf", "readme", NULL };

void
rc_capture_look_free (RcCaptureLook *self)
{
  g_free (self->title);
  g_free (self->publisher);
  g_free (self->languages);
  g_free (self->volume);
  g_free (self->formats);
  g_free (self);
}

/* Of letters, with one blank between words and none around; NULL for nothing, and for what is too long to be a name. */
static char *
tidy (const char *text, gssize length, glong longest)
{
  g_autofree char *copy = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);
  g_auto (GStrv) words = g_strsplit_set (copy, " \t\r\n", -1);
  g_autoptr (GString) tidied = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (tidied, "%s%s", tidied->len > 0 ? " " : "", words[i]);
  if (tidied->len < 3 || g_utf8_strlen (tidied->str, -1) > longest)
    return NULL;
  return g_string_free (g_steal_pointer (&tidied), FALSE);
}

static char *
decode (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *charset = g_utf8_validate_len (text, size, NULL) ? NULL : rc_charset_guess (text, size);
  char *decoded = charset != NULL ? g_convert_with_fallback (text, (gssize) size, "UTF-8", charset, "?", NULL, NULL, NULL) : NULL;

  return decoded != NULL ? decoded : g_utf8_make_valid (text, (gssize) size);
}

/* Marks become blanks; `title` (out) is what stands between <title> and </title>. */
static char *
strip_marks (const char *html, char **title)
{
  g_autofree char *lower = g_ascii_strdown (html, -1);
  const char *start = strstr (lower, "<title>"), *end = start != NULL ? strstr (start, "</title>") : NULL;
  GString *plain = g_string_new (NULL);
  gboolean inside = FALSE;

  if (end != NULL)
    *title = tidy (html + (start + strlen ("<title>") - lower), end - start - (gssize) strlen ("<title>"), LONGEST_TITLE);
  for (const char *p = html; *p != '\0'; p++)
    {
      inside = *p == '<' ? TRUE : inside;
      g_string_append_c (plain, inside ? ' ' : *p);
      inside = *p == '>' ? FALSE : inside;
    }
  g_string_replace (plain, "&copy;", "©", 0);
  g_string_replace (plain, "&nbsp;", " ", 0);
  g_string_replace (plain, "&amp;", "&", 0);
  return g_string_free (plain, FALSE);
}

/* The value of a line "label=…". */
static char *
find_label (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (g_strchug (lines[i]), "label=", 6) == 0)
      return tidy (lines[i] + 6, -1, LONGEST_TITLE);
  return NULL;
}

static char *
find_first_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = tidy (lines[i], -1, LONGEST_TITLE);

      /* Not a rule of stars and dashes, nor the name of the file. */
      if (line != NULL && g_unichar_isalnum (g_utf8_get_char (line)) && g_ascii_strncasecmp (line, "readme", 6) != 0)
        return g_steal_pointer (&line);
    }
  return NULL;
}

/* "© UNESCO 1999", "(c) 1999, UNESCO. All rights reserved". */
static void
find_rights (RcCaptureLook *self, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?:©|\\(c\\)|copyright)[ \\t:,]*(?:©|\\(c\\))?[ \\t:,]*"
                                          "(?:([12][0-9]{3})[-–0-9]{0,5}[ \\t,.]*([^\\r\\n.©]{2,120})?|([^\\r\\n.©0-9]{2,80}?)[ \\t,]*([12][0-9]{3}))",
                                          G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *year = NULL;
  g_autofree char *name = NULL;
  int number;

  if (!g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match))
    return;
  year = g_match_info_fetch (match, 1);
  name = g_match_info_fetch (match, 2);
  if (year == NULL || *year == '\0')
    {
      g_free (year);
      g_free (name);
      year = g_match_info_fetch (match, 4);
      name = g_match_info_fetch (match, 3);
    }
  number = (int) g_ascii_strtoll (year, NULL, 10);
  if (self->year == 0 && number >= FIRST_YEAR)
    self->year = number;
  if (self->publisher == NULL && name != NULL)
    self->publisher = tidy (name, -1, LONGEST_PUBLISHER);
}

static void
add_language (RcCaptureLook *self, const char *text)
{
  const char *code = rc_language_guess (text);

  if (code == NULL || (self->languages != NULL && strstr (self->languages, code) != NULL))
    return;
  if (self->languages == NULL)
    self->languages = g_strdup (code);
  else
    {
      g_autofree char *before = g_steal_pointer (&self->languages);

      self->languages = g_strconcat (before, " ", code, NULL);
    }
}

/* Of a text at the top. `trust` is its place in `telling`; the title of the most trusted one stays. */
static void
read_text (RcCaptureLook *self, RcDisc *disc, const char *path, guint trust, guint *best, GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = rc_disc_read (disc, path, 0, TEXT_BYTES, cancellable, NULL);
  g_autofree char *text = bytes != NULL && g_bytes_get_size (bytes) > 0 ? decode (bytes) : NULL;
  g_autofree char *title = NULL;

  if (text == NULL)
    return;
  if (trust < 3)
    {
      g_autofree char *plain = strip_marks (text, &title);

      g_free (text);
      text = g_steal_pointer (&plain);
    }
  else
    title = trust == 3 ? find_label (text) : find_first_line (text);
  if (trust != 3)
    {
      find_rights (self, text);
      add_language (self, text);
    }
  if (title != NULL && trust < *best)
    {
      *best = trust;
      g_free (self->title);
      self->title = g_steal_pointer (&title);
    }
}

static guint
get_trust (const char *path)
{
  guint trust = 0;

  while (telling[trust] != NULL && g_ascii_strncasecmp (path, telling[trust], strlen (telling[trust])) != 0)
    trust++;
  return trust;
}

/* "SILK_ROADS" → "SILK ROADS": nobody chose the underscore. */
static char *
dup_volume_title (const char *volume)
{
  g_autofree char *words = volume != NULL ? g_strdelimit (g_strdup (volume), "_", ' ') : NULL;

  return words != NULL ? tidy (words, -1, LONGEST_TITLE) : NULL;
}

static char *
dup_formats (RcDisc *disc)
{
  g_auto (GStrv) lines = g_strsplit (rc_disc_get_facts (disc), "\n", -1);
  g_autoptr (GString) formats = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "format\t"))
      g_string_append_printf (formats, "%s%s", formats->len > 0 ? ", " : "", lines[i] + strlen ("format\t"));
  return g_string_free (g_steal_pointer (&formats), FALSE);
}

static void
count (RcCaptureLook *self, GPtrArray *entries)
{
  gint64 newest = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const RcDiscEntry *entry = g_ptr_array_index (entries, i);

      if (entry->inside)
        continue;
      if (entry->folder)
        self->folders++;
      else
        self->files++;
      self->bytes += entry->folder ? 0 : (guint64) entry->size;
      newest = MAX (newest, entry->folder ? 0 : entry->mtime);
    }
  /* The dates of a folder are those of its copying. */
  if (self->year == 0 && newest > 0 && !self->folder)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (newest);

      self->year = time != NULL && g_date_time_get_year (time) >= FIRST_YEAR ? g_date_time_get_year (time) : 0;
    }
}

RcCaptureLook *
rc_capture_look (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcCaptureLook) self = g_new0 (RcCaptureLook, 1);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  g_autoptr (RcDisc) disc = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint best = G_N_ELEMENTS (telling), n_texts = 0;

  g_return_val_if_fail (path != NULL, NULL);

  disc = rc_disc_open (path, cancellable, error);
  entries = disc != NULL ? rc_disc_list (disc, problems, cancellable, error) : NULL;
  if (entries == NULL)
    return NULL;
  self->folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  self->volume = g_strdup (rc_disc_get_volume (disc));
  self->formats = dup_formats (disc);
  self->missing = rc_disc_get_missing (disc);
  self->unreadable = problems->len;
  for (guint i = 0; i < entries->len && n_texts < MAX_TEXTS && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const RcDiscEntry *entry = g_ptr_array_index (entries, i);
      guint trust = get_trust (entry->path);

      if (entry->folder || strchr (entry->path, '/') != NULL || telling[trust] == NULL)
        continue;
      read_text (self, disc, entry->path, trust, &best, cancellable);
      n_texts++;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  count (self, entries);
  if (self->title == NULL)
    self->title = dup_volume_title (self->volume);
  return g_steal_pointer (&self);
}
