/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant as people type it: texts of a form, and what is wrong with them. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include "record/grant-form.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MAX_AMOUNT G_GINT64_CONSTANT (1000000000000000)
#define LAST_MINUTE (24 * 60 - 1)

/* Where the texts stand in a grant; of the amounts there is a number. */
static const gssize places[RC_GRANT_N_TEXTS] = {
  [RC_GRANT_FIELD_TITLE] = G_STRUCT_OFFSET (RcGrant, title),
  [RC_GRANT_FIELD_FUNDER] = G_STRUCT_OFFSET (RcGrant, funder),
  [RC_GRANT_FIELD_TYPE] = G_STRUCT_OFFSET (RcGrant, type),
  [RC_GRANT_FIELD_SUMMARY] = G_STRUCT_OFFSET (RcGrant, summary),
  [RC_GRANT_FIELD_ELIGIBILITY] = G_STRUCT_OFFSET (RcGrant, eligibility),
  [RC_GRANT_FIELD_AMOUNT] = G_STRUCT_OFFSET (RcGrant, amount),
  [RC_GRANT_FIELD_AMOUNT_MIN] = -1,
  [RC_GRANT_FIELD_AMOUNT_MAX] = -1,
  [RC_GRANT_FIELD_CURRENCY] = G_STRUCT_OFFSET (RcGrant, currency),
  [RC_GRANT_FIELD_OPENS] = G_STRUCT_OFFSET (RcGrant, opens),
  [RC_GRANT_FIELD_NUMBER] = G_STRUCT_OFFSET (RcGrant, number),
  [RC_GRANT_FIELD_URL] = G_STRUCT_OFFSET (RcGrant, url),
  [RC_GRANT_FIELD_LANGUAGE] = G_STRUCT_OFFSET (RcGrant, language),
};

#define TEXT_OF(grant, field) G_STRUCT_MEMBER (char *, grant, places[field])

static char *
dup_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/* NULL for nothing but blanks. */
static char *
dup_typed (const char *text)
{
  g_autofree char *typed = g_strstrip (g_strdup (text));

  return *typed != '\0' ? g_steal_pointer (&typed) : NULL;
}

void
rc_deadline_form_free (RcDeadlineForm *self)
{
  if (self == NULL)
    return;
  g_free (self->when);
  g_free (self->hour);
  g_free (self->zone);
  g_free (self->label);
  g_free (self->verbatim);
  g_free (self);
}

static char *
write_when (const RcDeadline *deadline)
{
  if (deadline->precision == RC_DEADLINE_ROLLING)
    return g_strdup ("");
  if (deadline->precision == RC_DEADLINE_MONTH)
    return deadline->year > 0 ? g_strdup_printf ("%04d-%02d", deadline->year, deadline->month) : g_strdup_printf ("%02d", deadline->month);
  return deadline->year > 0 ? g_strdup_printf ("%04d-%02d-%02d", deadline->year, deadline->month, deadline->day)
                            : g_strdup_printf ("%02d-%02d", deadline->month, deadline->day);
}

RcDeadlineForm *
rc_deadline_form_new (const RcDeadline *deadline)
{
  RcDeadlineForm *self = g_new0 (RcDeadlineForm, 1);

  self->precision = deadline->precision;
  self->yearly = deadline->yearly;
  self->when = deadline->month > 0 ? write_when (deadline) : g_strdup ("");
  self->hour = deadline->precision == RC_DEADLINE_INSTANT ? g_strdup_printf ("%02d:%02d", deadline->minute / 60, deadline->minute % 60)
                                                          : g_strdup ("");
  self->zone = dup_or_empty (deadline->zone);
  self->label = dup_or_empty (deadline->label);
  self->verbatim = dup_or_empty (deadline->verbatim);
  return self;
}

RcDeadlineForm *
rc_deadline_form_copy (const RcDeadlineForm *self)
{
  RcDeadlineForm *copy = g_new0 (RcDeadlineForm, 1);

  copy->precision = self->precision;
  copy->yearly = self->yearly;
  copy->when = g_strdup (self->when);
  copy->hour = g_strdup (self->hour);
  copy->zone = g_strdup (self->zone);
  copy->label = g_strdup (self->label);
  copy->verbatim = g_strdup (self->verbatim);
  return copy;
}

void
rc_grant_form_free (RcGrantForm *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    g_free (self->texts[i]);
  g_strfreev (self->audience);
  g_strfreev (self->countries);
  g_strfreev (self->subjects);
  g_clear_pointer (&self->deadlines, g_ptr_array_unref);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_free (self);
}

static char *
write_amount (gint64 amount)
{
  return amount >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, amount) : g_strdup ("");
}

RcGrantForm *
rc_grant_form_new (const RcGrant *grant)
{
  RcGrantForm *self = g_new0 (RcGrantForm, 1);

  g_return_val_if_fail (grant != NULL, NULL);

  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    if (places[i] >= 0)
      self->texts[i] = dup_or_empty (TEXT_OF (grant, i));
  self->texts[RC_GRANT_FIELD_AMOUNT_MIN] = write_amount (grant->amount_min);
  self->texts[RC_GRANT_FIELD_AMOUNT_MAX] = write_amount (grant->amount_max);
  self->audience = g_strdupv (grant->audience);
  self->countries = g_strdupv (grant->countries);
  self->subjects = g_strdupv (grant->subjects);
  self->deadlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_form_free);
  for (guint i = 0; i < grant->deadlines->len; i++)
    g_ptr_array_add (self->deadlines, rc_deadline_form_new (g_ptr_array_index (grant->deadlines, i)));
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_fact_form_free);
  for (guint i = 0; i < grant->facts->len; i++)
    g_ptr_array_add (self->facts, rc_fact_form_new (g_ptr_array_index (grant->facts, i)));
  self->closed = grant->closed != RC_GRANT_OFFERED;
  return self;
}

static gboolean
deadline_differs (const RcDeadlineForm *a, const RcDeadlineForm *b)
{
  return a->precision != b->precision || a->yearly != b->yearly || !g_str_equal (a->when, b->when) || !g_str_equal (a->hour, b->hour) ||
         !g_str_equal (a->zone, b->zone) || !g_str_equal (a->label, b->label) || !g_str_equal (a->verbatim, b->verbatim);
}

static gboolean
deadlines_differ (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return TRUE;
  for (guint i = 0; i < a->len; i++)
    if (deadline_differs (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return TRUE;
  return FALSE;
}

static gboolean
facts_differ (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return TRUE;
  for (guint i = 0; i < a->len; i++)
    if (!rc_fact_form_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return TRUE;
  return FALSE;
}

static gboolean
lists_differ (GStrv a, GStrv b)
{
  return !g_strv_equal ((const char *const *) a, (const char *const *) b);
}

guint
rc_grant_form_count_changes (const RcGrantForm *before, const RcGrantForm *after)
{
  guint n = 0;

  g_return_val_if_fail (before != NULL && after != NULL, 0);

  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    n += !g_str_equal (before->texts[i], after->texts[i]);
  n += lists_differ (before->audience, after->audience);
  n += lists_differ (before->countries, after->countries);
  n += lists_differ (before->subjects, after->subjects);
  n += deadlines_differ (before->deadlines, after->deadlines);
  n += facts_differ (before->facts, after->facts);
  return n + (before->closed != after->closed);
}

static void
take_list (GStrv *list, GStrv before, GStrv now)
{
  if (!lists_differ (before, now))
    return;
  g_strfreev (*list);
  *list = g_strdupv (now);
}

void
rc_grant_form_apply (RcGrantForm *self, const RcGrantForm *before, const RcGrantForm *now)
{
  g_return_if_fail (self != NULL && before != NULL && now != NULL);

  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    if (!g_str_equal (before->texts[i], now->texts[i]))
      {
        g_free (self->texts[i]);
        self->texts[i] = g_strdup (now->texts[i]);
      }
  take_list (&self->audience, before->audience, now->audience);
  take_list (&self->countries, before->countries, now->countries);
  take_list (&self->subjects, before->subjects, now->subjects);
  if (deadlines_differ (before->deadlines, now->deadlines))
    {
      g_ptr_array_set_size (self->deadlines, 0);
      for (guint i = 0; i < now->deadlines->len; i++)
        g_ptr_array_add (self->deadlines, rc_deadline_form_copy (g_ptr_array_index (now->deadlines, i)));
    }
  if (facts_differ (before->facts, now->facts))
    {
      g_ptr_array_set_size (self->facts, 0);
      for (guint i = 0; i < now->facts->len; i++)
        g_ptr_array_add (self->facts, rc_fact_form_copy (g_ptr_array_index (now->facts, i)));
    }
  if (before->closed != now->closed)
    self->closed = now->closed;
}

void
rc_grant_fault_free (RcGrantFault *self)
{
  g_free (self->message);
  g_free (self);
}

/* Up to three numbers between signs; how many, 0 when there is anything else. */
static guint
read_numbers (const char *text, int numbers[3], int digits[3])
{
  guint n = 0;

  while (n < 3 && g_ascii_isdigit (*text))
    {
      char *end;
      guint64 value = g_ascii_strtoull (text, &end, 10);

      if (end - text > 4)
        return 0;
      digits[n] = (int) (end - text);
      numbers[n++] = (int) value;
      text = end;
      if (*text == '\0')
        return n;
      if (strchr ("-./", *text) == NULL)
        return 0;
      text++;
    }
  return 0;
}

/* The year comes first in "2026-11-30" and last in "30.11.2026". With a slash nobody knows which number is the day. */
static gboolean
read_day (const char *text, gboolean needs_year, int *year, int *month, int *day)
{
  int numbers[3], digits[3];
  guint n = strchr (text, '/') == NULL ? read_numbers (text, numbers, digits) : 0;
  gboolean dotted = strchr (text, '.') != NULL;

  if (n == 2 && !needs_year)
    {
      *year = 0;
      *month = numbers[dotted ? 1 : 0];
      *day = numbers[dotted ? 0 : 1];
    }
  else if (n == 3 && digits[dotted ? 2 : 0] == 4)
    {
      *year = numbers[dotted ? 2 : 0];
      *month = numbers[1];
      *day = numbers[dotted ? 0 : 2];
      if (*year == 0)
        return FALSE;
    }
  else
    return FALSE;
  if (*month < 1 || *month > 12)
    return FALSE;
  /* Of one that comes every year there may be a 29 February. */
  return *day >= 1 && *day <= g_date_get_days_in_month ((GDateMonth) *month, (GDateYear) (needs_year && *year > 0 ? *year : 2000));
}

static gboolean
read_month (const char *text, int *year, int *month)
{
  int numbers[3], digits[3];
  guint n = strchr (text, '/') == NULL ? read_numbers (text, numbers, digits) : 0;
  guint at = n == 2 && digits[0] == 4 ? 1 : 0;

  if (n == 0 || n > 2 || (n == 2 && digits[1 - at] != 4))
    return FALSE;
  *month = numbers[at];
  *year = n == 2 ? numbers[1 - at] : 0;
  return *month >= 1 && *month <= 12 && (n == 1 || *year > 0);
}

static gboolean
read_hour (const char *text, int *minute)
{
  int hour, minutes, n = 0;

  if (sscanf (text, "%2d:%2d%n", &hour, &minutes, &n) != 2 || text[n] != '\0' || hour < 0 || minutes < 0 || minutes > 59 || hour > 24 ||
      (hour == 24 && minutes > 0))
    return FALSE;
  *minute = MIN (hour * 60 + minutes, LAST_MINUTE);
  return TRUE;
}

/* "UTC+05:30", as sources write it that name no place. */
static gboolean
is_offset (const char *name)
{
  int hours, minutes, n = 0;
  char sign;

  return sscanf (name, "UTC%c%2d:%2d%n", &sign, &hours, &minutes, &n) == 3 && name[n] == '\0' && strchr ("+-", sign) != NULL && hours >= 0 &&
         hours <= 14 && minutes >= 0 && minutes <= 59;
}

static gboolean
zone_is_known (const char *name)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (g_str_equal (name, "AoE") || is_offset (name))
    return TRUE;
  if (strlen (name) > 64 || strstr (name, "..") != NULL || *name == '/')
    return FALSE;
  zone = g_time_zone_new_identifier (name);
  return zone != NULL;
}

/* What is wrong, or NULL. */
static const char *
read_when (const char *when, const char *hour, RcDeadline *deadline)
{
  switch (deadline->precision)
    {
    case RC_DEADLINE_ROLLING:
      deadline->yearly = FALSE;
      return NULL;
    case RC_DEADLINE_MONTH:
      if (!read_month (when, &deadline->year, &deadline->month))
        return _ ("Write the month as 2026-11, or 11 when it is the same every year.");
      deadline->yearly = deadline->year == 0;
      return NULL;
    case RC_DEADLINE_INSTANT:
    case RC_DEADLINE_DAY:
    default:
      if (!read_day (when, !deadline->yearly, &deadline->year, &deadline->month, &deadline->day))
        return deadline->yearly ? _ ("There is no such day. Write it as 30.11 or 30.11.2026.") : _ ("There is no such day. Write it as 30.11.2026.");
      if (deadline->precision == RC_DEADLINE_INSTANT && !read_hour (hour, &deadline->minute))
        return _ ("Write the hour as 17:00. If nobody says it, choose the day alone.");
      return NULL;
    }
}

RcDeadline *
rc_deadline_form_read (const RcDeadlineForm *self, char **fault)
{
  g_autoptr (RcDeadline) deadline = rc_deadline_new ();
  g_autofree char *when = g_strstrip (g_strdup (self->when));
  g_autofree char *hour = g_strstrip (g_strdup (self->hour));
  const char *wrong;

  deadline->precision = self->precision;
  deadline->yearly = self->yearly;
  deadline->label = dup_typed (self->label);
  deadline->verbatim = dup_typed (self->verbatim);
  deadline->zone = deadline->precision == RC_DEADLINE_INSTANT || deadline->precision == RC_DEADLINE_DAY ? dup_typed (self->zone) : NULL;
  wrong = read_when (when, hour, deadline);
  if (wrong == NULL && deadline->zone != NULL && !zone_is_known (deadline->zone))
    wrong = _ ("Write the zone as a place, such as Europe/Paris, or AoE for anywhere on Earth.");
  if (wrong == NULL)
    return g_steal_pointer (&deadline);
  *fault = g_strdup (wrong);
  return NULL;
}

static void
add_fault (GPtrArray *faults, RcGrantField field, guint position, const char *message)
{
  RcGrantFault *fault = g_new0 (RcGrantFault, 1);

  fault->field = field;
  fault->position = position;
  fault->message = g_strdup (message);
  g_ptr_array_add (faults, fault);
}

/* "12 000", "12,000": thousands by a blank or a comma. "12,50" is not: cents are not kept. -1 for nothing. */
static gboolean
read_amount (const char *text, gint64 *amount)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  guint64 value;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (*p == ',' ? strspn (p + 1, "0123456789") != 3 : !g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  *amount = -1;
  if (digits->len == 0)
    return TRUE;
  if (!g_ascii_string_to_unsigned (digits->str, 10, 0, MAX_AMOUNT, &value, NULL))
    return FALSE;
  *amount = (gint64) value;
  return TRUE;
}

static void
read_amounts (const RcGrantForm *self, RcGrant *grant, GPtrArray *faults)
{
  const char *wrong = _ ("Write a whole number, without the currency.");
  gboolean good = TRUE;

  if (!read_amount (self->texts[RC_GRANT_FIELD_AMOUNT_MIN], &grant->amount_min))
    {
      add_fault (faults, RC_GRANT_FIELD_AMOUNT_MIN, 0, wrong);
      good = FALSE;
    }
  if (!read_amount (self->texts[RC_GRANT_FIELD_AMOUNT_MAX], &grant->amount_max))
    {
      add_fault (faults, RC_GRANT_FIELD_AMOUNT_MAX, 0, wrong);
      good = FALSE;
    }
  if (good && grant->amount_min > grant->amount_max && grant->amount_max >= 0)
    add_fault (faults, RC_GRANT_FIELD_AMOUNT_MAX, 0, _ ("This is less than the smallest amount."));
}

static gboolean
is_made_of_letters (const char *text, gsize length, gboolean upper)
{
  if (strlen (text) != length)
    return FALSE;
  for (; *text != '\0'; text++)
    if (upper ? !g_ascii_isupper (*text) : !g_ascii_islower (*text))
      return FALSE;
  return TRUE;
}

static void
check_codes (RcGrant *grant, GPtrArray *faults)
{
  if (grant->currency != NULL)
    {
      g_autofree char *code = g_steal_pointer (&grant->currency);

      grant->currency = g_ascii_strup (code, -1);
      if (!is_made_of_letters (grant->currency, 3, TRUE))
        add_fault (faults, RC_GRANT_FIELD_CURRENCY, 0, _ ("Write the currency in three letters: USD, EUR, KZT."));
    }
  if (grant->language != NULL && !is_made_of_letters (grant->language, 3, FALSE))
    add_fault (faults, RC_GRANT_FIELD_LANGUAGE, 0, _ ("Write the language in three letters: eng, rus, kaz, fre."));
  for (guint i = 0; grant->countries[i] != NULL; i++)
    {
      g_autofree char *code = g_ascii_strup (grant->countries[i], -1);

      if (g_str_equal (code, "ANY"))
        continue;
      g_free (grant->countries[i]);
      grant->countries[i] = g_steal_pointer (&code);
      if (!is_made_of_letters (grant->countries[i], 2, TRUE))
        {
          add_fault (faults, RC_GRANT_FIELD_COUNTRIES, 0, _ ("Write countries in two letters: KZ, KG. “any” is every country."));
          return;
        }
    }
}

static void
check_address (const RcGrant *grant, GPtrArray *faults)
{
  g_autoptr (GUri) uri = grant->url != NULL ? g_uri_parse (grant->url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if (grant->url == NULL)
    return;
  if ((!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")) || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    add_fault (faults, RC_GRANT_FIELD_URL, 0, _ ("This is no web address. It begins with https://"));
}

static void
read_opens (RcGrant *grant, GPtrArray *faults)
{
  g_autofree char *text = g_steal_pointer (&grant->opens);
  int year, month, day;

  if (text == NULL)
    return;
  if (read_day (text, TRUE, &year, &month, &day))
    grant->opens = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
  else
    add_fault (faults, RC_GRANT_FIELD_OPENS, 0, _ ("There is no such day. Write it as 30.11.2026."));
}

static void
read_deadlines (const RcGrantForm *self, RcGrant *grant, GPtrArray *faults)
{
  g_ptr_array_set_size (grant->deadlines, 0);
  for (guint i = 0; i < self->deadlines->len; i++)
    {
      g_autofree char *wrong = NULL;
      RcDeadline *deadline = rc_deadline_form_read (g_ptr_array_index (self->deadlines, i), &wrong);

      if (deadline != NULL)
        g_ptr_array_add (grant->deadlines, deadline);
      else
        add_fault (faults, RC_GRANT_FIELD_DEADLINES, i, wrong);
    }
}

static void
read_facts (const RcGrantForm *self, const RcGrant *base, RcGrant *grant, GPtrArray *faults)
{
  g_ptr_array_set_size (grant->facts, 0);
  for (guint i = 0; i < self->facts->len; i++)
    {
      g_autofree char *wrong = NULL;
      RcFact *fact = rc_fact_form_read (g_ptr_array_index (self->facts, i), base->facts, &wrong);

      if (fact != NULL)
        g_ptr_array_add (grant->facts, fact);
      else
        add_fault (faults, RC_GRANT_FIELD_FACTS, i, wrong);
    }
}

static void
replace_list (GStrv *list, GStrv values)
{
  GStrv copy = g_strdupv (values);

  g_strfreev (*list);
  *list = copy;
}

RcGrant *
rc_grant_form_read (const RcGrantForm *self, const RcGrant *base, GPtrArray *faults)
{
  g_autoptr (RcGrant) grant = NULL;
  guint n_before;

  g_return_val_if_fail (self != NULL && base != NULL && faults != NULL, NULL);

  n_before = faults->len;
  grant = rc_grant_copy (base);
  for (guint i = 0; i < RC_GRANT_N_TEXTS; i++)
    if (places[i] >= 0)
      {
        g_free (TEXT_OF (grant, i));
        TEXT_OF (grant, i) = dup_typed (self->texts[i]);
      }
  if (grant->title == NULL)
    {
      grant->title = g_strdup ("");
      add_fault (faults, RC_GRANT_FIELD_TITLE, 0, _ ("A grant needs a title."));
    }
  replace_list (&grant->audience, self->audience);
  replace_list (&grant->countries, self->countries);
  replace_list (&grant->subjects, self->subjects);
  read_amounts (self, grant, faults);
  read_opens (grant, faults);
  check_codes (grant, faults);
  check_address (grant, faults);
  read_deadlines (self, grant, faults);
  read_facts (self, base, grant, faults);
  if (self->closed != (base->closed != RC_GRANT_OFFERED))
    grant->closed = self->closed ? RC_GRANT_CLOSED_HERE : RC_GRANT_OFFERED;
  return faults->len == n_before ? g_steal_pointer (&grant) : NULL;
}
