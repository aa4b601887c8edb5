/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries of BibTeX: where they end, and their fields. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/bibtex.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_FIELDS 2000           /* of one entry */
#define MAX_VALUE (4 * 1024 * 1024) /* bytes of one field */
#define MAX_RESOLVED (64 * 1024)    /* of one in which macros stand: each can double what was there */
#define MAX_MACROS 20000
#define MAX_PROBLEMS 20

static void
clear_field (gpointer data)
{
  RcBibtexField *field = data;

  g_free (field->name);
  g_free (field->value);
}

static RcBibtexEntry *
entry_new (void)
{
  RcBibtexEntry *self = g_new0 (RcBibtexEntry, 1);

  self->fields = g_array_new (FALSE, TRUE, sizeof (RcBibtexField));
  g_array_set_clear_func (self->fields, clear_field);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rc_bibtex_entry_free (RcBibtexEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->type);
  g_free (self->key);
  g_array_unref (self->fields);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

const char *
rc_bibtex_entry_get (const RcBibtexEntry *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RcBibtexField *field = &g_array_index (self->fields, RcBibtexField, i);

      if (g_str_equal (field->name, name) && field->value[strspn (field->value, " \t\r\n")] != '\0')
        return field->value;
    }
  return NULL;
}

gsize
rc_bibtex_measure_opening (const char *data, gsize length)
{
  gsize at = 1, word;

  if (length < 3 || *data != '@')
    return 0;
  while (at < length && g_ascii_isspace (data[at]))
    at++;
  word = at;
  /* Mendeley has a "web_page". */
  while (at < length && (g_ascii_isalpha (data[at]) || (data[at] == '_' && at > word)))
    at++;
  if (at == word)
    return 0;
  while (at < length && g_ascii_isspace (data[at]))
    at++;
  return at < length && (data[at] == '{' || data[at] == '(') ? at + 1 : 0;
}

/* An entry that begins on a line of its own ends one that was not closed. */
gsize
rc_bibtex_measure_entry (const char *data, gsize length)
{
  gsize at = rc_bibtex_measure_opening (data, length);
  gboolean round = at > 0 && data[at - 1] == '(', quoted = FALSE;
  gint64 depth = 0;

  if (at == 0)
    return 0;
  for (; at < length; at++)
    {
      if (data[at] == '@' && (data[at - 1] == '\n' || data[at - 1] == '\r') && rc_bibtex_measure_opening (data + at, length - at) > 0)
        return at;
      if (data[at] == '{')
        depth++;
      else if (data[at] == '"' && depth == 0)
        quoted = !quoted;
      else if (data[at] == '}' && --depth < 0)
        return at + 1;
      else if (round && data[at] == ')' && depth == 0 && !quoted)
        return at + 1;
    }
  return length;
}

typedef struct
{
  const char *at;
  GHashTable *macros;
  RcBibtexEntry *entry;
  char closing;
  gboolean full; /* it has as many fields as are kept */
} Parser;

static void
take_problem (Parser *self, char *message)
{
  if (self->entry->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (self->entry->problems, g_steal_pointer (&message));
  else if (self->entry->problems->len == MAX_PROBLEMS)
    g_ptr_array_add (self->entry->problems, g_strdup (_ ("more was found here than is listed")));
  g_free (message);
}

static void
skip_blank (Parser *self)
{
  for (;;)
    {
      while (g_ascii_isspace (*self->at))
        self->at++;
      if (*self->at != '%')
        return;
      self->at += strcspn (self->at, "\n"); /* no comment for BibTeX itself, but people write them */
    }
}

/* A group in braces or a text in quotes, without them. FALSE at the end of the entry. */
static gboolean
scan_delimited (Parser *self, GString *value)
{
  char closing = *self->at == '{' ? '}' : '"';
  const char *start = ++self->at;
  int depth = 0;

  for (; *self->at != '\0'; self->at++)
    {
      if (*self->at == closing && depth == 0)
        {
          g_string_append_len (value, start, self->at - start);
          self->at++;
          return TRUE;
        }
      if (*self->at == '{')
        depth++;
      else if (*self->at == '}' && depth > 0)
        depth--;
    }
  g_string_append_len (value, start, self->at - start);
  return FALSE;
}

static char *
scan_word (Parser *self, const char *stop)
{
  const char *start = self->at;

  while (*self->at != '\0' && !g_ascii_isspace (*self->at) && strchr (stop, *self->at) == NULL)
    self->at++;
  return g_strndup (start, (gsize) (self->at - start));
}

/* A number or a macro; a name that no @string explains stands for itself. */
static void
scan_bare (Parser *self, GString *value)
{
  g_autofree char *word = scan_word (self, ",#{}()\"=");
  g_autofree char *lower = g_ascii_strdown (word, -1);
  const char *meaning = g_hash_table_lookup (self->macros, lower);

  if (meaning == NULL && *word != '\0' && !g_ascii_isdigit (*word))
    take_problem (self, g_strdup_printf (_ ("“%.60s” is explained by no @string and stays as it is"), word));
  if (meaning != NULL && value->len + strlen (meaning) > MAX_RESOLVED)
    {
      take_problem (self, g_strdup (_ ("a field is too long and was cut")));
      return;
    }
  g_string_append (value, meaning != NULL ? meaning : word);
}

/* Parts joined by #. */
static char *
scan_value (Parser *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (;;)
    {
      const char *before;

      skip_blank (self);
      before = self->at;
      if (*self->at == '{' || *self->at == '"')
        {
          if (!scan_delimited (self, value))
            take_problem (self, g_strdup (_ ("a brace or quote is not closed")));
        }
      else
        scan_bare (self, value);
      if (value->len > MAX_VALUE)
        {
          take_problem (self, g_strdup (_ ("a field is too long and was cut")));
          g_string_truncate (value, MAX_VALUE);
        }
      skip_blank (self);
      if (*self->at != '#' || self->at == before)
        break;
      self->at++;
    }
  return g_utf8_make_valid (value->str, (gssize) value->len);
}

/* To what stands behind the next comma, when a field cannot be read. */
static void
skip_field (Parser *self)
{
  const char *start = self->at;
  g_autofree char *lost = NULL;

  while (*self->at != '\0' && *self->at != ',' && *self->at != self->closing)
    {
      if (*self->at == '{' || *self->at == '"')
        {
          g_autoptr (GString) ignored = g_string_new (NULL);

          scan_delimited (self, ignored);
        }
      else
        self->at++;
    }
  lost = g_strndup (start, MIN ((gsize) (self->at - start), 60));
  if (*g_strstrip (lost) != '\0')
    {
      g_autofree char *valid = g_utf8_make_valid (lost, -1);

      take_problem (self, g_strdup_printf (_ ("“%s” is no field and was left out"), g_strdelimit (valid, "\n\r\t", ' ')));
    }
}

/* Without control characters, which are no part of any name. */
static char *
scan_name (Parser *self)
{
  char *name = scan_word (self, "={}\",#%()");
  char *to = name;

  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_iscntrl (*at))
      *to++ = *at;
  *to = '\0';
  return name;
}

static void
scan_field (Parser *self)
{
  g_autofree char *name = scan_name (self);
  RcBibtexField field;

  skip_blank (self);
  if (*name != '\0' && *self->at == '=' && self->entry->fields->len >= MAX_FIELDS && !self->full)
    {
      take_problem (self, g_strdup_printf (_ ("more than %d fields: the rest was left out"), MAX_FIELDS));
      self->full = TRUE;
    }
  if (*name == '\0' || *self->at != '=' || self->full)
    {
      skip_field (self);
      return;
    }
  self->at++;
  field.name = g_ascii_strdown (name, -1);
  field.value = scan_value (self);
  g_array_append_val (self->entry->fields, field);
  skip_blank (self);
  if (*self->at != ',' && *self->at != self->closing && *self->at != '\0')
    {
      /* The comma is missing where another field follows. */
      if (!g_ascii_isalpha (*self->at))
        skip_field (self);
    }
}

/* The key stands before the first comma; an entry may have none, and begin with a field. */
static void
scan_key (Parser *self)
{
  const char *start;
  g_autofree char *key = NULL;

  skip_blank (self);
  start = self->at;
  key = g_strstrip (scan_word (self, ",={}\""));
  skip_blank (self);
  while (*self->at != '\0' && strchr (",={}\"", *self->at) == NULL)
    {
      /* Blanks in a key are none of BibTeX, but happen. */
      g_autofree char *more = scan_word (self, ",={}\"");
      g_autofree char *before = key;

      key = g_strdup_printf ("%s %s", before, more);
      skip_blank (self);
    }
  if (*self->at == '=')
    {
      self->at = start;
      return;
    }
  if (*key != '\0')
    self->entry->key = g_strdup (key);
  if (*self->at == ',')
    self->at++;
}

static void
scan_fields (Parser *self)
{
  for (;;)
    {
      const char *before;

      skip_blank (self);
      while (*self->at == ',')
        {
          self->at++;
          skip_blank (self);
        }
      if (*self->at == '\0')
        {
          take_problem (self, g_strdup (_ ("the entry is not closed")));
          return;
        }
      if (*self->at == self->closing)
        return;
      before = self->at;
      scan_field (self);
      if (self->at == before) /* a sign that belongs nowhere */
        self->at++;
    }
}

RcBibtexEntry *
rc_bibtex_parse_entry (const char *text, GHashTable *macros)
{
  RcBibtexEntry *entry = entry_new ();
  gsize opening = rc_bibtex_measure_opening (text, strlen (text));
  Parser parser = { .at = text + opening, .macros = macros, .entry = entry };
  g_autofree char *type = NULL;

  g_return_val_if_fail (opening > 0, entry);

  parser.closing = text[opening - 1] == '(' ? ')' : '}';
  type = g_strndup (text + 1, opening - 2);
  entry->type = g_ascii_strdown (g_strstrip (type), -1);
  if (g_str_equal (entry->type, "comment") || g_str_equal (entry->type, "preamble"))
    return entry;
  if (!g_str_equal (entry->type, "string"))
    scan_key (&parser);
  scan_fields (&parser);
  if (g_str_equal (entry->type, "string"))
    for (guint i = 0; i < entry->fields->len && g_hash_table_size (macros) < MAX_MACROS; i++)
      {
        const RcBibtexField *field = &g_array_index (entry->fields, RcBibtexField, i);

        g_hash_table_replace (macros, g_strdup (field->name), g_strdup (field->value));
      }
  return entry;
}

GHashTable *
rc_bibtex_new_macros (void)
{
  static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December" };
  GHashTable *macros = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    {
      g_autofree char *abbreviated = g_strndup (months[i], 3);

      g_hash_table_insert (macros, g_ascii_strdown (abbreviated, -1), g_strdup (months[i]));
    }
  return macros;
}
