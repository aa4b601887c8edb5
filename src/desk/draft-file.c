/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a draft. */
#define G_LOG_DOMAIN "rc-desk"

#include "config.h"

#include "desk/draft-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* Windows on one catalogue that keep drafts at the same time. */
#define MAX_WINDOWS 32
#define KEPT_EACH_SECONDS 3

struct _RcDraftFile
{
  GObject parent_instance;
  char *folder; /* (owned) */
  char *path;   /* (owned) (nullable) NULL: not opened yet, or cannot be */
  int lock;     /* held as long as the window is there; -1 none */
  char *wanted; /* (owned) (nullable) what is to be in the file */
  gboolean is_due;  /* the file has something else */
  gboolean is_busy; /* a thread has path and lock */
  gboolean has_failed;
  guint soon; /* source: asks for the text; 0 none */
  RcDraftTextFunc make_text;
  gpointer user_data;
};

static guint failed_signal;

G_DEFINE_FINAL_TYPE (RcDraftFile, rc_draft_file, G_TYPE_OBJECT)

static char *
dup_path (RcDraftFile *self, guint window, const char *ending)
{
  g_autofree char *name = g_strdup_printf ("%u.%s", window, ending);

  return g_build_filename (self->folder, name, NULL);
}

/* -1: another window has it. */
static int
lock_window (RcDraftFile *self, guint window)
{
  g_autofree char *path = dup_path (self, window, "lock");
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* The place of a window that is gone and left something comes first. */
static void
open_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  RcDraftFile *self = source_object;
  char *left = NULL;

  g_mkdir_with_parents (self->folder, 0700);
  for (guint window = 0; window < MAX_WINDOWS && left == NULL; window++)
    {
      g_autofree char *path = dup_path (self, window, "json");
      gboolean is_there = g_file_test (path, G_FILE_TEST_IS_REGULAR);
      int lock = is_there || self->lock < 0 ? lock_window (self, window) : -1;

      if (lock < 0)
        continue;
      if (self->lock >= 0)
        close (self->lock);
      self->lock = lock;
      g_free (self->path);
      self->path = g_steal_pointer (&path);
      if (is_there)
        g_file_get_contents (self->path, &left, NULL, NULL);
    }
  g_task_return_pointer (task, left, g_free);
}

/* That the file is there, or gone, is on the disk as well. */
static void
sync_folder (RcDraftFile *self)
{
  int fd = g_open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static void
write_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  RcDraftFile *self = source_object;
  const char *text = task_data;
  GError *error = NULL;

  if (text != NULL)
    g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error);
  else if (g_unlink (self->path) != 0 && errno != ENOENT)
    g_set_error_literal (&error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  sync_folder (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
fail (RcDraftFile *self, const char *reason)
{
  g_autofree char *words = NULL;

  if (self->has_failed)
    return;
  self->has_failed = TRUE;
  /* Translators: %s is a reason, such as "No space left on device". */
  words = g_strdup_printf (_ ("What is typed is not kept against a power cut before it is saved: %s"), reason);
  g_signal_emit (self, failed_signal, 0, words);
}

static void written_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* What is wanted meanwhile waits its turn, and only the last of it counts. */
static void
write_if_due (RcDraftFile *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->is_busy || !self->is_due || self->path == NULL)
    return;
  self->is_busy = TRUE;
  self->is_due = FALSE;
  g_application_hold (g_application_get_default ());
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, write_if_due);
  g_task_set_task_data (task, g_strdup (self->wanted), g_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RcDraftFile *self = RC_DRAFT_FILE (source);
  g_autoptr (GError) error = NULL;

  self->is_busy = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail (self, error->message);
  write_if_due (self);
  g_application_release (g_application_get_default ());
}

void
rc_draft_file_open_async (RcDraftFile *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (RC_IS_DRAFT_FILE (self) && self->path == NULL && !self->is_busy);

  self->is_busy = TRUE;
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, rc_draft_file_open_async);
  g_task_run_in_thread (task, open_in_thread);
}

char *
rc_draft_file_open_finish (RcDraftFile *self, GAsyncResult *result)
{
  char *left;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  left = g_task_propagate_pointer (G_TASK (result), NULL);
  self->is_busy = FALSE;
  if (self->path == NULL)
    fail (self, self->folder);
  /* It stands in the file already. */
  if (left != NULL && !self->is_due)
    self->wanted = g_strdup (left);
  write_if_due (self);
  return left;
}

void
rc_draft_file_take_text (RcDraftFile *self, char *text)
{
  g_return_if_fail (RC_IS_DRAFT_FILE (self));

  g_clear_handle_id (&self->soon, g_source_remove);
  if (g_strcmp0 (self->wanted, text) == 0)
    {
      g_free (text);
      return;
    }
  g_free (self->wanted);
  self->wanted = text;
  self->is_due = TRUE;
  write_if_due (self);
}

static gboolean
ask_cb (gpointer user_data)
{
  RcDraftFile *self = user_data;

  self->soon = 0;
  rc_draft_file_take_text (self, self->make_text (self->user_data));
  return G_SOURCE_REMOVE;
}

void
rc_draft_file_take_text_soon (RcDraftFile *self, RcDraftTextFunc make_text, gpointer user_data)
{
  g_return_if_fail (RC_IS_DRAFT_FILE (self) && make_text != NULL);

  if (self->soon != 0)
    return;
  self->make_text = make_text;
  self->user_data = user_data;
  self->soon = g_timeout_add_seconds (KEPT_EACH_SECONDS, ask_cb, self);
}

static void
rc_draft_file_dispose (GObject *object)
{
  g_clear_handle_id (&RC_DRAFT_FILE (object)->soon, g_source_remove);
  G_OBJECT_CLASS (rc_draft_file_parent_class)->dispose (object);
}

static void
rc_draft_file_finalize (GObject *object)
{
  RcDraftFile *self = RC_DRAFT_FILE (object);

  if (self->lock >= 0)
    close (self->lock);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->wanted);
  G_OBJECT_CLASS (rc_draft_file_parent_class)->finalize (object);
}

static void
rc_draft_file_class_init (RcDraftFileClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rc_draft_file_dispose;
  G_OBJECT_CLASS (klass)->finalize = rc_draft_file_finalize;
  failed_signal = g_signal_new ("failed", RC_TYPE_DRAFT_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
rc_draft_file_init (RcDraftFile *self)
{
  self->lock = -1;
}

RcDraftFile *
rc_draft_file_new (const char *catalogue_folder, const char *form)
{
  RcDraftFile *self = g_object_new (RC_TYPE_DRAFT_FILE, NULL);
  g_autofree char *whole = g_canonicalize_filename (catalogue_folder, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);

  self->folder = g_build_filename (g_get_user_state_dir (), "resource-centre", "drafts", name, form, NULL);
  return self;
}
