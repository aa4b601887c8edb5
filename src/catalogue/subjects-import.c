/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Concepts of a SKOS file into the thesaurus. Statements come in any order and are taken one at a time; what a link points
 * to may be described later or never. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "catalogue/batches.h"
#include "catalogue/database-private.h"
#include "catalogue/subjects-index.h"
#include "catalogue/subjects-skos.h"
#include "catalogue/subjects.h"
#include "search/subjects.h"
#include "text/fold.h"

#define MAX_CONCEPTS 500000
#define MAX_LINKS 5000000
#define MAX_LABEL_BYTES 1000

enum
{
  LINK_BROADER = 1,
  LINK_RELATED = 2,
};

typedef struct
{
  gint64 subject;
  gint64 kind;
  gint64 other;
} RcLink;

typedef struct
{
  RcDatabase *db;          /* (unowned) */
  const char *path;        /* (unowned) */
  GPtrArray *problems;     /* (unowned) */
  GHashTable *ids;         /* (owned) uri → gint64 id */
  GHashTable *cleared;     /* (owned) uri: what it said in an older file is gone */
  GHashTable *types;       /* (owned) uri → whether one of its types is a concept; those without a type are not in it */
  GArray *links;           /* (owned) RcLink, written when all old ones are gone */
} RcSkos;

static void
skos_clear (RcSkos *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->cleared, g_hash_table_unref);
  g_clear_pointer (&self->types, g_hash_table_unref);
  g_clear_pointer (&self->links, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcSkos, skos_clear)

static gboolean
clear (RcSkos *self, const char *sql, gint64 subject, GError **error)
{
  g_autoptr (RcStatement) statement = rc_statement_new (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  rc_statement_bind_int (statement, 1, subject);
  return rc_statement_run (statement, error);
}

/* The id of a concept, made when it is new; 0 on error. */
static gint64
get_id (RcSkos *self, const char *uri, GError **error)
{
  const gint64 *known = g_hash_table_lookup (self->ids, uri);
  g_autoptr (RcStatement) insert = NULL;
  gint64 id;

  if (known != NULL)
    return *known;
  if (g_hash_table_size (self->ids) >= MAX_CONCEPTS)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("%s has more than %d concepts"), self->path,
                   MAX_CONCEPTS);
      return 0;
    }
  insert = rc_statement_new (self->db,
                             "INSERT INTO subject (uri) VALUES (?) ON CONFLICT (uri) DO UPDATE SET uri = uri RETURNING id",
                             error);
  if (insert == NULL)
    return 0;
  rc_statement_bind_text (insert, 1, uri);
  if (!rc_statement_step (insert, error))
    return 0;
  id = rc_statement_get_int (insert, 0);
  g_hash_table_insert (self->ids, g_strdup (uri), g_memdup2 (&id, sizeof id));
  return id;
}

/* The id of the concept that a triple is about. What an older file said of it goes once, before the first new word. */
static gint64
get_subject (RcSkos *self, const char *uri, GError **error)
{
  gint64 id = get_id (self, uri, error);

  if (id == 0 || !g_hash_table_add (self->cleared, g_strdup (uri)))
    return id;
  return clear (self, "DELETE FROM subject_label WHERE subject = ?", id, error) &&
                 clear (self, "DELETE FROM subject_link WHERE subject = ?", id, error)
             ? id
             : 0;
}

static gboolean
add_label (RcSkos *self, const RcSkosStatement *statement, GError **error)
{
  g_autofree char *short_language = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *label = NULL;
  g_autoptr (RcStatement) insert = NULL;
  gint64 id;

  if (statement->text == NULL || statement->length > MAX_LABEL_BYTES || !g_utf8_validate (statement->text, -1, NULL))
    {
      g_autofree char *message = g_strdup_printf (_ ("a label of %s is left out: too long, or no UTF-8"), statement->subject);

      rc_skos_add_problem (self->problems, self->path, message);
      return TRUE;
    }
  id = get_subject (self, statement->subject, error);
  if (id == 0)
    return FALSE;
  /* "en-GB" is "en" here; no language at all is "". */
  short_language = statement->language != NULL
                       ? g_ascii_strdown (statement->language, (gssize) strcspn (statement->language, "-_"))
                       : g_strdup ("");
  label = g_strstrip (g_strdup (statement->text));
  folded = rc_text_fold (label, -1);
  insert = rc_statement_new (self->db,
                             "INSERT INTO subject_label (subject, language, label, preferred, folded) VALUES (?, ?, ?, ?, ?) "
                             "ON CONFLICT DO UPDATE SET preferred = max (preferred, excluded.preferred)",
                             error);
  if (insert == NULL)
    return FALSE;
  rc_statement_bind_int (insert, 1, id);
  rc_statement_bind_text (insert, 2, short_language);
  rc_statement_bind_text (insert, 3, label);
  rc_statement_bind_int (insert, 4, statement->what == RC_SKOS_PREFERRED);
  rc_statement_bind_text (insert, 5, folded);
  return rc_statement_run (insert, error);
}

/* Both ends may be written as the subject of the statement; `about` is the one that is. */
static gboolean
add_link (RcSkos *self, const char *about, const char *from, int kind, const char *to, GError **error)
{
  RcLink link = { 0, kind, 0 };

  if (get_subject (self, about, error) == 0)
    return FALSE;
  link.subject = get_id (self, from, error);
  link.other = link.subject != 0 ? get_id (self, to, error) : 0;
  if (link.other == 0)
    return FALSE;
  if (link.subject == link.other)
    return TRUE;
  if (self->links->len >= MAX_LINKS)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("%s has more than %d links"), self->path, MAX_LINKS);
      return FALSE;
    }
  g_array_append_val (self->links, link);
  return TRUE;
}

static gboolean
write_links (RcSkos *self, GError **error)
{
  g_autoptr (RcStatement) insert = NULL;

  insert = rc_statement_new (self->db, "INSERT OR IGNORE INTO subject_link (subject, kind, other) VALUES (?, ?, ?)", error);
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < self->links->len; i++)
    {
      const RcLink *link = &g_array_index (self->links, RcLink, i);

      rc_statement_bind_int (insert, 1, link->subject);
      rc_statement_bind_int (insert, 2, link->kind);
      rc_statement_bind_int (insert, 3, link->other);
      if (!rc_statement_run (insert, error))
        return FALSE;
    }
  return TRUE;
}

/* Schemes, collections and groups have labels, too, but nobody writes them on a publication. A concept may be of further
 * types. */
static gboolean
take_type (RcSkos *self, const char *subject, gboolean is_concept, GError **error)
{
  if (is_concept && get_subject (self, subject, error) == 0)
    return FALSE;
  if (is_concept || !g_hash_table_contains (self->types, subject))
    g_hash_table_insert (self->types, g_strdup (subject), GINT_TO_POINTER (is_concept));
  return TRUE;
}

static gboolean
statement_cb (const RcSkosStatement *statement, gpointer data, GError **error)
{
  RcSkos *self = data;
  const char *subject = statement->subject, *other = statement->other;

  switch (statement->what)
    {
    case RC_SKOS_IS_CONCEPT:
    case RC_SKOS_IS_OTHER:
      return take_type (self, subject, statement->what == RC_SKOS_IS_CONCEPT, error);
    case RC_SKOS_PREFERRED:
    case RC_SKOS_LABEL:
      return add_label (self, statement, error);
    case RC_SKOS_BROADER:
      return add_link (self, subject, subject, LINK_BROADER, other, error);
    case RC_SKOS_NARROWER:
      return add_link (self, subject, other, LINK_BROADER, subject, error);
    case RC_SKOS_RELATED:
    default:
      return add_link (self, subject, subject, LINK_RELATED, other, error)
             && add_link (self, subject, other, LINK_RELATED, subject, error);
    }
}

static gboolean
drop_others (RcSkos *self, GError **error)
{
  GHashTableIter iter;
  gpointer uri, is_concept;

  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &uri, &is_concept))
    {
      g_autoptr (RcStatement) remove = NULL;

      if (is_concept != NULL)
        continue;
      remove = rc_statement_new (self->db, "DELETE FROM subject WHERE uri = ?", error);
      if (remove == NULL)
        return FALSE;
      rc_statement_bind_text (remove, 1, uri);
      if (!rc_statement_run (remove, error))
        return FALSE;
      g_hash_table_remove (self->cleared, uri);
    }
  return TRUE;
}

static gboolean
import (RcSkos *self, GCancellable *cancellable, GError **error)
{
  if (!rc_skos_read (self->path, statement_cb, self, self->problems, cancellable, error) || !write_links (self, error)
      || !drop_others (self, error))
    return FALSE;
  if (g_hash_table_size (self->cleared) == 0)
    {
      g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("There are no SKOS concepts in %s"), self->path);
      return FALSE;
    }
  /* What was only pointed to and has no label is no concept that we know. */
  return rc_database_exec (self->db,
                           "DELETE FROM subject WHERE NOT EXISTS (SELECT 1 FROM subject_label WHERE subject = subject.id)",
                           error);
}

/* The batch of the import, which keeps what was before; 0 on error. */
static gint64
begin_batch (RcDatabase *db, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *label = g_filename_display_name (name);
  gint64 batch = rc_batch_begin (db, RC_BATCH_THESAURUS, label, NULL, error);

  return batch != 0 && rc_subjects_keep (db, batch, error) ? batch : 0;
}

static gboolean
finish (RcDatabase *db, RcSubjectsReport *report, GCancellable *cancellable, GError **error)
{
  g_autofree char *json = NULL;

  if (!rc_subjects_index (db, cancellable, error)
      || !rc_search_count_headings (rc_database_get_handle (db), &report->n_matched, &report->n_unmatched, error))
    return FALSE;
  json = g_strdup_printf ("{\"subjects\":%u,\"matched\":%" PRIu64 ",\"unmatched\":%" PRIu64 "}", report->n_subjects,
                          report->n_matched, report->n_unmatched);
  return rc_batch_finish (db, report->batch, json, error);
}

gboolean
rc_subjects_import (RcDatabase *db, const char *path, GPtrArray *problems, RcSubjectsReport *report,
                    GCancellable *cancellable, GError **error)
{
  g_auto (RcSkos) self = { .db = db, .path = path, .problems = problems };

  g_return_val_if_fail (db != NULL && path != NULL && problems != NULL && report != NULL, FALSE);

  if (!rc_database_begin (db, error))
    return FALSE;
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.cleared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.links = g_array_new (FALSE, FALSE, sizeof (RcLink));
  report->batch = begin_batch (db, path, error);
  if (report->batch != 0 && import (&self, cancellable, error))
    {
      report->n_subjects = g_hash_table_size (self.cleared);
      if (finish (db, report, cancellable, error))
        return rc_database_commit (db, error);
    }
  rc_database_rollback (db);
  return FALSE;
}
