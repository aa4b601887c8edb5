/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything of a record that cannot be derived, as one value of a revision. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/grant-source-store.h"
#include "catalogue/grants.h"
#include "catalogue/quality-store.h"
#include "catalogue/record-store.h"
#include "catalogue/snapshot.h"

/* A form byte, where something of it was accepted four more that say what, then a GVariant: kind, state, control, source, marc, grant (JSON), added, changed; copies; documents
 * (id, name, title, media type, SHA-256, disc, path, size, pages, digest of the texts); the disc. A record that has sources: that variant
 * and its sources, as two in one. */
#define FORM 1
#define FORM_ACCEPTED 2
#define FORM_SOURCES 3
#define FORM_ACCEPTED_SOURCES 4
#define COPIES_TYPE "a(msmsmsimsms)"
#define DOCUMENTS_TYPE "a(xsmssmsxmsximay)"
#define DISC_TYPE "m(msmsx)"
#define SNAPSHOT_TYPE "(iimsxmaymsxx" COPIES_TYPE DOCUMENTS_TYPE DISC_TYPE ")"
#define WITH_SOURCES_TYPE "(" SNAPSHOT_TYPE RC_GRANT_SOURCES_TYPE ")"

static GVariant *
new_maybe_bytes (GBytes *bytes)
{
  GVariant *child = bytes != NULL ? g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, bytes, TRUE) : NULL;

  return g_variant_new_maybe (G_VARIANT_TYPE_BYTESTRING, child);
}

static GVariant *
pack_copies (RcDatabase *db, gint64 record, GError **error)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (COPIES_TYPE));
  g_autoptr (GPtrArray) copies = rc_copies_load (db, record, error);

  if (copies == NULL)
    return NULL;
  for (guint i = 0; i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      g_variant_builder_add (&builder, "(msmsmsimsms)", copy->barcode, copy->shelfmark, copy->location,
                             (gint32) copy->status, copy->due, copy->note);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
pack_documents (RcDatabase *db, gint64 record, GError **error)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (DOCUMENTS_TYPE));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT id, name, title, media_type, sha256, disc, path, size_bytes, pages, text_digest "
                             "FROM document WHERE record = ? ORDER BY id",
                             error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  while (rc_statement_step (select, &local_error))
    {
      g_autoptr (GBytes) digest = rc_statement_dup_bytes (select, 9);

      g_variant_builder_add (&builder, "(xsmssmsxmsxi@may)", rc_statement_get_int (select, 0),
                             rc_statement_get_text (select, 1), rc_statement_get_text (select, 2),
                             rc_statement_get_text (select, 3), rc_statement_get_text (select, 4),
                             rc_statement_get_int (select, 5), rc_statement_get_text (select, 6),
                             rc_statement_get_int (select, 7), (gint32) rc_statement_get_int (select, 8),
                             new_maybe_bytes (digest));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
pack_disc (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db, "SELECT sha256, volume, n_unreadable FROM disc WHERE record = ?", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  if (rc_statement_step (select, &local_error))
    return g_variant_new (DISC_TYPE, TRUE, rc_statement_get_text (select, 0), rc_statement_get_text (select, 1),
                          rc_statement_get_int (select, 2));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_variant_new_maybe (G_VARIANT_TYPE ("(msmsx)"), NULL);
}

/* `select` stands on the row of the record. */
static GVariant *
pack (RcDatabase *db, gint64 record, RcStatement *select, GError **error)
{
  g_autoptr (GVariant) copies = NULL;
  g_autoptr (GVariant) documents = NULL;
  g_autoptr (GVariant) disc = NULL;
  g_autoptr (GBytes) marc = rc_statement_dup_bytes (select, 4);
  g_autofree char *grant_json = NULL;

  if (rc_statement_get_int (select, 0) == RC_KIND_GRANT)
    {
      g_autoptr (RcGrant) grant = rc_grants_load (db, record, error);

      if (grant == NULL)
        return NULL;
      grant_json = rc_grant_to_json (grant);
    }
  copies = pack_copies (db, record, error);
  documents = copies != NULL ? pack_documents (db, record, error) : NULL;
  disc = documents != NULL ? pack_disc (db, record, error) : NULL;
  if (disc == NULL)
    return NULL;
  return g_variant_new ("(iimsx@maymsxx@" COPIES_TYPE "@" DOCUMENTS_TYPE "@" DISC_TYPE ")",
                        (gint32) rc_statement_get_int (select, 0), (gint32) rc_statement_get_int (select, 1),
                        rc_statement_get_text (select, 2), rc_statement_get_int (select, 3), new_maybe_bytes (marc),
                        grant_json, rc_statement_get_int (select, 5), rc_statement_get_int (select, 6),
                        g_steal_pointer (&copies), g_steal_pointer (&documents), g_steal_pointer (&disc));
}

/* Adds the sources of a record, where it has any; takes the variant. */
static GVariant *
pack_sources (RcDatabase *db, gint64 record, GVariant *variant, gboolean *with_sources, GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (variant);
  g_autoptr (GVariant) sources = rc_grant_sources_pack (db, record, error);

  if (sources == NULL)
    return NULL;
  g_variant_ref_sink (sources);
  if (g_variant_n_children (sources) == 0)
    return g_steal_pointer (&owned);
  *with_sources = TRUE;
  return g_variant_ref_sink (g_variant_new ("(@" SNAPSHOT_TYPE "@" RC_GRANT_SOURCES_TYPE ")", owned, sources));
}

GBytes *
rc_snapshot_take (RcDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (RcStatement) select = NULL;
  guint32 accepted;
  gboolean with_sources = FALSE;
  guint8 *data;
  gsize size, head;

  select = rc_statement_new (db, "SELECT kind, state, control, source, marc, added, changed FROM record WHERE id = ?", error);
  if (select == NULL)
    return NULL;
  rc_statement_bind_int (select, 1, record);
  if (!rc_statement_step (select, error))
    return NULL;
  variant = pack (db, record, select, error);
  if (variant == NULL)
    return NULL;
  variant = pack_sources (db, record, g_steal_pointer (&variant), &with_sources, error);
  if (variant == NULL || !rc_quality_load_accepted (db, record, &accepted, error))
    return NULL;
  head = accepted != 0 ? 1 + sizeof accepted : 1;
  size = g_variant_get_size (variant);
  data = g_malloc (head + size);
  data[0] = accepted != 0 ? (with_sources ? FORM_ACCEPTED_SOURCES : FORM_ACCEPTED) : with_sources ? FORM_SOURCES : FORM;
  accepted = GUINT32_TO_BE (accepted);
  memcpy (data + 1, &accepted, head - 1);
  memcpy (data + head, g_variant_get_data (variant), size);
  return g_bytes_new_take (data, head + size);
}

/* Where the GVariant begins; 0 when it is of no form that we know. */
static gsize
get_head (GBytes *snapshot)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (snapshot, &size);
  gsize head = size == 0 ? 0 : data[0] == FORM || data[0] == FORM_SOURCES ? 1 : data[0] == FORM_ACCEPTED || data[0] == FORM_ACCEPTED_SOURCES ? 1 + sizeof (guint32) : 0;

  return head < size ? head : 0;
}

static guint32
get_accepted (GBytes *snapshot)
{
  guint32 accepted = 0;

  if (get_head (snapshot) > 1)
    memcpy (&accepted, (const guint8 *) g_bytes_get_data (snapshot, NULL) + 1, sizeof accepted);
  return GUINT32_FROM_BE (accepted);
}

static gboolean
has_sources (GBytes *snapshot)
{
  guint8 form = *(const guint8 *) g_bytes_get_data (snapshot, NULL);

  return form == FORM_SOURCES || form == FORM_ACCEPTED_SOURCES;
}

gboolean
rc_snapshot_equal (GBytes *one, GBytes *other)
{
  gsize size, other_size, head = get_head (one), other_head = get_head (other);
  const guint8 *data = g_bytes_get_data (one, &size), *other_data = g_bytes_get_data (other, &other_size);

  return has_sources (one) == has_sources (other) && size - head == other_size - other_head && memcmp (data + head, other_data + other_head, size - head) == 0;
}

/* `sources` (out, nullable): NULL when it has none. */
static GVariant *
open_snapshot (GBytes *snapshot, GVariant **sources, GError **error)
{
  gsize size = 0, head = get_head (snapshot);
  const guint8 *data = g_bytes_get_data (snapshot, &size);

  /* The copy is aligned, as GVariant wants it. */
  if (head > 0)
    {
      const GVariantType *type = has_sources (snapshot) ? G_VARIANT_TYPE (WITH_SOURCES_TYPE) : G_VARIANT_TYPE (SNAPSHOT_TYPE);
      g_autoptr (GBytes) aligned = g_bytes_new (data + head, size - head);
      g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_from_bytes (type, aligned, FALSE));

      if (g_variant_is_normal_form (variant))
        {
          if (!has_sources (snapshot))
            return g_steal_pointer (&variant);
          if (sources != NULL)
            *sources = g_variant_get_child_value (variant, 1);
          return g_variant_get_child_value (variant, 0);
        }
    }
  g_set_error_literal (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_CORRUPT, _ ("A revision cannot be read"));
  return NULL;
}

static GPtrArray *
unpack_copies (GVariant *snapshot)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_copy_free);
  g_autoptr (GVariant) list = g_variant_get_child_value (snapshot, 8);
  GVariantIter iter;
  char *barcode, *shelfmark, *location, *due, *note;
  gint32 status;

  g_variant_iter_init (&iter, list);
  while (g_variant_iter_next (&iter, "(msmsmsimsms)", &barcode, &shelfmark, &location, &status, &due, &note))
    {
      RcCopy *copy = rc_copy_new ();

      copy->barcode = barcode;
      copy->shelfmark = shelfmark;
      copy->location = location;
      copy->status = (RcCopyStatus) status;
      copy->due = due;
      copy->note = note;
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

static gboolean
restore_document (RcDatabase *db, gint64 record, GVariant *row, GError **error)
{
  g_autoptr (RcStatement) update = NULL;
  g_autoptr (GVariant) digest = NULL;
  g_autoptr (GBytes) digest_bytes = NULL;
  const char *name, *title, *media_type, *sha256, *path;
  gint64 id, disc, size_bytes;
  gint32 pages;

  update = rc_statement_new (db,
                             "UPDATE document SET name = ?2, title = ?3, media_type = ?4, sha256 = ?5, disc = ?6, "
                             "path = ?7, size_bytes = ?8, pages = ?9, text_digest = ?10, record = ?11 WHERE id = ?1",
                             error);
  if (update == NULL)
    return FALSE;
  g_variant_get (row, "(x&sm&s&sm&sxm&sxi@may)", &id, &name, &title, &media_type, &sha256, &disc, &path, &size_bytes, &pages,
                 &digest);
  rc_statement_bind_int (update, 1, id);
  rc_statement_bind_text (update, 2, name);
  rc_statement_bind_text (update, 3, title);
  rc_statement_bind_text (update, 4, media_type);
  rc_statement_bind_text (update, 5, sha256);
  rc_statement_bind_id (update, 6, disc);
  rc_statement_bind_text (update, 7, path);
  rc_statement_bind_int (update, 8, size_bytes);
  rc_statement_bind_int (update, 9, pages);
  if (g_variant_n_children (digest) > 0)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (digest, 0);

      digest_bytes = g_variant_get_data_as_bytes (child);
    }
  rc_statement_bind_bytes (update, 10, digest_bytes);
  rc_statement_bind_int (update, 11, record);
  return rc_statement_run (update, error);
}

/* Rows of documents are only ever added, or deleted with what added them: those of the snapshot are all there. */
static gboolean
restore_documents (RcDatabase *db, gint64 record, GVariant *snapshot, GError **error)
{
  g_autoptr (GVariant) list = g_variant_get_child_value (snapshot, 9);
  g_autoptr (RcStatement) remove = NULL;
  gint64 last = 0;

  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (list, i);

      g_variant_get_child (row, 0, "x", &last);
      if (!restore_document (db, record, row, error))
        return FALSE;
    }
  remove = rc_statement_new (db, "DELETE FROM document WHERE record = ? AND id > ?", error);
  if (remove == NULL)
    return FALSE;
  rc_statement_bind_int (remove, 1, record);
  rc_statement_bind_int (remove, 2, last);
  return rc_statement_run (remove, error);
}

static gboolean
restore_disc (RcDatabase *db, gint64 record, GVariant *snapshot, GError **error)
{
  g_autoptr (GVariant) maybe = g_variant_get_child_value (snapshot, 10);
  g_autoptr (RcStatement) update = NULL;
  const char *sha256, *volume;
  gint64 n_unreadable;

  if (g_variant_n_children (maybe) == 0)
    return TRUE;
  update = rc_statement_new (db, "UPDATE disc SET sha256 = ?2, volume = ?3, n_unreadable = ?4 WHERE record = ?1", error);
  if (update == NULL)
    return FALSE;
  g_variant_get_child (maybe, 0, "(m&sm&sx)", &sha256, &volume, &n_unreadable);
  rc_statement_bind_int (update, 1, record);
  rc_statement_bind_text (update, 2, sha256);
  rc_statement_bind_text (update, 3, volume);
  rc_statement_bind_int (update, 4, n_unreadable);
  return rc_statement_run (update, error);
}

static RcRecord *
unpack_record (GVariant *snapshot, GError **error)
{
  g_autoptr (GVariant) marc = g_variant_get_child_value (snapshot, 4);
  const char *control, *grant_json;
  gint32 kind;

  g_variant_get (snapshot, "(iim&sx@maym&sxx@" COPIES_TYPE "@" DOCUMENTS_TYPE "@" DISC_TYPE ")", &kind, NULL, &control, NULL,
                 NULL, &grant_json, NULL, NULL, NULL, NULL, NULL);
  if (kind == RC_KIND_GRANT)
    {
      RcGrant *grant = rc_grant_from_json (grant_json != NULL ? grant_json : "", error);

      return grant != NULL ? rc_record_new_grant (control, grant) : NULL;
    }
  else
    {
      g_autoptr (GVariant) bytes = g_variant_n_children (marc) > 0 ? g_variant_get_child_value (marc, 0) : NULL;
      RcMarc *parsed = rc_marc_from_bytes (bytes != NULL ? g_variant_get_data (bytes) : "",
                                           bytes != NULL ? g_variant_get_size (bytes) : 0, error);

      return parsed != NULL ? rc_record_new_marc ((RcKind) kind, parsed) : NULL;
    }
}

RcMarc *
rc_snapshot_get_marc (GBytes *snapshot, GError **error)
{
  g_autoptr (GVariant) variant = open_snapshot (snapshot, NULL, error);
  g_autoptr (GVariant) maybe = variant != NULL ? g_variant_get_child_value (variant, 4) : NULL;
  g_autoptr (GVariant) bytes = NULL;

  if (maybe == NULL || g_variant_n_children (maybe) == 0)
    return NULL;
  bytes = g_variant_get_child_value (maybe, 0);
  return rc_marc_from_bytes (g_variant_get_data (bytes), g_variant_get_size (bytes), error);
}

RcGrant *
rc_snapshot_get_grant (GBytes *snapshot, GError **error)
{
  g_autoptr (GVariant) variant = open_snapshot (snapshot, NULL, error);
  const char *json = NULL;
  gint32 kind;

  if (variant == NULL)
    return NULL;
  g_variant_get_child (variant, 0, "i", &kind);
  g_variant_get_child (variant, 5, "m&s", &json);
  return kind == RC_KIND_GRANT ? rc_grant_from_json (json != NULL ? json : "", error) : NULL;
}

/* A record that is there is joined to no other one. */
static gboolean
restore_state (RcDatabase *db, gint64 record, RcKind kind, int state, GError **error)
{
  g_autoptr (RcStatement) split = rc_statement_new (db, "DELETE FROM joined WHERE record = ?", error);

  if (split == NULL)
    return FALSE;
  rc_statement_bind_int (split, 1, record);
  if (!rc_statement_run (split, error))
    return FALSE;
  if (kind == RC_KIND_DISC && !rc_record_set_state (db, record, state, error))
    return FALSE;
  if (state == RC_STATE_REMOVED)
    return rc_quality_forget (db, record, error) && rc_derive_unindex (db, record, error) &&
           (kind != RC_KIND_DISC || rc_derive_unindex_files (db, record, error));
  return kind != RC_KIND_DISC || rc_derive_index_files (db, record, error);
}

gboolean
rc_snapshot_restore (RcDatabase *db, gint64 record, GBytes *snapshot, GError **error)
{
  g_autoptr (GVariant) sources = NULL;
  g_autoptr (GVariant) variant = open_snapshot (snapshot, &sources, error);
  g_autoptr (RcRecord) old = variant != NULL ? unpack_record (variant, error) : NULL;
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (RcPrepared) prepared = NULL;
  RcStoredRecord stored = { .id = record };
  gboolean has = FALSE;
  gint32 state;

  if (old == NULL || !rc_record_has_row (db, record, &has, error))
    return FALSE;
  g_variant_get_child (variant, 1, "i", &state);
  g_variant_get_child (variant, 3, "x", &stored.source);
  g_variant_get_child (variant, 6, "x", &stored.added);
  g_variant_get_child (variant, 7, "x", &stored.changed);
  copies = unpack_copies (variant);
  prepared = rc_preparer_prepare (rc_database_get_preparer (db), old, copies);
  stored.prepared = prepared;
  stored.state = (RcState) state;
  stored.accepted = get_accepted (snapshot);
  /* Documents first: the index holds their text. */
  if (!restore_documents (db, record, variant, error) || !restore_disc (db, record, variant, error) ||
      !(has ? rc_record_update (db, record, &stored, error) : rc_record_insert (db, &stored, error) != 0))
    return FALSE;
  if (!rc_grant_sources_restore (db, record, sources, error))
    return FALSE;
  return restore_state (db, record, old->kind, state, error);
}
