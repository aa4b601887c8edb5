/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tokenizer of JSON that takes what people write. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/json-tokens.h"

#include <string.h>

#define REPLACEMENT 0xfffd

void
rc_json_tokens_init (RcJsonTokens *self, const char *text, gsize length)
{
  memset (self, 0, sizeof *self);
  self->next = text;
  self->end = text + length;
  self->text = g_string_new (NULL);
}

void
rc_json_tokens_clear (RcJsonTokens *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

/* Four hexadecimal digits; -1 when there are none. */
static int
parse_unit (const char *data, const char *end)
{
  int unit = 0;

  if (end - data < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (data[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (data[i]);
    }
  return unit;
}

/* Behind \u. FALSE when no number follows. */
static gboolean
read_unicode (RcJsonTokens *self)
{
  int high = parse_unit (self->next, self->end), low = -1;
  gunichar c = (gunichar) high;

  if (high < 0)
    return FALSE;
  self->next += 4;
  if (high >= 0xd800 && high < 0xdc00 && self->end - self->next >= 6 && self->next[0] == '\\' && self->next[1] == 'u')
    low = parse_unit (self->next + 2, self->end);
  if (low >= 0xdc00 && low < 0xe000)
    {
      c = 0x10000 + (((gunichar) high - 0xd800) << 10) + ((gunichar) low - 0xdc00);
      self->next += 6;
    }
  else if (high >= 0xd800 && high < 0xe000)
    {
      c = REPLACEMENT;
      self->n_replaced++;
    }
  if (c == 0)
    g_string_append_c (self->text, '\0');
  else
    g_string_append_unichar (self->text, c);
  return TRUE;
}

/* Behind a backslash. */
static gboolean
read_escape (RcJsonTokens *self)
{
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  const char *name;

  if (self->next == self->end)
    return FALSE;
  if (*self->next == 'u')
    {
      self->next++;
      return read_unicode (self);
    }
  name = *self->next != '\0' ? strchr (names, *self->next) : NULL;
  if (name != NULL)
    g_string_append_c (self->text, values[name - names]);
  else
    {
      /* No escape of JSON: the backslash was meant. */
      g_string_append_c (self->text, '\\');
      self->n_repaired++;
      return TRUE;
    }
  self->next++;
  return TRUE;
}

/* At a line break in a text: a blank stands for it and what was indented. */
static void
join_lines (RcJsonTokens *self)
{
  while (self->text->len > 0 && self->text->str[self->text->len - 1] == ' ')
    g_string_truncate (self->text, self->text->len - 1);
  while (self->next < self->end && strchr (" \t\r\n", *self->next) != NULL && *self->next != '\0')
    self->next++;
  if (self->text->len > 0)
    g_string_append_c (self->text, ' ');
  self->n_broken_lines++;
}

static RcJsonToken
read_text (RcJsonTokens *self)
{
  g_string_truncate (self->text, 0);
  while (self->next < self->end)
    {
      const char *plain = self->next;

      while (self->next < self->end && *self->next != '"' && *self->next != '\\' && *self->next != '\n' && *self->next != '\r')
        self->next++;
      g_string_append_len (self->text, plain, self->next - plain);
      if (self->next == self->end)
        break;
      if (*self->next == '\n' || *self->next == '\r')
        {
          join_lines (self);
          continue;
        }
      if (*self->next++ == '"')
        return RC_JSON_TEXT;
      if (!read_escape (self))
        return RC_JSON_BROKEN;
    }
  return RC_JSON_BROKEN;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '+' || c == '.' || c == '$';
}

static RcJsonToken
read_word (RcJsonTokens *self)
{
  static const char *const known[] = { "true", "false", "null", NULL };
  const char *start = self->next;

  while (self->next < self->end && is_word (*self->next))
    self->next++;
  if (self->next == start)
    return RC_JSON_BROKEN;
  g_string_truncate (self->text, 0);
  g_string_append_len (self->text, start, self->next - start);
  if (!g_ascii_isdigit (*start) && *start != '-' && !g_strv_contains (known, self->text->str))
    self->n_repaired++;
  return RC_JSON_WORD;
}

RcJsonToken
rc_json_tokens_next (RcJsonTokens *self)
{
  char c;

  while (self->next < self->end && *self->next != '\0' && strchr (" \t\r\n,:", *self->next) != NULL)
    if (*self->next == ',' || *self->next == ':')
      {
        self->after_value = FALSE;
        self->next++;
      }
    else
      self->next++;
  if (self->next == self->end)
    return RC_JSON_END;
  c = *self->next;
  if (c == '}' || c == ']')
    {
      self->next++;
      self->after_value = TRUE;
      return (RcJsonToken) c;
    }
  self->n_repaired += self->after_value;
  self->after_value = c != '{' && c != '[';
  if (c == '{' || c == '[')
    {
      self->next++;
      return (RcJsonToken) c;
    }
  if (c != '"')
    return read_word (self);
  self->next++;
  return read_text (self);
}

gboolean
rc_json_tokens_skip (RcJsonTokens *self, RcJsonToken first)
{
  guint depth = 0;

  for (RcJsonToken token = first;; token = rc_json_tokens_next (self))
    {
      if (token == RC_JSON_END || token == RC_JSON_BROKEN)
        return FALSE;
      if (token == RC_JSON_OPEN_OBJECT || token == RC_JSON_OPEN_ARRAY)
        depth++;
      else if (token == RC_JSON_CLOSE_OBJECT || token == RC_JSON_CLOSE_ARRAY)
        {
          if (depth == 0)
            return FALSE;
          depth--;
        }
      if (depth == 0)
        return TRUE;
    }
}
