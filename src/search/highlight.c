/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a record was found: the words of the query in a text as it is written. */
#define G_LOG_DOMAIN "rc-search"

#include "search/search.h"

#include <string.h>

#include "search/forms.h"
#include "search/number.h"
#include "search/parse.h"
#include "text/tokens.h"

/* Of a book's text only so much is looked through. */
#define MAX_TEXT (256 * 1024)
#define BEFORE_HIT 50
#define SENTENCE_BEFORE_HIT 150
#define SNIPPET 160
/* A number is written in so many parts at most, with so much between two of them. */
#define MAX_PARTS 10
#define MAX_BETWEEN 3
#define MIN_NUMBER 4
/* Words whose match is remembered. */
#define MAX_KNOWN 8192
/* Of a word that may go on, the key must be longer. */
#define MIN_KEY_PREFIX 3

typedef struct
{
  char *word;            /* (owned) folded */
  gsize length;
  const char *const *keys; /* (unowned) (nullable) */
  RcForms *forms;        /* (owned) (nullable) */
  gboolean prefix;
  gboolean number;       /* `word` is an identifier, which may stand in several parts */
} Wanted;

/* A word of the text. */
typedef struct
{
  gsize word; /* in `words` */
  guint length;
  RcTokenKind kind;
  gsize start, stop;
} Place;

struct _RcHighlighter
{
  RcTyped *typed;      /* (owned) */
  RcStems *stems;      /* (owned) */
  RcTokens *tokens;    /* (owned) */
  GArray *wanted;      /* (owned) Wanted */
  gboolean numbers;    /* are among them */
  guint32 letters[2];  /* that their keys begin with, a bit each */
  GHashTable *known;   /* (owned) folded word of a text → Known: texts have the same words again and again */
  GString *words;      /* (owned) of the text, each with a zero byte behind it */
  GArray *places;      /* (owned) Place */
};

static void
wanted_clear (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->word);
  g_clear_pointer (&wanted->forms, rc_forms_free);
}

void
rc_highlighter_free (RcHighlighter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->known);
  g_array_unref (self->wanted);
  rc_stems_free (self->stems);
  rc_tokens_free (self->tokens);
  rc_typed_free (self->typed);
  g_array_unref (self->places);
  g_string_free (self->words, TRUE);
  g_free (self);
}

static void
add_number (RcHighlighter *self, const char *number, gboolean prefix)
{
  gsize length = strlen (number);
  Wanted one = { .word = g_strdup (number), .length = length, .prefix = prefix && length > MIN_NUMBER, .number = TRUE };

  g_array_append_val (self->wanted, one);
  self->numbers = TRUE;
}

static void
note_letters (RcHighlighter *self, const char *const *keys)
{
  for (; keys != NULL && *keys != NULL; keys++)
    for (guint i = 0; i < G_N_ELEMENTS (self->letters); i++)
      self->letters[i] |= 1u << ((*keys)[i] - 'a');
}

/* A phrase in quotation marks is marked word by word, as it was typed. */
static void
add_phrase (RcHighlighter *self, const RcUnit *unit, guint i)
{
  g_auto (GStrv) words = g_strsplit (g_ptr_array_index (unit->phrases, i), " ", -1);

  for (guint j = 0; words[j] != NULL; j++)
    {
      Wanted one = { .word = g_strdup (words[j]), .length = strlen (words[j]) };

      one.prefix = unit->prefix && i + 1 == unit->phrases->len && words[j + 1] == NULL;
      if (!unit->quoted && words[1] == NULL)
        {
          one.keys = g_ptr_array_index (unit->keys, i);
          note_letters (self, one.keys);
          one.forms = rc_forms_new (self->stems, one.word);
        }
      g_array_append_val (self->wanted, one);
    }
}

/* What was typed in one piece may stand in the text with hyphens, slashes or spaces in it. */
static void
add_numbers (RcHighlighter *self, const RcUnit *unit)
{
  if (unit->compact != NULL && (unit->phrases->len > 1 || strlen (unit->compact) >= MIN_NUMBER))
    add_number (self, unit->compact, unit->prefix);
}

RcHighlighter *
rc_highlighter_new (const char *query)
{
  RcHighlighter *self;

  g_return_val_if_fail (query != NULL, NULL);

  self = g_new0 (RcHighlighter, 1);
  self->typed = rc_typed_new (query);
  self->stems = rc_stems_new ();
  self->tokens = rc_tokens_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = g_string_new (NULL);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  g_array_set_clear_func (self->wanted, wanted_clear);
  for (guint i = 0; i < self->typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (self->typed->units, i);

      for (guint j = 0; !unit->excluded && j < unit->phrases->len; j++)
        add_phrase (self, unit, j);
      if (!unit->excluded)
        add_numbers (self, unit);
    }
  for (guint i = 0; i < self->typed->spans->len; i++)
    add_number (self, g_array_index (self->typed->spans, RcSpan, i).key, FALSE);
  return self;
}

/* Words are taken out of the text only as far as they are asked for. */
static void
begin_text (RcHighlighter *self, const char *text)
{
  g_string_truncate (self->words, 0);
  g_array_set_size (self->places, 0);
  rc_tokens_start (self->tokens, text, (gssize) strnlen (self->wanted->len > 0 ? text : "", MAX_TEXT));
}

/* Place `i`, when there are as many; the one before must have been asked for. */
static gboolean
get_place (RcHighlighter *self, guint i, Place *place)
{
  RcToken token;

  if (i == self->places->len && rc_tokens_next (self->tokens, &token))
    {
      Place next = { self->words->len, token.length, token.kind, token.start, token.stop };

      g_array_append_val (self->places, next);
      g_string_append_len (self->words, token.word, (gssize) token.length + 1);
    }
  if (i >= self->places->len)
    return FALSE;
  *place = g_array_index (self->places, Place, i);
  return TRUE;
}

static gboolean
key_matches (const Wanted *one, const char *key)
{
  for (const char *const *other = one->keys; other != NULL && *other != NULL; other++)
    if (strcmp (key, *other) == 0 || (one->prefix && strlen (*other) > MIN_KEY_PREFIX && g_str_has_prefix (key, *other)))
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (const RcHighlighter *self, const char *word, gsize length)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      const Wanted *one = &g_array_index (self->wanted, Wanted, i);

      if ((one->prefix ? length >= one->length : length == one->length) && memcmp (word, one->word, one->length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* In another form; `maybe`: a stemmer is not asked yet. */
static gboolean
is_form (const RcHighlighter *self, const char *word, gsize length, gboolean maybe)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      const RcForms *forms = g_array_index (self->wanted, Wanted, i).forms;

      if (forms != NULL && (maybe ? rc_forms_may_have (forms, word, length) : rc_forms_has (forms, word, length)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
any_key_matches (const RcHighlighter *self, const char *word, gsize length)
{
  char key[RC_KEY_SIZE];

  if (rc_word_key_write (word, length, key) == 0)
    return FALSE;
  for (guint i = 0; i < self->wanted->len; i++)
    if (key_matches (&g_array_index (self->wanted, Wanted, i), key))
      return TRUE;
  return FALSE;
}

static gboolean
may_match_key (const RcHighlighter *self, const char *word, gsize length)
{
  return self->letters[0] != 0 && rc_script_free_key_may_begin (word, length, self->letters);
}

/* What is known of a word that is not wanted as it is; 0: nothing. Its key is worked out when it is asked for. */
typedef enum
{
  KNOWN_FORM = 1, /* it is wanted in another form */
  KNOWN_KEY,      /* in another script or spelling */
  KNOWN_NONE,
  KNOWN_NO_FORM,  /* and the key was not looked at */
} Known;

/* Of a word in another reading only the key counts. */
static gboolean
matches (RcHighlighter *self, const char *word, const Place *place, gboolean keys)
{
  Known known, before;

  if (place->kind == RC_TOKEN_READING)
    return keys && any_key_matches (self, word, place->length);
  if (is_wanted (self, word, place->length))
    return TRUE;
  keys = keys && may_match_key (self, word, place->length);
  if (!keys && !is_form (self, word, place->length, TRUE))
    return FALSE;
  known = before = (Known) GPOINTER_TO_INT (g_hash_table_lookup (self->known, word));
  if (known == 0)
    known = is_form (self, word, place->length, FALSE) ? KNOWN_FORM : KNOWN_NO_FORM;
  if (known == KNOWN_NO_FORM && keys)
    known = any_key_matches (self, word, place->length) ? KNOWN_KEY : KNOWN_NONE;
  if (g_hash_table_size (self->known) == MAX_KNOWN)
    g_hash_table_remove_all (self->known);
  if (known != before)
    g_hash_table_insert (self->known, g_strdup (word), GINT_TO_POINTER (known));
  return known == KNOWN_FORM || (keys && known == KNOWN_KEY);
}

static void
add_range (GArray *ranges, gsize start, gsize stop)
{
  RcTextRange range = { (guint) start, (guint) stop };
  RcTextRange *last = ranges->len > 0 ? &g_array_index (ranges, RcTextRange, ranges->len - 1) : NULL;

  if (last != NULL && range.start <= last->end)
    last->end = MAX (last->end, range.end);
  else
    g_array_append_val (ranges, range);
}

/* Words put together; a number may go on as a longer one. */
typedef enum
{
  RUN_IS_NONE = 0,
  RUN_MAY_BE = 1 << 0,
  RUN_IS_NUMBER = 1 << 1,
} RunMeans;

/* The same number in its other form: an ISBN of ten digits. */
static gboolean
is_number (const char *number, const char *run)
{
  char key[RC_KEY_SIZE];

  return strcmp (number, run) == 0
         || (strlen (number) == 13 && strlen (run) == 10 && rc_number_key (run, -1, key) > 0 && strcmp (key, number) == 0);
}

static RunMeans
judge_run (GArray *wanted, const char *run)
{
  RunMeans means = RUN_IS_NONE;

  for (guint i = 0; i < wanted->len; i++)
    {
      const Wanted *one = &g_array_index (wanted, Wanted, i);

      if (!one->number)
        continue;
      if (is_number (one->word, run) || (one->prefix && g_str_has_prefix (run, one->word)))
        means |= RUN_IS_NUMBER;
      /* Without 978 and with another last digit the ten begin elsewhere. */
      if ((g_str_has_prefix (one->word, run) && strlen (run) < strlen (one->word))
          || (strlen (one->word) == 13 && strlen (run) < 10 && g_str_has_prefix (one->word + 3, run)))
        means |= RUN_MAY_BE;
    }
  return means;
}

static gboolean
parts_join (const char *text, gsize stop, gsize start)
{
  return start - stop <= MAX_BETWEEN && memchr (text + stop, '\n', start - stop) == NULL;
}

/* The words from place `first` on, put together as long as they may be a number that is wanted. */
static void
match_number (RcHighlighter *self, const char *text, guint first, GArray *ranges)
{
  g_autoptr (GString) run = g_string_new (NULL);
  Place begin = { 0 }, before = { 0 }, place;

  for (guint i = first; i < first + MAX_PARTS && get_place (self, i, &place); i++)
    {
      char key[RC_KEY_SIZE];
      RunMeans means;

      if (i == first)
        begin = before = place;
      if (place.kind == RC_TOKEN_READING)
        continue;
      if (place.kind != RC_TOKEN_WORD || (i > first && (place.start < before.stop || !parts_join (text, before.stop, place.start))))
        return;
      g_string_append (run, self->words->str + place.word);
      /* Letters that look alike are one in it. */
      means = judge_run (self->wanted, rc_identifier_key (run->str, (gssize) run->len, key) > 0 ? key : run->str);
      if ((means & RUN_IS_NUMBER) != 0)
        add_range (ranges, begin.start, place.stop);
      if ((means & RUN_MAY_BE) == 0)
        return;
      before = place;
    }
}

/* Most words have none behind them. */
static gboolean
is_linked (const char *behind)
{
  return *behind == '-' || rc_word_is_hyphen (behind, strnlen (behind, strlen ("\u2010")));
}

/* The words from place `first` on that have hyphens between them, where all of them in one are wanted. */
static void
match_linked (RcHighlighter *self, const char *text, guint first, GArray *ranges)
{
  g_autoptr (GString) linked = g_string_new (NULL);
  Place begin = { 0 }, before = { 0 }, place;
  guint n = 0;

  for (guint i = first; n < RC_MAX_LINKED && get_place (self, i, &place); i++)
    {
      if (place.kind == RC_TOKEN_READING)
        continue;
      if (place.kind != RC_TOKEN_WORD
          || (n > 0 && (place.start < before.stop || !rc_word_is_hyphen (text + before.stop, place.start - before.stop))))
        return;
      if (n++ == 0)
        begin = place;
      g_string_append (linked, self->words->str + place.word);
      if (n > 1 && any_key_matches (self, linked->str, linked->len))
        add_range (ranges, begin.start, place.stop);
      before = place;
    }
}

/* Of the text that was begun: what is wanted, no further than `most` stretches. */
static GArray *
find (RcHighlighter *self, const char *text, gboolean keys, guint most)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (RcTextRange));
  Place place;

  for (guint i = 0; ranges->len < most && get_place (self, i, &place); i++)
    {
      if (matches (self, self->words->str + place.word, &place, keys))
        add_range (ranges, place.start, place.stop);
      if (self->numbers && place.kind == RC_TOKEN_WORD)
        match_number (self, text, i, ranges);
      if (keys && place.kind == RC_TOKEN_WORD && is_linked (text + place.stop))
        match_linked (self, text, i, ranges);
    }
  return ranges;
}

/* No key is worked out where enough of the words stand as they are. */
static GArray *
find_plain_first (RcHighlighter *self, const char *text, guint most)
{
  GArray *ranges;

  begin_text (self, text);
  ranges = find (self, text, FALSE, most);
  if (ranges->len < most)
    {
      g_array_unref (ranges);
      ranges = find (self, text, TRUE, most);
    }
  return ranges;
}

GArray *
rc_highlighter_mark (RcHighlighter *self, const char *text)
{
  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  begin_text (self, text);
  return find (self, text, TRUE, G_MAXUINT);
}

guint
rc_highlighter_count (RcHighlighter *self, const char *text, guint most)
{
  g_autoptr (GArray) ranges = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, 0);

  ranges = find_plain_first (self, text, most);
  return ranges->len;
}

/* Where the sentence of the hit begins; FALSE when that is far before it. */
static gboolean
find_sentence (const char *text, gsize hit, gsize *from)
{
  gsize furthest = hit > SENTENCE_BEFORE_HIT ? hit - SENTENCE_BEFORE_HIT : 0;

  for (gsize at = hit; at > furthest + 1; at--)
    if (g_ascii_isspace (text[at - 1])
        && (strchr (".!?", text[at - 2]) != NULL || (text[at - 1] == '\n' && text[at - 2] == '\n')))
      {
        *from = at;
        return TRUE;
      }
  *from = 0;
  return furthest == 0;
}

static gsize
back_to_word (const char *text, gsize from, gsize hit)
{
  const char *space = from > 0 ? memchr (text + from, ' ', hit - from) : NULL;

  if (from == 0)
    return 0;
  if (space != NULL)
    return (gsize) (space - text) + 1;
  while (from < hit && (text[from] & 0xc0) == 0x80)
    from++;
  return from;
}

char *
rc_highlighter_snippet (RcHighlighter *self, const char *text)
{
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (GString) out = NULL;
  gsize hit, from;
  guint n = 0;
  gboolean space = FALSE;
  const char *p;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  ranges = find_plain_first (self, text, 1);
  if (ranges->len == 0)
    return NULL;
  out = g_string_sized_new (2 * SNIPPET);
  hit = g_array_index (ranges, RcTextRange, 0).start;
  if (!find_sentence (text, hit, &from))
    {
      /* Two bytes a character are the most of our scripts. */
      from = back_to_word (text, hit - MIN (hit, BEFORE_HIT), hit);
      if (from > 0)
        g_string_append (out, "…");
    }
  for (p = text + from; *p != '\0' && n < SNIPPET; n++)
    {
      gunichar c = (guchar) *p < 0x80 ? (gunichar) *p : g_utf8_get_char_validated (p, -1);

      if (c >= 0x80000000 || !g_unichar_isprint (c) || g_unichar_isspace (c))
        space = out->len > 0;
      else
        {
          if (space)
            g_string_append_c (out, ' ');
          space = FALSE;
          for (const char *byte = p; byte < g_utf8_next_char (p); byte++)
            g_string_append_c (out, *byte);
        }
      p = c >= 0x80000000 ? p + 1 : g_utf8_next_char (p);
    }
  if (*p != '\0')
    g_string_append (out, "…");
  return g_string_free (g_steal_pointer (&out), FALSE);
}
