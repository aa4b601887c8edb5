/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A source as a text: where it is, how it is asked, what its fields mean, whose it is. One key file a source.
 *
 * [Source]
 * Name=Grants.gov                    what it is called; must be there
 * Url=https://…                      likewise
 * Format=grants-gov                  a word of protocol.c; "auto" without it
 * About=Calls of the federal …       a line for staff
 * Schedule=daily                     or hourly, weekly, a number of minutes
 * Licence=CC BY 4.0 · Contact=https://…
 * Language=en-GB                     of texts that do not say theirs; with a country it tells what 03/04/2027 is
 * Zone=Europe/London                 of deadlines that name none: a name of the IANA, or AoE
 * Review=true                        new grants wait until somebody has looked at them
 * AllowHttp=true                     plain http, and addresses of the local network
 *
 * [Ask]                              what the service of the format is asked; every protocol-….c says which keys it knows
 * Pause=5                            seconds between two pages; less than one only with AllowHttp
 * [mapping]                          what the fields of its answers mean: exchange/listing-mapping.h */
#pragma once

#include "catalogue/sources.h"
#include "exchange/listing-mapping.h"

G_BEGIN_DECLS

typedef struct
{
  char *name, *url, *format;                    /* (owned) */
  char *about, *licence, *contact, *language, *zone; /* (owned) (nullable) */
  guint schedule_minutes;
  gboolean review, allow_http;
  RcListingMapping *mapping; /* (owned) (nullable) */
  GKeyFile *keys;            /* (owned) the whole of it */
  char *text;                /* (owned) as it stands */
} RcSourceFile;

void rc_source_file_free (RcSourceFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcSourceFile, rc_source_file_free)

/* Errors: of GKeyFile and of the mapping; RC_REFRESH_ERROR_REFUSED names the key that is wrong. */
RcSourceFile *rc_source_file_new (const char *text, gsize length, GError **error);
/* The same for a source of the catalogue, whose row says name, address, format and whether it may be asked over http. */
RcSourceFile *rc_source_file_new_for_source (const RcSource *source, GError **error);

/* A new source of the catalogue. */
RcSource *rc_source_file_make_source (const RcSourceFile *self);

/* The value of a key of the group Ask; NULL when there is none. */
char *rc_source_file_dup_ask (const RcSourceFile *self, const char *key);

/* Those that come with the program, and those of the folders resource-centre/sources/NAME.source of the user's and the machine's
 * settings. A file of the same name takes the place of one that comes later in this order: the user's, the machine's, ours; an
 * empty one takes it away. None is asked before it was added. RcSourceFile, by name; what cannot be read is appended to `problems`
 * (RcProblem, nullable). Transfer full, never NULL. */
GPtrArray *rc_source_files_load (GPtrArray *problems);

G_END_DECLS
