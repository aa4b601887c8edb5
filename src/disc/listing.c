/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a source has made into entries: names decoded, every folder there before what is in it, every path once. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/listing.h"

#include <glib/gi18n.h>
#include <string.h>

#include "disc/media-details.h"
#include "disc/media-type.h"
#include "disc/names.h"
#include "renderer/reason.h"

/* (transfer full) (nullable) What a line is about: of an archive its path, or the path in it. */
static char *
dup_place (const RcDiscEntry *archive, const char *path)
{
  if (!archive || (path && g_str_has_prefix (path, archive->path)))
    return g_strdup (path);
  return path ? g_strconcat (archive->path, "/", path, NULL) : g_strdup (archive->path);
}

/* (transfer full) */
static char *
make_line (const RcDiscEntry *archive, const char *path, const char *message)
{
  g_autofree char *place = dup_place (archive, path);
  g_autofree char *valid = g_utf8_make_valid (message, -1);

  return place ? g_strdup_printf ("%s: %s", place, valid) : g_strdup (valid);
}

void
rc_listing_add_problem (const RcListing *self, const char *path, const char *message)
{
  g_autofree char *text = make_line (self->archive, path, message);

  if (self->problems)
    g_ptr_array_add (self->problems, rc_problem_new (self->disc, 0, NULL, text));
}

/* A tree under way. */
typedef struct
{
  const RcListing *listing;
  const char *names; /* (nullable) */
  const RcDiscEntry *last_parent; /* (nullable) the folder of the last one that has a folder */
  gsize before;      /* bytes of the archive's path and a slash */
  GHashTable *by_path; /* path (borrowed) to RcDiscEntry (borrowed) */
  GHashTable *made;    /* set of RcDiscEntry: folders that were missing so far */
  GHashTable *seen;    /* set of raw paths of files (borrowed) */
  GHashTable *told;    /* (owned) (nullable) set of lines: a broken archive says the same of each of its thousands of entries */
} Tree;

static void
add_problem (Tree *tree, const char *path, const char *message)
{
  g_autofree char *text = make_line (tree->listing->archive, path, message);

  if (!tree->told)
    tree->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (tree->listing->problems && g_hash_table_add (tree->told, g_strdup (text)))
    g_ptr_array_add (tree->listing->problems, rc_problem_new (tree->listing->disc, 0, NULL, text));
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
  if (tree->listing->archive)
    return *path ? g_strconcat (tree->listing->archive->path, "/", path, NULL) : g_strdup ("");
  return g_steal_pointer (&path);
}

/* Takes path. */
static RcDiscEntry *
add_entry (Tree *tree, char *path, gboolean folder)
{
  RcDiscEntry *entry = g_new0 (RcDiscEntry, 1);

  entry->path = path;
  entry->folder = folder;
  entry->inside = tree->listing->archive != NULL;
  if (folder)
    entry->type = g_strdup ("folder");
  g_ptr_array_add (tree->listing->entries, entry);
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
  g_hash_table_insert (tree->listing->raw, g_strdup (path), g_strdup (item->path));
}

static void
add_item (Tree *tree, RcDiscItem *item)
{
  char *path;

  if (item->kind == RC_DISC_ITEM_PROBLEM)
    {
      g_autofree char *message = rc_reason_translate (item->path);

      add_problem (tree, NULL, message);
      return;
    }
  path = tidy_path (tree, item->path);
  if (tree->listing->archive)
    {
      char *raw = g_strconcat (tree->listing->archive->raw_path ? tree->listing->archive->raw_path : tree->listing->archive->path, "/", item->path, NULL);

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
  if (tree->listing->names)
    return tree->listing->names;
  guessed = rc_disc_names_guess (names);
  message = g_strdup_printf (_("names are not in Unicode; read as %s"), guessed);
  add_problem (tree, NULL, message);
  return guessed;
}

const char *
rc_listing_make (const RcListing *self, const GPtrArray *items)
{
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) made = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (Tree) tree = { .listing = self, .by_path = by_path, .made = made, .seen = seen };

  tree.before = self->archive ? strlen (self->archive->path) + 1 : 0;
  tree.names = choose_names (items, &tree);
  for (guint i = 0; i < items->len; i++)
    add_item (&tree, items->pdata[i]);
  return tree.names;
}
