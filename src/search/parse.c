/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The query language: words, "phrases", -without, author:, title:, subject:, place:, year:. */
#define G_LOG_DOMAIN "rc-search"

#include "search/parse-private.h"

#include <string.h>

#include "search/number.h"
#include "text/fold.h"
#include "text/keys.h"
#include "text/tokens.h"

/* More than anybody types; what is pasted beyond it is not looked at. */
#define MAX_BYTES 4096
#define MAX_UNITS 48
#define MAX_PHRASES 24
#define MAX_IDENTIFIER 64
/* People put so many spaces into an identifier at most, and type no more of them than this. */
#define MAX_SPAN 8
#define MAX_SPANS 24
/* Letters of the key of a short part of a name. */
#define MIN_SHORT_KEY 2
/* Readings of a word beside the usual one. */
#define MAX_READINGS 3

static void
unit_free (gpointer data)
{
  RcUnit *unit = data;

  g_ptr_array_unref (unit->phrases);
  g_ptr_array_unref (unit->keys);
  g_free (unit->compact);
  g_free (unit);
}

static void
clear_span (gpointer data)
{
  g_free (((RcSpan *) data)->key);
}

void
rc_typed_free (RcTyped *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->units);
  g_array_unref (self->spans);
  g_array_unref (self->without);
  g_free (self->identifier);
  g_free (self->text);
  g_free (self);
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x00ab || c == 0x00bb || (c >= 0x201c && c <= 0x201f) || c == 0x2039 || c == 0x203a || c == 0xff02
         || (c >= 0x300a && c <= 0x300f);
}

/* As keyboards and word processors write it, and the full-width one. */
static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212 || c == 0xff0d;
}

/* Overlapping pairs of one run: the second character of this one begins the next. */
static gboolean
goes_on (const char *word, const char *following)
{
  gunichar first = g_utf8_get_char (word);

  return first >= 0x1100 && g_utf8_strlen (word, -1) == 2 && g_utf8_strlen (following, -1) <= 2
         && g_utf8_get_char (g_utf8_next_char (word)) == g_utf8_get_char (following);
}

static GPtrArray *
split_phrases (const char *folded, gboolean quoted)
{
  GPtrArray *phrases = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = NULL;
  GString *phrase = NULL;

  if (quoted)
    {
      if (*folded != '\0')
        g_ptr_array_add (phrases, g_strdup (folded));
      return phrases;
    }
  words = g_strsplit (folded, " ", MAX_PHRASES * 4);
  for (guint i = 0; words[i] != NULL && phrases->len < MAX_PHRASES; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (phrase == NULL)
        phrase = g_string_new (words[i]);
      else
        g_string_append_printf (phrase, " %s", words[i]);
      if (words[i + 1] != NULL && goes_on (words[i], words[i + 1]))
        continue;
      g_ptr_array_add (phrases, g_string_free (g_steal_pointer (&phrase), FALSE));
    }
  if (phrase != NULL)
    g_ptr_array_add (phrases, g_string_free (phrase, FALSE));
  return phrases;
}

/* Those of the other forms of a well-known name. */
static void
add_same_names (GStrvBuilder *keys, const char *word, const char *own)
{
  for (const char *const *name = rc_text_get_same_names (word); name != NULL && *name != NULL; name++)
    {
      g_autofree char *key = rc_word_key (*name);

      if (key != NULL && strcmp (key, own) != 0)
        g_strv_builder_add (keys, key);
    }
}

/* The key of the word, and those of its readings, which only what was typed tells. `linked`: it is a part of a name (Ки-Зербо), of
 * which a short one counts, too. */
static char **
list_keys (const char *word, gboolean linked, const char *text, gsize length)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  g_autofree char *key = rc_word_key (word);
  char short_key[RC_KEY_SIZE];
  gboolean is_reading = FALSE;
  guint n = 0;
  RcToken token;

  if (key == NULL && linked && rc_script_free_key (word, strlen (word), short_key) == MIN_SHORT_KEY)
    key = g_strdup (short_key);
  if (key == NULL)
    return NULL;
  g_strv_builder_add (keys, key);
  rc_parse_add_arabic_keys (keys, word);
  add_same_names (keys, word, key);
  rc_tokens_start (tokens, text, (gssize) length);
  while (n < MAX_READINGS && rc_tokens_next (tokens, &token))
    {
      g_autofree char *other = NULL;

      if (token.kind != RC_TOKEN_READING)
        {
          is_reading = strcmp (token.word, word) == 0;
          continue;
        }
      other = is_reading ? rc_word_key (token.word) : NULL;
      if (other == NULL || strcmp (other, key) == 0)
        continue;
      g_strv_builder_add (keys, other);
      n++;
    }
  return g_strv_builder_end (keys);
}

static char *
make_compact (const char *folded, const char *text, gsize length)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *joined = NULL;
  char key[RC_KEY_SIZE];
  gsize n = rc_number_key (text, (gssize) length, key);

  if (n > 0 && n <= MAX_IDENTIFIER)
    return g_strdup (key);
  words = g_strsplit (folded, " ", -1);
  joined = g_strjoinv ("", words);
  return words[0] != NULL && words[1] != NULL && strlen (joined) <= MAX_IDENTIFIER ? g_steal_pointer (&joined) : NULL;
}

static RcUnit *
add_unit (RcTyped *self, gsize start, gsize stop, gboolean quoted, gboolean excluded, RcField field)
{
  const char *text = self->text + start;
  g_autofree char *folded = rc_text_fold (text, (gssize) (stop - start));
  GPtrArray *phrases = split_phrases (folded, quoted);
  RcUnit *unit;

  if (phrases->len == 0 || self->units->len == MAX_UNITS)
    {
      g_ptr_array_unref (phrases);
      return NULL;
    }
  unit = g_new0 (RcUnit, 1);
  unit->phrases = phrases;
  unit->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  for (guint i = 0; i < phrases->len; i++)
    {
      const char *phrase = g_ptr_array_index (phrases, i);

      g_ptr_array_add (unit->keys, !quoted && strchr (phrase, ' ') == NULL ? list_keys (phrase, phrases->len > 1, text, stop - start) : NULL);
    }
  unit->field = field;
  unit->excluded = excluded;
  unit->quoted = quoted;
  unit->start = start;
  unit->stop = stop;
  unit->compact = quoted ? NULL : make_compact (folded, text, stop - start);
  g_ptr_array_add (self->units, unit);
  return unit;
}

static gboolean
is_dash (gunichar c)
{
  return is_minus (c) || (c >= 0x2010 && c <= 0x2015);
}

/* The word before is a dash, or ends with one. */
static gboolean
is_behind_dash (const char *text, const char *p)
{
  while (p > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (p))))
    p = g_utf8_prev_char (p);
  return p > text && is_dash (g_utf8_get_char (g_utf8_prev_char (p)));
}

/* A minus right before something that is none. What goes on with a dash, or stands between two of them, is out of a text. */
static gboolean
read_minus (const char *text, const char **p)
{
  const char *behind = g_utf8_next_char (*p), *end = behind;
  gunichar next = is_minus (g_utf8_get_char (*p)) ? g_utf8_get_char (behind) : 0;

  if (next == 0 || is_minus (next) || g_unichar_isspace (next) || is_behind_dash (text, *p))
    return FALSE;
  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  if (is_dash (g_utf8_get_char (g_utf8_prev_char (end))))
    return FALSE;
  *p = behind;
  return TRUE;
}

static void
take_years (RcTyped *self, RcYears years, gboolean excluded)
{
  if (!excluded)
    self->years = years;
  else if (self->without->len < MAX_UNITS)
    g_array_append_val (self->without, years);
}

/* Inside a word a quotation mark is a hard sign (ob"ekt). */
static gboolean
ends_at (const char *start, const char *at, gboolean quoted)
{
  if (!is_quote (g_utf8_get_char (at)))
    return FALSE;
  return quoted || at == start || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (at)))
         || !g_unichar_isalpha (g_utf8_get_char (g_utf8_next_char (at)));
}

static void
read_unit (RcTyped *self, const char **p)
{
  const char *begin = *p, *start, *end;
  gboolean excluded = read_minus (self->text, p);
  gboolean quoted, closed;
  RcNames field;
  RcYears years;
  RcUnit *unit;

  start = *p;
  field = rc_parse_read_field (p, self->units->len == 0);
  if (field == RC_NAMES_YEAR)
    {
      if (rc_parse_read_years (p, &years))
        {
          take_years (self, years, excluded);
          return;
        }
      *p = start;
      field = RC_NAMES_NONE;
    }
  quoted = is_quote (g_utf8_get_char (*p));
  start = end = quoted ? g_utf8_next_char (*p) : *p;
  while (*end != '\0' && (quoted || !g_unichar_isspace (g_utf8_get_char (end))) && !ends_at (start, end, quoted))
    end = g_utf8_next_char (end);
  closed = quoted && *end != '\0';
  *p = closed ? g_utf8_next_char (end) : end;
  unit = add_unit (self, (gsize) (start - self->text), (gsize) (end - self->text), quoted, excluded, (RcField) field);
  if (unit == NULL)
    return;
  unit->begin = (gsize) (begin - self->text);
  unit->end = (gsize) (*p - self->text);
  unit->prefix = !excluded && !closed && *rc_parse_skip_space (end) == '\0';
}

static gboolean
is_plain (const RcTyped *self, guint i)
{
  const RcUnit *unit = g_ptr_array_index (self->units, i);

  return unit->field == RC_FIELD_ANY && !unit->excluded && !unit->quoted;
}

/* People put spaces into symbols and ISBNs, or leave them out. */
static char *
read_span (const RcTyped *self, guint first, guint end)
{
  const RcUnit *one = g_ptr_array_index (self->units, first), *last = g_ptr_array_index (self->units, end - 1);
  char key[RC_KEY_SIZE];
  gsize n = rc_number_key (self->text + one->start, (gssize) (last->stop - one->start), key);

  return n > 0 && n <= MAX_IDENTIFIER ? g_strdup (key) : NULL;
}

static void
find_spans (RcTyped *self)
{
  guint n_plain = 0;

  while (n_plain < self->units->len && is_plain (self, n_plain))
    n_plain++;
  if (n_plain == self->units->len && n_plain > 0 && n_plain <= MAX_SPAN)
    self->identifier = read_span (self, 0, n_plain);
  if (strpbrk (self->text, "0123456789") == NULL)
    return;
  for (guint n = MIN (self->units->len, MAX_SPAN); n > 1; n--)
    for (guint first = 0; first + n <= self->units->len && self->spans->len < MAX_SPANS; first++)
      {
        RcSpan span = { first, first + n, NULL };
        gboolean plain = TRUE;

        for (guint i = first; i < span.end; i++)
          plain &= is_plain (self, i);
        span.key = plain ? read_span (self, first, span.end) : NULL;
        if (span.key != NULL)
          g_array_append_val (self->spans, span);
      }
}

RcTyped *
rc_typed_new (const char *text)
{
  RcTyped *self = g_new0 (RcTyped, 1);

  self->text = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_BYTES));
  self->units = g_ptr_array_new_with_free_func (unit_free);
  self->spans = g_array_new (FALSE, FALSE, sizeof (RcSpan));
  g_array_set_clear_func (self->spans, clear_span);
  self->without = g_array_new (FALSE, FALSE, sizeof (RcYears));
  for (const char *p = rc_parse_skip_space (self->text); *p != '\0'; p = rc_parse_skip_space (p))
    read_unit (self, &p);
  find_spans (self);
  rc_parse_find_articles (self);
  return self;
}
