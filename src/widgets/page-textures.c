/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of one document as textures: asked for, made elsewhere, kept while there is room. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/page-textures.h"

#include <math.h>

#include "widgets/night.h"

#define N_AT_WORK 2    /* requests at the document at once: one being drawn, one waiting */
#define SCALE_STEPS 64 /* scales are told apart by 1/64 pixel a point */

typedef struct
{
  guint page;
  int scale_step;
  gboolean night;
  GdkTexture *texture; /* (owned) */
  gsize bytes;
} Kept;

typedef struct
{
  guint page;
  int scale_step;
  int priority;
} Wanted;

struct _RcPageTextures
{
  GObject parent_instance;
  RcPdf *pdf;  /* (owned) */
  GQueue kept; /* (owned) Kept, most recently used first */
  gsize bytes;
  gsize limit_bytes;
  GArray *wanted;     /* (owned) Wanted */
  GArray *at_work;    /* (owned) Wanted */
  GHashTable *failed; /* (owned) set of pages */
  gboolean night;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RcPageTextures, rc_page_textures, G_TYPE_OBJECT)

/* One page on its way through the document's thread and the worker that darkens it. It is never cancelled, for that would
 * end the renderer's process; at most N_AT_WORK pages are made for nobody. */
typedef struct
{
  RcPageTextures *self; /* (owned) */
  Wanted what;
  gboolean night;
} Job;

static void begin_wanted (RcPageTextures *self);

static void
kept_free (Kept *kept)
{
  g_object_unref (kept->texture);
  g_free (kept);
}

static void
job_free (Job *job)
{
  g_object_unref (job->self);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static int
step_of_scale (double scale)
{
  return MAX (1, (int) lround (scale * SCALE_STEPS));
}

static gboolean
find_wanted (GArray *array, guint page, int scale_step, guint *index)
{
  for (guint i = 0; i < array->len; i++)
    {
      Wanted *wanted = &g_array_index (array, Wanted, i);

      if (wanted->page == page && (scale_step == 0 || wanted->scale_step == scale_step))
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The one just used stays, even when it alone is larger than the limit. */
static void
make_room (RcPageTextures *self)
{
  while (self->bytes > self->limit_bytes && self->kept.length > 1)
    {
      Kept *oldest = g_queue_pop_tail (&self->kept);

      self->bytes -= oldest->bytes;
      kept_free (oldest);
    }
}

static void
keep (RcPageTextures *self, const Job *job, GdkTexture *texture)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->page = job->what.page;
  kept->scale_step = job->what.scale_step;
  kept->night = job->night;
  kept->texture = g_object_ref (texture);
  kept->bytes = (gsize) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4;
  self->bytes += kept->bytes;
  g_queue_push_head (&self->kept, kept);
  make_room (self);
}

static void
finish_job (Job *job, GdkTexture *texture, const GError *error)
{
  RcPageTextures *self = job->self;
  guint index;

  if (find_wanted (self->at_work, job->what.page, job->what.scale_step, &index))
    g_array_remove_index_fast (self->at_work, index);

  if (texture != NULL)
    keep (self, job, texture);
  else
    {
      g_info ("page %u cannot be shown: %s", job->what.page + 1, error->message);
      g_hash_table_add (self->failed, GUINT_TO_POINTER (job->what.page));
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, job->what.page);
  begin_wanted (self);
}

static GdkTexture *
texture_of_pixels (const RcPixels *pixels)
{
  return gdk_memory_texture_new (pixels->width, pixels->height, GDK_MEMORY_DEFAULT, pixels->bytes,
                                 (gsize) pixels->width * 4);
}

static void
darken_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RcPixels *pixels = data;
  gsize size = (gsize) pixels->width * pixels->height * 4;
  g_autofree guint32 *copy = g_memdup2 (g_bytes_get_data (pixels->bytes, NULL), size);

  rc_night_recolour (copy, pixels->width, pixels->height);
  g_bytes_unref (pixels->bytes);
  pixels->bytes = g_bytes_new_take (g_steal_pointer (&copy), size);
  g_task_return_pointer (task, texture_of_pixels (pixels), g_object_unref);
}

static void
darkened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  finish_job (job, texture, error);
}

/* Pages are darkened in any order, each for itself, so GLib's pool does. */
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
  g_autoptr (Job) job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RcPixels) pixels = rc_pdf_render_finish (RC_PDF (source), result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (pixels != NULL && job->night)
    {
      darken (g_steal_pointer (&job), g_steal_pointer (&pixels));
      return;
    }
  if (pixels != NULL)
    texture = texture_of_pixels (pixels);
  finish_job (job, texture, error);
}

static void
begin (RcPageTextures *self, const Wanted *wanted)
{
  Job *job = g_new0 (Job, 1);

  job->self = g_object_ref (self);
  job->what = *wanted;
  job->night = self->night;
  g_array_append_val (self->at_work, *wanted);
  rc_pdf_render_async (self->pdf, (int) wanted->page, (double) wanted->scale_step / SCALE_STEPS, wanted->priority,
                       NULL, rendered_cb, job);
}

static void
begin_wanted (RcPageTextures *self)
{
  while (self->at_work->len < N_AT_WORK && self->wanted->len > 0)
    {
      guint best = 0;
      Wanted wanted;

      for (guint i = 1; i < self->wanted->len; i++)
        if (g_array_index (self->wanted, Wanted, i).priority < g_array_index (self->wanted, Wanted, best).priority)
          best = i;
      wanted = g_array_index (self->wanted, Wanted, best);
      g_array_remove_index (self->wanted, best);
      begin (self, &wanted);
    }
}

static void
rc_page_textures_finalize (GObject *object)
{
  RcPageTextures *self = RC_PAGE_TEXTURES (object);

  g_queue_clear_full (&self->kept, (GDestroyNotify) kept_free);
  g_array_unref (self->wanted);
  g_array_unref (self->at_work);
  g_hash_table_unref (self->failed);
  g_object_unref (self->pdf);
  G_OBJECT_CLASS (rc_page_textures_parent_class)->finalize (object);
}

static void
rc_page_textures_class_init (RcPageTexturesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rc_page_textures_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
rc_page_textures_init (RcPageTextures *self)
{
  self->wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  self->at_work = g_array_new (FALSE, FALSE, sizeof (Wanted));
  self->failed = g_hash_table_new (NULL, NULL);
  g_queue_init (&self->kept);
}

RcPageTextures *
rc_page_textures_new (RcPdf *pdf, gsize limit_bytes)
{
  RcPageTextures *self = g_object_new (RC_TYPE_PAGE_TEXTURES, NULL);

  self->pdf = g_object_ref (pdf);
  self->limit_bytes = limit_bytes;
  return self;
}

RcPdf *
rc_page_textures_get_pdf (RcPageTextures *self)
{
  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), NULL);

  return self->pdf;
}

void
rc_page_textures_set_night (RcPageTextures *self, gboolean night)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  self->night = !!night;
}

gboolean
rc_page_textures_get_night (RcPageTextures *self)
{
  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), FALSE);

  return self->night;
}

GdkTexture *
rc_page_textures_get (RcPageTextures *self, guint page, double scale, gboolean *exact)
{
  int scale_step = step_of_scale (scale);
  GList *nearest = NULL;

  g_return_val_if_fail (RC_IS_PAGE_TEXTURES (self), NULL);

  for (GList *link = self->kept.head; link != NULL; link = link->next)
    {
      Kept *kept = link->data;

      if (kept->page != page || kept->night != self->night)
        continue;
      if (nearest == NULL || ABS (kept->scale_step - scale_step) < ABS (((Kept *) nearest->data)->scale_step - scale_step))
        nearest = link;
    }

  *exact = nearest != NULL && ((Kept *) nearest->data)->scale_step == scale_step;
  if (nearest == NULL)
    return NULL;
  g_queue_unlink (&self->kept, nearest);
  g_queue_push_head_link (&self->kept, nearest);
  return ((Kept *) nearest->data)->texture;
}

void
rc_page_textures_want (RcPageTextures *self, guint page, double scale, int priority)
{
  Wanted wanted = { page, step_of_scale (scale), priority };
  gboolean exact;
  guint index;

  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  if (rc_page_textures_has_failed (self, page))
    return;
  rc_page_textures_get (self, page, scale, &exact);
  if (exact || find_wanted (self->at_work, page, wanted.scale_step, &index))
    return;
  if (find_wanted (self->wanted, page, 0, &index))
    g_array_remove_index (self->wanted, index);
  g_array_append_val (self->wanted, wanted);
  begin_wanted (self);
}

void
rc_page_textures_unwant (RcPageTextures *self, guint page)
{
  guint index;

  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  if (find_wanted (self->wanted, page, 0, &index))
    g_array_remove_index (self->wanted, index);
}

void
rc_page_textures_unwant_all (RcPageTextures *self)
{
  g_return_if_fail (RC_IS_PAGE_TEXTURES (self));

  g_array_set_size (self->wanted, 0);
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
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, page);
}
