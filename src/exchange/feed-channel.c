/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a feed says of all its items, and of when it wants to be asked again. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/feed-channel.h"

#include "exchange/feed-item.h"
#include "exchange/languages.h"
#include "exchange/xml-input.h"

#include <string.h>

#define MAX_TTL (366 * 24 * 60) /* minutes: a year */

const char *const rc_feed_channel_names[]
    = { "language", "link", "ttl", "hour", "day", "updatePeriod", "updateFrequency", NULL };

void
rc_feed_channel_clear (RcFeedChannel *self)
{
  g_free (self->language);
  g_free (self->link);
  g_free (self->next);
}

static char *
dup_content (xmlNode *node)
{
  xmlChar *value = xmlNodeGetContent (node);
  char *copy = g_strstrip (g_strdup (value != NULL ? (const char *) value : ""));

  xmlFree (value);
  return copy;
}

static void
read_link (RcFeedChannel *self, xmlNode *node)
{
  g_autofree char *rel = rc_xml_dup_attribute (node, "rel"), *href = rc_xml_dup_attribute (node, "href");
  const char *parent = node->parent != NULL ? rc_xml_get_local_name (node->parent) : "";

  if (g_ascii_strcasecmp (parent, "channel") != 0 && !g_str_equal (parent, "feed"))
    return;
  if (href == NULL)
    {
      char *link = dup_content (node);

      if (self->link == NULL && rc_feed_is_web_address (link))
        self->link = link;
      else
        g_free (link);
    }
  /* RFC 5005: pages, and archives. */
  else if ((g_strcmp0 (rel, "next") == 0 || g_strcmp0 (rel, "prev-archive") == 0) && self->next == NULL)
    self->next = g_steal_pointer (&href);
}

static guint
read_number (const char *text, guint most)
{
  guint64 number = 0;

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &number, NULL) ? (guint) MIN (number, most) : 0;
}

static guint
read_period (const char *text)
{
  static const struct
  {
    const char *word;
    guint minutes;
  } known[] = { { "hourly", 60 }, { "daily", 24 * 60 }, { "weekly", 7 * 24 * 60 }, { "monthly", 30 * 24 * 60 }, { "yearly", 365 * 24 * 60 } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_ascii_strcasecmp (text, known[i].word) == 0)
      return known[i].minutes;
  return 0;
}

static void
read_day (const char *text, RcListingPage *page)
{
  static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (g_ascii_strcasecmp (text, days[i]) == 0)
      page->skip_days |= (guint8) (1u << i);
}

static void
read_hour (const char *text, RcListingPage *page)
{
  guint64 hour;

  /* RSS 0.91 counts from 1 to 24. */
  if (g_ascii_string_to_unsigned (text, 10, 0, 24, &hour, NULL))
    page->skip_hours |= (guint32) 1 << (hour % 24);
}

void
rc_feed_channel_read (RcFeedChannel *self, xmlNode *node, RcListingPage *page)
{
  const char *name = rc_xml_get_local_name (node);
  g_autofree char *text = dup_content (node);

  if (g_str_equal (name, "link"))
    read_link (self, node);
  else if (g_str_equal (name, "language") && self->language == NULL)
    self->language = rc_language_to_marc (text);
  else if (g_str_equal (name, "ttl"))
    self->ttl_minutes = read_number (text, MAX_TTL);
  else if (g_str_equal (name, "hour"))
    read_hour (text, page);
  else if (g_str_equal (name, "day"))
    read_day (text, page);
  else if (g_str_equal (name, "updatePeriod"))
    self->period_minutes = read_period (text);
  else if (g_str_equal (name, "updateFrequency"))
    self->frequency = read_number (text, MAX_TTL);
}

void
rc_feed_channel_tell (const RcFeedChannel *self, const char *address, RcListingPage *page)
{
  if (self->ttl_minutes > 0)
    page->ttl_minutes = self->ttl_minutes;
  else if (self->period_minutes > 0)
    page->ttl_minutes = self->period_minutes / MAX (self->frequency, 1);
  g_clear_pointer (&page->next, g_free);
  if (self->next != NULL)
    page->next = rc_feed_resolve (address, self->next);
}
