/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sources of a grant say of it, and how its deadline moved. */
#define G_LOG_DOMAIN "rc-admin"

#include "config.h"

#include "admin/grant-history.h"

#include "admin/output.h"
#include "catalogue/deadline-moves.h"
#include "catalogue/grant-sources.h"

/* What a source says of an entry, by RcGrantClosed. */
static const char *const states[] = { "offered", "closed", "withdrawn", "closed here" };

void
rc_grant_history_clear (RcGrantHistory *self)
{
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->moves, g_ptr_array_unref);
}

gboolean
rc_grant_history_load (RcDatabase *db, const RcRecordDetails *details, RcGrantHistory *history, GError **error)
{
  if (details->record->grant == NULL)
    return TRUE;
  history->sources = rc_grant_sources_list (db, details->id, error);
  history->moves = history->sources != NULL ? rc_deadlines_list_moves (db, details->id, error) : NULL;
  return history->moves != NULL;
}

static const char *
get_state (RcGrantClosed closed)
{
  return (guint) closed < G_N_ELEMENTS (states) ? states[closed] : "closed";
}

/* Offered, and yet its last day is over: that nobody has said. */
static const char *
get_status (const RcGrant *grant)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const RcDeadline *current = rc_deadlines_current (grant->deadlines, now);

  if (grant->closed == RC_GRANT_OFFERED && current != NULL && rc_deadline_next (current, now) <= now)
    return "expired";
  return get_state (grant->closed);
}

static char *
dup_day (guint day)
{
  GDate date;

  if (!g_date_valid_julian (day))
    return g_strdup ("no day");
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), (guint) g_date_get_month (&date), g_date_get_day (&date));
}

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
}

static void
add_beside (JsonBuilder *builder, const RcGrantDifference *difference)
{
  json_builder_begin_object (builder);
  rc_json_add_string (builder, "member", difference->member);
  json_builder_set_member_name (builder, "ours");
  json_builder_add_value (builder, difference->ours != NULL ? json_from_string (difference->ours, NULL) : json_node_new (JSON_NODE_NULL));
  json_builder_set_member_name (builder, "theirs");
  json_builder_add_value (builder, difference->theirs != NULL ? json_from_string (difference->theirs, NULL) : json_node_new (JSON_NODE_NULL));
  json_builder_end_object (builder);
}

static void
add_source (JsonBuilder *builder, const RcGrantSource *row, const RcGrant *ours)
{
  g_autoptr (GPtrArray) differences = rc_grant_source_list_differences (row, ours);

  json_builder_begin_object (builder);
  rc_json_add_string (builder, "source", row->name);
  rc_json_add_string (builder, "control", row->control);
  rc_json_add_string (builder, "state", get_state (row->state));
  rc_json_add_bool (builder, "leads", row->leads);
  rc_json_add_bool (builder, "removed", row->removed);
  rc_json_add_int (builder, "first", row->first);
  rc_json_add_int (builder, "checked", row->checked);
  json_builder_set_member_name (builder, "beside");
  json_builder_begin_array (builder);
  for (guint i = 0; i < differences->len; i++)
    add_beside (builder, g_ptr_array_index (differences, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
rc_grant_history_add_json (JsonBuilder *builder, const RcRecordDetails *details, const RcGrantHistory *history)
{
  if (history->moves == NULL)
    return;
  rc_json_add_string (builder, "status", get_status (details->record->grant));
  json_builder_set_member_name (builder, "sources");
  json_builder_begin_array (builder);
  for (guint i = 0; i < history->sources->len; i++)
    add_source (builder, g_ptr_array_index (history->sources, i), details->record->grant);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "moves");
  json_builder_begin_array (builder);
  for (guint i = 0; i < history->moves->len; i++)
    {
      const RcDeadlineMove *move = g_ptr_array_index (history->moves, i);
      g_autofree char *from = dup_day (move->from);
      g_autofree char *to = dup_day (move->to);

      json_builder_begin_object (builder);
      rc_json_add_int (builder, "time", move->time);
      rc_json_add_int (builder, "import", move->batch);
      rc_json_add_string (builder, "from", move->from != 0 ? from : NULL);
      rc_json_add_string (builder, "to", move->to != 0 ? to : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
rc_grant_history_print (const RcRecordDetails *details, const RcGrantHistory *history)
{
  if (history->moves == NULL)
    return;
  rc_print ("%-14s %s\n", "Status", get_status (details->record->grant));
  for (guint i = 0; i < history->sources->len; i++)
    {
      const RcGrantSource *row = g_ptr_array_index (history->sources, i);
      g_autoptr (GPtrArray) differences = rc_grant_source_list_differences (row, details->record->grant);

      rc_print ("%-14s %s (%s): %s%s%s\n", "In source", row->name, row->control, get_state (row->state), row->leads ? ", leads" : "",
                row->removed ? ", not asked any more" : "");
      for (guint k = 0; k < differences->len; k++)
        {
          const RcGrantDifference *difference = g_ptr_array_index (differences, k);

          rc_print ("%-14s   %s: %s\n", "", difference->member, difference->theirs != NULL ? difference->theirs : "says nothing any more");
        }
    }
  for (guint i = 0; i < history->moves->len; i++)
    {
      const RcDeadlineMove *move = g_ptr_array_index (history->moves, i);
      g_autofree char *from = dup_day (move->from);
      g_autofree char *to = dup_day (move->to);
      g_autofree char *when = dup_time (move->time);

      rc_print ("%-14s from %s to %s, on %s\n", "Deadline moved", from, to, when);
    }
}
