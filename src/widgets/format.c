/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, days and sizes in the language of the screen. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/format.h"
#include "widgets/language.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define NARROW_SPACE "\u202f"
#define TEXT_LENGTH 128

/* What ICU makes of a language takes it a millisecond, and a list asks for it in each row. A thread keeps its own: by language, and by
 * language and skeleton, of which there are as many as the program names. */
static GPrivate numbers = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);
static GPrivate dates = G_PRIVATE_INIT ((GDestroyNotify) g_hash_table_unref);

static GHashTable *
get_kept (GPrivate *kept, GDestroyNotify close)
{
  GHashTable *table = g_private_get (kept);

  if (table == NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, close);
      g_private_set (kept, table);
    }
  return table;
}

const char *
rc_format_title (const char *title)
{
  return title != NULL && *title != '\0' ? title : _("(no title)");
}

char *
rc_format_count (guint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);
  gsize n = strlen (digits);
  GString *text = g_string_sized_new (n * 2);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, NARROW_SPACE);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

char *
rc_format_size (guint64 size_bytes)
{
  static const char *const units[] = { N_("%s kB"), N_("%s MB"), N_("%s GB"), N_("%s TB") };
  double value = size_bytes / 1000.0;
  guint unit = 0;

  if (size_bytes < 1000)
    {
      g_autofree char *count = rc_format_count (size_bytes);
      return g_strdup_printf (g_dngettext (NULL, "%s byte", "%s bytes", size_bytes), count);
    }
  while (value >= 999.5 && unit + 1 < G_N_ELEMENTS (units))
    {
      value /= 1000.0;
      unit++;
    }
  g_autofree char *number = rc_format_decimal (value, value < 9.95 ? 1 : 0);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_(units[unit]), number);
#pragma GCC diagnostic pop
}

static char *
to_utf8 (const UChar *text, int32_t length)
{
  char bytes[TEXT_LENGTH * 3 + 1];
  UErrorCode status = U_ZERO_ERROR;

  u_strToUTF8 (bytes, sizeof bytes, NULL, text, length, &status);
  return U_SUCCESS (status) ? g_strdup (bytes) : NULL;
}

static UNumberFormat *
get_number_format (const char *language)
{
  GHashTable *table = get_kept (&numbers, (GDestroyNotify) unum_close);
  UNumberFormat *format = g_hash_table_lookup (table, language);
  UErrorCode status = U_ZERO_ERROR;

  if (format != NULL)
    return format;
  format = unum_open (UNUM_DECIMAL, NULL, 0, language, NULL, &status);
  if (U_FAILURE (status))
    {
      unum_close (format);
      return NULL;
    }
  unum_setAttribute (format, UNUM_GROUPING_USED, 0);
  g_hash_table_insert (table, g_strdup (language), format);
  return format;
}

char *
rc_format_decimal (double value, int digits)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = get_number_format (rc_ui_language_get ()->code);
  UChar text[TEXT_LENGTH];
  char *result = NULL;

  if (format != NULL)
    {
      unum_setAttribute (format, UNUM_FRACTION_DIGITS, digits);
      int32_t length = unum_formatDouble (format, value, text, TEXT_LENGTH, NULL, &status);
      if (U_SUCCESS (status))
        result = to_utf8 (text, length);
    }
  return result != NULL ? result : g_strdup_printf ("%.*f", digits, value);
}

static UDateFormat *
open_date_format (const char *language, const char *skeleton)
{
  UChar wanted[32], pattern[TEXT_LENGTH];
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *generator = udatpg_open (language, &status);
  UDateFormat *format = NULL;
  int32_t length;

  u_uastrncpy (wanted, skeleton, G_N_ELEMENTS (wanted));
  if (U_SUCCESS (status))
    {
      length = udatpg_getBestPattern (generator, wanted, u_strlen (wanted), pattern, TEXT_LENGTH, &status);
      /* The wall clock of the time itself, told as if it were UTC. */
      format = udat_open (UDAT_PATTERN, UDAT_PATTERN, language, u"UTC", -1, pattern, length, &status);
    }
  udatpg_close (generator);
  if (U_SUCCESS (status))
    return format;
  udat_close (format);
  return NULL;
}

static UDateFormat *
get_date_format (const char *language, const char *skeleton)
{
  GHashTable *table = get_kept (&dates, (GDestroyNotify) udat_close);
  g_autofree char *key = g_strdup_printf ("%s %s", language, skeleton);
  UDateFormat *format = g_hash_table_lookup (table, key);

  if (format == NULL && (format = open_date_format (language, skeleton)) != NULL)
    g_hash_table_insert (table, g_steal_pointer (&key), format);
  return format;
}

char *
rc_format_skeleton (GDateTime *time, const char *skeleton)
{
  const char *language = rc_ui_language_get ()->code;
  UChar text[TEXT_LENGTH];
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format;
  char *result = NULL;

  g_return_val_if_fail (time != NULL && skeleton != NULL, NULL);

  /* "en" alone writes "December 4"; the centre writes days first. */
  format = get_date_format (g_str_equal (language, "en") ? "en_GB" : language, skeleton);
  if (format != NULL)
    {
      double seconds = g_date_time_to_unix (time) + g_date_time_get_utc_offset (time) / (double) G_TIME_SPAN_SECOND;
      int32_t length = udat_format (format, seconds * 1000.0, text, TEXT_LENGTH, NULL, &status);

      if (U_SUCCESS (status))
        result = to_utf8 (text, length);
    }
  return result != NULL ? result : g_date_time_format (time, "%Y-%m-%d");
}

char *
rc_format_day (GDateTime *day, GDateTime *now)
{
  g_return_val_if_fail (day != NULL && now != NULL, NULL);

  return rc_format_skeleton (day, g_date_time_get_year (day) == g_date_time_get_year (now) ? "dMMMM" : "dMMMMy");
}

char *
rc_format_iso_day (const char *text)
{
  int year, month, day;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) == 3)
    time = g_date_time_new_local (year, month, day, 12, 0, 0);
  return time != NULL ? rc_format_day (time, now) : g_strdup (text);
}

char *
rc_format_moment (gint64 seconds)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  if (time == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (time) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    {
      g_autofree char *clock = g_date_time_format (time, "%H:%M");
      /* Translators: a time of this day, like "today 09:12". */
      return g_strdup_printf (_("today %s"), clock);
    }
  return rc_format_day (time, now);
}
