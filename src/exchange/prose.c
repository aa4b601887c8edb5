/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as sentences, and a sentence as words that can be compared. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-lists.h"
#include "exchange/prose.h"

#include <string.h>

#define MAX_SENTENCES 500
#define MAX_WORDS 400
#define MAX_SENTENCE 2000 /* bytes: what is longer was written for nobody */
#define STOPS "\n\r.!?\xe2" /* bytes that may end a sentence; the last one begins • among others */

static gboolean
is_blank (gunichar letter)
{
  if (letter < 0x80)
    return g_ascii_isspace ((char) letter);
  return g_unichar_isspace (letter) || letter == 0x200b || letter == 0xfeff;
}

/* Whether a full stop ends its sentence: a blank and no small letter follow, and it is no "U." or "Ph.". */
static gboolean
ends_sentence (const char *start, const char *stop)
{
  const char *next = stop + 1;
  const char *word = stop;

  while (word > start && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (word))))
    word = g_utf8_prev_char (word);
  if (*stop == '.' && word < stop && g_utf8_strlen (word, stop - word) <= 2 && g_unichar_isupper (g_utf8_get_char (word)))
    return FALSE;
  if (*next != '\0' && !is_blank (g_utf8_get_char (next)))
    return FALSE;
  while (*next != '\0' && is_blank (g_utf8_get_char (next)))
    next = g_utf8_next_char (next);
  return !g_unichar_islower (g_utf8_get_char (next));
}

static void
add_sentence (GPtrArray *sentences, const char *start, const char *end)
{
  static const char marks[] = "•·*-–—▪●◦";
  char *sentence;

  while (start < end && (is_blank (g_utf8_get_char (start)) || g_utf8_strchr (marks, -1, g_utf8_get_char (start)) != NULL))
    start = g_utf8_next_char (start);
  if (start >= end || end - start > MAX_SENTENCE || sentences->len >= MAX_SENTENCES)
    return;
  sentence = g_strndup (start, end - start);
  g_ptr_array_add (sentences, g_strchomp (sentence));
}

GPtrArray *
rc_prose_split (const char *text)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);
  const char *start = text;
  const char *p = text + strcspn (text, STOPS);

  for (; *p != '\0'; p = g_utf8_next_char (p), p += strcspn (p, STOPS))
    if (*p == '\n' || *p == '\r' || ((guchar) *p == 0xe2 && g_utf8_get_char (p) == 0x2022)
        || ((*p == '.' || *p == '!' || *p == '?') && ends_sentence (start, p)))
      {
        add_sentence (sentences, start, *p == '.' || *p == '!' || *p == '?' ? p + 1 : p);
        start = g_utf8_next_char (p);
      }
  add_sentence (sentences, start, p);
  return sentences;
}

static gboolean
is_apostrophe (gunichar letter)
{
  return letter == '\'' || letter == 0x2019 || letter == 0x2bc;
}

/* Folded so that forms of one word are one. */
static char *
fold_unicode (const char *start, const char *end)
{
  g_autofree char *word = g_utf8_normalize (start, end - start, G_NORMALIZE_NFC);
  g_autofree char *lower = g_utf8_strdown (word != NULL ? word : "", -1);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      g_string_append_unichar (folded, letter == 0x451 ? 0x435 : is_apostrophe (letter) ? '\'' : letter == 0x2010 || letter == 0x2011 ? '-' : letter);
    }
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/* Letters of ASCII into `room`; where another one stands, or the end. */
static const char *
fold_ascii (const char *p, const char *end, char *room)
{
  for (; p < end && (guchar) *p < 0x80; p++)
    *room++ = *p >= 'A' && *p <= 'Z' ? (char) (*p | 0x20) : *p;
  *room = '\0';
  return p;
}

/* Takes room for the text where it is ASCII. */
static void
add_word (RcProseWords *self, const char *start, const char *end, char **room)
{
  RcProseWord *word = &self->at[self->len++];
  gboolean ascii = fold_ascii (start, end, *room) == end;
  char *text = *room;

  if (ascii)
    *room += end - start + 1;
  else
    {
      g_autofree char *folded = fold_unicode (start, end);

      if (self->longer == NULL)
        self->longer = g_string_chunk_new (MAX_SENTENCE);
      text = g_string_chunk_insert (self->longer, folded);
    }
  if (text[0] == 'p' && strncmp (text, "ph.d", 4) == 0)
    g_strlcpy (text, "phd", 4);
  word->text = text;
  word->capital = ascii ? g_ascii_isupper (*start) : g_unichar_isupper (g_utf8_get_char (start));
  word->sign = ascii ? !g_ascii_isalnum (*start) : !g_unichar_isalnum (g_utf8_get_char (start));
  word->key = rc_prose_make_key (text);
  self->numbers = self->numbers || g_ascii_isdigit (text[0]);
}

static gboolean
is_inside (const char *start, const char *p)
{
  gunichar letter = g_utf8_get_char (p);
  gboolean before_word;

  if (letter < 0x80 && letter != '\'' && letter != '-')
    return g_ascii_isalnum (*p);
  before_word = g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (p)));
  if (g_unichar_isalnum (letter) || g_unichar_ismark (letter))
    return TRUE;
  /* d'Ouzbékistan is two words, master's is one. */
  if (is_apostrophe (letter))
    return before_word && g_utf8_strlen (start, p - start) > 2;
  if (letter != '-' && letter != 0x2010 && letter != 0x2011)
    return FALSE;
  /* "early-career" is one word, "18-30" is not. */
  return before_word && !(g_ascii_isdigit (p[-1]) && g_ascii_isdigit (*g_utf8_next_char (p)));
}

static const char *
find_end (const char *start)
{
  const char *p = start;

  /* "Ph.D." and "U.S." are one word. */
  if ((*start | 0x20) == 'p' && g_ascii_strncasecmp (start, "ph.d", 4) == 0)
    return start + (start[4] == '.' ? 5 : 4);
  while (g_ascii_isalnum (*p))
    p++;
  if (p == start && !g_unichar_isalnum (g_utf8_get_char (p)))
    return g_utf8_next_char (p);
  while (*p != '\0' && is_inside (start, p))
    p = g_utf8_next_char (p);
  if (is_apostrophe (g_utf8_get_char (p)) && g_utf8_strlen (start, p - start) <= 2 && g_unichar_isalpha (g_utf8_get_char (start)))
    p = g_utf8_next_char (p);
  return p;
}

RcProseWords *
rc_prose_words (const char *sentence)
{
  RcProseWords *self = g_new0 (RcProseWords, 1);
  gsize length = strlen (sentence);
  gsize most = MIN (length, MAX_WORDS);
  char *room;

  /* Each of the words may be one letter, and has a zero behind it. */
  self->at = g_malloc (most * sizeof (RcProseWord) + 2 * length + 1);
  room = (char *) (self->at + most);
  for (const char *p = sentence; *p != '\0' && self->len < MAX_WORDS;)
    {
      const char *end;

      if (*p == ' ' || is_blank (g_utf8_get_char (p)))
        {
          p = g_utf8_next_char (p);
          continue;
        }
      end = find_end (p);
      add_word (self, p, end, &room);
      p = end;
    }
  return self;
}

void
rc_prose_words_free (RcProseWords *self)
{
  g_free (self->at);
  g_clear_pointer (&self->longer, g_string_chunk_free);
  g_free (self);
}

const char *
rc_prose_get (const RcProseWords *words, guint i)
{
  return i < words->len ? words->at[i].text : "";
}

static gboolean
take_number (const char *word, int *number)
{
  if (!g_ascii_isdigit (word[0]) || !g_ascii_isdigit (word[1]) || word[2] != '\0')
    return FALSE;
  *number = (word[0] - '0') * 10 + (word[1] - '0');
  return TRUE;
}

guint
rc_prose_match (const RcProseWords *words, guint i, const char *pattern, int *numbers)
{
  guint start = i;

  while (*pattern != '\0')
    {
      const char *end = strchrnul (pattern, ' ');
      gboolean optional = *pattern == '?';
      const char *item = optional ? pattern + 1 : pattern;
      const char *word = rc_prose_get (words, i);
      gboolean good = i < words->len;

      if (good && *item == '#')
        good = take_number (word, numbers++);
      else if (good)
        good = rc_prose_is_one_of (word, item, (gsize) (end - item));
      if (good)
        i++;
      else if (!optional)
        return 0;
      pattern = *end == ' ' ? end + 1 : end;
    }
  return i - start;
}

gboolean
rc_prose_has (const RcProseWords *words, guint from, guint to, const char *any)
{
  for (guint i = from; i < MIN (to, words->len); i++)
    if (rc_prose_is_one_of (rc_prose_get (words, i), any, strlen (any)))
      return TRUE;
  return FALSE;
}
