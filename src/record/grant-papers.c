/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a call asks to be sent: the list behind a heading of its text, and nothing that was guessed. */
#define G_LOG_DOMAIN "rc-record"

#include "config.h"

#include "record/grant-papers.h"

#include <string.h>

#define MAX_TEXT_BYTES 65536
#define MAX_PAPERS 8
#define LONGEST_PAPER 60 /* characters: more is a sentence, no name of a paper */

static const char *const headings[] = {
  "what to send", "required documents", "documents required", "application documents", "supporting documents", "documents to submit",
  "documents to be submitted", "application package", "необходимые документы", "перечень документов", "список документов", "пакет документов",
  "документы для подачи", "қажетті құжаттар", "құжаттар тізімі", "тапсырылатын құжаттар", "pièces à fournir", "documents à fournir",
  "documents requis", "pièces requises", "dossier de candidature",
};

static const char *const joiners[] = { "and ", "и ", "және ", "et ", "a ", "an ", "the " };

/* Where the text goes on behind a heading and its colon; NULL: none begins here. */
static const char *
skip_heading (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      glong n = g_utf8_strlen (headings[i], -1);
      g_autofree char *begin = NULL;
      g_autofree char *folded = NULL;
      const char *end = text;

      for (glong k = 0; k < n && *end != '\0'; k++)
        end = g_utf8_next_char (end);
      begin = g_strndup (text, (gsize) (end - text));
      folded = g_utf8_strdown (begin, -1);
      while (*end == ' ')
        end++;
      if (g_str_equal (folded, headings[i]) && *end == ':')
        return end + 1;
    }
  return NULL;
}

/* Without what joins it to the others; FALSE: it is no name of a paper. */
static gboolean
add_paper (GPtrArray *papers, const char *text)
{
  g_autofree char *paper = g_strstrip (g_strdup (text));
  const char *begin = paper;
  char first[7] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (joiners); i++)
    if (g_ascii_strncasecmp (begin, joiners[i], strlen (joiners[i])) == 0)
      begin += strlen (joiners[i]);
  g_strchomp (paper);
  while (g_str_has_suffix (paper, ".") || g_str_has_suffix (paper, ";") || g_str_has_suffix (paper, ","))
    paper[strlen (paper) - 1] = '\0';
  if (*begin == '\0')
    return TRUE;
  if (g_utf8_strlen (begin, -1) > LONGEST_PAPER || papers->len == MAX_PAPERS)
    return FALSE;
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (begin)), first);
  g_ptr_array_add (papers, g_strconcat (first, g_utf8_next_char (begin), NULL));
  return TRUE;
}

/* "- a plan", "2) a plan": what is behind the sign, or NULL. */
static const char *
skip_bullet (const char *line)
{
  static const char *const bullets[] = { "- ", "– ", "— ", "• ", "* ", "· " };
  const char *at = line;

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (line, bullets[i]))
      return line + strlen (bullets[i]);
  while (g_ascii_isdigit (*at))
    at++;
  return at > line && (*at == '.' || *at == ')') && at[1] == ' ' ? at + 2 : NULL;
}

/* What stands on the rest of the line, up to the end of the sentence. */
static gboolean
add_from_sentence (GPtrArray *papers, const char *text, gsize length)
{
  g_autofree char *sentence = g_strndup (text, length);
  char *end = strstr (sentence, ". ");
  g_auto (GStrv) parts = NULL;

  if (end != NULL)
    *end = '\0';
  parts = g_strsplit (sentence, strchr (sentence, ';') != NULL ? ";" : ",", MAX_PAPERS + 2);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!add_paper (papers, parts[i]))
      return FALSE;
  return TRUE;
}

/* Lines below, each with a sign before it. */
static gboolean
add_from_lines (GPtrArray *papers, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_PAPERS + 4);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]), *paper = skip_bullet (line);

      if (*line == '\0' && papers->len == 0)
        continue;
      if (paper == NULL)
        break;
      if (!add_paper (papers, paper))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_blank (const char *text, gsize length)
{
  return strspn (text, " \r\t") >= length;
}

static void
add_from_text (GPtrArray *papers, const char *text)
{
  const char *at = text;

  while (at != NULL && *at != '\0' && papers->len == 0 && at - text < MAX_TEXT_BYTES)
    {
      const char *behind, *sentence, *line;
      gboolean understood;

      at += strspn (at, " \n\r\t");
      behind = skip_heading (at);
      if (behind != NULL)
        {
          gsize length = strcspn (behind, "\n");

          understood = is_blank (behind, length) ? add_from_lines (papers, behind + length) : add_from_sentence (papers, behind, length);
          if (!understood)
            g_ptr_array_set_size (papers, 0);
        }
      /* A heading begins a line or a sentence. */
      sentence = strstr (at, ". ");
      line = strchr (at, '\n');
      at = sentence == NULL || (line != NULL && line < sentence) ? (line != NULL ? line + 1 : NULL) : sentence + 2;
    }
}

GStrv
rc_grant_list_papers (const RcGrant *grant)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (grant != NULL, NULL);

  if (grant->eligibility != NULL)
    add_from_text (papers, grant->eligibility);
  if (papers->len == 0 && grant->summary != NULL)
    add_from_text (papers, grant->summary);
  g_ptr_array_add (papers, NULL);
  return (GStrv) g_ptr_array_steal (papers, NULL);
}
