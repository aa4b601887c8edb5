/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that went wrong, with its place: a line of a report. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *file;       /* (owned) (nullable) */
  guint64 position; /* of the record in the file, from 1; 0 when it concerns the file */
  char *control;    /* (owned) (nullable) */
  char *message;    /* (owned) one line, for people */
  gboolean rejected; /* it is why a record was not taken */
} RcProblem;

RcProblem *rc_problem_new (const char *file, guint64 position, const char *control, const char *message);
void rc_problem_free (RcProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcProblem, rc_problem_free)

/* "file: record 12 (KZ0001): no title": what is known of the place, then the message. */
char *rc_problem_to_string (const RcProblem *self);

G_END_DECLS
