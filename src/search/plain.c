/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People paste a line out of a catalogue, a citation or an address, and what was around the number comes with it. */
#define G_LOG_DOMAIN "rc-search"

#include "search/plain.h"

#include <string.h>

#include "search/parse.h"
#include "text/fold.h"

#define FIRST_YEAR 1400
#define LAST_YEAR 2099
/* Digits in the name of a document of UNESDOC, behind pf. */
#define UNESDOC_DIGITS 10
#define MAX_SESSION_DIGITS 3
/* Whoever pastes more means a text. */
#define MAX_TOKENS 40
/* Of a title, parts that are left out one after the other. */
#define MAX_CUTS 4

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

/* Folded. */
static const char *const names_of_years[] = {
  "г", "гг", "год", "годы", "года", "годов", "ж", "жж", "жыл", "жылы", "жылдар", "жылдары", "year", "years", "annee", "annees",
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

/* One is open to the end, or more than a title stands in it: then all of it was pasted. */
static gboolean
quotes_by_chance (const char *text)
{
  gboolean open = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_quote (g_utf8_get_char (p)))
      open = !open;
    else if (open && (g_str_has_prefix (p, " / ") || g_str_has_prefix (p, " // ") || g_str_has_prefix (p, " = ")))
      return TRUE;
  return open;
}

/* Where the title ends in a line of a catalogue: before the same in another language, who answers for it, or where and when it
 * appeared; NULL: nowhere. */
static const char *
find_end_of_title (const char *text)
{
  static const char *const ends[] = { " / ", " // ", " = ", ". - ", ". \u2013 ", ". \u2014 " };
  const char *end = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *at = strstr (text, ends[i]);

      if (at != NULL && at > text && (end == NULL || at < end))
        end = at;
    }
  return end;
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

/* Behind the number of a session: 43C/57 stands in texts as 43 C/57; (nullable). */
static char *
part_session (const char *token)
{
  gsize n_digits = strspn (token, "0123456789"), n_letters = strspn (token + n_digits, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  if (n_digits == 0 || n_digits > MAX_SESSION_DIGITS || n_letters == 0 || token[n_digits + n_letters] != '/')
    return NULL;
  return g_strdup_printf ("%.*s %s", (int) n_digits, token, token + n_digits);
}

static char *
clean_token (const char *token)
{
  gboolean address = strstr (token, "://") != NULL || g_str_has_prefix (token, "www.") || g_str_has_prefix (token, "doi.org/");
  g_autofree char *plain = has_digit (token) ? drop_quotes (token) : g_strdup (token);
  g_autofree char *read = address ? read_address (plain) : g_strdup (skip_label (plain));
  g_autofree char *parted = NULL;

  cut_language (read);
  parted = part_session (read);
  return parted != NULL ? g_steal_pointer (&parted) : g_steal_pointer (&read);
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
is_year (int year)
{
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* "1995", "1995-2001", "1990s", "c1995", with a comma, a full stop or brackets of a citation; (nullable) as year: has it. */
static char *
read_years (const char *token)
{
  const char *start = token + strspn (token, "([");
  g_autofree char *bare = NULL;
  int from, to;

  /* Of a copyright. */
  if (g_str_has_prefix (start, "\u00a9"))
    start += strlen ("\u00a9");
  else if (*start == 'c' && g_ascii_isdigit (start[1]))
    start++;
  bare = g_strdup (start);
  for (gsize n = strlen (bare); n > 0 && strchr (",.;)]", bare[n - 1]) != NULL; n--)
    bare[n - 1] = '\0';
  if (!rc_years_parse (bare, &from, &to) || !is_year (from) || !is_year (to))
    return NULL;
  return from == to ? g_strdup_printf ("%d", from) : g_strdup_printf ("%d..%d", from, to);
}

/* A year, a dash and another year are one token. */
static void
join_years (GPtrArray *tokens)
{
  for (guint i = 0; i + 2 < tokens->len; i++)
    {
      g_autofree char *joined = g_strconcat (g_ptr_array_index (tokens, i), g_ptr_array_index (tokens, i + 1),
                                             g_ptr_array_index (tokens, i + 2), NULL);
      g_autofree char *years = has_digit (g_ptr_array_index (tokens, i + 1)) ? NULL : read_years (joined);

      if (years == NULL)
        continue;
      g_free (g_ptr_array_index (tokens, i));
      g_ptr_array_index (tokens, i) = g_steal_pointer (&joined);
      g_ptr_array_remove_range (tokens, i + 1, 2);
    }
}

/* Where the last part of a title begins that has several; NULL: it has one. */
static const char *
find_last_part (const char *title)
{
  static const char *const marks[] = { ": ", " : ", " - ", " \u2013 ", " \u2014 " };
  const char *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *at = g_strrstr (title, marks[i]);

      if (at != NULL && at > title && (last == NULL || at > last))
        last = at;
    }
  return last;
}

typedef enum
{
  CLEAN,
  WITHOUT_LITTLE_WORDS,
  WITH_YEARS, /* what stands behind them and says so is no word either */
  N_STAGES,
} Stage;

static char *
write_text (char **tokens, guint n_tokens, Stage stage)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean behind_years = FALSE;

  for (guint i = 0; i < n_tokens; i++)
    {
      g_autofree char *token = NULL, *years = NULL;

      if (is_idle (tokens, i, n_tokens)
          || (stage >= WITHOUT_LITTLE_WORDS && is_among (little_words, G_N_ELEMENTS (little_words), tokens[i], strlen (tokens[i]))))
        continue;
      years = stage >= WITH_YEARS ? read_years (tokens[i]) : NULL;
      if (stage >= WITH_YEARS && behind_years && is_among (names_of_years, G_N_ELEMENTS (names_of_years), tokens[i], strlen (tokens[i])))
        continue;
      behind_years = years != NULL;
      token = clean_token (tokens[i]);
      if (*token == '\0')
        continue;
      g_string_append_printf (out, "%s%s%s", out->len > 0 ? " " : "", years != NULL ? "year:" : "", years != NULL ? years : token);
    }
  return g_strdup (out->str);
}

/* One space between two tokens. */
static char **
split (const char *text, guint *n_tokens)
{
  g_autoptr (GString) spaced = g_string_new (NULL);
  g_autoptr (GPtrArray) tokens = g_ptr_array_new ();
  g_auto (GStrv) words = NULL;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (spaced, c);
      else if (spaced->len > 0 && spaced->str[spaced->len - 1] != ' ')
        g_string_append_c (spaced, ' ');
    }
  words = g_strsplit (g_strchomp (spaced->str), " ", MAX_TOKENS + 1);
  g_ptr_array_set_free_func (tokens, g_free);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (tokens, g_strdup (words[i]));
  join_years (tokens);
  *n_tokens = tokens->len;
  g_ptr_array_add (tokens, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&tokens), FALSE);
}

static void
add_text (GPtrArray *texts, const char *typed, char *taken_text)
{
  const char *last = texts->len > 0 ? g_ptr_array_index (texts, texts->len - 1) : typed;

  if (*taken_text == '\0' || strcmp (taken_text, last) == 0)
    g_free (taken_text);
  else
    g_ptr_array_add (texts, taken_text);
}

/* Stage by stage. */
static void
add_stages (GPtrArray *texts, const char *typed, const char *text)
{
  guint n_tokens;
  g_auto (GStrv) tokens = split (text, &n_tokens);

  if (n_tokens == 0 || n_tokens > MAX_TOKENS || quotes_words (tokens))
    return;
  for (Stage stage = CLEAN; stage < N_STAGES; stage++)
    add_text (texts, typed, write_text (tokens, n_tokens, stage));
}

GPtrArray *
rc_plain_texts (const char *text)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *unquoted = NULL, *title = NULL;
  const char *end;

  g_return_val_if_fail (text != NULL, texts);

  unquoted = quotes_by_chance (text) ? drop_quotes (text) : g_strdup (text);
  add_text (texts, text, g_strdup (unquoted));
  add_stages (texts, text, unquoted);
  title = g_strdup (unquoted);
  for (guint i = 0; i < MAX_CUTS; i++)
    {
      end = find_end_of_title (title);
      if (end == NULL && i > 0)
        end = find_last_part (title);
      if (end == NULL)
        break;
      title[end - title] = '\0';
      add_text (texts, text, g_strdup (title));
      add_stages (texts, text, title);
    }
  return texts;
}

GPtrArray *
rc_plain_titles (const char *text)
{
  GPtrArray *titles = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *unquoted = NULL, *plain = NULL;
  const char *end;

  g_return_val_if_fail (text != NULL, titles);

  unquoted = quotes_by_chance (text) ? drop_quotes (text) : g_strdup (text);
  plain = g_strdup (unquoted);
  for (char *at = strstr (plain, " -"); at != NULL; at = strstr (at, " -"))
    at[1] = ' ';
  end = find_end_of_title (unquoted);
  if (end != NULL)
    {
      char *title = g_strndup (plain, (gsize) (end - unquoted));
      const char *part = find_last_part (title);

      g_ptr_array_add (titles, title);
      if (part != NULL)
        g_ptr_array_add (titles, g_strndup (title, (gsize) (part - title)));
    }
  else if (strcmp (plain, unquoted) != 0)
    g_ptr_array_add (titles, g_steal_pointer (&plain));
  return titles;
}
