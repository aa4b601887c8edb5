/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of languages: those of the screens, and those that records are written in. */
#define G_LOG_DOMAIN "rc-widgets"

#include "config.h"

#include "widgets/language.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define NAME_LENGTH 96

const RcUiLanguage rc_ui_languages[RC_N_UI_LANGUAGES] = {
  { "en", "English", "EN" },
  { "ru", "Русский", "РУ" },
  { "kk", "Қазақша", "ҚА" },
  { "fr", "Français", "FR" },
};

/* MARC has the bibliographic codes of ISO 639-2, ICU the others. */
static const char *const terminological[][2] = {
  { "alb", "sqi" }, { "arm", "hye" }, { "baq", "eus" }, { "bur", "mya" }, { "chi", "zho" }, { "cze", "ces" }, { "dut", "nld" },
  { "fre", "fra" }, { "geo", "kat" }, { "ger", "deu" }, { "gre", "ell" }, { "ice", "isl" }, { "mac", "mkd" }, { "mao", "mri" },
  { "may", "msa" }, { "per", "fas" }, { "rum", "ron" }, { "slo", "slk" }, { "tib", "bod" }, { "wel", "cym" },
};

/* gettext keeps what it looked up until this changes. */
extern int _nl_msg_cat_cntr;

const RcUiLanguage *
rc_ui_language_get (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    for (guint k = 0; k < RC_N_UI_LANGUAGES; k++)
      if (strncmp (names[i], rc_ui_languages[k].code, 2) == 0 && !g_ascii_isalpha (names[i][2]))
        return &rc_ui_languages[k];
  return &rc_ui_languages[0];
}

void
rc_ui_language_set (const char *code)
{
  g_return_if_fail (code != NULL);

  g_setenv ("LANGUAGE", code, TRUE);
  _nl_msg_cat_cntr++;
}

static char *
name_in (const char *code, const char *language)
{
  UChar name[NAME_LENGTH];
  char text[NAME_LENGTH * 3 + 1], first[7] = { 0 };
  int32_t length;
  UErrorCode status = U_ZERO_ERROR;

  length = uloc_getDisplayLanguage (code, language, name, NAME_LENGTH, &status);
  if (U_FAILURE (status) || length == 0)
    return NULL;
  u_strToUTF8 (text, sizeof text, NULL, name, length, &status);
  if (U_FAILURE (status))
    return NULL;
  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (text)), first);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static const char *
get_terminological (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (terminological); i++)
    if (g_str_equal (code, terminological[i][0]))
      return terminological[i][1];
  return code;
}

/* TRUE for what is the code of no single language: `name` (nullable) is what it is called. */
static gboolean
is_no_language (const char *code, char **name)
{
  *name = NULL;
  if (*code == '\0' || g_str_equal (code, "und") || g_str_equal (code, "zxx"))
    return TRUE;
  if (!g_str_equal (code, "mul"))
    return FALSE;
  *name = g_strdup (_("Several languages"));
  return TRUE;
}

char *
rc_language_dup_local_name (const char *marc_code)
{
  const char *code;
  char *other;
  g_autofree char *name = NULL;

  g_return_val_if_fail (marc_code != NULL, NULL);

  if (is_no_language (marc_code, &other))
    return other;
  code = get_terminological (marc_code);
  name = name_in (code, rc_ui_language_get ()->code);
  /* What ICU has no name for it calls by its code. */
  return name != NULL && g_ascii_strcasecmp (name, code) != 0 ? g_steal_pointer (&name) : NULL;
}

char *
rc_language_dup_name (const char *marc_code)
{
  const char *code;
  char *other;
  g_autofree char *name = NULL;

  g_return_val_if_fail (marc_code != NULL, NULL);

  if (is_no_language (marc_code, &other))
    return other;
  if (g_str_equal (marc_code, "kaz"))
    return g_strdup ("Қазақша");
  code = get_terminological (marc_code);
  name = name_in (code, code);
  return name != NULL ? g_steal_pointer (&name) : g_strdup (marc_code);
}

char *
rc_language_dup_names (const char *marc_codes)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (marc_codes == NULL)
    return NULL;
  g_auto (GStrv) codes = g_strsplit (marc_codes, " ", -1);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *name = rc_language_dup_name (codes[i]);
      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}
