/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of documents: pages a second beside pdftotext, how many of its words are found, and how long it takes to find.
 * Arguments: PDFs. Figures, never a verdict. */
#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#include "documents/document-text.h"
#include "documents/page-reader.h"

#define ROUNDS 3
#define PAGES_TO_FIND_IN 500

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
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
  g_autoptr (RcPageReader) reader = rc_page_reader_new (path, FALSE, NULL, NULL);
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

static void
measure_finding (RcDocumentText *text)
{
  static const char *const queries[] = { "e", "image", "compression of", "Otrar", "data unit", "zzzz" };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      gint64 start = g_get_monotonic_time ();
      guint total;
      g_autoptr (GArray) places = rc_document_text_find (text, queries[i], 0, 10000, &total);
      double found = 1000 * seconds_since (start);
      g_autoptr (GPtrArray) hits = rc_document_text_make_hits (text, (const RcTextPlace *) (gpointer) places->data, places->len);

      g_print ("find “%s” on %u pages: %u places in %.1f ms, with boxes and context of %u in %.1f ms\n", queries[i],
               rc_document_text_get_n_pages (text), total, found, hits->len, 1000 * seconds_since (start));
    }
}

int
main (int argc, char **argv)
{
  double theirs = 0, ours = 0;
  guint n_words = 0, n_found = 0;
  int n_all = 0, most = 0;
  const char *longest = NULL;

  setlocale (LC_ALL, "");
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
      theirs += t;
      ours += o;
      n_all += ROUNDS * n_pages;
      if (n_pages >= 50)
        g_print ("%s: %d pages, %.0f a second; pdftotext %.0f; %.2f times as many\n", argv[i], n_pages, ROUNDS * n_pages / o,
                 ROUNDS * n_pages / t, t / o);
      if (n_pages > most)
        {
          most = n_pages;
          longest = argv[i];
        }
    }
  g_print ("all: %d pages, %.0f a second; pdftotext %.0f; %.2f times as many\n", n_all, n_all / ours, n_all / theirs, theirs / ours);
  g_print ("of %u words that pdftotext finds %u are found (%.2f %%)\n", n_words, n_found, 100.0 * n_found / MAX (1, n_words));
  if (longest != NULL)
    {
      g_autoptr (RcDocumentText) document = rc_document_text_new ();
      g_autoptr (RcPageReader) reader = rc_page_reader_new (longest, FALSE, NULL, NULL);
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
