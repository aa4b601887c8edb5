/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as words, numbers and signs. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/prose-tokens.h"

#include <string.h>

#define MAX_TEXT (100 * 1024)
#define MAX_WORD 64 /* bytes; longer ones mean nothing to us */
#define MAX_DIGITS 8

/* A letter as our tables have it; 0 for marks that are dropped. */
static gunichar
fold (gunichar c)
{
  gunichar parts[4];

  c = g_unichar_tolower (c);
  if (c == 0x451) /* ё */
    return 0x435;
  if (g_unichar_combining_class (c) != 0)
    return 0;
  if (c >= 0xc0 && c < 0x250 && g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 1)
    return parts[0];
  return c;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2bc;
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_combining_class (c) != 0;
}

static const char *
read_word (RcProseTokens *self, RcProseToken *token, const char *p)
{
  char word[MAX_WORD + 8];
  gsize length = 0;

  token->kind = RC_PROSE_TOKEN_WORD;
  token->capital = g_unichar_isupper (g_utf8_get_char (p));
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_apostrophe (c) && is_of_word (g_utf8_get_char (g_utf8_next_char (p))))
        c = '\'';
      else if (!is_of_word (c))
        break;
      c = fold (c);
      if (c != 0 && length < MAX_WORD)
        length += (gsize) g_unichar_to_utf8 (c, word + length);
    }
  token->word = g_string_chunk_insert_len (self->words, word, (gssize) length);
  return p;
}

static const char *
read_number (RcProseToken *token, const char *p)
{
  token->kind = RC_PROSE_TOKEN_NUMBER;
  for (; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    {
      token->digits++;
      token->number =
          token->digits <= MAX_DIGITS ? token->number * 10 + g_unichar_digit_value (g_utf8_get_char (p)) : -1;
    }
  return p;
}

static char
get_sign (gunichar c)
{
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
    return '-';
  if (c == 0xab || c == 0xbb || c == 0x201c || c == 0x201d || c == 0x201e)
    return '"';
  if (is_apostrophe (c))
    return '\'';
  if (c == 0x2192 || c == 0x21d2 || c == 0x27a1 || c == 0x2794) /* arrows */
    return '>';
  return c < 0x80 ? (char) c : '?';
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0xfeff || c == 0xad || g_unichar_iscntrl (c);
}

RcProseTokens *
rc_prose_tokens_new (const char *text)
{
  RcProseTokens *self = g_new0 (RcProseTokens, 1);
  gboolean blank = TRUE;
  const char *p = text;

  self->array = g_array_new (FALSE, TRUE, sizeof (RcProseToken));
  self->words = g_string_chunk_new (1024);
  while (*p != '\0' && p - text < MAX_TEXT)
    {
      gunichar c = g_utf8_get_char (p);
      RcProseToken token = { .blank = blank, .word = "", .start = p };

      blank = is_blank (c);
      if (blank && c != '\n')
        {
          p = g_utf8_next_char (p);
          continue;
        }
      if (is_of_word (c))
        p = read_word (self, &token, p);
      else if (g_unichar_isdigit (c))
        p = read_number (&token, p);
      else
        {
          token.kind = c == '\n' ? RC_PROSE_TOKEN_LINE : RC_PROSE_TOKEN_SIGN;
          token.sign = c == '\n' ? '\0' : get_sign (c);
          p = g_utf8_next_char (p);
        }
      token.end = p;
      g_array_append_val (self->array, token);
    }
  self->n = self->array->len;
  for (guint i = 0; i < RC_PROSE_TOKENS_PAST_END; i++)
    {
      RcProseToken token = { .kind = RC_PROSE_TOKEN_END, .blank = TRUE, .word = "", .start = p, .end = p };

      g_array_append_val (self->array, token);
    }
  self->at = (RcProseToken *) (gpointer) self->array->data;
  return self;
}

void
rc_prose_tokens_free (RcProseTokens *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->array);
  g_string_chunk_free (self->words);
  g_free (self);
}

gboolean
rc_prose_token_is_sign (const RcProseToken *token, const char *signs)
{
  return token->kind == RC_PROSE_TOKEN_SIGN && token->sign != '\0' && strchr (signs, token->sign) != NULL;
}

static gboolean
word_is (const char *word, const char *pattern, gsize length)
{
  if (length > 0 && pattern[length - 1] == '*')
    return strncmp (word, pattern, length - 1) == 0;
  return strncmp (word, pattern, length) == 0 && word[length] == '\0';
}

gboolean
rc_prose_token_is_one_of (const RcProseToken *token, const char *const *words)
{
  if (token->kind != RC_PROSE_TOKEN_WORD)
    return FALSE;
  for (; *words != NULL; words++)
    if (token->word[0] == (*words)[0] && word_is (token->word, *words, strlen (*words)))
      return TRUE;
  return FALSE;
}

guint
rc_prose_tokens_match (const RcProseToken *token, const char *phrase)
{
  guint n = 0;

  /* Nearly all begin otherwise. */
  if (token->kind == RC_PROSE_TOKEN_WORD && token->word[0] != *phrase)
    return 0;
  for (const char *p = phrase; *p != '\0';)
    {
      gsize length = (gsize) (strchrnul (p, ' ') - p);

      if (token[n].kind == RC_PROSE_TOKEN_WORD
              ? !word_is (token[n].word, p, length)
              : token[n].kind != RC_PROSE_TOKEN_SIGN || length != 1 || token[n].sign != *p)
        return 0;
      n++;
      p += length + strspn (p + length, " ");
    }
  return n;
}
