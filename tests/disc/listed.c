/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listed.h"

#include <string.h>

#include "fixture.h"

void
listed_begin (Listed *self, const char *name, GByteArray *image)
{
  g_autoptr (GError) error = NULL;

  self->path = fixture_make_file (name, image->data, image->len);
  g_byte_array_unref (image);
  self->disc = rc_disc_open (self->path, NULL, &error);
  g_assert_no_error (error);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_problem_free);
  self->entries = rc_disc_list (self->disc, self->problems, NULL, &error);
  g_assert_no_error (error);
}

void
listed_clear (Listed *self)
{
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->problems);
  rc_disc_free (self->disc);
  fixture_remove (self->path);
}

const RcDiscEntry *
listed_find (const Listed *self, const char *path)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (strcmp (((RcDiscEntry *) self->entries->pdata[i])->path, path) == 0)
      return self->entries->pdata[i];
  return NULL;
}

gboolean
listed_is_said (const Listed *self, const char *words)
{
  for (guint i = 0; i < self->problems->len; i++)
    if (strstr (((RcProblem *) self->problems->pdata[i])->message, words))
      return TRUE;
  return FALSE;
}

void
listed_check_text (const Listed *self, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = rc_disc_read (self->disc, path, 0, 10000, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, strlen (expected));
}
