/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in a form that a mapping tells. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/grant-text.h"
#include "exchange/listing-record.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  int year, month, day, hour, minute, offset; /* -1: not there; the offset in minutes */
  gboolean has_offset, afternoon, morning;
} Moment;

static gboolean
take_number (const char **text, guint most, int *number)
{
  guint n = 0;

  for (*number = 0; n < most && g_ascii_isdigit ((*text)[n]); n++)
    *number = *number * 10 + ((*text)[n] - '0');
  *text += n;
  return n > 0;
}

/* "March", "Mar.", "марта": what rc_date_from_prose takes for a month. */
static gboolean
take_month (const char **text, int *month)
{
  const char *end = *text, *behind;
  g_autofree char *word = NULL;
  g_autofree char *date = NULL;
  int year, day;

  while (g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  word = g_strndup (*text, end - *text);
  date = g_strdup_printf ("1 %s 2000", word);
  *text = *end == '.' ? end + 1 : end;
  return *word != '\0' && rc_date_from_prose (date, &year, month, &day, &behind);
}

/* Z, +02:00, +0200, +02. */
static gboolean
take_offset (const char **text, Moment *moment)
{
  int hours, minutes = 0, sign = **text == '-' ? -1 : 1;

  moment->has_offset = TRUE;
  if (**text == 'Z' || **text == 'z')
    {
      (*text)++;
      return TRUE;
    }
  if (**text != '+' && **text != '-')
    return FALSE;
  (*text)++;
  if (!take_number (text, 2, &hours))
    return FALSE;
  *text += **text == ':';
  if (g_ascii_isdigit (**text) && !take_number (text, 2, &minutes))
    return FALSE;
  moment->offset = sign * (hours * 60 + minutes);
  return hours <= 14 && minutes <= 59;
}

static gboolean
take_half (const char **text, Moment *moment)
{
  char half = g_ascii_tolower (**text);

  if (half != 'a' && half != 'p')
    return FALSE;
  moment->afternoon = half == 'p';
  moment->morning = half == 'a';
  (*text)++;
  *text += **text == '.';
  if (g_ascii_tolower (**text) != 'm')
    return FALSE;
  (*text)++;
  *text += **text == '.';
  return TRUE;
}

static gboolean
take_part (char sign, const char **text, Moment *moment)
{
  int second;
  gboolean good;

  switch (sign)
    {
    case 'Y':
      return take_number (text, 4, &moment->year);
    case 'y':
      good = take_number (text, 2, &moment->year);
      moment->year += 2000;
      return good;
    case 'm':
      return take_number (text, 2, &moment->month);
    case 'B':
      return take_month (text, &moment->month);
    case 'd':
      return take_number (text, 2, &moment->day);
    case 'H':
    case 'I':
      return take_number (text, 2, &moment->hour);
    case 'M':
      return take_number (text, 2, &moment->minute);
    case 'S':
      return take_number (text, 2, &second);
    case 'p':
      return take_half (text, moment);
    case 'z':
    default:
      return take_offset (text, moment);
    }
}

static gboolean
read_form (const char *text, const char *format, Moment *moment)
{
  for (; *format != '\0'; format++)
    if (*format == '%' && format[1] != '\0')
      {
        if (!take_part (*++format, &text, moment))
          return FALSE;
      }
    else if (*format == '*')
      {
        const char *stop = format[1] != '\0' ? strchr (text, format[1]) : text + strlen (text);

        if (stop == NULL)
          return FALSE;
        text = stop;
      }
    else if (*format == ' ')
      text += strspn (text, " ");
    else if (*text++ != *format)
      return FALSE;
  return *text == '\0';
}

static gboolean
is_good (Moment *moment)
{
  if (moment->afternoon || moment->morning)
    {
      if (moment->hour < 1 || moment->hour > 12)
        return FALSE;
      moment->hour = moment->hour % 12 + (moment->afternoon ? 12 : 0);
    }
  if (moment->hour == 24 && moment->minute <= 0)
    {
      moment->hour = 23;
      moment->minute = 59;
    }
  return moment->year >= 1000 && moment->year <= 9999 && moment->month >= 1 && moment->month <= 12 && moment->day >= 1
         && moment->day <= g_date_get_days_in_month (moment->month, moment->year) && moment->hour < 24 && moment->minute < 60;
}

char *
rc_listing_dup_date (const char *value, const char *format)
{
  Moment moment = { .month = 1, .day = 1, .hour = -1, .minute = -1 };
  GString *text;

  if (format == NULL)
    return g_strdup (value);
  if (!read_form (value, format, &moment) || !is_good (&moment))
    return NULL;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%04d-%02d-%02d", moment.year, moment.month, moment.day);
  if (moment.hour >= 0)
    g_string_append_printf (text, "T%02d:%02d:00", moment.hour, MAX (moment.minute, 0));
  if (moment.hour >= 0 && moment.has_offset)
    g_string_append_printf (text, "%c%02d:%02d", moment.offset < 0 ? '-' : '+', ABS (moment.offset) / 60, ABS (moment.offset) % 60);
  return g_string_free (text, FALSE);
}

char *
rc_listing_dup_day (const RcListingField *field, GPtrArray *values)
{
  RcDeadlineContext context = { .order = field->order };
  g_autofree char *date = values->len > 0 ? rc_listing_dup_date (values->pdata[0], field->format) : NULL;
  g_autoptr (RcDeadline) day = date != NULL ? rc_deadline_from_stamp_and_sentence (date, NULL, &context) : NULL;

  if (day == NULL || day->year == 0 || day->month == 0 || day->day == 0)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", day->year, day->month, day->day);
}

/* Such a time says nothing. */
gboolean
rc_listing_is_midnight (const char *value)
{
  return strlen (value) >= 16 && value[4] == '-' && value[7] == '-' && strncmp (value + 10, "T00:00", 6) == 0
         && strspn (value, "0123456789-:.+TZ") == strlen (value);
}
