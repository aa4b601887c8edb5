/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields as bytes in, a record in UTF-8 out. The leader is asked first and the bytes have the last word. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/decoder-private.h"

#include "exchange/iso2709.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

RcDecoder *
rc_decoder_new (const char *encoding)
{
  RcDecoder *self = g_new0 (RcDecoder, 1);

  self->encoding = g_strdup (encoding);
  self->charsets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rc_charset_free);
  self->file = rc_evidence_new ();
  self->record = rc_evidence_new ();
  self->kinds = g_byte_array_new ();
  return self;
}

void
rc_decoder_learn (RcDecoder *self, const char *data, gsize length)
{
  gsize start = 0;

  for (gsize at = 0; at <= length && rc_evidence_get_n_bytes (self->file) < RC_DECODER_ENOUGH_BYTES; at++)
    if (at == length || data[at] == '\x1e' || data[at] == '\x1d')
      {
        /* What switches sets weighs nothing: only MARC-8 does. */
        if (!rc_charset_is_utf8 (data + start, at - start) && memchr (data + start, '\x1b', at - start) == NULL)
          rc_evidence_add (self->file, data + start, at - start);
        start = at + 1;
      }
}

void
rc_decoder_free (RcDecoder *self)
{
  if (self == NULL)
    return;
  g_free (self->encoding);
  g_hash_table_unref (self->charsets);
  rc_evidence_free (self->file);
  rc_evidence_free (self->record);
  g_byte_array_unref (self->kinds);
  g_free (self);
}

RcCharset *
rc_decoder_get_charset (RcDecoder *self, const char *name)
{
  RcCharset *charset = g_hash_table_lookup (self->charsets, name);

  if (charset == NULL)
    {
      charset = rc_charset_new (name);
      g_assert (charset != NULL); /* ours are always there, and others were asked for in rc_reader_new */
      g_hash_table_insert (self->charsets, g_strdup (name), charset);
    }
  return charset;
}

/* What stands in a data field before its text: indicators, delimiter and code; of a control field, and of coded data, all. */
static gsize
get_n_fixed (const RcRawField *field)
{
  if (field->tag[0] == '0' || field->tag[0] == '1' || field->length < 4)
    return field->length;
  return 4;
}

static void
convert_field (RcDecoder *self, RcMarc *marc, const RcRawField *field, const char *charset, RcReaderItem *item)
{
  g_autoptr (GString) text = g_string_sized_new (field->length + 16);
  gsize fixed = rc_charset_is_7bit (charset) ? get_n_fixed (field) : 0;
  guint n_lost;

  g_string_append_len (text, field->data, fixed);
  n_lost = rc_charset_convert (rc_decoder_get_charset (self, charset), field->data + fixed, field->length - fixed, text);
  if (n_lost > 0)
    rc_reader_item_warn (item,
                         ngettext ("%s: %u character could not be converted and is shown as �",
                                   "%s: %u characters could not be converted and are shown as �", n_lost),
                         field->tag, n_lost);
  if (self->references)
    rc_charset_expand_references (text);
  /* A conversion may give what ends a field. */
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\x1e' || text->str[i] == '\x1d')
      text->str[i] = ' ';
  rc_marc_add_field (marc, field->tag, text->str, text->len);
}

/* Any printable byte may stand in a tag: it is strange, and kept. What cannot be shown or written as text is replaced. */
static void
clean_tag (RcRawField *field, RcReaderItem *item)
{
  gboolean strange = FALSE, broken = FALSE;

  if (rc_iso2709_number (field->tag, 3) >= 0)
    return;
  for (guint i = 0; i < 3; i++)
    if (field->tag[i] < ' ' || field->tag[i] > '~')
      {
        field->tag[i] = '?';
        broken = TRUE;
      }
    else if (!g_ascii_isalnum (field->tag[i]))
      strange = TRUE;
  if (broken)
    rc_reader_item_warn (item, _ ("a tag was broken and is now %s"), field->tag);
  else if (strange)
    rc_reader_item_warn (item, _ ("the tag “%s” is none of MARC 21 and was kept"), field->tag);
}

static void
set_leader (RcMarc *marc, const char *leader, RcReaderItem *item)
{
  char clean[RC_MARC_LEADER_LENGTH + 1] = { 0 };
  gboolean repaired = FALSE;

  memcpy (clean, leader, RC_MARC_LEADER_LENGTH);
  for (guint i = 5; i < RC_MARC_LEADER_LENGTH; i++)
    if (clean[i] < ' ' || clean[i] > '~')
      {
        clean[i] = ' ';
        repaired = TRUE;
      }
  if (strncmp (clean + 10, "22", 2) != 0
      || (strncmp (clean + 20, "45", 2) != 0 && strncmp (clean + 20, "    ", 4) != 0))
    repaired = TRUE;
  memcpy (clean, "00000", 5);
  memcpy (clean + 9, "a22", 3);
  memcpy (clean + 12, "00000", 5);
  memcpy (clean + 20, "4500", 4);
  if (repaired)
    rc_reader_item_warn (item, _ ("the leader was repaired"));
  rc_marc_set_leader (marc, clean);
}

static gsize
count_bytes (GArray *fields)
{
  gsize n = 0;

  for (guint i = 0; i < fields->len; i++)
    n += g_array_index (fields, RcRawField, i).length;
  return n;
}

RcMarc *
rc_decoder_make_marc (RcDecoder *self, const char *leader, GArray *fields, RcReaderItem *item)
{
  RcMarc *marc = rc_marc_new ();
  RcSigns signs = { 0 };
  const char *charset, *broken_as = NULL;
  gboolean plain_ascii, doubtful, some_right = FALSE;

  g_byte_array_set_size (self->kinds, 0);
  set_leader (marc, leader, item);
  charset = rc_decoder_choose (self, leader, fields, &signs, item);
  doubtful = self->encoding == NULL && g_strcmp0 (charset, RC_CHARSET_MARC8) == 0 && rc_decoder_is_doubtful (self, fields);
  plain_ascii = charset == NULL || !rc_charset_is_7bit (charset);
  self->references = leader[9] == ' ' && signs.unimarc == NULL && (signs.ascii || g_strcmp0 (charset, RC_CHARSET_MARC8) == 0);
  rc_marc_reserve (marc, fields->len, count_bytes (fields));
  for (guint i = 0; i < fields->len; i++)
    {
      RcRawField *field = &g_array_index (fields, RcRawField, i);
      const char *own = charset != NULL ? charset : RC_CHARSET_UTF8;
      guint kinds = i < self->kinds->len ? self->kinds->data[i] : rc_charset_scan (field->data, field->length);
      gboolean ascii = (kinds & (RC_BYTES_HIGH | RC_BYTES_ESCAPE)) == 0;

      clean_tag (field, item);
      if (((plain_ascii && ascii) || (charset == NULL && signs.utf8 && (kinds & RC_BYTES_END) == 0))
          && !(self->references && rc_charset_has_references (field->data, field->length)))
        {
          rc_marc_add_field (marc, field->tag, field->data, field->length);
          continue;
        }
      if (charset == NULL && (kinds & RC_FIELD_BROKEN) != 0)
        own = broken_as = rc_decoder_choose_for_field (self, field, item);
      else if (!ascii && doubtful && (own = rc_decoder_doubt (self, field, item)) != charset)
        broken_as = own;
      else
        some_right |= !ascii;
      convert_field (self, marc, field, own, item);
    }
  /* Not one field is what the leader says. */
  if (broken_as != NULL && !some_right)
    item->encoding = broken_as;
  return marc;
}

/* As most records are: all is UTF-8 as the leader says, or ASCII whatever it says. */
static gboolean
is_plain (RcDecoder *self, const char *leader, GArray *fields, RcByteKinds kinds, const char *text, gsize length)
{
  if (self->encoding != NULL || (kinds & RC_BYTES_ESCAPE) != 0 || rc_decoder_find_unimarc_code (fields) != NULL)
    return FALSE;
  if ((kinds & RC_BYTES_HIGH) != 0)
    return leader[9] == 'a' && rc_charset_is_utf8 (text, length);
  return leader[9] != ' ' || !rc_charset_has_references (text, length);
}

RcMarc *
rc_decoder_make_marc_at_once (RcDecoder *self, const char *leader, GArray *fields, RcByteKinds kinds, RcReaderItem *item)
{
  RcRawField *first = &g_array_index (fields, RcRawField, 0), *last = first + fields->len - 1;
  gsize length = (gsize) (last->data + last->length + 1 - first->data);
  RcMarc *marc;

  if (!is_plain (self, leader, fields, kinds, first->data, length))
    return rc_decoder_make_marc (self, leader, fields, item);
  marc = rc_marc_new ();
  set_leader (marc, leader, item);
  for (RcRawField *field = first; field <= last; field++)
    clean_tag (field, item);
  if ((kinds & RC_BYTES_HIGH) != 0)
    item->encoding = RC_CHARSET_UTF8;
  rc_marc_take_fields (marc, first, fields->len, first->data, length);
  return marc;
}
