/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the text of a record is in: its leader is asked first, then its letters and those of the file. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/decoder-private.h"

#include "exchange/reader-private.h"
#include "text/letter-pairs.h"

#include <glib/gi18n.h>
#include <string.h>

#define WESTERN "windows-1252"
#define FAR_BETTER 2.0         /* points a byte */
#define FAR_BETTER_IN_ALL 12
#define LEAST_DIFFERENT 4 /* bytes, with those behind them, that speak against all the rest of the file */
#define CLEARLY_BETTER 6.0 /* points a byte, with which half as many do */
#define WELL 1.5            /* points a byte, by which a text reads like a language */
#define EXPECTED_POINTS 2   /* that a record must read better by in what its language is written in than in MARC-8, */
#define STRANGE_POINTS 5    /* in something else, */
#define SHARING_POINTS 8    /* and where both readings have letters of the language */
#define AS_THE_FILE 2.5       /* points a byte, with which a record is what the file is known to be */
#define DOUBT_POINTS 8     /* that a field must read better by, whose marks stand on letters that never have them */

const char *
rc_decoder_find_unimarc_code (GArray *fields)
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

static RcSigns
read_signs (RcDecoder *self, GArray *fields)
{
  RcSigns signs = { .ascii = TRUE, .utf8 = TRUE };

  g_byte_array_set_size (self->kinds, fields->len);
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);
      guint kinds = rc_charset_scan (field->data, field->length);

      signs.ascii = signs.ascii && (kinds & (RC_BYTES_HIGH | RC_BYTES_ESCAPE)) == 0;
      signs.escapes = signs.escapes || (kinds & RC_BYTES_ESCAPE) != 0;
      if ((kinds & RC_BYTES_HIGH) != 0 && !rc_charset_is_utf8 (field->data, field->length))
        kinds |= RC_FIELD_BROKEN;
      /* An escape sequence is no sign of UTF-8, though all bytes are ASCII. */
      signs.utf8 = signs.utf8 && (kinds & (RC_FIELD_BROKEN | RC_BYTES_ESCAPE)) == 0;
      self->kinds->data[i] = (guint8) kinds;
    }
  signs.unimarc = rc_decoder_find_unimarc_code (fields);
  return signs;
}

/* More of a record that is not UTF-8. */
static void
read_other_signs (RcDecoder *self, GArray *fields, RcSigns *signs)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);
      guint kinds = self->kinds->data[i];

      if ((kinds & (RC_BYTES_HIGH | RC_BYTES_ESCAPE)) == 0)
        continue;
      if ((kinds & RC_FIELD_BROKEN) != 0)
        count_utf8 (field->data, field->length, &signs->n_good, &signs->n_broken);
      if (rc_charset_is_marc8 (field->data, field->length))
        signs->n_marc8++;
      else
        signs->n_other++;
    }
}

/* The language that the record says it is in, as MARC codes it: "   " where it says nothing. */
static void
find_language (GArray *fields, gboolean unimarc, char language[4])
{
  strcpy (language, "   ");
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if (!unimarc && memcmp (field->tag, "008", 3) == 0 && field->length >= 38)
        memcpy (language, field->data + 35, 3);
      else if (unimarc && memcmp (field->tag, "101", 3) == 0 && field->length >= 7)
        memcpy (language, field->data + 4, 3);
    }
}

/* What the text of the record is weighed by: fields that are not UTF-8, and its language. */
static void
weigh_record (RcDecoder *self, const RcSigns *signs, GArray *fields)
{
  char language[4];

  rc_evidence_clear (self->record);
  find_language (fields, signs->unimarc != NULL, language);
  rc_evidence_set_language (self->record, language);
  for (guint i = 0; i < fields->len && rc_evidence_get_n_bytes (self->record) < RC_DECODER_ENOUGH_BYTES; i++)
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
  const char *common;
  const char *guess = rc_evidence_choose_within (self->record, self->file, first, &common);

  if (common != NULL)
    rc_reader_item_warn (item, _ ("the text reads as %s, that of most other records as %s"), guess, common);
  return guess;
}

/* What the record says that its text is in. */
static const char *
get_claim (const RcSigns *signs)
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

/* Whether MARC-8 makes letters of the text that the other encoding has, too. */
static gboolean
shares_letters (RcDecoder *self, GArray *fields, const char *other)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if ((self->kinds->data[i] & RC_BYTES_HIGH) != 0
          && rc_charset_shares_letters (rc_decoder_get_charset (self, RC_CHARSET_MARC8), field->data, field->length, other))
        return TRUE;
    }
  return FALSE;
}

/* For a record that says MARC-8: what else it is in; NULL: nothing else. Another program's text makes letters in MARC-8 that no
 * language has beside each other, and reads well as what the language of the record is written in. The file has a word in it. */
static const char *
find_other (RcDecoder *self, GArray *fields)
{
  guint n_bytes = rc_evidence_get_n_bytes (self->record);
  const char *other = rc_evidence_choose_plain (self->record);
  gboolean expected = other != NULL && rc_evidence_is_expected (self->record, other);
  double own = rc_evidence_get_worth (self->record, RC_CHARSET_MARC8), gain;

  if (rc_evidence_get_n_bytes (self->file) > 3 * n_bytes)
    {
      const char *common = rc_evidence_choose (self->file, RC_CHARSET_MARC8);

      if (g_strcmp0 (common, RC_CHARSET_MARC8) == 0)
        return NULL;
      /* What reads by far better otherwise is judged with the rest. */
      if (common != NULL && (!expected || rc_evidence_is_expected (self->record, common))
          && (other == NULL || rc_evidence_get_worth (self->record, other) <= rc_evidence_get_worth (self->record, common) + WELL))
        return rc_evidence_get_worth (self->record, common) >= own ? common : NULL;
    }
  if (n_bytes == 0 || other == NULL || rc_evidence_get_worth (self->record, other) < WELL || (!expected && rc_evidence_is_rare (other)))
    return NULL;
  gain = (rc_evidence_get_worth (self->record, other) - own) * n_bytes;
  if (shares_letters (self, fields, other))
    return expected && gain >= SHARING_POINTS ? other : NULL;
  return gain >= (expected ? EXPECTED_POINTS : own < 0 ? STRANGE_POINTS : 2 * STRANGE_POINTS) ? other : NULL;
}

/* MARC-8 that says so stays MARC-8: its rarer letters are in no table. Only what reads far better is believed. */
static gboolean
is_sure_marc8 (RcDecoder *self, const RcSigns *signs, GArray *fields)
{
  const char *guess;
  double own, gain;
  gboolean clear;

  if (signs->unimarc != NULL || signs->n_other > 0)
    return FALSE;
  if (signs->escapes)
    return TRUE;
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

/* As most records are, once a file has shown that it is in what it says: no other reading of them need be tried. */
static gboolean
reads_like_file (RcDecoder *self, const RcSigns *signs, GArray *fields, const char *claim)
{
  if (signs->n_other > 0 || rc_evidence_get_n_bytes (self->file) < RC_DECODER_ENOUGH_BYTES
      || g_strcmp0 (rc_evidence_choose (self->file, claim), claim) != 0)
    return FALSE;
  rc_evidence_clear (self->record);
  for (guint i = 0; i < fields->len; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if ((self->kinds->data[i] & RC_BYTES_HIGH) != 0)
        rc_evidence_add_reading (self->record, claim, field->data, field->length);
    }
  return rc_evidence_get_worth (self->record, claim) >= AS_THE_FILE;
}

/* For a record that says UTF-8 nowhere: the encoding of all its fields, with a warning where it is a guess. */
static const char *
choose_for_record (RcDecoder *self, const RcSigns *signs, GArray *fields, RcReaderItem *item)
{
  const char *claim = get_claim (signs), *guess, *other;

  if (signs->utf8)
    {
      if (signs->unimarc == NULL)
        rc_reader_item_warn (item, _ ("the leader says MARC-8, the text is UTF-8"));
      return RC_CHARSET_UTF8;
    }
  if (signs->unimarc == NULL && signs->n_other == 0 && (signs->escapes || reads_like_file (self, signs, fields, claim)))
    return claim;
  weigh_record (self, signs, fields);
  other = signs->unimarc == NULL && !signs->escapes ? find_other (self, fields) : NULL;
  if (other != NULL)
    {
      rc_evidence_add_evidence (self->file, self->record);
      rc_reader_item_warn (item, _ ("the text was read as %s: a guess by its letters"), other);
      return other;
    }
  if (is_sure_marc8 (self, signs, fields))
    return RC_CHARSET_MARC8;
  if (signs->n_good > 4 * signs->n_broken)
    {
      rc_reader_item_warn (item, _ ("the text was read as UTF-8, which is broken in places"));
      return RC_CHARSET_UTF8;
    }
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

const char *
rc_decoder_choose_for_field (RcDecoder *self, const RcRawField *field, RcReaderItem *item)
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

gboolean
rc_decoder_is_doubtful (RcDecoder *self, GArray *fields)
{
  RcMarks marks = RC_MARKS_NONE;

  if (rc_evidence_get_worth (self->record, RC_CHARSET_MARC8) >= AS_THE_FILE)
    return FALSE;
  for (guint i = 0; i < fields->len && marks != RC_MARKS_FITTING; i++)
    {
      const RcRawField *field = &g_array_index (fields, RcRawField, i);

      if ((self->kinds->data[i] & RC_BYTES_ESCAPE) != 0)
        return FALSE;
      if ((self->kinds->data[i] & RC_BYTES_HIGH) != 0)
        marks = MAX (marks, rc_charset_judge_marks (rc_decoder_get_charset (self, RC_CHARSET_MARC8), field->data, field->length));
    }
  return marks == RC_MARKS_STRANGE;
}

const char *
rc_decoder_doubt (RcDecoder *self, const RcRawField *field, RcReaderItem *item)
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
find_7bit (const RcSigns *signs, GArray *fields)
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

const char *
rc_decoder_choose (RcDecoder *self, const char *leader, GArray *fields, RcSigns *signs, RcReaderItem *item)
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

