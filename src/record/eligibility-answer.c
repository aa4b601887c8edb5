/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the facts of a grant say to one person. */
#define G_LOG_DOMAIN "rc-record"

#include "record/eligibility.h"

#include <string.h>

#define ANY "any"

static gboolean
has (const RcFact *self, const char *value)
{
  return g_strv_contains ((const char *const *) self->values, value);
}

static gboolean
has_country (const RcFact *self, const char *country)
{
  return has (self, ANY) || has (self, country);
}

static gboolean
has_audience (const RcFact *self, const char *audience)
{
  for (char **value = self->values; *value != NULL; value++)
    {
      const char *meant = rc_who_get_audience (*value);

      if (g_strcmp0 (meant, audience) == 0 || (meant == NULL && !g_str_equal (audience, "organisation")))
        return TRUE;
    }
  return FALSE;
}

/* Where a degree stands among degrees; -1 for what is none. */
static int
get_degree (const char *stage)
{
  static const char *const degrees[] = { "bachelor", "master", "doctorate" };

  for (guint i = 0; i < G_N_ELEMENTS (degrees); i++)
    if (g_str_equal (stage, degrees[i]))
      return (int) i;
  return -1;
}

static gboolean
has_stage (const RcFact *self, const char *stage)
{
  for (char **value = self->values; *value != NULL; value++)
    if (g_str_equal (*value, stage) || (!self->excluded && get_degree (*value) >= 0 && get_degree (stage) > get_degree (*value)))
      return TRUE;
  return FALSE;
}

/* A field of four digits lies in that of its first two. */
static gboolean
has_field (const RcFact *self, const char *field)
{
  for (char **value = self->values; *value != NULL; value++)
    if (strncmp (*value, field, MIN (strlen (*value), strlen (field))) == 0)
      return TRUE;
  return FALSE;
}

static RcAnswer
answer_age (const RcFact *self, int age)
{
  if (age < 0 || (self->age_min < 0 && self->age_max < 0))
    return RC_ANSWER_NOT_STATED;
  return (self->age_min >= 0 && age < self->age_min) || (self->age_max >= 0 && age > self->age_max) ? RC_ANSWER_NO : RC_ANSWER_YES;
}

/* What the person has told of the matter of the fact; NULL nothing. */
static const char *
get_told (const RcProfile *profile, RcFactKind kind)
{
  switch (kind)
    {
    case RC_FACT_CITIZENSHIP:
    case RC_FACT_RESIDENCE:
    case RC_FACT_INSTITUTION:
      return profile->country;
    case RC_FACT_WHO:
      return profile->audience;
    case RC_FACT_STAGE:
      return profile->stage;
    case RC_FACT_FIELD:
      return profile->field;
    case RC_FACT_LANGUAGE:
      return profile->language;
    case RC_FACT_AGE:
    case RC_FACT_OTHER:
    default:
      return NULL;
    }
}

static gboolean
holds (const RcFact *self, const char *told)
{
  switch (self->kind)
    {
    case RC_FACT_CITIZENSHIP:
    case RC_FACT_RESIDENCE:
    case RC_FACT_INSTITUTION:
      return has_country (self, told);
    case RC_FACT_WHO:
      return has_audience (self, told);
    case RC_FACT_STAGE:
      return has_stage (self, told);
    case RC_FACT_FIELD:
      return has_field (self, told);
    case RC_FACT_LANGUAGE:
    case RC_FACT_AGE:
    case RC_FACT_OTHER:
    default:
      return has (self, told);
    }
}

RcAnswer
rc_fact_answer (const RcFact *self, const RcProfile *profile)
{
  const char *told;

  g_return_val_if_fail (self != NULL && profile != NULL, RC_ANSWER_NOT_STATED);

  if (self->kind == RC_FACT_AGE)
    return answer_age (self, profile->age);
  told = get_told (profile, self->kind);
  if (told == NULL || self->values[0] == NULL)
    return RC_ANSWER_NOT_STATED;
  return holds (self, told) != self->excluded ? RC_ANSWER_YES : RC_ANSWER_NO;
}

static gboolean
is_answered (GPtrArray *facts, const RcProfile *profile, const RcFactKind *kinds, guint n_kinds)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const RcFact *fact = g_ptr_array_index (facts, i);

      for (guint k = 0; k < n_kinds; k++)
        if (fact->kind == kinds[k] && rc_fact_answer (fact, profile) == RC_ANSWER_YES)
          return TRUE;
    }
  return FALSE;
}

RcAnswer
rc_facts_answer (GPtrArray *facts, const RcProfile *profile)
{
  static const RcFactKind countries[] = { RC_FACT_CITIZENSHIP, RC_FACT_RESIDENCE, RC_FACT_INSTITUTION };
  static const RcFactKind others[] = { RC_FACT_WHO, RC_FACT_STAGE, RC_FACT_FIELD, RC_FACT_LANGUAGE };

  g_return_val_if_fail (facts != NULL && profile != NULL, RC_ANSWER_NOT_STATED);

  for (guint i = 0; i < facts->len; i++)
    if (rc_fact_answer (g_ptr_array_index (facts, i), profile) == RC_ANSWER_NO)
      return RC_ANSWER_NO;
  if (profile->country != NULL && !is_answered (facts, profile, countries, G_N_ELEMENTS (countries)))
    return RC_ANSWER_NOT_STATED;
  for (guint k = 0; k < G_N_ELEMENTS (others); k++)
    if (get_told (profile, others[k]) != NULL && !is_answered (facts, profile, &others[k], 1))
      return RC_ANSWER_NOT_STATED;
  if (profile->age >= 0 && rc_facts_has (facts, RC_FACT_AGE) && !is_answered (facts, profile, (const RcFactKind[]){ RC_FACT_AGE }, 1))
    return RC_ANSWER_NOT_STATED;
  return RC_ANSWER_YES;
}
