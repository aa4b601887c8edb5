/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that an import was asked to read. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;        /* (owned) "-": standard input */
  guint64 size_bytes; /* 0 unknown */
} RcImportFile;

/* Folders opened up: every regular file below, by name. What cannot be read is appended to `problems` (RcProblem).
 * RcImportFile. Transfer full; never NULL. */
GPtrArray *rc_import_list_files (const char *const *names, GPtrArray *problems);

/* For reading. Error: in plain words, with the file's name. */
GInputStream *rc_import_open_file (const RcImportFile *file, GError **error);

G_END_DECLS
