/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of both kinds are words, some of them in quotation marks; which kind it is shows in how a track begins. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/sheet.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TRACKS 99
#define MAX_PROBLEMS 100
#define FRAMES 75

typedef struct
{
  const char *p, *end;
  guint line;
  char *word; /* (owned) the one last read */
  gboolean quoted;
  RcSheet *sheet; /* (unowned) */
  char *file;     /* (owned) (nullable) of a .cue, the one that tracks are in */
  RcSheetTrack *track; /* (nullable) (unowned) the one under way */
  gboolean numbered;   /* it is of a .cue */
} Reader;

typedef struct
{
  const char *name;
  guint sector;
} Mode;

static const Mode modes[] = {
  { "AUDIO", 2352 },      { "CDG", 2448 },        { "MODE1/2048", 2048 }, { "MODE1/2352", 2352 }, { "MODE2/2048", 2048 },
  { "MODE2/2324", 2324 }, { "MODE2/2336", 2336 }, { "MODE2/2352", 2352 }, { "CDI/2336", 2336 },   { "CDI/2352", 2352 },
  { "MODE1", 2048 },      { "MODE1_RAW", 2352 },  { "MODE2", 2336 },      { "MODE2_FORM1", 2048 }, { "MODE2_FORM2", 2324 },
  { "MODE2_FORM_MIX", 2336 }, { "MODE2_RAW", 2352 },
};

static void
track_free (gpointer data)
{
  RcSheetTrack *self = data;

  g_free (self->file);
  g_free (self->title);
  g_free (self);
}

RcSheet *
rc_sheet_new (void)
{
  RcSheet *self = g_new0 (RcSheet, 1);

  self->tracks = g_ptr_array_new_with_free_func (track_free);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rc_sheet_free (RcSheet *self)
{
  g_ptr_array_unref (self->tracks);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static void
add_problem (Reader *self, const char *message)
{
  if (self->sheet->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (self->sheet->problems, g_strdup_printf (_("line %u: %s"), self->line, message));
}

static void
skip_line (Reader *self)
{
  while (self->p < self->end && *self->p != '\n')
    self->p++;
}

static void
skip_space (Reader *self)
{
  for (; self->p < self->end; self->p++)
    {
      if (*self->p == '/' && self->p + 1 < self->end && self->p[1] == '/')
        skip_line (self);
      if (self->p < self->end && *self->p == '\n')
        self->line++;
      else if (self->p >= self->end || !strchr (" \t\r\f\v", *self->p))
        return;
    }
}

/* FALSE at the end. */
static gboolean
next_word (Reader *self)
{
  const char *start;

  skip_space (self);
  g_clear_pointer (&self->word, g_free);
  self->quoted = self->p < self->end && *self->p == '"';
  if (self->p >= self->end)
    return FALSE;
  start = self->quoted ? ++self->p : self->p;
  if (self->quoted)
    while (self->p < self->end && *self->p != '"' && *self->p != '\n')
      self->p++;
  else if (strchr ("{}", *self->p))
    self->p++;
  else
    while (self->p < self->end && *self->p != '\0' && !strchr (" \t\r\n\f\v{}", *self->p))
      self->p++;
  if (self->p == start && !self->quoted)
    self->p++; /* a zero byte */
  self->word = g_strndup (start, (gsize) (self->p - start));
  if (self->quoted && self->p < self->end && *self->p == '"')
    self->p++;
  return TRUE;
}

static gboolean
is (Reader *self, const char *word)
{
  return !self->quoted && g_ascii_strcasecmp (self->word, word) == 0;
}

/* The rest of this line holds one more word. */
static gboolean
more_in_line (Reader *self)
{
  const char *p = self->p;

  while (p < self->end && strchr (" \t\r", *p))
    p++;
  return p < self->end && *p != '\n' && *p != '\0' && !(*p == '/' && p + 1 < self->end && p[1] == '/');
}

/* Minutes, seconds and frames, or a number of samples: 0. -1 for what is none of them. */
static gint64
parse_time (const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 4);
  guint64 numbers[3];

  if (g_strv_length (parts) == 1 && g_ascii_string_to_unsigned (word, 10, 0, G_MAXINT32, &numbers[0], NULL))
    return (gint64) numbers[0] / 588; /* samples of a sector */
  if (g_strv_length (parts) != 3)
    return -1;
  for (int i = 0; i < 3; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, 0, i == 0 ? 999 : i == 1 ? 59 : FRAMES - 1, &numbers[i], NULL))
      return -1;
  return ((gint64) numbers[0] * 60 + (gint64) numbers[1]) * FRAMES + (gint64) numbers[2];
}

static gint64
read_time (Reader *self)
{
  gint64 time = more_in_line (self) && next_word (self) ? parse_time (self->word) : -1;

  if (time < 0)
    add_problem (self, _("this is no time of minutes, seconds and frames"));
  return time;
}

/* The times that stand behind it, if any do. */
static gint64
read_optional_time (Reader *self)
{
  const char *p = self->p;

  while (p < self->end && strchr (" \t", *p))
    p++;
  return p < self->end && g_ascii_isdigit (*p) ? read_time (self) : -1;
}

static char *
read_argument (Reader *self)
{
  return more_in_line (self) && next_word (self) ? g_strdup (self->word) : NULL;
}

static void
read_catalogue (Reader *self)
{
  g_autofree char *number = read_argument (self);
  gsize length = number ? strlen (number) : 0;

  if (length != 13 || strspn (number, "0123456789") != length)
    add_problem (self, _("a catalogue number has thirteen digits"));
}

/* A .cue numbers its tracks. */
static void
read_track (Reader *self)
{
  g_autofree char *word = read_argument (self);
  gboolean numbered = word && g_ascii_isdigit (*word);
  g_autofree char *name = numbered ? read_argument (self) : g_strdup (word);
  const Mode *mode = NULL;

  self->track = NULL;
  self->numbered = numbered;
  for (gsize i = 0; name && i < G_N_ELEMENTS (modes); i++)
    if (g_ascii_strcasecmp (name, modes[i].name) == 0)
      mode = &modes[i];
  if (!mode)
    {
      add_problem (self, _("a track of no known kind is left out"));
      return;
    }
  if (self->sheet->tracks->len >= MAX_TRACKS)
    {
      add_problem (self, _("a disc has no more than 99 tracks: the rest is left out"));
      self->p = self->end;
      return;
    }
  self->track = g_new0 (RcSheetTrack, 1);
  self->track->sound = mode - modes < 2;
  self->track->sector = mode->sector;
  self->track->n_sectors = numbered ? -1 : 0;
  self->track->file = numbered ? g_strdup (self->file) : NULL;
  g_ptr_array_add (self->sheet->tracks, self->track);
}

/* Of a .cue a file stands before its tracks; of a .toc each track has pieces of files, and the first one is where it is. */
static void
read_file (Reader *self, gboolean of_data)
{
  g_autofree char *name = read_argument (self);
  gint64 start = 0, length;

  if (!name || !*name)
    {
      add_problem (self, _("the file has no name"));
      return;
    }
  if (!self->track || self->numbered)
    {
      g_free (self->file);
      self->file = g_steal_pointer (&name);
      skip_line (self); /* BINARY, WAVE, MOTOROLA */
      return;
    }
  if (more_in_line (self) && memchr (self->p, '#', MIN (2, (gsize) (self->end - self->p))))
    next_word (self); /* bytes: no sector */
  if (!of_data)
    start = read_time (self);
  length = read_optional_time (self);
  if (self->track->file || start < 0)
    return;
  self->track->file = g_steal_pointer (&name);
  self->track->start = start;
  self->track->n_sectors = length <= 0 || self->track->n_sectors < 0 ? -1 : self->track->n_sectors + length;
}

static void
read_silence (Reader *self)
{
  gint64 length = read_time (self);

  if (length > 0 && self->track && self->track->n_sectors >= 0)
    self->track->n_sectors += length;
}

static RcSheetTrack *
track_before (Reader *self)
{
  GPtrArray *tracks = self->sheet->tracks;

  return tracks->len > 1 ? tracks->pdata[tracks->len - 2] : NULL;
}

/* The first of its indices ends the track before it in the same file, number 1 begins it. */
static void
read_index (Reader *self)
{
  g_autofree char *number = self->numbered ? read_argument (self) : g_strdup ("2");
  gint64 time = read_time (self);
  RcSheetTrack *before = track_before (self);

  if (!self->track || !number || time < 0)
    return;
  if (before && before->n_sectors < 0 && time > before->start && g_strcmp0 (before->file, self->track->file) == 0)
    before->n_sectors = time - before->start;
  if (g_ascii_strtoull (number, NULL, 10) == 1)
    self->track->start = time;
}

static void
skip_braces (Reader *self)
{
  guint depth = 0;

  while (next_word (self))
    {
      if (is (self, "{"))
        depth++;
      else if (is (self, "}") && --depth == 0)
        return;
      else if (depth == 0)
        return;
      else if (is (self, "TITLE") && self->track && !self->track->title)
        self->track->title = read_argument (self);
    }
}

static void
read_title (Reader *self)
{
  g_autofree char *title = read_argument (self);

  if (title && self->track && !self->track->title)
    self->track->title = g_utf8_make_valid (title, -1);
}

/* Words with nothing behind them that matters. */
static gboolean
is_flag (Reader *self)
{
  static const char *const flags[] = {
    "CD_DA", "CD_ROM", "CD_ROM_XA", "CD_I", "COPY", "NO", "PRE_EMPHASIS", "FOUR_CHANNEL_AUDIO", "TWO_CHANNEL_AUDIO",
    "FLAGS", "DCP",    "4CH",       "PRE",  "SCMS", "RW", "RW_RAW",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (is (self, flags[i]))
      return TRUE;
  return FALSE;
}

static void
read_line (Reader *self)
{
  if (is (self, "REM"))
    skip_line (self);
  else if (is (self, "CATALOG"))
    read_catalogue (self);
  else if (is (self, "TRACK"))
    read_track (self);
  else if (is (self, "FILE") || is (self, "AUDIOFILE"))
    read_file (self, FALSE);
  else if (is (self, "DATAFILE"))
    read_file (self, TRUE);
  else if (is (self, "SILENCE") || is (self, "ZERO"))
    read_silence (self);
  else if (is (self, "INDEX"))
    read_index (self);
  else if (is (self, "PREGAP") || is (self, "POSTGAP"))
    read_time (self);
  else if (is (self, "START") || is (self, "END"))
    read_optional_time (self);
  else if (is (self, "CD_TEXT"))
    skip_braces (self);
  else if (is (self, "TITLE"))
    read_title (self);
  else if (is (self, "ISRC") || is (self, "PERFORMER") || is (self, "SONGWRITER") || is (self, "CDTEXTFILE"))
    skip_line (self);
  else if (!is_flag (self))
    {
      g_autofree char *valid = g_utf8_make_valid (self->word, MIN (strlen (self->word), 40));
      g_autofree char *message = g_strdup_printf (_("“%s” is no word of such a sheet"), valid);

      add_problem (self, message);
      skip_line (self);
    }
}

RcSheet *
rc_sheet_parse (const char *text, gsize length)
{
  RcSheet *sheet = rc_sheet_new ();
  Reader self = { .p = text, .end = text + length, .line = 1, .sheet = sheet };

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    self.p += 3;
  while (sheet->problems->len < MAX_PROBLEMS && next_word (&self))
    read_line (&self);
  g_free (self.word);
  g_free (self.file);
  return sheet;
}
