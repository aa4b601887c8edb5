/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may apply, out of the words of a call: which sentences are read at all. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/eligibility-prose.h"

#include "exchange/eligibility-private.h"

/* A sentence with one of these says more, or less, than its plain words. */
static RcProseList hedges = RC_PROSE_LIST (
    "except|exception|exceptions|excluding|unless|preference|preferably|preferred|priority|ideally|encouraged|however|although|but|such|e|"
    "including|include|includes|especially|particularly|particular|normally|usually|typically|generally|if|waived|waiver|visa|partner*|collaborat*|"
    "cooperat*|non|spouse*|children|child|pupils|adolescents|beneficiar*|travel*|exempt|example|regulation*|article|"
    "кроме|исключени*|исключая|предпочтени*|приоритет*|преимуществ*|правило|желательно|например|если|обычно|числе|особенно|партнер*|сотруднич*|"
    "виза|визы|дети|детей|подростк*|супруг*|однако|"
    "басқа|артықшылық*|қоспағанда|егер|мысалы|ішінде|әсіресе|серіктес*|балалар*|бірақ|"
    "sauf|exception|hormis|préférence|priorité|si|notamment|exemple|compris|généralement|toutefois|partenari*|partenair*|enfants|visa");

static RcProseList denials = RC_PROSE_LIST (
    "not|no|cannot|ineligible|excluded|не|нельзя|нет|емес|алмайды|болмайды|ne|n'|pas|exclus|aucun|aucune|without");
/* "not older than 35" denies nothing. */
static const char *const plain_denials[] = {
  "not ?be|have|yet more|older|over|exceed|exceeded|reached",
  "no older|more",
  "не должен|должна|должно превышать",
  "не старше|более|больше|достигш*|исполнилось|превыша*|моложе|младше",
};

static gboolean
denies (const RcProseWords *words)
{
  if (!rc_prose_has_listed (words, 0, words->len, &denials))
    return FALSE;
  for (guint i = 0; i < words->len; i++)
    {
      gboolean plain = FALSE;

      if (!rc_prose_has_listed (words, i, i + 1, &denials))
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (plain_denials); k++)
        plain = plain || rc_prose_match (words, i, plain_denials[k], NULL) > 1;
      if (!plain)
        return TRUE;
    }
  return FALSE;
}

/* "employees of …, as well as citizens of …": what is said of one of them does not hold for all. */
static gboolean
adds_others (const RcProseWords *words)
{
  static const char *const others[] = { "а также", "as well as", "ainsi que", "сондай-ақ" };
  static RcProseTable table = RC_PROSE_TABLE (others);

  for (guint i = 0; i < words->len; i++)
    for (guint64 rows = rc_prose_find_rows (words, i, &table); rows != 0; rows &= rows - 1)
      if (rc_prose_match (words, i, others[__builtin_ctzll (rows)], NULL) > 0)
        return TRUE;
  return FALSE;
}

gboolean
rc_eligibility_may_follow (const RcProseWords *words, guint i)
{
  static RcProseList any = RC_PROSE_LIST (
      ".|)|:|may|are|is|can|who|whose|that|with|only|should|must|shall|will|has|have|had|having|aged|age|under|below|over|between|younger|older|"
      "holding|working|studying|enrolled|currently|at|to|applying|living|residing|employed|in|up|engaged|conducting|"
      "–|—|могут|может|имеющие|имеющих|имеющий|в|на|до|не|которые|которых|должны|приглашаются|допускаются|получившие|обучающиеся|проживающие|работающие|"
      "моложе|старше|младше|с|со|от|при|имеют|вправе|"
      "peuvent|peut|sont|est|qui|âgés|âgées|âgé|âgée|ayant|titulaires|doivent|doit|uniquement|résidant|travaillant|en|"
      "қатыса|үшін|өтініш|бола|ғана|болуы|болып");

  while (i < words->len && rc_prose_has (words, i, i + 1, ","))
    i++;
  return i >= words->len || rc_prose_has_listed (words, i, i + 1, &any);
}

static void
read_sentence (const char *sentence, GPtrArray *facts)
{
  g_autoptr (RcProseWords) words = rc_prose_words (sentence);
  g_autoptr (GPtrArray) found = rc_facts_new ();

  if (words->len == 0 || rc_prose_has_listed (words, 0, words->len, &hedges) || denies (words) || adds_others (words))
    return;
  rc_eligibility_read_countries (words, found);
  rc_eligibility_read_age (words, found);
  rc_eligibility_read_who (words, found);
  rc_eligibility_read_stage (words, found);
  rc_eligibility_read_field (words, found);
  rc_eligibility_read_language (words, found);
  for (guint i = 0; i < found->len; i++)
    {
      RcFact *fact = g_ptr_array_index (found, i);

      fact->from_text = TRUE;
      fact->sentence = g_strdup (sentence);
      g_ptr_array_add (facts, fact);
    }
  g_ptr_array_set_free_func (found, NULL);
}

/* Two sentences that say different things of one matter: it depends on something, and neither holds alone. */
static gboolean
is_contradicted (GPtrArray *facts, const RcFact *fact)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const RcFact *other = g_ptr_array_index (facts, i);

      if (other == fact || other->kind != fact->kind || !other->from_text)
        continue;
      if (other->age_max != fact->age_max || other->age_min != fact->age_min || other->excluded != fact->excluded
          || !g_strv_equal ((const char *const *) other->values, (const char *const *) fact->values))
        return TRUE;
    }
  return FALSE;
}

/* What is said twice alike is one fact; what is said twice and differently is left open, its words kept. */
static void
settle (GPtrArray *facts)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < facts->len; i++)
    if (is_contradicted (facts, g_ptr_array_index (facts, i)))
      g_ptr_array_add (open, g_ptr_array_index (facts, i));
  for (guint i = 0; i < open->len; i++)
    {
      RcFact *fact = g_ptr_array_index (open, i);

      g_strfreev (fact->values);
      fact->values = g_new0 (char *, 1);
      fact->age_min = fact->age_max = -1;
    }
  for (guint i = 0; i < facts->len; i++)
    for (guint k = facts->len; k-- > i + 1;)
      {
        RcFact *one = g_ptr_array_index (facts, i);
        RcFact *other = g_ptr_array_index (facts, k);

        if (one->kind == other->kind && one->age_min == other->age_min && one->age_max == other->age_max
            && (one->values[0] != NULL || one->age_min >= 0 || one->age_max >= 0)
            && g_strv_equal ((const char *const *) one->values, (const char *const *) other->values))
          g_ptr_array_remove_index (facts, k);
      }
}

void
rc_eligibility_from_prose (const char *text, const char *language, GPtrArray *facts)
{
  g_autoptr (GPtrArray) found = rc_facts_new ();
  g_autoptr (GPtrArray) sentences = NULL;
  g_autofree char *valid = NULL;

  g_return_if_fail (text != NULL && facts != NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  sentences = rc_prose_split (text);
  for (guint i = 0; i < sentences->len; i++)
    read_sentence (g_ptr_array_index (sentences, i), found);
  settle (found);
  g_ptr_array_extend_and_steal (facts, g_steal_pointer (&found));
}

void
rc_grant_propose_facts_of (RcGrant *grant, const char *text)
{
  g_autoptr (GPtrArray) found = rc_facts_new ();

  g_return_if_fail (grant != NULL && text != NULL);

  rc_eligibility_from_prose (text, grant->language, found);
  for (guint i = found->len; i-- > 0;)
    if (rc_facts_has (grant->facts, ((const RcFact *) g_ptr_array_index (found, i))->kind))
      g_ptr_array_remove_index (found, i);
  g_ptr_array_extend_and_steal (grant->facts, g_steal_pointer (&found));
}

void
rc_grant_propose_facts (RcGrant *grant)
{
  g_return_if_fail (grant != NULL);

  if (grant->eligibility != NULL)
    rc_grant_propose_facts_of (grant, grant->eligibility);
}
