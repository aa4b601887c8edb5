/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a feed says of all its items, and of when it wants to be asked again. For files of this room only. */
#pragma once

#include "exchange/reader-private.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

typedef struct
{
  char *language; /* (owned) (nullable) a code of MARC */
  char *link;     /* (owned) (nullable) a web address: what links of RSS are seen from */
  char *next;     /* (owned) (nullable) as it stands there, relative or not */
  guint ttl_minutes;
  guint period_minutes, frequency; /* of the syndication module; 0: it does not say */
} RcFeedChannel;

void rc_feed_channel_clear (RcFeedChannel *self);

/* The elements that are looked at; ends with NULL. */
extern const char *const rc_feed_channel_names[];
/* Looks at one of them. Hours and days go straight into the page. */
void rc_feed_channel_read (RcFeedChannel *self, xmlNode *node, RcListingPage *page);
/* What is known now, for the page. */
void rc_feed_channel_tell (const RcFeedChannel *self, const char *address, RcListingPage *page);

G_END_DECLS
