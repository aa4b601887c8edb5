/* SPDX-License-Identifier: GPL-3.0-or-later */
/* search: a query, or one a line from standard input. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <gio/gunixinputstream.h>
#include <malloc.h>
#include <unistd.h>

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/query.h"
#include "search/parse.h"

#define DEFAULT_LIMIT 20
#define MAX_LINE_BYTES (64 * 1024)
/* What one question gives back, the next one takes again: asking the system for it each time would take longer than to answer. */
#define KEPT_BYTES (16 * 1024 * 1024)

/* The facets of the contract, in its order. */
static const RcFacetName FACETS[] = {
  RC_FACET_KIND, RC_FACET_MATERIAL, RC_FACET_LANGUAGE, RC_FACET_YEAR, RC_FACET_SUBJECT, RC_FACET_PLACE,
  RC_FACET_AVAILABILITY, RC_FACET_AUDIENCE, RC_FACET_COUNTRY, RC_FACET_FIELD, RC_FACET_CLOSING,
};

typedef struct
{
  RcSearchAnswer *answer; /* (owned) */
  GPtrArray *rows;        /* (owned) RcRowData */
  double milliseconds;    /* from the text to rows with snippets */
} Found;

static void
found_clear (Found *self)
{
  g_clear_pointer (&self->answer, rc_search_answer_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static gboolean
find (RcDatabase *db, const RcSearchQuery *query, Found *found, GCancellable *cancellable, GError **error)
{
  gint64 start_us = g_get_monotonic_time ();

  found->answer = rc_query_run_with_rows (db, query, &found->rows, cancellable, error);
  if (found->answer == NULL)
    return FALSE;
  found->milliseconds = rc_seconds_since (start_us) * 1000;
  return TRUE;
}

static void
add_facets (JsonBuilder *builder, const RcSearchAnswer *answer)
{
  json_builder_set_member_name (builder, "facets");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (FACETS); i++)
    {
      const GArray *values = answer->facets[FACETS[i]];

      json_builder_set_member_name (builder, rc_facet_name_to_string (FACETS[i]));
      json_builder_begin_array (builder);
      for (guint j = 0; values != NULL && j < values->len; j++)
        {
          const RcFacetValue *value = &g_array_index (values, RcFacetValue, j);

          json_builder_begin_array (builder);
          json_builder_add_string_value (builder, value->value);
          json_builder_add_int_value (builder, (gint64) value->count);
          json_builder_end_array (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_results (JsonBuilder *builder, GPtrArray *rows)
{
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      json_builder_begin_object (builder);
      rc_json_add_int (builder, "id", row->id);
      rc_json_add_string (builder, "kind", rc_kind_to_string (row->kind));
      rc_json_add_string (builder, "title", row->title);
      if (row->year != 0)
        rc_json_add_int (builder, "year", row->year);
      else
        rc_json_add_string (builder, "year", NULL);
      rc_json_add_string (builder, "snippet", row->snippet);
      if (row->snippet_page > 0)
        rc_json_add_int (builder, "page", row->snippet_page);
      if (row->snippet_path != NULL)
        rc_json_add_string (builder, "path", row->snippet_path);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const RcSearchQuery *query, const Found *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rc_json_add_string (builder, "query", query->text);
  rc_json_add_string (builder, "understood", found->answer->understood);
  rc_json_add_int (builder, "total", (gint64) found->answer->total);
  rc_json_add_double (builder, "milliseconds", found->milliseconds);
  add_results (builder, found->rows);
  add_facets (builder, found->answer);
  json_builder_end_object (builder);
  rc_print_builder (builder);
}

static void
print_text (const RcSearchQuery *query, const Found *found)
{
  if (found->answer->understood != NULL && *found->answer->understood != '\0')
    rc_print ("Showing results for %s; --exactly searches only for %s\n", found->answer->understood, query->text);
  else if (found->answer->suggested != NULL)
    rc_print ("Did you mean %s?\n", found->answer->suggested);
  for (guint i = 0; i < found->rows->len; i++)
    {
      const RcRowData *row = g_ptr_array_index (found->rows, i);

      if (row == NULL)
        continue;
      rc_print ("%8" G_GINT64_FORMAT "  %-11s  %s", row->id, rc_kind_to_string (row->kind), row->title);
      if (row->year != 0)
        rc_print (" (%d)", row->year);
      rc_print ("\n");
      if (row->snippet != NULL)
        rc_print ("%23s%s\n", "", row->snippet);
    }
  rc_print ("%" G_GUINT64_FORMAT " found, %u shown, %.1f ms\n", found->answer->total, found->rows->len, found->milliseconds);
}

static gboolean
answer_one (RcAdmin *admin, RcDatabase *db, const RcSearchQuery *query, GError **error)
{
  g_auto (Found) found = { 0 };

  if (!find (db, query, &found, admin->cancellable, error))
    return FALSE;
  if (admin->json)
    print_json (query, &found);
  else
    print_text (query, &found);
  return TRUE;
}

/* A query per line; a line that cannot be answered is answered with an error, and the next one is read. */
static int
answer_lines (RcAdmin *admin, RcDatabase *db, const RcSearchQuery *template, GError **error)
{
  g_autoptr (GInputStream) plain = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (plain);
  gboolean all_good = TRUE;

  admin->json = TRUE;
  mallopt (M_TRIM_THRESHOLD, KEPT_BYTES);
  mallopt (M_MMAP_THRESHOLD, KEPT_BYTES);
  /* And the many pieces of what was printed are put together as they are freed, not when the next question is asked. */
  mallopt (M_MXFAST, 0);
  while (TRUE)
    {
      g_autoptr (RcSearchQuery) query = rc_search_query_copy (template);
      g_autoptr (GError) problem = NULL;
      g_autofree char *line = NULL;
      gsize length = 0;

      line = g_data_input_stream_read_line (stream, &length, admin->cancellable, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return RC_EXIT_FAILED;
        }
      if (line == NULL)
        return all_good ? RC_EXIT_DONE : RC_EXIT_PART;
      if (length > 0 && line[length - 1] == '\r')
        line[--length] = '\0';
      if (length > MAX_LINE_BYTES || strlen (line) != length || !g_utf8_validate (line, -1, NULL))
        rc_admin_set_usage (&problem, "a query is a line of UTF-8 of at most %d bytes", MAX_LINE_BYTES);
      else
        {
          g_free (query->text);
          query->text = g_steal_pointer (&line);
          answer_one (admin, db, query, &problem);
        }
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return RC_EXIT_FAILED;
        }
      if (problem != NULL)
        {
          rc_print_error (problem, TRUE);
          all_good = FALSE;
        }
    }
}

static gboolean
add_filter (RcSearchQuery *query, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals != NULL ? g_strndup (text, (gsize) (equals - text)) : NULL;
  RcFacetName facet;
  const char *const *words;
  int from = 0, to = 0;

  if (!rc_admin_check_text (text, error))
    return FALSE;
  if (name == NULL || equals[1] == '\0')
    {
      rc_admin_set_usage (error, "“%s”: a filter is NAME=VALUE", text);
      return FALSE;
    }
  if (!rc_facet_name_from_string (name, &facet))
    {
      rc_admin_set_usage (error,
                          "“%s” is no filter; they are kind, material, language, year, subject, place, availability, audience, "
                          "country, field and closing",
                          name);
      return FALSE;
    }
  if (facet == RC_FACET_KIND && rc_kind_from_string (equals + 1) == RC_KIND_NONE)
    {
      rc_admin_set_usage (error, "“%s” is no kind; the kinds are publication, disc, file and grant", equals + 1);
      return FALSE;
    }
  if (facet == RC_FACET_YEAR && (!rc_years_parse (equals + 1, &from, &to) || (to != 0 && from > to)))
    {
      rc_admin_set_usage (error, "“%s” is neither a year nor years like 1995..2001", equals + 1);
      return FALSE;
    }
  words = rc_facet_name_get_words (facet);
  if (words != NULL && !g_strv_contains (words, equals + 1))
    {
      g_autofree char *known = g_strjoinv (", ", (char **) words);

      rc_admin_set_usage (error, "“%s” is no word of %s; they are %s", equals + 1, name, known);
      return FALSE;
    }
  rc_search_query_add_filter (query, facet, equals + 1);
  return TRUE;
}

static gboolean
set_options (RcSearchQuery *query, char **kinds, char **filters, const char *sort, gint limit, gint offset, GError **error)
{
  for (char **kind = kinds; kind != NULL && *kind != NULL; kind++)
    {
      g_autofree char *filter = g_strconcat ("kind=", *kind, NULL);

      if (!add_filter (query, filter, error))
        return FALSE;
    }
  for (char **filter = filters; filter != NULL && *filter != NULL; filter++)
    if (!add_filter (query, *filter, error))
      return FALSE;
  if (sort != NULL && !rc_sort_from_string (sort, &query->sort))
    {
      rc_admin_set_usage (error, "“%s” is no order; the orders are relevance, newest, title and deadline", sort);
      return FALSE;
    }
  if (limit < 0 || offset < 0)
    {
      rc_admin_set_usage (error, "--limit and --offset are not negative");
      return FALSE;
    }
  query->limit = (guint) limit;
  query->offset = (guint) offset;
  query->facets = TRUE;
  return TRUE;
}

int
rc_command_search (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_auto (GStrv) kinds = NULL;
  g_auto (GStrv) filters = NULL;
  g_autofree char *sort = NULL;
  gint limit = DEFAULT_LIMIT, offset = 0;
  gboolean all = FALSE, batch = FALSE, exactly = FALSE;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &kinds, "publication, disc, file or grant", "K" },
    { "filter", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &filters, "kind, material, language, year (1995..2001), subject, place, availability, audience, country, field, closing; the same NAME twice means or", "NAME=VALUE" },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &sort, "relevance (default), newest, title, deadline", "ORDER" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, "Show so many (20)", "N" },
    { "offset", 0, 0, G_OPTION_ARG_INT, &offset, "Leave out the first", "N" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, "Drafts and what waits for review, too", NULL },
    { "exactly", 0, 0, G_OPTION_ARG_NONE, &exactly, "Only the words as typed: no other form, script or spelling", NULL },
    { "batch", 0, 0, G_OPTION_ARG_NONE, &batch, "A query per line from standard input; each answered by a line of JSON", NULL },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "QUERY", entries, 0, G_MAXUINT, error);
  g_autoptr (RcSearchQuery) query = NULL;
  g_autoptr (RcDatabase) db = NULL;
  g_autofree char *text = NULL;

  if (operands == NULL)
    return RC_EXIT_USAGE;
  if (batch == (operands[0] != NULL))
    {
      rc_admin_set_usage (error, batch ? "--batch takes its queries from standard input" : "search wants a QUERY; \"\" finds everything");
      return RC_EXIT_USAGE;
    }
  text = g_strjoinv (" ", operands);
  if (!rc_admin_check_text (text, error))
    return RC_EXIT_USAGE;
  query = rc_search_query_new (text);
  query->all = all;
  query->rescue = TRUE;
  query->exactly = exactly;
  if (!set_options (query, kinds, filters, sort, limit, offset, error))
    return RC_EXIT_USAGE;
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  if (batch)
    return answer_lines (admin, db, query, error);
  return answer_one (admin, db, query, error) ? RC_EXIT_DONE : RC_EXIT_FAILED;
}
