/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record of CDS/ISIS or IRBIS: numbered fields of text, in which ^ and a letter begin a subfield. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RC_ISIS_SUBFIELD '^'

/* The text is bytes of the database's own encoding until the record is decoded, and UTF-8 from then on. */
typedef struct
{
  guint tag;
  char *text; /* (owned) a zero byte follows */
  gsize length;
} RcIsisField;

typedef struct
{
  guint32 mfn;         /* 0: the file does not say */
  gboolean deleted;    /* it stands in the file and no longer in the database */
  GBytes *raw;         /* (owned) */
  GArray *fields;      /* (owned) RcIsisField */
  GPtrArray *warnings; /* (owned) char * */
  char *rejection;     /* (owned) (nullable) these bytes are no record, and why */
} RcIsisRecord;

RcIsisRecord *rc_isis_record_new (const char *raw, gsize length);
void rc_isis_record_free (RcIsisRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcIsisRecord, rc_isis_record_free)

/* Copies the text. */
void rc_isis_record_add (RcIsisRecord *self, guint tag, const char *text, gsize length);
/* A line that begins no field belongs to the last one, which is said, or to none, which is said, too. */
void rc_isis_record_go_on (RcIsisRecord *self, const char *text, gsize length);
void rc_isis_record_warn (RcIsisRecord *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The first field with the tag, or NULL. */
const RcIsisField *rc_isis_record_find (const RcIsisRecord *self, guint tag);

/* A walk over a field: first what stands before the first ^ (code 0; left out when it is empty), then its subfields.
 * Codes are in lower case. */
typedef struct
{
  const char *next;
  const char *end;
} RcIsisIter;

void rc_isis_iter_init (RcIsisIter *iter, const RcIsisField *field);
gboolean rc_isis_iter_next (RcIsisIter *iter, char *code, const char **value, gsize *length);

/* The first such subfield, trimmed; code 0: what stands before the first ^. NULL when there is none or it is empty. */
char *rc_isis_field_dup (const RcIsisField *field, char code);

G_END_DECLS
