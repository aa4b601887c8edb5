/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mapping taken apart, for the readers of listings. */
#pragma once

#include "exchange/deadline-prose.h"
#include "exchange/json-path.h"
#include "exchange/listing-mapping.h"
#include "record/kind.h"

G_BEGIN_DECLS

/* One way to a value. */
typedef struct
{
  char *text;       /* (owned) the value itself, or the XPath */
  gboolean literal;
  RcJsonPath *json; /* (owned) (nullable) */
} RcListingPath;

/* What the source's words mean by one of ours. */
typedef struct
{
  char *word;   /* (owned) "closed" */
  GStrv theirs; /* (owned) folded */
} RcListingMeaning;

typedef struct
{
  char *name;          /* (owned) "title", "deadline", "line" */
  char *label;         /* (owned) (nullable) of a line, of what is kept, of a deadline */
  GPtrArray *paths;    /* (owned) RcListingPath *: the first one that gives something */
  GPtrArray *words;    /* (owned) (nullable) RcListingPath *: the sentence about it */
  GPtrArray *time;     /* (owned) (nullable) RcListingPath *: the hour, where it stands apart from the day */
  GPtrArray *meanings; /* (owned) RcListingMeaning * */
  char *prefix, *separator, *format, *zone; /* (owned) (nullable) */
  RcDateOrder order;
} RcListingField;

/* What an answer says of itself. */
typedef enum
{
  RC_LISTING_RECORDS,
  RC_LISTING_TOTAL,
  RC_LISTING_NEXT,
  RC_LISTING_START,
  RC_LISTING_PAGE,
  RC_LISTING_PAGES,
  RC_LISTING_SIZE,
  RC_LISTING_N_PLACES,
} RcListingPlace;

struct _RcListingMapping
{
  RcFormat format;
  RcKind kind;
  gboolean whole;
  GPtrArray *places[RC_LISTING_N_PLACES]; /* (owned) (nullable) RcListingPath *, for XML with the names of elements as text */
  GPtrArray *fields;                      /* (owned) RcListingField *, in the order of the file */
};

/* What the format brings along; NULL for those that have no mapping of their own. */
RcListingMapping *rc_listing_mapping_new_shipped (RcFormat format);

G_END_DECLS
