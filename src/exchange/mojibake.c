/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that was read in a wrong encoding: put back into its bytes, it is another text, and a far better one. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/mojibake.h"

#include "exchange/charset-guess.h"
#include "exchange/charset.h"
#include "exchange/letter-pairs.h"

#include <string.h>

#define MAX_BYTES 4096   /* of a text that is looked at */
#define MAX_ROUNDS 3     /* text that was garbled twice is mended twice */
#define LEAST_GAIN 10    /* points */
#define SAMPLE_BYTES 160 /* that say whether a text reads badly */
#define LEAST_PAIRS 12   /* of letters, by which 8-bit text is judged */

/* What text is wrongly read in. */
static const char *const wrong[] = { "windows-1251", "windows-1252", "cp866", "cp850", "koi8-r" };

#define N_WRONG G_N_ELEMENTS (wrong)

/* The byte of a character, plus one: from 0x80 on. */
static GHashTable *
make_bytes (const char *encoding)
{
  g_autoptr (RcCharset) charset = rc_charset_new (encoding);
  GHashTable *bytes = g_hash_table_new (NULL, NULL);

  for (guint byte = 0x80; charset != NULL && byte < 0x100; byte++)
    {
      char one = (char) byte;
      g_autoptr (GString) text = g_string_new (NULL);
      /* Windows makes a control character of a byte that its tables do not have. */
      gunichar c = rc_charset_convert (charset, &one, 1, text) > 0 ? byte : g_utf8_get_char (text->str);

      g_hash_table_insert (bytes, GUINT_TO_POINTER (c), GUINT_TO_POINTER (byte));
    }
  return bytes;
}

/* Made once, never changed. */
static GHashTable *const *
get_bytes (void)
{
  static GHashTable *tables[N_WRONG];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (guint i = 0; i < N_WRONG; i++)
        tables[i] = make_bytes (wrong[i]);
      g_once_init_leave (&made, 1);
    }
  return tables;
}

/* The bytes the text was read from; NULL as soon as a character has none. With `utf8`, also as soon as they are no UTF-8. */
static GString *
put_back (GHashTable *bytes, const char *text, gsize length, gboolean utf8)
{
  g_autoptr (GString) out = g_string_sized_new (length);
  gsize good = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint byte = c < 0x80 ? c : GPOINTER_TO_UINT (g_hash_table_lookup (bytes, GUINT_TO_POINTER (c)));

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

/* UTF-8 that was read as something else. */
static char *
undo_utf8 (const char *text, gsize length)
{
  GHashTable *const *bytes = get_bytes ();

  for (guint i = 0; i < N_WRONG; i++)
    {
      g_autoptr (GString) was = put_back (bytes[i], text, length, TRUE);

      if (was == NULL || was->len >= length || !is_text (was->str, was->len))
        continue;
      if (judge (was->str, was->len).points - judge (text, length).points >= LEAST_GAIN)
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

/* Text of one 8-bit encoding that was read in another one. */
static char *
undo_8bit (const char *text, gsize length)
{
  GHashTable *const *bytes = get_bytes ();
  RcLetterScore before = judge (text, cut (text, length, SAMPLE_BYTES));

  if (before.n_pairs < LEAST_PAIRS || 4 * before.points > 5 * (int) before.n_pairs)
    return NULL;
  for (guint i = 0; i < N_WRONG; i++)
    {
      g_autoptr (GString) was = put_back (bytes[i], text, length, FALSE);
      const char *encoding = was != NULL ? rc_charset_guess_cyrillic (was->str, was->len) : NULL;
      g_autoptr (RcCharset) charset = encoding != NULL && g_ascii_strcasecmp (encoding, wrong[i]) != 0 ? rc_charset_new (encoding) : NULL;
      g_autoptr (GString) meant = g_string_new (NULL);
      RcLetterScore after;

      if (charset == NULL || rc_charset_convert (charset, was->str, was->len, meant) > 0)
        continue;
      after = judge (meant->str, cut (meant->str, meant->len, SAMPLE_BYTES));
      if (after.cyrillic && after.n_pairs >= LEAST_PAIRS && after.points >= 2 * (int) after.n_pairs
          && after.points - before.points >= 2 * (int) after.n_pairs)
        return g_string_free (g_steal_pointer (&meant), FALSE);
    }
  return NULL;
}

static gboolean
is_ascii (const char *text, gsize length)
{
  guchar seen = 0;

  for (gsize i = 0; i < length; i++)
    seen |= (guchar) text[i];
  return (seen & 0x80) == 0;
}

char *
rc_mojibake_propose (const char *text, gssize length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *proposal = NULL;

  if (is_ascii (text, size) || size > MAX_BYTES || memchr (text, '\0', size) != NULL)
    return NULL;
  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      char *was = undo_utf8 (text, size);

      if (was == NULL)
        break;
      g_free (proposal);
      proposal = was;
      text = proposal;
      size = strlen (text);
    }
  return proposal != NULL ? g_steal_pointer (&proposal) : undo_8bit (text, size);
}
