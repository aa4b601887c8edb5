/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet as a disc: the image that has the data of its tracks, and the tracks themselves as facts. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/names.h"
#include "disc/sheet.h"
#include "disc/source.h"
#include "disc/tree.h"

#define MAX_SHEET (1u << 20)

typedef struct
{
  RcDiscSource source;
  RcDiscSource *image; /* (owned) (nullable) */
  GPtrArray *problems; /* (owned) char * */
} Sheet;

/* Once of each. */
static void
add_problem (Sheet *self, const char *what, const char *message)
{
  g_autofree char *problem = g_strdup_printf ("%s: %s", what, message);

  if (!g_ptr_array_find_with_equal_func (self->problems, problem, g_str_equal, NULL))
    g_ptr_array_add (self->problems, g_steal_pointer (&problem));
}

/* (transfer full) (nullable) The path of a file beside the sheet: a sheet leads nowhere else, and was often written where case means
 * nothing. */
static char *
find_beside (const char *path, const char *file)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *slashes = g_strdelimit (g_strdup (file), "\\", '/');
  g_autofree char *valid = g_utf8_make_valid (slashes, -1);
  g_autofree char *wanted = g_path_get_basename (valid);
  g_autofree char *folded = g_utf8_casefold (wanted, -1);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *found = NULL;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *readable = g_utf8_make_valid (name, -1);
      g_autofree char *lower = g_utf8_casefold (readable, -1);

      if (strcmp (name, wanted) != 0 && (found || strcmp (lower, folded) != 0))
        continue;
      g_free (found);
      found = g_strdup (name);
    }
  return found ? g_build_filename (folder, found, NULL) : NULL;
}

/* -1 when it is not there or no file. */
static int
open_beside (const char *path, const char *file, gint64 *size, char **found)
{
  g_autofree char *beside = find_beside (path, file);
  int fd = beside ? open (beside, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
  struct stat status;

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    {
      *size = status.st_size;
      if (found)
        *found = g_steal_pointer (&beside);
      return fd;
    }
  if (fd >= 0)
    close (fd);
  return -1;
}

/* Sheet and image are often given another name together, and what stands in the sheet stays: of one file that is not there, the one that
 * is called like the sheet is taken, and that is said. */
static void
take_renamed (Sheet *self, const char *path, RcSheet *sheet)
{
  g_autofree char *base = g_path_get_basename (path), *named = NULL, *beside = NULL, *message = NULL;
  const char *file = NULL, *dot;

  for (guint i = 0; i < sheet->tracks->len; i++)
    {
      const RcSheetTrack *track = sheet->tracks->pdata[i];

      if (track->file && file && strcmp (track->file, file) != 0)
        return;
      file = track->file ? track->file : file;
    }
  dot = file ? strrchr (file, '.') : NULL;
  beside = dot ? find_beside (path, file) : NULL;
  if (!dot || beside)
    return;
  *strrchr (base, '.') = '\0';
  named = g_strconcat (base, dot, NULL);
  beside = find_beside (path, named);
  if (!beside)
    return;
  /* Translators: behind the name of a file, and a colon; %s is the name of another one. */
  message = g_strdup_printf (_("it is not beside the sheet: %s is read in its place"), named);
  add_problem (self, file, message);
  for (guint i = 0; i < sheet->tracks->len; i++)
    {
      RcSheetTrack *track = sheet->tracks->pdata[i];

      if (track->file)
        {
          g_free (track->file);
          track->file = g_strdup (named);
        }
    }
}

static void
add_track (GString *facts, guint number, const RcSheetTrack *track, gint64 n_sectors)
{
  g_string_append_printf (facts, "track\t%u\t%s\t%" G_GINT64_FORMAT, number, track->sound ? "audio" : "data", n_sectors);
  if (track->title && *track->title)
    {
      g_autofree char *title = g_strdelimit (g_strdup (track->title), "\t\n", ' ');

      g_string_append_printf (facts, "\t%s", title);
    }
  g_string_append_c (facts, '\n');
}

/* The bytes of a track are those of its sound but where they are packed, or it is silence. */
static gboolean
is_counted (const char *file)
{
  static const char *const packed[] = { ".mp3", ".flac", ".ogg", ".ape", ".wv", ".m4a", ".wma" };
  const char *dot = strrchr (file, '.');

  for (gsize i = 0; dot && i < G_N_ELEMENTS (packed); i++)
    if (g_ascii_strcasecmp (dot, packed[i]) == 0)
      return FALSE;
  return TRUE;
}

/* How long each track is; and the file of the last one with data, which has what is left of those before. */
static const RcSheetTrack *
go_through (Sheet *self, const char *path, const RcSheet *sheet, GString *facts)
{
  const RcSheetTrack *data = NULL;

  for (guint i = 0; i < sheet->tracks->len; i++)
    {
      const RcSheetTrack *track = sheet->tracks->pdata[i];
      gint64 size = 0, n_sectors = MAX (0, track->n_sectors);
      int fd = track->file ? open_beside (path, track->file, &size, NULL) : -1;

      if (track->file && fd < 0)
        add_problem (self, track->file, _("the file of a track is not beside the sheet"));
      if (fd >= 0)
        close (fd);
      if (fd >= 0 && track->n_sectors < 0 && is_counted (track->file))
        n_sectors = MAX (0, size / track->sector - track->start);
      if (fd >= 0 && !track->sound)
        {
          if (data && g_strcmp0 (data->file, track->file) != 0)
            add_problem (self, data->file, _("only the last file with data is read, and this is not it"));
          data = track;
        }
      add_track (facts, i + 1, track, n_sectors);
    }
  return data;
}

static GPtrArray *
sheet_list (RcDiscSource *source, GCancellable *cancellable, GError **error)
{
  Sheet *self = (Sheet *) source;
  GPtrArray *items = self->image ? self->image->funcs->list (self->image, cancellable, error)
                                 : g_ptr_array_new_with_free_func ((GDestroyNotify) rc_disc_item_free);

  for (guint i = 0; items && i < self->problems->len; i++)
    g_ptr_array_add (items, rc_disc_item_new (RC_DISC_ITEM_PROBLEM, self->problems->pdata[i]));
  return items;
}

static GPtrArray *
sheet_list_inside (RcDiscSource *source, const char *path, guint most, GCancellable *cancellable, GError **error)
{
  Sheet *self = (Sheet *) source;

  return self->image->funcs->list_inside (self->image, path, most, cancellable, error);
}

static GBytes *
sheet_read (RcDiscSource *source, const char *path, gint64 offset, gsize length, GCancellable *cancellable, GError **error)
{
  Sheet *self = (Sheet *) source;

  if (self->image)
    return self->image->funcs->read (self->image, path, offset, length, cancellable, error);
  g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND, _("%s: there is no such file on it"), path);
  return NULL;
}

static void
sheet_free (RcDiscSource *source)
{
  Sheet *self = (Sheet *) source;

  if (self->image)
    self->image->funcs->free (self->image);
  g_ptr_array_unref (self->problems);
  g_free (source->volume);
  g_free (source->facts);
  g_free (source->image_path);
  g_free (self);
}

static const RcDiscSourceFuncs sheet_funcs = { sheet_list, sheet_list_inside, sheet_read, sheet_free };

/* What the image says of itself, but for its tracks, which the sheet knows better. */
static void
take_facts (Sheet *self, GString *tracks)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (self->image && self->image->facts ? self->image->facts : "", "\n", -1);

  for (int i = 0; lines[i]; i++)
    if (*lines[i] && !g_str_has_prefix (lines[i], "track\t"))
      g_string_append_printf (facts, "%s\n", lines[i]);
  g_string_append (facts, tracks->str);
  self->source.facts = g_string_free (g_steal_pointer (&facts), FALSE);
}

static void
open_image (Sheet *self, const char *path, const RcSheetTrack *data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  gint64 size;
  int fd = open_beside (path, data->file, &size, &self->source.image_path);

  if (fd >= 0)
    self->image = rc_disc_image_new (fd, self->source.image_path, cancellable, &error);
  if (error)
    g_ptr_array_add (self->problems, g_strdup (error->message));
  if (!self->image)
    return;
  self->source.volume = g_strdup (self->image->volume);
  self->source.n_missing = self->image->n_missing;
}

gboolean
rc_disc_is_sheet (const char *path)
{
  static const char *const endings[] = { ".cue", ".toc", ".ccd", ".mds" };
  const char *dot = strrchr (path, '.');

  for (gsize i = 0; dot && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot, endings[i]) == 0)
      return TRUE;
  return FALSE;
}

/* (transfer full) Its names are in the letters of the computer that wrote it: those of Windows or DOS, or UTF-16. */
static char *
dup_unicode (const char *text, gsize length, gsize *converted)
{
  const char *charset = length >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0) ? "UTF-16" : NULL;
  g_autoptr (GPtrArray) lines = NULL;
  char *unicode;

  if (!charset && !g_utf8_validate_len (text, length, NULL))
    {
      g_autofree char *ended = g_strndup (text, length);
      g_auto (GStrv) split = g_strsplit (ended, "\n", -1);

      lines = g_ptr_array_new ();
      for (int i = 0; split[i]; i++)
        g_ptr_array_add (lines, split[i]);
      charset = rc_disc_names_guess (lines);
    }
  unicode = charset ? g_convert (text, (gssize) length, "UTF-8", charset, NULL, converted, NULL) : NULL;
  if (unicode)
    return unicode;
  *converted = length;
  return g_memdup2 (text, length + 1);
}

/* Which kind it is stands at its beginning. */
static RcSheet *
parse (const char *path, const char *text, gsize length)
{
  g_autofree char *stem = g_path_get_basename (path), *unicode = NULL;
  char *dot = strrchr (stem, '.');

  if (dot)
    *dot = '\0';
  if (length >= 16 && memcmp (text, "MEDIA DESCRIPTOR", 16) == 0)
    return rc_sheet_parse_alcohol ((const guint8 *) text, length, stem);
  if (length >= 9 && g_ascii_strncasecmp (text, "[CloneCD]", 9) == 0)
    {
      g_autofree char *file = g_strconcat (stem, ".img", NULL);

      return rc_sheet_parse_clone (text, length, file);
    }
  unicode = dup_unicode (text, length, &length);
  return rc_sheet_parse (unicode, length);
}

RcDiscSource *
rc_disc_sheet_new (int fd, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = g_malloc0 (MAX_SHEET + 1);
  gssize length = pread (fd, text, MAX_SHEET, 0);
  g_autoptr (RcSheet) sheet = parse (path, text, (gsize) MAX (0, length));
  g_autoptr (GString) tracks = g_string_new (NULL);
  const RcSheetTrack *data;
  Sheet *self;

  close (fd);
  if (sheet->tracks->len == 0)
    {
      g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_A_DISC, _("%s: the sheet has no tracks (%s)"), path,
                   sheet->problems->len > 0 ? (const char *) sheet->problems->pdata[0] : _("it is empty"));
      return NULL;
    }
  self = g_new0 (Sheet, 1);
  self->source.funcs = &sheet_funcs;
  self->problems = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sheet->problems->len; i++)
    g_ptr_array_add (self->problems, g_strdup (sheet->problems->pdata[i]));
  take_renamed (self, path, sheet);
  data = go_through (self, path, sheet, tracks);
  if (data)
    open_image (self, path, data, cancellable);
  self->source.no_image = !self->image;
  take_facts (self, tracks);
  return &self->source;
}
