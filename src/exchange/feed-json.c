/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of JSON Feed, versions 1 and 1.1. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/feed-item.h"
#include "exchange/grant-text.h"
#include "exchange/json-document.h"
#include "exchange/json-values.h"
#include "exchange/languages.h"

#include <glib/gi18n.h>
#include <string.h>

#define VERSION "https://jsonfeed.org/version/"

struct _RcJsonFeedReader
{
  RcReader parent_instance;

  RcJsonDocument *document; /* (owned) (nullable) loaded for the first item */
  JsonArray *items;         /* borrowed */
  char *base;               /* (owned) (nullable) what links are seen from */
  char *language;           /* (owned) (nullable) a code of MARC */
  guint next;
};

#define RC_TYPE_JSON_FEED_READER (rc_json_feed_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcJsonFeedReader, rc_json_feed_reader, RC, JSON_FEED_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcJsonFeedReader, rc_json_feed_reader, RC_TYPE_READER)

/* The first of the names that has a text. */
#define VALUE(object, ...) rc_json_dup_value ((object), NULL, (const char *const[]){ __VA_ARGS__, NULL })

static gboolean
load (RcJsonFeedReader *self, GCancellable *cancellable, GError **error)
{
  RcReader *reader = RC_READER (self);
  const char *address = rc_reader_get_address (reader);
  JsonObject *feed;
  g_autofree char *version = NULL, *home = NULL, *next = NULL, *language = NULL;

  self->document = rc_json_document_load (reader, cancellable, error);
  if (self->document == NULL)
    return FALSE;
  feed = JSON_NODE_HOLDS_OBJECT (self->document->root) ? json_node_get_object (self->document->root) : NULL;
  version = feed != NULL ? VALUE (feed, "version") : NULL;
  self->items = rc_json_get_array (feed, "items");
  if (self->items == NULL && (version == NULL || !g_str_has_prefix (version, VERSION)))
    {
      g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("this JSON is no feed: it has no items"));
      return FALSE;
    }
  home = VALUE (feed, "home_page_url", "feed_url");
  language = VALUE (feed, "language");
  next = VALUE (feed, "next_url");
  self->base = rc_feed_is_web_address (home) ? g_steal_pointer (&home) : g_strdup (address);
  self->language = language != NULL ? rc_language_to_marc (language) : NULL;
  if (next != NULL)
    rc_reader_edit_page (reader)->next = rc_feed_resolve (address, next);
  return TRUE;
}

static void
read_links (RcJsonFeedReader *self, JsonObject *object, RcFeedItem *facts)
{
  g_autofree char *link = VALUE (object, "url", "external_url");

  if (link == NULL)
    return;
  facts->link = rc_feed_resolve (self->base, link);
  if (facts->link == NULL)
    facts->link = g_steal_pointer (&link);
}

static void
read_tags (JsonObject *object, RcFeedItem *facts)
{
  JsonArray *tags = rc_json_get_array (object, "tags");

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      JsonNode *tag = json_array_get_element (tags, i);

      if (JSON_NODE_HOLDS_VALUE (tag) && json_node_get_value_type (tag) == G_TYPE_STRING)
        rc_feed_item_take_subject (facts, json_node_dup_string (tag));
    }
}

static void
read_item (RcJsonFeedReader *self, JsonNode *node, RcReaderItem *item)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_auto (RcFeedItem) facts;
  g_autofree char *title = NULL, *html = NULL, *summary = NULL, *language = NULL;

  rc_feed_item_init (&facts);
  if (object != NULL)
    {
      title = VALUE (object, "title");
      html = VALUE (object, "content_html");
      summary = VALUE (object, "summary");
      language = VALUE (object, "language");
      facts.id = VALUE (object, "id");
      facts.id_is_link = TRUE;
      facts.date = VALUE (object, "date_published", "date_modified");
      read_links (self, object, &facts);
      read_tags (object, &facts);
      rc_feed_item_keep (&facts.title, title != NULL ? g_strdelimit (rc_html_to_text (title), "\n", ' ') : NULL);
      rc_feed_item_keep (&facts.summary, summary != NULL ? rc_html_to_text (summary) : NULL);
      rc_feed_item_keep (&facts.content, html != NULL ? rc_html_to_text (html) : NULL);
      rc_feed_item_keep (&facts.content, VALUE (object, "content_text"));
    }
  facts.language = language != NULL ? rc_language_to_marc (language) : g_strdup (self->language);
  rc_feed_item_make_grant (&facts, RC_READER (self), item);
}

static RcReaderItem *
rc_json_feed_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcJsonFeedReader *self = RC_JSON_FEED_READER (reader);
  RcReaderItem *item;
  JsonNode *node;

  if (self->document == NULL && !load (self, cancellable, error))
    return NULL;
  if (self->items == NULL || self->next >= json_array_get_length (self->items))
    return NULL;
  node = json_array_get_element (self->items, self->next++);
  item = rc_reader_new_item (reader);
  item->raw = rc_json_node_to_bytes (node);
  rc_json_document_warn (self->document, item);
  read_item (self, node, item);
  return item;
}

static void
rc_json_feed_reader_finalize (GObject *object)
{
  RcJsonFeedReader *self = RC_JSON_FEED_READER (object);

  rc_json_document_free (self->document);
  g_free (self->base);
  g_free (self->language);
  G_OBJECT_CLASS (rc_json_feed_reader_parent_class)->finalize (object);
}

static void
rc_json_feed_reader_class_init (RcJsonFeedReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_json_feed_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_json_feed_reader_next;
}

static void
rc_json_feed_reader_init (RcJsonFeedReader *self)
{
}
