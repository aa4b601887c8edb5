/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may apply for a grant: its facts, and what a source says shortly, made one. */
#define G_LOG_DOMAIN "rc-record"

#include "record/grant.h"

/* The kinds that say where somebody is from; the first that is there decides where a grant is found. */
static const RcFactKind of_countries[] = { RC_FACT_CITIZENSHIP, RC_FACT_RESIDENCE, RC_FACT_INSTITUTION };
static const RcFactKind of_people[] = { RC_FACT_WHO };

/* Whether somebody has said it fact by fact: what was only read out of prose gives way to what is said shortly. */
static gboolean
is_said (GPtrArray *facts, const RcFactKind *kinds, guint n_kinds)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const RcFact *fact = g_ptr_array_index (facts, i);

      for (guint k = 0; k < n_kinds; k++)
        if (fact->kind == kinds[k] && !fact->from_text)
          return TRUE;
    }
  return FALSE;
}

/* The fact of the kind that was read out of prose keeps its sentence, or there is a new one. */
static void
set_values (GPtrArray *facts, const RcFactKind *kinds, guint n_kinds, GStrv values)
{
  RcFact *said = NULL;

  for (guint i = facts->len; i-- > 0;)
    for (guint k = 0; k < n_kinds; k++)
      {
        RcFact *fact = g_ptr_array_index (facts, i);

        if (fact->kind != kinds[k])
          continue;
        if (said == NULL)
          said = rc_fact_copy (fact);
        g_ptr_array_remove_index (facts, i);
        break;
      }
  if (said == NULL)
    said = rc_fact_new (kinds[0]);
  g_strfreev (said->values);
  said->values = g_new0 (char *, 1);
  said->excluded = FALSE;
  said->from_text = FALSE;
  for (char **value = values; *value != NULL; value++)
    rc_fact_add_value (said, said->kind == RC_FACT_WHO && g_str_equal (*value, "organisation") ? "institution" : *value);
  g_ptr_array_insert (facts, 0, said);
}

GPtrArray *
rc_grant_list_facts (const RcGrant *self)
{
  GPtrArray *facts;

  g_return_val_if_fail (self != NULL, NULL);

  facts = rc_facts_copy (self->facts);
  if (self->audience[0] != NULL && !is_said (facts, of_people, G_N_ELEMENTS (of_people)))
    set_values (facts, of_people, G_N_ELEMENTS (of_people), self->audience);
  if (self->countries[0] != NULL && !is_said (facts, of_countries, G_N_ELEMENTS (of_countries)))
    set_values (facts, of_countries, G_N_ELEMENTS (of_countries), self->countries);
  return facts;
}

/* Adds what the facts of one kind let in. */
static void
gather (GPtrArray *facts, RcFactKind kind, RcFact *all)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const RcFact *fact = g_ptr_array_index (facts, i);

      if (fact->kind != kind || fact->excluded)
        continue;
      for (char **value = fact->values; *value != NULL; value++)
        rc_fact_add_value (all, *value);
    }
}

GStrv
rc_grant_list_audience (const RcGrant *self)
{
  static const char *const persons[] = { "researcher", "educator", "student" };
  g_autoptr (RcFact) all = rc_fact_new (RC_FACT_WHO);
  g_autoptr (RcFact) audience = rc_fact_new (RC_FACT_WHO);
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  facts = rc_grant_list_facts (self);
  gather (facts, RC_FACT_WHO, all);
  for (char **value = all->values; *value != NULL; value++)
    {
      const char *meant = rc_who_get_audience (*value);

      if (meant != NULL)
        rc_fact_add_value (audience, meant);
      else
        for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
          rc_fact_add_value (audience, persons[i]);
    }
  return g_strdupv (audience->values);
}

GStrv
rc_grant_list_countries (const RcGrant *self)
{
  g_autoptr (RcFact) all = rc_fact_new (RC_FACT_CITIZENSHIP);
  g_autoptr (GPtrArray) facts = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  facts = rc_grant_list_facts (self);
  for (guint i = 0; i < G_N_ELEMENTS (of_countries) && all->values[0] == NULL; i++)
    gather (facts, of_countries[i], all);
  return g_strdupv (all->values);
}
