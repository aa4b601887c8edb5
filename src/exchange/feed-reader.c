/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of feeds: RSS of all versions, Atom, CDF. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/feed-channel.h"
#include "exchange/feed-item.h"
#include "exchange/format.h"
#include "exchange/grant-text.h"
#include "exchange/languages.h"
#include "exchange/plain-text.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_BASE64 (1024 * 1024)

struct _RcFeedReader
{
  RcReader parent_instance;

  RcInput *converted;    /* (owned) (nullable) the feed in UTF-8, when it came in something wider */
  RcXmlInput *xml;       /* (owned) (nullable) made for the first item */
  RcFeedChannel channel;
  GHashTable *seen;      /* (owned) control of an item → its link */
  gboolean has_items;    /* or is called a feed: one may be empty */
};

#define RC_TYPE_FEED_READER (rc_feed_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcFeedReader, rc_feed_reader, RC, FEED_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcFeedReader, rc_feed_reader, RC_TYPE_READER)

/* The name of an element of RSS, Atom, Dublin Core or CDF; NULL for one of anything else: others have titles and descriptions of
 * their own. */
static const char *
get_our_name (const xmlNode *node)
{
  static const char *const spaces[]
      = { "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/", "http://channel.netscape.com/rdf/simple/0.9/",
          "http://my.netscape.com/rdf/simple/0.9/", "http://my.netscape.com/publish/formats/rss-0.91.dtd", "http://backend.userland.com/rss2",
          "http://backend.userland.com/RSS2", "http://blogs.law.harvard.edu/tech/rss", "http://purl.org/dc/elements/1.1/",
          "http://purl.org/dc/elements/1.0/", "http://purl.org/dc/terms/", "http://purl.org/net/rss1.1#",
          "http://purl.org/rss/1.0/modules/content/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", NULL };
  static const char *const prefixes[] = { "atom", "atom03", "rss", "dc", "dcterms", "content", "rdf", NULL };
  const char *name = (const char *) node->name, *colon = strchr (name, ':');
  g_autofree char *prefix = NULL;

  if (node->ns != NULL)
    return node->ns->prefix == NULL || g_strv_contains (spaces, (const char *) node->ns->href) ? name : NULL;
  if (colon == NULL)
    return name;
  /* Its prefix was not declared. */
  prefix = g_strndup (name, (gsize) (colon - name));
  return g_strv_contains (prefixes, prefix) ? colon + 1 : NULL;
}

static char *
dup_attribute (xmlNode *node, const char *name)
{
  char *value = rc_xml_dup_attribute (node, name);

  return value != NULL ? g_strstrip (value) : NULL;
}

static char *
dup_content (xmlNode *node)
{
  xmlChar *value = xmlNodeGetContent (node);
  char *copy = g_strstrip (g_strdup (value != NULL ? (const char *) value : ""));

  xmlFree (value);
  return copy;
}

static gboolean
has_elements (const xmlNode *node)
{
  return xmlChildElementCount ((xmlNode *) node) > 0;
}

/* What is in the element, as markup. */
static char *
dup_inner (const xmlNode *node)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  char *inner;

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    xmlNodeDump (buffer, node->doc, child, 0, 0);
  inner = g_strndup ((const char *) xmlBufferContent (buffer), (gsize) xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return inner;
}

/* Atom 0.3 may have any bytes there. */
static char *
dup_base64 (xmlNode *node)
{
  g_autofree char *coded = dup_content (node);
  g_autofree guchar *bytes = NULL;
  gsize length;

  if (strlen (coded) > MAX_BASE64)
    return g_strdup ("");
  bytes = g_base64_decode (coded, &length);
  return g_utf8_make_valid ((const char *) bytes, (gssize) length);
}

/* Text that may be HTML, escaped or as elements. */
static char *
dup_text (xmlNode *node)
{
  g_autofree char *type = dup_attribute (node, "type");
  g_autofree char *mode = dup_attribute (node, "mode");
  g_autofree char *content = NULL;

  if (g_strcmp0 (mode, "base64") == 0 || (type != NULL && g_strcmp0 (mode, "") != 0 && g_str_has_suffix (type, ";base64")))
    content = dup_base64 (node);
  else if (has_elements (node))
    content = dup_inner (node);
  else
    content = dup_content (node);
  if (g_strcmp0 (type, "text") == 0 || (g_strcmp0 (type, "text/plain") == 0 && g_strcmp0 (mode, "base64") != 0))
    return g_steal_pointer (&content);
  return rc_html_to_text (content);
}

/* The element's own base, as far as elements around it say one, seen from where the feed is. */
static char *
dup_base (RcFeedReader *self, xmlNode *node)
{
  const char *address = rc_reader_get_address (RC_READER (self));
  xmlChar *inner = xmlNodeGetBase (node->doc, node);
  g_autofree char *base = g_strdup ((const char *) inner);

  xmlFree (inner);
  if (base != NULL && *base != '\0')
    return rc_feed_resolve (address != NULL ? address : self->channel.link, base);
  return g_strdup (self->channel.link != NULL ? self->channel.link : address);
}

/* Takes the link; it stays as it is when there is nothing to see it from. */
static char *
resolve_taken (RcFeedReader *self, xmlNode *node, char *link)
{
  g_autofree char *base = NULL;
  char *whole;

  if (link == NULL || *link == '\0' || rc_feed_is_web_address (link))
    return link;
  base = dup_base (self, node);
  whole = rc_feed_resolve (base, link);
  if (whole == NULL)
    return link;
  g_free (link);
  return whole;
}

/* Takes the link. One on the web comes before any other: an entry may be on Gemini, too. */
static void
take_link (RcFeedItem *facts, char *link)
{
  if (facts->link != NULL && link != NULL && !rc_feed_is_web_address (facts->link) && rc_feed_is_web_address (link))
    g_clear_pointer (&facts->link, g_free);
  rc_feed_item_keep (&facts->link, link);
}

static void
read_link (RcFeedReader *self, RcFeedItem *facts, xmlNode *node)
{
  g_autofree char *rel = dup_attribute (node, "rel");
  char *href = dup_attribute (node, "href");

  if (href == NULL)
    take_link (facts, resolve_taken (self, node, dup_content (node)));
  else if (rel == NULL || *rel == '\0' || g_str_equal (rel, "alternate"))
    take_link (facts, resolve_taken (self, node, href));
  else
    g_free (href);
}

static void
read_subject (RcFeedItem *facts, xmlNode *node)
{
  char *subject = dup_attribute (node, "label");

  if (subject == NULL)
    subject = dup_attribute (node, "term");
  if (subject == NULL)
    subject = dup_content (node);
  rc_feed_item_take_subject (facts, subject);
}

static void
read_id (RcFeedReader *self, RcFeedItem *facts, xmlNode *node, const char *name)
{
  g_autofree char *permanent = dup_attribute (node, "isPermaLink");
  char *id = dup_content (node);

  if (facts->id == NULL && g_str_equal (name, "guid"))
    facts->id_is_link = permanent == NULL || g_ascii_strcasecmp (permanent, "false") != 0;
  rc_feed_item_keep (&facts->id, id);
}

/* What an element of the item says. */
static void
read_part (RcFeedReader *self, RcFeedItem *facts, xmlNode *node, const char *name)
{
  static const char *const ids[] = { "guid", "id", "identifier", NULL };
  static const char *const summaries[] = { "description", "summary", "abstract", "ABSTRACT", NULL };
  static const char *const contents[] = { "encoded", "content", "body", NULL };
  static const char *const dates[] = { "pubDate", "published", "issued", "date", "updated", "modified", "created", NULL };

  if (g_ascii_strcasecmp (name, "title") == 0)
    rc_feed_item_keep (&facts->title, g_strdelimit (dup_text (node), "\n", ' '));
  else if (g_strv_contains (ids, name))
    read_id (self, facts, node, name);
  else if (g_str_equal (name, "link"))
    read_link (self, facts, node);
  else if (g_strv_contains (summaries, name))
    rc_feed_item_keep (&facts->summary, dup_text (node));
  else if (g_strv_contains (contents, name))
    rc_feed_item_keep (&facts->content, dup_text (node));
  else if (g_str_equal (name, "category") || g_str_equal (name, "subject"))
    read_subject (facts, node);
  else if (g_str_equal (name, "publisher"))
    rc_feed_item_keep (&facts->funder, dup_content (node));
  else if (g_str_equal (name, "language"))
    {
      g_autofree char *code = dup_content (node);

      rc_feed_item_keep (&facts->language, rc_language_to_marc (code));
    }
  else if (g_strv_contains (dates, name))
    rc_feed_item_keep (&facts->date, dup_content (node));
}

static void
aside_cb (xmlNode *node, gpointer user_data)
{
  RcFeedReader *self = user_data;
  RcReader *reader = RC_READER (self);

  rc_feed_channel_read (&self->channel, node, rc_reader_edit_page (reader));
  rc_feed_channel_tell (&self->channel, rc_reader_get_address (reader), rc_reader_edit_page (reader));
}

/* By the name of the outermost element, where there is one. */
static gboolean
is_called_feed (RcInput *input)
{
  static const char *const names[] = { "rss", "feed", "rdf", "channel", NULL };
  gsize length;
  const char *data = rc_input_peek (input, &length);
  g_autofree char *root = rc_format_dup_root_name (data, length);
  g_autofree char *folded = root != NULL ? g_ascii_strdown (root, -1) : NULL;

  return folded != NULL && g_strv_contains (names, folded);
}

static gboolean
open_xml (RcFeedReader *self, GCancellable *cancellable, GError **error)
{
  static const char *const units[] = { "item", "entry", "ITEM", "Item", NULL };
  RcReader *reader = RC_READER (self);
  RcInput *input = rc_reader_get_input (reader);
  const char *wide = NULL, *encoding = rc_reader_get_encoding (reader);
  const char *data;
  gsize length;

  if (self->xml != NULL)
    return TRUE;
  data = rc_input_peek (input, &length);
  if (rc_plain_text_is_wide (data, length, &wide))
    {
      self->converted = input = rc_plain_text_convert_input (input, wide, cancellable, error);
      if (input == NULL)
        return FALSE;
      rc_reader_note_encoding (reader, wide);
      encoding = "utf-8";
    }
  self->has_items = is_called_feed (input);
  self->xml = rc_xml_input_new_lenient (input, encoding, units, error);
  if (self->xml != NULL)
    rc_xml_input_set_aside (self->xml, rc_feed_channel_names, aside_cb, self);
  return self->xml != NULL;
}

/* The language that the element or one around it is in. */
static char *
dup_language (RcFeedReader *self, xmlNode *node)
{
  xmlChar *code = xmlNodeGetLang (node);
  char *language = code != NULL ? rc_language_to_marc ((const char *) code) : NULL;

  xmlFree (code);
  return language != NULL ? language : g_strdup (self->channel.language);
}

/* An attribute of RDF, with its prefix or, by mistake, without. */
static char *
dup_about (xmlNode *node)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) "about");
  char *copy = value != NULL ? g_strstrip (g_strdup ((const char *) value)) : NULL;

  xmlFree (value);
  return copy;
}

/* Some give all items one guid. What is another one by its link would take the place of the first. */
static void
note_item (RcFeedReader *self, RcReaderItem *item)
{
  const RcGrant *grant = item->record != NULL ? item->record->grant : NULL;
  const char *other;

  if (item->control == NULL || grant == NULL || grant->url == NULL)
    return;
  other = g_hash_table_lookup (self->seen, item->control);
  if (other == NULL)
    g_hash_table_insert (self->seen, g_strdup (item->control), g_strdup (grant->url));
  else if (!g_str_equal (other, grant->url))
    {
      rc_reader_item_reject (item, _ ("another record of the answer is known by “%.60s”, too"), item->control);
      g_clear_pointer (&item->record, rc_record_free);
    }
}

static void
read_item (RcFeedReader *self, xmlNode *node, RcReaderItem *item)
{
  g_auto (RcFeedItem) facts;

  rc_feed_item_init (&facts);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      const char *name = child->type == XML_ELEMENT_NODE ? get_our_name (child) : NULL;

      if (name != NULL)
        read_part (self, &facts, child, name);
    }
  /* In RDF what an item is about is the item; CDF has its link there. */
  rc_feed_item_keep (&facts.id, dup_about (node));
  rc_feed_item_keep (&facts.link, resolve_taken (self, node, dup_attribute (node, "HREF")));
  rc_feed_item_keep (&facts.link, resolve_taken (self, node, dup_attribute (node, "href")));
  if (facts.link == NULL && facts.id != NULL && g_ascii_strcasecmp (rc_xml_get_local_name (node), "item") == 0
      && xmlHasProp (node, (const xmlChar *) "about") != NULL)
    facts.id_is_link = TRUE;
  if (facts.language == NULL)
    facts.language = dup_language (self, node);
  rc_feed_item_make_grant (&facts, RC_READER (self), item);
  note_item (self, item);
}

static RcReaderItem *
rc_feed_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcFeedReader *self = RC_FEED_READER (reader);
  RcReaderItem *item;
  xmlNode *node;

  if (!open_xml (self, cancellable, error))
    return NULL;
  item = rc_xml_input_next_item (self->xml, reader, NULL, &node, cancellable, error);
  if (item == NULL && !self->has_items && (error == NULL || *error == NULL))
    g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("this XML is no feed: it has no items"));
  self->has_items = self->has_items || item != NULL;
  if (node == NULL)
    return item;
  read_item (self, node, item);
  rc_xml_input_leave (self->xml);
  return item;
}

static void
rc_feed_reader_finalize (GObject *object)
{
  RcFeedReader *self = RC_FEED_READER (object);

  rc_xml_input_free (self->xml);
  rc_input_free (self->converted);
  rc_feed_channel_clear (&self->channel);
  g_hash_table_unref (self->seen);
  G_OBJECT_CLASS (rc_feed_reader_parent_class)->finalize (object);
}

static void
rc_feed_reader_class_init (RcFeedReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rc_feed_reader_finalize;
  RC_READER_CLASS (klass)->next = rc_feed_reader_next;
}

static void
rc_feed_reader_init (RcFeedReader *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
