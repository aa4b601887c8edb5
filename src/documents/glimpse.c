/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document is opened, asked for its beginning, and closed. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/glimpse.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "documents/pdf-private.h"
#include "documents/reading.h"

#define MAX_TEXT 65536 /* bytes of a text, and the pages it is taken from */
#define MAX_PAGES 8

typedef struct
{
  int fd; /* (owned) */
  int max_side;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  close (load->fd);
  g_free (load);
}

void
rc_glimpse_free (RcGlimpse *self)
{
  g_clear_pointer (&self->pixels, rc_pixels_free);
  g_clear_pointer (&self->leads, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->text);
  g_free (self);
}

/* Rows of a table and items stand close to each other. */
static gboolean
is_close (const RcBlock *block, const RcBlock *before)
{
  return before && block->kind == before->kind && (block->kind == RC_BLOCK_LINE || block->kind == RC_BLOCK_ITEM);
}

static char *
read_text (RcPdf *pdf, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcReading) reading = rc_reading_new (pdf);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int page = 0; page < MIN (MAX_PAGES, rc_pdf_get_n_pages (pdf)); page++)
    {
      g_autoptr (GPtrArray) blocks = rc_reading_blocks (reading, page, cancellable, error);
      const RcBlock *before = NULL;

      if (!blocks)
        return NULL;
      for (guint i = 0; i < blocks->len && text->len < MAX_TEXT; i++)
        {
          const RcBlock *block = g_ptr_array_index (blocks, i);

          if (text->len > 0 && !is_close (block, before))
            g_string_append_c (text, '\n');
          g_string_append_printf (text, "%s\n", block->text);
          before = block;
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
look (RcGlimpse *self, RcPdf *pdf, int max_side, GCancellable *cancellable, GError **error)
{
  RcPdfSize size = rc_pdf_get_first_size (pdf);

  self->n_pages = rc_pdf_get_n_pages (pdf);
  self->title = g_strdup (rc_pdf_get_title (pdf));
  if (rc_pdf_is_flowing (pdf))
    return (self->text = read_text (pdf, cancellable, error)) != NULL && (self->leads = rc_pdf_leads (pdf, cancellable, error)) != NULL;
  self->pixels = rc_pdf_render (pdf, 0, max_side / MAX (size.width, size.height), cancellable, error);
  return self->pixels != NULL;
}

/* Takes fd. */
static RcGlimpse *
load (int fd, int max_side, GCancellable *cancellable, GError **error)
{
  g_autoptr (RcPdf) unopened = rc_pdf_new_unopened (NULL, fd, NULL, NULL);
  g_autoptr (RcPdf) pdf = rc_pdf_thread_run (unopened->thread, rc_pdf_open_in_thread, unopened, cancellable, error);
  g_autoptr (RcGlimpse) self = NULL;

  if (!pdf)
    return NULL;
  self = g_new0 (RcGlimpse, 1);
  return look (self, pdf, max_side, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

static int
dup_fd (int fd, GError **error)
{
  int copy = fcntl (fd, F_DUPFD_CLOEXEC, 3);
  int saved = errno;

  if (copy < 0)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (saved), g_strerror (saved));
  return copy;
}

RcGlimpse *
rc_glimpse_load (int fd, int max_side, GCancellable *cancellable, GError **error)
{
  int copy;

  g_return_val_if_fail (max_side > 0, NULL);
  copy = dup_fd (fd, error);
  return copy >= 0 ? load (copy, max_side, cancellable, error) : NULL;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Load *wanted = data;
  GError *error = NULL;
  RcGlimpse *glimpse = rc_glimpse_load (wanted->fd, wanted->max_side, cancellable, &error);

  if (glimpse)
    g_task_return_pointer (task, glimpse, (GDestroyNotify) rc_glimpse_free);
  else
    g_task_return_error (task, error);
}

void
rc_glimpse_load_async (int fd, int max_side, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Load *wanted = g_new (Load, 1);

  *wanted = (Load){ fd, max_side };
  g_task_set_source_tag (task, rc_glimpse_load_async);
  g_task_set_task_data (task, wanted, load_free);
  g_task_run_in_thread (task, load_in_thread);
}

RcGlimpse *
rc_glimpse_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rc_glimpse_load_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
