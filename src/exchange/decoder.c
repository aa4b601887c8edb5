/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields as bytes in, a record in UTF-8 out. The leader is asked first and the bytes have the last word. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/decoder.h"

#include "exchange/charset.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define WESTERN "WINDOWS-1252"

struct _RcDecoder
{
  char *encoding;       /* (owned) (nullable) overrides everything */
  GHashTable *charsets; /* (owned) name to RcCharset */
};

RcDecoder *
rc_decoder_new (const char *encoding)
{
  RcDecoder *self = g_new0 (RcDecoder, 1);

  self->encoding = g_strdup (encoding);
  self->charsets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) rc_charset_free);
  return self;
}

void
rc_decoder_free (RcDecoder *self)
{
  if (self == NULL)
    return;
  g_free (self->encoding);
  g_hash_table_unref (self->charsets);
  g_free (self);
}

static RcCharset *
get_charset (RcDecoder *self, const char *name)
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

/* What the fields of a record have to be told apart by. */
typedef struct
{
  gboolean ascii;       /* every byte of every field is */
  gboolean utf8;        /* the fields are UTF-8 */
  guint n_marc8;        /* fields that may be MARC-8 and are no ASCII */
  guint n_other;        /* fields that cannot be */
  guint n_mixed;        /* broken UTF-8 that holds good characters too */
  const char *unimarc;  /* the code of 100 $a 26-27 of a UNIMARC record; NULL for others */
} Signs;

static const char *
find_unimarc_code (GArray *fields)
{
  const char *code = NULL;
  gboolean unimarc = FALSE;

  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if (g_str_equal (field->tag, "245"))
        return NULL;
      unimarc = unimarc || g_str_equal (field->tag, "200");
      if (g_str_equal (field->tag, "100") && field->length >= 32 && field->data[2] == RC_MARC_SUBFIELD)
        code = field->data + 4 + 26;
    }
  return !unimarc ? NULL : code != NULL ? code : "  ";
}

/* Broken UTF-8 in which well-formed characters of several bytes stand. */
static gboolean
is_mixed (const char *text, gsize length)
{
  guint n_good = 0;

  for (gsize i = 0; i < length; i++)
    if ((text[i] & 0xe0) == 0xc0 || (text[i] & 0xf0) == 0xe0)
      {
        gunichar c = g_utf8_get_char_validated (text + i, length - i);

        if (c != (gunichar) -1 && c != (gunichar) -2)
          n_good++;
      }
  return n_good > 0;
}

static Signs
read_signs (GArray *fields)
{
  Signs signs = { .ascii = TRUE, .utf8 = TRUE };

  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if (rc_charset_is_ascii (field->data, field->length))
        continue;
      signs.ascii = FALSE;
      /* An escape sequence is no sign of UTF-8, though all bytes are ASCII. */
      if (memchr (field->data, '\x1b', field->length) != NULL || !rc_charset_is_utf8 (field->data, field->length))
        {
          signs.utf8 = FALSE;
          if (is_mixed (field->data, field->length))
            signs.n_mixed++;
        }
      if (rc_charset_is_marc8 (field->data, field->length))
        signs.n_marc8++;
      else
        signs.n_other++;
    }
  signs.unimarc = signs.ascii ? NULL : find_unimarc_code (fields);
  return signs;
}

static const char *
guess_cyrillic (GArray *fields)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if (!rc_charset_is_ascii (field->data, field->length))
        g_string_append_len (all, field->data, field->length);
    }
  return rc_charset_guess_cyrillic (all->str, all->len);
}

/* For a record that says UTF-8 nowhere: the encoding of all its fields, with a warning where it is a guess. */
static const char *
choose_for_record (const Signs *signs, GArray *fields, RcReaderItem *item)
{
  const char *guess;

  if (signs->utf8)
    {
      if (signs->unimarc == NULL)
        rc_reader_item_warn (item, _ ("the leader says MARC-8, the text is UTF-8"));
      return RC_CHARSET_UTF8;
    }
  if (signs->unimarc == NULL && signs->n_other == 0)
    return RC_CHARSET_MARC8;
  guess = guess_cyrillic (fields);
  if (guess != NULL)
    {
      rc_reader_item_warn (item, _ ("the text was read as %s: a guess by its letters"), guess);
      return guess;
    }
  if (signs->n_mixed > 0 && signs->n_mixed >= signs->n_other)
    {
      rc_reader_item_warn (item, _ ("the text was read as UTF-8, which is broken in places"));
      return RC_CHARSET_UTF8;
    }
  if (signs->unimarc != NULL)
    return strncmp (signs->unimarc, "50", 2) == 0 ? RC_CHARSET_UTF8 : "iso5426";
  if (signs->n_marc8 >= signs->n_other)
    return RC_CHARSET_MARC8;
  rc_reader_item_warn (item, _ ("the text was read as %s: it is neither MARC-8 nor UTF-8"), WESTERN);
  return WESTERN;
}

/* For one field that is not the UTF-8 its leader says. */
static const char *
choose_for_field (const RcRawField *field, RcReaderItem *item)
{
  const char *guess;

  if (is_mixed (field->data, field->length))
    return RC_CHARSET_UTF8;
  guess = rc_charset_guess_cyrillic (field->data, field->length);
  if (guess == NULL)
    guess = rc_charset_is_marc8 (field->data, field->length) ? RC_CHARSET_MARC8 : WESTERN;
  rc_reader_item_warn (item, _ ("%s: not UTF-8 as the leader says, read as %s"), field->tag, guess);
  return guess;
}

static void
convert_field (RcDecoder *self, RcMarc *marc, const RcRawField *field, const char *charset, RcReaderItem *item)
{
  g_autoptr (GString) text = g_string_sized_new (field->length + 16);
  guint n_lost = rc_charset_convert (get_charset (self, charset), field->data, field->length, text);

  if (n_lost > 0)
    rc_reader_item_warn (item,
                         ngettext ("%s: %u character could not be converted and is shown as �",
                                   "%s: %u characters could not be converted and are shown as �", n_lost),
                         field->tag, n_lost);
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

static gboolean
has_terminator (const char *data, gsize length)
{
  return memchr (data, '\x1e', length) != NULL || memchr (data, '\x1d', length) != NULL;
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
  const char *charset = self->encoding;
  Signs signs = { 0 };

  set_leader (marc, leader, item);
  if (charset == NULL)
    {
      signs = read_signs (fields);
      if (!signs.ascii && leader[9] != 'a')
        charset = choose_for_record (&signs, fields, item);
      if (!signs.ascii)
        item->encoding = charset != NULL ? charset : RC_CHARSET_UTF8;
    }
  else
    item->encoding = g_intern_string (charset);
  rc_marc_reserve (marc, fields->len, count_bytes (fields));
  for (guint i = 0; i < fields->len; i++)
    {
      RcRawField *field = &g_array_index (fields, RcRawField, i);
      const char *own = charset != NULL ? charset : RC_CHARSET_UTF8;

      clean_tag (field, item);
      if (rc_charset_is_ascii (field->data, field->length)
          || (charset == NULL && signs.utf8 && !has_terminator (field->data, field->length)))
        {
          rc_marc_add_field (marc, field->tag, field->data, field->length);
          continue;
        }
      if (charset == NULL && !signs.utf8 && !rc_charset_is_utf8 (field->data, field->length))
        own = choose_for_field (field, item);
      convert_field (self, marc, field, own, item);
    }
  return marc;
}
