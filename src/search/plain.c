/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People paste a line out of a catalogue, a citation or an address, and what was around the number comes with it. */
#define G_LOG_DOMAIN "rc-search"

#include "search/plain.h"

#include <string.h>

#include "text/fold.h"

#define FIRST_YEAR 1400
#define LAST_YEAR 2099
/* Digits in the name of a document of UNESDOC, behind pf. */
#define UNESDOC_DIGITS 10
/* Whoever pastes more means a text. */
#define MAX_TOKENS 40

/* What stands before a number and is no part of it; folded. */
static const char *const labels[] = {
  "isbn", "isbn13", "isbn10", "isbn 13", "isbn 10", "исбн", "issn", "eissn", "e issn", "p issn", "issn l", "doi", "udc", "удк", "әож",
  "ddc", "bbk", "ббк", "cote", "шифр", "shelfmark", "doc", "document", "док", "документ", "құжат", "barcode", "штрихкод", "инв", "no", "nr",
};

/* Folded. */
static const char *const little_words[] = {
  "a",  "an", "the", "of", "and", "or", "in", "on", "for", "to",  "by",  "with", "from",  "at",  "и",    "в",      "во",   "на",
  "о",  "об", "по",  "к",  "с",   "со", "из", "за", "от",  "для", "или", "le",   "la",    "les", "l",    "de",     "des",  "du",
  "et", "en", "un",  "une", "au", "aux", "d", "el", "los", "las", "del", "y",    "der",   "die", "das",  "und",    "және", "мен",
  "үшін", "туралы",
};

static gboolean
is_among (const char *const *words, gsize n, const char *token, gsize length)
{
  g_autofree char *folded = rc_text_fold (token, (gssize) length);

  for (gsize i = 0; i < n; i++)
    if (strcmp (folded, words[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_digit (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isdigit (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
is_quote (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '"' || type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION || c == 0x201e;
}

/* Words in quotation marks are meant as they are. */
static gboolean
quotes_words (char **tokens)
{
  for (; *tokens != NULL; tokens++)
    for (const char *p = *tokens; *p != '\0' && !has_digit (*tokens); p = g_utf8_next_char (p))
      if (is_quote (g_utf8_get_char (p)))
        return TRUE;
  return FALSE;
}

static char *
drop_quotes (const char *token)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (; *token != '\0'; token = g_utf8_next_char (token))
    if (!is_quote (g_utf8_get_char (token)))
      g_string_append_unichar (out, g_utf8_get_char (token));
  return g_strdup (out->str);
}

/* Behind the name of a number that stands before it in one word (UDC:37). */
static const char *
skip_label (const char *token)
{
  const char *colon = strpbrk (token, ":.");

  if (colon == NULL || colon[1] == '\0' || !is_among (labels, G_N_ELEMENTS (labels), token, (gsize) (colon - token)))
    return token;
  return colon + 1;
}

/* The language behind the name of a document: pf0000377433_rus. */
static void
cut_language (char *token)
{
  char *name = strstr (token, "pf");

  if (name != NULL && strspn (name + 2, "0123456789") == UNESDOC_DIGITS && name[2 + UNESDOC_DIGITS] == '_')
    name[2 + UNESDOC_DIGITS] = '\0';
}

/* What an address leads to: signs written as such, and nothing of how it is to be shown; the number where it names one. */
static char *
read_address (const char *token)
{
  g_autofree char *address = g_uri_unescape_string (token, NULL);
  static const char *const numbers[] = { "/isbn/", "/issn/" };

  if (address == NULL || !g_utf8_validate (address, -1, NULL))
    return g_strdup (token);
  address[strcspn (address, "?#")] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *at = strstr (address, numbers[i]);

      if (at != NULL)
        return g_strdup (at + strlen (numbers[i]));
    }
  return g_steal_pointer (&address);
}

static char *
clean_token (const char *token)
{
  gboolean address = strstr (token, "://") != NULL || g_str_has_prefix (token, "www.") || g_str_has_prefix (token, "doi.org/");
  g_autofree char *plain = has_digit (token) ? drop_quotes (token) : g_strdup (token);
  g_autofree char *read = address ? read_address (plain) : g_strdup (skip_label (plain));

  cut_language (read);
  return g_steal_pointer (&read);
}

/* The token at `i` says nothing where it stands. */
static gboolean
is_idle (char **tokens, guint i, guint n_tokens)
{
  const char *token = tokens[i], *next = i + 1 < n_tokens ? tokens[i + 1] : NULL;
  gsize length = strlen (token);

  if (next == NULL)
    return i > 0 && (g_str_has_suffix (token, ":") || g_str_has_suffix (token, "："));
  if (i > 0 && strcmp (token, "AND") == 0)
    return TRUE;
  return (has_digit (next) && is_among (labels, G_N_ELEMENTS (labels), token, length)) || strcmp (token, "№") == 0;
}

static gboolean
is_year (const char *token)
{
  guint64 year = strlen (token) == 4 && strspn (token, "0123456789") == 4 ? g_ascii_strtoull (token, NULL, 10) : 0;

  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

typedef enum
{
  CLEAN,
  WITHOUT_LITTLE_WORDS,
  WITH_YEARS,
  N_STAGES,
} Stage;

static char *
write_text (char **tokens, guint n_tokens, Stage stage)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < n_tokens; i++)
    {
      g_autofree char *token = NULL;

      if (is_idle (tokens, i, n_tokens)
          || (stage >= WITHOUT_LITTLE_WORDS && is_among (little_words, G_N_ELEMENTS (little_words), tokens[i], strlen (tokens[i]))))
        continue;
      token = clean_token (tokens[i]);
      if (*token == '\0')
        continue;
      g_string_append_printf (out, "%s%s%s", out->len > 0 ? " " : "", stage >= WITH_YEARS && is_year (token) ? "year:" : "", token);
    }
  return g_strdup (out->str);
}

/* One space between two tokens. */
static char **
split (const char *text, guint *n_tokens)
{
  g_autoptr (GString) spaced = g_string_new (NULL);
  char **tokens;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (spaced, c);
      else if (spaced->len > 0 && spaced->str[spaced->len - 1] != ' ')
        g_string_append_c (spaced, ' ');
    }
  if (spaced->len > 0 && spaced->str[spaced->len - 1] == ' ')
    g_string_truncate (spaced, spaced->len - 1);
  tokens = g_strsplit (spaced->str, " ", MAX_TOKENS + 1);
  *n_tokens = g_strv_length (tokens);
  return tokens;
}

GPtrArray *
rc_plain_texts (const char *text)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) tokens = NULL;
  g_autofree char *last = NULL;
  guint n_tokens;

  g_return_val_if_fail (text != NULL, texts);

  tokens = split (text, &n_tokens);
  if (n_tokens == 0 || n_tokens > MAX_TOKENS || quotes_words (tokens))
    return texts;
  last = g_strjoinv (" ", tokens);
  for (Stage stage = CLEAN; stage < N_STAGES; stage++)
    {
      g_autofree char *plain = write_text (tokens, n_tokens, stage);

      if (*plain == '\0' || strcmp (plain, last) == 0)
        continue;
      g_free (last);
      last = g_strdup (plain);
      g_ptr_array_add (texts, g_steal_pointer (&plain));
    }
  return texts;
}
