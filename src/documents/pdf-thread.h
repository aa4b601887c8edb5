/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread of one open PDF: its queue of jobs, and the renderer it alone talks to. */
#pragma once

#include <gio/gio.h>

#include "renderer/client.h"

G_BEGIN_DECLS

typedef struct _RcPdfThread RcPdfThread;

/* Runs in the thread; its result is given to whoever asked. NULL with an error. */
typedef gpointer (*RcPdfFunc) (RcPdfThread *thread, gpointer data, GError **error);

/* The file is `path`, or `fd` (taken) when path is NULL; `password` and `spare` may be NULL, and a spare of another role counts for nothing. Nothing is opened before the first job asks. */
RcPdfThread *rc_pdf_thread_new (const char *path, int fd, const char *password, RcRendererSpare *spare);
/* Ends the renderer at once, also in the middle of a job, and the thread soon after. */
void rc_pdf_thread_free (RcPdfThread *self);

/* Waits for the result. */
gpointer
rc_pdf_thread_run (RcPdfThread *self, RcPdfFunc func, gpointer data, GCancellable *cancellable, GError **error);
/* Takes the task; the data is its task data, the result its pointer. Jobs run in order of the task's priority, then of
 * time. */
void rc_pdf_thread_push (RcPdfThread *self, GTask *task, RcPdfFunc func, GDestroyNotify free_result);

/* A document that stopped the renderer again and again may start it as often as at first. From any thread. */
void rc_pdf_thread_try_again (RcPdfThread *self);
/* What opening a document tells. */
typedef struct
{
  int n_pages;
  char *title; /* (owned) (nullable) */
  guint may;   /* RcRendererMay */
  double width, height; /* points of the first page */
} RcPdfOpened;

/* For jobs. Opens the document when it is not open (again); `n_pages` and `opened` may be NULL, and nothing is written to the
 * latter when it was open. */
gboolean rc_pdf_thread_ensure_open (RcPdfThread *self, int *n_pages, RcPdfOpened *opened, GError **error);
/* For jobs: one question about the open document. A renderer that died is started again and asked once more. Errors are
 * of RC_DOCUMENTS_ERROR. */
GBytes *
rc_pdf_thread_call (RcPdfThread *self, const RcRendererRequest *request, RcRendererReply *reply, GError **error);
GBytes *
rc_pdf_thread_call_pixels (RcPdfThread *self, const RcRendererRequest *request, gsize size, GError **error);
/* For a job that asks several questions, between them: jobs of better priority that wait are run now. */
void rc_pdf_thread_give_way (RcPdfThread *self);

G_END_DECLS
