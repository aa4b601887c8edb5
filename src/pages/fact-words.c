/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of who may apply, as somebody says them of themselves. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include <glib/gi18n.h>

#include "pages/checklist.h"
#include "pages/grant-words.h"
#include "widgets/language.h"

#define MOST_NAMED 6 /* countries; more are "one of 40 countries" */

static char *
dup_who (const char *word)
{
  static const char *const words[][2] = {
    { "student", N_("student") },
    { "researcher", N_("scientist or researcher") },
    { "educator", N_("teacher or educator") },
    { "individual", N_("a person, not an organisation") },
    { "institution", N_("institution or university") },
    { "ngo", N_("non-governmental organisation") },
    { "government", N_("public authority") },
    { "business", N_("company") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], word) == 0)
      return g_strdup (_(words[i][1]));
  return g_strdup (word);
}

static char *
dup_stage (const char *word)
{
  static const char *const words[][2] = {
    { "bachelor", N_("bachelor’s degree or higher") },
    { "master", N_("master’s degree or higher") },
    { "doctorate", N_("doctorate (PhD)") },
    { "early-career", N_("first years of a career") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], word) == 0)
      return g_strdup (_(words[i][1]));
  return g_strdup (word);
}

static char *
dup_field (const char *code)
{
  const char *name = rc_field_get_name (code);

  return g_strdup (name != NULL ? _(name) : code);
}

char *
rc_fact_dup_value_name (RcFactKind kind, const char *value)
{
  g_return_val_if_fail (value != NULL, NULL);

  switch (kind)
    {
    case RC_FACT_CITIZENSHIP:
    case RC_FACT_RESIDENCE:
    case RC_FACT_INSTITUTION:
      return rc_grant_dup_country (value);
    case RC_FACT_WHO:
      return dup_who (value);
    case RC_FACT_STAGE:
      return dup_stage (value);
    case RC_FACT_FIELD:
      return dup_field (value);
    case RC_FACT_LANGUAGE:
      return rc_language_dup_name (value);
    case RC_FACT_AGE:
    case RC_FACT_OTHER:
    default:
      return g_strdup (value);
    }
}

static void
add_all (GPtrArray *values, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (values, g_strdup (words[i]));
}

GPtrArray *
rc_fact_list_values (RcFactKind kind)
{
  /* Of calls that are read here, and of those who read them. */
  static const char *const languages[] = { "kaz", "rus", "eng", "fre", "ger", "spa", "ara", "chi", "kir", "uzb", "tgk", "tuk", "tur", "mon",
                                           "per", "jpn", "kor", "ita", "por", "pol", NULL };
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  switch (kind)
    {
    case RC_FACT_CITIZENSHIP:
    case RC_FACT_RESIDENCE:
    case RC_FACT_INSTITUTION:
      rc_grant_list_country_codes (values);
      break;
    case RC_FACT_WHO:
      add_all (values, rc_who_list ());
      break;
    case RC_FACT_STAGE:
      add_all (values, rc_stage_list ());
      break;
    case RC_FACT_FIELD:
      add_all (values, rc_field_list ());
      break;
    case RC_FACT_LANGUAGE:
      add_all (values, languages);
      break;
    case RC_FACT_AGE:
    case RC_FACT_OTHER:
    default:
      break;
    }
  return values;
}

static char *
dup_list (const RcFact *fact)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (char **value = fact->values; *value != NULL; value++)
    {
      g_autofree char *word = rc_fact_dup_value_name (fact->kind, *value);

      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", word);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
dup_countries (const RcFact *fact)
{
  guint n = g_strv_length (fact->values);

  if (n <= MOST_NAMED)
    return dup_list (fact);
  /* Translators: after "My citizenship:". */
  return g_strdup_printf (ngettext ("one of %u country", "one of %u countries", n), n);
}

static char *
dup_ages (const RcFact *fact)
{
  if (fact->age_min >= 0 && fact->age_max >= 0)
    return g_strdup_printf (_("I am %d to %d years old"), fact->age_min, fact->age_max);
  if (fact->age_max >= 0)
    return g_strdup_printf (_("I am %d or younger"), fact->age_max);
  if (fact->age_min >= 0)
    return g_strdup_printf (_("I am %d or older"), fact->age_min);
  return g_strdup (_("My age is right"));
}

/* NULL where the sentence alone says it. */
static char *
dup_values (const RcFact *fact)
{
  switch (fact->kind)
    {
    case RC_FACT_CITIZENSHIP:
    case RC_FACT_RESIDENCE:
    case RC_FACT_INSTITUTION:
      return dup_countries (fact);
    case RC_FACT_WHO:
    case RC_FACT_STAGE:
    case RC_FACT_FIELD:
    case RC_FACT_LANGUAGE:
      return dup_list (fact);
    case RC_FACT_AGE:
    case RC_FACT_OTHER:
    default:
      return NULL;
    }
}

char *
rc_fact_dup_words (const RcFact *fact)
{
  /* Translators: a visitor ticks what is true for them; %s are names: "Kazakhstan, Kyrgyzstan". */
  static const char *const words[RC_FACT_N_KINDS][3] = {
    /* In: somebody is one of these; somebody is none of these; it is said in words alone. */
    [RC_FACT_CITIZENSHIP] = { N_("My citizenship: %s"), N_("My citizenship is not: %s"), N_("My citizenship is right") },
    [RC_FACT_RESIDENCE] = { N_("I live in: %s"), N_("I do not live in: %s"), N_("I live in the right place") },
    [RC_FACT_INSTITUTION] = { N_("My institution is in: %s"), N_("My institution is not in: %s"), N_("My institution is in the right place") },
    [RC_FACT_WHO] = { N_("I am: %s"), N_("I am not: %s"), N_("I am one of those who may apply") },
    [RC_FACT_STAGE] = { N_("I have: %s"), N_("I do not have: %s"), N_("My degree is right") },
    [RC_FACT_FIELD] = { N_("My field: %s"), N_("My field is not: %s"), N_("My field is right") },
    [RC_FACT_LANGUAGE] = { N_("I know: %s"), N_("I know: %s"), N_("I know the right language") },
  };
  g_autofree char *values = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (fact != NULL, NULL);

  if (fact->kind == RC_FACT_AGE)
    return dup_ages (fact);
  if (fact->kind == RC_FACT_OTHER || (guint) fact->kind >= RC_FACT_N_KINDS)
    return g_strdup (fact->sentence != NULL ? fact->sentence : "");
  if (fact->values[0] == NULL)
    return g_strdup (_(words[fact->kind][2]));
  values = dup_values (fact);
  text = g_string_new (_(words[fact->kind][fact->excluded ? 1 : 0]));
  g_string_replace (text, "%s", values, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
