/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disc, whatever it comes from: opened, listed and read. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include "disc/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disc/listing.h"
#include "disc/names.h"
#include "disc/tree-private.h"

G_DEFINE_QUARK (rc - disc - error - quark, rc_disc_error)

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

GPtrArray *
rc_disc_list (RcDisc *self, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;
  RcListing listing = { .problems = problems };

  g_return_val_if_fail (self, NULL);
  items = self->source->funcs->list (self->source, cancellable, error);
  if (!items)
    return NULL;
  g_clear_pointer (&self->raw, g_hash_table_unref);
  self->raw = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  listing.disc = self->path;
  listing.names = self->names;
  listing.raw = self->raw;
  listing.entries = g_ptr_array_new_with_free_func (entry_free);
  self->read_as = rc_listing_make (&listing, items);
  return listing.entries;
}

const char *
rc_disc_find_raw (RcDisc *self, const char *path)
{
  const char *raw = self->raw ? g_hash_table_lookup (self->raw, path) : NULL;

  return raw ? raw : path;
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
  bytes = funcs->read (self->source, rc_disc_find_raw (self, path), offset, length, cancellable, &local);
  if (bytes || self->raw || !g_error_matches (local, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND))
    {
      if (local)
        g_propagate_error (error, local);
      return bytes;
    }
  g_clear_error (&local);
  entries = rc_disc_list (self, NULL, cancellable, error);
  if (entries && !rc_disc_open_archive_of (self, entries, path, cancellable, error))
    return NULL;
  return entries ? funcs->read (self->source, rc_disc_find_raw (self, path), offset, length, cancellable, error) : NULL;
}
