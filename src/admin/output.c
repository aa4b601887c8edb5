/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program says: JSON for programs, text for people, errors, progress. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "admin/admin.h"
#include "admin/output.h"
#include "catalogue/database.h"
#include "disc/tree.h"
#include "documents/pdf.h"
#include "exchange/format.h"
#include "record/problem.h"

#define BAR_CELLS 30

/* A title may hold an escape sequence; a terminal would obey it. */
static void
put_safely (FILE *stream, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != '\n' && c != '\t' && c != '\f' && g_unichar_iscntrl (c))
        fputs ("\xef\xbf\xbd", stream);
      else
        fwrite (at, 1, (gsize) (g_utf8_next_char (at) - at), stream);
    }
}

void
rc_print (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  put_safely (stdout, text);
}

/* json-glib writes a number with all the digits that its bits have, 0.089999999999999997: so many as mean something are printed. `end` (out):
 * what is behind it. */
static void
put_number (const char *text, const char **end)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gsize length = strspn (text, "+-.0123456789eE");

  *end = text + length;
  if (memchr (text, '.', length) == NULL)
    {
      fwrite (text, 1, length, stdout);
      return;
    }
  g_ascii_formatd (number, sizeof number, "%.15g", g_ascii_strtod (text, NULL));
  printf ("%s%s", number, strpbrk (number, ".e") == NULL ? ".0" : "");
}

void
rc_print_json_text (const char *text)
{
  gboolean in_string = FALSE;

  rc_progress_clear ();
  for (const char *at = text, *stop; *at != '\0'; at = *stop != '\0' ? stop + 1 : stop)
    {
      if (!in_string && (g_ascii_isdigit (*at) || *at == '-'))
        put_number (at, &at);
      stop = at + strcspn (at, in_string ? "\n\x1f\"\\" : "\n\x1f\",:[");
      fwrite (at, 1, (gsize) (stop - at), stdout);
      if (*stop == '\n')
        fputc (' ', stdout);
      else if (*stop == '\x1f')
        fputs ("\\u001f", stdout); /* json-glib before 1.8 forgets this one, and MARC is full of it */
      else if (*stop != '\0')
        fputc (*stop, stdout);
      if (*stop == '"')
        in_string = !in_string;
      else if (*stop == '\\' && stop[1] != '\0')
        fputc (*++stop, stdout);
    }
  fputc ('\n', stdout);
  fflush (stdout);
}

void
rc_print_json (JsonNode *root)
{
  g_autoptr (JsonNode) owned = root;
  g_autofree char *text = json_to_string (owned, FALSE);

  rc_print_json_text (text);
}

void
rc_print_builder (JsonBuilder *builder)
{
  rc_print_json (json_builder_get_root (builder));
}

void
rc_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  json_builder_set_member_name (builder, name);
  if (valid != NULL)
    json_builder_add_string_value (builder, valid);
  else
    json_builder_add_null_value (builder);
}

void
rc_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
rc_json_add_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  /* Thousandths are enough for any of our times. */
  json_builder_add_double_value (builder, round (value * 1000) / 1000);
}

void
rc_json_add_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
rc_json_add_strings (JsonBuilder *builder, const char *name, const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (; values != NULL && *values != NULL; values++)
    {
      g_autofree char *valid = g_utf8_make_valid (*values, -1);

      json_builder_add_string_value (builder, valid);
    }
  json_builder_end_array (builder);
}

void
rc_json_add_problems (JsonBuilder *builder, const char *name, GPtrArray *problems)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const RcProblem *problem = g_ptr_array_index (problems, i);

      json_builder_begin_object (builder);
      rc_json_add_string (builder, "file", problem->file);
      rc_json_add_int (builder, "position", (gint64) problem->position);
      rc_json_add_string (builder, "control", problem->control);
      rc_json_add_string (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
rc_print_problems (GPtrArray *problems)
{
  rc_progress_clear ();
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      g_autofree char *line = rc_problem_to_string (g_ptr_array_index (problems, i));

      put_safely (stderr, line);
      fputc ('\n', stderr);
    }
}

static const char *
get_catalogue_word (int code)
{
  switch ((RcCatalogueError) code)
    {
    case RC_CATALOGUE_ERROR_MISSING:
      return "missing";
    case RC_CATALOGUE_ERROR_EXISTS:
      return "exists";
    case RC_CATALOGUE_ERROR_NOT_ONE:
      return "not-one";
    case RC_CATALOGUE_ERROR_TOO_NEW:
      return "too-new";
    case RC_CATALOGUE_ERROR_BUSY:
      return "busy";
    case RC_CATALOGUE_ERROR_CORRUPT:
      return "corrupt";
    case RC_CATALOGUE_ERROR_NO_SPACE:
      return "no-space";
    case RC_CATALOGUE_ERROR_READ_ONLY:
      return "read-only";
    case RC_CATALOGUE_ERROR_NOT_FOUND:
      return "not-found";
    case RC_CATALOGUE_ERROR_CONFLICT:
      return "conflict";
    case RC_CATALOGUE_ERROR_FAILED:
    default:
      return "failed";
    }
}

const char *
rc_error_get_word (const GError *error)
{
  if (error->domain == RC_CATALOGUE_ERROR)
    return get_catalogue_word (error->code);
  if (error->domain == RC_ADMIN_ERROR)
    return error->code == RC_ADMIN_ERROR_USAGE ? "usage" : error->code == RC_ADMIN_ERROR_UNSUPPORTED ? "unknown-format" : "failed";
  if (g_error_matches (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_UNKNOWN_FORMAT))
    return "unknown-format";
  if (g_error_matches (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_EMPTY))
    return "empty";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return "no-space";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
      g_error_matches (error, RC_DISC_ERROR, RC_DISC_ERROR_NOT_FOUND) ||
      g_error_matches (error, RC_DOCUMENTS_ERROR, RC_DOCUMENTS_ERROR_MISSING))
    return "not-found";
  return "failed";
}

void
rc_print_error (const GError *error, gboolean json)
{
  g_autofree char *line = g_strdelimit (g_strdup (error->message), "\n\r", ' ');

  rc_progress_clear ();
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "error");
      json_builder_begin_object (builder);
      rc_json_add_string (builder, "code", rc_error_get_word (error));
      rc_json_add_string (builder, "message", line);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
      rc_print_builder (builder);
      return;
    }
  fflush (stdout);
  fputs ("resource-centre-admin: ", stderr);
  put_safely (stderr, line);
  fputc ('\n', stderr);
}

/* The bar that stands on the terminal now. The only thing in the program that is one per process: there is one terminal. */
static struct
{
  gboolean shown;
  gint64 drawn_us;
} bar;

void
rc_progress_show (double fraction, const char *what)
{
  gint64 now_us = g_get_monotonic_time ();
  int n_full = (int) (CLAMP (fraction, 0, 1) * BAR_CELLS);

  if (!isatty (STDERR_FILENO) || now_us - bar.drawn_us < G_USEC_PER_SEC / 10)
    return;
  bar.shown = TRUE;
  bar.drawn_us = now_us;
  fputs ("\r\033[K[", stderr);
  for (int i = 0; i < BAR_CELLS; i++)
    fputc (i < n_full ? '#' : '.', stderr);
  if (fraction >= 0)
    fprintf (stderr, "] %3d %% ", (int) (CLAMP (fraction, 0, 1) * 100));
  else
    fputs ("]       ", stderr);
  put_safely (stderr, what != NULL ? what : "");
  fflush (stderr);
}

void
rc_progress_clear (void)
{
  if (!bar.shown)
    return;
  bar.shown = FALSE;
  bar.drawn_us = 0;
  fputs ("\r\033[K", stderr);
  fflush (stderr);
}

double
rc_seconds_since (gint64 start_us)
{
  return (double) (g_get_monotonic_time () - start_us) / G_USEC_PER_SEC;
}
