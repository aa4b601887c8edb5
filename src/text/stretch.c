/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text folded character by character; ICU normalises only where a character does not stand for itself. */
#define G_LOG_DOMAIN "rc-text"

#include "text/stretch.h"

#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include "text/letter.h"

/* More marks on one letter than any language has. */
#define MAX_CLUSTER 24
/* Folding again settles what dropping a mark has brought together (Hangul letters); once more proves it. */
#define MAX_PASSES 4
/* Letters of one word that may be read in two ways. */
#define MAX_READINGS 6

#define SMALL_Y_ACUTE 0x00fd
#define CAPITAL_Y_ACUTE 0x00dd

typedef struct
{
  const char *text, *p, *end;
  const char *letter; /* where the character being written starts */
  GString *bytes;     /* (borrowed) */
  GArray *words;      /* (borrowed) */
  gboolean open;      /* a word is being written */
  gboolean full;      /* it is as long as a word may be */
  gboolean unsettled; /* something was written that another pass may change */
  guint n_run;        /* characters of the run of pairs being written, 2 for more */
  char last[9];       /* the last of them */
  guint8 n_last;
  gsize last_start;
  guint readings[MAX_READINGS]; /* letters y of the word that may be a Kazakh у, in bytes */
  guint n_readings;
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

static RcStretchWord *
last_word (const Folder *self)
{
  return &g_array_index (self->words, RcStretchWord, self->words->len - 1);
}

static RcStretchWord *
add_word (Folder *self, RcTokenKind kind, gsize start)
{
  RcStretchWord word = { .at = self->bytes->len, .kind = kind, .start = start, .stop = (gsize) (self->p - self->text) };

  g_array_append_val (self->words, word);
  g_string_append_c (self->bytes, '\0');
  return last_word (self);
}

static void
append (Folder *self, const char *bytes, gsize n_bytes)
{
  RcStretchWord *word = last_word (self);

  g_string_truncate (self->bytes, self->bytes->len - 1);
  g_string_append_len (self->bytes, bytes, (gssize) n_bytes);
  g_string_append_c (self->bytes, '\0');
  word->length += (guint) n_bytes;
  word->stop = (gsize) (self->p - self->text);
}

/* The word again, with у where the alphabets of 2017 (y') and 2018 (ý) write it so; j is ж in both. */
static void
add_reading (Folder *self)
{
  RcStretchWord word = *last_word (self);

  add_word (self, RC_TOKEN_READING, word.start)->stop = word.stop;
  g_string_truncate (self->bytes, self->bytes->len - 1);
  g_string_set_size (self->bytes, self->bytes->len + word.length + 1);
  memcpy (self->bytes->str + last_word (self)->at, self->bytes->str + word.at, word.length + 1);
  for (guint i = 0; i < self->n_readings; i++)
    self->bytes->str[last_word (self)->at + self->readings[i]] = 'u';
  for (guint i = 0; i < word.length; i++)
    if (self->bytes->str[last_word (self)->at + i] == 'j')
      self->bytes->str[last_word (self)->at + i] = 'z';
  last_word (self)->length = word.length;
}

/* Ends the word or the run of pairs that is being written. */
static void
end_word (Folder *self)
{
  if (self->open)
    rc_letter_end_word (self->bytes->str + last_word (self)->at, last_word (self)->length);
  if (self->open && self->n_readings > 0)
    add_reading (self);
  if (self->n_run > 1)
    {
      gsize stop = last_word (self)->stop;

      add_word (self, RC_TOKEN_TAIL, self->last_start);
      append (self, self->last, self->n_last);
      last_word (self)->stop = stop;
    }
  self->open = FALSE;
  self->full = FALSE;
  self->n_run = 0;
  self->n_readings = 0;
}

static void
write_word (Folder *self, const char *bytes, gsize n_bytes)
{
  if (!self->open)
    {
      end_word (self);
      add_word (self, RC_TOKEN_WORD, (gsize) (self->letter - self->text));
      self->open = TRUE;
    }
  self->full |= last_word (self)->length + n_bytes > RC_WORD_MAX;
  if (!self->full)
    append (self, bytes, n_bytes);
}

static void
write_pair (Folder *self, const RcLetter *letter)
{
  gsize start = (gsize) (self->letter - self->text);

  if (self->open)
    end_word (self);
  if (self->n_run == 0)
    add_word (self, RC_TOKEN_PAIR, start);
  else if (self->n_run == 2)
    {
      add_word (self, RC_TOKEN_PAIR, self->last_start);
      append (self, self->last, self->n_last);
    }
  append (self, letter->bytes, letter->n_bytes);
  memcpy (self->last, letter->bytes, letter->n_bytes);
  self->n_last = letter->n_bytes;
  self->last_start = start;
  self->n_run = MIN (self->n_run + 1, 2);
}

/* Before a vowel or h: in l'goty the apostrophe is a soft sign. */
static gboolean
is_elided (const Folder *self, const RcLetter *after)
{
  const RcStretchWord *word = last_word (self);
  const char *bytes = self->bytes->str + word->at;

  if (after->n_bytes > 0 && g_ascii_isalpha (after->bytes[0]) && strchr ("aeiouyh", after->bytes[0]) == NULL)
    return FALSE;
  return (word->length == 1 && strchr ("ldjmt", *bytes) != NULL) || (word->length == 2 && memcmp (bytes, "qu", 2) == 0);
}

static const RcLetter *
peek (const char **p, const char *end)
{
  UChar32 c = *p < end ? next (p, end) : 0;

  return rc_letter_get (c > 0 ? (gunichar) c : 0);
}

static void
note_reading (Folder *self)
{
  if (self->open && !self->full && self->n_readings < MAX_READINGS)
    self->readings[self->n_readings++] = last_word (self)->length - 1;
}

/* Inside a word it is dropped (oʻzbek, o'zbek). The elisions of French (l'eau) and the English genitive (women's) are
 * two words, since people look for the one that carries the meaning. The other short beginnings of French (s', n', c')
 * stay joined: they begin words in the Kazakh alphabet of 2017. Of several the last one decides (pod``yom). */
static void
write_apostrophe (Folder *self)
{
  const char *p = self->p;
  const RcLetter *after = peek (&p, self->end);
  gboolean inside = self->open && (after->class == RC_LETTER_WORD || after->form == RC_LETTER_COMPATIBLE);
  gboolean genitive =
      after->n_bytes == 1 && after->bytes[0] == 's' && (peek (&p, self->end)->class == RC_LETTER_SEPARATOR);

  if (after->class == RC_LETTER_APOSTROPHE)
    return;
  if (self->open && self->bytes->str[self->bytes->len - 2] == 'y')
    note_reading (self);
  if (!inside || genitive || is_elided (self, after))
    end_word (self);
}

static void
write_letter (Folder *self, const RcLetter *letter)
{
  switch ((RcLetterClass) letter->class)
    {
    case RC_LETTER_SEPARATOR:
      end_word (self);
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

static void
write_character (Folder *self, UChar32 c, const RcLetter *letter)
{
  write_letter (self, letter);
  if (c == SMALL_Y_ACUTE || c == CAPITAL_Y_ACUTE)
    note_reading (self);
}

/* What a character costs in bytes at most, the space before its word included. */
static gsize
cost_of (const RcLetter *letter)
{
  return letter->class == RC_LETTER_PAIR ? 2 * (gsize) letter->n_bytes + 1 : MAX (letter->n_bytes, 1);
}

/* The characters of one cluster, as NFKC makes them. Signs that stand for a whole phrase would grow beyond three times
 * their length: they only separate. */
static void
write_cluster (Folder *self, const UChar *characters, int32_t n)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar normal[MAX_CLUSTER * 18];
  gsize cost = 0;
  int32_t n_normal =
      unorm2_normalize (unorm2_getNFKCInstance (&status), characters, n, normal, G_N_ELEMENTS (normal), &status);
  UChar32 c;

  if (U_FAILURE (status))
    n_normal = 0;
  for (int32_t i = 0; i < n_normal;)
    {
      U16_NEXT (normal, i, n_normal, c);
      cost += cost_of (rc_letter_get ((gunichar) c));
    }
  if (cost > 3 * (gsize) (self->p - self->letter))
    {
      end_word (self);
      return;
    }
  for (int32_t i = 0; i < n_normal;)
    {
      const RcLetter *letter;

      U16_NEXT (normal, i, n_normal, c);
      letter = rc_letter_get ((gunichar) c);
      write_character (self, c, letter);
      self->unsettled |= letter->form != RC_LETTER_PLAIN && letter->n_bytes > 0;
    }
}

/* `c` and what joins it from behind; the folder stands after `c`. */
static void
gather_cluster (Folder *self, UChar32 c)
{
  UChar characters[MAX_CLUSTER * 2];
  int32_t n = 0;

  U16_APPEND_UNSAFE (characters, n, c);
  while (self->p < self->end && n < MAX_CLUSTER * 2 - 2 && (guchar) *self->p >= 0x80)
    {
      const char *p = self->p;
      UChar32 following = next (&p, self->end);

      if (following < 0 || rc_letter_get ((gunichar) following)->form != RC_LETTER_JOINS)
        break;
      U16_APPEND_UNSAFE (characters, n, following);
      self->p = p;
    }
  write_cluster (self, characters, n);
}

static gboolean
is_joined_from_behind (const Folder *self)
{
  const char *p = self->p;

  return p < self->end && (guchar) *p >= 0x80 && peek (&p, self->end)->form == RC_LETTER_JOINS;
}

/* To the first plain separator. */
static void
fold (Folder *self)
{
  while (self->p < self->end)
    {
      UChar32 c;
      const RcLetter *letter;

      self->letter = self->p;
      c = next (&self->p, self->end);
      letter = rc_letter_get (c > 0 ? (gunichar) c : 0);
      if (letter->class == RC_LETTER_SEPARATOR && letter->form == RC_LETTER_PLAIN)
        break;
      if (letter->form != RC_LETTER_PLAIN || is_joined_from_behind (self))
        gather_cluster (self, c);
      else
        write_character (self, c, letter);
    }
  end_word (self);
}

/* One more pass over a word of the pass before; its place in the text stays. */
static gboolean
fold_again (RcStretch *self, const RcStretchWord *word)
{
  const char *bytes = self->old_bytes->str + word->at;
  Folder folder = {
    .text = bytes, .p = bytes, .end = bytes + word->length, .bytes = self->bytes, .words = self->words
  };
  guint first = self->words->len;

  if (word->kind != RC_TOKEN_READING)
    fold (&folder);
  else
    {
      add_word (&folder, RC_TOKEN_READING, word->start);
      append (&folder, bytes, word->length);
    }
  for (guint i = first; i < self->words->len;)
    {
      RcStretchWord *made = &g_array_index (self->words, RcStretchWord, i);

      if (word->kind < RC_TOKEN_TAIL && made->kind >= RC_TOKEN_TAIL)
        {
          g_array_remove_index (self->words, i);
          continue;
        }
      made->kind = word->kind >= RC_TOKEN_TAIL ? word->kind : made->kind;
      made->start = word->start;
      made->stop = word->stop;
      i++;
    }
  return folder.unsettled;
}

static gboolean
is_same (const RcStretch *self)
{
  return self->bytes->len == self->old_bytes->len &&
         memcmp (self->bytes->str, self->old_bytes->str, self->bytes->len) == 0;
}

static void
settle (RcStretch *self)
{
  gboolean unsettled = TRUE;

  for (int pass = 0; pass < MAX_PASSES && unsettled; pass++)
    {
      GString *bytes = self->old_bytes;
      GArray *words = self->old_words;

      self->old_bytes = self->bytes;
      self->old_words = self->words;
      self->bytes = g_string_truncate (bytes, 0);
      self->words = g_array_set_size (words, 0);
      unsettled = FALSE;
      for (guint i = 0; i < self->old_words->len; i++)
        unsettled |= fold_again (self, &g_array_index (self->old_words, RcStretchWord, i));
      unsettled &= !is_same (self);
    }
}

static void
make_room (RcStretch *self)
{
  self->bytes = g_string_new (NULL);
  self->words = g_array_new (FALSE, FALSE, sizeof (RcStretchWord));
  self->old_bytes = g_string_new (NULL);
  self->old_words = g_array_new (FALSE, FALSE, sizeof (RcStretchWord));
}

gsize
rc_stretch_fold (RcStretch *self, const char *text, gsize at, gsize length)
{
  Folder folder = { .text = text, .p = text + at, .end = text + length };

  if (self->bytes == NULL)
    make_room (self);
  folder.bytes = self->bytes;
  folder.words = self->words;
  g_string_truncate (self->bytes, 0);
  g_array_set_size (self->words, 0);
  fold (&folder);
  if (folder.unsettled)
    settle (self);
  return (gsize) (folder.p - text);
}

void
rc_stretch_clear (RcStretch *self)
{
  if (self->bytes == NULL)
    return;
  g_string_free (self->bytes, TRUE);
  g_array_unref (self->words);
  g_string_free (self->old_bytes, TRUE);
  g_array_unref (self->old_words);
}
