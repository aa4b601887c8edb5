/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page as it is compared. */
#define G_LOG_DOMAIN "rc-documents"

#include "config.h"

#include "documents/folded-page.h"

#include <string.h>

#include "text/keys.h"

void
rc_folded_clear (RcFolded *self)
{
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->keys, g_free);
  g_clear_pointer (&self->places, g_array_unref);
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x00ad;
}

/* Written without spaces between words. */
static gboolean
is_running (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
      return TRUE;
    default:
      return FALSE;
    }
}

/* How many bytes are left out here because a word goes on behind them: a hyphen with the line's end, a line's end between signs that
 * are written without spaces, a hyphen that shows at a line's end only. */
static gsize
count_divided (const char *text, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);
  const char *line = next;

  if (c == 0x00ad && *next != '\n')
    return (gsize) (next - p);
  if (p == text || (c != '\n' && !is_hyphen (c)))
    return 0;
  if (c == '\n')
    return is_running (g_utf8_get_char (next)) && is_running (g_utf8_get_char (g_utf8_prev_char (p))) ? 1 : 0;
  while (*line == ' ')
    line++;
  if (*line != '\n' || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
    return 0;
  while (*line == '\n' || *line == ' ')
    line++;
  return g_unichar_isalnum (g_utf8_get_char (line)) ? (gsize) (line - p) : 0;
}

/* The text with divided words whole. `places` (guint32) gets the byte of the text that each byte came from. */
static GString *
join_lines (const char *text, GArray *places)
{
  GString *joined = g_string_sized_new (strlen (text));

  for (const char *p = text; *p;)
    {
      gsize left_out = *p == '\n' || (guchar) *p >= 0x80 || *p == '-' ? count_divided (text, p) : 0;
      const char *next = left_out > 0 ? p + left_out : g_utf8_next_char (p);

      if (left_out == 0)
        g_string_append_len (joined, p, next - p);
      for (; left_out == 0 && p < next; p++)
        {
          guint32 place = (guint32) (p - text);

          g_array_append_val (places, place);
        }
      p = next;
    }
  return joined;
}

/* To the next one that is a word of the text. */
static gboolean
next_word (RcTokens *tokens, RcToken *token)
{
  while (rc_tokens_next (tokens, token))
    if (token->kind == RC_TOKEN_WORD || token->kind == RC_TOKEN_PAIR)
      return TRUE;
  return FALSE;
}

void
rc_folded_make (RcFolded *self, RcTokens *tokens, const char *text)
{
  g_autoptr (GArray) bytes = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) strlen (text));
  GString *joined = join_lines (text, bytes);
  GString *words = g_string_sized_new (joined->len + 2);
  GString *keys = g_string_sized_new (joined->len / 2 + 2);
  RcToken token;

  g_string_append_c (words, ' ');
  g_string_append_c (keys, ' ');
  self->places = g_array_new (FALSE, FALSE, sizeof (RcFoldedWord));
  rc_tokens_start (tokens, joined->str, (gssize) joined->len);
  while (next_word (tokens, &token))
    {
      const RcFoldedWord place = { (guint32) words->len, g_array_index (bytes, guint32, token.start),
                                   g_array_index (bytes, guint32, token.stop - 1) + 1 };
      char key[RC_KEY_SIZE];
      gsize length = rc_script_free_key (token.word, token.length, key);

      self->any_key = self->any_key || length > 0;
      g_array_append_val (self->places, place);
      g_string_append_len (words, token.word, token.length);
      g_string_append_len (keys, length > 0 ? key : token.word, length > 0 ? (gssize) length : (gssize) token.length);
      g_string_append_c (words, ' ');
      g_string_append_c (keys, ' ');
    }
  g_string_free (joined, TRUE);
  self->words = g_string_free (words, FALSE);
  self->keys = g_string_free (keys, FALSE);
}

/* Bytes that a character of a text has in a folded word. */
static gsize
count_folded (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts, n_bytes = 0;

  if (c < 0x80)
    return g_ascii_isalnum (c) ? 1 : 0;
  c = g_unichar_tolower (c);
  if (!g_unichar_isalnum (c))
    return 0;
  if (c == 0x00df)
    return 2;
  if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_CYRILLIC)
    return (gsize) g_unichar_to_utf8 (c, NULL);
  n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
  for (gsize i = 0; i < n_parts; i++)
    if (!g_unichar_ismark (parts[i]))
      n_bytes += (gsize) g_unichar_to_utf8 (parts[i], NULL);
  return n_bytes;
}

/* The byte of the text where the character stands that makes the byte `wanted` of a folded word of so many; with `after` where it ends. */
static gsize
locate_inside (const char *text, const RcFoldedWord *word, gsize length, gsize wanted, gboolean after)
{
  const char *stop = text + word->stop;
  gsize total = 0, done = 0;

  for (const char *p = text + word->start; p < stop; p = g_utf8_next_char (p))
    total += count_folded (g_utf8_get_char (p));
  for (const char *p = text + word->start; p < stop && total > 0; p = g_utf8_next_char (p))
    {
      /* Where a letter becomes another number of bytes than we think, the place is near at least. */
      gsize behind;

      done += count_folded (g_utf8_get_char (p));
      behind = done * length / total;
      if (after ? behind >= wanted : behind > wanted)
        return (gsize) ((after ? g_utf8_next_char (p) : p) - text);
    }
  return word->stop;
}

/* The last word that begins there or before. */
static guint
find_word (const RcFolded *self, gsize folded)
{
  guint low = 0, high = self->places->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->places, RcFoldedWord, middle).folded <= folded)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static gsize
locate (const RcFolded *self, const char *text, gsize folded, gboolean after)
{
  guint i = find_word (self, after ? folded - 1 : folded);
  const RcFoldedWord *word = &g_array_index (self->places, RcFoldedWord, i);
  gsize next = i + 1 < self->places->len ? g_array_index (self->places, RcFoldedWord, i + 1).folded : strlen (self->words);
  gsize length = next - 1 - word->folded;

  if (after)
    return folded - word->folded == length ? word->stop : locate_inside (text, word, length, folded - word->folded, TRUE);
  return folded == word->folded ? word->start : locate_inside (text, word, length, folded - word->folded, FALSE);
}

void
rc_folded_locate (const RcFolded *self, const char *text, const RcFoldedRange *ranges, guint n_ranges, GArray *characters)
{
  gsize counted = 0;
  guint n_characters = 0;

  for (guint i = 0; i < n_ranges; i++)
    {
      gsize start = MAX (counted, locate (self, text, ranges[i].start, FALSE));
      gsize end = MAX (start, locate (self, text, ranges[i].end, TRUE));
      guint n_inside = (guint) g_utf8_strlen (text + start, (gssize) (end - start)), stop;

      n_characters += (guint) g_utf8_strlen (text + counted, (gssize) (start - counted));
      counted = start;
      stop = n_characters + n_inside;
      g_array_append_val (characters, n_characters);
      g_array_append_val (characters, stop);
    }
}
