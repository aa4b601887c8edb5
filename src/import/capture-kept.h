/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a capture has read of a disc's documents, kept until the catalogue has it: one that was killed goes on behind it. For files of this
 * room only. */
#pragma once

#include "import/capture-texts.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) The folder for what is read of the disc that is known by `sha256`. NULL where there is no place for it: then
 * nothing is kept. */
char *rc_capture_kept_open (const char *catalogue_folder, const char *sha256);
/* (transfer full) (nullable) What was told of the document of that path (RcProblem), which is filled in, where it was read before. */
GPtrArray *rc_capture_kept_take (const char *folder, RcCapturedText *text);
/* Keeps one that was read, with what was told of it: the problems from `first` on. */
void rc_capture_kept_add (const char *folder, const RcCapturedText *text, GPtrArray *problems, guint first);
/* The catalogue has it all. */
void rc_capture_kept_drop (const char *folder);

/* What captures left that were stopped a month ago and not begun again: readings, and what was read of a drive. */
void rc_capture_kept_drop_old (const char *catalogue_folder);

G_END_DECLS
