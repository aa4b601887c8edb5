/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields as bytes in, a record in UTF-8 out. The leader is asked first and the bytes have the last word. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/decoder.h"

#include "exchange/charset-guess.h"
#include "exchange/charset.h"
#include "exchange/iso2709.h"
#include "text/letter-pairs.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define WESTERN "windows-1252"
#define ENOUGH_BYTES 2048      /* beyond ASCII, that a file or record is judged by */
#define CONTRADICTION_BYTES 24 /* of a record that may be in another encoding than the rest */
#define CONTRADICTION 1.5      /* points a byte */
#define FAR_BETTER 2.0         /* points a byte */
#define FAR_BETTER_IN_ALL 12
#define LEAST_DIFFERENT 4 /* bytes, with those behind them, that speak against all the rest of the file */
#define CLEARLY_BETTER 6.0 /* points a byte, with which half as many do */
#define DOUBT_POINTS 8     /* that a field must read better by, whose marks stand on letters that never have them */

struct _RcDecoder
{
  char *encoding;       /* (owned) (nullable) overrides everything */
  GHashTable *charsets; /* (owned) name to RcCharset */
  RcEvidence *file;     /* (owned) all that was weighed so far */
  RcEvidence *record;   /* (owned) of the record or field at hand */
  GByteArray *kinds;    /* (owned) what is in each field of the record at hand */
  gboolean references;  /* the record at hand is in MARC-8, which refers to characters that it does not have */
};

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

  for (gsize at = 0; at <= length && rc_evidence_get_n_bytes (self->file) < ENOUGH_BYTES; at++)
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
  guint n_good;         /* characters of several bytes in UTF-8 */
  guint n_broken;       /* bytes beyond ASCII that are no part of one */
  gboolean escapes;     /* other sets are switched to */
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

      if (memcmp (field->tag, "245", 3) == 0)
        return NULL;
      unimarc = unimarc || memcmp (field->tag, "200", 3) == 0;
      if (memcmp (field->tag, "100", 3) == 0 && field->length >= 32 && field->data[2] == RC_MARC_SUBFIELD)
        code = field->data + 4 + 26;
    }
  return !unimarc ? NULL : code != NULL ? code : "  ";
}

static void
count_utf8 (const char *text, gsize length, guint *n_good, guint *n_broken)
{
  for (gsize i = 0; i < length;)
    {
      gunichar c;

      if ((text[i] & 0x80) == 0)
        {
          i++;
          continue;
        }
      c = g_utf8_get_char_validated (text + i, (gssize) (length - i));
      if (c == (gunichar) -1 || c == (gunichar) -2)
        (*n_broken)++;
      else
        (*n_good)++;
      i += c == (gunichar) -1 || c == (gunichar) -2 ? 1 : g_unichar_to_utf8 (c, NULL);
    }
}

/* What stands in a data field before its text: indicators, delimiter and code; of a control field, and of coded data, all. */
static gsize
get_n_fixed (const RcRawField *field)
{
  if (field->tag[0] == '0' || field->tag[0] == '1' || field->length < 4)
    return field->length;
  return 4;
}

/* What a field has, as RcByteKinds, and more of it that is no UTF-8. */
#define FIELD_BROKEN 0x40

static Signs
read_signs (RcDecoder *self, GArray *fields)
{
  Signs signs = { .ascii = TRUE, .utf8 = TRUE };

  g_byte_array_set_size (self->kinds, fields->len);
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);
      guint kinds = rc_charset_scan (field->data, field->length);

      signs.ascii = signs.ascii && (kinds & (RC_BYTES_HIGH | RC_BYTES_ESCAPE)) == 0;
      signs.escapes = signs.escapes || (kinds & RC_BYTES_ESCAPE) != 0;
      if ((kinds & RC_BYTES_HIGH) != 0 && !rc_charset_is_utf8 (field->data, field->length))
        kinds |= FIELD_BROKEN;
      /* An escape sequence is no sign of UTF-8, though all bytes are ASCII. */
      signs.utf8 = signs.utf8 && (kinds & (FIELD_BROKEN | RC_BYTES_ESCAPE)) == 0;
      self->kinds->data[i] = (guint8) kinds;
    }
  signs.unimarc = find_unimarc_code (fields);
  return signs;
}

/* More of a record that is not UTF-8. */
static void
read_other_signs (RcDecoder *self, GArray *fields, Signs *signs)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);
      guint kinds = self->kinds->data[i];

      if ((kinds & (RC_BYTES_HIGH | RC_BYTES_ESCAPE)) == 0)
        continue;
      if ((kinds & FIELD_BROKEN) != 0)
        count_utf8 (field->data, field->length, &signs->n_good, &signs->n_broken);
      if (rc_charset_is_marc8 (field->data, field->length))
        signs->n_marc8++;
      else
        signs->n_other++;
    }
}

/* What the text of the record is weighed by: fields that are not UTF-8. */
static void
weigh_record (RcDecoder *self, GArray *fields)
{
  rc_evidence_clear (self->record);
  for (guint i = 0; i < fields->len && rc_evidence_get_n_bytes (self->record) < ENOUGH_BYTES; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if (!rc_charset_is_utf8 (field->data, field->length))
        rc_evidence_add (self->record, field->data, field->length);
    }
}

/* By the letters of the record where they say enough, else by those of the file. `first` (nullable) is what it should be. */
static const char *
guess_encoding (RcDecoder *self, const char *first, RcReaderItem *item)
{
  const char *own = rc_evidence_choose (self->record, first);
  guint n_bytes = rc_evidence_get_n_bytes (self->record);
  const char *common;

  rc_evidence_add_evidence (self->file, self->record);
  common = rc_evidence_choose (self->file, first);
  if (own == common || common == NULL || (own != NULL && rc_evidence_prefers (self->record, own, common)))
    return own;
  if (own != NULL && n_bytes >= CONTRADICTION_BYTES
      && rc_evidence_get_worth (self->record, own) > rc_evidence_get_worth (self->record, common) + CONTRADICTION)
    {
      rc_reader_item_warn (item, _ ("the text reads as %s, that of most other records as %s"), own, common);
      return own;
    }
  /* What does not read at all in it is no part of the rest. */
  return rc_evidence_get_worth (self->record, common) > 0 || own == NULL ? common : own;
}

/* What the record says that its text is in. */
static const char *
get_claim (const Signs *signs)
{
  if (signs->unimarc == NULL)
    return RC_CHARSET_MARC8;
  if (strncmp (signs->unimarc, "50", 2) == 0)
    return RC_CHARSET_UTF8;
  if (strncmp (signs->unimarc, "03", 2) == 0)
    return "iso5426";
  return NULL;
}

/* One name that comes ten times says no more than once. */
static gboolean
has_different_bytes (GArray *fields, guint least)
{
  guint16 seen[LEAST_DIFFERENT];
  guint n_seen = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      for (gsize at = 0; at + 1 < field->length; at++)
        {
          guint16 pair = (guint16) ((guchar) field->data[at] << 8 | (guchar) field->data[at + 1]);
          gboolean known = pair < 0x8000;

          for (guint k = 0; k < n_seen && !known; k++)
            known = seen[k] == pair;
          if (known)
            continue;
          seen[n_seen++] = pair;
          if (n_seen == least)
            return TRUE;
        }
    }
  return FALSE;
}

/* MARC-8 that says so stays MARC-8: its rarer letters are in no table. Only what reads far better is believed. */
static gboolean
is_sure_marc8 (RcDecoder *self, const Signs *signs, GArray *fields)
{
  const char *guess;
  double own, gain;
  gboolean clear;

  if (signs->unimarc != NULL || signs->n_other > 0)
    return FALSE;
  if (signs->escapes)
    return TRUE;
  weigh_record (self, fields);
  guess = rc_evidence_choose (self->record, RC_CHARSET_MARC8);
  if (guess == NULL || g_str_equal (guess, RC_CHARSET_MARC8))
    {
      rc_evidence_add_evidence (self->file, self->record);
      return TRUE;
    }
  own = rc_evidence_get_worth (self->record, RC_CHARSET_MARC8);
  gain = rc_evidence_get_worth (self->record, guess) - own;
  if (gain < FAR_BETTER || gain * rc_evidence_get_n_bytes (self->record) < FAR_BETTER_IN_ALL)
    return TRUE;
  clear = own < 0 && gain >= CLEARLY_BETTER && g_str_equal (guess, WESTERN);
  return g_strcmp0 (rc_evidence_choose (self->file, RC_CHARSET_MARC8), RC_CHARSET_MARC8) == 0
         && !has_different_bytes (fields, clear ? LEAST_DIFFERENT / 2 : LEAST_DIFFERENT);
}

/* For a record that says UTF-8 nowhere: the encoding of all its fields, with a warning where it is a guess. */
static const char *
choose_for_record (RcDecoder *self, const Signs *signs, GArray *fields, RcReaderItem *item)
{
  const char *claim = get_claim (signs), *guess;

  if (signs->utf8)
    {
      if (signs->unimarc == NULL)
        rc_reader_item_warn (item, _ ("the leader says MARC-8, the text is UTF-8"));
      return RC_CHARSET_UTF8;
    }
  if (is_sure_marc8 (self, signs, fields))
    return RC_CHARSET_MARC8;
  if (signs->n_good > 4 * signs->n_broken)
    {
      rc_reader_item_warn (item, _ ("the text was read as UTF-8, which is broken in places"));
      return RC_CHARSET_UTF8;
    }
  weigh_record (self, fields);
  guess = guess_encoding (self, claim, item);
  if (guess == NULL && signs->unimarc != NULL)
    guess = claim != NULL && !g_str_equal (claim, RC_CHARSET_UTF8) ? claim : "iso5426";
  if (guess == NULL && signs->n_marc8 >= signs->n_other)
    guess = RC_CHARSET_MARC8;
  if (guess == NULL)
    {
      rc_reader_item_warn (item, _ ("the text was read as %s: it is neither MARC-8 nor UTF-8"), WESTERN);
      return WESTERN;
    }
  if (g_strcmp0 (guess, claim) != 0)
    rc_reader_item_warn (item, _ ("the text was read as %s: a guess by its letters"), guess);
  return guess;
}

/* For one field that is not the UTF-8 its leader says. */
static const char *
choose_for_field (RcDecoder *self, const RcRawField *field, RcReaderItem *item)
{
  const char *guess;
  guint n_good = 0, n_broken = 0;

  count_utf8 (field->data, field->length, &n_good, &n_broken);
  if (n_good > 0 && n_good >= n_broken)
    return RC_CHARSET_UTF8;
  rc_evidence_clear (self->record);
  rc_evidence_add (self->record, field->data, field->length);
  guess = rc_evidence_choose (self->record, RC_CHARSET_MARC8);
  if (guess == NULL)
    guess = rc_charset_is_marc8 (field->data, field->length) ? RC_CHARSET_MARC8 : WESTERN;
  rc_reader_item_warn (item, _ ("%s: not UTF-8 as the leader says, read as %s"), field->tag, guess);
  return guess;
}

/* The record says MARC-8, and not one of its marks is where it should be. */
static gboolean
is_doubtful (RcDecoder *self, GArray *fields)
{
  RcMarks marks = RC_MARKS_NONE;

  for (guint i = 0; i < fields->len && marks != RC_MARKS_FITTING; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if ((self->kinds->data[i] & RC_BYTES_ESCAPE) != 0)
        return FALSE;
      if ((self->kinds->data[i] & RC_BYTES_HIGH) != 0)
        marks = MAX (marks, rc_charset_judge_marks (get_charset (self, RC_CHARSET_MARC8), field->data, field->length));
    }
  return marks == RC_MARKS_STRANGE;
}

/* A field of such a record: as it is in another program, where that reads better. */
static const char *
doubt_marc8 (RcDecoder *self, const RcRawField *field, RcReaderItem *item)
{
  double gain;

  rc_evidence_clear (self->record);
  rc_evidence_add (self->record, field->data, field->length);
  gain = rc_evidence_get_worth (self->record, WESTERN) - rc_evidence_get_worth (self->record, RC_CHARSET_MARC8);
  if (rc_evidence_get_worth (self->record, WESTERN) < 0 || gain * rc_evidence_get_n_bytes (self->record) < DOUBT_POINTS)
    return RC_CHARSET_MARC8;
  rc_reader_item_warn (item, _ ("%s: does not read as MARC-8 and was read as %s"), field->tag, WESTERN);
  return WESTERN;
}

/* 7 bits that only look like ASCII: where the record says so, and reads so. */
static const char *
find_7bit (const Signs *signs, GArray *fields)
{
  g_autoptr (RcCharset) charset = NULL;
  int points = 0;
  guint n_pairs = 0;

  if (signs->unimarc == NULL || (strncmp (signs->unimarc, "02", 2) != 0 && strncmp (signs->unimarc, "04", 2) != 0))
    return NULL;
  charset = rc_charset_new (RC_CHARSET_ISO5427);
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);
      g_autoptr (GString) text = g_string_new (NULL);
      RcLetterScore score;

      /* Titles, names and subjects; fields before them are mostly codes. */
      if (field->tag[0] < '2' || field->tag[0] > '7' || field->length < 4)
        continue;
      rc_charset_convert (charset, field->data + 2, field->length - 2, text);
      score = rc_letters_judge (text->str, text->len);
      points += score.points;
      n_pairs += score.n_pairs;
    }
  return n_pairs > 0 && points > (int) n_pairs ? RC_CHARSET_ISO5427 : NULL;
}

static void
convert_field (RcDecoder *self, RcMarc *marc, const RcRawField *field, const char *charset, RcReaderItem *item)
{
  g_autoptr (GString) text = g_string_sized_new (field->length + 16);
  gsize fixed = rc_charset_is_7bit (charset) ? get_n_fixed (field) : 0;
  guint n_lost;

  g_string_append_len (text, field->data, fixed);
  n_lost = rc_charset_convert (get_charset (self, charset), field->data + fixed, field->length - fixed, text);
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

/* The encoding of all fields; NULL: UTF-8 but for the fields that are not. */
static const char *
choose_encoding (RcDecoder *self, const char *leader, GArray *fields, Signs *signs, RcReaderItem *item)
{
  const char *charset = NULL;

  if (self->encoding != NULL)
    {
      item->encoding = g_intern_string (self->encoding);
      return item->encoding;
    }
  *signs = read_signs (self, fields);
  if (!signs->utf8)
    read_other_signs (self, fields, signs);
  if (signs->ascii)
    charset = find_7bit (signs, fields);
  else if (leader[9] != 'a' || (signs->unimarc != NULL && !signs->utf8))
    charset = choose_for_record (self, signs, fields, item);
  if (charset != NULL || !signs->ascii)
    item->encoding = charset != NULL ? charset : RC_CHARSET_UTF8;
  return charset;
}

RcMarc *
rc_decoder_make_marc (RcDecoder *self, const char *leader, GArray *fields, RcReaderItem *item)
{
  RcMarc *marc = rc_marc_new ();
  Signs signs = { 0 };
  const char *charset, *broken_as = NULL;
  gboolean plain_ascii, doubtful, some_right = FALSE;

  g_byte_array_set_size (self->kinds, 0);
  set_leader (marc, leader, item);
  charset = choose_encoding (self, leader, fields, &signs, item);
  doubtful = self->encoding == NULL && g_strcmp0 (charset, RC_CHARSET_MARC8) == 0 && is_doubtful (self, fields);
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
      if (charset == NULL && (kinds & FIELD_BROKEN) != 0)
        own = broken_as = choose_for_field (self, field, item);
      else if (!ascii && doubtful && (own = doubt_marc8 (self, field, item)) != charset)
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
  if (self->encoding != NULL || (kinds & RC_BYTES_ESCAPE) != 0 || find_unimarc_code (fields) != NULL)
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
