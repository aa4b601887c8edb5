/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of ../shared/bench as lines of text with tabs, as often as wanted. */
#pragma once

#include <glib.h>

enum
{
  CONTROL,
  KIND,
  YEAR,
  LANGUAGE,
  PLACE,
  PUBLISHER,
  TITLE,
  AUTHORS,
  SUBJECTS,
  ABSTRACT,
  COPIES,
  ISBN,
  N_COLUMNS,
};

typedef struct _Lines Lines;

/* Reads the file `n_times`. Each time after the first a third of its rare words are others, as a catalogue that grows has more
 * words, too. NULL when it cannot be read. */
Lines *lines_new (const char *path, guint n_times);
void lines_free (Lines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lines, lines_free)

/* The columns of the next record, valid until the one after; FALSE at the end. */
gboolean lines_next (Lines *self, char **columns);
guint lines_count (const char *path);
