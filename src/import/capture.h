/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disc into the catalogue: its record, its tree, its image, what its documents say. One batch, one undo. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 disc; /* id of its record */
  gint64 batch;
  guint64 files, folders, bytes, unreadable;
  gboolean again;      /* a disc that was there: its batch cannot be taken back */
  GPtrArray *problems; /* (owned) RcProblem */
} RcCaptureReport;
void rc_capture_report_free (RcCaptureReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCaptureReport, rc_capture_report_free)

/* How far it is. */
typedef struct
{
  double fraction;
  const char *what;        /* for people */
  gint64 done, total;      /* bytes of this stage; total 0: it does not count bytes */
  gint64 bad;              /* of them, bytes that could not be read */
  gint64 bytes_per_second; /* 0: not known yet */
  int seconds_left;        /* of this stage; -1: not known */
} RcCaptureProgress;

typedef struct
{
  const char *title;     /* (nullable) else the volume's name, else the file's */
  const char *shelfmark; /* (nullable) */
  const char *publisher; /* (nullable) */
  const char *languages; /* (nullable) MARC codes joined by space */
  int year;              /* 0: not known */
  const char *names;     /* (nullable) the character set of names that are not in Unicode; else by evidence */
  gboolean tree_only;    /* do not keep the image */
  gboolean no_digests;   /* do not read all files: then none is known on other discs */
  gboolean texts_later;  /* leave what its documents say to whoever reads pending ones */
  gboolean again;        /* also when the catalogue has this disc */
  gint64 into;           /* the disc that is captured again, 0: a new one. Its record stays as it is, whatever else is said of it here */
  void (*progress) (double fraction, const char *what, gpointer user_data); /* (nullable) */
  void (*tell) (const RcCaptureProgress *progress, gpointer user_data); /* (nullable) the same in numbers */
  gpointer user_data;
} RcCaptureOptions;

/* Takes in an image, the sheet of one, an archive of either, a folder, or the disc in a drive. What was read of a drive, and what
 * documents say, is kept when it is stopped, however that happens, and the next capture of the same disc goes on from there. With `into` the tree, the image and what the
 * documents say take the place of what is there in one transaction at the end: until then all of it stays, and ids of files that have the
 * same path stay after it. Documents that are the same are not read again. */
RcCaptureReport *rc_capture_disc (RcDatabase *db, const char *path, const RcCaptureOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
