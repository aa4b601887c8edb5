/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every service that is refreshed from, in the shape its answers have, with as many grants as a test wants. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a request came with; members that it lacks are "". */
typedef struct
{
  const char *path;
  GHashTable *query; /* (nullable) of char * */
  const char *body;
  gsize length;
  gboolean again;   /* give the first page, whichever is asked for */
  gboolean renamed; /* the names of fields are others, where that cannot be done to the answer */
} RcTestRequest;

/* What stands in the listing: items first, first + 1 … up to first + n. */
typedef struct
{
  guint first, n;
  guint moved; /* the last so many have a deadline a month later */
} RcTestItems;

typedef struct
{
  const char *name;
  const char *format;  /* the source's word */
  const char *url;     /* path and query of the source */
  const char *type;    /* of the answer's content */
  const char *mapping; /* (nullable) a key file */
  guint page_size;     /* items of one answer at most; 0: all in one */
  gboolean whole;      /* what is not in the listing is not offered any more */
  gboolean publications;
  GBytes *(*answer) (const RcTestRequest *request, const RcTestItems *items);
} RcTestService;

extern const RcTestService rc_test_services[];
extern const guint rc_test_n_services;

/* The service that a request is for; NULL for none. */
const RcTestService *rc_test_services_find (const char *path);

G_END_DECLS
