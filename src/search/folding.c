/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a record, column by column, with their keys among them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/folding.h"

#include <string.h>

#include "record/identifier.h"
#include "search/parse.h"
#include "text/fold.h"
#include "text/tokens.h"

/* Words whose keys are remembered: some 10 MB. */
#define MAX_KEYS 100000

struct _RcFolding
{
  GHashTable *keys; /* (owned) char * word → char * key; a part of what rc_word_key says */
  RcTokens *tokens; /* (owned) */
  GString *more;    /* (owned) keys of the text under way */
};

RcFolding *
rc_folding_new (void)
{
  RcFolding *self = g_new0 (RcFolding, 1);

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tokens = rc_tokens_new ();
  self->more = g_string_new (NULL);
  return self;
}

void
rc_folding_free (RcFolding *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->keys);
  rc_tokens_free (self->tokens);
  g_string_free (self->more, TRUE);
  g_free (self);
}

/* The key of a word; "" when it has none, or is its own. Words come again and again: their keys are remembered. */
static const char *
find_key (RcFolding *self, const char *word)
{
  const char *known = g_hash_table_lookup (self->keys, word);
  char *key;

  if (known != NULL)
    return known;
  key = rc_word_key (word);
  if (key == NULL || strcmp (key, word) == 0)
    {
      g_free (key);
      key = g_strdup ("");
    }
  g_hash_table_insert (self->keys, g_strdup (word), key);
  return key;
}

static void
append_word (GString *out, const char *word)
{
  if (word == NULL || *word == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, word);
}

static void
append_key (GString *out, const char *key)
{
  g_string_append_c (out, ' ');
  g_string_append_c (out, RC_KEY_MARK);
  g_string_append (out, key);
}

/* A word read in another alphabet has its key only, also where that is the word. */
static void
append_reading (GString *out, const char *word)
{
  g_autofree char *key = rc_word_key (word);

  if (key != NULL)
    append_key (out, key);
}

/* The words of a text, and behind them what finds more and is never part of a phrase: single characters, keys that are not
 * among `shared` (nullable: this text wants all of its own), each once. */
static GString *
fold (RcFolding *self, const char *text, GHashTable *shared)
{
  g_autoptr (GHashTable) own = shared == NULL ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;
  GHashTable *seen = shared != NULL ? shared : own;
  GString *words = g_string_new (NULL);
  RcToken token;

  g_string_truncate (self->more, 0);
  rc_tokens_start (self->tokens, text != NULL ? text : "", -1);
  while (rc_tokens_next (self->tokens, &token))
    {
      const char *key = token.kind == RC_TOKEN_WORD ? find_key (self, token.word) : "";

      if (token.kind == RC_TOKEN_WORD || token.kind == RC_TOKEN_PAIR)
        append_word (words, token.word);
      else if (token.kind == RC_TOKEN_TAIL)
        g_string_append_printf (self->more, " %s", token.word);
      else
        append_reading (self->more, token.word);
      if (*key != '\0' && g_hash_table_add (seen, (gpointer) key))
        append_key (self->more, key);
    }
  g_string_append_len (words, self->more->str, (gssize) self->more->len);
  return words;
}

/* Words as they stand, and each identifier without its hyphens, slashes and spaces; an ISBN in its 13 digits. */
static GString *
fold_identifiers (const char *identifiers)
{
  g_auto (GStrv) lines = g_strsplit (identifiers != NULL ? identifiers : "", "\n", -1);
  GString *words = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *folded = rc_text_fold (lines[i], -1);
      g_autofree char *compact = rc_identifier_compact (folded);
      g_autofree char *isbn = rc_isbn_normalise (lines[i]);

      append_word (words, folded);
      if (g_strcmp0 (compact, folded) != 0)
        append_word (words, compact);
      if (g_strcmp0 (isbn, compact) != 0)
        append_word (words, isbn);
    }
  return words;
}

void
rc_folding_fold (RcFolding *self, const RcSearchEntry *entry, GString **folded)
{
  g_autofree char *subjects = entry->subjects != NULL ? g_strjoinv ("\n", (char **) entry->subjects) : NULL;
  g_autofree char *places = entry->places != NULL ? g_strjoinv ("\n", (char **) entry->places) : NULL;
  g_autofree char *about = g_strjoin ("\n", subjects != NULL ? subjects : "", places, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (g_hash_table_size (self->keys) > MAX_KEYS)
    g_hash_table_remove_all (self->keys);
  /* author:, title: and subject: ask these columns alone, so each has its own keys. */
  folded[RC_COLUMN_TITLE] = fold (self, entry->title, NULL);
  folded[RC_COLUMN_OTHER_TITLES] = fold (self, entry->other_titles, NULL);
  folded[RC_COLUMN_PEOPLE] = fold (self, entry->people, NULL);
  folded[RC_COLUMN_SUBJECTS] = fold (self, about, NULL);
  folded[RC_COLUMN_IDENTIFIERS] = fold_identifiers (entry->identifiers);
  folded[RC_COLUMN_REST] = fold (self, entry->rest, seen);
  folded[RC_COLUMN_FULL_TEXT] = fold (self, entry->full_text, seen);
}
