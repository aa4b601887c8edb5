/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records, a thesaurus and questions made up by chance. */
#include "model.h"

#include "record/deadline.h"
#include "search/subjects.h"

#define DAY 86400

/* Words, their forms, the same in other scripts, and some that begin alike. */
static const char *const words[] = {
  "arts",      "hearts",      "art",       "river",    "rivers",  "water",    "riverside", "waters",   "city",
  "cities",    "library",     "libraries", "teaching", "teacher", "teachers", "book",      "heritage", "well-known", "wellknown",
  "L’eau",     "école",       "écoles",    "книга",    "книги",   "книгами",  "kniga",     "школа",    "школы",
  "shkola",    "обучение",    "вода",      "воды",     "кітап",   "кітаптар", "kitap",     "қала",     "қалалар",
  "qala",      "kala",        "мұра",      "Отырар",   "Otyrar",  "Otrar",    "教育",      "教育学",   "文明",
  "Education", "образование", "schooling", "lakes"
};
/* So many of the first are met more often, side by side, too. */
#define N_COMMON 6

static const char *const headings[] = { "Education",
                                        "EDUCATION",
                                        "Образование",
                                        "Schooling",
                                        "Білім беру",
                                        "Primary education",
                                        "Начальное образование",
                                        "Water",
                                        "Вода",
                                        "Lakes",
                                        "Озера",
                                        "Озёра",
                                        "Ponds",
                                        "Cities",
                                        "Education -- History",
                                        "Water -- Kazakhstan",
                                        "Rivers",
                                        "Rivers -- History" };
static const char *const places[] = { "Almaty", "Алматы", "Отырар", "Paris (France)", "Lakes" };
static const char *const languages[] = { "eng", "rus", "kaz", "fre", "ara" };
static const char *const audiences[] = { "researcher", "educator", "student", "organisation" };
static const char *const countries[] = { "KZ", "KG", "UZ", "any" };
static const char *const numbers[] = { "43 C/57", "43 C/5", "B-14", "b 141", "C-03", "w12", "RC 7" };

static const ModelLabel none[] = { { 0, NULL, FALSE } };
static const ModelLabel usual[] = { { 1, "Education", TRUE },
                                    { 1, "Образование", TRUE },
                                    { 1, "Білім беру", TRUE },
                                    { 1, "Schooling", FALSE },
                                    { 2, "Primary education", TRUE },
                                    { 2, "Начальное образование", TRUE },
                                    { 3, "Water", TRUE },
                                    { 3, "Вода", TRUE },
                                    { 4, "Lakes", TRUE },
                                    { 4, "Озёра", TRUE },
                                    { 5, "Ponds", TRUE },
                                    { 5, "Lakes", FALSE },
                                    { 6, "Almaty", TRUE },
                                    { 6, "Алматы", TRUE },
                                    { 0, NULL, FALSE } };
static const ModelLabel other[] = { { 7, "Rivers", TRUE },  { 7, "Реки", TRUE },
                                    { 8, "Water", FALSE },  { 8, "Waters and rivers", TRUE },
                                    { 9, "Cities", TRUE },  { 9, "Қалалар", TRUE },
                                    { 10, "Water", FALSE }, { 10, "Вода", TRUE },
                                    { 0, NULL, FALSE } };
/* The first goes round. */
static const gint64 no_narrower[] = { 0 }, usual_narrower[] = { 1, 2, 3, 4, 4, 5, 5, 3, 0 },
                    other_narrower[] = { 8, 7, 8, 10, 0 };

const ModelLabel *
model_get_labels (guint thesaurus)
{
  return thesaurus == 0 ? none : thesaurus == 1 ? usual : other;
}

const gint64 *
model_get_narrower (guint thesaurus)
{
  return thesaurus == 0 ? no_narrower : thesaurus == 1 ? usual_narrower : other_narrower;
}

void
model_put_thesaurus (sqlite3 *db, guint thesaurus)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSubjectsWriter) writer = rc_subjects_writer_new (db, &error);

  g_assert_no_error (error);
  for (const ModelLabel *label = model_get_labels (thesaurus); label->label != NULL; label++)
    g_assert_true (rc_subjects_writer_add_label (writer, label->subject, label->label, NULL, label->preferred, &error));
  for (const gint64 *link = model_get_narrower (thesaurus); *link != 0; link += 2)
    g_assert_true (rc_subjects_writer_add_narrower (writer, link[0], link[1], &error));
  rc_subjects_writer_finish (writer, NULL, &error);
  g_assert_no_error (error);
}

#define PICK(random, all) (all)[g_rand_int_range (random, 0, G_N_ELEMENTS (all))]

static const char *
pick_word (GRand *random)
{
  return words[g_rand_int_range (random, 0,
                                 g_rand_int_range (random, 0, 3) == 0 ? N_COMMON : (gint32) G_N_ELEMENTS (words))];
}

static const char *
own (ModelRecord *self, char *text)
{
  g_ptr_array_add (self->owned, text);
  return text;
}

static const char *
make_text (ModelRecord *self, GRand *random, gint32 most)
{
  GString *text = g_string_new (NULL);

  for (gint32 n = g_rand_int_range (random, 0, most + 1); n > 0; n--)
    g_string_append_printf (text, "%s%s ", pick_word (random), g_rand_int_range (random, 0, 8) == 0 ? "," : "");
  if (g_rand_int_range (random, 0, 4) == 0)
    g_string_append_printf (text, "w%d", g_rand_int_range (random, 0, 200));
  return own (self, g_string_free (text, FALSE));
}

static const char *
make_numbers (ModelRecord *self, GRand *random)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "RC%06d\n", (int) self->entry.id);
  for (gint32 n = g_rand_int_range (random, 0, 3); n > 0; n--)
    g_string_append_printf (text, "%s\n", PICK (random, numbers));
  return own (self, g_string_free (text, FALSE));
}

/* Some of `all`, a value now and then twice; `n_more` others, more than a row of the index has room for. */
static const char *const *
make_values (ModelRecord *self, GRand *random, const char *const *all, guint n_all, gint32 most, gint32 n_more)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (gint32 n = g_rand_int_range (random, 0, most + 1); n > 0; n--)
    g_ptr_array_add (values, (char *) all[g_rand_int_range (random, 0, (gint32) n_all)]);
  for (gint32 n = n_more; n > 0; n--)
    g_ptr_array_add (values, (char *) own (self, g_strdup_printf ("Heading %d", g_rand_int_range (random, 0, 60))));
  g_ptr_array_add (values, NULL);
  return (const char *const *) (gconstpointer) own (self, g_memdup2 (values->pdata, values->len * sizeof (char *)));
}

/* The same for all records of a test, and of the processes it starts. */
static guint
get_today (void)
{
  static guint today = 0;

  if (today == 0)
    today = rc_deadline_today (g_get_real_time () / G_USEC_PER_SEC);
  return today;
}

/* Long ago, far away, or about now: over, or some days ahead. None is over while a test runs. */
static RcDeadline *
make_deadline (GRand *random, gboolean yearly)
{
  static const char *const zones[] = { NULL, "AoE", "Europe/Brussels", "America/New_York", "Asia/Tokyo" };
  RcDeadline *deadline = rc_deadline_new ();
  GDate date;

  deadline->precision = g_rand_boolean (random) ? RC_DEADLINE_INSTANT : RC_DEADLINE_DAY;
  deadline->yearly = yearly;
  deadline->year =
      g_rand_boolean (random) ? g_rand_int_range (random, 1990, 2020) : g_rand_int_range (random, 2090, 2200);
  deadline->month = g_rand_int_range (random, 1, 13);
  deadline->day = g_rand_int_range (random, 1, 29);
  deadline->minute = deadline->precision == RC_DEADLINE_INSTANT ? g_rand_int_range (random, 0, 1440) : 0;
  deadline->zone = g_strdup (PICK (random, zones));
  if (yearly || g_rand_boolean (random))
    return deadline;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, get_today () + (guint) (g_rand_boolean (random) ? g_rand_int_range (random, 2, 40) : -2));
  deadline->year = (int) g_date_get_year (&date);
  deadline->month = (int) g_date_get_month (&date);
  deadline->day = (int) g_date_get_day (&date);
  return deadline;
}

static void
make_grant (ModelRecord *self, GRand *random)
{
  self->entry.deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
  self->entry.deadline = g_rand_int_range (random, 0, 4) == 0 ? G_MAXINT64 : 0;
  for (gint32 n = g_rand_int_range (random, self->entry.deadline == 0, 4); n > 0; n--)
    {
      RcDeadline *deadline = make_deadline (random, self->entry.deadline == G_MAXINT64);

      g_ptr_array_add (self->entry.deadlines, deadline);
      self->entry.deadline = MAX (self->entry.deadline, rc_deadline_next (deadline, 0));
    }
  self->entry.audience = make_values (self, random, audiences, G_N_ELEMENTS (audiences), 3, 0);
  self->entry.countries = make_values (self, random, countries, G_N_ELEMENTS (countries), 3, 0);
}

ModelRecord *
model_record_new (gint64 id, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  ModelRecord *self = g_new0 (ModelRecord, 1);
  RcSearchEntry *entry = &self->entry;

  self->owned = g_ptr_array_new_with_free_func (g_free);
  entry->id = id;
  entry->kind = (RcKind) g_rand_int_range (random, 1, 5);
  entry->material =
      entry->kind == RC_KIND_PUBLICATION ? (RcMaterial) g_rand_int_range (random, 0, 5) : RC_MATERIAL_NONE;
  entry->hidden = g_rand_int_range (random, 0, 8) == 0;
  entry->year = g_rand_int_range (random, 0, 4) == 0 ? 0 : g_rand_int_range (random, 1985, 2005);
  entry->added = g_rand_int_range (random, 0, 10);
  entry->title = make_text (self, random, 4);
  entry->other_titles = g_rand_boolean (random) ? make_text (self, random, 3) : NULL;
  entry->people = make_text (self, random, 2);
  entry->identifiers = g_rand_boolean (random) ? make_numbers (self, random) : NULL;
  entry->rest = make_text (self, random, 6);
  entry->full_text = g_rand_int_range (random, 0, 3) == 0 ? make_text (self, random, 12) : NULL;
  entry->languages = make_values (self, random, languages, G_N_ELEMENTS (languages), 2, 0);
  entry->subjects = make_values (self, random, headings, G_N_ELEMENTS (headings), 4,
                                 g_rand_int_range (random, 0, g_rand_int_range (random, 0, 8) == 0 ? 30 : 2));
  entry->places = make_values (self, random, places, G_N_ELEMENTS (places), 2, 0);
  entry->availability = (guint) g_rand_int_range (random, 0, 1 << RC_N_AVAILABILITIES);
  if (entry->kind == RC_KIND_GRANT)
    make_grant (self, random);
  return self;
}

void
model_record_free (ModelRecord *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->entry.deadlines, g_ptr_array_unref);
  g_ptr_array_unref (self->owned);
  g_free (self);
}

static void
clear_unit (gpointer data)
{
  g_free (((ModelUnit *) data)->text);
}

/* A word as somebody may type it. */
static char *
type_word (GRand *random)
{
  const char *word = pick_word (random);
  glong n_letters;

  switch (g_rand_int_range (random, 0, 12))
    {
    case 0:
      return g_strdup_printf ("w%d", g_rand_int_range (random, 0, 200));
    case 1:
      return g_strdup (
          PICK (random, ((const char *const[]){ "43", "C/57", "43C/57", "b14", "b", "14", "rc000012", "RC", "c5" })));
    case 2:
      return g_utf8_strup (word, -1);
    case 3:
      n_letters = g_rand_int_range (random, 1, 5);
      return g_utf8_substring (word, 0, MIN (g_utf8_strlen (word, -1), n_letters));
    default:
      return g_strdup (word);
    }
}

/* A phrase, or the name of a subject. */
static char *
type_phrase (GRand *random)
{
  g_autofree char *text = NULL;
  char *dashes;

  if (g_rand_boolean (random))
    return g_strdup_printf ("%s %s", pick_word (random), pick_word (random));
  text = g_strdup (PICK (random, headings));
  dashes = strstr (text, " -- ");
  if (dashes != NULL)
    *dashes = '\0';
  return g_steal_pointer (&text);
}

static void
add_unit (ModelQuestion *self, GRand *random)
{
  ModelUnit unit = { .excluded = g_rand_int_range (random, 0, 8) == 0 };

  if (g_rand_int_range (random, 0, 4) == 0)
    unit.field = (ModelField) g_rand_int_range (random, MODEL_TITLE, MODEL_SUBJECT + 1);
  unit.quoted = g_rand_int_range (random, 0, 5) == 0;
  unit.text = unit.quoted && g_rand_int_range (random, 0, 4) != 0 ? type_phrase (random) : type_word (random);
  g_array_append_val (self->units, unit);
}

/* The name of a subject without quotation marks is several units. */
static void
add_name (ModelQuestion *self, GRand *random)
{
  g_autofree char *name = type_phrase (random);
  g_auto (GStrv) split = g_strsplit (name, " ", -1);

  for (guint i = 0; split[i] != NULL; i++)
    {
      ModelUnit unit = { .field = MODEL_ANY, .text = g_strdup (split[i]) };

      g_array_append_val (self->units, unit);
    }
}

static char *
write_text (ModelQuestion *self, GRand *random)
{
  static const char *const fields[] = { "", "title:", "author:", "subject:" };
  GString *text = g_string_new (NULL);

  if (g_rand_int_range (random, 0, 6) == 0)
    {
      self->year_from = g_rand_int_range (random, 1985, 1995);
      self->year_to = g_rand_int_range (random, 1995, 2005);
      g_string_append_printf (text, "year:%d..%d ", self->year_from, self->year_to);
    }
  for (guint i = 0; i < self->units->len; i++)
    {
      ModelUnit *unit = &g_array_index (self->units, ModelUnit, i);
      gboolean last = i + 1 == self->units->len,
               closed = unit->quoted && (!last || g_rand_int_range (random, 0, 4) != 0);

      unit->open = last && !closed && !unit->excluded;
      g_string_append_printf (text, "%s%s%s%s%s%s", unit->excluded ? "-" : "", fields[unit->field],
                              unit->quoted ? "\"" : "", unit->text, closed ? "\"" : "", last ? "" : " ");
    }
  return g_string_free (text, FALSE);
}

static const char *
pick_filter (GRand *random, RcFacetName name)
{
  static const char *const groups[] = { "book", "report", "grant", "disc", "publication", "nonsense" };
  static const char *const years[] = { "1990", "1992..1996", "1997..", "..1993", "nonsense" };
  static const char *const places_of_things[] = { "here", "shelf", "out", "disc", "nonsense" };
  static const char *const closings[] = { "week", "month", "later", "rolling", "unstated", "closed", "nonsense" };

  switch (name)
    {
    case RC_FACET_LANGUAGE:
      return PICK (random, languages);
    case RC_FACET_YEAR:
      return PICK (random, years);
    case RC_FACET_SUBJECT:
    case RC_FACET_FIELD:
      return g_rand_boolean (random) ? PICK (random, headings) : "Heading 7";
    case RC_FACET_PLACE:
      return PICK (random, places);
    case RC_FACET_AVAILABILITY:
      return PICK (random, places_of_things);
    case RC_FACET_AUDIENCE:
      return PICK (random, audiences);
    case RC_FACET_COUNTRY:
      return g_rand_int_range (random, 0, 5) == 0 ? "FR" : PICK (random, countries);
    case RC_FACET_CLOSING:
      return PICK (random, closings);
    case RC_FACET_GROUP:
    case RC_FACET_KIND:
    case RC_FACET_MATERIAL:
    default:
      return PICK (random, groups);
    }
}

static void
add_filters (RcSearchQuery *query, GRand *random)
{
  for (gint32 n = g_rand_int_range (random, 0, 5) - 1; n > 0; n--)
    {
      RcFacetName name = (RcFacetName) g_rand_int_range (random, 0, RC_N_FACETS);

      for (gint32 i = g_rand_int_range (random, 1, 4); i > 0; i--)
        rc_search_query_add_filter (query, name, pick_filter (random, name));
    }
}

ModelQuestion *
model_question_new (GRand *random)
{
  ModelQuestion *self = g_new0 (ModelQuestion, 1);
  g_autofree char *text = NULL;

  self->units = g_array_new (FALSE, FALSE, sizeof (ModelUnit));
  g_array_set_clear_func (self->units, clear_unit);
  for (gint32 n = g_rand_int_range (random, 0, 4); n > 0; n--)
    if (g_rand_int_range (random, 0, 6) == 0)
      add_name (self, random);
    else
      add_unit (self, random);
  text = write_text (self, random);
  self->query = rc_search_query_new (text);
  self->query->sort = g_rand_boolean (random) ? RC_SORT_RELEVANCE : (RcSort) g_rand_int_range (random, 0, 4);
  self->query->all = g_rand_int_range (random, 0, 3) == 0;
  self->query->open_only = g_rand_int_range (random, 0, 5) == 0;
  self->query->exactly = g_rand_int_range (random, 0, 6) == 0;
  self->query->limit = g_rand_boolean (random) ? 20 : G_MAXUINT;
  self->query->offset = g_rand_int_range (random, 0, 4) == 0 ? (guint) g_rand_int_range (random, 0, 60) : 0;
  add_filters (self->query, random);
  return self;
}

void
model_question_free (ModelQuestion *self)
{
  if (self == NULL)
    return;
  rc_search_query_free (self->query);
  g_array_unref (self->units);
  g_free (self);
}
