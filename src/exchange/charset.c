/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text of records into UTF-8: MARC-8 through YAZ, the rest through iconv, and what to believe of an 8-bit text. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/charset.h"

#include <errno.h>
#include <string.h>
#include <yaz/yaz-iconv.h>

#define DELIMITER 0x1f
#define ESCAPE 0x1b
#define REPLACEMENT "\xef\xbf\xbd"
#define OUT_STEP 1024
#define EACH(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))
#define PAIRS(bytes) (G_GUINT64_CONSTANT (0x0001000100010001) * (bytes))

#define FIRST_OWN 0x40

/* ISO 5427, registered as number 37: 7 bits, with Cyrillic where ASCII has letters. Not every iconv has it. */
static const char iso5427[] = "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧ";

struct _RcCharset
{
  yaz_iconv_t yaz; /* (owned) (nullable) */
  GIConv iconv;    /* (owned) or (GIConv) -1 */
  gboolean marc8;
  gboolean utf8;   /* nothing to convert, only to check */
  gunichar *own;   /* (owned) (nullable) the letters from FIRST_OWN on, with or without the high bit */
};

static gboolean
is_iso5427_name (const char *name)
{
  static const char *const known[] = { "iso5427", "iso-5427", "iso_5427", "iso-ir-37" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (name, known[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_marc8_name (const char *name)
{
  return g_ascii_strcasecmp (name, "marc-8") == 0 || g_ascii_strcasecmp (name, "marc8") == 0;
}

static gboolean
is_yaz_name (const char *name)
{
  static const char *const names[] = { "iso5426", "iso-5426", "iso5428", "iso5428:1984", "danmarc" };

  if (is_marc8_name (name))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
rc_charset_is_known (const char *name)
{
  g_autoptr (RcCharset) charset = rc_charset_new (name);

  return charset != NULL;
}

RcCharset *
rc_charset_new (const char *name)
{
  g_autoptr (RcCharset) self = g_new0 (RcCharset, 1);

  self->iconv = (GIConv) -1;
  if (g_ascii_strcasecmp (name, "utf-8") == 0 || g_ascii_strcasecmp (name, "utf8") == 0)
    self->utf8 = TRUE;
  else if (is_iso5427_name (name))
    self->own = g_utf8_to_ucs4_fast (iso5427, -1, NULL);
  else if (is_yaz_name (name))
    {
      self->marc8 = is_marc8_name (name);
      self->yaz = yaz_iconv_open ("utf-8", self->marc8 ? "marc-8" : name);
    }
  else
    self->iconv = g_iconv_open ("UTF-8", name);
  if (!self->utf8 && self->own == NULL && self->yaz == NULL && self->iconv == (GIConv) -1)
    return NULL;
  return g_steal_pointer (&self);
}

void
rc_charset_free (RcCharset *self)
{
  if (self == NULL)
    return;
  if (self->yaz != NULL)
    yaz_iconv_close (self->yaz);
  if (self->iconv != (GIConv) -1)
    g_iconv_close (self->iconv);
  g_free (self->own);
  g_free (self);
}

static gboolean
goes_on (char byte)
{
  return ((guchar) byte & 0xc0) == 0x80;
}

/* The bytes of the character beyond ASCII at the start, 0 where it is not well-formed. */
static gsize
measure_character (const char *text, gsize length)
{
  guchar first = (guchar) text[0], second = length > 1 ? (guchar) text[1] : 0;

  if (first < 0xc2 || first > 0xf4 || !goes_on (second))
    return 0;
  if (first < 0xe0)
    return 2;
  if (length < 3 || !goes_on (text[2]) || (first == 0xe0 && second < 0xa0) || (first == 0xed && second >= 0xa0))
    return 0;
  if (first < 0xf0)
    return 3;
  return length < 4 || !goes_on (text[3]) || (first == 0xf0 && second < 0x90) || (first == 0xf4 && second >= 0x90) ? 0 : 4;
}

/* How many bytes of ASCII stand at the start. */
static gsize
measure_ascii (const char *text, gsize length)
{
  gsize done = 0;

  for (guint64 word; length - done >= sizeof word; done += sizeof word)
    {
      memcpy (&word, text + done, sizeof word);
      word = GUINT64_FROM_LE (word) & EACH (0x80);
      if (word != 0)
        return done + (gsize) __builtin_ctzll (word) / 8;
    }
  while (done < length && ((guchar) text[done] & 0x80) == 0)
    done++;
  return done;
}

/* Well-formed UTF-8 at the start of the text, in bytes; zero bytes are fine. */
static gsize
valid_prefix (const char *text, gsize length)
{
  gsize done = measure_ascii (text, length);

  while (done < length)
    {
      gsize n;

      /* As most letters beyond ASCII are: four at once, then one by one. */
      for (guint64 word; length - done >= sizeof word; done += sizeof word)
        {
          memcpy (&word, text + done, sizeof word);
          word = GUINT64_FROM_LE (word);
          if ((word & PAIRS (0xc0e0)) != PAIRS (0x80c0) || (((word & PAIRS (0x001e)) + PAIRS (0x00fe)) & PAIRS (0x0100)) != PAIRS (0x0100))
            break;
        }
      while (length - done >= 2 && (guchar) text[done] >= 0xc2 && (guchar) text[done] < 0xe0 && goes_on (text[done + 1]))
        done += 2;
      if (done == length)
        break;
      n = (guchar) text[done] < 0x80 ? measure_ascii (text + done, length - done) : measure_character (text + done, length - done);
      if (n == 0)
        break;
      done += n;
    }
  return done;
}

static guint
convert_utf8 (const char *text, gsize length, GString *out)
{
  guint n_lost = 0;

  while (length > 0)
    {
      gsize good = valid_prefix (text, length);

      g_string_append_len (out, text, good);
      if (good < length)
        {
          g_string_append (out, REPLACEMENT);
          n_lost++;
          good++;
        }
      text += good;
      length -= good;
    }
  return n_lost;
}

/* What yaz_iconv and g_iconv answer alike. */
typedef enum
{
  STEP_DONE,
  STEP_OUT_IS_FULL,
  STEP_BAD_BYTE,
} Step;

static Step
convert_step (RcCharset *self, char **in, gsize *in_left, char **to, gsize *to_left)
{
  gsize answer;

  if (self->yaz != NULL)
    {
      answer = yaz_iconv (self->yaz, in, in_left, to, to_left);
      if (answer != (gsize) -1)
        return STEP_DONE;
      if (yaz_iconv_error (self->yaz) == YAZ_ICONV_E2BIG)
        return STEP_OUT_IS_FULL;
      /* Marks that wait for their letter are given with the next text, and counted as bytes of it: past its end. */
      if (yaz_iconv_error (self->yaz) == YAZ_ICONV_EINVAL)
        yaz_iconv (self->yaz, NULL, NULL, NULL, NULL);
      return STEP_BAD_BYTE;
    }
  answer = g_iconv (self->iconv, in, in_left, to, to_left);
  if (answer != (gsize) -1)
    return STEP_DONE;
  return errno == E2BIG ? STEP_OUT_IS_FULL : STEP_BAD_BYTE;
}

/* One stretch without a delimiter. The converter is at its first state before and after. */
static guint
convert_stretch (RcCharset *self, const char *text, gsize length, GString *out)
{
  char *in = (char *) text;
  gsize in_left = length;
  guint n_lost = 0;
  gboolean flushing = FALSE;

  for (;;)
    {
      char buffer[OUT_STEP];
      char *to = buffer;
      gsize to_left = sizeof buffer;
      Step step = flushing ? convert_step (self, NULL, NULL, &to, &to_left)
                           : convert_step (self, &in, &in_left, &to, &to_left);

      /* A converter may know characters beyond the last one of Unicode. */
      n_lost += convert_utf8 (buffer, (gsize) (to - buffer), out);
      if (step == STEP_BAD_BYTE)
        {
          g_string_append (out, REPLACEMENT);
          n_lost++;
          if (flushing || in_left == 0)
            break;
          in++;
          in_left--;
        }
      else if (step == STEP_DONE)
        {
          if (flushing)
            break;
          flushing = in_left == 0;
        }
    }
  return n_lost;
}

/* Indicators and the code of each subfield are ASCII in any set. */
static guint
convert_own (RcCharset *self, const char *text, gsize length, GString *out)
{
  guint n_lost = 0;
  gboolean fixed = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      guchar byte = text[i];
      guint at = (byte & 0x7f) - FIRST_OWN;

      if ((byte < 0x80 && (fixed || byte < FIRST_OWN)) || byte == 0x7f)
        g_string_append_c (out, (char) byte);
      else if ((byte & 0x7f) >= FIRST_OWN && self->own[at] != 0)
        g_string_append_unichar (out, self->own[at]);
      else
        {
          g_string_append (out, REPLACEMENT);
          n_lost++;
        }
      fixed = byte == DELIMITER;
    }
  return n_lost;
}

gboolean
rc_charset_is_7bit (const char *name)
{
  return is_iso5427_name (name) || g_ascii_strcasecmp (name, "danmarc") == 0;
}

/* The escape names a set of MARC-8: one of those with a letter alone, or one that is designated. */
static gboolean
is_escape (const char *text, gsize length)
{
  gsize at = 1;

  if (length > 1 && text[1] != '\0' && strchr ("bgps", text[1]) != NULL)
    return TRUE;
  while (at < length && at < 4 && text[at] != '\0' && strchr ("$(,)-!", text[at]) != NULL)
    at++;
  return at > 1 && at < length && text[at] != '\0' && strchr ("1234BENQS", text[at]) != NULL;
}

/* An escape that names no set stands for a character that was lost: what comes after it is read as before. So does a byte that
 * is in no set: YAZ would drop it. */
static guint
convert_marc8 (RcCharset *self, const char *text, gsize length, GString *out)
{
  guint n_lost = 0;
  gsize start = 0;
  gboolean switched = FALSE;

  for (gsize at = 0; at < length; at++)
    if (text[at] == ESCAPE && is_escape (text + at, length - at))
      switched = TRUE;
    else if (text[at] == ESCAPE || (!switched && !rc_charset_is_ansel ((guchar) text[at])))
      {
        n_lost += convert_stretch (self, text + start, at - start, out) + 1;
        g_string_append (out, REPLACEMENT);
        start = at + 1;
      }
  return n_lost + (start < length ? convert_stretch (self, text + start, length - start, out) : 0);
}

guint
rc_charset_convert (RcCharset *self, const char *text, gsize length, GString *out)
{
  guint n_lost = 0;
  gsize start = 0;

  if (self->utf8)
    return convert_utf8 (text, length, out);
  if (self->own != NULL)
    return convert_own (self, text, length, out);
  while (start <= length)
    {
      const char *stop = start < length ? memchr (text + start, DELIMITER, length - start) : NULL;
      gsize end = stop != NULL ? (gsize) (stop - text) : length;

      if (rc_charset_is_ascii (text + start, end - start))
        g_string_append_len (out, text + start, end - start);
      else
        n_lost += self->marc8 ? convert_marc8 (self, text + start, end - start, out)
                              : convert_stretch (self, text + start, end - start, out);
      if (stop == NULL)
        break;
      g_string_append_c (out, DELIMITER);
      start = end + 1;
    }
  return n_lost;
}

gboolean
rc_charset_is_utf8 (const char *text, gsize length)
{
  return valid_prefix (text, length) == length;
}

/* Sixteen bytes, compared at once: a byte of the answer is all ones where it is so. */
typedef guint8 Block __attribute__ ((vector_size (16)));

static gboolean
is_any (Block block)
{
  guint64 halves[2];

  memcpy (halves, &block, sizeof block);
  return (halves[0] | halves[1]) != 0;
}

RcByteKinds
rc_charset_scan (const char *text, gsize length)
{
  Block high = { 0 }, escapes = { 0 }, ends = { 0 };

  /* The last sixteen twice. */
  for (gsize at = 0; at < length; at += sizeof high)
    {
      Block block = { 0 };

      if (length < sizeof block)
        memcpy (&block, text, length);
      else
        memcpy (&block, text + MIN (at, length - sizeof block), sizeof block);
      high |= block;
      escapes |= (Block) (block == ESCAPE);
      ends |= (Block) (block == 0x1d) | (Block) (block == 0x1e);
    }
  return (is_any (high & 0x80) ? RC_BYTES_HIGH : 0) | (is_any (escapes) ? RC_BYTES_ESCAPE : 0) | (is_any (ends) ? RC_BYTES_END : 0);
}

RcByteKinds
rc_charset_scan_fields (const char *text, gsize length, guint n_fields)
{
  const gsize step = sizeof (Block), whole = length - length % step;
  Block high = { 0 }, escapes = { 0 }, ends = { 0 }, block = { 0 };
  guint n_ends = 0;

  for (gsize at = 0; at < whole;)
    {
      Block counts = { 0 };

      /* A byte of the counts holds no more. */
      for (gsize stop = MIN (whole, at + G_MAXUINT8 * step); at < stop; at += step)
        {
          memcpy (&block, text + at, step);
          high |= block;
          escapes |= (Block) (block == ESCAPE);
          ends |= (Block) (block == 0x1d);
          counts -= (Block) (block == 0x1e);
        }
      for (guint i = 0; i < step; i++)
        n_ends += counts[i];
    }
  block = (Block){ 0 };
  memcpy (&block, text + whole, length - whole);
  high |= block;
  escapes |= (Block) (block == ESCAPE);
  ends |= (Block) (block == 0x1d);
  for (gsize at = whole; at < length; at++)
    n_ends += text[at] == 0x1e;
  return (is_any (high & 0x80) ? RC_BYTES_HIGH : 0) | (is_any (escapes) ? RC_BYTES_ESCAPE : 0)
         | (n_ends != n_fields || is_any (ends) ? RC_BYTES_END : 0);
}

/* No byte with the high bit, and none that switches sets. */
gboolean
rc_charset_is_ascii (const char *text, gsize length)
{
  return (rc_charset_scan (text, length) & (RC_BYTES_HIGH | RC_BYTES_ESCAPE)) == 0;
}
