/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of CDS/ISIS or IRBIS: numbered fields of text. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-record.h"

#include <glib/gi18n.h>
#include <string.h>

static void
clear_field (gpointer data)
{
  g_free (((RcIsisField *) data)->text);
}

RcIsisRecord *
rc_isis_record_new (const char *raw, gsize length)
{
  RcIsisRecord *self = g_new0 (RcIsisRecord, 1);

  self->raw = g_bytes_new (raw, length);
  self->fields = g_array_new (FALSE, FALSE, sizeof (RcIsisField));
  g_array_set_clear_func (self->fields, clear_field);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rc_isis_record_free (RcIsisRecord *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->raw);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->warnings);
  g_free (self->rejection);
  g_free (self);
}

void
rc_isis_record_add (RcIsisRecord *self, guint tag, const char *text, gsize length)
{
  RcIsisField field = { tag, g_malloc (length + 1), length };

  if (length > 0)
    memcpy (field.text, text, length);
  field.text[length] = '\0';
  g_array_append_val (self->fields, field);
}

void
rc_isis_record_warn (RcIsisRecord *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->warnings, g_strdup_vprintf (format, args));
  va_end (args);
}

/* Behind a blank. */
static void
append (RcIsisRecord *self, const char *text, gsize length)
{
  RcIsisField *last = &g_array_index (self->fields, RcIsisField, self->fields->len - 1);

  last->text = g_realloc (last->text, last->length + length + 2);
  last->text[last->length] = ' ';
  memcpy (last->text + last->length + 1, text, length);
  last->length += length + 1;
  last->text[last->length] = '\0';
}

void
rc_isis_record_go_on (RcIsisRecord *self, const char *text, gsize length)
{
  if (self->fields->len == 0)
    {
      rc_isis_record_warn (self, _ ("a line before the first field was left out"));
      return;
    }
  rc_isis_record_warn (self, _ ("a line that goes on was joined to the one before"));
  append (self, text, length);
}

const RcIsisField *
rc_isis_record_find (const RcIsisRecord *self, guint tag)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcIsisField *field = &g_array_index (self->fields, RcIsisField, i);

      if (field->tag == tag)
        return field;
    }
  return NULL;
}

void
rc_isis_iter_init (RcIsisIter *iter, const RcIsisField *field)
{
  iter->next = field->text;
  iter->end = field->text + field->length;
}

gboolean
rc_isis_iter_next (RcIsisIter *iter, char *code, const char **value, gsize *length)
{
  while (iter->next < iter->end)
    {
      const char *stop;

      *code = 0;
      if (*iter->next == RC_ISIS_SUBFIELD)
        {
          /* A last ^ begins nothing. */
          if (++iter->next == iter->end)
            return FALSE;
          *code = g_ascii_tolower (*iter->next);
          /* A letter of several bytes is no code: it belongs to the value. */
          if ((*code & 0x80) == 0)
            iter->next++;
          else
            *code = '?';
        }
      *value = iter->next;
      stop = memchr (iter->next, RC_ISIS_SUBFIELD, iter->end - iter->next);
      iter->next = stop != NULL ? stop : iter->end;
      *length = iter->next - *value;
      return TRUE;
    }
  return FALSE;
}

char *
rc_isis_field_dup (const RcIsisField *field, char code)
{
  RcIsisIter iter;
  const char *value;
  gsize length;
  char found;

  rc_isis_iter_init (&iter, field);
  while (rc_isis_iter_next (&iter, &found, &value, &length))
    if (found == code)
      {
        g_autofree char *text = g_strstrip (g_strndup (value, length));

        return *text != '\0' ? g_steal_pointer (&text) : NULL;
      }
  return NULL;
}
