/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the services are asked, page by page: one small file each. For files of this room only. */
#pragma once

#include "refresh/fetch.h"
#include "refresh/judge.h"

G_BEGIN_DECLS

typedef struct _RcHarvest RcHarvest;

/* One question. */
typedef struct
{
  char *url;            /* (owned) */
  char *body;           /* (owned) (nullable) to POST */
  char *body_type;      /* (owned) (nullable) of the body; JSON without it */
  char *header;         /* (owned) (nullable) "Name: value" */
  gboolean conditional; /* the answer may be that nothing has changed: the only page of a listing */
  gboolean large;       /* the whole of something large in one answer */
} RcPageRequest;

void rc_page_request_clear (RcPageRequest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RcPageRequest, rc_page_request_clear)

typedef struct
{
  const char *word; /* of the command line and of key files */
  RcFormat format;
  guint max_pages;  /* past so many the service has not understood what it was asked; 0: no limit */
  /* (nullable) Before the first page, with requests of its own where it wants some. */
  gboolean (*begin) (RcHarvest *self, GCancellable *cancellable, GError **error);
  /* Says what is asked for the next page. */
  gboolean (*ask) (RcHarvest *self, RcPageRequest *request, GError **error);
  /* (nullable) After a page of n records: whether there is another one (out). Without it: as long as the reader says so. */
  gboolean (*go_on) (RcHarvest *self, guint n_on_page, gboolean *more, GError **error);
  /* (nullable) An error of a page that it knows how to go on from: then the next page is asked for anew. */
  gboolean (*recover) (RcHarvest *self, const GError *problem);
  /* (nullable) Between the reading and the storing of records, with requests of its own. */
  gboolean (*enrich) (RcHarvest *self, GCancellable *cancellable, GError **error);
  /* A feed: later pages have older entries, which are taken where they can be had; what is asked and counted by is the first page. */
  gboolean newest_first;
  gboolean overlaps; /* a page may bring nothing that was not on another one */
  guint n_at_once; /* records that are stored in one transaction; 0: the usual number */
} RcProtocol;

/* A listing that is being asked for. */
struct _RcHarvest
{
  RcDatabase *db;           /* (unowned) */
  const RcSource *source;   /* (unowned) as it was before */
  const RcSourceFile *file; /* (unowned) */
  const RcProtocol *protocol;
  const RcFetchLimits *limits;
  RcListing *listing;       /* (owned) */
  guint n_pages;            /* that were stored, also by the run before when it was cut */
  guint64 n_entries;        /* of those pages: read or left out */
  char *next;               /* (owned) (nullable) what the reader said of the page before */
  GKeyFile *notes;          /* (owned) what the protocol remembers from page to page, in the group Notes, and over a cut */
  GKeyFile *kept;           /* (owned) what it remembers from one run to the next, in the group Kept */
  gpointer told;            /* (unowned) of the run, for rc_harvest_fetch */
  guint *status;            /* (unowned) */
  gint64 retry_after;
};

/* By the word of the format, and where that is "auto" by the address. UNKNOWN_FORMAT. */
const RcProtocol *rc_protocol_find (const RcSourceFile *file, GError **error);

/* The address with these parameters in place of those of the same name: name, value, … NULL. */
char *rc_protocol_dup_url (const char *url, ...) G_GNUC_NULL_TERMINATED;

/* Asks one question within the manners of the harvest. */
RcFetchAnswer *rc_harvest_fetch (RcHarvest *self, const RcPageRequest *request, GCancellable *cancellable, GError **error);
/* Waits; FALSE when cancelled meanwhile. */
gboolean rc_harvest_wait (RcHarvest *self, guint milliseconds, GCancellable *cancellable, GError **error);

extern const RcProtocol rc_protocol_rss;
extern const RcProtocol rc_protocol_search2, rc_protocol_search2_details, rc_protocol_sedia, rc_protocol_oai;
extern const RcProtocol rc_protocol_commongrants, rc_protocol_reliefweb, rc_protocol_opendatasoft;
extern const RcProtocol rc_protocol_json, rc_protocol_xml, rc_protocol_360giving;

G_END_DECLS
