/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Endings are taken from the end of a word as long as the letter before them and the harmony of vowels allow them. This
 * goes on until none is left, so that a stem that looks like an inflected word ends up where its own forms do. */
#define G_LOG_DOMAIN "rc-text"

#include "text/kazakh.h"

#include <string.h>

#include "text/tokens.h"

#define MIN_LETTERS 3

/* What an ending may follow. */
enum
{
  VOWEL = 1 << 0,
  HIGH = 1 << 1,  /* ы and і, by which a possessive ends */
  GLIDE = 1 << 2, /* р, й, and у and и, which behave like it */
  NASAL = 1 << 3,
  LATERAL = 1 << 4,
  BUZZ = 1 << 5, /* з, ж */
  HARD = 1 << 6, /* voiceless, and б в г д as borrowed words have them at their end */
  VOICED = GLIDE | NASAL | LATERAL | BUZZ,
  CONSONANT = VOICED | HARD,
};

typedef struct
{
  const char *back, *front; /* by the harmony of vowels */
  guint8 after;
  guint8 min_letters; /* that must stay */
} Ending;

typedef struct
{
  const char *bytes; /* (borrowed) */
  gsize n_bytes;
  gunichar letters[RC_WORD_MAX];
  guint n; /* of `letters` */
} Word;

/* Longer ones first where one ends the other. */
static const Ending endings[] = {
  { "ларым", "лерім", VOWEL | HIGH | GLIDE, 3 },
  { "дарым", "дерім", NASAL | LATERAL | BUZZ, 3 },
  { "тарым", "терім", HARD, 3 },
  { "ларың", "лерің", VOWEL | HIGH | GLIDE, 3 },
  { "дарың", "дерің", NASAL | LATERAL | BUZZ, 3 },
  { "тарың", "терің", HARD, 3 },
  { "менен", "менен", VOWEL | HIGH | GLIDE | NASAL | LATERAL, 3 },
  { "бенен", "бенен", BUZZ, 3 },
  { "пенен", "пенен", HARD, 3 },
  { "ндағы", "ндегі", HIGH, 3 },
  { "дағы", "дегі", VOWEL | HIGH | VOICED, 3 },
  { "тағы", "тегі", HARD, 3 },
  { "ымыз", "іміз", CONSONANT, 3 },
  { "ыңыз", "іңіз", CONSONANT, 3 },
  { "мыз", "міз", VOWEL | HIGH, 3 },
  { "ңыз", "ңіз", VOWEL | HIGH, 3 },
  { "лар", "лер", VOWEL | HIGH | GLIDE, 3 },
  { "дар", "дер", NASAL | LATERAL | BUZZ, 3 },
  { "тар", "тер", HARD, 3 },
  { "ның", "нің", VOWEL | HIGH | NASAL, 3 },
  { "дың", "дің", GLIDE | LATERAL | BUZZ, 3 },
  { "тың", "тің", HARD, 3 },
  { "нда", "нде", HIGH, 3 },
  { "дан", "ден", VOWEL | HIGH | GLIDE | LATERAL | BUZZ, 3 },
  { "нан", "нен", HIGH | NASAL, 3 },
  { "тан", "тен", HARD, 3 },
  { "мен", "мен", VOWEL | HIGH | GLIDE | NASAL | LATERAL, 3 },
  { "бен", "бен", BUZZ, 3 },
  { "пен", "пен", HARD, 3 },
  { "ға", "ге", VOWEL | HIGH | VOICED, 3 },
  { "қа", "ке", HARD, 3 },
  { "да", "де", VOWEL | HIGH | VOICED, 3 },
  { "та", "те", HARD, 3 },
  { "на", "не", HIGH, 4 },
  { "ны", "ні", VOWEL | HIGH, 3 },
  { "ды", "ді", VOICED, 3 },
  { "ты", "ті", HARD, 3 },
  { "сы", "сі", VOWEL | HIGH, 3 },
  { "н", "н", HIGH, 5 },
  { "ы", "і", CONSONANT, 3 },
};

static guint8
class_of (gunichar c)
{
  switch (c)
    {
    case 0x044b: /* ы */
    case 0x0456: /* і */
      return HIGH;
    case 0x0430: /* а */
    case 0x04d9: /* ә */
    case 0x0435: /* е */
    case 0x043e: /* о */
    case 0x04e9: /* ө */
    case 0x04b1: /* ұ */
    case 0x04af: /* ү */
    case 0x044d: /* э */
    case 0x044f: /* я */
      return VOWEL;
    case 0x0440: /* р */
    case 0x0439: /* й */
    case 0x0443: /* у */
    case 0x0438: /* и */
    case 0x044e: /* ю */
      return GLIDE;
    case 0x043c: /* м */
    case 0x043d: /* н */
    case 0x04a3: /* ң */
      return NASAL;
    case 0x043b: /* л */
      return LATERAL;
    case 0x0437: /* з */
    case 0x0436: /* ж */
      return BUZZ;
    default:
      return HARD;
    }
}

static int
harmony_of (gunichar c)
{
  switch (c)
    {
    case 0x0430: /* а */
    case 0x043e: /* о */
    case 0x04b1: /* ұ */
    case 0x044b: /* ы */
    case 0x044f: /* я */
      return 1;
    case 0x04d9: /* ә */
    case 0x0435: /* е */
    case 0x04e9: /* ө */
    case 0x04af: /* ү */
    case 0x0456: /* і */
    case 0x044d: /* э */
      return -1;
    default:
      return 0;
    }
}

/* The letters that the endings are judged by; a soft sign at the end softens both ways. */
static gboolean
allows (const gunichar *letters, guint n, const Ending *ending, gboolean front)
{
  gboolean soft = letters[n - 1] == 0x044c; /* ь */
  int harmony = 0;

  if (n < ending->min_letters)
    return FALSE;
  for (guint i = n; i > 0 && harmony == 0; i--)
    harmony = harmony_of (letters[i - 1]);
  if (!soft && strcmp (ending->back, ending->front) != 0 && harmony != 0 && (harmony < 0) != front)
    return FALSE;
  return (class_of (letters[soft ? n - 2 : n - 1]) & ending->after) != 0;
}

/* Letters of an ending are two bytes each; so the bytes may be compared. */
static gboolean
ends_with (const Word *word, const char *ending, guint *n_left)
{
  gsize n_bytes = strlen (ending);

  if (word->n < n_bytes / 2 + MIN_LETTERS || word->n_bytes < n_bytes ||
      memcmp (word->bytes + word->n_bytes - n_bytes, ending, n_bytes) != 0)
    return FALSE;
  *n_left = word->n - (guint) n_bytes / 2;
  return TRUE;
}

/* FALSE when there is no ending to be taken. */
static gboolean
strip_one (Word *word)
{
  guint n_left;

  /* Қазақстан is no ablative. */
  if (ends_with (word, "стан", &n_left))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if ((ends_with (word, endings[i].back, &n_left) && allows (word->letters, n_left, &endings[i], FALSE)) ||
        (ends_with (word, endings[i].front, &n_left) && allows (word->letters, n_left, &endings[i], TRUE)))
      {
        word->n_bytes -= 2 * (word->n - n_left);
        word->n = n_left;
        return TRUE;
      }
  return FALSE;
}

static gunichar
unvoice (gunichar c)
{
  return c == 0x0431 ? 0x043f : c == 0x0433 ? 0x043a : c == 0x0493 ? 0x049b : c;
}

gsize
rc_kazakh_stem (const char *word, gsize length, char *stem)
{
  Word self = { .bytes = word, .n_bytes = length };
  gunichar last;

  g_return_val_if_fail (word != NULL && length > 0 && length <= RC_WORD_MAX, 0);

  for (const char *p = word; p < word + length; p = g_utf8_next_char (p))
    self.letters[self.n++] = g_utf8_get_char (p);
  while (self.n > MIN_LETTERS && strip_one (&self))
    ;
  memcpy (stem, word, self.n_bytes);
  stem[self.n_bytes] = '\0';
  last = unvoice (self.letters[self.n - 1]);
  if (last != self.letters[self.n - 1])
    g_unichar_to_utf8 (last, stem + self.n_bytes - 2);
  return self.n_bytes;
}
