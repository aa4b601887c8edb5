/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grant out of what a mapping finds. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/countries.h"
#include "exchange/eligibility-prose.h"
#include "exchange/grant-text.h"
#include "exchange/languages.h"
#include "exchange/listing-record.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEADLINES 30
#define MAX_LIST 200
#define MAX_AMOUNT G_GINT64_CONSTANT (1000000000000000)

/* What is known when the deadlines are read. */
typedef struct
{
  const RcListingSource *source;
  RcGrant *grant;
  RcReaderItem *item;
  gint64 published;
  GPtrArray *applicants; /* (owned) (nullable) codes */
} Reading;

static void
take_text (char **place, char *text)
{
  if (*place != NULL && **place != '\0')
    {
      g_free (text);
      return;
    }
  g_free (*place);
  *place = text;
}

/* Cents are what stands behind the last sign, unless these are three digits. */
static const char *
find_cents (const char *value)
{
  const char *sign = value + strlen (value);
  gsize n;

  while (sign > value && g_ascii_isdigit (sign[-1]))
    sign--;
  n = strlen (sign);
  return sign > value && (sign[-1] == '.' || sign[-1] == ',') && n > 0 && n != 3 ? sign - 1 : NULL;
}

gint64
rc_listing_read_amount (const char *value)
{
  const char *cents = find_cents (value);
  gint64 amount = 0;
  gboolean any = FALSE;

  for (const char *p = value; *p != '\0' && p != cents; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p))
        {
          amount = amount * 10 + (*p - '0');
          any = TRUE;
          if (amount > MAX_AMOUNT)
            return -1;
        }
      else if (c != ',' && c != '.' && c != '\'' && !g_unichar_isspace (c) && g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL)
        return -1;
    }
  return any ? amount : -1;
}

static void
read_amounts (Reading *self, const RcListingField *field, GPtrArray *values)
{
  RcGrant *grant = self->grant;
  gint64 amount = -1;

  for (guint i = 0; i < values->len && amount < 0; i++)
    amount = rc_listing_read_amount (values->pdata[i]);
  /* Zero stands for nothing. */
  if (amount > 0 && g_str_equal (field->name, "amount_min"))
    grant->amount_min = amount;
  else if (amount > 0)
    grant->amount_max = amount;
  else if (values->len > 0 && amount < 0)
    {
      rc_reader_item_warn (self->item, _ ("%s: “%.40s” is no whole number"), field->name, (const char *) values->pdata[0]);
      take_text (&grant->amount, rc_listing_dup_text (values->pdata[0], TRUE));
    }
}

void
rc_listing_finish_amounts (RcGrant *grant, const char *currency)
{
  if (grant->amount_min < 0 && grant->amount_max < 0)
    {
      g_clear_pointer (&grant->currency, g_free);
      return;
    }
  if (grant->currency == NULL)
    grant->currency = g_strdup (currency);
  if (grant->amount_min > grant->amount_max && grant->amount_max > 0)
    {
      gint64 least = grant->amount_max;

      grant->amount_max = grant->amount_min;
      grant->amount_min = least;
    }
  if (grant->amount != NULL)
    return;
  if (grant->amount_min > 0 && grant->amount_max > 0 && grant->amount_min != grant->amount_max)
    grant->amount = g_strdup_printf ("%s %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, grant->currency != NULL ? grant->currency : "",
                                     grant->amount_min, grant->amount_max);
  else
    grant->amount = g_strdup_printf ("%s %" G_GINT64_FORMAT, grant->currency != NULL ? grant->currency : "",
                                     MAX (grant->amount_min, grant->amount_max));
  g_strstrip (grant->amount);
}

static void
read_currency (Reading *self, GPtrArray *values)
{
  static const struct
  {
    const char *sign, *code;
  } signs[] = { { "€", "EUR" }, { "£", "GBP" }, { "US$", "USD" }, { "₸", "KZT" }, { "₽", "RUB" }, { "¥", "JPY" } };
  const char *value = values->len > 0 ? values->pdata[0] : NULL;

  if (value == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_equal (signs[i].sign, value))
      value = signs[i].code;
  if (strlen (value) == 3 && g_ascii_isalpha (value[0]) && g_ascii_isalpha (value[1]) && g_ascii_isalpha (value[2]))
    self->grant->currency = g_ascii_strup (value, -1);
  else
    rc_reader_item_warn (self->item, _ ("%s: “%.40s” is no code of a currency"), "currency", value);
}

static gboolean
is_known_deadline (GPtrArray *deadlines, const RcDeadline *deadline)
{
  for (guint i = 0; i < deadlines->len; i++)
    {
      const RcDeadline *other = deadlines->pdata[i];

      if (other->precision == deadline->precision && other->year == deadline->year && other->month == deadline->month
          && other->day == deadline->day && other->minute == deadline->minute)
        return TRUE;
    }
  return FALSE;
}

/* The mapping knows better than the source. */
static RcDeadlineContext
make_context (const Reading *self, const RcListingField *field, gboolean is_deadline)
{
  const RcDeadlineContext *known = &self->source->known;

  return (RcDeadlineContext){ field->order != RC_DATE_ORDER_UNKNOWN ? field->order : known->order, field->zone != NULL ? field->zone : known->zone,
                              self->published, is_deadline };
}

/* One date, or a sentence. What is not understood is told in the summary, as it stands. */
static void
read_deadline (Reading *self, const RcListingField *field, const char *value, const char *time, const char *words)
{
  const RcDeadlineContext context = make_context (self, field, TRUE);
  g_autofree char *date = rc_listing_dup_date (value, field->format);
  g_autofree char *stamp = date != NULL && time != NULL && strlen (date) == 10 ? g_strconcat (date, "T", time, NULL) : g_steal_pointer (&date);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) rc_deadline_free);
  RcDeadline *deadline = stamp != NULL ? rc_deadline_from_stamp_and_sentence (stamp, words, &context) : NULL;

  if (deadline != NULL)
    g_ptr_array_add (found, deadline);
  else if (!rc_deadlines_read (value, &context, found) || found->len == 0)
    {
      g_autoptr (GPtrArray) line = g_ptr_array_new ();

      rc_reader_item_warn (self->item, _ ("“%.60s” is not understood as a deadline and stands below the text"), value);
      g_ptr_array_add (line, (gpointer) value);
      if (words != NULL)
        g_ptr_array_add (line, (gpointer) words);
      rc_listing_add_line (&self->grant->summary, "Deadline", line);
      return;
    }
  for (guint i = 0; i < found->len && self->grant->deadlines->len < MAX_DEADLINES; i++)
    if (!is_known_deadline (self->grant->deadlines, found->pdata[i]))
      {
        RcDeadline *copy = rc_deadline_copy (found->pdata[i]);

        if (copy->label == NULL)
          copy->label = g_strdup (field->label);
        g_ptr_array_add (self->grant->deadlines, copy);
      }
}

/* After all else: a line below the summary needs the summary. */
static void
read_deadlines (Reading *self, const RcListingField *field)
{
  g_autoptr (GPtrArray) values = rc_listing_get_values (self->source, field);
  g_autoptr (GPtrArray) times = rc_listing_find_values (self->source, field->time);
  g_autoptr (GPtrArray) words = rc_listing_find_values (self->source, field->words);

  for (guint i = 0; i < values->len; i++)
    {
      const char *sentence = i < words->len ? words->pdata[i] : words->len == 1 ? words->pdata[0] : NULL;
      g_autofree char *plain = sentence != NULL ? rc_listing_dup_text (sentence, FALSE) : NULL;

      read_deadline (self, field, values->pdata[i], i < times->len ? times->pdata[i] : NULL, plain);
    }
  if (values->len == 0 && words->len > 0)
    {
      const RcDeadlineContext context = make_context (self, field, FALSE);
      g_autofree char *plain = rc_listing_dup_text (words->pdata[0], FALSE);

      rc_deadlines_read (plain, &context, self->grant->deadlines);
    }
}

static void
set_list (GStrv *list, GPtrArray *values)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < MIN (values->len, MAX_LIST); i++)
    if (g_hash_table_add (seen, values->pdata[i]))
      g_strv_builder_add (builder, values->pdata[i]);
  g_strfreev (*list);
  *list = g_strv_builder_end (builder);
}

static void
read_subjects (Reading *self, GPtrArray *values)
{
  g_autoptr (GPtrArray) plain = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < values->len; i++)
    g_ptr_array_add (plain, rc_listing_dup_text (values->pdata[i], TRUE));
  set_list (&self->grant->subjects, plain);
}

/* Those of our words that the source's mean; our own words are taken as they are. */
static void
read_audience (Reading *self, const RcListingField *field, GPtrArray *values)
{
  static const char *const ours[] = { "researcher", "educator", "student", "organisation", NULL };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < values->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      const char *meant;

      g_ptr_array_add (one, values->pdata[i]);
      meant = rc_listing_get_meaning (field, one, FALSE);
      if (meant == NULL && g_strv_contains (ours, values->pdata[i]))
        meant = values->pdata[i];
      if (meant != NULL)
        g_ptr_array_add (words, (gpointer) meant);
    }
  set_list (&self->grant->audience, words);
}

static void
read_countries (Reading *self, GPtrArray *values)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < values->len; i++)
    {
      const char *value = values->pdata[i];
      char *code = rc_country_from_text (value);

      if (code != NULL)
        g_ptr_array_add (codes, code);
      else
        rc_reader_item_warn (self->item, _ ("countries: “%.40s” is no code of a country"), value);
    }
  set_list (&self->grant->countries, codes);
}

static void
read_status (Reading *self, const RcListingField *field, GPtrArray *values)
{
  const char *word = rc_listing_get_meaning (field, values, TRUE);

  if (g_strcmp0 (word, "closed") == 0)
    self->grant->closed = RC_GRANT_CLOSED;
  else if (g_strcmp0 (word, "forecasted") == 0)
    rc_listing_add_forecast (&self->grant->summary);
}

static void
read_published (Reading *self, const RcListingField *field, GPtrArray *values)
{
  g_autofree char *day = rc_listing_dup_day (field, values);
  g_autofree char *stamp = day != NULL ? g_strconcat (day, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) moment = stamp != NULL ? g_date_time_new_from_iso8601 (stamp, NULL) : NULL;

  if (moment != NULL)
    self->published = g_date_time_to_unix (moment);
}

static void
add_eligibility (RcGrant *grant, GPtrArray *values)
{
  g_autoptr (GString) text = g_string_new (grant->eligibility);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *plain = rc_listing_dup_text (values->pdata[i], FALSE);

      if (*plain != '\0')
        g_string_append_printf (text, "%s%s", text->len == 0 ? "" : i > 0 ? "; " : "\n", plain);
    }
  g_free (grant->eligibility);
  grant->eligibility = text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* The words of the codes are what stands in the text first. */
static void
read_applicants (Reading *self)
{
  g_autoptr (GPtrArray) codes = g_steal_pointer (&self->applicants);
  const char *text = self->grant->eligibility;
  g_autofree char *words = text != NULL ? g_strndup (text, strcspn (text, "\n")) : NULL;
  RcFact *fact = codes != NULL ? rc_fact_new_from_codes (codes, words) : NULL;

  if (fact != NULL)
    g_ptr_array_add (self->grant->facts, fact);
}

/* The first value, on one line. */
static gboolean
read_line (Reading *self, const RcListingField *field, GPtrArray *values)
{
  RcGrant *grant = self->grant;
  const struct
  {
    const char *name;
    char **text;
  } texts[] = {
    { "title", &grant->title }, { "funder", &grant->funder }, { "number", &grant->number }, { "amount", &grant->amount },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (field->name, texts[i].name))
      {
        if (values->len > 0)
          take_text (texts[i].text, rc_listing_dup_text (values->pdata[0], TRUE));
        return TRUE;
      }
  return FALSE;
}

static void
read_type (Reading *self, const RcListingField *field, GPtrArray *values)
{
  const char *word = rc_listing_get_meaning (field, values, FALSE);

  if (word != NULL || values->len > 0)
    take_text (&self->grant->type, word != NULL ? g_strdup (word) : rc_listing_dup_text (values->pdata[0], TRUE));
}

static void
read_field (Reading *self, const RcListingField *field)
{
  g_autoptr (GPtrArray) values = rc_listing_get_values (self->source, field);
  const char *name = field->name;
  RcGrant *grant = self->grant;

  if (read_line (self, field, values))
    return;
  if (g_str_equal (name, "control") && values->len > 0)
    self->item->control = g_strdup (values->pdata[0]);
  else if (g_str_equal (name, "url"))
    grant->url = rc_listing_dup_address (self->source, field, values, self->item);
  else if (g_str_equal (name, "summary") && values->len > 0)
    grant->summary = rc_listing_dup_text (values->pdata[0], FALSE);
  else if (g_str_equal (name, "type"))
    read_type (self, field, values);
  else if (g_str_equal (name, "subjects"))
    read_subjects (self, values);
  else if (g_str_equal (name, "language") && values->len > 0)
    grant->language = rc_language_from_text (values->pdata[0]);
  else if (g_str_has_prefix (name, "eligibility"))
    add_eligibility (grant, values);
  else if (g_str_has_prefix (name, "amount_"))
    read_amounts (self, field, values);
  else if (g_str_equal (name, "currency"))
    read_currency (self, values);
  else if (g_str_equal (name, "opens"))
    grant->opens = rc_listing_dup_day (field, values);
  else if (g_str_equal (name, "published"))
    read_published (self, field, values);
  else if (g_str_equal (name, "applicants"))
    self->applicants = g_steal_pointer (&values);
  else if (g_str_equal (name, "audience"))
    read_audience (self, field, values);
  else if (g_str_equal (name, "countries"))
    read_countries (self, values);
}

void
rc_listing_read_grant (const RcListingSource *source, RcReaderItem *item)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  GPtrArray *fields = source->mapping->fields;
  Reading reading = { .source = source, .grant = grant, .item = item };

  for (guint i = 0; i < fields->len; i++)
    read_field (&reading, fields->pdata[i]);
  /* What adds to the summary comes behind it. */
  for (guint i = 0; i < fields->len; i++)
    {
      const RcListingField *field = fields->pdata[i];
      g_autoptr (GPtrArray) values = NULL;

      if (g_str_has_prefix (field->name, "deadline"))
        read_deadlines (&reading, field);
      else if (g_str_equal (field->name, "status") || g_str_equal (field->name, "line"))
        {
          values = rc_listing_get_values (source, field);
          if (g_str_equal (field->name, "status"))
            read_status (&reading, field, values);
          else
            rc_listing_add_line (&grant->summary, field->label, values);
        }
    }
  if (grant->summary != NULL && rc_html_was_cut (grant->summary))
    rc_reader_item_warn (item, _ ("the text is longer than %d KiB: the rest was left out"), RC_HTML_TEXT_MAX / 1024);
  rc_listing_finish_amounts (grant, NULL);
  read_applicants (&reading);
  rc_grant_propose_facts (grant);
  if (item->control == NULL)
    item->control = g_strdup (grant->url);
  if (*grant->title == '\0')
    rc_reader_item_reject (item, _ ("the record has no title"));
  else
    item->record = rc_record_new_grant (item->control, g_steal_pointer (&grant));
}
