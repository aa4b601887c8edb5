/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import changes in a text or a record, before and after. */
#define G_LOG_DOMAIN "rc-import"

#include "config.h"

#include "import/change.h"

#include "record/description.h"
#include "record/marc-diff.h"

#include <string.h>

#define MOST_TEXTS 6
#define MOST_CHARS 160 /* of a text */
#define ALL_CODES "abcdefghijklmnopqrstuvwxyz0123456789"

RcTextChange *
rc_text_change_new (const char *tag, const char *before, const char *after)
{
  RcTextChange *self = g_new0 (RcTextChange, 1);

  self->name = g_strdup (rc_marc_tag_get_name (tag));
  self->before = g_strdup (before);
  self->after = g_strdup (after);
  return self;
}

void
rc_text_change_free (RcTextChange *self)
{
  g_free (self->name);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

/* The field in plain text, shortened; NULL for none. */
static char *
dup_text (const RcMarcField *field)
{
  g_autofree char *joined = field != NULL ? rc_marc_field_dup_subfields (field, ALL_CODES, " ") : NULL;
  g_autofree char *text = NULL;

  if (field == NULL)
    return NULL;
  text = joined != NULL ? g_steal_pointer (&joined) : g_utf8_make_valid (field->data, (gssize) field->length);
  g_strdelimit (text, "\x1f\r\n\t", ' ');
  if (g_utf8_strlen (text, -1) <= MOST_CHARS)
    return g_steal_pointer (&text);
  joined = g_utf8_substring (text, 0, MOST_CHARS);
  return g_strconcat (joined, "…", NULL);
}

/* When a record was changed last, its own library writes there: it always differs. */
static gboolean
tells (const RcMarcChange *change)
{
  const RcMarcField *field = change->after != NULL ? change->after : change->before;

  return change->what != RC_MARC_SAME && !g_str_equal (field->tag, "005");
}

RcRecordChange *
rc_record_change_new (guint64 position, gint64 record, const RcMarc *before, const RcMarc *after)
{
  RcRecordChange *self = g_new0 (RcRecordChange, 1);
  g_autoptr (RcDescription) description = NULL;
  g_autoptr (RcMarcDiff) diff = NULL;

  g_return_val_if_fail (before != NULL && after != NULL, self);

  description = rc_description_new_from_marc (after);
  diff = rc_marc_diff (before, after);
  self->position = position;
  self->record = record;
  self->title = g_strdup (description->title);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_text_change_free);
  for (guint i = 0; i < rc_marc_diff_get_n_changes (diff); i++)
    {
      const RcMarcChange *change = rc_marc_diff_get_change (diff, i);
      g_autofree char *old = NULL;
      g_autofree char *new = NULL;

      if (!tells (change))
        continue;
      if (self->texts->len >= MOST_TEXTS)
        {
          self->n_more++;
          continue;
        }
      old = dup_text (change->before);
      new = dup_text (change->after);
      g_ptr_array_add (self->texts, rc_text_change_new (change->after != NULL ? change->after->tag : change->before->tag, old, new));
    }
  return self;
}

void
rc_record_change_free (RcRecordChange *self)
{
  g_free (self->title);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_free (self);
}
