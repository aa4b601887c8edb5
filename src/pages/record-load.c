/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of one record shows, read in one go. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/record-load.h"

/* Pages of a record's documents that are looked through: some tenth of a second. */
#define MAX_HIT_PAGES 2000

typedef struct
{
  gint64 id;
  char *heading;  /* (owned) (nullable) */
  char *words;    /* (owned) (nullable) */
  char *language; /* (owned) */
} Wanted;

static Wanted *
wanted_new (gint64 id, const char *heading, const char *language)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->id = id;
  wanted->heading = g_strdup (heading);
  wanted->language = g_strdup (language);
  return wanted;
}

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->heading);
  g_free (wanted->words);
  g_free (wanted->language);
  g_free (wanted);
}

static void
chip_free (RcSubjectChip *chip)
{
  g_free (chip->label);
  g_free (chip->value);
  g_free (chip);
}

static void
add_chip (GPtrArray *chips, const char *label, const char *value, guint64 n_records)
{
  RcSubjectChip *chip = g_new0 (RcSubjectChip, 1);

  chip->label = g_strdup (label);
  chip->value = g_strdup (value);
  chip->n_records = n_records;
  g_ptr_array_add (chips, chip);
}

static GPtrArray *
chips_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) chip_free);
}

void
rc_record_content_free (RcRecordContent *self)
{
  g_clear_pointer (&self->details, rc_record_details_free);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->hit, rc_page_hit_free);
  g_clear_pointer (&self->cover, rc_cover_picture_free);
  g_free (self);
}

static gboolean
find_hit (RcDatabase *db, gint64 record, const char *words, RcPageHit **hit, GError **error)
{
  guint n_words = words != NULL ? rc_page_hit_count_words (words) : 0;
  g_autoptr (RcHighlighter) highlighter = n_words > 0 ? rc_highlighter_new (words) : NULL;

  return highlighter == NULL || rc_page_hit_find (db, record, highlighter, n_words, NULL, MAX_HIT_PAGES, hit, error);
}

static gpointer
load_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;
  g_autoptr (RcRecordContent) self = g_new0 (RcRecordContent, 1);

  self->subjects = chips_new ();
  self->details = rc_records_get (db, wanted->id, error);
  if (self->details == NULL)
    return NULL;
  for (guint i = 0; self->details->description != NULL && self->details->description->subjects[i] != NULL; i++)
    {
      const char *heading = self->details->description->subjects[i];
      g_autofree char *label = rc_subjects_translate (db, heading, wanted->language, error);
      g_autofree char *value = label != NULL ? rc_subjects_dup_value (db, 0, heading, error) : NULL;

      if (value == NULL)
        return NULL;
      add_chip (self->subjects, label, value, 0);
    }
  if (!rc_covers_load (db, wanted->id, TRUE, &self->cover, error) || !find_hit (db, wanted->id, wanted->words, &self->hit, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rc_record_content_load_async (RcCatalogue *catalogue, gint64 id, const char *words, const char *language,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Wanted *wanted = wanted_new (id, NULL, language);

  wanted->words = g_strdup (words);
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_in_thread, wanted, (GDestroyNotify) wanted_free,
                           (GDestroyNotify) rc_record_content_free, cancellable, callback, user_data);
}

RcRecordContent *
rc_record_content_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}

void
rc_subject_kin_free (RcSubjectKin *self)
{
  g_clear_pointer (&self->broader, g_ptr_array_unref);
  g_clear_pointer (&self->narrower, g_ptr_array_unref);
  g_free (self);
}

/* Those that lead somewhere. Takes the subjects, which may be NULL with `error`. */
static GPtrArray *
make_chips (RcDatabase *db, GPtrArray *subjects, GError **error)
{
  g_autoptr (GPtrArray) all = subjects;
  g_autoptr (GPtrArray) chips = chips_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const RcSubject *subject = g_ptr_array_index (all, i);
      g_autofree char *value = NULL;

      if (subject->n_records == 0)
        continue;
      value = rc_subjects_dup_value (db, subject->id, subject->label, error);
      if (value == NULL)
        return NULL;
      add_chip (chips, subject->label, value, subject->n_records);
    }
  return all != NULL ? g_steal_pointer (&chips) : NULL;
}

RcSubjectKin *
rc_subject_kin_load (RcDatabase *db, const char *heading, const char *language, GError **error)
{
  g_autoptr (RcSubjectKin) self = g_new0 (RcSubjectKin, 1);

  self->broader = make_chips (db, rc_subjects_get_broader (db, heading, language, error), error);
  if (self->broader != NULL)
    self->narrower = make_chips (db, rc_subjects_get_narrower (db, heading, language, error), error);
  return self->narrower != NULL ? g_steal_pointer (&self) : NULL;
}

static gpointer
load_kin_in_thread (RcDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;

  return rc_subject_kin_load (db, wanted->heading, wanted->language, error);
}

void
rc_subject_kin_load_async (RcCatalogue *catalogue, const char *heading, const char *language, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  rc_catalogue_read_async (catalogue, G_PRIORITY_DEFAULT, load_kin_in_thread, wanted_new (0, heading, language),
                           (GDestroyNotify) wanted_free, (GDestroyNotify) rc_subject_kin_free, cancellable, callback, user_data);
}

RcSubjectKin *
rc_subject_kin_load_finish (RcCatalogue *catalogue, GAsyncResult *result, GError **error)
{
  return rc_catalogue_call_finish (catalogue, result, error);
}
