/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deadlines in the words of sources: each of a table is right or not understood, and never another day. */
#include "exchange/deadline-prose.h"

#include <string.h>

#define NOW "2026-10-01T00:00:00Z"

static gint64
at (const char *iso)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (when);
  return g_date_time_to_unix (when);
}

/* "field order=mdy published=2026-10-05 zone=Europe/Brussels stamp=Oct 19, 2026 12:00:00 AM EDT" */
typedef struct
{
  RcDeadlineContext known;
  char *zone;
  char *stamp;
} Context;

static char *
dup_value (const char *text, const char *name)
{
  static const char *const names[] = { " order=", " published=", " zone=", " field" };
  g_autofree char *needle = g_strconcat (name, "=", NULL);
  const char *found = strstr (text, needle), *end;

  if (found == NULL)
    return NULL;
  found += strlen (needle);
  end = found + strlen (found);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *next = strstr (found, names[i]);

      end = next != NULL ? MIN (end, next) : end;
    }
  return g_strndup (found, (gsize) (end - found));
}

static void
read_context (Context *self, const char *text)
{
  g_autofree char *order = dup_value (text, "order");
  g_autofree char *published = dup_value (text, "published");

  memset (self, 0, sizeof *self);
  self->zone = dup_value (text, "zone");
  self->stamp = dup_value (text, "stamp");
  self->known.zone = self->zone;
  self->known.is_deadline = g_str_has_prefix (text, "field");
  if (order != NULL)
    self->known.order = g_str_equal (order, "mdy") ? RC_DATE_ORDER_MONTH_FIRST : RC_DATE_ORDER_DAY_FIRST;
  if (published != NULL)
    {
      g_autofree char *iso = g_strconcat (published, "T00:00:00Z", NULL);

      self->known.published = at (iso);
    }
}

static char *
describe (GPtrArray *deadlines, gboolean instants)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < deadlines->len; i++)
    {
      g_autoptr (RcDeadline) deadline = rc_deadline_copy (g_ptr_array_index (deadlines, i));
      gint64 instant = rc_deadline_next (deadline, at (NOW));
      g_autoptr (GDateTime) time = instant != G_MAXINT64 ? g_date_time_new_from_unix_utc (instant) : NULL;
      g_autofree char *one = NULL;

      g_clear_pointer (&deadline->label, g_free);
      one = !instants      ? rc_deadline_to_string (deadline)
            : time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ")
                           : g_strdup ("never");
      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", one);
    }
  return deadlines->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup ("-");
}

static void
test_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "exchange", "deadlines.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0, n_wrong = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);
      g_auto (GStrv) sentence_lines = NULL;
      g_autofree char *sentence = NULL;
      g_autofree char *found = NULL;
      g_autofree char *instants = NULL;
      g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
      gboolean clear = TRUE;
      Context context;

      if (**line == '#' || **line == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (cells), ==, 4);
      sentence_lines = g_strsplit (cells[0], "\\n", -1);
      sentence = g_strjoinv ("\n", sentence_lines);
      read_context (&context, cells[1]);
      if (context.stamp != NULL)
        {
          RcDeadline *deadline = rc_deadline_from_stamp_and_sentence (context.stamp, sentence, &context.known);

          if (deadline != NULL)
            g_ptr_array_add (deadlines, deadline);
        }
      else
        clear = rc_deadlines_read (sentence, &context.known, deadlines);
      found = describe (deadlines, FALSE);
      instants = describe (deadlines, TRUE);
      n++;
      if (g_strcmp0 (found, cells[2]) != 0 || g_strcmp0 (instants, cells[3]) != 0)
        {
          g_test_message ("“%s” (%s): %s %s, not %s %s%s", cells[0], cells[1], found, instants, cells[2], cells[3],
                          clear ? "" : " (unclear)");
          n_wrong++;
        }
      g_free (context.zone);
      g_free (context.stamp);
    }
  g_test_message ("%u sentences", n);
  g_assert_cmpuint (n, >=, 700);
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* How a day, and an hour in a zone, are written; N stands for the name of the month. */
static const struct
{
  const char *language;
  const char *format;
  gboolean has_hour;
  const char *zone;
} templates[] = {
  { "en", "Deadline: %-d N %Y", FALSE, NULL },
  { "en", "Applications must be submitted by %H:%M Brussels time on %-d N %Y.", TRUE, "Europe/Brussels" },
  { "en", "The call opens soon and closes on N %-d, %Y at %-I:%M %p ET.", TRUE, "America/New_York" },
  { "en", "Closing date: %Y-%m-%d, %H:%M UTC+5", TRUE, "UTC+05:00" },
  { "ru", "Заявки принимаются до %-d N %Y г. Результаты будут позже.", FALSE, NULL },
  { "ru", "Срок подачи: %d.%m.%Y, %H:%M по времени Астаны", TRUE, "Asia/Almaty" },
  { "ru", "Документы принимаются не позднее %H:%M (мск) %-d N %Y года", TRUE, "Europe/Moscow" },
  { "kk", "Өтінімдер %Y жылғы %-d N дейін қабылданады.", FALSE, NULL },
  { "kk", "Соңғы мерзім: %Y жылғы %-d N дейін, сағат %H:%M, Астана уақытымен", TRUE, "Asia/Almaty" },
  { "fr", "Date limite : %-d N %Y", FALSE, NULL },
  { "fr", "Les candidatures sont acceptées jusqu'au %-d N %Y à %Hh%M (heure de Paris).", TRUE, "Europe/Paris" },
};

static const char *
name_month (const char *language, int month)
{
  static const char *const names[4][12] = {
    { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" },
    { "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря" },
    { "қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға", "шілдеге", "тамызға", "қыркүйекке", "қазанға", "қарашаға",
      "желтоқсанға" },
    { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre" },
  };
  const char *const languages[] = { "en", "ru", "kk", "fr", NULL };

  for (guint i = 0; languages[i] != NULL; i++)
    if (g_str_equal (language, languages[i]))
      return names[i][month - 1];
  g_assert_not_reached ();
}

/* What was written is read again, to the minute. */
static void
test_random (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      guint number = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (templates));
      g_autoptr (GDateTime) time = g_date_time_new_utc (g_test_rand_int_range (2024, 2090), g_test_rand_int_range (1, 13), g_test_rand_int_range (1, 29),
                                                        g_test_rand_int_range (0, 24), g_test_rand_int_range (0, 60), 0);
      g_autofree char *written = g_date_time_format (time, templates[number].format);
      g_auto (GStrv) parts = g_strsplit (written, "N", 2);
      g_autofree char *sentence = g_strjoinv (name_month (templates[number].language, g_date_time_get_month (time)), parts);
      g_autofree char *day = g_date_time_format (time, templates[number].has_hour ? "%Y-%m-%d %H:%M" : "%Y-%m-%d");
      g_autofree char *wanted = templates[number].zone != NULL ? g_strconcat (day, " ", templates[number].zone, NULL) : g_strdup (day);
      g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
      g_autofree char *found = NULL;

      g_test_message ("%s", sentence);
      rc_deadlines_read (sentence, NULL, deadlines);
      found = describe (deadlines, FALSE);
      g_assert_cmpstr (found, ==, wanted);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadlines/table", test_table);
  g_test_add_func ("/deadlines/random", test_random);
  return g_test_run ();
}
