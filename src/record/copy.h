/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One physical item of a record. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

/* The numbers are stored in catalogue.db: never renumber. */
typedef enum
{
  RC_COPY_ON_SHELF = 0,
  RC_COPY_ON_LOAN = 1,
  RC_COPY_MISSING = 2,
  RC_COPY_IN_REPAIR = 3,
} RcCopyStatus;

typedef struct
{
  char *barcode;   /* (owned) (nullable) */
  char *shelfmark; /* (owned) (nullable) */
  char *location;  /* (owned) (nullable) */
  RcCopyStatus status;
  char *due;  /* (owned) (nullable) the day it is due back, YYYY-MM-DD */
  char *note; /* (owned) (nullable) */
} RcCopy;

/* "on shelf", "on loan", "missing", "in repair". */
const char *rc_copy_status_to_string (RcCopyStatus status);

RcCopy *rc_copy_new (void);
RcCopy *rc_copy_copy (const RcCopy *self);
void rc_copy_free (RcCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcCopy, rc_copy_free)

/* The copies that the 852 fields name ($h $i $m shelfmark, $p barcode, $b $c location, $z note), and Koha's 952
 * ($o, $p, $b) where there is no 852; of a UNIMARC record, those of 995 ($k, $f, $b) and 899 ($j, $p, $a), too. Transfer full; RcCopy elements; never NULL. */
GPtrArray *rc_copies_from_marc (const RcMarc *marc);

/* Writes the copies into the record's 852 fields: the first ones are changed in place, subfields we do not know are
 * kept, further fields are added or removed at the end of the run of 852s. */
void rc_copies_to_marc (GPtrArray *copies, RcMarc *marc);

G_END_DECLS
