/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus as it is asked: labels, translations, broader and narrower concepts. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/database-private.h"
#include "catalogue/subjects.h"
#include "search/subjects.h"
#include "text/fold.h"

void
rc_subject_free (RcSubject *self)
{
  g_free (self->uri);
  g_free (self->label);
  g_free (self);
}

/* The label of a concept: of the language, else English, else the first there is. */
#define LABEL                                                                                                          \
  "(SELECT label FROM subject_label WHERE subject = s.id AND preferred "                                                 \
  "ORDER BY language <> ?1, language <> 'en', language, label LIMIT 1)"

static gboolean
count_records (RcDatabase *db, GPtrArray *subjects, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) counts = NULL;

  for (guint i = 0; i < subjects->len; i++)
    g_array_append_val (ids, ((RcSubject *) g_ptr_array_index (subjects, i))->id);
  counts = rc_search_count_subjects (rc_database_get_handle (db), ids, NULL, error);
  for (guint i = 0; counts != NULL && i < subjects->len; i++)
    ((RcSubject *) g_ptr_array_index (subjects, i))->n_records = g_array_index (counts, guint64, i);
  return counts != NULL;
}

/* RcSubject of the rows (id, uri, label). `select` is bound. */
static GPtrArray *
collect (RcDatabase *db, RcStatement *select, GError **error)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_subject_free);
  g_autoptr (GError) local_error = NULL;

  while (rc_statement_step (select, &local_error))
    {
      RcSubject *subject = g_new0 (RcSubject, 1);

      subject->id = rc_statement_get_int (select, 0);
      subject->uri = rc_statement_dup_text (select, 1);
      subject->label = rc_statement_dup_text (select, 2);
      if (subject->label == NULL)
        subject->label = g_strdup (subject->uri);
      g_ptr_array_add (subjects, subject);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return count_records (db, subjects, error) ? g_steal_pointer (&subjects) : NULL;
}

static int
compare_labels (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GHashTable *keys = user_data;
  GBytes *one = g_hash_table_lookup (keys, *(RcSubject *const *) a);
  GBytes *other = g_hash_table_lookup (keys, *(RcSubject *const *) b);

  return g_bytes_compare (one, other);
}

static void
sort_by_label (GPtrArray *subjects, const char *language)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < subjects->len; i++)
    {
      RcSubject *subject = g_ptr_array_index (subjects, i);

      g_hash_table_insert (keys, subject, rc_text_sort_key (subject->label, language));
    }
  g_ptr_array_sort_with_data (subjects, compare_labels, keys);
}

GPtrArray *
rc_subjects_list (RcDatabase *db, const char *language, GError **error)
{
  g_autoptr (RcStatement) select = NULL;
  GPtrArray *subjects;

  g_return_val_if_fail (db != NULL && language != NULL, NULL);

  select = rc_statement_new (db, "SELECT s.id, s.uri, " LABEL " FROM subject s", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_text (select, 1, language);
  subjects = collect (db, select, error);
  if (subjects != NULL)
    sort_by_label (subjects, language);
  return subjects;
}

char *
rc_subjects_translate (RcDatabase *db, const char *heading, const char *language, GError **error)
{
  g_autofree char *folded = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && heading != NULL && language != NULL, NULL);

  folded = rc_text_fold (heading, -1);
  /* Of concepts that share a label, the one that prefers it. */
  select = rc_statement_new (db,
                             "SELECT t.label FROM subject_label l JOIN subject_label t ON t.subject = l.subject "
                             "WHERE l.folded = ?1 AND t.language = ?2 AND t.preferred "
                             "ORDER BY l.preferred DESC, l.subject LIMIT 1",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_text (select, 1, folded);
  rc_statement_bind_text (select, 2, language);
  if (rc_statement_step (select, &local_error))
    return rc_statement_dup_text (select, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_strdup (heading);
}

char *
rc_subjects_dup_value (RcDatabase *db, gint64 subject, const char *heading, GError **error)
{
  g_return_val_if_fail (db != NULL && heading != NULL, NULL);

  return rc_search_dup_heading (rc_database_get_handle (db), subject, heading, error);
}

GHashTable *
rc_subjects_translate_all (RcDatabase *db, GPtrArray *headings, const char *language, GError **error)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (db != NULL && headings != NULL && language != NULL, NULL);

  /* Nothing is called what another heading is stored as. */
  for (guint i = 0; i < headings->len; i++)
    g_hash_table_add (used, g_ptr_array_index (headings, i));
  for (guint i = 0; i < headings->len; i++)
    {
      const char *heading = g_ptr_array_index (headings, i);
      char *label = rc_subjects_translate (db, heading, language, error);

      if (label == NULL)
        return NULL;
      if (g_hash_table_contains (used, label) || g_hash_table_contains (labels, heading))
        g_free (label);
      else
        {
          g_hash_table_insert (labels, g_strdup (heading), label);
          g_hash_table_add (used, label);
        }
    }
  return g_steal_pointer (&labels);
}

GPtrArray *
rc_subjects_complete (RcDatabase *db, const char *text, const char *language, guint limit, GError **error)
{
  g_autofree char *folded = NULL;
  g_autofree char *end = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && text != NULL && language != NULL, NULL);

  folded = rc_text_fold (text, -1);
  /* Past every text that begins with it. */
  end = g_strconcat (folded, "\xf4\x8f\xbf\xbf", NULL);
  select = rc_statement_new (db,
                             "SELECT s.id, s.uri, " LABEL " FROM (SELECT subject, min (folded) AS first FROM subject_label "
                             "WHERE folded >= ?2 AND folded < ?3 GROUP BY subject) l JOIN subject s ON s.id = l.subject "
                             "ORDER BY l.first, s.id LIMIT ?4",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_text (select, 1, language);
  rc_statement_bind_text (select, 2, folded);
  rc_statement_bind_text (select, 3, end);
  rc_statement_bind_int (select, 4, limit);
  return collect (db, select, error);
}

static GPtrArray *
follow_links (RcDatabase *db, RcStatement *select, const char *heading, const char *language, GError **error)
{
  g_autofree char *folded = rc_text_fold (heading, -1);
  GPtrArray *subjects;

  rc_statement_bind_text (select, 1, language);
  rc_statement_bind_text (select, 2, folded);
  subjects = collect (db, select, error);
  if (subjects != NULL)
    sort_by_label (subjects, language);
  return subjects;
}

GPtrArray *
rc_subjects_get_broader (RcDatabase *db, const char *heading, const char *language, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && heading != NULL && language != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT s.id, s.uri, " LABEL " FROM subject s WHERE s.id IN (SELECT k.other FROM subject_label l "
                             "JOIN subject_link k ON k.subject = l.subject AND k.kind = 1 WHERE l.folded = ?2)",
                             error);
  return select != NULL ? follow_links (db, select, heading, language, error) : NULL;
}

GPtrArray *
rc_subjects_get_narrower (RcDatabase *db, const char *heading, const char *language, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && heading != NULL && language != NULL, NULL);

  select = rc_statement_new (db,
                             "SELECT s.id, s.uri, " LABEL " FROM subject s WHERE s.id IN (SELECT k.subject FROM subject_label l "
                             "JOIN subject_link k ON k.other = l.subject AND k.kind = 1 WHERE l.folded = ?2)",
                             error);
  return select != NULL ? follow_links (db, select, heading, language, error) : NULL;
}
