/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reading and writing Dublin Core share. */
#pragma once

#include "record/reference.h"

G_BEGIN_DECLS

#define RC_DC_WORD "dc" /* 887 $2 */

/* Elements that are one subfield in MARC. */
typedef struct
{
  const char *name;       /* local name */
  const char *tag, *indicators, *code;
  const char *relation;   /* (nullable) 787 $i */
  const char *simple;     /* what it is among the fifteen elements */
} RcDcPlace;

extern const RcDcPlace rc_dc_places[];

/* What a word of dc:type means; FALSE when it says nothing of the kind of thing. */
gboolean rc_dc_type_from_text (const char *text, RcReferenceType *type);
/* What dc:type says of it: one of the DCMI types, "Text". */
const char *rc_dc_type_to_text (RcReferenceType type);

/* A name that is likely no person's. */
RcNameKind rc_dc_guess_name_kind (const char *name);

G_END_DECLS
