/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lists, pages and the search need to know of a MARC record, in plain words. Derived, never stored as truth. */
#pragma once

#include "record/kind.h"
#include "record/marc.h"

G_BEGIN_DECLS

typedef struct
{
  RcMaterial material;
  char *title;          /* (owned) never NULL; "" when the record has none; ISBD punctuation at the end removed */
  char *parallel_title; /* (owned) (nullable) the title in another language (245 $b after =, 246) */
  char *responsibility; /* (owned) (nullable) 245 $c */
  char *original_title; /* (owned) (nullable) the title in its own script, where 880 gives one */
  GStrv people;         /* (owned) persons, bodies and meetings, as headings; never NULL */
  char *edition;        /* (owned) (nullable) */
  char *place;          /* (owned) (nullable) place of publication */
  char *publisher;      /* (owned) (nullable) */
  int year;             /* of publication; 0 when unknown; the first one of a serial */
  int year_end;         /* last year of a serial that ended or a set; 0 otherwise */
  char *extent;         /* (owned) (nullable) 300 */
  char *series;         /* (owned) (nullable) */
  char *abstract;       /* (owned) (nullable) */
  GStrv languages;      /* (owned) MARC language codes ("eng"), the main one first; never NULL */
  GStrv subjects;       /* (owned) topical headings; never NULL */
  GStrv places;         /* (owned) where it is about; never NULL */
  GStrv identifiers;    /* (owned) ISBN (13 digits), ISSN, 024, 027, 028, 088 … as typed and normalised; never NULL */
  GStrv notes;          /* (owned) 5XX other than the abstract; never NULL */
  GStrv links;          /* (owned) 856 $u; never NULL */
} RcDescription;

/* Never NULL, whatever the record holds. */
RcDescription *rc_description_new_from_marc (const RcMarc *marc);
/* Only the texts that words are looked for in: abstract, subjects, notes, series and identifiers. */
RcDescription *rc_description_new_texts (const RcMarc *marc);
void rc_description_free (RcDescription *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDescription, rc_description_free)

G_END_DECLS
