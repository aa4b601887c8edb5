/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reference as managers of references and other formats than MARC know it: plain facts between them and MARC 21. */
#pragma once

#include "record/marc.h"

G_BEGIN_DECLS

typedef enum
{
  RC_REFERENCE_OTHER,
  RC_REFERENCE_BOOK,
  RC_REFERENCE_CHAPTER,
  RC_REFERENCE_ARTICLE, /* of a journal */
  RC_REFERENCE_REPORT,
  RC_REFERENCE_THESIS,
  RC_REFERENCE_CONFERENCE_PAPER,
  RC_REFERENCE_SERIAL,
  RC_REFERENCE_NEWSPAPER_ARTICLE,
  RC_REFERENCE_WEB_PAGE,
  RC_REFERENCE_MAP,
  RC_REFERENCE_VIDEO,
  RC_REFERENCE_SOUND,
  RC_REFERENCE_SCORE,
  RC_REFERENCE_PICTURE,
  RC_REFERENCE_DATASET,
  RC_REFERENCE_SOFTWARE,
  RC_REFERENCE_PATENT,
  RC_REFERENCE_STANDARD,
  RC_REFERENCE_LEGISLATION,
  RC_REFERENCE_MANUSCRIPT,
  RC_REFERENCE_KIT,
} RcReferenceType;

#define RC_N_REFERENCE_TYPES 22

typedef enum
{
  RC_NAME_PERSON,
  RC_NAME_BODY,
  RC_NAME_MEETING, /* a conference: also the event that a paper was read at */
} RcNameKind;

typedef struct
{
  char *heading; /* (owned) "Family, Given" of a person; else the name as it stands */
  char role[4];  /* MARC relator code: "aut", "edt", "trl", "ill" …; "" when nothing is said of it */
  RcNameKind kind;
} RcReferenceName;

/* What only the format it came from has a place for; MARC keeps it in 887. */
typedef struct
{
  char *format; /* (owned) the word of that format: "ris" */
  char *name;   /* (owned) of its field: "C1" */
  char *value;  /* (owned) as it stood */
} RcReferenceOther;

/* Texts are plain, without ISBD punctuation at their ends; those that are NULL are not known. */
typedef struct
{
  RcReferenceType type;
  char *control;         /* (owned) (nullable) the number that the source keeps the record by: 001 */
  char *key;             /* (owned) (nullable) citation key ("knuth1973"), good within one file only: 035 */
  char *title;           /* (owned) (nullable) with the subtitle where the source does not part them */
  char *subtitle;        /* (owned) (nullable) */
  char *short_title;     /* (owned) (nullable) */
  char *parallel_title;  /* (owned) (nullable) in another language */
  char *responsibility;  /* (owned) (nullable) as printed: 245 $c */
  char *container;       /* (owned) (nullable) the journal or book it stands in: 773 */
  char *container_short; /* (owned) (nullable) the same abbreviated */
  char *volume;          /* (owned) (nullable) */
  char *issue;           /* (owned) (nullable) */
  char *pages;           /* (owned) (nullable) within the container: "379-423" */
  GPtrArray *names;      /* (owned) RcReferenceName *, those of the author first; never NULL */
  char *publisher;       /* (owned) (nullable) the school of a thesis, the institution of a report */
  char *place;           /* (owned) (nullable) of publication */
  char *issued;          /* (owned) (nullable) YYYY, YYYY-MM or YYYY-MM-DD */
  int year;              /* of issued; 0 when unknown */
  int year_end;          /* the last one of a serial that ended, of a set; 0 otherwise */
  char *edition;         /* (owned) (nullable) */
  char *series;          /* (owned) (nullable) */
  char *series_number;   /* (owned) (nullable) */
  char *extent;          /* (owned) (nullable) "xii, 48 p." */
  char *genre;           /* (owned) (nullable) what the source calls it: "PhD thesis", "Technical report" */
  GPtrArray *isbn;       /* (owned) char *, as typed, that of the book an article or chapter stands in, too; never NULL */
  GPtrArray *issn;       /* (owned) char *, likewise; never NULL */
  char *doi;             /* (owned) (nullable) "10.1000/182", no address */
  char *report_number;   /* (owned) (nullable) of a report, a standard, a patent */
  GPtrArray *urls;       /* (owned) char *; never NULL */
  char *accessed;        /* (owned) (nullable) when the address was looked at: as issued */
  GPtrArray *languages;  /* (owned) char *, MARC codes ("eng"), the main one first; never NULL */
  char *abstract;        /* (owned) (nullable) */
  GPtrArray *keywords;   /* (owned) char *; never NULL */
  GPtrArray *notes;      /* (owned) char *; never NULL */
  char *call_number;     /* (owned) (nullable) */
  GPtrArray *others;     /* (owned) RcReferenceOther *, in the order of the source; never NULL */
} RcReference;

RcReference *rc_reference_new (RcReferenceType type);
void rc_reference_free (RcReference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcReference, rc_reference_free)

/* "book", "chapter", "conference paper" …; "document" for the other ones. Never NULL. */
const char *rc_reference_type_to_string (RcReferenceType type);
/* What is part of a book or a journal: its numbers are those of what it stands in. */
gboolean rc_reference_type_is_part (RcReferenceType type);

/* Copies, without blanks around; NULL, empty and repeated ones are dropped. `texts` is one of the lists of char *. */
void rc_reference_add_text (GPtrArray *texts, const char *text);
void rc_reference_add_name (RcReference *self, const char *heading, const char *role, RcNameKind kind);
void rc_reference_add_other (RcReference *self, const char *format, const char *name, const char *value);
/* Sets issued and year from "YYYY", "YYYY-MM", "YYYY-MM-DD" (also with / and empty parts, "2014//"). FALSE, and nothing
 * is set, when the text does not begin with such a date; `end` (nullable) points behind it. */
gboolean rc_reference_set_date (RcReference *self, const char *text, const char **end);
/* "Title: subtitle", as formats have it that know one title only; NULL when there is none. */
char *rc_reference_dup_whole_title (const RcReference *self);

/* Never NULL. Reads MARC 21, from libraries too (ISBD punctuation is taken off), and what UNIMARC has in common with it. */
RcReference *rc_reference_new_from_marc (const RcMarc *marc);
/* MARC 21 without ISBD punctuation (leader/18 is c). What rc_reference_new_from_marc makes of it is equal to self, if
 * texts have no control characters and no blanks around. */
RcMarc *rc_reference_to_marc (const RcReference *self);

G_END_DECLS
