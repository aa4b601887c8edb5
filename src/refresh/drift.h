/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer that is not made as the ones before it: what of it has changed, until staff say that it is right. */
#pragma once

#include "catalogue/sources.h"
#include "record/record.h"

G_BEGIN_DECLS

/* What a listing is made of: how many entries have each field. */
typedef struct
{
  guint n;           /* entries */
  GHashTable *names; /* (owned) char * -> GUINT_TO_POINTER: how many entries have it */
} RcShape;
RcShape *rc_shape_new (void);
void rc_shape_free (RcShape *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcShape, rc_shape_free)
void rc_shape_add (RcShape *self, const RcRecord *record);
char *rc_shape_to_json (const RcShape *self);
/* NULL when it is none. */
RcShape *rc_shape_from_json (const char *json);

/* Bits. */
typedef enum
{
  RC_DRIFT_FEWER = 1 << 0,    /* far fewer entries than the last time */
  RC_DRIFT_SHAPE = 1 << 1,    /* fields that most entries had are gone from all of them */
  RC_DRIFT_MOVED = 1 << 2,    /* every deadline has moved by the same time */
  RC_DRIFT_WEB_PAGE = 1 << 3, /* a page for people came. It cannot be accepted */
} RcDriftKind;

/* One field, in the last good answer and in this one. */
typedef struct
{
  char *name;                   /* (owned) "deadlines" */
  guint percent_before, percent_now; /* of the entries that have it */
} RcDriftField;

typedef struct
{
  guint kinds;       /* bits of RcDriftKind; 0: nothing is wrong */
  guint n_before, n_now; /* entries */
  int minutes;       /* by which every deadline has moved */
  gboolean waits;    /* staff have seen it and would rather wait */
  GPtrArray *fields; /* (owned) RcDriftField: those that vanished or appeared, then those that are there as before */
} RcDrift;
RcDrift *rc_drift_new (void);
void rc_drift_free (RcDrift *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcDrift, rc_drift_free)
char *rc_drift_to_json (const RcDrift *self);
RcDrift *rc_drift_from_json (const char *json);

/* Fills the fields, and finds RC_DRIFT_SHAPE. `before` may be NULL. */
void rc_drift_compare (RcDrift *self, const RcShape *before, const RcShape *now);
/* Whether staff have accepted an answer that was as this one is. */
gboolean rc_drift_is_within (const RcDrift *self, const RcDrift *accepted);

/* For the desk: why a source needs care. NULL without an error when it does not. */
RcDrift *rc_drift_load (RcDatabase *db, const RcSource *source, GError **error);
/* In a transaction: the answer is right, the next refresh takes one like it. NOT_FOUND when there is nothing to accept. */
gboolean rc_drift_accept (RcDatabase *db, const RcSource *source, GError **error);
/* In a transaction: it is seen, and the source is tried again when it is due. */
gboolean rc_drift_wait (RcDatabase *db, const RcSource *source, GError **error);
/* In the language of the screen: "Deadline". */
const char *rc_drift_field_get_words (const RcDriftField *field);

G_END_DECLS
