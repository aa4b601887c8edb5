/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree and the bytes of a disc: an image, read in the sandbox, or a folder. */
#pragma once

#include <gio/gio.h>

#include "record/problem.h"

G_BEGIN_DECLS

#define RC_DISC_ERROR (rc_disc_error_quark ())
GQuark rc_disc_error_quark (void);
typedef enum
{
  RC_DISC_ERROR_NOT_A_DISC,
  RC_DISC_ERROR_NOT_FOUND, /* no such path on it */
  RC_DISC_ERROR_TOO_LARGE,
  RC_DISC_ERROR_UNREADABLE, /* the sandbox died, or timed out, or the image is damaged there */
} RcDiscError;

#define RC_DISC_MAX_ENTRIES 1000000
#define RC_DISC_MAX_DEPTH 64

typedef struct
{
  char *path;     /* (owned) UTF-8, as on the disc, '/' between, no leading '/' */
  char *raw_path; /* (owned) (nullable) the bytes as on the disc when they are not the UTF-8 of path */
  gboolean folder;
  gint64 size;  /* bytes; 0 for folders */
  gint64 mtime; /* Unix seconds; 0 unknown */
  char *type;   /* (owned) "folder" or a media type, by name and first bytes */
  char *details; /* (owned) (nullable) for people: how long a sound is, how large a picture */
  char *sha256;  /* (owned) (nullable) of its content, where somebody read it all */
  gboolean opened; /* an archive: what is in it follows, with paths below its own */
  gboolean inside; /* in such an archive */
} RcDiscEntry;

typedef struct _RcDisc RcDisc;

/* Opens an image, the sheet of one (.cue, .toc, .ccd, .mds), or a folder. */
RcDisc *rc_disc_open (const char *path, GCancellable *cancellable, GError **error);
void rc_disc_free (RcDisc *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDisc, rc_disc_free)

/* The volume's own name, or NULL. Borrowed. */
const char *rc_disc_get_volume (RcDisc *self);
/* How many bytes the volume has, by its own word, beyond the end of the image: it was cut short. 0: none. */
gint64 rc_disc_get_missing (RcDisc *self);

/* The file that has its bytes: of a sheet its image. NULL: a folder, or a sheet of sound alone. Borrowed. */
const char *rc_disc_get_image_path (RcDisc *self);

/* What it is made of, lines "word TAB value" in this order: "format" ("ISO 9660", "Joliet", "Rock Ridge", "El Torito", "UDF", "HFS", "FAT16", "GPT", "DMG", …),
 * "session" (number TAB first sector), "track" (number TAB "audio" or "data" TAB sectors, 75 of them a second, TAB title where it has one). Borrowed; may be empty. */
const char *rc_disc_get_facts (RcDisc *self);

/* The character set of names that are not in Unicode, for listings and readings from now on; NULL: by evidence. FALSE when it is none of
 * rc_disc_names_get_all. */
gboolean rc_disc_set_names (RcDisc *self, const char *names, GError **error);
/* The one they were read with when it was listed; NULL: all were in Unicode. Borrowed. */
const char *rc_disc_get_names (RcDisc *self);

/* Every folder and file, each folder before what is in it: RcDiscEntry. What could not be read is in `problems`
 * (RcProblem, appended). Links and devices are left out and said so. Transfer full. */
GPtrArray *rc_disc_list (RcDisc *self, GPtrArray *problems, GCancellable *cancellable, GError **error);

/* After a listing: what is in the archives among its entries (zip, rar, 7z, tar …; not in those within them) is appended, as far as time
 * and number allow. FALSE only when cancelled. */
gboolean rc_disc_open_archives (RcDisc *self, GPtrArray *entries, GPtrArray *problems, GCancellable *cancellable, GError **error);

/* At most `length` bytes of one file from `offset` on; shorter at its end. */
GBytes *rc_disc_read (RcDisc *self, const char *path, gint64 offset, gsize length, GCancellable *cancellable, GError **error);

/* Copies one file out, to a stream, in pieces. */
gboolean rc_disc_extract (RcDisc *self, const char *path, GOutputStream *stream, GCancellable *cancellable, GError **error);

/* Told of each piece how many bytes it had. */
typedef void (*RcDiscDigestFunc) (gsize n_bytes, gpointer user_data);
/* The SHA-256 of a file of `size` bytes, in hexadecimal; NULL when it cannot be read. `tell` may be NULL. */
char *rc_disc_digest (RcDisc *self, const char *path, gint64 size, RcDiscDigestFunc tell, gpointer user_data, GCancellable *cancellable,
                      GError **error);

G_END_DECLS
