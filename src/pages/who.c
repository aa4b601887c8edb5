/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a visitor has ticked of themselves beside a list of grants. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/who.h"

#define KEY "rc-who"

typedef struct
{
  GPtrArray *audiences; /* (owned) char * */
  GPtrArray *countries; /* (owned) char * */
} Who;

static void
who_free (Who *who)
{
  g_ptr_array_unref (who->audiences);
  g_ptr_array_unref (who->countries);
  g_free (who);
}

static gpointer
copy_word (gconstpointer word, gpointer data)
{
  return g_strdup (word);
}

static GPtrArray *
copy_words (GPtrArray *words)
{
  GPtrArray *copy = g_ptr_array_copy (words, copy_word, NULL);

  g_ptr_array_set_free_func (copy, g_free);
  return copy;
}

void
rc_who_set (RcResultList *list, GPtrArray *audiences, GPtrArray *countries)
{
  Who *who;

  g_return_if_fail (list != NULL && audiences != NULL && countries != NULL);

  who = g_new0 (Who, 1);
  who->audiences = copy_words (audiences);
  who->countries = copy_words (countries);
  g_object_set_data_full (G_OBJECT (list), KEY, who, (GDestroyNotify) who_free);
}

/* Ticks mean "or": one that fits is enough, but what is excluded must be none of them. */
static gboolean
fits (const RcFact *fact, GPtrArray *words, gboolean are_countries)
{
  guint n_fit = 0;

  for (guint i = 0; i < words->len; i++)
    {
      RcProfile profile = { .age = -1 };

      if (are_countries)
        profile.country = g_ptr_array_index (words, i);
      else
        profile.audience = g_ptr_array_index (words, i);
      n_fit += rc_fact_answer (fact, &profile) == RC_ANSWER_YES;
    }
  return n_fit > 0 && (!fact->excluded || n_fit == words->len);
}

gboolean
rc_who_fits (RcResultList *list, const RcFact *fact)
{
  const Who *who = list != NULL ? g_object_get_data (G_OBJECT (list), KEY) : NULL;

  g_return_val_if_fail (fact != NULL, FALSE);

  return who != NULL && (fits (fact, who->audiences, FALSE) || fits (fact, who->countries, TRUE));
}
