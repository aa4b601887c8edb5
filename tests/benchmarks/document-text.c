/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of documents: pages a second beside pdftotext, how many of its words are found, and how long it takes to find.
 * Arguments: PDFs. Figures, never a verdict. */
#include <gio/gio.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>

#include "documents/hits.h"
#include "documents/page-reader.h"
#include "documents/read-ahead.h"

#define ROUNDS 3
#define PAGES_TO_FIND_IN 500
#define PAGES_IN_SIGHT 2
/* GtkListView makes about so many beside those that it shows. */
#define ROWS_IN_SIGHT 205

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* Of this process and of all that have ended. */
static double
get_processor_seconds (void)
{
  static const int who[] = { RUSAGE_SELF, RUSAGE_CHILDREN };
  double seconds = 0;

  for (guint i = 0; i < G_N_ELEMENTS (who); i++)
    {
      struct rusage used;

      getrusage (who[i], &used);
      seconds += (double) (used.ru_utime.tv_sec + used.ru_stime.tv_sec) + (double) (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    }
  return seconds;
}

/* (nullable) what pdftotext says; the time it takes is added. */
static char *
run_pdftotext (const char *path, double *seconds)
{
  const char *arguments[] = { "pdftotext", path, "-", NULL };
  g_autoptr (GSubprocess) process = NULL;
  gint64 start = g_get_monotonic_time ();
  char *text = NULL;
  g_autoptr (GBytes) out = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process == NULL || !g_subprocess_communicate (process, NULL, NULL, &out, NULL, NULL))
    return NULL;
  *seconds += seconds_since (start);
  if (g_subprocess_get_successful (process))
    text = g_utf8_make_valid (g_bytes_get_data (out, NULL), (gssize) g_bytes_get_size (out));
  return text;
}

/* (nullable) */
static RcDocumentText *
read_ours (const char *path, double *seconds, int *n_pages)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (RcPageReader) reader = rc_page_reader_new (path, NULL, FALSE, NULL, NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_page_problem_free);
  g_autoptr (GPtrArray) pages = NULL;
  RcDocumentText *text;

  if (reader == NULL)
    return NULL;
  *n_pages = rc_pdf_get_n_pages (rc_page_reader_get_pdf (reader));
  pages = rc_page_reader_read (reader, 0, *n_pages, problems, NULL, NULL);
  *seconds += seconds_since (start);
  text = rc_document_text_new ();
  g_ptr_array_set_free_func (pages, NULL);
  for (guint i = 0; i < pages->len; i++)
    rc_document_text_add (text, pages->pdata[i]);
  return text;
}

/* What is left of a document that was begun. */
static int
read_rest (RcReadBegun *begun)
{
  int n_pages = begun->reader != NULL ? rc_pdf_get_n_pages (rc_page_reader_get_pdf (begun->reader)) : 0;
  int n_read = begun->pages != NULL ? (int) begun->pages->len : 0;

  if (n_read < n_pages)
    g_ptr_array_unref (rc_page_reader_read (begun->reader, n_read, n_pages - n_read, begun->problems, NULL, NULL));
  return n_pages;
}

/* All documents, as an import reads them: two at once, and a long one in two places. The pages. */
static int
read_all_ours (char **paths, int n, gboolean covers, double *seconds, double *processor)
{
  gint64 start = g_get_monotonic_time ();
  double processor_start = get_processor_seconds ();
  g_autoptr (RcReadAhead) ahead = rc_read_ahead_new (FALSE, NULL);
  int n_pages = 0;

  for (int i = 0, pushed = 0; i < n; i++)
    {
      g_autoptr (RcReadBegun) begun = NULL;

      for (; pushed < MIN (n, i + RC_READ_AHEAD_DOCUMENTS); pushed++)
        {
          const RcReadWanted wanted = { .path = paths[pushed], .text = TRUE, .cover = covers, .alone = n == 1 };

          rc_read_ahead_push (ahead, &wanted);
        }
      begun = rc_read_ahead_pop (ahead, NULL);
      n_pages += read_rest (begun);
    }
  g_clear_pointer (&ahead, rc_read_ahead_free);
  *seconds = seconds_since (start);
  *processor = get_processor_seconds () - processor_start;
  return n_pages;
}

static void
read_all_theirs (char **paths, int n, double *seconds, double *processor)
{
  double processor_start = get_processor_seconds ();

  *seconds = 0;
  for (int i = 0; i < n; i++)
    g_free (run_pdftotext (paths[i], seconds));
  *processor = get_processor_seconds () - processor_start;
}

/* In turns, and the best of each: others work on the same machine. */
static void
compare_all (char **paths, int n)
{
  double best[6] = { 0 };
  int n_pages = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      double now[6];

      read_all_theirs (paths, n, &now[0], &now[1]);
      n_pages = read_all_ours (paths, n, FALSE, &now[2], &now[3]);
      read_all_ours (paths, n, TRUE, &now[4], &now[5]);
      for (guint i = 0; i < G_N_ELEMENTS (best); i++)
        best[i] = round == 0 ? now[i] : MIN (best[i], now[i]);
      g_print ("round %d: %.2f s, with covers %.2f s; pdftotext %.2f s; %.2f and %.2f times as many\n", round + 1, now[2], now[4], now[0],
               now[0] / now[2], now[0] / now[4]);
    }
  g_print ("all: %d pages in %d documents, %.0f a second, with covers %.0f; pdftotext %.0f; %.2f and %.2f times as many\n", n_pages, n,
           n_pages / best[2], n_pages / best[4], n_pages / best[0], best[0] / best[2], best[0] / best[4]);
  g_print ("processor: %.2f s, with covers %.2f s; pdftotext %.2f s\n", best[3], best[5], best[1]);
}

static gboolean
has_letters (const char *word)
{
  for (const char *p = word; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Words of the other one that are found, each once a document. */
static void
compare_words (const char *path, const char *theirs, const RcDocumentText *ours, guint *n_words, guint *n_found)
{
  g_auto (GStrv) words = g_strsplit_set (theirs, " \n\f\t", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_missing = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (GArray) places = NULL;

      if (!has_letters (words[i]) || !g_hash_table_add (seen, words[i]))
        continue;
      places = rc_document_text_find (ours, words[i], 0, 10000, NULL);
      (*n_words)++;
      *n_found += places->len > 0;
      if (places->len == 0 && n_missing++ < 5)
        g_print ("  not found in %s: “%s”\n", path, words[i]);
    }
  if (n_missing > 5)
    g_print ("  … and %u words more\n", n_missing - 5);
}

typedef struct
{
  double found_ms, shown_ms;
  guint n_places, n_rows, n_boxes;
} Finding;

/* What the reader does at a key: finds, and shows the rows and pages in sight. */
static Finding
find_once (RcDocumentText *text, const char *query)
{
  Finding finding = { 0 };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GArray) places = rc_document_text_find (text, query, 0, 10000, &finding.n_places);
  g_autoptr (RcHits) hits = rc_hits_new (text);

  finding.found_ms = 1000 * seconds_since (start);
  rc_hits_add (hits, places);
  for (; finding.n_rows < MIN (ROWS_IN_SIGHT, rc_hits_get_n (hits)); finding.n_rows++)
    {
      guint from, to;

      g_free (rc_hits_dup_snippet (hits, finding.n_rows, &from, &to));
    }
  for (guint i = 0; i < rc_hits_get_n (hits) && rc_hits_get_page (hits, i) < rc_hits_get_page (hits, 0) + PAGES_IN_SIGHT; i++)
    {
      g_array_unref (rc_hits_make_boxes (hits, i));
      finding.n_boxes++;
    }
  finding.shown_ms = 1000 * seconds_since (start);
  return finding;
}

/* The best of several: others work on the same machine. */
static void
measure_finding (RcDocumentText *text)
{
  static const char *const queries[] = { "e", "image", "compression of", "Otrar", "data unit", "zzzz" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      Finding best = find_once (text, queries[i]);

      for (guint round = 1; round < 5; round++)
        {
          Finding now = find_once (text, queries[i]);

          best.found_ms = MIN (best.found_ms, now.found_ms);
          best.shown_ms = MIN (best.shown_ms, now.shown_ms);
        }
      g_print ("find “%s” on %u pages: %u places in %.1f ms, with context of %u and boxes of %u in sight in %.1f ms\n", queries[i],
               rc_document_text_get_n_pages (text), best.n_places, best.found_ms, best.n_rows, best.n_boxes, best.shown_ms);
    }
}

int
main (int argc, char **argv)
{
  guint n_words = 0, n_found = 0;
  int most = 0;
  const char *longest = NULL;

  setlocale (LC_ALL, "");
  compare_all (argv + 1, argc - 1);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (RcDocumentText) document = NULL;
      double t = 0, o = 0;
      int n_pages = 0;

      for (int round = 0; round < ROUNDS; round++)
        {
          g_clear_pointer (&text, g_free);
          g_clear_pointer (&document, rc_document_text_unref);
          text = run_pdftotext (argv[i], &t);
          document = read_ours (argv[i], &o, &n_pages);
        }
      if (text == NULL || document == NULL)
        continue;
      compare_words (argv[i], text, document, &n_words, &n_found);
      if (n_pages >= 50)
        g_print ("%s: %d pages, %.0f a second; pdftotext %.0f; %.2f times as many\n", argv[i], n_pages, ROUNDS * n_pages / o,
                 ROUNDS * n_pages / t, t / o);
      if (n_pages > most)
        {
          most = n_pages;
          longest = argv[i];
        }
    }
  g_print ("of %u words that pdftotext finds %u are found (%.2f %%)\n", n_words, n_found, 100.0 * n_found / MAX (1, n_words));
  if (longest != NULL)
    {
      g_autoptr (RcDocumentText) document = rc_document_text_new ();
      g_autoptr (RcPageReader) reader = rc_page_reader_new (longest, NULL, FALSE, NULL, NULL);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_page_problem_free);

      for (guint n = 0; reader != NULL && n < PAGES_TO_FIND_IN;)
        {
          g_autoptr (GPtrArray) pages = rc_page_reader_read (reader, 0, MIN (most, (int) (PAGES_TO_FIND_IN - n)), problems, NULL, NULL);

          g_ptr_array_set_free_func (pages, NULL);
          for (guint i = 0; i < pages->len; i++, n++)
            rc_document_text_add (document, pages->pdata[i]);
        }
      measure_finding (document);
    }
  return 0;
}
