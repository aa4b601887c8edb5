/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader and the writer of RIS both know: its types, and lines as fields. */
#pragma once

#include "record/reference.h"

G_BEGIN_DECLS

#define RC_RIS_WORD "ris" /* of what only RIS has a place for */

typedef struct
{
  char tag[3];
  char *value; /* (owned) in UTF-8; lines that went on are joined */
} RcRisField;

/* RC_REFERENCE_OTHER and FALSE for a type that is none of RIS; words ("Journal Article") are understood, too. */
gboolean rc_ris_type_from_text (const char *text, RcReferenceType *type);
/* "JOUR"; never NULL. */
const char *rc_ris_type_to_text (RcReferenceType type);

/* A line that begins or ends a record. */
gboolean rc_ris_is_mark (const char *line, gsize length);

/* fields: RcRisField, in order, from TY on. Tags that are none of RIS are appended to `unknown` (char *). */
RcReference *rc_reference_new_from_ris (const GArray *fields, GPtrArray *unknown);

G_END_DECLS
