/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thesaurus: concepts with labels in several languages (SKOS), and the links between them. */
#pragma once

#include "catalogue/database.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 batch; /* to be undone as an import is */
  guint n_subjects;
  guint64 n_matched, n_unmatched; /* headings of records that are, and are not, in the thesaurus as it is now */
} RcSubjectsReport;

/* Adds or replaces the concepts of one SKOS file (Turtle, N-Triples, RDF/XML) as one batch, and tells the search. */
gboolean rc_subjects_import (RcDatabase *db, const char *path, GPtrArray *problems, RcSubjectsReport *report,
                             GCancellable *cancellable, GError **error);

typedef struct
{
  gint64 id;
  char *uri;   /* (owned) */
  char *label; /* (owned) in the language asked for, else English, else any */
  guint64 n_records; /* visible ones that are filed under it by whichever of its labels */
} RcSubject;
void rc_subject_free (RcSubject *self);
/* All of them, by label. `language` "en", "ru", "kk", "fr". */
GPtrArray *rc_subjects_list (RcDatabase *db, const char *language, GError **error);
/* The label of a heading (any language's) in another language; a copy of the heading when it is no concept. */
char *rc_subjects_translate (RcDatabase *db, const char *heading, const char *language, GError **error);
/* What the subject facet calls a subject (0: that of the heading): a value for its filter. The heading itself when it is none. */
char *rc_subjects_dup_value (RcDatabase *db, gint64 subject, const char *heading, GError **error);
/* As rc_subjects_translate for many headings (char *): heading → label (char *, owned), of those only that have another label. A label that two
 * headings would share stays with the first of them, so that no two of them look alike. */
GHashTable *rc_subjects_translate_all (RcDatabase *db, GPtrArray *headings, const char *language, GError **error);
/* Concepts with a label that begins with the text, in any language: RcSubject. */
GPtrArray *rc_subjects_complete (RcDatabase *db, const char *text, const char *language, guint limit, GError **error);
/* broader and narrower of a heading, with counts: RcSubject. */
GPtrArray *rc_subjects_get_broader (RcDatabase *db, const char *heading, const char *language, GError **error);
GPtrArray *rc_subjects_get_narrower (RcDatabase *db, const char *heading, const char *language, GError **error);

G_END_DECLS
