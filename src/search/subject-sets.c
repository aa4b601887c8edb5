/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words to subjects to values, each looked up once a question; sets of records only when somebody wants them. */
#define G_LOG_DOMAIN "rc-search"

#include "search/subject-sets.h"

#include <string.h>

#include "search/sql.h"

/* Of a beginning, as many bytes at least: shorter ones meet half of the thesaurus. */
#define MIN_PREFIX 3
/* Values that one word leads to; a thesaurus has some thousand. */
#define MAX_VALUES "20000"
/* Names of subjects have no more units. */
#define MAX_SPAN 8
/* Subjects that share a name. */
#define MAX_SHARED "16"
/* Steps down, and subjects met on the way: links may go round. */
#define MAX_DEPTH "8"
#define MAX_NARROWER "20000"

/* Values, and the sets of them in both parts. */
typedef struct
{
  GArray *values;  /* (owned) guint32 */
  RcBits *bits[2]; /* (owned) (nullable) of the delta, of the file; NULL: not wanted yet */
} Found;

typedef struct
{
  guint n_units;
  char *name;      /* (owned) folded */
  Found *own;      /* (owned) */
  Found *narrower; /* (owned) own ones among them */
} Span;

struct _RcSubjectSets
{
  const RcSnapshot *snapshot; /* (unowned) */
  guint n_units;              /* of the question */
  GHashTable *words;          /* (owned) char * → Found */
  GHashTable *spans;          /* (owned) guint → Span, by the first unit */
  GError *error;              /* (owned) (nullable) */
};

static void
found_free (gpointer data)
{
  Found *found = data;

  if (found == NULL)
    return;
  g_array_unref (found->values);
  for (guint i = 0; i < G_N_ELEMENTS (found->bits); i++)
    g_clear_pointer (&found->bits[i], rc_bits_free);
  g_free (found);
}

static void
span_free (gpointer data)
{
  Span *span = data;

  g_free (span->name);
  found_free (span->own);
  found_free (span->narrower);
  g_free (span);
}

/* The values that a statement names; it is bound. */
static Found *
read_found (RcSubjectSets *self, sqlite3_stmt *select)
{
  Found *found = g_new0 (Found, 1);
  gboolean failed;

  found->values = g_array_new (FALSE, FALSE, sizeof (guint32));
  while (rc_search_step (select, &failed, self->error == NULL ? &self->error : NULL))
    {
      guint32 value = (guint32) sqlite3_column_int64 (select, 0);

      if (value < self->snapshot->n_values)
        g_array_append_val (found->values, value);
    }
  return found;
}

static void
add_found (Found *found, RcPart *part, RcBits *bits)
{
  RcBits **set = &found->bits[part->of_file];

  if (found->values->len == 0)
    return;
  if (*set == NULL)
    {
      const RcBits *within = part->within;

      /* It stays for whatever is asked about next. */
      part->within = NULL;
      *set = rc_part_new_set (part);
      rc_part_add_values (part, found->values, *set);
      part->within = within;
    }
  rc_bits_or (bits, *set);
}

#define FIND_WORD                                                                                                      \
  "SELECT DISTINCT m.value FROM search_label_word AS w JOIN search_match AS m ON m.subject = w.subject WHERE "

static Found *
find_word (RcSubjectSets *self, const char *word, gboolean prefix)
{
  RC_AUTO_STATEMENT *select = NULL;
  /* Behind every text that begins with it. */
  g_autofree char *end = g_strconcat (word, "\xf4\x8f\xbf\xbf", NULL);

  select = rc_search_prepare (self->snapshot->db,
                              prefix ? FIND_WORD "w.word >= ?1 AND w.word < ?2 LIMIT " MAX_VALUES : FIND_WORD "w.word = ?1",
                              self->error == NULL ? &self->error : NULL);
  if (select == NULL)
    return NULL;
  sqlite3_bind_text (select, 1, word, -1, SQLITE_STATIC);
  if (prefix)
    sqlite3_bind_text (select, 2, end, -1, SQLITE_STATIC);
  return read_found (self, select);
}

static Found *
look_up (RcSubjectSets *self, const char *word, gboolean prefix)
{
  gboolean begins = prefix && strlen (word) >= MIN_PREFIX + (*word == RC_KEY_MARK);
  g_autofree char *key = g_strconcat (begins ? "*" : " ", word, NULL);
  Found *found = g_hash_table_lookup (self->words, key);

  if (found == NULL)
    {
      found = find_word (self, word, begins);
      if (found != NULL)
        g_hash_table_insert (self->words, g_steal_pointer (&key), found);
    }
  return found;
}

void
rc_subject_sets_add_word (RcSubjectSets *self, RcPart *part, const char *word, gboolean prefix, RcBits *bits)
{
  Found *found = look_up (self, word, prefix);

  if (found != NULL)
    add_found (found, part, bits);
}

const GArray *
rc_subject_sets_find_word (RcSubjectSets *self, const char *word, gboolean prefix)
{
  const Found *found = look_up (self, word, prefix);

  return found != NULL ? found->values : NULL;
}

void
rc_subject_sets_foreach_word (RcSubjectSets *self, const char *beginning,
                              void (*func) (gpointer data, const char *word, gsize length), gpointer data)
{
  RC_AUTO_STATEMENT *select = NULL;
  g_autofree char *end = g_strconcat (beginning, "\xf4\x8f\xbf\xbf", NULL);
  GError **error = self->error == NULL ? &self->error : NULL;
  gboolean failed;

  select = rc_search_prepare (self->snapshot->db, "SELECT DISTINCT word FROM search_label_word WHERE word >= ?1 AND word < ?2", error);
  if (select == NULL)
    return;
  sqlite3_bind_text (select, 1, beginning, -1, SQLITE_STATIC);
  sqlite3_bind_text (select, 2, end, -1, SQLITE_STATIC);
  while (rc_search_step (select, &failed, error))
    func (data, (const char *) sqlite3_column_text (select, 0), (gsize) sqlite3_column_bytes (select, 0));
}

/* Part of the name of a subject, as it was typed. */
static gboolean
may_name (const RcUnit *unit, const RcUnit *first)
{
  if (unit->excluded || unit->field != first->field)
    return FALSE;
  if (unit->field == RC_FIELD_SUBJECT)
    return !unit->quoted || unit == first;
  return unit->field == RC_FIELD_ANY && !unit->quoted;
}

static void
append_words (GString *text, const RcUnit *unit)
{
  for (guint i = 0; i < unit->phrases->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", (char *) g_ptr_array_index (unit->phrases, i));
}

/* As many units from `i` on as can be one name, and their words up to each. */
static guint
collect_names (const RcTyped *typed, guint i, GString **names)
{
  const RcUnit *first = g_ptr_array_index (typed->units, i);
  guint n = 0;

  while (n < MAX_SPAN && i + n < typed->units->len && may_name (g_ptr_array_index (typed->units, i + n), first))
    {
      names[n] = g_string_new (n > 0 ? names[n - 1]->str : NULL);
      append_words (names[n], g_ptr_array_index (typed->units, i + n));
      n++;
    }
  return n;
}

/* Subjects that have the name, of those that share it the ones that prefer it; then all that is below them. */
#define NAMED                                                                                                          \
  "WITH named (subject) AS (SELECT subject FROM search_label WHERE folded = ?1 AND preferred ="                        \
  " (SELECT max (preferred) FROM search_label WHERE folded = ?1) ORDER BY subject LIMIT " MAX_SHARED ")"

static const char find_own[]
  = NAMED " SELECT DISTINCT m.value FROM named AS n JOIN search_match AS m ON m.subject = n.subject";

static const char find_narrower[]
  = "WITH RECURSIVE below (subject, depth) AS (SELECT subject, 0 FROM search_label WHERE folded = ?1 AND preferred ="
    " (SELECT max (preferred) FROM search_label WHERE folded = ?1)"
    " UNION SELECT n.narrower, depth + 1 FROM below AS b JOIN search_narrower AS n ON n.subject = b.subject"
    " WHERE depth < " MAX_DEPTH " LIMIT " MAX_NARROWER ")"
    " SELECT DISTINCT m.value FROM below AS b JOIN search_match AS m ON m.subject = b.subject";

static Found *
find_values (RcSubjectSets *self, const char *sql, const char *name, GError **error)
{
  RC_AUTO_STATEMENT *select = rc_search_prepare (self->snapshot->db, sql, error);

  if (select == NULL)
    return NULL;
  sqlite3_bind_text (select, 1, name, -1, SQLITE_STATIC);
  return read_found (self, select);
}

static gboolean
add_span (RcSubjectSets *self, guint i, guint n_units, const char *name, GError **error)
{
  Span *span = g_new0 (Span, 1);

  span->n_units = n_units;
  span->name = g_strdup (name);
  g_hash_table_insert (self->spans, GUINT_TO_POINTER (i), span);
  span->own = find_values (self, find_own, name, error);
  span->narrower = span->own != NULL ? find_values (self, find_narrower, name, error) : NULL;
  return span->narrower != NULL;
}

/* The longest name that begins with unit `i`; `n_units` is 1 when there is none. */
static gboolean
find_span (RcSubjectSets *self, sqlite3_stmt *find, const RcTyped *typed, guint i, guint *n_units, GError **error)
{
  GString *names[MAX_SPAN];
  guint n_names = collect_names (typed, i, names);
  gboolean failed = FALSE, found = FALSE;

  *n_units = 1;
  for (guint n = n_names; n > 0 && !found && !failed; n--)
    {
      sqlite3_bind_text (find, 1, names[n - 1]->str, -1, SQLITE_STATIC);
      found = rc_search_step (find, &failed, error);
      sqlite3_reset (find);
      if (!found)
        continue;
      *n_units = n;
      failed = !add_span (self, i, n, names[n - 1]->str, error);
    }
  for (guint n = 0; n < n_names; n++)
    g_string_free (names[n], TRUE);
  return !failed;
}

RcSubjectSets *
rc_subject_sets_new (const RcSnapshot *snapshot, const RcTyped *typed, GError **error)
{
  g_autoptr (RcSubjectSets) self = NULL;
  RC_AUTO_STATEMENT *find = NULL;

  if (snapshot->subjects == 0 || (typed != NULL && typed->units->len == 0))
    return NULL;
  self = g_new0 (RcSubjectSets, 1);
  self->snapshot = snapshot;
  self->n_units = typed != NULL ? typed->units->len : 0;
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, found_free);
  self->spans = g_hash_table_new_full (NULL, NULL, NULL, span_free);
  find = rc_search_prepare (snapshot->db, "SELECT 1 FROM search_label WHERE folded = ?1", error);
  if (find == NULL)
    return NULL;
  for (guint i = 0, n = 1; i < self->n_units; i += n)
    if (!find_span (self, find, typed, i, &n, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
rc_subject_sets_free (RcSubjectSets *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->words);
  g_hash_table_unref (self->spans);
  g_clear_error (&self->error);
  g_free (self);
}

guint
rc_subject_sets_get_span (const RcSubjectSets *self, guint i)
{
  const Span *span = g_hash_table_lookup (self->spans, GUINT_TO_POINTER (i));

  return span != NULL ? span->n_units : 0;
}

void
rc_subject_sets_add_span (RcSubjectSets *self, RcPart *part, guint i, gboolean narrower, RcBits *bits)
{
  Span *span = g_hash_table_lookup (self->spans, GUINT_TO_POINTER (i));

  if (span != NULL)
    add_found (narrower ? span->narrower : span->own, part, bits);
}

char *
rc_subject_sets_dup_name (const RcSubjectSets *self)
{
  const Span *span = g_hash_table_lookup (self->spans, GUINT_TO_POINTER (0));

  return span != NULL && span->n_units == self->n_units ? g_strdup (span->name) : NULL;
}

gboolean
rc_subject_sets_check (RcSubjectSets *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
