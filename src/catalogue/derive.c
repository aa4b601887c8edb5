/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is derived from the master of a record: columns for lists, the entry of the search. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <nettle/sha2.h>
#include <string.h>

#include "catalogue/copies.h"
#include "catalogue/database-private.h"
#include "catalogue/derive.h"
#include "catalogue/grants.h"
#include "catalogue/page-texts.h"

/* Names that a list shows of one record. */
#define MAX_PEOPLE 3
/* Text of one record's documents that the search reads. */
#define MAX_FULL_TEXT_BYTES (16u << 20)

void
rc_columns_free (RcColumns *self)
{
  g_free (self->title);
  g_free (self->parallel_title);
  g_free (self->people);
  g_free (self->publisher);
  g_free (self->languages);
  g_free (self);
}

static char *
join (const char *const *words, guint max, const char *separator)
{
  GString *text;

  if (words == NULL || words[0] == NULL)
    return NULL;
  text = g_string_new (words[0]);
  for (guint i = 1; i < max && words[i] != NULL; i++)
    {
      g_string_append (text, separator);
      g_string_append (text, words[i]);
    }
  return g_string_free (text, FALSE);
}

RcColumns *
rc_columns_new (const RcRecord *record, const RcDescription *description)
{
  RcColumns *self = g_new0 (RcColumns, 1);

  if (record->grant != NULL)
    {
      self->title = g_strdup (record->grant->title);
      self->people = g_strdup (record->grant->funder);
      self->languages = g_strdup (record->grant->language);
      return self;
    }
  self->material = record->kind == RC_KIND_PUBLICATION ? description->material : RC_MATERIAL_NONE;
  self->title = g_strdup (description->title);
  self->parallel_title = g_strdup (description->parallel_title);
  self->people = join ((const char *const *) description->people, MAX_PEOPLE, "; ");
  self->publisher = g_strdup (description->publisher);
  self->languages = join ((const char *const *) description->languages, G_MAXUINT, " ");
  self->year = description->year;
  return self;
}

/* By nettle, which uses what the processor has for it: every record that comes in is digested. */
GBytes *
rc_derive_digest (const RcRecord *record, GBytes *marc)
{
  struct sha256_ctx context;
  guint8 digest[SHA256_DIGEST_SIZE];

  sha256_init (&context);
  if (record->grant != NULL)
    {
      g_autofree char *json = rc_grant_to_json (record->grant);

      sha256_update (&context, strlen (json), (const guint8 *) json);
    }
  else
    {
      g_autoptr (GBytes) bytes = marc != NULL ? g_bytes_ref (marc) : rc_marc_to_bytes (record->marc);
      gsize length = 0;
      const guint8 *data = g_bytes_get_data (bytes, &length);

      /* A version byte, then the leader. */
      g_assert (length >= 1 + RC_MARC_LEADER_LENGTH);
      sha256_update (&context, 1, data);
      sha256_update (&context, 7, data + 1 + 5);
      sha256_update (&context, length - 1 - 17, data + 1 + 17);
    }
  sha256_digest (&context, sizeof digest, digest);
  return g_bytes_new (digest, sizeof digest);
}

char *
rc_derive_agency (const RcRecord *record)
{
  int index = record->marc != NULL ? rc_marc_find (record->marc, "003", 0) : -1;
  g_autofree char *text = NULL;

  if (index < 0)
    return NULL;
  text = g_utf8_make_valid (rc_marc_get_field (record->marc, (guint) index)->data, -1);
  g_strstrip (text);
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
append_line (GString *text, const char *line)
{
  if (line == NULL || *line == '\0')
    return;
  g_string_append (text, line);
  g_string_append_c (text, '\n');
}

static void
append_lines (GString *text, const char *const *lines)
{
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    append_line (text, lines[i]);
}

/* The text of all documents of a record; NULL when there is none. */
static gboolean
load_full_text (RcDatabase *db, gint64 record, char **text, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (RcStatement) select = NULL;

  *text = NULL;
  select = rc_statement_new (db,
                             "SELECT p.text, p.packed FROM document d JOIN page_text p ON p.document = d.id "
                             "WHERE d.record = ? ORDER BY d.id, p.page",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  while (all->len < MAX_FULL_TEXT_BYTES && rc_statement_step (select, &local_error))
    {
      g_autofree char *page = rc_page_texts_dup (select, 0, &local_error);

      if (page == NULL)
        break;
      append_line (all, page);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (all->len > 0)
    *text = g_strdup (all->str);
  return TRUE;
}

/* Where the documents of a record can be read. */
static gboolean
load_document_places (RcDatabase *db, gint64 record, guint *availability, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT d.sha256 IS NOT NULL OR EXISTS (SELECT 1 FROM disc WHERE disc.record = d.disc AND "
                             "disc.sha256 IS NOT NULL), d.disc IS NOT NULL AND d.disc <> d.record FROM document d "
                             "WHERE d.record = ?",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, record);
  while (rc_statement_step (select, &local_error))
    {
      *availability |= rc_statement_get_int (select, 0) != 0 ? RC_AVAILABLE_HERE : 0;
      *availability |= rc_statement_get_int (select, 1) != 0 ? RC_AVAILABLE_ON_DISC : 0;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

guint
rc_derive_availability (GPtrArray *copies)
{
  for (guint i = 0; i < copies->len; i++)
    if (((const RcCopy *) g_ptr_array_index (copies, i))->status == RC_COPY_ON_SHELF)
      return RC_AVAILABLE_ON_SHELF;
  return copies->len > 0 ? RC_AVAILABLE_OUT : 0;
}

/* What stopped the index is said in our own codes, where SQLite knows: no room, damaged, cancelled. */
static void
propagate_search_error (RcDatabase *db, GError **error, GError *search_error)
{
  int rc = sqlite3_extended_errcode (rc_database_get_handle (db));

  if (search_error->domain != RC_SEARCH_ERROR || rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE)
    {
      g_propagate_error (error, search_error);
      return;
    }
  rc_database_set_error (db, rc, error);
  g_error_free (search_error);
}

static gboolean
put_folded (RcDatabase *db, gint64 id, gboolean hidden, gint64 added, RcFolded *folded, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RcSearchWriter *writer = rc_database_get_search_writer (db, &local_error);

  if (writer != NULL && rc_search_writer_put_folded (writer, id, hidden, added, folded, &local_error))
    return TRUE;
  propagate_search_error (db, error, g_steal_pointer (&local_error));
  return FALSE;
}

static RcFolded *
fold_grant (RcFolding *folding, RcSearchEntry *entry, const RcRecord *record)
{
  const RcGrant *grant = record->grant;
  const char *languages[] = { grant->language, NULL };
  g_autoptr (GString) rest = g_string_new (NULL);
  g_auto (GStrv) audience = rc_grant_list_audience (grant);
  g_auto (GStrv) countries = rc_grant_list_countries (grant);

  append_line (rest, grant->type);
  append_line (rest, grant->summary);
  append_line (rest, grant->eligibility);
  append_line (rest, grant->amount);
  append_lines (rest, (const char *const *) audience);
  entry->title = grant->title;
  entry->people = grant->funder;
  entry->identifiers = record->control;
  entry->rest = rest->str;
  entry->languages = languages;
  entry->subjects = (const char *const *) grant->subjects;
  entry->audience = (const char *const *) audience;
  entry->countries = (const char *const *) countries;
  entry->deadline = rc_grants_get_end (grant);
  entry->deadlines = grant->deadlines;
  return rc_folding_fold (folding, entry);
}

static RcFolded *
fold_marc (RcFolding *folding, RcSearchEntry *entry, const RcRecord *record, const RcDescription *description,
           GPtrArray *copies)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autoptr (GString) people = g_string_new (NULL);
  g_autoptr (GString) identifiers = g_string_new (NULL);
  g_autoptr (GString) rest = g_string_new (NULL);

  append_line (titles, description->parallel_title);
  append_line (titles, description->original_title);
  append_line (titles, description->series);
  append_lines (people, (const char *const *) description->people);
  append_line (people, description->responsibility);
  append_line (identifiers, record->control);
  append_lines (identifiers, (const char *const *) description->identifiers);
  for (guint i = 0; i < copies->len; i++)
    {
      const RcCopy *copy = g_ptr_array_index (copies, i);

      append_line (identifiers, copy->barcode);
      append_line (identifiers, copy->shelfmark);
    }
  append_line (rest, description->abstract);
  append_lines (rest, (const char *const *) description->notes);
  append_line (rest, description->publisher);
  append_line (rest, description->place);
  append_line (rest, description->edition);

  entry->material = record->kind == RC_KIND_PUBLICATION ? description->material : RC_MATERIAL_NONE;
  entry->year = description->year;
  entry->title = description->title;
  entry->other_titles = titles->str;
  entry->people = people->str;
  entry->identifiers = identifiers->str;
  entry->rest = rest->str;
  entry->languages = (const char *const *) description->languages;
  entry->subjects = (const char *const *) description->subjects;
  entry->places = (const char *const *) description->places;
  return rc_folding_fold (folding, entry);
}

RcFolded *
rc_derive_fold (RcFolding *folding, const RcRecord *record, const RcDescription *description, GPtrArray *copies,
                guint availability, const char *full_text)
{
  RcSearchEntry entry = { .kind = record->kind, .availability = availability, .full_text = full_text };

  if (record->grant != NULL)
    return fold_grant (folding, &entry, record);
  return fold_marc (folding, &entry, record, description, copies);
}

static RcFolding *
get_folding (RcDatabase *db)
{
  return rc_preparer_get_folding (rc_database_get_preparer (db));
}

gboolean
rc_derive_index_prepared (RcDatabase *db, gint64 id, const RcPrepared *prepared, RcState state, gint64 added,
                          gboolean with_documents, GError **error)
{
  gboolean hidden = state != RC_STATE_VISIBLE;
  guint availability = rc_derive_availability (prepared->copies);
  g_autofree char *full_text = NULL;
  g_autoptr (RcFolded) folded = NULL;

  if (with_documents && (!load_full_text (db, id, &full_text, error) || !load_document_places (db, id, &availability, error)))
    return FALSE;
  /* The status of copies may have become another one since. */
  if (full_text == NULL && availability == prepared->availability)
    return put_folded (db, id, hidden, added, prepared->folded, error);
  folded = rc_derive_fold (get_folding (db), prepared->record, prepared->description, prepared->copies, availability, full_text);
  return put_folded (db, id, hidden, added, folded, error);
}

gboolean
rc_derive_index_record (RcDatabase *db, gint64 id, const RcRecord *record, const RcDescription *description,
                        GPtrArray *copies, RcState state, gint64 added, GError **error)
{
  guint availability = rc_derive_availability (copies);
  g_autofree char *full_text = NULL;
  g_autoptr (RcFolded) folded = NULL;

  if (!load_full_text (db, id, &full_text, error) || !load_document_places (db, id, &availability, error))
    return FALSE;
  folded = rc_derive_fold (get_folding (db), record, description, copies, availability, full_text);
  return put_folded (db, id, state != RC_STATE_VISIBLE, added, folded, error);
}

gboolean
rc_derive_index_stored (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (RcRecordDetails) details = rc_records_get (db, id, error);

  if (details == NULL)
    return FALSE;
  if (details->record->kind == RC_KIND_FILE || details->id != id)
    return TRUE;
  return rc_derive_index_record (db, id, details->record, details->description, details->copies, details->state,
                                 details->added, error);
}

gboolean
rc_derive_index_file (RcDatabase *db, gint64 id, const char *name, const char *path, gint64 mtime, gint64 added,
                      gboolean hidden, GError **error)
{
  RcSearchEntry entry = { .kind = RC_KIND_FILE, .title = name, .identifiers = name, .rest = path, .availability = RC_AVAILABLE_ON_DISC };
  g_autoptr (RcFolded) folded = rc_folding_fold (get_folding (db), &entry);

  return put_folded (db, id, hidden, added, folded, error);
}

gboolean
rc_derive_index_files (RcDatabase *db, gint64 disc, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db,
                             "SELECT f.record, f.name, f.path, f.mtime, r.added, d.state FROM file f "
                             "JOIN record r ON r.id = f.record JOIN record d ON d.id = f.disc "
                             "WHERE f.disc = ? AND NOT f.folder",
                             error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, disc);
  while (rc_statement_step (select, &local_error))
    if (!rc_derive_index_file (db, rc_statement_get_int (select, 0), rc_statement_get_text (select, 1),
                               rc_statement_get_text (select, 2), rc_statement_get_int (select, 3),
                               rc_statement_get_int (select, 4), rc_statement_get_int (select, 5) != RC_STATE_VISIBLE,
                               error))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

gboolean
rc_derive_unindex (RcDatabase *db, gint64 id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  RcSearchWriter *writer = rc_database_get_search_writer (db, &local_error);

  if (writer != NULL && rc_search_writer_remove (writer, id, &local_error))
    return TRUE;
  propagate_search_error (db, error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
rc_derive_unindex_files (RcDatabase *db, gint64 disc, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (RcStatement) select = NULL;

  select = rc_statement_new (db, "SELECT record FROM file WHERE disc = ? AND NOT folder", error);
  if (select == NULL)
    return FALSE;
  rc_statement_bind_int (select, 1, disc);
  while (rc_statement_step (select, &local_error))
    if (!rc_derive_unindex (db, rc_statement_get_int (select, 0), error))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}
