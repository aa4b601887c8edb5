/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the archives on a disc, as if they were folders. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "disc/listing.h"
#include "disc/tree-private.h"

#define MAX_ARCHIVES 1000
#define MAX_TRIED 5000 /* programs among them */
#define MAX_INSIDE 20000 /* entries of one archive */
#define MAX_INSIDE_ALL 300000
#define MAX_INSIDE_US (120 * G_USEC_PER_SEC)

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
    "application/x-arj",
    "application/x-cpio",
    "application/gzip",
    "application/x-gzip",
    "application/x-bzip",
    "application/x-bzip2",
    "application/x-compress",
    "application/x-xz",
    "application/x-szdd",
    "application/x-kwaj",
    /* These are not opened, but called by name. */
    "application/x-ace",
    "application/x-ace-compressed",
    "application/x-stuffit",
    "application/x-zoo",
    "application/x-arc",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Programs with an archive behind them, that unpack themselves. A disc has many more libraries, of which none does. */
static gboolean
may_unpack_itself (const RcDiscEntry *entry)
{
  static const char *const types[] = {
    "application/x-ms-dos-executable",
    "application/x-msdownload",
    "application/x-dosexec",
    "application/vnd.microsoft.portable-executable",
    "application/octet-stream", /* a program of DOS without a header */
  };
  gsize length = strlen (entry->path);
  const char *ending = length > 4 ? entry->path + length - 4 : "";

  if (g_ascii_strcasecmp (ending, ".exe") != 0 && g_ascii_strcasecmp (ending, ".com") != 0 && g_ascii_strcasecmp (ending, ".sfx") != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (entry->type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What is in one archive goes behind the entries. FALSE only when cancelled. */
static gboolean
open_archive (RcDisc *self, RcDiscEntry *archive, GPtrArray *entries, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  const RcListing listing = {
    .disc = self->path, .names = self->names, .archive = archive, .entries = entries, .raw = self->raw, .problems = problems
  };
  const char *raw = rc_disc_find_raw (self, archive->path);
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) items = self->source->funcs->list_inside (self->source, raw, MAX_INSIDE, cancellable, &local);
  guint before = entries->len;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!items && may_unpack_itself (archive) && g_error_matches (local, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND))
    return TRUE;
  if (!items)
    {
      gboolean named = g_str_has_prefix (local->message, raw) && g_str_has_prefix (local->message + strlen (raw), ": ");
      g_autofree char *message = g_strdup_printf (_("the archive cannot be opened: %s"), local->message + (named ? strlen (raw) + 2 : 0));

      rc_listing_add_problem (&listing, archive->path, message);
      return TRUE;
    }
  rc_listing_make (&listing, items);
  archive->opened = entries->len > before;
  return TRUE;
}

gboolean
rc_disc_open_archives (RcDisc *self, GPtrArray *entries, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + MAX_INSIDE_US;
  guint n_entries = entries->len, n_opened = 0, n_tried = 0;

  g_return_val_if_fail (self && entries && self->raw, FALSE);
  if (!self->source->funcs->list_inside)
    return TRUE;
  for (guint i = 0; i < n_entries; i++)
    {
      RcDiscEntry *entry = entries->pdata[i];

      if (entry->folder || entry->size == 0 || !(is_archive (entry->type) || may_unpack_itself (entry)))
        continue;
      if (n_opened >= MAX_ARCHIVES || n_tried++ >= MAX_TRIED || entries->len - n_entries > MAX_INSIDE_ALL || g_get_monotonic_time () > end)
        {
          const RcListing listing = { .disc = self->path, .problems = problems };

          rc_listing_add_problem (&listing, entry->path, _("this and further archives are not opened: the disc has too many"));
          break;
        }
      if (!open_archive (self, entry, entries, problems, cancellable, error))
        return FALSE;
      n_opened += entry->opened || is_archive (entry->type);
    }
  return TRUE;
}

gboolean
rc_disc_open_archive_of (RcDisc *self, GPtrArray *entries, const char *path, GCancellable *cancellable, GError **error)
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
