/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a refresh brings of grants, entry by entry, into an open batch. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/grant-offers.h"

#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/entries.h"
#include "catalogue/grant-keys.h"
#include "catalogue/grant-settle.h"

static gint64
now_seconds (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static RcGrantSource *
new_row (gint64 source, const RcRecord *record, const char *upstream, gint64 id)
{
  RcGrantSource *row = g_new0 (RcGrantSource, 1);

  row->source = source;
  row->control = g_strdup (record->control);
  row->record = id;
  row->state = record->grant->closed != RC_GRANT_OFFERED ? RC_GRANT_CLOSED : RC_GRANT_OFFERED;
  row->upstream = g_strdup (upstream);
  row->first = now_seconds ();
  return row;
}

static gboolean
add (RcDatabase *db, gint64 batch, gint64 source, const RcRecord *record, const char *upstream, RcState state, RcOffer *offer, gint64 *id,
     GError **error)
{
  g_autoptr (RcGrantSource) row = NULL;

  *offer = RC_OFFER_NEW;
  *id = rc_records_put_from_source (db, batch, 0, source, record, state, error);
  if (*id == 0)
    return FALSE;
  row = new_row (source, record, upstream, *id);
  row->leads = TRUE;
  return rc_grant_source_store (db, row, error);
}

/* A new entry of a grant that is there. One that was made here follows its first source, but for what differs. */
static gboolean
join (RcDatabase *db, gint64 batch, gint64 source, const RcRecord *record, const char *upstream, gint64 id, RcOffer *offer, GError **error)
{
  g_autoptr (RcSettling) settling = rc_settling_new (db, id, error);
  RcGrantSource *row;

  if (settling == NULL)
    return FALSE;
  row = new_row (source, record, upstream, id);
  row->leads = settling->rows->len == 0;
  rc_grant_merge_beside (settling->ours, NULL, upstream, &row->agreed);
  g_ptr_array_add (settling->rows, row);
  if (!rc_settling_finish (settling, batch, error))
    return FALSE;
  *offer = RC_OFFER_JOINED;
  return TRUE;
}

/* What became of the grant. */
static RcOffer
judge (const RcSettling *settling)
{
  if (settling->was->closed == RC_GRANT_OFFERED && settling->ours->closed == RC_GRANT_CLOSED)
    return RC_OFFER_CLOSED;
  if (settling->was->closed == RC_GRANT_OFFERED && settling->ours->closed == RC_GRANT_WITHDRAWN)
    return RC_OFFER_WITHDRAWN;
  return rc_grant_equal (settling->was, settling->ours) ? RC_OFFER_BESIDE : RC_OFFER_CHANGED;
}

/* What the source says anew of an entry that is known. */
static gboolean
change (RcDatabase *db, gint64 batch, const RcGrantSource *known, RcGrantClosed state, const char *upstream, RcOffer *offer, GError **error)
{
  g_autoptr (RcSettling) settling = rc_settling_new (db, known->record, error);
  RcGrantSource *row;

  if (settling == NULL)
    return FALSE;
  /* Somebody took it out of the catalogue: there it stays. */
  if (settling->removed)
    return TRUE;
  row = rc_settling_find (settling, known->source);
  row->state = state;
  if (upstream != NULL)
    rc_settling_say (settling, row, upstream);
  if (!rc_settling_finish (settling, batch, error))
    return FALSE;
  *offer = judge (settling);
  return TRUE;
}

gboolean
rc_grants_offer (RcDatabase *db, gint64 batch, gint64 source, const RcRecord *record, RcState state, RcOffer *offer, gint64 *id, GError **error)
{
  g_autoptr (RcGrantSource) known = NULL;
  g_autofree char *upstream = NULL;
  RcGrantClosed closed;
  gint64 found = 0;

  g_return_val_if_fail (db != NULL && batch > 0 && source > 0 && offer != NULL, FALSE);
  g_return_val_if_fail (record->grant != NULL && record->control != NULL, FALSE);

  *offer = RC_OFFER_SAME;
  if (!rc_grant_source_find (db, source, record->control, &known, error))
    return FALSE;
  upstream = rc_grant_to_json (record->grant);
  closed = record->grant->closed != RC_GRANT_OFFERED ? RC_GRANT_CLOSED : RC_GRANT_OFFERED;
  if (known != NULL)
    {
      if (id != NULL)
        *id = known->record;
      return (known->state == closed && g_str_equal (known->upstream, upstream)) || change (db, batch, known, closed, upstream, offer, error);
    }
  if (!rc_grant_keys_find (db, source, record->grant, &found, error) ||
      !(found != 0 ? join (db, batch, source, record, upstream, found, offer, error)
                   : add (db, batch, source, record, upstream, state, offer, &found, error)))
    return FALSE;
  if (id != NULL)
    *id = found;
  return TRUE;
}

/* What the source has no more. */
static gboolean
withdraw (RcDatabase *db, gint64 batch, const RcGrantSource *known, RcOffer *offer, GError **error)
{
  g_autoptr (RcStatement) select = rc_statement_new (db, "SELECT kind, state FROM record WHERE id = ?", error);
  gboolean publication;

  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, known->record);
  if (!rc_statement_step (select, error))
    return FALSE;
  publication = rc_statement_get_int (select, 0) == RC_KIND_PUBLICATION;
  if (!publication)
    return change (db, batch, known, RC_GRANT_WITHDRAWN, NULL, offer, error);
  if (rc_statement_get_int (select, 1) == RC_STATE_REMOVED)
    return TRUE;
  *offer = RC_OFFER_WITHDRAWN;
  return rc_entries_withdraw (db, batch, known, error);
}

gboolean
rc_grants_withdraw (RcDatabase *db, gint64 batch, gint64 source, const char *control, RcOffer *offer, GError **error)
{
  g_autoptr (RcGrantSource) known = NULL;

  g_return_val_if_fail (db != NULL && batch > 0 && source > 0 && control != NULL && offer != NULL, FALSE);

  *offer = RC_OFFER_SAME;
  if (!rc_grant_source_find (db, source, control, &known, error))
    return FALSE;
  return known == NULL || known->state != RC_GRANT_OFFERED || withdraw (db, batch, known, offer, error);
}

RcGrant *
rc_grants_get_said (RcDatabase *db, gint64 source, const char *control, GError **error)
{
  g_autoptr (RcGrantSource) known = NULL;

  g_return_val_if_fail (db != NULL && control != NULL, NULL);

  if (!rc_grant_source_find (db, source, control, &known, error) || known == NULL)
    return NULL;
  return rc_grant_from_json (known->upstream, NULL);
}

GHashTable *
rc_grants_get_offered (RcDatabase *db, gint64 source, GError **error)
{
  g_autoptr (GHashTable) controls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL && source > 0, NULL);

  select = rc_statement_new (db,
                             "SELECT g.control FROM grant_source g JOIN record r ON r.id = g.record WHERE g.source = ? AND g.state = 0 "
                             "AND r.state <> 9",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, source);
  while (rc_statement_step (select, &local_error))
    g_hash_table_add (controls, rc_statement_dup_text (select, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&controls);
}
