/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An image as a disc, read by the sandboxed renderer. */
#define G_LOG_DOMAIN "rc-disc"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "disc/names.h"
#include "disc/source.h"
#include "disc/tree.h"
#include "renderer/client.h"

#define OPEN_MS 10000
#define LIST_MS 60000
#define READ_MS 20000
#define INSIDE_MS 10000 /* of one archive on it */
#define MAX_STARTS 4
#define MAX_FACTS (64u << 10)

typedef struct
{
  RcDiscSource source;
  int fd;                   /* (owned) */
  char *path;               /* (owned) for messages */
  RcRendererClient *client; /* (owned) (nullable) */
  guint n_starts;           /* since the renderer last answered */
} Image;

/* Takes the renderer's error. */
static void
set_error (Image *self, GError *local, const char *inside, GError **error)
{
  RcDiscError code = RC_DISC_ERROR_UNREADABLE;

  if (local->domain != RC_RENDERER_ERROR)
    {
      g_propagate_error (error, local);
      return;
    }
  if (local->code == RC_RENDERER_ERROR_NOT_FOUND)
    code = RC_DISC_ERROR_NOT_FOUND;
  else if (local->code == RC_RENDERER_ERROR_TOO_LARGE)
    code = RC_DISC_ERROR_TOO_LARGE;
  g_set_error (error, RC_DISC_ERROR, code, "%s: %s", inside ? inside : self->path, local->message);
  g_error_free (local);
}

/* One question; a renderer that is gone is started again, and asked once more if it went before it could answer. */
static GBytes *
ask (Image *self,
     const RcRendererRequest *request,
     guint timeout_ms,
     RcRendererReply *reply,
     GCancellable *cancellable,
     GError **error)
{
  for (int attempt = 1;; attempt++)
    {
      GError *local = NULL;
      GBytes *payload = NULL;

      if (!self->client || !rc_renderer_client_is_alive (self->client))
        {
          g_clear_pointer (&self->client, rc_renderer_client_free);
          if (self->n_starts++ >= MAX_STARTS)
            {
              g_set_error_literal (error, RC_RENDERER_ERROR, RC_RENDERER_ERROR_REFUSED,
                                   _("It stopped the renderer several times and is not tried again"));
              return NULL;
            }
          self->client = rc_renderer_client_new (RC_RENDERER_ROLE_DISC, self->fd, cancellable, &local);
        }
      if (self->client)
        payload = rc_renderer_client_call (self->client, request, timeout_ms, reply, cancellable, &local);
      if (payload)
        {
          self->n_starts = 0;
          return payload;
        }
      if (attempt == 2 || !self->client || !g_error_matches (local, RC_RENDERER_ERROR, RC_RENDERER_ERROR_DIED))
        {
          g_propagate_error (error, local);
          return NULL;
        }
      g_error_free (local);
    }
}

/* FALSE when the bytes left do not hold what they promise. */
static gboolean
take_item (const guint8 **bytes, gsize *left, GPtrArray *items)
{
  static const RcDiscItemKind kinds[] = {
    [RC_RENDERER_ENTRY_FILE] = RC_DISC_ITEM_FILE,
    [RC_RENDERER_ENTRY_FOLDER] = RC_DISC_ITEM_FOLDER,
    [RC_RENDERER_ENTRY_OTHER] = RC_DISC_ITEM_OTHER,
    [RC_RENDERER_ENTRY_PROBLEM] = RC_DISC_ITEM_PROBLEM,
  };
  RcRendererEntry entry;
  g_autofree char *path = NULL;
  RcDiscItem *item;

  if (*left < sizeof entry)
    return FALSE;
  memcpy (&entry, *bytes, sizeof entry);
  *bytes += sizeof entry;
  *left -= sizeof entry;
  if (entry.kind < RC_RENDERER_ENTRY_FILE || entry.kind > RC_RENDERER_ENTRY_PROBLEM || entry.size < 0 ||
      entry.head_length > RC_RENDERER_HEAD || (gsize) entry.path_length + entry.head_length > *left)
    return FALSE;
  path = g_strndup ((const char *) *bytes, entry.path_length);
  item = rc_disc_item_new (kinds[entry.kind], path);
  item->size = entry.size;
  item->mtime = entry.mtime;
  if (entry.head_length > 0)
    item->head = g_bytes_new (*bytes + entry.path_length, entry.head_length);
  g_ptr_array_add (items, item);
  *bytes += entry.path_length + entry.head_length;
  *left -= entry.path_length + entry.head_length;
  return TRUE;
}

static GPtrArray *
ask_for_items (Image *self, const RcRendererRequest *request, const char *inside, GCancellable *cancellable, GError **error)
{
  RcRendererReply reply;
  GError *local = NULL;
  g_autoptr (GBytes) payload = ask (self, request, inside ? INSIDE_MS : LIST_MS, &reply, cancellable, &local);
  g_autoptr (GPtrArray) items = NULL;
  const guint8 *bytes;
  gsize left;

  if (!payload)
    {
      set_error (self, local, inside, error);
      return NULL;
    }
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_disc_item_free);
  bytes = g_bytes_get_data (payload, &left);
  while (left > 0)
    if (items->len > 2 * RC_DISC_MAX_ENTRIES || !take_item (&bytes, &left, items))
      {
        g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_UNREADABLE,
                     _("%s: the renderer gave an answer that makes no sense"), self->path);
        return NULL;
      }
  return g_steal_pointer (&items);
}

static GPtrArray *
image_list (RcDiscSource *source, GCancellable *cancellable, GError **error)
{
  const RcRendererRequest request = { .verb = RC_RENDERER_LIST };

  return ask_for_items ((Image *) source, &request, NULL, cancellable, error);
}

static GPtrArray *
image_list_inside (RcDiscSource *source, const char *path, guint most, GCancellable *cancellable, GError **error)
{
  RcRendererRequest request = { .verb = RC_RENDERER_INSIDE, .a = most };

  if (g_strlcpy (request.text, path, sizeof request.text) >= sizeof request.text)
    {
      g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND, _("%s: there is no such file on it"), path);
      return NULL;
    }
  return ask_for_items ((Image *) source, &request, *path == '/' ? ((Image *) source)->path : path, cancellable, error);
}

static GBytes *
image_read (
    RcDiscSource *source, const char *path, gint64 offset, gsize length, GCancellable *cancellable, GError **error)
{
  Image *self = (Image *) source;
  RcRendererRequest request = { .verb = RC_RENDERER_READ, .a = offset, .b = MIN (length, RC_RENDERER_MAX_ANSWER) };
  RcRendererReply reply;
  GError *local = NULL;
  GBytes *payload;

  if (g_strlcpy (request.text, path, sizeof request.text) >= sizeof request.text)
    {
      g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND, _("%s: there is no such file on it"), path);
      return NULL;
    }
  payload = ask (self, &request, READ_MS, &reply, cancellable, &local);
  if (payload && g_bytes_get_size (payload) <= length)
    return payload;
  if (payload)
    {
      g_bytes_unref (payload);
      local = g_error_new_literal (RC_RENDERER_ERROR, RC_RENDERER_ERROR_BROKEN,
                                   _("The renderer gave an answer that makes no sense"));
    }
  set_error (self, local, path, error);
  return NULL;
}

static void
image_free (RcDiscSource *source)
{
  Image *self = (Image *) source;

  g_clear_pointer (&self->client, rc_renderer_client_free);
  close (self->fd);
  g_free (self->path);
  g_free (source->volume);
  g_free (source->facts);
  g_free (source->image_path);
  g_free (self);
}

/* (transfer full) The name of a volume may be as old as those of its files, and is all there is to judge by. */
static char *
dup_volume (const char *bytes, gsize size)
{
  g_autofree char *raw = g_strndup (bytes, size);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, raw);
  return rc_disc_names_decode (g_utf8_validate (raw, -1, NULL) ? NULL : rc_disc_names_guess (names), raw);
}

/* The first line is the name, the others are facts. */
static void
take_facts (RcDiscSource *source, GBytes *payload)
{
  gsize size;
  const char *text = g_bytes_get_data (payload, &size);
  const char *end;

  size = MIN (size, MAX_FACTS);
  end = size > 0 ? memchr (text, '\n', size) : NULL;
  if (!end)
    return;
  if (end > text)
    source->volume = dup_volume (text, (gsize) (end - text));
  if (end + 1 < text + size)
    source->facts = g_utf8_make_valid (end + 1, text + size - end - 1);
}

static const RcDiscSourceFuncs image_funcs = { image_list, image_list_inside, image_read, image_free };

static Image *
make (int fd, const char *path)
{
  Image *self = g_new0 (Image, 1);

  self->source.funcs = &image_funcs;
  self->fd = fd;
  self->path = g_strdup (path);
  return self;
}

RcDiscSource *
rc_disc_archive_new (int fd, const char *path)
{
  return &make (fd, path)->source;
}

RcDiscSource *
rc_disc_image_new (int fd, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  RcRendererRequest request = { .verb = RC_RENDERER_OPEN };
  Image *self = make (fd, path);
  g_autoptr (GBytes) volume = NULL;
  GError *local = NULL;
  RcRendererReply reply;

  g_strlcpy (request.text, name, sizeof request.text);
  volume = ask (self, &request, OPEN_MS, &reply, cancellable, &local);
  if (volume)
    {
      self->source.n_missing = MAX (0, reply.a);
      take_facts (&self->source, volume);
      return &self->source;
    }
  if (g_error_matches (local, RC_RENDERER_ERROR, RC_RENDERER_ERROR_REFUSED) ||
      g_error_matches (local, RC_RENDERER_ERROR, RC_RENDERER_ERROR_NOT_FOUND))
    {
      g_set_error (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_A_DISC, _("%s: no disc image that can be read (%s)"), path,
                   local->message);
      g_error_free (local);
    }
  else
    set_error (self, local, NULL, error);
  image_free (&self->source);
  return NULL;
}
