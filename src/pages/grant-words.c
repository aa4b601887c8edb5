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

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *one = rc_grant_dup_country (*(const char *const *) a);
  g_autofree char *other = rc_grant_dup_country (*(const char *const *) b);

  return g_utf8_collate (one, other);
}

void
rc_grant_list_country_codes (GPtrArray *codes)
{
  static const char *const region[] = { "any", "KZ", "KG", "TJ", "TM", "UZ", "AF", "CN", "MN", "RU", NULL };
  /* ICU has them for post and tolls; nobody is a citizen of one. */
  static const char *const parts[] = { "AC", "BV", "CP", "CQ", "DG", "EA", "IC", "TA", NULL };
  const char *const *all = uloc_getISOCountries ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  g_return_if_fail (codes != NULL);

  for (guint i = 0; region[i] != NULL; i++)
    g_ptr_array_add (codes, g_strdup (region[i]));
  for (guint i = 0; all[i] != NULL; i++)
    if (!g_strv_contains (region, all[i]) && !g_strv_contains (parts, all[i]))
      g_ptr_array_add (others, (gpointer) all[i]);
  g_ptr_array_sort (others, compare_names);
  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (codes, g_strdup (g_ptr_array_index (others, i)));
}
