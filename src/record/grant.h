/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An opportunity somebody can apply for. */
#pragma once

#include "record/deadline.h"
#include "record/eligibility.h"

G_BEGIN_DECLS

/* Whether it is offered still. The numbers are stored in catalogue.db: never renumber. That its deadline is over is told by the deadline. */
typedef enum
{
  RC_GRANT_OFFERED = 0,
  RC_GRANT_CLOSED = 1,      /* the source says so */
  RC_GRANT_WITHDRAWN = 2,   /* it is gone from the source's complete listing, or the source says that it is deleted */
  RC_GRANT_CLOSED_HERE = 3, /* by staff: no refresh opens it again */
} RcGrantClosed;

/* Who may apply is told by the facts. `audience` and `countries` are what a source (or the table that people write by hand) says shortly,
 * and count only for what nobody has said fact by fact: rc_grant_list_facts is the one place where both meet, and everything that is shown, searched
 * and counted comes from there.
 *
 * Money values are in whole units of the currency; -1 when not known. */
typedef struct
{
  char *title;       /* (owned) never NULL */
  char *funder;      /* (owned) (nullable) */
  char *type;        /* (owned) (nullable) fellowship, award, prize, scholarship, project, call */
  char *summary;     /* (owned) (nullable) plain text, paragraphs by newlines */
  char *eligibility; /* (owned) (nullable) the source's own text: who may apply */
  GPtrArray *facts;  /* (owned) RcFact: who may apply, fact by fact; never NULL */
  GStrv audience;    /* (owned) researcher, educator, student, organisation; never NULL */
  GStrv countries;   /* (owned) ISO 3166 alpha-2 of those who may apply, or "any"; empty: unknown; never NULL */
  char *amount;      /* (owned) (nullable) the source's own text */
  gint64 amount_min;
  gint64 amount_max;
  char *currency;       /* (owned) (nullable) ISO 4217 */
  char *opens;          /* (owned) (nullable) YYYY-MM-DD */
  GPtrArray *deadlines; /* (owned) RcDeadline, in the source's order; never NULL */
  char *number;         /* (owned) (nullable) the funder's own number of the call, not the source's id of its entry */
  char *url;            /* (owned) (nullable) where to apply */
  char *language;       /* (owned) (nullable) MARC language code of the text */
  GStrv subjects;       /* (owned) never NULL */
  RcGrantClosed closed; /* nothing for as long as it is offered */
} RcGrant;

/* An empty one: title "", amounts -1. */
RcGrant *rc_grant_new (void);
RcGrant *rc_grant_copy (const RcGrant *self);
void rc_grant_free (RcGrant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrant, rc_grant_free)

gboolean rc_grant_equal (const RcGrant *a, const RcGrant *b);

/* All that is known of who may apply: the facts, and facts made of `audience` and `countries` where there is none of the kind but
 * such as were read out of prose.
 * RcFact; the caller frees it. */
GPtrArray *rc_grant_list_facts (const RcGrant *self);
/* The audiences (researcher, educator, student, organisation) and countries (alpha-2, or "any") that a grant is found under: those that
 * the facts let in. Empty: not stated. The caller frees them. */
GStrv rc_grant_list_audience (const RcGrant *self);
GStrv rc_grant_list_countries (const RcGrant *self);

/* One JSON object with every member, and back: the stored form in revisions and the show command's. */
char *rc_grant_to_json (const RcGrant *self);
RcGrant *rc_grant_from_json (const char *json, GError **error);

G_END_DECLS
