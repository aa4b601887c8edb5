/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in the shared memory: taken, handed over, used again while they are warm. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/mman.h>
#include <unistd.h>

#include "renderer/protocol.h"

/* Answers larger than this are taken out of the shared memory at once; smaller ones stay for the next one to overwrite,
 * which saves the page faults. Of places that nobody uses so much is kept. */
#define KEEP_BYTES (16u << 20)
#define FIRST_PLACE ((gsize) RC_RENDERER_MAX_ANSWER)
#define ALIGN ((gsize) 65536)

typedef struct
{
  gsize offset;
  gsize size;
  gboolean used;
} Place;

struct _RcRendererMemory
{
  gatomicrefcount references;
  int fd;            /* (owned) */
  guint8 *mapped;    /* (owned) (nullable) for reading; once the first pixels are handed over */
  GMutex mutex;      /* for the following */
  GQueue places;     /* of Place (owned), by offset */
  gsize unused_size; /* bytes of places that are kept and not used */
};

static gboolean
fail_errno (GError **error, const char *doing)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), "%s: %s", doing, g_strerror (saved));
  return FALSE;
}

/* Sealed, so that no renderer can shrink it under our reading or let it grow over our disk. */
RcRendererMemory *
rc_renderer_memory_new (GError **error)
{
  RcRendererMemory *self = g_new0 (RcRendererMemory, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  g_queue_init (&self->places);
  self->fd = memfd_create ("answer", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->fd >= 0 && ftruncate (self->fd, RC_RENDERER_MEMORY) == 0 &&
      fcntl (self->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
    return self;
  fail_errno (error, _("Memory for the renderer"));
  rc_renderer_memory_unref (self);
  return NULL;
}

void
rc_renderer_memory_unref (RcRendererMemory *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  if (self->mapped)
    munmap (self->mapped, RC_RENDERER_MEMORY);
  if (self->fd >= 0)
    close (self->fd);
  g_queue_clear_full (&self->places, g_free);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

int
rc_renderer_memory_get_fd (RcRendererMemory *self)
{
  return self->fd;
}

static void
forget (RcRendererMemory *self, gsize offset, gsize size)
{
  fallocate (self->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, size);
}

GBytes *
rc_renderer_memory_copy (RcRendererMemory *self, gsize size, GError **error)
{
  g_autofree guint8 *bytes = g_try_malloc (MAX (1, size));
  gsize done = 0;

  while (bytes && done < size)
    {
      gssize got = pread (self->fd, bytes + done, size - done, done);

      if (got <= 0 && errno != EINTR)
        break;
      done += MAX (0, got);
    }
  if (!bytes || done < size)
    {
      errno = bytes ? EIO : ENOMEM;
      fail_errno (error, _("The renderer's answer"));
      return NULL;
    }
  if (size > KEEP_BYTES)
    forget (self, 0, RC_RENDERER_MAX_ANSWER);
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

/* An unused place of this size: tiles of one document are mostly alike. */
static Place *
find_unused (RcRendererMemory *self, gsize size)
{
  for (GList *l = self->places.head; l; l = l->next)
    {
      Place *place = l->data;

      if (!place->used && place->size == size)
        return place;
    }
  return NULL;
}

static void
remove_unused (RcRendererMemory *self, gsize leave)
{
  for (GList *l = self->places.head, *next; l && self->unused_size > leave; l = next)
    {
      Place *place = l->data;

      next = l->next;
      if (place->used)
        continue;
      forget (self, place->offset, place->size);
      self->unused_size -= place->size;
      g_free (place);
      g_queue_delete_link (&self->places, l);
    }
}

/* The first gap between places that is large enough. */
static Place *
make_place (RcRendererMemory *self, gsize size)
{
  gsize offset = FIRST_PLACE;
  GList *before = self->places.head;
  Place *place;

  for (; before; before = before->next)
    {
      const Place *other = before->data;

      if (other->offset - offset >= size)
        break;
      offset = other->offset + other->size;
    }
  if (RC_RENDERER_MEMORY - offset < size)
    return NULL;
  place = g_new0 (Place, 1);
  place->offset = offset;
  place->size = size;
  self->unused_size += size;
  g_queue_insert_before (&self->places, before, place);
  return place;
}

static gboolean
map (RcRendererMemory *self)
{
  void *mapped;

  if (self->mapped)
    return TRUE;
  mapped = mmap (NULL, RC_RENDERER_MEMORY, PROT_READ, MAP_SHARED, self->fd, 0);
  if (mapped != MAP_FAILED)
    self->mapped = mapped;
  return self->mapped != NULL;
}

gboolean
rc_renderer_memory_take (RcRendererMemory *self, gsize size, gsize *offset)
{
  gsize rounded = (size + ALIGN - 1) / ALIGN * ALIGN;
  Place *place = NULL;

  if (size == 0 || size > RC_RENDERER_MEMORY - FIRST_PLACE)
    return FALSE;
  g_mutex_lock (&self->mutex);
  if (map (self))
    {
      place = find_unused (self, rounded);
      if (!place)
        place = make_place (self, rounded);
      if (!place)
        {
          remove_unused (self, 0);
          place = make_place (self, rounded);
        }
    }
  if (place)
    {
      place->used = TRUE;
      self->unused_size -= place->size;
      *offset = place->offset;
    }
  g_mutex_unlock (&self->mutex);
  return place != NULL;
}

void
rc_renderer_memory_give_back (RcRendererMemory *self, gsize offset)
{
  g_mutex_lock (&self->mutex);
  for (GList *l = self->places.head; l; l = l->next)
    {
      Place *place = l->data;

      if (place->offset != offset)
        continue;
      g_assert (place->used);
      place->used = FALSE;
      self->unused_size += place->size;
      break;
    }
  remove_unused (self, KEEP_BYTES);
  g_mutex_unlock (&self->mutex);
}

typedef struct
{
  RcRendererMemory *memory; /* (owned) */
  gsize offset;
} HandedOver;

static void
handed_back (gpointer data)
{
  HandedOver *self = data;

  rc_renderer_memory_give_back (self->memory, self->offset);
  rc_renderer_memory_unref (self->memory);
  g_free (self);
}

GBytes *
rc_renderer_memory_hand_over (RcRendererMemory *self, gsize offset, gsize size)
{
  HandedOver *handed = g_new (HandedOver, 1);

  g_atomic_ref_count_inc (&self->references);
  handed->memory = self;
  handed->offset = offset;
  return g_bytes_new_with_free_func (self->mapped + offset, size, handed_back, handed);
}
