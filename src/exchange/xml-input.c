/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A streaming XML reader over our input. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-input.h"

#include "exchange/charset-guess.h"
#include "exchange/charset.h"
#include "exchange/xml-pieces.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 64
#define MAX_PASSED 4096
#define DECLARATION 200 /* bytes, at most */

/* How many bytes there are before another unit begins. */
static gsize
measure_unit (const RcXmlInput *self)
{
  const GArray *starts = self->scan->starts;
  guint64 end = rc_xml_scan_get_end (self->scan);

  for (guint i = starts->len; i > 0 && g_array_index (starts, RcXmlPlace, i - 1).offset > self->given; i--)
    end = g_array_index (starts, RcXmlPlace, i - 1).offset;
  return (gsize) (end - self->given);
}

/* Text that was not given yet, at most so many bytes of it; none at the end. -1 on an error, which is kept. */
static int
find_text (RcXmlInput *self, gsize most, const char **text)
{
  RcXmlScan *scan = self->scan;
  gsize length;

  if (self->n_taken > RC_MAX_RECORD_BYTES)
    {
      if (self->io_error == NULL)
        g_set_error (&self->io_error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE,
                     _ ("an element of the XML has more than %d MiB"), RC_MAX_RECORD_BYTES / 1024 / 1024);
      return -1;
    }
  while (self->given == rc_xml_scan_get_end (scan) && !scan->at_end)
    if (!rc_xml_scan_more (scan, self->cancellable, self->io_error == NULL ? &self->io_error : NULL))
      return -1;
  /* Far from any unit nothing is worth keeping. */
  if (scan->starts->len <= self->n_units && scan->text->len > RC_MAX_RECORD_BYTES)
    rc_xml_scan_drop (scan, self->given);
  *text = (const char *) scan->text->data + (self->given - scan->base);
  length = MIN (self->fields != NULL ? measure_unit (self) : rc_xml_scan_get_end (scan) - self->given, most);
  self->given += length;
  self->n_taken += length;
  return (int) length;
}

static int
read_cb (void *context, char *buffer, int size)
{
  const char *text;
  int length = find_text (context, (gsize) size, &text);

  if (length > 0) /* of nothing at all there is no text */
    memcpy (buffer, text, (gsize) length);
  return length;
}

void
rc_xml_input_error_cb (void *context, xmlErrorPtr problem)
{
  RcXmlInput *self = context;

  /* An undeclared prefix or a strange name of a namespace breaks nothing for us. */
  if (self->message != NULL || problem->level < XML_ERR_ERROR || problem->domain == XML_FROM_NAMESPACE)
    return;
  self->message = g_strdup_printf (_ ("line %d: %s"), problem->line + (int) self->line, problem->message);
  g_strdelimit (g_strstrip (self->message), "\n", ' ');
}

static gboolean
refuses_document_type (const char *data, gsize length)
{
  const char *type = memmem (data, length, "<!DOCTYPE", strlen ("<!DOCTYPE"));

  for (const char *p = data; type != NULL && p < type; p++)
    if (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '_'))
      return FALSE; /* text further on */
  return type != NULL;
}

static void
set_document_type_error (GError **error)
{
  g_set_error_literal (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED,
                       _ ("the XML brings a document type definition, which is refused"));
}

/* The declaration names no encoding but UTF-8. */
static gboolean
says_utf8 (const char *data, gsize length)
{
  const char *end = g_strstr_len (data, MIN ((gssize) length, DECLARATION), "?>");
  g_autofree char *declaration = end != NULL ? g_ascii_strdown (data, end - data) : g_strdup ("");

  return strstr (declaration, "encoding") == NULL || strstr (declaration, "utf-8") != NULL || strstr (declaration, "utf8") != NULL;
}

/* The encoding that the declaration names is one that can be read, or it names none. */
static gboolean
declares_known (const char *data, gsize length)
{
  const char *end = g_strstr_len (data, MIN ((gssize) length, DECLARATION), "?>");
  const char *name = end != NULL ? g_strstr_len (data, end - data, "encoding") : NULL;
  g_autofree char *word = NULL;
  xmlCharEncodingHandler *handler;

  if (name == NULL || (name = strpbrk (name, "\"'")) == NULL || name > end)
    return TRUE;
  word = g_strndup (name + 1, strcspn (name + 1, "\"'?>"));
  handler = xmlFindCharEncodingHandler (word);
  if (handler == NULL)
    return g_ascii_strcasecmp (word, "utf-8") == 0;
  xmlCharEncCloseFunc (handler);
  return TRUE;
}

/* A text of another encoding has hardly a character that would do as UTF-8. */
static const char *
guess_encoding (const char *data, gsize length)
{
  gsize n_good = 0, n_bad = 0;

  for (gsize i = 0; i < length; i++)
    if (((guchar) data[i] & 0x80) != 0)
      {
        gunichar c = g_utf8_get_char_validated (data + i, (gssize) (length - i));

        if (c < (gunichar) -2)
          i += (gsize) g_unichar_to_utf8 (c, NULL) - 1;
        n_good += c < (gunichar) -2;
        n_bad += c >= (gunichar) -2;
      }
  return n_bad > 4 * n_good ? rc_charset_guess_cyrillic (data, length) : NULL;
}

static gboolean
is_utf8_name (const char *encoding)
{
  return g_ascii_strcasecmp (encoding, "utf-8") == 0 || g_ascii_strcasecmp (encoding, "utf8") == 0;
}

static RcXmlInput *
create (RcInput *input, const char *encoding, const char *const *units, gboolean lenient, gboolean plain, GError **error)
{
  RcXmlInput *self;
  const char *data;
  gsize length, blank = 0;
  gboolean byte_text, utf8;

  data = rc_input_peek (input, &length);
  if (!lenient && refuses_document_type (data, length))
    {
      set_document_type_error (error);
      return NULL;
    }
  /* Blank lines before the declaration are a common fault that does no harm. */
  while (blank < length && strchr (" \t\r\n", data[blank]) != NULL && data[blank] != '\0')
    blank++;
  rc_input_skip (input, blank);
  data += blank;
  length -= blank;
  self = g_new0 (RcXmlInput, 1);
  byte_text = length >= 2 && (guchar) data[0] < 0xfe && data[0] != '\0' && data[1] != '\0';
  if (encoding == NULL && byte_text && says_utf8 (data, length))
    encoding = self->guess = guess_encoding (data, length);
  if (encoding == NULL && byte_text && lenient && !declares_known (data, length))
    encoding = self->guess = rc_charset_is_utf8 (data, length) ? RC_CHARSET_UTF8 : rc_charset_guess (data, length);
  utf8 = byte_text && ((encoding == NULL && says_utf8 (data, length)) || (encoding != NULL && is_utf8_name (encoding)));
  self->lenient = lenient;
  self->encoding = g_strdup (encoding);
  self->piece = g_string_new (NULL);
  self->scan = rc_xml_scan_new (input, units, byte_text, utf8);
  self->scan->drops_type = lenient;
  if (plain && utf8)
    {
      self->fields = rc_xml_fields_new (self->scan, MAX_DEPTH, rc_xml_input_error_cb, self);
      return self;
    }
  self->reader = xmlReaderForIO (read_cb, NULL, self, NULL, encoding, RC_XML_OPTIONS | (plain ? XML_PARSE_NOBLANKS : 0) | (encoding != NULL ? XML_PARSE_IGNORE_ENC : 0));
  xmlTextReaderSetStructuredErrorHandler (self->reader, rc_xml_input_error_cb, self);
  return self;
}

RcXmlInput *
rc_xml_input_new (RcInput *input, const char *encoding, const char *const *units, GError **error)
{
  return create (input, encoding, units, FALSE, FALSE, error);
}

RcXmlInput *
rc_xml_input_new_of_fields (RcInput *input, const char *encoding, const char *const *units, GError **error)
{
  return create (input, encoding, units, FALSE, TRUE, error);
}

RcXmlInput *
rc_xml_input_new_lenient (RcInput *input, const char *encoding, const char *const *units, GError **error)
{
  return create (input, encoding, units, TRUE, FALSE, error);
}

void
rc_xml_input_free (RcXmlInput *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  rc_xml_fields_free (self->fields);
  rc_xml_scan_free (self->scan);
  g_clear_error (&self->io_error);
  g_free (self->message);
  g_free (self->encoding);
  g_free (self->root);
  g_string_free (self->piece, TRUE);
  g_free (self);
}

void
rc_xml_input_set_aside (RcXmlInput *self, const char *const *names, RcXmlAsideFunc aside, gpointer user_data)
{
  self->aside_names = names;
  self->aside = aside;
  self->aside_data = user_data;
}

static void
tell_aside (RcXmlInput *self, xmlNode *node)
{
  if (g_strv_contains (self->aside_names, rc_xml_get_local_name (node)))
    self->aside (node, self->aside_data);
}

static void
tell_asides_below (RcXmlInput *self, xmlNode *node)
{
  for (; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        tell_aside (self, node);
        tell_asides_below (self, node->children);
      }
}

/* The text before the first unit, of which the parser has told nothing when the file broke in its first bytes. */
static void
tell_asides_before (RcXmlInput *self)
{
  const RcXmlScan *scan = self->scan;
  const RcXmlPlace *first = &g_array_index (scan->starts, RcXmlPlace, 0);
  xmlDoc *doc;

  if (self->aside == NULL || self->n_units > 0 || scan->base > 0)
    return;
  doc = xmlReadMemory ((const char *) scan->text->data, (int) first->offset, NULL, self->encoding, RC_XML_OPTIONS | XML_PARSE_RECOVER);
  if (doc != NULL)
    tell_asides_below (self, xmlDocGetRootElement (doc));
  xmlFreeDoc (doc);
}

void
rc_xml_input_set_error (RcXmlInput *self, GError **error)
{
  if (self->io_error != NULL)
    g_propagate_error (error, g_error_copy (self->io_error));
  else
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the XML is broken: %s"),
                 self->message != NULL ? self->message : _ ("it ends too early"));
}

static void
set_depth_error (GError **error)
{
  g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the XML is nested deeper than %d"), MAX_DEPTH);
}

static int
judge (RcXmlInput *self, int answer, GError **error)
{
  if (answer < 0 || self->io_error != NULL)
    {
      rc_xml_input_set_error (self, error);
      return -1;
    }
  if (answer == 1 && xmlTextReaderNodeType (self->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
    {
      set_document_type_error (error);
      return -1;
    }
  if (answer == 1 && xmlTextReaderDepth (self->reader) > MAX_DEPTH)
    {
      set_depth_error (error);
      return -1;
    }
  return answer;
}

/* The text before a unit that was come to is not needed again. */
static void
drop_before (RcXmlInput *self, guint unit)
{
  rc_xml_pieces_keep_root (self);
  if (unit < self->scan->starts->len)
    rc_xml_scan_drop (self->scan, g_array_index (self->scan->starts, RcXmlPlace, unit).offset);
  else
    rc_xml_scan_drop (self->scan, self->given);
}

/* To the next node. 1, 0 at the end, -1 on an error. */
static int
step (RcXmlInput *self, GError **error)
{
  gboolean leaves = self->leaves;

  self->leaves = FALSE;
  if (self->reader == NULL)
    return 0;
  self->n_taken = 0;
  return judge (self, leaves ? xmlTextReaderNext (self->reader) : xmlTextReaderRead (self->reader), error);
}

static gboolean
at_unit (RcXmlInput *self)
{
  const xmlNode *node = xmlTextReaderCurrentNode (self->reader);

  return node != NULL && rc_xml_scan_is_unit (self->scan, rc_xml_get_local_name (node));
}

static gboolean
at_aside (RcXmlInput *self)
{
  const xmlNode *node = xmlTextReaderCurrentNode (self->reader);

  return self->aside != NULL && !self->in_pieces && node != NULL && g_strv_contains (self->aside_names, rc_xml_get_local_name (node));
}

static xmlNode *
expand (RcXmlInput *self, GError **error)
{
  xmlNode *node;

  self->n_taken = 0;
  node = xmlTextReaderExpand (self->reader);
  if (node != NULL && self->io_error == NULL)
    return node;
  rc_xml_input_set_error (self, error);
  return NULL;
}

/* To the end of the next unit of plain fields. 1, 0 at the end, -1 on an error. */
static int
step_fields (RcXmlInput *self, xmlNode **node, GError **error)
{
  RcXmlFieldsState state = RC_XML_FIELDS_WELL;
  const char *text = "";

  self->n_taken = 0;
  while ((*node = rc_xml_fields_take (self->fields)) == NULL && state == RC_XML_FIELDS_WELL && text != NULL)
    {
      int length = find_text (self, G_MAXINT, &text);

      if (length < 0)
        break;
      if (length == 0)
        text = NULL;
      state = rc_xml_fields_parse (self->fields, text, (gsize) length);
    }
  if (*node != NULL)
    return 1;
  if (self->io_error == NULL && state == RC_XML_FIELDS_WELL)
    return 0;
  if (state == RC_XML_FIELDS_TYPE)
    set_document_type_error (error);
  else if (state == RC_XML_FIELDS_DEEP)
    set_depth_error (error);
  else
    rc_xml_input_set_error (self, error);
  return -1;
}

static xmlNode *
find_unit (RcXmlInput *self, GBytes **lost, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) problem = NULL;
      xmlNode *node = NULL;
      int answer = self->fields != NULL ? step_fields (self, &node, &problem) : step (self, &problem);

      if (node != NULL)
        {
          drop_before (self, self->n_units++);
          return node;
        }
      else if (answer == 0 && self->in_pieces)
        answer = rc_xml_pieces_next (self, lost, &problem);
      else if (answer == 1 && xmlTextReaderNodeType (self->reader) != XML_READER_TYPE_ELEMENT)
        continue;
      else if (answer == 1 && !at_unit (self))
        {
          if (at_aside (self) && xmlTextReaderExpand (self->reader) != NULL)
            tell_aside (self, xmlTextReaderCurrentNode (self->reader));
          continue;
        }
      else if (answer == 1)
        {
          node = expand (self, &problem);
          if (node != NULL && !self->in_pieces)
            drop_before (self, self->n_units++);
          if (node != NULL)
            return node;
          answer = -1;
        }
      if (answer < 0 && g_error_matches (problem, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED) && rc_xml_pieces_can_begin (self))
        {
          rc_xml_pieces_begin (self);
          tell_asides_before (self);
        }
      else if (answer < 0)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      else if (answer == 0)
        return NULL;
    }
}

/* A long file has many units. */
static void
forget_passed (RcXmlInput *self)
{
  GArray *starts = self->scan->starts;

  if (self->n_units <= MAX_PASSED || starts->len < self->n_units)
    return;
  /* One is left as a sign that there were any. */
  g_array_remove_range (starts, 0, self->n_units - 1);
  self->n_told -= MIN (self->n_told, self->n_units - 1);
  self->n_units = 1;
}

xmlNode *
rc_xml_input_next (RcXmlInput *self, GBytes **lost, GCancellable *cancellable, GError **error)
{
  xmlNode *node;

  *lost = NULL;
  forget_passed (self);
  self->cancellable = cancellable;
  node = find_unit (self, lost, error);
  self->cancellable = NULL;
  return node;
}

static guint
count_units_below (RcXmlInput *self, const xmlNode *node)
{
  guint n = 0;

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      n += count_units_below (self, child) + (rc_xml_scan_is_unit (self->scan, rc_xml_get_local_name (child)) ? 1 : 0);
  return n;
}

void
rc_xml_input_leave (RcXmlInput *self)
{
  if (self->fields != NULL)
    {
      self->n_units += rc_xml_fields_count_inner (self->fields);
      return;
    }
  self->leaves = TRUE;
  if (!self->in_pieces)
    self->n_units += count_units_below (self, xmlTextReaderCurrentNode (self->reader));
}

static guint
count_namesakes_below (const xmlNode *node, const xmlNode *unit)
{
  guint n = 0;

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      n += count_namesakes_below (child, unit)
           + (xmlStrEqual (child->name, unit->name)
              && xmlStrEqual (child->ns != NULL ? child->ns->prefix : NULL, unit->ns != NULL ? unit->ns->prefix : NULL));
  return n;
}

GBytes *
rc_xml_input_dup_raw (RcXmlInput *self, xmlNode *unit)
{
  const RcXmlScan *scan = self->scan;
  guint64 offset = self->n_units > 0 && self->n_units <= scan->starts->len
                       ? g_array_index (scan->starts, RcXmlPlace, self->n_units - 1).offset
                       : G_MAXUINT64;
  const char *text = (const char *) scan->text->data, *end;
  guint n_namesakes = self->fields != NULL ? rc_xml_fields_count_namesakes (self->fields) : count_namesakes_below (unit, unit);
  g_autofree char *name = NULL;
  gsize length, size;

  if (self->in_pieces || !scan->byte_text || offset < scan->base || offset >= rc_xml_scan_get_end (scan))
    return rc_xml_dump (unit);
  text += offset - scan->base;
  length = (gsize) (rc_xml_scan_get_end (scan) - offset);
  end = unit->children == NULL ? memchr (text, '>', length) : NULL;
  size = end != NULL && end > text && end[-1] == '/' ? (gsize) (end + 1 - text)
                                                     : rc_xml_find_end (text, length, n_namesakes, &name);
  return size > 0 ? g_bytes_new (text, size) : rc_xml_dump (unit);
}

/* What was done to the text since the last unit that was told. */
static RcXmlPlace
take_counts (RcXmlInput *self)
{
  RcXmlPlace sum = self->scan->before;

  memset (&self->scan->before, 0, sizeof sum);
  for (; self->n_told < MIN (self->n_units, self->scan->starts->len); self->n_told++)
    {
      const RcXmlPlace *place = &g_array_index (self->scan->starts, RcXmlPlace, self->n_told);

      sum.n_replaced += place->n_replaced;
      sum.n_broken += place->n_broken;
      sum.n_repaired += place->n_repaired;
    }
  return sum;
}

void
rc_xml_input_warn (RcXmlInput *self, RcReaderItem *item)
{
  RcXmlPlace done = take_counts (self);

  if (self->guess != NULL)
    rc_reader_item_warn (item, _ ("the text was read as %s: a guess by its letters"), self->guess);
  if (self->scan->dropped_type && !self->told_type)
    rc_reader_item_warn (item, _ ("a document type definition was left out, unread"));
  self->told_type = self->scan->dropped_type;
  if (self->mended)
    rc_reader_item_warn (item, _ ("this is no good XML and was mended: %s"), self->message != NULL ? self->message : _ ("it ends too early"));
  self->mended = FALSE;
  if (done.n_replaced > 0)
    rc_reader_item_warn (item, ngettext ("%u control character was replaced by ?",
                                         "%u control characters were replaced by ?", done.n_replaced),
                         done.n_replaced);
  if (done.n_broken > 0)
    rc_reader_item_warn (item, ngettext ("%u byte that is no UTF-8 was replaced by ?",
                                         "%u bytes that are no UTF-8 were replaced by ?", done.n_broken),
                         done.n_broken);
  if (done.n_repaired > 0)
    rc_reader_item_warn (item, ngettext ("%u bare & or < or entity of HTML was repaired",
                                         "%u bare & or < or entities of HTML were repaired", done.n_repaired),
                         done.n_repaired);
}
