/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/aleph-lines.h"

#include <string.h>

#define TAG (RC_ALEPH_NUMBER + 1)
#define INDICATORS (TAG + 3)
#define ALPHABET (INDICATORS + 3) /* L of Latin, C, H … */
#define CONTENT (ALPHABET + 2)

gboolean
rc_aleph_is_line (const char *line, gsize length)
{
  if (length < CONTENT || line[RC_ALEPH_NUMBER] != ' ' || line[ALPHABET - 1] != ' ' || !g_ascii_isupper (line[ALPHABET]) || line[ALPHABET + 1] != ' ')
    return FALSE;
  for (guint i = 0; i < RC_ALEPH_NUMBER; i++)
    if (!g_ascii_isdigit (line[i]))
      return FALSE;
  return g_ascii_isalnum (line[TAG]) && g_ascii_isalnum (line[TAG + 1]) && g_ascii_isalnum (line[TAG + 2]);
}

gboolean
rc_aleph_is_same (const char *line, const char *other)
{
  return memcmp (line, other, RC_ALEPH_NUMBER) == 0;
}

/* "$$" to the sign of a subfield; what stands before the first one stays. */
static gsize
mark_subfields (char *data, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    if (i + 1 < length && data[i] == '$' && data[i + 1] == '$')
      {
        data[n++] = RC_MARC_SUBFIELD;
        i++;
      }
    else
      data[n++] = data[i];
  return n;
}

gboolean
rc_aleph_read_line (char *line, gsize length, RcRawField *field, char *leader)
{
  char *content = line + CONTENT;
  gsize left = length - CONTENT;

  memcpy (field->tag, line + TAG, 3);
  if (left >= 2 && memcmp (content, "$$", 2) == 0)
    {
      field->data = content - 2;
      memmove (content - 2, line + INDICATORS, 2);
      field->length = 2 + mark_subfields (content, left);
      return TRUE;
    }
  for (gsize i = 0; i < left; i++)
    if (content[i] == '^')
      content[i] = ' ';
  field->data = content;
  field->length = left;
  if (memcmp (field->tag, "LDR", 3) != 0)
    return TRUE;
  memset (leader, ' ', RC_MARC_LEADER_LENGTH);
  memcpy (leader, content, MIN (left, RC_MARC_LEADER_LENGTH));
  memcpy (leader + 10, "22", 2);
  memcpy (leader + 20, "4500", 4);
  return FALSE;
}
