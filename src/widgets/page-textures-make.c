/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pieces that are wanted of a document, and the making of them: drawn by its renderer, darkened for the night. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-textures-private.h"

#include "widgets/night.h"

#define N_AT_WORK 2 /* requests at the document at once: one being drawn, one waiting */

/* One piece on its way through the document's thread and the worker that darkens it. */
typedef struct
{
  RcPageTextures *self;      /* (owned) */
  RcPageTile key;
  GCancellable *cancellable; /* (owned) when nobody wants it any more */
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->cancellable);
  g_object_unref (job->self);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void begin_wanted (RcPageTextures *self);

static guint
find_wanted (RcPageTextures *self, const RcPageTile *key, gconstpointer owner)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      RcPageWanted *wanted = &g_array_index (self->wanted, RcPageWanted, i);

      if (rc_page_tile_equal (&wanted->key, key) && (owner == NULL || wanted->owner == owner))
        return i;
    }
  return G_MAXUINT;
}

static gboolean
is_at_work (RcPageTextures *self, const RcPageTile *key)
{
  for (guint i = 0; i < self->at_work->len; i++)
    if (rc_page_tile_equal (&((const Job *) g_ptr_array_index (self->at_work, i))->key, key))
      return TRUE;
  return FALSE;
}

static void
check_cb (gpointer data)
{
  RcPageTextures *self = data;

  self->check_source = 0;
  for (guint i = 0; i < self->at_work->len; i++)
    {
      const Job *job = g_ptr_array_index (self->at_work, i);

      if (find_wanted (self, &job->key, NULL) == G_MAXUINT)
        g_cancellable_cancel (job->cancellable);
    }
}

/* Takes the job and the pixels. */
static void
finish_job (Job *finished, RcPixels *pixels, const GError *error)
{
  g_autoptr (Job) job = finished;
  RcPageTextures *self = job->self;

  g_ptr_array_remove_fast (self->at_work, job);
  if (pixels != NULL)
    rc_page_textures_keep (self, &job->key, pixels);
  else if (!g_cancellable_is_cancelled (job->cancellable))
    {
      g_info ("page %u cannot be shown: %s", job->key.page + 1, error->message);
      g_hash_table_add (self->failed, GUINT_TO_POINTER (job->key.page));
    }
  g_signal_emit_by_name (self, "changed", job->key.page);
  begin_wanted (self);
}

static void
darken_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const RcPixels *pixels = data;
  RcPixels *dark = g_memdup2 (pixels, sizeof *pixels);
  gsize size = (gsize) pixels->width * (gsize) pixels->height * 4;
  guint32 *copy = g_memdup2 (g_bytes_get_data (pixels->bytes, NULL), size);

  rc_night_recolour (copy, (guint) pixels->width, (guint) pixels->height);
  dark->bytes = g_bytes_new_take (copy, size);
  g_task_return_pointer (task, dark, (GDestroyNotify) rc_pixels_free);
}

static void
darkened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  RcPixels *pixels = g_task_propagate_pointer (G_TASK (result), &error);

  finish_job (job, pixels, error);
}

/* Pieces are darkened in any order, each for itself, so GLib's pool does. */
static void
darken (Job *job, RcPixels *pixels)
{
  g_autoptr (GTask) task = g_task_new (job->self, NULL, darkened_cb, job);

  g_task_set_source_tag (task, darken);
  g_task_set_task_data (task, pixels, (GDestroyNotify) rc_pixels_free);
  g_task_run_in_thread (task, darken_in_thread);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  RcPixels *pixels = rc_pdf_render_area_finish (RC_PDF (source), result, &error);

  if (pixels != NULL && job->key.night)
    darken (job, pixels);
  else
    finish_job (job, pixels, error);
}

static void
begin (RcPageTextures *self, const RcPageWanted *wanted)
{
  Job *job = g_new0 (Job, 1);
  RcPdfArea area = rc_page_tile_get_area (&wanted->key);

  job->self = g_object_ref (self);
  job->key = wanted->key;
  job->cancellable = g_cancellable_new ();
  g_ptr_array_add (self->at_work, job);
  rc_pdf_render_area_async (self->pdf, (int) wanted->key.page, wanted->scale, wanted->key.turns, &area, wanted->priority,
                            job->cancellable, rendered_cb, job);
}

/* What has come, or cannot come, is wanted no more. */
static void
remove_settled (RcPageTextures *self)
{
  for (guint i = self->wanted->len; i > 0; i--)
    {
      const RcPageTile *key = &g_array_index (self->wanted, RcPageWanted, i - 1).key;

      if (g_hash_table_contains (self->links, key) || rc_page_textures_has_failed (self, key->page))
        g_array_remove_index (self->wanted, i - 1);
    }
}

static void
begin_wanted (RcPageTextures *self)
{
  remove_settled (self);
  while (self->at_work->len < N_AT_WORK && !self->waiting)
    {
      const RcPageWanted *best = NULL;

      for (guint i = 0; i < self->wanted->len; i++)
        {
          const RcPageWanted *wanted = &g_array_index (self->wanted, RcPageWanted, i);

          if ((best == NULL || wanted->priority < best->priority) && !is_at_work (self, &wanted->key))
            best = wanted;
        }
      if (best == NULL)
        return;
      begin (self, best);
    }
}

static void
want_piece (gpointer object, const RcPageTile *key, gpointer data)
{
  RcPageTextures *self = object;
  RcPageWanted wanted = *(const RcPageWanted *) data;
  GList *link = g_hash_table_lookup (self->links, key);
  guint index;

  if (link != NULL)
    {
      rc_page_textures_use (self, link);
      return;
    }
  wanted.key = *key;
  index = find_wanted (self, key, wanted.owner);
  if (index != G_MAXUINT)
    g_array_index (self->wanted, RcPageWanted, index).priority = wanted.priority;
  else
    g_array_append_val (self->wanted, wanted);
}

void
rc_page_textures_want (RcPageTextures *self, gconstpointer owner, const RcPageLook *look, const graphene_rect_t *part, int priority)
{
  RcPageWanted wanted = { .scale = look->scale, .owner = owner, .priority = priority };
  RcPageTile key;

  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  if (rc_page_textures_has_failed (self, look->page))
    return;
  key = rc_page_textures_make_tile (self, look);
  rc_page_tile_for_each (&key, part, want_piece, self, &wanted);
  begin_wanted (self);
}

void
rc_page_textures_unwant (RcPageTextures *self, gconstpointer owner)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  for (guint i = self->wanted->len; i > 0; i--)
    if (g_array_index (self->wanted, RcPageWanted, i - 1).owner == owner)
      g_array_remove_index_fast (self->wanted, i - 1);
  /* Who gathers anew what is wanted has done so until then. */
  if (self->at_work->len > 0 && self->check_source == 0)
    self->check_source = g_idle_add_once (check_cb, self);
}

void
rc_page_textures_set_waiting (RcPageTextures *self, gboolean waiting)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  self->waiting = !!waiting;
  begin_wanted (self);
}

gboolean
rc_page_textures_has_failed (RcPageTextures *self, guint page)
{
  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), FALSE);

  return g_hash_table_contains (self->failed, GUINT_TO_POINTER (page));
}

void
rc_page_textures_retry (RcPageTextures *self, guint page)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  rc_pdf_try_again (self->pdf);
  if (g_hash_table_remove (self->failed, GUINT_TO_POINTER (page)))
    g_signal_emit_by_name (self, "changed", page);
}
