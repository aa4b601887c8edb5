/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sources of a grant: what of theirs stands beside what is here, and what staff make of it. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/grant-sources.h"

#include "catalogue/database-private.h"
#include "catalogue/grant-settle.h"
#include "catalogue/grants.h"

#include <glib/gi18n.h>
#include <inttypes.h>

GPtrArray *
rc_grant_source_list_differences (const RcGrantSource *self, const RcGrant *ours)
{
  g_return_val_if_fail (self != NULL && ours != NULL, NULL);

  /* What was said of a call that is over there does not matter any more. */
  return rc_grant_list_differences (ours, self->upstream, self->leads || self->state == RC_GRANT_OFFERED ? self->agreed : NULL);
}

static gboolean
has_fact (GPtrArray *differences)
{
  for (guint i = 0; i < differences->len; i++)
    if (((const RcGrantDifference *) g_ptr_array_index (differences, i))->fact)
      return TRUE;
  return FALSE;
}

static gboolean
is_differing (RcDatabase *db, gint64 record, gboolean *differs, GError **error)
{
  g_autoptr (RcGrant) ours = rc_grants_load (db, record, error);
  g_autoptr (GPtrArray) rows = ours != NULL ? rc_grant_sources_list (db, record, error) : NULL;

  *differs = FALSE;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len && !*differs; i++)
    {
      g_autoptr (GPtrArray) differences = rc_grant_source_list_differences (g_ptr_array_index (rows, i), ours);

      *differs = has_fact (differences);
    }
  return TRUE;
}

GArray *
rc_grant_sources_list_differing (RcDatabase *db, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  /* Few have anything that stands beside. */
  select = rc_statement_new (db,
                             "SELECT DISTINCT g.record FROM grant_source g JOIN record r ON r.id = g.record WHERE g.agreed IS NOT NULL "
                             "AND r.state <> 9 ORDER BY g.record DESC",
                             error);
  if (select == NULL)
    return NULL;
  while (rc_statement_step (select, &local_error))
    {
      gint64 record = rc_statement_get_int (select, 0);
      gboolean differs;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !is_differing (db, record, &differs, error))
        return NULL;
      if (differs)
        g_array_append_val (records, record);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&records);
}

/* `row` (out): what the source says. */
static RcSettling *
open_settling (RcDatabase *db, gint64 record, gint64 source, RcGrantSource **row, GError **error)
{
  g_autoptr (RcSettling) settling = rc_settling_new (db, record, error);

  if (settling == NULL)
    return NULL;
  *row = rc_settling_find (settling, source);
  if (*row != NULL && !settling->removed)
    return g_steal_pointer (&settling);
  g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("That source says nothing of grant %" PRId64), record);
  return NULL;
}

gboolean
rc_grant_sources_take (RcDatabase *db, gint64 batch, gint64 record, gint64 source, const char *member, GError **error)
{
  RcGrantSource *row = NULL;
  g_autoptr (RcSettling) settling = NULL;
  RcGrant *taken;

  g_return_val_if_fail (db != NULL && batch > 0, FALSE);

  settling = open_settling (db, record, source, &row, error);
  if (settling == NULL)
    return FALSE;
  taken = rc_grant_take (settling->ours, row->upstream, &row->agreed, member);
  rc_grant_free (settling->ours);
  settling->ours = taken;
  return rc_settling_finish (settling, batch, error);
}

gboolean
rc_grant_sources_dismiss (RcDatabase *db, gint64 batch, gint64 record, gint64 source, const char *member, GError **error)
{
  RcGrantSource *row = NULL;
  g_autoptr (RcSettling) settling = NULL;

  g_return_val_if_fail (db != NULL && batch > 0, FALSE);

  settling = open_settling (db, record, source, &row, error);
  if (settling == NULL)
    return FALSE;
  rc_grant_dismiss (&row->agreed, member);
  return rc_settling_finish (settling, batch, error);
}

gboolean
rc_grant_sources_choose (RcDatabase *db, gint64 batch, gint64 record, gint64 source, GError **error)
{
  RcGrantSource *row = NULL;
  g_autoptr (RcSettling) settling = NULL;

  g_return_val_if_fail (db != NULL && batch > 0, FALSE);

  settling = open_settling (db, record, source, &row, error);
  if (settling == NULL)
    return FALSE;
  for (guint i = 0; i < settling->rows->len; i++)
    ((RcGrantSource *) g_ptr_array_index (settling->rows, i))->chosen = FALSE;
  row->chosen = TRUE;
  rc_settling_lead (settling, row);
  return rc_settling_finish (settling, batch, error);
}
