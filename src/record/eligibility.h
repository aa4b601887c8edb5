/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may apply, fact by fact, each with the words of the source; and what the facts say to one person. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RC_FACT_CITIZENSHIP, /* values: ISO 3166 alpha-2, or "any" */
  RC_FACT_RESIDENCE,   /* the same: where the applicant lives */
  RC_FACT_INSTITUTION, /* the same: where the applicant's institution is */
  RC_FACT_WHO,         /* values: rc_who_list */
  RC_FACT_STAGE,       /* values: rc_stage_list; a degree stands for itself and all above it, unless excluded */
  RC_FACT_AGE,         /* no values: age_min, age_max, age_day */
  RC_FACT_FIELD,       /* values: UNESCO nomenclature for fields of science, 2 or 4 digits */
  RC_FACT_LANGUAGE,    /* values: MARC codes of the languages that one of must be known */
  RC_FACT_OTHER,       /* a condition in words alone: the sentence */
} RcFactKind;

#define RC_FACT_N_KINDS 9

typedef struct
{
  RcFactKind kind;
  gboolean excluded;  /* those of the values may not apply; everybody else may, for all that this fact says */
  gboolean from_text; /* read out of the source's prose here, and looked at by nobody since */
  GStrv values;       /* (owned) never NULL; empty for ages and words alone, and where the source's words could not be read */
  int age_min;        /* full years; -1 none */
  int age_max;        /* full years that are still good: "under 35" is 34; -1 none */
  char *age_day;      /* (owned) (nullable) YYYY-MM-DD on which the age counts */
  char *sentence;     /* (owned) (nullable) the source's own words */
} RcFact;

RcFact *rc_fact_new (RcFactKind kind);
RcFact *rc_fact_copy (const RcFact *self);
void rc_fact_free (RcFact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RcFact, rc_fact_free)

gboolean rc_fact_equal (const RcFact *a, const RcFact *b);
void rc_fact_add_value (RcFact *self, const char *value);

/* "citizenship" …: the stored words. RC_FACT_OTHER for a word that is none of them. */
const char *rc_fact_kind_to_string (RcFactKind kind);
RcFactKind rc_fact_kind_from_string (const char *word);

/* Lists of RcFact. A JSON array of objects, and back; what is no fact in it is left out. */
GPtrArray *rc_facts_new (void);
GPtrArray *rc_facts_copy (GPtrArray *facts);
gboolean rc_facts_equal (GPtrArray *a, GPtrArray *b);
char *rc_facts_to_json (GPtrArray *facts);
GPtrArray *rc_facts_from_json (const char *json);
/* Whether one of them is of the kind. */
gboolean rc_facts_has (GPtrArray *facts, RcFactKind kind);

/* The words of RC_FACT_WHO: student, researcher, educator, individual, institution, ngo, government, business. NULL-terminated. */
const char *const *rc_who_list (void);
/* The one of researcher, educator, student, organisation that a word of RC_FACT_WHO counts as for those who search; NULL for "individual",
 * which is any of them but an organisation. */
const char *rc_who_get_audience (const char *who);
/* The words of RC_FACT_STAGE: bachelor, master, doctorate in their order, then early-career. NULL-terminated. */
const char *const *rc_stage_list (void);

/* The fields of two digits of the UNESCO nomenclature, in its order. NULL-terminated. */
const char *const *rc_field_list (void);
/* The name of a field of the UNESCO nomenclature in English, to be translated; of four digits that of its first two. NULL for none. */
const char *rc_field_get_name (const char *code);

/* What a visitor has told of themselves. NULL and -1: not told. */
typedef struct
{
  const char *audience; /* researcher, educator, student, organisation */
  const char *country;  /* ISO 3166 alpha-2: where they are from; taken for citizenship, residence and institution alike */
  const char *stage;    /* a word of RC_FACT_STAGE */
  const char *language; /* MARC code */
  const char *field;    /* 2 or 4 digits */
  int age;
} RcProfile;

typedef enum
{
  RC_ANSWER_YES,
  RC_ANSWER_NOT_STATED, /* the source does not say, or the visitor did not */
  RC_ANSWER_NO,
} RcAnswer;

/* Whether the fact lets such a person apply. */
RcAnswer rc_fact_answer (const RcFact *self, const RcProfile *profile);
/* All facts together: no where one says no; yes where every part of the profile that was told is answered yes; else not stated. */
RcAnswer rc_facts_answer (GPtrArray *facts, const RcProfile *profile);

G_END_DECLS
