/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines taken apart, and their rare words changed from the second time on. */
#include "lines.h"

#include <stdio.h>
#include <string.h>

/* By so many records it is told which words are common: those that stand in them so often. */
#define N_SAMPLED 20000
#define COMMON 20
/* One in so many rare words changes. */
#define CHANGED_SHARE 3
#define MIN_CHANGED_BYTES 4

struct _Lines
{
  FILE *file; /* (owned) */
  guint time, n_times;
  char *line; /* (owned) (nullable) */
  gsize size;
  GHashTable *common;   /* (owned) char * → guint */
  GString *changed[2];  /* (owned) title and abstract */
};

static gboolean
read_line (Lines *self, char **columns)
{
  char *at;

  if (getline (&self->line, &self->size, self->file) <= 0)
    return FALSE;
  at = g_strchomp (self->line);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      char *tab = at != NULL ? strchr (at, '\t') : NULL;

      columns[i] = at != NULL ? at : (char *) "";
      if (tab != NULL)
        *tab = '\0';
      at = tab != NULL ? tab + 1 : NULL;
    }
  return TRUE;
}

static void
count_words (Lines *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->common, words[i]));

      g_hash_table_insert (self->common, g_strdup (words[i]), GUINT_TO_POINTER (n + 1));
    }
}

static gboolean
is_rare (gpointer word, gpointer n, gpointer unused)
{
  return GPOINTER_TO_UINT (n) < COMMON;
}

static void
find_common (Lines *self)
{
  char *columns[N_COLUMNS];

  for (guint i = 0; i < N_SAMPLED && read_line (self, columns); i++)
    {
      count_words (self, columns[TITLE]);
      count_words (self, columns[ABSTRACT]);
    }
  g_hash_table_foreach_remove (self->common, is_rare, NULL);
  rewind (self->file);
}

/* A syllable more makes another word of a rare one, in its script. */
static char *
change (Lines *self, char *text, GString *out)
{
  static const char *const latin[] = { "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru" };
  static const char *const cyrillic[] = { "ба", "це", "ди", "фо", "гу", "ла", "ме", "ни", "по", "ру" };
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_string_truncate (out, 0);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", words[i]);
      if (strlen (words[i]) < MIN_CHANGED_BYTES || g_str_hash (words[i]) % CHANGED_SHARE != 0
          || g_hash_table_contains (self->common, words[i]))
        continue;
      for (guint n = self->time; n > 0; n /= G_N_ELEMENTS (latin))
        g_string_append (out, ((guchar) words[i][0] >= 0xd0 ? cyrillic : latin)[n % G_N_ELEMENTS (latin)]);
    }
  return out->str;
}

Lines *
lines_new (const char *path, guint n_times)
{
  FILE *file = fopen (path, "r");
  Lines *self;

  if (file == NULL)
    return NULL;
  self = g_new0 (Lines, 1);
  self->file = file;
  self->n_times = n_times;
  self->common = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changed[0] = g_string_new (NULL);
  self->changed[1] = g_string_new (NULL);
  if (n_times > 1)
    find_common (self);
  return self;
}

void
lines_free (Lines *self)
{
  if (self == NULL)
    return;
  fclose (self->file);
  free (self->line);
  g_hash_table_unref (self->common);
  g_string_free (self->changed[0], TRUE);
  g_string_free (self->changed[1], TRUE);
  g_free (self);
}

gboolean
lines_next (Lines *self, char **columns)
{
  if (!read_line (self, columns))
    {
      if (++self->time >= self->n_times)
        return FALSE;
      rewind (self->file);
      if (!read_line (self, columns))
        return FALSE;
    }
  if (self->time > 0)
    {
      columns[TITLE] = change (self, columns[TITLE], self->changed[0]);
      columns[ABSTRACT] = change (self, columns[ABSTRACT], self->changed[1]);
    }
  return TRUE;
}

guint
lines_count (const char *path)
{
  g_autoptr (Lines) lines = lines_new (path, 1);
  char *columns[N_COLUMNS];
  guint n = 0;

  while (lines != NULL && read_line (lines, columns))
    n++;
  return n;
}
