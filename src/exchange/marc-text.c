/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaders, tags, indicators and codes as text formats have them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/marc-text.h"

#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

void
rc_marc_text_read_leader (const char *text, gsize length, char leader[RC_MARC_LEADER_LENGTH], RcReaderItem *item)
{
  /* Blanks at either end belong to a leader, but not those of a file that was set in lines. */
  if (length > RC_MARC_LEADER_LENGTH)
    {
      while (length > 0 && g_ascii_isspace (*text))
        text++, length--;
      while (length > 0 && g_ascii_isspace (text[length - 1]))
        length--;
    }
  if (length != RC_MARC_LEADER_LENGTH)
    rc_reader_item_warn (item, _ ("the leader has %zu characters instead of 24"), length);
  memset (leader, ' ', RC_MARC_LEADER_LENGTH);
  memcpy (leader, text, MIN (length, RC_MARC_LEADER_LENGTH));
  memcpy (leader + 10, "22", 2); /* always so, and often left blank */
  memcpy (leader + 20, "4500", 4);
}

void
rc_marc_text_read_tag (const char *value, char tag[4], RcReaderItem *item)
{
  gsize length = value != NULL ? strlen (value) : 0;

  memcpy (tag, length == 0 ? "???" : "000", 4);
  if (length == 0)
    rc_reader_item_warn (item, _ ("a field has no tag and is now ???"));
  else
    memcpy (tag + (length < 3 ? 3 - length : 0), value, MIN (length, 3));
  if (length != 0 && length != 3)
    rc_reader_item_warn (item, _ ("the tag “%.20s” is now %s"), value, tag);
}

char
rc_marc_text_read_indicator (const char *value, RcReaderItem *item)
{
  if (value == NULL || *value == '\0')
    return ' ';
  if (value[1] == '\0' && value[0] >= ' ' && value[0] < 0x7f)
    return value[0];
  rc_reader_item_warn (item, _ ("an indicator “%.20s” was made a blank"), value);
  return ' ';
}

void
rc_marc_text_append_code (GString *data, const char *value, RcReaderItem *item)
{
  gsize length;

  g_string_append_c (data, RC_MARC_SUBFIELD);
  if (value == NULL)
    {
      rc_reader_item_warn (item, _ ("a subfield has no code and is now $?"));
      g_string_append_c (data, '?');
      return;
    }
  length = *value != '\0' ? (gsize) (g_utf8_next_char (value) - value) : 0;
  if (length < strlen (value))
    rc_reader_item_warn (item, _ ("the subfield code “%.20s” was cut to one character"), value);
  g_string_append_len (data, value, (gssize) MIN (length, strlen (value)));
}
