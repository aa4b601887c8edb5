/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Libraries whose catalogues can be asked for a record: each is a text file. */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

typedef enum
{
  RC_TARGET_Z3950,
  RC_TARGET_SRU,
} RcTargetProtocol;

/* What a question is about. */
typedef enum
{
  RC_LOOKUP_ISBN,
  RC_LOOKUP_ISSN,
  RC_LOOKUP_TITLE,
  RC_LOOKUP_AUTHOR,
  RC_LOOKUP_N_KINDS,
} RcLookupKind;

typedef struct
{
  char *name; /* (owned) */
  RcTargetProtocol protocol;
  char *address;    /* (owned) Z39.50: "host:port/database"; SRU: a web address */
  RcFormat format;  /* of its records */
  char *encoding;   /* (owned) (nullable) overrides what its records say */
  char *version;    /* (owned) of SRU */
  char *schema;     /* (owned) (nullable) of SRU's records */
  gboolean allow_http; /* plain HTTP and addresses of the local network */
  /* (owned) (nullable) how it is asked: attributes of Bib-1 ("@attr 1=7 %s") or CQL ("bath.isbn=%s"). %s is the quoted text.
   * NULL: it cannot be asked about that. */
  char *queries[RC_LOOKUP_N_KINDS];
} RcTarget;

void rc_target_free (RcTarget *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcTarget, rc_target_free)

/* From the text of a key file: the group Target with Name, Protocol (z39.50 or sru), Address, Format (marc21, unimarc,
 * marcxml …), Encoding, Version, Schema, AllowHttp, Isbn, Issn, Title, Author. What is missing of the last four is asked as most
 * servers understand it; empty: not at all. Errors: of GKeyFile; RC_REFRESH_ERROR_REFUSED names the key that is wrong. */
RcTarget *rc_target_new (const char *text, gsize length, GError **error);

/* Those that come with the program, and those of the folders "targets" of the user and the machine
 * (resource-centre/targets/NAME.target of XDG's places for settings). A file of the same name takes the place of one that comes
 * later in this order: the user's, the machine's, ours; one that is empty takes it away. RcTarget, by name; what cannot
 * be read is appended to `problems` (RcProblem, nullable). Transfer full, never NULL. */
GPtrArray *rc_targets_load (GPtrArray *problems);

G_END_DECLS
