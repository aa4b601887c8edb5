/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One opportunity of the extract of grants.gov made a grant. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grants-gov-detail.h"

#include "exchange/deadline-prose.h"
#include "exchange/eligibility-prose.h"
#include "exchange/grant-text.h"
#include "exchange/grants-gov-codes.h"
#include "exchange/grants-gov-opportunity.h"
#include "exchange/html-strip.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define ZONE "America/New_York" /* the funder's */
#define PAGE "https://www.grants.gov/search-results-detail/"
#define MAX_VALUES 100 /* of one element */
#define DAY 8          /* digits of MMDDYYYY */
#define MAX_KNOWN 1000 /* days with their sentences that are kept */
#define MAX_KEY 500    /* bytes of one */

typedef enum
{
  ID,
  TITLE,
  NUMBER,
  ACTIVITY,
  ACTIVITY_WORDS,
  LISTING,
  APPLICANTS,
  APPLICANTS_WORDS,
  AGENCY,
  AGENCY_CODE,
  OPENS,
  CLOSES,
  CLOSES_WORDS,
  FORECAST_OPENS,
  FORECAST_CLOSES,
  FORECAST_CLOSES_WORDS,
  CEILING,
  FLOOR,
  DESCRIPTION,
  CONTACT,
  CONTACT_ADDRESS,
  ARCHIVE,
  N_FIELDS,
} Field;

static const char *const names[N_FIELDS] = {
  "OpportunityID",
  "OpportunityTitle",
  "OpportunityNumber",
  "CategoryOfFundingActivity",
  "CategoryExplanation",
  "CFDANumbers",
  "EligibleApplicants",
  "AdditionalInformationOnEligibility",
  "AgencyName",
  "AgencyCode",
  "PostDate",
  "CloseDate",
  "CloseDateExplanation",
  "EstimatedSynopsisPostDate",
  "EstimatedSynopsisCloseDate",
  "EstimatedSynopsisCloseDateExplanation",
  "AwardCeiling",
  "AwardFloor",
  "Description",
  "GrantorContactText",
  "GrantorContactEmail",
  "ArchiveDate",
};

/* What was read of the day and the sentence of a deadline. */
typedef struct
{
  GPtrArray *deadlines; /* (owned) (element-type RcDeadline) */
  gboolean no_date, unclear;
} DeadlineFound;

struct _RcGrantsGovDetail
{
  GPtrArray *values[N_FIELDS]; /* (owned) (element-type utf8) borrowed texts */
  GHashTable *known; /* (owned) day and sentence as they stand there → DeadlineFound: many have the same */
  guint today;
};

static void
deadline_found_free (DeadlineFound *self)
{
  g_ptr_array_unref (self->deadlines);
  g_free (self);
}

RcGrantsGovDetail *
rc_grants_gov_detail_new (void)
{
  RcGrantsGovDetail *self = g_new0 (RcGrantsGovDetail, 1);

  for (guint i = 0; i < N_FIELDS; i++)
    self->values[i] = g_ptr_array_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) deadline_found_free);
  return self;
}

void
rc_grants_gov_detail_free (RcGrantsGovDetail *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_FIELDS; i++)
    g_ptr_array_unref (self->values[i]);
  g_hash_table_unref (self->known);
  g_free (self);
}

int
rc_grants_gov_detail_find (const char *name)
{
  for (guint i = 0; i < N_FIELDS; i++)
    if (names[i][0] == name[0] && strcmp (names[i], name) == 0)
      return (int) i;
  return -1;
}

void
rc_grants_gov_detail_add (RcGrantsGovDetail *self, int field, const char *text)
{
  if (*text != '\0' && self->values[field]->len < MAX_VALUES)
    g_ptr_array_add (self->values[field], (gpointer) text);
}

void
rc_grants_gov_detail_clear (RcGrantsGovDetail *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    g_ptr_array_set_size (self->values[i], 0);
}

void
rc_grants_gov_detail_set_today (RcGrantsGovDetail *self, guint julian)
{
  self->today = julian;
}

static const char *
get (const RcGrantsGovDetail *self, Field field)
{
  return self->values[field]->len > 0 ? g_ptr_array_index (self->values[field], 0) : NULL;
}

/* "10192026"; a table that took it for a number has lost its zero ("9052014") and may have given it a point ("1122022.0"). FALSE for what
 * is no day. */
static gboolean
read_day (const char *text, GDate *date)
{
  gsize n = text != NULL ? strspn (text, "0123456789") : 0;
  char digits[DAY + 1];
  int month, day, year;

  if (n < DAY - 1 || n > DAY || (text[n] != '\0' && strcmp (text + n, ".0") != 0))
    return FALSE;
  digits[0] = '0';
  memcpy (digits + DAY - n, text, n);
  digits[DAY] = '\0';
  year = atoi (digits + 4);
  day = (digits[2] - '0') * 10 + digits[3] - '0';
  month = (digits[0] - '0') * 10 + digits[1] - '0';
  if (year < 1 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* As MM/DD/YYYY; NULL for what is no day. */
static char *
dup_day (const char *text)
{
  GDate date;

  return read_day (text, &date) ? g_strdup_printf ("%02u/%02u/%04u", g_date_get_month (&date), g_date_get_day (&date), g_date_get_year (&date))
                                : NULL;
}

/* The same as a Julian day; 0 for none. */
static guint
read_julian (const char *text)
{
  GDate date;

  return read_day (text, &date) ? g_date_get_julian (&date) : 0;
}

gboolean
rc_grants_gov_detail_is_archived (const RcGrantsGovDetail *self)
{
  guint day = read_julian (get (self, ARCHIVE));

  return day > 0 && day < self->today;
}

const char *
rc_grants_gov_detail_get_id (const RcGrantsGovDetail *self)
{
  return get (self, ID) != NULL ? get (self, ID) : get (self, NUMBER);
}

/* Of markup that was escaped once more than it had to be, too. */
static char *
dup_plain (const char *text)
{
  g_autofree char *html = NULL;
  char *plain;

  if (text == NULL)
    return NULL;
  plain = rc_html_unescape (text);
  if (!rc_html_strip (plain))
    {
      g_free (plain);
      html = rc_html_unescape (text);
      plain = rc_html_to_text (html);
    }
  if (*plain == '\0')
    g_clear_pointer (&plain, g_free);
  return plain;
}

static char *
dup_line (const char *text)
{
  char *plain = dup_plain (text);

  for (char *p = plain; p != NULL && (p = strchr (p, '\n')) != NULL;)
    *p = ' ';
  return plain;
}

/* What an opportunity says of its deadline: an estimate, MMDDYYYY, a sentence. Any of the texts may be NULL. */
static DeadlineFound *
work_out_deadline (gboolean forecast, const char *stamp, const char *sentence)
{
  const RcDeadlineContext context = { .order = RC_DATE_ORDER_MONTH_FIRST, .zone = ZONE, .is_deadline = TRUE };
  DeadlineFound *self = g_new0 (DeadlineFound, 1);
  g_autofree char *words = dup_line (sentence);
  g_autofree char *day = dup_day (stamp);
  RcDeadline *deadline = day != NULL ? rc_deadline_from_stamp_and_sentence (day, words, &context) : NULL;

  self->deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
  if (deadline != NULL)
    {
      g_free (deadline->verbatim);
      deadline->verbatim = words != NULL ? g_strdup_printf ("%s; %s", stamp, words) : g_strdup (stamp);
      if (forecast)
        deadline->label = g_strdup ("estimated");
      g_ptr_array_add (self->deadlines, deadline);
    }
  else if (stamp != NULL)
    self->no_date = TRUE;
  else
    self->unclear = words != NULL && !rc_deadlines_read (words, &context, self->deadlines);
  return self;
}

static void
take_deadline (const DeadlineFound *found, const char *stamp, RcGrant *grant, RcReaderItem *item)
{
  for (guint i = 0; i < found->deadlines->len; i++)
    g_ptr_array_add (grant->deadlines, rc_deadline_copy (g_ptr_array_index (found->deadlines, i)));
  if (found->no_date)
    rc_reader_item_warn (item, _ ("“%.60s” is no date: the deadline was left out"), stamp);
  if (found->unclear)
    rc_reader_item_warn (item, _ ("the text speaks of a deadline that was not understood"));
}

static void
read_deadline (const RcGrantsGovDetail *self, RcGrant *grant, RcReaderItem *item)
{
  gboolean forecast = get (self, CLOSES) == NULL && get (self, CLOSES_WORDS) == NULL;
  const char *stamp = get (self, forecast ? FORECAST_CLOSES : CLOSES);
  const char *sentence = get (self, forecast ? FORECAST_CLOSES_WORDS : CLOSES_WORDS);
  g_autofree char *key = NULL;
  DeadlineFound *found;

  if (stamp == NULL && sentence == NULL)
    return;
  key = g_strconcat (forecast ? "1" : "0", stamp != NULL ? stamp : "", "\n", sentence, NULL);
  found = g_hash_table_lookup (self->known, key);
  if (found != NULL)
    {
      take_deadline (found, stamp, grant, item);
      return;
    }
  found = work_out_deadline (forecast, stamp, sentence);
  take_deadline (found, stamp, grant, item);
  if (g_hash_table_size (self->known) >= MAX_KNOWN)
    g_hash_table_remove_all (self->known);
  if (strlen (key) <= MAX_KEY)
    g_hash_table_insert (self->known, g_steal_pointer (&key), found);
  else
    deadline_found_free (found);
}

static void
read_opens (const RcGrantsGovDetail *self, RcGrant *grant)
{
  GDate date;

  if (read_day (get (self, OPENS) != NULL ? get (self, OPENS) : get (self, FORECAST_OPENS), &date))
    grant->opens = g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

static GStrv
free_to_strv (GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  return (GStrv) g_ptr_array_free (texts, FALSE);
}

static void
read_applicants (const RcGrantsGovDetail *self, RcGrant *grant)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = grant->eligibility != NULL ? g_strndup (grant->eligibility, strcspn (grant->eligibility, "\n")) : NULL;
  RcFact *fact;

  for (guint i = 0; i < self->values[APPLICANTS]->len; i++)
    g_ptr_array_add (codes, rc_grants_gov_dup_applicant_code (self->values[APPLICANTS]->pdata[i]));
  fact = rc_fact_new_from_codes (codes, words);
  if (fact != NULL)
    g_ptr_array_add (grant->facts, fact);
}

static void
read_eligibility (const RcGrantsGovDetail *self, RcGrant *grant, RcReaderItem *item)
{
  GPtrArray *codes = self->values[APPLICANTS];
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = dup_plain (get (self, APPLICANTS_WORDS));

  for (guint i = 0; i < codes->len; i++)
    {
      const char *name = rc_grants_gov_get_applicant (codes->pdata[i]);

      if (name == NULL)
        rc_reader_item_warn (item, _ ("who may apply: the code “%.20s” is not known"), (const char *) codes->pdata[i]);
      else
        g_string_append (g_string_append (text, text->len > 0 ? "; " : ""), name);
    }
  if (words != NULL)
    g_string_append (g_string_append (text, text->len > 0 ? "\n" : ""), words);
  if (text->len > 0)
    grant->eligibility = g_string_free (g_steal_pointer (&text), FALSE);
  read_applicants (self, grant);
  if (words != NULL)
    rc_grant_propose_facts_of (grant, words);
}

static void
read_subjects (const RcGrantsGovDetail *self, RcGrant *grant)
{
  GPtrArray *codes = self->values[ACTIVITY], *subjects = g_ptr_array_new ();
  char *words = dup_line (get (self, ACTIVITY_WORDS));

  for (guint i = 0; i < codes->len; i++)
    {
      const char *name = rc_grants_gov_get_activity (codes->pdata[i]);

      if (name != NULL && !g_ptr_array_find_with_equal_func (subjects, name, g_str_equal, NULL))
        g_ptr_array_add (subjects, g_strdup (name));
    }
  /* What "other" is. */
  if (words != NULL && strlen (words) <= 80 && !g_ptr_array_find_with_equal_func (subjects, words, g_str_equal, NULL))
    g_ptr_array_add (subjects, words);
  else
    g_free (words);
  g_strfreev (grant->subjects);
  grant->subjects = free_to_strv (subjects);
}

/* The text, the numbers of the programmes that it belongs to, and whom to ask. */
static void
read_summary (const RcGrantsGovDetail *self, RcGrant *grant)
{
  GPtrArray *listings = self->values[LISTING];
  g_autofree char *plain = dup_plain (get (self, DESCRIPTION));
  g_autofree char *contact = dup_line (get (self, CONTACT) != NULL ? get (self, CONTACT) : get (self, CONTACT_ADDRESS));
  g_autoptr (GString) text = g_string_new (plain);

  for (guint i = 0; i < listings->len; i++)
    {
      const char *head = text->len > 0 ? "\nAssistance Listing: " : "Assistance Listing: ";

      g_string_append (g_string_append (text, i == 0 ? head : "; "), listings->pdata[i]);
    }
  if (contact != NULL)
    g_string_append (g_string_append (text, text->len > 0 ? "\nContact: " : "Contact: "), contact);
  if (text->len > 0)
    grant->summary = g_string_free (g_steal_pointer (&text), FALSE);
}

void
rc_grants_gov_detail_read (const RcGrantsGovDetail *self, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  const char *id = rc_grants_gov_detail_get_id (self);
  char *title = dup_line (get (self, TITLE));

  if (item->control == NULL)
    item->control = g_strdup (id);
  if (title == NULL)
    {
      rc_reader_item_reject (item, _ ("the opportunity has no title"));
      return;
    }
  g_free (grant->title);
  grant->title = title;
  grant->type = g_strdup ("call");
  grant->language = g_strdup ("eng");
  grant->number = g_strdup (get (self, NUMBER));
  if (id != NULL && strspn (id, "0123456789") == strlen (id))
    grant->url = g_strconcat (PAGE, id, NULL);
  if (rc_grants_gov_detail_is_archived (self))
    grant->closed = RC_GRANT_CLOSED;
  grant->funder = dup_line (get (self, AGENCY) != NULL ? get (self, AGENCY) : get (self, AGENCY_CODE));
  read_summary (self, grant);
  read_subjects (self, grant);
  read_opens (self, grant);
  read_deadline (self, grant, item);
  rc_grants_gov_read_amount (grant, get (self, FLOOR), get (self, CEILING));
  read_eligibility (self, grant, item);
  item->record = rc_record_new_grant (item->control, g_steal_pointer (&grant));
}
