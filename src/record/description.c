/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists, pages and the search need to know of a MARC record. */
#define G_LOG_DOMAIN "rc-record"

#include "record/description.h"

#include "record/description-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd" /* U+FFFD, where a character could not be read */

static void
find_broken_text (const RcMarc *marc, GPtrArray *problems)
{
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);

      if (memchr (field->data, *REPLACEMENT, field->length) != NULL && memmem (field->data, field->length, REPLACEMENT, strlen (REPLACEMENT)) != NULL)
        rc_texts_take (problems, g_strdup_printf (_ ("%s holds characters that could not be read"), field->tag));
    }
}

/* Every list stands, every part has been read: nothing of it is NULL that may not be. */
static void
complete (RcDescription *self)
{
  GStrv *lists[] = { &self->people, &self->languages,   &self->subjects, &self->places,
                     &self->notes,  &self->identifiers, &self->links,    &self->problems };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (*lists[i] == NULL)
      *lists[i] = g_new0 (char *, 1);
  if (self->title == NULL)
    self->title = g_strdup ("");
}

RcDescription *
rc_description_new_from_marc (const RcMarc *marc)
{
  RcDescription *self = g_new0 (RcDescription, 1);
  GPtrArray *problems = rc_texts_new ();

  if (marc == NULL)
    rc_texts_take (problems, g_strdup (_ ("no record")));
  else if (rc_marc_is_unimarc (marc))
    rc_description_read_unimarc (self, marc, problems);
  else
    {
      rc_description_read_titles (self, marc);
      if (rc_marc_find (marc, "245", 0) < 0 || self->title == NULL)
        rc_texts_take (problems, g_strdup (_ ("no title")));
      rc_description_read_people (self, marc);
      rc_description_read_publishing (self, marc, problems);
      rc_description_read_series (self, marc);
      rc_description_read_languages (self, marc, problems);
      rc_description_read_material (self, marc);
      rc_description_read_subjects (self, marc);
      rc_description_read_identifiers (self, marc, problems);
      rc_description_read_notes (self, marc);
    }
  if (marc != NULL)
    find_broken_text (marc, problems);
  self->problems = rc_texts_end (problems);
  complete (self);
  return self;
}

RcDescription *
rc_description_new_texts (const RcMarc *marc)
{
  RcDescription *self = g_new0 (RcDescription, 1);
  g_autoptr (GPtrArray) problems = rc_texts_new ();

  g_return_val_if_fail (marc != NULL, self);

  if (rc_marc_is_unimarc (marc))
    rc_description_read_unimarc (self, marc, problems);
  else
    {
      rc_description_read_series (self, marc);
      rc_description_read_subjects (self, marc);
      rc_description_read_identifiers (self, marc, problems);
      rc_description_read_notes (self, marc);
    }
  complete (self);
  return self;
}

void
rc_description_free (RcDescription *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->parallel_title);
  g_free (self->responsibility);
  g_free (self->original_title);
  g_strfreev (self->people);
  g_free (self->edition);
  g_free (self->place);
  g_free (self->publisher);
  g_free (self->extent);
  g_free (self->series);
  g_free (self->abstract);
  g_strfreev (self->languages);
  g_strfreev (self->subjects);
  g_strfreev (self->places);
  g_strfreev (self->identifiers);
  g_strfreev (self->notes);
  g_strfreev (self->links);
  g_strfreev (self->problems);
  g_free (self);
}
