/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Grants out of RSS and Atom. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grant-text.h"
#include "exchange/languages.h"
#include "exchange/reader-private.h"
#include "exchange/xml-input.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SUBJECTS 50
#define SUBSTITUTE_TITLE 80 /* letters of the summary */

struct _RcFeedReader
{
  RcReader parent_instance;

  RcXmlInput *xml; /* (owned) (nullable) made for the first item */
  char *language;  /* (owned) (nullable) of the feed, as a MARC code */
};

#define RC_TYPE_FEED_READER (rc_feed_reader_get_type ())
G_DECLARE_FINAL_TYPE (RcFeedReader, rc_feed_reader, RC, FEED_READER, RcReader)
G_DEFINE_FINAL_TYPE (RcFeedReader, rc_feed_reader, RC_TYPE_READER)

/* What an item says, as it says it. */
typedef struct
{
  char *title;
  char *id;
  char *link;
  char *summary;
  char *content;
  char *funder;
  GPtrArray *subjects; /* char * */
  gboolean id_is_link;
} Facts;

static void
clear_facts (Facts *facts)
{
  g_free (facts->title);
  g_free (facts->id);
  g_free (facts->link);
  g_free (facts->summary);
  g_free (facts->content);
  g_free (facts->funder);
  g_ptr_array_unref (facts->subjects);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, clear_facts)

/* An element of RSS, Atom or Dublin Core: others have titles and descriptions of their own. */
static gboolean
is_ours (const xmlNode *node)
{
  static const char *const spaces[]
      = { "http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#", "http://purl.org/rss/1.0/",
          "http://my.netscape.com/rdf/simple/0.9/", "http://purl.org/dc/elements/1.1/",
          "http://purl.org/rss/1.0/modules/content/", "http://www.w3.org/1999/02/22-rdf-syntax-ns#" };

  if (node->ns == NULL || node->ns->prefix == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (strcmp ((const char *) node->ns->href, spaces[i]) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  char *copy = value != NULL ? g_strstrip (g_strdup ((const char *) value)) : NULL;

  xmlFree (value);
  return copy;
}

static char *
dup_content (xmlNode *node)
{
  xmlChar *value = xmlNodeGetContent (node);
  char *copy = g_strstrip (g_strdup (value != NULL ? (const char *) value : ""));

  xmlFree (value);
  return copy;
}

/* Text that may be HTML, escaped or as elements. */
static char *
dup_text (xmlNode *node)
{
  g_autofree char *type = dup_attribute (node, "type");
  g_autofree char *content = NULL;

  if (g_strcmp0 (type, "xhtml") == 0)
    {
      g_autoptr (GBytes) dump = rc_xml_dump (node);

      content = g_strndup (g_bytes_get_data (dump, NULL), g_bytes_get_size (dump));
    }
  else
    content = dup_content (node);
  if (g_strcmp0 (type, "text") == 0)
    return g_steal_pointer (&content);
  return rc_html_to_text (content);
}

/* Takes text when there is none yet and it is not empty. */
static void
keep (char **member, char *text)
{
  if (*member == NULL && text != NULL && *text != '\0')
    *member = text;
  else
    g_free (text);
}

static void
read_link (Facts *facts, xmlNode *node)
{
  g_autofree char *rel = dup_attribute (node, "rel");
  char *href = dup_attribute (node, "href");

  if (href == NULL)
    keep (&facts->link, dup_content (node));
  else if (rel == NULL || g_str_equal (rel, "alternate"))
    keep (&facts->link, href);
  else
    g_free (href);
}

static void
read_subject (Facts *facts, xmlNode *node)
{
  char *subject = dup_attribute (node, "label");

  if (subject == NULL)
    subject = dup_attribute (node, "term");
  if (subject == NULL)
    subject = dup_content (node);
  if (*subject == '\0' || facts->subjects->len >= MAX_SUBJECTS
      || g_ptr_array_find_with_equal_func (facts->subjects, subject, g_str_equal, NULL))
    g_free (subject);
  else
    g_ptr_array_add (facts->subjects, subject);
}

static void
read_part (Facts *facts, xmlNode *node)
{
  const char *name = (const char *) node->name;

  if (g_str_equal (name, "title"))
    keep (&facts->title, g_strdelimit (dup_text (node), "\n", ' '));
  else if (g_str_equal (name, "guid") || g_str_equal (name, "id") || g_str_equal (name, "identifier"))
    {
      g_autofree char *permanent = dup_attribute (node, "isPermaLink");

      facts->id_is_link = facts->id == NULL && g_str_equal (name, "guid") && g_strcmp0 (permanent, "false") != 0;
      keep (&facts->id, dup_content (node));
    }
  else if (g_str_equal (name, "link"))
    read_link (facts, node);
  else if (g_str_equal (name, "description") || g_str_equal (name, "summary"))
    keep (&facts->summary, dup_text (node));
  else if (g_str_equal (name, "encoded") || g_str_equal (name, "content"))
    keep (&facts->content, dup_text (node));
  else if (g_str_equal (name, "category") || g_str_equal (name, "subject"))
    read_subject (facts, node);
  else if (g_str_equal (name, "publisher"))
    keep (&facts->funder, dup_content (node));
}

static gboolean
is_web_address (const char *text)
{
  return text != NULL && (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"));
}

static char *
dup_start (const char *text)
{
  const char *line = strchr (text, '\n');
  g_autofree char *first = line != NULL ? g_strndup (text, line - text) : g_strdup (text);

  if (g_utf8_strlen (first, -1) <= SUBSTITUTE_TITLE)
    return g_steal_pointer (&first);
  *g_utf8_offset_to_pointer (first, SUBSTITUTE_TITLE) = '\0';
  return g_strconcat (first, "…", NULL);
}

static void
add_prose_deadlines (RcGrant *grant, const char *text)
{
  if (text != NULL)
    rc_deadlines_from_prose (text, grant->deadlines);
}

/* Takes what it can use out of the facts. */
static void
make_grant (RcFeedReader *self, Facts *facts, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();

  if (facts->summary == NULL)
    facts->summary = g_strdup (facts->content);
  if (facts->title == NULL && facts->summary != NULL)
    {
      facts->title = dup_start (facts->summary);
      rc_reader_item_warn (item, _ ("no title: the text's beginning stands for it"));
    }
  if (facts->link == NULL && facts->id_is_link && is_web_address (facts->id))
    facts->link = g_strdup (facts->id);
  item->control = g_strdup (facts->id != NULL ? facts->id : facts->link);
  if (facts->title == NULL)
    {
      rc_reader_item_reject (item, _ ("the item has neither a title nor a text"));
      return;
    }
  if (item->control == NULL)
    rc_reader_item_warn (item, _ ("the item has neither an id nor a link to know it again by"));
  add_prose_deadlines (grant, facts->title);
  add_prose_deadlines (grant, facts->summary);
  add_prose_deadlines (grant, facts->content);
  g_free (grant->title);
  grant->title = g_steal_pointer (&facts->title);
  grant->summary = g_steal_pointer (&facts->summary);
  grant->funder = g_steal_pointer (&facts->funder);
  if (facts->link != NULL && !is_web_address (facts->link))
    rc_reader_item_warn (item, _ ("the link “%.60s” is no web address and was left out"), facts->link);
  else
    grant->url = g_steal_pointer (&facts->link);
  grant->language = g_strdup (self->language);
  g_strfreev (grant->subjects);
  g_ptr_array_add (facts->subjects, NULL);
  grant->subjects = g_strdupv ((GStrv) facts->subjects->pdata);
  item->record = rc_record_new_grant (item->control, g_steal_pointer (&grant));
}

/* The language of the whole feed. */
static void
language_cb (const char *text, gpointer user_data)
{
  RcFeedReader *self = user_data;
  g_autofree char *code = g_strstrip (g_strdup (text));

  if (self->language == NULL)
    self->language = rc_language_to_marc (code);
}

static gboolean
open_xml (RcFeedReader *self, GError **error)
{
  static const char *const units[] = { "item", "entry", NULL };
  RcReader *reader = RC_READER (self);

  if (self->xml != NULL)
    return TRUE;
  self->xml = rc_xml_input_new (rc_reader_get_input (reader), rc_reader_get_encoding (reader), units, error);
  if (self->xml != NULL)
    rc_xml_input_set_aside (self->xml, "language", language_cb, self);
  return self->xml != NULL;
}

static RcReaderItem *
make_item (RcFeedReader *self, xmlNode *node)
{
  g_auto (Facts) facts = { .subjects = g_ptr_array_new_with_free_func (g_free) };
  RcReaderItem *item = rc_reader_new_item (RC_READER (self));

  item->raw = rc_xml_dump (node);
  rc_xml_input_warn (self->xml, item);
  facts.id = dup_attribute (node, "about");
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && is_ours (child))
      read_part (&facts, child);
  make_grant (self, &facts, item);
  return item;
}

static RcReaderItem *
rc_feed_reader_next (RcReader *reader, GCancellable *cancellable, GError **error)
{
  RcFeedReader *self = RC_FEED_READER (reader);
  g_autoptr (GBytes) lost = NULL;
  g_autoptr (GError) problem = NULL;
  RcReaderItem *item;
  xmlNode *node;

  if (!open_xml (self, error))
    return NULL;
  node = rc_xml_input_next (self->xml, &lost, cancellable, &problem);
  if (node == NULL && lost != NULL)
    return rc_reader_new_lost_item (reader, lost, problem);
  if (node == NULL)
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  item = make_item (self, node);
  rc_xml_input_leave (self->xml);
  return item;
}

static void
rc_feed_reader_finalize (GObject *object)
{
  RcFeedReader *self = RC_FEED_READER (object);

  rc_xml_input_free (self->xml);
  g_free (self->language);
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
}
