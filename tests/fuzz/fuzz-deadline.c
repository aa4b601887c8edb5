/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of sources: whatever they are, a deadline that comes out of them is a day that there is, in a zone that there is. */
#include <string.h>

#include "exchange/deadline-prose.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (const RcDeadline *deadline)
{
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (RcDeadline) parsed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (deadline->verbatim);
  g_assert_true (g_utf8_validate (deadline->verbatim, -1, NULL));
  text = rc_deadline_to_string (deadline);
  parsed = rc_deadline_parse (text, &error);
  g_assert_no_error (error);
  again = rc_deadline_to_string (parsed);
  g_assert_cmpstr (again, ==, text);
}

/* The first byte is what is known beside the text. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  RcDeadlineContext context = { 0 };
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
  g_autoptr (RcDeadline) stamp = NULL;
  g_autofree char *text = NULL;
  char *behind;

  if (size == 0)
    return 0;
  context.order = (RcDateOrder) (data[0] % 3);
  context.is_deadline = (data[0] & 4) != 0;
  context.published = (data[0] & 8) != 0 ? G_GINT64_CONSTANT (1791158400) : 0;
  context.zone = (data[0] & 16) != 0 ? "America/New_York" : NULL;
  text = g_strndup ((const char *) data + 1, size - 1);
  rc_deadlines_read (text, &context, deadlines);
  for (guint i = 0; i < deadlines->len; i++)
    check (g_ptr_array_index (deadlines, i));
  /* A line is the field, the rest the sentence beside it. */
  behind = strchr (text, '\n');
  if (behind != NULL)
    *behind++ = '\0';
  stamp = rc_deadline_from_stamp_and_sentence (text, behind, &context);
  if (stamp != NULL)
    check (stamp);
  return 0;
}
