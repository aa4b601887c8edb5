/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant as people type it: texts of a form, and what is wrong with them. */
#pragma once

#include "record/fact-form.h"
#include "record/grant.h"

G_BEGIN_DECLS

/* Texts are never NULL but "" when there is nothing. */
typedef struct
{
  RcDeadlinePrecision precision;
  gboolean yearly;
  char *when; /* (owned) "2026-11-30" or "30.11.2026"; "30.11" of a yearly one; of a month "2026-11" or "11"; none for rolling */
  char *hour; /* (owned) "17:00"; only for RC_DEADLINE_INSTANT */
  char *zone; /* (owned) "Europe/Paris", "AoE" */
  char *label;    /* (owned) */
  char *verbatim; /* (owned) */
} RcDeadlineForm;
RcDeadlineForm *rc_deadline_form_new (const RcDeadline *deadline);
RcDeadlineForm *rc_deadline_form_copy (const RcDeadlineForm *self);
void rc_deadline_form_free (RcDeadlineForm *self);

typedef enum
{
  RC_GRANT_FIELD_TITLE,
  RC_GRANT_FIELD_FUNDER,
  RC_GRANT_FIELD_TYPE,
  RC_GRANT_FIELD_SUMMARY,
  RC_GRANT_FIELD_ELIGIBILITY,
  RC_GRANT_FIELD_AMOUNT,
  RC_GRANT_FIELD_AMOUNT_MIN,
  RC_GRANT_FIELD_AMOUNT_MAX,
  RC_GRANT_FIELD_CURRENCY,
  RC_GRANT_FIELD_OPENS,
  RC_GRANT_FIELD_NUMBER,
  RC_GRANT_FIELD_URL,
  RC_GRANT_FIELD_LANGUAGE,
  RC_GRANT_N_TEXTS,
  RC_GRANT_FIELD_AUDIENCE = RC_GRANT_N_TEXTS,
  RC_GRANT_FIELD_COUNTRIES,
  RC_GRANT_FIELD_SUBJECTS,
  RC_GRANT_FIELD_DEADLINES,
  RC_GRANT_FIELD_FACTS,
} RcGrantField;

typedef struct
{
  char *texts[RC_GRANT_N_TEXTS]; /* (owned) by RcGrantField */
  GStrv audience, countries, subjects; /* (owned) */
  GPtrArray *deadlines; /* (owned) RcDeadlineForm */
  GPtrArray *facts;     /* (owned) RcFactForm */
  gboolean closed;      /* by staff */
} RcGrantForm;

RcGrantForm *rc_grant_form_new (const RcGrant *grant);
void rc_grant_form_free (RcGrantForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrantForm, rc_grant_form_free)
/* In how many fields they differ. */
guint rc_grant_form_count_changes (const RcGrantForm *before, const RcGrantForm *after);

/* Takes what `now` changed of `before` over into `self`; of deadlines and of facts the whole list. */
void rc_grant_form_apply (RcGrantForm *self, const RcGrantForm *before, const RcGrantForm *now);

/* What is wrong with a field, with the remedy. */
typedef struct
{
  RcGrantField field;
  guint position; /* of a deadline or a fact, from 0 */
  char *message;  /* (owned) */
} RcGrantFault;
void rc_grant_fault_free (RcGrantFault *self);

/* The deadline, or NULL and what is wrong with it (owned). */
RcDeadline *rc_deadline_form_read (const RcDeadlineForm *self, char **fault);
/* The grant that the form says; what it does not show is taken from `base`. NULL when something is wrong, which is appended to `faults`
 * (RcGrantFault). */
RcGrant *rc_grant_form_read (const RcGrantForm *self, const RcGrant *base, GPtrArray *faults);

G_END_DECLS
