/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fact of who may apply as people type it, and what is wrong with it. */
#pragma once

#include "record/eligibility.h"

G_BEGIN_DECLS

/* Texts are never NULL but "" when there is nothing. */
typedef struct
{
  RcFactKind kind;
  gboolean excluded;
  gboolean from_text;
  char *values;  /* (owned) "KZ, KG"; nothing of an age */
  char *age_min; /* (owned) "18" */
  char *age_max; /* (owned) */
  char *age_day; /* (owned) nobody types it: it is kept */
  char *sentence; /* (owned) */
} RcFactForm;

RcFactForm *rc_fact_form_new (const RcFact *fact);
RcFactForm *rc_fact_form_copy (const RcFactForm *self);
void rc_fact_form_free (RcFactForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFactForm, rc_fact_form_free)
/* Whether a person would see a difference. */
gboolean rc_fact_form_equal (const RcFactForm *a, const RcFactForm *b);

/* The fact, or NULL and what is wrong with it (owned). One that is in `known` (RcFact, nullable) is right as it is. */
RcFact *rc_fact_form_read (const RcFactForm *self, GPtrArray *known, char **fault);

G_END_DECLS
