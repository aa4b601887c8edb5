/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry made of the texts of a record: its words, column by column, with their keys among them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/folding.h"

#include <string.h>

#include "search/closing.h"
#include "search/number.h"
#include "search/parse.h"
#include "search/sorts.h"
#include "text/fold.h"
#include "text/tokens.h"

/* A shelfmark of letters only is no longer. */
#define MAX_LETTERS 24

struct _RcFolding
{
  RcTokens *tokens;               /* (owned) */
  RcSortKeys *sort_keys;          /* (owned) */
  GString *columns[RC_N_COLUMNS]; /* (owned) */
  GString *text;                  /* (owned) of several put together */
  GString *more;                  /* (owned) keys of the text under way */
  GString *linked;                /* (owned) words of it with hyphens between them, without these */
  guint n_linked;
  GByteArray *names;              /* (owned) as in RcFolded */
  guint n_values;
  GByteArray *bytes; /* (owned) */
};

RcFolding *
rc_folding_new (void)
{
  RcFolding *self = g_new0 (RcFolding, 1);

  self->tokens = rc_tokens_new ();
  self->sort_keys = rc_sort_keys_new (NULL);
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    self->columns[i] = g_string_new (NULL);
  self->text = g_string_new (NULL);
  self->more = g_string_new (NULL);
  self->linked = g_string_new (NULL);
  self->names = g_byte_array_new ();
  self->bytes = g_byte_array_new ();
  return self;
}

void
rc_folding_free (RcFolding *self)
{
  if (self == NULL)
    return;
  rc_tokens_free (self->tokens);
  rc_sort_keys_free (self->sort_keys);
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    g_string_free (self->columns[i], TRUE);
  g_string_free (self->text, TRUE);
  g_string_free (self->more, TRUE);
  g_string_free (self->linked, TRUE);
  g_byte_array_unref (self->names);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

static void
append_word (GString *out, const char *word, gsize length)
{
  gsize start = out->len + (out->len > 0);

  if (length == 0)
    return;
  g_string_set_size (out, start + length);
  if (start > 0)
    out->str[start - 1] = ' ';
  memcpy (out->str + start, word, length);
}

static void
append_key (GString *out, const char *key, gsize length)
{
  g_string_append_c (out, ' ');
  g_string_append_c (out, RC_KEY_MARK);
  g_string_append_len (out, key, (gssize) length);
}

/* Whoever looks for worldwide means world-wide, too: what has hyphens is found by the key of the whole. */
static void
end_linked (RcFolding *self)
{
  char key[RC_KEY_SIZE];
  gsize length;

  if (self->n_linked > 1 && self->n_linked <= RC_MAX_LINKED && self->linked->len <= RC_WORD_MAX
      && strpbrk (self->linked->str, "0123456789") == NULL
      && (length = rc_word_key_write (self->linked->str, self->linked->len, key)) > 0)
    append_key (self->more, key, length);
  g_string_truncate (self->linked, 0);
  self->n_linked = 0;
}

/* `stop`: where the word before ends. */
static void
link_word (RcFolding *self, const char *text, gsize stop, const RcToken *token)
{
  if (!rc_word_is_hyphen (text + stop, token->start - stop))
    end_linked (self);
  if (self->n_linked++ < RC_MAX_LINKED)
    g_string_append_len (self->linked, token->word, (gssize) token->length);
}

/* The words of a text, and behind them what finds more and is never part of a phrase: single characters, and the keys of words
 * read in another alphabet, or with hyphens. Those of the words themselves follow from the words, and are made where these are
 * gathered. */
static void
fold (RcFolding *self, const char *text, GString *column)
{
  gsize stop = 0;
  RcToken token;

  g_string_truncate (column, 0);
  g_string_truncate (self->more, 0);
  if (text == NULL || *text == '\0')
    return;
  rc_tokens_start (self->tokens, text, -1);
  while (rc_tokens_next (self->tokens, &token))
    {
      char key[RC_KEY_SIZE];
      gsize length;

      if (token.kind == RC_TOKEN_WORD)
        {
          link_word (self, text, stop, &token);
          stop = token.stop;
        }
      if (token.kind == RC_TOKEN_WORD || token.kind == RC_TOKEN_PAIR)
        append_word (column, token.word, token.length);
      else if (token.kind == RC_TOKEN_TAIL)
        g_string_append_len (g_string_append_c (self->more, ' '), token.word, (gssize) token.length);
      else if ((length = rc_word_key_write (token.word, token.length, key)) > 0)
        append_key (self->more, key, length);
    }
  end_linked (self);
  g_string_append_len (column, self->more->str, (gssize) self->more->len);
}

static void
append_folded (RcFolding *self, const char *text, gsize length, GString *out)
{
  RcToken token;

  rc_tokens_start (self->tokens, text, (gssize) length);
  while (rc_tokens_next (self->tokens, &token))
    if (token.kind < RC_TOKEN_TAIL)
      append_word (out, token.word, token.length);
}

/* The symbols of documents that a text names, each as the key by which it is found however it is typed. */
static void
append_symbols (GString *column, const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0, at = 0, start, stop;

  while (rc_number_next_symbol (text, length, &at, &start, &stop))
    {
      char key[RC_KEY_SIZE];
      gsize n = rc_number_key (text + start, (gssize) (stop - start), key);

      if (n > 0)
        append_key (column, key, n);
    }
}

/* Of a folded text what stands between its spaces. */
static gsize
join_words (const GString *folded, char *key)
{
  gsize n = 0;

  for (gsize i = 0; i < folded->len && folded->len <= MAX_LETTERS; i++)
    if (folded->str[i] != ' ')
      key[n++] = folded->str[i];
  key[n] = '\0';
  return n;
}

/* Words as they stand, and each identifier as it is looked for. */
static void
fold_identifiers (RcFolding *self, const char *identifiers, GString *column)
{
  g_string_truncate (column, 0);
  for (const char *line = identifiers; line != NULL && *line != '\0';)
    {
      gsize length = strcspn (line, "\n"), n;
      char key[RC_KEY_SIZE];

      g_string_truncate (self->text, 0);
      append_folded (self, line, length, self->text);
      append_word (column, self->text->str, self->text->len);
      n = rc_number_key (line, (gssize) length, key);
      if (n == 0)
        n = join_words (self->text, key);
      if (strcmp (key, self->text->str) != 0)
        append_word (column, key, n);
      line += line[length] != '\0' ? length + 1 : length;
    }
}

static void
append_lines (GString *text, const char *const *lines)
{
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_string_append (text, lines[i]);
      g_string_append_c (text, '\n');
    }
}

static void
fold_columns (RcFolding *self, const RcSearchEntry *entry)
{
  fold (self, entry->title, self->columns[RC_COLUMN_TITLE]);
  fold (self, entry->other_titles, self->columns[RC_COLUMN_OTHER_TITLES]);
  fold (self, entry->people, self->columns[RC_COLUMN_PEOPLE]);
  g_string_truncate (self->text, 0);
  append_lines (self->text, entry->subjects);
  append_lines (self->text, entry->places);
  fold (self, self->text->str, self->columns[RC_COLUMN_SUBJECTS]);
  fold_identifiers (self, entry->identifiers, self->columns[RC_COLUMN_IDENTIFIERS]);
  fold (self, entry->rest, self->columns[RC_COLUMN_REST]);
  fold (self, entry->full_text, self->columns[RC_COLUMN_FULL_TEXT]);
  append_symbols (self->columns[RC_COLUMN_TITLE], entry->title);
  append_symbols (self->columns[RC_COLUMN_OTHER_TITLES], entry->other_titles);
  append_symbols (self->columns[RC_COLUMN_REST], entry->rest);
}

static void
add_value (RcFolding *self, RcValues facet, const char *value)
{
  guint8 mark = (guint8) (facet + 1);
  gsize length = strlen (value) + 1;

  if (length == 1)
    return;
  for (gsize at = 0; at < self->names->len; at += strlen ((char *) self->names->data + at) + 1)
    if (self->names->data[at] == mark && strcmp ((char *) self->names->data + at + 1, value) == 0)
      return;
  g_byte_array_append (self->names, &mark, 1);
  g_byte_array_append (self->names, (const guint8 *) value, (guint) length);
  self->n_values++;
}

static void
add_values (RcFolding *self, RcValues facet, const char *const *values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    add_value (self, facet, values[i]);
}

static void
gather_values (RcFolding *self, const RcSearchEntry *entry)
{
  g_autofree char *sort = rc_sort_value_new (entry->kind, entry->material, entry->availability);
  char year[16];

  g_byte_array_set_size (self->names, 0);
  self->n_values = 0;
  add_value (self, RC_VALUES_SORT, sort);
  g_snprintf (year, sizeof year, "%d", entry->year);
  if (entry->year > 0 && entry->year <= 9999)
    add_value (self, RC_VALUES_YEAR, year);
  add_values (self, RC_VALUES_LANGUAGE, entry->languages);
  add_values (self, RC_VALUES_SUBJECT, entry->subjects);
  add_values (self, RC_VALUES_PLACE, entry->places);
  add_values (self, RC_VALUES_AUDIENCE, entry->audience);
  /* What is for any country is for those that it names, too. */
  if (entry->countries != NULL && g_strv_contains (entry->countries, RC_ANY_COUNTRY))
    add_value (self, RC_VALUES_COUNTRY, RC_ANY_COUNTRY);
  else
    add_values (self, RC_VALUES_COUNTRY, entry->countries);
  if (entry->kind == RC_KIND_GRANT)
    add_values (self, RC_VALUES_FIELD, entry->subjects);
}

RcFolded *
rc_folding_fold (RcFolding *self, const RcSearchEntry *entry)
{
  g_autofree char *closings = NULL;
  RcEntry out = { .year = entry->year, .deadline = entry->deadline };
  RcFolded *folded;

  g_return_val_if_fail (self != NULL && entry != NULL, NULL);

  closings = rc_closing_to_text (entry->deadlines, entry->deadline);
  out.closings = closings;
  gather_values (self, entry);
  out.n_values = self->n_values;
  out.title_key = rc_sort_keys_make (self->sort_keys, entry->title != NULL ? entry->title : "", &out.title_key_length);
  fold_columns (self, entry);
  for (guint i = 0; i < RC_N_COLUMNS; i++)
    {
      out.columns[i] = self->columns[i]->str;
      out.lengths[i] = self->columns[i]->len;
    }
  rc_entry_write (self->bytes, &out);
  folded = g_malloc (sizeof *folded + self->bytes->len + self->names->len);
  folded->n_values = self->n_values;
  folded->n_bytes = self->bytes->len;
  folded->names = folded->bytes + folded->n_bytes;
  memcpy (folded->bytes, self->bytes->data, folded->n_bytes);
  memcpy (folded->names, self->names->data, self->names->len);
  return folded;
}

void
rc_folded_free (RcFolded *self)
{
  g_free (self);
}
