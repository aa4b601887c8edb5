/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of ISO 2709 out of a stream: where one begins and ends, whatever its length says. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/decoder.h"
#include "exchange/iso2709.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define LEADER RC_MARC_LEADER_LENGTH
#define ISIS_LINE 80
#define ENTRY 12
#define PADDING_WINDOW 4096 /* what of the next record is seen while padding is skipped */

struct _RcMarc21Reader
{
  RcReader parent_instance;

  RcDecoder *decoder; /* (owned) (nullable) made for the first record */
  GArray *fields;     /* (owned) RcRawField, of it */
};

#define RC_TYPE_MARC21_READER (rc_marc21_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcMarc21Reader, rc_marc21_reader, RC, MARC21_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcMarc21Reader, rc_marc21_reader, RC_TYPE_READER)

static gboolean
is_entry (const char *data)
{
  return rc_iso2709_number (data + 3, 4) >= 0 && rc_iso2709_number (data + 7, 5) >= 0;
}

/* How many of the blanks before `start` belong to a leader whose first numbers, or all of it, were left blank: a leader
 * and whole entries lie before the first terminator. */
static gsize
count_blanks_of_leader (const char *data, gsize start, gsize length)
{
  const char *terminator = memchr (data + start, RC_ISO2709_FIELD_END, length - start);
  gsize n_blanks = 0, missing;

  while (n_blanks < start && n_blanks < LEADER && data[start - n_blanks - 1] == ' ')
    n_blanks++;
  if (terminator == NULL || n_blanks == 0 || terminator - (data + start) < 2 * ENTRY)
    return 0;
  missing = (ENTRY - (gsize) (terminator - (data + start)) % ENTRY) % ENTRY;
  if (missing == 0 && n_blanks == LEADER && is_entry (data + start) && is_entry (data + start + ENTRY))
    missing = LEADER;
  return missing <= n_blanks ? missing : 0;
}

/* Line breaks, zero bytes, Ctrl-Z and what else stands between records. FALSE on an error. */
static gboolean
skip_padding (RcInput *input, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      gsize length, n = 0;
      const char *data;

      if (!rc_input_fill (input, PADDING_WINDOW, cancellable, error))
        return FALSE;
      data = rc_input_peek (input, &length);
      while (n < length && (data[n] == '\0' || strchr (" \t\r\n\x1a\x1d\x1e", data[n]) != NULL))
        n++;
      if (length - n >= strlen (BOM) && memcmp (data + n, BOM, strlen (BOM)) == 0)
        n += strlen (BOM);
      else
        n -= count_blanks_of_leader (data, n, length);
      if (n == 0)
        return TRUE;
      rc_input_skip (input, n);
    }
}

/* Two lines of just 80 characters, in the middle of a record. */
static gboolean
is_wrapped (const char *data, gsize length)
{
  const char *first = memchr (data, '\n', MIN (length, ISIS_LINE + 2));
  const char *second;

  if (first == NULL || first - data < ISIS_LINE)
    return FALSE;
  length -= ++first - data;
  second = memchr (first, '\n', MIN (length, ISIS_LINE + 2));
  return second != NULL && second - first >= ISIS_LINE;
}

/* CDS/ISIS writes its own kind: lines of 80 characters, and often # for the terminators. */
static gboolean
is_isis (const char *data, gsize length)
{
  int base;

  if (!rc_iso2709_is_leader (data, length))
    return FALSE;
  base = rc_iso2709_number (data + 12, 5);
  if ((gsize) base < length && data[base - 1] == '#' && memchr (data, RC_ISO2709_FIELD_END, length) == NULL)
    return TRUE;
  return is_wrapped (data, length);
}

static gsize
find_sure_leader (const char *data, gsize from, gsize end)
{
  for (gsize at = from; at + LEADER <= end; at++)
    if (g_ascii_isdigit (data[at]) && rc_iso2709_is_sure_leader (data + at, end - at))
      return at;
  return end;
}

/* The length in the leader is the true one: a terminator is where it says, and no other record begins before. */
static gboolean
length_is_true (const char *data, gsize available, gsize declared)
{
  const char *inner;

  if (declared <= LEADER || available < declared || data[declared - 1] != RC_ISO2709_RECORD_END)
    return FALSE;
  inner = memchr (data, RC_ISO2709_RECORD_END, declared - 1);
  while (inner != NULL && (inner[1] == '\r' || inner[1] == '\n'))
    inner++;
  return inner == NULL || !rc_iso2709_is_sure_leader (inner + 1, available - (inner + 1 - data));
}

/* What stands before the leader of a record and holds no field is none of ours, and kept with it. FALSE on an error. */
static gboolean
skip_junk (RcInput *input, RcReaderItem *item, GBytes **skipped, GCancellable *cancellable, GError **error)
{
  gsize length, junk;
  const char *data = rc_input_peek (input, &length);
  gssize end;

  if (rc_iso2709_is_leader (data, length))
    return TRUE;
  end = rc_input_find (input, RC_ISO2709_FIELD_END, 0, RC_MAX_RECORD_BYTES, cancellable, error);
  data = rc_input_peek (input, &length);
  if (end < 0)
    return end == -1;
  junk = find_sure_leader (data, 0, end);
  if (junk < (gsize) end)
    {
      rc_reader_item_warn (item, _ ("%zu bytes before the record were skipped"), junk);
      *skipped = g_bytes_new (data, junk);
      rc_input_skip (input, junk);
    }
  return TRUE;
}

/* The bytes of the record that begins in the window. 0 on an error. */
static gsize
measure_record (RcInput *input, RcReaderItem *item, GCancellable *cancellable, GError **error)
{
  gsize length, end, next;
  const char *data = rc_input_peek (input, &length);
  gboolean leader = rc_iso2709_is_leader (data, length);
  gsize declared = leader ? (gsize) rc_iso2709_number (data, 5) : 0;
  gssize found;

  if (!rc_input_fill (input, declared + LEADER + 2, cancellable, error))
    return 0;
  data = rc_input_peek (input, &length);
  if (length_is_true (data, length, declared))
    return declared;
  found = rc_input_find (input, RC_ISO2709_RECORD_END, 0, RC_MAX_RECORD_BYTES, cancellable, error);
  if (found == -2)
    return 0;
  data = rc_input_peek (input, &length);
  end = found >= 0 ? (gsize) found + 1 : MIN (length, RC_MAX_RECORD_BYTES);
  /* A record that is cut runs into the next one. */
  next = find_sure_leader (data, leader ? LEADER : 0, end);
  if (next > 0 && next < end)
    return next;
  if (declared > 0 && declared != end && end <= 99999)
    rc_reader_item_warn (item, _ ("the leader gave %zu bytes, the record has %zu"),
                         declared, end);
  return end;
}

/* Mends the record where it stands, in the window: its bytes as they came are kept before. */
static void
read_record (RcMarc21Reader *self, char *bytes, gsize length, RcReaderItem *item)
{
  GArray *fields = self->fields;
  RcByteKinds kinds;
  gboolean in_a_row;

  g_array_set_size (fields, 0);
  item->raw = g_bytes_new (bytes, length);
  if (length >= RC_MAX_RECORD_BYTES)
    rc_reader_item_reject (item, _ ("more than %d MiB without an end of record"), RC_MAX_RECORD_BYTES / 1024 / 1024);
  else if (memchr (bytes, RC_ISO2709_FIELD_END, length) == NULL && !rc_iso2709_is_leader (bytes, length))
    rc_reader_item_reject (item, _ ("%zu bytes that are no record"), length);
  else if (!rc_iso2709_parse (bytes, length, fields, &in_a_row, &kinds, item))
    return;
  else if (in_a_row)
    rc_reader_item_take_marc (item, rc_decoder_make_marc_at_once (self->decoder, bytes, fields, kinds, item));
  else
    rc_reader_item_take_marc (item, rc_decoder_make_marc (self->decoder, bytes, fields, item));
}

static void
prepend (GBytes **raw, GBytes *skipped)
{
  GByteArray *whole = g_bytes_unref_to_array (g_bytes_ref (skipped));
  gsize length;
  const guint8 *data = g_bytes_get_data (*raw, &length);

  g_byte_array_append (whole, data, (guint) length);
  g_bytes_unref (*raw);
  *raw = g_byte_array_free_to_bytes (whole);
}

static RcReaderItem *
rc_marc21_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcMarc21Reader *self = RC_MARC21_READER (reader);
  RcInput *input = rc_reader_get_input (reader);
  g_autoptr (RcReaderItem) item = NULL;
  g_autoptr (GBytes) skipped = NULL;
  const char *data;
  gsize length;

  if (!skip_padding (input, cancellable, error))
    return NULL;
  data = rc_input_peek (input, &length);
  if (length == 0)
    return NULL;
  if (self->decoder == NULL)
    {
      if (is_isis (data, length))
        {
          g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT,
                               _ ("an export of CDS/ISIS (lines of 80 characters or # for terminators), not MARC 21"));
          return NULL;
        }
      self->decoder = rc_decoder_new (rc_reader_get_encoding (reader));
      rc_decoder_learn (self->decoder, data, length);
    }
  item = rc_reader_new_item (reader);
  if (!skip_junk (input, item, &skipped, cancellable, error))
    return NULL;
  length = measure_record (input, item, cancellable, error);
  if (length == 0)
    return NULL;
  read_record (self, rc_input_take (input, length), length, item);
  if (skipped != NULL)
    prepend (&item->raw, skipped);
  return g_steal_pointer (&item);
}

static void
rc_marc21_reader_finalize (GObject *object)
{
  rc_decoder_free (RC_MARC21_READER (object)->decoder);
  g_array_unref (RC_MARC21_READER (object)->fields);
  G_OBJECT_CLASS (rc_marc21_reader_parent_class)->finalize (object);
}

static void
rc_marc21_reader_class_init (RcMarc21ReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_marc21_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_marc21_reader_next;
}

static void
rc_marc21_reader_init (RcMarc21Reader *self)
{
  self->fields = g_array_new (FALSE, FALSE, sizeof (RcRawField));
}
