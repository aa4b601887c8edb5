/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists, pages and the search need to know of a MARC record. */
#define G_LOG_DOMAIN "rc-record"

#include "record/description.h"

#include "record/description-private.h"

#include <string.h>

/* Beyond these nobody reads on. */
#define MAX_TEXTS 2000 /* of one list */
#define MAX_NOTE 20000 /* letters */

/* Every list stands, every part has been read: nothing of it is NULL that may not be. */
static void
complete (RcDescription *self)
{
  GStrv *lists[] = { &self->people, &self->languages, &self->subjects, &self->places, &self->notes, &self->identifiers, &self->links };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (*lists[i] == NULL)
      *lists[i] = g_new0 (char *, 1);
  if (self->title == NULL)
    self->title = g_strdup ("");
}

static void
shorten_text (char *text)
{
  if (strlen (text) > MAX_NOTE && g_utf8_strlen (text, -1) > MAX_NOTE)
    *g_utf8_offset_to_pointer (text, MAX_NOTE) = '\0';
}

static void
shorten_list (GStrv list)
{
  for (guint i = g_strv_length (list); i > MAX_TEXTS; i--)
    g_clear_pointer (&list[i - 1], g_free);
}

static void
shorten (RcDescription *self)
{
  GStrv lists[] = { self->people, self->languages, self->subjects, self->places, self->identifiers, self->notes, self->links };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    shorten_list (lists[i]);
  for (char **note = self->notes; *note != NULL; note++)
    shorten_text (*note);
  if (self->abstract != NULL)
    shorten_text (self->abstract);
}

RcDescription *
rc_description_new_whole (const RcMarc *marc)
{
  RcDescription *self = g_new0 (RcDescription, 1);

  if (marc != NULL && rc_marc_is_unimarc (marc))
    rc_description_read_unimarc (self, marc);
  else if (marc != NULL)
    {
      rc_description_read_titles (self, marc);
      rc_description_read_people (self, marc);
      rc_description_read_publishing (self, marc);
      rc_description_read_series (self, marc);
      rc_description_read_languages (self, marc);
      rc_description_read_material (self, marc);
      rc_description_read_subjects (self, marc);
      rc_description_read_identifiers (self, marc);
      rc_description_read_notes (self, marc);
    }
  complete (self);
  return self;
}

RcDescription *
rc_description_new_from_marc (const RcMarc *marc)
{
  RcDescription *self = rc_description_new_whole (marc);

  shorten (self);
  return self;
}

RcDescription *
rc_description_new_texts (const RcMarc *marc)
{
  RcDescription *self = g_new0 (RcDescription, 1);

  g_return_val_if_fail (marc != NULL, self);

  if (rc_marc_is_unimarc (marc))
    rc_description_read_unimarc (self, marc);
  else
    {
      rc_description_read_series (self, marc);
      rc_description_read_subjects (self, marc);
      rc_description_read_identifiers (self, marc);
      rc_description_read_notes (self, marc);
    }
  complete (self);
  shorten (self);
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
  g_free (self);
}
