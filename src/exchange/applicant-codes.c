/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes by which services say who may apply. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/eligibility-prose.h"

/* grants.gov's two digits; the words of Simpler.Grants.gov and of CommonGrants, whose schools and colleges are institutions. */
static const struct
{
  const char *code, *who;
} codes[] = {
  { "00", "government" },
  { "01", "government" },
  { "02", "government" },
  { "04", "government" },
  { "05", "institution" },
  { "06", "institution" },
  { "07", "government" },
  { "08", "government" },
  { "12", "ngo" },
  { "13", "ngo" },
  { "20", "institution" },
  { "21", "individual" },
  { "22", "business" },
  { "23", "business" },
  { "state_governments", "government" },
  { "county_governments", "government" },
  { "city_or_township_governments", "government" },
  { "special_district_governments", "government" },
  { "independent_school_districts", "institution" },
  { "public_and_state_institutions_of_higher_education", "institution" },
  { "private_institutions_of_higher_education", "institution" },
  { "federally_recognized_native_american_tribal_governments", "government" },
  { "public_and_indian_housing_authorities", "government" },
  { "nonprofits_non_higher_education_with_501c3", "ngo" },
  { "nonprofits_non_higher_education_without_501c3", "ngo" },
  { "individuals", "individual" },
  { "for_profit_organizations_other_than_small_businesses", "business" },
  { "small_businesses", "business" },
  { "individual", "individual" },
  { "nonprofit", "ngo" },
  { "nonprofit_with_501c3", "ngo" },
  { "nonprofit_without_501c3", "ngo" },
  { "non_profit_with_501c3", "ngo" },
  { "non_profit_without_501c3", "ngo" },
  { "government_state", "government" },
  { "government_county", "government" },
  { "government_municipal", "government" },
  { "government_special_district", "government" },
  { "government_tribal", "government" },
  { "school_district_independent", "institution" },
  { "school_district", "institution" },
  { "higher_education_public", "institution" },
  { "higher_education_private", "institution" },
  { "higher_education_institution", "institution" },
  { "higher_education_institution_private", "institution" },
  { "higher_education_institution_public", "institution" },
  { "for_profit", "business" },
  { "for_profit_not_small_business", "business" },
  { "for_profit_small_business", "business" },
  { "small_business", "business" },
};

const char *
rc_who_from_code (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_ascii_strcasecmp (code, codes[i].code) == 0)
      return codes[i].who;
  return NULL;
}

RcFact *
rc_fact_new_from_codes (GPtrArray *given, const char *sentence)
{
  g_autoptr (RcFact) fact = rc_fact_new (RC_FACT_WHO);

  g_return_val_if_fail (given != NULL, NULL);

  for (guint i = 0; i < given->len; i++)
    {
      const char *who = given->pdata[i] != NULL ? rc_who_from_code (given->pdata[i]) : NULL;

      if (who == NULL)
        return NULL;
      rc_fact_add_value (fact, who);
    }
  if (given->len == 0)
    return NULL;
  fact->sentence = g_strdup (sentence);
  return g_steal_pointer (&fact);
}
