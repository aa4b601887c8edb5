/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A streaming XML reader over our input. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-input.h"

#include "exchange/charset.h"
#include "exchange/xml-scan.h"

#include <glib/gi18n.h>
#include <string.h>

#define OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT)
#define MAX_DEPTH 64
#define MAX_PASSED 4096
#define DECLARATION 200 /* bytes, at most */

struct _RcXmlInput
{
  RcXmlScan *scan;           /* (owned) */
  xmlTextReader *reader;     /* (owned) (nullable) of the stream, or of one piece */
  GCancellable *cancellable; /* borrowed for the time of a call */
  GError *io_error;          /* (owned) (nullable) */
  char *message;             /* (owned) (nullable) the first complaint of the parser */
  guint line;                /* what its line 1 is in the file */
  char *encoding;            /* (owned) (nullable) */
  const char *aside_name;    /* (unowned) (nullable) */
  RcXmlAsideFunc aside;
  gpointer aside_data;
  char *root;                /* (owned) (nullable) the root's start tag, for pieces */
  GString *piece;            /* (owned) the text of one, which its parser goes on looking at */
  guint64 given;             /* how far the parser has been given the text */
  gsize n_taken;             /* bytes since the last element was begun: a bound for one element */
  guint n_units;             /* index in the scan's starts of the unit that comes next */
  guint n_told;              /* units whose repairs have been told */
  gboolean leaves;           /* the element the reader is at is to be stepped over */
  gboolean in_pieces;        /* the stream broke: every unit is parsed alone */
  const char *guess;         /* (nullable) */
};

static int
read_cb (void *context, char *buffer, int size)
{
  RcXmlInput *self = context;
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
  length = MIN (rc_xml_scan_get_end (scan) - self->given, (gsize) size);
  memcpy (buffer, scan->text->data + (self->given - scan->base), length);
  self->given += length;
  self->n_taken += length;
  return (int) length;
}

static void
error_cb (void *context, xmlErrorPtr problem)
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

RcXmlInput *
rc_xml_input_new (RcInput *input, const char *encoding, const char *const *units, GError **error)
{
  RcXmlInput *self;
  const char *data;
  gsize length, blank = 0;
  gboolean byte_text, utf8;

  data = rc_input_peek (input, &length);
  if (refuses_document_type (data, length))
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
  utf8 = byte_text && encoding == NULL && says_utf8 (data, length);
  self->encoding = g_strdup (encoding);
  self->piece = g_string_new (NULL);
  self->scan = rc_xml_scan_new (input, units, byte_text, utf8);
  self->reader = xmlReaderForIO (read_cb, NULL, self, NULL, encoding, OPTIONS);
  xmlTextReaderSetStructuredErrorHandler (self->reader, error_cb, self);
  return self;
}

void
rc_xml_input_free (RcXmlInput *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  rc_xml_scan_free (self->scan);
  g_clear_error (&self->io_error);
  g_free (self->message);
  g_free (self->encoding);
  g_free (self->root);
  g_string_free (self->piece, TRUE);
  g_free (self);
}

void
rc_xml_input_set_aside (RcXmlInput *self, const char *name, RcXmlAsideFunc aside, gpointer user_data)
{
  self->aside_name = name;
  self->aside = aside;
  self->aside_data = user_data;
}

static void
tell_aside (RcXmlInput *self, const xmlNode *node)
{
  xmlChar *text;

  if (strcmp (rc_xml_get_local_name (node), self->aside_name) != 0)
    return;
  text = xmlNodeGetContent (node);
  self->aside ((const char *) text, self->aside_data);
  xmlFree (text);
}

static void
tell_asides_below (RcXmlInput *self, const xmlNode *node)
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
  doc = xmlReadMemory ((const char *) scan->text->data, (int) first->offset, NULL, self->encoding, OPTIONS | XML_PARSE_RECOVER);
  if (doc != NULL)
    tell_asides_below (self, xmlDocGetRootElement (doc));
  xmlFreeDoc (doc);
}

static void
set_error (RcXmlInput *self, GError **error)
{
  if (self->io_error != NULL)
    g_propagate_error (error, g_error_copy (self->io_error));
  else
    g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED, _ ("the XML is broken: %s"),
                 self->message != NULL ? self->message : _ ("it ends too early"));
}

static int
judge (RcXmlInput *self, int answer, GError **error)
{
  if (answer < 0 || self->io_error != NULL)
    {
      set_error (self, error);
      return -1;
    }
  if (answer == 1 && xmlTextReaderNodeType (self->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
    {
      set_document_type_error (error);
      return -1;
    }
  if (answer == 1 && xmlTextReaderDepth (self->reader) > MAX_DEPTH)
    {
      g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE, _ ("the XML is nested deeper than %d"),
                   MAX_DEPTH);
      return -1;
    }
  return answer;
}

/* The root's start tag in one line, so that lines are counted from the piece. */
static void
keep_root (RcXmlInput *self)
{
  const RcXmlScan *scan = self->scan;
  const char *start = (const char *) scan->text->data + (scan->root_offset - scan->base);
  const char *stop = (const char *) scan->text->data + scan->text->len;
  const char *end = start;
  char quote = '\0';

  for (; end < stop && (quote != '\0' || *end != '>'); end++)
    if (quote != '\0' ? *end == quote : *end == '"' || *end == '\'')
      quote = quote == '\0' ? *end : '\0';
  if (scan->root_is_unit || end == stop)
    self->root = g_strdup ("<units>");
  else
    self->root = g_strdelimit (g_strndup (start, (gsize) (end + 1 - start)), "\r\n", ' ');
}

/* The text before a unit that was come to is not needed again. */
static void
drop_before (RcXmlInput *self, guint unit)
{
  if (self->root == NULL && self->scan->root != NULL)
    keep_root (self);
  if (unit < self->scan->starts->len)
    rc_xml_scan_drop (self->scan, g_array_index (self->scan->starts, RcXmlPlace, unit).offset);
  else
    rc_xml_scan_drop (self->scan, self->given);
}

static void
begin_pieces (RcXmlInput *self)
{
  const xmlChar *declared = xmlTextReaderConstEncoding (self->reader);

  if (self->encoding == NULL)
    self->encoding = g_strdup ((const char *) declared);
  if (self->root == NULL && self->scan->root != NULL)
    keep_root (self);
  tell_asides_before (self);
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  self->in_pieces = TRUE;
  self->leaves = FALSE;
}

/* What broke is the text; nothing else is overcome by going on behind it. */
static gboolean
can_go_on (RcXmlInput *self)
{
  return !self->in_pieces && self->scan->byte_text && self->io_error == NULL && self->scan->starts->len > 0;
}

static void
open_piece (RcXmlInput *self)
{
  g_clear_pointer (&self->reader, xmlFreeTextReader);
  self->reader = xmlReaderForMemory (self->piece->str, (int) self->piece->len, NULL, self->encoding, OPTIONS);
  xmlTextReaderSetStructuredErrorHandler (self->reader, error_cb, self);
}

/* Opens a unit in the clothes of the whole file. FALSE when it is broken. */
static gboolean
take_piece (RcXmlInput *self, const char *data, gsize length)
{
  int answer;

  g_string_assign (self->piece, self->root);
  g_string_append_len (self->piece, data, (gssize) length);
  g_string_append_printf (self->piece, "</%.*s>", (int) strcspn (self->root + 1, " \t/>"), self->root + 1);
  g_clear_pointer (&self->message, g_free);
  open_piece (self);
  while ((answer = xmlTextReaderRead (self->reader)) == 1)
    ;
  if (answer == 0)
    open_piece (self);
  else
    g_clear_pointer (&self->reader, xmlFreeTextReader);
  return answer == 0;
}

/* Makes text up to the start of the unit after this one, or to the end. */
static gboolean
gather_piece (RcXmlInput *self, GError **error)
{
  RcXmlScan *scan = self->scan;

  while (scan->starts->len <= self->n_units + 1 && !scan->at_end)
    {
      if (scan->text->len > RC_MAX_RECORD_BYTES && scan->starts->len > self->n_units)
        {
          g_set_error (error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE,
                       _ ("an element of the XML has more than %d MiB"), RC_MAX_RECORD_BYTES / 1024 / 1024);
          return FALSE;
        }
      if (scan->starts->len <= self->n_units)
        rc_xml_scan_drop (scan, rc_xml_scan_get_end (scan));
      if (!rc_xml_scan_more (scan, self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* An element that only wraps a unit of the same name, as OAI-PMH and SRU have it. */
static gboolean
is_wrapper (const char *data, gsize length)
{
  const char *last = g_strrstr_len (data, (gssize) length, "<");
  g_autofree char *tag = g_strndup (last, (gsize) (data + length - last));

  return strstr (tag, "metadata") != NULL || strstr (tag, "recordData") != NULL || strstr (tag, "collection") != NULL;
}

/* To the next unit that is whole. 1, 0 at the end, -1 with `lost`: one that is broken, or without: nothing comes any more. */
static int
next_piece (RcXmlInput *self, GBytes **lost, GError **error)
{
  RcXmlScan *scan = self->scan;

  g_clear_pointer (&self->reader, xmlFreeTextReader);
  while (gather_piece (self, error))
    {
      const RcXmlPlace *place;
      g_autofree char *name = NULL;
      const char *data;
      gsize length, end;

      if (scan->starts->len <= self->n_units)
        {
          if (scan->root_ended)
            return 0;
          g_clear_pointer (&self->message, g_free);
          set_error (self, error);
          return -1;
        }
      place = &g_array_index (scan->starts, RcXmlPlace, self->n_units);
      rc_xml_scan_drop (scan, place->offset);
      self->line = place->line - 1;
      self->n_units++;
      data = (const char *) scan->text->data;
      length = self->n_units < scan->starts->len ? place[1].offset - place->offset : scan->text->len;
      end = rc_xml_find_end (data, length, &name);
      if (end > 0 && take_piece (self, data, end))
        return 1;
      if (end == 0 && self->n_units < scan->starts->len && is_wrapper (data, length))
        continue;
      if (end == 0)
        g_clear_pointer (&self->message, g_free);
      self->n_told = self->n_units;
      *lost = g_bytes_new (data, end > 0 ? end : length);
      set_error (self, error);
      return -1;
    }
  return -1;
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
is_named (RcXmlInput *self, const char *name)
{
  const xmlNode *node = xmlTextReaderCurrentNode (self->reader);

  return node != NULL && strcmp (rc_xml_get_local_name (node), name) == 0;
}

static xmlNode *
expand (RcXmlInput *self, GError **error)
{
  xmlNode *node;

  self->n_taken = 0;
  node = xmlTextReaderExpand (self->reader);
  if (node != NULL && self->io_error == NULL)
    return node;
  set_error (self, error);
  return NULL;
}

static xmlNode *
find_unit (RcXmlInput *self, GBytes **lost, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) problem = NULL;
      int answer = step (self, &problem);
      xmlNode *node = NULL;

      if (answer == 0 && self->in_pieces)
        answer = next_piece (self, lost, &problem);
      else if (answer == 1 && xmlTextReaderNodeType (self->reader) != XML_READER_TYPE_ELEMENT)
        continue;
      else if (answer == 1 && !at_unit (self))
        {
          if (self->aside != NULL && !self->in_pieces && is_named (self, self->aside_name) && xmlTextReaderExpand (self->reader) != NULL)
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
      if (answer < 0 && g_error_matches (problem, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_MALFORMED) && can_go_on (self))
        begin_pieces (self);
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
  self->leaves = TRUE;
  if (!self->in_pieces)
    self->n_units += count_units_below (self, xmlTextReaderCurrentNode (self->reader));
}

const char *
rc_xml_get_local_name (const xmlNode *node)
{
  const char *name = (const char *) node->name;
  const char *colon = node->ns == NULL ? strchr (name, ':') : NULL;

  return colon != NULL ? colon + 1 : name;
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

GBytes *
rc_xml_dump (xmlNode *node)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  GBytes *bytes;

  xmlNodeDump (buffer, node->doc, node, 0, 0);
  bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return bytes;
}
