/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show: one record, whole. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include <gio/gunixoutputstream.h>
#include <unistd.h>

#include "admin/admin.h"
#include "admin/output.h"
#include "admin/record-json.h"
#include "catalogue/clock.h"
#include "catalogue/originals.h"
#include "catalogue/quality.h"
#include "exchange/grant-calendar.h"
#include "exchange/writer.h"

static void
print_line (const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    rc_print ("%-14s %s\n", name, value);
}

static void
print_list (const char *name, char **values)
{
  g_autofree char *joined = values != NULL ? g_strjoinv ("; ", values) : NULL;

  print_line (name, joined);
}

static void
print_description (const RcDescription *description)
{
  g_autofree char *year = description->year != 0 ? g_strdup_printf ("%d", description->year) : NULL;

  print_line ("Material", rc_material_to_string (description->material));
  print_line ("Also called", description->parallel_title);
  print_list ("People", description->people);
  print_line ("Published in", description->place);
  print_line ("Publisher", description->publisher);
  print_line ("Year", year);
  print_line ("Extent", description->extent);
  print_line ("Series", description->series);
  print_list ("Languages", description->languages);
  print_list ("Subjects", description->subjects);
  print_list ("Places", description->places);
  print_list ("Numbers", description->identifiers);
  print_list ("Links", description->links);
  print_line ("Abstract", description->abstract);
  print_list ("Notes", description->notes);
}

static void
print_grant (const RcGrant *grant)
{
  print_line ("Funder", grant->funder);
  print_line ("Type", grant->type);
  print_line ("Who may apply", grant->eligibility);
  print_list ("Audience", grant->audience);
  print_list ("Countries", grant->countries);
  print_line ("Amount", grant->amount);
  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      g_autofree char *deadline = rc_deadline_to_string (g_ptr_array_index (grant->deadlines, i));

      print_line ("Deadline", deadline);
    }
  print_line ("Apply at", grant->url);
  print_line ("Summary", grant->summary);
}

static void
print_copies (const RcRecordDetails *details)
{
  for (guint i = 0; details->copies != NULL && i < details->copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (details->copies, i);
      g_autofree char *line = g_strdup_printf ("%s %s %s", copy->shelfmark != NULL ? copy->shelfmark : "", copy->barcode != NULL ? copy->barcode : "",
                                               copy->location != NULL ? copy->location : "");

      print_line ("Copy", g_strstrip (line));
    }
}

static void
print_findings (const RcRecordDetails *details)
{
  g_autoptr (GPtrArray) findings = rc_quality_check_details (details);

  for (guint i = 0; i < findings->len; i++)
    print_line ("To check", ((const RcFinding *) g_ptr_array_index (findings, i))->message);
}

static void
print_text (const RcRecordDetails *details, const RcGrantHistory *history)
{
  rc_print ("%s\n", details->title);
  rc_print ("%-14s %" G_GINT64_FORMAT ", %s\n", "Record", details->id, rc_kind_to_string (details->record->kind));
  print_line ("Control number", details->record->control);
  print_line ("Source", details->source);
  print_line ("Path", details->path);
  print_line ("File type", details->media_type);
  if (details->description != NULL)
    print_description (details->description);
  print_findings (details);
  if (details->record->grant != NULL)
    print_grant (details->record->grant);
  rc_grant_history_print (details, history);
  print_copies (details);
  for (guint i = 0; details->documents != NULL && i < details->documents->len; i++)
    {
      const RcDocument *document = g_ptr_array_index (details->documents, i);

      rc_print ("%-14s %" G_GINT64_FORMAT ", %s, %d pages\n", "Document", document->id, document->name, document->pages);
    }
}

static int
print_format (const RcRecordDetails *details, RcFormat format, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr (RcMarc) made = NULL;
  g_autoptr (RcWriter) writer = NULL;
  const RcMarc *marc = details->record->marc;

  if (marc == NULL && details->record->grant != NULL)
    marc = made = rc_grant_to_marc (details->record->grant, details->record->control);
  if (marc == NULL)
    {
      g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED, "%" G_GINT64_FORMAT " is a file of a disc: it has no record of its own", details->id);
      return RC_EXIT_FAILED;
    }
  writer = rc_writer_new (format, stream, error);
  if (writer == NULL || !rc_writer_add (writer, marc, error) || !rc_writer_finish (writer, error) ||
      !g_output_stream_flush (stream, cancellable, error))
    return RC_EXIT_FAILED;
  return RC_EXIT_DONE;
}

static int
print_bytes (const char *data, gsize size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  if (!g_output_stream_write_all (stream, data, size, NULL, cancellable, error) || !g_output_stream_flush (stream, cancellable, error))
    return RC_EXIT_FAILED;
  return RC_EXIT_DONE;
}

static int
print_original (RcDatabase *db, gint64 id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = rc_originals_get (db, id, error);
  gsize size;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return bytes != NULL ? print_bytes (data, size, cancellable, error) : RC_EXIT_FAILED;
}

/* The deadlines that are still to come, as a calendar reads them. */
static int
print_calendar (RcDatabase *db, const RcRecordDetails *details, GCancellable *cancellable, GError **error)
{
  const RcGrant *grant = details->record->grant;
  g_autofree char *calendar = NULL;
  RcClock clock;

  if (grant != NULL && !rc_clock_read (&clock, db, g_get_real_time () / G_USEC_PER_SEC, error))
    return RC_EXIT_FAILED;
  calendar = grant != NULL ? rc_grant_to_calendar (grant, details->id, details->changed, clock.now) : NULL;
  if (calendar != NULL)
    return print_bytes (calendar, strlen (calendar), cancellable, error);
  g_set_error (error, RC_ADMIN_ERROR, RC_ADMIN_ERROR_FAILED,
               grant != NULL ? "grant %" G_GINT64_FORMAT " has no deadline with a day that is still to come"
                             : "%" G_GINT64_FORMAT " is no grant: it has no deadlines",
               details->id);
  return RC_EXIT_FAILED;
}

int
rc_command_show (RcAdmin *admin, int argc, char **argv, GError **error)
{
  g_autofree char *word = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &word, "ris, bibtex, citations, citations-iso690, marc21 … (a wrong one lists all), json, ics: the deadlines of a grant, or original: its bytes as imported; else text for people", "F" },
    { NULL },
  };
  g_auto (GStrv) operands = rc_admin_parse (argc, argv, "ID", entries, 1, 1, error);
  g_autoptr (RcDatabase) db = NULL;
  g_autoptr (RcRecordDetails) details = NULL;
  g_auto (RcGrantHistory) history = { 0 };
  gboolean json = admin->json || g_strcmp0 (word, "json") == 0, original = g_strcmp0 (word, "original") == 0,
           calendar = g_strcmp0 (word, "ics") == 0;
  RcFormat format = RC_FORMAT_AUTO;
  gint64 id;

  if (operands == NULL || !rc_admin_check_text (operands[0], error))
    return RC_EXIT_USAGE;
  if (word != NULL && !g_str_equal (word, "json") && !original && !calendar && !rc_admin_parse_format (RC_WORDS_EXPORT, word, &format, error))
    return RC_EXIT_USAGE;
  if (admin->json && (original || calendar || format != RC_FORMAT_AUTO))
    {
      rc_admin_set_usage (error, "with --json, show gives JSON and no other format");
      return RC_EXIT_USAGE;
    }
  db = rc_admin_open (admin, RC_DATABASE_READ, error);
  if (db == NULL)
    return RC_EXIT_FAILED;
  id = rc_records_find (db, operands[0], error);
  if (original)
    return id != 0 ? print_original (db, id, admin->cancellable, error) : RC_EXIT_FAILED;
  details = id != 0 ? rc_records_get (db, id, error) : NULL;
  if (details == NULL)
    return RC_EXIT_FAILED;
  if (calendar)
    return print_calendar (db, details, admin->cancellable, error);
  if (format != RC_FORMAT_AUTO)
    return print_format (details, format, admin->cancellable, error);
  if (!rc_grant_history_load (db, details, &history, error))
    return RC_EXIT_FAILED;
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      rc_json_add_record (builder, details, &history);
      rc_print_builder (builder);
    }
  else
    print_text (details, &history);
  return RC_EXIT_DONE;
}
