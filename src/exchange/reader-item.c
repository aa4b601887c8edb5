/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record of a file, and what is said of it: what was doubtful in it, or why it is none. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_WARNINGS 100 /* of one record: a report is for people */

void
rc_reader_item_free (RcReaderItem *self)
{
  if (self == NULL)
    return;
  rc_record_free (self->record);
  g_free (self->rejection);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->raw, g_bytes_unref);
  g_free (self->control);
  g_free (self->garbled);
  g_free (self->meant);
  g_free (self);
}

void
rc_reader_item_reject (RcReaderItem *self, const char *format, ...)
{
  va_list args;

  if (self->rejection != NULL)
    return;
  va_start (args, format);
  self->rejection = g_strdup_vprintf (format, args);
  va_end (args);
}

void
rc_reader_item_warn (RcReaderItem *self, const char *format, ...)
{
  g_autofree char *warning = NULL;
  va_list args;

  va_start (args, format);
  warning = g_strdup_vprintf (format, args);
  va_end (args);
  /* What is quoted is cut at bytes, and may be of any encoding. */
  if (!g_utf8_validate (warning, -1, NULL))
    {
      g_autofree char *broken = warning;

      warning = g_utf8_make_valid (broken, -1);
    }
  if (self->warnings->len > MAX_WARNINGS || g_ptr_array_find_with_equal_func (self->warnings, warning, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->warnings,
                   self->warnings->len < MAX_WARNINGS ? g_steal_pointer (&warning) : g_strdup (_ ("more was found here than is listed")));
}

void
rc_reader_item_take_marc (RcReaderItem *self, RcMarc *marc)
{
  g_autoptr (RcMarc) taken = marc;
  char type = rc_marc_get_leader (marc)[6];

  self->control = rc_marc_dup_control_number (marc);
  /* MAB2 has leaders like those of MARC, and nothing else. */
  if (strncmp (rc_marc_get_leader (marc) + 6, "M2", 2) == 0)
    rc_reader_item_reject (self, _ ("a record of MAB, not of MARC: ask the library for MARC 21 or MARCXML"));
  else if (type == 'z')
    rc_reader_item_reject (self, _ ("an authority record, not a publication"));
  else if (type == 'w' || type == 'q')
    rc_reader_item_reject (self, type == 'w' ? _ ("a classification record, not a publication")
                                             : _ ("a community information record, not a publication"));
  else if (type != '\0' && strchr ("uvxy", type) != NULL)
    rc_reader_item_reject (self, _ ("a holdings record, not a publication"));
  else if (rc_marc_get_n_fields (marc) == 0)
    rc_reader_item_reject (self, _ ("a record without fields"));
  if (self->rejection == NULL)
    self->record = rc_record_new_marc (RC_KIND_PUBLICATION, g_steal_pointer (&taken));
}

void
rc_reader_item_take_partial (RcReaderItem *self, RcMarc *marc, RcMarcProject project)
{
  rc_reader_item_take_marc (self, marc);
  if (self->record != NULL)
    self->record->project = project;
}
