/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item of a feed, whatever the feed is written in, and the grant that is made of it. For files of this room only. */
#pragma once

#include "exchange/reader-private.h"

G_BEGIN_DECLS

/* What it says, as it says it: texts are plain. */
typedef struct
{
  char *title;         /* (owned) (nullable), and so are those that follow */
  char *id;
  char *link;
  char *summary;       /* the short text */
  char *content;       /* the whole one */
  char *funder;
  char *language;      /* a code of MARC */
  char *date;          /* of the item itself, as it stands there */
  GPtrArray *subjects; /* (owned) (element-type utf8); never NULL once it is initialised */
  gboolean id_is_link;
  gboolean has_more;   /* subjects than are kept */
} RcFeedItem;

void rc_feed_item_init (RcFeedItem *self);
void rc_feed_item_clear (RcFeedItem *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcFeedItem, rc_feed_item_clear)

/* Takes the text when there is none yet and it is not empty. */
void rc_feed_item_keep (char **member, char *text);
/* Takes it when it is a new one. */
void rc_feed_item_take_subject (RcFeedItem *self, char *subject);

/* The link as a whole address, seen from another one (nullable); NULL when it cannot be one. The caller frees it. */
char *rc_feed_resolve (const char *base, const char *link);
gboolean rc_feed_is_web_address (const char *text);

/* The grant goes into the item, or the reason why there is none. Takes what it can use out of the texts. */
void rc_feed_item_make_grant (RcFeedItem *self, RcReader *reader, RcReaderItem *item);

G_END_DECLS
