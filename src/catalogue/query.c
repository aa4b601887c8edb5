/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search answered from the catalogue: ids and counts come from search/, rows from here. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "catalogue/clock.h"
#include "catalogue/database-private.h"
#include "catalogue/deadline-moves.h"
#include "catalogue/derive.h"
#include "catalogue/grants.h"
#include "catalogue/query.h"
#include "catalogue/page-hits.h"
#include "catalogue/row-snippet.h"

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
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_strfreev (self->subjects);
  g_free (self->snippet);
  g_free (self->snippet_label);
  g_free (self->snippet_path);
  rc_cover_picture_free (self->cover);
  g_free (self);
}

RcSearchAnswer *
rc_query_run (RcDatabase *db, const RcSearchQuery *query, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (db != NULL && query != NULL, NULL);

  return rc_search_run (rc_database_get_handle (db), query, cancellable, error);
}

static gboolean
load_file (RcDatabase *db, RcRowData *row, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT f.disc, d.title, (SELECT shelfmark FROM copy WHERE record = f.disc ORDER BY position "
                             "LIMIT 1), f.path, f.media_type, f.size_bytes "
                             "FROM file f JOIN record d ON d.id = f.disc WHERE f.record = ?",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, row->id);
  if (!rc_statement_step (select, &problem))
    {
      if (problem == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
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

  select = rc_statement_new (db, "SELECT coalesce (max (n_files), 0), coalesce (max (n_bytes), 0) FROM disc WHERE record = ?", error);
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
load_grant (RcDatabase *db, RcRowData *row, const RcClock *clock, GError **error)
{
  gint64 now = clock->now;
  g_autoptr (RcGrant) grant = rc_grants_load (db, row->id, error);
  g_auto (GStrv) audience = NULL;
  g_auto (GStrv) countries = NULL;
  const RcDeadline *current;

  if (grant == NULL)
    return FALSE;
  row->deadline = rc_grants_get_next (grant->deadlines, now, &row->deadline_precision);
  current = rc_deadlines_current (grant->deadlines, now);
  row->deadline_day = current != NULL ? rc_deadline_get_day (current, row->deadline) : 0;
  if (clock->is_wrong && (row->deadline_precision == RC_DEADLINE_INSTANT || row->deadline_precision == RC_DEADLINE_DAY))
    row->deadline_precision = RC_DEADLINE_UNCOUNTED;
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
  row->facts = rc_grant_list_facts (grant);
  audience = rc_grant_list_audience (grant);
  countries = rc_grant_list_countries (grant);
  row->audience = join_words (audience);
  row->countries = join_words (countries);
  return TRUE;
}

static gboolean
load_parts (RcDatabase *db, RcRowData *row, const RcClock *clock, GError **error)
{
  switch (row->kind)
    {
    case RC_KIND_FILE:
      return load_file (db, row, error);
    case RC_KIND_DISC:
      return load_disc (db, row, error);
    case RC_KIND_GRANT:
      return load_grant (db, row, clock, error);
    case RC_KIND_PUBLICATION:
      return !row->readable || rc_covers_load (db, row->id, FALSE, &row->cover, error);
    case RC_KIND_NONE:
    default:
      return TRUE;
    }
}

/* Of the row that `select` stands on. The copy to name is the first of those that are nearest at hand. */
static void
add_copy (RcRowData *row, RcStatement *select, gint64 *named_status, gint64 *named_position)
{
  gint64 position = rc_statement_get_int (select, 12), status = rc_statement_get_int (select, 14);
  const char *due = rc_statement_get_text (select, 15);

  if (row->copies == 0 || status < *named_status || (status == *named_status && position < *named_position))
    {
      g_free (row->shelfmark);
      row->shelfmark = rc_statement_dup_text (select, 13);
      *named_status = status;
      *named_position = position;
    }
  row->copies++;
  if (status == RC_COPY_ON_SHELF)
    row->copies_on_shelf++;
  if (status == RC_COPY_ON_LOAN && due != NULL && (row->due == NULL || strcmp (due, row->due) < 0))
    {
      g_free (row->due);
      row->due = g_strdup (due);
    }
  if (row->copies_on_shelf > 0)
    g_clear_pointer (&row->due, g_free);
}

static RcRowData *
new_row (RcStatement *select)
{
  RcRowData *row = g_new0 (RcRowData, 1);

  row->id = rc_statement_get_int (select, 0);
  row->kind = (RcKind) rc_statement_get_int (select, 1);
  row->material = (RcMaterial) rc_statement_get_int (select, 2);
  row->title = rc_statement_dup_text (select, 3);
  row->parallel_title = rc_statement_dup_text (select, 4);
  row->people = rc_statement_dup_text (select, 5);
  row->publisher = rc_statement_dup_text (select, 6);
  row->languages = rc_statement_dup_text (select, 7);
  row->year = (int) rc_statement_get_int (select, 8);
  row->added = rc_statement_get_int (select, 9);
  row->changed = rc_statement_get_int (select, 10);
  row->readable = rc_statement_get_int (select, 11) != 0;
  row->draft = rc_statement_get_int (select, 17) != 0;
  return row;
}

/* What records and copies say, of all rows at once; what is gone stays NULL. */
static gboolean
load_records (RcDatabase *db, const gint64 *ids, GPtrArray *rows, GError **error)
{
  g_autoptr (GString) list = g_string_new ("[");
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcStatement) select = NULL;
  gint64 named_status = 0, named_position = 0;

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (list, "%s%" PRId64, i > 0 ? "," : "", ids[i]);
  g_string_append_c (list, ']');
  select = rc_statement_new (db,
                             "SELECT r.id, kind, material, title, parallel_title, people, publisher, languages, year, added, "
                             "changed, EXISTS (SELECT 1 FROM document d WHERE d.record = r.id AND (d.sha256 IS NOT NULL OR "
                             "EXISTS (SELECT 1 FROM disc WHERE disc.record = d.disc AND disc.sha256 IS NOT NULL))), "
                             "c.position, c.shelfmark, c.status, c.due, wanted.key, r.state "
                             "FROM json_each (?) wanted CROSS JOIN record r ON r.id = wanted.value "
                             "LEFT JOIN copy c ON c.record = r.id WHERE r.state <> 9",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_text (select, 1, list->str);
  while (rc_statement_step (select, &problem))
    {
      gpointer *row = &g_ptr_array_index (rows, rc_statement_get_int (select, 16));

      if (*row == NULL)
        *row = new_row (select);
      if (!rc_statement_is_null (select, 12))
        add_copy (*row, select, &named_status, &named_position);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Only where there is a grant to count days of. */
static gboolean
read_clock (RcDatabase *db, GPtrArray *rows, RcClock *clock, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (rows, i);

      if (row != NULL && row->kind == RC_KIND_GRANT)
        return rc_clock_read (clock, db, g_get_real_time () / G_USEC_PER_SEC, error);
    }
  return TRUE;
}

/* With snippets where `query` is one. */
static gboolean
fill_rows (RcDatabase *db, GPtrArray *rows, const char *query, GError **error)
{
  guint n_words = query != NULL ? rc_page_hit_count_words (query) : 0;
  g_autoptr (RcHighlighter) highlighter = n_words > 0 ? rc_highlighter_new (query) : NULL;
  g_autoptr (RcHeadingFinder) finder = n_words > 0 ? rc_heading_finder_new (rc_database_get_handle (db), query) : NULL;

  RcClock clock = { 0 };

  if (!read_clock (db, rows, &clock, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      RcRowData *row = g_ptr_array_index (rows, i);

      if (row != NULL
          && (!load_parts (db, row, &clock, error) || (n_words > 0 && !rc_row_add_snippet (db, row, highlighter, n_words, finder, error))))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
rc_query_load_rows (RcDatabase *db, const gint64 *ids, guint n_ids, const char *query, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n_ids, (GDestroyNotify) rc_row_data_free);
  g_autoptr (RcStatement) guard = NULL;

  g_return_val_if_fail (db != NULL && (ids != NULL || n_ids == 0), NULL);

  g_ptr_array_set_size (rows, (gint) n_ids);
  /* Left standing on its first row until the end: so all statements read one snapshot, and none begins one of its own. */
  guard = rc_statement_new (db, "SELECT 1 FROM sqlite_schema", error);
  if (guard == NULL || !rc_statement_step (guard, error) || !load_records (db, ids, rows, error)
      || !fill_rows (db, rows, query, error))
    return NULL;
  return g_steal_pointer (&rows);
}

typedef struct
{
  RcDatabase *db;             /* (unowned) */
  const RcSearchQuery *query; /* (unowned) */
  GPtrArray *rows;            /* (owned) (nullable) RcRowData */
} Page;

static gboolean
load_page (const RcSearchAnswer *answer, gpointer data, GError **error)
{
  Page *page = data;

  g_clear_pointer (&page->rows, g_ptr_array_unref);
  page->rows = rc_query_load_rows (page->db, (const gint64 *) (gconstpointer) answer->ids->data, answer->ids->len,
                                   answer->corrected != NULL ? answer->corrected : page->query->text, error);
  return page->rows != NULL;
}

RcSearchAnswer *
rc_query_run_with_rows (RcDatabase *db, const RcSearchQuery *query, GPtrArray **rows, GCancellable *cancellable, GError **error)
{
  Page page = { db, query, NULL };
  RcSearchAnswer *answer;

  g_return_val_if_fail (db != NULL && query != NULL && rows != NULL, NULL);

  answer = rc_search_run_with_page (rc_database_get_handle (db), query, load_page, &page, cancellable, error);
  if (answer == NULL)
    g_clear_pointer (&page.rows, g_ptr_array_unref);
  *rows = page.rows;
  return answer;
}
