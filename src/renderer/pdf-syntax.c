/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a PDF. */
#define G_LOG_DOMAIN "rc-renderer"

#include "config.h"

#include "renderer/pdf-syntax.h"

#include <string.h>

#define MAX_STRING (1 << 16) /* bytes; longer ones stand in streams. So that what is left open is not read to its end again and again */

typedef enum
{
  WORD_NONE,
  WORD_OPENS,  /* "<<" or "[" */
  WORD_CLOSES,
  WORD_NAME,
  WORD_NUMBER, /* without a sign or a point */
  WORD_VALUE,  /* any other value of one word */
  WORD_OTHER,
  WORD_BREAKS, /* what never stands within a value */
} Word;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gboolean
is_regular (char c)
{
  return !is_blank (c) && !strchr ("()<>[]{}/%", c);
}

/* Comments are blanks, too. */
static const char *
skip_blanks (const char *at, const char *end)
{
  gboolean comment = FALSE;

  for (; at < end && (comment || is_blank (*at) || *at == '%'); at++)
    comment = *at == '%' || (comment && *at != '\n' && *at != '\r');
  return at;
}

/* (nullable) Behind the end of a string in brackets, at whose beginning it is. */
static const char *
skip_string (const char *at, const char *end)
{
  int depth = 0;

  for (end = MIN (end, at + MAX_STRING); at < end; at++)
    if (*at == '\\')
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return at + 1;
  return NULL;
}

static Word
get_kind (RcPdfPiece word)
{
  static const char *const breaks[] = { "obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref" };
  static const char *const values[] = { "true", "false", "null" };
  gboolean digits = TRUE, number = TRUE;

  for (const char *p = word.start; p < word.end; p++)
    {
      digits &= g_ascii_isdigit (*p);
      number &= g_ascii_isdigit (*p) || strchr ("+-.", *p);
    }
  if (number)
    return digits ? WORD_NUMBER : WORD_VALUE;
  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    if (rc_pdf_piece_is (word, breaks[i]))
      return WORD_BREAKS;
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (rc_pdf_piece_is (word, values[i]))
      return WORD_VALUE;
  return WORD_OTHER;
}

static Word
take_bracket (RcPdfPiece *rest, const char *at, Word kind, gsize length)
{
  rest->start = at + length;
  return kind;
}

/* The word is empty where only its kind is of use. */
static Word
take (RcPdfPiece *rest, RcPdfPiece *word)
{
  const char *at = skip_blanks (rest->start, rest->end), *end = rest->end, *behind;
  const gboolean twice = end - at > 1 && at[1] == *at;

  word->start = word->end = at;
  if (at >= end)
    return WORD_NONE;
  if (*at == '[' || *at == ']')
    return take_bracket (rest, at, *at == '[' ? WORD_OPENS : WORD_CLOSES, 1);
  if (twice && (*at == '<' || *at == '>'))
    return take_bracket (rest, at, *at == '<' ? WORD_OPENS : WORD_CLOSES, 2);
  if (*at == '(' || *at == '<')
    {
      behind = *at == '(' ? skip_string (at, end) : memchr (at, '>', (gsize) MIN (end - at, MAX_STRING));
      if (!behind)
        return WORD_NONE;
      rest->start = behind + (*at == '<');
      return WORD_VALUE;
    }
  if (*at != '/' && !is_regular (*at))
    return take_bracket (rest, at, WORD_OTHER, 1);
  for (behind = at + 1; behind < end && is_regular (*behind);)
    behind++;
  rest->start = word->end = behind;
  if (*at != '/')
    return get_kind (*word);
  word->start++;
  return WORD_NAME;
}

/* The rest of a reference, if the number is one. */
static void
take_reference (RcPdfPiece *rest)
{
  RcPdfPiece behind = *rest, word;

  if (take (&behind, &word) == WORD_NUMBER && take (&behind, &word) == WORD_OTHER && rc_pdf_piece_is (word, "R"))
    *rest = behind;
}

gboolean
rc_pdf_piece_take_value (RcPdfPiece *rest, RcPdfPiece *value)
{
  RcPdfPiece word;
  gsize depth = 0;

  value->start = skip_blanks (rest->start, rest->end);
  do
    switch (take (rest, &word))
      {
      case WORD_NONE:
      case WORD_BREAKS:
        return FALSE;
      case WORD_OPENS:
        depth++;
        break;
      case WORD_CLOSES:
        if (depth == 0)
          return FALSE;
        depth--;
        break;
      case WORD_NUMBER:
        if (depth == 0)
          take_reference (rest);
        break;
      case WORD_OTHER:
        if (depth == 0)
          return FALSE;
        break;
      default:
        break;
      }
  while (depth > 0);
  value->end = rest->start;
  return TRUE;
}

gboolean
rc_pdf_piece_take_word (RcPdfPiece *rest, const char *word)
{
  RcPdfPiece behind = *rest, taken;

  take (&behind, &taken);
  if (!rc_pdf_piece_is (taken, word))
    return FALSE;
  *rest = behind;
  return TRUE;
}

gboolean
rc_pdf_piece_open (RcPdfPiece value, RcPdfPiece *inside)
{
  RcPdfPiece word;
  gsize closing;

  if (take (&value, &word) != WORD_OPENS)
    return FALSE;
  closing = value.start[-1] == '<' ? 2 : 1;
  *inside = (RcPdfPiece){ value.start, MAX (value.start, value.end - closing) };
  return TRUE;
}

gboolean
rc_pdf_piece_take_entry (RcPdfPiece *inside, RcPdfPiece *name, RcPdfPiece *value)
{
  Word kind;

  do
    kind = take (inside, name);
  while (kind != WORD_NAME && kind != WORD_NONE);
  return kind == WORD_NAME && rc_pdf_piece_take_value (inside, value);
}

gboolean
rc_pdf_piece_is_dictionary (RcPdfPiece self)
{
  return self.end - self.start >= 4 && self.start[0] == '<' && self.start[1] == '<';
}

gboolean
rc_pdf_piece_find_entry (RcPdfPiece dictionary, const char *name, RcPdfPiece *value)
{
  RcPdfPiece inside, key;

  if (!rc_pdf_piece_is_dictionary (dictionary) || !rc_pdf_piece_open (dictionary, &inside))
    return FALSE;
  while (rc_pdf_piece_take_entry (&inside, &key, value))
    if (rc_pdf_piece_is (key, name))
      return TRUE;
  *value = (RcPdfPiece){ NULL, NULL };
  return FALSE;
}

gboolean
rc_pdf_piece_is (RcPdfPiece self, const char *text)
{
  return (gsize) (self.end - self.start) == strlen (text) && memcmp (self.start, text, strlen (text)) == 0;
}

gboolean
rc_pdf_piece_get_number (RcPdfPiece self, gint64 *number)
{
  RcPdfPiece word;

  if (take (&self, &word) != WORD_NUMBER || word.end - word.start > 12)
    return FALSE;
  *number = 0;
  for (const char *p = word.start; p < word.end; p++)
    *number = *number * 10 + (*p - '0');
  return TRUE;
}

gboolean
rc_pdf_piece_get_reference (RcPdfPiece self, guint32 *number)
{
  gint64 wide;

  if (self.end - self.start < 5 || self.end[-1] != 'R' || !rc_pdf_piece_get_number (self, &wide) || wide > G_MAXINT32)
    return FALSE;
  *number = (guint32) wide;
  return TRUE;
}
