/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An element that is no XML, made one. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-mend.h"

#include <string.h>

#define MAX_OPEN 60 /* elements in each other: deeper ones are left out as tags */

typedef struct
{
  GString *out;
  GPtrArray *open; /* char *: names of the elements that are not shut */
  const char *at, *end;
} Mender;

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || c == ':' || (guchar) c >= 0x80;
}

static gboolean
is_name (char c)
{
  return is_name_start (c) || g_ascii_isdigit (c) || c == '-' || c == '.';
}

static const char *
skip_name (const char *at, const char *end)
{
  while (at < end && is_name (*at))
    at++;
  return at;
}

static const char *
skip_blanks (const char *at, const char *end)
{
  while (at < end && g_ascii_isspace (*at))
    at++;
  return at;
}

static void
append (Mender *self, const char *start, const char *end)
{
  g_string_append_len (self->out, start, end - start);
}

/* Shuts the elements that were opened after the first `n`. */
static void
shut (Mender *self, guint n)
{
  while (self->open->len > n)
    {
      g_string_append_printf (self->out, "</%s>", (char *) g_ptr_array_index (self->open, self->open->len - 1));
      g_ptr_array_set_size (self->open, (gint) self->open->len - 1);
    }
}

/* At what is shut by words: CDATA, a comment, an instruction. FALSE at anything else. */
static gboolean
pass_shut (Mender *self)
{
  static const struct
  {
    const char *start, *end;
  } kinds[] = { { "<![CDATA[", "]]>" }, { "<!--", "-->" }, { "<?", "?>" } };
  gsize left = (gsize) (self->end - self->at);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (left >= strlen (kinds[i].start) && memcmp (self->at, kinds[i].start, strlen (kinds[i].start)) == 0)
      {
        const char *stop = memmem (self->at, left, kinds[i].end, strlen (kinds[i].end));
        gboolean text = kinds[i].start[2] == '[';

        if (stop != NULL && text)
          append (self, self->at, stop + strlen (kinds[i].end));
        else if (text)
          {
            append (self, self->at, self->end);
            g_string_append (self->out, "]]>");
          }
        self->at = stop != NULL ? stop + strlen (kinds[i].end) : self->end;
        return TRUE;
      }
  return FALSE;
}

/* Behind the name of a start tag: its attributes, each once and in quotes. FALSE when the text ends before the tag does. */
static gboolean
pass_attributes (Mender *self, GString *tag)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (;;)
    {
      const char *name = self->at = skip_blanks (self->at, self->end), *after, *value;

      if (self->at >= self->end)
        return FALSE;
      if (*self->at == '>' || *self->at == '/')
        return TRUE;
      after = skip_name (name, self->end);
      value = skip_blanks (after, self->end);
      if (after == name || !is_name_start (*name) || value >= self->end || *value != '=')
        {
          self->at = after > name ? after : name + 1;
          continue;
        }
      value = skip_blanks (value + 1, self->end);
      if (value < self->end && (*value == '"' || *value == '\''))
        {
          const char *stop = memchr (value + 1, *value, (gsize) (self->end - value - 1));
          const char *less = stop != NULL ? memchr (value, '<', (gsize) (stop - value)) : NULL;

          if (stop == NULL)
            return FALSE;
          self->at = stop + 1;
          if (less == NULL && g_hash_table_add (seen, g_strndup (name, (gsize) (after - name))))
            {
              g_string_append_c (tag, ' ');
              g_string_append_len (tag, name, self->at - name);
            }
          continue;
        }
      for (self->at = value; self->at < self->end && strchr (" \t\r\n>\"'<&", *self->at) == NULL; self->at++)
        ;
      if (self->at > value && g_hash_table_add (seen, g_strndup (name, (gsize) (after - name))))
        g_string_append_printf (tag, " %.*s=\"%.*s\"", (int) (after - name), name, (int) (self->at - value), value);
    }
}

static void
pass_start (Mender *self)
{
  const char *name = self->at + 1, *after = skip_name (name, self->end);
  g_autoptr (GString) tag = g_string_new ("<");

  g_string_append_len (tag, name, after - name);
  self->at = after;
  if (!pass_attributes (self, tag))
    {
      self->at = self->end;
      return;
    }
  if (*self->at == '/')
    {
      self->at = skip_blanks (self->at + 1, self->end);
      if (self->at < self->end && *self->at == '>')
        self->at++;
      g_string_append (tag, "/>");
    }
  else
    {
      self->at++;
      if (self->open->len >= MAX_OPEN)
        return;
      g_ptr_array_add (self->open, g_strndup (name, (gsize) (after - name)));
      g_string_append_c (tag, '>');
    }
  g_string_append_len (self->out, tag->str, (gssize) tag->len);
}

static void
pass_end (Mender *self)
{
  const char *name = self->at + 2, *after = skip_name (name, self->end);
  const char *stop = memchr (after, '>', (gsize) (self->end - after));
  gsize length = (gsize) (after - name);

  self->at = stop != NULL ? stop + 1 : self->end;
  for (guint n = self->open->len; n > 0; n--)
    {
      const char *open = g_ptr_array_index (self->open, n - 1);

      if (strlen (open) == length && memcmp (open, name, length) == 0)
        {
          shut (self, n - 1);
          return;
        }
    }
}

GString *
rc_xml_mend (const char *data, gsize length)
{
  g_autoptr (GString) out = g_string_sized_new (length + 64);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  Mender self = { .out = out, .open = open, .at = data, .end = data + length };

  if (length < 2 || data[0] != '<' || !is_name_start (data[1]))
    return NULL;
  do
    {
      const char *next = memchr (self.at, '<', (gsize) (self.end - self.at));

      append (&self, self.at, next != NULL ? next : self.end);
      self.at = next != NULL ? next : self.end;
      if (self.at >= self.end || pass_shut (&self))
        continue;
      if (self.at + 1 < self.end && is_name_start (self.at[1]))
        pass_start (&self);
      else if (self.at + 2 < self.end && self.at[1] == '/' && is_name_start (self.at[2]))
        pass_end (&self);
      else
        {
          /* A declaration, or a sign that somebody should have escaped. */
          g_string_append (out, "&lt;");
          self.at++;
        }
    }
  while (self.at < self.end && open->len > 0);
  shut (&self, 0);
  return g_steal_pointer (&out);
}
