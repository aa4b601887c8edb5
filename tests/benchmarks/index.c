/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The index of the search by itself, over the records of ../shared/bench: how long it takes to fill it, to make its file, to
 * merge what is new, to save one record, and to answer. Prints one line of JSON a figure.
 *
 *   bench-index FOLDER RECORDS.tsv TIMES [fts]     the records are put in as often, each time with some other words; "fts": fills
 *                                                  a table of FTS5 with the texts of the file, too, for comparison
 *
 * The columns of the records: id kind year lang place publisher title authors subjects abstract copies isbn. */
#include "fts.h"
#include "lines.h"
#include "search/index.h"
#include "search/search.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define N_TRIES 3
#define N_TITLES 100000
#define N_SAVES 300
#define N_MERGED 10000

typedef struct
{
  char *class; /* (unowned) */
  RcSearchQuery *query;
} Asked;

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

static double
cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

static void
die (const char *what, GError *error)
{
  fprintf (stderr, "index: %s: %s\n", what, error != NULL ? error->message : "");
  exit (1);
}

static void
execute (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    {
      fprintf (stderr, "index: %s: %s\n", sql, message);
      exit (1);
    }
}

static Lines *
open_lines (const char *path, guint n_times)
{
  Lines *lines = lines_new (path, n_times);

  if (lines == NULL)
    die (path, NULL);
  return lines;
}

static RcMaterial
get_material (const char *kind)
{
  static const char *const kinds[] = { "", "book", "", "document", "serial", "article", "", "map", "video" };

  for (guint i = 1; i < G_N_ELEMENTS (kinds); i++)
    if (*kinds[i] != '\0' && strcmp (kinds[i], kind) == 0)
      return (RcMaterial) i;
  return RC_MATERIAL_NONE;
}

/* As the catalogue puts a publication. */
static void
put (RcSearchWriter *writer, gint64 id, char **columns)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) subjects = g_strsplit (columns[SUBJECTS], "; ", -1);
  g_autofree char *identifiers = g_strdup_printf ("%s\n%s", columns[CONTROL], columns[ISBN]);
  const char *languages[] = { columns[LANGUAGE], NULL }, *places[] = { columns[PLACE], NULL };
  gboolean is_grant = strcmp (columns[KIND], "grant") == 0;
  RcSearchEntry entry = { .id = id, .kind = is_grant ? RC_KIND_GRANT : RC_KIND_PUBLICATION,
                          .material = get_material (columns[KIND]), .year = atoi (columns[YEAR]), .added = id,
                          .deadline = is_grant ? 1700000000 + id * 50 : 0, .title = columns[TITLE], .people = columns[AUTHORS],
                          .identifiers = identifiers, .rest = columns[ABSTRACT], .languages = languages,
                          .subjects = (const char *const *) subjects, .places = *columns[PLACE] != '\0' ? places : NULL };

  if (!rc_search_writer_put (writer, &entry, &error))
    die ("put", error);
}

/* Keeps every so many titles, which questions are made of, and the last lines, which are merged later. */
static void
fill (sqlite3 *db, const char *path, guint n_times, guint n_records, GPtrArray *titles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (db, &error);
  g_autoptr (Lines) lines = open_lines (path, n_times);
  char *columns[N_COLUMNS];
  double start = now_ms (), cpu = cpu_ms (), filled;
  gboolean made = FALSE;

  if (writer == NULL)
    die (path, error);
  execute (db, "BEGIN IMMEDIATE");
  for (guint i = 0; i < n_records && lines_next (lines, columns); i++)
    {
      put (writer, i + 1, columns);
      if (titles->len < N_TITLES && i % MAX (n_records / N_TITLES, 1) == 0)
        g_ptr_array_add (titles, g_strdup (columns[TITLE]));
    }
  filled = now_ms ();
  printf ("{\"figure\": \"fill\", \"records\": %u, \"seconds\": %.2f, \"cpu\": %.2f}\n", n_records, (filled - start) / 1000,
          (cpu_ms () - cpu) / 1000);
  fflush (stdout);
  cpu = cpu_ms ();
  if (!rc_search_writer_finish (writer, NULL, &made, &error))
    die ("finish", error);
  printf ("{\"figure\": \"build\", \"made\": %s, \"seconds\": %.2f, \"cpu\": %.2f}\n", made ? "true" : "false",
          (now_ms () - filled) / 1000, (cpu_ms () - cpu) / 1000);
  execute (db, "COMMIT");
  rc_search_index_clean (db);
  printf ("{\"figure\": \"fill and build and commit\", \"seconds\": %.2f}\n", (now_ms () - start) / 1000);
  fflush (stdout);
}

/* What the same texts cost in FTS5, contentless, with its own folding. */
static void
fill_fts (const char *folder, const char *path)
{
  double seconds, cpu;

  fts_fill (folder, path, &seconds, &cpu);
  printf ("{\"figure\": \"fts5\", \"seconds\": %.2f, \"cpu\": %.2f}\n", seconds, cpu);
  fflush (stdout);
}

static void
add_query (GArray *asked, const char *class, char *taken_text)
{
  Asked one = { (char *) class, rc_search_query_new (taken_text) };

  g_array_append_val (asked, one);
  g_free (taken_text);
}

/* Some words of a title, the last one cut after `n_letters`; NULL when it is too short. */
static char *
cut_title (GRand *random, const char *title, guint n_words, guint n_letters)
{
  g_auto (GStrv) words = g_strsplit_set (title, " ,;:.()'", -1);
  GString *text = g_string_new (NULL);
  guint n = 0, first;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      words[n++] = words[i];
    else
      g_free (words[i]);
  words[n] = NULL;
  first = n >= n_words ? (guint) g_rand_int_range (random, 0, (gint32) (n - n_words) + 1) : n;
  for (guint i = first; i < first + n_words && i < n; i++)
    {
      gboolean last = i + 1 == first + n_words;

      g_string_append_printf (text, "%s%s", i > first ? " " : "", last ? "" : words[i]);
      if (last)
        g_string_append_len (text, words[i],
                             g_utf8_strlen (words[i], -1) >= n_letters ? g_utf8_offset_to_pointer (words[i], n_letters) - words[i]
                                                                       : (gssize) strlen (words[i]));
    }
  return g_string_free (text, text->len == 0);
}

static GArray *
make_queries (GPtrArray *titles)
{
  static const struct
  {
    const char *class;
    guint n_words, n_letters, n;
  } classes[] = {
    { "2 letters", 1, 2, 150 },       { "3 letters", 1, 3, 150 },       { "4 letters", 1, 4, 150 },
    { "5 letters", 1, 5, 150 },       { "word + 1 letter", 2, 1, 200 }, { "word + 2 letters", 2, 2, 150 },
    { "word + 3 letters", 2, 3, 150 }, { "2 words + 1 letter", 3, 1, 100 }, { "2 words + 3 letters", 3, 3, 150 },
    { "2 words + 5 letters", 3, 5, 100 },
  };
  static const char *const common[] = { "education", "the", "of", "and", "in", "development", "report", "science", "и", "в", "на",
                                        "de", "la", "for", "international", "world", "education d", "the e", "of a", "the of",
                                        "education in a", "world d", "the p", "and s", "de l", "в н", "", "және", "білім" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GArray *asked = g_array_new (FALSE, FALSE, sizeof (Asked));

  for (char c = 'a'; c <= 'z'; c++)
    add_query (asked, "1 letter", g_strdup_printf ("%c", c));
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    add_query (asked, "common", g_strdup (common[i]));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    for (guint n = 0; n < classes[i].n;)
      {
        const char *title = g_ptr_array_index (titles, g_rand_int_range (random, 0, (gint32) titles->len));
        char *text = cut_title (random, title, classes[i].n_words, classes[i].n_letters);

        if (text == NULL)
          continue;
        add_query (asked, classes[i].class, text);
        n++;
      }
  /* The same words with filters and in other orders. */
  for (guint i = 0, n = asked->len; i < n; i++)
    {
      const RcSearchQuery *query = g_array_index (asked, Asked, i).query;
      Asked more = { NULL, NULL };

      if (i % 3 != 0)
        continue;
      more.query = rc_search_query_copy (query);
      more.class = (char *) (i % 2 == 0 ? "filtered" : "sorted");
      if (i % 2 == 0)
        {
          rc_search_query_add_filter (more.query, RC_FACET_LANGUAGE, i % 4 == 0 ? "eng" : "rus");
          if (i % 8 == 0)
            rc_search_query_add_filter (more.query, RC_FACET_GROUP, "book");
          if (i % 12 == 0)
            rc_search_query_add_filter (more.query, RC_FACET_YEAR, "1990..2005");
        }
      else
        more.query->sort = (RcSort) (1 + i % 3);
      more.query->open_only = more.query->sort == RC_SORT_DEADLINE;
      g_array_append_val (asked, more);
    }
  return asked;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The clock lies under load: what was worked. */
static void
print_cpu (const char *figure, GArray *times)
{
  double sum = 0;

  g_array_sort (times, compare);
  for (guint i = 0; i < times->len; i++)
    sum += g_array_index (times, double, i);
  printf ("{\"figure\": \"%s, cpu\", \"n\": %u, \"mean_ms\": %.3f, \"p50_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f}\n", figure,
          times->len, sum / times->len, g_array_index (times, double, times->len / 2), g_array_index (times, double, times->len * 95 / 100),
          g_array_index (times, double, times->len * 99 / 100));
  fflush (stdout);
}

static void
print_times (const char *figure, const char *class, GArray *times)
{
  if (times->len == 0)
    return;
  g_array_sort (times, compare);
  printf ("{\"figure\": \"%s\", \"class\": \"%s\", \"n\": %u, \"p50_ms\": %.3f, \"p95_ms\": %.3f, \"p99_ms\": %.3f, \"max_ms\": %.3f}\n",
          figure, class, times->len, g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len * 95 / 100), g_array_index (times, double, times->len * 99 / 100),
          g_array_index (times, double, times->len - 1));
  fflush (stdout);
}

/* The best of some tries; `cpu` (nullable): the least work of them. */
static double
ask (sqlite3 *db, const RcSearchQuery *query, double *cpu)
{
  double best = G_MAXDOUBLE, least = G_MAXDOUBLE;

  for (guint i = 0; i < N_TRIES; i++)
    {
      g_autoptr (GError) error = NULL;
      double start = now_ms (), start_cpu = cpu_ms ();
      g_autoptr (RcSearchAnswer) answer = rc_search_run (db, query, NULL, &error);

      if (answer == NULL)
        die (query->text, error);
      best = MIN (best, now_ms () - start);
      least = MIN (least, cpu_ms () - start_cpu);
    }
  if (cpu != NULL)
    *cpu = least;
  return best;
}

static void
ask_all (sqlite3 *db, GArray *asked, const char *figure)
{
  g_autoptr (GHashTable) classes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) cpu = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  double worst = 0;

  for (guint i = 0; i < asked->len; i++)
    {
      const Asked *one = &g_array_index (asked, Asked, i);
      GArray *times = g_hash_table_lookup (classes, one->class);
      double work, time = ask (db, one->query, &work);

      if (times == NULL)
        {
          times = g_array_new (FALSE, FALSE, sizeof (double));
          g_hash_table_insert (classes, one->class, times);
          g_ptr_array_add (order, one->class);
        }
      g_array_append_val (times, time);
      g_array_append_val (all, time);
      g_array_append_val (cpu, work);
      if (time > worst && g_getenv ("RC_SLOW") != NULL)
        printf ("# %.3f “%s” %s sort %d\n", time, one->query->text, one->class, (int) one->query->sort);
      worst = MAX (worst, time);
    }
  for (guint i = 0; i < order->len; i++)
    print_times (figure, g_ptr_array_index (order, i), g_hash_table_lookup (classes, g_ptr_array_index (order, i)));
  print_times (figure, "all", all);
  print_cpu (figure, cpu);
}

/* What only this process has, in kilobytes. */
static guint64
get_private_kb (void)
{
  g_autofree char *text = NULL;
  guint64 kb = 0;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  for (char *at = strstr (text, "Private_"); at != NULL; at = strstr (at + 1, "Private_"))
    if (g_str_has_prefix (at, "Private_Dirty"))
      kb += g_ascii_strtoull (strchr (at, ':') + 1, NULL, 10);
  return kb;
}

/* One transaction with a record's text, and with its entry when there is a writer. */
static double
save (sqlite3 *db, sqlite3_stmt *insert, RcSearchWriter *writer, guint id, char **columns, const char *text)
{
  g_autoptr (GError) error = NULL;
  double start = now_ms ();

  execute (db, "BEGIN IMMEDIATE");
  sqlite3_bind_text (insert, 1, text, -1, SQLITE_STATIC);
  sqlite3_step (insert);
  sqlite3_reset (insert);
  if (writer != NULL)
    {
      put (writer, id, columns);
      if (!rc_search_writer_finish (writer, NULL, NULL, &error))
        die ("finish", error);
    }
  execute (db, "COMMIT");
  return now_ms () - start;
}

/* Each record without the index, then with it: what the index costs is the difference. */
static void
save_some (sqlite3 *db, const char *path, guint n_records, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (db, &error);
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) saves = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (RcSearchQuery) query = rc_search_query_new ("education");
  g_autoptr (Lines) lines = open_lines (path, 1);
  sqlite3_stmt *insert = NULL;
  char *columns[N_COLUMNS];

  execute (db, "CREATE TABLE IF NOT EXISTS plain (id INTEGER PRIMARY KEY, text TEXT)");
  sqlite3_prepare_v2 (db, "INSERT INTO plain (text) VALUES (?1)", -1, &insert, NULL);
  for (guint i = 0; i < n && lines_next (lines, columns); i++)
    {
      double start, time;

      time = save (db, insert, NULL, 0, columns, columns[ABSTRACT]);
      g_array_append_val (plain, time);
      time = save (db, insert, writer, n_records + 1 + i % (n / 2 + 1), columns, columns[ABSTRACT]);
      g_array_append_val (saves, time);
      start = now_ms ();
      g_clear_pointer (&(RcSearchAnswer *) { rc_search_run (db, query, NULL, NULL) }, rc_search_answer_free);
      time = now_ms () - start;
      g_array_append_val (answers, time);
    }
  sqlite3_finalize (insert);
  print_times ("save", "without an index", plain);
  print_times ("save", "with the index", saves);
  print_times ("save", "the next answer", answers);
}

typedef struct
{
  sqlite3 *db;  /* (unowned) */
  double seconds;
  gint done;    /* atomic */
} Merge;

static gpointer
merge (gpointer data)
{
  g_autoptr (GError) error = NULL;
  Merge *merge = data;
  double start = now_ms ();

  if (!rc_search_index_merge (merge->db, NULL, &error))
    die ("merge", error);
  merge->seconds = (now_ms () - start) / 1000;
  g_atomic_int_set (&merge->done, TRUE);
  return NULL;
}

/* Beside the reader's questions, one of everywhere after the other. */
static void
merge_and_ask (sqlite3 *db, sqlite3 *reader, guint n, GArray *asked)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  Merge work = { .db = db };
  double cpu = cpu_ms ();
  GThread *thread = g_thread_new ("merge", merge, &work);

  for (guint i = 0; reader != NULL && !g_atomic_int_get (&work.done); i++)
    {
      double time = ask (reader, g_array_index (asked, Asked, i * 7 % asked->len).query, NULL);

      g_array_append_val (times, time);
    }
  g_thread_join (thread);
  printf ("{\"figure\": \"merge%s\", \"records\": %u, \"seconds\": %.2f, \"cpu\": %.2f}\n",
          reader != NULL ? " beside questions" : "", n, work.seconds, (cpu_ms () - cpu) / 1000);
  print_times ("answer", "during a merge", times);
}

/* With a reader: its questions go on. */
static void
merge_some (sqlite3 *db, sqlite3 *reader, const char *path, guint n_records, guint n, GArray *asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RcSearchWriter) writer = rc_search_writer_new (db, &error);
  g_autoptr (Lines) lines = open_lines (path, 1);
  char *columns[N_COLUMNS];
  double start, cpu;

  execute (db, "BEGIN IMMEDIATE");
  for (guint i = 0; i < n && lines_next (lines, columns); i++)
    put (writer, n_records + 1000 + i, columns);
  execute (db, "COMMIT");
  if (reader != NULL)
    {
      ask (reader, g_array_index (asked, Asked, 0).query, NULL);
      merge_and_ask (db, reader, n, asked);
      return;
    }
  start = now_ms ();
  cpu = cpu_ms ();
  g_clear_pointer (&(RcSearchAnswer *) { rc_search_run (db, g_array_index (asked, Asked, 0).query, NULL, NULL) },
                   rc_search_answer_free);
  printf ("{\"figure\": \"catching up\", \"records\": %u, \"ms\": %.1f, \"cpu\": %.1f}\n", n, now_ms () - start, cpu_ms () - cpu);
  ask_all (db, asked, "with changes in memory");
  merge_and_ask (db, reader, n, asked);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) asked = NULL;
  g_autofree char *path = NULL;
  sqlite3 *db = NULL, *reader = NULL;
  struct rusage usage;
  guint n_times = argc > 3 ? (guint) atoi (argv[3]) : 0, n_records;

  if (n_times == 0)
    {
      fprintf (stderr, "usage: bench-index FOLDER RECORDS.tsv TIMES [fts]\n");
      return 2;
    }
  path = g_build_filename (argv[1], "index.db", NULL);
  g_mkdir_with_parents (argv[1], 0755);
  n_records = lines_count (argv[2]) * n_times;
  if (argc > 4)
    fill_fts (argv[1], argv[2]);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      sqlite3_open (path, &db);
      /* All of it is one transaction, which would stand on the disk twice in a WAL. */
      execute (db, "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768");
      if (!rc_search_index_create (db, &error))
        die ("create", error);
      fill (db, argv[2], n_times, n_records, titles);
      execute (db, "PRAGMA journal_mode = WAL");
      getrusage (RUSAGE_SELF, &usage);
      printf ("{\"figure\": \"most memory while filling\", \"mb\": %.0f}\n", (double) usage.ru_maxrss / 1024);
    }
  else
    {
      g_autoptr (Lines) lines = open_lines (argv[2], 1);
      char *columns[N_COLUMNS];

      sqlite3_open (path, &db);
      execute (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768");
      while (titles->len < N_TITLES && lines_next (lines, columns))
        g_ptr_array_add (titles, g_strdup (columns[TITLE]));
    }
  asked = make_queries (titles);
  g_ptr_array_set_size (titles, 0);
  /* What filling has left is not a reader's. */
  sqlite3_db_release_memory (db);
  malloc_trim (0);
  sqlite3_open_v2 (path, &reader, SQLITE_OPEN_READONLY, NULL);
  printf ("{\"figure\": \"private memory\", \"when\": \"before\", \"mb\": %.1f}\n", (double) get_private_kb () / 1024);
  ask_all (reader, asked, "answer");
  printf ("{\"figure\": \"private memory\", \"when\": \"after\", \"mb\": %.1f}\n", (double) get_private_kb () / 1024);
  fflush (stdout);
  if (g_getenv ("RC_ANSWERS_ONLY") == NULL)
    {
      save_some (db, argv[2], n_records, N_SAVES);
      merge_some (db, NULL, argv[2], n_records, MIN (n_records, N_MERGED), asked);
      ask_all (db, asked, "after the merge");
      merge_some (db, reader, argv[2], n_records + N_MERGED, MIN (n_records, N_MERGED), asked);
    }
  for (guint i = 0; i < asked->len; i++)
    rc_search_query_free (g_array_index (asked, Asked, i).query);
  sqlite3_close (reader);
  sqlite3_close (db);
  return 0;
}
