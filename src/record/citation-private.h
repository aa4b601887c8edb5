/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the styles of citations share: words of a language, names, areas. */
#pragma once

#include "record/citation.h"

G_BEGIN_DECLS

/* What one perceives, through what, and through what when it stands online: in many languages the words go together. */
typedef struct
{
  const char *content, *direct, *online;
} RcCitationContent;

typedef struct
{
  const char *language; /* MARC code */
  const char *volume, *issue, *pages;
  const char *others;   /* and others, of authors */
  const char *editor, *translator, *compiler, *illustrator, *supervisor;
  const char *accessed; /* before the date, in GOST */
  RcCitationContent text, map, picture, video, sound, score;
  const char *in, *available, *viewed, *and, *edited, *et_al, *pp; /* ISO 690 */
  const char *months[12]; /* behind a day */
} RcCitationWords;

const RcCitationWords *rc_citation_get_words (const RcReference *reference);

/* "Л. Н." of "Лев Николаевич". */
char *rc_citation_dup_initials (const char *given);
/* Splits "Family, Given, Jr."; given is NULL for a name without. */
void rc_citation_split_name (const RcReferenceName *name, char **family, char **given);
gboolean rc_citation_is_author (const RcReferenceName *name);
/* "379–423": a dash of its length. */
char *rc_citation_dup_pages (const char *pages);
/* A volume or issue (nullable) as catalogues of single issues have it, with the year before it or in its place: what is behind the
 * year, NULL where that is nothing. */
const char *rc_citation_skip_year (const RcReference *reference, const char *number);
/* A number gets its word before it; what has words already stays ("Vol. 2"). */
void rc_citation_append_numbered (GString *out, const char *word, const char *number);
gboolean rc_citation_ends_with (const GString *out, char sign);

void rc_citation_append_gost (GString *out, const RcReference *reference, const RcCitationWords *words);
void rc_citation_append_iso_690 (GString *out, const RcReference *reference, const RcCitationWords *words);

G_END_DECLS
