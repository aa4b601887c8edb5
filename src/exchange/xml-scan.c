/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pass over the bytes of an XML file, ahead of the parser. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-scan.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define STEP 4096
#define AHEAD 64         /* bytes that are seen together: an entity, the start of a tag */
#define MAX_ENTITY 32    /* letters of the name of one */

RcXmlScan *
rc_xml_scan_new (RcInput *input, const char *const *units, gboolean byte_text, gboolean utf8)
{
  RcXmlScan *self = g_new0 (RcXmlScan, 1);

  self->input = input;
  self->units = units;
  self->byte_text = byte_text;
  self->utf8 = utf8;
  self->text = g_byte_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (RcXmlPlace));
  self->line = 1;
  return self;
}

void
rc_xml_scan_free (RcXmlScan *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->text);
  g_array_unref (self->starts);
  g_free (self->root);
  g_free (self);
}

guint64
rc_xml_scan_get_end (const RcXmlScan *self)
{
  return self->base + self->text->len;
}

void
rc_xml_scan_drop (RcXmlScan *self, guint64 offset)
{
  if (offset <= self->base)
    return;
  g_byte_array_remove_range (self->text, 0, (guint) (offset - self->base));
  self->base = offset;
}

gboolean
rc_xml_scan_is_unit (const RcXmlScan *self, const char *local_name)
{
  return g_strv_contains (self->units, local_name);
}

static void
append (RcXmlScan *self, const char *bytes, gsize length)
{
  g_byte_array_append (self->text, (const guint8 *) bytes, (guint) length);
}

static RcXmlPlace *
get_place (RcXmlScan *self)
{
  return self->starts->len > 0 ? &g_array_index (self->starts, RcXmlPlace, self->starts->len - 1) : &self->before;
}

static gboolean
starts_with (const char *data, gsize length, const char *word)
{
  return length >= strlen (word) && memcmp (data, word, strlen (word)) == 0;
}

/* The name of a tag, with its prefix. */
static char *
dup_name (const char *data, gsize length)
{
  gsize n = 0;

  while (n < length && strchr (" \t\r\n/>", data[n]) == NULL && data[n] != '<')
    n++;
  return g_strndup (data, n);
}

static void
note_start (RcXmlScan *self, const char *data, gsize length, guint64 offset)
{
  g_autofree char *name = dup_name (data + 1, MIN (length - 1, AHEAD));
  const char *colon = strchr (name, ':');
  gboolean unit = rc_xml_scan_is_unit (self, colon != NULL ? colon + 1 : name);

  if (self->root == NULL)
    {
      self->root = g_strdup (name);
      self->root_offset = offset;
      self->root_is_unit = unit;
    }
  if (unit)
    {
      RcXmlPlace place = { .offset = offset, .line = self->line };

      g_array_append_val (self->starts, place);
    }
}

static void
note_end (RcXmlScan *self, const char *data, gsize length)
{
  g_autofree char *name = dup_name (data + 2, MIN (length - 2, AHEAD));

  if (g_strcmp0 (name, self->root) == 0)
    self->root_ended = TRUE;
}

/* At a <. How many bytes are well as they are; 0 when it is none of XML. */
static gsize
pass_markup (RcXmlScan *self, const char *data, gsize length, guint64 offset)
{
  static const struct
  {
    const char *start, *end;
  } shut[] = { { "<![CDATA[", "]]>" }, { "<!--", "-->" }, { "<?", "?>" } };

  for (guint i = 0; i < G_N_ELEMENTS (shut); i++)
    if (starts_with (data, length, shut[i].start))
      {
        self->until = shut[i].end;
        return strlen (shut[i].start);
      }
  if (length < 2 || data[1] == '!')
    return 1;
  if (data[1] == '/')
    note_end (self, data, length);
  else if (g_ascii_isalpha (data[1]) || data[1] == '_' || data[1] == ':' || (guchar) data[1] >= 0x80)
    note_start (self, data, length, offset);
  else
    return 0;
  return 1;
}

static gboolean
is_xml_character (guint64 c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c <= 0xfffd)
         || (c >= 0x10000 && c <= 0x10ffff);
}

/* &#10; or &#xa; of at most 10 digits. Its length, 0 when it is none. */
static gsize
parse_number (const char *data, gsize length, guint64 *c)
{
  gboolean hex = length > 2 && (data[2] == 'x' || data[2] == 'X');
  gsize first = hex ? 3 : 2, n = first;

  *c = 0;
  for (; n < length && n < first + 10 && (hex ? g_ascii_isxdigit (data[n]) : g_ascii_isdigit (data[n])); n++)
    *c = *c * (hex ? 16 : 10) + (guint64) g_ascii_xdigit_value (data[n]);
  return n > first && n < length && data[n] == ';' ? n + 1 : 0;
}

/* &name; and its length, 0 when it is none. */
static gsize
parse_entity (const char *data, gsize length, char name[MAX_ENTITY + 1])
{
  gsize n = 1;

  while (n < length && n <= MAX_ENTITY && g_ascii_isalnum (data[n]))
    n++;
  if (n == 1 || n >= length || data[n] != ';')
    return 0;
  memcpy (name, data + 1, n - 1);
  name[n - 1] = '\0';
  return n + 1;
}

/* At a &. Writes what stands for it and returns how many bytes that took; 0 when they are well as they are. */
static gsize
repair_reference (RcXmlScan *self, const char *data, gsize length)
{
  static const char *const known[] = { "amp", "lt", "gt", "quot", "apos", NULL };
  char name[MAX_ENTITY + 1];
  const htmlEntityDesc *entity = NULL;
  guint64 c = 0;
  gsize n = length > 1 && data[1] == '#' ? parse_number (data, length, &c) : 0;

  if (n > 0 && is_xml_character (c))
    return 0;
  if (n > 0)
    {
      get_place (self)->n_replaced++;
      append (self, "?", 1);
      return n;
    }
  n = parse_entity (data, length, name);
  if (n > 0 && g_strv_contains (known, name))
    return 0;
  get_place (self)->n_repaired++;
  if (n > 0)
    entity = htmlEntityLookup ((const xmlChar *) name);
  if (entity != NULL)
    {
      g_autofree char *number = g_strdup_printf ("&#%u;", entity->value);

      append (self, number, strlen (number));
      return n;
    }
  append (self, "&amp;", 5);
  return 1;
}

/* At a byte above ASCII. Its length; 0 when it is no character that XML may hold. */
static gsize
pass_character (RcXmlScan *self, const char *data, gsize length)
{
  gunichar c = self->utf8 ? g_utf8_get_char_validated (data, (gssize) length) : ' ';

  if (c >= (gunichar) -2)
    get_place (self)->n_broken++;
  else if (!is_xml_character (c))
    get_place (self)->n_replaced++;
  else
    return self->utf8 ? (gsize) g_unichar_to_utf8 (c, NULL) : 1;
  return 0;
}

/* Goes over `length` bytes of the window, and a little further where something reaches over the end. Returns how many. */
static gsize
scan (RcXmlScan *self, const char *window, gsize window_length, gsize length)
{
  gsize i = 0, kept = 0; /* what lies before kept is written */

  while (i < length)
    {
      const char *at = window + i;
      gsize left = window_length - i, passed = 1, taken = 0;
      guchar byte = (guchar) *at;

      if (byte > '?' && byte < 0x80 && byte != ']')
        {
          i++;
          continue;
        }
      if (byte >= 0x80)
        passed = pass_character (self, at, left);
      else if (byte < ' ' && byte != '\t' && byte != '\r' && byte != '\n')
        {
          passed = 0;
          get_place (self)->n_replaced++;
        }
      else if (self->until != NULL && starts_with (at, left, self->until))
        {
          passed = strlen (self->until);
          self->until = NULL;
        }
      else if (byte == '\n')
        self->line++;
      else if (byte == '<' && self->until == NULL)
        passed = pass_markup (self, at, left, self->base + self->text->len + i - kept);
      else if (byte != '&' || self->until != NULL)
        ;
      else
        {
          append (self, window + kept, i - kept);
          kept = i;
          taken = repair_reference (self, at, left);
          if (taken > 0)
            i = kept = i + taken;
          else
            i++;
          continue;
        }
      if (passed == 0)
        {
          append (self, window + kept, i - kept);
          append (self, byte == '<' ? "&lt;" : "?", byte == '<' ? 4 : 1);
          get_place (self)->n_repaired += byte == '<';
          kept = i + 1;
          passed = 1;
        }
      i += passed;
    }
  append (self, window + kept, i - kept);
  return i;
}

gboolean
rc_xml_scan_more (RcXmlScan *self, GCancellable *cancellable, GError **error)
{
  const char *window;
  gsize length;

  if (self->at_end)
    return TRUE;
  if (!rc_input_fill (self->input, STEP + AHEAD, cancellable, error))
    return FALSE;
  window = rc_input_peek (self->input, &length);
  self->at_end = length == 0;
  if (self->byte_text)
    rc_input_skip (self->input, scan (self, window, length, MIN (length, STEP)));
  else
    {
      append (self, window, MIN (length, STEP));
      rc_input_skip (self->input, MIN (length, STEP));
    }
  return TRUE;
}

gsize
rc_xml_find_end (const char *data, gsize length, guint n_inner, char **name)
{
  g_autofree char *end = NULL;
  const char *found = data;

  *name = dup_name (data + 1, length - 1);
  end = g_strconcat ("</", *name, NULL);
  while ((found = memmem (found, length - (gsize) (found - data), end, strlen (end))) != NULL)
    {
      const char *after = found + strlen (end), *stop = data + length;

      while (after < stop && strchr (" \t\r\n", *after) != NULL)
        after++;
      if (after < stop && *after == '>' && n_inner-- == 0)
        return (gsize) (after + 1 - data);
      found += strlen (end);
    }
  return 0;
}
