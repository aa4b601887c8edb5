/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question taken apart, and looked for in one record. */
#include "scan-private.h"

#include <string.h>

#include "text/fold.h"

/* How a term answers a word. */
enum
{
  IS_SAME = 1 << 0,
  BEGINS = 1 << 1,
  IS_FORM = 1 << 2,
  HAS_KEY = 1 << 3,
  KEY_BEGINS = 1 << 4,
};

static void
word_free (gpointer data)
{
  Word *self = data;

  if (self == NULL)
    return;
  g_free (self->word);
  g_free (self->levels);
  g_free (self);
}

static void
phrase_free (gpointer data)
{
  Phrase *self = data;

  g_ptr_array_unref (self->words);
  g_free (self);
}

static void
unit_free (gpointer data)
{
  Unit *self = data;

  g_ptr_array_unref (self->phrases);
  word_free (self->compact);
  g_array_unref (self->own);
  g_array_unref (self->narrower);
  g_free (self);
}

static void
span_free (gpointer data)
{
  Span *self = data;

  word_free (self->key);
  g_free (self);
}

void
scan_asked_free (Asked *self)
{
  g_ptr_array_unref (self->units);
  g_ptr_array_unref (self->spans);
  g_free (self->number);
  g_clear_pointer (&self->title_key, g_bytes_unref);
  g_free (self);
}

static guint8
compare_text (const char *text, const char *wanted, guint8 same, guint8 begins)
{
  if (text == NULL || !g_str_has_prefix (text, wanted))
    return 0;
  return text[strlen (wanted)] == '\0' ? same | begins : begins;
}

/* Behind a stem of three letters there is one more at most: water is no form of what French makes of wat. */
static gboolean
is_form (const Term *one, const Term *other)
{
  if (other->word == NULL || strcmp (one->word, other->word) == 0)
    return FALSE;
  for (guint i = 0; i < RC_N_STEM_LANGUAGES; i++)
    if (one->stems[i] != NULL && other->stems[i] != NULL && strcmp (one->stems[i], other->stems[i]) == 0 &&
        (strlen (one->stems[i]) > 3 || strlen (other->word) < 5))
      return TRUE;
  return FALSE;
}

/* `text`, of which `word` is a part, tells how else it may be read. */
static Word *
word_new (Scan *scan, const char *word, const char *text)
{
  Word *self = g_new0 (Word, 1);
  Column read = { g_array_new (FALSE, FALSE, sizeof (guint32)), g_array_new (FALSE, FALSE, sizeof (guint32)) };
  const Term *own = NULL;

  self->word = g_strdup (word);
  scan_read_column (scan, text, &read);
  self->levels = g_new0 (guint8, scan->terms->len);
  for (guint i = 0; own == NULL && i < read.sequence->len; i++)
    {
      const Term *term = g_ptr_array_index (scan->terms, g_array_index (read.sequence, guint32, i));

      own = strcmp (term->word, word) == 0 ? term : NULL;
    }
  g_assert_nonnull (own);
  for (guint i = 0; i < scan->terms->len; i++)
    {
      const Term *term = g_ptr_array_index (scan->terms, i);

      self->levels[i] |= compare_text (term->word, word, IS_SAME, BEGINS) | (is_form (own, term) ? IS_FORM : 0);
    }
  /* Its own key, and those of readings that stand behind it. */
  for (guint n = 0; own->key != NULL && n <= read.others->len; n++)
    {
      const Term *reading = n > 0 ? g_ptr_array_index (scan->terms, g_array_index (read.others, guint32, n - 1)) : own;
      g_autofree char *key = g_strdup (reading->key);
      gsize length = key != NULL ? strlen (key) : 0;

      if (key == NULL || (n > 0 && reading->word != NULL))
        continue;
      for (guint i = 0; i < scan->terms->len; i++)
        {
          const Term *term = g_ptr_array_index (scan->terms, i);

          self->levels[i] |= compare_text (term->key, key, HAS_KEY, 0) | compare_text (term->word, key, HAS_KEY, 0);
        }
      /* Broken off behind ы or й, what follows is not known. */
      if (length > 4 && key[length - 1] == 'i')
        key[--length] = '\0';
      for (guint i = 0; length > 3 && i < scan->terms->len; i++)
        {
          const Term *term = g_ptr_array_index (scan->terms, i);

          self->levels[i] |=
              compare_text (term->key, key, 0, KEY_BEGINS) | compare_text (term->word, key, 0, KEY_BEGINS);
        }
    }
  g_array_unref (read.sequence);
  g_array_unref (read.others);
  return self;
}

/* A number is a word, and what it is known by beside words. */
static Word *
number_new (Scan *scan, const char *key)
{
  Word *self = g_new0 (Word, 1);

  self->word = g_strdup (key);
  self->levels = g_new0 (guint8, scan->terms->len);
  for (guint i = 0; i < scan->terms->len; i++)
    {
      const Term *term = g_ptr_array_index (scan->terms, i);

      self->levels[i] =
          compare_text (term->word, key, IS_SAME, BEGINS) | compare_text (term->key, key, IS_SAME, BEGINS);
    }
  return self;
}

static void
add_phrase (Unit *unit, gboolean open)
{
  Phrase *phrase = g_new0 (Phrase, 1);

  phrase->words = g_ptr_array_new_with_free_func (word_free);
  phrase->open = open;
  g_ptr_array_add (unit->phrases, phrase);
}

/* Written without spaces: the words are pairs of what stands there. */
static gboolean
is_run (const char *word)
{
  return g_utf8_get_char (word) >= 0x1100;
}

static Unit *
unit_new (Scan *scan, const ModelUnit *typed)
{
  g_autofree char *folded = rc_text_fold (typed->text, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autofree char *joined = g_strjoinv ("", words);
  guint n_words = g_strv_length (words);
  char key[RC_KEY_SIZE];
  Unit *self = g_new0 (Unit, 1);

  self->typed = typed;
  self->phrases = g_ptr_array_new_with_free_func (phrase_free);
  self->own = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->narrower = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < n_words; i++)
    {
      Phrase *phrase;

      if (i == 0 || (!typed->quoted && !is_run (words[i])))
        add_phrase (self, FALSE);
      phrase = g_ptr_array_index (self->phrases, self->phrases->len - 1);
      g_ptr_array_add (phrase->words, word_new (scan, words[i], typed->text));
      phrase->open = typed->open && i + 1 == n_words;
    }
  if (!typed->quoted && rc_identifier_key (typed->text, -1, key) > 0)
    self->compact = number_new (scan, key);
  else if (!typed->quoted && n_words > 1)
    self->compact = number_new (scan, joined);
  return self;
}

static gboolean
is_plain (const ModelUnit *unit)
{
  return unit->field == MODEL_ANY && !unit->excluded && !unit->quoted;
}

/* The key of plain units behind each other as one number; FALSE when they are none. */
static gboolean
read_number (const GArray *units, guint first, guint end, char *key)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      const ModelUnit *unit = &g_array_index (units, ModelUnit, i);

      if (!is_plain (unit))
        return FALSE;
      g_string_append_printf (text, "%s%s", i > first ? " " : "", unit->text);
    }
  return end > first && rc_identifier_key (text->str, -1, key) > 0;
}

static void
find_numbers (Scan *scan, Asked *asked)
{
  const GArray *units = asked->question->units;
  char key[RC_KEY_SIZE];

  if (read_number (units, 0, units->len, key))
    asked->number = g_strdup (key);
  for (guint first = 0; first < units->len; first++)
    for (guint end = first + 2; end <= units->len; end++)
      if (read_number (units, first, end, key))
        {
          Span *span = g_new0 (Span, 1);

          *span = (Span){ first, end, number_new (scan, key) };
          g_ptr_array_add (asked->spans, span);
        }
}

/* Those that have the name: of several the ones that prefer it. */
static void
find_named (const Scan *scan, const char *name, GArray *found)
{
  gboolean preferred = FALSE;

  for (guint round = 0; round < 2; round++)
    for (const ModelLabel *label = model_get_labels (scan->thesaurus); label->label != NULL; label++)
      {
        g_autofree char *folded = rc_text_fold (label->label, -1);

        if (strcmp (folded, name) != 0)
          continue;
        if (round == 0)
          preferred |= label->preferred;
        else if (label->preferred == preferred)
          g_array_append_val (found, label->subject);
      }
}

static gboolean
has_subject (const GArray *subjects, gint64 subject)
{
  for (guint i = 0; i < subjects->len; i++)
    if (g_array_index (subjects, gint64, i) == subject)
      return TRUE;
  return FALSE;
}

static void
add_narrower (const Scan *scan, GArray *subjects)
{
  for (guint i = 0; i < subjects->len; i++)
    for (const gint64 *link = model_get_narrower (scan->thesaurus); *link != 0; link += 2)
      if (link[0] == g_array_index (subjects, gint64, i) && !has_subject (subjects, link[1]))
        g_array_append_val (subjects, link[1]);
}

static gboolean
may_name (const ModelUnit *unit, const ModelUnit *first)
{
  if (unit->excluded || unit->field != first->field)
    return FALSE;
  if (unit->field == MODEL_SUBJECT)
    return !unit->quoted || unit == first;
  return unit->field == MODEL_ANY && !unit->quoted;
}

/* The longest name from each unit on that is in none before it. */
static void
find_names (Scan *scan, Asked *asked)
{
  const GArray *typed = asked->question->units;

  for (guint i = 0, next; i < typed->len; i = next)
    {
      const ModelUnit *first = &g_array_index (typed, ModelUnit, i);
      Unit *unit = g_ptr_array_index (asked->units, i);
      g_autoptr (GString) name = g_string_new (NULL);

      next = i + 1;
      for (guint end = i; end < typed->len && may_name (&g_array_index (typed, ModelUnit, end), first); end++)
        {
          g_autofree char *folded = rc_text_fold (g_array_index (typed, ModelUnit, end).text, -1);
          g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

          g_string_append_printf (name, "%s%s", end > i ? " " : "", folded);
          find_named (scan, name->str, found);
          if (found->len == 0)
            continue;
          next = end + 1;
          unit->n_named = next - i;
          g_array_set_size (unit->own, 0);
          g_array_append_vals (unit->own, found->data, found->len);
        }
      g_array_append_vals (unit->narrower, unit->own->data, unit->own->len);
      add_narrower (scan, unit->narrower);
    }
}

Asked *
scan_take_apart (Scan *self, const ModelQuestion *question)
{
  Asked *asked = g_new0 (Asked, 1);
  gboolean may_be_title = question->units->len > 0 && question->year_to == 0;

  asked->question = question;
  asked->now = g_get_real_time () / G_USEC_PER_SEC;
  asked->units = g_ptr_array_new_with_free_func (unit_free);
  asked->spans = g_ptr_array_new_with_free_func (span_free);
  /* Twice, so that all terms are there when the levels of the first are worked out. */
  for (guint i = 0; i < question->units->len; i++)
    unit_free (unit_new (self, &g_array_index (question->units, ModelUnit, i)));
  for (guint i = 0; i < question->units->len; i++)
    {
      const ModelUnit *unit = &g_array_index (question->units, ModelUnit, i);

      g_ptr_array_add (asked->units, unit_new (self, unit));
      may_be_title &= unit->field == MODEL_ANY && !unit->excluded;
    }
  find_numbers (self, asked);
  find_names (self, asked);
  if (may_be_title)
    asked->title_key = rc_text_sort_key (question->query->text, NULL);
  return asked;
}

static gboolean
answers (guint8 level, guint ways, gboolean open)
{
  return (level & IS_SAME) != 0 || (open && (level & BEGINS) != 0) ||
         ((ways & AS_FORM) != 0 && (level & IS_FORM) != 0) ||
         ((ways & AS_KEY) != 0 && (level & (HAS_KEY | (open ? KEY_BEGINS : 0))) != 0);
}

static gboolean
has_any (const GArray *terms, const Word *word, guint ways, gboolean open)
{
  for (guint i = 0; i < terms->len; i++)
    if (answers (word->levels[g_array_index (terms, guint32, i)], ways, open))
      return TRUE;
  return FALSE;
}

static gboolean
has_word (const Record *record, const Word *word, guint columns, guint ways, gboolean open)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if ((columns & 1u << i) != 0 && (has_any (record->columns[i].sequence, word, ways, open) ||
                                     has_any (record->columns[i].others, word, ways, open)))
      return TRUE;
  /* Of one or two letters, only whole words of labels. */
  return (columns & IN_SUBJECTS) != 0 && (ways & AS_LABEL) != 0 &&
         has_any (record->labels, word, ways, open && strlen (word->word) > 2);
}

static gboolean
has_sequence (const GArray *sequence, const Phrase *phrase)
{
  for (guint from = 0; from + phrase->words->len <= sequence->len; from++)
    {
      gboolean here = TRUE;

      for (guint i = 0; here && i < phrase->words->len; i++)
        {
          const Word *word = g_ptr_array_index (phrase->words, i);

          here = answers (word->levels[g_array_index (sequence, guint32, from + i)], 0,
                          phrase->open && i + 1 == phrase->words->len);
        }
      if (here)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_phrase (const Unit *unit, const Phrase *phrase, const Record *record, guint columns, guint ways, gboolean loosely)
{
  guint plain = ways & (AS_BEGINNING | AS_LABEL);

  if (unit->typed->quoted)
    ways = plain = ways & AS_BEGINNING;
  if (phrase->words->len == 1)
    return has_word (record, g_ptr_array_index (phrase->words, 0), columns, ways,
                     phrase->open && (ways & AS_BEGINNING) != 0);
  for (guint i = 0; loosely && i < phrase->words->len; i++)
    if (!has_word (record, g_ptr_array_index (phrase->words, i), columns, plain,
                   phrase->open && (ways & AS_BEGINNING) != 0 && i + 1 == phrase->words->len))
      return FALSE;
  for (guint i = 0; !loosely && i < N_COLUMNS; i++)
    if ((columns & 1u << i) != 0 && has_sequence (record->columns[i].sequence, phrase))
      return TRUE;
  return loosely;
}

static guint
columns_of (const Unit *unit, guint columns)
{
  return unit->typed->field == MODEL_TITLE     ? IN_TITLE | IN_OTHER_TITLES
         : unit->typed->field == MODEL_PEOPLE  ? IN_PEOPLE
         : unit->typed->field == MODEL_SUBJECT ? IN_SUBJECTS
                                               : columns;
}

gboolean
scan_has_phrase (const Unit *unit, guint phrase, const Record *record, guint columns)
{
  return has_phrase (unit, g_ptr_array_index (unit->phrases, phrase), record, columns_of (unit, columns), AS_ANY,
                     FALSE);
}

static gboolean
has_unit (const Unit *unit, const Record *record, guint columns, guint ways, gboolean loosely)
{
  gboolean all = TRUE;

  columns = columns_of (unit, columns);
  for (guint i = 0; all && i < unit->phrases->len; i++)
    all = has_phrase (unit, g_ptr_array_index (unit->phrases, i), record, columns, ways, loosely);
  return all || (unit->compact != NULL && has_word (record, unit->compact, columns, ways & AS_LABEL,
                                                    unit->typed->open && (ways & AS_BEGINNING) != 0));
}

/* From this unit on, as many as are one name. */
static gboolean
has_name (const Asked *asked, guint first, guint n, const Record *record, guint columns, guint ways, gboolean loosely)
{
  const Unit *unit = g_ptr_array_index (asked->units, first);
  const GArray *subjects = (ways & AS_NARROWER) != 0 ? unit->narrower : unit->own;
  gboolean all = TRUE;

  for (guint i = first; all && i < first + n; i++)
    all = has_unit (g_ptr_array_index (asked->units, i), record, columns, ways, loosely);
  for (guint i = 0; !all && (columns_of (unit, columns) & IN_SUBJECTS) != 0 && i < subjects->len; i++)
    all = has_subject (record->subjects, g_array_index (subjects, gint64, i));
  return all;
}

gboolean
scan_matches (const Asked *asked, const Record *record, guint columns, guint ways, gboolean loosely)
{
  g_autofree gboolean *has = g_new0 (gboolean, asked->units->len + 1);
  gboolean all = TRUE;

  for (guint i = 0, n; i < asked->units->len; i += n)
    {
      const Unit *unit = g_ptr_array_index (asked->units, i);
      gboolean named = unit->n_named > 0 && (ways & AS_LABEL) != 0, found;

      n = named ? unit->n_named : 1;
      found = unit->typed->excluded || (named ? has_name (asked, i, n, record, columns, ways, loosely)
                                              : has_unit (unit, record, columns, ways, loosely));
      all = all && found;
      for (guint j = 0; j < n; j++)
        has[i + j] = found;
    }
  for (guint i = 0; !all && i < asked->spans->len; i++)
    {
      const Span *span = g_ptr_array_index (asked->spans, i);
      gboolean open = (ways & AS_BEGINNING) != 0 && span->end == asked->units->len && strlen (span->key->word) > 2;

      all = has_word (record, span->key, columns, 0, open);
      for (guint j = 0; all && j < asked->units->len; j++)
        all = (j >= span->first && j < span->end) || has[j];
    }
  return all;
}

gboolean
scan_is_excluded (const Asked *asked, const Record *record)
{
  for (guint i = 0; i < asked->units->len; i++)
    {
      const Unit *unit = g_ptr_array_index (asked->units, i);

      if (unit->typed->excluded && has_unit (unit, record, IN_ALL, AS_LABEL, FALSE))
        return TRUE;
    }
  return FALSE;
}

gboolean
scan_is_limited (const Asked *asked)
{
  for (guint i = 0; i < asked->units->len; i++)
    if (!((const Unit *) g_ptr_array_index (asked->units, i))->typed->excluded)
      return TRUE;
  return FALSE;
}
