/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of the JSON answers of grants.gov: lists of hits, and single opportunities. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/deadline-prose.h"
#include "exchange/grants-gov-opportunity.h"
#include "exchange/json-document.h"
#include "exchange/json-values.h"

#include <glib/gi18n.h>

struct _RcGrantsGovReader
{
  RcReader parent_instance;

  RcJsonDocument *document; /* (owned) (nullable) made for the first item */
  GPtrArray *opportunities; /* (owned) (nullable) JsonNode, borrowed from the document */
  GHashTable *outdated;     /* (owned) (nullable) those of them of which there is a newer one */
  guint next;
};

#define RC_TYPE_GRANTS_GOV_READER (rc_grants_gov_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcGrantsGovReader, rc_grants_gov_reader, RC, GRANTS_GOV_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcGrantsGovReader, rc_grants_gov_reader, RC_TYPE_READER)

static void
gather_array (RcGrantsGovReader *self, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (self->opportunities, json_array_get_element (array, i));
}

static void
gather (RcGrantsGovReader *self, JsonNode *root)
{
  JsonObject *object;

  if (JSON_NODE_HOLDS_ARRAY (root))
    {
      gather_array (self, json_node_get_array (root));
      return;
    }
  object = json_node_get_object (root);
  if (rc_json_get_object (object, "data") != NULL)
    {
      root = rc_json_get_node (object, "data");
      object = json_node_get_object (root);
    }
  if (rc_json_get_array (object, "oppHits") != NULL)
    {
      RcListingPage *page = rc_reader_edit_page (RC_READER (self));
      g_autofree char *count = rc_json_dup_value (object, NULL, (const char *const[]){ "hitCount", NULL });

      page->whole = TRUE;
      page->announced = count != NULL ? g_ascii_strtoull (count, NULL, 10) : 0;
      gather_array (self, rc_json_get_array (object, "oppHits"));
    }
  else
    g_ptr_array_add (self->opportunities, root);
}

/* The service says what went wrong in an answer that is good JSON. */
static gboolean
is_refusal (JsonNode *root, GError **error)
{
  JsonObject *whole = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  g_autofree char *word = rc_json_dup_value (whole, NULL, (const char *const[]){ "errorcode", NULL });
  g_autofree char *message = NULL;

  if (word == NULL || g_str_equal (word, "0"))
    return FALSE;
  message = rc_json_dup_value (whole, NULL, (const char *const[]){ "msg", NULL });
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the service answers: %.200s"),
               message != NULL ? message : "?");
  return TRUE;
}

/* The day of its last change as a number; 0 when it does not say. */
static int
get_age (JsonNode *node)
{
  JsonObject *whole = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *text = rc_json_dup_value (whole, rc_grants_gov_get_details (whole), (const char *const[]){ "lastUpdatedDate", "lastUpdatedDateStr", NULL });
  g_autoptr (RcDeadline) day = text != NULL ? rc_deadline_from_stamp_and_sentence (text, NULL, &(RcDeadlineContext){ .order = RC_DATE_ORDER_MONTH_FIRST }) : NULL;

  return day != NULL ? (day->year * 12 + day->month) * 31 + day->day : 0;
}

/* Some lists have an opportunity twice: the one that was changed last counts, whatever the numbers of its versions say. */
static void
find_outdated (RcGrantsGovReader *self)
{
  g_autoptr (GHashTable) newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->outdated = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->opportunities->len; i++)
    {
      JsonNode *node = self->opportunities->pdata[i], *other;
      JsonObject *whole = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      char *id = rc_json_dup_value (whole, NULL, (const char *const[]){ "id", "opportunityId", "oppId", NULL });

      if (id == NULL)
        continue;
      other = g_hash_table_lookup (newest, id);
      if (other != NULL)
        g_hash_table_add (self->outdated, get_age (node) >= get_age (other) ? other : node);
      if (other == NULL || get_age (node) >= get_age (other))
        g_hash_table_replace (newest, id, node);
      else
        g_free (id);
    }
}

static gboolean
load (RcGrantsGovReader *self, GCancellable *cancellable, GError **error)
{
  self->document = rc_json_document_load (RC_READER (self), cancellable, error);
  self->opportunities = g_ptr_array_new ();
  if (self->document == NULL || is_refusal (self->document->root, error))
    return FALSE;
  gather (self, self->document->root);
  find_outdated (self);
  return TRUE;
}

static RcReaderItem *
rc_grants_gov_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcGrantsGovReader *self = RC_GRANTS_GOV_READER (reader);
  g_autoptr (RcReaderItem) item = NULL;
  JsonNode *node;

  if (self->opportunities == NULL && !load (self, cancellable, error))
    return NULL;
  if (self->next >= self->opportunities->len)
    return NULL;
  node = g_ptr_array_index (self->opportunities, self->next++);
  item = rc_reader_new_item (reader);
  item->raw = rc_json_node_to_bytes (node);
  rc_json_document_warn (self->document, item);
  rc_grants_gov_read_opportunity (node, item);
  if (g_hash_table_contains (self->outdated, node))
    {
      g_clear_pointer (&item->record, rc_record_free);
      rc_reader_item_reject (item, _ ("there is a newer record of this opportunity"));
    }
  return g_steal_pointer (&item);
}

static void
rc_grants_gov_reader_finalize (GObject *object)
{
  RcGrantsGovReader *self = RC_GRANTS_GOV_READER (object);

  g_clear_pointer (&self->opportunities, g_ptr_array_unref);
  g_clear_pointer (&self->outdated, g_hash_table_unref);
  g_clear_pointer (&self->document, rc_json_document_free);
  G_OBJECT_CLASS (rc_grants_gov_reader_parent_class)->finalize (object);
}

static void
rc_grants_gov_reader_class_init (RcGrantsGovReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_grants_gov_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_grants_gov_reader_next;
}

static void
rc_grants_gov_reader_init (RcGrantsGovReader *self)
{
}
