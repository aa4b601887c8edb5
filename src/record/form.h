/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts that the editor's form shows: out of a MARC record, and into it, leaving all else as it is. */
#pragma once

#include "record/kind.h"
#include "record/marc.h"

G_BEGIN_DECLS

/* Texts are never NULL but "" when there is nothing. */
typedef struct
{
  RcMaterial material;  /* written only when it differs; RC_MATERIAL_NONE leaves the record's own */
  char *title;          /* (owned) 245, "Title : subtitle" */
  char *parallel_title; /* (owned) 246 with second indicator 1 */
  char *year;           /* (owned) as printed: 264 or 260 $c */
  char *place;          /* (owned) of publication: 264 or 260 $a */
  char *publisher;      /* (owned) 264 or 260 $b */
  char *isbn;           /* (owned) the first 020 $a */
  char *abstract;       /* (owned) the first 520 $a */
  GStrv people;         /* (owned) 100, 110, 111, 700, 710, 711: headings */
  GStrv languages;      /* (owned) MARC codes, the main one first */
  GStrv subjects;       /* (owned) 650 headings */
} RcForm;

RcForm *rc_form_new_from_marc (const RcMarc *marc);
RcForm *rc_form_copy (const RcForm *self);
void rc_form_free (RcForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcForm, rc_form_free)

/* How many of the facts differ. */
guint rc_form_count_changes (const RcForm *before, const RcForm *after);

/* Writes into the record what differs between the form as it was read and as it is now. A fact that did not change leaves
 * its fields untouched to the byte. */
void rc_form_apply (const RcForm *before, const RcForm *after, RcMarc *marc);

G_END_DECLS
