/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pass over the bytes of an XML file, ahead of the parser. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-scan.h"

#include "exchange/format.h"

#include <glib/gi18n.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#define STEP 4096
#define AHEAD 64         /* bytes that are seen together: an entity, the start of a tag */
#define MAX_ENTITY 32    /* letters of the name of one */
#define MAX_TYPE 65536   /* bytes of a document type definition */

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

/* Letters of the name of a tag, with its prefix. */
static gsize
measure_name (const char *data, gsize length)
{
  gsize n = 0;

  for (; n < length; n++)
    switch (data[n])
      {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
      case '/':
      case '>':
      case '<':
      case '\0':
        return n;
      default:
        break;
      }
  return n;
}

static char *
dup_name (const char *data, gsize length)
{
  return g_strndup (data, measure_name (data, length));
}

static gboolean
is_unit (const RcXmlScan *self, const char *name, gsize length)
{
  for (const char *const *unit = self->units; *unit != NULL; unit++)
    if ((*unit)[0] == name[0] && strncmp (*unit, name, length) == 0 && (*unit)[length] == '\0')
      return TRUE;
  return FALSE;
}

gboolean
rc_xml_scan_is_unit (const RcXmlScan *self, const char *local_name)
{
  return is_unit (self, local_name, strlen (local_name));
}

static void
note_start (RcXmlScan *self, const char *data, gsize length, guint64 offset)
{
  const char *name = data + 1;
  gsize n = measure_name (name, MIN (length - 1, AHEAD));
  const char *colon = memchr (name, ':', n);
  gboolean unit = colon != NULL ? is_unit (self, colon + 1, n - (gsize) (colon + 1 - name)) : is_unit (self, name, n);

  if (self->root == NULL)
    {
      self->root = g_strndup (name, n);
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
  gsize n;

  if (self->root == NULL || length < 3 || data[2] != self->root[0])
    return;
  n = measure_name (data + 2, MIN (length - 2, AHEAD));
  if (strncmp (self->root, data + 2, n) == 0 && self->root[n] == '\0')
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

  for (guint i = 0; length > 1 && (data[1] == '!' || data[1] == '?') && i < G_N_ELEMENTS (shut); i++)
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

/* The references that nearly all are, and how many bytes they have; 0 for others, good or not. */
static gsize
measure_known (const char *data, gsize length)
{
  if (length >= 5 && memcmp (data, "&amp;", 5) == 0)
    return 5;
  return length >= 4 && (memcmp (data, "&lt;", 4) == 0 || memcmp (data, "&gt;", 4) == 0) ? 4 : 0;
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

/* The document type definition that begins here, with what it declares; 0 when it is none, or does not end in what is there. One whose
 * entities are made of others is there to burst its reader: noted, and 0. */
static gsize
measure_type (RcXmlScan *self, const char *data, gsize length)
{
  char quote = '\0';
  gboolean inside = FALSE;

  if (!starts_with (data, length, "<!DOCTYPE") && !starts_with (data, length, "<!doctype"))
    return 0;
  for (gsize i = 0; i < length; i++)
    if (quote != '\0' && inside && data[i] == '&' && i + 1 < length && g_ascii_isalpha (data[i + 1]))
      {
        self->is_bomb = TRUE;
        return 0;
      }
    else if (quote != '\0')
      quote = data[i] == quote ? '\0' : quote;
    else if (data[i] == '"' || data[i] == '\'')
      quote = data[i];
    else if (data[i] == '[')
      inside = TRUE;
    else if (data[i] == ']')
      inside = FALSE;
    else if (data[i] == '>' && !inside)
      return i + 1;
  return 0;
}

/* Bytes that stand for themselves wherever they come: ASCII but for markup, what ends CDATA, a comment or an instruction (]-?), and
 * control characters. */
#define P 1
static const guint8 is_plain[256] = {
  [' '] = P, ['!'] = P, ['"'] = P, ['#'] = P, ['$'] = P, ['%'] = P, ['\''] = P, ['('] = P, [')'] = P, ['*'] = P, ['+'] = P,
  [','] = P, ['.' ... ';'] = P, ['='] = P, ['>'] = P, ['@' ... '\\'] = P, ['^' ... '~'] = P,
};
#undef P

#define BLOCK 16 /* bytes that are looked at together */

typedef guint8 Block __attribute__ ((vector_size (BLOCK)));

/* Steps over plain bytes, a block at a time. It may stop early, and is right behind a plain byte. */
static gsize
pass_plain (const char *window, gsize i, gsize length)
{
  for (; i + BLOCK <= length; i += BLOCK)
    {
      Block block, other;
      guint64 halves[2];

      memcpy (&block, window + i, BLOCK);
      /* Nothing is plain above ~ and below a blank. */
      other = (Block) (block - ' ' > '~' - ' ');
      other |= (Block) (block == '&') | (Block) (block == '<') | (Block) (block == ']') | (Block) (block == '-') | (Block) (block == '?');
      memcpy (halves, &other, BLOCK);
      if (G_BYTE_ORDER == G_LITTLE_ENDIAN && halves[0] != 0)
        return i + (gsize) __builtin_ctzll (halves[0]) / 8;
      if (G_BYTE_ORDER == G_LITTLE_ENDIAN && halves[1] != 0)
        return i + 8 + (gsize) __builtin_ctzll (halves[1]) / 8;
      if ((halves[0] | halves[1]) != 0)
        break;
    }
  while (i < length && is_plain[(guchar) window[i]])
    i++;
  return i;
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

      if (is_plain[byte])
        {
          i = pass_plain (window, i + 1, length);
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
      else if (byte == '<' && self->until == NULL && self->root == NULL && self->drops_type && (taken = measure_type (self, at, left)) > 0)
        {
          append (self, window + kept, i - kept);
          i = kept = i + taken;
          self->dropped_type = TRUE;
          continue;
        }
      else if (byte == '<' && self->until == NULL)
        passed = pass_markup (self, at, left, self->base + self->text->len + i - kept);
      else if (byte != '&' || self->until != NULL)
        ;
      else if ((taken = measure_known (at, left)) > 0)
        passed = taken;
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
  if (!rc_input_fill (self->input, STEP + (self->drops_type && self->root == NULL ? MAX_TYPE : AHEAD), cancellable, error))
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
  if (self->is_bomb)
    g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the XML declares entities made of entities, which is refused"));
  return !self->is_bomb;
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
