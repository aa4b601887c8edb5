/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases whose numbers are those of MARC 21 or UNIMARC: a field is taken as it is. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/isis-fields.h"

#include <string.h>

#define FIXED 40
/* ABCD keeps the leader's places 05 to 19 in 3005 to 3019, and 008 in 3008. */
#define LEADER_TAG 3000
#define FIXED_TAG 3008

static gboolean
is_indicator (char c)
{
  return g_ascii_isalnum (c) || c == ' ' || c == '#';
}

static char
clean_indicator (char c)
{
  return c == '#' ? ' ' : c;
}

/* 008 without its first characters, and with # for blanks. */
static gboolean
add_fixed (RcIsisDraft *self, const RcIsisField *field)
{
  char fixed[FIXED + 1];
  gsize missing = FIXED - field->length;

  if (self->fixed)
    return FALSE;
  self->fixed = TRUE;
  memset (fixed, ' ', FIXED);
  for (gsize i = 0; i < field->length; i++)
    fixed[missing + i] = clean_indicator (field->text[i]);
  rc_isis_draft_add (self, "008", fixed, FIXED);
  return TRUE;
}

static gboolean
add_to_leader (RcIsisDraft *self, const RcIsisField *field)
{
  guint place = field->tag - LEADER_TAG;

  if (field->length != 1 || (field->text[0] & 0x80) != 0)
    return FALSE;
  if (place == 5 || place == 6 || place == 7 || place == 8 || (place >= 17 && place <= 19))
    self->leader[place] = clean_indicator (field->text[0]);
  return TRUE;
}

static void
append_subfields (GString *data, const RcIsisField *field, gsize from)
{
  RcIsisField rest = { field->tag, field->text + from, field->length - from };
  RcIsisIter iter;
  const char *value;
  gsize length;
  char code;

  rc_isis_iter_init (&iter, &rest);
  while (rc_isis_iter_next (&iter, &code, &value, &length))
    {
      if (length == 0)
        continue;
      g_string_append_c (data, RC_MARC_SUBFIELD);
      g_string_append_c (data, code == 0 || code == ' ' ? 'a' : code);
      g_string_append_len (data, value, length);
    }
}

gboolean
rc_isis_draft_add_marc (RcIsisDraft *self, const RcIsisField *field, gboolean marc21)
{
  g_autoptr (GString) data = g_string_new ("  ");
  char tag[4];
  gsize from = 0;

  if (field->length == 0)
    return TRUE;
  if (marc21 && field->tag == FIXED_TAG && field->length > 30 && field->length <= FIXED)
    return add_fixed (self, field);
  if (marc21 && field->tag > LEADER_TAG && field->tag < LEADER_TAG + 24)
    return add_to_leader (self, field);
  if (field->tag > 999)
    return FALSE;
  g_snprintf (tag, sizeof tag, "%03u", field->tag);
  if (field->tag < 10)
    {
      /* One letter is a place of the leader. */
      if (field->tag >= 5 && field->length < 5)
        return FALSE;
      rc_isis_draft_add (self, tag, field->text, field->length);
      return TRUE;
    }
  if (field->length > 2 && is_indicator (field->text[0]) && is_indicator (field->text[1]) && field->text[2] == RC_ISIS_SUBFIELD)
    {
      data->str[0] = clean_indicator (field->text[0]);
      data->str[1] = clean_indicator (field->text[1]);
      from = 2;
    }
  else if (field->length > 1 && (g_ascii_isdigit (field->text[0]) || field->text[0] == '#') && field->text[1] == RC_ISIS_SUBFIELD)
    {
      /* The second one was a blank at the end of a cell, and is gone. */
      data->str[0] = clean_indicator (field->text[0]);
      from = 1;
    }
  append_subfields (data, field, from);
  if (data->len > 2)
    rc_isis_draft_add (self, tag, data->str, data->len);
  return TRUE;
}
