/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that went wrong, with its place. */
#define G_LOG_DOMAIN "rc-record"

#include "record/problem.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* One problem is one line of text, whatever the name of a file or a record puts into it. */
static char *
dup_line (const char *text)
{
  return text != NULL ? g_strdelimit (g_utf8_make_valid (text, -1), "\n\r\t", ' ') : NULL;
}

RcProblem *
rc_problem_new (const char *file, guint64 position, const char *control, const char *message)
{
  RcProblem *self = g_new0 (RcProblem, 1);

  self->file = dup_line (file);
  self->position = position;
  self->control = dup_line (control);
  self->message = dup_line (message != NULL ? message : "");
  /* An error that came a long way names the place already. */
  if (self->file != NULL && g_str_has_prefix (self->message, self->file) && g_str_has_prefix (self->message + strlen (self->file), ": "))
    memmove (self->message, self->message + strlen (self->file) + 2, strlen (self->message) - strlen (self->file) - 1);
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
