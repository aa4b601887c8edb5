/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that formats of references have in common. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/reference-words.h"

#include "exchange/languages.h"
#include "record/quality.h"

#include <string.h>

gboolean
rc_reference_add_language (RcReference *self, const char *text)
{
  g_autofree char *code = rc_language_from_text (text);
  g_autofree char *listed = code != NULL ? g_strconcat (code, " ", NULL) : NULL;

  if (listed == NULL || g_str_equal (code, "und") || strstr (rc_quality_get_languages (), listed) == NULL)
    return FALSE;
  rc_reference_add_text (self->languages, code);
  return TRUE;
}

int
rc_month_from_text (const char *text)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strncasecmp (text, months[i], 3) == 0)
      return (int) i + 1;
  return 0;
}

char *
rc_doi_from_text (const char *text)
{
  static const char *const heads[] = { "doi:", "doi", "https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi.org/" };
  const char *at = text + strspn (text, " \t");
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_ascii_strncasecmp (at, heads[i], strlen (heads[i])) == 0)
      {
        at += strlen (heads[i]);
        at += strspn (at, " \t");
        break;
      }
  length = strcspn (at, " \t\r\n");
  if (!g_str_has_prefix (at, "10.") || memchr (at, '/', length) == NULL || at[length + strspn (at + length, " \t\r\n")] != '\0')
    return NULL;
  return g_strndup (at, length);
}
