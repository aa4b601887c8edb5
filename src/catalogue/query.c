/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search answered from the catalogue: ids and counts come from search/, rows from here. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/deadline-moves.h"
#include "catalogue/derive.h"
#include "catalogue/grants.h"
#include "catalogue/query.h"
#include "record/description.h"
#include "record/marc.h"

/* Pages of a record's documents that are read for one snippet. */
#define MAX_SNIPPET_PAGES 50

void
rc_row_data_free (RcRowData *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->parallel_title);
  g_free (self->people);
  g_free (self->publisher);
  g_free (self->languages);
  g_free (self->shelfmark);
  g_free (self->due);
  g_free (self->disc_title);
  g_free (self->disc_shelfmark);
  g_free (self->path);
  g_free (self->media_type);
  g_free (self->amount);
  g_free (self->currency);
  g_free (self->grant_type);
  g_free (self->audience);
  g_free (self->countries);
  g_strfreev (self->subjects);
  g_free (self->snippet);
  g_free (self);
}

RcSearchAnswer *
rc_query_run (RcDatabase *db, const RcSearchQuery *query, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (db != NULL && query != NULL, NULL);

  return rc_search_run (rc_database_get_handle (db), query, cancellable, error);
}

static gboolean
load_copies (RcDatabase *db, RcRowData *row, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  int best = G_MAXINT;

  select = rc_statement_new (db, "SELECT shelfmark, status, due FROM copy WHERE record = ? ORDER BY position", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, row->id);
  while (rc_statement_step (select, &local_error))
    {
      int status = (int) rc_statement_get_int (select, 1);
      const char *due = rc_statement_get_text (select, 2);

      row->copies++;
      if (status == RC_COPY_ON_SHELF)
        row->copies_on_shelf++;
      if (status < best)
        {
          best = status;
          g_free (row->shelfmark);
          row->shelfmark = rc_statement_dup_text (select, 0);
        }
      if (status == RC_COPY_ON_LOAN && due != NULL && (row->due == NULL || g_strcmp0 (due, row->due) < 0))
        {
          g_free (row->due);
          row->due = g_strdup (due);
        }
    }
  if (row->copies_on_shelf > 0)
    g_clear_pointer (&row->due, g_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_file (RcDatabase *db, RcRowData *row, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT f.disc, d.title, (SELECT shelfmark FROM copy WHERE record = f.disc ORDER BY position "
                             "LIMIT 1), f.path, f.media_type, f.size_bytes "
                             "FROM file f JOIN record d ON d.id = f.disc WHERE f.record = ?",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, row->id);
  if (!rc_statement_step (select, error))
    return error == NULL || *error == NULL;
  row->disc = rc_statement_get_int (select, 0);
  row->disc_title = rc_statement_dup_text (select, 1);
  row->disc_shelfmark = rc_statement_dup_text (select, 2);
  row->path = rc_statement_dup_text (select, 3);
  row->media_type = rc_statement_dup_text (select, 4);
  row->size_bytes = rc_statement_get_int (select, 5);
  return TRUE;
}

static gboolean
load_disc (RcDatabase *db, RcRowData *row, GError **error)
{
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT count (*), coalesce (sum (size_bytes), 0) FROM file WHERE disc = ? AND NOT folder", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, row->id);
  if (!rc_statement_step (select, error))
    return FALSE;
  row->n_files = (guint64) rc_statement_get_int (select, 0);
  row->size_bytes = rc_statement_get_int (select, 1);
  return TRUE;
}

static char *
join_words (GStrv words)
{
  return words[0] != NULL ? g_strjoinv (" ", words) : NULL;
}

static gboolean
load_grant (RcDatabase *db, RcRowData *row, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (RcGrant) grant = rc_grants_load (db, row->id, error);
  const RcDeadline *current;

  if (grant == NULL)
    return FALSE;
  row->deadline = rc_grants_get_next (grant->deadlines, now, &row->deadline_precision);
  current = rc_deadlines_current (grant->deadlines, now);
  row->deadline_day = current != NULL ? rc_deadline_get_day (current, row->deadline) : 0;
  /* Most grants have not changed lately: only those that have are looked up. */
  if (row->changed > now - RC_MOVED_FOR_SECONDS &&
      !rc_deadlines_find_moved (db, row->id, grant->deadlines, now, &row->moved_from_day, error))
    return FALSE;
  row->amount_max = MAX (grant->amount_min, grant->amount_max);
  row->currency = g_steal_pointer (&grant->currency);
  row->subjects = grant->subjects[0] != NULL ? g_steal_pointer (&grant->subjects) : NULL;
  row->closed = rc_grants_get_end (grant) <= now;
  row->amount = g_steal_pointer (&grant->amount);
  row->grant_type = g_steal_pointer (&grant->type);
  row->audience = join_words (grant->audience);
  row->countries = join_words (grant->countries);
  return TRUE;
}

static gboolean
load_parts (RcDatabase *db, RcRowData *row, GError **error)
{
  switch (row->kind)
    {
    case RC_KIND_FILE:
      return load_file (db, row, error);
    case RC_KIND_DISC:
      return load_copies (db, row, error) && load_disc (db, row, error);
    case RC_KIND_GRANT:
      return load_grant (db, row, error);
    case RC_KIND_PUBLICATION:
    case RC_KIND_NONE:
    default:
      return load_copies (db, row, error);
    }
}

/* NULL without an error when the record is gone. */
static RcRowData *
load_row (RcDatabase *db, RcStatement *select, gint64 id, GError **error)
{
  RcRowData *row;

  rc_statement_bind_int (select, 1, id);
  if (!rc_statement_step (select, error))
    return NULL;
  row = g_new0 (RcRowData, 1);
  row->id = id;
  row->kind = (RcKind) rc_statement_get_int (select, 0);
  row->material = (RcMaterial) rc_statement_get_int (select, 1);
  row->title = rc_statement_dup_text (select, 2);
  row->parallel_title = rc_statement_dup_text (select, 3);
  row->people = rc_statement_dup_text (select, 4);
  row->publisher = rc_statement_dup_text (select, 5);
  row->languages = rc_statement_dup_text (select, 6);
  row->year = (int) rc_statement_get_int (select, 7);
  row->added = rc_statement_get_int (select, 8);
  row->changed = rc_statement_get_int (select, 9);
  row->readable = rc_statement_get_int (select, 10) != 0;
  if (!load_parts (db, row, error))
    g_clear_pointer (&row, rc_row_data_free);
  return row;
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    n += *words[i] != '\0';
  return n;
}

static void
append (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
join_texts (const char *first, char *const *more, const char *last)
{
  GString *text = g_string_new (NULL);

  append (text, first);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    append (text, more[i]);
  append (text, last);
  return g_string_free (text, FALSE);
}

/* The first of these texts in which something stands. Takes them; each may be NULL. */
static void
find_in_texts (char *texts[3], RcHighlighter *highlighter, RcRowData *row)
{
  static const RcSnippetPlace places[] = { RC_SNIPPET_ABSTRACT, RC_SNIPPET_SUBJECTS, RC_SNIPPET_OTHER };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (row->snippet == NULL && texts[i] != NULL && *texts[i] != '\0')
        {
          row->snippet = rc_highlighter_snippet (highlighter, texts[i]);
          row->snippet_place = places[i];
        }
      g_free (texts[i]);
    }
}

/* NULL without an error for what has no MARC record. */
static RcDescription *
load_texts (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT marc FROM record WHERE id = ? AND marc IS NOT NULL", error);
  g_autoptr (RcMarc) marc = NULL;
  const void *data;
  gsize size = 0;

  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, id);
  if (!rc_statement_step (select, error))
    return NULL;
  data = rc_statement_get_bytes (select, 0, &size);
  marc = rc_marc_from_bytes (data != NULL ? data : "", size, error);
  if (marc == NULL)
    {
      g_prefix_error (error, _ ("Record %" PRId64 ": "), id);
      return NULL;
    }
  return rc_description_new_texts (marc);
}

/* A number that was typed shows nowhere else. */
static gboolean
find_in_numbers (RcDatabase *db, const RcDescription *description, RcHighlighter *highlighter, RcRowData *row, GError **error)
{
  g_autoptr (GPtrArray) copies = rc_copies_load (db, row->id, error);

  if (copies == NULL)
    return FALSE;
  for (guint i = 0; i < copies->len && row->snippet == NULL; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      row->snippet_place = RC_SNIPPET_BARCODE;
      row->snippet = copy->barcode != NULL ? rc_highlighter_snippet (highlighter, copy->barcode) : NULL;
      if (row->snippet == NULL && copy->shelfmark != NULL)
        {
          row->snippet_place = RC_SNIPPET_SHELFMARK;
          row->snippet = rc_highlighter_snippet (highlighter, copy->shelfmark);
        }
    }
  if (row->snippet != NULL || description == NULL)
    return TRUE;
  row->snippet_place = RC_SNIPPET_OTHER;
  for (guint i = 0; description->identifiers[i] != NULL && row->snippet == NULL; i++)
    row->snippet = rc_highlighter_snippet (highlighter, description->identifiers[i]);
  return TRUE;
}

/* The page whose snippet shows most of the query, and more than the row's does. */
static gboolean
find_in_pages (RcDatabase *db, RcRowData *row, RcHighlighter *highlighter, guint n_words, GError **error)
{
  guint n_best = 0;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT p.text, p.page FROM document d JOIN page_text p ON p.document = d.id WHERE d.record = ? "
                             "ORDER BY d.id, p.page LIMIT ?",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, row->id);
  rc_statement_bind_int (select, 2, MAX_SNIPPET_PAGES);
  while (n_best < n_words && rc_statement_step (select, &local_error))
    {
      char *here = rc_highlighter_snippet (highlighter, rc_statement_get_text (select, 0));
      guint n_here = here != NULL ? rc_highlighter_count (highlighter, here, G_MAXUINT) : 0;

      /* Only once there is something to compare with: most records have no pages. */
      if (n_best == 0 && row->snippet != NULL)
        n_best = rc_highlighter_count (highlighter, row->snippet, G_MAXUINT);
      if (n_here > n_best)
        {
          g_free (row->snippet);
          row->snippet = g_steal_pointer (&here);
          row->snippet_place = RC_SNIPPET_PAGE;
          row->snippet_page = (guint) rc_statement_get_int (select, 1);
          n_best = n_here;
        }
      g_free (here);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return local_error == NULL;
}

static gboolean
find_in_grant (RcDatabase *db, RcHighlighter *highlighter, RcRowData *row, GError **error)
{
  g_autoptr (RcGrant) grant = rc_grants_load (db, row->id, error);
  char *texts[3] = { NULL };

  if (grant == NULL)
    return FALSE;
  texts[0] = join_texts (grant->summary, NULL, grant->eligibility);
  texts[1] = join_texts (NULL, grant->subjects, NULL);
  find_in_texts (texts, highlighter, row);
  return TRUE;
}

static gboolean
add_snippet (RcDatabase *db, RcRowData *row, RcHighlighter *highlighter, guint n_words, GError **error)
{
  guint n_hits = rc_highlighter_count (highlighter, row->title, n_words);
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcDescription) description = NULL;

  if (n_hits >= n_words || row->kind == RC_KIND_FILE)
    return TRUE;
  if (row->kind == RC_KIND_GRANT)
    find_in_grant (db, highlighter, row, &problem);
  else
    description = load_texts (db, row->id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (description != NULL)
    {
      char *texts[] = { g_strdup (description->abstract), join_texts (NULL, description->subjects, NULL),
                        join_texts (NULL, description->notes, description->series) };

      find_in_texts (texts, highlighter, row);
    }
  return find_in_pages (db, row, highlighter, n_words, error)
         && (row->snippet != NULL || n_hits > 0 || find_in_numbers (db, description, highlighter, row, error));
}

GPtrArray *
rc_query_load_rows (RcDatabase *db, const gint64 *ids, guint n_ids, const char *query, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n_ids, (GDestroyNotify) rc_row_data_free);
  guint n_words = query != NULL ? count_words (query) : 0;
  g_autoptr (RcHighlighter) highlighter = n_words > 0 ? rc_highlighter_new (query) : NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcStatement) guard = NULL;

  g_return_val_if_fail (db != NULL && (ids != NULL || n_ids == 0), NULL);

  /* Left standing on its first row until the end: so all statements read one snapshot, and none begins one of its own. */
  guard = rc_statement_new (db, "SELECT 1 FROM sqlite_schema", error);
  if (guard == NULL)
    return NULL;
  if (!rc_statement_step (guard, &problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (RcStatement) select = NULL;
      RcRowData *row;

      select = rc_statement_new (db,
                                 "SELECT kind, material, title, parallel_title, people, publisher, languages, year, added, "
                                 "changed, EXISTS (SELECT 1 FROM document d WHERE d.record = record.id AND (d.sha256 IS NOT NULL OR "
                                 "EXISTS (SELECT 1 FROM disc WHERE disc.record = d.disc AND disc.sha256 IS NOT NULL))) "
                                 "FROM record WHERE id = ? AND state <> 9",
                                 error);
      if (select == NULL)
        return NULL;
      row = load_row (db, select, ids[i], &local_error);
      g_ptr_array_add (rows, row);
      if (row != NULL && n_words > 0 && local_error == NULL)
        add_snippet (db, row, highlighter, n_words, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&rows);
}
