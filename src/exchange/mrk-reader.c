/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of MARC as lines of text, as MARCMaker and MarcEdit write them, as Aleph does, and as others print them. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/aleph-lines.h"
#include "exchange/charset.h"
#include "exchange/decoder.h"
#include "exchange/marc-lines.h"
#include "exchange/mnemonics.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define HEAD 6 /* "=245  " */

struct _RcMrkReader
{
  RcReader parent_instance;

  RcDecoder *decoder; /* (owned) (nullable) made for the first record */
  gboolean microlif;
};

#define RC_TYPE_MRK_READER (rc_mrk_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcMrkReader, rc_mrk_reader, RC, MRK_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcMrkReader, rc_mrk_reader, RC_TYPE_READER)

static gboolean
is_blank_line (const char *line, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]) && line[i] != '\x1a' && line[i] != '\0')
      return FALSE;
  return TRUE;
}

static gboolean
is_leader_line (const char *line, gsize length)
{
  return length >= 4 && memcmp (line, "=LDR", 4) == 0;
}

/* Lines of Aleph say to which record they belong. */
static gboolean
begins_other_record (const GString *lines, const char *line, gsize length)
{
  gsize mark = g_str_has_prefix (lines->str, BOM) ? strlen (BOM) : 0;

  if (rc_marc_lines_is_leader (line, length))
    return lines->str[mark] != '(' || rc_marc_lines_is_leader (lines->str + mark, lines->len - mark); /* remarks belong to what follows */
  return is_leader_line (line, length)
         || (rc_aleph_is_line (line, length) && rc_aleph_is_line (lines->str + mark, lines->len - mark)
             && !rc_aleph_is_same (line, lines->str + mark));
}

/* The lines up to a blank one or the next leader. FALSE on an error; lines is empty at the end. */
static gboolean
read_lines (RcInput *input, GString *lines, GCancellable *cancellable, GError **error)
{
  for (;;)
    {
      gsize length, line_length;
      const char *data;
      gssize end;

      if (!rc_input_fill (input, HEAD, cancellable, error))
        return FALSE;
      end = rc_input_find (input, '\n', 0, RC_MAX_RECORD_BYTES, cancellable, error);
      if (end == -2)
        return FALSE;
      data = rc_input_peek (input, &length);
      if (length == 0)
        return TRUE;
      line_length = end >= 0 ? (gsize) end + 1 : length;
      if (lines->len + line_length > RC_MAX_RECORD_BYTES)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE,
                       _ ("a record of more than %d MiB"), RC_MAX_RECORD_BYTES / 1024 / 1024);
          return FALSE;
        }
      if (lines->len > 0 && begins_other_record (lines, data, line_length))
        return TRUE;
      if (!is_blank_line (data, line_length))
        g_string_append_len (lines, data, line_length);
      else if (lines->len > 0)
        return TRUE;
      rc_input_skip (input, line_length);
    }
}

/* A record of MicroLIF, up to the sign of its end. FALSE on an error; empty at the end. */
static gboolean
read_microlif (RcInput *input, GString *record, GCancellable *cancellable, GError **error)
{
  do
    {
      gssize end = rc_input_find (input, RC_MICROLIF_END, 0, RC_MAX_RECORD_BYTES, cancellable, error);
      gsize length;
      const char *data = rc_input_peek (input, &length);

      if (end == -2)
        return FALSE;
      length = end >= 0 ? (gsize) end + 1 : length;
      g_string_append_len (record, data, (gssize) length);
      rc_input_skip (input, length);
      if (length == 0)
        g_string_truncate (record, 0);
      if (length == 0 || !is_blank_line (record->str, record->len))
        return TRUE;
    }
  while (TRUE);
}

/* In place: what stands for a blank, and in data fields the sign of a subfield. */
static void
unescape (char *data, gsize length, gboolean control)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] == '\\' && (control || i < 2))
      data[i] = ' ';
    else if (data[i] == '$' && !control && i >= 2)
      data[i] = RC_MARC_SUBFIELD;
}

static void
add_line (GArray *fields, char *line, gsize length, char *leader, RcReaderItem *item)
{
  RcRawField field = { { 0 } };
  gboolean control;

  if (length < HEAD || line[4] != ' ')
    {
      rc_reader_item_warn (item, _ ("the line “%.40s” is no field and was left out"), line);
      return;
    }
  if (is_leader_line (line, length))
    {
      memset (leader, ' ', RC_MARC_LEADER_LENGTH);
      memcpy (leader, line + HEAD, MIN (length - HEAD, RC_MARC_LEADER_LENGTH));
      for (guint i = 0; i < RC_MARC_LEADER_LENGTH; i++)
        if (leader[i] == '\\')
          leader[i] = ' ';
      memcpy (leader + 10, "22", 2);
      memcpy (leader + 20, "4500", 4);
      return;
    }
  memcpy (field.tag, line + 1, 3);
  control = rc_marc_field_is_control (&(RcMarcField){ .tag = { field.tag[0], field.tag[1], field.tag[2] } });
  field.data = line + HEAD;
  field.length = length - HEAD;
  unescape (line + HEAD, length - HEAD, control);
  g_array_append_val (fields, field);
}

/* One of Aleph's. Its number is that of the record, unless there is a field for it. */
static void
add_aleph_line (GArray *fields, char *line, gsize length, char *leader)
{
  RcRawField field = { { 0 } };

  if (!rc_aleph_read_line (line, length, &field, leader))
    field = (RcRawField){ .tag = "001", .data = line, .length = RC_ALEPH_NUMBER };
  for (guint i = 0; i < fields->len && g_str_equal (field.tag, "001"); i++)
    if (g_str_equal (g_array_index (fields, RcRawField, i).tag, "001"))
      {
        g_array_index (fields, RcRawField, i) = field;
        return;
      }
  g_array_append_val (fields, field);
}

/* Splits the lines where they stand; a line that does not begin with = goes on from the one before. */
static void
split_lines (GString *lines, GArray *fields, char *leader, RcReaderItem *item)
{
  char *line = lines->str, *end = lines->str + lines->len;

  if (g_str_has_prefix (line, BOM))
    line += strlen (BOM);
  while (line < end)
    {
      char *stop = line;

      do
        {
          stop = memchr (stop, '\n', end - stop);
          if (stop == NULL)
            stop = end;
          if (stop + 1 < end && stop[1] != '=' && !rc_aleph_is_line (stop + 1, (gsize) (end - stop - 1)))
            {
              rc_reader_item_warn (item, _ ("a line that goes on was joined to the one before"));
              if (stop > line && stop[-1] == '\r')
                stop[-1] = ' ';
              *stop++ = ' ';
              continue;
            }
          break;
        }
      while (stop < end);
      if (stop > line && stop[-1] == '\r')
        stop[-1] = '\0';
      *stop = '\0';
      if (rc_aleph_is_line (line, strlen (line)))
        add_aleph_line (fields, line, strlen (line), leader);
      else if (*line == '=')
        add_line (fields, line, strlen (line), leader, item);
      else
        rc_reader_item_warn (item, _ ("the line “%.40s” is no field and was left out"), line);
      line = stop + 1;
    }
}

static void
decode_mnemonics (RcMarc *marc, RcReaderItem *item)
{
  for (guint i = 0; i < rc_marc_get_n_fields (marc); i++)
    {
      const RcMarcField *field = rc_marc_get_field (marc, i);
      g_autoptr (GString) text = NULL;
      g_autofree char *unknown = NULL;

      if (memchr (field->data, '{', field->length) == NULL)
        continue;
      text = rc_mnemonics_decode (field->data, field->length, &unknown);
      if (unknown != NULL)
        rc_reader_item_warn (item, _ ("%s: the mnemonic %s is not known and stays as it is"), field->tag, unknown);
      rc_marc_replace_field (marc, i, text->str, text->len);
    }
}

/* What has no mnemonics: as programs print records. FALSE when it is something else. */
static gboolean
read_plain (RcMrkReader *self, GString *lines, GArray *fields, char *leader, RcReaderItem *item)
{
  gsize mark = g_str_has_prefix (lines->str, BOM) ? strlen (BOM) : 0;

  if (self->microlif)
    rc_microlif_read (lines, fields, leader, item);
  else if (rc_marc_lines_is_leader (lines->str + mark, lines->len - mark))
    rc_marc_lines_read (lines, fields, leader, item);
  else
    return FALSE;
  return TRUE;
}

static RcReaderItem *
rc_mrk_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcMrkReader *self = RC_MRK_READER (reader);
  RcInput *input = rc_reader_get_input (reader);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GArray) fields = g_array_new (FALSE, TRUE, sizeof (RcRawField));
  g_autoptr (RcReaderItem) item = NULL;
  char leader[RC_MARC_LEADER_LENGTH + 1] = "00000nam a2200000   4500";
  RcMarc *marc;
  gboolean plain;
  gsize length;

  if (self->decoder == NULL)
    {
      const char *data = rc_input_peek (input, &length);

      self->decoder = rc_decoder_new (rc_reader_get_encoding (reader));
      self->microlif = rc_microlif_looks_like (data, length);
    }
  if (!(self->microlif ? read_microlif : read_lines) (input, lines, cancellable, error) || lines->len == 0)
    return NULL;
  item = rc_reader_new_item (reader);
  item->raw = g_bytes_new (lines->str, lines->len);
  for (gsize i = 0; i < lines->len; i++)
    if (lines->str[i] == '\0' || lines->str[i] == '\x1d' || lines->str[i] == '\x1e') /* what no field may hold */
      lines->str[i] = ' ';
  plain = read_plain (self, lines, fields, leader, item);
  if (!plain)
    split_lines (lines, fields, leader, item);
  if (fields->len == 0)
    {
      rc_reader_item_reject (item, _ ("lines without a field"));
      return g_steal_pointer (&item);
    }
  /* The leader speaks of the file these lines were made from; the lines themselves are mostly UTF-8 or ASCII. */
  if (rc_charset_is_utf8 (lines->str, lines->len) && memchr (lines->str, '\x1b', lines->len) == NULL)
    leader[9] = 'a';
  marc = rc_decoder_make_marc (self->decoder, leader, fields, item);
  if (!plain)
    decode_mnemonics (marc, item);
  rc_reader_item_take_marc (item, marc);
  return g_steal_pointer (&item);
}

static void
rc_mrk_reader_finalize (GObject *object)
{
  rc_decoder_free (RC_MRK_READER (object)->decoder);
  G_OBJECT_CLASS (rc_mrk_reader_parent_class)->finalize (object);
}

static void
rc_mrk_reader_class_init (RcMrkReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_mrk_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_mrk_reader_next;
}

static void
rc_mrk_reader_init (RcMrkReader *self)
{
}
