/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a disc is, before it is taken in: how much is on it, and what it says of itself. Nothing is written. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Proposals are NULL, or 0, where the disc says nothing. */
typedef struct
{
  char *title;     /* (owned) of its first page, its autorun.inf, its README, its volume */
  int year;        /* beside a ©, else of its newest file */
  char *publisher; /* (owned) beside a © */
  char *languages; /* (owned) of its texts: MARC codes joined by space */
  char *volume;    /* (owned) */
  char *formats;   /* (owned) "ISO 9660, Joliet"; empty for a folder */
  guint64 files, folders, bytes;
  guint unreadable;
  gint64 missing;  /* bytes that the image was cut short by */
  gboolean folder; /* no image */
} RcCaptureLook;
void rc_capture_look_free (RcCaptureLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCaptureLook, rc_capture_look_free)

RcCaptureLook *rc_capture_look (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
