/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries of a disc made into a tree: names decoded, every folder there before what is in it, every path once. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/media-details.h"
#include "disc/media-type.h"
#include "disc/names.h"
#include "disc/source.h"

#define MAX_ARCHIVES 1000
#define MAX_INSIDE 20000 /* entries of one archive */
#define MAX_INSIDE_ALL 300000
#define MAX_INSIDE_US (120 * G_USEC_PER_SEC)

G_DEFINE_QUARK (rc - disc - error - quark, rc_disc_error)

struct _RcDisc
{
  char *path;           /* (owned) */
  RcDiscSource *source; /* (owned) */
  const char *names;    /* (nullable) as asked for */
  const char *read_as;  /* (nullable) when it was listed */
  GHashTable *raw;      /* (owned) (nullable) path to raw path, of files where they differ; made by listing */
};

RcDiscItem *
rc_disc_item_new (RcDiscItemKind kind, const char *path)
{
  RcDiscItem *self = g_new0 (RcDiscItem, 1);

  self->kind = kind;
  self->path = g_strdup (path);
  return self;
}

void
rc_disc_item_free (RcDiscItem *self)
{
  g_clear_pointer (&self->head, g_bytes_unref);
  g_free (self->path);
  g_free (self);
}

static void
entry_free (gpointer data)
{
  RcDiscEntry *self = data;

  g_free (self->path);
  g_free (self->raw_path);
  g_free (self->type);
  g_free (self->details);
  g_free (self->sha256);
  g_free (self);
}

RcDisc *
rc_disc_open (const char *path, GCancellable *cancellable, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  RcDiscSource *source;
  struct stat status;
  RcDisc *self;

  g_return_val_if_fail (path, NULL);
  if (fd < 0 || fstat (fd, &status) != 0)
    {
      int saved = errno;

      g_set_error (error, RC_DISC_ERROR, saved == ENOENT ? RC_DISC_ERROR_NOT_FOUND : RC_DISC_ERROR_UNREADABLE, "%s: %s",
                   path, g_strerror (saved));
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  if (S_ISDIR (status.st_mode))
    source = rc_disc_folder_new (fd, path);
  else if (S_ISREG (status.st_mode) && rc_disc_is_sheet (path))
    source = rc_disc_sheet_new (fd, path, cancellable, error);
  else
    source = rc_disc_image_new (fd, path, cancellable, error);
  if (!source)
    return NULL;
  self = g_new0 (RcDisc, 1);
  self->path = g_strdup (path);
  self->source = source;
  return self;
}

void
rc_disc_free (RcDisc *self)
{
  self->source->funcs->free (self->source);
  g_clear_pointer (&self->raw, g_hash_table_unref);
  g_free (self->path);
  g_free (self);
}

const char *
rc_disc_get_volume (RcDisc *self)
{
  g_return_val_if_fail (self, NULL);
  return self->source->volume;
}

gint64
rc_disc_get_missing (RcDisc *self)
{
  g_return_val_if_fail (self, 0);
  return self->source->n_missing;
}

const char *
rc_disc_get_facts (RcDisc *self)
{
  g_return_val_if_fail (self, NULL);
  return self->source->facts ? self->source->facts : "";
}

const char *
rc_disc_get_image_path (RcDisc *self)
{
  g_return_val_if_fail (self, NULL);
  if (self->source->no_image)
    return NULL;
  return self->source->image_path ? self->source->image_path : self->path;
}

gboolean
rc_disc_set_names (RcDisc *self, const char *names, GError **error)
{
  g_return_val_if_fail (self, FALSE);
  self->names = names ? rc_disc_names_find (names) : NULL;
  g_clear_pointer (&self->raw, g_hash_table_unref);
  if (!names || self->names)
    return TRUE;
  g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND, _("Names are not read as %s"), names);
  return FALSE;
}

const char *
rc_disc_get_names (RcDisc *self)
{
  g_return_val_if_fail (self, NULL);
  return self->read_as;
}

/* A tree under way. */
typedef struct
{
  RcDisc *disc;
  const char *names; /* (nullable) */
  const RcDiscEntry *archive; /* (nullable) whose content this is */
  const RcDiscEntry *last_parent; /* (nullable) the folder of the last one that has a folder */
  gsize before;      /* bytes of its path and a slash */
  GPtrArray *entries;  /* of RcDiscEntry */
  GHashTable *by_path; /* path (borrowed) to RcDiscEntry (borrowed) */
  GHashTable *made;    /* set of RcDiscEntry: folders that were missing so far */
  GHashTable *seen;    /* set of raw paths of files (borrowed) */
  GPtrArray *problems;
  GHashTable *told;    /* (owned) (nullable) set of lines: a broken archive says the same of each of its thousands of entries */
} Tree;

/* (transfer full) (nullable) What a line is about: of an archive its path, or the path in it. */
static char *
dup_place (const Tree *tree, const char *path)
{
  const char *archive = tree->archive ? tree->archive->path : NULL;

  if (!archive || (path && g_str_has_prefix (path, archive)))
    return g_strdup (path);
  return path ? g_strconcat (archive, "/", path, NULL) : g_strdup (archive);
}

static void
add_problem (Tree *tree, const char *path, const char *message)
{
  g_autofree char *place = dup_place (tree, path);
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *text = place ? g_strdup_printf ("%s: %s", place, valid) : g_strdup (valid);

  if (!tree->told)
    tree->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (tree->problems && g_hash_table_add (tree->told, g_strdup (text)))
    g_ptr_array_add (tree->problems, rc_problem_new (tree->disc->path, 0, NULL, text));
}

static void
tree_clear (Tree *tree)
{
  g_clear_pointer (&tree->told, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tree, tree_clear)

/* Whether a decoded path is as it should be, and how deep it leads. */
static gboolean
is_tidy (const char *path, guint *depth)
{
  const char *part = path;

  *depth = 1;
  for (;; part++)
    {
      const char *end = strchrnul (part, '/');

      if (end == part || (part[0] == '.' && (end == part + 1 || (part[1] == '.' && end == part + 2))))
        return FALSE;
      if (*end == '\0')
        return TRUE;
      ++*depth;
      part = end;
    }
}

/* (transfer full) Without "." and empty parts; `bad` (out): one of the others leads up. */
static char *
tidy_parts (const char *decoded, guint *depth, gboolean *bad)
{
  g_auto (GStrv) parts = g_strsplit (decoded, "/", -1);
  GString *path = g_string_new (NULL);

  *depth = 0;
  for (int i = 0; parts[i]; i++)
    {
      if (*parts[i] == '\0' || strcmp (parts[i], ".") == 0)
        continue;
      *bad |= strcmp (parts[i], "..") == 0;
      ++*depth;
      g_string_append_printf (path, "%s%s", path->len > 0 ? "/" : "", parts[i]);
    }
  return g_string_free (path, FALSE);
}

/* (transfer full) (nullable) The path decoded, without "." and empty parts; NULL when it leads out of the disc or too
 * deep. "" is the top. */
static char *
tidy_path (Tree *tree, const char *raw)
{
  g_autofree char *path = rc_disc_names_decode (tree->names, raw);
  gboolean bad = FALSE;
  guint depth;

  if (!is_tidy (path, &depth))
    {
      g_autofree char *decoded = g_steal_pointer (&path);

      path = tidy_parts (decoded, &depth, &bad);
    }
  if (bad || depth > RC_DISC_MAX_DEPTH)
    {
      add_problem (tree, path,
                   bad ? _("left out: the path leads out of the disc") : _("left out: folders in folders too deep to follow"));
      return NULL;
    }
  if (tree->archive)
    return *path ? g_strconcat (tree->archive->path, "/", path, NULL) : g_strdup ("");
  return g_steal_pointer (&path);
}

/* Takes path. */
static RcDiscEntry *
add_entry (Tree *tree, char *path, gboolean folder)
{
  RcDiscEntry *entry = g_new0 (RcDiscEntry, 1);

  entry->path = path;
  entry->folder = folder;
  entry->inside = tree->archive != NULL;
  if (folder)
    entry->type = g_strdup ("folder");
  g_ptr_array_add (tree->entries, entry);
  g_hash_table_insert (tree->by_path, entry->path, entry);
  return entry;
}

/* FALSE when a file stands where a folder should. */
static gboolean
ensure_parents (Tree *tree, const char *path)
{
  const char *last = strrchr (path + tree->before, '/');

  /* Most come one behind the other from one folder. */
  if (tree->last_parent && last && (gsize) (last - path) == strlen (tree->last_parent->path) &&
      strncmp (path, tree->last_parent->path, (gsize) (last - path)) == 0)
    return TRUE;
  for (const char *slash = strchr (path + tree->before, '/'); slash; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *parent = g_strndup (path, slash - path);
      RcDiscEntry *entry = g_hash_table_lookup (tree->by_path, parent);

      if (entry && !entry->folder)
        {
          add_problem (tree, path, _("left out: its folder is also a file"));
          return FALSE;
        }
      if (!entry)
        g_hash_table_add (tree->made, entry = add_entry (tree, g_steal_pointer (&parent), TRUE));
      tree->last_parent = entry;
    }
  return TRUE;
}

/* (transfer full) "name (2).ext" for the second of that path, and so on */
static char *
number_path (Tree *tree, const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (slash ? slash : path, '.');
  gsize stem = dot && dot > (slash ? slash + 1 : path) ? (gsize) (dot - path) : strlen (path);

  for (guint n = 2;; n++)
    {
      g_autofree char *numbered = g_strdup_printf ("%.*s (%u)%s", (int) stem, path, n, path + stem);

      if (!g_hash_table_contains (tree->by_path, numbered))
        return g_steal_pointer (&numbered);
    }
}

static void
add_folder (Tree *tree, const RcDiscItem *item, char *path)
{
  RcDiscEntry *entry = g_hash_table_lookup (tree->by_path, path);

  if (entry && (!entry->folder || !g_hash_table_remove (tree->made, entry)))
    {
      add_problem (tree, path, _("stands there twice; kept once"));
      g_free (path);
      return;
    }
  if (entry)
    g_free (path);
  else
    entry = add_entry (tree, path, TRUE);
  entry->mtime = item->mtime;
  if (strcmp (item->path, entry->path) != 0 && !entry->raw_path)
    entry->raw_path = g_strdup (item->path);
}

static void
add_file (Tree *tree, const RcDiscItem *item, char *path)
{
  RcDiscEntry *entry = g_hash_table_lookup (tree->by_path, path);
  gboolean same = strcmp (item->path, path) == 0;

  /* The second of the very same name cannot be asked for. */
  if (same ? entry && !entry->raw_path : !g_hash_table_add (tree->seen, item->path))
    {
      add_problem (tree, path, _("stands there twice; only the first can be read"));
      g_free (path);
      return;
    }
  if (entry)
    {
      char *numbered = number_path (tree, path);
      g_autofree char *message = g_strdup_printf (_("stands there twice; the second is now “%s”"), numbered);

      add_problem (tree, path, message);
      g_free (path);
      path = numbered;
      same = FALSE;
    }
  entry = add_entry (tree, path, FALSE);
  entry->size = MAX (0, item->size);
  entry->mtime = item->mtime;
  entry->type = rc_media_type_guess (path, item->head);
  entry->details = rc_media_details (item->head, entry->size);
  if (same)
    return;
  entry->raw_path = g_strdup (item->path);
  g_hash_table_insert (tree->disc->raw, g_strdup (path), g_strdup (item->path));
}

static void
add_item (Tree *tree, RcDiscItem *item)
{
  char *path;

  if (item->kind == RC_DISC_ITEM_PROBLEM)
    {
      add_problem (tree, NULL, item->path);
      return;
    }
  path = tidy_path (tree, item->path);
  if (tree->archive)
    {
      char *raw = g_strconcat (tree->archive->raw_path ? tree->archive->raw_path : tree->archive->path, "/", item->path, NULL);

      g_free (item->path);
      item->path = raw;
    }
  if (!path || *path == '\0' || !ensure_parents (tree, path))
    g_free (path);
  else if (item->kind == RC_DISC_ITEM_FOLDER)
    add_folder (tree, item, path);
  else if (item->kind == RC_DISC_ITEM_FILE)
    add_file (tree, item, path);
  else
    {
      add_problem (tree, path, _("left out: neither a file nor a folder"));
      g_free (path);
    }
}

/* NULL where all are in Unicode. */
static const char *
choose_names (const GPtrArray *items, Tree *tree)
{
  g_autoptr (GPtrArray) names = g_ptr_array_sized_new (items->len);
  g_autofree char *message = NULL;
  const char *guessed;

  for (guint i = 0; i < items->len; i++)
    {
      const RcDiscItem *item = items->pdata[i];

      if (item->kind != RC_DISC_ITEM_PROBLEM && !g_utf8_validate (item->path, -1, NULL))
        g_ptr_array_add (names, item->path);
    }
  if (names->len == 0)
    return NULL;
  if (tree->disc->names)
    return tree->disc->names;
  guessed = rc_disc_names_guess (names);
  message = g_strdup_printf (_("names are not in Unicode; read as %s"), guessed);
  add_problem (tree, NULL, message);
  return guessed;
}

GPtrArray *
rc_disc_list (RcDisc *self, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) made = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (Tree) tree = { .disc = self, .by_path = by_path, .made = made, .seen = seen, .problems = problems };

  g_return_val_if_fail (self, NULL);
  items = self->source->funcs->list (self->source, cancellable, error);
  if (!items)
    return NULL;
  g_clear_pointer (&self->raw, g_hash_table_unref);
  self->raw = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tree.entries = g_ptr_array_new_with_free_func (entry_free);
  tree.names = self->read_as = choose_names (items, &tree);
  for (guint i = 0; i < items->len; i++)
    add_item (&tree, items->pdata[i]);
  return tree.entries;
}

/* Names that are not as on the disc are only known after listing. */
static const char *
find_raw (RcDisc *self, const char *path)
{
  const char *raw = self->raw ? g_hash_table_lookup (self->raw, path) : NULL;

  return raw ? raw : path;
}

static gboolean
is_archive (const char *type)
{
  static const char *const types[] = {
    "application/zip",
    "application/vnd.rar",
    "application/x-rar",
    "application/x-rar-compressed",
    "application/x-7z-compressed",
    "application/x-tar",
    "application/x-compressed-tar",
    "application/x-bzip-compressed-tar",
    "application/x-bzip2-compressed-tar",
    "application/x-xz-compressed-tar",
    "application/x-tarz",
    "application/vnd.ms-cab-compressed",
    "application/x-lha",
    "application/x-lharc",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What is in one archive goes behind the entries. FALSE only when cancelled. */
static gboolean
open_archive (RcDisc *self, RcDiscEntry *archive, GPtrArray *entries, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) made = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (Tree) tree = { .disc = self, .archive = archive, .entries = entries, .by_path = by_path, .made = made, .seen = seen };
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) items =
      self->source->funcs->list_inside (self->source, find_raw (self, archive->path), MAX_INSIDE, cancellable, &local);
  guint before = entries->len;

  tree.problems = problems;
  tree.before = strlen (archive->path) + 1;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!items)
    {
      const char *raw = find_raw (self, archive->path);
      gboolean named = g_str_has_prefix (local->message, raw) && g_str_has_prefix (local->message + strlen (raw), ": ");
      g_autofree char *message = g_strdup_printf (_("the archive cannot be opened: %s"), local->message + (named ? strlen (raw) + 2 : 0));

      add_problem (&tree, archive->path, message);
      return TRUE;
    }
  tree.names = choose_names (items, &tree);
  for (guint i = 0; i < items->len; i++)
    add_item (&tree, items->pdata[i]);
  archive->opened = entries->len > before;
  return TRUE;
}

gboolean
rc_disc_open_archives (RcDisc *self, GPtrArray *entries, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + MAX_INSIDE_US;
  guint n_entries = entries->len, n_opened = 0;

  g_return_val_if_fail (self && entries && self->raw, FALSE);
  if (!self->source->funcs->list_inside)
    return TRUE;
  for (guint i = 0; i < n_entries; i++)
    {
      RcDiscEntry *entry = entries->pdata[i];

      if (entry->folder || entry->size == 0 || !is_archive (entry->type))
        continue;
      if (n_opened++ >= MAX_ARCHIVES || entries->len - n_entries > MAX_INSIDE_ALL || g_get_monotonic_time () > end)
        {
          g_auto (Tree) tree = { .disc = self, .problems = problems };

          add_problem (&tree, entry->path, _("this and further archives are not opened: the disc has too many"));
          break;
        }
      if (!open_archive (self, entry, entries, problems, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* For the names in the one that a path leads into. FALSE only when cancelled. */
static gboolean
open_archive_of (RcDisc *self, GPtrArray *entries, const char *path, GCancellable *cancellable, GError **error)
{
  guint n_entries = entries->len;

  for (guint i = 0; i < n_entries && self->source->funcs->list_inside; i++)
    {
      RcDiscEntry *entry = entries->pdata[i];
      gsize length = strlen (entry->path);

      if (!entry->folder && strncmp (path, entry->path, length) == 0 && path[length] == '/')
        return open_archive (self, entry, entries, NULL, cancellable, error);
    }
  return TRUE;
}

GBytes *
rc_disc_read (RcDisc *self, const char *path, gint64 offset, gsize length, GCancellable *cancellable, GError **error)
{
  const RcDiscSourceFuncs *funcs;
  g_autoptr (GPtrArray) entries = NULL;
  GError *local = NULL;
  GBytes *bytes;

  g_return_val_if_fail (self && path && offset >= 0, NULL);
  funcs = self->source->funcs;
  bytes = funcs->read (self->source, find_raw (self, path), offset, length, cancellable, &local);
  if (bytes || self->raw || !g_error_matches (local, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND))
    {
      if (local)
        g_propagate_error (error, local);
      return bytes;
    }
  g_clear_error (&local);
  entries = rc_disc_list (self, NULL, cancellable, error);
  if (entries && !open_archive_of (self, entries, path, cancellable, error))
    return NULL;
  return entries ? funcs->read (self->source, find_raw (self, path), offset, length, cancellable, error) : NULL;
}
