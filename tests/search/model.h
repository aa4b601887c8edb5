/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records, a thesaurus and questions made up by chance, each of them again from its number alone: whatever became of a
 * process that wrote some, the numbers that stand in the database say what must be found. */
#pragma once

#include "common.h"

/* Thesauri that can be loaded; 0 is none. */
#define MODEL_N_THESAURI 3

typedef struct
{
  gint64 subject;
  const char *label;
  gboolean preferred;
} ModelLabel;

/* Up to the first without a label. */
const ModelLabel *model_get_labels (guint thesaurus);
/* Pairs of a subject and a narrower one, 0 at the end. */
const gint64 *model_get_narrower (guint thesaurus);
void model_put_thesaurus (sqlite3 *db, guint thesaurus);

/* The record `id` as `seed` makes it. */
typedef struct
{
  RcSearchEntry entry; /* its texts are owned by `owned` */
  GPtrArray *owned;    /* (owned) */
} ModelRecord;
ModelRecord *model_record_new (gint64 id, guint32 seed);
void model_record_free (ModelRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelRecord, model_record_free)

typedef enum
{
  MODEL_ANY,
  MODEL_TITLE,
  MODEL_PEOPLE,
  MODEL_SUBJECT,
} ModelField;

/* What is typed between two spaces, or in quotation marks. */
typedef struct
{
  ModelField field;
  gboolean excluded;
  gboolean quoted;
  gboolean open; /* it is the last, and may go on */
  char *text;    /* (owned) */
} ModelUnit;

typedef struct
{
  RcSearchQuery *query; /* (owned) as it is asked */
  GArray *units;        /* (owned) ModelUnit: what its text says */
  int year_from;        /* of the text; 0 with year_to: any */
  int year_to;
} ModelQuestion;
ModelQuestion *model_question_new (GRand *random);
void model_question_free (ModelQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelQuestion, model_question_free)
