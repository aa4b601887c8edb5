/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text folded character by character; ICU normalises only where a character does not stand for itself. */
#define G_LOG_DOMAIN "rc-text"

#include "text/fold.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include "text/letter.h"

/* More marks on one letter than any language has. */
#define MAX_CLUSTER 24
/* Folding again settles what dropping a mark has brought together (Hangul letters); once more proves it. */
#define MAX_PASSES 4

typedef struct
{
  const char *p, *end;
  GString *out;
  gsize word;           /* where the word being written starts */
  gboolean gap;         /* a separator was seen since the last letter */
  gboolean unsettled;   /* something was written that another pass may change */
  guint n_run;          /* characters of the run of pairs being written */
  char last[9];         /* the last of them */
  guint8 n_last;
} Folder;

static UChar32
next (const char **p, const char *end)
{
  int32_t i = 0;
  UChar32 c;
  gsize left = MIN ((gsize) (end - *p), 8);

  U8_NEXT (*p, i, (int32_t) left, c);
  *p += i;
  return c;
}

static void
write_word (Folder *self, const char *bytes, gsize n_bytes)
{
  if (self->out->len > 0 && (self->gap || self->n_run > 0))
    g_string_append_c (self->out, ' ');
  if (self->gap || self->n_run > 0)
    self->word = self->out->len;
  self->gap = FALSE;
  self->n_run = 0;
  g_string_append_len (self->out, bytes, (gssize) n_bytes);
}

static void
write_pair (Folder *self, const RcLetter *letter)
{
  if (self->gap)
    self->n_run = 0;
  if (self->n_run != 1 && self->out->len > 0)
    g_string_append_c (self->out, ' ');
  if (self->n_run > 1)
    g_string_append_len (self->out, self->last, self->n_last);
  g_string_append_len (self->out, letter->bytes, letter->n_bytes);
  memcpy (self->last, letter->bytes, letter->n_bytes);
  self->n_last = letter->n_bytes;
  self->n_run = MIN (self->n_run + 1, 2);
  self->gap = FALSE;
}

static gboolean
is_elided (const Folder *self)
{
  const char *word = self->out->str + self->word;
  gsize length = self->out->len - self->word;

  return (length == 1 && strchr ("ldjmt", *word) != NULL) || (length == 2 && memcmp (word, "qu", 2) == 0);
}

static RcLetter
peek (const char **p, const char *end)
{
  RcLetter letter = { .class = RC_LETTER_SEPARATOR };

  if (*p < end)
    {
      UChar32 c = next (p, end);

      if (c > 0)
        rc_letter_fold ((gunichar) c, &letter);
    }
  return letter;
}

/* Inside a word it is dropped (oʻzbek, o'zbek). The elisions of French (l'eau) and the English genitive (women's) are two
 * words, since people look for the one that carries the meaning. The other short beginnings of French (s', n', c') stay
 * joined: they begin words in the Kazakh alphabet of 2017. */
static void
write_apostrophe (Folder *self)
{
  const char *p = self->p;
  RcLetter after = peek (&p, self->end);
  gboolean inside = !self->gap && self->out->len > 0 && self->n_run == 0
                    && (after.class == RC_LETTER_WORD || after.form == RC_LETTER_COMPATIBLE);
  gboolean genitive = after.n_bytes == 1 && after.bytes[0] == 's'
                      && (peek (&p, self->end).class == RC_LETTER_SEPARATOR);

  if (!inside || genitive || is_elided (self))
    self->gap = TRUE;
}

static void
write_letter (Folder *self, const RcLetter *letter)
{
  switch ((RcLetterClass) letter->class)
    {
    case RC_LETTER_SEPARATOR:
      self->gap = TRUE;
      break;
    case RC_LETTER_DROP:
      break;
    case RC_LETTER_APOSTROPHE:
      write_apostrophe (self);
      break;
    case RC_LETTER_WORD:
      write_word (self, letter->bytes, letter->n_bytes);
      break;
    case RC_LETTER_PAIR:
      write_pair (self, letter);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* The characters from `start` to where the folder stands, as NFKC makes them. Signs that stand for a whole phrase would
 * grow beyond three times their length: they only separate. */
static void
write_cluster (Folder *self, const UChar *characters, int32_t n, gsize n_bytes)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar normal[MAX_CLUSTER * 18];
  gsize cost = 0;
  int32_t n_normal = unorm2_normalize (unorm2_getNFKCInstance (&status), characters, n, normal,
                                       G_N_ELEMENTS (normal), &status);

  if (U_FAILURE (status))
    n_normal = 0;
  for (int pass = 0; pass < 2; pass++)
    for (int32_t i = 0; i < n_normal;)
      {
        RcLetter letter;
        UChar32 c;

        U16_NEXT (normal, i, n_normal, c);
        rc_letter_fold ((gunichar) c, &letter);
        if (pass == 0)
          cost += letter.class == RC_LETTER_PAIR ? 2 * (gsize) letter.n_bytes + 1 : MAX (letter.n_bytes, 1);
        else
          {
            write_letter (self, &letter);
            self->unsettled |= letter.form != RC_LETTER_PLAIN && letter.n_bytes > 0;
          }
        if (i == n_normal && pass == 0 && cost > 3 * n_bytes)
          {
            self->gap = TRUE;
            return;
          }
      }
}

/* `c` and what joins it from behind; the folder stands after `c`. */
static void
gather_cluster (Folder *self, UChar32 c, const char *start)
{
  UChar characters[MAX_CLUSTER * 2];
  int32_t n = 0;

  U16_APPEND_UNSAFE (characters, n, c);
  while (self->p < self->end && n < MAX_CLUSTER * 2 - 2 && (guchar) *self->p >= 0x80)
    {
      const char *p = self->p;
      UChar32 following = next (&p, self->end);
      RcLetter letter;

      if (following < 0)
        break;
      rc_letter_fold ((gunichar) following, &letter);
      if (letter.form != RC_LETTER_JOINS)
        break;
      U16_APPEND_UNSAFE (characters, n, following);
      self->p = p;
    }
  write_cluster (self, characters, n, (gsize) (self->p - start));
}

static gboolean
is_joined_from_behind (const Folder *self)
{
  const char *p = self->p;
  RcLetter letter;

  if (p >= self->end || (guchar) *p < 0x80)
    return FALSE;
  letter = peek (&p, self->end);
  return letter.form == RC_LETTER_JOINS;
}

static void
fold_once (Folder *self)
{
  while (self->p < self->end)
    {
      const char *start = self->p;
      UChar32 c = next (&self->p, self->end);
      RcLetter letter;

      if (c <= 0)
        {
          self->gap = TRUE;
          continue;
        }
      rc_letter_fold ((gunichar) c, &letter);
      if (letter.form != RC_LETTER_PLAIN || is_joined_from_behind (self))
        gather_cluster (self, c, start);
      else
        write_letter (self, &letter);
    }
}

char *
rc_text_fold (const char *text, gssize length)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *before = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  for (int pass = 0;; pass++)
    {
      Folder folder = { .p = text, .end = text + n, .gap = TRUE, .out = g_string_sized_new (n + n / 8 + 8) };

      fold_once (&folder);
      if (!folder.unsettled || pass == MAX_PASSES || (before != NULL && strcmp (before, folder.out->str) == 0))
        return g_string_free (folder.out, FALSE);
      g_free (before);
      n = folder.out->len;
      text = before = g_string_free (folder.out, FALSE);
    }
}
