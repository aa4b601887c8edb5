/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a repository of OAI-PMH says of itself in its answer to Identify. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether headers say what was deleted. */
typedef enum
{
  RC_OAI_DELETED_NO,         /* nothing is said: only a whole new list shows what is gone */
  RC_OAI_DELETED_TRANSIENT,  /* it is said for a while: a list that is asked for too late misses some */
  RC_OAI_DELETED_PERSISTENT, /* it is said for ever */
} RcOaiDeleted;

typedef struct
{
  char *name;       /* (owned) (nullable) */
  char *base_url;   /* (owned) (nullable) where it wants to be asked */
  char *earliest;   /* (owned) (nullable) no datestamp is before this one; as long as `seconds` asks for */
  char *answered;   /* (owned) (nullable) responseDate: its own clock when it answered, in UTC with seconds */
  RcOaiDeleted deleted;
  gboolean seconds; /* from and until may have a time of the day; else they are days alone */
} RcOaiIdentify;

/* RC_EXCHANGE_ERROR_MALFORMED for what is no such answer, or one that is an error. */
RcOaiIdentify *rc_oai_identify_parse (GBytes *answer, GError **error);
void rc_oai_identify_free (RcOaiIdentify *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcOaiIdentify, rc_oai_identify_free)

/* A datestamp as this repository takes it in from and until: cut to its day, or with the first second of it. NULL when it is
 * none. The caller frees it. */
char *rc_oai_identify_dup_datestamp (const RcOaiIdentify *self, const char *datestamp);

G_END_DECLS
