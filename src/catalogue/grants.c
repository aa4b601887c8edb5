/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of grants and their deadlines. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>

#include "catalogue/database-private.h"
#include "catalogue/grants.h"

static char *
strv_to_json (const char *const *words)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    json_array_add_string_element (array, words[i]);
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

/* What is no array of texts is an empty list: the digest tells that the row was tampered with. */
static GStrv
strv_from_json (const char *json)
{
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          const char *word = json_node_get_string (json_array_get_element (array, i));

          if (word != NULL)
            g_strv_builder_add (builder, word);
        }
    }
  return g_strv_builder_end (builder);
}

static gboolean
store_deadlines (RcDatabase *db, gint64 record, GPtrArray *deadlines, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  insert = rc_statement_new (db,
                             "INSERT INTO deadline (record, position, precision, yearly, year, month, day, minute, "
                             "zone, label, verbatim) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             error);
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (deadlines, i);

      rc_statement_bind_int (insert, 1, record);
      rc_statement_bind_int (insert, 2, i);
      rc_statement_bind_int (insert, 3, deadline->precision);
      rc_statement_bind_int (insert, 4, deadline->yearly);
      rc_statement_bind_int (insert, 5, deadline->year);
      rc_statement_bind_int (insert, 6, deadline->month);
      rc_statement_bind_int (insert, 7, deadline->day);
      rc_statement_bind_int (insert, 8, deadline->minute);
      rc_statement_bind_text (insert, 9, deadline->zone);
      rc_statement_bind_text (insert, 10, deadline->label);
      rc_statement_bind_text (insert, 11, deadline->verbatim);
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
rc_grants_store (RcDatabase *db, gint64 record, const RcGrant *grant, GError **error)
{
  g_autoptr (RcStatement) remove = NULL;
  g_autoptr (RcStatement) insert = NULL;
  g_autofree char *audience = strv_to_json ((const char *const *) grant->audience);
  g_autofree char *countries = strv_to_json ((const char *const *) grant->countries);
  g_autofree char *subjects = strv_to_json ((const char *const *) grant->subjects);
  g_autofree char *facts = grant->facts->len > 0 ? rc_facts_to_json (grant->facts) : NULL;

  /* The deadlines go with the row. */
  remove = rc_statement_new (db, "DELETE FROM \"grant\" WHERE record = ?", error);
  insert = remove == NULL ? NULL
                          : rc_statement_new (db,
                                              "INSERT INTO \"grant\" (record, title, funder, type, summary, eligibility, "
                                              "audience, countries, amount, amount_min, amount_max, currency, opens, url, "
                                              "language, subjects, closed, number, facts) "
                                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                              error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (remove, 1, record);
  if (!rc_statement_run (remove, error))
    return FALSE;
  rc_statement_bind_int (insert, 1, record);
  rc_statement_bind_text (insert, 2, grant->title);
  rc_statement_bind_text (insert, 3, grant->funder);
  rc_statement_bind_text (insert, 4, grant->type);
  rc_statement_bind_text (insert, 5, grant->summary);
  rc_statement_bind_text (insert, 6, grant->eligibility);
  rc_statement_bind_text (insert, 7, audience);
  rc_statement_bind_text (insert, 8, countries);
  rc_statement_bind_text (insert, 9, grant->amount);
  rc_statement_bind_int (insert, 10, grant->amount_min);
  rc_statement_bind_int (insert, 11, grant->amount_max);
  rc_statement_bind_text (insert, 12, grant->currency);
  rc_statement_bind_text (insert, 13, grant->opens);
  rc_statement_bind_text (insert, 14, grant->url);
  rc_statement_bind_text (insert, 15, grant->language);
  rc_statement_bind_text (insert, 16, subjects);
  rc_statement_bind_int (insert, 17, grant->closed);
  rc_statement_bind_text (insert, 18, grant->number);
  rc_statement_bind_text (insert, 19, facts);
  return rc_statement_run (insert, error) && store_deadlines (db, record, grant->deadlines, error);
}

GPtrArray *
rc_grants_load_deadlines (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT precision, yearly, year, month, day, minute, zone, label, verbatim "
                             "FROM deadline WHERE record = ? ORDER BY position",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  while (rc_statement_step (select, &local_error))
    {
      RcDeadline *deadline = rc_deadline_new ();

      deadline->precision = (RcDeadlinePrecision) rc_statement_get_int (select, 0);
      deadline->yearly = rc_statement_get_int (select, 1) != 0;
      deadline->year = (int) rc_statement_get_int (select, 2);
      deadline->month = (int) rc_statement_get_int (select, 3);
      deadline->day = (int) rc_statement_get_int (select, 4);
      deadline->minute = (int) rc_statement_get_int (select, 5);
      deadline->zone = rc_statement_dup_text (select, 6);
      deadline->label = rc_statement_dup_text (select, 7);
      deadline->verbatim = rc_statement_dup_text (select, 8);
      g_ptr_array_add (deadlines, deadline);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&deadlines);
}

static void
set_list (GStrv *list, RcStatement *select, int column)
{
  g_strfreev (*list);
  *list = strv_from_json (rc_statement_get_text (select, column));
}

RcGrant *
rc_grants_load (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (RcGrant) grant = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;
  GPtrArray *deadlines = rc_grants_load_deadlines (db, record, error);

  if (deadlines == NULL)
    return NULL;
  grant = rc_grant_new ();
  g_ptr_array_unref (grant->deadlines);
  grant->deadlines = deadlines;
  select = rc_statement_new (db,
                             "SELECT title, funder, type, summary, eligibility, audience, countries, amount, amount_min, "
                             "amount_max, currency, opens, url, language, subjects, closed, number, facts FROM \"grant\" WHERE record = ?",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  if (!rc_statement_step (select, &local_error))
    {
      if (local_error == NULL)
        g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND,
                     _ ("There is no grant %" PRId64), record);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  g_free (grant->title);
  grant->title = rc_statement_dup_text (select, 0);
  grant->funder = rc_statement_dup_text (select, 1);
  grant->type = rc_statement_dup_text (select, 2);
  grant->summary = rc_statement_dup_text (select, 3);
  grant->eligibility = rc_statement_dup_text (select, 4);
  set_list (&grant->audience, select, 5);
  set_list (&grant->countries, select, 6);
  grant->amount = rc_statement_dup_text (select, 7);
  grant->amount_min = rc_statement_get_int (select, 8);
  grant->amount_max = rc_statement_get_int (select, 9);
  grant->currency = rc_statement_dup_text (select, 10);
  grant->opens = rc_statement_dup_text (select, 11);
  grant->url = rc_statement_dup_text (select, 12);
  grant->language = rc_statement_dup_text (select, 13);
  set_list (&grant->subjects, select, 14);
  grant->closed = (RcGrantClosed) rc_statement_get_int (select, 15);
  grant->number = rc_statement_dup_text (select, 16);
  g_ptr_array_unref (grant->facts);
  grant->facts = rc_facts_from_json (rc_statement_get_text (select, 17));
  return g_steal_pointer (&grant);
}

gint64
rc_grants_get_end (const RcGrant *grant)
{
  gint64 end = 0;

  if (grant->closed)
    return 1;
  if (grant->deadlines->len == 0)
    return G_MAXINT64;
  for (guint i = 0; i < grant->deadlines->len; i++)
    {
      const RcDeadline *deadline = g_ptr_array_index (grant->deadlines, i);

      if (deadline->yearly || deadline->year == 0 || deadline->precision == RC_DEADLINE_ROLLING)
        return G_MAXINT64;
      end = MAX (end, rc_deadline_next (deadline, 0));
    }
  return MAX (end, 1);
}

gint64
rc_grants_get_next (GPtrArray *deadlines, gint64 now, int *precision)
{
  const RcDeadline *deadline = rc_deadlines_current (deadlines, now);

  if (precision != NULL)
    *precision = deadline != NULL ? (int) deadline->precision : (int) RC_DEADLINE_NOT_STATED;
  return deadline != NULL ? rc_deadline_next (deadline, now) : G_MAXINT64;
}
