/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records read as the scan wants them. */
#include "scan-private.h"

#include <string.h>

#include "text/fold.h"

static void
term_free (gpointer data)
{
  Term *self = data;

  g_free (self->word);
  g_free (self->key);
  for (guint i = 0; i < RC_N_STEM_LANGUAGES; i++)
    g_free (self->stems[i]);
  g_free (self);
}

static void
record_free (gpointer data)
{
  Record *self = data;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_array_unref (self->columns[i].sequence);
      g_array_unref (self->columns[i].others);
    }
  model_record_free (self->model);
  g_bytes_unref (self->title_key);
  g_array_unref (self->labels);
  g_array_unref (self->subjects);
  g_free (self);
}

Scan *
scan_new (void)
{
  Scan *self = g_new0 (Scan, 1);

  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->records = g_hash_table_new_full (NULL, NULL, NULL, record_free);
  self->subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
scan_free (Scan *self)
{
  g_ptr_array_unref (self->terms);
  g_hash_table_unref (self->by_text);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->subjects);
  g_free (self);
}

/* Keys of two letters only for words of three that lose one of them. */
static char *
make_key (const char *word)
{
  char key[RC_KEY_SIZE];
  gsize n = rc_script_free_key (word, strlen (word), key);
  gboolean loses = strstr (word, "ы") != NULL || strchr (word, 'y') != NULL;

  return n > 2 || (n == 2 && loses && g_utf8_strlen (word, -1) > 2) ? g_strdup (key) : NULL;
}

static Term *
term_new (const char *word, RcTokenKind kind)
{
  g_autoptr (RcStems) stems = rc_stems_new ();
  Term *self = g_new0 (Term, 1);
  gsize length = strlen (word);
  guint languages = kind == RC_TOKEN_WORD ? rc_stem_languages (word, length, NULL) : 0;

  self->word = kind != RC_TOKEN_READING ? g_strdup (word) : NULL;
  self->key = kind == RC_TOKEN_WORD || kind == RC_TOKEN_READING ? make_key (word) : NULL;
  for (guint i = 0; i < RC_N_STEM_LANGUAGES; i++)
    {
      char stem[RC_KEY_SIZE];

      if ((languages & 1u << i) != 0 && rc_stems_stem (stems, (RcStemLanguage) i, word, length, stem) > 2)
        self->stems[i] = g_strdup (stem);
    }
  return self;
}

static guint32
get_term (Scan *self, const char *word, RcTokenKind kind)
{
  g_autofree char *text = g_strdup_printf ("%d%s", (int) kind, word);
  gpointer known = g_hash_table_lookup (self->by_text, text);

  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  g_ptr_array_add (self->terms, term_new (word, kind));
  g_hash_table_insert (self->by_text, g_steal_pointer (&text), GUINT_TO_POINTER (self->terms->len));
  return self->terms->len - 1;
}

void
scan_read_column (Scan *self, const char *text, Column *column)
{
  g_autoptr (RcTokens) tokens = rc_tokens_new ();
  RcToken token;

  rc_tokens_start (tokens, text != NULL ? text : "", -1);
  while (rc_tokens_next (tokens, &token))
    {
      guint32 term = get_term (self, token.word, token.kind);

      g_array_append_val (token.kind < RC_TOKEN_TAIL ? column->sequence : column->others, term);
    }
}

/* What has hyphens is found in one word, too. */
static void
read_text (Scan *self, const char *text, Column *column)
{
  g_autoptr (GRegex) linked = g_regex_new ("(?<![\\pL\\pN-])\\pL+(-\\pL+){1,3}(?![\\pL\\pN-])", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  scan_read_column (self, text, column);
  for (g_regex_match (linked, text != NULL ? text : "", 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, 0);
      g_autofree char *folded = rc_text_fold (found, -1);
      g_auto (GStrv) words = g_strsplit (folded, " ", -1);
      g_autofree char *joined = g_strjoinv ("", words);
      guint32 term = get_term (self, joined, RC_TOKEN_READING);

      g_array_append_val (column->others, term);
    }
}

/* Their words, and each as one number. */
static void
read_numbers (Scan *self, const char *numbers, Column *column)
{
  g_auto (GStrv) lines = g_strsplit (numbers != NULL ? numbers : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      char key[RC_KEY_SIZE];

      scan_read_column (self, lines[i], column);
      if (rc_identifier_key (lines[i], -1, key) > 0)
        {
          guint32 term = get_term (self, key, RC_TOKEN_WORD);

          g_array_append_val (column->others, term);
        }
    }
}

static void
read_headings (Scan *self, const RcSearchEntry *entry, Column *column)
{
  g_autofree char *subjects = g_strjoinv ("\n", (char **) entry->subjects);
  g_autofree char *places = g_strjoinv ("\n", (char **) entry->places);
  g_autofree char *all = g_strconcat (subjects, "\n", places, NULL);

  read_text (self, all, column);
}

gint64
scan_find_subject (Scan *self, const char *heading)
{
  gint64 *known = g_hash_table_lookup (self->subjects, heading), found = 0;
  g_autofree char *folded = NULL;
  gboolean preferred = FALSE;

  if (known != NULL)
    return *known;
  folded = rc_text_fold (heading, -1);
  for (const ModelLabel *label = model_get_labels (self->thesaurus); label->label != NULL; label++)
    {
      g_autofree char *text = rc_text_fold (label->label, -1);

      if (strcmp (text, folded) != 0 || (found != 0 && (preferred || !label->preferred)))
        continue;
      found = label->subject;
      preferred = label->preferred;
    }
  g_hash_table_insert (self->subjects, g_strdup (heading), g_memdup2 (&found, sizeof found));
  return found;
}

/* Of what stands before a subdivision, where the whole is none. */
static gint64
find_filed (Scan *self, const char *heading)
{
  gint64 subject = scan_find_subject (self, heading);
  const char *rest = strstr (heading, " -- ");
  g_autofree char *before = rest != NULL ? g_strndup (heading, (gsize) (rest - heading)) : NULL;

  return subject == 0 && before != NULL ? scan_find_subject (self, before) : subject;
}

static void
file_record (Scan *self, Record *record)
{
  const char *const *values[] = { record->model->entry.subjects, record->model->entry.places };
  Column labels = { record->labels, record->labels };

  g_array_set_size (record->labels, 0);
  g_array_set_size (record->subjects, 0);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (guint j = 0; values[i][j] != NULL; j++)
      {
        gint64 subject = find_filed (self, values[i][j]);

        if (subject == 0)
          continue;
        g_array_append_val (record->subjects, subject);
        for (const ModelLabel *label = model_get_labels (self->thesaurus); label->label != NULL; label++)
          if (label->subject == subject)
            scan_read_column (self, label->label, &labels);
      }
}

static Record *
record_new (Scan *self, gint64 id, guint32 seed)
{
  Record *record = g_new0 (Record, 1);
  const RcSearchEntry *entry;

  record->seed = seed;
  record->model = model_record_new (id, seed);
  entry = &record->model->entry;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      record->columns[i].sequence = g_array_new (FALSE, FALSE, sizeof (guint32));
      record->columns[i].others = g_array_new (FALSE, FALSE, sizeof (guint32));
    }
  read_text (self, entry->title, &record->columns[0]);
  read_text (self, entry->other_titles, &record->columns[1]);
  read_text (self, entry->people, &record->columns[2]);
  read_headings (self, entry, &record->columns[3]);
  read_numbers (self, entry->identifiers, &record->columns[4]);
  read_text (self, entry->rest, &record->columns[5]);
  read_text (self, entry->full_text, &record->columns[6]);
  record->title_key = rc_text_sort_key (entry->title, NULL);
  record->labels = g_array_new (FALSE, FALSE, sizeof (guint32));
  record->subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  file_record (self, record);
  return record;
}

static gboolean
is_unwanted (gpointer id, gpointer record, gpointer unused)
{
  return !((Record *) record)->wanted;
}

void
scan_set_records (Scan *self, GHashTable *seeds)
{
  GHashTableIter iter;
  gpointer id, seed, record;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    ((Record *) record)->wanted = FALSE;
  g_hash_table_iter_init (&iter, seeds);
  while (g_hash_table_iter_next (&iter, &id, &seed))
    {
      record = g_hash_table_lookup (self->records, id);
      if (record == NULL || ((Record *) record)->seed != GPOINTER_TO_UINT (seed))
        {
          record = record_new (self, GPOINTER_TO_INT (id), GPOINTER_TO_UINT (seed));
          g_hash_table_replace (self->records, id, record);
        }
      ((Record *) record)->wanted = TRUE;
    }
  g_hash_table_foreach_remove (self->records, is_unwanted, NULL);
}

void
scan_set_thesaurus (Scan *self, guint thesaurus)
{
  GHashTableIter iter;
  gpointer record;

  if (self->thesaurus == thesaurus)
    return;
  self->thesaurus = thesaurus;
  g_hash_table_remove_all (self->subjects);
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    file_record (self, record);
}
