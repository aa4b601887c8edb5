/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An opportunity somebody can apply for. */
#pragma once

#include "record/deadline.h"

G_BEGIN_DECLS

/* Money values are in whole units of the currency; -1 when not known. */
typedef struct
{
  char *title;       /* (owned) never NULL */
  char *funder;      /* (owned) (nullable) */
  char *type;        /* (owned) (nullable) fellowship, award, prize, scholarship, project, call */
  char *summary;     /* (owned) (nullable) plain text, paragraphs by newlines */
  char *eligibility; /* (owned) (nullable) the source's own text: who may apply */
  GStrv audience;    /* (owned) researcher, educator, student, organisation; never NULL */
  GStrv countries;   /* (owned) ISO 3166 alpha-2 of those who may apply, or "any"; empty: unknown; never NULL */
  char *amount;      /* (owned) (nullable) the source's own text */
  gint64 amount_min;
  gint64 amount_max;
  char *currency;       /* (owned) (nullable) ISO 4217 */
  char *opens;          /* (owned) (nullable) YYYY-MM-DD */
  GPtrArray *deadlines; /* (owned) RcDeadline, in the source's order; never NULL */
  char *url;            /* (owned) (nullable) where to apply */
  char *language;       /* (owned) (nullable) MARC language code of the text */
  GStrv subjects;       /* (owned) never NULL */
  gboolean closed;      /* the source said that it is closed or withdrawn */
} RcGrant;

/* An empty one: title "", amounts -1. */
RcGrant *rc_grant_new (void);
RcGrant *rc_grant_copy (const RcGrant *self);
void rc_grant_free (RcGrant *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcGrant, rc_grant_free)

gboolean rc_grant_equal (const RcGrant *a, const RcGrant *b);

/* One JSON object with every member, and back: the stored form in revisions and the show command's. */
char *rc_grant_to_json (const RcGrant *self);
RcGrant *rc_grant_from_json (const char *json, GError **error);

G_END_DECLS
