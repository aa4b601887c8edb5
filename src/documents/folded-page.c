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
  if (*line != '\n' || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p))))
    return 0;
  while (*line == '\n' || *line == ' ')
    line++;
  c = g_utf8_get_char (line);
  return g_unichar_isalpha (c) && !g_unichar_isupper (c) ? (gsize) (line - p) : 0;
}

/* The text with divided words whole. `places` (nullable, guint) gets the character that each byte came from, and one more for the end. */
static GString *
join_lines (const char *text, GArray *places)
{
  GString *joined = g_string_sized_new (strlen (text));
  guint place = 0;

  for (const char *p = text; *p;)
    {
      gsize left_out = *p == '\n' || (guchar) *p >= 0x80 || *p == '-' ? count_divided (text, p) : 0;
      const char *next = left_out > 0 ? p + left_out : g_utf8_next_char (p);

      if (left_out == 0)
        {
          g_string_append_len (joined, p, next - p);
          for (gssize i = 0; places != NULL && i < next - p; i++)
            g_array_append_val (places, place);
        }
      place += left_out == 0 ? 1 : (guint) g_utf8_strlen (p, (gssize) left_out);
      p = next;
    }
  if (places != NULL)
    g_array_append_val (places, place);
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
  GString *joined = join_lines (text, NULL);
  GString *words = g_string_sized_new (joined->len + 2);
  GString *keys = g_string_sized_new (joined->len / 2 + 2);
  RcToken token;

  g_string_append_c (words, ' ');
  g_string_append_c (keys, ' ');
  rc_tokens_start (tokens, joined->str, (gssize) joined->len);
  while (next_word (tokens, &token))
    {
      char key[RC_KEY_SIZE];
      gsize length = rc_script_free_key (token.word, token.length, key);

      self->any_key = self->any_key || length > 0;
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

/* Where in the text the character stands that makes the folded word's byte `wanted`; with `after` the end of it. */
static gsize
locate_inside (const char *text, const RcToken *token, gsize wanted, gboolean after)
{
  const char *stop = text + token->stop;
  gsize total = 0, done = 0;

  for (const char *p = text + token->start; p < stop; p = g_utf8_next_char (p))
    total += count_folded (g_utf8_get_char (p));
  for (const char *p = text + token->start; p < stop; p = g_utf8_next_char (p))
    {
      /* Where a letter becomes another number of bytes than we think, the place is near at least. */
      gsize before = total > 0 ? done * token->length / total : 0;

      done += count_folded (g_utf8_get_char (p));
      if (after ? done * token->length / MAX (1, total) >= wanted
                : before >= wanted || done * token->length / MAX (1, total) > wanted)
        return (gsize) ((after ? g_utf8_next_char (p) : p) - text);
    }
  return token->stop;
}

void
rc_folded_locate (RcTokens *tokens, const char *text, const RcFoldedRange *ranges, guint n_ranges, GArray *characters)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  GString *joined = join_lines (text, places);
  g_autofree gsize *starts = g_new0 (gsize, MAX (1, n_ranges));
  g_autofree gsize *ends = g_new0 (gsize, MAX (1, n_ranges));
  guint first = 0;
  gsize at = 1;
  RcToken token;

  rc_tokens_start (tokens, joined->str, (gssize) joined->len);
  while (first < n_ranges && next_word (tokens, &token))
    {
      gsize stop = at + token.length;

      for (guint i = first; i < n_ranges && ranges[i].start < stop; i++)
        {
          if (ranges[i].start >= at)
            starts[i] = ranges[i].start == at ? token.start : locate_inside (joined->str, &token, ranges[i].start - at, FALSE);
          if (ranges[i].end > at && ranges[i].end <= stop)
            ends[i] = ranges[i].end == stop ? token.stop : locate_inside (joined->str, &token, ranges[i].end - at, TRUE);
        }
      while (first < n_ranges && ranges[first].end <= stop)
        first++;
      at = stop + 1;
    }
  for (guint i = 0; i < n_ranges; i++)
    {
      guint start = g_array_index (places, guint, starts[i]);
      /* What is left out behind a character (a hyphen at the line's end) is not part of it. */
      guint end = ends[i] > starts[i] ? g_array_index (places, guint, ends[i] - 1) + 1 : start;

      g_array_append_val (characters, start);
      g_array_append_val (characters, end);
    }
  g_string_free (joined, TRUE);
}
