/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the text of a call seems to say. */
#define G_LOG_DOMAIN "rc-exchange"

#include "config.h"

#include "exchange/call-text.h"

#include <string.h>

#include "exchange/deadline-prose.h"
#include "exchange/eligibility-prose.h"

#define MAX_TITLE_CHARS 250
#define MAX_SENTENCES 8

/* Parts of words, folded: a sentence with one of them says who may apply. */
static const char *const who_words[] = {
  "eligib",      "may apply",   "can apply",   "open to",    "applicants must", "candidates must", "applicants should", "candidates should",
  "nationals of", "citizens of", "кто может",   "могут подать", "могут участвовать", "приглашаются",   "претендент",        "соискател",
  "кандидат",    "граждане",    "қатыса алады", "өтініш бере алады", "үміткер",    "азаматтар",       "peuvent postuler",  "peuvent candidater",
  "candidats",   "ressortissants", "éligib",    "admissib",
};

/* The first line that says something; a line of signs says nothing. */
static char *
dup_title (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean letters = FALSE;

      g_strstrip (lines[i]);
      for (const char *p = lines[i]; *p != '\0' && !letters; p = g_utf8_next_char (p))
        letters = g_unichar_isalpha (g_utf8_get_char (p));
      if (!letters || g_str_has_prefix (lines[i], "http://") || g_str_has_prefix (lines[i], "https://"))
        continue;
      return g_utf8_strlen (lines[i], -1) <= MAX_TITLE_CHARS ? g_strdup (lines[i]) : g_utf8_substring (lines[i], 0, MAX_TITLE_CHARS);
    }
  return g_strdup ("");
}

/* The first address, without the sign that ends its sentence. */
static char *
dup_address (const char *text)
{
  const char *start = strstr (text, "https://");
  gsize length;

  if (start == NULL)
    return NULL;
  length = strcspn (start, " \t\r\n<>\"'“”«»|\\^`{}");
  while (length > 0 && strchr (".,;:!?)]", start[length - 1]) != NULL)
    length--;
  return length > strlen ("https://") ? g_strndup (start, length) : NULL;
}

/* Past the end of a sentence: a mark and a blank, or a line. */
static const char *
skip_sentence (const char *p)
{
  for (; *p != '\0'; p++)
    if (*p == '\n' || (strchr (".!?", *p) != NULL && g_ascii_isspace (p[1])))
      return p + 1;
  return p;
}

static gboolean
says_who (const char *sentence)
{
  g_autofree char *folded = g_utf8_casefold (sentence, -1);

  for (guint i = 0; i < G_N_ELEMENTS (who_words); i++)
    if (strstr (folded, who_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
rc_call_text_dup_who (const char *text)
{
  g_autoptr (GString) who = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < MAX_SENTENCES;)
    {
      const char *end = skip_sentence (p);
      g_autofree char *sentence = g_strstrip (g_strndup (p, (gsize) (end - p)));

      if (says_who (sentence))
        {
          g_string_append_printf (who, "%s%s", who->len > 0 ? "\n" : "", sentence);
          n++;
        }
      p = end;
    }
  return who->len > 0 ? g_string_free (g_steal_pointer (&who), FALSE) : NULL;
}

RcGrant *
rc_call_text_read (const char *text, gint64 now, gboolean *unclear)
{
  g_autoptr (RcGrant) grant = rc_grant_new ();
  g_autofree char *valid = NULL;
  const RcDeadlineContext context = { .published = now };
  gboolean understood;

  g_return_val_if_fail (text != NULL, g_steal_pointer (&grant));

  valid = g_utf8_make_valid (text, (gssize) strnlen (text, RC_CALL_MAX_BYTES));
  g_strstrip (valid);
  g_free (grant->title);
  grant->title = dup_title (valid);
  grant->url = dup_address (valid);
  grant->eligibility = rc_call_text_dup_who (valid);
  grant->summary = *valid != '\0' ? g_strdup (valid) : NULL;
  rc_eligibility_from_prose (valid, NULL, grant->facts);
  understood = rc_deadlines_read (valid, &context, grant->deadlines);
  if (unclear != NULL)
    *unclear = !understood;
  return g_steal_pointer (&grant);
}
