/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants and publications out of an answer in JSON, by a mapping. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/json-cut.h"
#include "exchange/json-document.h"
#include "exchange/listing-guess.h"
#include "exchange/listing-record.h"
#include "exchange/sedia.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LOOK_BYTES 1024
#define MAX_RECORDS 1000000
#define MAX_NODES 200 /* at a path of one record */

struct _RcJsonListingReader
{
  RcReader parent_instance;

  RcListingMapping *mapping; /* (owned) (nullable) */
  gboolean opened;
  RcJsonCut cut;             /* of a list of records that is the whole answer: its input is set, and one is read at a time */
  RcJsonDocument *document;  /* (owned) (nullable) of all other answers */
  GPtrArray *records;        /* (owned) (nullable) JsonNode, borrowed from the document */
  GHashTable *seen;          /* (owned) controls */
  GHashTable *english;       /* (owned) (nullable) see rc_sedia_gather_english */
  guint next;
  const char *place;         /* (nullable) borrowed from the mapping: where records are inside the entries of a list … */
  guint n_missing;           /* … of which so many have none there, and were not told of yet */
};

#define RC_TYPE_JSON_LISTING_READER (rc_json_listing_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcJsonListingReader, rc_json_listing_reader, RC, JSON_LISTING_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcJsonListingReader, rc_json_listing_reader, RC_TYPE_READER)

/* As people write it: a number that is whole has no point. With three digits behind the point it gets a fourth one, as those
 * three would read like thousands. */
static char *
dup_double (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char *point;

  if (!isfinite (number))
    return g_strdup ("");
  if (number == floor (number) && fabs (number) < 1e15)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);
  g_ascii_formatd (text, sizeof text, "%.15g", number);
  point = strchr (text, '.');
  return point != NULL && strlen (point) == 4 ? g_strconcat (text, "0", NULL) : g_strdup (text);
}

static void
add_value (JsonNode *node, GPtrArray *values)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    g_ptr_array_add (values, json_node_dup_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    g_ptr_array_add (values, g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)));
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    g_ptr_array_add (values, dup_double (json_node_get_double (node)));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_ptr_array_add (values, g_strdup (json_node_get_boolean (node) ? "true" : "false"));
}

/* An array of values gives all of them. */
void
rc_json_listing_find_cb (gpointer data, const RcListingPath *path, GPtrArray *values)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  rc_json_path_find (path->json, data, MAX_NODES, nodes);
  for (guint i = 0; i < nodes->len; i++)
    if (JSON_NODE_HOLDS_ARRAY (nodes->pdata[i]))
      {
        JsonArray *array = json_node_get_array (nodes->pdata[i]);

        for (guint j = 0; j < MIN (json_array_get_length (array), MAX_NODES); j++)
          add_value (json_array_get_element (array, j), values);
      }
    else
      add_value (nodes->pdata[i], values);
}

/* Whether there is an array at a path that ends in [*], and it is empty. */
static gboolean
is_empty_list (RcJsonListingReader *self, const RcListingPath *path)
{
  g_autofree char *parent = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (RcJsonPath) list = NULL;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  if (path->json == NULL || !g_str_has_suffix (path->text, "[*]"))
    return FALSE;
  parent = g_strndup (path->text, strlen (path->text) - strlen ("[*]"));
  list = rc_json_path_new (parent, &problem);
  return list != NULL && rc_json_path_find (list, self->document->root, 1, nodes) && nodes->len == 1 && JSON_NODE_HOLDS_ARRAY (nodes->pdata[0]);
}

/* What is not one of a list may be anything: an answer that is an error, too. */
static gboolean
has_title (RcJsonListingReader *self, JsonNode *node)
{
  RcListingSource source = { .mapping = self->mapping, .find = rc_json_listing_find_cb, .data = node };
  gboolean found = FALSE;

  for (guint i = 0; i < self->mapping->fields->len && !found; i++)
    {
      const RcListingField *field = self->mapping->fields->pdata[i];
      g_autoptr (GPtrArray) values = g_str_equal (field->name, "title") ? rc_listing_find_values (&source, field->paths) : NULL;

      found = values != NULL && values->len > 0;
    }
  return found;
}

/* Entries of a list that have no record in them are not to be passed over: "$.results[*].data" finds nothing where there is no data. */
static void
count_missing (RcJsonListingReader *self, const RcListingPath *path)
{
  const char *rest = g_strrstr (path->text, "[*]");
  g_autofree char *list = rest != NULL && rest[3] != '\0' ? g_strndup (path->text, (gsize) (rest + 3 - path->text)) : NULL;
  g_autofree char *problem = NULL;
  g_autoptr (RcJsonPath) entries = list != NULL ? rc_json_path_new (list, &problem) : NULL;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  if (entries == NULL || !rc_json_path_find (entries, self->document->root, MAX_RECORDS, nodes) || nodes->len <= self->records->len)
    return;
  self->place = rest + 3;
  self->n_missing = nodes->len - self->records->len;
}

/* Whether the answer says why it has no records. */
static gboolean
complains (RcJsonListingReader *self, GError **error)
{
  g_autofree char *complaint = rc_json_document_dup_complaint (self->document);

  if (complaint != NULL)
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the service answers: %.200s"), complaint);
  return complaint != NULL;
}

/* Records are objects; those of the first path that leads to some. */
static gboolean
find_records (RcJsonListingReader *self, GError **error)
{
  GPtrArray *paths = self->mapping->places[RC_LISTING_RECORDS];

  for (guint i = 0; i < paths->len; i++)
    {
      const RcListingPath *path = paths->pdata[i];

      g_ptr_array_set_size (self->records, 0);
      if (path->json != NULL && !rc_json_path_find (path->json, self->document->root, MAX_RECORDS, self->records))
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the answer has more than %d records"), MAX_RECORDS);
          return FALSE;
        }
      if (self->records->len > 0 && JSON_NODE_HOLDS_OBJECT (self->records->pdata[0])
          && (g_str_has_suffix (path->text, "]") || has_title (self, self->records->pdata[0])))
        {
          count_missing (self, path);
          return TRUE;
        }
      g_ptr_array_set_size (self->records, 0);
      if (is_empty_list (self, path))
        return TRUE;
    }
  if (!complains (self, error))
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the answer has no records at %s: it is of another shape"),
                 ((const RcListingPath *) paths->pdata[0])->text);
  return FALSE;
}

static void
read_page (RcJsonListingReader *self)
{
  RcListingSource source = { .mapping = self->mapping, .find = rc_json_listing_find_cb, .data = self->document->root };
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  const char *values[RC_LISTING_N_PLACES] = { NULL };

  for (guint i = RC_LISTING_TOTAL; i < RC_LISTING_N_PLACES; i++)
    {
      GPtrArray *found = rc_listing_find_values (&source, self->mapping->places[i]);

      g_ptr_array_add (kept, found);
      values[i] = found->len > 0 ? found->pdata[0] : NULL;
    }
  rc_listing_read_page (self->mapping, values, self->records->len, rc_reader_edit_page (RC_READER (self)));
}

/* An export is a bare list, and may be of any size. */
static gboolean
is_bare_list (RcJsonListingReader *self, GCancellable *cancellable, GError **error)
{
  RcInput *input = rc_reader_get_input (RC_READER (self));
  GPtrArray *paths = self->mapping->places[RC_LISTING_RECORDS];
  gsize length, n = 0;
  const char *data;

  if (!rc_input_fill (input, LOOK_BYTES, cancellable, error))
    return FALSE;
  data = rc_input_peek (input, &length);
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    n = 3;
  while (n < length && g_ascii_isspace (data[n]))
    n++;
  if (n == length || data[n] != '[')
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    if (g_str_equal (((const RcListingPath *) paths->pdata[i])->text, "$[*]"))
      return TRUE;
  return FALSE;
}

/* Lists, and nothing in any of them: no call is open at the moment. */
static gboolean
has_only_empty_lists (JsonNode *node, guint depth)
{
  gboolean found = FALSE;
  JsonObjectIter iter;
  JsonNode *value;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, NULL, &value))
    {
      if (JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) > 0)
        return FALSE;
      found = found || JSON_NODE_HOLDS_ARRAY (value) || (depth == 0 && has_only_empty_lists (value, depth + 1));
    }
  return found;
}

static gboolean
guess_mapping (RcJsonListingReader *self, GError **error)
{
  RcListingPage *page = rc_reader_edit_page (RC_READER (self));

  self->mapping = rc_listing_guess (self->document->root, &page->guess);
  if (self->mapping != NULL)
    return TRUE;
  if (!complains (self, error))
    g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
                         _ ("the answer has no list whose fields read like those of grants: say with a mapping where they are"));
  return FALSE;
}

static gboolean
load (RcJsonListingReader *self, GCancellable *cancellable, GError **error)
{
  RcReader *reader = RC_READER (self);

  self->document = rc_json_document_load (reader, cancellable, error);
  if (self->document == NULL)
    return FALSE;
  self->records = g_ptr_array_new ();
  if (self->mapping == NULL && has_only_empty_lists (self->document->root, 0))
    return !complains (self, error);
  if (self->mapping == NULL && !guess_mapping (self, error))
    return FALSE;
  if (!find_records (self, error))
    return FALSE;
  read_page (self);
  if (self->mapping->format != RC_FORMAT_SEDIA)
    return TRUE;
  self->english = rc_sedia_gather_english (self->records);
  return rc_sedia_check (self->records, rc_reader_get_page (reader)->announced, error);
}

static gboolean
open_answer (RcJsonListingReader *self, GCancellable *cancellable, GError **error)
{
  RcReader *reader = RC_READER (self);
  g_autoptr (GError) problem = NULL;

  self->opened = TRUE;
  if (self->mapping == NULL)
    self->mapping = rc_listing_mapping_new_shipped (rc_reader_get_format (reader));
  if (self->mapping != NULL && is_bare_list (self, cancellable, &problem))
    {
      self->cut.input = rc_reader_get_input (reader);
      rc_reader_edit_page (reader)->whole = self->mapping->whole;
      return TRUE;
    }
  if (problem == NULL && load (self, cancellable, &problem))
    return TRUE;
  if (self->records != NULL)
    g_ptr_array_set_size (self->records, 0);
  self->n_missing = 0;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
read_record (RcJsonListingReader *self, RcJsonDocument *document, JsonNode *node, RcReaderItem *item)
{
  RcListingSource source = { self->mapping, rc_json_listing_find_cb, node, rc_reader_get_deadline_context (RC_READER (self), NULL),
                             rc_reader_get_address (RC_READER (self)) };

  rc_json_document_warn (document, item);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    rc_reader_item_reject (item, _ ("this is no object"));
  else
    rc_listing_read_record (&source, item);
  if (self->english != NULL && JSON_NODE_HOLDS_OBJECT (node))
    rc_sedia_read_topic (node, self->english, item);
  rc_listing_note_control (self->seen, item);
}

/* A piece of a list as an item. */
static RcReaderItem *
make_item (RcJsonListingReader *self, RcJsonCutKind kind, const char *text, gsize length)
{
  RcReader *reader = RC_READER (self);
  g_autoptr (GBytes) raw = g_bytes_new (text, length);
  g_autoptr (GError) problem = NULL;
  g_autoptr (RcJsonDocument) document = NULL;
  RcReaderItem *item;

  if (kind == RC_JSON_CUT_TOO_DEEP)
    g_set_error (&problem, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the JSON is nested deeper than %d"), RC_JSON_MAX_DEPTH);
  else if (kind != RC_JSON_CUT_OBJECT)
    g_set_error_literal (&problem, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("this is no object"));
  else
    document = rc_json_document_parse (reader, text, length, &problem);
  if (document == NULL)
    return rc_reader_new_lost_item (reader, raw, problem);
  item = rc_reader_new_item (reader);
  item->raw = g_steal_pointer (&raw);
  read_record (self, document, document->root, item);
  return item;
}

static RcReaderItem *
next_of_list (RcJsonListingReader *self, GCancellable *cancellable, GError **error)
{
  RcJsonCutKind kind;
  RcReaderItem *item;
  const char *text;
  gsize length;

  if (!rc_json_cut_next (&self->cut, RC_JSON_MAX_DEPTH, &kind, &text, &length, cancellable, error))
    return NULL;
  if (kind == RC_JSON_CUT_BROKEN_OFF || (kind == RC_JSON_CUT_END && self->cut.n_open > 0))
    {
      rc_input_skip (self->cut.input, length);
      self->cut.n_open = 0;
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the JSON is cut off before its end"));
      return NULL;
    }
  if (kind == RC_JSON_CUT_END)
    return NULL;
  item = make_item (self, kind, text, length);
  rc_input_skip (self->cut.input, length);
  return item;
}

static RcReaderItem *
rc_json_listing_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcJsonListingReader *self = RC_JSON_LISTING_READER (reader);
  RcReaderItem *item;
  JsonNode *node;

  if (!self->opened && !open_answer (self, cancellable, error))
    return NULL;
  if (self->cut.input != NULL)
    return next_of_list (self, cancellable, error);
  if (self->records == NULL || (self->next >= self->records->len && self->n_missing == 0))
    return NULL;
  if (self->next >= self->records->len)
    {
      self->n_missing--;
      item = rc_reader_new_item (reader);
      rc_reader_item_reject (item, _ ("the record is of another shape: it has nothing at %s"), self->place);
      return item;
    }
  node = g_ptr_array_index (self->records, self->next++);
  item = rc_reader_new_item (reader);
  item->raw = rc_json_node_to_bytes (node);
  read_record (self, self->document, node, item);
  return item;
}

static void
rc_json_listing_reader_finalize (GObject *object)
{
  RcJsonListingReader *self = RC_JSON_LISTING_READER (object);

  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->document, rc_json_document_free);
  g_clear_pointer (&self->mapping, rc_listing_mapping_unref);
  g_hash_table_unref (self->seen);
  g_clear_pointer (&self->english, g_hash_table_unref);
  G_OBJECT_CLASS (rc_json_listing_reader_parent_class)->finalize (object);
}

static void
rc_json_listing_reader_class_init (RcJsonListingReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_json_listing_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_json_listing_reader_next;
}

static void
rc_json_listing_reader_init (RcJsonListingReader *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
rc_reader_set_listing_mapping (RcReader *reader, RcListingMapping *mapping)
{
  g_return_if_fail (RC_IS_READER (reader) && mapping != NULL);

  if (RC_IS_JSON_LISTING_READER (reader) && mapping->format == rc_reader_get_format (reader))
    {
      RcJsonListingReader *self = RC_JSON_LISTING_READER (reader);

      g_clear_pointer (&self->mapping, rc_listing_mapping_unref);
      self->mapping = rc_listing_mapping_ref (mapping);
    }
  else if (mapping->format == rc_reader_get_format (reader))
    rc_xml_listing_reader_set_mapping (reader, mapping);
}
