/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a row was found, where its title does not say it. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/grants.h"
#include "catalogue/page-hits.h"
#include "catalogue/row-snippet.h"
#include "record/description.h"

/* Pages of a record's documents that are read for one snippet. */
#define MAX_SNIPPET_PAGES 50
#define MAX_DISC_SNIPPET_PAGES 2000 /* of many small files */

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
  g_autoptr (RcPageHit) hit = NULL;

  guint n_pages = row->kind == RC_KIND_DISC ? MAX_DISC_SNIPPET_PAGES : MAX_SNIPPET_PAGES;

  if (!rc_page_hit_find (db, row->id, highlighter, n_words, row->snippet, n_pages, &hit, error))
    return FALSE;
  if (hit == NULL)
    return TRUE;
  g_free (row->snippet);
  row->snippet = g_steal_pointer (&hit->snippet);
  row->snippet_place = RC_SNIPPET_PAGE;
  row->snippet_page = hit->page;
  row->snippet_label = g_steal_pointer (&hit->label);
  row->snippet_flows = hit->flows;
  row->snippet_path = g_steal_pointer (&hit->path);
  row->snippet_document = hit->held ? hit->document : 0;
  return TRUE;
}

/* The first of the headings that is a subject with a word of the query in another of its labels. */
static gboolean
find_in_labels (RcHeadingFinder *finder, char *const *headings, RcRowData *row, GError **error)
{
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; headings != NULL && headings[i] != NULL && problem == NULL && row->snippet == NULL; i++)
    if (rc_heading_finder_answers (finder, headings[i], &problem))
      {
        row->snippet = g_strdup (headings[i]);
        row->snippet_place = RC_SNIPPET_HEADING;
      }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
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

gboolean
rc_row_add_snippet (RcDatabase *db, RcRowData *row, RcHighlighter *highlighter, guint n_words, RcHeadingFinder *finder,
                    GError **error)
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
  if (!find_in_pages (db, row, highlighter, n_words, error))
    return FALSE;
  return row->snippet != NULL || n_hits > 0
         || (find_in_numbers (db, description, highlighter, row, error)
             && (description == NULL || find_in_labels (finder, description->subjects, row, error)));
}
