/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of SKOS in one of its syntaxes, as statements one after another. */
#define G_LOG_DOMAIN "rc-catalogue"

#include "config.h"

#include "catalogue/subjects-skos.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <raptor2/raptor2.h>
#include <string.h>

#include "catalogue/database.h"
#include "record/problem.h"

#define SKOS "http://www.w3.org/2004/02/skos/core#"
#define RDF_TYPE "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

#define MAX_FILE_BYTES (512u << 20)
#define MAX_PROBLEMS 1000
#define CHUNK_BYTES 65536

typedef struct
{
  const char *path;      /* (unowned) */
  GPtrArray *problems;   /* (unowned) */
  RcSkosFunc func;
  gpointer data;         /* (unowned) */
  raptor_parser *parser; /* (unowned) */
  GError *error;         /* (owned) (nullable) stops everything */
  char *complaint;       /* (owned) (nullable) the parser's first error */
} RcSkosReader;

static void
skos_reader_clear (RcSkosReader *self)
{
  g_clear_error (&self->error);
  g_clear_pointer (&self->complaint, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcSkosReader, skos_reader_clear)

void
rc_skos_add_problem (GPtrArray *problems, const char *path, const char *message)
{
  if (problems->len < MAX_PROBLEMS)
    g_ptr_array_add (problems, rc_problem_new (path, 0, NULL, message));
}

static gboolean
read_property (RcSkosStatement *out, const char *property, const raptor_term *object)
{
  static const struct
  {
    const char *property;
    RcSkosWhat what;
  } properties[] = {
    { "prefLabel", RC_SKOS_PREFERRED }, { "altLabel", RC_SKOS_LABEL },    { "hiddenLabel", RC_SKOS_LABEL },
    { "broader", RC_SKOS_BROADER },     { "narrower", RC_SKOS_NARROWER }, { "related", RC_SKOS_RELATED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_str_equal (property, properties[i].property))
      {
        out->what = properties[i].what;
        if (out->what > RC_SKOS_LABEL)
          return out->other != NULL;
        out->text = object->type == RAPTOR_TERM_TYPE_LITERAL ? (const char *) object->value.literal.string : NULL;
        out->length = out->text != NULL ? object->value.literal.string_len : 0;
        out->language = out->text != NULL ? (const char *) object->value.literal.language : NULL;
        return object->type == RAPTOR_TERM_TYPE_LITERAL;
      }
  return FALSE;
}

static gboolean
read_statement (RcSkosStatement *out, const raptor_statement *statement)
{
  const char *predicate = (const char *) raptor_uri_as_string (statement->predicate->value.uri);

  *out = (RcSkosStatement) { .subject = (const char *) raptor_uri_as_string (statement->subject->value.uri) };
  if (statement->object->type == RAPTOR_TERM_TYPE_URI)
    out->other = (const char *) raptor_uri_as_string (statement->object->value.uri);
  if (g_str_has_prefix (predicate, SKOS))
    return read_property (out, predicate + strlen (SKOS), statement->object);
  if (!g_str_equal (predicate, RDF_TYPE) || out->other == NULL)
    return FALSE;
  out->what = g_str_equal (out->other, SKOS "Concept") ? RC_SKOS_IS_CONCEPT : RC_SKOS_IS_OTHER;
  return TRUE;
}

static void
statement_cb (void *user_data, raptor_statement *statement)
{
  RcSkosReader *self = user_data;
  RcSkosStatement read;

  if (self->error != NULL || statement->subject->type != RAPTOR_TERM_TYPE_URI || !read_statement (&read, statement))
    return;
  if (!self->func (&read, self->data, &self->error))
    raptor_parser_parse_abort (self->parser);
}

static void
log_cb (void *user_data, raptor_log_message *message)
{
  RcSkosReader *self = user_data;
  int line = message->locator != NULL ? raptor_locator_line (message->locator) : 0;
  g_autofree char *text = NULL;

  if (message->level < RAPTOR_LOG_LEVEL_WARN)
    return;
  text = line > 0 ? g_strdup_printf (_ ("line %d: %s"), line, message->text) : g_strdup (message->text);
  g_strdelimit (g_strchomp (text), "\r\n", ' ');
  if (message->level < RAPTOR_LOG_LEVEL_ERROR)
    rc_skos_add_problem (self->problems, self->path, text);
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
parse (RcSkosReader *self, raptor_world *world, GMappedFile *file, GCancellable *cancellable, GError **error)
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

gboolean
rc_skos_read (const char *path, RcSkosFunc func, gpointer data, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_auto (RcSkosReader) self = { .path = path, .problems = problems, .func = func, .data = data };
  g_autoptr (GMappedFile) file = map_file (path, error);
  raptor_world *world;
  gboolean done;

  if (file == NULL)
    return FALSE;
  world = raptor_new_world ();
  raptor_world_set_log_handler (world, &self, log_cb);
  done = parse (&self, world, file, cancellable, error);
  raptor_free_world (world);
  return done;
}
