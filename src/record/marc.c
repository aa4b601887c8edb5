/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A MARC 21 record without length limits. */
#define G_LOG_DOMAIN "rc-record"

#include "record/marc.h"

#include <glib/gi18n.h>
#include <string.h>

#define EMPTY_LEADER "00000nam a2200000   4500"
#define STORED_VERSION 1
#define USUAL_FIELDS 24
#define STORED_FIELD_HEAD 7 /* tag, then the length as four bytes, most significant first */

struct _RcMarc
{
  char leader[RC_MARC_LEADER_LENGTH + 1];
  GArray *fields; /* (owned) RcMarcField */
  char *block;    /* (owned) (nullable) where data lies that there was room for */
  gsize block_size, block_used;
  gboolean loose; /* some data may lie elsewhere */
};

G_DEFINE_QUARK (rc-record-error-quark, rc_record_error)

static void
free_data (RcMarc *self, char *data)
{
  if (self->block == NULL || data < self->block || data >= self->block + self->block_size)
    g_free (data);
}

static void
fill_field (RcMarc *self, RcMarcField *field, const char *data, gssize length)
{
  field->length = length < 0 ? strlen (data) : (gsize) length;
  if (field->length < self->block_size - self->block_used)
    {
      field->data = self->block + self->block_used;
      self->block_used += field->length + 1;
    }
  else
    {
      field->data = g_malloc (field->length + 1);
      self->loose = TRUE;
    }
  if (field->length > 0)
    memcpy (field->data, data, field->length);
  field->data[field->length] = '\0';
}

RcMarc *
rc_marc_new (void)
{
  RcMarc *self = g_new0 (RcMarc, 1);

  memcpy (self->leader, EMPTY_LEADER, RC_MARC_LEADER_LENGTH + 1);
  self->fields = g_array_sized_new (FALSE, FALSE, sizeof (RcMarcField), USUAL_FIELDS);
  return self;
}

void
rc_marc_reserve (RcMarc *self, guint n_fields, gsize n_bytes)
{
  g_return_if_fail (self != NULL && self->fields->len == 0 && self->block == NULL);

  self->block_size = n_bytes + n_fields;
  self->block = g_malloc (self->block_size);
}

RcMarc *
rc_marc_copy (const RcMarc *self)
{
  RcMarc *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = rc_marc_new ();
  memcpy (copy->leader, self->leader, sizeof self->leader);
  rc_marc_reserve (copy, 0, self->block_used);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcMarcField *field = rc_marc_get_field (self, i);

      rc_marc_add_field (copy, field->tag, field->data, field->length);
    }
  return copy;
}

void
rc_marc_free (RcMarc *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->fields->len && self->loose; i++)
    free_data (self, g_array_index (self->fields, RcMarcField, i).data);
  g_array_unref (self->fields);
  g_free (self->block);
  g_free (self);
}

const char *
rc_marc_get_leader (const RcMarc *self)
{
  g_return_val_if_fail (self != NULL, EMPTY_LEADER);

  return self->leader;
}

void
rc_marc_set_leader (RcMarc *self, const char *leader)
{
  gsize length;

  g_return_if_fail (self != NULL && leader != NULL);

  length = strnlen (leader, RC_MARC_LEADER_LENGTH);
  memset (self->leader, ' ', RC_MARC_LEADER_LENGTH);
  memmove (self->leader, leader, length);
}

guint
rc_marc_get_n_fields (const RcMarc *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->fields->len;
}

const RcMarcField *
rc_marc_get_field (const RcMarc *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->fields->len, NULL);

  return &g_array_index (self->fields, RcMarcField, index);
}

int
rc_marc_find (const RcMarc *self, const char *tag, guint from)
{
  guint8 wanted[4] = { 0 }, mask[4] = { 0 };
  guint32 wanted_word, mask_word;

  g_return_val_if_fail (self != NULL && tag != NULL, -1);

  for (guint i = 0; i < 3; i++)
    {
      if (tag[i] == '\0')
        return -1;
      mask[i] = tag[i] != 'X' ? 0xff : 0;
      wanted[i] = (guint8) tag[i] & mask[i];
    }
  /* A tag is compared at once: descriptions ask for many. */
  memcpy (&wanted_word, wanted, sizeof wanted_word);
  memcpy (&mask_word, mask, sizeof mask_word);
  for (guint i = from; i < self->fields->len; i++)
    {
      guint32 word;

      memcpy (&word, g_array_index (self->fields, RcMarcField, i).tag, sizeof word);
      if ((word & mask_word) == wanted_word)
        return (int) i;
    }
  return -1;
}

void
rc_marc_add_field (RcMarc *self, const char *tag, const char *data, gssize length)
{
  g_return_if_fail (self != NULL);

  rc_marc_insert_field (self, self->fields->len, tag, data, length);
}

void
rc_marc_take_fields (RcMarc *self, const RcMarcField *fields, guint n_fields, const char *bytes, gsize n_bytes)
{
  g_return_if_fail (self != NULL && self->fields->len == 0 && self->block == NULL && n_fields > 0);

  self->block = g_malloc (n_bytes);
  self->block_size = self->block_used = n_bytes;
  memcpy (self->block, bytes, n_bytes);
  g_array_append_vals (self->fields, fields, n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      RcMarcField *field = &g_array_index (self->fields, RcMarcField, i);

      field->data = self->block + (field->data - bytes);
      field->data[field->length] = '\0';
    }
}

void
rc_marc_insert_field (RcMarc *self, guint index, const char *tag, const char *data, gssize length)
{
  RcMarcField field = { .tag = "   " };

  g_return_if_fail (self != NULL && tag != NULL && data != NULL && index <= self->fields->len);

  for (guint i = 0; i < 3 && tag[i] != '\0'; i++)
    field.tag[i] = tag[i];
  fill_field (self, &field, data, length);
  if (index == self->fields->len)
    g_array_append_val (self->fields, field);
  else
    g_array_insert_val (self->fields, index, field);
}

void
rc_marc_replace_field (RcMarc *self, guint index, const char *data, gssize length)
{
  RcMarcField *field;
  char *old;

  g_return_if_fail (self != NULL && data != NULL && index < self->fields->len);

  field = &g_array_index (self->fields, RcMarcField, index);
  old = field->data; /* data may lie in it */
  fill_field (self, field, data, length);
  free_data (self, old);
}

void
rc_marc_remove_field (RcMarc *self, guint index)
{
  g_return_if_fail (self != NULL && index < self->fields->len);

  free_data (self, g_array_index (self->fields, RcMarcField, index).data);
  g_array_remove_index (self->fields, index);
}

int
rc_marc_find_same (const RcMarc *self, const RcMarcField *field)
{
  g_return_val_if_fail (self != NULL && field != NULL, -1);

  for (int i = rc_marc_find (self, field->tag, 0); i >= 0; i = rc_marc_find (self, field->tag, (guint) i + 1))
    {
      const RcMarcField *other = rc_marc_get_field (self, (guint) i);

      if (other->length == field->length && memcmp (other->data, field->data, field->length) == 0)
        return i;
    }
  return -1;
}

guint
rc_marc_find_place (const RcMarc *self, const char *tag)
{
  guint i;

  g_return_val_if_fail (self != NULL && tag != NULL, 0);

  for (i = 0; i < rc_marc_get_n_fields (self); i++)
    if (strcmp (rc_marc_get_field (self, i)->tag, tag) > 0)
      break;
  return i;
}

gboolean
rc_marc_field_is_control (const RcMarcField *field)
{
  return field->tag[0] == '0' && field->tag[1] == '0' && field->tag[2] >= '1' && field->tag[2] <= '9';
}

char
rc_marc_field_get_indicator (const RcMarcField *field, int which)
{
  g_return_val_if_fail (which == 1 || which == 2, ' ');

  if (rc_marc_field_is_control (field))
    return ' ';
  for (int i = 0; i < which; i++)
    if ((gsize) i >= field->length || field->data[i] == RC_MARC_SUBFIELD)
      return ' ';
  return field->data[which - 1];
}

void
rc_marc_subfield_iter_init (RcMarcSubfieldIter *iter, const RcMarcField *field)
{
  iter->next = field->data;
  iter->end = field->data + field->length;
  if (rc_marc_field_is_control (field))
    iter->next = iter->end;
}

gboolean
rc_marc_subfield_iter_next (RcMarcSubfieldIter *iter, char *code, const char **value, gsize *length)
{
  while (iter->next < iter->end)
    {
      const char *start = memchr (iter->next, RC_MARC_SUBFIELD, iter->end - iter->next);
      const char *stop;

      if (start == NULL || ++start == iter->end)
        break;
      stop = memchr (start, RC_MARC_SUBFIELD, iter->end - start);
      if (stop == NULL)
        stop = iter->end;
      iter->next = stop;
      if (start == stop) /* a delimiter without a code */
        continue;
      *code = *start++;
      /* A code that is no ASCII letter is a whole character, so that the value stays one. */
      while (((guchar) *code & 0x80) != 0 && start < stop && ((guchar) *start & 0xc0) == 0x80)
        start++;
      *value = start;
      *length = stop - start;
      return TRUE;
    }
  iter->next = iter->end;
  return FALSE;
}

/* As g_utf8_make_valid, quick where all is plain ASCII. */
static char *
dup_valid (const char *text, gsize length)
{
  gsize i = 0;

  while (i < length && text[i] != '\0' && ((guchar) text[i] & 0x80) == 0)
    i++;
  return i == length ? g_strndup (text, length) : g_utf8_make_valid (text, (gssize) length);
}

char *
rc_marc_field_dup_subfield (const RcMarcField *field, char code)
{
  RcMarcSubfieldIter iter;
  const char *value;
  gsize length;
  char found;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &found, &value, &length))
    if (found == code)
      return dup_valid (value, length);
  return NULL;
}

char *
rc_marc_field_dup_subfields (const RcMarcField *field, const char *codes, const char *separator)
{
  g_autoptr (GString) joined = NULL;
  RcMarcSubfieldIter iter;
  const char *value, *first = NULL;
  gsize length, first_length = 0;
  char code;

  rc_marc_subfield_iter_init (&iter, field);
  while (rc_marc_subfield_iter_next (&iter, &code, &value, &length))
    {
      if (strchr (codes, code) == NULL)
        continue;
      if (first == NULL)
        {
          first = value;
          first_length = length;
          continue;
        }
      if (joined == NULL)
        joined = g_string_new_len (first, (gssize) first_length);
      g_string_append (joined, separator);
      g_string_append_len (joined, value, length);
    }
  if (joined != NULL)
    return dup_valid (joined->str, joined->len);
  return first != NULL ? dup_valid (first, first_length) : NULL;
}

char *
rc_marc_dup_control_number (const RcMarc *self)
{
  g_autofree char *control = NULL;
  int index = rc_marc_find (self, "001", 0);

  if (index < 0)
    return NULL;
  control = g_utf8_make_valid (rc_marc_get_field (self, index)->data, rc_marc_get_field (self, index)->length);
  g_strstrip (control);
  return *control != '\0' ? g_steal_pointer (&control) : NULL;
}

GBytes *
rc_marc_to_bytes (const RcMarc *self)
{
  gsize size = 1 + RC_MARC_LEADER_LENGTH;
  guint8 *bytes, *at;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    size += STORED_FIELD_HEAD + g_array_index (self->fields, RcMarcField, i).length;
  at = bytes = g_malloc (size);
  *at++ = STORED_VERSION;
  memcpy (at, self->leader, RC_MARC_LEADER_LENGTH);
  at += RC_MARC_LEADER_LENGTH;
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcMarcField *field = &g_array_index (self->fields, RcMarcField, i);
      guint32 length = GUINT32_TO_BE ((guint32) field->length);

      memcpy (at, field->tag, 3);
      memcpy (at + 3, &length, 4);
      memcpy (at + STORED_FIELD_HEAD, field->data, field->length);
      at += STORED_FIELD_HEAD + field->length;
    }
  return g_bytes_new_take (bytes, size);
}

RcMarc *
rc_marc_from_bytes (const void *data, gsize size, GError **error)
{
  g_autoptr (RcMarc) self = NULL;
  const guint8 *at = data, *end = at + size;

  if (size < 1 + RC_MARC_LEADER_LENGTH || *at != STORED_VERSION)
    {
      g_set_error_literal (error, RC_RECORD_ERROR, RC_RECORD_ERROR_MALFORMED,
                           _ ("the stored record has no leader, or is of a newer version"));
      return NULL;
    }
  self = rc_marc_new ();
  /* The head of a field is longer than its zero byte. */
  rc_marc_reserve (self, 0, size);
  memcpy (self->leader, at + 1, RC_MARC_LEADER_LENGTH);
  at += 1 + RC_MARC_LEADER_LENGTH;
  while (at < end)
    {
      char tag[4] = { 0 };
      guint32 length;

      if (end - at < STORED_FIELD_HEAD)
        break;
      memcpy (tag, at, 3);
      memcpy (&length, at + 3, 4);
      length = GUINT32_FROM_BE (length);
      at += STORED_FIELD_HEAD;
      if (length > (gsize) (end - at))
        {
          at = end - 1;
          break;
        }
      rc_marc_add_field (self, tag, (const char *) at, length);
      at += length;
    }
  if (at != end)
    {
      g_set_error_literal (error, RC_RECORD_ERROR, RC_RECORD_ERROR_MALFORMED, _ ("the stored record is cut"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
leader_equal (const char *a, const char *b)
{
  return memcmp (a + 5, b + 5, 7) == 0 && memcmp (a + 17, b + 17, 7) == 0;
}

gboolean
rc_marc_equal (const RcMarc *a, const RcMarc *b)
{
  if (!leader_equal (a->leader, b->leader) || a->fields->len != b->fields->len)
    return FALSE;
  for (guint i = 0; i < a->fields->len; i++)
    {
      const RcMarcField *one = &g_array_index (a->fields, RcMarcField, i);
      const RcMarcField *two = &g_array_index (b->fields, RcMarcField, i);

      if (memcmp (one->tag, two->tag, 3) != 0 || one->length != two->length
          || memcmp (one->data, two->data, one->length) != 0)
        return FALSE;
    }
  return TRUE;
}
