/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant and its sources, taken up to be changed together. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/grant-settle.h"

#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/grants.h"
#include "catalogue/record-store.h"

#include <glib/gi18n.h>
#include <inttypes.h>

void
rc_settling_free (RcSettling *self)
{
  if (self == NULL)
    return;
  g_free (self->control);
  g_clear_pointer (&self->was, rc_grant_free);
  g_clear_pointer (&self->ours, rc_grant_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/* A source that is asked still knows better than one that is not. */
static gboolean
has_live_row (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (!((const RcGrantSource *) g_ptr_array_index (rows, i))->removed)
      return TRUE;
  return FALSE;
}

/* Closed when all have closed it; that one of them says so tells more than that others have it no more. */
static RcGrantClosed
find_closed (GPtrArray *rows)
{
  gboolean live = has_live_row (rows);
  RcGrantClosed closed = RC_GRANT_WITHDRAWN;

  for (guint i = 0; i < rows->len; i++)
    {
      const RcGrantSource *row = g_ptr_array_index (rows, i);

      if (!live || !row->removed)
        closed = MIN (closed, row->state);
    }
  return rows->len > 0 ? closed : RC_GRANT_OFFERED;
}

static gboolean
load_row (RcSettling *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (self->db, "SELECT state, source, control FROM record WHERE id = ? AND kind = 4", error);

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, self->record);
  if (rc_statement_step (select, &local_error))
    {
      self->removed = rc_statement_get_int (select, 0) == RC_STATE_REMOVED;
      self->state = (RcState) rc_statement_get_int (select, 0);
      self->source = rc_statement_get_int (select, 1);
      self->control = rc_statement_dup_text (select, 2);
      return TRUE;
    }
  if (local_error == NULL)
    g_set_error (&local_error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_NOT_FOUND, _ ("There is no grant %" PRId64), self->record);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

RcSettling *
rc_settling_new (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (RcSettling) self = g_new0 (RcSettling, 1);

  self->db = db;
  self->record = record;
  if (!load_row (self, error))
    return NULL;
  self->was = rc_grants_load (db, record, error);
  self->rows = self->was != NULL ? rc_grant_sources_list (db, record, error) : NULL;
  if (self->rows == NULL)
    return NULL;
  self->ours = rc_grant_copy (self->was);
  self->closed_by_sources = self->rows->len > 0 ? find_closed (self->rows) : self->was->closed;
  return g_steal_pointer (&self);
}

RcGrantSource *
rc_settling_find (RcSettling *self, gint64 source)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RcGrantSource *row = g_ptr_array_index (self->rows, i);

      if (row->source == source)
        return row;
    }
  return NULL;
}

static void
set_ours (RcSettling *self, RcGrant *grant, const RcGrantSource *by)
{
  g_autoptr (RcGrant) before = g_steal_pointer (&self->ours);

  self->ours = grant;
  for (guint i = 0; i < self->rows->len; i++)
    {
      RcGrantSource *row = g_ptr_array_index (self->rows, i);

      if (row != by && !row->leads)
        rc_grant_merge_moved (before, self->ours, row->upstream, &row->agreed);
    }
}

void
rc_settling_say (RcSettling *self, RcGrantSource *row, const char *upstream)
{
  const char *before = *row->upstream != '\0' ? row->upstream : NULL;

  if (row->leads)
    set_ours (self, rc_grant_merge (self->ours, before, upstream, &row->agreed), row);
  else
    rc_grant_merge_beside (self->ours, before, upstream, &row->agreed);
  g_free (row->upstream);
  row->upstream = g_strdup (upstream);
}

static RcGrantSource *
get_leader (RcSettling *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((RcGrantSource *) g_ptr_array_index (self->rows, i))->leads)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

void
rc_settling_lead (RcSettling *self, RcGrantSource *row)
{
  RcGrantSource *old = get_leader (self);

  if (old == row || *row->upstream == '\0')
    return;
  row->leads = TRUE;
  set_ours (self, rc_grant_merge_switch (self->ours, old != NULL ? old->upstream : NULL, old != NULL ? old->agreed : NULL, row->upstream, &row->agreed),
            old);
  if (old != NULL)
    {
      old->leads = FALSE;
      g_clear_pointer (&old->agreed, g_free);
    }
}

/* The smaller the better: staff's choice, one that offers it, one that is asked at all, the one seen first. */
static gint64
rate (const RcGrantSource *row)
{
  if (row->removed)
    return 3;
  if (row->chosen)
    return 0;
  return row->state == RC_GRANT_OFFERED ? 1 : 2;
}

static RcGrantSource *
pick_leader (RcSettling *self)
{
  RcGrantSource *best = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      RcGrantSource *row = g_ptr_array_index (self->rows, i);

      if (best == NULL || rate (row) < rate (best) ||
          (rate (row) == rate (best) && (row->first < best->first || (row->first == best->first && row->source < best->source))))
        best = row;
    }
  return best;
}

/* What staff said stays until a source says anew what was said before. */
static void
close_or_open (RcSettling *self)
{
  RcGrantClosed closed = find_closed (self->rows);

  if (closed != self->closed_by_sources && self->ours->closed == self->closed_by_sources)
    self->ours->closed = closed;
}

static gboolean
write_grant (RcSettling *self, gint64 batch, GError **error)
{
  const RcGrantSource *leader = get_leader (self);
  gint64 source = self->source != 0 ? leader->source : 0;
  g_autoptr (RcRecord) record = NULL;

  if (rc_grant_equal (self->was, self->ours) && source == self->source)
    return TRUE;
  record = rc_record_new_grant (source != 0 ? leader->control : self->control, rc_grant_copy (self->ours));
  return rc_records_put_from_source (self->db, batch, self->record, source, record, self->state, error) != 0;
}

gboolean
rc_settling_finish (RcSettling *self, gint64 batch, GError **error)
{
  rc_settling_lead (self, pick_leader (self));
  close_or_open (self);
  /* Before anything is written: how it was. */
  if (!rc_revision_add_change (self->db, batch, self->record, RC_REVISION_CHANGED, error))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!rc_grant_source_store (self->db, g_ptr_array_index (self->rows, i), error))
      return FALSE;
  return write_grant (self, batch, error);
}
