/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an import changes in a text or a record, before and after, for people to look at. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

/* One text. */
typedef struct
{
  char *name;   /* (owned) of the field, in plain words */
  char *before; /* (owned) (nullable) it was not there */
  char *after;  /* (owned) (nullable) it is gone */
} RcTextChange;

/* One record that was there already. */
typedef struct
{
  guint64 position; /* of its new version in the file */
  gint64 record;
  char *title;      /* (owned) */
  GPtrArray *texts; /* (owned) RcTextChange, the first of them */
  guint n_more;     /* that are not among them */
} RcRecordChange;

RcTextChange *rc_text_change_new (const char *tag, const char *before, const char *after);
void rc_text_change_free (RcTextChange *self);

RcRecordChange *rc_record_change_new (guint64 position, gint64 record, const RcMarc *before, const RcMarc *after);
void rc_record_change_free (RcRecordChange *self);

G_END_DECLS
