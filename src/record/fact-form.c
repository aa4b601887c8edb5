/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fact of who may apply as people type it, and what is wrong with it. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include "record/fact-form.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_AGE 120

static char *
dup_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

static char *
write_age (int age)
{
  return age >= 0 ? g_strdup_printf ("%d", age) : g_strdup ("");
}

RcFactForm *
rc_fact_form_new (const RcFact *fact)
{
  RcFactForm *self = g_new0 (RcFactForm, 1);

  self->kind = fact->kind;
  self->excluded = fact->excluded;
  self->from_text = fact->from_text;
  self->values = g_strjoinv (", ", fact->values);
  self->age_min = write_age (fact->age_min);
  self->age_max = write_age (fact->age_max);
  self->age_day = dup_or_empty (fact->age_day);
  self->sentence = dup_or_empty (fact->sentence);
  return self;
}

RcFactForm *
rc_fact_form_copy (const RcFactForm *self)
{
  RcFactForm *copy = g_new0 (RcFactForm, 1);

  copy->kind = self->kind;
  copy->excluded = self->excluded;
  copy->from_text = self->from_text;
  copy->values = g_strdup (self->values);
  copy->age_min = g_strdup (self->age_min);
  copy->age_max = g_strdup (self->age_max);
  copy->age_day = g_strdup (self->age_day);
  copy->sentence = g_strdup (self->sentence);
  return copy;
}

void
rc_fact_form_free (RcFactForm *self)
{
  if (self == NULL)
    return;
  g_free (self->values);
  g_free (self->age_min);
  g_free (self->age_max);
  g_free (self->age_day);
  g_free (self->sentence);
  g_free (self);
}

gboolean
rc_fact_form_equal (const RcFactForm *a, const RcFactForm *b)
{
  return a->kind == b->kind && a->excluded == b->excluded && g_str_equal (a->values, b->values) && g_str_equal (a->age_min, b->age_min) &&
         g_str_equal (a->age_max, b->age_max) && g_str_equal (a->sentence, b->sentence);
}

static gboolean
read_age (const char *text, int *age)
{
  g_autofree char *typed = g_strstrip (g_strdup (text));
  guint64 value;

  *age = -1;
  if (*typed == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (typed, 10, 0, MAX_AGE, &value, NULL))
    return FALSE;
  *age = (int) value;
  return TRUE;
}

static gboolean
is_country (const char *value)
{
  return g_str_equal (value, "any") || (strlen (value) == 2 && g_ascii_isupper (value[0]) && g_ascii_isupper (value[1]));
}

static gboolean
is_language (const char *value)
{
  return strlen (value) == 3 && g_ascii_islower (value[0]) && g_ascii_islower (value[1]) && g_ascii_islower (value[2]);
}

/* As it is written in a fact: countries in capitals, all else small. */
static char *
dup_value (RcFactKind kind, const char *typed)
{
  gboolean country = kind == RC_FACT_CITIZENSHIP || kind == RC_FACT_RESIDENCE || kind == RC_FACT_INSTITUTION;

  return country && g_ascii_strcasecmp (typed, "any") != 0 ? g_ascii_strup (typed, -1) : g_ascii_strdown (typed, -1);
}

static char *
dup_list_fault (const char *const *words)
{
  g_autofree char *list = g_strjoinv (", ", (char **) words);

  /* Translators: %s are words that the program knows, as "student, researcher". */
  return g_strdup_printf (_ ("Write one or more of: %s."), list);
}

/* What is wrong with the values, or NULL. */
static char *
check_value (RcFactKind kind, const char *value)
{
  switch (kind)
    {
    case RC_FACT_CITIZENSHIP:
    case RC_FACT_RESIDENCE:
    case RC_FACT_INSTITUTION:
      return is_country (value) ? NULL : g_strdup (_ ("Write countries in two letters: KZ, KG. “any” is every country."));
    case RC_FACT_WHO:
      return g_strv_contains (rc_who_list (), value) ? NULL : dup_list_fault (rc_who_list ());
    case RC_FACT_STAGE:
      return g_strv_contains (rc_stage_list (), value) ? NULL : dup_list_fault (rc_stage_list ());
    case RC_FACT_FIELD:
      return rc_field_get_name (value) != NULL ? NULL : g_strdup (_ ("Write fields by their numbers in the UNESCO nomenclature: 25, 3308."));
    case RC_FACT_LANGUAGE:
      return is_language (value) ? NULL : g_strdup (_ ("Write the language in three letters: eng, rus, kaz, fre."));
    case RC_FACT_AGE:
    case RC_FACT_OTHER:
    default:
      return NULL;
    }
}

/* What is wrong with it, or NULL. */
static char *
check (const RcFact *fact)
{
  char *wrong = NULL;

  for (char **value = fact->values; *value != NULL && wrong == NULL; value++)
    wrong = check_value (fact->kind, *value);
  if (wrong != NULL)
    return wrong;
  if (fact->age_min >= 0 && fact->age_max >= 0 && fact->age_min > fact->age_max)
    return g_strdup (_ ("The youngest is older than the oldest."));
  if (fact->values[0] == NULL && fact->age_min < 0 && fact->age_max < 0 && fact->sentence == NULL)
    return g_strdup (_ ("Write what is asked of those who apply, or the sentence that says so."));
  return NULL;
}

static gboolean
is_known (GPtrArray *known, const RcFact *fact)
{
  for (guint i = 0; known != NULL && i < known->len; i++)
    if (rc_fact_equal (g_ptr_array_index (known, i), fact))
      return TRUE;
  return FALSE;
}

RcFact *
rc_fact_form_read (const RcFactForm *self, GPtrArray *known, char **fault)
{
  g_autoptr (RcFact) fact = rc_fact_new (self->kind);
  g_auto (GStrv) values = g_strsplit_set (self->values, ",;", -1);
  g_autofree char *sentence = g_strstrip (g_strdup (self->sentence));
  char *wrong = NULL;

  fact->excluded = self->excluded;
  fact->from_text = self->from_text;
  fact->sentence = *sentence != '\0' ? g_steal_pointer (&sentence) : NULL;
  if (self->kind == RC_FACT_AGE)
    {
      fact->age_day = *self->age_day != '\0' ? g_strdup (self->age_day) : NULL;
      if (!read_age (self->age_min, &fact->age_min) || !read_age (self->age_max, &fact->age_max))
        wrong = g_strdup (_ ("Write the age in full years."));
    }
  else if (self->kind != RC_FACT_OTHER)
    for (char **value = values; *value != NULL; value++)
      if (*g_strstrip (*value) != '\0')
        {
          g_autofree char *word = dup_value (self->kind, *value);

          rc_fact_add_value (fact, word);
        }
  if (wrong == NULL && !is_known (known, fact))
    wrong = check (fact);
  if (wrong == NULL)
    return g_steal_pointer (&fact);
  *fault = wrong;
  return NULL;
}
