/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all file systems of an image have in common: a list of files with places, limits, problems. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/volume.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_PROBLEMS 1000
#define MAX_FACTS (64u << 10)
/* Of folders: those of a disc of a million files have less. */
#define MAX_READ (G_GINT64_CONSTANT (512) << 20)

static guint
hash_place (gconstpointer data)
{
  const RcExtent *place = data;

  return (guint) (place->offset / RC_SECTOR) * 31u + (guint) place->length;
}

static gboolean
equal_places (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (RcExtent)) == 0;
}

/* Of a path, whatever the case of its letters. */
static guint
hash_letters (gconstpointer data)
{
  guint hash = 5381;

  for (const guint8 *p = data; *p; p++)
    hash = hash * 33 + (*p & ~0x20u);
  return hash;
}

static gboolean
equal_letters (gconstpointer a, gconstpointer b)
{
  return g_ascii_strcasecmp (a, b) == 0;
}

void
rc_volume_add_problem (RcVolume *self, const char *path, const char *message)
{
  if (self->problems->len >= MAX_PROBLEMS)
    self->n_more_problems++;
  else
    g_ptr_array_add (self->problems, path && *path ? g_strdup_printf ("%s: %s", path, message) : g_strdup (message));
}

void
rc_volume_add_fact (RcVolume *self, const char *word, const char *value)
{
  if (self->facts->len < MAX_FACTS)
    g_string_append_printf (self->facts, "%s\t%s\n", word, value);
}

gboolean
rc_volume_count_read (RcVolume *self, gint64 bytes)
{
  if (self->read <= MAX_READ && (self->read += bytes) > MAX_READ)
    {
      self->full = TRUE;
      rc_volume_add_problem (self, NULL, N_("its folders are larger than a disc: the rest is left out"));
    }
  return !self->full;
}

const char *
rc_volume_make_path (RcVolume *self, const char *folder, const char *name, gsize length)
{
  char path[sizeof ((RcRendererRequest *) NULL)->text];
  gsize before = strlen (folder);

  if (before + 1 + length >= sizeof path)
    {
      rc_volume_add_problem (self, folder, N_("a path in it is too long"));
      return NULL;
    }
  memcpy (path, folder, before);
  if (before > 0)
    path[before++] = '/';
  for (gsize i = 0; i < length; i++)
    path[before + i] = name[i] == '/' || name[i] == '\0' ? '_' : name[i];
  return g_string_chunk_insert_len (self->paths, path, (gssize) (before + length));
}

char *
rc_volume_decode_utf16 (const guint8 *bytes, gsize size)
{
  GString *text = g_string_sized_new (size * 2);

  for (gsize i = 0; i + 1 < size; i += 2)
    {
      gunichar c = (gunichar) bytes[i] << 8 | bytes[i + 1];
      gunichar low = i + 3 < size ? (gunichar) bytes[i + 2] << 8 | bytes[i + 3] : 0;

      if (c >= 0xd800 && c < 0xdc00 && low >= 0xdc00 && low < 0xe000)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          i += 2;
        }
      g_string_append_unichar (text, c == 0 ? '_' : c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
    }
  return g_string_free (text, FALSE);
}

static void
check_place (RcVolume *self, const RcNode *node, const GArray *extents)
{
  gint64 end = rc_image_get_size (self->image), most = 0;

  for (guint i = 0; i < extents->len; i++)
    {
      const RcExtent *extent = &g_array_index (extents, RcExtent, i);

      most = MAX (most, extent->offset > G_MAXINT64 - extent->length ? G_MAXINT64 : extent->offset + extent->length);
    }
  if (most > end)
    rc_volume_add_problem (self, node->path, N_("it lies beyond the end of the image"));
}

/* What a file is known by in another tree. */
static RcExtent
place_of (const RcNode *node, const RcExtent *first)
{
  return (RcExtent){ first->offset, node->size };
}

/* ISO 9660 with a size of 32 bits tells of a longer file its rest alone: it gets the size and the places that the other tree knows. */
static gboolean
lengthen (RcVolume *self, const RcNode *node, const GArray *extents)
{
  RcExtent place = place_of (node, &g_array_index (extents, RcExtent, 0));
  gpointer found;
  RcNode *known;

  place.length &= G_MAXUINT32;
  if (node->size <= G_MAXUINT32 || !(found = g_hash_table_lookup (self->places, &place)))
    return FALSE;
  known = &g_array_index (self->nodes, RcNode, GPOINTER_TO_UINT (found) - 1);
  known->size = node->size;
  known->first_extent = self->extents->len;
  known->n_extents = extents->len;
  g_array_append_vals (self->extents, extents->data, extents->len);
  check_place (self, known, extents);
  return TRUE;
}

/* TRUE when a file system before has it. */
static gboolean
is_known (RcVolume *self, const RcNode *node, const GArray *extents)
{
  RcExtent place;

  if (!self->second)
    return FALSE;
  /* Folders come where a file of theirs is new. */
  if (node->kind != RC_RENDERER_ENTRY_FILE)
    return TRUE;
  if (!extents || extents->len == 0)
    return self->short_names || g_hash_table_contains (self->lower, node->path);
  place = place_of (node, &g_array_index (extents, RcExtent, 0));
  return g_hash_table_contains (self->places, &place) || lengthen (self, node, extents);
}

gboolean
rc_volume_add (RcVolume *self, const RcNode *node, const GArray *extents)
{
  RcNode added = *node;

  if (self->full || !node->path)
    return !self->full;
  if (self->nodes->len >= RC_VOLUME_MAX_NODES)
    {
      self->full = TRUE;
      rc_volume_add_problem (self, NULL, N_("there are more than a million files: the rest is left out"));
      return FALSE;
    }
  if (is_known (self, node, extents))
    return TRUE;
  added.first_extent = self->extents->len;
  added.n_extents = extents ? extents->len : 0;
  if (added.n_extents > 0)
    {
      g_array_append_vals (self->extents, extents->data, extents->len);
      check_place (self, node, extents);
    }
  g_array_append_val (self->nodes, added);
  return TRUE;
}

static void
add_known (RcVolume *self, guint i)
{
  const RcNode *node = &g_array_index (self->nodes, RcNode, i);
  RcExtent place;

  g_hash_table_add (self->lower, (gpointer) node->path);
  if (node->n_extents == 0)
    return;
  place = place_of (node, &g_array_index (self->extents, RcExtent, node->first_extent));
  g_hash_table_insert (self->places, g_memdup2 (&place, sizeof place), GUINT_TO_POINTER (i + 1));
  if (place.length <= G_MAXUINT32)
    return;
  /* As ISO 9660 tells it. */
  place.length &= G_MAXUINT32;
  g_hash_table_insert (self->places, g_memdup2 (&place, sizeof place), GUINT_TO_POINTER (i + 1));
}

void
rc_volume_begin_next (RcVolume *self, gboolean short_names)
{
  if (self->nodes->len == 0)
    return;
  self->second = TRUE;
  self->short_names = short_names;
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->lower, g_hash_table_unref);
  self->lower = g_hash_table_new (hash_letters, equal_letters);
  self->places = g_hash_table_new_full (hash_place, equal_places, g_free, NULL);
  for (guint i = 0; i < self->nodes->len; i++)
    add_known (self, i);
}

static void
take_facts (RcVolume *self, const RcVolume *other)
{
  g_auto (GStrv) lines = g_strsplit (other->facts->str, "\n", -1);

  for (guint i = 0; lines[i] && *lines[i]; i++)
    {
      g_autofree char *line = g_strconcat (lines[i], "\n", NULL);

      if (!strstr (self->facts->str, line) && self->facts->len < MAX_FACTS)
        g_string_append (self->facts, line);
    }
}

/* (transfer none) (nullable) */
static const char *
join_path (RcVolume *self, const char *folder, const char *path)
{
  g_autofree char *joined = folder ? g_strconcat (folder, "/", path, NULL) : g_strdup (path);

  if (strlen (joined) < sizeof ((RcRendererRequest *) NULL)->text)
    return g_string_chunk_insert (self->paths, joined);
  rc_volume_add_problem (self, folder, N_("a path in it is too long"));
  return NULL;
}

void
rc_volume_take (RcVolume *self, const RcVolume *other, const char *folder, gint64 shift)
{
  RcNode top = { .kind = RC_RENDERER_ENTRY_FOLDER };

  take_facts (self, other);
  self->missing = MAX (self->missing, other->missing);
  if (folder)
    {
      top.path = rc_volume_make_path (self, "", folder, strlen (folder));
      rc_volume_add (self, &top, NULL);
    }
  for (guint i = 0; i < other->problems->len; i++)
    rc_volume_add_problem (self, top.path, other->problems->pdata[i]);
  for (guint i = 0; i < other->nodes->len && self->nodes->len < RC_VOLUME_MAX_NODES; i++)
    {
      RcNode node = g_array_index (other->nodes, RcNode, i);

      node.path = join_path (self, top.path, node.path);
      node.first_extent += self->extents->len;
      if (node.path)
        g_array_append_val (self->nodes, node);
    }
  for (guint i = 0; i < other->extents->len; i++)
    {
      RcExtent extent = g_array_index (other->extents, RcExtent, i);

      if (extent.offset >= 0)
        extent.offset = extent.offset < G_MAXINT64 - shift ? extent.offset + shift : G_MAXINT64;
      g_array_append_val (self->extents, extent);
    }
}

static void
add_tracks (RcVolume *self)
{
  const GArray *segments = rc_image_get_segments (self->image);

  if (segments->len == 1 && !g_array_index (segments, RcSegment, 0).sound)
    return;
  for (guint i = 0; i < segments->len; i++)
    {
      const RcSegment *segment = &g_array_index (segments, RcSegment, i);
      g_autofree char *value =
          g_strdup_printf ("%u\t%s\t%" G_GINT64_FORMAT, i + 1, segment->sound ? "audio" : "data", segment->count);

      rc_volume_add_fact (self, "track", value);
    }
}

static gboolean
has_sound (RcVolume *self)
{
  const GArray *segments = rc_image_get_segments (self->image);

  for (guint i = 0; i < segments->len; i++)
    if (g_array_index (segments, RcSegment, i).sound)
      return TRUE;
  return FALSE;
}

/* The file systems of a disc may be several over the same files; of others there is one. */
static gboolean
find_files (RcVolume *self)
{
  gboolean any;

  if (rc_image_is_packed (self->image))
    rc_volume_add_fact (self, "format", "DMG");
  any = rc_volume_add_iso9660 (self);
  any |= rc_volume_add_udf (self);
  if (rc_volume_add_hfs (self) || (any && rc_volume_add_hybrid (self)))
    any = TRUE;
  if (any || rc_volume_add_fat (self))
    return TRUE;
  return !self->part && rc_volume_add_partitions (self);
}

static RcVolume *
walk (RcImage *image, gboolean part)
{
  g_autoptr (RcVolume) self = g_new0 (RcVolume, 1);
  gboolean any;

  self->image = image;
  self->part = part;
  self->paths = g_string_chunk_new (64 << 10);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (RcNode));
  self->extents = g_array_new (FALSE, FALSE, sizeof (RcExtent));
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->facts = g_string_new (NULL);
  any = find_files (self);
  add_tracks (self);
  if (!any && rc_image_get_size (image) > 0 && has_sound (self))
    rc_volume_add_problem (self, NULL, N_("the track with data has no files that are known here"));
  if (!any && !has_sound (self))
    return NULL;
  if (self->n_more_problems > 0)
    g_ptr_array_add (self->problems, g_strdup_printf ("there are %u problems more", self->n_more_problems));
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->lower, g_hash_table_unref);
  return g_steal_pointer (&self);
}

RcVolume *
rc_volume_new (RcImage *image)
{
  return walk (image, FALSE);
}

RcVolume *
rc_volume_new_of_part (RcImage *image)
{
  return walk (image, TRUE);
}

void
rc_volume_free (RcVolume *self)
{
  g_clear_pointer (&self->by_path, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->lower, g_hash_table_unref);
  g_string_chunk_free (self->paths);
  g_array_unref (self->nodes);
  g_array_unref (self->extents);
  g_ptr_array_unref (self->problems);
  g_string_free (self->facts, TRUE);
  g_free (self->name);
  g_free (self);
}

const RcNode *
rc_volume_find (RcVolume *self, const char *path)
{
  gpointer found;

  if (!self->by_path)
    {
      self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
      /* Of those of one name the first one counts. */
      for (guint i = self->nodes->len; i > 0; i--)
        g_hash_table_replace (self->by_path, (gpointer) g_array_index (self->nodes, RcNode, i - 1).path, GUINT_TO_POINTER (i));
    }
  found = g_hash_table_lookup (self->by_path, path);
  return found ? &g_array_index (self->nodes, RcNode, GPOINTER_TO_UINT (found) - 1) : NULL;
}

gssize
rc_volume_read_extents (RcVolume *self, const RcNode *node, guint8 *buffer, gsize length, gint64 offset)
{
  gsize done = 0;

  for (guint i = 0; i < node->n_extents && done < length; i++)
    {
      const RcExtent *extent = &g_array_index (self->extents, RcExtent, node->first_extent + i);
      gsize want;
      gssize got;

      if (offset >= extent->length)
        {
          offset -= extent->length;
          continue;
        }
      want = (gsize) MIN ((gint64) (length - done), extent->length - offset);
      if (extent->offset < 0)
        {
          memset (buffer + done, 0, want);
          got = (gssize) want;
        }
      else
        got = rc_image_read_all (self->image, buffer + done, want, extent->offset + offset);
      if (got < 0)
        return done > 0 ? (gssize) done : -1;
      done += (gsize) got;
      if ((gsize) got < want)
        break;
      offset = 0;
    }
  return (gssize) done;
}

gssize
rc_volume_read (RcVolume *self, const RcNode *node, void *buffer, gsize length, gint64 offset, const char **message)
{
  gsize want = offset < node->size ? (gsize) MIN ((gint64) length, node->size - offset) : 0;
  gssize got;

  if (want == 0)
    return 0;
  *message = "it is packed in a way of zisofs that is not read here";
  if (node->packing == RC_PACKING_UNKNOWN)
    return -1;
  if (node->packing == RC_PACKING_ZISOFS)
    return rc_volume_read_zisofs (self, node, buffer, want, offset, message);
  got = rc_volume_read_extents (self, node, buffer, want, offset);
  if (got == (gssize) want)
    return got;
  *message = got < 0 ? "it cannot be read" : "it lies beyond the end of the image";
  return -1;
}
