/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quick way through letters that stand for themselves: a byte or a table look-up each, into one buffer. A word with
 * anything else in it is left to stretch.c, from its beginning. */
#define G_LOG_DOMAIN "rc-text"

#include "text/tokens.h"

#include <string.h>
#include <unicode/utf8.h>

#include "text/letter.h"
#include "text/stretch.h"

/* What may have to be read in another way, too. */
#define SMALL_Y_ACUTE 0x00fd
#define CAPITAL_Y_ACUTE 0x00dd
/* In the table of ASCII, where letters and digits are themselves. */
#define SEPARATOR 0
#define APOSTROPHE 1

struct _RcTokens
{
  const char *text; /* (borrowed) */
  gsize at, length;
  char ascii[128];
  char word[RC_WORD_MAX + 1];
  RcStretch stretch;
  guint n_given; /* words of the stretch given out */
  RcToken other; /* the word given out last, to be read in another way */
  char other_word[RC_WORD_MAX + 1], reading[RC_WORD_MAX + 1];
  const char *other_letters; /* (nullable) what its j is to be read as: one reading a letter */
};

typedef enum
{
  SCAN_WORD,
  SCAN_END,
  SCAN_HARD, /* what starts at `at` needs all rules */
} Scan;

/* Made once, never changed. */
static const char *
get_ascii (void)
{
  static char ascii[128];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (gunichar c = 0; c < G_N_ELEMENTS (ascii); c++)
        {
          const RcLetter *letter = rc_letter_get (c);

          ascii[c] = letter->class == RC_LETTER_WORD         ? letter->bytes[0]
                     : letter->class == RC_LETTER_APOSTROPHE ? APOSTROPHE
                                                             : SEPARATOR;
        }
      g_once_init_leave (&made, 1);
    }
  return ascii;
}

RcTokens *
rc_tokens_new (void)
{
  RcTokens *self = g_new0 (RcTokens, 1);

  memcpy (self->ascii, get_ascii (), sizeof self->ascii);
  return self;
}

void
rc_tokens_free (RcTokens *self)
{
  if (self == NULL)
    return;
  rc_stretch_clear (&self->stretch);
  g_free (self);
}

void
rc_tokens_start (RcTokens *self, const char *text, gssize length)
{
  g_return_if_fail (self != NULL && text != NULL);

  self->text = text;
  self->at = 0;
  self->length = length < 0 ? strlen (text) : (gsize) length;
  if (self->stretch.words != NULL)
    g_array_set_size (self->stretch.words, 0);
  self->n_given = 0;
  self->other_letters = NULL;
}

/* A plain character of several bytes; NULL for one that is not. */
static inline const RcLetter *
read_plain (const guchar *p, const guchar *end, gsize *n_bytes)
{
  const RcLetter *letter;
  gunichar c;

  if (*p < 0xe0 && *p >= 0xc2 && end - p >= 2 && (p[1] & 0xc0) == 0x80)
    {
      c = (gunichar) (*p & 0x1f) << 6 | (p[1] & 0x3f);
      *n_bytes = 2;
      if (c == SMALL_Y_ACUTE || c == CAPITAL_Y_ACUTE)
        return NULL;
    }
  else
    {
      int32_t i = 0;
      UChar32 any;

      U8_NEXT (p, i, (int32_t) MIN (end - p, 8), any);
      if (any < 0)
        return NULL;
      c = (gunichar) any;
      *n_bytes = (gsize) i;
    }
  letter = rc_letter_get (c);
  return letter->form == RC_LETTER_PLAIN ? letter : NULL;
}

/* To the first byte that is no separator. */
static const guchar *
skip_separators (const RcTokens *self, const guchar *p, const guchar *end)
{
  while (p < end)
    {
      const RcLetter *letter;
      gsize n_bytes;

      if (*p < 0x80)
        {
          if (self->ascii[*p] > APOSTROPHE)
            break;
          p++;
          continue;
        }
      letter = read_plain (p, end, &n_bytes);
      if (letter == NULL || letter->class != RC_LETTER_SEPARATOR)
        break;
      p += n_bytes;
    }
  return p;
}

static Scan
scan (RcTokens *self, RcToken *token)
{
  const guchar *text = (const guchar *) self->text;
  const guchar *end = text + self->length;
  const guchar *p = skip_separators (self, text + self->at, end);
  char *out = self->word, *out_end = out + RC_WORD_MAX;

  self->at = (gsize) (p - text);
  if (p == end)
    return SCAN_END;
  for (;;)
    {
      const RcLetter *letter;
      gsize n_bytes;

      while (p < end && *p < 0x80 && self->ascii[*p] > APOSTROPHE && out < out_end)
        *out++ = self->ascii[*p++];
      if (p == end || (*p < 0x80 && self->ascii[*p] == SEPARATOR))
        break;
      if (*p < 0x80)
        return SCAN_HARD;
      letter = read_plain (p, end, &n_bytes);
      if (letter == NULL || letter->n_bytes > out_end - out)
        return SCAN_HARD;
      if (letter->class == RC_LETTER_SEPARATOR)
        break;
      if (letter->class != RC_LETTER_WORD && letter->class != RC_LETTER_DROP)
        return SCAN_HARD;
      for (guint i = 0; i < letter->n_bytes; i++)
        *out++ = letter->bytes[i];
      p += n_bytes;
    }
  *out = '\0';
  rc_letter_end_word (self->word, (gsize) (out - self->word));
  token->word = self->word;
  token->length = (guint) (out - self->word);
  token->kind = RC_TOKEN_WORD;
  token->start = self->at;
  token->stop = self->at = (gsize) (p - text);
  return SCAN_WORD;
}

static gboolean
give (RcTokens *self, RcToken *token)
{
  const RcStretchWord *word;

  if (self->stretch.words == NULL || self->n_given == self->stretch.words->len)
    return FALSE;
  word = &g_array_index (self->stretch.words, RcStretchWord, self->n_given++);
  token->word = self->stretch.bytes->str + word->at;
  token->length = word->length;
  token->kind = word->kind;
  token->start = word->start;
  token->stop = word->stop;
  return TRUE;
}

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiouy", c) != NULL;
}

/* j is ж in Kazakh and in French (Jambyl), й in Czech and in German ways of writing Russian (Jakovlev). The script-free
 * key takes it for й where it ends a syllable (Tolstoj), where Kazakh has ж, too (májbúr). */
static void
note_readings (RcTokens *self, const RcToken *token)
{
  const char *letters = "y";

  for (guint i = 1; i + 1 <= token->length; i++)
    if (token->word[i] == 'j' && is_vowel (token->word[i - 1]) && !is_vowel (token->word[i + 1]))
      letters = "yz";
  memcpy (self->other_word, token->word, token->length + 1);
  self->other = *token;
  self->other.word = self->reading;
  self->other.kind = RC_TOKEN_READING;
  self->other_letters = letters;
}

static gboolean
give_reading (RcTokens *self, RcToken *token)
{
  char to = self->other_letters != NULL ? *self->other_letters : '\0';

  if (to == '\0')
    return FALSE;
  self->other_letters++;
  for (guint i = 0; i < self->other.length; i++)
    self->reading[i] = self->other_word[i] == 'j' ? to : self->other_word[i];
  self->reading[self->other.length] = '\0';
  *token = self->other;
  return TRUE;
}

static gboolean
give_word (RcTokens *self, RcToken *token)
{
  while (!give (self, token))
    switch (scan (self, token))
      {
      case SCAN_WORD:
        if (token->length > 0)
          return TRUE;
        break;
      case SCAN_END:
        return FALSE;
      case SCAN_HARD:
        self->at = rc_stretch_fold (&self->stretch, self->text, self->at, self->length);
        self->n_given = 0;
        break;
      default:
        g_assert_not_reached ();
      }
  return TRUE;
}

gboolean
rc_tokens_next (RcTokens *self, RcToken *token)
{
  g_return_val_if_fail (self != NULL && token != NULL, FALSE);

  if (give_reading (self, token))
    return TRUE;
  if (!give_word (self, token))
    return FALSE;
  if (token->kind == RC_TOKEN_WORD && memchr (token->word, 'j', token->length) != NULL)
    note_readings (self, token);
  return TRUE;
}
