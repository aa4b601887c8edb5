/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What programs that copied discs wrote beside the image: CloneCD a list of what stands in the lead-in (.ccd), Alcohol tables with low
 * bytes first (.mds). */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/sheet.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TRACKS 99
#define RAW 2352
#define LEAD_OUT 0xa2
#define MDS_SESSIONS 0x50 /* where it is said where they are */
#define MDS_SESSION 24
#define MDS_TRACK 80
#define MAX_SESSIONS 99

/* One that the lead-in tells of. */
typedef struct
{
  gboolean known, sound;
  guint session;
  gint64 start;
} Entry;

static gint64
get_number (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *value = g_key_file_get_value (file, group, key, NULL);

  return value ? g_ascii_strtoll (value, NULL, 0) : -1;
}

static void
add_track (RcSheet *sheet, const char *file, gboolean sound, guint sector, gint64 start, gint64 n_sectors)
{
  RcSheetTrack *track = g_new0 (RcSheetTrack, 1);

  track->sound = sound;
  track->file = g_strdup (file);
  track->sector = sector;
  track->start = start;
  track->n_sectors = n_sectors;
  g_ptr_array_add (sheet->tracks, track);
}

/* Where the next one of its session begins, or the session ends. -1: it is not said. */
static gint64
find_end (const Entry entries[MAX_TRACKS + 1], guint number, const gint64 ends[MAX_SESSIONS + 1])
{
  for (guint next = number + 1; next <= MAX_TRACKS; next++)
    if (entries[next].known && entries[next].session == entries[number].session)
      return entries[next].start;
  return ends[entries[number].session];
}

RcSheet *
rc_sheet_parse_clone (const char *text, gsize length, const char *file)
{
  RcSheet *sheet = rc_sheet_new ();
  g_autoptr (GKeyFile) list = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  g_autoptr (GError) error = NULL;
  Entry entries[MAX_TRACKS + 1] = { 0 };
  gint64 ends[MAX_SESSIONS + 1] = { 0 };

  if (!g_key_file_load_from_data (list, text, length, G_KEY_FILE_NONE, &error))
    {
      g_ptr_array_add (sheet->problems, g_strdup (error->message));
      return sheet;
    }
  groups = g_key_file_get_groups (list, NULL);
  for (guint i = 0; groups[i]; i++)
    {
      gint64 point = g_str_has_prefix (groups[i], "Entry ") ? get_number (list, groups[i], "Point") : -1;
      gint64 session = CLAMP (get_number (list, groups[i], "Session"), 0, MAX_SESSIONS), start = get_number (list, groups[i], "PLBA");

      if (point >= 1 && point <= MAX_TRACKS)
        entries[point] = (Entry){ TRUE, !(MAX (0, get_number (list, groups[i], "Control")) & 4), (guint) session, start };
      else if (point == LEAD_OUT)
        ends[session] = start;
    }
  for (guint number = 1; number <= MAX_TRACKS; number++)
    {
      gint64 end = entries[number].known ? find_end (entries, number, ends) : 0;

      if (entries[number].known)
        add_track (sheet, file, entries[number].sound, RAW, MAX (0, entries[number].start), end > entries[number].start ? end - entries[number].start : -1);
    }
  return sheet;
}

static guint64
get (const guint8 *bytes, gsize length, gsize at, int n)
{
  guint64 value = 0;

  for (int i = n - 1; i >= 0 && at <= length && length - at >= (gsize) n; i--)
    value = value << 8 | bytes[at + (gsize) i];
  return value;
}

/* (transfer full) The name of the image: most say that it is the one of the sheet, with another ending. */
static char *
dup_image_name (const guint8 *bytes, gsize length, gsize footer, const char *stem)
{
  gsize at = (gsize) get (bytes, length, footer, 4);
  gboolean wide = get (bytes, length, footer + 4, 4) != 0;
  g_autofree char *name = NULL;
  gsize size = 0;

  if (footer == 0 || at == 0 || at >= length)
    return g_strconcat (stem, ".mdf", NULL);
  while (at + size + wide < length && (bytes[at + size] || (wide && bytes[at + size + 1])))
    size += wide ? 2 : 1;
  name = wide ? g_convert ((const char *) bytes + at, (gssize) size, "UTF-8", "UTF-16LE", NULL, NULL, NULL)
              : g_utf8_make_valid ((const char *) bytes + at, (gssize) size);
  if (!name || !*name || *name == '*')
    return g_strconcat (stem, name && *name ? name + 1 : ".mdf", NULL);
  return g_steal_pointer (&name);
}

static void
read_session (RcSheet *sheet, const guint8 *bytes, gsize length, gsize session, gboolean dvd, const char *stem)
{
  gsize at = (gsize) get (bytes, length, session + 20, 4);
  guint n = (guint) get (bytes, length, session + 10, 1);

  for (guint i = 0; i < n && at + MDS_TRACK <= length && sheet->tracks->len < MAX_TRACKS; i++, at += MDS_TRACK)
    {
      guint mode = bytes[at], point = bytes[at + 4], sector = (guint) get (bytes, length, at + 16, 2);
      gsize extra = (gsize) get (bytes, length, at + 12, 4);
      guint64 n_sectors = dvd ? extra : get (bytes, length, extra + 4, 4);
      g_autofree char *file = NULL;

      /* The others tell of the lead-in. */
      if (point < 1 || point > MAX_TRACKS || sector < 2048 || sector > 2448)
        continue;
      file = dup_image_name (bytes, length, (gsize) get (bytes, length, at + 52, 4), stem);
      add_track (sheet, file, (mode & 15) == 9, sector, (gint64) (get (bytes, length, at + 40, 8) / sector & G_MAXINT32),
                 n_sectors > 0 && n_sectors < G_MAXINT32 ? (gint64) n_sectors : -1);
    }
}

RcSheet *
rc_sheet_parse_alcohol (const guint8 *bytes, gsize length, const char *stem)
{
  RcSheet *sheet = rc_sheet_new ();
  guint n = (guint) MIN (get (bytes, length, 20, 2), MAX_SESSIONS);
  gsize at = (gsize) get (bytes, length, MDS_SESSIONS, 4);

  for (guint i = 0; i < n && at > 0; i++)
    read_session (sheet, bytes, length, at + i * MDS_SESSION, get (bytes, length, 18, 2) >= 16, stem);
  if (sheet->tracks->len == 0)
    g_ptr_array_add (sheet->problems, g_strdup (_("its tables are damaged")));
  return sheet;
}
