/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A streaming XML reader over our input. */
#define G_LOG_DOMAIN "rc-exchange"

#include "exchange/xml-input.h"

#include "exchange/charset.h"
#include "exchange/reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT)
#define MAX_DEPTH 64
#define DECLARATION 200 /* bytes, at most */

struct _RcXmlInput
{
  RcInput *input;            /* borrowed */
  xmlTextReader *reader;     /* (owned) */
  GCancellable *cancellable; /* borrowed for the time of a call */
  GError *io_error;          /* (owned) (nullable) */
  char *message;             /* (owned) (nullable) the first complaint of the parser */
  gsize n_taken;             /* bytes since the last element was begun: a bound for one element */
  guint n_replaced;
  guint n_broken;
  guint n_following;   /* bytes of a good character that the parser has not been given */
  const char *guess;   /* (nullable) */
  gboolean byte_text;  /* ASCII stands for itself: not UTF-16 or UTF-32 */
  gboolean utf8;       /* what the text is, or says that it is */
};

/* What the parser would stop at is made a ?, and counted. The window goes on behind the bytes that are handed out. */
static void
clean (RcXmlInput *self, char *buffer, gsize length, const char *window, gsize window_length)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar byte = (guchar) buffer[i];
      gunichar c;

      if (self->n_following > 0)
        self->n_following--;
      else if (byte < ' ' && byte != '\t' && byte != '\r' && byte != '\n')
        {
          buffer[i] = '?';
          self->n_replaced++;
        }
      else if (byte >= 0x80 && self->utf8)
        {
          c = g_utf8_get_char_validated (window + i, (gssize) (window_length - i));
          if (c < (gunichar) -2)
            self->n_following = (guint) g_unichar_to_utf8 (c, NULL) - 1;
          else
            {
              buffer[i] = '?';
              self->n_broken++;
            }
        }
    }
}

static int
read_cb (void *context, char *buffer, int size)
{
  RcXmlInput *self = context;
  const char *data;
  gsize length, window_length;

  if (self->n_taken > RC_MAX_RECORD_BYTES)
    {
      if (self->io_error == NULL)
        g_set_error (&self->io_error, RC_EXCHANGE_ERROR, RC_EXCHANGE_ERROR_TOO_LARGE,
                     _ ("an element of the XML has more than %d MiB"), RC_MAX_RECORD_BYTES / 1024 / 1024);
      return -1;
    }
  /* The last character that is handed out is seen whole. */
  if (!rc_input_fill (self->input, (gsize) size + 4, self->cancellable, self->io_error == NULL ? &self->io_error : NULL))
    return -1;
  data = rc_input_peek (self->input, &window_length);
  length = MIN (window_length, (gsize) size);
  memcpy (buffer, data, length);
  if (self->byte_text)
    clean (self, buffer, length, data, window_length);
  rc_input_skip (self->input, length);
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
  self->message = g_strdup_printf (_ ("line %d: %s"), problem->line, problem->message);
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
rc_xml_input_new (RcInput *input, const char *encoding, GError **error)
{
  RcXmlInput *self;
  const char *data;
  gsize length, blank = 0;

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
  self->input = input;
  self->byte_text = length >= 2 && (guchar) data[0] < 0xfe && data[0] != '\0' && data[1] != '\0';
  if (encoding == NULL && self->byte_text && says_utf8 (data, length))
    encoding = self->guess = guess_encoding (data, length);
  self->utf8 = self->byte_text && encoding == NULL && says_utf8 (data, length);
  self->reader = xmlReaderForIO (read_cb, NULL, self, NULL, encoding, OPTIONS);
  xmlTextReaderSetStructuredErrorHandler (self->reader, error_cb, self);
  return self;
}

void
rc_xml_input_free (RcXmlInput *self)
{
  if (self == NULL)
    return;
  xmlFreeTextReader (self->reader);
  g_clear_error (&self->io_error);
  g_free (self->message);
  g_free (self);
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
  self->cancellable = NULL;
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

int
rc_xml_input_read (RcXmlInput *self, GCancellable *cancellable, GError **error)
{
  self->cancellable = cancellable;
  self->n_taken = 0;
  return judge (self, xmlTextReaderRead (self->reader), error);
}

int
rc_xml_input_skip (RcXmlInput *self, GCancellable *cancellable, GError **error)
{
  self->cancellable = cancellable;
  return judge (self, xmlTextReaderNext (self->reader), error);
}

gboolean
rc_xml_input_is_start (RcXmlInput *self, const char *local_name)
{
  const xmlNode *node = xmlTextReaderCurrentNode (self->reader);

  return xmlTextReaderNodeType (self->reader) == XML_READER_TYPE_ELEMENT && node != NULL
         && strcmp (rc_xml_get_local_name (node), local_name) == 0;
}

const char *
rc_xml_get_local_name (const xmlNode *node)
{
  const char *name = (const char *) node->name;
  const char *colon = node->ns == NULL ? strchr (name, ':') : NULL;

  return colon != NULL ? colon + 1 : name;
}

xmlNode *
rc_xml_input_expand (RcXmlInput *self, GCancellable *cancellable, GError **error)
{
  xmlNode *node;

  self->cancellable = cancellable;
  self->n_taken = 0;
  node = xmlTextReaderExpand (self->reader);
  self->cancellable = NULL;
  if (node != NULL && self->io_error == NULL)
    return node;
  set_error (self, error);
  return NULL;
}

guint
rc_xml_input_take_replaced (RcXmlInput *self)
{
  guint n_replaced = self->n_replaced;

  self->n_replaced = 0;
  return n_replaced;
}

guint
rc_xml_input_take_broken (RcXmlInput *self)
{
  guint n_broken = self->n_broken;

  self->n_broken = 0;
  return n_broken;
}

const char *
rc_xml_input_get_guess (RcXmlInput *self)
{
  return self->guess;
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
