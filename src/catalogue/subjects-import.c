/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Concepts of a SKOS file into the thesaurus. Triples come in any order and are taken one at a time; what a link points
 * to may be described later or never. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <raptor2/raptor2.h>
#include <string.h>

#include "catalogue/database-private.h"
#include "catalogue/subjects.h"
#include "record/problem.h"
#include "text/fold.h"

#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define RDF_TYPE "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

#define MAX_FILE_BYTES (512u << 20)
#define MAX_CONCEPTS 500000
#define MAX_LINKS 5000000
#define MAX_LABEL_BYTES 1000
#define MAX_PROBLEMS 1000
#define CHUNK_BYTES 65536

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
  raptor_parser *parser;   /* (unowned) */
  GError *error;           /* (owned) (nullable) stops everything */
  char *complaint;         /* (owned) (nullable) the parser's first error */
  guint n_problems;
} RcSkos;

static void
skos_clear (RcSkos *self)
{
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->cleared, g_hash_table_unref);
  g_clear_pointer (&self->types, g_hash_table_unref);
  g_clear_pointer (&self->links, g_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->complaint, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcSkos, skos_clear)

static void
add_problem (RcSkos *self, const char *message)
{
  if (self->n_problems++ < MAX_PROBLEMS)
    g_ptr_array_add (self->problems, rc_problem_new (self->path, 0, NULL, message));
}

static gboolean
clear (RcSkos *self, const char *sql, gint64 subject)
{
  g_autoptr (RcStatement) statement = rc_statement_new (self->db, sql, &self->error);

  if (statement == NULL)
    return FALSE;
  rc_statement_bind_int (statement, 1, subject);
  return rc_statement_run (statement, &self->error);
}

/* The id of a concept, made when it is new; 0 on error. */
static gint64
get_id (RcSkos *self, const char *uri)
{
  const gint64 *known = g_hash_table_lookup (self->ids, uri);
  g_autoptr (RcStatement) insert = NULL;
  gint64 id;

  if (known != NULL)
    return *known;
  if (g_hash_table_size (self->ids) >= MAX_CONCEPTS)
    {
      g_set_error (&self->error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("%s has more than %d concepts"), self->path,
                   MAX_CONCEPTS);
      return 0;
    }
  insert = rc_statement_new (self->db,
                             "INSERT INTO subject (uri) VALUES (?) ON CONFLICT (uri) DO UPDATE SET uri = uri RETURNING id",
                             &self->error);
  if (insert == NULL)
    return 0;
  rc_statement_bind_text (insert, 1, uri);
  if (!rc_statement_step (insert, &self->error))
    return 0;
  id = rc_statement_get_int (insert, 0);
  g_hash_table_insert (self->ids, g_strdup (uri), g_memdup2 (&id, sizeof id));
  return id;
}

/* The id of the concept that a triple is about. What an older file said of it goes once, before the first new word. */
static gint64
get_subject (RcSkos *self, const char *uri)
{
  gint64 id = get_id (self, uri);

  if (id == 0 || !g_hash_table_add (self->cleared, g_strdup (uri)))
    return id;
  return clear (self, "DELETE FROM subject_label WHERE subject = ?", id) &&
                 clear (self, "DELETE FROM subject_link WHERE subject = ?", id)
             ? id
             : 0;
}

static void
add_label (RcSkos *self, const char *uri, const raptor_term *value, gboolean preferred)
{
  const char *text = (const char *) value->value.literal.string;
  const char *language = (const char *) value->value.literal.language;
  g_autofree char *short_language = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *label = NULL;
  g_autoptr (RcStatement) insert = NULL;
  gint64 id;

  if (text == NULL || value->value.literal.string_len > MAX_LABEL_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      g_autofree char *message = g_strdup_printf (_ ("a label of %s is left out: too long, or no UTF-8"), uri);

      add_problem (self, message);
      return;
    }
  id = get_subject (self, uri);
  if (id == 0)
    return;
  /* "en-GB" is "en" here; no language at all is "". */
  short_language = language != NULL ? g_ascii_strdown (language, (gssize) strcspn (language, "-_")) : g_strdup ("");
  label = g_strstrip (g_strdup (text));
  folded = rc_text_fold (label, -1);
  insert = rc_statement_new (self->db,
                             "INSERT INTO subject_label (subject, language, label, preferred, folded) VALUES (?, ?, ?, ?, ?) "
                             "ON CONFLICT DO UPDATE SET preferred = max (preferred, excluded.preferred)",
                             &self->error);
  if (insert == NULL)
    return;
  rc_statement_bind_int (insert, 1, id);
  rc_statement_bind_text (insert, 2, short_language);
  rc_statement_bind_text (insert, 3, label);
  rc_statement_bind_int (insert, 4, preferred);
  rc_statement_bind_text (insert, 5, folded);
  rc_statement_run (insert, &self->error);
}

/* Both ends may be written as the subject of the triple; `about` is the one that is. */
static void
add_link (RcSkos *self, const char *about, const char *from, int kind, const char *to)
{
  RcLink link = { 0, kind, 0 };

  if (get_subject (self, about) == 0)
    return;
  link.subject = get_id (self, from);
  link.other = link.subject != 0 ? get_id (self, to) : 0;
  if (link.other == 0 || link.subject == link.other)
    return;
  if (self->links->len < MAX_LINKS)
    g_array_append_val (self->links, link);
  else
    g_set_error (&self->error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("%s has more than %d links"), self->path,
                 MAX_LINKS);
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

static void
take_property (RcSkos *self, const char *subject, const char *property, const raptor_term *object)
{
  gboolean literal = object->type == RAPTOR_TERM_TYPE_LITERAL;
  const char *other = object->type == RAPTOR_TERM_TYPE_URI ? (const char *) raptor_uri_as_string (object->value.uri) : NULL;

  if (literal && g_str_equal (property, "prefLabel"))
    add_label (self, subject, object, TRUE);
  else if (literal && (g_str_equal (property, "altLabel") || g_str_equal (property, "hiddenLabel")))
    add_label (self, subject, object, FALSE);
  else if (other != NULL && g_str_equal (property, "broader"))
    add_link (self, subject, subject, LINK_BROADER, other);
  else if (other != NULL && g_str_equal (property, "narrower"))
    add_link (self, subject, other, LINK_BROADER, subject);
  else if (other != NULL && g_str_equal (property, "related"))
    {
      add_link (self, subject, subject, LINK_RELATED, other);
      add_link (self, subject, other, LINK_RELATED, subject);
    }
}

/* Schemes, collections and groups have labels, too, but nobody writes them on a publication. A concept may be of further
 * types. */
static void
take_type (RcSkos *self, const char *subject, const char *type)
{
  gpointer is_concept = GINT_TO_POINTER (g_str_equal (type, SKOS "Concept"));

  if (is_concept != NULL)
    get_subject (self, subject);
  if (is_concept != NULL || !g_hash_table_contains (self->types, subject))
    g_hash_table_insert (self->types, g_strdup (subject), is_concept);
}

static void
statement_cb (void *user_data, raptor_statement *statement)
{
  RcSkos *self = user_data;
  const char *subject, *predicate;

  if (self->error != NULL || statement->subject->type != RAPTOR_TERM_TYPE_URI)
    return;
  subject = (const char *) raptor_uri_as_string (statement->subject->value.uri);
  predicate = (const char *) raptor_uri_as_string (statement->predicate->value.uri);
  if (g_str_has_prefix (predicate, SKOS))
    take_property (self, subject, predicate + strlen (SKOS), statement->object);
  else if (g_str_equal (predicate, RDF_TYPE) && statement->object->type == RAPTOR_TERM_TYPE_URI)
    take_type (self, subject, (const char *) raptor_uri_as_string (statement->object->value.uri));
  if (self->error != NULL)
    raptor_parser_parse_abort (self->parser);
}

static void
log_cb (void *user_data, raptor_log_message *message)
{
  RcSkos *self = user_data;
  int line = message->locator != NULL ? raptor_locator_line (message->locator) : 0;
  g_autofree char *text = NULL;

  if (message->level < RAPTOR_LOG_LEVEL_WARN)
    return;
  text = line > 0 ? g_strdup_printf (_ ("line %d: %s"), line, message->text) : g_strdup (message->text);
  g_strdelimit (g_strchomp (text), "\r\n", ' ');
  if (message->level < RAPTOR_LOG_LEVEL_ERROR)
    add_problem (self, text);
  else if (self->complaint == NULL)
    self->complaint = g_steal_pointer (&text);
}

/* Nothing is ever fetched, whatever a file refers to. */
static int
refuse_cb (void *user_data, raptor_uri *uri)
{
  return 1;
}

static const char *
guess_syntax (raptor_world *world, const char *path, const char *start, gsize length)
{
  g_autofree char *name = g_utf8_strdown (path, -1);

  if (g_str_has_suffix (name, ".nt"))
    return "ntriples";
  if (g_str_has_suffix (name, ".ttl"))
    return "turtle";
  if (g_str_has_suffix (name, ".rdf") || g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".owl"))
    return "rdfxml";
  return g_strstr_len (start, (gssize) length, "<rdf:RDF") != NULL ? "rdfxml" : "turtle";
}

/* Feeds the file to the parser in pieces. */
static gboolean
parse (RcSkos *self, raptor_world *world, GMappedFile *file, GCancellable *cancellable, GError **error)
{
  const char *data = g_mapped_file_get_contents (file);
  gsize length = g_mapped_file_get_length (file);
  g_autofree char *uri_text = g_filename_to_uri (self->path, NULL, NULL);
  raptor_uri *base = raptor_new_uri (world, (const unsigned char *) (uri_text != NULL ? uri_text : "urn:x-skos"));
  int failed;

  self->parser = raptor_new_parser (world, guess_syntax (world, self->path, data, MIN (length, 4096)));
  raptor_parser_set_statement_handler (self->parser, self, statement_cb);
  raptor_parser_set_uri_filter (self->parser, refuse_cb, self);
  raptor_parser_set_option (self->parser, RAPTOR_OPTION_NO_NET, NULL, 1);
  raptor_parser_set_option (self->parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
  raptor_parser_set_option (self->parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL, 0);
  failed = raptor_parser_parse_start (self->parser, base);
  for (gsize offset = 0; offset <= length && failed == 0 && self->error == NULL; offset += CHUNK_BYTES)
    {
      gsize size = MIN (CHUNK_BYTES, length - offset);

      if (g_cancellable_set_error_if_cancelled (cancellable, &self->error))
        break;
      failed = raptor_parser_parse_chunk (self->parser, (const unsigned char *) data + offset, size, offset + size == length);
      if (offset + size == length)
        break;
    }
  raptor_free_parser (self->parser);
  raptor_free_uri (base);
  /* Half a thesaurus would take away what a whole one had said. */
  if (self->error == NULL && (failed != 0 || self->complaint != NULL))
    g_set_error (&self->error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, "%s: %s", self->path,
                 self->complaint != NULL ? self->complaint : _ ("it cannot be read to its end"));
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  return TRUE;
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
import (RcSkos *self, GMappedFile *file, GCancellable *cancellable, GError **error)
{
  raptor_world *world = raptor_new_world ();
  gboolean done;

  raptor_world_set_log_handler (world, self, log_cb);
  done = parse (self, world, file, cancellable, error);
  raptor_free_world (world);
  if (!done)
    return FALSE;
  if (!write_links (self, error) || !drop_others (self, error))
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

static GMappedFile *
map_file (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("Cannot read %s: %s"), path, g_strerror (errno));
  else if (!S_ISREG (status.st_mode))
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("Cannot read %s: it is no file"), path);
  else if (status.st_size == 0)
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("%s is empty"), path);
  else if (status.st_size > MAX_FILE_BYTES)
    g_set_error (error, RC_CATALOGUE_ERROR, RC_CATALOGUE_ERROR_FAILED, _ ("%s is too large for a thesaurus"), path);
  else
    return g_mapped_file_new (path, FALSE, error);
  return NULL;
}

gint64
rc_subjects_import (RcDatabase *db, const char *path, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_auto (RcSkos) self = { .db = db, .path = path, .problems = problems };
  g_autoptr (GMappedFile) file = NULL;
  gboolean done;

  g_return_val_if_fail (db != NULL && path != NULL && problems != NULL, -1);

  file = map_file (path, error);
  if (file == NULL || !rc_database_begin (db, error))
    return -1;
  self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.cleared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.links = g_array_new (FALSE, FALSE, sizeof (RcLink));
  done = import (&self, file, cancellable, error);
  if (!done)
    rc_database_rollback (db);
  else if (!rc_database_commit (db, error))
    done = FALSE;
  return done ? (gint64) g_hash_table_size (self.cleared) : -1;
}
