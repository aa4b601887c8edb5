/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a record, or looks so: each in a class that can be counted and listed. */
#pragma once

#include "record/description.h"
#include "record/marc.h"

G_BEGIN_DECLS

/* The numbers are bits in catalogue.db: never renumber. */
typedef enum
{
  RC_QUALITY_NO_TITLE = 0,
  RC_QUALITY_NO_LANGUAGE = 1,
  RC_QUALITY_NO_YEAR = 2,
  RC_QUALITY_WRONG_YEAR = 3,       /* broken, or still to come */
  RC_QUALITY_WRONG_ISBN = 4,
  RC_QUALITY_WRONG_ISSN = 5,
  RC_QUALITY_UNKNOWN_LANGUAGE = 6, /* a code that is in no list, as are the next two */
  RC_QUALITY_UNKNOWN_COUNTRY = 7,
  RC_QUALITY_UNKNOWN_ROLE = 8,
  RC_QUALITY_MIXED_SCRIPTS = 9,    /* Latin and Cyrillic letters in one word */
  RC_QUALITY_MOJIBAKE = 10,        /* text that was once read in another encoding */
  RC_QUALITY_LOST_CHARACTERS = 11, /* U+FFFD */
  RC_QUALITY_CONTROL_CHARACTERS = 12,
  RC_QUALITY_WRONG_FIXED_FIELD = 13, /* 008 is too short or too long */
  RC_QUALITY_UNPAIRED = 14,        /* 880 and what it belongs to do not meet */
  RC_QUALITY_NO_BARCODE = 15,      /* a copy has none */
  RC_QUALITY_REPEATED_BARCODE = 16, /* two copies have the same: seen beside other records only */
  RC_QUALITY_UNKNOWN_SUBJECT = 17, /* no concept of the thesaurus: seen beside the thesaurus only */
  RC_QUALITY_GONE = 18,            /* its source deleted it: seen beside what sources say only */
} RcQuality;

#define RC_N_QUALITIES 19
#define RC_QUALITY_BIT(quality) ((guint32) 1 << (quality))

/* "no-title", "wrong-isbn": the fixed word of a class, for the command line and JSON; never NULL. */
const char *rc_quality_to_string (RcQuality quality);
/* FALSE when the word is none of ours. */
gboolean rc_quality_from_string (const char *word, RcQuality *quality);

/* The classes that a record has, one bit each. Depends on nothing but its arguments. `description` is that of the record;
 * `copies` RcCopy; what is later than the year after `this_year` is still to come. */
guint32 rc_quality_judge (const RcMarc *marc, const RcDescription *description, GPtrArray *copies, int this_year);

/* One thing to check, and where it stands. */
typedef struct
{
  RcQuality quality;
  char tag[4];   /* "" when it is about no field, or a missing one */
  int field;     /* its index in the record, or -1 */
  char *message; /* (owned) one line, for people */
  char *wrong;   /* (owned) (nullable) the text that is wrong, as it stands in the field */
  char *right;   /* (owned) (nullable) what it should be, where that is certain */
} RcFinding;

RcFinding *rc_finding_new (RcQuality quality, const RcMarc *marc, int field, char *message);
RcFinding *rc_finding_copy (const RcFinding *self);
void rc_finding_free (RcFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFinding, rc_finding_free)

/* RcFinding: the same in words, in the order of the classes. */
GPtrArray *rc_quality_find (const RcMarc *marc, const RcDescription *description, GPtrArray *copies, int this_year);

/* Writes what is right into the field, wherever it has what is wrong. FALSE when the finding says no right text, or the
 * record is another one by now. */
gboolean rc_quality_mend (const RcFinding *finding, RcMarc *marc);

/* The codes of languages that MARC knows: three letters and a blank each. */
const char *rc_quality_get_languages (void);

G_END_DECLS
