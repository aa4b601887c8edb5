/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a question, up to the first line end; what follows as a text that is indexed, asked and marked by it. */
#include "search/index.h"
#include "search/number.h"
#include "search/parse.h"
#include "search/search.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const unsigned char *data, size_t size);

static void
check_typed (const char *query)
{
  g_autoptr (RcTyped) typed = rc_typed_new (query);
  gsize length = strlen (typed->text);

  g_assert (g_utf8_validate (typed->text, -1, NULL));
  g_assert (typed->years.to == 0 || typed->years.from <= typed->years.to);
  for (guint i = 0; i < typed->units->len; i++)
    {
      const RcUnit *unit = g_ptr_array_index (typed->units, i);

      g_assert (unit->phrases->len > 0 && unit->phrases->len == unit->keys->len);
      g_assert (unit->start < unit->stop && unit->stop <= length);
      g_assert (!unit->excluded || !unit->prefix);
    }
  for (guint i = 0; i < typed->spans->len; i++)
    {
      const RcSpan *span = &g_array_index (typed->spans, RcSpan, i);

      g_assert (span->first + 1 < span->end && span->end <= typed->units->len && *span->key != '\0');
    }
}

static void
check_marks (const char *query, const char *text)
{
  g_autoptr (RcHighlighter) highlighter = rc_highlighter_new (query);
  g_autoptr (GArray) ranges = rc_highlighter_mark (highlighter, text);
  g_autofree char *snippet = rc_highlighter_snippet (highlighter, text);
  guint at = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RcTextRange *range = &g_array_index (ranges, RcTextRange, i);

      g_assert (range->start >= at && range->start < range->end && range->end <= strlen (text));
      at = range->end;
    }
  g_assert ((snippet == NULL) == (ranges->len == 0));
  g_assert (snippet == NULL || g_utf8_validate (snippet, -1, NULL));
}

static void
check_symbols (const char *text)
{
  gsize at = 0, start, stop, before = 0;
  char key[RC_KEY_SIZE];

  while (rc_number_next_symbol (text, strlen (text), &at, &start, &stop))
    {
      g_assert (start < stop && stop <= at && at <= strlen (text) && stop > before);
      g_assert (rc_number_key (text + start, (gssize) (stop - start), key) == strlen (key));
      before = stop;
    }
}

/* Nothing typed is an error. */
static RcSearchAnswer *
ask (sqlite3 *db, const char *text)
{
  g_autoptr (RcSearchQuery) query = rc_search_query_new (text);
  g_autoptr (GError) error = NULL;
  RcSearchAnswer *answer;

  query->rescue = TRUE;
  answer = rc_search_run (db, query, NULL, &error);
  g_assert_no_error (error);
  g_assert (answer->total <= 3);
  g_assert (answer->ids->len == answer->total);
  return answer;
}

/* One record of the text, one of the question, one of neither. */
static void
check_answers (sqlite3 *db, RcSearchWriter *writer, const char *query, const char *text)
{
  RcSearchEntry of_text = { .id = 1, .kind = RC_KIND_PUBLICATION, .title = text, .rest = text, .identifiers = text };
  RcSearchEntry of_query = { .id = 2, .kind = RC_KIND_PUBLICATION, .people = query, .full_text = query };
  RcSearchEntry other = { .id = 3, .kind = RC_KIND_PUBLICATION, .title = "Otrar 1995", .year = 1995 };

  g_assert_true (rc_search_writer_put (writer, &of_text, NULL));
  g_assert_true (rc_search_writer_put (writer, &of_query, NULL));
  g_assert_true (rc_search_writer_put (writer, &other, NULL));
  rc_search_answer_free (ask (db, query));
}

int
LLVMFuzzerTestOneInput (const unsigned char *data, size_t size)
{
  static sqlite3 *db;
  static RcSearchWriter *writer;
  const unsigned char *line_end = memchr (data, '\n', size);
  gsize n = line_end != NULL ? (gsize) (line_end - data) : size;
  g_autofree char *query = g_strndup ((const char *) data, n);
  g_autofree char *text = g_strndup ((const char *) data + n, size - n);

  if (db == NULL)
    {
      g_assert (sqlite3_open (":memory:", &db) == SQLITE_OK);
      g_assert_true (rc_search_index_create (db, NULL));
      writer = rc_search_writer_new (db, NULL);
    }
  check_typed (query);
  check_marks (query, text);
  check_marks (text, query);
  check_symbols (text);
  check_answers (db, writer, query, text);
  return 0;
}
