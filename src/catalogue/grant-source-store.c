/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of what sources say of grants. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/grant-source-store.h"

#include "catalogue/check.h"
#include "catalogue/database-private.h"
#include "catalogue/grant-keys.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define SELECT                                                                                                                      \
  "SELECT g.source, s.name, s.removed, s.last_success, g.control, g.record, g.state, g.upstream, g.agreed, g.leads, g.chosen, " \
  "g.first FROM grant_source g JOIN source s ON s.id = g.source "

void
rc_grant_source_free (RcGrantSource *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->control);
  g_free (self->upstream);
  g_free (self->agreed);
  g_free (self);
}

static RcGrantSource *
make_row (RcStatement *select)
{
  RcGrantSource *self = g_new0 (RcGrantSource, 1);
  int i = 0;

  self->source = rc_statement_get_int (select, i++);
  self->name = rc_statement_dup_text (select, i++);
  self->removed = rc_statement_get_int (select, i++) != 0;
  self->checked = rc_statement_get_int (select, i++);
  self->control = rc_statement_dup_text (select, i++);
  self->record = rc_statement_get_int (select, i++);
  self->state = (RcGrantClosed) rc_statement_get_int (select, i++);
  self->upstream = rc_statement_dup_text (select, i++);
  self->agreed = rc_statement_dup_text (select, i++);
  self->leads = rc_statement_get_int (select, i++) != 0;
  self->chosen = rc_statement_get_int (select, i++) != 0;
  self->first = rc_statement_get_int (select, i++);
  return self;
}

gboolean
rc_grant_source_find (RcDatabase *db, gint64 source, const char *control, RcGrantSource **row, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = rc_statement_new (db, SELECT "WHERE g.source = ? AND g.control = ?", error);

  *row = NULL;
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, source);
  rc_statement_bind_text (select, 2, control);
  if (rc_statement_step (select, &local_error))
    *row = make_row (select);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
rc_grant_sources_list (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_grant_source_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  select = rc_statement_new (db, SELECT "WHERE g.record = ? ORDER BY g.leads DESC, g.first, g.source", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  while (rc_statement_step (select, &local_error))
    g_ptr_array_add (rows, make_row (select));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

gboolean
rc_grant_source_store (RcDatabase *db, const RcGrantSource *row, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;
  /* A publication has its own keys. */
  g_autoptr (RcGrant) grant = *row->upstream == '{' ? rc_grant_from_json (row->upstream, NULL) : NULL;

  insert = rc_statement_new (db,
                             "INSERT OR REPLACE INTO grant_source (source, control, record, state, upstream, agreed, leads, chosen, first) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                             error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, row->source);
  rc_statement_bind_text (insert, 2, row->control);
  rc_statement_bind_int (insert, 3, row->record);
  rc_statement_bind_int (insert, 4, row->state);
  rc_statement_bind_text (insert, 5, row->upstream);
  rc_statement_bind_text (insert, 6, row->agreed);
  rc_statement_bind_int (insert, 7, row->leads);
  rc_statement_bind_int (insert, 8, row->chosen);
  rc_statement_bind_int (insert, 9, row->first);
  return rc_statement_run (insert, error) && (grant == NULL || rc_grant_keys_store (db, row->record, row->source, grant, error));
}

GVariant *
rc_grant_sources_pack (RcDatabase *db, gint64 record, GError **error)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (RC_GRANT_SOURCES_TYPE));
  g_autoptr (GPtrArray) rows = rc_grant_sources_list (db, record, error);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const RcGrantSource *row = g_ptr_array_index (rows, i);

      g_variant_builder_add (&builder, "(xsismsbbx)", row->source, row->control, (gint32) row->state, row->upstream, row->agreed, row->leads,
                             row->chosen, row->first);
    }
  return g_variant_builder_end (&builder);
}

gboolean
rc_grant_sources_restore (RcDatabase *db, gint64 record, GVariant *packed, GError **error)
{
  if (!rc_statement_run_with_id (db, "DELETE FROM grant_source WHERE record = ?", record, error) ||
      !rc_statement_run_with_id (db, "DELETE FROM grant_key WHERE record = ? AND source <> 0", record, error))
    return FALSE;
  for (gsize i = 0; packed != NULL && i < g_variant_n_children (packed); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (packed, i);
      RcGrantSource row = { .record = record };
      gint32 state;

      g_variant_get (child, "(x&si&sm&sbbx)", &row.source, &row.control, &state, &row.upstream, &row.agreed, &row.leads, &row.chosen, &row.first);
      row.state = (RcGrantClosed) state;
      if (!rc_grant_source_store (db, &row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_object (const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
}

/* Of a grant all that the source says is kept, of a publication a digest. */
static gboolean
is_readable (const char *upstream, RcKind kind)
{
  g_autoptr (RcGrant) grant = NULL;

  if (kind == RC_KIND_PUBLICATION)
    return strspn (upstream, "0123456789abcdef") == strlen (upstream);
  grant = *upstream != '\0' ? rc_grant_from_json (upstream, NULL) : NULL;
  return *upstream == '\0' || grant != NULL;
}

static void
check_row (RcStatement *select, GPtrArray *problems)
{
  const char *agreed = rc_statement_get_text (select, 3);
  gint64 record = rc_statement_get_int (select, 0);
  const char *control = rc_statement_get_text (select, 1);
  RcKind kind = (RcKind) rc_statement_get_int (select, 5);

  if (!is_readable (rc_statement_get_text (select, 2), kind))
    rc_check_add_problem (problems, record, control, _ ("what its source says of it cannot be read"));
  else if (agreed != NULL && !is_object (agreed))
    rc_check_add_problem (problems, record, control, _ ("what was agreed with its source cannot be read"));
  if (kind == RC_KIND_GRANT && rc_statement_get_int (select, 4) != 1)
    rc_check_add_problem (problems, record, control, _ ("it follows none or several of its sources"));
}

gboolean
rc_grant_sources_check (RcDatabase *db, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT g.record, g.control, g.upstream, g.agreed, "
                             "(SELECT count (*) FROM grant_source l WHERE l.record = g.record AND l.leads), "
                             "r.kind FROM grant_source g JOIN record r ON r.id = g.record ORDER BY g.record",
                             error);
  if (select == NULL)
    return FALSE;
  while (rc_statement_step (select, &local_error))
    check_row (select, problems);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
