/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of grants.gov. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grants-gov-codes.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  int code;
  const char *name;
} Applicant;

/* Words of the service itself, as its other answers have them. */
static const Applicant applicants[] = {
  { 0, "State governments" },
  { 1, "County governments" },
  { 2, "City or township governments" },
  { 4, "Special district governments" },
  { 5, "Independent school districts" },
  { 6, "Public and State controlled institutions of higher education" },
  { 7, "Native American tribal governments (Federally recognized)" },
  { 8, "Public housing authorities/Indian housing authorities" },
  { 11, "Native American tribal organizations (other than Federally recognized tribal governments)" },
  { 12, "Nonprofits having a 501(c)(3) status with the IRS, other than institutions of higher education" },
  { 13, "Nonprofits that do not have a 501(c)(3) status with the IRS, other than institutions of higher education" },
  { 20, "Private institutions of higher education" },
  { 21, "Individuals" },
  { 22, "For profit organizations other than small businesses" },
  { 23, "Small businesses" },
};

#define OTHERS 25
#define ANYBODY 99

/* -1 for what is no number. */
static int
read_code (const char *text)
{
  char *end;
  long code = strtol (text, &end, 10);

  if (end == text || code < 0 || code > ANYBODY || (*end != '\0' && strcmp (end, ".0") != 0))
    return -1;
  return (int) code;
}

static const Applicant *
find (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (applicants); i++)
    if (applicants[i].code == code)
      return &applicants[i];
  return NULL;
}

const char *
rc_grants_gov_get_applicant (const char *text)
{
  int code = read_code (text);
  const Applicant *applicant = find (code);

  if (code == OTHERS)
    return "Others (see text field entitled \"Additional Information on Eligibility\" for clarification)";
  if (code == ANYBODY)
    return "Unrestricted (i.e., open to any type of entity above), subject to any clarification in text field entitled "
           "\"Additional Information on Eligibility\"";
  return applicant != NULL ? applicant->name : NULL;
}

char *
rc_grants_gov_dup_applicant_code (const char *text)
{
  int code = read_code (text);

  return code >= 0 ? g_strndup ((const char[]){ (char) ('0' + code / 10), (char) ('0' + code % 10) }, 2) : NULL;
}

const char *
rc_grants_gov_get_activity (const char *code)
{
  static const struct
  {
    const char *code, *name;
  } known[] = {
    { "ACA", "Affordable Care Act" },
    { "AG", "Agriculture" },
    { "AR", "Arts" },
    { "BC", "Business and Commerce" },
    { "CD", "Community Development" },
    { "CP", "Consumer Protection" },
    { "DPR", "Disaster Prevention and Relief" },
    { "ED", "Education" },
    { "EIC", "Energy Infrastructure and Critical Mineral and Materials" },
    { "ELT", "Employment, Labor and Training" },
    { "EN", "Energy" },
    { "ENV", "Environment" },
    { "FN", "Food and Nutrition" },
    { "HL", "Health" },
    { "HO", "Housing" },
    { "HU", "Humanities" },
    { "IIJ", "Infrastructure Investment and Jobs Act" },
    { "IS", "Information and Statistics" },
    { "ISS", "Income Security and Social Services" },
    { "LJL", "Law, Justice and Legal Services" },
    { "NR", "Natural Resources" },
    { "RA", "Recovery Act" },
    { "RD", "Regional Development" },
    { "ST", "Science and Technology and other Research and Development" },
    { "T", "Transportation" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (code, known[i].code) == 0)
      return known[i].name;
  return NULL;
}
