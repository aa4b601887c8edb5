/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which MARC the records of a file of ISO 2709 are in: their leaders hardly tell, their tags do. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/iso2709.h"
#include "exchange/reader-private.h"

#include <string.h>

#define LEADER RC_MARC_LEADER_LENGTH
#define RECORDS_ASKED 5

/* What the first records of a file speak for. */
typedef struct
{
  guint n_unimarc;
  guint n_rusmarc;
} Votes;

/* The countries whose agencies follow RUSMARC, and the languages that they catalogue in. */
static const char countries[] = "RU SU KZ KG UZ TJ TM BY UA";
static const char languages[] = "rus kaz kir uzb tgk tuk bel ukr tat";

static gboolean
is_one_of (const char *list, const char *word, gsize length)
{
  const char *found = g_strstr_len (list, -1, word);

  return length > 0 && found != NULL && (found == list || found[-1] == ' ');
}

static gboolean
has_value (const RcRawField *field, char code, const char *list, gsize width)
{
  char start[] = { RC_MARC_SUBFIELD, code };
  const char *found = memmem (field->data, field->length, start, sizeof start);
  char word[4] = { 0 };

  if (found == NULL || width >= sizeof word || field->length - (found + 2 - field->data) < width)
    return FALSE;
  memcpy (word, found + 2, width);
  return is_one_of (list, word, width);
}

static gboolean
is_from_rusmarc (const RcRawField *field)
{
  if (g_str_equal (field->tag, "801"))
    return has_value (field, 'a', countries, 2);
  /* 100 $a 22-24 is the language of cataloguing. */
  if (g_str_equal (field->tag, "100") && field->length >= 4 + 25 && field->data[2] == RC_MARC_SUBFIELD)
    {
      char word[4] = { 0 };

      memcpy (word, field->data + 4 + 22, 3);
      return is_one_of (languages, word, 3);
    }
  return FALSE;
}

static void
ask_record (Votes *votes, const char *data, gsize length)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (RcRawField));
  g_autofree char *bytes = g_memdup2 (data, length);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  RcReaderItem item = { .warnings = warnings };
  gboolean title = FALSE, marc21 = FALSE, rusmarc = FALSE, in_a_row;
  RcByteKinds kinds;

  rc_iso2709_parse (bytes, length, fields, &in_a_row, &kinds, &item);
  g_free (item.rejection);
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      marc21 = marc21 || g_str_equal (field->tag, "245") || g_str_equal (field->tag, "008");
      title = title || g_str_equal (field->tag, "200");
      rusmarc = rusmarc || is_from_rusmarc (field);
    }
  if (title && !marc21)
    {
      votes->n_unimarc++;
      votes->n_rusmarc += rusmarc;
    }
}

RcFormat
rc_iso2709_recognise (const char *data, gsize length)
{
  Votes votes = { 0 };
  guint n_asked = 0;

  if (!rc_iso2709_looks_like (data, length))
    return RC_FORMAT_AUTO;
  while (length > LEADER && n_asked < RECORDS_ASKED)
    {
      const char *end = memchr (data, RC_ISO2709_RECORD_END, length);
      gsize size = end != NULL ? (gsize) (end - data) + 1 : length;

      /* What stands before a leader is padding. */
      while (size > LEADER && !rc_iso2709_is_leader (data, size) && (*data <= ' ' || !g_ascii_isdigit (*data)))
        {
          data++;
          length--;
          size--;
        }
      ask_record (&votes, data, size);
      n_asked++;
      data += size;
      length -= size;
    }
  if (2 * votes.n_unimarc <= n_asked)
    return RC_FORMAT_MARC21;
  return 2 * votes.n_rusmarc > votes.n_unimarc ? RC_FORMAT_RUSMARC : RC_FORMAT_UNIMARC;
}
