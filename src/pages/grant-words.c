/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of grants (types, audiences, countries) in the language of the screen. */
#define G_LOG_DOMAIN "rc-pages"

#include "config.h"

#include "pages/grant-words.h"

#include <glib/gi18n.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "widgets/language.h"

#define NAME_LENGTH 128

typedef struct
{
  const char *word;
  const char *label;
} Word;

static char *
translate (const Word *words, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (words[i].word, word) == 0)
      return g_strdup (_(words[i].label));
  return g_strdup (word);
}

char *
rc_grant_dup_type (const char *word)
{
  static const Word words[] = {
    { "fellowship", N_("Fellowship") },   { "award", N_("Award") },     { "prize", N_("Prize") },
    { "scholarship", N_("Scholarship") }, { "project", N_("Project") }, { "call", N_("Call") },
  };

  return translate (words, G_N_ELEMENTS (words), word);
}

char *
rc_grant_dup_audience (const char *word)
{
  static const Word words[] = {
    { "researcher", N_("Scientist or researcher") },
    { "educator", N_("Teacher or educator") },
    { "student", N_("Student") },
    { "organisation", N_("Organisation") },
  };

  return translate (words, G_N_ELEMENTS (words), word);
}

char *
rc_grant_dup_country (const char *code)
{
  g_autofree char *locale = g_strdup_printf ("und_%s", code);
  UChar name[NAME_LENGTH];
  char bytes[NAME_LENGTH * 3 + 1];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;

  if (g_str_equal (code, "any"))
    return g_strdup (_("Any country"));
  length = uloc_getDisplayCountry (locale, rc_ui_language_get ()->code, name, NAME_LENGTH, &status);
  if (U_SUCCESS (status))
    u_strToUTF8 (bytes, sizeof bytes, NULL, name, length, &status);
  return g_strdup (U_SUCCESS (status) && length > 0 ? bytes : code);
}
