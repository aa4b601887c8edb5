/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Volume, issue and pages out of the words that libraries write of them. */
#define G_LOG_DOMAIN "rc-record"

#include "record/reference-private.h"

#include <string.h>

static const struct
{
  const char *word;
  gsize offset; /* of the member that the number behind the word is for */
} words[] = {
  { "volume", G_STRUCT_OFFSET (RcReference, volume) }, { "vol", G_STRUCT_OFFSET (RcReference, volume) },
  { "v", G_STRUCT_OFFSET (RcReference, volume) },      { "tome", G_STRUCT_OFFSET (RcReference, volume) },
  { "том", G_STRUCT_OFFSET (RcReference, volume) },    { "т", G_STRUCT_OFFSET (RcReference, volume) },
  { "bd", G_STRUCT_OFFSET (RcReference, volume) },     { "issue", G_STRUCT_OFFSET (RcReference, issue) },
  { "iss", G_STRUCT_OFFSET (RcReference, issue) },     { "no", G_STRUCT_OFFSET (RcReference, issue) },
  { "nr", G_STRUCT_OFFSET (RcReference, issue) },      { "№", G_STRUCT_OFFSET (RcReference, issue) },
  { "n°", G_STRUCT_OFFSET (RcReference, issue) },      { "вып", G_STRUCT_OFFSET (RcReference, issue) },
  { "heft", G_STRUCT_OFFSET (RcReference, issue) },    { "h", G_STRUCT_OFFSET (RcReference, issue) },
  { "pages", G_STRUCT_OFFSET (RcReference, pages) },   { "page", G_STRUCT_OFFSET (RcReference, pages) },
  { "pp", G_STRUCT_OFFSET (RcReference, pages) },      { "p", G_STRUCT_OFFSET (RcReference, pages) },
  { "стр", G_STRUCT_OFFSET (RcReference, pages) },     { "с", G_STRUCT_OFFSET (RcReference, pages) },
  { "seite", G_STRUCT_OFFSET (RcReference, pages) },   { "s", G_STRUCT_OFFSET (RcReference, pages) },
  { "б", G_STRUCT_OFFSET (RcReference, pages) },
};

/* The length of a number as printed: "12", "379-423", "3/4", "12А". */
static gsize
measure_number (const char *text)
{
  const char *at = text;

  if (!g_ascii_isdigit (*at))
    return 0;
  while (g_unichar_isalnum (g_utf8_get_char (at)) || ((*at == '-' || *at == '/' || g_str_has_prefix (at, "–")) && at[1] != '\0'))
    at = g_utf8_next_char (at);
  while (at > text && strchr ("-/", at[-1]) != NULL)
    at--;
  return (gsize) (at - text);
}

/* The member that the word at the start of lower names, and how long the word is with its stop and blanks. */
static char **
find_member (RcReference *self, const char *lower, gsize *length)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i].word);

      if (!g_str_has_prefix (lower, words[i].word) || g_unichar_isalpha (g_utf8_get_char (lower + n)))
        continue;
      *length = n + strspn (lower + n, ". :");
      return (char **) G_STRUCT_MEMBER_P (self, words[i].offset);
    }
  return NULL;
}

void
rc_reference_read_host_text (RcReference *self, const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  gboolean starts_word = TRUE;

  for (const char *at = lower; *at != '\0';)
    {
      gsize word_length, length = 0;
      char **member = starts_word ? find_member (self, at, &word_length) : NULL;

      if (member != NULL)
        length = measure_number (at + word_length);
      if (length > 0)
        {
          if (*member == NULL)
            *member = g_strndup (at + word_length, length);
          at += word_length + length;
        }
      starts_word = !g_unichar_isalnum (g_utf8_get_char (at));
      if (*at != '\0')
        at = g_utf8_next_char (at);
    }
}
