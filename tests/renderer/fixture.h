/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small files made by the tests themselves: a PDF, a disc image, a picture. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All return the path of a new file in a new folder; end with fixture_remove. */

/* A4 pages, each with its lines (ended by NULL) in large letters. */
char *fixture_make_pdf (const char *const *const *pages, int n_pages);
/* Three pages of known text: "Page one", "silk road of Almaty", "end". */
char *fixture_make_usual_pdf (void);
/* One empty page, that may be copied but not printed, or printed but not copied. */
char *fixture_make_restricted_pdf (gboolean print);
/* Joliet and Rock Ridge as asked (options of libarchive, may be NULL). Files: "readme.txt" ("Hello, disc\n"),
 * "docs/report.pdf" (bytes `big_size` of a pattern: byte i is i % 251), "docs/сессия/план.txt" ("план\n"). */
char *fixture_make_iso (const char *options, gsize big_size);
/* With one file of the name on it. */
char *fixture_make_iso_of (const char *file, const char *name);
/* Width 64, height 32, red. */
char *fixture_make_png (void);
char *fixture_make_file (const char *name, const void *bytes, gsize size);

/* The one process whose parent is this one; waits until those of documents that were closed have ended. */
int fixture_find_child (void);

/* Read only. */
int fixture_open (const char *path);
/* Removes the file and its folder, whatever else is in there by now, and frees the path. */
void fixture_remove (char *path);

G_END_DECLS
