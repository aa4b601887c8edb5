/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that went wrong, with its place. */
#define G_LOG_DOMAIN "rc-record"

#include "record/problem.h"

#include <glib/gi18n.h>
#include <inttypes.h>

RcProblem *
rc_problem_new (const char *file, guint64 position, const char *control, const char *message)
{
  RcProblem *self = g_new0 (RcProblem, 1);

  self->file = g_strdup (file);
  self->position = position;
  self->control = g_strdup (control);
  self->message = g_strdup (message != NULL ? message : "");
  /* One problem is one line, whatever a record put into it. */
  g_strdelimit (self->message, "\n\r\t", ' ');
  return self;
}

void
rc_problem_free (RcProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->control);
  g_free (self->message);
  g_free (self);
}

char *
rc_problem_to_string (const RcProblem *self)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->file != NULL)
    g_string_append_printf (line, "%s: ", self->file);
  if (self->position > 0 && self->control != NULL)
    /* Translators: place of a problem in a file: position and control number of a record. */
    g_string_append_printf (line, _ ("record %" PRIu64 " (%s): "), self->position, self->control);
  else if (self->position > 0)
    /* Translators: place of a problem in a file: position of a record. */
    g_string_append_printf (line, _ ("record %" PRIu64 ": "), self->position);
  else if (self->control != NULL)
    g_string_append_printf (line, "%s: ", self->control);
  g_string_append (line, self->message);
  return g_string_free (g_steal_pointer (&line), FALSE);
}
