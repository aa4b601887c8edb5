/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that was read in a wrong encoding: put back into its bytes, it is another text, and a far better one. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mojibake.h"

#include "text/letter-pairs.h"

#include <string.h>

#define MAX_BYTES 4096   /* of a text that is looked at */
#define MAX_ROUNDS 3     /* text that was garbled twice is mended twice */
#define LEAST_GAIN 10    /* points */
#define SAMPLE_BYTES 160 /* that say whether a text reads badly */
#define LEAST_PAIRS 12   /* of letters, by which 8-bit text is judged */

/* What text is wrongly read in. */
static const char *const wrong[] = { "windows-1251", "windows-1252", "iso-8859-1", "cp866", "cp850", "koi8-r", "macintosh" };

#define N_WRONG G_N_ELEMENTS (wrong)
#define N_8BIT (N_WRONG - 1) /* nobody reads the text of a Macintosh in the code page of another country */

/* Of these, those with Cyrillic letters: nothing else that 8-bit text may have been is proposed. */
static const gboolean has_cyrillic[] = { TRUE, FALSE, FALSE, TRUE, FALSE, TRUE, FALSE };

#define N_DIRECT 0x460 /* characters whose bytes are found without a search */

/* Both ways between the bytes from 0x80 on and characters. */
typedef struct
{
  gunichar chars[0x80];
  guint8 bytes[N_DIRECT]; /* 0: none */
} Table;

/* Not by RcCharset, which needs YAZ: the visitor's application would load that and a score of libraries behind it before it
 * shows anything. */
static void
fill_table (Table *table, const char *encoding)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);

  if (converter == (GIConv) -1)
    return;
  for (guint byte = 0x80; byte < 0x100; byte++)
    {
      char one = (char) byte;
      g_autofree char *text = g_convert_with_iconv (&one, 1, converter, NULL, NULL, NULL);
      /* Windows makes a control character of a byte that its tables do not have. */
      gunichar c = text == NULL ? byte : g_utf8_get_char (text);

      table->chars[byte - 0x80] = c;
      if (c < N_DIRECT)
        table->bytes[c] = (guint8) byte;
    }
  g_iconv_close (converter);
}

/* Made once, never changed. */
static const Table *
get_tables (void)
{
  static Table tables[N_WRONG];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < N_WRONG; i++)
        fill_table (&tables[i], wrong[i]);
      g_once_init_leave (&made, 1);
    }
  return tables;
}

static guint
find_byte (const Table *table, gunichar c)
{
  if (c < 0x80)
    return c;
  if (c < N_DIRECT)
    return table->bytes[c];
  for (guint i = 0; i < G_N_ELEMENTS (table->chars); i++)
    if (table->chars[i] == c)
      return 0x80 + i;
  return 0;
}

/* The first character beyond ASCII and the one after it may have been one in UTF-8. */
static gboolean
begins_like_utf8 (const Table *table, const char *text, gsize length)
{
  const char *p = text, *end = text + length;
  guint first, second;

  while (p < end && (*p & 0x80) == 0)
    p++;
  if (p == end)
    return FALSE;
  first = find_byte (table, g_utf8_get_char (p));
  p = g_utf8_next_char (p);
  second = p < end ? find_byte (table, g_utf8_get_char (p)) : 0;
  return first >= 0xc2 && first <= 0xf4 && (second == ' ' || (second & 0xc0) == 0x80);
}

/* The bytes the text was read from; NULL as soon as a character has none. With `utf8`, also as soon as they are no UTF-8. */
static GString *
put_back (const Table *table, const char *text, gsize length, gboolean utf8)
{
  g_autoptr (GString) out = g_string_sized_new (length);
  gsize good = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint byte = find_byte (table, c);

      if (c >= 0x80 && byte == 0)
        return NULL;
      /* A no-break space that was made a blank since. */
      if (utf8 && c == ' ' && out->len > good && out->len - good == 1)
        byte = 0xa0;
      g_string_append_c (out, (char) byte);
      if (utf8)
        {
          gunichar made = g_utf8_get_char_validated (out->str + good, (gssize) (out->len - good));

          if (made == (gunichar) -1)
            return NULL;
          if (made != (gunichar) -2)
            good = out->len;
        }
    }
  return !utf8 || good == out->len ? g_steal_pointer (&out) : NULL;
}

static RcLetterScore
judge (const char *text, gsize length)
{
  g_autofree char *composed = g_utf8_normalize (text, (gssize) length, G_NORMALIZE_NFC);

  return composed != NULL ? rc_letters_judge (composed, strlen (composed)) : (RcLetterScore){ 0 };
}

static gboolean
is_text (const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x80 && (!g_unichar_isdefined (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE))
        return FALSE;
    }
  return TRUE;
}

/* UTF-8 that was read as something else, so many times at most. */
static char *
undo_utf8 (const char *text, gsize length, guint rounds)
{
  const Table *tables = get_tables ();

  for (guint i = 0; i < N_WRONG; i++)
    {
      g_autoptr (GString) was = begins_like_utf8 (&tables[i], text, length) ? put_back (&tables[i], text, length, TRUE) : NULL;
      char *deeper;

      if (was == NULL || was->len >= length)
        continue;
      deeper = rounds > 1 ? undo_utf8 (was->str, was->len, rounds - 1) : NULL;
      if (deeper != NULL)
        return deeper;
      if (is_text (was->str, was->len) && judge (was->str, was->len).points - judge (text, length).points >= LEAST_GAIN)
        return g_string_free (g_steal_pointer (&was), FALSE);
    }
  return NULL;
}

/* The end of the last character within so many bytes. */
static gsize
cut (const char *text, gsize length, gsize most)
{
  while (most < length && most > 0 && (text[most] & 0xc0) == 0x80)
    most--;
  return MIN (most, length);
}

/* The text as it reads with the bytes of one table taken for those of another. NULL when a character has no byte. */
static GString *
exchange (const Table *is, const Table *was, const char *text, gsize length)
{
  g_autoptr (GString) out = g_string_sized_new (2 * length);

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint byte = find_byte (is, c);

      if (c >= 0x80 && byte == 0)
        return NULL;
      g_string_append_unichar (out, byte < 0x80 ? byte : was->chars[byte - 0x80]);
    }
  return g_steal_pointer (&out);
}

static gboolean
is_far_better (const RcLetterScore *after, const RcLetterScore *before)
{
  int n = (int) after->n_pairs;

  return after->cyrillic && after->n_pairs >= LEAST_PAIRS && after->points >= 2 * n && after->points - before->points >= 2 * n;
}

/* Text of one 8-bit encoding that was read in another one. */
static char *
undo_8bit (const char *text, gsize length)
{
  const Table *tables = get_tables ();
  gsize sample = cut (text, length, SAMPLE_BYTES);
  RcLetterScore before = rc_letters_judge (text, sample);

  if (before.n_pairs < LEAST_PAIRS || 4 * before.points > 5 * (int) before.n_pairs)
    return NULL;
  for (guint is = 0; is < N_8BIT; is++)
    for (guint was = 0; was < N_8BIT; was++)
      {
        g_autoptr (GString) meant = is != was && has_cyrillic[was] ? exchange (&tables[is], &tables[was], text, sample) : NULL;
        RcLetterScore after = { 0 };

        if (meant != NULL)
          after = rc_letters_judge (meant->str, meant->len);
        if (!is_far_better (&after, &before))
          continue;
        g_string_free (g_steal_pointer (&meant), TRUE);
        meant = exchange (&tables[is], &tables[was], text, length);
        if (meant != NULL)
          return g_string_free (g_steal_pointer (&meant), FALSE);
      }
  return NULL;
}

static gboolean
is_ascii (const char *text, gsize length)
{
  guint64 seen = 0, eight;

  for (; length >= sizeof eight; text += sizeof eight, length -= sizeof eight)
    {
      memcpy (&eight, text, sizeof eight);
      seen |= eight;
    }
  for (gsize i = 0; i < length; i++)
    seen |= (guchar) text[i];
  return (seen & 0x8080808080808080u) == 0;
}

char *
rc_mojibake_propose (const char *text, gssize length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *proposal = NULL;

  if (is_ascii (text, size) || size > MAX_BYTES || memchr (text, '\0', size) != NULL)
    return NULL;
  proposal = undo_utf8 (text, size, MAX_ROUNDS);
  return proposal != NULL ? g_steal_pointer (&proposal) : undo_8bit (text, size);
}
